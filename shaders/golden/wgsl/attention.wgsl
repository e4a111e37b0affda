// attention::plane::attention::Attention: 4238 lines, 855399c02751ba03; test of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
20 array
10 binding
3 builtin
1 compute
3 const
5 else
34 exp
48 fma
1 fn
3 for
10 group
40 if
1178 info
2 info_st
3678 let
57 local_invocation_id
2 log
32 max
86 min
5 num_workgroups
1 read
9 read_write
320 select
1 static_meta
10 storage
1 struct
64 subgroupBroadcast
23 var
8 workgroup_id
1 workgroup_size


// attention::extras::statistics::Statistics: 103 lines, 20bcda34cd908702; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 22>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn statistics_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_34: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[21];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[0];
let l_9 = l_8 * info.scalars_u32[0];
let l_10 = l_5 - l_9;
let l_11 = info.scalars_u32[6] * info.scalars_u32[7];
let l_12 = l_8 % l_11;
let l_13 = l_12 / info.scalars_u32[6];
let l_14 = l_13 * u32(3);
let l_15 = l_7 / u32(3);
let l_16 = l_14 + l_15;
let l_17 = l_12 % info.scalars_u32[6];
let l_18 = l_17 * u32(3);
let l_19 = l_7 % u32(3);
let l_20 = l_18 + l_19;
let l_21 = l_16 + info.scalars_u32[8];
let l_22 = info.scalars_u32[7] * u32(3);
let l_23 = l_21 % l_22;
let l_24 = l_20 + info.scalars_u32[8];
let l_25 = info.scalars_u32[6] * u32(3);
let l_26 = l_24 % l_25;
let l_27 = info.scalars_u32[6] * info.scalars_u32[7];
let l_28 = l_8 / l_27;
let l_29 = l_23 * info.scalars_u32[5];
let l_30 = l_29 + l_26;
let l_31 = l_23 < info.scalars_u32[4];
let l_32 = l_26 < info.scalars_u32[5];
let l_33 = l_31 && l_32;
l_mut_34 = f32(0.0);
if l_33 {
let l_35 = l_28 * info.scalars_u32[19];
let l_36 = l_30 * info.scalars_u32[18];
let l_37 = l_35 + l_36;
let l_38 = l_10 * u32(4);
let l_39 = l_37 + l_38;
let l_40 = l_39 / u32(4);
let l_41 = l_40 + u32(0);
let l_42 = buffer_0_global[l_41];
let l_43 = l_40 + u32(0);
let l_44 = buffer_1_global[l_43];
let l_45 = l_42 * l_44;
let l_46 = l_45[u32(0)];
l_mut_34 = l_mut_34 + l_46;
let l_47 = l_45[u32(1)];
l_mut_34 = l_mut_34 + l_47;
let l_48 = l_45[u32(2)];
l_mut_34 = l_mut_34 + l_48;
let l_49 = l_45[u32(3)];
l_mut_34 = l_mut_34 + l_49;
}
let l_50 = u32(2) * l_3;
let l_51 = buffer_2_global[l_3];
buffer_3_global[l_50] = l_51;
let l_52 = u32(2) * l_3;
let l_53 = l_52 + u32(1);
buffer_3_global[l_53] = l_mut_34;
}
}

// attention::backward::sums::Sums: 1843 lines, 1f15e798750b7d7f; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
21 array
10 binding
3 builtin
1 compute
3 const
25 else
1 exp
80 fma
1 fn
5 for
10 group
59 if
489 info
2 info_st
1370 let
26 local_invocation_id
11 min
5 num_workgroups
1 read
9 read_write
1 registers
11 select
1 static_meta
10 storage
1 struct
48 subgroupBroadcast
1 thread
26 var
8 workgroup_id
1 workgroup_size


// attention::backward::sums::Sums: 2700 lines, bc3d7460e3bb52d4; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
22 array
10 binding
3 builtin
1 compute
3 const
26 else
1 exp
96 fma
1 fn
5 for
10 group
60 if
873 info
2 info_st
2155 let
26 local_invocation_id
32 max
11 min
5 num_workgroups
1 read
9 read_write
1 registers
27 select
1 static_meta
10 storage
1 struct
64 subgroupBroadcast
1 thread
27 var
8 workgroup_id
1 workgroup_size


// attention::extras::bias_sums::BiasSums: 345 lines, 3a013b3eb8af8e35; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
2 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
10 array
8 binding
3 builtin
1 compute
3 const
4 else
1 exp
2 fma
1 fn
2 for
8 group
5 if
111 info
2 info_st
245 let
3 local_invocation_id
5 min
3 num_workgroups
1 read
7 read_write
11 select
1 static_meta
8 storage
1 struct
17 var
4 workgroup_id
1 workgroup_size


// attention::shared::attention::Attention: 1105 lines, 2e700c847e6719b1; test of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
16 array
10 binding
3 builtin
1 compute
3 const
3 else
2 exp
9 fma
1 fn
11 for
10 group
13 if
283 info
2 info_st
887 let
7 local_invocation_id
1 log
1 max
19 min
4 num_workgroups
1 read
9 read_write
1 registers
80 select
1 static_meta
10 storage
1 struct
1 thread
30 var
3 workgroup
4 workgroupBarrier
6 workgroup_id
1 workgroup_size


// attention::extras::statistics::Statistics: 103 lines, 02cd66fed57b4166; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 22>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn statistics_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_34: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[21];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[0];
let l_9 = l_8 * info.scalars_u32[0];
let l_10 = l_5 - l_9;
let l_11 = info.scalars_u32[6] * info.scalars_u32[7];
let l_12 = l_8 % l_11;
let l_13 = l_12 / info.scalars_u32[6];
let l_14 = l_13 * u32(3);
let l_15 = l_7 / u32(3);
let l_16 = l_14 + l_15;
let l_17 = l_12 % info.scalars_u32[6];
let l_18 = l_17 * u32(3);
let l_19 = l_7 % u32(3);
let l_20 = l_18 + l_19;
let l_21 = l_16 + info.scalars_u32[8];
let l_22 = info.scalars_u32[7] * u32(3);
let l_23 = l_21 % l_22;
let l_24 = l_20 + info.scalars_u32[8];
let l_25 = info.scalars_u32[6] * u32(3);
let l_26 = l_24 % l_25;
let l_27 = info.scalars_u32[6] * info.scalars_u32[7];
let l_28 = l_8 / l_27;
let l_29 = l_23 * info.scalars_u32[5];
let l_30 = l_29 + l_26;
let l_31 = l_23 < info.scalars_u32[4];
let l_32 = l_26 < info.scalars_u32[5];
let l_33 = l_31 && l_32;
l_mut_34 = f32(0.0);
if l_33 {
let l_35 = l_28 * info.scalars_u32[19];
let l_36 = l_30 * info.scalars_u32[18];
let l_37 = l_35 + l_36;
let l_38 = l_10 * u32(4);
let l_39 = l_37 + l_38;
let l_40 = l_39 / u32(4);
let l_41 = l_40 + u32(0);
let l_42 = buffer_0_global[l_41];
let l_43 = l_40 + u32(0);
let l_44 = buffer_1_global[l_43];
let l_45 = l_42 * l_44;
let l_46 = l_45[u32(0)];
l_mut_34 = l_mut_34 + l_46;
let l_47 = l_45[u32(1)];
l_mut_34 = l_mut_34 + l_47;
let l_48 = l_45[u32(2)];
l_mut_34 = l_mut_34 + l_48;
let l_49 = l_45[u32(3)];
l_mut_34 = l_mut_34 + l_49;
}
let l_50 = u32(2) * l_3;
let l_51 = buffer_2_global[l_3];
buffer_3_global[l_50] = l_51;
let l_52 = u32(2) * l_3;
let l_53 = l_52 + u32(1);
buffer_3_global[l_53] = l_mut_34;
}
}

// attention::backward::sums::Sums: 530 lines, a32b88022f148d8b; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
20 array
10 binding
3 builtin
1 compute
3 const
5 else
1 exp
3 fma
1 fn
4 for
10 group
16 if
129 info
2 info_st
362 let
8 local_invocation_id
6 min
4 num_workgroups
1 read
9 read_write
1 registers
11 select
1 static_meta
10 storage
1 struct
1 thread
25 var
6 workgroup
3 workgroupBarrier
6 workgroup_id
1 workgroup_size


// attention::backward::sums::Sums: 580 lines, 6e8853a2fc7f9a3a; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
1 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
20 array
10 binding
3 builtin
1 compute
3 const
5 else
1 exp
4 fma
1 fn
4 for
10 group
16 if
152 info
2 info_st
408 let
8 local_invocation_id
2 max
6 min
4 num_workgroups
1 read
9 read_write
1 registers
12 select
1 static_meta
10 storage
1 struct
1 thread
25 var
6 workgroup
3 workgroupBarrier
6 workgroup_id
1 workgroup_size


// attention::extras::bias_sums::BiasSums: 345 lines, 732ec69be01b2940; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
2 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
10 array
8 binding
3 builtin
1 compute
3 const
4 else
1 exp
2 fma
1 fn
2 for
8 group
5 if
111 info
2 info_st
245 let
3 local_invocation_id
5 min
3 num_workgroups
1 read
7 read_write
11 select
1 static_meta
8 storage
1 struct
17 var
4 workgroup_id
1 workgroup_size


