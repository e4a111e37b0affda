// normalize::forward::normalize::Normalize: 75 lines, 2fa7b8fe6a72fb18; test of normalize/256x300x1-224x224at16,38,f32
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
    float scalars_float[8];
int32 scalars_int32[4];
uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)normalize_f_f32 (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
float l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = l_3 / uint32(3);
const uint32 l_6 = l_5 * uint32(3);
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[1];
const int32 l_9 = int32(l_8);
const int32 l_10 = l_9 + info.scalars_int32[2];
const uint32 l_11 = l_8 * info.scalars_uint32[1];
const uint32 l_12 = l_5 - l_11;
const int32 l_13 = int32(l_12);
const int32 l_14 = l_13 + info.scalars_int32[3];
l_mut_15 = float(0.0);
const bool l_16 = l_10 >= int32(0);
const bool l_17 = l_10 < info.scalars_int32[0];
const bool l_18 = l_16 && l_17;
const bool l_19 = l_14 >= int32(0);
const bool l_20 = l_18 && l_19;
const bool l_21 = l_14 < info.scalars_int32[1];
const bool l_22 = l_20 && l_21;
if (l_22) {
const uint32 l_23 = uint32(l_10);
const uint32 l_24 = uint32(info.scalars_int32[1]);
const uint32 l_25 = l_23 * l_24;
const uint32 l_26 = uint32(l_14);
const uint32 l_27 = l_25 + l_26;
const uint32 l_28 = l_27 * info.scalars_uint32[0];
const uint32 l_29 = info.scalars_uint32[0] - uint32(1);
const uint32 l_30 = min(l_7, l_29);
const uint32 l_31 = l_28 + l_30;
const float l_32 = buffer_0[l_31];
l_mut_15 = l_32;
}
const bool l_33 = l_7 == uint32(0);
const bool l_34 = l_7 == uint32(1);
const float l_35 = (l_34) ? info.scalars_float[2] : info.scalars_float[3];
const float l_36 = (l_33) ? info.scalars_float[1] : l_35;
const bool l_37 = l_7 == uint32(0);
const bool l_38 = l_7 == uint32(1);
const float l_39 = (l_38) ? info.scalars_float[5] : info.scalars_float[6];
const float l_40 = (l_37) ? info.scalars_float[4] : l_39;
const uint32 l_41 = info.scalars_uint32[2] + l_3;
const float l_42 = l_mut_15 * info.scalars_float[0];
const float l_43 = l_42 - l_36;
const float l_44 = l_43 / l_40;
buffer_1[l_41] = l_44;
}

}

