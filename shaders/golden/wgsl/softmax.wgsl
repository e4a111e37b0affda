// softmax::forward::softmax::Softmax: 143 lines, 019df2ac5f6340f3; test of channel_attention/2x49x64,groups2,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

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
fn softmax_f_f32_o_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_18: f32;
var l_mut_36: f32;
var l_mut_58: f32;
var l_mut_66: vec4<f32>;
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
let l_15 = buffer_0_global[l_14];
let l_16 = l_15[u32(0)];
let l_17 = l_16 * info.scalars_f32[0];
l_mut_18 = l_17;

for (var l_mut_19: u32 = u32(0); l_mut_19 < l_11; l_mut_19++) {
let l_20 = l_14 + l_6;
let l_21 = l_mut_19 * u32(1);
let l_22 = l_20 + l_21;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23[u32(0)];
let l_25 = l_24 * info.scalars_f32[0];
let l_26 = max(l_mut_18, l_25);
l_mut_18 = l_26;
let l_27 = l_23[u32(1)];
let l_28 = l_27 * info.scalars_f32[0];
let l_29 = max(l_mut_18, l_28);
l_mut_18 = l_29;
let l_30 = l_23[u32(2)];
let l_31 = l_30 * info.scalars_f32[0];
let l_32 = max(l_mut_18, l_31);
l_mut_18 = l_32;
let l_33 = l_23[u32(3)];
let l_34 = l_33 * info.scalars_f32[0];
let l_35 = max(l_mut_18, l_34);
l_mut_18 = l_35;
}
l_mut_36 = l_mut_18;
l_mut_18 = f32(0.0);

for (var l_mut_37: u32 = u32(0); l_mut_37 < l_11; l_mut_37++) {
let l_38 = l_14 + l_6;
let l_39 = l_mut_37 * u32(1);
let l_40 = l_38 + l_39;
let l_41 = buffer_0_global[l_40];
let l_42 = l_41[u32(0)];
let l_43 = l_42 * info.scalars_f32[0];
let l_44 = l_43 - l_mut_36;
let l_45 = exp(l_44);
l_mut_18 = l_mut_18 + l_45;
let l_46 = l_41[u32(1)];
let l_47 = l_46 * info.scalars_f32[0];
let l_48 = l_47 - l_mut_36;
let l_49 = exp(l_48);
l_mut_18 = l_mut_18 + l_49;
let l_50 = l_41[u32(2)];
let l_51 = l_50 * info.scalars_f32[0];
let l_52 = l_51 - l_mut_36;
let l_53 = exp(l_52);
l_mut_18 = l_mut_18 + l_53;
let l_54 = l_41[u32(3)];
let l_55 = l_54 * info.scalars_f32[0];
let l_56 = l_55 - l_mut_36;
let l_57 = exp(l_56);
l_mut_18 = l_mut_18 + l_57;
}
l_mut_58 = l_mut_18;
let l_59 = f32(1.0) / l_mut_58;
let l_60 = l_5 < info.scalars_u32[1];
if l_60 {

for (var l_mut_61: u32 = u32(0); l_mut_61 < l_11; l_mut_61++) {
let l_62 = l_14 + l_6;
let l_63 = l_mut_61 * u32(1);
let l_64 = l_62 + l_63;
let l_65 = buffer_0_global[l_64];
l_mut_66 = l_65;
let l_67 = l_mut_66[u32(0)];
let l_68 = l_67 * info.scalars_f32[0];
let l_69 = l_68 - l_mut_36;
let l_70 = exp(l_69);
let l_71 = l_70 * l_59;
l_mut_66[u32(0)] = l_71;
let l_72 = l_mut_66[u32(1)];
let l_73 = l_72 * info.scalars_f32[0];
let l_74 = l_73 - l_mut_36;
let l_75 = exp(l_74);
let l_76 = l_75 * l_59;
l_mut_66[u32(1)] = l_76;
let l_77 = l_mut_66[u32(2)];
let l_78 = l_77 * info.scalars_f32[0];
let l_79 = l_78 - l_mut_36;
let l_80 = exp(l_79);
let l_81 = l_80 * l_59;
l_mut_66[u32(2)] = l_81;
let l_82 = l_mut_66[u32(3)];
let l_83 = l_82 * info.scalars_f32[0];
let l_84 = l_83 - l_mut_36;
let l_85 = exp(l_84);
let l_86 = l_85 * l_59;
l_mut_66[u32(3)] = l_86;
buffer_1_global[l_64] = l_mut_66;
}
}
}

// softmax::backward::softmax::Softmax: 94 lines, c094381b7353a815; grad of channel_attention/2x49x64,groups2,f32
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
   scalars_u32: array<u32, 2>,
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
fn softmax_f_f32_g_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_34: f32;
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
let l_21 = buffer_1_global[l_19];
let l_22 = l_20[u32(0)];
let l_23 = l_21[u32(0)];
let l_24 = fma(l_22, l_23, l_mut_15);
l_mut_15 = l_24;
let l_25 = l_20[u32(1)];
let l_26 = l_21[u32(1)];
let l_27 = fma(l_25, l_26, l_mut_15);
l_mut_15 = l_27;
let l_28 = l_20[u32(2)];
let l_29 = l_21[u32(2)];
let l_30 = fma(l_28, l_29, l_mut_15);
l_mut_15 = l_30;
let l_31 = l_20[u32(3)];
let l_32 = l_21[u32(3)];
let l_33 = fma(l_31, l_32, l_mut_15);
l_mut_15 = l_33;
}
l_mut_34 = l_mut_15;
let l_35 = l_5 < info.scalars_u32[1];
if l_35 {

for (var l_mut_36: u32 = u32(0); l_mut_36 < l_11; l_mut_36++) {
let l_37 = l_14 + l_6;
let l_38 = l_mut_36 * u32(1);
let l_39 = l_37 + l_38;
let l_40 = vec4<f32>(info.scalars_f32[0]);
let l_41 = buffer_0_global[l_39];
let l_42 = l_40 * l_41;
let l_43 = buffer_1_global[l_39];
let l_44 = vec4<f32>(l_mut_34);
let l_45 = l_43 - l_44;
let l_46 = l_42 * l_45;
buffer_2_global[l_39] = l_46;
}
}
}

// softmax::forward::softmax::Softmax: 188 lines, a6d4b444dd916061; test of channel_attention/2x49x64,groups2,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 4>,
}

@group(0)
@binding(2)
var<storage, read> info: info_st;

var<workgroup> shared_memory_36: array<f32, 64>;

var<workgroup> shared_memory_67: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn softmax_f_f32_o_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_18: f32;
var l_mut_37: u32;
var l_mut_83: vec4<f32>;
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
let l_15 = buffer_0_global[l_14];
let l_16 = l_15[u32(0)];
let l_17 = l_16 * info.scalars_f32[0];
l_mut_18 = l_17;

for (var l_mut_19: u32 = u32(0); l_mut_19 < l_11; l_mut_19++) {
let l_20 = l_14 + l_6;
let l_21 = l_mut_19 * u32(64);
let l_22 = l_20 + l_21;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23[u32(0)];
let l_25 = l_24 * info.scalars_f32[0];
let l_26 = max(l_mut_18, l_25);
l_mut_18 = l_26;
let l_27 = l_23[u32(1)];
let l_28 = l_27 * info.scalars_f32[0];
let l_29 = max(l_mut_18, l_28);
l_mut_18 = l_29;
let l_30 = l_23[u32(2)];
let l_31 = l_30 * info.scalars_f32[0];
let l_32 = max(l_mut_18, l_31);
l_mut_18 = l_32;
let l_33 = l_23[u32(3)];
let l_34 = l_33 * info.scalars_f32[0];
let l_35 = max(l_mut_18, l_34);
l_mut_18 = l_35;
}
shared_memory_36[local_invocation_id.x] = l_mut_18;
workgroupBarrier();
l_mut_37 = u32(32);
loop {
let l_38 = l_mut_37 > u32(0);
let l_39 = !l_38;
if l_39 {
break;
}
let l_40 = local_invocation_id.x < l_mut_37;
if l_40 {
let l_41 = shared_memory_36[local_invocation_id.x];
let l_42 = local_invocation_id.x + l_mut_37;
let l_43 = shared_memory_36[l_42];
let l_44 = max(l_41, l_43);
shared_memory_36[local_invocation_id.x] = l_44;
}
workgroupBarrier();
l_mut_37 = l_mut_37 / u32(2);
}
let l_45 = shared_memory_36[u32(0)];
workgroupBarrier();
l_mut_18 = f32(0.0);

for (var l_mut_46: u32 = u32(0); l_mut_46 < l_11; l_mut_46++) {
let l_47 = l_14 + l_6;
let l_48 = l_mut_46 * u32(64);
let l_49 = l_47 + l_48;
let l_50 = buffer_0_global[l_49];
let l_51 = l_50[u32(0)];
let l_52 = l_51 * info.scalars_f32[0];
let l_53 = l_52 - l_45;
let l_54 = exp(l_53);
l_mut_18 = l_mut_18 + l_54;
let l_55 = l_50[u32(1)];
let l_56 = l_55 * info.scalars_f32[0];
let l_57 = l_56 - l_45;
let l_58 = exp(l_57);
l_mut_18 = l_mut_18 + l_58;
let l_59 = l_50[u32(2)];
let l_60 = l_59 * info.scalars_f32[0];
let l_61 = l_60 - l_45;
let l_62 = exp(l_61);
l_mut_18 = l_mut_18 + l_62;
let l_63 = l_50[u32(3)];
let l_64 = l_63 * info.scalars_f32[0];
let l_65 = l_64 - l_45;
let l_66 = exp(l_65);
l_mut_18 = l_mut_18 + l_66;
}
shared_memory_67[local_invocation_id.x] = l_mut_18;
workgroupBarrier();
l_mut_37 = u32(32);
loop {
let l_68 = l_mut_37 > u32(0);
let l_69 = !l_68;
if l_69 {
break;
}
let l_70 = local_invocation_id.x < l_mut_37;
if l_70 {
let l_71 = shared_memory_67[local_invocation_id.x];
let l_72 = local_invocation_id.x + l_mut_37;
let l_73 = shared_memory_67[l_72];
let l_74 = l_71 + l_73;
shared_memory_67[local_invocation_id.x] = l_74;
}
workgroupBarrier();
l_mut_37 = l_mut_37 / u32(2);
}
let l_75 = shared_memory_67[u32(0)];
workgroupBarrier();
let l_76 = f32(1.0) / l_75;
let l_77 = l_5 < info.scalars_u32[1];
if l_77 {

for (var l_mut_78: u32 = u32(0); l_mut_78 < l_11; l_mut_78++) {
let l_79 = l_14 + l_6;
let l_80 = l_mut_78 * u32(64);
let l_81 = l_79 + l_80;
let l_82 = buffer_0_global[l_81];
l_mut_83 = l_82;
let l_84 = l_mut_83[u32(0)];
let l_85 = l_84 * info.scalars_f32[0];
let l_86 = l_85 - l_45;
let l_87 = exp(l_86);
let l_88 = l_87 * l_76;
l_mut_83[u32(0)] = l_88;
let l_89 = l_mut_83[u32(1)];
let l_90 = l_89 * info.scalars_f32[0];
let l_91 = l_90 - l_45;
let l_92 = exp(l_91);
let l_93 = l_92 * l_76;
l_mut_83[u32(1)] = l_93;
let l_94 = l_mut_83[u32(2)];
let l_95 = l_94 * info.scalars_f32[0];
let l_96 = l_95 - l_45;
let l_97 = exp(l_96);
let l_98 = l_97 * l_76;
l_mut_83[u32(2)] = l_98;
let l_99 = l_mut_83[u32(3)];
let l_100 = l_99 * info.scalars_f32[0];
let l_101 = l_100 - l_45;
let l_102 = exp(l_101);
let l_103 = l_102 * l_76;
l_mut_83[u32(3)] = l_103;
buffer_1_global[l_81] = l_mut_83;
}
}
}

// softmax::backward::softmax::Softmax: 117 lines, c75689043d22907b; grad of channel_attention/2x49x64,groups2,f32,gpu
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
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 6>,
}

@group(0)
@binding(3)
var<storage, read> info: info_st;

var<workgroup> shared_memory_34: array<f32, 64>;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn softmax_f_f32_g_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
var l_mut_35: u32;
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
let l_21 = buffer_1_global[l_19];
let l_22 = l_20[u32(0)];
let l_23 = l_21[u32(0)];
let l_24 = fma(l_22, l_23, l_mut_15);
l_mut_15 = l_24;
let l_25 = l_20[u32(1)];
let l_26 = l_21[u32(1)];
let l_27 = fma(l_25, l_26, l_mut_15);
l_mut_15 = l_27;
let l_28 = l_20[u32(2)];
let l_29 = l_21[u32(2)];
let l_30 = fma(l_28, l_29, l_mut_15);
l_mut_15 = l_30;
let l_31 = l_20[u32(3)];
let l_32 = l_21[u32(3)];
let l_33 = fma(l_31, l_32, l_mut_15);
l_mut_15 = l_33;
}
shared_memory_34[local_invocation_id.x] = l_mut_15;
workgroupBarrier();
l_mut_35 = u32(32);
loop {
let l_36 = l_mut_35 > u32(0);
let l_37 = !l_36;
if l_37 {
break;
}
let l_38 = local_invocation_id.x < l_mut_35;
if l_38 {
let l_39 = shared_memory_34[local_invocation_id.x];
let l_40 = local_invocation_id.x + l_mut_35;
let l_41 = shared_memory_34[l_40];
let l_42 = l_39 + l_41;
shared_memory_34[local_invocation_id.x] = l_42;
}
workgroupBarrier();
l_mut_35 = l_mut_35 / u32(2);
}
let l_43 = shared_memory_34[u32(0)];
workgroupBarrier();
let l_44 = l_5 < info.scalars_u32[1];
if l_44 {

for (var l_mut_45: u32 = u32(0); l_mut_45 < l_11; l_mut_45++) {
let l_46 = l_14 + l_6;
let l_47 = l_mut_45 * u32(64);
let l_48 = l_46 + l_47;
let l_49 = vec4<f32>(info.scalars_f32[0]);
let l_50 = buffer_0_global[l_48];
let l_51 = l_49 * l_50;
let l_52 = buffer_1_global[l_48];
let l_53 = vec4<f32>(l_43);
let l_54 = l_52 - l_53;
let l_55 = l_51 * l_54;
buffer_2_global[l_48] = l_55;
}
}
}

