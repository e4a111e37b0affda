// group_norm::forward::fold::Fold: 48 lines, ae354cf3e09c7dae; test of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 4>,
}

@group(0)
@binding(2)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn fold(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_5: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[1];
if l_4 {
l_mut_5 = f32(0.0);

for (var l_mut_6: u32 = u32(0); l_mut_6 < info.scalars_u32[0]; l_mut_6++) {
let l_7 = l_3 * info.scalars_u32[0];
let l_8 = l_7 + l_mut_6;
let l_9 = buffer_0_global[l_8];
l_mut_5 = l_mut_5 + l_9;
}
let l_10 = l_mut_5 * info.scalars_f32[0];
buffer_1_global[l_3] = l_10;
}
}

// group_norm::forward::apply::Apply: 120 lines, 25d75b5461ef0a8a; test of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<vec4<f32>>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<f32>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

@group(0)
@binding(5)
var<storage, read_write> buffer_5_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 12>,
}

@group(0)
@binding(6)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn apply_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_11: vec4<f32>;
var l_mut_12: vec4<f32>;
var l_mut_31: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 % info.scalars_u32[1];
let l_6 = info.scalars_u32[0] * info.scalars_u32[1];
let l_7 = l_3 / l_6;
let l_8 = l_7 * info.scalars_u32[2];
let l_9 = l_5 * u32(4);
let l_10 = vec4<f32>(f32(0.0));
l_mut_11 = l_10;
l_mut_12 = l_mut_11;
let l_13 = l_9 + u32(0);
let l_14 = l_13 / info.scalars_u32[3];
let l_15 = l_8 + l_14;
let l_16 = buffer_3_global[l_15];
l_mut_12[u32(0)] = l_16;
let l_17 = l_9 + u32(1);
let l_18 = l_17 / info.scalars_u32[3];
let l_19 = l_8 + l_18;
let l_20 = buffer_3_global[l_19];
l_mut_12[u32(1)] = l_20;
let l_21 = l_9 + u32(2);
let l_22 = l_21 / info.scalars_u32[3];
let l_23 = l_8 + l_22;
let l_24 = buffer_3_global[l_23];
l_mut_12[u32(2)] = l_24;
let l_25 = l_9 + u32(3);
let l_26 = l_25 / info.scalars_u32[3];
let l_27 = l_8 + l_26;
let l_28 = buffer_3_global[l_27];
l_mut_12[u32(3)] = l_28;
let l_29 = l_5 * u32(4);
let l_30 = vec4<f32>(f32(0.0));
l_mut_11 = l_30;
l_mut_31 = l_mut_11;
let l_32 = l_29 + u32(0);
let l_33 = l_32 / info.scalars_u32[3];
let l_34 = l_8 + l_33;
let l_35 = buffer_4_global[l_34];
l_mut_31[u32(0)] = l_35;
let l_36 = l_29 + u32(1);
let l_37 = l_36 / info.scalars_u32[3];
let l_38 = l_8 + l_37;
let l_39 = buffer_4_global[l_38];
l_mut_31[u32(1)] = l_39;
let l_40 = l_29 + u32(2);
let l_41 = l_40 / info.scalars_u32[3];
let l_42 = l_8 + l_41;
let l_43 = buffer_4_global[l_42];
l_mut_31[u32(2)] = l_43;
let l_44 = l_29 + u32(3);
let l_45 = l_44 / info.scalars_u32[3];
let l_46 = l_8 + l_45;
let l_47 = buffer_4_global[l_46];
l_mut_31[u32(3)] = l_47;
let l_48 = vec4<f32>(info.scalars_f32[0]);
let l_49 = l_mut_31 + l_48;
let l_50 = sqrt(l_49);
let l_51 = buffer_0_global[l_3];
let l_52 = l_51 - l_mut_12;
let l_53 = vec4<f32>(f32(1.0));
let l_54 = l_53 / l_50;
let l_55 = l_52 * l_54;
let l_56 = buffer_1_global[l_5];
let l_57 = buffer_2_global[l_5];
let l_58 = fma(l_55, l_56, l_57);
buffer_5_global[l_3] = l_58;
}
}

// group_norm::forward::run::Run: 45 lines, 2e6a9f87d2e9b0a6; test of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 4>,
}

@group(0)
@binding(2)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn run(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[0];
if l_4 {
let l_5 = f32(1.0) - info.scalars_f32[0];
let l_6 = buffer_0_global[l_3];
let l_7 = l_5 * l_6;
let l_8 = info.scalars_f32[0] * info.scalars_f32[1];
let l_9 = buffer_1_global[l_3];
let l_10 = l_8 * l_9;
let l_11 = l_7 + l_10;
buffer_0_global[l_3] = l_11;
}
}

// group_norm::backward::group_means::GroupMeans: 93 lines, 54f107b37206ccb3; grad of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<f32>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

@group(0)
@binding(5)
var<storage, read_write> buffer_5_global: array<f32>;

@group(0)
@binding(6)
var<storage, read_write> buffer_6_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 14>,
}

@group(0)
@binding(7)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn group_means_f_f32(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_14: f32;
var l_mut_15: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[2];
if l_4 {
let l_5 = info.scalars_u32[0] / info.scalars_u32[1];
let l_6 = l_3 / info.scalars_u32[1];
let l_7 = l_6 * info.scalars_u32[1];
let l_8 = l_3 - l_7;
let l_9 = l_8 * l_5;
let l_10 = buffer_3_global[l_3];
let l_11 = l_10 + info.scalars_f32[1];
let l_12 = sqrt(l_11);
let l_13 = f32(1.0) / l_12;
l_mut_14 = f32(0.0);
l_mut_15 = f32(0.0);
let l_16 = l_9 + l_5;

for (var l_mut_17: u32 = l_9; l_mut_17 < l_16; l_mut_17++) {
let l_18 = l_6 * info.scalars_u32[0];
let l_19 = l_18 + l_mut_17;
let l_20 = buffer_1_global[l_19];
let l_21 = l_20 * l_13;
let l_22 = l_6 * info.scalars_u32[0];
let l_23 = l_22 + l_mut_17;
buffer_4_global[l_23] = l_21;
let l_24 = buffer_2_global[l_mut_17];
let l_25 = l_6 * info.scalars_u32[0];
let l_26 = l_25 + l_mut_17;
let l_27 = buffer_0_global[l_26];
let l_28 = fma(l_24, l_27, l_mut_14);
l_mut_14 = l_28;
let l_29 = fma(l_24, l_21, l_mut_15);
l_mut_15 = l_29;
}
let l_30 = l_mut_14 * info.scalars_f32[0];
buffer_5_global[l_3] = l_30;
let l_31 = l_mut_15 * info.scalars_f32[0];
buffer_6_global[l_3] = l_31;
}
}

// group_norm::backward::elements::Elements: 178 lines, 7b3cd50e790211ec; grad of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<vec4<f32>>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<f32>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

@group(0)
@binding(5)
var<storage, read_write> buffer_5_global: array<f32>;

@group(0)
@binding(6)
var<storage, read_write> buffer_6_global: array<f32>;

@group(0)
@binding(7)
var<storage, read_write> buffer_7_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 16>,
}

@group(0)
@binding(8)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn elements_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_11: vec4<f32>;
var l_mut_12: vec4<f32>;
var l_mut_39: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 % info.scalars_u32[1];
let l_6 = l_5 * u32(4);
let l_7 = info.scalars_u32[0] * info.scalars_u32[1];
let l_8 = l_3 / l_7;
let l_9 = l_8 * info.scalars_u32[2];
let l_10 = vec4<f32>(f32(0.0));
l_mut_11 = l_10;
l_mut_12 = l_mut_11;
let l_13 = l_6 + u32(0);
let l_14 = l_13 / info.scalars_u32[3];
let l_15 = l_9 + l_14;
let l_16 = buffer_4_global[l_15];
l_mut_12[u32(0)] = l_16;
let l_17 = l_6 + u32(1);
let l_18 = l_17 / info.scalars_u32[3];
let l_19 = l_9 + l_18;
let l_20 = buffer_4_global[l_19];
l_mut_12[u32(1)] = l_20;
let l_21 = l_6 + u32(2);
let l_22 = l_21 / info.scalars_u32[3];
let l_23 = l_9 + l_22;
let l_24 = buffer_4_global[l_23];
l_mut_12[u32(2)] = l_24;
let l_25 = l_6 + u32(3);
let l_26 = l_25 / info.scalars_u32[3];
let l_27 = l_9 + l_26;
let l_28 = buffer_4_global[l_27];
l_mut_12[u32(3)] = l_28;
let l_29 = vec4<f32>(f32(1.0));
let l_30 = vec4<f32>(info.scalars_f32[0]);
let l_31 = l_mut_12 + l_30;
let l_32 = sqrt(l_31);
let l_33 = l_29 / l_32;
let l_34 = buffer_1_global[l_3];
let l_35 = buffer_2_global[l_5];
let l_36 = l_34 * l_35;
l_mut_12 = l_36;
let l_37 = buffer_0_global[l_3];
let l_38 = vec4<f32>(f32(0.0));
l_mut_11 = l_38;
l_mut_39 = l_mut_11;
let l_40 = l_6 + u32(0);
let l_41 = l_40 / info.scalars_u32[3];
let l_42 = l_9 + l_41;
let l_43 = buffer_3_global[l_42];
l_mut_39[u32(0)] = l_43;
let l_44 = l_6 + u32(1);
let l_45 = l_44 / info.scalars_u32[3];
let l_46 = l_9 + l_45;
let l_47 = buffer_3_global[l_46];
l_mut_39[u32(1)] = l_47;
let l_48 = l_6 + u32(2);
let l_49 = l_48 / info.scalars_u32[3];
let l_50 = l_9 + l_49;
let l_51 = buffer_3_global[l_50];
l_mut_39[u32(2)] = l_51;
let l_52 = l_6 + u32(3);
let l_53 = l_52 / info.scalars_u32[3];
let l_54 = l_9 + l_53;
let l_55 = buffer_3_global[l_54];
l_mut_39[u32(3)] = l_55;
let l_56 = l_37 - l_mut_39;
let l_57 = l_56 * l_33;
let l_58 = vec4<f32>(f32(0.0));
l_mut_39 = l_58;
l_mut_11 = l_mut_39;
let l_59 = l_6 + u32(0);
let l_60 = l_59 / info.scalars_u32[3];
let l_61 = l_9 + l_60;
let l_62 = buffer_6_global[l_61];
l_mut_11[u32(0)] = l_62;
let l_63 = l_6 + u32(1);
let l_64 = l_63 / info.scalars_u32[3];
let l_65 = l_9 + l_64;
let l_66 = buffer_6_global[l_65];
l_mut_11[u32(1)] = l_66;
let l_67 = l_6 + u32(2);
let l_68 = l_67 / info.scalars_u32[3];
let l_69 = l_9 + l_68;
let l_70 = buffer_6_global[l_69];
l_mut_11[u32(2)] = l_70;
let l_71 = l_6 + u32(3);
let l_72 = l_71 / info.scalars_u32[3];
let l_73 = l_9 + l_72;
let l_74 = buffer_6_global[l_73];
l_mut_11[u32(3)] = l_74;
let l_75 = l_57 * l_mut_11;
let l_76 = vec4<f32>(f32(0.0));
l_mut_39 = l_76;
l_mut_11 = l_mut_39;
let l_77 = l_6 + u32(0);
let l_78 = l_77 / info.scalars_u32[3];
let l_79 = l_9 + l_78;
let l_80 = buffer_5_global[l_79];
l_mut_11[u32(0)] = l_80;
let l_81 = l_6 + u32(1);
let l_82 = l_81 / info.scalars_u32[3];
let l_83 = l_9 + l_82;
let l_84 = buffer_5_global[l_83];
l_mut_11[u32(1)] = l_84;
let l_85 = l_6 + u32(2);
let l_86 = l_85 / info.scalars_u32[3];
let l_87 = l_9 + l_86;
let l_88 = buffer_5_global[l_87];
l_mut_11[u32(2)] = l_88;
let l_89 = l_6 + u32(3);
let l_90 = l_89 / info.scalars_u32[3];
let l_91 = l_9 + l_90;
let l_92 = buffer_5_global[l_91];
l_mut_11[u32(3)] = l_92;
let l_93 = l_mut_11 + l_75;
l_mut_12 = l_mut_12 - l_93;
let l_94 = l_33 * l_mut_12;
buffer_7_global[l_3] = l_94;
}
}

