// layer_norm::backward::rows::Rows: 195 lines, 85ad54524e0c7188; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32
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
var l_mut_17: f32;
var l_mut_27: f32;
var l_mut_46: f32;
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
let l_15 = f32(info.scalars_u32[0]);
let l_16 = f32(1.0) / l_15;
l_mut_17 = f32(0.0);

for (var l_mut_18: u32 = u32(0); l_mut_18 < l_11; l_mut_18++) {
let l_19 = l_14 + l_6;
let l_20 = l_mut_18 * u32(1);
let l_21 = l_19 + l_20;
let l_22 = buffer_0_global[l_21];
let l_23 = l_22[u32(0)];
l_mut_17 = l_mut_17 + l_23;
let l_24 = l_22[u32(1)];
l_mut_17 = l_mut_17 + l_24;
let l_25 = l_22[u32(2)];
l_mut_17 = l_mut_17 + l_25;
let l_26 = l_22[u32(3)];
l_mut_17 = l_mut_17 + l_26;
}
l_mut_27 = l_mut_17;
let l_28 = l_mut_27 * l_16;
l_mut_27 = f32(0.0);
l_mut_17 = f32(0.0);

for (var l_mut_29: u32 = u32(0); l_mut_29 < l_11; l_mut_29++) {
let l_30 = l_14 + l_6;
let l_31 = l_mut_29 * u32(1);
let l_32 = l_30 + l_31;
let l_33 = buffer_0_global[l_32];
let l_34 = l_33[u32(0)];
let l_35 = l_34 - l_28;
l_mut_27 = l_mut_27 + l_35;
let l_36 = l_35 * l_35;
l_mut_17 = l_mut_17 + l_36;
let l_37 = l_33[u32(1)];
let l_38 = l_37 - l_28;
l_mut_27 = l_mut_27 + l_38;
let l_39 = l_38 * l_38;
l_mut_17 = l_mut_17 + l_39;
let l_40 = l_33[u32(2)];
let l_41 = l_40 - l_28;
l_mut_27 = l_mut_27 + l_41;
let l_42 = l_41 * l_41;
l_mut_17 = l_mut_17 + l_42;
let l_43 = l_33[u32(3)];
let l_44 = l_43 - l_28;
l_mut_27 = l_mut_27 + l_44;
let l_45 = l_44 * l_44;
l_mut_17 = l_mut_17 + l_45;
}
l_mut_46 = l_mut_27;
let l_47 = l_mut_46 * l_16;
l_mut_46 = l_mut_17;
let l_48 = l_mut_46 * l_16;
let l_49 = l_47 * l_47;
let l_50 = l_48 - l_49;
let l_51 = l_28 + l_47;
let l_52 = l_50 + info.scalars_f32[0];
let l_53 = sqrt(l_52);
let l_54 = f32(1.0) / l_53;
l_mut_46 = f32(0.0);
l_mut_27 = f32(0.0);

for (var l_mut_55: u32 = u32(0); l_mut_55 < l_11; l_mut_55++) {
let l_56 = l_mut_55 * u32(1);
let l_57 = l_6 + l_56;
let l_58 = l_14 + l_57;
let l_59 = buffer_2_global[l_58];
let l_60 = buffer_1_global[l_57];
let l_61 = vec4<f32>(f32(0.0));
let l_62 = fma(l_59, l_60, l_61);
let l_63 = l_14 + l_57;
let l_64 = buffer_0_global[l_63];
let l_65 = vec4<f32>(l_51);
let l_66 = l_64 - l_65;
let l_67 = l_62 * l_66;
let l_68 = vec4<f32>(l_54);
let l_69 = l_67 * l_68;
let l_70 = l_62[u32(0)];
l_mut_46 = l_mut_46 + l_70;
let l_71 = l_69[u32(0)];
l_mut_27 = l_mut_27 + l_71;
let l_72 = l_62[u32(1)];
l_mut_46 = l_mut_46 + l_72;
let l_73 = l_69[u32(1)];
l_mut_27 = l_mut_27 + l_73;
let l_74 = l_62[u32(2)];
l_mut_46 = l_mut_46 + l_74;
let l_75 = l_69[u32(2)];
l_mut_27 = l_mut_27 + l_75;
let l_76 = l_62[u32(3)];
l_mut_46 = l_mut_46 + l_76;
let l_77 = l_69[u32(3)];
l_mut_27 = l_mut_27 + l_77;
}
l_mut_17 = l_mut_46;
let l_78 = l_mut_17 * l_16;
let l_79 = vec4<f32>(l_78);
l_mut_46 = l_mut_27;
let l_80 = l_mut_46 * l_16;
let l_81 = vec4<f32>(l_80);
let l_82 = l_5 < info.scalars_u32[1];
if l_82 {

for (var l_mut_83: u32 = u32(0); l_mut_83 < l_11; l_mut_83++) {
let l_84 = l_mut_83 * u32(1);
let l_85 = l_6 + l_84;
let l_86 = l_14 + l_85;
let l_87 = buffer_2_global[l_86];
let l_88 = buffer_1_global[l_85];
let l_89 = vec4<f32>(f32(0.0));
let l_90 = fma(l_87, l_88, l_89);
let l_91 = l_14 + l_85;
let l_92 = buffer_0_global[l_91];
let l_93 = vec4<f32>(l_51);
let l_94 = l_92 - l_93;
let l_95 = vec4<f32>(l_54);
let l_96 = l_94 * l_95;
let l_97 = l_14 + l_85;
let l_98 = vec4<f32>(l_54);
let l_99 = l_90 - l_79;
let l_100 = l_96 * l_81;
let l_101 = l_99 - l_100;
let l_102 = l_98 * l_101;
buffer_3_global[l_97] = l_102;
}
let l_103 = l_6 == u32(0);
if l_103 {
let l_104 = u32(2) * l_5;
buffer_4_global[l_104] = l_51;
let l_105 = u32(2) * l_5;
let l_106 = l_105 + u32(1);
buffer_4_global[l_106] = l_54;
}
}
}

// layer_norm::backward::columns::Columns: 83 lines, d4928740e9383645; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32
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

// layer_norm::backward::rows::Rows: 310 lines, 32786d60befd2c53; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
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

var<workgroup> shared_memory_27: array<f32, 64>;

var<workgroup> shared_memory_56: array<f32, 64>;

var<workgroup> shared_memory_66: array<f32, 64>;

var<workgroup> shared_memory_105: array<f32, 64>;

var<workgroup> shared_memory_116: array<f32, 64>;

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
var l_mut_17: f32;
var l_mut_28: u32;
var l_mut_38: f32;
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
let l_15 = f32(info.scalars_u32[0]);
let l_16 = f32(1.0) / l_15;
l_mut_17 = f32(0.0);

for (var l_mut_18: u32 = u32(0); l_mut_18 < l_11; l_mut_18++) {
let l_19 = l_14 + l_6;
let l_20 = l_mut_18 * u32(64);
let l_21 = l_19 + l_20;
let l_22 = buffer_0_global[l_21];
let l_23 = l_22[u32(0)];
l_mut_17 = l_mut_17 + l_23;
let l_24 = l_22[u32(1)];
l_mut_17 = l_mut_17 + l_24;
let l_25 = l_22[u32(2)];
l_mut_17 = l_mut_17 + l_25;
let l_26 = l_22[u32(3)];
l_mut_17 = l_mut_17 + l_26;
}
shared_memory_27[local_invocation_id.x] = l_mut_17;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_29 = l_mut_28 > u32(0);
let l_30 = !l_29;
if l_30 {
break;
}
let l_31 = local_invocation_id.x < l_mut_28;
if l_31 {
let l_32 = shared_memory_27[local_invocation_id.x];
let l_33 = local_invocation_id.x + l_mut_28;
let l_34 = shared_memory_27[l_33];
let l_35 = l_32 + l_34;
shared_memory_27[local_invocation_id.x] = l_35;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_36 = shared_memory_27[u32(0)];
workgroupBarrier();
let l_37 = l_36 * l_16;
l_mut_17 = f32(0.0);
l_mut_38 = f32(0.0);

for (var l_mut_39: u32 = u32(0); l_mut_39 < l_11; l_mut_39++) {
let l_40 = l_14 + l_6;
let l_41 = l_mut_39 * u32(64);
let l_42 = l_40 + l_41;
let l_43 = buffer_0_global[l_42];
let l_44 = l_43[u32(0)];
let l_45 = l_44 - l_37;
l_mut_17 = l_mut_17 + l_45;
let l_46 = l_45 * l_45;
l_mut_38 = l_mut_38 + l_46;
let l_47 = l_43[u32(1)];
let l_48 = l_47 - l_37;
l_mut_17 = l_mut_17 + l_48;
let l_49 = l_48 * l_48;
l_mut_38 = l_mut_38 + l_49;
let l_50 = l_43[u32(2)];
let l_51 = l_50 - l_37;
l_mut_17 = l_mut_17 + l_51;
let l_52 = l_51 * l_51;
l_mut_38 = l_mut_38 + l_52;
let l_53 = l_43[u32(3)];
let l_54 = l_53 - l_37;
l_mut_17 = l_mut_17 + l_54;
let l_55 = l_54 * l_54;
l_mut_38 = l_mut_38 + l_55;
}
shared_memory_56[local_invocation_id.x] = l_mut_17;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_57 = l_mut_28 > u32(0);
let l_58 = !l_57;
if l_58 {
break;
}
let l_59 = local_invocation_id.x < l_mut_28;
if l_59 {
let l_60 = shared_memory_56[local_invocation_id.x];
let l_61 = local_invocation_id.x + l_mut_28;
let l_62 = shared_memory_56[l_61];
let l_63 = l_60 + l_62;
shared_memory_56[local_invocation_id.x] = l_63;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_64 = shared_memory_56[u32(0)];
workgroupBarrier();
let l_65 = l_64 * l_16;
shared_memory_66[local_invocation_id.x] = l_mut_38;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_67 = l_mut_28 > u32(0);
let l_68 = !l_67;
if l_68 {
break;
}
let l_69 = local_invocation_id.x < l_mut_28;
if l_69 {
let l_70 = shared_memory_66[local_invocation_id.x];
let l_71 = local_invocation_id.x + l_mut_28;
let l_72 = shared_memory_66[l_71];
let l_73 = l_70 + l_72;
shared_memory_66[local_invocation_id.x] = l_73;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_74 = shared_memory_66[u32(0)];
workgroupBarrier();
let l_75 = l_74 * l_16;
let l_76 = l_65 * l_65;
let l_77 = l_75 - l_76;
let l_78 = l_37 + l_65;
let l_79 = l_77 + info.scalars_f32[0];
let l_80 = sqrt(l_79);
let l_81 = f32(1.0) / l_80;
l_mut_38 = f32(0.0);
l_mut_17 = f32(0.0);

for (var l_mut_82: u32 = u32(0); l_mut_82 < l_11; l_mut_82++) {
let l_83 = l_mut_82 * u32(64);
let l_84 = l_6 + l_83;
let l_85 = l_14 + l_84;
let l_86 = buffer_2_global[l_85];
let l_87 = buffer_1_global[l_84];
let l_88 = vec4<f32>(f32(0.0));
let l_89 = fma(l_86, l_87, l_88);
let l_90 = l_14 + l_84;
let l_91 = buffer_0_global[l_90];
let l_92 = vec4<f32>(l_78);
let l_93 = l_91 - l_92;
let l_94 = l_89 * l_93;
let l_95 = vec4<f32>(l_81);
let l_96 = l_94 * l_95;
let l_97 = l_89[u32(0)];
l_mut_38 = l_mut_38 + l_97;
let l_98 = l_96[u32(0)];
l_mut_17 = l_mut_17 + l_98;
let l_99 = l_89[u32(1)];
l_mut_38 = l_mut_38 + l_99;
let l_100 = l_96[u32(1)];
l_mut_17 = l_mut_17 + l_100;
let l_101 = l_89[u32(2)];
l_mut_38 = l_mut_38 + l_101;
let l_102 = l_96[u32(2)];
l_mut_17 = l_mut_17 + l_102;
let l_103 = l_89[u32(3)];
l_mut_38 = l_mut_38 + l_103;
let l_104 = l_96[u32(3)];
l_mut_17 = l_mut_17 + l_104;
}
shared_memory_105[local_invocation_id.x] = l_mut_38;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_106 = l_mut_28 > u32(0);
let l_107 = !l_106;
if l_107 {
break;
}
let l_108 = local_invocation_id.x < l_mut_28;
if l_108 {
let l_109 = shared_memory_105[local_invocation_id.x];
let l_110 = local_invocation_id.x + l_mut_28;
let l_111 = shared_memory_105[l_110];
let l_112 = l_109 + l_111;
shared_memory_105[local_invocation_id.x] = l_112;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_113 = shared_memory_105[u32(0)];
workgroupBarrier();
let l_114 = l_113 * l_16;
let l_115 = vec4<f32>(l_114);
shared_memory_116[local_invocation_id.x] = l_mut_17;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_117 = l_mut_28 > u32(0);
let l_118 = !l_117;
if l_118 {
break;
}
let l_119 = local_invocation_id.x < l_mut_28;
if l_119 {
let l_120 = shared_memory_116[local_invocation_id.x];
let l_121 = local_invocation_id.x + l_mut_28;
let l_122 = shared_memory_116[l_121];
let l_123 = l_120 + l_122;
shared_memory_116[local_invocation_id.x] = l_123;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_124 = shared_memory_116[u32(0)];
workgroupBarrier();
let l_125 = l_124 * l_16;
let l_126 = vec4<f32>(l_125);
let l_127 = l_5 < info.scalars_u32[1];
if l_127 {

for (var l_mut_128: u32 = u32(0); l_mut_128 < l_11; l_mut_128++) {
let l_129 = l_mut_128 * u32(64);
let l_130 = l_6 + l_129;
let l_131 = l_14 + l_130;
let l_132 = buffer_2_global[l_131];
let l_133 = buffer_1_global[l_130];
let l_134 = vec4<f32>(f32(0.0));
let l_135 = fma(l_132, l_133, l_134);
let l_136 = l_14 + l_130;
let l_137 = buffer_0_global[l_136];
let l_138 = vec4<f32>(l_78);
let l_139 = l_137 - l_138;
let l_140 = vec4<f32>(l_81);
let l_141 = l_139 * l_140;
let l_142 = l_14 + l_130;
let l_143 = vec4<f32>(l_81);
let l_144 = l_135 - l_115;
let l_145 = l_141 * l_126;
let l_146 = l_144 - l_145;
let l_147 = l_143 * l_146;
buffer_3_global[l_142] = l_147;
}
let l_148 = l_6 == u32(0);
if l_148 {
let l_149 = u32(2) * l_5;
buffer_4_global[l_149] = l_78;
let l_150 = u32(2) * l_5;
let l_151 = l_150 + u32(1);
buffer_4_global[l_151] = l_81;
}
}
}

// layer_norm::backward::columns::Columns: 83 lines, b33f2ea5b38e71e2; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
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

// layer_norm::forward::layer_norm::LayerNorm: 135 lines, 840a5a48c488ee8c; test of layer_norm/5x384,eps1e-12,mean0,f32
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
var l_mut_17: f32;
var l_mut_27: f32;
var l_mut_46: f32;
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
let l_15 = f32(info.scalars_u32[0]);
let l_16 = f32(1.0) / l_15;
l_mut_17 = f32(0.0);

for (var l_mut_18: u32 = u32(0); l_mut_18 < l_11; l_mut_18++) {
let l_19 = l_14 + l_6;
let l_20 = l_mut_18 * u32(1);
let l_21 = l_19 + l_20;
let l_22 = buffer_0_global[l_21];
let l_23 = l_22[u32(0)];
l_mut_17 = l_mut_17 + l_23;
let l_24 = l_22[u32(1)];
l_mut_17 = l_mut_17 + l_24;
let l_25 = l_22[u32(2)];
l_mut_17 = l_mut_17 + l_25;
let l_26 = l_22[u32(3)];
l_mut_17 = l_mut_17 + l_26;
}
l_mut_27 = l_mut_17;
let l_28 = l_mut_27 * l_16;
l_mut_27 = f32(0.0);
l_mut_17 = f32(0.0);

for (var l_mut_29: u32 = u32(0); l_mut_29 < l_11; l_mut_29++) {
let l_30 = l_14 + l_6;
let l_31 = l_mut_29 * u32(1);
let l_32 = l_30 + l_31;
let l_33 = buffer_0_global[l_32];
let l_34 = l_33[u32(0)];
let l_35 = l_34 - l_28;
l_mut_27 = l_mut_27 + l_35;
let l_36 = l_35 * l_35;
l_mut_17 = l_mut_17 + l_36;
let l_37 = l_33[u32(1)];
let l_38 = l_37 - l_28;
l_mut_27 = l_mut_27 + l_38;
let l_39 = l_38 * l_38;
l_mut_17 = l_mut_17 + l_39;
let l_40 = l_33[u32(2)];
let l_41 = l_40 - l_28;
l_mut_27 = l_mut_27 + l_41;
let l_42 = l_41 * l_41;
l_mut_17 = l_mut_17 + l_42;
let l_43 = l_33[u32(3)];
let l_44 = l_43 - l_28;
l_mut_27 = l_mut_27 + l_44;
let l_45 = l_44 * l_44;
l_mut_17 = l_mut_17 + l_45;
}
l_mut_46 = l_mut_27;
let l_47 = l_mut_46 * l_16;
l_mut_46 = l_mut_17;
let l_48 = l_mut_46 * l_16;
let l_49 = l_47 * l_47;
let l_50 = l_48 - l_49;
let l_51 = l_28 + l_47;
let l_52 = l_50 + info.scalars_f32[0];
let l_53 = sqrt(l_52);
let l_54 = f32(1.0) / l_53;
let l_55 = l_5 < info.scalars_u32[1];
if l_55 {

for (var l_mut_56: u32 = u32(0); l_mut_56 < l_11; l_mut_56++) {
let l_57 = l_mut_56 * u32(1);
let l_58 = l_6 + l_57;
let l_59 = l_14 + l_58;
let l_60 = buffer_0_global[l_59];
let l_61 = vec4<f32>(l_51);
let l_62 = l_60 - l_61;
let l_63 = vec4<f32>(l_54);
let l_64 = l_62 * l_63;
let l_65 = buffer_1_global[l_58];
let l_66 = l_64 * l_65;
let l_67 = buffer_2_global[l_58];
let l_68 = l_66 + l_67;
let l_69 = l_14 + l_58;
buffer_3_global[l_69] = l_68;
}
}
}

// layer_norm::forward::layer_norm::LayerNorm: 204 lines, 42e8f973de521e5e; test of layer_norm/5x384,eps1e-12,mean0,f32,gpu
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

var<workgroup> shared_memory_27: array<f32, 64>;

var<workgroup> shared_memory_56: array<f32, 64>;

var<workgroup> shared_memory_66: array<f32, 64>;

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
var l_mut_17: f32;
var l_mut_28: u32;
var l_mut_38: f32;
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
let l_15 = f32(info.scalars_u32[0]);
let l_16 = f32(1.0) / l_15;
l_mut_17 = f32(0.0);

for (var l_mut_18: u32 = u32(0); l_mut_18 < l_11; l_mut_18++) {
let l_19 = l_14 + l_6;
let l_20 = l_mut_18 * u32(64);
let l_21 = l_19 + l_20;
let l_22 = buffer_0_global[l_21];
let l_23 = l_22[u32(0)];
l_mut_17 = l_mut_17 + l_23;
let l_24 = l_22[u32(1)];
l_mut_17 = l_mut_17 + l_24;
let l_25 = l_22[u32(2)];
l_mut_17 = l_mut_17 + l_25;
let l_26 = l_22[u32(3)];
l_mut_17 = l_mut_17 + l_26;
}
shared_memory_27[local_invocation_id.x] = l_mut_17;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_29 = l_mut_28 > u32(0);
let l_30 = !l_29;
if l_30 {
break;
}
let l_31 = local_invocation_id.x < l_mut_28;
if l_31 {
let l_32 = shared_memory_27[local_invocation_id.x];
let l_33 = local_invocation_id.x + l_mut_28;
let l_34 = shared_memory_27[l_33];
let l_35 = l_32 + l_34;
shared_memory_27[local_invocation_id.x] = l_35;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_36 = shared_memory_27[u32(0)];
workgroupBarrier();
let l_37 = l_36 * l_16;
l_mut_17 = f32(0.0);
l_mut_38 = f32(0.0);

for (var l_mut_39: u32 = u32(0); l_mut_39 < l_11; l_mut_39++) {
let l_40 = l_14 + l_6;
let l_41 = l_mut_39 * u32(64);
let l_42 = l_40 + l_41;
let l_43 = buffer_0_global[l_42];
let l_44 = l_43[u32(0)];
let l_45 = l_44 - l_37;
l_mut_17 = l_mut_17 + l_45;
let l_46 = l_45 * l_45;
l_mut_38 = l_mut_38 + l_46;
let l_47 = l_43[u32(1)];
let l_48 = l_47 - l_37;
l_mut_17 = l_mut_17 + l_48;
let l_49 = l_48 * l_48;
l_mut_38 = l_mut_38 + l_49;
let l_50 = l_43[u32(2)];
let l_51 = l_50 - l_37;
l_mut_17 = l_mut_17 + l_51;
let l_52 = l_51 * l_51;
l_mut_38 = l_mut_38 + l_52;
let l_53 = l_43[u32(3)];
let l_54 = l_53 - l_37;
l_mut_17 = l_mut_17 + l_54;
let l_55 = l_54 * l_54;
l_mut_38 = l_mut_38 + l_55;
}
shared_memory_56[local_invocation_id.x] = l_mut_17;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_57 = l_mut_28 > u32(0);
let l_58 = !l_57;
if l_58 {
break;
}
let l_59 = local_invocation_id.x < l_mut_28;
if l_59 {
let l_60 = shared_memory_56[local_invocation_id.x];
let l_61 = local_invocation_id.x + l_mut_28;
let l_62 = shared_memory_56[l_61];
let l_63 = l_60 + l_62;
shared_memory_56[local_invocation_id.x] = l_63;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_64 = shared_memory_56[u32(0)];
workgroupBarrier();
let l_65 = l_64 * l_16;
shared_memory_66[local_invocation_id.x] = l_mut_38;
workgroupBarrier();
l_mut_28 = u32(32);
loop {
let l_67 = l_mut_28 > u32(0);
let l_68 = !l_67;
if l_68 {
break;
}
let l_69 = local_invocation_id.x < l_mut_28;
if l_69 {
let l_70 = shared_memory_66[local_invocation_id.x];
let l_71 = local_invocation_id.x + l_mut_28;
let l_72 = shared_memory_66[l_71];
let l_73 = l_70 + l_72;
shared_memory_66[local_invocation_id.x] = l_73;
}
workgroupBarrier();
l_mut_28 = l_mut_28 / u32(2);
}
let l_74 = shared_memory_66[u32(0)];
workgroupBarrier();
let l_75 = l_74 * l_16;
let l_76 = l_65 * l_65;
let l_77 = l_75 - l_76;
let l_78 = l_37 + l_65;
let l_79 = l_77 + info.scalars_f32[0];
let l_80 = sqrt(l_79);
let l_81 = f32(1.0) / l_80;
let l_82 = l_5 < info.scalars_u32[1];
if l_82 {

for (var l_mut_83: u32 = u32(0); l_mut_83 < l_11; l_mut_83++) {
let l_84 = l_mut_83 * u32(64);
let l_85 = l_6 + l_84;
let l_86 = l_14 + l_85;
let l_87 = buffer_0_global[l_86];
let l_88 = vec4<f32>(l_78);
let l_89 = l_87 - l_88;
let l_90 = vec4<f32>(l_81);
let l_91 = l_89 * l_90;
let l_92 = buffer_1_global[l_85];
let l_93 = l_91 * l_92;
let l_94 = buffer_2_global[l_85];
let l_95 = l_93 + l_94;
let l_96 = l_14 + l_85;
buffer_3_global[l_96] = l_95;
}
}
}

