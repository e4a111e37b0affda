// sgd::forward::sgd::Sgd: 38 lines, a2e2240917ee94e9; test of sgd/97,10steps,momentum0.9,wd1e-2,f32
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
    float scalars_float[4];
uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)sgd_pack_1 (
    float* buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_0[l_3];
const float l_6 = buffer_1[l_3];
const float l_7 = fma(info.scalars_float[2], l_5, l_6);
const float l_8 = buffer_2[l_3];
const float l_9 = fma(info.scalars_float[1], l_8, l_7);
buffer_2[l_3] = l_9;
const float l_10 = info.scalars_float[0] * l_9;
const float l_11 = l_5 - l_10;
buffer_0[l_3] = l_11;
}

}

