// adamw::forward::adamw::Adamw: 52 lines, 0354ad9125f32ab0; test of adamw/97,10steps,lr1e-2,wd1e-2,f32
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
    float scalars_float[6];
uint32 scalars_uint32[2];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)adamw_pack_1 (
    float* buffer_0, const float* __restrict__ buffer_1, float* buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_1[l_3];
const float l_6 = buffer_2[l_3];
const float l_7 = info.scalars_float[0] * l_6;
const float l_8 = float(1.0) - info.scalars_float[0];
const float l_9 = l_8 * l_5;
const float l_10 = l_7 + l_9;
const float l_11 = buffer_3[l_3];
const float l_12 = info.scalars_float[1] * l_11;
const float l_13 = float(1.0) - info.scalars_float[1];
const float l_14 = l_13 * l_5;
const float l_15 = l_14 * l_5;
const float l_16 = l_12 + l_15;
buffer_2[l_3] = l_10;
buffer_3[l_3] = l_16;
const float l_17 = sqrt(l_16);
const float l_18 = l_17 * info.scalars_float[4];
const float l_19 = l_18 + info.scalars_float[2];
const float l_20 = buffer_0[l_3];
const float l_21 = l_20 * info.scalars_float[5];
const float l_22 = info.scalars_float[3] * l_10;
const float l_23 = l_22 / l_19;
const float l_24 = l_21 - l_23;
buffer_0[l_3] = l_24;
}

}

