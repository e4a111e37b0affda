// depthwise::forward::depthwise::Depthwise: 312 lines, c1fba7dd14b97d6d; test of depthwise/2x13x11x5,k3,gelu,f16
1 __global__
1 __grid_constant__
24 __half
1 __launch_bounds__
5 __restrict__
1 blockDim
2 blockIdx
15 bool
2 char
221 const
1 cuda_runtime
1 extern
156 float
6 fma
1 for
1 gridDim
3 if
2 include
27 info
2 info_st
5 int
4 long
7 max
7 min
1 registers
2 short
4 signed
1 static_meta
1 struct
1 thread
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// depthwise::backward::weight::Weight: 89 lines, 3f1ac77ddd31349d; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)weight_f__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(9);
const uint32 l_8 = info.scalars_uint32[2] * uint32(9);
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_7 / uint32(3);
const uint32 l_11 = l_7 % uint32(3);
const uint32 l_12 = max(l_11, uint32(1));
const uint32 l_13 = l_12 - l_11;
const uint32 l_14 = info.scalars_uint32[1] + uint32(1);
const uint32 l_15 = max(l_14, l_11);
const uint32 l_16 = l_15 - l_11;
const uint32 l_17 = min(l_16, info.scalars_uint32[1]);
l_mut_18 = float(0.0);
const uint32 l_19 = l_9 * info.scalars_uint32[3];
const uint32 l_20 = l_9 + uint32(1);
const uint32 l_21 = l_20 * info.scalars_uint32[3];
const uint32 l_22 = min(l_21, info.scalars_uint32[4]);

for (uint32 l_mut_23 = l_19; l_mut_23 < l_22; ++l_mut_23) {
const uint32 l_24 = l_mut_23 % info.scalars_uint32[0];
const uint32 l_25 = l_24 + l_10;
const bool l_26 = l_25 >= uint32(1);
const uint32 l_27 = info.scalars_uint32[0] + uint32(1);
const bool l_28 = l_25 < l_27;
const bool l_29 = l_26 && l_28;
if (l_29) {
const uint32 l_30 = l_mut_23 + l_10;
const uint32 l_31 = l_30 - uint32(1);
const uint32 l_32 = l_31 * info.scalars_uint32[1];
const uint32 l_33 = l_32 + l_11;
const uint32 l_34 = min(l_13, l_17);

for (uint32 l_mut_35 = l_34; l_mut_35 < l_17; ++l_mut_35) {
const uint32 l_36 = l_33 + l_mut_35;
const uint32 l_37 = l_36 - uint32(1);
const uint32 l_38 = l_37 * info.scalars_uint32[2];
const uint32 l_39 = l_38 + l_5;
const __half l_40 = buffer_0[l_39];
const float l_41 = float(l_40);
const uint32 l_42 = l_mut_23 * info.scalars_uint32[1];
const uint32 l_43 = l_42 + l_mut_35;
const uint32 l_44 = l_43 * info.scalars_uint32[2];
const uint32 l_45 = l_44 + l_5;
const __half l_46 = buffer_1[l_45];
const float l_47 = float(l_46);
const float l_48 = fma(l_47, l_41, l_mut_18);
l_mut_18 = l_48;
}
}
}
const uint32 l_49 = l_9 * info.scalars_uint32[2];
const uint32 l_50 = l_49 + l_5;
const uint32 l_51 = l_50 * uint32(1);
const uint32 l_52 = l_51 + uint32(0);
const uint32 l_53 = l_52 * uint32(9);
const uint32 l_54 = l_53 + l_7;
const float l_55 = l_mut_18;
buffer_2[l_54] = l_55;
}

}

// depthwise::forward::depthwise::Depthwise: 224 lines, ef6a9c9f268c2960; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[14];
};


extern "C" __global__ void __launch_bounds__(256, 2)depthwise_f__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, const __half* __restrict__ buffer_2, const __half* __restrict__ buffer_3, const __half* __restrict__ buffer_4, __half* buffer_5, __half* buffer_6, const __grid_constant__ info_st info
) {
float l_arr_15[2];

float l_arr_25[3];

float l_mut_29;
float l_mut_30;
// registers a thread: 128
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[1] + uint32(2);
const uint32 l_6 = l_5 - uint32(1);
const uint32 l_7 = l_6 / uint32(2);
const uint32 l_8 = l_3 % info.scalars_uint32[2];
const uint32 l_9 = l_3 / info.scalars_uint32[2];
const uint32 l_10 = l_9 % l_7;
const uint32 l_11 = l_10 * uint32(2);
const uint32 l_12 = info.scalars_uint32[2] * l_7;
const uint32 l_13 = l_3 / l_12;
const uint32 l_14 = l_13 % info.scalars_uint32[0];
l_arr_15[uint32(0)] = float(0.0);
l_arr_15[uint32(1)] = float(0.0);
const uint32 l_16 = max(l_14, uint32(1));
const uint32 l_17 = l_16 - l_14;
const uint32 l_18 = info.scalars_uint32[0] + uint32(1);
const uint32 l_19 = l_18 - l_14;
const uint32 l_20 = min(uint32(3), l_19);

for (uint32 l_mut_21 = l_17; l_mut_21 < l_20; ++l_mut_21) {
const uint32 l_22 = l_13 + l_mut_21;
const uint32 l_23 = l_22 - uint32(1);
const uint32 l_24 = l_23 * info.scalars_uint32[1];
const uint32 l_26 = l_mut_21 * uint32(3);
const uint32 l_27 = l_26 + uint32(0);
const uint32 l_28 = uint32(8) - l_27;
l_mut_29 = float(0.0);
l_mut_30 = l_mut_29;
const uint32 l_31 = l_8 * uint32(1);
const uint32 l_32 = l_31 + uint32(0);
const uint32 l_33 = l_32 * uint32(9);
const uint32 l_34 = l_33 + l_28;
const __half l_35 = buffer_1[l_34];
const float l_36 = float(l_35);
l_mut_30 = l_36;
l_arr_25[uint32(0)] = l_mut_30;
const uint32 l_37 = l_mut_21 * uint32(3);
const uint32 l_38 = l_37 + uint32(1);
const uint32 l_39 = uint32(8) - l_38;
l_mut_30 = float(0.0);
l_mut_29 = l_mut_30;
const uint32 l_40 = l_8 * uint32(1);
const uint32 l_41 = l_40 + uint32(0);
const uint32 l_42 = l_41 * uint32(9);
const uint32 l_43 = l_42 + l_39;
const __half l_44 = buffer_1[l_43];
const float l_45 = float(l_44);
l_mut_29 = l_45;
l_arr_25[uint32(1)] = l_mut_29;
const uint32 l_46 = l_mut_21 * uint32(3);
const uint32 l_47 = l_46 + uint32(2);
const uint32 l_48 = uint32(8) - l_47;
l_mut_30 = float(0.0);
l_mut_29 = l_mut_30;
const uint32 l_49 = l_8 * uint32(1);
const uint32 l_50 = l_49 + uint32(0);
const uint32 l_51 = l_50 * uint32(9);
const uint32 l_52 = l_51 + l_48;
const __half l_53 = buffer_1[l_52];
const float l_54 = float(l_53);
l_mut_29 = l_54;
l_arr_25[uint32(2)] = l_mut_29;
const uint32 l_55 = l_11 + uint32(0);
const bool l_56 = l_55 >= uint32(1);
const uint32 l_57 = info.scalars_uint32[1] + uint32(1);
const bool l_58 = l_55 < l_57;
const bool l_59 = l_56 && l_58;
const uint32 l_60 = max(l_55, uint32(1));
const uint32 l_61 = l_60 - uint32(1);
const uint32 l_62 = info.scalars_uint32[1] - uint32(1);
const uint32 l_63 = min(l_61, l_62);
const uint32 l_64 = l_24 + l_63;
const uint32 l_65 = l_64 * info.scalars_uint32[2];
const uint32 l_66 = l_65 + l_8;
const __half l_67 = buffer_0[l_66];
const float l_68 = float(l_67);
l_mut_30 = l_68;
const float l_69 = l_mut_30;
const float l_70 = (l_59) ? l_69 : float(0.0);
l_mut_30 = l_70;
const float l_71 = l_arr_25[uint32(0)];
const float l_72 = l_arr_15[uint32(0)];
const float l_73 = fma(l_mut_30, l_71, l_72);
l_arr_15[uint32(0)] = l_73;
const uint32 l_74 = l_11 + uint32(1);
const bool l_75 = l_74 >= uint32(1);
const uint32 l_76 = info.scalars_uint32[1] + uint32(1);
const bool l_77 = l_74 < l_76;
const bool l_78 = l_75 && l_77;
const uint32 l_79 = max(l_74, uint32(1));
const uint32 l_80 = l_79 - uint32(1);
const uint32 l_81 = info.scalars_uint32[1] - uint32(1);
const uint32 l_82 = min(l_80, l_81);
const uint32 l_83 = l_24 + l_82;
const uint32 l_84 = l_83 * info.scalars_uint32[2];
const uint32 l_85 = l_84 + l_8;
const __half l_86 = buffer_0[l_85];
const float l_87 = float(l_86);
l_mut_30 = l_87;
const float l_88 = l_mut_30;
const float l_89 = (l_78) ? l_88 : float(0.0);
l_mut_30 = l_89;
const float l_90 = l_arr_25[uint32(1)];
const float l_91 = l_arr_15[uint32(0)];
const float l_92 = fma(l_mut_30, l_90, l_91);
l_arr_15[uint32(0)] = l_92;
const float l_93 = l_arr_25[uint32(0)];
const float l_94 = l_arr_15[uint32(1)];
const float l_95 = fma(l_mut_30, l_93, l_94);
l_arr_15[uint32(1)] = l_95;
const uint32 l_96 = l_11 + uint32(2);
const bool l_97 = l_96 >= uint32(1);
const uint32 l_98 = info.scalars_uint32[1] + uint32(1);
const bool l_99 = l_96 < l_98;
const bool l_100 = l_97 && l_99;
const uint32 l_101 = max(l_96, uint32(1));
const uint32 l_102 = l_101 - uint32(1);
const uint32 l_103 = info.scalars_uint32[1] - uint32(1);
const uint32 l_104 = min(l_102, l_103);
const uint32 l_105 = l_24 + l_104;
const uint32 l_106 = l_105 * info.scalars_uint32[2];
const uint32 l_107 = l_106 + l_8;
const __half l_108 = buffer_0[l_107];
const float l_109 = float(l_108);
l_mut_30 = l_109;
const float l_110 = l_mut_30;
const float l_111 = (l_100) ? l_110 : float(0.0);
l_mut_30 = l_111;
const float l_112 = l_arr_25[uint32(2)];
const float l_113 = l_arr_15[uint32(0)];
const float l_114 = fma(l_mut_30, l_112, l_113);
l_arr_15[uint32(0)] = l_114;
const float l_115 = l_arr_25[uint32(1)];
const float l_116 = l_arr_15[uint32(1)];
const float l_117 = fma(l_mut_30, l_115, l_116);
l_arr_15[uint32(1)] = l_117;
const uint32 l_118 = l_11 + uint32(3);
const bool l_119 = l_118 >= uint32(1);
const uint32 l_120 = info.scalars_uint32[1] + uint32(1);
const bool l_121 = l_118 < l_120;
const bool l_122 = l_119 && l_121;
const uint32 l_123 = max(l_118, uint32(1));
const uint32 l_124 = l_123 - uint32(1);
const uint32 l_125 = info.scalars_uint32[1] - uint32(1);
const uint32 l_126 = min(l_124, l_125);
const uint32 l_127 = l_24 + l_126;
const uint32 l_128 = l_127 * info.scalars_uint32[2];
const uint32 l_129 = l_128 + l_8;
const __half l_130 = buffer_0[l_129];
const float l_131 = float(l_130);
l_mut_30 = l_131;
const float l_132 = l_mut_30;
const float l_133 = (l_122) ? l_132 : float(0.0);
l_mut_30 = l_133;
const float l_134 = l_arr_25[uint32(2)];
const float l_135 = l_arr_15[uint32(1)];
const float l_136 = fma(l_mut_30, l_134, l_135);
l_arr_15[uint32(1)] = l_136;
}
const uint32 l_137 = l_11 + uint32(0);
const bool l_138 = l_137 < info.scalars_uint32[1];
if (l_138) {
const uint32 l_139 = l_13 * info.scalars_uint32[1];
const uint32 l_140 = l_139 + l_11;
const uint32 l_141 = l_140 + uint32(0);
const uint32 l_142 = l_141 * info.scalars_uint32[2];
const uint32 l_143 = l_142 + l_8;
const float l_144 = l_arr_15[uint32(0)];
l_mut_30 = l_144;
const float l_145 = l_mut_30;
l_mut_30 = l_145;
const __half l_146 = __half(l_mut_30);
buffer_5[l_143] = l_146;
}
const uint32 l_147 = l_11 + uint32(1);
const bool l_148 = l_147 < info.scalars_uint32[1];
if (l_148) {
const uint32 l_149 = l_13 * info.scalars_uint32[1];
const uint32 l_150 = l_149 + l_11;
const uint32 l_151 = l_150 + uint32(1);
const uint32 l_152 = l_151 * info.scalars_uint32[2];
const uint32 l_153 = l_152 + l_8;
const float l_154 = l_arr_15[uint32(1)];
l_mut_30 = l_154;
const float l_155 = l_mut_30;
l_mut_30 = l_155;
const __half l_156 = __half(l_mut_30);
buffer_5[l_153] = l_156;
}
}

}

// depthwise::forward::depthwise::Depthwise: 298 lines, bcbfef9c493569f1; grad of depthwise/2x13x11x5,k3,gelu,f16
1 __global__
1 __grid_constant__
1 __launch_bounds__
5 __restrict__
1 blockDim
2 blockIdx
15 bool
2 char
208 const
1 cuda_runtime
1 extern
154 float
6 fma
1 for
1 gridDim
3 if
1 include
27 info
2 info_st
5 int
4 long
7 max
7 min
1 registers
2 short
4 signed
1 static_meta
1 struct
1 thread
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// depthwise::backward::weight::Weight: 86 lines, d3202eaa28f73cf0; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)weight_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float l_mut_18;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(9);
const uint32 l_8 = info.scalars_uint32[2] * uint32(9);
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_7 / uint32(3);
const uint32 l_11 = l_7 % uint32(3);
const uint32 l_12 = max(l_11, uint32(1));
const uint32 l_13 = l_12 - l_11;
const uint32 l_14 = info.scalars_uint32[1] + uint32(1);
const uint32 l_15 = max(l_14, l_11);
const uint32 l_16 = l_15 - l_11;
const uint32 l_17 = min(l_16, info.scalars_uint32[1]);
l_mut_18 = float(0.0);
const uint32 l_19 = l_9 * info.scalars_uint32[3];
const uint32 l_20 = l_9 + uint32(1);
const uint32 l_21 = l_20 * info.scalars_uint32[3];
const uint32 l_22 = min(l_21, info.scalars_uint32[4]);

for (uint32 l_mut_23 = l_19; l_mut_23 < l_22; ++l_mut_23) {
const uint32 l_24 = l_mut_23 % info.scalars_uint32[0];
const uint32 l_25 = l_24 + l_10;
const bool l_26 = l_25 >= uint32(1);
const uint32 l_27 = info.scalars_uint32[0] + uint32(1);
const bool l_28 = l_25 < l_27;
const bool l_29 = l_26 && l_28;
if (l_29) {
const uint32 l_30 = l_mut_23 + l_10;
const uint32 l_31 = l_30 - uint32(1);
const uint32 l_32 = l_31 * info.scalars_uint32[1];
const uint32 l_33 = l_32 + l_11;
const uint32 l_34 = min(l_13, l_17);

for (uint32 l_mut_35 = l_34; l_mut_35 < l_17; ++l_mut_35) {
const uint32 l_36 = l_33 + l_mut_35;
const uint32 l_37 = l_36 - uint32(1);
const uint32 l_38 = l_37 * info.scalars_uint32[2];
const uint32 l_39 = l_38 + l_5;
const float l_40 = buffer_0[l_39];
const uint32 l_41 = l_mut_23 * info.scalars_uint32[1];
const uint32 l_42 = l_41 + l_mut_35;
const uint32 l_43 = l_42 * info.scalars_uint32[2];
const uint32 l_44 = l_43 + l_5;
const float l_45 = buffer_1[l_44];
const float l_46 = fma(l_45, l_40, l_mut_18);
l_mut_18 = l_46;
}
}
}
const uint32 l_47 = l_9 * info.scalars_uint32[2];
const uint32 l_48 = l_47 + l_5;
const uint32 l_49 = l_48 * uint32(1);
const uint32 l_50 = l_49 + uint32(0);
const uint32 l_51 = l_50 * uint32(9);
const uint32 l_52 = l_51 + l_7;
const float l_53 = l_mut_18;
buffer_2[l_52] = l_53;
}

}

// depthwise::forward::depthwise::Depthwise: 214 lines, d45d5a4837ab335f; grad of depthwise/2x13x11x5,k3,gelu,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[14];
};


extern "C" __global__ void __launch_bounds__(256, 2)depthwise_f_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, const float* __restrict__ buffer_2, const float* __restrict__ buffer_3, const float* __restrict__ buffer_4, float* buffer_5, float* buffer_6, const __grid_constant__ info_st info
) {
float l_arr_15[2];

float l_arr_25[3];

float l_mut_29;
float l_mut_30;
// registers a thread: 128
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[3];
if (l_4) {
const uint32 l_5 = info.scalars_uint32[1] + uint32(2);
const uint32 l_6 = l_5 - uint32(1);
const uint32 l_7 = l_6 / uint32(2);
const uint32 l_8 = l_3 % info.scalars_uint32[2];
const uint32 l_9 = l_3 / info.scalars_uint32[2];
const uint32 l_10 = l_9 % l_7;
const uint32 l_11 = l_10 * uint32(2);
const uint32 l_12 = info.scalars_uint32[2] * l_7;
const uint32 l_13 = l_3 / l_12;
const uint32 l_14 = l_13 % info.scalars_uint32[0];
l_arr_15[uint32(0)] = float(0.0);
l_arr_15[uint32(1)] = float(0.0);
const uint32 l_16 = max(l_14, uint32(1));
const uint32 l_17 = l_16 - l_14;
const uint32 l_18 = info.scalars_uint32[0] + uint32(1);
const uint32 l_19 = l_18 - l_14;
const uint32 l_20 = min(uint32(3), l_19);

for (uint32 l_mut_21 = l_17; l_mut_21 < l_20; ++l_mut_21) {
const uint32 l_22 = l_13 + l_mut_21;
const uint32 l_23 = l_22 - uint32(1);
const uint32 l_24 = l_23 * info.scalars_uint32[1];
const uint32 l_26 = l_mut_21 * uint32(3);
const uint32 l_27 = l_26 + uint32(0);
const uint32 l_28 = uint32(8) - l_27;
l_mut_29 = float(0.0);
l_mut_30 = l_mut_29;
const uint32 l_31 = l_8 * uint32(1);
const uint32 l_32 = l_31 + uint32(0);
const uint32 l_33 = l_32 * uint32(9);
const uint32 l_34 = l_33 + l_28;
const float l_35 = buffer_1[l_34];
l_mut_30 = l_35;
l_arr_25[uint32(0)] = l_mut_30;
const uint32 l_36 = l_mut_21 * uint32(3);
const uint32 l_37 = l_36 + uint32(1);
const uint32 l_38 = uint32(8) - l_37;
l_mut_30 = float(0.0);
l_mut_29 = l_mut_30;
const uint32 l_39 = l_8 * uint32(1);
const uint32 l_40 = l_39 + uint32(0);
const uint32 l_41 = l_40 * uint32(9);
const uint32 l_42 = l_41 + l_38;
const float l_43 = buffer_1[l_42];
l_mut_29 = l_43;
l_arr_25[uint32(1)] = l_mut_29;
const uint32 l_44 = l_mut_21 * uint32(3);
const uint32 l_45 = l_44 + uint32(2);
const uint32 l_46 = uint32(8) - l_45;
l_mut_30 = float(0.0);
l_mut_29 = l_mut_30;
const uint32 l_47 = l_8 * uint32(1);
const uint32 l_48 = l_47 + uint32(0);
const uint32 l_49 = l_48 * uint32(9);
const uint32 l_50 = l_49 + l_46;
const float l_51 = buffer_1[l_50];
l_mut_29 = l_51;
l_arr_25[uint32(2)] = l_mut_29;
const uint32 l_52 = l_11 + uint32(0);
const bool l_53 = l_52 >= uint32(1);
const uint32 l_54 = info.scalars_uint32[1] + uint32(1);
const bool l_55 = l_52 < l_54;
const bool l_56 = l_53 && l_55;
const uint32 l_57 = max(l_52, uint32(1));
const uint32 l_58 = l_57 - uint32(1);
const uint32 l_59 = info.scalars_uint32[1] - uint32(1);
const uint32 l_60 = min(l_58, l_59);
const uint32 l_61 = l_24 + l_60;
const uint32 l_62 = l_61 * info.scalars_uint32[2];
const uint32 l_63 = l_62 + l_8;
const float l_64 = buffer_0[l_63];
l_mut_30 = l_64;
const float l_65 = l_mut_30;
const float l_66 = (l_56) ? l_65 : float(0.0);
l_mut_30 = l_66;
const float l_67 = l_arr_25[uint32(0)];
const float l_68 = l_arr_15[uint32(0)];
const float l_69 = fma(l_mut_30, l_67, l_68);
l_arr_15[uint32(0)] = l_69;
const uint32 l_70 = l_11 + uint32(1);
const bool l_71 = l_70 >= uint32(1);
const uint32 l_72 = info.scalars_uint32[1] + uint32(1);
const bool l_73 = l_70 < l_72;
const bool l_74 = l_71 && l_73;
const uint32 l_75 = max(l_70, uint32(1));
const uint32 l_76 = l_75 - uint32(1);
const uint32 l_77 = info.scalars_uint32[1] - uint32(1);
const uint32 l_78 = min(l_76, l_77);
const uint32 l_79 = l_24 + l_78;
const uint32 l_80 = l_79 * info.scalars_uint32[2];
const uint32 l_81 = l_80 + l_8;
const float l_82 = buffer_0[l_81];
l_mut_30 = l_82;
const float l_83 = l_mut_30;
const float l_84 = (l_74) ? l_83 : float(0.0);
l_mut_30 = l_84;
const float l_85 = l_arr_25[uint32(1)];
const float l_86 = l_arr_15[uint32(0)];
const float l_87 = fma(l_mut_30, l_85, l_86);
l_arr_15[uint32(0)] = l_87;
const float l_88 = l_arr_25[uint32(0)];
const float l_89 = l_arr_15[uint32(1)];
const float l_90 = fma(l_mut_30, l_88, l_89);
l_arr_15[uint32(1)] = l_90;
const uint32 l_91 = l_11 + uint32(2);
const bool l_92 = l_91 >= uint32(1);
const uint32 l_93 = info.scalars_uint32[1] + uint32(1);
const bool l_94 = l_91 < l_93;
const bool l_95 = l_92 && l_94;
const uint32 l_96 = max(l_91, uint32(1));
const uint32 l_97 = l_96 - uint32(1);
const uint32 l_98 = info.scalars_uint32[1] - uint32(1);
const uint32 l_99 = min(l_97, l_98);
const uint32 l_100 = l_24 + l_99;
const uint32 l_101 = l_100 * info.scalars_uint32[2];
const uint32 l_102 = l_101 + l_8;
const float l_103 = buffer_0[l_102];
l_mut_30 = l_103;
const float l_104 = l_mut_30;
const float l_105 = (l_95) ? l_104 : float(0.0);
l_mut_30 = l_105;
const float l_106 = l_arr_25[uint32(2)];
const float l_107 = l_arr_15[uint32(0)];
const float l_108 = fma(l_mut_30, l_106, l_107);
l_arr_15[uint32(0)] = l_108;
const float l_109 = l_arr_25[uint32(1)];
const float l_110 = l_arr_15[uint32(1)];
const float l_111 = fma(l_mut_30, l_109, l_110);
l_arr_15[uint32(1)] = l_111;
const uint32 l_112 = l_11 + uint32(3);
const bool l_113 = l_112 >= uint32(1);
const uint32 l_114 = info.scalars_uint32[1] + uint32(1);
const bool l_115 = l_112 < l_114;
const bool l_116 = l_113 && l_115;
const uint32 l_117 = max(l_112, uint32(1));
const uint32 l_118 = l_117 - uint32(1);
const uint32 l_119 = info.scalars_uint32[1] - uint32(1);
const uint32 l_120 = min(l_118, l_119);
const uint32 l_121 = l_24 + l_120;
const uint32 l_122 = l_121 * info.scalars_uint32[2];
const uint32 l_123 = l_122 + l_8;
const float l_124 = buffer_0[l_123];
l_mut_30 = l_124;
const float l_125 = l_mut_30;
const float l_126 = (l_116) ? l_125 : float(0.0);
l_mut_30 = l_126;
const float l_127 = l_arr_25[uint32(2)];
const float l_128 = l_arr_15[uint32(1)];
const float l_129 = fma(l_mut_30, l_127, l_128);
l_arr_15[uint32(1)] = l_129;
}
const uint32 l_130 = l_11 + uint32(0);
const bool l_131 = l_130 < info.scalars_uint32[1];
if (l_131) {
const uint32 l_132 = l_13 * info.scalars_uint32[1];
const uint32 l_133 = l_132 + l_11;
const uint32 l_134 = l_133 + uint32(0);
const uint32 l_135 = l_134 * info.scalars_uint32[2];
const uint32 l_136 = l_135 + l_8;
const float l_137 = l_arr_15[uint32(0)];
l_mut_30 = l_137;
const float l_138 = l_mut_30;
l_mut_30 = l_138;
buffer_5[l_136] = l_mut_30;
}
const uint32 l_139 = l_11 + uint32(1);
const bool l_140 = l_139 < info.scalars_uint32[1];
if (l_140) {
const uint32 l_141 = l_13 * info.scalars_uint32[1];
const uint32 l_142 = l_141 + l_11;
const uint32 l_143 = l_142 + uint32(1);
const uint32 l_144 = l_143 * info.scalars_uint32[2];
const uint32 l_145 = l_144 + l_8;
const float l_146 = l_arr_15[uint32(1)];
l_mut_30 = l_146;
const float l_147 = l_mut_30;
l_mut_30 = l_147;
buffer_5[l_145] = l_mut_30;
}
}

}

// depthwise::backward::weight::Weight: 138 lines, 7d2420674a5aa695; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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

struct __align__(16) float_4 {
    float i_0;
    float i_1;
    float i_2;
    float i_3;
};
struct __align__(8) __half2_2 {
    __half2 i_0;
    __half2 i_1;
};
struct __align__(8) __half_4 {
    __half i_0;
    __half i_1;
    __half i_2;
    __half i_3;
};
struct info_st {
    uint32 scalars_uint32[6];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)weight_f__pack_4 (
    const __half_4* __restrict__ buffer_0, const __half_4* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_19;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(25);
const uint32 l_8 = info.scalars_uint32[2] * uint32(25);
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_7 / uint32(5);
const uint32 l_11 = l_7 % uint32(5);
const uint32 l_12 = max(l_11, uint32(2));
const uint32 l_13 = l_12 - l_11;
const uint32 l_14 = info.scalars_uint32[1] + uint32(2);
const uint32 l_15 = max(l_14, l_11);
const uint32 l_16 = l_15 - l_11;
const uint32 l_17 = min(l_16, info.scalars_uint32[1]);
const float_4 l_18 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_19 = l_18;
const uint32 l_20 = l_9 * info.scalars_uint32[3];
const uint32 l_21 = l_9 + uint32(1);
const uint32 l_22 = l_21 * info.scalars_uint32[3];
const uint32 l_23 = min(l_22, info.scalars_uint32[4]);

for (uint32 l_mut_24 = l_20; l_mut_24 < l_23; ++l_mut_24) {
const uint32 l_25 = l_mut_24 % info.scalars_uint32[0];
const uint32 l_26 = l_25 + l_10;
const bool l_27 = l_26 >= uint32(2);
const uint32 l_28 = info.scalars_uint32[0] + uint32(2);
const bool l_29 = l_26 < l_28;
const bool l_30 = l_27 && l_29;
if (l_30) {
const uint32 l_31 = l_mut_24 + l_10;
const uint32 l_32 = l_31 - uint32(2);
const uint32 l_33 = l_32 * info.scalars_uint32[1];
const uint32 l_34 = l_33 + l_11;
const uint32 l_35 = min(l_13, l_17);

for (uint32 l_mut_36 = l_35; l_mut_36 < l_17; ++l_mut_36) {
const uint32 l_37 = l_34 + l_mut_36;
const uint32 l_38 = l_37 - uint32(2);
const uint32 l_39 = l_38 * info.scalars_uint32[2];
const uint32 l_40 = l_39 + l_5;
const __half_4 l_41 = buffer_0[l_40];
const float_4 l_42 = float_4{
float(l_41.i_0),float(l_41.i_1),float(l_41.i_2),float(l_41.i_3),};
const uint32 l_43 = l_mut_24 * info.scalars_uint32[1];
const uint32 l_44 = l_43 + l_mut_36;
const uint32 l_45 = l_44 * info.scalars_uint32[2];
const uint32 l_46 = l_45 + l_5;
const __half_4 l_47 = buffer_1[l_46];
const float_4 l_48 = float_4{
float(l_47.i_0),float(l_47.i_1),float(l_47.i_2),float(l_47.i_3),};
const float_4 l_49 = float_4{
fma(l_48.i_0, l_42.i_0, l_mut_19.i_0),
fma(l_48.i_1, l_42.i_1, l_mut_19.i_1),
fma(l_48.i_2, l_42.i_2, l_mut_19.i_2),
fma(l_48.i_3, l_42.i_3, l_mut_19.i_3),
};
l_mut_19 = l_49;
}
}
}
const uint32 l_50 = l_9 * info.scalars_uint32[2];
const uint32 l_51 = l_50 + l_5;
const uint32 l_52 = l_51 * uint32(4);
const uint32 l_53 = l_52 + uint32(0);
const uint32 l_54 = l_53 * uint32(25);
const uint32 l_55 = l_54 + l_7;
const float l_56 = l_mut_19.i_0;
buffer_2[l_55] = l_56;
const uint32 l_57 = l_9 * info.scalars_uint32[2];
const uint32 l_58 = l_57 + l_5;
const uint32 l_59 = l_58 * uint32(4);
const uint32 l_60 = l_59 + uint32(1);
const uint32 l_61 = l_60 * uint32(25);
const uint32 l_62 = l_61 + l_7;
const float l_63 = l_mut_19.i_1;
buffer_2[l_62] = l_63;
const uint32 l_64 = l_9 * info.scalars_uint32[2];
const uint32 l_65 = l_64 + l_5;
const uint32 l_66 = l_65 * uint32(4);
const uint32 l_67 = l_66 + uint32(2);
const uint32 l_68 = l_67 * uint32(25);
const uint32 l_69 = l_68 + l_7;
const float l_70 = l_mut_19.i_2;
buffer_2[l_69] = l_70;
const uint32 l_71 = l_9 * info.scalars_uint32[2];
const uint32 l_72 = l_71 + l_5;
const uint32 l_73 = l_72 * uint32(4);
const uint32 l_74 = l_73 + uint32(3);
const uint32 l_75 = l_74 * uint32(25);
const uint32 l_76 = l_75 + l_7;
const float l_77 = l_mut_19.i_3;
buffer_2[l_76] = l_77;
}

}

// depthwise::forward::depthwise::Depthwise: 561 lines, 91527acdee0f1544; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
3 __align__
1 __global__
1 __grid_constant__
33 __half
1 __launch_bounds__
5 __restrict__
1 blockDim
2 blockIdx
21 bool
2 char
373 const
1 cuda_runtime
1 extern
176 float
40 fma
1 for
1 gridDim
3 if
2 include
33 info
2 info_st
5 int
4 long
7 max
7 min
1 registers
14 reinterpret_cast
2 short
4 signed
1 static_meta
4 struct
1 thread
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// depthwise::backward::weight::Weight: 123 lines, 068b7be349463c41; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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
    uint32 scalars_uint32[6];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)weight_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_19;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[5];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % uint32(25);
const uint32 l_8 = info.scalars_uint32[2] * uint32(25);
const uint32 l_9 = l_3 / l_8;
const uint32 l_10 = l_7 / uint32(5);
const uint32 l_11 = l_7 % uint32(5);
const uint32 l_12 = max(l_11, uint32(2));
const uint32 l_13 = l_12 - l_11;
const uint32 l_14 = info.scalars_uint32[1] + uint32(2);
const uint32 l_15 = max(l_14, l_11);
const uint32 l_16 = l_15 - l_11;
const uint32 l_17 = min(l_16, info.scalars_uint32[1]);
const float_4 l_18 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_19 = l_18;
const uint32 l_20 = l_9 * info.scalars_uint32[3];
const uint32 l_21 = l_9 + uint32(1);
const uint32 l_22 = l_21 * info.scalars_uint32[3];
const uint32 l_23 = min(l_22, info.scalars_uint32[4]);

for (uint32 l_mut_24 = l_20; l_mut_24 < l_23; ++l_mut_24) {
const uint32 l_25 = l_mut_24 % info.scalars_uint32[0];
const uint32 l_26 = l_25 + l_10;
const bool l_27 = l_26 >= uint32(2);
const uint32 l_28 = info.scalars_uint32[0] + uint32(2);
const bool l_29 = l_26 < l_28;
const bool l_30 = l_27 && l_29;
if (l_30) {
const uint32 l_31 = l_mut_24 + l_10;
const uint32 l_32 = l_31 - uint32(2);
const uint32 l_33 = l_32 * info.scalars_uint32[1];
const uint32 l_34 = l_33 + l_11;
const uint32 l_35 = min(l_13, l_17);

for (uint32 l_mut_36 = l_35; l_mut_36 < l_17; ++l_mut_36) {
const uint32 l_37 = l_34 + l_mut_36;
const uint32 l_38 = l_37 - uint32(2);
const uint32 l_39 = l_38 * info.scalars_uint32[2];
const uint32 l_40 = l_39 + l_5;
const float_4 l_41 = buffer_0[l_40];
const uint32 l_42 = l_mut_24 * info.scalars_uint32[1];
const uint32 l_43 = l_42 + l_mut_36;
const uint32 l_44 = l_43 * info.scalars_uint32[2];
const uint32 l_45 = l_44 + l_5;
const float_4 l_46 = buffer_1[l_45];
const float_4 l_47 = float_4{
fma(l_46.i_0, l_41.i_0, l_mut_19.i_0),
fma(l_46.i_1, l_41.i_1, l_mut_19.i_1),
fma(l_46.i_2, l_41.i_2, l_mut_19.i_2),
fma(l_46.i_3, l_41.i_3, l_mut_19.i_3),
};
l_mut_19 = l_47;
}
}
}
const uint32 l_48 = l_9 * info.scalars_uint32[2];
const uint32 l_49 = l_48 + l_5;
const uint32 l_50 = l_49 * uint32(4);
const uint32 l_51 = l_50 + uint32(0);
const uint32 l_52 = l_51 * uint32(25);
const uint32 l_53 = l_52 + l_7;
const float l_54 = l_mut_19.i_0;
buffer_2[l_53] = l_54;
const uint32 l_55 = l_9 * info.scalars_uint32[2];
const uint32 l_56 = l_55 + l_5;
const uint32 l_57 = l_56 * uint32(4);
const uint32 l_58 = l_57 + uint32(1);
const uint32 l_59 = l_58 * uint32(25);
const uint32 l_60 = l_59 + l_7;
const float l_61 = l_mut_19.i_1;
buffer_2[l_60] = l_61;
const uint32 l_62 = l_9 * info.scalars_uint32[2];
const uint32 l_63 = l_62 + l_5;
const uint32 l_64 = l_63 * uint32(4);
const uint32 l_65 = l_64 + uint32(2);
const uint32 l_66 = l_65 * uint32(25);
const uint32 l_67 = l_66 + l_7;
const float l_68 = l_mut_19.i_2;
buffer_2[l_67] = l_68;
const uint32 l_69 = l_9 * info.scalars_uint32[2];
const uint32 l_70 = l_69 + l_5;
const uint32 l_71 = l_70 * uint32(4);
const uint32 l_72 = l_71 + uint32(3);
const uint32 l_73 = l_72 * uint32(25);
const uint32 l_74 = l_73 + l_7;
const float l_75 = l_mut_19.i_3;
buffer_2[l_74] = l_75;
}

}

// depthwise::forward::depthwise::Depthwise: 702 lines, 5210f86856a324a0; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
1 __align__
1 __global__
1 __grid_constant__
1 __launch_bounds__
5 __restrict__
1 blockDim
2 blockIdx
29 bool
2 char
453 const
1 cuda_runtime
1 extern
173 float
80 fma
1 for
1 gridDim
5 if
1 include
45 info
2 info_st
5 int
4 long
9 max
9 min
1 registers
24 reinterpret_cast
2 short
4 signed
1 static_meta
2 struct
1 thread
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


