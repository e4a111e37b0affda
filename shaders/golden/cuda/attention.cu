// attention::tensor::attention_tensor::AttentionTensor: 6004 lines, 372fe1df74f2a45d; test of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
3 Shared
5 __align__
2 __cvta_generic_to_shared
3 __device__
1 __global__
1 __grid_constant__
308 __half
1 __launch_bounds__
7 __restrict__
1 __shared__
8 __shfl_xor_sync
1 __syncthreads
4 addr
3 aligned
3 array
3 asm
3 blockDim
6 blockIdx
513 bool
3 bytes
2 char
1 col
5188 const
2 cta
1 cuda_runtime
4 dynamic_shared_mem
40 else
34 exp
2 extern
985 float
1 for
3 gridDim
105 if
3 include
1571 info
2 info_st
3 inline
5 int
2 ldmatrix
2 log
4 long
36 max
68 min
2 mma
1 registers
335 reinterpret_cast
1 row
4 row_addr
33 scalars_float
2 shared
2 short
4 signed
3 size
2 static_cast
1 static_meta
5 struct
3 sync
1 thread
61 threadIdx
1 trans
9 typedef
1 uint
5 unsigned
6 void
3 volatile
1 warpSize
1 warpSizeChecked


// attention::extras::statistics::Statistics: 109 lines, 59e9261a3c58b342; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
    float scalars_float[2];
uint32 scalars_uint32[22];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)statistics_f__pack_4 (
    const __half_4* __restrict__ buffer_0, const __half_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_34;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[21];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[0];
const uint32 l_9 = l_8 * info.scalars_uint32[0];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = info.scalars_uint32[6] * info.scalars_uint32[7];
const uint32 l_12 = l_8 % l_11;
const uint32 l_13 = l_12 / info.scalars_uint32[6];
const uint32 l_14 = l_13 * uint32(3);
const uint32 l_15 = l_7 / uint32(3);
const uint32 l_16 = l_14 + l_15;
const uint32 l_17 = l_12 % info.scalars_uint32[6];
const uint32 l_18 = l_17 * uint32(3);
const uint32 l_19 = l_7 % uint32(3);
const uint32 l_20 = l_18 + l_19;
const uint32 l_21 = l_16 + info.scalars_uint32[8];
const uint32 l_22 = info.scalars_uint32[7] * uint32(3);
const uint32 l_23 = l_21 % l_22;
const uint32 l_24 = l_20 + info.scalars_uint32[8];
const uint32 l_25 = info.scalars_uint32[6] * uint32(3);
const uint32 l_26 = l_24 % l_25;
const uint32 l_27 = info.scalars_uint32[6] * info.scalars_uint32[7];
const uint32 l_28 = l_8 / l_27;
const uint32 l_29 = l_23 * info.scalars_uint32[5];
const uint32 l_30 = l_29 + l_26;
const bool l_31 = l_23 < info.scalars_uint32[4];
const bool l_32 = l_26 < info.scalars_uint32[5];
const bool l_33 = l_31 && l_32;
l_mut_34 = float(0.0);
if (l_33) {
const uint32 l_35 = l_28 * info.scalars_uint32[19];
const uint32 l_36 = l_30 * info.scalars_uint32[18];
const uint32 l_37 = l_35 + l_36;
const uint32 l_38 = l_10 * uint32(4);
const uint32 l_39 = l_37 + l_38;
const uint32 l_40 = l_39 / uint32(4);
const uint32 l_41 = l_40 + uint32(0);
const __half_4 l_42 = buffer_0[l_41];
const float_4 l_43 = float_4{
float(l_42.i_0),float(l_42.i_1),float(l_42.i_2),float(l_42.i_3),};
const uint32 l_44 = l_40 + uint32(0);
const __half_4 l_45 = buffer_1[l_44];
const float_4 l_46 = float_4{
float(l_45.i_0),float(l_45.i_1),float(l_45.i_2),float(l_45.i_3),};
const float_4 l_47 = float_4{
l_43.i_0 * l_46.i_0, l_43.i_1 * l_46.i_1, l_43.i_2 * l_46.i_2, l_43.i_3 * l_46.i_3, };
const float l_48 = l_47.i_0;
l_mut_34 = l_mut_34 + l_48;
const float l_49 = l_47.i_1;
l_mut_34 = l_mut_34 + l_49;
const float l_50 = l_47.i_2;
l_mut_34 = l_mut_34 + l_50;
const float l_51 = l_47.i_3;
l_mut_34 = l_mut_34 + l_51;
}
const uint32 l_52 = uint32(2) * l_3;
const float l_53 = buffer_2[l_3];
buffer_3[l_52] = l_53;
const uint32 l_54 = uint32(2) * l_3;
const uint32 l_55 = l_54 + uint32(1);
buffer_3[l_55] = l_mut_34;
}

}

// attention::tensor_backward::sums_tensor::SumsTensor: 4118 lines, 6da63ba04bd99475; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
4 Shared
5 __align__
2 __cvta_generic_to_shared
3 __device__
1 __global__
1 __grid_constant__
225 __half
1 __launch_bounds__
6 __restrict__
1 __shared__
1 __syncthreads
4 addr
3 aligned
4 array
3 asm
6 blockIdx
334 bool
4 bytes
2 char
1 col
3563 const
2 cta
1 cuda_runtime
5 dynamic_shared_mem
40 else
16 exp
2 extern
683 float
1 for
3 gridDim
92 if
3 include
1098 info
2 info_st
3 inline
5 int
2 ldmatrix
4 long
65 min
2 mma
1 registers
260 reinterpret_cast
1 row
4 row_addr
25 scalars_float
2 shared
2 short
4 signed
4 size
2 static_cast
1 static_meta
5 struct
3 sync
1 thread
47 threadIdx
1 trans
9 typedef
1 uint
5 unsigned
6 void
3 volatile


// attention::tensor_backward::sums_tensor::SumsTensor: 4586 lines, a37c83752e218e0f; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
4 Shared
5 __align__
2 __cvta_generic_to_shared
3 __device__
1 __global__
1 __grid_constant__
257 __half
1 __launch_bounds__
6 __restrict__
1 __shared__
1 __syncthreads
4 addr
3 aligned
4 array
3 asm
6 blockIdx
342 bool
4 bytes
2 char
1 col
4021 const
2 cta
1 cuda_runtime
5 dynamic_shared_mem
40 else
16 exp
2 extern
715 float
1 for
3 gridDim
92 if
3 include
1282 info
2 info_st
3 inline
5 int
2 ldmatrix
4 long
16 max
65 min
2 mma
1 registers
340 reinterpret_cast
1 row
4 row_addr
25 scalars_float
2 shared
2 short
4 signed
4 size
2 static_cast
1 static_meta
5 struct
3 sync
1 thread
49 threadIdx
1 trans
9 typedef
1 uint
5 unsigned
6 void
3 volatile


// attention::extras::bias_sums::BiasSums: 326 lines, 047f6fc736812169; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
1 __global__
1 __grid_constant__
17 __half
1 __launch_bounds__
6 __restrict__
1 blockDim
2 blockIdx
24 bool
2 char
260 const
1 cuda_runtime
4 else
1 exp
1 extern
53 float
2 fma
2 for
1 gridDim
5 if
2 include
111 info
2 info_st
5 int
4 long
5 min
2 scalars_float
2 short
4 signed
1 static_meta
1 struct
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// attention::shared::attention::Attention: 1074 lines, a0a425b87cccc5bd; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
3 Shared
1 __align__
1 __global__
1 __grid_constant__
1 __launch_bounds__
7 __restrict__
1 __shared__
4 __syncthreads
3 array
4 blockIdx
103 bool
3 bytes
2 char
895 const
1 cuda_runtime
4 dynamic_shared_mem
3 else
2 exp
2 extern
160 float
9 fma
11 for
2 gridDim
13 if
1 include
283 info
2 info_st
5 int
1 log
4 long
1 max
19 min
1 registers
3 reinterpret_cast
9 scalars_float
2 short
4 signed
3 size
1 static_meta
1 struct
1 thread
5 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// attention::extras::statistics::Statistics: 94 lines, f7cdf765e481c873; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
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
uint32 scalars_uint32[22];uint32 static_meta[8];
};


extern "C" __global__ void __launch_bounds__(256)statistics_f_f32_pack_4 (
    const float_4* __restrict__ buffer_0, const float_4* __restrict__ buffer_1, const float* __restrict__ buffer_2, float* buffer_3, const __grid_constant__ info_st info
) {
float l_mut_34;
const uint32 l_0 = blockIdx.y * gridDim.x;
const uint32 l_1 = l_0 + blockIdx.x;
const uint32 l_2 = l_1 * blockDim.x;
const uint32 l_3 = l_2 + threadIdx.x;
const bool l_4 = l_3 < info.scalars_uint32[21];
if (l_4) {
const uint32 l_5 = l_3 / info.scalars_uint32[1];
const uint32 l_6 = l_5 * info.scalars_uint32[1];
const uint32 l_7 = l_3 - l_6;
const uint32 l_8 = l_5 / info.scalars_uint32[0];
const uint32 l_9 = l_8 * info.scalars_uint32[0];
const uint32 l_10 = l_5 - l_9;
const uint32 l_11 = info.scalars_uint32[6] * info.scalars_uint32[7];
const uint32 l_12 = l_8 % l_11;
const uint32 l_13 = l_12 / info.scalars_uint32[6];
const uint32 l_14 = l_13 * uint32(3);
const uint32 l_15 = l_7 / uint32(3);
const uint32 l_16 = l_14 + l_15;
const uint32 l_17 = l_12 % info.scalars_uint32[6];
const uint32 l_18 = l_17 * uint32(3);
const uint32 l_19 = l_7 % uint32(3);
const uint32 l_20 = l_18 + l_19;
const uint32 l_21 = l_16 + info.scalars_uint32[8];
const uint32 l_22 = info.scalars_uint32[7] * uint32(3);
const uint32 l_23 = l_21 % l_22;
const uint32 l_24 = l_20 + info.scalars_uint32[8];
const uint32 l_25 = info.scalars_uint32[6] * uint32(3);
const uint32 l_26 = l_24 % l_25;
const uint32 l_27 = info.scalars_uint32[6] * info.scalars_uint32[7];
const uint32 l_28 = l_8 / l_27;
const uint32 l_29 = l_23 * info.scalars_uint32[5];
const uint32 l_30 = l_29 + l_26;
const bool l_31 = l_23 < info.scalars_uint32[4];
const bool l_32 = l_26 < info.scalars_uint32[5];
const bool l_33 = l_31 && l_32;
l_mut_34 = float(0.0);
if (l_33) {
const uint32 l_35 = l_28 * info.scalars_uint32[19];
const uint32 l_36 = l_30 * info.scalars_uint32[18];
const uint32 l_37 = l_35 + l_36;
const uint32 l_38 = l_10 * uint32(4);
const uint32 l_39 = l_37 + l_38;
const uint32 l_40 = l_39 / uint32(4);
const uint32 l_41 = l_40 + uint32(0);
const float_4 l_42 = buffer_0[l_41];
const uint32 l_43 = l_40 + uint32(0);
const float_4 l_44 = buffer_1[l_43];
const float_4 l_45 = float_4{
l_42.i_0 * l_44.i_0, l_42.i_1 * l_44.i_1, l_42.i_2 * l_44.i_2, l_42.i_3 * l_44.i_3, };
const float l_46 = l_45.i_0;
l_mut_34 = l_mut_34 + l_46;
const float l_47 = l_45.i_1;
l_mut_34 = l_mut_34 + l_47;
const float l_48 = l_45.i_2;
l_mut_34 = l_mut_34 + l_48;
const float l_49 = l_45.i_3;
l_mut_34 = l_mut_34 + l_49;
}
const uint32 l_50 = uint32(2) * l_3;
const float l_51 = buffer_2[l_3];
buffer_3[l_50] = l_51;
const uint32 l_52 = uint32(2) * l_3;
const uint32 l_53 = l_52 + uint32(1);
buffer_3[l_53] = l_mut_34;
}

}

// attention::backward::sums::Sums: 498 lines, b814400e1aaffec5; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
6 Shared
1 __align__
1 __global__
1 __grid_constant__
1 __launch_bounds__
6 __restrict__
1 __shared__
3 __syncthreads
6 array
4 blockIdx
37 bool
6 bytes
2 char
369 const
1 cuda_runtime
7 dynamic_shared_mem
5 else
1 exp
2 extern
83 float
3 fma
4 for
2 gridDim
16 if
1 include
129 info
2 info_st
5 int
4 long
6 min
1 registers
6 reinterpret_cast
3 scalars_float
2 short
4 signed
6 size
1 static_meta
1 struct
1 thread
6 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// attention::backward::sums::Sums: 548 lines, f54e0bb49bc618fb; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
6 Shared
1 __align__
1 __global__
1 __grid_constant__
1 __launch_bounds__
6 __restrict__
1 __shared__
3 __syncthreads
6 array
4 blockIdx
38 bool
6 bytes
2 char
415 const
1 cuda_runtime
7 dynamic_shared_mem
5 else
1 exp
2 extern
86 float
4 fma
4 for
2 gridDim
16 if
1 include
152 info
2 info_st
5 int
4 long
2 max
6 min
1 registers
6 reinterpret_cast
3 scalars_float
2 short
4 signed
6 size
1 static_meta
1 struct
1 thread
6 threadIdx
9 typedef
1 uint
5 unsigned
1 void


// attention::extras::bias_sums::BiasSums: 317 lines, 5c002d6564f21f4b; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f16
1 __global__
1 __grid_constant__
1 __launch_bounds__
6 __restrict__
1 blockDim
2 blockIdx
24 bool
2 char
252 const
1 cuda_runtime
4 else
1 exp
1 extern
54 float
2 fma
2 for
1 gridDim
5 if
1 include
111 info
2 info_st
5 int
4 long
5 min
2 scalars_float
2 short
4 signed
1 static_meta
1 struct
1 threadIdx
9 typedef
1 uint
5 unsigned
1 void


