// pool::forward::mean_tokens::MeanTokens: 83 lines, 702669c8e2f450b5; test of pool/2x257x384,1-257,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)mean_tokens_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
float_8 l_mut_9;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const float_8 l_8 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_9 = l_8;

for (uint32 l_mut_10 = info.scalars_uint32[2]; l_mut_10 < info.scalars_uint32[3]; ++l_mut_10) {
const uint32 l_11 = l_5 * info.scalars_uint32[0];
const uint32 l_12 = l_11 + l_mut_10;
const uint32 l_13 = l_12 * info.scalars_uint32[1];
const uint32 l_14 = l_13 + l_7;
const __half_8 l_15 = buffer_0[l_14];
const float_8 l_16 = float_8{
float(l_15.i_0),float(l_15.i_1),float(l_15.i_2),float(l_15.i_3),float(l_15.i_4),float(l_15.i_5),float(l_15.i_6),float(l_15.i_7),};
l_mut_9 = float_8{
l_mut_9.i_0 + l_16.i_0, l_mut_9.i_1 + l_16.i_1, l_mut_9.i_2 + l_16.i_2, l_mut_9.i_3 + l_16.i_3, l_mut_9.i_4 + l_16.i_4, l_mut_9.i_5 + l_16.i_5, l_mut_9.i_6 + l_16.i_6, l_mut_9.i_7 + l_16.i_7, };
}
const uint32 l_17 = info.scalars_uint32[3] - info.scalars_uint32[2];
const float l_18 = float(l_17);
const float_8 l_19 = float_8{
l_18,l_18,l_18,l_18,l_18,l_18,l_18,l_18,};
const float_8 l_20 = float_8{
l_mut_9.i_0 / l_19.i_0, l_mut_9.i_1 / l_19.i_1, l_mut_9.i_2 / l_19.i_2, l_mut_9.i_3 / l_19.i_3, l_mut_9.i_4 / l_19.i_4, l_mut_9.i_5 / l_19.i_5, l_mut_9.i_6 / l_19.i_6, l_mut_9.i_7 / l_19.i_7, };
const __half_8 l_21 = __half_8{
__half(l_20.i_0),__half(l_20.i_1),__half(l_20.i_2),__half(l_20.i_3),__half(l_20.i_4),__half(l_20.i_5),__half(l_20.i_6),__half(l_20.i_7),};
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_21);
}

}

// pool::backward::mean_tokens::MeanTokens: 85 lines, 6f24fd2c99288f5e; grad of pool/2x257x384,1-257,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)mean_tokens_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
float_8 l_mut_10;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 / info.scalars_uint32[0];
const uint32 l_7 = l_6 * info.scalars_uint32[0];
const uint32 l_8 = l_5 - l_7;
const float_8 l_9 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_10 = l_9;
const bool l_11 = l_8 >= info.scalars_uint32[2];
const bool l_12 = l_8 < info.scalars_uint32[3];
const bool l_13 = l_11 && l_12;
if (l_13) {
const uint32 l_14 = l_6 * info.scalars_uint32[1];
const uint32 l_15 = l_14 + l_3;
const uint32 l_16 = l_5 * info.scalars_uint32[1];
const uint32 l_17 = l_15 - l_16;
const __half_8 l_18 = buffer_0[l_17];
const float_8 l_19 = float_8{
float(l_18.i_0),float(l_18.i_1),float(l_18.i_2),float(l_18.i_3),float(l_18.i_4),float(l_18.i_5),float(l_18.i_6),float(l_18.i_7),};
const uint32 l_20 = info.scalars_uint32[3] - info.scalars_uint32[2];
const float l_21 = float(l_20);
const float_8 l_22 = float_8{
l_21,l_21,l_21,l_21,l_21,l_21,l_21,l_21,};
const float_8 l_23 = float_8{
l_19.i_0 / l_22.i_0, l_19.i_1 / l_22.i_1, l_19.i_2 / l_22.i_2, l_19.i_3 / l_22.i_3, l_19.i_4 / l_22.i_4, l_19.i_5 / l_22.i_5, l_19.i_6 / l_22.i_6, l_19.i_7 / l_22.i_7, };
l_mut_10 = l_23;
}
const __half_8 l_24 = __half_8{
__half(l_mut_10.i_0),__half(l_mut_10.i_1),__half(l_mut_10.i_2),__half(l_mut_10.i_3),__half(l_mut_10.i_4),__half(l_mut_10.i_5),__half(l_mut_10.i_6),__half(l_mut_10.i_7),};
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_24);
}

}

// pool::forward::mean_tokens::MeanTokens: 58 lines, 1868ae2f9882e35a; grad of pool/2x257x384,1-257,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)mean_tokens_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
float_4 l_mut_9;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const float_4 l_8 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_9 = l_8;

for (uint32 l_mut_10 = info.scalars_uint32[2]; l_mut_10 < info.scalars_uint32[3]; ++l_mut_10) {
const uint32 l_11 = l_5 * info.scalars_uint32[0];
const uint32 l_12 = l_11 + l_mut_10;
const uint32 l_13 = l_12 * info.scalars_uint32[1];
const uint32 l_14 = l_13 + l_7;
const float_4 l_15 = buffer_0[l_14];
l_mut_9 = float_4{
l_mut_9.i_0 + l_15.i_0, l_mut_9.i_1 + l_15.i_1, l_mut_9.i_2 + l_15.i_2, l_mut_9.i_3 + l_15.i_3, };
}
const uint32 l_16 = info.scalars_uint32[3] - info.scalars_uint32[2];
const float l_17 = float(l_16);
const float_4 l_18 = float_4{
l_17,l_17,l_17,l_17,};
const float_4 l_19 = float_4{
l_mut_9.i_0 / l_18.i_0, l_mut_9.i_1 / l_18.i_1, l_mut_9.i_2 / l_18.i_2, l_mut_9.i_3 / l_18.i_3, };
buffer_1[l_3] = reinterpret_cast< float_4 const&>(l_19);
}

}

// pool::backward::mean_tokens::MeanTokens: 60 lines, 75a7e54e05a5f190; grad of pool/2x257x384,1-257,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)mean_tokens_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
float_4 l_mut_10;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 / info.scalars_uint32[0];
const uint32 l_7 = l_6 * info.scalars_uint32[0];
const uint32 l_8 = l_5 - l_7;
const float_4 l_9 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_10 = l_9;
const bool l_11 = l_8 >= info.scalars_uint32[2];
const bool l_12 = l_8 < info.scalars_uint32[3];
const bool l_13 = l_11 && l_12;
if (l_13) {
const uint32 l_14 = l_6 * info.scalars_uint32[1];
const uint32 l_15 = l_14 + l_3;
const uint32 l_16 = l_5 * info.scalars_uint32[1];
const uint32 l_17 = l_15 - l_16;
const float_4 l_18 = buffer_0[l_17];
const uint32 l_19 = info.scalars_uint32[3] - info.scalars_uint32[2];
const float l_20 = float(l_19);
const float_4 l_21 = float_4{
l_20,l_20,l_20,l_20,};
const float_4 l_22 = float_4{
l_18.i_0 / l_21.i_0, l_18.i_1 / l_21.i_1, l_18.i_2 / l_21.i_2, l_18.i_3 / l_21.i_3, };
l_mut_10 = l_22;
}
buffer_1[l_3] = l_mut_10;
}

}

