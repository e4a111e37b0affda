// cast::forward::convert::Convert: 34 lines, 7c4340342524dcee; test of cast/70001,to-bf16,f16
#include <cuda_runtime.h>
#include <cuda_bf16.h>
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)convert_f__o__pack_1 (
    const __half* __restrict__ buffer_0, __nv_bfloat16* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const __half l_5 = buffer_0[l_3];
const float l_6 = float(l_5);
const __nv_bfloat16 l_7 = __nv_bfloat16(l_6);
buffer_1[l_3] = l_7;
}

}

// cast::forward::convert::Convert: 32 lines, b77aeeeba6bf7afd; test of cast/70001,to-bf16,f32
#include <cuda_runtime.h>
#include <cuda_bf16.h>
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


extern "C" __global__ void __launch_bounds__(256)convert_f_f32_o__pack_1 (
    const float* __restrict__ buffer_0, __nv_bfloat16* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_0[l_3];
const __nv_bfloat16 l_6 = __nv_bfloat16(l_5);
buffer_1[l_3] = l_6;
}

}

// cast::forward::convert::Convert: 59 lines, b8fc8f0846952b29; grad of relative_bias/side8,heads3,sigmoid16,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)convert_f__o_f32_pack_8 (
    const __half_8* __restrict__ buffer_0, float_8* buffer_1, const __grid_constant__ info_st info
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
buffer_1[l_3] = reinterpret_cast< float_8 const&>(l_6);
}

}

