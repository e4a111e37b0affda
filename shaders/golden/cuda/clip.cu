// clip::forward::scale::Scale: 37 lines, 4f29f674fd586046; test of clip/5+768+70001,norm1,f32
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


extern "C" __global__ void __launch_bounds__(256)scale_pack_1 (
    float* buffer_0, const float* __restrict__ buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_1[uint32(0)];
const float l_6 = sqrt(l_5);
const float l_7 = l_6 + float(9.999999974752427e-7);
const float l_8 = info.scalars_float[0] / l_7;
const float l_9 = min(float(1.0), l_8);
const float l_10 = buffer_0[l_3];
const float l_11 = l_10 * l_9;
buffer_0[l_3] = l_11;
}

}

// clip::forward::scale::Scale: 46 lines, 5cc40005afc35acb; test of clip/5+768+70001,norm1,f32
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
uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)scale_pack_4 (
    float_4* buffer_0, const float* __restrict__ buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = buffer_1[uint32(0)];
const float l_6 = sqrt(l_5);
const float l_7 = l_6 + float(9.999999974752427e-7);
const float l_8 = info.scalars_float[0] / l_7;
const float l_9 = min(float(1.0), l_8);
const float_4 l_10 = buffer_0[l_3];
const float_4 l_11 = float_4{
l_9,l_9,l_9,l_9,};
const float_4 l_12 = float_4{
l_10.i_0 * l_11.i_0, l_10.i_1 * l_11.i_1, l_10.i_2 * l_11.i_2, l_10.i_3 * l_11.i_3, };
buffer_0[l_3] = reinterpret_cast< float_4 const&>(l_12);
}

}

