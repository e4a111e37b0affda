// resize::forward::along::Along: 96 lines, 35ab29fc7c3c4a11; test of resize/2x9x7x8-13x5,bicubic,aligncorners,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f__o_f32_pack_8 (
    const __half_8* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_8 l_15 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_8 l_21 = float_8{
l_20,l_20,l_20,l_20,l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const __half_8 l_25 = buffer_0[l_24];
const float_8 l_26 = float_8{
float(l_25.i_0),float(l_25.i_1),float(l_25.i_2),float(l_25.i_3),float(l_25.i_4),float(l_25.i_5),float(l_25.i_6),float(l_25.i_7),};
const float_8 l_27 = float_8{
fma(l_21.i_0, l_26.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_26.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_26.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_26.i_3, l_mut_16.i_3),
fma(l_21.i_4, l_26.i_4, l_mut_16.i_4),
fma(l_21.i_5, l_26.i_5, l_mut_16.i_5),
fma(l_21.i_6, l_26.i_6, l_mut_16.i_6),
fma(l_21.i_7, l_26.i_7, l_mut_16.i_7),
};
l_mut_16 = l_27;
}
buffer_3[l_3] = l_mut_16;
}

}

// resize::forward::along::Along: 96 lines, 1dfad07f78bd9793; test of resize/2x9x7x8-13x5,bicubic,aligncorners,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f_f32_o__pack_8 (
    const float_8* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, __half_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_8 l_15 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_8 l_21 = float_8{
l_20,l_20,l_20,l_20,l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const float_8 l_25 = buffer_0[l_24];
const float_8 l_26 = float_8{
fma(l_21.i_0, l_25.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_25.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_25.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_25.i_3, l_mut_16.i_3),
fma(l_21.i_4, l_25.i_4, l_mut_16.i_4),
fma(l_21.i_5, l_25.i_5, l_mut_16.i_5),
fma(l_21.i_6, l_25.i_6, l_mut_16.i_6),
fma(l_21.i_7, l_25.i_7, l_mut_16.i_7),
};
l_mut_16 = l_26;
}
const __half_8 l_27 = __half_8{
__half(l_mut_16.i_0),__half(l_mut_16.i_1),__half(l_mut_16.i_2),__half(l_mut_16.i_3),__half(l_mut_16.i_4),__half(l_mut_16.i_5),__half(l_mut_16.i_6),__half(l_mut_16.i_7),};
buffer_3[l_3] = reinterpret_cast< __half_8 const&>(l_27);
}

}

// resize::forward::along::Along: 69 lines, 5ca1291bbb877d3b; grad of resize/2x9x7x8-13x5,bicubic,aligncorners,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f_f32_o_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_4 l_15 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_4 l_21 = float_4{
l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const float_4 l_25 = buffer_0[l_24];
const float_4 l_26 = float_4{
fma(l_21.i_0, l_25.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_25.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_25.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_25.i_3, l_mut_16.i_3),
};
l_mut_16 = l_26;
}
buffer_3[l_3] = l_mut_16;
}

}

// resize::forward::along::Along: 144 lines, 72c0cac51fccafb3; test of resize_rounded/1x32x48x8-8x24,adaptive,halfpixel,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f__o_f32_pack_8 (
    const __half_8* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_8 l_15 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_8 l_21 = float_8{
l_20,l_20,l_20,l_20,l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const __half_8 l_25 = buffer_0[l_24];
const float_8 l_26 = float_8{
float(l_25.i_0),float(l_25.i_1),float(l_25.i_2),float(l_25.i_3),float(l_25.i_4),float(l_25.i_5),float(l_25.i_6),float(l_25.i_7),};
const float_8 l_27 = float_8{
fma(l_21.i_0, l_26.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_26.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_26.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_26.i_3, l_mut_16.i_3),
fma(l_21.i_4, l_26.i_4, l_mut_16.i_4),
fma(l_21.i_5, l_26.i_5, l_mut_16.i_5),
fma(l_21.i_6, l_26.i_6, l_mut_16.i_6),
fma(l_21.i_7, l_26.i_7, l_mut_16.i_7),
};
l_mut_16 = l_27;
}
const float l_28 = l_mut_16.i_0;
const float l_29 = l_28 + float(0.5);
const float l_30 = floor(l_29);
const float l_31 = max(l_30, float(0.0));
const float l_32 = min(l_31, float(255.0));
l_mut_16.i_0 = l_32;
const float l_33 = l_mut_16.i_1;
const float l_34 = l_33 + float(0.5);
const float l_35 = floor(l_34);
const float l_36 = max(l_35, float(0.0));
const float l_37 = min(l_36, float(255.0));
l_mut_16.i_1 = l_37;
const float l_38 = l_mut_16.i_2;
const float l_39 = l_38 + float(0.5);
const float l_40 = floor(l_39);
const float l_41 = max(l_40, float(0.0));
const float l_42 = min(l_41, float(255.0));
l_mut_16.i_2 = l_42;
const float l_43 = l_mut_16.i_3;
const float l_44 = l_43 + float(0.5);
const float l_45 = floor(l_44);
const float l_46 = max(l_45, float(0.0));
const float l_47 = min(l_46, float(255.0));
l_mut_16.i_3 = l_47;
const float l_48 = l_mut_16.i_4;
const float l_49 = l_48 + float(0.5);
const float l_50 = floor(l_49);
const float l_51 = max(l_50, float(0.0));
const float l_52 = min(l_51, float(255.0));
l_mut_16.i_4 = l_52;
const float l_53 = l_mut_16.i_5;
const float l_54 = l_53 + float(0.5);
const float l_55 = floor(l_54);
const float l_56 = max(l_55, float(0.0));
const float l_57 = min(l_56, float(255.0));
l_mut_16.i_5 = l_57;
const float l_58 = l_mut_16.i_6;
const float l_59 = l_58 + float(0.5);
const float l_60 = floor(l_59);
const float l_61 = max(l_60, float(0.0));
const float l_62 = min(l_61, float(255.0));
l_mut_16.i_6 = l_62;
const float l_63 = l_mut_16.i_7;
const float l_64 = l_63 + float(0.5);
const float l_65 = floor(l_64);
const float l_66 = max(l_65, float(0.0));
const float l_67 = min(l_66, float(255.0));
l_mut_16.i_7 = l_67;
buffer_3[l_3] = l_mut_16;
}

}

// resize::forward::along::Along: 144 lines, a1b323257a1a291c; test of resize_rounded/1x32x48x8-8x24,adaptive,halfpixel,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f_f32_o__pack_8 (
    const float_8* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, __half_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_8 l_15 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_8 l_21 = float_8{
l_20,l_20,l_20,l_20,l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const float_8 l_25 = buffer_0[l_24];
const float_8 l_26 = float_8{
fma(l_21.i_0, l_25.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_25.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_25.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_25.i_3, l_mut_16.i_3),
fma(l_21.i_4, l_25.i_4, l_mut_16.i_4),
fma(l_21.i_5, l_25.i_5, l_mut_16.i_5),
fma(l_21.i_6, l_25.i_6, l_mut_16.i_6),
fma(l_21.i_7, l_25.i_7, l_mut_16.i_7),
};
l_mut_16 = l_26;
}
const float l_27 = l_mut_16.i_0;
const float l_28 = l_27 + float(0.5);
const float l_29 = floor(l_28);
const float l_30 = max(l_29, float(0.0));
const float l_31 = min(l_30, float(255.0));
l_mut_16.i_0 = l_31;
const float l_32 = l_mut_16.i_1;
const float l_33 = l_32 + float(0.5);
const float l_34 = floor(l_33);
const float l_35 = max(l_34, float(0.0));
const float l_36 = min(l_35, float(255.0));
l_mut_16.i_1 = l_36;
const float l_37 = l_mut_16.i_2;
const float l_38 = l_37 + float(0.5);
const float l_39 = floor(l_38);
const float l_40 = max(l_39, float(0.0));
const float l_41 = min(l_40, float(255.0));
l_mut_16.i_2 = l_41;
const float l_42 = l_mut_16.i_3;
const float l_43 = l_42 + float(0.5);
const float l_44 = floor(l_43);
const float l_45 = max(l_44, float(0.0));
const float l_46 = min(l_45, float(255.0));
l_mut_16.i_3 = l_46;
const float l_47 = l_mut_16.i_4;
const float l_48 = l_47 + float(0.5);
const float l_49 = floor(l_48);
const float l_50 = max(l_49, float(0.0));
const float l_51 = min(l_50, float(255.0));
l_mut_16.i_4 = l_51;
const float l_52 = l_mut_16.i_5;
const float l_53 = l_52 + float(0.5);
const float l_54 = floor(l_53);
const float l_55 = max(l_54, float(0.0));
const float l_56 = min(l_55, float(255.0));
l_mut_16.i_5 = l_56;
const float l_57 = l_mut_16.i_6;
const float l_58 = l_57 + float(0.5);
const float l_59 = floor(l_58);
const float l_60 = max(l_59, float(0.0));
const float l_61 = min(l_60, float(255.0));
l_mut_16.i_6 = l_61;
const float l_62 = l_mut_16.i_7;
const float l_63 = l_62 + float(0.5);
const float l_64 = floor(l_63);
const float l_65 = max(l_64, float(0.0));
const float l_66 = min(l_65, float(255.0));
l_mut_16.i_7 = l_66;
const __half_8 l_67 = __half_8{
__half(l_mut_16.i_0),__half(l_mut_16.i_1),__half(l_mut_16.i_2),__half(l_mut_16.i_3),__half(l_mut_16.i_4),__half(l_mut_16.i_5),__half(l_mut_16.i_6),__half(l_mut_16.i_7),};
buffer_3[l_3] = reinterpret_cast< __half_8 const&>(l_67);
}

}

// resize::forward::along::Along: 93 lines, 9e19fce181f1ab5d; test of resize_rounded/1x32x48x8-8x24,adaptive,halfpixel,f32
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256, 5)along_f_f32_o_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_16;
// registers a thread: 48
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[2];
const uint32 l_6 = l_5 * info.scalars_uint32[2];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const uint32 l_9 = l_8 * info.scalars_uint32[1];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_8 * info.scalars_uint32[0];
const float l_12 = buffer_1[l_10];
const uint32 l_13 = uint32(l_12);
const uint32 l_14 = l_11 + l_13;
const float_4 l_15 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_16 = l_15;

for (uint32 l_mut_17 = uint32(0); l_mut_17 < info.scalars_uint32[3]; ++l_mut_17) {
const uint32 l_18 = l_10 * info.scalars_uint32[3];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_2[l_19];
const float_4 l_21 = float_4{
l_20,l_20,l_20,l_20,};
const uint32 l_22 = l_14 + l_mut_17;
const uint32 l_23 = l_22 * info.scalars_uint32[2];
const uint32 l_24 = l_23 + l_7;
const float_4 l_25 = buffer_0[l_24];
const float_4 l_26 = float_4{
fma(l_21.i_0, l_25.i_0, l_mut_16.i_0),
fma(l_21.i_1, l_25.i_1, l_mut_16.i_1),
fma(l_21.i_2, l_25.i_2, l_mut_16.i_2),
fma(l_21.i_3, l_25.i_3, l_mut_16.i_3),
};
l_mut_16 = l_26;
}
const float l_27 = l_mut_16.i_0;
const float l_28 = l_27 + float(0.5);
const float l_29 = floor(l_28);
const float l_30 = max(l_29, float(0.0));
const float l_31 = min(l_30, float(255.0));
l_mut_16.i_0 = l_31;
const float l_32 = l_mut_16.i_1;
const float l_33 = l_32 + float(0.5);
const float l_34 = floor(l_33);
const float l_35 = max(l_34, float(0.0));
const float l_36 = min(l_35, float(255.0));
l_mut_16.i_1 = l_36;
const float l_37 = l_mut_16.i_2;
const float l_38 = l_37 + float(0.5);
const float l_39 = floor(l_38);
const float l_40 = max(l_39, float(0.0));
const float l_41 = min(l_40, float(255.0));
l_mut_16.i_2 = l_41;
const float l_42 = l_mut_16.i_3;
const float l_43 = l_42 + float(0.5);
const float l_44 = floor(l_43);
const float l_45 = max(l_44, float(0.0));
const float l_46 = min(l_45, float(255.0));
l_mut_16.i_3 = l_46;
buffer_3[l_3] = l_mut_16;
}

}

