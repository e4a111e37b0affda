// softmax::forward::softmax::Softmax: 255 lines, b91af7e3f6cb5bee; test of channel_attention/2x49x64,groups2,f16
3 __align__
1 __global__
1 __grid_constant__
16 __half
1 __launch_bounds__
1 __restrict__
10 __shfl_xor_sync
3 blockDim
2 blockIdx
1 bool
2 char
152 const
1 cuda_runtime
16 exp
1 extern
133 float
3 for
1 gridDim
1 if
2 include
29 info
2 info_st
5 int
4 long
13 max
3 min
1 reinterpret_cast
26 scalars_float
2 short
4 signed
1 static_meta
4 struct
2 threadIdx
9 typedef
1 uint
5 unsigned
1 void
1 warpSize
1 warpSizeChecked


// softmax::backward::softmax::Softmax: 152 lines, 4c5bdf4d7e7b6136; grad of channel_attention/2x49x64,groups2,f16
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
uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)softmax_f__g_f32_pack_8 (
    const __half_8* __restrict__ buffer_0, const float_8* __restrict__ buffer_1, __half_8* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_47;
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
const float_8 l_22 = buffer_1[l_19];
const float l_23 = l_21.i_0;
const float l_24 = l_22.i_0;
const float l_25 = fma(l_23, l_24, l_mut_15);
l_mut_15 = l_25;
const float l_26 = l_21.i_1;
const float l_27 = l_22.i_1;
const float l_28 = fma(l_26, l_27, l_mut_15);
l_mut_15 = l_28;
const float l_29 = l_21.i_2;
const float l_30 = l_22.i_2;
const float l_31 = fma(l_29, l_30, l_mut_15);
l_mut_15 = l_31;
const float l_32 = l_21.i_3;
const float l_33 = l_22.i_3;
const float l_34 = fma(l_32, l_33, l_mut_15);
l_mut_15 = l_34;
const float l_35 = l_21.i_4;
const float l_36 = l_22.i_4;
const float l_37 = fma(l_35, l_36, l_mut_15);
l_mut_15 = l_37;
const float l_38 = l_21.i_5;
const float l_39 = l_22.i_5;
const float l_40 = fma(l_38, l_39, l_mut_15);
l_mut_15 = l_40;
const float l_41 = l_21.i_6;
const float l_42 = l_22.i_6;
const float l_43 = fma(l_41, l_42, l_mut_15);
l_mut_15 = l_43;
const float l_44 = l_21.i_7;
const float l_45 = l_22.i_7;
const float l_46 = fma(l_44, l_45, l_mut_15);
l_mut_15 = l_46;
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
const bool l_58 = l_5 < info.scalars_uint32[1];
if (l_58) {

for (uint32 l_mut_59 = uint32(0); l_mut_59 < l_11; ++l_mut_59) {
const uint32 l_60 = l_14 + l_6;
const uint32 l_61 = l_mut_59 * uint32(32);
const uint32 l_62 = l_60 + l_61;
const float_8 l_63 = float_8{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
const __half_8 l_64 = buffer_0[l_62];
const float_8 l_65 = float_8{
float(l_64.i_0),float(l_64.i_1),float(l_64.i_2),float(l_64.i_3),float(l_64.i_4),float(l_64.i_5),float(l_64.i_6),float(l_64.i_7),};
const float_8 l_66 = float_8{
l_63.i_0 * l_65.i_0, l_63.i_1 * l_65.i_1, l_63.i_2 * l_65.i_2, l_63.i_3 * l_65.i_3, l_63.i_4 * l_65.i_4, l_63.i_5 * l_65.i_5, l_63.i_6 * l_65.i_6, l_63.i_7 * l_65.i_7, };
const float_8 l_67 = buffer_1[l_62];
const float_8 l_68 = float_8{
l_mut_47,l_mut_47,l_mut_47,l_mut_47,l_mut_47,l_mut_47,l_mut_47,l_mut_47,};
const float_8 l_69 = float_8{
l_67.i_0 - l_68.i_0, l_67.i_1 - l_68.i_1, l_67.i_2 - l_68.i_2, l_67.i_3 - l_68.i_3, l_67.i_4 - l_68.i_4, l_67.i_5 - l_68.i_5, l_67.i_6 - l_68.i_6, l_67.i_7 - l_68.i_7, };
const float_8 l_70 = float_8{
l_66.i_0 * l_69.i_0, l_66.i_1 * l_69.i_1, l_66.i_2 * l_69.i_2, l_66.i_3 * l_69.i_3, l_66.i_4 * l_69.i_4, l_66.i_5 * l_69.i_5, l_66.i_6 * l_69.i_6, l_66.i_7 * l_69.i_7, };
const __half_8 l_71 = __half_8{
__half(l_70.i_0),__half(l_70.i_1),__half(l_70.i_2),__half(l_70.i_3),__half(l_70.i_4),__half(l_70.i_5),__half(l_70.i_6),__half(l_70.i_7),};
buffer_2[l_62] = reinterpret_cast< __half_8 const&>(l_71);
}
}

}

// softmax::forward::softmax::Softmax: 172 lines, b22cb96ef1367f9f; grad of channel_attention/2x49x64,groups2,f16
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


extern "C" __global__ void __launch_bounds__(256)softmax_f_f32_o_f32_pack_4 (
    const float_4* __restrict__ buffer_0, float_4* buffer_1, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_18;
float l_mut_36;
float l_mut_68;
float_4 l_mut_86;
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
const float_4 l_15 = buffer_0[l_14];
const float l_16 = l_15.i_0;
const float l_17 = l_16 * info.scalars_float[0];
l_mut_18 = l_17;

for (uint32 l_mut_19 = uint32(0); l_mut_19 < l_11; ++l_mut_19) {
const uint32 l_20 = l_14 + l_6;
const uint32 l_21 = l_mut_19 * uint32(32);
const uint32 l_22 = l_20 + l_21;
const float_4 l_23 = buffer_0[l_22];
const float l_24 = l_23.i_0;
const float l_25 = l_24 * info.scalars_float[0];
const float l_26 = max(l_mut_18, l_25);
l_mut_18 = l_26;
const float l_27 = l_23.i_1;
const float l_28 = l_27 * info.scalars_float[0];
const float l_29 = max(l_mut_18, l_28);
l_mut_18 = l_29;
const float l_30 = l_23.i_2;
const float l_31 = l_30 * info.scalars_float[0];
const float l_32 = max(l_mut_18, l_31);
l_mut_18 = l_32;
const float l_33 = l_23.i_3;
const float l_34 = l_33 * info.scalars_float[0];
const float l_35 = max(l_mut_18, l_34);
l_mut_18 = l_35;
}
l_mut_36 = l_mut_18;
const float l_37 = { __shfl_xor_sync(-1, l_mut_36, uint32(1)) };
const float l_38 = max(l_mut_36, l_37);
l_mut_36 = l_38;
const float l_39 = { __shfl_xor_sync(-1, l_mut_36, uint32(2)) };
const float l_40 = max(l_mut_36, l_39);
l_mut_36 = l_40;
const float l_41 = { __shfl_xor_sync(-1, l_mut_36, uint32(4)) };
const float l_42 = max(l_mut_36, l_41);
l_mut_36 = l_42;
const float l_43 = { __shfl_xor_sync(-1, l_mut_36, uint32(8)) };
const float l_44 = max(l_mut_36, l_43);
l_mut_36 = l_44;
const float l_45 = { __shfl_xor_sync(-1, l_mut_36, uint32(16)) };
const float l_46 = max(l_mut_36, l_45);
l_mut_36 = l_46;
l_mut_18 = float(0.0);

for (uint32 l_mut_47 = uint32(0); l_mut_47 < l_11; ++l_mut_47) {
const uint32 l_48 = l_14 + l_6;
const uint32 l_49 = l_mut_47 * uint32(32);
const uint32 l_50 = l_48 + l_49;
const float_4 l_51 = buffer_0[l_50];
const float l_52 = l_51.i_0;
const float l_53 = l_52 * info.scalars_float[0];
const float l_54 = l_53 - l_mut_36;
const float l_55 = exp(l_54);
l_mut_18 = l_mut_18 + l_55;
const float l_56 = l_51.i_1;
const float l_57 = l_56 * info.scalars_float[0];
const float l_58 = l_57 - l_mut_36;
const float l_59 = exp(l_58);
l_mut_18 = l_mut_18 + l_59;
const float l_60 = l_51.i_2;
const float l_61 = l_60 * info.scalars_float[0];
const float l_62 = l_61 - l_mut_36;
const float l_63 = exp(l_62);
l_mut_18 = l_mut_18 + l_63;
const float l_64 = l_51.i_3;
const float l_65 = l_64 * info.scalars_float[0];
const float l_66 = l_65 - l_mut_36;
const float l_67 = exp(l_66);
l_mut_18 = l_mut_18 + l_67;
}
l_mut_68 = l_mut_18;
const float l_69 = { __shfl_xor_sync(-1, l_mut_68, uint32(1)) };
const float l_70 = l_mut_68 + l_69;
l_mut_68 = l_70;
const float l_71 = { __shfl_xor_sync(-1, l_mut_68, uint32(2)) };
const float l_72 = l_mut_68 + l_71;
l_mut_68 = l_72;
const float l_73 = { __shfl_xor_sync(-1, l_mut_68, uint32(4)) };
const float l_74 = l_mut_68 + l_73;
l_mut_68 = l_74;
const float l_75 = { __shfl_xor_sync(-1, l_mut_68, uint32(8)) };
const float l_76 = l_mut_68 + l_75;
l_mut_68 = l_76;
const float l_77 = { __shfl_xor_sync(-1, l_mut_68, uint32(16)) };
const float l_78 = l_mut_68 + l_77;
l_mut_68 = l_78;
const float l_79 = float(1.0) / l_mut_68;
const bool l_80 = l_5 < info.scalars_uint32[1];
if (l_80) {

for (uint32 l_mut_81 = uint32(0); l_mut_81 < l_11; ++l_mut_81) {
const uint32 l_82 = l_14 + l_6;
const uint32 l_83 = l_mut_81 * uint32(32);
const uint32 l_84 = l_82 + l_83;
const float_4 l_85 = buffer_0[l_84];
l_mut_86 = l_85;
const float l_87 = l_mut_86.i_0;
const float l_88 = l_87 * info.scalars_float[0];
const float l_89 = l_88 - l_mut_36;
const float l_90 = exp(l_89);
const float l_91 = l_90 * l_79;
l_mut_86.i_0 = l_91;
const float l_92 = l_mut_86.i_1;
const float l_93 = l_92 * info.scalars_float[0];
const float l_94 = l_93 - l_mut_36;
const float l_95 = exp(l_94);
const float l_96 = l_95 * l_79;
l_mut_86.i_1 = l_96;
const float l_97 = l_mut_86.i_2;
const float l_98 = l_97 * info.scalars_float[0];
const float l_99 = l_98 - l_mut_36;
const float l_100 = exp(l_99);
const float l_101 = l_100 * l_79;
l_mut_86.i_2 = l_101;
const float l_102 = l_mut_86.i_3;
const float l_103 = l_102 * info.scalars_float[0];
const float l_104 = l_103 - l_mut_36;
const float l_105 = exp(l_104);
const float l_106 = l_105 * l_79;
l_mut_86.i_3 = l_106;
buffer_1[l_84] = l_mut_86;
}
}

}

// softmax::backward::softmax::Softmax: 109 lines, 68aa49f7d8913166; grad of channel_attention/2x49x64,groups2,f16
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
uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)softmax_f_f32_g_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, float_4* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_34;
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
const float_4 l_21 = buffer_1[l_19];
const float l_22 = l_20.i_0;
const float l_23 = l_21.i_0;
const float l_24 = fma(l_22, l_23, l_mut_15);
l_mut_15 = l_24;
const float l_25 = l_20.i_1;
const float l_26 = l_21.i_1;
const float l_27 = fma(l_25, l_26, l_mut_15);
l_mut_15 = l_27;
const float l_28 = l_20.i_2;
const float l_29 = l_21.i_2;
const float l_30 = fma(l_28, l_29, l_mut_15);
l_mut_15 = l_30;
const float l_31 = l_20.i_3;
const float l_32 = l_21.i_3;
const float l_33 = fma(l_31, l_32, l_mut_15);
l_mut_15 = l_33;
}
l_mut_34 = l_mut_15;
const float l_35 = { __shfl_xor_sync(-1, l_mut_34, uint32(1)) };
const float l_36 = l_mut_34 + l_35;
l_mut_34 = l_36;
const float l_37 = { __shfl_xor_sync(-1, l_mut_34, uint32(2)) };
const float l_38 = l_mut_34 + l_37;
l_mut_34 = l_38;
const float l_39 = { __shfl_xor_sync(-1, l_mut_34, uint32(4)) };
const float l_40 = l_mut_34 + l_39;
l_mut_34 = l_40;
const float l_41 = { __shfl_xor_sync(-1, l_mut_34, uint32(8)) };
const float l_42 = l_mut_34 + l_41;
l_mut_34 = l_42;
const float l_43 = { __shfl_xor_sync(-1, l_mut_34, uint32(16)) };
const float l_44 = l_mut_34 + l_43;
l_mut_34 = l_44;
const bool l_45 = l_5 < info.scalars_uint32[1];
if (l_45) {

for (uint32 l_mut_46 = uint32(0); l_mut_46 < l_11; ++l_mut_46) {
const uint32 l_47 = l_14 + l_6;
const uint32 l_48 = l_mut_46 * uint32(32);
const uint32 l_49 = l_47 + l_48;
const float_4 l_50 = float_4{
info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],info.scalars_float[0],};
const float_4 l_51 = buffer_0[l_49];
const float_4 l_52 = float_4{
l_50.i_0 * l_51.i_0, l_50.i_1 * l_51.i_1, l_50.i_2 * l_51.i_2, l_50.i_3 * l_51.i_3, };
const float_4 l_53 = buffer_1[l_49];
const float_4 l_54 = float_4{
l_mut_34,l_mut_34,l_mut_34,l_mut_34,};
const float_4 l_55 = float_4{
l_53.i_0 - l_54.i_0, l_53.i_1 - l_54.i_1, l_53.i_2 - l_54.i_2, l_53.i_3 - l_54.i_3, };
const float_4 l_56 = float_4{
l_52.i_0 * l_55.i_0, l_52.i_1 * l_55.i_1, l_52.i_2 * l_55.i_2, l_52.i_3 * l_55.i_3, };
buffer_2[l_49] = reinterpret_cast< float_4 const&>(l_56);
}
}

}

// softmax::forward::softmax::Softmax: 126 lines, ffac676435447e33; test of softmax/17x197,scale8,f16
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
uint32 scalars_uint32[2];uint32 static_meta[4];
};


extern "C" __global__ void __launch_bounds__(256)softmax_f__o__pack_1 (
    const __half* __restrict__ buffer_0, __half* buffer_1, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_19;
float l_mut_29;
float l_mut_50;
const uint32 l_0 = info.scalars_uint32[0] / uint32(1);
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
const __half l_15 = buffer_0[l_14];
const __half l_16 = l_15;
const float l_17 = float(l_16);
const float l_18 = l_17 * info.scalars_float[0];
l_mut_19 = l_18;

for (uint32 l_mut_20 = uint32(0); l_mut_20 < l_11; ++l_mut_20) {
const uint32 l_21 = l_14 + l_6;
const uint32 l_22 = l_mut_20 * uint32(32);
const uint32 l_23 = l_21 + l_22;
const __half l_24 = buffer_0[l_23];
const float l_25 = float(l_24);
const float l_26 = l_25;
const float l_27 = l_26 * info.scalars_float[0];
const float l_28 = max(l_mut_19, l_27);
l_mut_19 = l_28;
}
l_mut_29 = l_mut_19;
const float l_30 = { __shfl_xor_sync(-1, l_mut_29, uint32(1)) };
const float l_31 = max(l_mut_29, l_30);
l_mut_29 = l_31;
const float l_32 = { __shfl_xor_sync(-1, l_mut_29, uint32(2)) };
const float l_33 = max(l_mut_29, l_32);
l_mut_29 = l_33;
const float l_34 = { __shfl_xor_sync(-1, l_mut_29, uint32(4)) };
const float l_35 = max(l_mut_29, l_34);
l_mut_29 = l_35;
const float l_36 = { __shfl_xor_sync(-1, l_mut_29, uint32(8)) };
const float l_37 = max(l_mut_29, l_36);
l_mut_29 = l_37;
const float l_38 = { __shfl_xor_sync(-1, l_mut_29, uint32(16)) };
const float l_39 = max(l_mut_29, l_38);
l_mut_29 = l_39;
l_mut_19 = float(0.0);

for (uint32 l_mut_40 = uint32(0); l_mut_40 < l_11; ++l_mut_40) {
const uint32 l_41 = l_14 + l_6;
const uint32 l_42 = l_mut_40 * uint32(32);
const uint32 l_43 = l_41 + l_42;
const __half l_44 = buffer_0[l_43];
const float l_45 = float(l_44);
const float l_46 = l_45;
const float l_47 = l_46 * info.scalars_float[0];
const float l_48 = l_47 - l_mut_29;
const float l_49 = exp(l_48);
l_mut_19 = l_mut_19 + l_49;
}
l_mut_50 = l_mut_19;
const float l_51 = { __shfl_xor_sync(-1, l_mut_50, uint32(1)) };
const float l_52 = l_mut_50 + l_51;
l_mut_50 = l_52;
const float l_53 = { __shfl_xor_sync(-1, l_mut_50, uint32(2)) };
const float l_54 = l_mut_50 + l_53;
l_mut_50 = l_54;
const float l_55 = { __shfl_xor_sync(-1, l_mut_50, uint32(4)) };
const float l_56 = l_mut_50 + l_55;
l_mut_50 = l_56;
const float l_57 = { __shfl_xor_sync(-1, l_mut_50, uint32(8)) };
const float l_58 = l_mut_50 + l_57;
l_mut_50 = l_58;
const float l_59 = { __shfl_xor_sync(-1, l_mut_50, uint32(16)) };
const float l_60 = l_mut_50 + l_59;
l_mut_50 = l_60;
const float l_61 = float(1.0) / l_mut_50;
const bool l_62 = l_5 < info.scalars_uint32[1];
if (l_62) {

for (uint32 l_mut_63 = uint32(0); l_mut_63 < l_11; ++l_mut_63) {
const uint32 l_64 = l_14 + l_6;
const uint32 l_65 = l_mut_63 * uint32(32);
const uint32 l_66 = l_64 + l_65;
const __half l_67 = buffer_0[l_66];
const float l_68 = float(l_67);
l_mut_50 = l_68;
const float l_69 = l_mut_50;
const float l_70 = l_69 * info.scalars_float[0];
const float l_71 = l_70 - l_mut_29;
const float l_72 = exp(l_71);
const float l_73 = l_72 * l_61;
l_mut_50 = l_73;
const __half l_74 = __half(l_mut_50);
buffer_1[l_66] = l_74;
}
}

}

// softmax::backward::softmax::Softmax: 90 lines, 02df75c43bdc5d19; grad of softmax/17x197,scale8,f16
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
uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)softmax_f__g__pack_1 (
    const __half* __restrict__ buffer_0, const __half* __restrict__ buffer_1, __half* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_27;
const uint32 l_0 = info.scalars_uint32[0] / uint32(1);
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
const __half l_20 = buffer_0[l_19];
const float l_21 = float(l_20);
const __half l_22 = buffer_1[l_19];
const float l_23 = float(l_22);
const float l_24 = l_21;
const float l_25 = l_23;
const float l_26 = fma(l_24, l_25, l_mut_15);
l_mut_15 = l_26;
}
l_mut_27 = l_mut_15;
const float l_28 = { __shfl_xor_sync(-1, l_mut_27, uint32(1)) };
const float l_29 = l_mut_27 + l_28;
l_mut_27 = l_29;
const float l_30 = { __shfl_xor_sync(-1, l_mut_27, uint32(2)) };
const float l_31 = l_mut_27 + l_30;
l_mut_27 = l_31;
const float l_32 = { __shfl_xor_sync(-1, l_mut_27, uint32(4)) };
const float l_33 = l_mut_27 + l_32;
l_mut_27 = l_33;
const float l_34 = { __shfl_xor_sync(-1, l_mut_27, uint32(8)) };
const float l_35 = l_mut_27 + l_34;
l_mut_27 = l_35;
const float l_36 = { __shfl_xor_sync(-1, l_mut_27, uint32(16)) };
const float l_37 = l_mut_27 + l_36;
l_mut_27 = l_37;
const bool l_38 = l_5 < info.scalars_uint32[1];
if (l_38) {

for (uint32 l_mut_39 = uint32(0); l_mut_39 < l_11; ++l_mut_39) {
const uint32 l_40 = l_14 + l_6;
const uint32 l_41 = l_mut_39 * uint32(32);
const uint32 l_42 = l_40 + l_41;
const __half l_43 = buffer_0[l_42];
const float l_44 = float(l_43);
const float l_45 = info.scalars_float[0] * l_44;
const __half l_46 = buffer_1[l_42];
const float l_47 = float(l_46);
const float l_48 = l_47 - l_mut_27;
const float l_49 = l_45 * l_48;
const __half l_50 = __half(l_49);
buffer_2[l_42] = l_50;
}
}

}

// softmax::forward::softmax::Softmax: 120 lines, 4555e8b7f07c52ba; grad of softmax/17x197,scale8,f16
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


extern "C" __global__ void __launch_bounds__(256)softmax_f_f32_o_f32_pack_1 (
    const float* __restrict__ buffer_0, float* buffer_1, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_18;
float l_mut_27;
float l_mut_47;
const uint32 l_0 = info.scalars_uint32[0] / uint32(1);
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
const float l_15 = buffer_0[l_14];
const float l_16 = l_15;
const float l_17 = l_16 * info.scalars_float[0];
l_mut_18 = l_17;

for (uint32 l_mut_19 = uint32(0); l_mut_19 < l_11; ++l_mut_19) {
const uint32 l_20 = l_14 + l_6;
const uint32 l_21 = l_mut_19 * uint32(32);
const uint32 l_22 = l_20 + l_21;
const float l_23 = buffer_0[l_22];
const float l_24 = l_23;
const float l_25 = l_24 * info.scalars_float[0];
const float l_26 = max(l_mut_18, l_25);
l_mut_18 = l_26;
}
l_mut_27 = l_mut_18;
const float l_28 = { __shfl_xor_sync(-1, l_mut_27, uint32(1)) };
const float l_29 = max(l_mut_27, l_28);
l_mut_27 = l_29;
const float l_30 = { __shfl_xor_sync(-1, l_mut_27, uint32(2)) };
const float l_31 = max(l_mut_27, l_30);
l_mut_27 = l_31;
const float l_32 = { __shfl_xor_sync(-1, l_mut_27, uint32(4)) };
const float l_33 = max(l_mut_27, l_32);
l_mut_27 = l_33;
const float l_34 = { __shfl_xor_sync(-1, l_mut_27, uint32(8)) };
const float l_35 = max(l_mut_27, l_34);
l_mut_27 = l_35;
const float l_36 = { __shfl_xor_sync(-1, l_mut_27, uint32(16)) };
const float l_37 = max(l_mut_27, l_36);
l_mut_27 = l_37;
l_mut_18 = float(0.0);

for (uint32 l_mut_38 = uint32(0); l_mut_38 < l_11; ++l_mut_38) {
const uint32 l_39 = l_14 + l_6;
const uint32 l_40 = l_mut_38 * uint32(32);
const uint32 l_41 = l_39 + l_40;
const float l_42 = buffer_0[l_41];
const float l_43 = l_42;
const float l_44 = l_43 * info.scalars_float[0];
const float l_45 = l_44 - l_mut_27;
const float l_46 = exp(l_45);
l_mut_18 = l_mut_18 + l_46;
}
l_mut_47 = l_mut_18;
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
const float l_58 = float(1.0) / l_mut_47;
const bool l_59 = l_5 < info.scalars_uint32[1];
if (l_59) {

for (uint32 l_mut_60 = uint32(0); l_mut_60 < l_11; ++l_mut_60) {
const uint32 l_61 = l_14 + l_6;
const uint32 l_62 = l_mut_60 * uint32(32);
const uint32 l_63 = l_61 + l_62;
const float l_64 = buffer_0[l_63];
l_mut_47 = l_64;
const float l_65 = l_mut_47;
const float l_66 = l_65 * info.scalars_float[0];
const float l_67 = l_66 - l_mut_27;
const float l_68 = exp(l_67);
const float l_69 = l_68 * l_58;
l_mut_47 = l_69;
buffer_1[l_63] = l_mut_47;
}
}

}

// softmax::backward::softmax::Softmax: 84 lines, 8221a0c48b713911; grad of softmax/17x197,scale8,f16
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
uint32 scalars_uint32[2];uint32 static_meta[6];
};


extern "C" __global__ void __launch_bounds__(256)softmax_f_f32_g_f32_pack_1 (
    const float* __restrict__ buffer_0, const float* __restrict__ buffer_1, float* buffer_2, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_15;
float l_mut_25;
const uint32 l_0 = info.scalars_uint32[0] / uint32(1);
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
const float l_20 = buffer_0[l_19];
const float l_21 = buffer_1[l_19];
const float l_22 = l_20;
const float l_23 = l_21;
const float l_24 = fma(l_22, l_23, l_mut_15);
l_mut_15 = l_24;
}
l_mut_25 = l_mut_15;
const float l_26 = { __shfl_xor_sync(-1, l_mut_25, uint32(1)) };
const float l_27 = l_mut_25 + l_26;
l_mut_25 = l_27;
const float l_28 = { __shfl_xor_sync(-1, l_mut_25, uint32(2)) };
const float l_29 = l_mut_25 + l_28;
l_mut_25 = l_29;
const float l_30 = { __shfl_xor_sync(-1, l_mut_25, uint32(4)) };
const float l_31 = l_mut_25 + l_30;
l_mut_25 = l_31;
const float l_32 = { __shfl_xor_sync(-1, l_mut_25, uint32(8)) };
const float l_33 = l_mut_25 + l_32;
l_mut_25 = l_33;
const float l_34 = { __shfl_xor_sync(-1, l_mut_25, uint32(16)) };
const float l_35 = l_mut_25 + l_34;
l_mut_25 = l_35;
const bool l_36 = l_5 < info.scalars_uint32[1];
if (l_36) {

for (uint32 l_mut_37 = uint32(0); l_mut_37 < l_11; ++l_mut_37) {
const uint32 l_38 = l_14 + l_6;
const uint32 l_39 = l_mut_37 * uint32(32);
const uint32 l_40 = l_38 + l_39;
const float l_41 = buffer_0[l_40];
const float l_42 = info.scalars_float[0] * l_41;
const float l_43 = buffer_1[l_40];
const float l_44 = l_43 - l_mut_25;
const float l_45 = l_42 * l_44;
buffer_2[l_40] = l_45;
}
}

}

