// l2_norm::forward::l2_norm::L2Norm: 91 lines, d48fed049f567a74; test of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
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
fn l2_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_33: f32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * u32(64);
let l_4 = local_invocation_id.x / u32(1);
let l_5 = l_3 + l_4;
let l_6 = local_invocation_id.x % u32(1);
let l_7 = min(l_6, l_0);
let l_8 = l_0 - l_7;
let l_9 = l_8 + u32(1);
let l_10 = l_9 - u32(1);
let l_11 = l_10 / u32(1);
let l_12 = info.scalars_u32[1] - u32(1);
let l_13 = min(l_5, l_12);
let l_14 = l_13 * l_0;
l_mut_15 = f32(0.0);

for (var l_mut_16: u32 = u32(0); l_mut_16 < l_11; l_mut_16++) {
let l_17 = l_14 + l_6;
let l_18 = l_mut_16 * u32(1);
let l_19 = l_17 + l_18;
let l_20 = buffer_0_global[l_19];
let l_21 = l_20[u32(0)];
let l_22 = l_20[u32(0)];
let l_23 = fma(l_21, l_22, l_mut_15);
l_mut_15 = l_23;
let l_24 = l_20[u32(1)];
let l_25 = l_20[u32(1)];
let l_26 = fma(l_24, l_25, l_mut_15);
l_mut_15 = l_26;
let l_27 = l_20[u32(2)];
let l_28 = l_20[u32(2)];
let l_29 = fma(l_27, l_28, l_mut_15);
l_mut_15 = l_29;
let l_30 = l_20[u32(3)];
let l_31 = l_20[u32(3)];
let l_32 = fma(l_30, l_31, l_mut_15);
l_mut_15 = l_32;
}
l_mut_33 = l_mut_15;
let l_34 = sqrt(l_mut_33);
let l_35 = max(l_34, info.scalars_f32[0]);
let l_36 = l_5 % info.scalars_u32[3];
let l_37 = l_36 < info.scalars_u32[2];
let l_38 = f32(1.0) / l_35;
let l_39 = select(f32(1.0), l_38, l_37);
let l_40 = l_5 < info.scalars_u32[1];
if l_40 {

for (var l_mut_41: u32 = u32(0); l_mut_41 < l_11; l_mut_41++) {
let l_42 = l_14 + l_6;
let l_43 = l_mut_41 * u32(1);
let l_44 = l_42 + l_43;
let l_45 = buffer_0_global[l_44];
let l_46 = vec4<f32>(l_39);
let l_47 = l_45 * l_46;
buffer_1_global[l_44] = l_47;
}
}
}

// l2_norm::backward::l2_norm::L2Norm: 125 lines, 1386fff7b7d8ef3c; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 6>,
}

@group(0)
@binding(3)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn l2_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_16: f32;
var l_mut_47: f32;
// registers a thread: 64
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * u32(64);
let l_4 = local_invocation_id.x / u32(1);
let l_5 = l_3 + l_4;
let l_6 = local_invocation_id.x % u32(1);
let l_7 = min(l_6, l_0);
let l_8 = l_0 - l_7;
let l_9 = l_8 + u32(1);
let l_10 = l_9 - u32(1);
let l_11 = l_10 / u32(1);
let l_12 = info.scalars_u32[1] - u32(1);
let l_13 = min(l_5, l_12);
let l_14 = l_13 * l_0;
l_mut_15 = f32(0.0);
l_mut_16 = f32(0.0);

for (var l_mut_17: u32 = u32(0); l_mut_17 < l_11; l_mut_17++) {
let l_18 = l_14 + l_6;
let l_19 = l_mut_17 * u32(1);
let l_20 = l_18 + l_19;
let l_21 = buffer_0_global[l_20];
let l_22 = buffer_1_global[l_20];
let l_23 = l_21[u32(0)];
let l_24 = l_21[u32(0)];
let l_25 = fma(l_23, l_24, l_mut_15);
l_mut_15 = l_25;
let l_26 = l_21[u32(0)];
let l_27 = l_22[u32(0)];
let l_28 = fma(l_26, l_27, l_mut_16);
l_mut_16 = l_28;
let l_29 = l_21[u32(1)];
let l_30 = l_21[u32(1)];
let l_31 = fma(l_29, l_30, l_mut_15);
l_mut_15 = l_31;
let l_32 = l_21[u32(1)];
let l_33 = l_22[u32(1)];
let l_34 = fma(l_32, l_33, l_mut_16);
l_mut_16 = l_34;
let l_35 = l_21[u32(2)];
let l_36 = l_21[u32(2)];
let l_37 = fma(l_35, l_36, l_mut_15);
l_mut_15 = l_37;
let l_38 = l_21[u32(2)];
let l_39 = l_22[u32(2)];
let l_40 = fma(l_38, l_39, l_mut_16);
l_mut_16 = l_40;
let l_41 = l_21[u32(3)];
let l_42 = l_21[u32(3)];
let l_43 = fma(l_41, l_42, l_mut_15);
l_mut_15 = l_43;
let l_44 = l_21[u32(3)];
let l_45 = l_22[u32(3)];
let l_46 = fma(l_44, l_45, l_mut_16);
l_mut_16 = l_46;
}
l_mut_47 = l_mut_15;
let l_48 = sqrt(l_mut_47);
l_mut_47 = l_mut_16;
let l_49 = l_5 % info.scalars_u32[3];
let l_50 = l_49 < info.scalars_u32[2];
let l_51 = max(l_48, info.scalars_f32[0]);
let l_52 = f32(1.0) / l_51;
let l_53 = select(f32(1.0), l_52, l_50);
let l_54 = l_48 > info.scalars_f32[0];
let l_55 = l_50 && l_54;
let l_56 = l_mut_47 * l_53;
let l_57 = l_56 * l_53;
let l_58 = select(f32(0.0), l_57, l_55);
let l_59 = l_5 < info.scalars_u32[1];
if l_59 {

for (var l_mut_60: u32 = u32(0); l_mut_60 < l_11; l_mut_60++) {
let l_61 = l_14 + l_6;
let l_62 = l_mut_60 * u32(1);
let l_63 = l_61 + l_62;
let l_64 = buffer_0_global[l_63];
let l_65 = vec4<f32>(l_58);
let l_66 = l_64 * l_65;
let l_67 = buffer_1_global[l_63];
let l_68 = l_67 - l_66;
let l_69 = vec4<f32>(l_53);
let l_70 = l_68 * l_69;
buffer_2_global[l_63] = l_70;
}
}
}

// l2_norm::forward::l2_norm::L2Norm: 114 lines, 32384f2862124edf; test of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 4>,
}

@group(0)
@binding(2)
var<storage, read> info: info_st;

var<workgroup> shared_memory_33: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn l2_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_34: u32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * u32(1);
let l_4 = local_invocation_id.x / u32(64);
let l_5 = l_3 + l_4;
let l_6 = local_invocation_id.x % u32(64);
let l_7 = min(l_6, l_0);
let l_8 = l_0 - l_7;
let l_9 = l_8 + u32(64);
let l_10 = l_9 - u32(1);
let l_11 = l_10 / u32(64);
let l_12 = info.scalars_u32[1] - u32(1);
let l_13 = min(l_5, l_12);
let l_14 = l_13 * l_0;
l_mut_15 = f32(0.0);

for (var l_mut_16: u32 = u32(0); l_mut_16 < l_11; l_mut_16++) {
let l_17 = l_14 + l_6;
let l_18 = l_mut_16 * u32(64);
let l_19 = l_17 + l_18;
let l_20 = buffer_0_global[l_19];
let l_21 = l_20[u32(0)];
let l_22 = l_20[u32(0)];
let l_23 = fma(l_21, l_22, l_mut_15);
l_mut_15 = l_23;
let l_24 = l_20[u32(1)];
let l_25 = l_20[u32(1)];
let l_26 = fma(l_24, l_25, l_mut_15);
l_mut_15 = l_26;
let l_27 = l_20[u32(2)];
let l_28 = l_20[u32(2)];
let l_29 = fma(l_27, l_28, l_mut_15);
l_mut_15 = l_29;
let l_30 = l_20[u32(3)];
let l_31 = l_20[u32(3)];
let l_32 = fma(l_30, l_31, l_mut_15);
l_mut_15 = l_32;
}
shared_memory_33[local_invocation_id.x] = l_mut_15;
workgroupBarrier();
l_mut_34 = u32(32);
loop {
let l_35 = l_mut_34 > u32(0);
let l_36 = !l_35;
if l_36 {
break;
}
let l_37 = local_invocation_id.x < l_mut_34;
if l_37 {
let l_38 = shared_memory_33[local_invocation_id.x];
let l_39 = local_invocation_id.x + l_mut_34;
let l_40 = shared_memory_33[l_39];
let l_41 = l_38 + l_40;
shared_memory_33[local_invocation_id.x] = l_41;
}
workgroupBarrier();
l_mut_34 = l_mut_34 / u32(2);
}
let l_42 = shared_memory_33[u32(0)];
workgroupBarrier();
let l_43 = sqrt(l_42);
let l_44 = max(l_43, info.scalars_f32[0]);
let l_45 = l_5 % info.scalars_u32[3];
let l_46 = l_45 < info.scalars_u32[2];
let l_47 = f32(1.0) / l_44;
let l_48 = select(f32(1.0), l_47, l_46);
let l_49 = l_5 < info.scalars_u32[1];
if l_49 {

for (var l_mut_50: u32 = u32(0); l_mut_50 < l_11; l_mut_50++) {
let l_51 = l_14 + l_6;
let l_52 = l_mut_50 * u32(64);
let l_53 = l_51 + l_52;
let l_54 = buffer_0_global[l_53];
let l_55 = vec4<f32>(l_48);
let l_56 = l_54 * l_55;
buffer_1_global[l_53] = l_56;
}
}
}

// l2_norm::backward::l2_norm::L2Norm: 171 lines, 091ab83422a8a305; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 6>,
}

@group(0)
@binding(3)
var<storage, read> info: info_st;

var<workgroup> shared_memory_47: array<f32, 64>;

var<workgroup> shared_memory_58: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn l2_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_16: f32;
var l_mut_48: u32;
// registers a thread: 64
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * u32(1);
let l_4 = local_invocation_id.x / u32(64);
let l_5 = l_3 + l_4;
let l_6 = local_invocation_id.x % u32(64);
let l_7 = min(l_6, l_0);
let l_8 = l_0 - l_7;
let l_9 = l_8 + u32(64);
let l_10 = l_9 - u32(1);
let l_11 = l_10 / u32(64);
let l_12 = info.scalars_u32[1] - u32(1);
let l_13 = min(l_5, l_12);
let l_14 = l_13 * l_0;
l_mut_15 = f32(0.0);
l_mut_16 = f32(0.0);

for (var l_mut_17: u32 = u32(0); l_mut_17 < l_11; l_mut_17++) {
let l_18 = l_14 + l_6;
let l_19 = l_mut_17 * u32(64);
let l_20 = l_18 + l_19;
let l_21 = buffer_0_global[l_20];
let l_22 = buffer_1_global[l_20];
let l_23 = l_21[u32(0)];
let l_24 = l_21[u32(0)];
let l_25 = fma(l_23, l_24, l_mut_15);
l_mut_15 = l_25;
let l_26 = l_21[u32(0)];
let l_27 = l_22[u32(0)];
let l_28 = fma(l_26, l_27, l_mut_16);
l_mut_16 = l_28;
let l_29 = l_21[u32(1)];
let l_30 = l_21[u32(1)];
let l_31 = fma(l_29, l_30, l_mut_15);
l_mut_15 = l_31;
let l_32 = l_21[u32(1)];
let l_33 = l_22[u32(1)];
let l_34 = fma(l_32, l_33, l_mut_16);
l_mut_16 = l_34;
let l_35 = l_21[u32(2)];
let l_36 = l_21[u32(2)];
let l_37 = fma(l_35, l_36, l_mut_15);
l_mut_15 = l_37;
let l_38 = l_21[u32(2)];
let l_39 = l_22[u32(2)];
let l_40 = fma(l_38, l_39, l_mut_16);
l_mut_16 = l_40;
let l_41 = l_21[u32(3)];
let l_42 = l_21[u32(3)];
let l_43 = fma(l_41, l_42, l_mut_15);
l_mut_15 = l_43;
let l_44 = l_21[u32(3)];
let l_45 = l_22[u32(3)];
let l_46 = fma(l_44, l_45, l_mut_16);
l_mut_16 = l_46;
}
shared_memory_47[local_invocation_id.x] = l_mut_15;
workgroupBarrier();
l_mut_48 = u32(32);
loop {
let l_49 = l_mut_48 > u32(0);
let l_50 = !l_49;
if l_50 {
break;
}
let l_51 = local_invocation_id.x < l_mut_48;
if l_51 {
let l_52 = shared_memory_47[local_invocation_id.x];
let l_53 = local_invocation_id.x + l_mut_48;
let l_54 = shared_memory_47[l_53];
let l_55 = l_52 + l_54;
shared_memory_47[local_invocation_id.x] = l_55;
}
workgroupBarrier();
l_mut_48 = l_mut_48 / u32(2);
}
let l_56 = shared_memory_47[u32(0)];
workgroupBarrier();
let l_57 = sqrt(l_56);
shared_memory_58[local_invocation_id.x] = l_mut_16;
workgroupBarrier();
l_mut_48 = u32(32);
loop {
let l_59 = l_mut_48 > u32(0);
let l_60 = !l_59;
if l_60 {
break;
}
let l_61 = local_invocation_id.x < l_mut_48;
if l_61 {
let l_62 = shared_memory_58[local_invocation_id.x];
let l_63 = local_invocation_id.x + l_mut_48;
let l_64 = shared_memory_58[l_63];
let l_65 = l_62 + l_64;
shared_memory_58[local_invocation_id.x] = l_65;
}
workgroupBarrier();
l_mut_48 = l_mut_48 / u32(2);
}
let l_66 = shared_memory_58[u32(0)];
workgroupBarrier();
let l_67 = l_5 % info.scalars_u32[3];
let l_68 = l_67 < info.scalars_u32[2];
let l_69 = max(l_57, info.scalars_f32[0]);
let l_70 = f32(1.0) / l_69;
let l_71 = select(f32(1.0), l_70, l_68);
let l_72 = l_57 > info.scalars_f32[0];
let l_73 = l_68 && l_72;
let l_74 = l_66 * l_71;
let l_75 = l_74 * l_71;
let l_76 = select(f32(0.0), l_75, l_73);
let l_77 = l_5 < info.scalars_u32[1];
if l_77 {

for (var l_mut_78: u32 = u32(0); l_mut_78 < l_11; l_mut_78++) {
let l_79 = l_14 + l_6;
let l_80 = l_mut_78 * u32(64);
let l_81 = l_79 + l_80;
let l_82 = buffer_0_global[l_81];
let l_83 = vec4<f32>(l_76);
let l_84 = l_82 * l_83;
let l_85 = buffer_1_global[l_81];
let l_86 = l_85 - l_84;
let l_87 = vec4<f32>(l_71);
let l_88 = l_86 * l_87;
buffer_2_global[l_81] = l_88;
}
}
}

