// fill::forward::fill::Fill: 30 lines, 3dee0bf5e70b2623; test of adamw/97,10steps,lr1e-2,wd1e-2,f32
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
uint32 scalars_uint32[2];uint32 static_meta[2];
};


extern "C" __global__ void __launch_bounds__(256)fill_pack_1 (
    float* buffer_0, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
buffer_0[l_3] = info.scalars_float[0];
}

}

// fill::forward::fill::Fill: 38 lines, fc8b20c14c291e6c; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
uint32 scalars_uint32[2];uint32 static_meta[2];
};


extern "C" __global__ void __launch_bounds__(256)fill_pack_4 (
    float_4* buffer_0, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float_4 l_5 = float_4{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
buffer_0[l_3] = reinterpret_cast< float_4 const&>(l_5);
}

}

// fill::forward::fill::Fill: 36 lines, 252da13c16e9e970; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
uint32 scalars_uint32[2];uint32 static_meta[2];
};


extern "C" __global__ void __launch_bounds__(256)fill_pack_2 (
    float_2* buffer_0, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float_2 l_5 = float_2{
info.scalars_float[0],info.scalars_float[0],};
buffer_0[l_3] = reinterpret_cast< float_2 const&>(l_5);
}

}

