// grn::forward::roots::Roots: 31 lines, 37bff7a6021f7832; test of grn/1x1x70001x2,f16
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

struct info_st {
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)roots (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_0[l_3];
const float l_6 = sqrt(l_5);
buffer_1[l_3] = l_6;
}

}

// grn::forward::apply::Apply: 75 lines, 3c0928d475ea73a9; test of grn/1x1x70001x2,f16
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

struct __align__(4) __half_2 {
    __half i_0;
    __half i_1;
};
struct __align__(8) float_2 {
    float i_0;
    float i_1;
};
struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)apply_f__pack_2 (
    const __half_2* __restrict__ buffer_0, const __half_2* __restrict__ buffer_1, const __half_2* __restrict__ buffer_2, const float_2* __restrict__ buffer_3, const float* __restrict__ buffer_4, __half_2* buffer_5, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = info.scalars_uint32[1] * uint32(2);
const float l_9 = buffer_4[l_7];
const float l_10 = float(l_8);
const float l_11 = l_9 / l_10;
const float l_12 = l_11 + info.scalars_float[0];
const uint32 l_13 = l_7 * info.scalars_uint32[1];
const uint32 l_14 = l_13 + l_5;
const float_2 l_15 = buffer_3[l_14];
const float_2 l_16 = float_2{
l_12,l_12,};
const float_2 l_17 = float_2{
l_15.i_0 / l_16.i_0, l_15.i_1 / l_16.i_1, };
const __half_2 l_18 = buffer_1[l_5];
const float_2 l_19 = float_2{
float(l_18.i_0),float(l_18.i_1),};
const float_2 l_20 = float_2{
float(1.0),float(1.0),};
const float_2 l_21 = float_2{
fma(l_19.i_0, l_17.i_0, l_20.i_0),
fma(l_19.i_1, l_17.i_1, l_20.i_1),
};
const __half_2 l_22 = buffer_0[l_3];
const float_2 l_23 = float_2{
float(l_22.i_0),float(l_22.i_1),};
const __half_2 l_24 = buffer_2[l_5];
const float_2 l_25 = float_2{
float(l_24.i_0),float(l_24.i_1),};
const float_2 l_26 = float_2{
fma(l_23.i_0, l_21.i_0, l_25.i_0),
fma(l_23.i_1, l_21.i_1, l_25.i_1),
};
const __half_2 l_27 = __half_2{
__half(l_26.i_0),__half(l_26.i_1),};
buffer_5[l_3] = reinterpret_cast< __half_2 const&>(l_27);
}

}

// grn::backward::channel_terms::ChannelTerms: 46 lines, 3c51840a5ab325e5; grad of grn/1x1x70001x2,f16
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

struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[2];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)channel_terms_f_ (
    const float* __restrict__ buffer_0, const __half* __restrict__ buffer_1, const float* __restrict__ buffer_2, const float* __restrict__ buffer_3, float* buffer_4, float* buffer_5, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const float l_6 = buffer_0[l_3];
const float l_7 = buffer_2[l_3];
const float l_8 = l_6 * l_7;
const float l_9 = buffer_3[l_5];
const float l_10 = float(info.scalars_uint32[0]);
const float l_11 = l_9 / l_10;
const float l_12 = l_11 + info.scalars_float[0];
const float l_13 = l_8 / l_12;
buffer_4[l_3] = l_13;
const uint32 l_14 = l_5 * info.scalars_uint32[0];
const uint32 l_15 = l_3 - l_14;
const __half l_16 = buffer_1[l_15];
const float l_17 = float(l_16);
const float l_18 = l_8 * l_17;
buffer_5[l_3] = l_18;
}

}

// grn::backward::elements::Elements: 112 lines, 20bed3eeb15b7328; grad of grn/1x1x70001x2,f16
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

struct __align__(4) __half_2 {
    __half i_0;
    __half i_1;
};
struct __align__(8) float_2 {
    float i_0;
    float i_1;
};
struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[16];
};


extern "C" __global__ void __launch_bounds__(256)elements_f__pack_2 (
    const __half_2* __restrict__ buffer_0, const __half_2* __restrict__ buffer_1, const __half_2* __restrict__ buffer_2, const float_2* __restrict__ buffer_3, const float_2* __restrict__ buffer_4, const float* __restrict__ buffer_5, const float* __restrict__ buffer_6, __half_2* buffer_7, const __grid_constant__ info_st info
) {
float_2 l_mut_30;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = l_7 * info.scalars_uint32[1];
const uint32 l_9 = l_8 + l_5;
const float_2 l_10 = buffer_4[l_9];
const __half_2 l_11 = buffer_2[l_5];
const float_2 l_12 = float_2{
float(l_11.i_0),float(l_11.i_1),};
const uint32 l_13 = info.scalars_uint32[1] * uint32(2);
const float l_14 = buffer_5[l_7];
const float l_15 = float(l_13);
const float l_16 = l_14 / l_15;
const float l_17 = l_16 + info.scalars_float[0];
const float l_18 = float(1.0) / l_17;
const float l_19 = buffer_6[l_7];
const float l_20 = l_19 * l_18;
const float l_21 = l_20 * l_18;
const float l_22 = float(l_13);
const float l_23 = l_21 / l_22;
const float_2 l_24 = buffer_3[l_9];
const float_2 l_25 = float_2{
l_12.i_0 * l_24.i_0, l_12.i_1 * l_24.i_1, };
const float_2 l_26 = float_2{
l_18,l_18,};
const float_2 l_27 = float_2{
l_25.i_0 * l_26.i_0, l_25.i_1 * l_26.i_1, };
const float_2 l_28 = float_2{
l_23,l_23,};
const float_2 l_29 = float_2{
l_27.i_0 - l_28.i_0, l_27.i_1 - l_28.i_1, };
l_mut_30 = l_29;
const float l_31 = l_10.i_0;
const bool l_32 = l_31 > float(0.0);
const float l_33 = l_mut_30.i_0;
const float l_34 = l_10.i_0;
const float l_35 = max(l_34, float(1.0000000031710769e-30));
const float l_36 = l_33 / l_35;
const float l_37 = (l_32) ? l_36 : float(0.0);
l_mut_30.i_0 = l_37;
const float l_38 = l_10.i_1;
const bool l_39 = l_38 > float(0.0);
const float l_40 = l_mut_30.i_1;
const float l_41 = l_10.i_1;
const float l_42 = max(l_41, float(1.0000000031710769e-30));
const float l_43 = l_40 / l_42;
const float l_44 = (l_39) ? l_43 : float(0.0);
l_mut_30.i_1 = l_44;
const float_2 l_45 = float_2{
l_18,l_18,};
const float_2 l_46 = float_2{
l_10.i_0 * l_45.i_0, l_10.i_1 * l_45.i_1, };
const float_2 l_47 = float_2{
float(1.0),float(1.0),};
const float_2 l_48 = float_2{
fma(l_12.i_0, l_46.i_0, l_47.i_0),
fma(l_12.i_1, l_46.i_1, l_47.i_1),
};
const __half_2 l_49 = buffer_1[l_3];
const float_2 l_50 = float_2{
float(l_49.i_0),float(l_49.i_1),};
const float_2 l_51 = float_2{
l_50.i_0 * l_48.i_0, l_50.i_1 * l_48.i_1, };
const __half_2 l_52 = buffer_0[l_3];
const float_2 l_53 = float_2{
float(l_52.i_0),float(l_52.i_1),};
const float_2 l_54 = float_2{
fma(l_53.i_0, l_mut_30.i_0, l_51.i_0),
fma(l_53.i_1, l_mut_30.i_1, l_51.i_1),
};
const __half_2 l_55 = __half_2{
__half(l_54.i_0),__half(l_54.i_1),};
buffer_7[l_3] = reinterpret_cast< __half_2 const&>(l_55);
}

}

// grn::forward::apply::Apply: 62 lines, cf5b58642e65ce2a; grad of grn/1x1x70001x2,f16
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

struct __align__(8) float_2 {
    float i_0;
    float i_1;
};
struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)apply_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float_2* __restrict__ buffer_2, const float_2* __restrict__ buffer_3, const float* __restrict__ buffer_4, float_2* buffer_5, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = info.scalars_uint32[1] * uint32(2);
const float l_9 = buffer_4[l_7];
const float l_10 = float(l_8);
const float l_11 = l_9 / l_10;
const float l_12 = l_11 + info.scalars_float[0];
const uint32 l_13 = l_7 * info.scalars_uint32[1];
const uint32 l_14 = l_13 + l_5;
const float_2 l_15 = buffer_3[l_14];
const float_2 l_16 = float_2{
l_12,l_12,};
const float_2 l_17 = float_2{
l_15.i_0 / l_16.i_0, l_15.i_1 / l_16.i_1, };
const float_2 l_18 = buffer_1[l_5];
const float_2 l_19 = float_2{
float(1.0),float(1.0),};
const float_2 l_20 = float_2{
fma(l_18.i_0, l_17.i_0, l_19.i_0),
fma(l_18.i_1, l_17.i_1, l_19.i_1),
};
const float_2 l_21 = buffer_0[l_3];
const float_2 l_22 = buffer_2[l_5];
const float_2 l_23 = float_2{
fma(l_21.i_0, l_20.i_0, l_22.i_0),
fma(l_21.i_1, l_20.i_1, l_22.i_1),
};
buffer_5[l_3] = reinterpret_cast< float_2 const&>(l_23);
}

}

// grn::backward::channel_terms::ChannelTerms: 44 lines, 8c80a07aab0ab4f4; grad of grn/1x1x70001x2,f16
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

struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[2];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)channel_terms_f_f32 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, const float* __restrict__ buffer_3, float* buffer_4, float* buffer_5, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const float l_6 = buffer_0[l_3];
const float l_7 = buffer_2[l_3];
const float l_8 = l_6 * l_7;
const float l_9 = buffer_3[l_5];
const float l_10 = float(info.scalars_uint32[0]);
const float l_11 = l_9 / l_10;
const float l_12 = l_11 + info.scalars_float[0];
const float l_13 = l_8 / l_12;
buffer_4[l_3] = l_13;
const uint32 l_14 = l_5 * info.scalars_uint32[0];
const uint32 l_15 = l_3 - l_14;
const float l_16 = buffer_1[l_15];
const float l_17 = l_8 * l_16;
buffer_5[l_3] = l_17;
}

}

// grn::backward::elements::Elements: 99 lines, 9a25f1783ebc3d12; grad of grn/1x1x70001x2,f16
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

struct __align__(8) float_2 {
    float i_0;
    float i_1;
};
struct info_st {
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[16];
};


extern "C" __global__ void __launch_bounds__(256)elements_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float_2* __restrict__ buffer_2, const float_2* __restrict__ buffer_3, const float_2* __restrict__ buffer_4, const float* __restrict__ buffer_5, const float* __restrict__ buffer_6, float_2* buffer_7, const __grid_constant__ info_st info
) {
float_2 l_mut_29;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = l_7 * info.scalars_uint32[1];
const uint32 l_9 = l_8 + l_5;
const float_2 l_10 = buffer_4[l_9];
const float_2 l_11 = buffer_2[l_5];
const uint32 l_12 = info.scalars_uint32[1] * uint32(2);
const float l_13 = buffer_5[l_7];
const float l_14 = float(l_12);
const float l_15 = l_13 / l_14;
const float l_16 = l_15 + info.scalars_float[0];
const float l_17 = float(1.0) / l_16;
const float l_18 = buffer_6[l_7];
const float l_19 = l_18 * l_17;
const float l_20 = l_19 * l_17;
const float l_21 = float(l_12);
const float l_22 = l_20 / l_21;
const float_2 l_23 = buffer_3[l_9];
const float_2 l_24 = float_2{
l_11.i_0 * l_23.i_0, l_11.i_1 * l_23.i_1, };
const float_2 l_25 = float_2{
l_17,l_17,};
const float_2 l_26 = float_2{
l_24.i_0 * l_25.i_0, l_24.i_1 * l_25.i_1, };
const float_2 l_27 = float_2{
l_22,l_22,};
const float_2 l_28 = float_2{
l_26.i_0 - l_27.i_0, l_26.i_1 - l_27.i_1, };
l_mut_29 = l_28;
const float l_30 = l_10.i_0;
const bool l_31 = l_30 > float(0.0);
const float l_32 = l_mut_29.i_0;
const float l_33 = l_10.i_0;
const float l_34 = max(l_33, float(1.0000000031710769e-30));
const float l_35 = l_32 / l_34;
const float l_36 = (l_31) ? l_35 : float(0.0);
l_mut_29.i_0 = l_36;
const float l_37 = l_10.i_1;
const bool l_38 = l_37 > float(0.0);
const float l_39 = l_mut_29.i_1;
const float l_40 = l_10.i_1;
const float l_41 = max(l_40, float(1.0000000031710769e-30));
const float l_42 = l_39 / l_41;
const float l_43 = (l_38) ? l_42 : float(0.0);
l_mut_29.i_1 = l_43;
const float_2 l_44 = float_2{
l_17,l_17,};
const float_2 l_45 = float_2{
l_10.i_0 * l_44.i_0, l_10.i_1 * l_44.i_1, };
const float_2 l_46 = float_2{
float(1.0),float(1.0),};
const float_2 l_47 = float_2{
fma(l_11.i_0, l_45.i_0, l_46.i_0),
fma(l_11.i_1, l_45.i_1, l_46.i_1),
};
const float_2 l_48 = buffer_1[l_3];
const float_2 l_49 = float_2{
l_48.i_0 * l_47.i_0, l_48.i_1 * l_47.i_1, };
const float_2 l_50 = buffer_0[l_3];
const float_2 l_51 = float_2{
fma(l_50.i_0, l_mut_29.i_0, l_49.i_0),
fma(l_50.i_1, l_mut_29.i_1, l_49.i_1),
};
buffer_7[l_3] = reinterpret_cast< float_2 const&>(l_51);
}

}

// grn::forward::apply::Apply: 68 lines, 8d5b0c0d06f3ba78; test of grn/3x13x11x4,f32
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
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)apply_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, const float_4* __restrict__ buffer_3, const float* __restrict__ buffer_4, float_4* buffer_5, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = info.scalars_uint32[1] * uint32(4);
const float l_9 = buffer_4[l_7];
const float l_10 = float(l_8);
const float l_11 = l_9 / l_10;
const float l_12 = l_11 + info.scalars_float[0];
const uint32 l_13 = l_7 * info.scalars_uint32[1];
const uint32 l_14 = l_13 + l_5;
const float_4 l_15 = buffer_3[l_14];
const float_4 l_16 = float_4{
l_12,l_12,l_12,l_12,};
const float_4 l_17 = float_4{
l_15.i_0 / l_16.i_0, l_15.i_1 / l_16.i_1, l_15.i_2 / l_16.i_2, l_15.i_3 / l_16.i_3, };
const float_4 l_18 = buffer_1[l_5];
const float_4 l_19 = float_4{
float(1.0),float(1.0),float(1.0),float(1.0),};
const float_4 l_20 = float_4{
fma(l_18.i_0, l_17.i_0, l_19.i_0),
fma(l_18.i_1, l_17.i_1, l_19.i_1),
fma(l_18.i_2, l_17.i_2, l_19.i_2),
fma(l_18.i_3, l_17.i_3, l_19.i_3),
};
const float_4 l_21 = buffer_0[l_3];
const float_4 l_22 = buffer_2[l_5];
const float_4 l_23 = float_4{
fma(l_21.i_0, l_20.i_0, l_22.i_0),
fma(l_21.i_1, l_20.i_1, l_22.i_1),
fma(l_21.i_2, l_20.i_2, l_22.i_2),
fma(l_21.i_3, l_20.i_3, l_22.i_3),
};
buffer_5[l_3] = reinterpret_cast< float_4 const&>(l_23);
}

}

// grn::backward::elements::Elements: 121 lines, e377d7984ab621d0; grad of grn/3x13x11x4,f32
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
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[16];
};


extern "C" __global__ void __launch_bounds__(256)elements_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, const float_4* __restrict__ buffer_3, const float_4* __restrict__ buffer_4, const float* __restrict__ buffer_5, const float* __restrict__ buffer_6, float_4* buffer_7, const __grid_constant__ info_st info
) {
float_4 l_mut_29;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = l_7 * info.scalars_uint32[1];
const uint32 l_9 = l_8 + l_5;
const float_4 l_10 = buffer_4[l_9];
const float_4 l_11 = buffer_2[l_5];
const uint32 l_12 = info.scalars_uint32[1] * uint32(4);
const float l_13 = buffer_5[l_7];
const float l_14 = float(l_12);
const float l_15 = l_13 / l_14;
const float l_16 = l_15 + info.scalars_float[0];
const float l_17 = float(1.0) / l_16;
const float l_18 = buffer_6[l_7];
const float l_19 = l_18 * l_17;
const float l_20 = l_19 * l_17;
const float l_21 = float(l_12);
const float l_22 = l_20 / l_21;
const float_4 l_23 = buffer_3[l_9];
const float_4 l_24 = float_4{
l_11.i_0 * l_23.i_0, l_11.i_1 * l_23.i_1, l_11.i_2 * l_23.i_2, l_11.i_3 * l_23.i_3, };
const float_4 l_25 = float_4{
l_17,l_17,l_17,l_17,};
const float_4 l_26 = float_4{
l_24.i_0 * l_25.i_0, l_24.i_1 * l_25.i_1, l_24.i_2 * l_25.i_2, l_24.i_3 * l_25.i_3, };
const float_4 l_27 = float_4{
l_22,l_22,l_22,l_22,};
const float_4 l_28 = float_4{
l_26.i_0 - l_27.i_0, l_26.i_1 - l_27.i_1, l_26.i_2 - l_27.i_2, l_26.i_3 - l_27.i_3, };
l_mut_29 = l_28;
const float l_30 = l_10.i_0;
const bool l_31 = l_30 > float(0.0);
const float l_32 = l_mut_29.i_0;
const float l_33 = l_10.i_0;
const float l_34 = max(l_33, float(1.0000000031710769e-30));
const float l_35 = l_32 / l_34;
const float l_36 = (l_31) ? l_35 : float(0.0);
l_mut_29.i_0 = l_36;
const float l_37 = l_10.i_1;
const bool l_38 = l_37 > float(0.0);
const float l_39 = l_mut_29.i_1;
const float l_40 = l_10.i_1;
const float l_41 = max(l_40, float(1.0000000031710769e-30));
const float l_42 = l_39 / l_41;
const float l_43 = (l_38) ? l_42 : float(0.0);
l_mut_29.i_1 = l_43;
const float l_44 = l_10.i_2;
const bool l_45 = l_44 > float(0.0);
const float l_46 = l_mut_29.i_2;
const float l_47 = l_10.i_2;
const float l_48 = max(l_47, float(1.0000000031710769e-30));
const float l_49 = l_46 / l_48;
const float l_50 = (l_45) ? l_49 : float(0.0);
l_mut_29.i_2 = l_50;
const float l_51 = l_10.i_3;
const bool l_52 = l_51 > float(0.0);
const float l_53 = l_mut_29.i_3;
const float l_54 = l_10.i_3;
const float l_55 = max(l_54, float(1.0000000031710769e-30));
const float l_56 = l_53 / l_55;
const float l_57 = (l_52) ? l_56 : float(0.0);
l_mut_29.i_3 = l_57;
const float_4 l_58 = float_4{
l_17,l_17,l_17,l_17,};
const float_4 l_59 = float_4{
l_10.i_0 * l_58.i_0, l_10.i_1 * l_58.i_1, l_10.i_2 * l_58.i_2, l_10.i_3 * l_58.i_3, };
const float_4 l_60 = float_4{
float(1.0),float(1.0),float(1.0),float(1.0),};
const float_4 l_61 = float_4{
fma(l_11.i_0, l_59.i_0, l_60.i_0),
fma(l_11.i_1, l_59.i_1, l_60.i_1),
fma(l_11.i_2, l_59.i_2, l_60.i_2),
fma(l_11.i_3, l_59.i_3, l_60.i_3),
};
const float_4 l_62 = buffer_1[l_3];
const float_4 l_63 = float_4{
l_62.i_0 * l_61.i_0, l_62.i_1 * l_61.i_1, l_62.i_2 * l_61.i_2, l_62.i_3 * l_61.i_3, };
const float_4 l_64 = buffer_0[l_3];
const float_4 l_65 = float_4{
fma(l_64.i_0, l_mut_29.i_0, l_63.i_0),
fma(l_64.i_1, l_mut_29.i_1, l_63.i_1),
fma(l_64.i_2, l_mut_29.i_2, l_63.i_2),
fma(l_64.i_3, l_mut_29.i_3, l_63.i_3),
};
buffer_7[l_3] = reinterpret_cast< float_4 const&>(l_65);
}

}

