// loss::forward::binary_cross_entropy::BinaryCrossEntropy: 60 lines, 7c33cf8dcc9bd181; test of loss/bce,4099x1,range40,f32
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
uint32 scalars_uint32[2];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)binary_cross_entropy_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_6;
float l_mut_8;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_0[l_3];
l_mut_6 = l_5;
const float l_7 = buffer_0[l_3];
l_mut_8 = l_7;
const float l_9 = buffer_1[l_3];
const float l_10 = l_mut_6;
const float l_11 = l_9;
const float l_12 = max(l_10, float(0.0));
const float l_13 = l_10 * l_11;
const float l_14 = l_12 - l_13;
const float l_15 = abs(l_10);
const float l_16 = -l_15;
const float l_17 = exp(l_16);
const float l_18 = log1p(l_17);
const float l_19 = l_14 + l_18;
const float l_20 = l_19 * info.scalars_float[0];
l_mut_6 = l_20;
const float l_21 = -l_10;
const float l_22 = max(l_21, float(-80.0));
const float l_23 = min(l_22, float(80.0));
const float l_24 = exp(l_23);
const float l_25 = float(1.0) + l_24;
const float l_26 = float(1.0) / l_25;
const float l_27 = l_9;
const float l_28 = l_26 - l_27;
const float l_29 = l_28 * info.scalars_float[0];
l_mut_8 = l_29;
buffer_2[l_3] = l_mut_6;
buffer_3[l_3] = l_mut_8;
}

}

