// max_pool::forward::max_pool::MaxPool: 214 lines, 57fbbd089a7ffed2; test of max_pool/2x14x14x96,k2s2p0,f16
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
    uint32 scalars_uint32[10];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)max_pool_f__pack_8 (
    const __half_8* __restrict__ buffer_0, __half_8* buffer_1, float_8* buffer_2, const __grid_constant__ info_st info
) {
float_8 l_mut_17;
float_8 l_mut_26;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[8];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[4];
const uint32 l_8 = l_7 * info.scalars_uint32[6];
const uint32 l_9 = info.scalars_uint32[2] * info.scalars_uint32[4];
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_10 % info.scalars_uint32[3];
const uint32 l_12 = l_11 * info.scalars_uint32[6];
const uint32 l_13 = info.scalars_uint32[2] * info.scalars_uint32[4];
const uint32 l_14 = l_13 * info.scalars_uint32[3];
const uint32 l_15 = l_3 / l_14;
const float_8 l_16 = float_8{
float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),};
l_mut_17 = l_16;
const uint32 l_18 = max(l_12, info.scalars_uint32[7]);
const uint32 l_19 = l_18 - l_12;
const uint32 l_20 = max(l_8, info.scalars_uint32[7]);
const uint32 l_21 = l_20 - l_8;
const uint32 l_22 = l_19 * info.scalars_uint32[5];
const uint32 l_23 = l_22 + l_21;
const float l_24 = float(l_23);
const float_8 l_25 = float_8{
l_24,l_24,l_24,l_24,l_24,l_24,l_24,l_24,};
l_mut_26 = l_25;
const uint32 l_27 = info.scalars_uint32[0] + info.scalars_uint32[7];
const uint32 l_28 = l_27 - l_12;
const uint32 l_29 = min(info.scalars_uint32[5], l_28);

for (uint32 l_mut_30 = l_19; l_mut_30 < l_29; ++l_mut_30) {
const uint32 l_31 = info.scalars_uint32[1] + info.scalars_uint32[7];
const uint32 l_32 = l_31 - l_8;
const uint32 l_33 = min(info.scalars_uint32[5], l_32);

for (uint32 l_mut_34 = l_21; l_mut_34 < l_33; ++l_mut_34) {
const uint32 l_35 = l_15 * info.scalars_uint32[0];
const uint32 l_36 = l_35 + l_12;
const uint32 l_37 = l_36 + l_mut_30;
const uint32 l_38 = l_37 - info.scalars_uint32[7];
const uint32 l_39 = l_38 * info.scalars_uint32[1];
const uint32 l_40 = l_39 + l_8;
const uint32 l_41 = l_40 + l_mut_34;
const uint32 l_42 = l_41 - info.scalars_uint32[7];
const uint32 l_43 = l_42 * info.scalars_uint32[2];
const uint32 l_44 = l_43 + l_5;
const __half_8 l_45 = buffer_0[l_44];
const float_8 l_46 = float_8{
float(l_45.i_0),float(l_45.i_1),float(l_45.i_2),float(l_45.i_3),float(l_45.i_4),float(l_45.i_5),float(l_45.i_6),float(l_45.i_7),};
const float l_47 = l_46.i_0;
const float l_48 = l_mut_17.i_0;
const bool l_49 = l_47 > l_48;
const uint32 l_50 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_51 = l_50 + l_mut_34;
const float l_52 = float(l_51);
const float l_53 = l_mut_26.i_0;
const float l_54 = (l_49) ? l_52 : l_53;
l_mut_26.i_0 = l_54;
const float l_55 = l_46.i_0;
const float l_56 = l_mut_17.i_0;
const float l_57 = max(l_55, l_56);
l_mut_17.i_0 = l_57;
const float l_58 = l_46.i_1;
const float l_59 = l_mut_17.i_1;
const bool l_60 = l_58 > l_59;
const uint32 l_61 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_62 = l_61 + l_mut_34;
const float l_63 = float(l_62);
const float l_64 = l_mut_26.i_1;
const float l_65 = (l_60) ? l_63 : l_64;
l_mut_26.i_1 = l_65;
const float l_66 = l_46.i_1;
const float l_67 = l_mut_17.i_1;
const float l_68 = max(l_66, l_67);
l_mut_17.i_1 = l_68;
const float l_69 = l_46.i_2;
const float l_70 = l_mut_17.i_2;
const bool l_71 = l_69 > l_70;
const uint32 l_72 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_73 = l_72 + l_mut_34;
const float l_74 = float(l_73);
const float l_75 = l_mut_26.i_2;
const float l_76 = (l_71) ? l_74 : l_75;
l_mut_26.i_2 = l_76;
const float l_77 = l_46.i_2;
const float l_78 = l_mut_17.i_2;
const float l_79 = max(l_77, l_78);
l_mut_17.i_2 = l_79;
const float l_80 = l_46.i_3;
const float l_81 = l_mut_17.i_3;
const bool l_82 = l_80 > l_81;
const uint32 l_83 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_84 = l_83 + l_mut_34;
const float l_85 = float(l_84);
const float l_86 = l_mut_26.i_3;
const float l_87 = (l_82) ? l_85 : l_86;
l_mut_26.i_3 = l_87;
const float l_88 = l_46.i_3;
const float l_89 = l_mut_17.i_3;
const float l_90 = max(l_88, l_89);
l_mut_17.i_3 = l_90;
const float l_91 = l_46.i_4;
const float l_92 = l_mut_17.i_4;
const bool l_93 = l_91 > l_92;
const uint32 l_94 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_95 = l_94 + l_mut_34;
const float l_96 = float(l_95);
const float l_97 = l_mut_26.i_4;
const float l_98 = (l_93) ? l_96 : l_97;
l_mut_26.i_4 = l_98;
const float l_99 = l_46.i_4;
const float l_100 = l_mut_17.i_4;
const float l_101 = max(l_99, l_100);
l_mut_17.i_4 = l_101;
const float l_102 = l_46.i_5;
const float l_103 = l_mut_17.i_5;
const bool l_104 = l_102 > l_103;
const uint32 l_105 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_106 = l_105 + l_mut_34;
const float l_107 = float(l_106);
const float l_108 = l_mut_26.i_5;
const float l_109 = (l_104) ? l_107 : l_108;
l_mut_26.i_5 = l_109;
const float l_110 = l_46.i_5;
const float l_111 = l_mut_17.i_5;
const float l_112 = max(l_110, l_111);
l_mut_17.i_5 = l_112;
const float l_113 = l_46.i_6;
const float l_114 = l_mut_17.i_6;
const bool l_115 = l_113 > l_114;
const uint32 l_116 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_117 = l_116 + l_mut_34;
const float l_118 = float(l_117);
const float l_119 = l_mut_26.i_6;
const float l_120 = (l_115) ? l_118 : l_119;
l_mut_26.i_6 = l_120;
const float l_121 = l_46.i_6;
const float l_122 = l_mut_17.i_6;
const float l_123 = max(l_121, l_122);
l_mut_17.i_6 = l_123;
const float l_124 = l_46.i_7;
const float l_125 = l_mut_17.i_7;
const bool l_126 = l_124 > l_125;
const uint32 l_127 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_128 = l_127 + l_mut_34;
const float l_129 = float(l_128);
const float l_130 = l_mut_26.i_7;
const float l_131 = (l_126) ? l_129 : l_130;
l_mut_26.i_7 = l_131;
const float l_132 = l_46.i_7;
const float l_133 = l_mut_17.i_7;
const float l_134 = max(l_132, l_133);
l_mut_17.i_7 = l_134;
}
}
const __half_8 l_135 = __half_8{
__half(l_mut_17.i_0),__half(l_mut_17.i_1),__half(l_mut_17.i_2),__half(l_mut_17.i_3),__half(l_mut_17.i_4),__half(l_mut_17.i_5),__half(l_mut_17.i_6),__half(l_mut_17.i_7),};
buffer_1[l_3] = reinterpret_cast< __half_8 const&>(l_135);
buffer_2[l_3] = l_mut_26;
}

}

// max_pool::forward::max_pool_backward::MaxPoolBackward: 177 lines, 05690a44fa31eadb; grad of max_pool/2x14x14x96,k2s2p0,f16
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
    uint32 scalars_uint32[10];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)max_pool_backward_f__pack_8 (
    const float_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, __half_8* buffer_2, const __grid_constant__ info_st info
) {
float_8 l_mut_17;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[8];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[1];
const uint32 l_8 = l_7 + info.scalars_uint32[7];
const uint32 l_9 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_10 % info.scalars_uint32[0];
const uint32 l_12 = l_11 + info.scalars_uint32[7];
const uint32 l_13 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_14 = l_13 * info.scalars_uint32[0];
const uint32 l_15 = l_3 / l_14;
const float_8 l_16 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
const uint32 l_18 = l_12 + uint32(1);
const uint32 l_19 = max(l_18, info.scalars_uint32[5]);
const uint32 l_20 = l_19 - info.scalars_uint32[5];
const uint32 l_21 = l_20 + info.scalars_uint32[6];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_22 / info.scalars_uint32[6];
const uint32 l_24 = l_8 + uint32(1);
const uint32 l_25 = max(l_24, info.scalars_uint32[5]);
const uint32 l_26 = l_25 - info.scalars_uint32[5];
const uint32 l_27 = l_26 + info.scalars_uint32[6];
const uint32 l_28 = l_27 - uint32(1);
const uint32 l_29 = l_28 / info.scalars_uint32[6];
const uint32 l_30 = l_12 / info.scalars_uint32[6];
const uint32 l_31 = l_30 + uint32(1);
const uint32 l_32 = min(l_31, info.scalars_uint32[3]);

for (uint32 l_mut_33 = l_23; l_mut_33 < l_32; ++l_mut_33) {
const uint32 l_34 = l_8 / info.scalars_uint32[6];
const uint32 l_35 = l_34 + uint32(1);
const uint32 l_36 = min(l_35, info.scalars_uint32[4]);

for (uint32 l_mut_37 = l_29; l_mut_37 < l_36; ++l_mut_37) {
const uint32 l_38 = l_15 * info.scalars_uint32[3];
const uint32 l_39 = l_38 + l_mut_33;
const uint32 l_40 = l_39 * info.scalars_uint32[4];
const uint32 l_41 = l_40 + l_mut_37;
const uint32 l_42 = l_41 * info.scalars_uint32[2];
const uint32 l_43 = l_42 + l_5;
const uint32 l_44 = l_mut_33 * info.scalars_uint32[6];
const uint32 l_45 = l_12 - l_44;
const uint32 l_46 = l_45 * info.scalars_uint32[5];
const uint32 l_47 = l_46 + l_8;
const uint32 l_48 = l_mut_37 * info.scalars_uint32[6];
const uint32 l_49 = l_47 - l_48;
const float_8 l_50 = buffer_0[l_43];
const __half_8 l_51 = buffer_1[l_43];
const float_8 l_52 = float_8{
float(l_51.i_0),float(l_51.i_1),float(l_51.i_2),float(l_51.i_3),float(l_51.i_4),float(l_51.i_5),float(l_51.i_6),float(l_51.i_7),};
const float l_53 = l_50.i_0;
const float l_54 = float(l_49);
const bool l_55 = l_53 == l_54;
const float l_56 = l_52.i_0;
const float l_57 = (l_55) ? l_56 : float(0.0);
const float l_58 = l_mut_17.i_0;
const float l_59 = l_58 + l_57;
l_mut_17.i_0 = l_59;
const float l_60 = l_50.i_1;
const float l_61 = float(l_49);
const bool l_62 = l_60 == l_61;
const float l_63 = l_52.i_1;
const float l_64 = (l_62) ? l_63 : float(0.0);
const float l_65 = l_mut_17.i_1;
const float l_66 = l_65 + l_64;
l_mut_17.i_1 = l_66;
const float l_67 = l_50.i_2;
const float l_68 = float(l_49);
const bool l_69 = l_67 == l_68;
const float l_70 = l_52.i_2;
const float l_71 = (l_69) ? l_70 : float(0.0);
const float l_72 = l_mut_17.i_2;
const float l_73 = l_72 + l_71;
l_mut_17.i_2 = l_73;
const float l_74 = l_50.i_3;
const float l_75 = float(l_49);
const bool l_76 = l_74 == l_75;
const float l_77 = l_52.i_3;
const float l_78 = (l_76) ? l_77 : float(0.0);
const float l_79 = l_mut_17.i_3;
const float l_80 = l_79 + l_78;
l_mut_17.i_3 = l_80;
const float l_81 = l_50.i_4;
const float l_82 = float(l_49);
const bool l_83 = l_81 == l_82;
const float l_84 = l_52.i_4;
const float l_85 = (l_83) ? l_84 : float(0.0);
const float l_86 = l_mut_17.i_4;
const float l_87 = l_86 + l_85;
l_mut_17.i_4 = l_87;
const float l_88 = l_50.i_5;
const float l_89 = float(l_49);
const bool l_90 = l_88 == l_89;
const float l_91 = l_52.i_5;
const float l_92 = (l_90) ? l_91 : float(0.0);
const float l_93 = l_mut_17.i_5;
const float l_94 = l_93 + l_92;
l_mut_17.i_5 = l_94;
const float l_95 = l_50.i_6;
const float l_96 = float(l_49);
const bool l_97 = l_95 == l_96;
const float l_98 = l_52.i_6;
const float l_99 = (l_97) ? l_98 : float(0.0);
const float l_100 = l_mut_17.i_6;
const float l_101 = l_100 + l_99;
l_mut_17.i_6 = l_101;
const float l_102 = l_50.i_7;
const float l_103 = float(l_49);
const bool l_104 = l_102 == l_103;
const float l_105 = l_52.i_7;
const float l_106 = (l_104) ? l_105 : float(0.0);
const float l_107 = l_mut_17.i_7;
const float l_108 = l_107 + l_106;
l_mut_17.i_7 = l_108;
}
}
const __half_8 l_109 = __half_8{
__half(l_mut_17.i_0),__half(l_mut_17.i_1),__half(l_mut_17.i_2),__half(l_mut_17.i_3),__half(l_mut_17.i_4),__half(l_mut_17.i_5),__half(l_mut_17.i_6),__half(l_mut_17.i_7),};
buffer_2[l_3] = reinterpret_cast< __half_8 const&>(l_109);
}

}

// max_pool::forward::max_pool::MaxPool: 137 lines, 927b092086e84d06; grad of max_pool/2x14x14x96,k2s2p0,f16
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
    uint32 scalars_uint32[10];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)max_pool_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_17;
float_4 l_mut_26;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[8];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[4];
const uint32 l_8 = l_7 * info.scalars_uint32[6];
const uint32 l_9 = info.scalars_uint32[2] * info.scalars_uint32[4];
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_10 % info.scalars_uint32[3];
const uint32 l_12 = l_11 * info.scalars_uint32[6];
const uint32 l_13 = info.scalars_uint32[2] * info.scalars_uint32[4];
const uint32 l_14 = l_13 * info.scalars_uint32[3];
const uint32 l_15 = l_3 / l_14;
const float_4 l_16 = float_4{
float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),float(-3.4028234663852886e38),};
l_mut_17 = l_16;
const uint32 l_18 = max(l_12, info.scalars_uint32[7]);
const uint32 l_19 = l_18 - l_12;
const uint32 l_20 = max(l_8, info.scalars_uint32[7]);
const uint32 l_21 = l_20 - l_8;
const uint32 l_22 = l_19 * info.scalars_uint32[5];
const uint32 l_23 = l_22 + l_21;
const float l_24 = float(l_23);
const float_4 l_25 = float_4{
l_24,l_24,l_24,l_24,};
l_mut_26 = l_25;
const uint32 l_27 = info.scalars_uint32[0] + info.scalars_uint32[7];
const uint32 l_28 = l_27 - l_12;
const uint32 l_29 = min(info.scalars_uint32[5], l_28);

for (uint32 l_mut_30 = l_19; l_mut_30 < l_29; ++l_mut_30) {
const uint32 l_31 = info.scalars_uint32[1] + info.scalars_uint32[7];
const uint32 l_32 = l_31 - l_8;
const uint32 l_33 = min(info.scalars_uint32[5], l_32);

for (uint32 l_mut_34 = l_21; l_mut_34 < l_33; ++l_mut_34) {
const uint32 l_35 = l_15 * info.scalars_uint32[0];
const uint32 l_36 = l_35 + l_12;
const uint32 l_37 = l_36 + l_mut_30;
const uint32 l_38 = l_37 - info.scalars_uint32[7];
const uint32 l_39 = l_38 * info.scalars_uint32[1];
const uint32 l_40 = l_39 + l_8;
const uint32 l_41 = l_40 + l_mut_34;
const uint32 l_42 = l_41 - info.scalars_uint32[7];
const uint32 l_43 = l_42 * info.scalars_uint32[2];
const uint32 l_44 = l_43 + l_5;
const float_4 l_45 = buffer_0[l_44];
const float l_46 = l_45.i_0;
const float l_47 = l_mut_17.i_0;
const bool l_48 = l_46 > l_47;
const uint32 l_49 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_50 = l_49 + l_mut_34;
const float l_51 = float(l_50);
const float l_52 = l_mut_26.i_0;
const float l_53 = (l_48) ? l_51 : l_52;
l_mut_26.i_0 = l_53;
const float l_54 = l_45.i_0;
const float l_55 = l_mut_17.i_0;
const float l_56 = max(l_54, l_55);
l_mut_17.i_0 = l_56;
const float l_57 = l_45.i_1;
const float l_58 = l_mut_17.i_1;
const bool l_59 = l_57 > l_58;
const uint32 l_60 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_61 = l_60 + l_mut_34;
const float l_62 = float(l_61);
const float l_63 = l_mut_26.i_1;
const float l_64 = (l_59) ? l_62 : l_63;
l_mut_26.i_1 = l_64;
const float l_65 = l_45.i_1;
const float l_66 = l_mut_17.i_1;
const float l_67 = max(l_65, l_66);
l_mut_17.i_1 = l_67;
const float l_68 = l_45.i_2;
const float l_69 = l_mut_17.i_2;
const bool l_70 = l_68 > l_69;
const uint32 l_71 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_72 = l_71 + l_mut_34;
const float l_73 = float(l_72);
const float l_74 = l_mut_26.i_2;
const float l_75 = (l_70) ? l_73 : l_74;
l_mut_26.i_2 = l_75;
const float l_76 = l_45.i_2;
const float l_77 = l_mut_17.i_2;
const float l_78 = max(l_76, l_77);
l_mut_17.i_2 = l_78;
const float l_79 = l_45.i_3;
const float l_80 = l_mut_17.i_3;
const bool l_81 = l_79 > l_80;
const uint32 l_82 = l_mut_30 * info.scalars_uint32[5];
const uint32 l_83 = l_82 + l_mut_34;
const float l_84 = float(l_83);
const float l_85 = l_mut_26.i_3;
const float l_86 = (l_81) ? l_84 : l_85;
l_mut_26.i_3 = l_86;
const float l_87 = l_45.i_3;
const float l_88 = l_mut_17.i_3;
const float l_89 = max(l_87, l_88);
l_mut_17.i_3 = l_89;
}
}
buffer_1[l_3] = l_mut_17;
buffer_2[l_3] = l_mut_26;
}

}

// max_pool::forward::max_pool_backward::MaxPoolBackward: 120 lines, 17f544738be4cdd5; grad of max_pool/2x14x14x96,k2s2p0,f16
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
    uint32 scalars_uint32[10];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)max_pool_backward_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
float_4 l_mut_17;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[8];
if (l_4) {
const uint32 l_5 = l_3 % info.scalars_uint32[2];
const uint32 l_6 = l_3 / info.scalars_uint32[2];
const uint32 l_7 = l_6 % info.scalars_uint32[1];
const uint32 l_8 = l_7 + info.scalars_uint32[7];
const uint32 l_9 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_10 = l_3 / l_9;
const uint32 l_11 = l_10 % info.scalars_uint32[0];
const uint32 l_12 = l_11 + info.scalars_uint32[7];
const uint32 l_13 = info.scalars_uint32[2] * info.scalars_uint32[1];
const uint32 l_14 = l_13 * info.scalars_uint32[0];
const uint32 l_15 = l_3 / l_14;
const float_4 l_16 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_17 = l_16;
const uint32 l_18 = l_12 + uint32(1);
const uint32 l_19 = max(l_18, info.scalars_uint32[5]);
const uint32 l_20 = l_19 - info.scalars_uint32[5];
const uint32 l_21 = l_20 + info.scalars_uint32[6];
const uint32 l_22 = l_21 - uint32(1);
const uint32 l_23 = l_22 / info.scalars_uint32[6];
const uint32 l_24 = l_8 + uint32(1);
const uint32 l_25 = max(l_24, info.scalars_uint32[5]);
const uint32 l_26 = l_25 - info.scalars_uint32[5];
const uint32 l_27 = l_26 + info.scalars_uint32[6];
const uint32 l_28 = l_27 - uint32(1);
const uint32 l_29 = l_28 / info.scalars_uint32[6];
const uint32 l_30 = l_12 / info.scalars_uint32[6];
const uint32 l_31 = l_30 + uint32(1);
const uint32 l_32 = min(l_31, info.scalars_uint32[3]);

for (uint32 l_mut_33 = l_23; l_mut_33 < l_32; ++l_mut_33) {
const uint32 l_34 = l_8 / info.scalars_uint32[6];
const uint32 l_35 = l_34 + uint32(1);
const uint32 l_36 = min(l_35, info.scalars_uint32[4]);

for (uint32 l_mut_37 = l_29; l_mut_37 < l_36; ++l_mut_37) {
const uint32 l_38 = l_15 * info.scalars_uint32[3];
const uint32 l_39 = l_38 + l_mut_33;
const uint32 l_40 = l_39 * info.scalars_uint32[4];
const uint32 l_41 = l_40 + l_mut_37;
const uint32 l_42 = l_41 * info.scalars_uint32[2];
const uint32 l_43 = l_42 + l_5;
const uint32 l_44 = l_mut_33 * info.scalars_uint32[6];
const uint32 l_45 = l_12 - l_44;
const uint32 l_46 = l_45 * info.scalars_uint32[5];
const uint32 l_47 = l_46 + l_8;
const uint32 l_48 = l_mut_37 * info.scalars_uint32[6];
const uint32 l_49 = l_47 - l_48;
const float_4 l_50 = buffer_0[l_43];
const float_4 l_51 = buffer_1[l_43];
const float l_52 = l_50.i_0;
const float l_53 = float(l_49);
const bool l_54 = l_52 == l_53;
const float l_55 = l_51.i_0;
const float l_56 = (l_54) ? l_55 : float(0.0);
const float l_57 = l_mut_17.i_0;
const float l_58 = l_57 + l_56;
l_mut_17.i_0 = l_58;
const float l_59 = l_50.i_1;
const float l_60 = float(l_49);
const bool l_61 = l_59 == l_60;
const float l_62 = l_51.i_1;
const float l_63 = (l_61) ? l_62 : float(0.0);
const float l_64 = l_mut_17.i_1;
const float l_65 = l_64 + l_63;
l_mut_17.i_1 = l_65;
const float l_66 = l_50.i_2;
const float l_67 = float(l_49);
const bool l_68 = l_66 == l_67;
const float l_69 = l_51.i_2;
const float l_70 = (l_68) ? l_69 : float(0.0);
const float l_71 = l_mut_17.i_2;
const float l_72 = l_71 + l_70;
l_mut_17.i_2 = l_72;
const float l_73 = l_50.i_3;
const float l_74 = float(l_49);
const bool l_75 = l_73 == l_74;
const float l_76 = l_51.i_3;
const float l_77 = (l_75) ? l_76 : float(0.0);
const float l_78 = l_mut_17.i_3;
const float l_79 = l_78 + l_77;
l_mut_17.i_3 = l_79;
}
}
buffer_2[l_3] = l_mut_17;
}

}

