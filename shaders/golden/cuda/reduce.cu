// reduce::forward::sum_chunks::SumChunks: 66 lines, 6931e493de7a0b05; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, };
const float_2 l_25 = float_2{
l_mut_15.i_0 + l_24.i_0, l_mut_15.i_1 + l_24.i_1, };
l_mut_15 = l_25;
}
const float_2 l_26 = buffer_3[l_3];
l_mut_15 = float_2{
l_mut_15.i_0 + l_26.i_0, l_mut_15.i_1 + l_26.i_1, };
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 65 lines, 3df5a1cf4fd73336; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_4 l_14 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_4 l_23 = buffer_0[l_22];
const float_4 l_24 = float_4{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, l_23.i_2 - l_mut_13.i_2, l_23.i_3 - l_mut_13.i_3, };
const float_4 l_25 = float_4{
l_mut_15.i_0 + l_24.i_0, l_mut_15.i_1 + l_24.i_1, l_mut_15.i_2 + l_24.i_2, l_mut_15.i_3 + l_24.i_3, };
l_mut_15 = l_25;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::add_part::AddPart: 41 lines, 788fa1c2b50ae740; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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


extern "C" __global__ void __launch_bounds__(256)add_part_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[1] + l_3;
const uint32 l_6 = info.scalars_uint32[0] + l_3;
const float_4 l_7 = buffer_0[l_6];
const float_4 l_8 = buffer_1[l_5];
const float_4 l_9 = float_4{
l_8.i_0 + l_7.i_0, l_8.i_1 + l_7.i_1, l_8.i_2 + l_7.i_2, l_8.i_3 + l_7.i_3, };
buffer_1[l_5] = reinterpret_cast< float_4 const&>(l_9);
}

}

// reduce::forward::sum_chunks::SumChunks: 55 lines, cc1c3bbfaf4e3308; test of clip/5+768+70001,norm1,f32
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const float l_21 = buffer_0[l_20];
const float l_22 = l_21 - l_mut_12;
const float l_23 = fma(l_22, l_22, l_mut_13);
l_mut_13 = l_23;
}
const float l_24 = buffer_3[l_3];
l_mut_13 = l_mut_13 + l_24;
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 69 lines, eb9e14cab41fb50e; test of clip/5+768+70001,norm1,f32
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_4 l_14 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_4 l_23 = buffer_0[l_22];
const float_4 l_24 = float_4{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, l_23.i_2 - l_mut_13.i_2, l_23.i_3 - l_mut_13.i_3, };
const float_4 l_25 = float_4{
fma(l_24.i_0, l_24.i_0, l_mut_15.i_0),
fma(l_24.i_1, l_24.i_1, l_mut_15.i_1),
fma(l_24.i_2, l_24.i_2, l_mut_15.i_2),
fma(l_24.i_3, l_24.i_3, l_mut_15.i_3),
};
l_mut_15 = l_25;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 55 lines, afc9d38553e1a5cf; test of clip/5+768+70001,norm1,f32
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const float l_21 = buffer_0[l_20];
const float l_22 = l_21 - l_mut_12;
const float l_23 = l_mut_13 + l_22;
l_mut_13 = l_23;
}
const float l_24 = buffer_3[l_3];
l_mut_13 = l_mut_13 + l_24;
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 53 lines, 3130dfd711c938c3; test of clip/5+768+70001,norm1,f32
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const float l_21 = buffer_0[l_20];
const float l_22 = l_21 - l_mut_12;
const float l_23 = fma(l_22, l_22, l_mut_13);
l_mut_13 = l_23;
}
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 63 lines, 1d859bfc3d9d1be1; test of clip/5+768+70001,norm1,f32
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, };
const float_2 l_25 = float_2{
l_mut_15.i_0 + l_24.i_0, l_mut_15.i_1 + l_24.i_1, };
l_mut_15 = l_25;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 57 lines, 4925078f5ae9a3e4; grad of conv/2x13x11x3-5,k7s4p3,none,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const __half l_21 = buffer_0[l_20];
const float l_22 = float(l_21);
const float l_23 = l_22 - l_mut_12;
const float l_24 = l_mut_13 + l_23;
l_mut_13 = l_24;
}
const float l_25 = buffer_3[l_3];
l_mut_13 = l_mut_13 + l_25;
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 55 lines, 733bf979ae25b15a; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const __half l_21 = buffer_0[l_20];
const float l_22 = float(l_21);
const float l_23 = l_22 - l_mut_12;
const float l_24 = l_mut_13 + l_23;
l_mut_13 = l_24;
}
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 53 lines, ec5fa295fb161d97; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_12;
float l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
l_mut_12 = float(0.0);
l_mut_13 = float(0.0);
const uint32 l_14 = l_11 + uint32(64);
const uint32 l_15 = min(l_14, info.scalars_uint32[0]);

for (uint32 l_mut_16 = l_11; l_mut_16 < l_15; ++l_mut_16) {
const uint32 l_17 = l_8 * info.scalars_uint32[0];
const uint32 l_18 = l_17 + l_mut_16;
const uint32 l_19 = l_18 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_7;
const float l_21 = buffer_0[l_20];
const float l_22 = l_21 - l_mut_12;
const float l_23 = l_mut_13 + l_22;
l_mut_13 = l_23;
}
buffer_3[l_3] = l_mut_13;
}

}

// reduce::forward::sum_chunks::SumChunks: 68 lines, 7be83318ee3745a1; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_4 l_14 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_4 l_23 = buffer_0[l_22];
const float_4 l_24 = float_4{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, l_23.i_2 - l_mut_13.i_2, l_23.i_3 - l_mut_13.i_3, };
const float_4 l_25 = float_4{
l_mut_15.i_0 + l_24.i_0, l_mut_15.i_1 + l_24.i_1, l_mut_15.i_2 + l_24.i_2, l_mut_15.i_3 + l_24.i_3, };
l_mut_15 = l_25;
}
const float_4 l_26 = buffer_3[l_3];
l_mut_15 = float_4{
l_mut_15.i_0 + l_26.i_0, l_mut_15.i_1 + l_26.i_1, l_mut_15.i_2 + l_26.i_2, l_mut_15.i_3 + l_26.i_3, };
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 78 lines, 1cd9232bc32b677b; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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

struct __align__(16) float_4 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
};
struct __align__(8) __half2_2 {
    __half2 i_0;
    __half2 i_1;
};
struct __align__(8) __half_4 {
    __half i_0;
    __half i_1;
    __half i_2;
    __half i_3;
};
struct info_st {
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_4 (
    const __half_4* __restrict__ buffer_0, const __half_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_4 l_14 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const __half_4 l_23 = buffer_0[l_22];
const float_4 l_24 = float_4{
float(l_23.i_0),float(l_23.i_1),float(l_23.i_2),float(l_23.i_3),};
const float_4 l_25 = float_4{
l_24.i_0 - l_mut_13.i_0, l_24.i_1 - l_mut_13.i_1, l_24.i_2 - l_mut_13.i_2, l_24.i_3 - l_mut_13.i_3, };
const float_4 l_26 = float_4{
l_mut_15.i_0 + l_25.i_0, l_mut_15.i_1 + l_25.i_1, l_mut_15.i_2 + l_25.i_2, l_mut_15.i_3 + l_25.i_3, };
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 72 lines, 41b9019b67058df2; test of grn/1x1x70001x2,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_2 (
    const __half_2* __restrict__ buffer_0, const __half_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const __half_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
float(l_23.i_0),float(l_23.i_1),};
const float_2 l_25 = float_2{
l_24.i_0 - l_mut_13.i_0, l_24.i_1 - l_mut_13.i_1, };
const float_2 l_26 = float_2{
fma(l_25.i_0, l_25.i_0, l_mut_15.i_0),
fma(l_25.i_1, l_25.i_1, l_mut_15.i_1),
};
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 75 lines, aaf51fbb80d2e460; grad of grn/1x1x70001x2,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_2 (
    const __half_2* __restrict__ buffer_0, const __half_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const __half_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
float(l_23.i_0),float(l_23.i_1),};
const float_2 l_25 = float_2{
l_24.i_0 - l_mut_13.i_0, l_24.i_1 - l_mut_13.i_1, };
const __half_2 l_26 = buffer_1[l_22];
const float_2 l_27 = float_2{
float(l_26.i_0),float(l_26.i_1),};
const float_2 l_28 = float_2{
fma(l_25.i_0, l_27.i_0, l_mut_15.i_0),
fma(l_25.i_1, l_27.i_1, l_mut_15.i_1),
};
l_mut_15 = l_28;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 70 lines, 293bb142f3eaee88; grad of grn/1x1x70001x2,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_2 (
    const __half_2* __restrict__ buffer_0, const __half_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const __half_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
float(l_23.i_0),float(l_23.i_1),};
const float_2 l_25 = float_2{
l_24.i_0 - l_mut_13.i_0, l_24.i_1 - l_mut_13.i_1, };
const float_2 l_26 = float_2{
l_mut_15.i_0 + l_25.i_0, l_mut_15.i_1 + l_25.i_1, };
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 65 lines, 7922f65094be4627; grad of grn/1x1x70001x2,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, };
const float_2 l_25 = float_2{
fma(l_24.i_0, l_24.i_0, l_mut_15.i_0),
fma(l_24.i_1, l_24.i_1, l_mut_15.i_1),
};
l_mut_15 = l_25;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 66 lines, 3f4f7db75fb604b1; grad of grn/1x1x70001x2,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, const float_2* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_2* buffer_3, const __grid_constant__ info_st info
) {
float_2 l_mut_13;
float_2 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_2 l_12 = float_2{
float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_2 l_14 = float_2{
float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_2 l_23 = buffer_0[l_22];
const float_2 l_24 = float_2{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, };
const float_2 l_25 = buffer_1[l_22];
const float_2 l_26 = float_2{
fma(l_24.i_0, l_25.i_0, l_mut_15.i_0),
fma(l_24.i_1, l_25.i_1, l_mut_15.i_1),
};
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 70 lines, 35cd728d26624288; grad of grn/3x13x11x4,f32
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_4 l_14 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const float_4 l_23 = buffer_0[l_22];
const float_4 l_24 = float_4{
l_23.i_0 - l_mut_13.i_0, l_23.i_1 - l_mut_13.i_1, l_23.i_2 - l_mut_13.i_2, l_23.i_3 - l_mut_13.i_3, };
const float_4 l_25 = buffer_1[l_22];
const float_4 l_26 = float_4{
fma(l_24.i_0, l_25.i_0, l_mut_15.i_0),
fma(l_24.i_1, l_25.i_1, l_mut_15.i_1),
fma(l_24.i_2, l_25.i_2, l_mut_15.i_2),
fma(l_24.i_3, l_25.i_3, l_mut_15.i_3),
};
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 88 lines, edab04733142d13f; test of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_13;
float_8 l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_8 l_12 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const float_8 l_14 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_15 = l_14;
const uint32 l_16 = l_11 + uint32(64);
const uint32 l_17 = min(l_16, info.scalars_uint32[0]);

for (uint32 l_mut_18 = l_11; l_mut_18 < l_17; ++l_mut_18) {
const uint32 l_19 = l_8 * info.scalars_uint32[0];
const uint32 l_20 = l_19 + l_mut_18;
const uint32 l_21 = l_20 * info.scalars_uint32[1];
const uint32 l_22 = l_21 + l_7;
const __half_8 l_23 = buffer_0[l_22];
const float_8 l_24 = float_8{
float(l_23.i_0),float(l_23.i_1),float(l_23.i_2),float(l_23.i_3),float(l_23.i_4),float(l_23.i_5),float(l_23.i_6),float(l_23.i_7),};
const float_8 l_25 = float_8{
l_24.i_0 - l_mut_13.i_0, l_24.i_1 - l_mut_13.i_1, l_24.i_2 - l_mut_13.i_2, l_24.i_3 - l_mut_13.i_3, l_24.i_4 - l_mut_13.i_4, l_24.i_5 - l_mut_13.i_5, l_24.i_6 - l_mut_13.i_6, l_24.i_7 - l_mut_13.i_7, };
const float_8 l_26 = float_8{
l_mut_15.i_0 + l_25.i_0, l_mut_15.i_1 + l_25.i_1, l_mut_15.i_2 + l_25.i_2, l_mut_15.i_3 + l_25.i_3, l_mut_15.i_4 + l_25.i_4, l_mut_15.i_5 + l_25.i_5, l_mut_15.i_6 + l_25.i_6, l_mut_15.i_7 + l_25.i_7, };
l_mut_15 = l_26;
}
buffer_3[l_3] = l_mut_15;
}

}

// reduce::forward::sum_chunks::SumChunks: 144 lines, 9baa32d99308fc9f; test of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_13;
float_8 l_mut_17;
float_8 l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_8 l_12 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const uint32 l_14 = l_8 * info.scalars_uint32[2];
const uint32 l_15 = l_7 * uint32(8);
const float_8 l_16 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
const uint32 l_19 = l_15 + uint32(0);
const uint32 l_20 = l_19 / info.scalars_uint32[3];
const uint32 l_21 = l_14 + l_20;
const float l_22 = buffer_2[l_21];
l_mut_18.i_0 = l_22;
const uint32 l_23 = l_15 + uint32(1);
const uint32 l_24 = l_23 / info.scalars_uint32[3];
const uint32 l_25 = l_14 + l_24;
const float l_26 = buffer_2[l_25];
l_mut_18.i_1 = l_26;
const uint32 l_27 = l_15 + uint32(2);
const uint32 l_28 = l_27 / info.scalars_uint32[3];
const uint32 l_29 = l_14 + l_28;
const float l_30 = buffer_2[l_29];
l_mut_18.i_2 = l_30;
const uint32 l_31 = l_15 + uint32(3);
const uint32 l_32 = l_31 / info.scalars_uint32[3];
const uint32 l_33 = l_14 + l_32;
const float l_34 = buffer_2[l_33];
l_mut_18.i_3 = l_34;
const uint32 l_35 = l_15 + uint32(4);
const uint32 l_36 = l_35 / info.scalars_uint32[3];
const uint32 l_37 = l_14 + l_36;
const float l_38 = buffer_2[l_37];
l_mut_18.i_4 = l_38;
const uint32 l_39 = l_15 + uint32(5);
const uint32 l_40 = l_39 / info.scalars_uint32[3];
const uint32 l_41 = l_14 + l_40;
const float l_42 = buffer_2[l_41];
l_mut_18.i_5 = l_42;
const uint32 l_43 = l_15 + uint32(6);
const uint32 l_44 = l_43 / info.scalars_uint32[3];
const uint32 l_45 = l_14 + l_44;
const float l_46 = buffer_2[l_45];
l_mut_18.i_6 = l_46;
const uint32 l_47 = l_15 + uint32(7);
const uint32 l_48 = l_47 / info.scalars_uint32[3];
const uint32 l_49 = l_14 + l_48;
const float l_50 = buffer_2[l_49];
l_mut_18.i_7 = l_50;
l_mut_13 = l_mut_18;
const float_8 l_51 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_18 = l_51;
const uint32 l_52 = l_11 + uint32(64);
const uint32 l_53 = min(l_52, info.scalars_uint32[0]);

for (uint32 l_mut_54 = l_11; l_mut_54 < l_53; ++l_mut_54) {
const uint32 l_55 = l_8 * info.scalars_uint32[0];
const uint32 l_56 = l_55 + l_mut_54;
const uint32 l_57 = l_56 * info.scalars_uint32[1];
const uint32 l_58 = l_57 + l_7;
const __half_8 l_59 = buffer_0[l_58];
const float_8 l_60 = float_8{
float(l_59.i_0),float(l_59.i_1),float(l_59.i_2),float(l_59.i_3),float(l_59.i_4),float(l_59.i_5),float(l_59.i_6),float(l_59.i_7),};
const float_8 l_61 = float_8{
l_60.i_0 - l_mut_13.i_0, l_60.i_1 - l_mut_13.i_1, l_60.i_2 - l_mut_13.i_2, l_60.i_3 - l_mut_13.i_3, l_60.i_4 - l_mut_13.i_4, l_60.i_5 - l_mut_13.i_5, l_60.i_6 - l_mut_13.i_6, l_60.i_7 - l_mut_13.i_7, };
const float_8 l_62 = float_8{
fma(l_61.i_0, l_61.i_0, l_mut_18.i_0),
fma(l_61.i_1, l_61.i_1, l_mut_18.i_1),
fma(l_61.i_2, l_61.i_2, l_mut_18.i_2),
fma(l_61.i_3, l_61.i_3, l_mut_18.i_3),
fma(l_61.i_4, l_61.i_4, l_mut_18.i_4),
fma(l_61.i_5, l_61.i_5, l_mut_18.i_5),
fma(l_61.i_6, l_61.i_6, l_mut_18.i_6),
fma(l_61.i_7, l_61.i_7, l_mut_18.i_7),
};
l_mut_18 = l_62;
}
buffer_3[l_3] = l_mut_18;
}

}

// reduce::forward::sum_chunks::SumChunks: 147 lines, 9dba208bcc2572bc; grad of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, const __grid_constant__ info_st info
) {
float_8 l_mut_13;
float_8 l_mut_17;
float_8 l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_8 l_12 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const uint32 l_14 = l_8 * info.scalars_uint32[2];
const uint32 l_15 = l_7 * uint32(8);
const float_8 l_16 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
const uint32 l_19 = l_15 + uint32(0);
const uint32 l_20 = l_19 / info.scalars_uint32[3];
const uint32 l_21 = l_14 + l_20;
const float l_22 = buffer_2[l_21];
l_mut_18.i_0 = l_22;
const uint32 l_23 = l_15 + uint32(1);
const uint32 l_24 = l_23 / info.scalars_uint32[3];
const uint32 l_25 = l_14 + l_24;
const float l_26 = buffer_2[l_25];
l_mut_18.i_1 = l_26;
const uint32 l_27 = l_15 + uint32(2);
const uint32 l_28 = l_27 / info.scalars_uint32[3];
const uint32 l_29 = l_14 + l_28;
const float l_30 = buffer_2[l_29];
l_mut_18.i_2 = l_30;
const uint32 l_31 = l_15 + uint32(3);
const uint32 l_32 = l_31 / info.scalars_uint32[3];
const uint32 l_33 = l_14 + l_32;
const float l_34 = buffer_2[l_33];
l_mut_18.i_3 = l_34;
const uint32 l_35 = l_15 + uint32(4);
const uint32 l_36 = l_35 / info.scalars_uint32[3];
const uint32 l_37 = l_14 + l_36;
const float l_38 = buffer_2[l_37];
l_mut_18.i_4 = l_38;
const uint32 l_39 = l_15 + uint32(5);
const uint32 l_40 = l_39 / info.scalars_uint32[3];
const uint32 l_41 = l_14 + l_40;
const float l_42 = buffer_2[l_41];
l_mut_18.i_5 = l_42;
const uint32 l_43 = l_15 + uint32(6);
const uint32 l_44 = l_43 / info.scalars_uint32[3];
const uint32 l_45 = l_14 + l_44;
const float l_46 = buffer_2[l_45];
l_mut_18.i_6 = l_46;
const uint32 l_47 = l_15 + uint32(7);
const uint32 l_48 = l_47 / info.scalars_uint32[3];
const uint32 l_49 = l_14 + l_48;
const float l_50 = buffer_2[l_49];
l_mut_18.i_7 = l_50;
l_mut_13 = l_mut_18;
const float_8 l_51 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_18 = l_51;
const uint32 l_52 = l_11 + uint32(64);
const uint32 l_53 = min(l_52, info.scalars_uint32[0]);

for (uint32 l_mut_54 = l_11; l_mut_54 < l_53; ++l_mut_54) {
const uint32 l_55 = l_8 * info.scalars_uint32[0];
const uint32 l_56 = l_55 + l_mut_54;
const uint32 l_57 = l_56 * info.scalars_uint32[1];
const uint32 l_58 = l_57 + l_7;
const __half_8 l_59 = buffer_0[l_58];
const float_8 l_60 = float_8{
float(l_59.i_0),float(l_59.i_1),float(l_59.i_2),float(l_59.i_3),float(l_59.i_4),float(l_59.i_5),float(l_59.i_6),float(l_59.i_7),};
const float_8 l_61 = float_8{
l_60.i_0 - l_mut_13.i_0, l_60.i_1 - l_mut_13.i_1, l_60.i_2 - l_mut_13.i_2, l_60.i_3 - l_mut_13.i_3, l_60.i_4 - l_mut_13.i_4, l_60.i_5 - l_mut_13.i_5, l_60.i_6 - l_mut_13.i_6, l_60.i_7 - l_mut_13.i_7, };
const __half_8 l_62 = buffer_1[l_58];
const float_8 l_63 = float_8{
float(l_62.i_0),float(l_62.i_1),float(l_62.i_2),float(l_62.i_3),float(l_62.i_4),float(l_62.i_5),float(l_62.i_6),float(l_62.i_7),};
const float_8 l_64 = float_8{
fma(l_61.i_0, l_63.i_0, l_mut_18.i_0),
fma(l_61.i_1, l_63.i_1, l_mut_18.i_1),
fma(l_61.i_2, l_63.i_2, l_mut_18.i_2),
fma(l_61.i_3, l_63.i_3, l_mut_18.i_3),
fma(l_61.i_4, l_63.i_4, l_mut_18.i_4),
fma(l_61.i_5, l_63.i_5, l_mut_18.i_5),
fma(l_61.i_6, l_63.i_6, l_mut_18.i_6),
fma(l_61.i_7, l_63.i_7, l_mut_18.i_7),
};
l_mut_18 = l_64;
}
buffer_3[l_3] = l_mut_18;
}

}

// reduce::forward::sum_chunks::SumChunks: 97 lines, 7068264a5f652235; grad of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_17;
float_4 l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const uint32 l_14 = l_8 * info.scalars_uint32[2];
const uint32 l_15 = l_7 * uint32(4);
const float_4 l_16 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
const uint32 l_19 = l_15 + uint32(0);
const uint32 l_20 = l_19 / info.scalars_uint32[3];
const uint32 l_21 = l_14 + l_20;
const float l_22 = buffer_2[l_21];
l_mut_18.i_0 = l_22;
const uint32 l_23 = l_15 + uint32(1);
const uint32 l_24 = l_23 / info.scalars_uint32[3];
const uint32 l_25 = l_14 + l_24;
const float l_26 = buffer_2[l_25];
l_mut_18.i_1 = l_26;
const uint32 l_27 = l_15 + uint32(2);
const uint32 l_28 = l_27 / info.scalars_uint32[3];
const uint32 l_29 = l_14 + l_28;
const float l_30 = buffer_2[l_29];
l_mut_18.i_2 = l_30;
const uint32 l_31 = l_15 + uint32(3);
const uint32 l_32 = l_31 / info.scalars_uint32[3];
const uint32 l_33 = l_14 + l_32;
const float l_34 = buffer_2[l_33];
l_mut_18.i_3 = l_34;
l_mut_13 = l_mut_18;
const float_4 l_35 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_18 = l_35;
const uint32 l_36 = l_11 + uint32(64);
const uint32 l_37 = min(l_36, info.scalars_uint32[0]);

for (uint32 l_mut_38 = l_11; l_mut_38 < l_37; ++l_mut_38) {
const uint32 l_39 = l_8 * info.scalars_uint32[0];
const uint32 l_40 = l_39 + l_mut_38;
const uint32 l_41 = l_40 * info.scalars_uint32[1];
const uint32 l_42 = l_41 + l_7;
const float_4 l_43 = buffer_0[l_42];
const float_4 l_44 = float_4{
l_43.i_0 - l_mut_13.i_0, l_43.i_1 - l_mut_13.i_1, l_43.i_2 - l_mut_13.i_2, l_43.i_3 - l_mut_13.i_3, };
const float_4 l_45 = float_4{
fma(l_44.i_0, l_44.i_0, l_mut_18.i_0),
fma(l_44.i_1, l_44.i_1, l_mut_18.i_1),
fma(l_44.i_2, l_44.i_2, l_mut_18.i_2),
fma(l_44.i_3, l_44.i_3, l_mut_18.i_3),
};
l_mut_18 = l_45;
}
buffer_3[l_3] = l_mut_18;
}

}

// reduce::forward::sum_chunks::SumChunks: 98 lines, fdd2e958e700ee98; grad of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)sum_chunks_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
float_4 l_mut_13;
float_4 l_mut_17;
float_4 l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[4];
const uint32 l_9 = l_8 * info.scalars_uint32[4];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = l_10 * uint32(64);
const float_4 l_12 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_13 = l_12;
const uint32 l_14 = l_8 * info.scalars_uint32[2];
const uint32 l_15 = l_7 * uint32(4);
const float_4 l_16 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
const uint32 l_19 = l_15 + uint32(0);
const uint32 l_20 = l_19 / info.scalars_uint32[3];
const uint32 l_21 = l_14 + l_20;
const float l_22 = buffer_2[l_21];
l_mut_18.i_0 = l_22;
const uint32 l_23 = l_15 + uint32(1);
const uint32 l_24 = l_23 / info.scalars_uint32[3];
const uint32 l_25 = l_14 + l_24;
const float l_26 = buffer_2[l_25];
l_mut_18.i_1 = l_26;
const uint32 l_27 = l_15 + uint32(2);
const uint32 l_28 = l_27 / info.scalars_uint32[3];
const uint32 l_29 = l_14 + l_28;
const float l_30 = buffer_2[l_29];
l_mut_18.i_2 = l_30;
const uint32 l_31 = l_15 + uint32(3);
const uint32 l_32 = l_31 / info.scalars_uint32[3];
const uint32 l_33 = l_14 + l_32;
const float l_34 = buffer_2[l_33];
l_mut_18.i_3 = l_34;
l_mut_13 = l_mut_18;
const float_4 l_35 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_18 = l_35;
const uint32 l_36 = l_11 + uint32(64);
const uint32 l_37 = min(l_36, info.scalars_uint32[0]);

for (uint32 l_mut_38 = l_11; l_mut_38 < l_37; ++l_mut_38) {
const uint32 l_39 = l_8 * info.scalars_uint32[0];
const uint32 l_40 = l_39 + l_mut_38;
const uint32 l_41 = l_40 * info.scalars_uint32[1];
const uint32 l_42 = l_41 + l_7;
const float_4 l_43 = buffer_0[l_42];
const float_4 l_44 = float_4{
l_43.i_0 - l_mut_13.i_0, l_43.i_1 - l_mut_13.i_1, l_43.i_2 - l_mut_13.i_2, l_43.i_3 - l_mut_13.i_3, };
const float_4 l_45 = buffer_1[l_42];
const float_4 l_46 = float_4{
fma(l_44.i_0, l_45.i_0, l_mut_18.i_0),
fma(l_44.i_1, l_45.i_1, l_mut_18.i_1),
fma(l_44.i_2, l_45.i_2, l_mut_18.i_2),
fma(l_44.i_3, l_45.i_3, l_mut_18.i_3),
};
l_mut_18 = l_46;
}
buffer_3[l_3] = l_mut_18;
}

}

