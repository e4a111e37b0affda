// patch_merge::forward::merge::Merge: 85 lines, c60b4fadd51632b1; test of patch_merge/1x48x48x192,f16
#include <cuda_runtime.h>
#include <cuda_fp16.h>
typedef unsigned int uint;
typedef unsigned char uint8;
typedef unsigned short uint16;
typedef unsigned int uint32;
typedef unsigned long long int uint64;
typedef signed char int8;
typedef signed short int16;
typedef signed int int32;
typedef signed long long int int64;

struct __align__(16) __half2_4 {
    __half2 i_0;
    __half2 i_1;
    __half2 i_2;
    __half2 i_3;
};
struct __align__(16) __half_8 {
    __half i_0;
    __half i_1;
    __half i_2;
    __half i_3;
    __half i_4;
    __half i_5;
    __half i_6;
    __half i_7;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)merge_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
__half_8 l_mut_28;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(4);
const uint32 l_8 = uint32(4) * info.scalars_uint32[2];
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = info.scalars_uint32[1] + uint32(2);
const uint32 l_11 = l_10 - uint32(1);
const uint32 l_12 = l_11 / uint32(2);
const uint32 l_13 = l_9 % l_12;
const uint32 l_14 = uint32(2) * l_13;
const uint32 l_15 = l_7 / uint32(2);
const uint32 l_16 = l_14 + l_15;
const uint32 l_17 = info.scalars_uint32[0] + uint32(2);
const uint32 l_18 = l_17 - uint32(1);
const uint32 l_19 = l_18 / uint32(2);
const uint32 l_20 = l_9 / l_12;
const uint32 l_21 = l_20 % l_19;
const uint32 l_22 = uint32(2) * l_21;
const uint32 l_23 = l_7 % uint32(2);
const uint32 l_24 = l_22 + l_23;
const uint32 l_25 = l_12 * l_19;
const uint32 l_26 = l_9 / l_25;
const __half_8 l_27 = __half_8{
__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),__half(float(0.0)),};
l_mut_28 = l_27;
const bool l_29 = l_24 < info.scalars_uint32[0];
const bool l_30 = l_16 < info.scalars_uint32[1];
const bool l_31 = l_29 && l_30;
if (l_31) {
const uint32 l_32 = l_26 * info.scalars_uint32[0];
const uint32 l_33 = l_32 + l_24;
const uint32 l_34 = l_33 * info.scalars_uint32[1];
const uint32 l_35 = l_34 + l_16;
const uint32 l_36 = l_35 * info.scalars_uint32[2];
const uint32 l_37 = l_36 + l_5;
const __half_8 l_38 = buffer_0[l_37];
l_mut_28 = l_38;
}
buffer_1[l_3] = l_mut_28;
}

}

// patch_merge::forward::split::Split: 76 lines, 976dbdfbd4a08dab; grad of patch_merge/1x48x48x192,f16
#include <cuda_runtime.h>
#include <cuda_fp16.h>
typedef unsigned int uint;
typedef unsigned char uint8;
typedef unsigned short uint16;
typedef unsigned int uint32;
typedef unsigned long long int uint64;
typedef signed char int8;
typedef signed short int16;
typedef signed int int32;
typedef signed long long int int64;

struct __align__(16) __half2_4 {
    __half2 i_0;
    __half2 i_1;
    __half2 i_2;
    __half2 i_3;
};
struct __align__(16) __half_8 {
    __half i_0;
    __half i_1;
    __half i_2;
    __half i_3;
    __half i_4;
    __half i_5;
    __half i_6;
    __half i_7;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)split_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[1];
const uint32 l_8 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_9 % info.scalars_uint32[0];
const uint32 l_11 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_12 = l_11 * info.scalars_uint32[0];
const uint32 l_13 = l_3 / l_12;
const uint32 l_14 = info.scalars_uint32[0] + uint32(2);
const uint32 l_15 = l_14 - uint32(1);
const uint32 l_16 = l_15 / uint32(2);
const uint32 l_17 = l_13 * l_16;
const uint32 l_18 = l_10 / uint32(2);
const uint32 l_19 = l_17 + l_18;
const uint32 l_20 = info.scalars_uint32[1] + uint32(2);
const uint32 l_21 = l_20 - uint32(1);
const uint32 l_22 = l_21 / uint32(2);
const uint32 l_23 = l_19 * l_22;
const uint32 l_24 = l_7 / uint32(2);
const uint32 l_25 = l_23 + l_24;
const uint32 l_26 = l_25 * uint32(4);
const uint32 l_27 = l_10 % uint32(2);
const uint32 l_28 = l_26 + l_27;
const uint32 l_29 = l_7 % uint32(2);
const uint32 l_30 = uint32(2) * l_29;
const uint32 l_31 = l_28 + l_30;
const uint32 l_32 = l_31 * info.scalars_uint32[2];
const uint32 l_33 = l_32 + l_5;
const __half_8 l_34 = buffer_0[l_33];
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_34);
}

}

// patch_merge::forward::merge::Merge: 74 lines, 2021bd75b7ec884f; grad of patch_merge/1x48x48x192,f16
#include <cuda_runtime.h>
typedef unsigned int uint;
typedef unsigned char uint8;
typedef unsigned short uint16;
typedef unsigned int uint32;
typedef unsigned long long int uint64;
typedef signed char int8;
typedef signed short int16;
typedef signed int int32;
typedef signed long long int int64;

struct __align__(16) float_4 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)merge_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
float_4 l_mut_28;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(4);
const uint32 l_8 = uint32(4) * info.scalars_uint32[2];
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = info.scalars_uint32[1] + uint32(2);
const uint32 l_11 = l_10 - uint32(1);
const uint32 l_12 = l_11 / uint32(2);
const uint32 l_13 = l_9 % l_12;
const uint32 l_14 = uint32(2) * l_13;
const uint32 l_15 = l_7 / uint32(2);
const uint32 l_16 = l_14 + l_15;
const uint32 l_17 = info.scalars_uint32[0] + uint32(2);
const uint32 l_18 = l_17 - uint32(1);
const uint32 l_19 = l_18 / uint32(2);
const uint32 l_20 = l_9 / l_12;
const uint32 l_21 = l_20 % l_19;
const uint32 l_22 = uint32(2) * l_21;
const uint32 l_23 = l_7 % uint32(2);
const uint32 l_24 = l_22 + l_23;
const uint32 l_25 = l_12 * l_19;
const uint32 l_26 = l_9 / l_25;
const float_4 l_27 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_28 = l_27;
const bool l_29 = l_24 < info.scalars_uint32[0];
const bool l_30 = l_16 < info.scalars_uint32[1];
const bool l_31 = l_29 && l_30;
if (l_31) {
const uint32 l_32 = l_26 * info.scalars_uint32[0];
const uint32 l_33 = l_32 + l_24;
const uint32 l_34 = l_33 * info.scalars_uint32[1];
const uint32 l_35 = l_34 + l_16;
const uint32 l_36 = l_35 * info.scalars_uint32[2];
const uint32 l_37 = l_36 + l_5;
const float_4 l_38 = buffer_0[l_37];
l_mut_28 = l_38;
}
buffer_1[l_3] = l_mut_28;
}

}

// patch_merge::forward::split::Split: 65 lines, bc00f8daa524a384; grad of patch_merge/1x48x48x192,f16
#include <cuda_runtime.h>
typedef unsigned int uint;
typedef unsigned char uint8;
typedef unsigned short uint16;
typedef unsigned int uint32;
typedef unsigned long long int uint64;
typedef signed char int8;
typedef signed short int16;
typedef signed int int32;
typedef signed long long int int64;

struct __align__(16) float_4 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)split_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[1];
const uint32 l_8 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_9 % info.scalars_uint32[0];
const uint32 l_11 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_12 = l_11 * info.scalars_uint32[0];
const uint32 l_13 = l_3 / l_12;
const uint32 l_14 = info.scalars_uint32[0] + uint32(2);
const uint32 l_15 = l_14 - uint32(1);
const uint32 l_16 = l_15 / uint32(2);
const uint32 l_17 = l_13 * l_16;
const uint32 l_18 = l_10 / uint32(2);
const uint32 l_19 = l_17 + l_18;
const uint32 l_20 = info.scalars_uint32[1] + uint32(2);
const uint32 l_21 = l_20 - uint32(1);
const uint32 l_22 = l_21 / uint32(2);
const uint32 l_23 = l_19 * l_22;
const uint32 l_24 = l_7 / uint32(2);
const uint32 l_25 = l_23 + l_24;
const uint32 l_26 = l_25 * uint32(4);
const uint32 l_27 = l_10 % uint32(2);
const uint32 l_28 = l_26 + l_27;
const uint32 l_29 = l_7 % uint32(2);
const uint32 l_30 = uint32(2) * l_29;
const uint32 l_31 = l_28 + l_30;
const uint32 l_32 = l_31 * info.scalars_uint32[2];
const uint32 l_33 = l_32 + l_5;
const float_4 l_34 = buffer_0[l_33];
buffer_1[l_3] = reinterpret_cast< float_4 const&>(l_34);
}

}

