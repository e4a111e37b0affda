// tokens::forward::tokens::Tokens: 93 lines, 8ad7477d8a7fc660; test of tokens/2x196x192,prefix1,f16
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
struct __align__(32) float_8 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
    float i_4;
    float i_5;
    float i_6;
    float i_7;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)tokens_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const __half_8* __restrict__ buffer_2, __half_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = info.scalars_uint32[0] + info.scalars_uint32[1];
const uint32 l_9 = l_5 / l_8;
const uint32 l_10 = info.scalars_uint32[0] + info.scalars_uint32[1];
const uint32 l_11 = l_9 * l_10;
const uint32 l_12 = l_5 - l_11;
const bool l_13 = l_12 < info.scalars_uint32[0];
if (l_13) {
const uint32 l_14 = l_12 * info.scalars_uint32[2];
const uint32 l_15 = l_14 + l_7;
const __half_8 l_16 = buffer_1[l_15];
const float_8 l_17 = float_8{
float(l_16.i_0),float(l_16.i_1),float(l_16.i_2),float(l_16.i_3),float(l_16.i_4),float(l_16.i_5),float(l_16.i_6),float(l_16.i_7),};
l_mut_18 = l_17;
} else {
const uint32 l_19 = l_12 - info.scalars_uint32[0];
const uint32 l_20 = l_9 * info.scalars_uint32[1];
const uint32 l_21 = l_20 + l_19;
const uint32 l_22 = l_21 * info.scalars_uint32[2];
const uint32 l_23 = l_22 + l_7;
const __half_8 l_24 = buffer_0[l_23];
const float_8 l_25 = float_8{
float(l_24.i_0),float(l_24.i_1),float(l_24.i_2),float(l_24.i_3),float(l_24.i_4),float(l_24.i_5),float(l_24.i_6),float(l_24.i_7),};
const uint32 l_26 = l_19 * info.scalars_uint32[2];
const uint32 l_27 = l_26 + l_7;
const __half_8 l_28 = buffer_2[l_27];
const float_8 l_29 = float_8{
float(l_28.i_0),float(l_28.i_1),float(l_28.i_2),float(l_28.i_3),float(l_28.i_4),float(l_28.i_5),float(l_28.i_6),float(l_28.i_7),};
const float_8 l_30 = float_8{
l_25.i_0 + l_29.i_0, l_25.i_1 + l_29.i_1, l_25.i_2 + l_29.i_2, l_25.i_3 + l_29.i_3, l_25.i_4 + l_29.i_4, l_25.i_5 + l_29.i_5, l_25.i_6 + l_29.i_6, l_25.i_7 + l_29.i_7, };
l_mut_18 = l_30;
}
const __half_8 l_31 = __half_8{
__half(l_mut_18.i_0),__half(l_mut_18.i_1),__half(l_mut_18.i_2),__half(l_mut_18.i_3),__half(l_mut_18.i_4),__half(l_mut_18.i_5),__half(l_mut_18.i_6),__half(l_mut_18.i_7),};
buffer_3[l_3] = reinterpret_cast< __half_8 const&>(l_31);
}

}

// tokens::backward::patches::Patches: 53 lines, 03d5ea6f7ce88ca9; grad of tokens/2x196x192,prefix1,f16
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


extern "C" __global__ void __launch_bounds__(256)patches_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[1] * info.scalars_uint32[2];
const uint32 l_6 = l_3 / l_5;
const uint32 l_7 = l_6 + uint32(1);
const uint32 l_8 = l_7 * info.scalars_uint32[0];
const uint32 l_9 = l_8 * info.scalars_uint32[2];
const uint32 l_10 = l_3 + l_9;
const __half_8 l_11 = buffer_0[l_10];
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_11);
}

}

// tokens::backward::parameters::Parameters: 82 lines, 11fa3b8bfca4f02f; grad of tokens/2x196x192,prefix1,f16
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
struct __align__(32) float_8 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
    float i_4;
    float i_5;
    float i_6;
    float i_7;
};
struct info_st {
    uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)parameters_f__pack_8 (
    const __half_8* __restrict__ buffer_0, float_8* buffer_1, float_8* buffer_2, const __grid_constant__ info_st info
) {
float_8 l_mut_6;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const float_8 l_5 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_6 = l_5;

for (uint32 l_mut_7 = uint32(0); l_mut_7 < info.scalars_uint32[1]; ++l_mut_7) {
const uint32 l_8 = l_mut_7 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + l_3;
const __half_8 l_10 = buffer_0[l_9];
const float_8 l_11 = float_8{
float(l_10.i_0),float(l_10.i_1),float(l_10.i_2),float(l_10.i_3),float(l_10.i_4),float(l_10.i_5),float(l_10.i_6),float(l_10.i_7),};
l_mut_6 = float_8{
l_mut_6.i_0 + l_11.i_0, l_mut_6.i_1 + l_11.i_1, l_mut_6.i_2 + l_11.i_2, l_mut_6.i_3 + l_11.i_3, l_mut_6.i_4 + l_11.i_4, l_mut_6.i_5 + l_11.i_5, l_mut_6.i_6 + l_11.i_6, l_mut_6.i_7 + l_11.i_7, };
}
const bool l_12 = l_3 < info.scalars_uint32[0];
if (l_12) {
const float_8 l_13 = buffer_1[l_3];
const float_8 l_14 = float_8{
l_13.i_0 + l_mut_6.i_0, l_13.i_1 + l_mut_6.i_1, l_13.i_2 + l_mut_6.i_2, l_13.i_3 + l_mut_6.i_3, l_13.i_4 + l_mut_6.i_4, l_13.i_5 + l_mut_6.i_5, l_13.i_6 + l_mut_6.i_6, l_13.i_7 + l_mut_6.i_7, };
buffer_1[l_3] = reinterpret_cast< float_8 const&>(l_14);
} else {
const uint32 l_15 = l_3 - info.scalars_uint32[0];
const float_8 l_16 = buffer_2[l_15];
const float_8 l_17 = float_8{
l_16.i_0 + l_mut_6.i_0, l_16.i_1 + l_mut_6.i_1, l_16.i_2 + l_mut_6.i_2, l_16.i_3 + l_mut_6.i_3, l_16.i_4 + l_mut_6.i_4, l_16.i_5 + l_mut_6.i_5, l_16.i_6 + l_mut_6.i_6, l_16.i_7 + l_mut_6.i_7, };
buffer_2[l_15] = reinterpret_cast< float_8 const&>(l_17);
}
}

}

// tokens::forward::tokens::Tokens: 64 lines, 7622719f616e45ac; grad of tokens/2x196x192,prefix1,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)tokens_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_17;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = info.scalars_uint32[0] + info.scalars_uint32[1];
const uint32 l_9 = l_5 / l_8;
const uint32 l_10 = info.scalars_uint32[0] + info.scalars_uint32[1];
const uint32 l_11 = l_9 * l_10;
const uint32 l_12 = l_5 - l_11;
const bool l_13 = l_12 < info.scalars_uint32[0];
if (l_13) {
const uint32 l_14 = l_12 * info.scalars_uint32[2];
const uint32 l_15 = l_14 + l_7;
const float_4 l_16 = buffer_1[l_15];
l_mut_17 = l_16;
} else {
const uint32 l_18 = l_12 - info.scalars_uint32[0];
const uint32 l_19 = l_9 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_18;
const uint32 l_21 = l_20 * info.scalars_uint32[2];
const uint32 l_22 = l_21 + l_7;
const float_4 l_23 = buffer_0[l_22];
const uint32 l_24 = l_18 * info.scalars_uint32[2];
const uint32 l_25 = l_24 + l_7;
const float_4 l_26 = buffer_2[l_25];
const float_4 l_27 = float_4{
l_23.i_0 + l_26.i_0, l_23.i_1 + l_26.i_1, l_23.i_2 + l_26.i_2, l_23.i_3 + l_26.i_3, };
l_mut_17 = l_27;
}
buffer_3[l_3] = l_mut_17;
}

}

// tokens::backward::patches::Patches: 42 lines, 184b8c50edf166ed; grad of tokens/2x196x192,prefix1,f16
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


extern "C" __global__ void __launch_bounds__(256)patches_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[1] * info.scalars_uint32[2];
const uint32 l_6 = l_3 / l_5;
const uint32 l_7 = l_6 + uint32(1);
const uint32 l_8 = l_7 * info.scalars_uint32[0];
const uint32 l_9 = l_8 * info.scalars_uint32[2];
const uint32 l_10 = l_3 + l_9;
const float_4 l_11 = buffer_0[l_10];
buffer_1[l_3] = reinterpret_cast< float_4 const&>(l_11);
}

}

// tokens::backward::parameters::Parameters: 59 lines, 88f5395f6c3e5061; grad of tokens/2x196x192,prefix1,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)parameters_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_6;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const float_4 l_5 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_6 = l_5;

for (uint32 l_mut_7 = uint32(0); l_mut_7 < info.scalars_uint32[1]; ++l_mut_7) {
const uint32 l_8 = l_mut_7 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + l_3;
const float_4 l_10 = buffer_0[l_9];
l_mut_6 = float_4{
l_mut_6.i_0 + l_10.i_0, l_mut_6.i_1 + l_10.i_1, l_mut_6.i_2 + l_10.i_2, l_mut_6.i_3 + l_10.i_3, };
}
const bool l_11 = l_3 < info.scalars_uint32[0];
if (l_11) {
const float_4 l_12 = buffer_1[l_3];
const float_4 l_13 = float_4{
l_12.i_0 + l_mut_6.i_0, l_12.i_1 + l_mut_6.i_1, l_12.i_2 + l_mut_6.i_2, l_12.i_3 + l_mut_6.i_3, };
buffer_1[l_3] = reinterpret_cast< float_4 const&>(l_13);
} else {
const uint32 l_14 = l_3 - info.scalars_uint32[0];
const float_4 l_15 = buffer_2[l_14];
const float_4 l_16 = float_4{
l_15.i_0 + l_mut_6.i_0, l_15.i_1 + l_mut_6.i_1, l_15.i_2 + l_mut_6.i_2, l_15.i_3 + l_mut_6.i_3, };
buffer_2[l_14] = reinterpret_cast< float_4 const&>(l_16);
}
}

}

