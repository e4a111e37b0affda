// activation::forward::elementwise::Elementwise: 95 lines, bdc851cdbd36b5dc; test of activation/18912,clampedexp,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)elementwise_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
float_8 l_mut_7;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const __half_8 l_5 = buffer_0[l_3];
const float_8 l_6 = float_8{
float(l_5.i_0),float(l_5.i_1),float(l_5.i_2),float(l_5.i_3),float(l_5.i_4),float(l_5.i_5),float(l_5.i_6),float(l_5.i_7),};
l_mut_7 = l_6;
const float l_8 = l_mut_7.i_0;
const float l_9 = min(l_8, float(4.605170249938965));
const float l_10 = exp(l_9);
l_mut_7.i_0 = l_10;
const float l_11 = l_mut_7.i_1;
const float l_12 = min(l_11, float(4.605170249938965));
const float l_13 = exp(l_12);
l_mut_7.i_1 = l_13;
const float l_14 = l_mut_7.i_2;
const float l_15 = min(l_14, float(4.605170249938965));
const float l_16 = exp(l_15);
l_mut_7.i_2 = l_16;
const float l_17 = l_mut_7.i_3;
const float l_18 = min(l_17, float(4.605170249938965));
const float l_19 = exp(l_18);
l_mut_7.i_3 = l_19;
const float l_20 = l_mut_7.i_4;
const float l_21 = min(l_20, float(4.605170249938965));
const float l_22 = exp(l_21);
l_mut_7.i_4 = l_22;
const float l_23 = l_mut_7.i_5;
const float l_24 = min(l_23, float(4.605170249938965));
const float l_25 = exp(l_24);
l_mut_7.i_5 = l_25;
const float l_26 = l_mut_7.i_6;
const float l_27 = min(l_26, float(4.605170249938965));
const float l_28 = exp(l_27);
l_mut_7.i_6 = l_28;
const float l_29 = l_mut_7.i_7;
const float l_30 = min(l_29, float(4.605170249938965));
const float l_31 = exp(l_30);
l_mut_7.i_7 = l_31;
const __half_8 l_32 = __half_8{
__half(l_mut_7.i_0),__half(l_mut_7.i_1),__half(l_mut_7.i_2),__half(l_mut_7.i_3),__half(l_mut_7.i_4),__half(l_mut_7.i_5),__half(l_mut_7.i_6),__half(l_mut_7.i_7),};
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_32);
}

}

// activation::backward::elementwise::Elementwise: 130 lines, 75d895a4da3ade66; grad of activation/18912,clampedexp,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)elementwise_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, __half_8* buffer_2, const __grid_constant__ info_st info
) {
float_8 l_mut_9;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const __half_8 l_5 = buffer_0[l_3];
const float_8 l_6 = float_8{
float(l_5.i_0),float(l_5.i_1),float(l_5.i_2),float(l_5.i_3),float(l_5.i_4),float(l_5.i_5),float(l_5.i_6),float(l_5.i_7),};
const __half_8 l_7 = buffer_1[l_3];
const float_8 l_8 = float_8{
float(l_7.i_0),float(l_7.i_1),float(l_7.i_2),float(l_7.i_3),float(l_7.i_4),float(l_7.i_5),float(l_7.i_6),float(l_7.i_7),};
l_mut_9 = l_8;
const float l_10 = l_6.i_0;
const bool l_11 = l_10 < float(4.605170249938965);
const float l_12 = min(l_10, float(4.605170249938965));
const float l_13 = exp(l_12);
const float l_14 = (l_11) ? l_13 : float(0.0);
const float l_15 = l_mut_9.i_0;
const float l_16 = l_15 * l_14;
l_mut_9.i_0 = l_16;
const float l_17 = l_6.i_1;
const bool l_18 = l_17 < float(4.605170249938965);
const float l_19 = min(l_17, float(4.605170249938965));
const float l_20 = exp(l_19);
const float l_21 = (l_18) ? l_20 : float(0.0);
const float l_22 = l_mut_9.i_1;
const float l_23 = l_22 * l_21;
l_mut_9.i_1 = l_23;
const float l_24 = l_6.i_2;
const bool l_25 = l_24 < float(4.605170249938965);
const float l_26 = min(l_24, float(4.605170249938965));
const float l_27 = exp(l_26);
const float l_28 = (l_25) ? l_27 : float(0.0);
const float l_29 = l_mut_9.i_2;
const float l_30 = l_29 * l_28;
l_mut_9.i_2 = l_30;
const float l_31 = l_6.i_3;
const bool l_32 = l_31 < float(4.605170249938965);
const float l_33 = min(l_31, float(4.605170249938965));
const float l_34 = exp(l_33);
const float l_35 = (l_32) ? l_34 : float(0.0);
const float l_36 = l_mut_9.i_3;
const float l_37 = l_36 * l_35;
l_mut_9.i_3 = l_37;
const float l_38 = l_6.i_4;
const bool l_39 = l_38 < float(4.605170249938965);
const float l_40 = min(l_38, float(4.605170249938965));
const float l_41 = exp(l_40);
const float l_42 = (l_39) ? l_41 : float(0.0);
const float l_43 = l_mut_9.i_4;
const float l_44 = l_43 * l_42;
l_mut_9.i_4 = l_44;
const float l_45 = l_6.i_5;
const bool l_46 = l_45 < float(4.605170249938965);
const float l_47 = min(l_45, float(4.605170249938965));
const float l_48 = exp(l_47);
const float l_49 = (l_46) ? l_48 : float(0.0);
const float l_50 = l_mut_9.i_5;
const float l_51 = l_50 * l_49;
l_mut_9.i_5 = l_51;
const float l_52 = l_6.i_6;
const bool l_53 = l_52 < float(4.605170249938965);
const float l_54 = min(l_52, float(4.605170249938965));
const float l_55 = exp(l_54);
const float l_56 = (l_53) ? l_55 : float(0.0);
const float l_57 = l_mut_9.i_6;
const float l_58 = l_57 * l_56;
l_mut_9.i_6 = l_58;
const float l_59 = l_6.i_7;
const bool l_60 = l_59 < float(4.605170249938965);
const float l_61 = min(l_59, float(4.605170249938965));
const float l_62 = exp(l_61);
const float l_63 = (l_60) ? l_62 : float(0.0);
const float l_64 = l_mut_9.i_7;
const float l_65 = l_64 * l_63;
l_mut_9.i_7 = l_65;
const __half_8 l_66 = __half_8{
__half(l_mut_9.i_0),__half(l_mut_9.i_1),__half(l_mut_9.i_2),__half(l_mut_9.i_3),__half(l_mut_9.i_4),__half(l_mut_9.i_5),__half(l_mut_9.i_6),__half(l_mut_9.i_7),};
buffer_2[l_3] = reinterpret_cast< __half_8 const&>(l_66);
}

}

// activation::forward::elementwise::Elementwise: 54 lines, 49232c6d4590904e; grad of activation/18912,clampedexp,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)elementwise_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
float_4 l_mut_6;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float_4 l_5 = buffer_0[l_3];
l_mut_6 = l_5;
const float l_7 = l_mut_6.i_0;
const float l_8 = min(l_7, float(4.605170249938965));
const float l_9 = exp(l_8);
l_mut_6.i_0 = l_9;
const float l_10 = l_mut_6.i_1;
const float l_11 = min(l_10, float(4.605170249938965));
const float l_12 = exp(l_11);
l_mut_6.i_1 = l_12;
const float l_13 = l_mut_6.i_2;
const float l_14 = min(l_13, float(4.605170249938965));
const float l_15 = exp(l_14);
l_mut_6.i_2 = l_15;
const float l_16 = l_mut_6.i_3;
const float l_17 = min(l_16, float(4.605170249938965));
const float l_18 = exp(l_17);
l_mut_6.i_3 = l_18;
buffer_1[l_3] = l_mut_6;
}

}

// activation::backward::elementwise::Elementwise: 71 lines, 9078ec1f39f584cb; grad of activation/18912,clampedexp,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)elementwise_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_7;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[0];
if (l_4) {
const float_4 l_5 = buffer_0[l_3];
const float_4 l_6 = buffer_1[l_3];
l_mut_7 = l_6;
const float l_8 = l_5.i_0;
const bool l_9 = l_8 < float(4.605170249938965);
const float l_10 = min(l_8, float(4.605170249938965));
const float l_11 = exp(l_10);
const float l_12 = (l_9) ? l_11 : float(0.0);
const float l_13 = l_mut_7.i_0;
const float l_14 = l_13 * l_12;
l_mut_7.i_0 = l_14;
const float l_15 = l_5.i_1;
const bool l_16 = l_15 < float(4.605170249938965);
const float l_17 = min(l_15, float(4.605170249938965));
const float l_18 = exp(l_17);
const float l_19 = (l_16) ? l_18 : float(0.0);
const float l_20 = l_mut_7.i_1;
const float l_21 = l_20 * l_19;
l_mut_7.i_1 = l_21;
const float l_22 = l_5.i_2;
const bool l_23 = l_22 < float(4.605170249938965);
const float l_24 = min(l_22, float(4.605170249938965));
const float l_25 = exp(l_24);
const float l_26 = (l_23) ? l_25 : float(0.0);
const float l_27 = l_mut_7.i_2;
const float l_28 = l_27 * l_26;
l_mut_7.i_2 = l_28;
const float l_29 = l_5.i_3;
const bool l_30 = l_29 < float(4.605170249938965);
const float l_31 = min(l_29, float(4.605170249938965));
const float l_32 = exp(l_31);
const float l_33 = (l_30) ? l_32 : float(0.0);
const float l_34 = l_mut_7.i_3;
const float l_35 = l_34 * l_33;
l_mut_7.i_3 = l_35;
buffer_2[l_3] = l_mut_7;
}

}

// activation::forward::swiglu::Swiglu: 158 lines, a76e7f5405b26d47; test of swiglu/17x88,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)swiglu_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
float_8 l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 + l_6;
const __half_8 l_8 = buffer_0[l_7];
const float_8 l_9 = float_8{
float(l_8.i_0),float(l_8.i_1),float(l_8.i_2),float(l_8.i_3),float(l_8.i_4),float(l_8.i_5),float(l_8.i_6),float(l_8.i_7),};
const uint32 l_10 = l_7 + info.scalars_uint32[0];
const __half_8 l_11 = buffer_0[l_10];
const float_8 l_12 = float_8{
float(l_11.i_0),float(l_11.i_1),float(l_11.i_2),float(l_11.i_3),float(l_11.i_4),float(l_11.i_5),float(l_11.i_6),float(l_11.i_7),};
l_mut_13 = l_12;
const float l_14 = l_9.i_0;
const float l_15 = -l_14;
const float l_16 = max(l_15, float(-80.0));
const float l_17 = min(l_16, float(80.0));
const float l_18 = exp(l_17);
const float l_19 = float(1.0) + l_18;
const float l_20 = float(1.0) / l_19;
const float l_21 = l_14 * l_20;
const float l_22 = l_mut_13.i_0;
const float l_23 = l_22 * l_21;
l_mut_13.i_0 = l_23;
const float l_24 = l_9.i_1;
const float l_25 = -l_24;
const float l_26 = max(l_25, float(-80.0));
const float l_27 = min(l_26, float(80.0));
const float l_28 = exp(l_27);
const float l_29 = float(1.0) + l_28;
const float l_30 = float(1.0) / l_29;
const float l_31 = l_24 * l_30;
const float l_32 = l_mut_13.i_1;
const float l_33 = l_32 * l_31;
l_mut_13.i_1 = l_33;
const float l_34 = l_9.i_2;
const float l_35 = -l_34;
const float l_36 = max(l_35, float(-80.0));
const float l_37 = min(l_36, float(80.0));
const float l_38 = exp(l_37);
const float l_39 = float(1.0) + l_38;
const float l_40 = float(1.0) / l_39;
const float l_41 = l_34 * l_40;
const float l_42 = l_mut_13.i_2;
const float l_43 = l_42 * l_41;
l_mut_13.i_2 = l_43;
const float l_44 = l_9.i_3;
const float l_45 = -l_44;
const float l_46 = max(l_45, float(-80.0));
const float l_47 = min(l_46, float(80.0));
const float l_48 = exp(l_47);
const float l_49 = float(1.0) + l_48;
const float l_50 = float(1.0) / l_49;
const float l_51 = l_44 * l_50;
const float l_52 = l_mut_13.i_3;
const float l_53 = l_52 * l_51;
l_mut_13.i_3 = l_53;
const float l_54 = l_9.i_4;
const float l_55 = -l_54;
const float l_56 = max(l_55, float(-80.0));
const float l_57 = min(l_56, float(80.0));
const float l_58 = exp(l_57);
const float l_59 = float(1.0) + l_58;
const float l_60 = float(1.0) / l_59;
const float l_61 = l_54 * l_60;
const float l_62 = l_mut_13.i_4;
const float l_63 = l_62 * l_61;
l_mut_13.i_4 = l_63;
const float l_64 = l_9.i_5;
const float l_65 = -l_64;
const float l_66 = max(l_65, float(-80.0));
const float l_67 = min(l_66, float(80.0));
const float l_68 = exp(l_67);
const float l_69 = float(1.0) + l_68;
const float l_70 = float(1.0) / l_69;
const float l_71 = l_64 * l_70;
const float l_72 = l_mut_13.i_5;
const float l_73 = l_72 * l_71;
l_mut_13.i_5 = l_73;
const float l_74 = l_9.i_6;
const float l_75 = -l_74;
const float l_76 = max(l_75, float(-80.0));
const float l_77 = min(l_76, float(80.0));
const float l_78 = exp(l_77);
const float l_79 = float(1.0) + l_78;
const float l_80 = float(1.0) / l_79;
const float l_81 = l_74 * l_80;
const float l_82 = l_mut_13.i_6;
const float l_83 = l_82 * l_81;
l_mut_13.i_6 = l_83;
const float l_84 = l_9.i_7;
const float l_85 = -l_84;
const float l_86 = max(l_85, float(-80.0));
const float l_87 = min(l_86, float(80.0));
const float l_88 = exp(l_87);
const float l_89 = float(1.0) + l_88;
const float l_90 = float(1.0) / l_89;
const float l_91 = l_84 * l_90;
const float l_92 = l_mut_13.i_7;
const float l_93 = l_92 * l_91;
l_mut_13.i_7 = l_93;
const __half_8 l_94 = __half_8{
__half(l_mut_13.i_0),__half(l_mut_13.i_1),__half(l_mut_13.i_2),__half(l_mut_13.i_3),__half(l_mut_13.i_4),__half(l_mut_13.i_5),__half(l_mut_13.i_6),__half(l_mut_13.i_7),};
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_94);
}

}

// activation::backward::swiglu::Swiglu: 295 lines, be1dd84ded1a68e9; grad of swiglu/17x88,f16
3 __align__
1 __global__
1 __grid_constant__
24 __half
1 __launch_bounds__
2 __restrict__
1 blockDim
2 blockIdx
1 bool
2 char
223 const
1 cuda_runtime
16 exp
1 extern
304 float
1 gridDim
1 if
2 include
6 info
2 info_st
5 int
4 long
16 max
16 min
2 reinterpret_cast
2 short
4 signed
1 static_meta
4 struct
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// activation::forward::swiglu::Swiglu: 87 lines, 2ad2c01d05f8ffb9; grad of swiglu/17x88,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)swiglu_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
float_4 l_mut_11;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 + l_6;
const float_4 l_8 = buffer_0[l_7];
const uint32 l_9 = l_7 + info.scalars_uint32[0];
const float_4 l_10 = buffer_0[l_9];
l_mut_11 = l_10;
const float l_12 = l_8.i_0;
const float l_13 = -l_12;
const float l_14 = max(l_13, float(-80.0));
const float l_15 = min(l_14, float(80.0));
const float l_16 = exp(l_15);
const float l_17 = float(1.0) + l_16;
const float l_18 = float(1.0) / l_17;
const float l_19 = l_12 * l_18;
const float l_20 = l_mut_11.i_0;
const float l_21 = l_20 * l_19;
l_mut_11.i_0 = l_21;
const float l_22 = l_8.i_1;
const float l_23 = -l_22;
const float l_24 = max(l_23, float(-80.0));
const float l_25 = min(l_24, float(80.0));
const float l_26 = exp(l_25);
const float l_27 = float(1.0) + l_26;
const float l_28 = float(1.0) / l_27;
const float l_29 = l_22 * l_28;
const float l_30 = l_mut_11.i_1;
const float l_31 = l_30 * l_29;
l_mut_11.i_1 = l_31;
const float l_32 = l_8.i_2;
const float l_33 = -l_32;
const float l_34 = max(l_33, float(-80.0));
const float l_35 = min(l_34, float(80.0));
const float l_36 = exp(l_35);
const float l_37 = float(1.0) + l_36;
const float l_38 = float(1.0) / l_37;
const float l_39 = l_32 * l_38;
const float l_40 = l_mut_11.i_2;
const float l_41 = l_40 * l_39;
l_mut_11.i_2 = l_41;
const float l_42 = l_8.i_3;
const float l_43 = -l_42;
const float l_44 = max(l_43, float(-80.0));
const float l_45 = min(l_44, float(80.0));
const float l_46 = exp(l_45);
const float l_47 = float(1.0) + l_46;
const float l_48 = float(1.0) / l_47;
const float l_49 = l_42 * l_48;
const float l_50 = l_mut_11.i_3;
const float l_51 = l_50 * l_49;
l_mut_11.i_3 = l_51;
buffer_1[l_3] = l_mut_11;
}

}

// activation::backward::swiglu::Swiglu: 156 lines, 1704502c38f06858; grad of swiglu/17x88,f16
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
    uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)swiglu_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_11;
float_4 l_mut_13;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[1];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[0];
const uint32 l_6 = l_5 * info.scalars_uint32[0];
const uint32 l_7 = l_3 + l_6;
const float_4 l_8 = buffer_0[l_7];
const uint32 l_9 = l_7 + info.scalars_uint32[0];
const float_4 l_10 = buffer_0[l_9];
l_mut_11 = l_10;
const float_4 l_12 = buffer_1[l_3];
l_mut_13 = l_12;
const float l_14 = l_mut_13.i_0;
const float l_15 = l_8.i_0;
const float l_16 = -l_15;
const float l_17 = max(l_16, float(-80.0));
const float l_18 = min(l_17, float(80.0));
const float l_19 = exp(l_18);
const float l_20 = float(1.0) + l_19;
const float l_21 = float(1.0) / l_20;
const float l_22 = l_15 * l_21;
const float l_23 = float(1.0) - l_21;
const float l_24 = l_22 * l_23;
const float l_25 = l_21 + l_24;
const float l_26 = l_14 * l_25;
const float l_27 = l_mut_11.i_0;
const float l_28 = l_27 * l_26;
l_mut_11.i_0 = l_28;
const float l_29 = l_8.i_0;
const float l_30 = -l_29;
const float l_31 = max(l_30, float(-80.0));
const float l_32 = min(l_31, float(80.0));
const float l_33 = exp(l_32);
const float l_34 = float(1.0) + l_33;
const float l_35 = float(1.0) / l_34;
const float l_36 = l_29 * l_35;
const float l_37 = l_mut_13.i_0;
const float l_38 = l_37 * l_36;
l_mut_13.i_0 = l_38;
const float l_39 = l_mut_13.i_1;
const float l_40 = l_8.i_1;
const float l_41 = -l_40;
const float l_42 = max(l_41, float(-80.0));
const float l_43 = min(l_42, float(80.0));
const float l_44 = exp(l_43);
const float l_45 = float(1.0) + l_44;
const float l_46 = float(1.0) / l_45;
const float l_47 = l_40 * l_46;
const float l_48 = float(1.0) - l_46;
const float l_49 = l_47 * l_48;
const float l_50 = l_46 + l_49;
const float l_51 = l_39 * l_50;
const float l_52 = l_mut_11.i_1;
const float l_53 = l_52 * l_51;
l_mut_11.i_1 = l_53;
const float l_54 = l_8.i_1;
const float l_55 = -l_54;
const float l_56 = max(l_55, float(-80.0));
const float l_57 = min(l_56, float(80.0));
const float l_58 = exp(l_57);
const float l_59 = float(1.0) + l_58;
const float l_60 = float(1.0) / l_59;
const float l_61 = l_54 * l_60;
const float l_62 = l_mut_13.i_1;
const float l_63 = l_62 * l_61;
l_mut_13.i_1 = l_63;
const float l_64 = l_mut_13.i_2;
const float l_65 = l_8.i_2;
const float l_66 = -l_65;
const float l_67 = max(l_66, float(-80.0));
const float l_68 = min(l_67, float(80.0));
const float l_69 = exp(l_68);
const float l_70 = float(1.0) + l_69;
const float l_71 = float(1.0) / l_70;
const float l_72 = l_65 * l_71;
const float l_73 = float(1.0) - l_71;
const float l_74 = l_72 * l_73;
const float l_75 = l_71 + l_74;
const float l_76 = l_64 * l_75;
const float l_77 = l_mut_11.i_2;
const float l_78 = l_77 * l_76;
l_mut_11.i_2 = l_78;
const float l_79 = l_8.i_2;
const float l_80 = -l_79;
const float l_81 = max(l_80, float(-80.0));
const float l_82 = min(l_81, float(80.0));
const float l_83 = exp(l_82);
const float l_84 = float(1.0) + l_83;
const float l_85 = float(1.0) / l_84;
const float l_86 = l_79 * l_85;
const float l_87 = l_mut_13.i_2;
const float l_88 = l_87 * l_86;
l_mut_13.i_2 = l_88;
const float l_89 = l_mut_13.i_3;
const float l_90 = l_8.i_3;
const float l_91 = -l_90;
const float l_92 = max(l_91, float(-80.0));
const float l_93 = min(l_92, float(80.0));
const float l_94 = exp(l_93);
const float l_95 = float(1.0) + l_94;
const float l_96 = float(1.0) / l_95;
const float l_97 = l_90 * l_96;
const float l_98 = float(1.0) - l_96;
const float l_99 = l_97 * l_98;
const float l_100 = l_96 + l_99;
const float l_101 = l_89 * l_100;
const float l_102 = l_mut_11.i_3;
const float l_103 = l_102 * l_101;
l_mut_11.i_3 = l_103;
const float l_104 = l_8.i_3;
const float l_105 = -l_104;
const float l_106 = max(l_105, float(-80.0));
const float l_107 = min(l_106, float(80.0));
const float l_108 = exp(l_107);
const float l_109 = float(1.0) + l_108;
const float l_110 = float(1.0) / l_109;
const float l_111 = l_104 * l_110;
const float l_112 = l_mut_13.i_3;
const float l_113 = l_112 * l_111;
l_mut_13.i_3 = l_113;
buffer_2[l_7] = l_mut_11;
const uint32 l_114 = l_7 + info.scalars_uint32[0];
buffer_2[l_114] = l_mut_13;
}

}

