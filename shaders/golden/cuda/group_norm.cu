// group_norm::forward::fold::Fold: 40 lines, 710c6fd7595b0748; test of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)fold (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
float l_mut_5;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
l_mut_5 = float(0.0);

for (uint32 l_mut_6 = uint32(0); l_mut_6 < info.scalars_uint32[0]; ++l_mut_6) {
const uint32 l_7 = l_3 * info.scalars_uint32[0];
const uint32 l_8 = l_7 + l_mut_6;
const float l_9 = buffer_0[l_8];
l_mut_5 = l_mut_5 + l_9;
}
const float l_10 = l_mut_5 * info.scalars_float[0];
buffer_1[l_3] = l_10;
}

}

// group_norm::forward::apply::Apply: 189 lines, e99c8882160cd933; test of group_norm/2x9x13x8,batch,mean20,f16
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
    float scalars_float[2];
uint32 scalars_uint32[6];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)apply_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const __half_8* __restrict__ buffer_2, const float* __restrict__ buffer_3, const float* __restrict__ buffer_4, __half_8* buffer_5, const __grid_constant__ info_st info
) {
float_8 l_mut_11;
float_8 l_mut_12;
float_8 l_mut_47;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = l_7 * info.scalars_uint32[2];
const uint32 l_9 = l_5 * uint32(8);
const float_8 l_10 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_10;
l_mut_12 = l_mut_11;
const uint32 l_13 = l_9 + uint32(0);
const uint32 l_14 = l_13 / info.scalars_uint32[3];
const uint32 l_15 = l_8 + l_14;
const float l_16 = buffer_3[l_15];
l_mut_12.i_0 = l_16;
const uint32 l_17 = l_9 + uint32(1);
const uint32 l_18 = l_17 / info.scalars_uint32[3];
const uint32 l_19 = l_8 + l_18;
const float l_20 = buffer_3[l_19];
l_mut_12.i_1 = l_20;
const uint32 l_21 = l_9 + uint32(2);
const uint32 l_22 = l_21 / info.scalars_uint32[3];
const uint32 l_23 = l_8 + l_22;
const float l_24 = buffer_3[l_23];
l_mut_12.i_2 = l_24;
const uint32 l_25 = l_9 + uint32(3);
const uint32 l_26 = l_25 / info.scalars_uint32[3];
const uint32 l_27 = l_8 + l_26;
const float l_28 = buffer_3[l_27];
l_mut_12.i_3 = l_28;
const uint32 l_29 = l_9 + uint32(4);
const uint32 l_30 = l_29 / info.scalars_uint32[3];
const uint32 l_31 = l_8 + l_30;
const float l_32 = buffer_3[l_31];
l_mut_12.i_4 = l_32;
const uint32 l_33 = l_9 + uint32(5);
const uint32 l_34 = l_33 / info.scalars_uint32[3];
const uint32 l_35 = l_8 + l_34;
const float l_36 = buffer_3[l_35];
l_mut_12.i_5 = l_36;
const uint32 l_37 = l_9 + uint32(6);
const uint32 l_38 = l_37 / info.scalars_uint32[3];
const uint32 l_39 = l_8 + l_38;
const float l_40 = buffer_3[l_39];
l_mut_12.i_6 = l_40;
const uint32 l_41 = l_9 + uint32(7);
const uint32 l_42 = l_41 / info.scalars_uint32[3];
const uint32 l_43 = l_8 + l_42;
const float l_44 = buffer_3[l_43];
l_mut_12.i_7 = l_44;
const uint32 l_45 = l_5 * uint32(8);
const float_8 l_46 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_46;
l_mut_47 = l_mut_11;
const uint32 l_48 = l_45 + uint32(0);
const uint32 l_49 = l_48 / info.scalars_uint32[3];
const uint32 l_50 = l_8 + l_49;
const float l_51 = buffer_4[l_50];
l_mut_47.i_0 = l_51;
const uint32 l_52 = l_45 + uint32(1);
const uint32 l_53 = l_52 / info.scalars_uint32[3];
const uint32 l_54 = l_8 + l_53;
const float l_55 = buffer_4[l_54];
l_mut_47.i_1 = l_55;
const uint32 l_56 = l_45 + uint32(2);
const uint32 l_57 = l_56 / info.scalars_uint32[3];
const uint32 l_58 = l_8 + l_57;
const float l_59 = buffer_4[l_58];
l_mut_47.i_2 = l_59;
const uint32 l_60 = l_45 + uint32(3);
const uint32 l_61 = l_60 / info.scalars_uint32[3];
const uint32 l_62 = l_8 + l_61;
const float l_63 = buffer_4[l_62];
l_mut_47.i_3 = l_63;
const uint32 l_64 = l_45 + uint32(4);
const uint32 l_65 = l_64 / info.scalars_uint32[3];
const uint32 l_66 = l_8 + l_65;
const float l_67 = buffer_4[l_66];
l_mut_47.i_4 = l_67;
const uint32 l_68 = l_45 + uint32(5);
const uint32 l_69 = l_68 / info.scalars_uint32[3];
const uint32 l_70 = l_8 + l_69;
const float l_71 = buffer_4[l_70];
l_mut_47.i_5 = l_71;
const uint32 l_72 = l_45 + uint32(6);
const uint32 l_73 = l_72 / info.scalars_uint32[3];
const uint32 l_74 = l_8 + l_73;
const float l_75 = buffer_4[l_74];
l_mut_47.i_6 = l_75;
const uint32 l_76 = l_45 + uint32(7);
const uint32 l_77 = l_76 / info.scalars_uint32[3];
const uint32 l_78 = l_8 + l_77;
const float l_79 = buffer_4[l_78];
l_mut_47.i_7 = l_79;
const float_8 l_80 = float_8{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
const float_8 l_81 = float_8{
l_mut_47.i_0 + l_80.i_0, l_mut_47.i_1 + l_80.i_1, l_mut_47.i_2 + l_80.i_2, l_mut_47.i_3 + l_80.i_3, l_mut_47.i_4 + l_80.i_4, l_mut_47.i_5 + l_80.i_5, l_mut_47.i_6 + l_80.i_6, l_mut_47.i_7 + l_80.i_7, };
const float_8 l_82 = float_8{
sqrt(l_81.i_0),sqrt(l_81.i_1),sqrt(l_81.i_2),sqrt(l_81.i_3),sqrt(l_81.i_4),sqrt(l_81.i_5),sqrt(l_81.i_6),sqrt(l_81.i_7),};
const __half_8 l_83 = buffer_0[l_3];
const float_8 l_84 = float_8{
float(l_83.i_0),float(l_83.i_1),float(l_83.i_2),float(l_83.i_3),float(l_83.i_4),float(l_83.i_5),float(l_83.i_6),float(l_83.i_7),};
const float_8 l_85 = float_8{
l_84.i_0 - l_mut_12.i_0, l_84.i_1 - l_mut_12.i_1, l_84.i_2 - l_mut_12.i_2, l_84.i_3 - l_mut_12.i_3, l_84.i_4 - l_mut_12.i_4, l_84.i_5 - l_mut_12.i_5, l_84.i_6 - l_mut_12.i_6, l_84.i_7 - l_mut_12.i_7, };
const float_8 l_86 = float_8{
float(1.0),float(1.0),float(1.0),float(1.0),float(1.0),float(1.0),float(1.0),float(1.0),};
const float_8 l_87 = float_8{
l_86.i_0 / l_82.i_0, l_86.i_1 / l_82.i_1, l_86.i_2 / l_82.i_2, l_86.i_3 / l_82.i_3, l_86.i_4 / l_82.i_4, l_86.i_5 / l_82.i_5, l_86.i_6 / l_82.i_6, l_86.i_7 / l_82.i_7, };
const float_8 l_88 = float_8{
l_85.i_0 * l_87.i_0, l_85.i_1 * l_87.i_1, l_85.i_2 * l_87.i_2, l_85.i_3 * l_87.i_3, l_85.i_4 * l_87.i_4, l_85.i_5 * l_87.i_5, l_85.i_6 * l_87.i_6, l_85.i_7 * l_87.i_7, };
const __half_8 l_89 = buffer_1[l_5];
const float_8 l_90 = float_8{
float(l_89.i_0),float(l_89.i_1),float(l_89.i_2),float(l_89.i_3),float(l_89.i_4),float(l_89.i_5),float(l_89.i_6),float(l_89.i_7),};
const __half_8 l_91 = buffer_2[l_5];
const float_8 l_92 = float_8{
float(l_91.i_0),float(l_91.i_1),float(l_91.i_2),float(l_91.i_3),float(l_91.i_4),float(l_91.i_5),float(l_91.i_6),float(l_91.i_7),};
const float_8 l_93 = float_8{
fma(l_88.i_0, l_90.i_0, l_92.i_0),
fma(l_88.i_1, l_90.i_1, l_92.i_1),
fma(l_88.i_2, l_90.i_2, l_92.i_2),
fma(l_88.i_3, l_90.i_3, l_92.i_3),
fma(l_88.i_4, l_90.i_4, l_92.i_4),
fma(l_88.i_5, l_90.i_5, l_92.i_5),
fma(l_88.i_6, l_90.i_6, l_92.i_6),
fma(l_88.i_7, l_90.i_7, l_92.i_7),
};
const __half_8 l_94 = __half_8{
__half(l_93.i_0),__half(l_93.i_1),__half(l_93.i_2),__half(l_93.i_3),__half(l_93.i_4),__half(l_93.i_5),__half(l_93.i_6),__half(l_93.i_7),};
buffer_5[l_3] = reinterpret_cast< __half_8 const&>(l_94);
}

}

// group_norm::forward::run::Run: 37 lines, 5dc4267d931e4c36; test of group_norm/2x9x13x8,batch,mean20,f16
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


extern "C" __global__ void __launch_bounds__(256)run (
    float* buffer_0, const float* __restrict__ buffer_1, const __grid_constant__ info_st info
) {
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float l_5 = float(1.0) - info.scalars_float[0];
const float l_6 = buffer_0[l_3];
const float l_7 = l_5 * l_6;
const float l_8 = info.scalars_float[0] * info.scalars_float[1];
const float l_9 = buffer_1[l_3];
const float l_10 = l_8 * l_9;
const float l_11 = l_7 + l_10;
buffer_0[l_3] = l_11;
}

}

// group_norm::backward::group_means::GroupMeans: 67 lines, 376a2f4a62b253b6; grad of group_norm/2x9x13x8,batch,mean20,f16
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
    float scalars_float[2];
uint32 scalars_uint32[4];uint32 static_meta[14];
};


extern "C" __global__ void __launch_bounds__(256)group_means_f_ (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const __half* __restrict__ buffer_2, const float* __restrict__ buffer_3, float* buffer_4, float* buffer_5, float* buffer_6, const __grid_constant__ info_st info
) {
float l_mut_14;
float l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[0] / info.scalars_uint32[1];
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = l_6 * info.scalars_uint32[1];
const uint32 l_8 = l_3 - l_7;
const uint32 l_9 = l_8 * l_5;
const float l_10 = buffer_3[l_3];
const float l_11 = l_10 + info.scalars_float[1];
const float l_12 = sqrt(l_11);
const float l_13 = float(1.0) / l_12;
l_mut_14 = float(0.0);
l_mut_15 = float(0.0);
const uint32 l_16 = l_9 + l_5;

for (uint32 l_mut_17 = l_9; l_mut_17 < l_16; ++l_mut_17) {
const uint32 l_18 = l_6 * info.scalars_uint32[0];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_1[l_19];
const float l_21 = l_20 * l_13;
const uint32 l_22 = l_6 * info.scalars_uint32[0];
const uint32 l_23 = l_22 + l_mut_17;
buffer_4[l_23] = l_21;
const __half l_24 = buffer_2[l_mut_17];
const float l_25 = float(l_24);
const uint32 l_26 = l_6 * info.scalars_uint32[0];
const uint32 l_27 = l_26 + l_mut_17;
const float l_28 = buffer_0[l_27];
const float l_29 = fma(l_25, l_28, l_mut_14);
l_mut_14 = l_29;
const float l_30 = fma(l_25, l_21, l_mut_15);
l_mut_15 = l_30;
}
const float l_31 = l_mut_14 * info.scalars_float[0];
buffer_5[l_3] = l_31;
const float l_32 = l_mut_15 * info.scalars_float[0];
buffer_6[l_3] = l_32;
}

}

// group_norm::backward::elements::Elements: 277 lines, fbf88b89bf346881; grad of group_norm/2x9x13x8,batch,mean20,f16
3 __align__
1 __global__
1 __grid_constant__
16 __half
1 __launch_bounds__
7 __restrict__
1 blockDim
2 blockIdx
1 bool
2 char
169 const
1 cuda_runtime
1 extern
109 float
1 gridDim
1 if
2 include
46 info
2 info_st
5 int
4 long
1 reinterpret_cast
9 scalars_float
2 short
4 signed
8 sqrt
1 static_meta
4 struct
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// group_norm::forward::apply::Apply: 116 lines, 14ea6c4577af56ed; grad of group_norm/2x9x13x8,batch,mean20,f16
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
uint32 scalars_uint32[6];uint32 static_meta[12];
};


extern "C" __global__ void __launch_bounds__(256)apply_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, const float* __restrict__ buffer_3, const float* __restrict__ buffer_4, float_4* buffer_5, const __grid_constant__ info_st info
) {
float_4 l_mut_11;
float_4 l_mut_12;
float_4 l_mut_31;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_7 = l_3 / l_6;
const uint32 l_8 = l_7 * info.scalars_uint32[2];
const uint32 l_9 = l_5 * uint32(4);
const float_4 l_10 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_10;
l_mut_12 = l_mut_11;
const uint32 l_13 = l_9 + uint32(0);
const uint32 l_14 = l_13 / info.scalars_uint32[3];
const uint32 l_15 = l_8 + l_14;
const float l_16 = buffer_3[l_15];
l_mut_12.i_0 = l_16;
const uint32 l_17 = l_9 + uint32(1);
const uint32 l_18 = l_17 / info.scalars_uint32[3];
const uint32 l_19 = l_8 + l_18;
const float l_20 = buffer_3[l_19];
l_mut_12.i_1 = l_20;
const uint32 l_21 = l_9 + uint32(2);
const uint32 l_22 = l_21 / info.scalars_uint32[3];
const uint32 l_23 = l_8 + l_22;
const float l_24 = buffer_3[l_23];
l_mut_12.i_2 = l_24;
const uint32 l_25 = l_9 + uint32(3);
const uint32 l_26 = l_25 / info.scalars_uint32[3];
const uint32 l_27 = l_8 + l_26;
const float l_28 = buffer_3[l_27];
l_mut_12.i_3 = l_28;
const uint32 l_29 = l_5 * uint32(4);
const float_4 l_30 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_30;
l_mut_31 = l_mut_11;
const uint32 l_32 = l_29 + uint32(0);
const uint32 l_33 = l_32 / info.scalars_uint32[3];
const uint32 l_34 = l_8 + l_33;
const float l_35 = buffer_4[l_34];
l_mut_31.i_0 = l_35;
const uint32 l_36 = l_29 + uint32(1);
const uint32 l_37 = l_36 / info.scalars_uint32[3];
const uint32 l_38 = l_8 + l_37;
const float l_39 = buffer_4[l_38];
l_mut_31.i_1 = l_39;
const uint32 l_40 = l_29 + uint32(2);
const uint32 l_41 = l_40 / info.scalars_uint32[3];
const uint32 l_42 = l_8 + l_41;
const float l_43 = buffer_4[l_42];
l_mut_31.i_2 = l_43;
const uint32 l_44 = l_29 + uint32(3);
const uint32 l_45 = l_44 / info.scalars_uint32[3];
const uint32 l_46 = l_8 + l_45;
const float l_47 = buffer_4[l_46];
l_mut_31.i_3 = l_47;
const float_4 l_48 = float_4{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
const float_4 l_49 = float_4{
l_mut_31.i_0 + l_48.i_0, l_mut_31.i_1 + l_48.i_1, l_mut_31.i_2 + l_48.i_2, l_mut_31.i_3 + l_48.i_3, };
const float_4 l_50 = float_4{
sqrt(l_49.i_0),sqrt(l_49.i_1),sqrt(l_49.i_2),sqrt(l_49.i_3),};
const float_4 l_51 = buffer_0[l_3];
const float_4 l_52 = float_4{
l_51.i_0 - l_mut_12.i_0, l_51.i_1 - l_mut_12.i_1, l_51.i_2 - l_mut_12.i_2, l_51.i_3 - l_mut_12.i_3, };
const float_4 l_53 = float_4{
float(1.0),float(1.0),float(1.0),float(1.0),};
const float_4 l_54 = float_4{
l_53.i_0 / l_50.i_0, l_53.i_1 / l_50.i_1, l_53.i_2 / l_50.i_2, l_53.i_3 / l_50.i_3, };
const float_4 l_55 = float_4{
l_52.i_0 * l_54.i_0, l_52.i_1 * l_54.i_1, l_52.i_2 * l_54.i_2, l_52.i_3 * l_54.i_3, };
const float_4 l_56 = buffer_1[l_5];
const float_4 l_57 = buffer_2[l_5];
const float_4 l_58 = float_4{
fma(l_55.i_0, l_56.i_0, l_57.i_0),
fma(l_55.i_1, l_56.i_1, l_57.i_1),
fma(l_55.i_2, l_56.i_2, l_57.i_2),
fma(l_55.i_3, l_56.i_3, l_57.i_3),
};
buffer_5[l_3] = reinterpret_cast< float_4 const&>(l_58);
}

}

// group_norm::backward::group_means::GroupMeans: 65 lines, ef75fe258a783955; grad of group_norm/2x9x13x8,batch,mean20,f16
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
uint32 scalars_uint32[4];uint32 static_meta[14];
};


extern "C" __global__ void __launch_bounds__(256)group_means_f_f32 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, const float* __restrict__ buffer_3, float* buffer_4, float* buffer_5, float* buffer_6, const __grid_constant__ info_st info
) {
float l_mut_14;
float l_mut_15;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[2];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[0] / info.scalars_uint32[1];
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = l_6 * info.scalars_uint32[1];
const uint32 l_8 = l_3 - l_7;
const uint32 l_9 = l_8 * l_5;
const float l_10 = buffer_3[l_3];
const float l_11 = l_10 + info.scalars_float[1];
const float l_12 = sqrt(l_11);
const float l_13 = float(1.0) / l_12;
l_mut_14 = float(0.0);
l_mut_15 = float(0.0);
const uint32 l_16 = l_9 + l_5;

for (uint32 l_mut_17 = l_9; l_mut_17 < l_16; ++l_mut_17) {
const uint32 l_18 = l_6 * info.scalars_uint32[0];
const uint32 l_19 = l_18 + l_mut_17;
const float l_20 = buffer_1[l_19];
const float l_21 = l_20 * l_13;
const uint32 l_22 = l_6 * info.scalars_uint32[0];
const uint32 l_23 = l_22 + l_mut_17;
buffer_4[l_23] = l_21;
const float l_24 = buffer_2[l_mut_17];
const uint32 l_25 = l_6 * info.scalars_uint32[0];
const uint32 l_26 = l_25 + l_mut_17;
const float l_27 = buffer_0[l_26];
const float l_28 = fma(l_24, l_27, l_mut_14);
l_mut_14 = l_28;
const float l_29 = fma(l_24, l_21, l_mut_15);
l_mut_15 = l_29;
}
const float l_30 = l_mut_14 * info.scalars_float[0];
buffer_5[l_3] = l_30;
const float l_31 = l_mut_15 * info.scalars_float[0];
buffer_6[l_3] = l_31;
}

}

// group_norm::backward::elements::Elements: 168 lines, e77a1eb78cc86687; grad of group_norm/2x9x13x8,batch,mean20,f16
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
uint32 scalars_uint32[6];uint32 static_meta[16];
};


extern "C" __global__ void __launch_bounds__(256)elements_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, const float* __restrict__ buffer_3, const float* __restrict__ buffer_4, const float* __restrict__ buffer_5, const float* __restrict__ buffer_6, float_4* buffer_7, const __grid_constant__ info_st info
) {
float_4 l_mut_11;
float_4 l_mut_12;
float_4 l_mut_39;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[4];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[1];
const uint32 l_6 = l_5 * uint32(4);
const uint32 l_7 = info.scalars_uint32[0] * info.scalars_uint32[1];
const uint32 l_8 = l_3 / l_7;
const uint32 l_9 = l_8 * info.scalars_uint32[2];
const float_4 l_10 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_10;
l_mut_12 = l_mut_11;
const uint32 l_13 = l_6 + uint32(0);
const uint32 l_14 = l_13 / info.scalars_uint32[3];
const uint32 l_15 = l_9 + l_14;
const float l_16 = buffer_4[l_15];
l_mut_12.i_0 = l_16;
const uint32 l_17 = l_6 + uint32(1);
const uint32 l_18 = l_17 / info.scalars_uint32[3];
const uint32 l_19 = l_9 + l_18;
const float l_20 = buffer_4[l_19];
l_mut_12.i_1 = l_20;
const uint32 l_21 = l_6 + uint32(2);
const uint32 l_22 = l_21 / info.scalars_uint32[3];
const uint32 l_23 = l_9 + l_22;
const float l_24 = buffer_4[l_23];
l_mut_12.i_2 = l_24;
const uint32 l_25 = l_6 + uint32(3);
const uint32 l_26 = l_25 / info.scalars_uint32[3];
const uint32 l_27 = l_9 + l_26;
const float l_28 = buffer_4[l_27];
l_mut_12.i_3 = l_28;
const float_4 l_29 = float_4{
float(1.0),float(1.0),float(1.0),float(1.0),};
const float_4 l_30 = float_4{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
const float_4 l_31 = float_4{
l_mut_12.i_0 + l_30.i_0, l_mut_12.i_1 + l_30.i_1, l_mut_12.i_2 + l_30.i_2, l_mut_12.i_3 + l_30.i_3, };
const float_4 l_32 = float_4{
sqrt(l_31.i_0),sqrt(l_31.i_1),sqrt(l_31.i_2),sqrt(l_31.i_3),};
const float_4 l_33 = float_4{
l_29.i_0 / l_32.i_0, l_29.i_1 / l_32.i_1, l_29.i_2 / l_32.i_2, l_29.i_3 / l_32.i_3, };
const float_4 l_34 = buffer_1[l_3];
const float_4 l_35 = buffer_2[l_5];
const float_4 l_36 = float_4{
l_34.i_0 * l_35.i_0, l_34.i_1 * l_35.i_1, l_34.i_2 * l_35.i_2, l_34.i_3 * l_35.i_3, };
l_mut_12 = l_36;
const float_4 l_37 = buffer_0[l_3];
const float_4 l_38 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_11 = l_38;
l_mut_39 = l_mut_11;
const uint32 l_40 = l_6 + uint32(0);
const uint32 l_41 = l_40 / info.scalars_uint32[3];
const uint32 l_42 = l_9 + l_41;
const float l_43 = buffer_3[l_42];
l_mut_39.i_0 = l_43;
const uint32 l_44 = l_6 + uint32(1);
const uint32 l_45 = l_44 / info.scalars_uint32[3];
const uint32 l_46 = l_9 + l_45;
const float l_47 = buffer_3[l_46];
l_mut_39.i_1 = l_47;
const uint32 l_48 = l_6 + uint32(2);
const uint32 l_49 = l_48 / info.scalars_uint32[3];
const uint32 l_50 = l_9 + l_49;
const float l_51 = buffer_3[l_50];
l_mut_39.i_2 = l_51;
const uint32 l_52 = l_6 + uint32(3);
const uint32 l_53 = l_52 / info.scalars_uint32[3];
const uint32 l_54 = l_9 + l_53;
const float l_55 = buffer_3[l_54];
l_mut_39.i_3 = l_55;
const float_4 l_56 = float_4{
l_37.i_0 - l_mut_39.i_0, l_37.i_1 - l_mut_39.i_1, l_37.i_2 - l_mut_39.i_2, l_37.i_3 - l_mut_39.i_3, };
const float_4 l_57 = float_4{
l_56.i_0 * l_33.i_0, l_56.i_1 * l_33.i_1, l_56.i_2 * l_33.i_2, l_56.i_3 * l_33.i_3, };
const float_4 l_58 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_39 = l_58;
l_mut_11 = l_mut_39;
const uint32 l_59 = l_6 + uint32(0);
const uint32 l_60 = l_59 / info.scalars_uint32[3];
const uint32 l_61 = l_9 + l_60;
const float l_62 = buffer_6[l_61];
l_mut_11.i_0 = l_62;
const uint32 l_63 = l_6 + uint32(1);
const uint32 l_64 = l_63 / info.scalars_uint32[3];
const uint32 l_65 = l_9 + l_64;
const float l_66 = buffer_6[l_65];
l_mut_11.i_1 = l_66;
const uint32 l_67 = l_6 + uint32(2);
const uint32 l_68 = l_67 / info.scalars_uint32[3];
const uint32 l_69 = l_9 + l_68;
const float l_70 = buffer_6[l_69];
l_mut_11.i_2 = l_70;
const uint32 l_71 = l_6 + uint32(3);
const uint32 l_72 = l_71 / info.scalars_uint32[3];
const uint32 l_73 = l_9 + l_72;
const float l_74 = buffer_6[l_73];
l_mut_11.i_3 = l_74;
const float_4 l_75 = float_4{
l_57.i_0 * l_mut_11.i_0, l_57.i_1 * l_mut_11.i_1, l_57.i_2 * l_mut_11.i_2, l_57.i_3 * l_mut_11.i_3, };
const float_4 l_76 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_39 = l_76;
l_mut_11 = l_mut_39;
const uint32 l_77 = l_6 + uint32(0);
const uint32 l_78 = l_77 / info.scalars_uint32[3];
const uint32 l_79 = l_9 + l_78;
const float l_80 = buffer_5[l_79];
l_mut_11.i_0 = l_80;
const uint32 l_81 = l_6 + uint32(1);
const uint32 l_82 = l_81 / info.scalars_uint32[3];
const uint32 l_83 = l_9 + l_82;
const float l_84 = buffer_5[l_83];
l_mut_11.i_1 = l_84;
const uint32 l_85 = l_6 + uint32(2);
const uint32 l_86 = l_85 / info.scalars_uint32[3];
const uint32 l_87 = l_9 + l_86;
const float l_88 = buffer_5[l_87];
l_mut_11.i_2 = l_88;
const uint32 l_89 = l_6 + uint32(3);
const uint32 l_90 = l_89 / info.scalars_uint32[3];
const uint32 l_91 = l_9 + l_90;
const float l_92 = buffer_5[l_91];
l_mut_11.i_3 = l_92;
const float_4 l_93 = float_4{
l_mut_11.i_0 + l_75.i_0, l_mut_11.i_1 + l_75.i_1, l_mut_11.i_2 + l_75.i_2, l_mut_11.i_3 + l_75.i_3, };
l_mut_12 = float_4{
l_mut_12.i_0 - l_93.i_0, l_mut_12.i_1 - l_93.i_1, l_mut_12.i_2 - l_93.i_2, l_mut_12.i_3 - l_93.i_3, };
const float_4 l_94 = float_4{
l_33.i_0 * l_mut_12.i_0, l_33.i_1 * l_mut_12.i_1, l_33.i_2 * l_mut_12.i_2, l_33.i_3 * l_mut_12.i_3, };
buffer_7[l_3] = reinterpret_cast< float_4 const&>(l_94);
}

}

