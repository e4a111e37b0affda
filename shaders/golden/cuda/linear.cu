// linear::backward::epilogue::Epilogue: 89 lines, d7713d1e1a09c650; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)epilogue_f__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, const __half* __restrict__ buffer_2, __half* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_23;
float l_mut_36;
float l_mut_9;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const __half l_5 = buffer_0[l_3];
const float l_6 = float(l_5);
const __half l_7 = buffer_2[l_3];
const float l_8 = float(l_7);
l_mut_9 = l_8;
const float l_10 = l_6;
const float l_11 = max(l_10, float(-10.0));
const float l_12 = min(l_11, float(10.0));
const float l_13 = l_12 * l_12;
const float l_14 = l_13 * float(-0.5);
const float l_15 = exp(l_14);
const float l_16 = float(0.3989422917366028) * l_15;
const float l_17 = l_10 * float(0.7071067690849304);
const float l_18 = max(l_17, float(-4.0));
const float l_19 = min(l_18, float(4.0));
const float l_20 = l_19 * l_19;
const float l_21 = l_20 * float(-2.726142367404094e-10);
const float l_22 = l_21 + float(2.7706816396744216e-8);
l_mut_23 = l_22;
const float l_24 = l_mut_23 * l_20;
const float l_25 = l_24 - float(2.101023937939317e-6);
l_mut_23 = l_25;
const float l_26 = l_mut_23 * l_20;
const float l_27 = l_26 - float(5.6925066019175574e-5);
l_mut_23 = l_27;
const float l_28 = l_mut_23 * l_20;
const float l_29 = l_28 - float(0.0007349905790761113);
l_mut_23 = l_29;
const float l_30 = l_mut_23 * l_20;
const float l_31 = l_30 - float(0.002954600378870964);
l_mut_23 = l_31;
const float l_32 = l_mut_23 * l_20;
const float l_33 = l_32 - float(0.01609603315591812);
l_mut_23 = l_33;
const float l_34 = l_20 * float(-1.4566073332389351e-5);
const float l_35 = l_34 - float(0.00021337410726118833);
l_mut_36 = l_35;
const float l_37 = l_mut_36 * l_20;
const float l_38 = l_37 - float(0.001682827016338706);
l_mut_36 = l_38;
const float l_39 = l_mut_36 * l_20;
const float l_40 = l_39 - float(0.007373329252004623);
l_mut_36 = l_40;
const float l_41 = l_mut_36 * l_20;
const float l_42 = l_41 - float(0.014264739118516445);
l_mut_36 = l_42;
const float l_43 = l_19 * l_mut_23;
const float l_44 = l_43 / l_mut_36;
const float l_45 = float(1.0) + l_44;
const float l_46 = float(0.5) * l_45;
const float l_47 = l_10 * l_16;
const float l_48 = l_46 + l_47;
const float l_49 = l_mut_9;
const float l_50 = l_49 * l_48;
l_mut_9 = l_50;
const __half l_51 = __half(l_mut_9);
buffer_3[l_3] = l_51;
}

}

// linear::backward::epilogue::Epilogue: 85 lines, 3cf8b36916ea86c4; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)epilogue_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_21;
float l_mut_34;
float l_mut_7;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const float l_5 = buffer_0[l_3];
const float l_6 = buffer_2[l_3];
l_mut_7 = l_6;
const float l_8 = l_5;
const float l_9 = max(l_8, float(-10.0));
const float l_10 = min(l_9, float(10.0));
const float l_11 = l_10 * l_10;
const float l_12 = l_11 * float(-0.5);
const float l_13 = exp(l_12);
const float l_14 = float(0.3989422917366028) * l_13;
const float l_15 = l_8 * float(0.7071067690849304);
const float l_16 = max(l_15, float(-4.0));
const float l_17 = min(l_16, float(4.0));
const float l_18 = l_17 * l_17;
const float l_19 = l_18 * float(-2.726142367404094e-10);
const float l_20 = l_19 + float(2.7706816396744216e-8);
l_mut_21 = l_20;
const float l_22 = l_mut_21 * l_18;
const float l_23 = l_22 - float(2.101023937939317e-6);
l_mut_21 = l_23;
const float l_24 = l_mut_21 * l_18;
const float l_25 = l_24 - float(5.6925066019175574e-5);
l_mut_21 = l_25;
const float l_26 = l_mut_21 * l_18;
const float l_27 = l_26 - float(0.0007349905790761113);
l_mut_21 = l_27;
const float l_28 = l_mut_21 * l_18;
const float l_29 = l_28 - float(0.002954600378870964);
l_mut_21 = l_29;
const float l_30 = l_mut_21 * l_18;
const float l_31 = l_30 - float(0.01609603315591812);
l_mut_21 = l_31;
const float l_32 = l_18 * float(-1.4566073332389351e-5);
const float l_33 = l_32 - float(0.00021337410726118833);
l_mut_34 = l_33;
const float l_35 = l_mut_34 * l_18;
const float l_36 = l_35 - float(0.001682827016338706);
l_mut_34 = l_36;
const float l_37 = l_mut_34 * l_18;
const float l_38 = l_37 - float(0.007373329252004623);
l_mut_34 = l_38;
const float l_39 = l_mut_34 * l_18;
const float l_40 = l_39 - float(0.014264739118516445);
l_mut_34 = l_40;
const float l_41 = l_17 * l_mut_21;
const float l_42 = l_41 / l_mut_34;
const float l_43 = float(1.0) + l_42;
const float l_44 = float(0.5) * l_43;
const float l_45 = l_8 * l_14;
const float l_46 = l_44 + l_45;
const float l_47 = l_mut_7;
const float l_48 = l_47 * l_46;
l_mut_7 = l_48;
buffer_3[l_3] = l_mut_7;
}

}

