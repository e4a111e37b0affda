// layer_norm::forward::layer_norm::LayerNorm: 129 lines, c432f66f1efcfa94; test of layer_norm/5x384,eps1e-12,mean0,f32
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
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
fn layer_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_26: f32;
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
let l_13 = f32(info.scalars_u32[0]);
let l_14 = f32(1.0) / l_13;
l_mut_15 = f32(0.0);

for (var l_mut_16: u32 = u32(0); l_mut_16 < l_9; l_mut_16++) {
let l_17 = l_12 + u32(0);
let l_18 = l_mut_16 * u32(1);
let l_19 = l_17 + l_18;
let l_20 = buffer_0_global[l_19];
let l_21 = l_20[u32(0)];
l_mut_15 = l_mut_15 + l_21;
let l_22 = l_20[u32(1)];
l_mut_15 = l_mut_15 + l_22;
let l_23 = l_20[u32(2)];
l_mut_15 = l_mut_15 + l_23;
let l_24 = l_20[u32(3)];
l_mut_15 = l_mut_15 + l_24;
}
let l_25 = l_mut_15 * l_14;
l_mut_15 = f32(0.0);
l_mut_26 = f32(0.0);

for (var l_mut_27: u32 = u32(0); l_mut_27 < l_9; l_mut_27++) {
let l_28 = l_12 + u32(0);
let l_29 = l_mut_27 * u32(1);
let l_30 = l_28 + l_29;
let l_31 = buffer_0_global[l_30];
let l_32 = l_31[u32(0)];
let l_33 = l_32 - l_25;
l_mut_15 = l_mut_15 + l_33;
let l_34 = l_33 * l_33;
l_mut_26 = l_mut_26 + l_34;
let l_35 = l_31[u32(1)];
let l_36 = l_35 - l_25;
l_mut_15 = l_mut_15 + l_36;
let l_37 = l_36 * l_36;
l_mut_26 = l_mut_26 + l_37;
let l_38 = l_31[u32(2)];
let l_39 = l_38 - l_25;
l_mut_15 = l_mut_15 + l_39;
let l_40 = l_39 * l_39;
l_mut_26 = l_mut_26 + l_40;
let l_41 = l_31[u32(3)];
let l_42 = l_41 - l_25;
l_mut_15 = l_mut_15 + l_42;
let l_43 = l_42 * l_42;
l_mut_26 = l_mut_26 + l_43;
}
let l_44 = l_mut_15 * l_14;
let l_45 = l_mut_26 * l_14;
let l_46 = l_44 * l_44;
let l_47 = l_45 - l_46;
let l_48 = l_25 + l_44;
let l_49 = l_47 + info.scalars_f32[0];
let l_50 = sqrt(l_49);
let l_51 = f32(1.0) / l_50;
let l_52 = l_4 < info.scalars_u32[1];
if l_52 {

for (var l_mut_53: u32 = u32(0); l_mut_53 < l_9; l_mut_53++) {
let l_54 = l_mut_53 * u32(1);
let l_55 = u32(0) + l_54;
let l_56 = l_12 + l_55;
let l_57 = buffer_0_global[l_56];
let l_58 = vec4<f32>(l_48);
let l_59 = l_57 - l_58;
let l_60 = vec4<f32>(l_51);
let l_61 = l_59 * l_60;
let l_62 = buffer_1_global[l_55];
let l_63 = l_61 * l_62;
let l_64 = buffer_2_global[l_55];
let l_65 = l_63 + l_64;
let l_66 = l_12 + l_55;
buffer_3_global[l_66] = l_65;
}
}
}

// layer_norm::backward::rows::Rows: 184 lines, d2dad393f19371a3; grad of layer_norm/5x384,eps1e-12,mean0,f32
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 10>,
}

@group(0)
@binding(5)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn rows_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_26: f32;
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
let l_13 = f32(info.scalars_u32[0]);
let l_14 = f32(1.0) / l_13;
l_mut_15 = f32(0.0);

for (var l_mut_16: u32 = u32(0); l_mut_16 < l_9; l_mut_16++) {
let l_17 = l_12 + u32(0);
let l_18 = l_mut_16 * u32(1);
let l_19 = l_17 + l_18;
let l_20 = buffer_0_global[l_19];
let l_21 = l_20[u32(0)];
l_mut_15 = l_mut_15 + l_21;
let l_22 = l_20[u32(1)];
l_mut_15 = l_mut_15 + l_22;
let l_23 = l_20[u32(2)];
l_mut_15 = l_mut_15 + l_23;
let l_24 = l_20[u32(3)];
l_mut_15 = l_mut_15 + l_24;
}
let l_25 = l_mut_15 * l_14;
l_mut_15 = f32(0.0);
l_mut_26 = f32(0.0);

for (var l_mut_27: u32 = u32(0); l_mut_27 < l_9; l_mut_27++) {
let l_28 = l_12 + u32(0);
let l_29 = l_mut_27 * u32(1);
let l_30 = l_28 + l_29;
let l_31 = buffer_0_global[l_30];
let l_32 = l_31[u32(0)];
let l_33 = l_32 - l_25;
l_mut_15 = l_mut_15 + l_33;
let l_34 = l_33 * l_33;
l_mut_26 = l_mut_26 + l_34;
let l_35 = l_31[u32(1)];
let l_36 = l_35 - l_25;
l_mut_15 = l_mut_15 + l_36;
let l_37 = l_36 * l_36;
l_mut_26 = l_mut_26 + l_37;
let l_38 = l_31[u32(2)];
let l_39 = l_38 - l_25;
l_mut_15 = l_mut_15 + l_39;
let l_40 = l_39 * l_39;
l_mut_26 = l_mut_26 + l_40;
let l_41 = l_31[u32(3)];
let l_42 = l_41 - l_25;
l_mut_15 = l_mut_15 + l_42;
let l_43 = l_42 * l_42;
l_mut_26 = l_mut_26 + l_43;
}
let l_44 = l_mut_15 * l_14;
let l_45 = l_mut_26 * l_14;
let l_46 = l_44 * l_44;
let l_47 = l_45 - l_46;
let l_48 = l_25 + l_44;
let l_49 = l_47 + info.scalars_f32[0];
let l_50 = sqrt(l_49);
let l_51 = f32(1.0) / l_50;
l_mut_26 = f32(0.0);
l_mut_15 = f32(0.0);

for (var l_mut_52: u32 = u32(0); l_mut_52 < l_9; l_mut_52++) {
let l_53 = l_mut_52 * u32(1);
let l_54 = u32(0) + l_53;
let l_55 = l_12 + l_54;
let l_56 = buffer_2_global[l_55];
let l_57 = buffer_1_global[l_54];
let l_58 = l_56 * l_57;
let l_59 = l_12 + l_54;
let l_60 = buffer_0_global[l_59];
let l_61 = vec4<f32>(l_48);
let l_62 = l_60 - l_61;
let l_63 = l_58 * l_62;
let l_64 = vec4<f32>(l_51);
let l_65 = l_63 * l_64;
let l_66 = l_58[u32(0)];
l_mut_26 = l_mut_26 + l_66;
let l_67 = l_65[u32(0)];
l_mut_15 = l_mut_15 + l_67;
let l_68 = l_58[u32(1)];
l_mut_26 = l_mut_26 + l_68;
let l_69 = l_65[u32(1)];
l_mut_15 = l_mut_15 + l_69;
let l_70 = l_58[u32(2)];
l_mut_26 = l_mut_26 + l_70;
let l_71 = l_65[u32(2)];
l_mut_15 = l_mut_15 + l_71;
let l_72 = l_58[u32(3)];
l_mut_26 = l_mut_26 + l_72;
let l_73 = l_65[u32(3)];
l_mut_15 = l_mut_15 + l_73;
}
let l_74 = l_mut_26 * l_14;
let l_75 = vec4<f32>(l_74);
let l_76 = l_mut_15 * l_14;
let l_77 = vec4<f32>(l_76);
let l_78 = l_4 < info.scalars_u32[1];
if l_78 {

for (var l_mut_79: u32 = u32(0); l_mut_79 < l_9; l_mut_79++) {
let l_80 = l_mut_79 * u32(1);
let l_81 = u32(0) + l_80;
let l_82 = l_12 + l_81;
let l_83 = buffer_2_global[l_82];
let l_84 = buffer_1_global[l_81];
let l_85 = l_83 * l_84;
let l_86 = l_12 + l_81;
let l_87 = buffer_0_global[l_86];
let l_88 = vec4<f32>(l_48);
let l_89 = l_87 - l_88;
let l_90 = vec4<f32>(l_51);
let l_91 = l_89 * l_90;
let l_92 = l_12 + l_81;
let l_93 = vec4<f32>(l_51);
let l_94 = l_85 - l_75;
let l_95 = l_91 * l_77;
let l_96 = l_94 - l_95;
let l_97 = l_93 * l_96;
buffer_3_global[l_92] = l_97;
}
let l_98 = u32(0) == u32(0);
if l_98 {
let l_99 = u32(2) * l_4;
buffer_4_global[l_99] = l_48;
let l_100 = u32(2) * l_4;
let l_101 = l_100 + u32(1);
buffer_4_global[l_101] = l_51;
}
}
}

// layer_norm::backward::columns::Columns: 83 lines, d4928740e9383645; grad of layer_norm/5x384,eps1e-12,mean0,f32
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 10>,
}

@group(0)
@binding(5)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn columns_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_10: vec4<f32>;
var l_mut_12: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = info.scalars_u32[2] * info.scalars_u32[1];
let l_5 = l_3 < l_4;
if l_5 {
let l_6 = l_3 / info.scalars_u32[1];
let l_7 = l_6 * u32(64);
let l_8 = l_3 % info.scalars_u32[1];
let l_9 = vec4<f32>(f32(0.0));
l_mut_10 = l_9;
let l_11 = vec4<f32>(f32(0.0));
l_mut_12 = l_11;
let l_13 = l_7 + u32(64);
let l_14 = min(l_13, info.scalars_u32[0]);

for (var l_mut_15: u32 = l_7; l_mut_15 < l_14; l_mut_15++) {
let l_16 = l_mut_15 * info.scalars_u32[1];
let l_17 = l_16 + l_8;
let l_18 = buffer_1_global[l_17];
let l_19 = l_mut_15 * info.scalars_u32[1];
let l_20 = l_19 + l_8;
let l_21 = buffer_0_global[l_20];
let l_22 = u32(2) * l_mut_15;
let l_23 = buffer_2_global[l_22];
let l_24 = vec4<f32>(l_23);
let l_25 = l_21 - l_24;
let l_26 = u32(2) * l_mut_15;
let l_27 = l_26 + u32(1);
let l_28 = buffer_2_global[l_27];
let l_29 = vec4<f32>(l_28);
let l_30 = l_25 * l_29;
let l_31 = fma(l_18, l_30, l_mut_10);
l_mut_10 = l_31;
l_mut_12 = l_mut_12 + l_18;
}
buffer_3_global[l_3] = l_mut_10;
buffer_4_global[l_3] = l_mut_12;
}
}

// layer_norm::forward::layer_norm::LayerNorm: 200 lines, 24b23b8bf1a760ef; test of layer_norm/5x384,eps1e-12,mean0,f32,gpu
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

var<workgroup> shared_memory_23: array<f32, 64>;

var<workgroup> shared_memory_52: array<f32, 64>;

var<workgroup> shared_memory_62: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn layer_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_24: u32;
var l_mut_13: f32;
var l_mut_34: f32;
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
let l_11 = f32(info.scalars_u32[0]);
let l_12 = f32(1.0) / l_11;
l_mut_13 = f32(0.0);

for (var l_mut_14: u32 = u32(0); l_mut_14 < l_7; l_mut_14++) {
let l_15 = l_10 + local_invocation_id.x;
let l_16 = l_mut_14 * u32(64);
let l_17 = l_15 + l_16;
let l_18 = buffer_0_global[l_17];
let l_19 = l_18[u32(0)];
l_mut_13 = l_mut_13 + l_19;
let l_20 = l_18[u32(1)];
l_mut_13 = l_mut_13 + l_20;
let l_21 = l_18[u32(2)];
l_mut_13 = l_mut_13 + l_21;
let l_22 = l_18[u32(3)];
l_mut_13 = l_mut_13 + l_22;
}
shared_memory_23[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_25 = l_mut_24 > u32(0);
let l_26 = !l_25;
if l_26 {
break;
}
let l_27 = local_invocation_id.x < l_mut_24;
if l_27 {
let l_28 = local_invocation_id.x + l_mut_24;
let l_29 = shared_memory_23[l_28];
let l_30 = shared_memory_23[local_invocation_id.x];
let l_31 = l_30 + l_29;
shared_memory_23[local_invocation_id.x] = l_31;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_32 = shared_memory_23[u32(0)];
workgroupBarrier();
let l_33 = l_32 * l_12;
l_mut_13 = f32(0.0);
l_mut_34 = f32(0.0);

for (var l_mut_35: u32 = u32(0); l_mut_35 < l_7; l_mut_35++) {
let l_36 = l_10 + local_invocation_id.x;
let l_37 = l_mut_35 * u32(64);
let l_38 = l_36 + l_37;
let l_39 = buffer_0_global[l_38];
let l_40 = l_39[u32(0)];
let l_41 = l_40 - l_33;
l_mut_13 = l_mut_13 + l_41;
let l_42 = l_41 * l_41;
l_mut_34 = l_mut_34 + l_42;
let l_43 = l_39[u32(1)];
let l_44 = l_43 - l_33;
l_mut_13 = l_mut_13 + l_44;
let l_45 = l_44 * l_44;
l_mut_34 = l_mut_34 + l_45;
let l_46 = l_39[u32(2)];
let l_47 = l_46 - l_33;
l_mut_13 = l_mut_13 + l_47;
let l_48 = l_47 * l_47;
l_mut_34 = l_mut_34 + l_48;
let l_49 = l_39[u32(3)];
let l_50 = l_49 - l_33;
l_mut_13 = l_mut_13 + l_50;
let l_51 = l_50 * l_50;
l_mut_34 = l_mut_34 + l_51;
}
shared_memory_52[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_53 = l_mut_24 > u32(0);
let l_54 = !l_53;
if l_54 {
break;
}
let l_55 = local_invocation_id.x < l_mut_24;
if l_55 {
let l_56 = local_invocation_id.x + l_mut_24;
let l_57 = shared_memory_52[l_56];
let l_58 = shared_memory_52[local_invocation_id.x];
let l_59 = l_58 + l_57;
shared_memory_52[local_invocation_id.x] = l_59;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_60 = shared_memory_52[u32(0)];
workgroupBarrier();
let l_61 = l_60 * l_12;
shared_memory_62[local_invocation_id.x] = l_mut_34;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_63 = l_mut_24 > u32(0);
let l_64 = !l_63;
if l_64 {
break;
}
let l_65 = local_invocation_id.x < l_mut_24;
if l_65 {
let l_66 = local_invocation_id.x + l_mut_24;
let l_67 = shared_memory_62[l_66];
let l_68 = shared_memory_62[local_invocation_id.x];
let l_69 = l_68 + l_67;
shared_memory_62[local_invocation_id.x] = l_69;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_70 = shared_memory_62[u32(0)];
workgroupBarrier();
let l_71 = l_70 * l_12;
let l_72 = l_61 * l_61;
let l_73 = l_71 - l_72;
let l_74 = l_33 + l_61;
let l_75 = l_73 + info.scalars_f32[0];
let l_76 = sqrt(l_75);
let l_77 = f32(1.0) / l_76;
let l_78 = l_2 < info.scalars_u32[1];
if l_78 {

for (var l_mut_79: u32 = u32(0); l_mut_79 < l_7; l_mut_79++) {
let l_80 = l_mut_79 * u32(64);
let l_81 = local_invocation_id.x + l_80;
let l_82 = l_10 + l_81;
let l_83 = buffer_0_global[l_82];
let l_84 = vec4<f32>(l_74);
let l_85 = l_83 - l_84;
let l_86 = vec4<f32>(l_77);
let l_87 = l_85 * l_86;
let l_88 = buffer_1_global[l_81];
let l_89 = l_87 * l_88;
let l_90 = buffer_2_global[l_81];
let l_91 = l_89 + l_90;
let l_92 = l_10 + l_81;
buffer_3_global[l_92] = l_91;
}
}
}

// layer_norm::forward::layer_norm::LayerNorm: 200 lines, 09f1aed53a7ab0d1; grad of layer_norm/5x384,eps1e-12,mean0,f32,gpu
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

var<workgroup> shared_memory_23: array<f32, 64>;

var<workgroup> shared_memory_52: array<f32, 64>;

var<workgroup> shared_memory_62: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn layer_norm_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: f32;
var l_mut_34: f32;
var l_mut_24: u32;
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
let l_11 = f32(info.scalars_u32[0]);
let l_12 = f32(1.0) / l_11;
l_mut_13 = f32(0.0);

for (var l_mut_14: u32 = u32(0); l_mut_14 < l_7; l_mut_14++) {
let l_15 = l_10 + local_invocation_id.x;
let l_16 = l_mut_14 * u32(64);
let l_17 = l_15 + l_16;
let l_18 = buffer_0_global[l_17];
let l_19 = l_18[u32(0)];
l_mut_13 = l_mut_13 + l_19;
let l_20 = l_18[u32(1)];
l_mut_13 = l_mut_13 + l_20;
let l_21 = l_18[u32(2)];
l_mut_13 = l_mut_13 + l_21;
let l_22 = l_18[u32(3)];
l_mut_13 = l_mut_13 + l_22;
}
shared_memory_23[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_25 = l_mut_24 > u32(0);
let l_26 = !l_25;
if l_26 {
break;
}
let l_27 = local_invocation_id.x < l_mut_24;
if l_27 {
let l_28 = local_invocation_id.x + l_mut_24;
let l_29 = shared_memory_23[l_28];
let l_30 = shared_memory_23[local_invocation_id.x];
let l_31 = l_30 + l_29;
shared_memory_23[local_invocation_id.x] = l_31;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_32 = shared_memory_23[u32(0)];
workgroupBarrier();
let l_33 = l_32 * l_12;
l_mut_13 = f32(0.0);
l_mut_34 = f32(0.0);

for (var l_mut_35: u32 = u32(0); l_mut_35 < l_7; l_mut_35++) {
let l_36 = l_10 + local_invocation_id.x;
let l_37 = l_mut_35 * u32(64);
let l_38 = l_36 + l_37;
let l_39 = buffer_0_global[l_38];
let l_40 = l_39[u32(0)];
let l_41 = l_40 - l_33;
l_mut_13 = l_mut_13 + l_41;
let l_42 = l_41 * l_41;
l_mut_34 = l_mut_34 + l_42;
let l_43 = l_39[u32(1)];
let l_44 = l_43 - l_33;
l_mut_13 = l_mut_13 + l_44;
let l_45 = l_44 * l_44;
l_mut_34 = l_mut_34 + l_45;
let l_46 = l_39[u32(2)];
let l_47 = l_46 - l_33;
l_mut_13 = l_mut_13 + l_47;
let l_48 = l_47 * l_47;
l_mut_34 = l_mut_34 + l_48;
let l_49 = l_39[u32(3)];
let l_50 = l_49 - l_33;
l_mut_13 = l_mut_13 + l_50;
let l_51 = l_50 * l_50;
l_mut_34 = l_mut_34 + l_51;
}
shared_memory_52[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_53 = l_mut_24 > u32(0);
let l_54 = !l_53;
if l_54 {
break;
}
let l_55 = local_invocation_id.x < l_mut_24;
if l_55 {
let l_56 = local_invocation_id.x + l_mut_24;
let l_57 = shared_memory_52[l_56];
let l_58 = shared_memory_52[local_invocation_id.x];
let l_59 = l_58 + l_57;
shared_memory_52[local_invocation_id.x] = l_59;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_60 = shared_memory_52[u32(0)];
workgroupBarrier();
let l_61 = l_60 * l_12;
shared_memory_62[local_invocation_id.x] = l_mut_34;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_63 = l_mut_24 > u32(0);
let l_64 = !l_63;
if l_64 {
break;
}
let l_65 = local_invocation_id.x < l_mut_24;
if l_65 {
let l_66 = local_invocation_id.x + l_mut_24;
let l_67 = shared_memory_62[l_66];
let l_68 = shared_memory_62[local_invocation_id.x];
let l_69 = l_68 + l_67;
shared_memory_62[local_invocation_id.x] = l_69;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_70 = shared_memory_62[u32(0)];
workgroupBarrier();
let l_71 = l_70 * l_12;
let l_72 = l_61 * l_61;
let l_73 = l_71 - l_72;
let l_74 = l_33 + l_61;
let l_75 = l_73 + info.scalars_f32[0];
let l_76 = sqrt(l_75);
let l_77 = f32(1.0) / l_76;
let l_78 = l_2 < info.scalars_u32[1];
if l_78 {

for (var l_mut_79: u32 = u32(0); l_mut_79 < l_7; l_mut_79++) {
let l_80 = l_mut_79 * u32(64);
let l_81 = local_invocation_id.x + l_80;
let l_82 = l_10 + l_81;
let l_83 = buffer_0_global[l_82];
let l_84 = vec4<f32>(l_74);
let l_85 = l_83 - l_84;
let l_86 = vec4<f32>(l_77);
let l_87 = l_85 * l_86;
let l_88 = buffer_1_global[l_81];
let l_89 = l_87 * l_88;
let l_90 = buffer_2_global[l_81];
let l_91 = l_89 + l_90;
let l_92 = l_10 + l_81;
buffer_3_global[l_92] = l_91;
}
}
}

// layer_norm::backward::rows::Rows: 303 lines, a5cce7094f3555eb; grad of layer_norm/5x384,eps1e-12,mean0,f32,gpu
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 10>,
}

@group(0)
@binding(5)
var<storage, read> info: info_st;

var<workgroup> shared_memory_23: array<f32, 64>;

var<workgroup> shared_memory_52: array<f32, 64>;

var<workgroup> shared_memory_62: array<f32, 64>;

var<workgroup> shared_memory_100: array<f32, 64>;

var<workgroup> shared_memory_111: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn rows_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_24: u32;
var l_mut_13: f32;
var l_mut_34: f32;
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
let l_11 = f32(info.scalars_u32[0]);
let l_12 = f32(1.0) / l_11;
l_mut_13 = f32(0.0);

for (var l_mut_14: u32 = u32(0); l_mut_14 < l_7; l_mut_14++) {
let l_15 = l_10 + local_invocation_id.x;
let l_16 = l_mut_14 * u32(64);
let l_17 = l_15 + l_16;
let l_18 = buffer_0_global[l_17];
let l_19 = l_18[u32(0)];
l_mut_13 = l_mut_13 + l_19;
let l_20 = l_18[u32(1)];
l_mut_13 = l_mut_13 + l_20;
let l_21 = l_18[u32(2)];
l_mut_13 = l_mut_13 + l_21;
let l_22 = l_18[u32(3)];
l_mut_13 = l_mut_13 + l_22;
}
shared_memory_23[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_25 = l_mut_24 > u32(0);
let l_26 = !l_25;
if l_26 {
break;
}
let l_27 = local_invocation_id.x < l_mut_24;
if l_27 {
let l_28 = local_invocation_id.x + l_mut_24;
let l_29 = shared_memory_23[l_28];
let l_30 = shared_memory_23[local_invocation_id.x];
let l_31 = l_30 + l_29;
shared_memory_23[local_invocation_id.x] = l_31;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_32 = shared_memory_23[u32(0)];
workgroupBarrier();
let l_33 = l_32 * l_12;
l_mut_13 = f32(0.0);
l_mut_34 = f32(0.0);

for (var l_mut_35: u32 = u32(0); l_mut_35 < l_7; l_mut_35++) {
let l_36 = l_10 + local_invocation_id.x;
let l_37 = l_mut_35 * u32(64);
let l_38 = l_36 + l_37;
let l_39 = buffer_0_global[l_38];
let l_40 = l_39[u32(0)];
let l_41 = l_40 - l_33;
l_mut_13 = l_mut_13 + l_41;
let l_42 = l_41 * l_41;
l_mut_34 = l_mut_34 + l_42;
let l_43 = l_39[u32(1)];
let l_44 = l_43 - l_33;
l_mut_13 = l_mut_13 + l_44;
let l_45 = l_44 * l_44;
l_mut_34 = l_mut_34 + l_45;
let l_46 = l_39[u32(2)];
let l_47 = l_46 - l_33;
l_mut_13 = l_mut_13 + l_47;
let l_48 = l_47 * l_47;
l_mut_34 = l_mut_34 + l_48;
let l_49 = l_39[u32(3)];
let l_50 = l_49 - l_33;
l_mut_13 = l_mut_13 + l_50;
let l_51 = l_50 * l_50;
l_mut_34 = l_mut_34 + l_51;
}
shared_memory_52[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_53 = l_mut_24 > u32(0);
let l_54 = !l_53;
if l_54 {
break;
}
let l_55 = local_invocation_id.x < l_mut_24;
if l_55 {
let l_56 = local_invocation_id.x + l_mut_24;
let l_57 = shared_memory_52[l_56];
let l_58 = shared_memory_52[local_invocation_id.x];
let l_59 = l_58 + l_57;
shared_memory_52[local_invocation_id.x] = l_59;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_60 = shared_memory_52[u32(0)];
workgroupBarrier();
let l_61 = l_60 * l_12;
shared_memory_62[local_invocation_id.x] = l_mut_34;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_63 = l_mut_24 > u32(0);
let l_64 = !l_63;
if l_64 {
break;
}
let l_65 = local_invocation_id.x < l_mut_24;
if l_65 {
let l_66 = local_invocation_id.x + l_mut_24;
let l_67 = shared_memory_62[l_66];
let l_68 = shared_memory_62[local_invocation_id.x];
let l_69 = l_68 + l_67;
shared_memory_62[local_invocation_id.x] = l_69;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_70 = shared_memory_62[u32(0)];
workgroupBarrier();
let l_71 = l_70 * l_12;
let l_72 = l_61 * l_61;
let l_73 = l_71 - l_72;
let l_74 = l_33 + l_61;
let l_75 = l_73 + info.scalars_f32[0];
let l_76 = sqrt(l_75);
let l_77 = f32(1.0) / l_76;
l_mut_34 = f32(0.0);
l_mut_13 = f32(0.0);

for (var l_mut_78: u32 = u32(0); l_mut_78 < l_7; l_mut_78++) {
let l_79 = l_mut_78 * u32(64);
let l_80 = local_invocation_id.x + l_79;
let l_81 = l_10 + l_80;
let l_82 = buffer_2_global[l_81];
let l_83 = buffer_1_global[l_80];
let l_84 = l_82 * l_83;
let l_85 = l_10 + l_80;
let l_86 = buffer_0_global[l_85];
let l_87 = vec4<f32>(l_74);
let l_88 = l_86 - l_87;
let l_89 = l_84 * l_88;
let l_90 = vec4<f32>(l_77);
let l_91 = l_89 * l_90;
let l_92 = l_84[u32(0)];
l_mut_34 = l_mut_34 + l_92;
let l_93 = l_91[u32(0)];
l_mut_13 = l_mut_13 + l_93;
let l_94 = l_84[u32(1)];
l_mut_34 = l_mut_34 + l_94;
let l_95 = l_91[u32(1)];
l_mut_13 = l_mut_13 + l_95;
let l_96 = l_84[u32(2)];
l_mut_34 = l_mut_34 + l_96;
let l_97 = l_91[u32(2)];
l_mut_13 = l_mut_13 + l_97;
let l_98 = l_84[u32(3)];
l_mut_34 = l_mut_34 + l_98;
let l_99 = l_91[u32(3)];
l_mut_13 = l_mut_13 + l_99;
}
shared_memory_100[local_invocation_id.x] = l_mut_34;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_101 = l_mut_24 > u32(0);
let l_102 = !l_101;
if l_102 {
break;
}
let l_103 = local_invocation_id.x < l_mut_24;
if l_103 {
let l_104 = local_invocation_id.x + l_mut_24;
let l_105 = shared_memory_100[l_104];
let l_106 = shared_memory_100[local_invocation_id.x];
let l_107 = l_106 + l_105;
shared_memory_100[local_invocation_id.x] = l_107;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_108 = shared_memory_100[u32(0)];
workgroupBarrier();
let l_109 = l_108 * l_12;
let l_110 = vec4<f32>(l_109);
shared_memory_111[local_invocation_id.x] = l_mut_13;
workgroupBarrier();
l_mut_24 = u32(32);
loop {
let l_112 = l_mut_24 > u32(0);
let l_113 = !l_112;
if l_113 {
break;
}
let l_114 = local_invocation_id.x < l_mut_24;
if l_114 {
let l_115 = local_invocation_id.x + l_mut_24;
let l_116 = shared_memory_111[l_115];
let l_117 = shared_memory_111[local_invocation_id.x];
let l_118 = l_117 + l_116;
shared_memory_111[local_invocation_id.x] = l_118;
}
workgroupBarrier();
l_mut_24 = l_mut_24 / u32(2);
}
let l_119 = shared_memory_111[u32(0)];
workgroupBarrier();
let l_120 = l_119 * l_12;
let l_121 = vec4<f32>(l_120);
let l_122 = l_2 < info.scalars_u32[1];
if l_122 {

for (var l_mut_123: u32 = u32(0); l_mut_123 < l_7; l_mut_123++) {
let l_124 = l_mut_123 * u32(64);
let l_125 = local_invocation_id.x + l_124;
let l_126 = l_10 + l_125;
let l_127 = buffer_2_global[l_126];
let l_128 = buffer_1_global[l_125];
let l_129 = l_127 * l_128;
let l_130 = l_10 + l_125;
let l_131 = buffer_0_global[l_130];
let l_132 = vec4<f32>(l_74);
let l_133 = l_131 - l_132;
let l_134 = vec4<f32>(l_77);
let l_135 = l_133 * l_134;
let l_136 = l_10 + l_125;
let l_137 = vec4<f32>(l_77);
let l_138 = l_129 - l_110;
let l_139 = l_135 * l_121;
let l_140 = l_138 - l_139;
let l_141 = l_137 * l_140;
buffer_3_global[l_136] = l_141;
}
let l_142 = local_invocation_id.x == u32(0);
if l_142 {
let l_143 = u32(2) * l_2;
buffer_4_global[l_143] = l_74;
let l_144 = u32(2) * l_2;
let l_145 = l_144 + u32(1);
buffer_4_global[l_145] = l_77;
}
}
}

// layer_norm::backward::columns::Columns: 83 lines, b33f2ea5b38e71e2; grad of layer_norm/5x384,eps1e-12,mean0,f32,gpu
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
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 10>,
}

@group(0)
@binding(5)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn columns_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_10: vec4<f32>;
var l_mut_12: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = info.scalars_u32[2] * info.scalars_u32[1];
let l_5 = l_3 < l_4;
if l_5 {
let l_6 = l_3 / info.scalars_u32[1];
let l_7 = l_6 * u32(64);
let l_8 = l_3 % info.scalars_u32[1];
let l_9 = vec4<f32>(f32(0.0));
l_mut_10 = l_9;
let l_11 = vec4<f32>(f32(0.0));
l_mut_12 = l_11;
let l_13 = l_7 + u32(64);
let l_14 = min(l_13, info.scalars_u32[0]);

for (var l_mut_15: u32 = l_7; l_mut_15 < l_14; l_mut_15++) {
let l_16 = l_mut_15 * info.scalars_u32[1];
let l_17 = l_16 + l_8;
let l_18 = buffer_1_global[l_17];
let l_19 = l_mut_15 * info.scalars_u32[1];
let l_20 = l_19 + l_8;
let l_21 = buffer_0_global[l_20];
let l_22 = u32(2) * l_mut_15;
let l_23 = buffer_2_global[l_22];
let l_24 = vec4<f32>(l_23);
let l_25 = l_21 - l_24;
let l_26 = u32(2) * l_mut_15;
let l_27 = l_26 + u32(1);
let l_28 = buffer_2_global[l_27];
let l_29 = vec4<f32>(l_28);
let l_30 = l_25 * l_29;
let l_31 = fma(l_18, l_30, l_mut_10);
l_mut_10 = l_31;
l_mut_12 = l_mut_12 + l_18;
}
buffer_3_global[l_3] = l_mut_10;
buffer_4_global[l_3] = l_mut_12;
}
}

