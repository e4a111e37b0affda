// l2_norm::forward::l2_norm::L2Norm: 150 lines, d5001cc7aba489b4; test of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f16
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
uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)l2_norm_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_46;
const uint32 l_0 = info.scalars_uint32[0] / uint32(8);
const uint32 l_1 = blockIdx.y * gridDim.x;
const uint32 l_2 = l_1 + blockIdx.x;
const uint32 l_3 = l_2 * uint32(8);
const uint32 l_4 = threadIdx.x / uint32(32);
const uint32 l_5 = l_3 + l_4;
const uint32 l_6 = threadIdx.x % uint32(32);
const uint32 l_7 = min(l_6, l_0);
const uint32 l_8 = l_0 - l_7;
const uint32 l_9 = l_8 + uint32(32);
const uint32 l_10 = l_9 - uint32(1);
const uint32 l_11 = l_10 / uint32(32);
const uint32 l_12 = info.scalars_uint32[1] - uint32(1);
const uint32 l_13 = min(l_5, l_12);
const uint32 l_14 = l_13 * l_0;
l_mut_15 = float(0.0);

for (uint32 l_mut_16 = uint32(0); l_mut_16 < l_11; ++l_mut_16) {
const uint32 l_17 = l_14 + l_6;
const uint32 l_18 = l_mut_16 * uint32(32);
const uint32 l_19 = l_17 + l_18;
const __half_8 l_20 = buffer_0[l_19];
const float_8 l_21 = float_8{
float(l_20.i_0),float(l_20.i_1),float(l_20.i_2),float(l_20.i_3),float(l_20.i_4),float(l_20.i_5),float(l_20.i_6),float(l_20.i_7),};
const float l_22 = l_21.i_0;
const float l_23 = l_21.i_0;
const float l_24 = fma(l_22, l_23, l_mut_15);
l_mut_15 = l_24;
const float l_25 = l_21.i_1;
const float l_26 = l_21.i_1;
const float l_27 = fma(l_25, l_26, l_mut_15);
l_mut_15 = l_27;
const float l_28 = l_21.i_2;
const float l_29 = l_21.i_2;
const float l_30 = fma(l_28, l_29, l_mut_15);
l_mut_15 = l_30;
const float l_31 = l_21.i_3;
const float l_32 = l_21.i_3;
const float l_33 = fma(l_31, l_32, l_mut_15);
l_mut_15 = l_33;
const float l_34 = l_21.i_4;
const float l_35 = l_21.i_4;
const float l_36 = fma(l_34, l_35, l_mut_15);
l_mut_15 = l_36;
const float l_37 = l_21.i_5;
const float l_38 = l_21.i_5;
const float l_39 = fma(l_37, l_38, l_mut_15);
l_mut_15 = l_39;
const float l_40 = l_21.i_6;
const float l_41 = l_21.i_6;
const float l_42 = fma(l_40, l_41, l_mut_15);
l_mut_15 = l_42;
const float l_43 = l_21.i_7;
const float l_44 = l_21.i_7;
const float l_45 = fma(l_43, l_44, l_mut_15);
l_mut_15 = l_45;
}
l_mut_46 = l_mut_15;
const float l_47 = { __shfl_xor_sync(-1, l_mut_46, uint32(1)) };
const float l_48 = l_mut_46 + l_47;
l_mut_46 = l_48;
const float l_49 = { __shfl_xor_sync(-1, l_mut_46, uint32(2)) };
const float l_50 = l_mut_46 + l_49;
l_mut_46 = l_50;
const float l_51 = { __shfl_xor_sync(-1, l_mut_46, uint32(4)) };
const float l_52 = l_mut_46 + l_51;
l_mut_46 = l_52;
const float l_53 = { __shfl_xor_sync(-1, l_mut_46, uint32(8)) };
const float l_54 = l_mut_46 + l_53;
l_mut_46 = l_54;
const float l_55 = { __shfl_xor_sync(-1, l_mut_46, uint32(16)) };
const float l_56 = l_mut_46 + l_55;
l_mut_46 = l_56;
const float l_57 = sqrt(l_mut_46);
const float l_58 = max(l_57, info.scalars_float[0]);
const uint32 l_59 = l_5 % info.scalars_uint32[3];
const bool l_60 = l_59 < info.scalars_uint32[2];
const float l_61 = float(1.0) / l_58;
const float l_62 = (l_60) ? l_61 : float(1.0);
const bool l_63 = l_5 < info.scalars_uint32[1];
if (l_63) {

for (uint32 l_mut_64 = uint32(0); l_mut_64 < l_11; ++l_mut_64) {
const uint32 l_65 = l_14 + l_6;
const uint32 l_66 = l_mut_64 * uint32(32);
const uint32 l_67 = l_65 + l_66;
const __half_8 l_68 = buffer_0[l_67];
const float_8 l_69 = float_8{
float(l_68.i_0),float(l_68.i_1),float(l_68.i_2),float(l_68.i_3),float(l_68.i_4),float(l_68.i_5),float(l_68.i_6),float(l_68.i_7),};
const float_8 l_70 = float_8{
l_62,l_62,l_62,l_62,l_62,l_62,l_62,l_62,};
const float_8 l_71 = float_8{
l_69.i_0 * l_70.i_0, l_69.i_1 * l_70.i_1, l_69.i_2 * l_70.i_2, l_69.i_3 * l_70.i_3, l_69.i_4 * l_70.i_4, l_69.i_5 * l_70.i_5, l_69.i_6 * l_70.i_6, l_69.i_7 * l_70.i_7, };
const __half_8 l_72 = __half_8{
__half(l_71.i_0),__half(l_71.i_1),__half(l_71.i_2),__half(l_71.i_3),__half(l_71.i_4),__half(l_71.i_5),__half(l_71.i_6),__half(l_71.i_7),};
buffer_1[l_67] = reinterpret_cast< __half_8 const&>(l_72);
}
}

}

// l2_norm::backward::l2_norm::L2Norm: 218 lines, 7a12641d57eaa22c; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f16
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
uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256, 4)l2_norm_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, __half_8* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_16;
float l_mut_73;
// registers a thread: 64
const uint32 l_0 = info.scalars_uint32[0] / uint32(8);
const uint32 l_1 = blockIdx.y * gridDim.x;
const uint32 l_2 = l_1 + blockIdx.x;
const uint32 l_3 = l_2 * uint32(8);
const uint32 l_4 = threadIdx.x / uint32(32);
const uint32 l_5 = l_3 + l_4;
const uint32 l_6 = threadIdx.x % uint32(32);
const uint32 l_7 = min(l_6, l_0);
const uint32 l_8 = l_0 - l_7;
const uint32 l_9 = l_8 + uint32(32);
const uint32 l_10 = l_9 - uint32(1);
const uint32 l_11 = l_10 / uint32(32);
const uint32 l_12 = info.scalars_uint32[1] - uint32(1);
const uint32 l_13 = min(l_5, l_12);
const uint32 l_14 = l_13 * l_0;
l_mut_15 = float(0.0);
l_mut_16 = float(0.0);

for (uint32 l_mut_17 = uint32(0); l_mut_17 < l_11; ++l_mut_17) {
const uint32 l_18 = l_14 + l_6;
const uint32 l_19 = l_mut_17 * uint32(32);
const uint32 l_20 = l_18 + l_19;
const __half_8 l_21 = buffer_0[l_20];
const float_8 l_22 = float_8{
float(l_21.i_0),float(l_21.i_1),float(l_21.i_2),float(l_21.i_3),float(l_21.i_4),float(l_21.i_5),float(l_21.i_6),float(l_21.i_7),};
const __half_8 l_23 = buffer_1[l_20];
const float_8 l_24 = float_8{
float(l_23.i_0),float(l_23.i_1),float(l_23.i_2),float(l_23.i_3),float(l_23.i_4),float(l_23.i_5),float(l_23.i_6),float(l_23.i_7),};
const float l_25 = l_22.i_0;
const float l_26 = l_22.i_0;
const float l_27 = fma(l_25, l_26, l_mut_15);
l_mut_15 = l_27;
const float l_28 = l_22.i_0;
const float l_29 = l_24.i_0;
const float l_30 = fma(l_28, l_29, l_mut_16);
l_mut_16 = l_30;
const float l_31 = l_22.i_1;
const float l_32 = l_22.i_1;
const float l_33 = fma(l_31, l_32, l_mut_15);
l_mut_15 = l_33;
const float l_34 = l_22.i_1;
const float l_35 = l_24.i_1;
const float l_36 = fma(l_34, l_35, l_mut_16);
l_mut_16 = l_36;
const float l_37 = l_22.i_2;
const float l_38 = l_22.i_2;
const float l_39 = fma(l_37, l_38, l_mut_15);
l_mut_15 = l_39;
const float l_40 = l_22.i_2;
const float l_41 = l_24.i_2;
const float l_42 = fma(l_40, l_41, l_mut_16);
l_mut_16 = l_42;
const float l_43 = l_22.i_3;
const float l_44 = l_22.i_3;
const float l_45 = fma(l_43, l_44, l_mut_15);
l_mut_15 = l_45;
const float l_46 = l_22.i_3;
const float l_47 = l_24.i_3;
const float l_48 = fma(l_46, l_47, l_mut_16);
l_mut_16 = l_48;
const float l_49 = l_22.i_4;
const float l_50 = l_22.i_4;
const float l_51 = fma(l_49, l_50, l_mut_15);
l_mut_15 = l_51;
const float l_52 = l_22.i_4;
const float l_53 = l_24.i_4;
const float l_54 = fma(l_52, l_53, l_mut_16);
l_mut_16 = l_54;
const float l_55 = l_22.i_5;
const float l_56 = l_22.i_5;
const float l_57 = fma(l_55, l_56, l_mut_15);
l_mut_15 = l_57;
const float l_58 = l_22.i_5;
const float l_59 = l_24.i_5;
const float l_60 = fma(l_58, l_59, l_mut_16);
l_mut_16 = l_60;
const float l_61 = l_22.i_6;
const float l_62 = l_22.i_6;
const float l_63 = fma(l_61, l_62, l_mut_15);
l_mut_15 = l_63;
const float l_64 = l_22.i_6;
const float l_65 = l_24.i_6;
const float l_66 = fma(l_64, l_65, l_mut_16);
l_mut_16 = l_66;
const float l_67 = l_22.i_7;
const float l_68 = l_22.i_7;
const float l_69 = fma(l_67, l_68, l_mut_15);
l_mut_15 = l_69;
const float l_70 = l_22.i_7;
const float l_71 = l_24.i_7;
const float l_72 = fma(l_70, l_71, l_mut_16);
l_mut_16 = l_72;
}
l_mut_73 = l_mut_15;
const float l_74 = { __shfl_xor_sync(-1, l_mut_73, uint32(1)) };
const float l_75 = l_mut_73 + l_74;
l_mut_73 = l_75;
const float l_76 = { __shfl_xor_sync(-1, l_mut_73, uint32(2)) };
const float l_77 = l_mut_73 + l_76;
l_mut_73 = l_77;
const float l_78 = { __shfl_xor_sync(-1, l_mut_73, uint32(4)) };
const float l_79 = l_mut_73 + l_78;
l_mut_73 = l_79;
const float l_80 = { __shfl_xor_sync(-1, l_mut_73, uint32(8)) };
const float l_81 = l_mut_73 + l_80;
l_mut_73 = l_81;
const float l_82 = { __shfl_xor_sync(-1, l_mut_73, uint32(16)) };
const float l_83 = l_mut_73 + l_82;
l_mut_73 = l_83;
const float l_84 = sqrt(l_mut_73);
l_mut_73 = l_mut_16;
const float l_85 = { __shfl_xor_sync(-1, l_mut_73, uint32(1)) };
const float l_86 = l_mut_73 + l_85;
l_mut_73 = l_86;
const float l_87 = { __shfl_xor_sync(-1, l_mut_73, uint32(2)) };
const float l_88 = l_mut_73 + l_87;
l_mut_73 = l_88;
const float l_89 = { __shfl_xor_sync(-1, l_mut_73, uint32(4)) };
const float l_90 = l_mut_73 + l_89;
l_mut_73 = l_90;
const float l_91 = { __shfl_xor_sync(-1, l_mut_73, uint32(8)) };
const float l_92 = l_mut_73 + l_91;
l_mut_73 = l_92;
const float l_93 = { __shfl_xor_sync(-1, l_mut_73, uint32(16)) };
const float l_94 = l_mut_73 + l_93;
l_mut_73 = l_94;
const uint32 l_95 = l_5 % info.scalars_uint32[3];
const bool l_96 = l_95 < info.scalars_uint32[2];
const float l_97 = max(l_84, info.scalars_float[0]);
const float l_98 = float(1.0) / l_97;
const float l_99 = (l_96) ? l_98 : float(1.0);
const bool l_100 = l_84 > info.scalars_float[0];
const bool l_101 = l_96 && l_100;
const float l_102 = l_mut_73 * l_99;
const float l_103 = l_102 * l_99;
const float l_104 = (l_101) ? l_103 : float(0.0);
const bool l_105 = l_5 < info.scalars_uint32[1];
if (l_105) {

for (uint32 l_mut_106 = uint32(0); l_mut_106 < l_11; ++l_mut_106) {
const uint32 l_107 = l_14 + l_6;
const uint32 l_108 = l_mut_106 * uint32(32);
const uint32 l_109 = l_107 + l_108;
const __half_8 l_110 = buffer_0[l_109];
const float_8 l_111 = float_8{
float(l_110.i_0),float(l_110.i_1),float(l_110.i_2),float(l_110.i_3),float(l_110.i_4),float(l_110.i_5),float(l_110.i_6),float(l_110.i_7),};
const float_8 l_112 = float_8{
l_104,l_104,l_104,l_104,l_104,l_104,l_104,l_104,};
const float_8 l_113 = float_8{
l_111.i_0 * l_112.i_0, l_111.i_1 * l_112.i_1, l_111.i_2 * l_112.i_2, l_111.i_3 * l_112.i_3, l_111.i_4 * l_112.i_4, l_111.i_5 * l_112.i_5, l_111.i_6 * l_112.i_6, l_111.i_7 * l_112.i_7, };
const __half_8 l_114 = buffer_1[l_109];
const float_8 l_115 = float_8{
float(l_114.i_0),float(l_114.i_1),float(l_114.i_2),float(l_114.i_3),float(l_114.i_4),float(l_114.i_5),float(l_114.i_6),float(l_114.i_7),};
const float_8 l_116 = float_8{
l_115.i_0 - l_113.i_0, l_115.i_1 - l_113.i_1, l_115.i_2 - l_113.i_2, l_115.i_3 - l_113.i_3, l_115.i_4 - l_113.i_4, l_115.i_5 - l_113.i_5, l_115.i_6 - l_113.i_6, l_115.i_7 - l_113.i_7, };
const float_8 l_117 = float_8{
l_99,l_99,l_99,l_99,l_99,l_99,l_99,l_99,};
const float_8 l_118 = float_8{
l_116.i_0 * l_117.i_0, l_116.i_1 * l_117.i_1, l_116.i_2 * l_117.i_2, l_116.i_3 * l_117.i_3, l_116.i_4 * l_117.i_4, l_116.i_5 * l_117.i_5, l_116.i_6 * l_117.i_6, l_116.i_7 * l_117.i_7, };
const __half_8 l_119 = __half_8{
__half(l_118.i_0),__half(l_118.i_1),__half(l_118.i_2),__half(l_118.i_3),__half(l_118.i_4),__half(l_118.i_5),__half(l_118.i_6),__half(l_118.i_7),};
buffer_2[l_109] = reinterpret_cast< __half_8 const&>(l_119);
}
}

}

// l2_norm::forward::l2_norm::L2Norm: 107 lines, 1725a1159ce3f975; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f16
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
uint32 scalars_uint32[4];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)l2_norm_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_33;
const uint32 l_0 = info.scalars_uint32[0] / uint32(4);
const uint32 l_1 = blockIdx.y * gridDim.x;
const uint32 l_2 = l_1 + blockIdx.x;
const uint32 l_3 = l_2 * uint32(8);
const uint32 l_4 = threadIdx.x / uint32(32);
const uint32 l_5 = l_3 + l_4;
const uint32 l_6 = threadIdx.x % uint32(32);
const uint32 l_7 = min(l_6, l_0);
const uint32 l_8 = l_0 - l_7;
const uint32 l_9 = l_8 + uint32(32);
const uint32 l_10 = l_9 - uint32(1);
const uint32 l_11 = l_10 / uint32(32);
const uint32 l_12 = info.scalars_uint32[1] - uint32(1);
const uint32 l_13 = min(l_5, l_12);
const uint32 l_14 = l_13 * l_0;
l_mut_15 = float(0.0);

for (uint32 l_mut_16 = uint32(0); l_mut_16 < l_11; ++l_mut_16) {
const uint32 l_17 = l_14 + l_6;
const uint32 l_18 = l_mut_16 * uint32(32);
const uint32 l_19 = l_17 + l_18;
const float_4 l_20 = buffer_0[l_19];
const float l_21 = l_20.i_0;
const float l_22 = l_20.i_0;
const float l_23 = fma(l_21, l_22, l_mut_15);
l_mut_15 = l_23;
const float l_24 = l_20.i_1;
const float l_25 = l_20.i_1;
const float l_26 = fma(l_24, l_25, l_mut_15);
l_mut_15 = l_26;
const float l_27 = l_20.i_2;
const float l_28 = l_20.i_2;
const float l_29 = fma(l_27, l_28, l_mut_15);
l_mut_15 = l_29;
const float l_30 = l_20.i_3;
const float l_31 = l_20.i_3;
const float l_32 = fma(l_30, l_31, l_mut_15);
l_mut_15 = l_32;
}
l_mut_33 = l_mut_15;
const float l_34 = { __shfl_xor_sync(-1, l_mut_33, uint32(1)) };
const float l_35 = l_mut_33 + l_34;
l_mut_33 = l_35;
const float l_36 = { __shfl_xor_sync(-1, l_mut_33, uint32(2)) };
const float l_37 = l_mut_33 + l_36;
l_mut_33 = l_37;
const float l_38 = { __shfl_xor_sync(-1, l_mut_33, uint32(4)) };
const float l_39 = l_mut_33 + l_38;
l_mut_33 = l_39;
const float l_40 = { __shfl_xor_sync(-1, l_mut_33, uint32(8)) };
const float l_41 = l_mut_33 + l_40;
l_mut_33 = l_41;
const float l_42 = { __shfl_xor_sync(-1, l_mut_33, uint32(16)) };
const float l_43 = l_mut_33 + l_42;
l_mut_33 = l_43;
const float l_44 = sqrt(l_mut_33);
const float l_45 = max(l_44, info.scalars_float[0]);
const uint32 l_46 = l_5 % info.scalars_uint32[3];
const bool l_47 = l_46 < info.scalars_uint32[2];
const float l_48 = float(1.0) / l_45;
const float l_49 = (l_47) ? l_48 : float(1.0);
const bool l_50 = l_5 < info.scalars_uint32[1];
if (l_50) {

for (uint32 l_mut_51 = uint32(0); l_mut_51 < l_11; ++l_mut_51) {
const uint32 l_52 = l_14 + l_6;
const uint32 l_53 = l_mut_51 * uint32(32);
const uint32 l_54 = l_52 + l_53;
const float_4 l_55 = buffer_0[l_54];
const float_4 l_56 = float_4{
l_49,l_49,l_49,l_49,};
const float_4 l_57 = float_4{
l_55.i_0 * l_56.i_0, l_55.i_1 * l_56.i_1, l_55.i_2 * l_56.i_2, l_55.i_3 * l_56.i_3, };
buffer_1[l_54] = reinterpret_cast< float_4 const&>(l_57);
}
}

}

// l2_norm::backward::l2_norm::L2Norm: 155 lines, f3b310fa86de38aa; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f16
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
uint32 scalars_uint32[4];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256, 4)l2_norm_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_16;
float l_mut_47;
// registers a thread: 64
const uint32 l_0 = info.scalars_uint32[0] / uint32(4);
const uint32 l_1 = blockIdx.y * gridDim.x;
const uint32 l_2 = l_1 + blockIdx.x;
const uint32 l_3 = l_2 * uint32(8);
const uint32 l_4 = threadIdx.x / uint32(32);
const uint32 l_5 = l_3 + l_4;
const uint32 l_6 = threadIdx.x % uint32(32);
const uint32 l_7 = min(l_6, l_0);
const uint32 l_8 = l_0 - l_7;
const uint32 l_9 = l_8 + uint32(32);
const uint32 l_10 = l_9 - uint32(1);
const uint32 l_11 = l_10 / uint32(32);
const uint32 l_12 = info.scalars_uint32[1] - uint32(1);
const uint32 l_13 = min(l_5, l_12);
const uint32 l_14 = l_13 * l_0;
l_mut_15 = float(0.0);
l_mut_16 = float(0.0);

for (uint32 l_mut_17 = uint32(0); l_mut_17 < l_11; ++l_mut_17) {
const uint32 l_18 = l_14 + l_6;
const uint32 l_19 = l_mut_17 * uint32(32);
const uint32 l_20 = l_18 + l_19;
const float_4 l_21 = buffer_0[l_20];
const float_4 l_22 = buffer_1[l_20];
const float l_23 = l_21.i_0;
const float l_24 = l_21.i_0;
const float l_25 = fma(l_23, l_24, l_mut_15);
l_mut_15 = l_25;
const float l_26 = l_21.i_0;
const float l_27 = l_22.i_0;
const float l_28 = fma(l_26, l_27, l_mut_16);
l_mut_16 = l_28;
const float l_29 = l_21.i_1;
const float l_30 = l_21.i_1;
const float l_31 = fma(l_29, l_30, l_mut_15);
l_mut_15 = l_31;
const float l_32 = l_21.i_1;
const float l_33 = l_22.i_1;
const float l_34 = fma(l_32, l_33, l_mut_16);
l_mut_16 = l_34;
const float l_35 = l_21.i_2;
const float l_36 = l_21.i_2;
const float l_37 = fma(l_35, l_36, l_mut_15);
l_mut_15 = l_37;
const float l_38 = l_21.i_2;
const float l_39 = l_22.i_2;
const float l_40 = fma(l_38, l_39, l_mut_16);
l_mut_16 = l_40;
const float l_41 = l_21.i_3;
const float l_42 = l_21.i_3;
const float l_43 = fma(l_41, l_42, l_mut_15);
l_mut_15 = l_43;
const float l_44 = l_21.i_3;
const float l_45 = l_22.i_3;
const float l_46 = fma(l_44, l_45, l_mut_16);
l_mut_16 = l_46;
}
l_mut_47 = l_mut_15;
const float l_48 = { __shfl_xor_sync(-1, l_mut_47, uint32(1)) };
const float l_49 = l_mut_47 + l_48;
l_mut_47 = l_49;
const float l_50 = { __shfl_xor_sync(-1, l_mut_47, uint32(2)) };
const float l_51 = l_mut_47 + l_50;
l_mut_47 = l_51;
const float l_52 = { __shfl_xor_sync(-1, l_mut_47, uint32(4)) };
const float l_53 = l_mut_47 + l_52;
l_mut_47 = l_53;
const float l_54 = { __shfl_xor_sync(-1, l_mut_47, uint32(8)) };
const float l_55 = l_mut_47 + l_54;
l_mut_47 = l_55;
const float l_56 = { __shfl_xor_sync(-1, l_mut_47, uint32(16)) };
const float l_57 = l_mut_47 + l_56;
l_mut_47 = l_57;
const float l_58 = sqrt(l_mut_47);
l_mut_47 = l_mut_16;
const float l_59 = { __shfl_xor_sync(-1, l_mut_47, uint32(1)) };
const float l_60 = l_mut_47 + l_59;
l_mut_47 = l_60;
const float l_61 = { __shfl_xor_sync(-1, l_mut_47, uint32(2)) };
const float l_62 = l_mut_47 + l_61;
l_mut_47 = l_62;
const float l_63 = { __shfl_xor_sync(-1, l_mut_47, uint32(4)) };
const float l_64 = l_mut_47 + l_63;
l_mut_47 = l_64;
const float l_65 = { __shfl_xor_sync(-1, l_mut_47, uint32(8)) };
const float l_66 = l_mut_47 + l_65;
l_mut_47 = l_66;
const float l_67 = { __shfl_xor_sync(-1, l_mut_47, uint32(16)) };
const float l_68 = l_mut_47 + l_67;
l_mut_47 = l_68;
const uint32 l_69 = l_5 % info.scalars_uint32[3];
const bool l_70 = l_69 < info.scalars_uint32[2];
const float l_71 = max(l_58, info.scalars_float[0]);
const float l_72 = float(1.0) / l_71;
const float l_73 = (l_70) ? l_72 : float(1.0);
const bool l_74 = l_58 > info.scalars_float[0];
const bool l_75 = l_70 && l_74;
const float l_76 = l_mut_47 * l_73;
const float l_77 = l_76 * l_73;
const float l_78 = (l_75) ? l_77 : float(0.0);
const bool l_79 = l_5 < info.scalars_uint32[1];
if (l_79) {

for (uint32 l_mut_80 = uint32(0); l_mut_80 < l_11; ++l_mut_80) {
const uint32 l_81 = l_14 + l_6;
const uint32 l_82 = l_mut_80 * uint32(32);
const uint32 l_83 = l_81 + l_82;
const float_4 l_84 = buffer_0[l_83];
const float_4 l_85 = float_4{
l_78,l_78,l_78,l_78,};
const float_4 l_86 = float_4{
l_84.i_0 * l_85.i_0, l_84.i_1 * l_85.i_1, l_84.i_2 * l_85.i_2, l_84.i_3 * l_85.i_3, };
const float_4 l_87 = buffer_1[l_83];
const float_4 l_88 = float_4{
l_87.i_0 - l_86.i_0, l_87.i_1 - l_86.i_1, l_87.i_2 - l_86.i_2, l_87.i_3 - l_86.i_3, };
const float_4 l_89 = float_4{
l_73,l_73,l_73,l_73,};
const float_4 l_90 = float_4{
l_88.i_0 * l_89.i_0, l_88.i_1 * l_89.i_1, l_88.i_2 * l_89.i_2, l_88.i_3 * l_89.i_3, };
buffer_2[l_83] = reinterpret_cast< float_4 const&>(l_90);
}
}

}

