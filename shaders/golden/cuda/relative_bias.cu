// relative_bias::forward::gather::Gather: 62 lines, 38c2e5ef74324cf6; test of relative_bias/side8,heads3,sigmoid16,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)gather_f_ (
    const __half* __restrict__ buffer_0, __half* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[0] * info.scalars_uint32[0];
const uint32 l_6 = l_3 % l_5;
const uint32 l_7 = l_3 / l_5;
const uint32 l_8 = l_7 % l_5;
const uint32 l_9 = l_5 * l_5;
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_8 / info.scalars_uint32[0];
const uint32 l_12 = l_11 + info.scalars_uint32[0];
const uint32 l_13 = l_12 - uint32(1);
const uint32 l_14 = l_6 / info.scalars_uint32[0];
const uint32 l_15 = l_13 - l_14;
const uint32 l_16 = l_8 % info.scalars_uint32[0];
const uint32 l_17 = l_16 + info.scalars_uint32[0];
const uint32 l_18 = l_17 - uint32(1);
const uint32 l_19 = l_6 % info.scalars_uint32[0];
const uint32 l_20 = l_18 - l_19;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_15 * l_22;
const uint32 l_24 = l_23 + l_20;
const uint32 l_25 = l_24 * info.scalars_uint32[1];
const uint32 l_26 = l_25 + l_10;
const __half l_27 = buffer_0[l_26];
const float l_28 = float(l_27);
const float l_29 = -l_28;
const float l_30 = max(l_29, float(-80.0));
const float l_31 = min(l_30, float(80.0));
const float l_32 = exp(l_31);
const float l_33 = float(1.0) + l_32;
const float l_34 = float(1.0) / l_33;
const float l_35 = float(16.0) * l_34;
const __half l_36 = __half(l_35);
buffer_1[l_3] = l_36;
}

}

// relative_bias::backward::scatter::Scatter: 91 lines, 72454812a67ab18a; grad of relative_bias/side8,heads3,sigmoid16,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)scatter_f_ (
    const __half* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float l_mut_14;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = uint32(2) * info.scalars_uint32[0];
const uint32 l_8 = l_7 - uint32(1);
const uint32 l_9 = l_6 / l_8;
const uint32 l_10 = uint32(2) * info.scalars_uint32[0];
const uint32 l_11 = l_10 - uint32(1);
const uint32 l_12 = l_6 % l_11;
const uint32 l_13 = info.scalars_uint32[0] * info.scalars_uint32[0];
l_mut_14 = float(0.0);
const uint32 l_15 = info.scalars_uint32[0] - uint32(1);
const uint32 l_16 = max(l_9, l_15);
const uint32 l_17 = l_16 - l_9;
const uint32 l_18 = info.scalars_uint32[0] - uint32(1);
const uint32 l_19 = max(l_12, l_18);
const uint32 l_20 = l_19 - l_12;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_22 - l_9;
const uint32 l_24 = min(l_23, info.scalars_uint32[0]);

for (uint32 l_mut_25 = l_17; l_mut_25 < l_24; ++l_mut_25) {
const uint32 l_26 = uint32(2) * info.scalars_uint32[0];
const uint32 l_27 = l_26 - uint32(1);
const uint32 l_28 = l_27 - l_12;
const uint32 l_29 = min(l_28, info.scalars_uint32[0]);

for (uint32 l_mut_30 = l_20; l_mut_30 < l_29; ++l_mut_30) {
const uint32 l_31 = l_mut_25 + l_9;
const uint32 l_32 = l_31 + uint32(1);
const uint32 l_33 = l_32 - info.scalars_uint32[0];
const uint32 l_34 = l_33 * info.scalars_uint32[0];
const uint32 l_35 = l_34 + l_mut_30;
const uint32 l_36 = l_35 + l_12;
const uint32 l_37 = l_36 + uint32(1);
const uint32 l_38 = l_37 - info.scalars_uint32[0];
const uint32 l_39 = l_5 * l_13;
const uint32 l_40 = l_39 + l_38;
const uint32 l_41 = l_40 * l_13;
const uint32 l_42 = l_mut_25 * info.scalars_uint32[0];
const uint32 l_43 = l_41 + l_42;
const uint32 l_44 = l_43 + l_mut_30;
const float l_45 = buffer_1[l_44];
l_mut_14 = l_mut_14 + l_45;
}
}
const __half l_46 = buffer_0[l_3];
const float l_47 = float(l_46);
const float l_48 = -l_47;
const float l_49 = max(l_48, float(-80.0));
const float l_50 = min(l_49, float(80.0));
const float l_51 = exp(l_50);
const float l_52 = float(1.0) + l_51;
const float l_53 = float(1.0) / l_52;
const float l_54 = float(16.0) * l_53;
const float l_55 = float(1.0) - l_53;
const float l_56 = l_54 * l_55;
l_mut_14 = l_mut_14 * l_56;
const float l_57 = buffer_2[l_3];
const float l_58 = l_57 + l_mut_14;
buffer_2[l_3] = l_58;
}

}

// relative_bias::forward::gather::Gather: 59 lines, c1c56d31cceedb74; grad of relative_bias/side8,heads3,sigmoid16,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)gather_f_f32 (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[0] * info.scalars_uint32[0];
const uint32 l_6 = l_3 % l_5;
const uint32 l_7 = l_3 / l_5;
const uint32 l_8 = l_7 % l_5;
const uint32 l_9 = l_5 * l_5;
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_8 / info.scalars_uint32[0];
const uint32 l_12 = l_11 + info.scalars_uint32[0];
const uint32 l_13 = l_12 - uint32(1);
const uint32 l_14 = l_6 / info.scalars_uint32[0];
const uint32 l_15 = l_13 - l_14;
const uint32 l_16 = l_8 % info.scalars_uint32[0];
const uint32 l_17 = l_16 + info.scalars_uint32[0];
const uint32 l_18 = l_17 - uint32(1);
const uint32 l_19 = l_6 % info.scalars_uint32[0];
const uint32 l_20 = l_18 - l_19;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_15 * l_22;
const uint32 l_24 = l_23 + l_20;
const uint32 l_25 = l_24 * info.scalars_uint32[1];
const uint32 l_26 = l_25 + l_10;
const float l_27 = buffer_0[l_26];
const float l_28 = -l_27;
const float l_29 = max(l_28, float(-80.0));
const float l_30 = min(l_29, float(80.0));
const float l_31 = exp(l_30);
const float l_32 = float(1.0) + l_31;
const float l_33 = float(1.0) / l_32;
const float l_34 = float(16.0) * l_33;
buffer_1[l_3] = l_34;
}

}

// relative_bias::backward::scatter::Scatter: 89 lines, 64f60ec538ec6f44; grad of relative_bias/side8,heads3,sigmoid16,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)scatter_f_f32 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float l_mut_14;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = uint32(2) * info.scalars_uint32[0];
const uint32 l_8 = l_7 - uint32(1);
const uint32 l_9 = l_6 / l_8;
const uint32 l_10 = uint32(2) * info.scalars_uint32[0];
const uint32 l_11 = l_10 - uint32(1);
const uint32 l_12 = l_6 % l_11;
const uint32 l_13 = info.scalars_uint32[0] * info.scalars_uint32[0];
l_mut_14 = float(0.0);
const uint32 l_15 = info.scalars_uint32[0] - uint32(1);
const uint32 l_16 = max(l_9, l_15);
const uint32 l_17 = l_16 - l_9;
const uint32 l_18 = info.scalars_uint32[0] - uint32(1);
const uint32 l_19 = max(l_12, l_18);
const uint32 l_20 = l_19 - l_12;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_22 - l_9;
const uint32 l_24 = min(l_23, info.scalars_uint32[0]);

for (uint32 l_mut_25 = l_17; l_mut_25 < l_24; ++l_mut_25) {
const uint32 l_26 = uint32(2) * info.scalars_uint32[0];
const uint32 l_27 = l_26 - uint32(1);
const uint32 l_28 = l_27 - l_12;
const uint32 l_29 = min(l_28, info.scalars_uint32[0]);

for (uint32 l_mut_30 = l_20; l_mut_30 < l_29; ++l_mut_30) {
const uint32 l_31 = l_mut_25 + l_9;
const uint32 l_32 = l_31 + uint32(1);
const uint32 l_33 = l_32 - info.scalars_uint32[0];
const uint32 l_34 = l_33 * info.scalars_uint32[0];
const uint32 l_35 = l_34 + l_mut_30;
const uint32 l_36 = l_35 + l_12;
const uint32 l_37 = l_36 + uint32(1);
const uint32 l_38 = l_37 - info.scalars_uint32[0];
const uint32 l_39 = l_5 * l_13;
const uint32 l_40 = l_39 + l_38;
const uint32 l_41 = l_40 * l_13;
const uint32 l_42 = l_mut_25 * info.scalars_uint32[0];
const uint32 l_43 = l_41 + l_42;
const uint32 l_44 = l_43 + l_mut_30;
const float l_45 = buffer_1[l_44];
l_mut_14 = l_mut_14 + l_45;
}
}
const float l_46 = buffer_0[l_3];
const float l_47 = -l_46;
const float l_48 = max(l_47, float(-80.0));
const float l_49 = min(l_48, float(80.0));
const float l_50 = exp(l_49);
const float l_51 = float(1.0) + l_50;
const float l_52 = float(1.0) / l_51;
const float l_53 = float(16.0) * l_52;
const float l_54 = float(1.0) - l_52;
const float l_55 = l_53 * l_54;
l_mut_14 = l_mut_14 * l_55;
const float l_56 = buffer_2[l_3];
const float l_57 = l_56 + l_mut_14;
buffer_2[l_3] = l_57;
}

}

// relative_bias::forward::gather::Gather: 52 lines, b5a6fefd5096ae7b; test of relative_bias/side7,heads3,none,f32
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
    uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)gather_f_f32 (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[0] * info.scalars_uint32[0];
const uint32 l_6 = l_3 % l_5;
const uint32 l_7 = l_3 / l_5;
const uint32 l_8 = l_7 % l_5;
const uint32 l_9 = l_5 * l_5;
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_8 / info.scalars_uint32[0];
const uint32 l_12 = l_11 + info.scalars_uint32[0];
const uint32 l_13 = l_12 - uint32(1);
const uint32 l_14 = l_6 / info.scalars_uint32[0];
const uint32 l_15 = l_13 - l_14;
const uint32 l_16 = l_8 % info.scalars_uint32[0];
const uint32 l_17 = l_16 + info.scalars_uint32[0];
const uint32 l_18 = l_17 - uint32(1);
const uint32 l_19 = l_6 % info.scalars_uint32[0];
const uint32 l_20 = l_18 - l_19;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_15 * l_22;
const uint32 l_24 = l_23 + l_20;
const uint32 l_25 = l_24 * info.scalars_uint32[1];
const uint32 l_26 = l_25 + l_10;
const float l_27 = buffer_0[l_26];
buffer_1[l_3] = l_27;
}

}

// relative_bias::backward::scatter::Scatter: 78 lines, 8f7545fd21950bdd; grad of relative_bias/side7,heads3,none,f32
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
    uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)scatter_f_f32 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float l_mut_14;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = uint32(2) * info.scalars_uint32[0];
const uint32 l_8 = l_7 - uint32(1);
const uint32 l_9 = l_6 / l_8;
const uint32 l_10 = uint32(2) * info.scalars_uint32[0];
const uint32 l_11 = l_10 - uint32(1);
const uint32 l_12 = l_6 % l_11;
const uint32 l_13 = info.scalars_uint32[0] * info.scalars_uint32[0];
l_mut_14 = float(0.0);
const uint32 l_15 = info.scalars_uint32[0] - uint32(1);
const uint32 l_16 = max(l_9, l_15);
const uint32 l_17 = l_16 - l_9;
const uint32 l_18 = info.scalars_uint32[0] - uint32(1);
const uint32 l_19 = max(l_12, l_18);
const uint32 l_20 = l_19 - l_12;
const uint32 l_21 = uint32(2) * info.scalars_uint32[0];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_22 - l_9;
const uint32 l_24 = min(l_23, info.scalars_uint32[0]);

for (uint32 l_mut_25 = l_17; l_mut_25 < l_24; ++l_mut_25) {
const uint32 l_26 = uint32(2) * info.scalars_uint32[0];
const uint32 l_27 = l_26 - uint32(1);
const uint32 l_28 = l_27 - l_12;
const uint32 l_29 = min(l_28, info.scalars_uint32[0]);

for (uint32 l_mut_30 = l_20; l_mut_30 < l_29; ++l_mut_30) {
const uint32 l_31 = l_mut_25 + l_9;
const uint32 l_32 = l_31 + uint32(1);
const uint32 l_33 = l_32 - info.scalars_uint32[0];
const uint32 l_34 = l_33 * info.scalars_uint32[0];
const uint32 l_35 = l_34 + l_mut_30;
const uint32 l_36 = l_35 + l_12;
const uint32 l_37 = l_36 + uint32(1);
const uint32 l_38 = l_37 - info.scalars_uint32[0];
const uint32 l_39 = l_5 * l_13;
const uint32 l_40 = l_39 + l_38;
const uint32 l_41 = l_40 * l_13;
const uint32 l_42 = l_mut_25 * info.scalars_uint32[0];
const uint32 l_43 = l_41 + l_42;
const uint32 l_44 = l_43 + l_mut_30;
const float l_45 = buffer_1[l_44];
l_mut_14 = l_mut_14 + l_45;
}
}
const float l_46 = buffer_2[l_3];
const float l_47 = l_46 + l_mut_14;
buffer_2[l_3] = l_47;
}

}

