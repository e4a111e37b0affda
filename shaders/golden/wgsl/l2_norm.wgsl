// l2_norm::forward::l2_norm::L2Norm: 87 lines, 342eba96681d8485; test of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32
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
var l_mut_13: f32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * WORKGROUP_SIZE_X;
let l_4 = l_3 + local_invocation_id.x;
let l_5 = min(u32(0), l_0);
let l_6 = l_0 - l_5;
let l_7 = l_6 + u32(1);
let l_8 = l_7 - u32(1);
let l_9 = l_8 / u32(1);
let l_10 = info.scalars_u32[1] - u32(1);
let l_11 = min(l_4, l_10);
let l_12 = l_11 * l_0;
l_mut_13 = f32(0.0);

for (var l_mut_14: u32 = u32(0); l_mut_14 < l_9; l_mut_14++) {
let l_15 = l_12 + u32(0);
let l_16 = l_mut_14 * u32(1);
let l_17 = l_15 + l_16;
let l_18 = buffer_0_global[l_17];
let l_19 = l_18[u32(0)];
let l_20 = l_18[u32(0)];
let l_21 = fma(l_19, l_20, l_mut_13);
l_mut_13 = l_21;
let l_22 = l_18[u32(1)];
let l_23 = l_18[u32(1)];
let l_24 = fma(l_22, l_23, l_mut_13);
l_mut_13 = l_24;
let l_25 = l_18[u32(2)];
let l_26 = l_18[u32(2)];
let l_27 = fma(l_25, l_26, l_mut_13);
l_mut_13 = l_27;
let l_28 = l_18[u32(3)];
let l_29 = l_18[u32(3)];
let l_30 = fma(l_28, l_29, l_mut_13);
l_mut_13 = l_30;
}
let l_31 = sqrt(l_mut_13);
let l_32 = max(l_31, info.scalars_f32[0]);
let l_33 = l_4 % info.scalars_u32[3];
let l_34 = l_33 < info.scalars_u32[2];
let l_35 = f32(1.0) / l_32;
let l_36 = select(f32(1.0), l_35, l_34);
let l_37 = l_4 < info.scalars_u32[1];
if l_37 {

for (var l_mut_38: u32 = u32(0); l_mut_38 < l_9; l_mut_38++) {
let l_39 = l_12 + u32(0);
let l_40 = l_mut_38 * u32(1);
let l_41 = l_39 + l_40;
let l_42 = buffer_0_global[l_41];
let l_43 = vec4<f32>(l_36);
let l_44 = l_42 * l_43;
buffer_1_global[l_41] = l_44;
}
}
}

// l2_norm::backward::l2_norm::L2Norm: 119 lines, 097715974d79ecf8; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32
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
var l_mut_13: f32;
var l_mut_14: f32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = l_2 * WORKGROUP_SIZE_X;
let l_4 = l_3 + local_invocation_id.x;
let l_5 = min(u32(0), l_0);
let l_6 = l_0 - l_5;
let l_7 = l_6 + u32(1);
let l_8 = l_7 - u32(1);
let l_9 = l_8 / u32(1);
let l_10 = info.scalars_u32[1] - u32(1);
let l_11 = min(l_4, l_10);
let l_12 = l_11 * l_0;
l_mut_13 = f32(0.0);
l_mut_14 = f32(0.0);

for (var l_mut_15: u32 = u32(0); l_mut_15 < l_9; l_mut_15++) {
let l_16 = l_12 + u32(0);
let l_17 = l_mut_15 * u32(1);
let l_18 = l_16 + l_17;
let l_19 = buffer_0_global[l_18];
let l_20 = buffer_1_global[l_18];
let l_21 = l_19[u32(0)];
let l_22 = l_19[u32(0)];
let l_23 = fma(l_21, l_22, l_mut_13);
l_mut_13 = l_23;
let l_24 = l_19[u32(0)];
let l_25 = l_20[u32(0)];
let l_26 = fma(l_24, l_25, l_mut_14);
l_mut_14 = l_26;
let l_27 = l_19[u32(1)];
let l_28 = l_19[u32(1)];
let l_29 = fma(l_27, l_28, l_mut_13);
l_mut_13 = l_29;
let l_30 = l_19[u32(1)];
let l_31 = l_20[u32(1)];
let l_32 = fma(l_30, l_31, l_mut_14);
l_mut_14 = l_32;
let l_33 = l_19[u32(2)];
let l_34 = l_19[u32(2)];
let l_35 = fma(l_33, l_34, l_mut_13);
l_mut_13 = l_35;
let l_36 = l_19[u32(2)];
let l_37 = l_20[u32(2)];
let l_38 = fma(l_36, l_37, l_mut_14);
l_mut_14 = l_38;
let l_39 = l_19[u32(3)];
let l_40 = l_19[u32(3)];
let l_41 = fma(l_39, l_40, l_mut_13);
l_mut_13 = l_41;
let l_42 = l_19[u32(3)];
let l_43 = l_20[u32(3)];
let l_44 = fma(l_42, l_43, l_mut_14);
l_mut_14 = l_44;
}
let l_45 = sqrt(l_mut_13);
let l_46 = l_4 % info.scalars_u32[3];
let l_47 = l_46 < info.scalars_u32[2];
let l_48 = max(l_45, info.scalars_f32[0]);
let l_49 = f32(1.0) / l_48;
let l_50 = select(f32(1.0), l_49, l_47);
let l_51 = l_45 > info.scalars_f32[0];
let l_52 = l_47 && l_51;
let l_53 = l_mut_14 * l_50;
let l_54 = l_53 * l_50;
let l_55 = select(f32(0.0), l_54, l_52);
let l_56 = l_4 < info.scalars_u32[1];
if l_56 {

for (var l_mut_57: u32 = u32(0); l_mut_57 < l_9; l_mut_57++) {
let l_58 = l_12 + u32(0);
let l_59 = l_mut_57 * u32(1);
let l_60 = l_58 + l_59;
let l_61 = buffer_0_global[l_60];
let l_62 = vec4<f32>(l_55);
let l_63 = l_61 * l_62;
let l_64 = buffer_1_global[l_60];
let l_65 = l_64 - l_63;
let l_66 = vec4<f32>(l_50);
let l_67 = l_65 * l_66;
buffer_2_global[l_60] = l_67;
}
}
}

// l2_norm::forward::l2_norm::L2Norm: 110 lines, b8a243db4be9410d; test of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32,gpu
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

var<workgroup> shared_memory_29: array<f32, 64>;

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
var l_mut_11: f32;
var l_mut_30: u32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = min(local_invocation_id.x, l_0);
let l_4 = l_0 - l_3;
let l_5 = l_4 + u32(64);
let l_6 = l_5 - u32(1);
let l_7 = l_6 / u32(64);
let l_8 = info.scalars_u32[1] - u32(1);
let l_9 = min(l_2, l_8);
let l_10 = l_9 * l_0;
l_mut_11 = f32(0.0);

for (var l_mut_12: u32 = u32(0); l_mut_12 < l_7; l_mut_12++) {
let l_13 = l_10 + local_invocation_id.x;
let l_14 = l_mut_12 * u32(64);
let l_15 = l_13 + l_14;
let l_16 = buffer_0_global[l_15];
let l_17 = l_16[u32(0)];
let l_18 = l_16[u32(0)];
let l_19 = fma(l_17, l_18, l_mut_11);
l_mut_11 = l_19;
let l_20 = l_16[u32(1)];
let l_21 = l_16[u32(1)];
let l_22 = fma(l_20, l_21, l_mut_11);
l_mut_11 = l_22;
let l_23 = l_16[u32(2)];
let l_24 = l_16[u32(2)];
let l_25 = fma(l_23, l_24, l_mut_11);
l_mut_11 = l_25;
let l_26 = l_16[u32(3)];
let l_27 = l_16[u32(3)];
let l_28 = fma(l_26, l_27, l_mut_11);
l_mut_11 = l_28;
}
shared_memory_29[local_invocation_id.x] = l_mut_11;
workgroupBarrier();
l_mut_30 = u32(32);
loop {
let l_31 = l_mut_30 > u32(0);
let l_32 = !l_31;
if l_32 {
break;
}
let l_33 = local_invocation_id.x < l_mut_30;
if l_33 {
let l_34 = local_invocation_id.x + l_mut_30;
let l_35 = shared_memory_29[l_34];
let l_36 = shared_memory_29[local_invocation_id.x];
let l_37 = l_36 + l_35;
shared_memory_29[local_invocation_id.x] = l_37;
}
workgroupBarrier();
l_mut_30 = l_mut_30 / u32(2);
}
let l_38 = shared_memory_29[u32(0)];
workgroupBarrier();
let l_39 = sqrt(l_38);
let l_40 = max(l_39, info.scalars_f32[0]);
let l_41 = l_2 % info.scalars_u32[3];
let l_42 = l_41 < info.scalars_u32[2];
let l_43 = f32(1.0) / l_40;
let l_44 = select(f32(1.0), l_43, l_42);
let l_45 = l_2 < info.scalars_u32[1];
if l_45 {

for (var l_mut_46: u32 = u32(0); l_mut_46 < l_7; l_mut_46++) {
let l_47 = l_10 + local_invocation_id.x;
let l_48 = l_mut_46 * u32(64);
let l_49 = l_47 + l_48;
let l_50 = buffer_0_global[l_49];
let l_51 = vec4<f32>(l_44);
let l_52 = l_50 * l_51;
buffer_1_global[l_49] = l_52;
}
}
}

// l2_norm::backward::l2_norm::L2Norm: 166 lines, 4ae05ca457d7826d; grad of l2_norm/5x1024,1of1,gain0.001,eps1e-12,f32,gpu
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

var<workgroup> shared_memory_43: array<f32, 64>;

var<workgroup> shared_memory_54: array<f32, 64>;

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
var l_mut_44: u32;
var l_mut_11: f32;
var l_mut_12: f32;
let l_0 = info.scalars_u32[0] / u32(4);
let l_1 = workgroup_id.y * num_workgroups.x;
let l_2 = l_1 + workgroup_id.x;
let l_3 = min(local_invocation_id.x, l_0);
let l_4 = l_0 - l_3;
let l_5 = l_4 + u32(64);
let l_6 = l_5 - u32(1);
let l_7 = l_6 / u32(64);
let l_8 = info.scalars_u32[1] - u32(1);
let l_9 = min(l_2, l_8);
let l_10 = l_9 * l_0;
l_mut_11 = f32(0.0);
l_mut_12 = f32(0.0);

for (var l_mut_13: u32 = u32(0); l_mut_13 < l_7; l_mut_13++) {
let l_14 = l_10 + local_invocation_id.x;
let l_15 = l_mut_13 * u32(64);
let l_16 = l_14 + l_15;
let l_17 = buffer_0_global[l_16];
let l_18 = buffer_1_global[l_16];
let l_19 = l_17[u32(0)];
let l_20 = l_17[u32(0)];
let l_21 = fma(l_19, l_20, l_mut_11);
l_mut_11 = l_21;
let l_22 = l_17[u32(0)];
let l_23 = l_18[u32(0)];
let l_24 = fma(l_22, l_23, l_mut_12);
l_mut_12 = l_24;
let l_25 = l_17[u32(1)];
let l_26 = l_17[u32(1)];
let l_27 = fma(l_25, l_26, l_mut_11);
l_mut_11 = l_27;
let l_28 = l_17[u32(1)];
let l_29 = l_18[u32(1)];
let l_30 = fma(l_28, l_29, l_mut_12);
l_mut_12 = l_30;
let l_31 = l_17[u32(2)];
let l_32 = l_17[u32(2)];
let l_33 = fma(l_31, l_32, l_mut_11);
l_mut_11 = l_33;
let l_34 = l_17[u32(2)];
let l_35 = l_18[u32(2)];
let l_36 = fma(l_34, l_35, l_mut_12);
l_mut_12 = l_36;
let l_37 = l_17[u32(3)];
let l_38 = l_17[u32(3)];
let l_39 = fma(l_37, l_38, l_mut_11);
l_mut_11 = l_39;
let l_40 = l_17[u32(3)];
let l_41 = l_18[u32(3)];
let l_42 = fma(l_40, l_41, l_mut_12);
l_mut_12 = l_42;
}
shared_memory_43[local_invocation_id.x] = l_mut_11;
workgroupBarrier();
l_mut_44 = u32(32);
loop {
let l_45 = l_mut_44 > u32(0);
let l_46 = !l_45;
if l_46 {
break;
}
let l_47 = local_invocation_id.x < l_mut_44;
if l_47 {
let l_48 = local_invocation_id.x + l_mut_44;
let l_49 = shared_memory_43[l_48];
let l_50 = shared_memory_43[local_invocation_id.x];
let l_51 = l_50 + l_49;
shared_memory_43[local_invocation_id.x] = l_51;
}
workgroupBarrier();
l_mut_44 = l_mut_44 / u32(2);
}
let l_52 = shared_memory_43[u32(0)];
workgroupBarrier();
let l_53 = sqrt(l_52);
shared_memory_54[local_invocation_id.x] = l_mut_12;
workgroupBarrier();
l_mut_44 = u32(32);
loop {
let l_55 = l_mut_44 > u32(0);
let l_56 = !l_55;
if l_56 {
break;
}
let l_57 = local_invocation_id.x < l_mut_44;
if l_57 {
let l_58 = local_invocation_id.x + l_mut_44;
let l_59 = shared_memory_54[l_58];
let l_60 = shared_memory_54[local_invocation_id.x];
let l_61 = l_60 + l_59;
shared_memory_54[local_invocation_id.x] = l_61;
}
workgroupBarrier();
l_mut_44 = l_mut_44 / u32(2);
}
let l_62 = shared_memory_54[u32(0)];
workgroupBarrier();
let l_63 = l_2 % info.scalars_u32[3];
let l_64 = l_63 < info.scalars_u32[2];
let l_65 = max(l_53, info.scalars_f32[0]);
let l_66 = f32(1.0) / l_65;
let l_67 = select(f32(1.0), l_66, l_64);
let l_68 = l_53 > info.scalars_f32[0];
let l_69 = l_64 && l_68;
let l_70 = l_62 * l_67;
let l_71 = l_70 * l_67;
let l_72 = select(f32(0.0), l_71, l_69);
let l_73 = l_2 < info.scalars_u32[1];
if l_73 {

for (var l_mut_74: u32 = u32(0); l_mut_74 < l_7; l_mut_74++) {
let l_75 = l_10 + local_invocation_id.x;
let l_76 = l_mut_74 * u32(64);
let l_77 = l_75 + l_76;
let l_78 = buffer_0_global[l_77];
let l_79 = vec4<f32>(l_72);
let l_80 = l_78 * l_79;
let l_81 = buffer_1_global[l_77];
let l_82 = l_81 - l_80;
let l_83 = vec4<f32>(l_67);
let l_84 = l_82 * l_83;
buffer_2_global[l_77] = l_84;
}
}
}

