// axpby::forward::axpby::Axpby: 32 lines, 1a1941dd3b32e340; test of axpby/70001,a0.25,b0,f32
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
uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)axpby_pack_1 (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_0[l_3];
const float l_6 = info.scalars_float[0] * l_5;
buffer_1[l_3] = l_6;
}

}

