// layer_norm::backward::rows::Rows: 314 lines, e4620b1e89a88175; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
3 __align__
1 __global__
1 __grid_constant__
8 __half
1 __launch_bounds__
3 __restrict__
25 __shfl_xor_sync
3 blockDim
2 blockIdx
2 bool
2 char
164 const
1 cuda_runtime
1 extern
144 float
8 fma
4 for
1 gridDim
2 if
2 include
6 info
2 info_st
5 int
4 long
3 min
1 registers
1 reinterpret_cast
2 scalars_float
2 short
4 signed
1 sqrt
1 static_meta
4 struct
1 thread
2 threadIdx
9 typedef
1 uint
5 unsigned
1 void
1 warpSize
1 warpSizeChecked


// layer_norm::backward::columns::Columns: 96 lines, 41691848a33c2266; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[10];
};


extern "C" __global__ void __launch_bounds__(256)columns_f__pack_4 (
    const __half_4* __restrict__ buffer_0, const __half_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, float_4* buffer_4, const __grid_constant__ info_st info
) {
float_4 l_mut_10;
float_4 l_mut_12;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const uint32 l_4 = info.scalars_uint32[2] * info.scalars_uint32[1];
const bool l_5 = l_3 < l_4;
if (l_5) {
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = l_6 * uint32(64);
const uint32 l_8 = l_3 % info.scalars_uint32[1];
const float_4 l_9 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_10 = l_9;
const float_4 l_11 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_12 = l_11;
const uint32 l_13 = l_7 + uint32(64);
const uint32 l_14 = min(l_13, info.scalars_uint32[0]);

for (uint32 l_mut_15 = l_7; l_mut_15 < l_14; ++l_mut_15) {
const uint32 l_16 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_17 = l_16 + l_8;
const __half_4 l_18 = buffer_1[l_17];
const float_4 l_19 = float_4{
float(l_18.i_0),float(l_18.i_1),float(l_18.i_2),float(l_18.i_3),};
const uint32 l_20 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_21 = l_20 + l_8;
const __half_4 l_22 = buffer_0[l_21];
const float_4 l_23 = float_4{
float(l_22.i_0),float(l_22.i_1),float(l_22.i_2),float(l_22.i_3),};
const uint32 l_24 = uint32(2) * l_mut_15;
const float l_25 = buffer_2[l_24];
const float_4 l_26 = float_4{
l_25,l_25,l_25,l_25,};
const float_4 l_27 = float_4{
l_23.i_0 - l_26.i_0, l_23.i_1 - l_26.i_1, l_23.i_2 - l_26.i_2, l_23.i_3 - l_26.i_3, };
const uint32 l_28 = uint32(2) * l_mut_15;
const uint32 l_29 = l_28 + uint32(1);
const float l_30 = buffer_2[l_29];
const float_4 l_31 = float_4{
l_30,l_30,l_30,l_30,};
const float_4 l_32 = float_4{
l_27.i_0 * l_31.i_0, l_27.i_1 * l_31.i_1, l_27.i_2 * l_31.i_2, l_27.i_3 * l_31.i_3, };
const float_4 l_33 = float_4{
fma(l_19.i_0, l_32.i_0, l_mut_10.i_0),
fma(l_19.i_1, l_32.i_1, l_mut_10.i_1),
fma(l_19.i_2, l_32.i_2, l_mut_10.i_2),
fma(l_19.i_3, l_32.i_3, l_mut_10.i_3),
};
l_mut_10 = l_33;
l_mut_12 = float_4{
l_mut_12.i_0 + l_19.i_0, l_mut_12.i_1 + l_19.i_1, l_mut_12.i_2 + l_19.i_2, l_mut_12.i_3 + l_19.i_3, };
}
buffer_3[l_3] = l_mut_10;
buffer_4[l_3] = l_mut_12;
}

}

// layer_norm::backward::rows::Rows: 285 lines, 6b1da94b29b818ca; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
1 __align__
1 __global__
1 __grid_constant__
1 __launch_bounds__
3 __restrict__
25 __shfl_xor_sync
3 blockDim
2 blockIdx
2 bool
2 char
155 const
1 cuda_runtime
1 extern
112 float
8 fma
4 for
1 gridDim
2 if
1 include
6 info
2 info_st
5 int
4 long
3 min
1 registers
1 reinterpret_cast
2 scalars_float
2 short
4 signed
1 sqrt
1 static_meta
2 struct
1 thread
2 threadIdx
9 typedef
1 uint
5 unsigned
1 void
1 warpSize
1 warpSizeChecked


// layer_norm::backward::columns::Columns: 81 lines, 22cd3e91e00ad466; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[10];
};


extern "C" __global__ void __launch_bounds__(256)columns_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_4* buffer_3, float_4* buffer_4, const __grid_constant__ info_st info
) {
float_4 l_mut_10;
float_4 l_mut_12;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const uint32 l_4 = info.scalars_uint32[2] * info.scalars_uint32[1];
const bool l_5 = l_3 < l_4;
if (l_5) {
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = l_6 * uint32(64);
const uint32 l_8 = l_3 % info.scalars_uint32[1];
const float_4 l_9 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_10 = l_9;
const float_4 l_11 = float_4{
float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_12 = l_11;
const uint32 l_13 = l_7 + uint32(64);
const uint32 l_14 = min(l_13, info.scalars_uint32[0]);

for (uint32 l_mut_15 = l_7; l_mut_15 < l_14; ++l_mut_15) {
const uint32 l_16 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_17 = l_16 + l_8;
const float_4 l_18 = buffer_1[l_17];
const uint32 l_19 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_20 = l_19 + l_8;
const float_4 l_21 = buffer_0[l_20];
const uint32 l_22 = uint32(2) * l_mut_15;
const float l_23 = buffer_2[l_22];
const float_4 l_24 = float_4{
l_23,l_23,l_23,l_23,};
const float_4 l_25 = float_4{
l_21.i_0 - l_24.i_0, l_21.i_1 - l_24.i_1, l_21.i_2 - l_24.i_2, l_21.i_3 - l_24.i_3, };
const uint32 l_26 = uint32(2) * l_mut_15;
const uint32 l_27 = l_26 + uint32(1);
const float l_28 = buffer_2[l_27];
const float_4 l_29 = float_4{
l_28,l_28,l_28,l_28,};
const float_4 l_30 = float_4{
l_25.i_0 * l_29.i_0, l_25.i_1 * l_29.i_1, l_25.i_2 * l_29.i_2, l_25.i_3 * l_29.i_3, };
const float_4 l_31 = float_4{
fma(l_18.i_0, l_30.i_0, l_mut_10.i_0),
fma(l_18.i_1, l_30.i_1, l_mut_10.i_1),
fma(l_18.i_2, l_30.i_2, l_mut_10.i_2),
fma(l_18.i_3, l_30.i_3, l_mut_10.i_3),
};
l_mut_10 = l_31;
l_mut_12 = float_4{
l_mut_12.i_0 + l_18.i_0, l_mut_12.i_1 + l_18.i_1, l_mut_12.i_2 + l_18.i_2, l_mut_12.i_3 + l_18.i_3, };
}
buffer_3[l_3] = l_mut_10;
buffer_4[l_3] = l_mut_12;
}

}

// layer_norm::forward::layer_norm::LayerNorm: 238 lines, 28952ceaa5704d63; test of layer_norm/5x384,eps1e-12,mean0,f16
3 __align__
1 __global__
1 __grid_constant__
16 __half
1 __launch_bounds__
3 __restrict__
15 __shfl_xor_sync
3 blockDim
2 blockIdx
1 bool
2 char
121 const
1 cuda_runtime
1 extern
131 float
3 for
1 gridDim
1 if
2 include
6 info
2 info_st
5 int
4 long
3 min
1 reinterpret_cast
2 scalars_float
2 short
4 signed
1 sqrt
1 static_meta
4 struct
2 threadIdx
9 typedef
1 uint
5 unsigned
1 void
1 warpSize
1 warpSizeChecked


// layer_norm::backward::rows::Rows: 376 lines, be8a32e1b63d1141; grad of layer_norm/5x384,eps1e-12,mean0,f16
3 __align__
1 __global__
1 __grid_constant__
16 __half
1 __launch_bounds__
3 __restrict__
25 __shfl_xor_sync
3 blockDim
2 blockIdx
2 bool
2 char
188 const
1 cuda_runtime
1 extern
212 float
16 fma
4 for
1 gridDim
2 if
2 include
6 info
2 info_st
5 int
4 long
3 min
1 registers
1 reinterpret_cast
2 scalars_float
2 short
4 signed
1 sqrt
1 static_meta
4 struct
1 thread
2 threadIdx
9 typedef
1 uint
5 unsigned
1 void
1 warpSize
1 warpSizeChecked


// layer_norm::backward::columns::Columns: 110 lines, 2c9081fbb45afb08; grad of layer_norm/5x384,eps1e-12,mean0,f16
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
    uint32 scalars_uint32[4];uint32 static_meta[10];
};


extern "C" __global__ void __launch_bounds__(256)columns_f__pack_8 (
    const __half_8* __restrict__ buffer_0, const __half_8* __restrict__ buffer_1, const float* __restrict__ buffer_2, float_8* buffer_3, float_8* buffer_4, const __grid_constant__ info_st info
) {
float_8 l_mut_10;
float_8 l_mut_12;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const uint32 l_4 = info.scalars_uint32[2] * info.scalars_uint32[1];
const bool l_5 = l_3 < l_4;
if (l_5) {
const uint32 l_6 = l_3 / info.scalars_uint32[1];
const uint32 l_7 = l_6 * uint32(64);
const uint32 l_8 = l_3 % info.scalars_uint32[1];
const float_8 l_9 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_10 = l_9;
const float_8 l_11 = float_8{
float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),float(0.0),};
l_mut_12 = l_11;
const uint32 l_13 = l_7 + uint32(64);
const uint32 l_14 = min(l_13, info.scalars_uint32[0]);

for (uint32 l_mut_15 = l_7; l_mut_15 < l_14; ++l_mut_15) {
const uint32 l_16 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_17 = l_16 + l_8;
const __half_8 l_18 = buffer_1[l_17];
const float_8 l_19 = float_8{
float(l_18.i_0),float(l_18.i_1),float(l_18.i_2),float(l_18.i_3),float(l_18.i_4),float(l_18.i_5),float(l_18.i_6),float(l_18.i_7),};
const uint32 l_20 = l_mut_15 * info.scalars_uint32[1];
const uint32 l_21 = l_20 + l_8;
const __half_8 l_22 = buffer_0[l_21];
const float_8 l_23 = float_8{
float(l_22.i_0),float(l_22.i_1),float(l_22.i_2),float(l_22.i_3),float(l_22.i_4),float(l_22.i_5),float(l_22.i_6),float(l_22.i_7),};
const uint32 l_24 = uint32(2) * l_mut_15;
const float l_25 = buffer_2[l_24];
const float_8 l_26 = float_8{
l_25,l_25,l_25,l_25,l_25,l_25,l_25,l_25,};
const float_8 l_27 = float_8{
l_23.i_0 - l_26.i_0, l_23.i_1 - l_26.i_1, l_23.i_2 - l_26.i_2, l_23.i_3 - l_26.i_3, l_23.i_4 - l_26.i_4, l_23.i_5 - l_26.i_5, l_23.i_6 - l_26.i_6, l_23.i_7 - l_26.i_7, };
const uint32 l_28 = uint32(2) * l_mut_15;
const uint32 l_29 = l_28 + uint32(1);
const float l_30 = buffer_2[l_29];
const float_8 l_31 = float_8{
l_30,l_30,l_30,l_30,l_30,l_30,l_30,l_30,};
const float_8 l_32 = float_8{
l_27.i_0 * l_31.i_0, l_27.i_1 * l_31.i_1, l_27.i_2 * l_31.i_2, l_27.i_3 * l_31.i_3, l_27.i_4 * l_31.i_4, l_27.i_5 * l_31.i_5, l_27.i_6 * l_31.i_6, l_27.i_7 * l_31.i_7, };
const float_8 l_33 = float_8{
fma(l_19.i_0, l_32.i_0, l_mut_10.i_0),
fma(l_19.i_1, l_32.i_1, l_mut_10.i_1),
fma(l_19.i_2, l_32.i_2, l_mut_10.i_2),
fma(l_19.i_3, l_32.i_3, l_mut_10.i_3),
fma(l_19.i_4, l_32.i_4, l_mut_10.i_4),
fma(l_19.i_5, l_32.i_5, l_mut_10.i_5),
fma(l_19.i_6, l_32.i_6, l_mut_10.i_6),
fma(l_19.i_7, l_32.i_7, l_mut_10.i_7),
};
l_mut_10 = l_33;
l_mut_12 = float_8{
l_mut_12.i_0 + l_19.i_0, l_mut_12.i_1 + l_19.i_1, l_mut_12.i_2 + l_19.i_2, l_mut_12.i_3 + l_19.i_3, l_mut_12.i_4 + l_19.i_4, l_mut_12.i_5 + l_19.i_5, l_mut_12.i_6 + l_19.i_6, l_mut_12.i_7 + l_19.i_7, };
}
buffer_3[l_3] = l_mut_10;
buffer_4[l_3] = l_mut_12;
}

}

// layer_norm::forward::layer_norm::LayerNorm: 177 lines, e24e7baef3b801d4; grad of layer_norm/5x384,eps1e-12,mean0,f16
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
uint32 scalars_uint32[2];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)layer_norm_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float_4* __restrict__ buffer_2, float_4* buffer_3, const __grid_constant__ info_st info
) {
uint32 warpSizeChecked = min(warpSize, blockDim.x * blockDim.y * blockDim.z);
float l_mut_17;
float l_mut_27;
float l_mut_56;
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
const float l_15 = float(info.scalars_uint32[0]);
const float l_16 = float(1.0) / l_15;
l_mut_17 = float(0.0);

for (uint32 l_mut_18 = uint32(0); l_mut_18 < l_11; ++l_mut_18) {
const uint32 l_19 = l_14 + l_6;
const uint32 l_20 = l_mut_18 * uint32(32);
const uint32 l_21 = l_19 + l_20;
const float_4 l_22 = buffer_0[l_21];
const float l_23 = l_22.i_0;
l_mut_17 = l_mut_17 + l_23;
const float l_24 = l_22.i_1;
l_mut_17 = l_mut_17 + l_24;
const float l_25 = l_22.i_2;
l_mut_17 = l_mut_17 + l_25;
const float l_26 = l_22.i_3;
l_mut_17 = l_mut_17 + l_26;
}
l_mut_27 = l_mut_17;
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
const float l_38 = l_mut_27 * l_16;
l_mut_27 = float(0.0);
l_mut_17 = float(0.0);

for (uint32 l_mut_39 = uint32(0); l_mut_39 < l_11; ++l_mut_39) {
const uint32 l_40 = l_14 + l_6;
const uint32 l_41 = l_mut_39 * uint32(32);
const uint32 l_42 = l_40 + l_41;
const float_4 l_43 = buffer_0[l_42];
const float l_44 = l_43.i_0;
const float l_45 = l_44 - l_38;
l_mut_27 = l_mut_27 + l_45;
const float l_46 = l_45 * l_45;
l_mut_17 = l_mut_17 + l_46;
const float l_47 = l_43.i_1;
const float l_48 = l_47 - l_38;
l_mut_27 = l_mut_27 + l_48;
const float l_49 = l_48 * l_48;
l_mut_17 = l_mut_17 + l_49;
const float l_50 = l_43.i_2;
const float l_51 = l_50 - l_38;
l_mut_27 = l_mut_27 + l_51;
const float l_52 = l_51 * l_51;
l_mut_17 = l_mut_17 + l_52;
const float l_53 = l_43.i_3;
const float l_54 = l_53 - l_38;
l_mut_27 = l_mut_27 + l_54;
const float l_55 = l_54 * l_54;
l_mut_17 = l_mut_17 + l_55;
}
l_mut_56 = l_mut_27;
const float l_57 = { __shfl_xor_sync(-1, l_mut_56, uint32(1)) };
const float l_58 = l_mut_56 + l_57;
l_mut_56 = l_58;
const float l_59 = { __shfl_xor_sync(-1, l_mut_56, uint32(2)) };
const float l_60 = l_mut_56 + l_59;
l_mut_56 = l_60;
const float l_61 = { __shfl_xor_sync(-1, l_mut_56, uint32(4)) };
const float l_62 = l_mut_56 + l_61;
l_mut_56 = l_62;
const float l_63 = { __shfl_xor_sync(-1, l_mut_56, uint32(8)) };
const float l_64 = l_mut_56 + l_63;
l_mut_56 = l_64;
const float l_65 = { __shfl_xor_sync(-1, l_mut_56, uint32(16)) };
const float l_66 = l_mut_56 + l_65;
l_mut_56 = l_66;
const float l_67 = l_mut_56 * l_16;
l_mut_56 = l_mut_17;
const float l_68 = { __shfl_xor_sync(-1, l_mut_56, uint32(1)) };
const float l_69 = l_mut_56 + l_68;
l_mut_56 = l_69;
const float l_70 = { __shfl_xor_sync(-1, l_mut_56, uint32(2)) };
const float l_71 = l_mut_56 + l_70;
l_mut_56 = l_71;
const float l_72 = { __shfl_xor_sync(-1, l_mut_56, uint32(4)) };
const float l_73 = l_mut_56 + l_72;
l_mut_56 = l_73;
const float l_74 = { __shfl_xor_sync(-1, l_mut_56, uint32(8)) };
const float l_75 = l_mut_56 + l_74;
l_mut_56 = l_75;
const float l_76 = { __shfl_xor_sync(-1, l_mut_56, uint32(16)) };
const float l_77 = l_mut_56 + l_76;
l_mut_56 = l_77;
const float l_78 = l_mut_56 * l_16;
const float l_79 = l_67 * l_67;
const float l_80 = l_78 - l_79;
const float l_81 = l_38 + l_67;
const float l_82 = l_80 + info.scalars_float[0];
const float l_83 = sqrt(l_82);
const float l_84 = float(1.0) / l_83;
const bool l_85 = l_5 < info.scalars_uint32[1];
if (l_85) {

for (uint32 l_mut_86 = uint32(0); l_mut_86 < l_11; ++l_mut_86) {
const uint32 l_87 = l_mut_86 * uint32(32);
const uint32 l_88 = l_6 + l_87;
const uint32 l_89 = l_14 + l_88;
const float_4 l_90 = buffer_0[l_89];
const float_4 l_91 = float_4{
l_81,l_81,l_81,l_81,};
const float_4 l_92 = float_4{
l_90.i_0 - l_91.i_0, l_90.i_1 - l_91.i_1, l_90.i_2 - l_91.i_2, l_90.i_3 - l_91.i_3, };
const float_4 l_93 = float_4{
l_84,l_84,l_84,l_84,};
const float_4 l_94 = float_4{
l_92.i_0 * l_93.i_0, l_92.i_1 * l_93.i_1, l_92.i_2 * l_93.i_2, l_92.i_3 * l_93.i_3, };
const float_4 l_95 = buffer_1[l_88];
const float_4 l_96 = float_4{
l_94.i_0 * l_95.i_0, l_94.i_1 * l_95.i_1, l_94.i_2 * l_95.i_2, l_94.i_3 * l_95.i_3, };
const float_4 l_97 = buffer_2[l_88];
const float_4 l_98 = float_4{
l_96.i_0 + l_97.i_0, l_96.i_1 + l_97.i_1, l_96.i_2 + l_97.i_2, l_96.i_3 + l_97.i_3, };
const uint32 l_99 = l_14 + l_88;
buffer_3[l_99] = reinterpret_cast< float_4 const&>(l_98);
}
}

}

