// join::forward::add::Add: 66 lines, e1f33420868f29d5; test of add/151296,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)add_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, __half_8* buffer_2, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const __half_8 l_5 = buffer_0[l_3];
const float_8 l_6 = float_8{
float(l_5.i_0),float(l_5.i_1),float(l_5.i_2),float(l_5.i_3),float(l_5.i_4),float(l_5.i_5),float(l_5.i_6),float(l_5.i_7),};
const __half_8 l_7 = buffer_1[l_3];
const float_8 l_8 = float_8{
float(l_7.i_0),float(l_7.i_1),float(l_7.i_2),float(l_7.i_3),float(l_7.i_4),float(l_7.i_5),float(l_7.i_6),float(l_7.i_7),};
const float_8 l_9 = float_8{
l_6.i_0 + l_8.i_0, l_6.i_1 + l_8.i_1, l_6.i_2 + l_8.i_2, l_6.i_3 + l_8.i_3, l_6.i_4 + l_8.i_4, l_6.i_5 + l_8.i_5, l_6.i_6 + l_8.i_6, l_6.i_7 + l_8.i_7, };
const __half_8 l_10 = __half_8{
__half(l_9.i_0),__half(l_9.i_1),__half(l_9.i_2),__half(l_9.i_3),__half(l_9.i_4),__half(l_9.i_5),__half(l_9.i_6),__half(l_9.i_7),};
buffer_2[l_3] = reinterpret_cast< __half_8 const&>(l_10);
}

}

// join::forward::add::Add: 39 lines, 37d5c2f0454dbcbc; grad of add/151296,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)add_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float_4 l_5 = buffer_0[l_3];
const float_4 l_6 = buffer_1[l_3];
const float_4 l_7 = float_4{
l_5.i_0 + l_6.i_0, l_5.i_1 + l_6.i_1, l_5.i_2 + l_6.i_2, l_5.i_3 + l_6.i_3, };
buffer_2[l_3] = reinterpret_cast< float_4 const&>(l_7);
}

}

// join::forward::columns::Columns: 44 lines, e7071e6885d238ee; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
struct info_st {
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)columns_f__pack_2 (
    const __half_2* __restrict__ buffer_0, __half_2* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + info.scalars_uint32[4];
const uint32 l_10 = l_9 + l_7;
const uint32 l_11 = l_5 * info.scalars_uint32[1];
const uint32 l_12 = l_11 + info.scalars_uint32[3];
const uint32 l_13 = l_12 + l_7;
const __half_2 l_14 = buffer_0[l_13];
buffer_1[l_10] = reinterpret_cast< __half_2 const&>(l_14);
}

}

// join::forward::columns::Columns: 43 lines, 613f976f4422925f; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)columns_f_f32_pack_2 (
    const float_2* __restrict__ buffer_0, float_2* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + info.scalars_uint32[4];
const uint32 l_10 = l_9 + l_7;
const uint32 l_11 = l_5 * info.scalars_uint32[1];
const uint32 l_12 = l_11 + info.scalars_uint32[3];
const uint32 l_13 = l_12 + l_7;
const float_2 l_14 = buffer_0[l_13];
buffer_1[l_10] = reinterpret_cast< float_2 const&>(l_14);
}

}

// join::forward::columns::Columns: 56 lines, b783b0e67abe3f9e; test of concat/49x768+768+768+768,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)columns_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + info.scalars_uint32[4];
const uint32 l_10 = l_9 + l_7;
const uint32 l_11 = l_5 * info.scalars_uint32[1];
const uint32 l_12 = l_11 + info.scalars_uint32[3];
const uint32 l_13 = l_12 + l_7;
const __half_8 l_14 = buffer_0[l_13];
buffer_1[l_10] = reinterpret_cast< __half_8 const&>(l_14);
}

}

// join::forward::columns::Columns: 45 lines, cb4e9ea0d8cd909a; grad of concat/49x768+768+768+768,f16
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


extern "C" __global__ void __launch_bounds__(256)columns_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 * info.scalars_uint32[2];
const uint32 l_9 = l_8 + info.scalars_uint32[4];
const uint32 l_10 = l_9 + l_7;
const uint32 l_11 = l_5 * info.scalars_uint32[1];
const uint32 l_12 = l_11 + info.scalars_uint32[3];
const uint32 l_13 = l_12 + l_7;
const float_4 l_14 = buffer_0[l_13];
buffer_1[l_10] = reinterpret_cast< float_4 const&>(l_14);
}

}

