// softmax::forward::softmax::Softmax: 138 lines, a029000de4e90395; test of channel_attention/2x49x64,groups2,f32
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
var l_mut_63: vec4<f32>;
var l_mut_16: f32;
var l_mut_34: f32;
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
let l_13 = buffer_0_global[l_12];
let l_14 = l_13[u32(0)];
let l_15 = l_14 * info.scalars_f32[0];
l_mut_16 = l_15;

for (var l_mut_17: u32 = u32(0); l_mut_17 < l_9; l_mut_17++) {
let l_18 = l_12 + u32(0);
let l_19 = l_mut_17 * u32(1);
let l_20 = l_18 + l_19;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21[u32(0)];
let l_23 = l_22 * info.scalars_f32[0];
let l_24 = max(l_mut_16, l_23);
l_mut_16 = l_24;
let l_25 = l_21[u32(1)];
let l_26 = l_25 * info.scalars_f32[0];
let l_27 = max(l_mut_16, l_26);
l_mut_16 = l_27;
let l_28 = l_21[u32(2)];
let l_29 = l_28 * info.scalars_f32[0];
let l_30 = max(l_mut_16, l_29);
l_mut_16 = l_30;
let l_31 = l_21[u32(3)];
let l_32 = l_31 * info.scalars_f32[0];
let l_33 = max(l_mut_16, l_32);
l_mut_16 = l_33;
}
l_mut_34 = f32(0.0);

for (var l_mut_35: u32 = u32(0); l_mut_35 < l_9; l_mut_35++) {
let l_36 = l_12 + u32(0);
let l_37 = l_mut_35 * u32(1);
let l_38 = l_36 + l_37;
let l_39 = buffer_0_global[l_38];
let l_40 = l_39[u32(0)];
let l_41 = l_40 * info.scalars_f32[0];
let l_42 = l_41 - l_mut_16;
let l_43 = exp(l_42);
l_mut_34 = l_mut_34 + l_43;
let l_44 = l_39[u32(1)];
let l_45 = l_44 * info.scalars_f32[0];
let l_46 = l_45 - l_mut_16;
let l_47 = exp(l_46);
l_mut_34 = l_mut_34 + l_47;
let l_48 = l_39[u32(2)];
let l_49 = l_48 * info.scalars_f32[0];
let l_50 = l_49 - l_mut_16;
let l_51 = exp(l_50);
l_mut_34 = l_mut_34 + l_51;
let l_52 = l_39[u32(3)];
let l_53 = l_52 * info.scalars_f32[0];
let l_54 = l_53 - l_mut_16;
let l_55 = exp(l_54);
l_mut_34 = l_mut_34 + l_55;
}
let l_56 = f32(1.0) / l_mut_34;
let l_57 = l_4 < info.scalars_u32[1];
if l_57 {

for (var l_mut_58: u32 = u32(0); l_mut_58 < l_9; l_mut_58++) {
let l_59 = l_12 + u32(0);
let l_60 = l_mut_58 * u32(1);
let l_61 = l_59 + l_60;
let l_62 = buffer_0_global[l_61];
l_mut_63 = l_62;
let l_64 = l_mut_63[u32(0)];
let l_65 = l_64 * info.scalars_f32[0];
let l_66 = l_65 - l_mut_16;
let l_67 = exp(l_66);
let l_68 = l_67 * l_56;
l_mut_63[u32(0)] = l_68;
let l_69 = l_mut_63[u32(1)];
let l_70 = l_69 * info.scalars_f32[0];
let l_71 = l_70 - l_mut_16;
let l_72 = exp(l_71);
let l_73 = l_72 * l_56;
l_mut_63[u32(1)] = l_73;
let l_74 = l_mut_63[u32(2)];
let l_75 = l_74 * info.scalars_f32[0];
let l_76 = l_75 - l_mut_16;
let l_77 = exp(l_76);
let l_78 = l_77 * l_56;
l_mut_63[u32(2)] = l_78;
let l_79 = l_mut_63[u32(3)];
let l_80 = l_79 * info.scalars_f32[0];
let l_81 = l_80 - l_mut_16;
let l_82 = exp(l_81);
let l_83 = l_82 * l_56;
l_mut_63[u32(3)] = l_83;
buffer_1_global[l_61] = l_mut_63;
}
}
}

// softmax::forward::softmax::Softmax: 138 lines, 8d1bb6d3b25eeb16; grad of channel_attention/2x49x64,groups2,f32
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
var l_mut_16: f32;
var l_mut_34: f32;
var l_mut_63: vec4<f32>;
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
let l_13 = buffer_0_global[l_12];
let l_14 = l_13[u32(0)];
let l_15 = l_14 * info.scalars_f32[0];
l_mut_16 = l_15;

for (var l_mut_17: u32 = u32(0); l_mut_17 < l_9; l_mut_17++) {
let l_18 = l_12 + u32(0);
let l_19 = l_mut_17 * u32(1);
let l_20 = l_18 + l_19;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21[u32(0)];
let l_23 = l_22 * info.scalars_f32[0];
let l_24 = max(l_mut_16, l_23);
l_mut_16 = l_24;
let l_25 = l_21[u32(1)];
let l_26 = l_25 * info.scalars_f32[0];
let l_27 = max(l_mut_16, l_26);
l_mut_16 = l_27;
let l_28 = l_21[u32(2)];
let l_29 = l_28 * info.scalars_f32[0];
let l_30 = max(l_mut_16, l_29);
l_mut_16 = l_30;
let l_31 = l_21[u32(3)];
let l_32 = l_31 * info.scalars_f32[0];
let l_33 = max(l_mut_16, l_32);
l_mut_16 = l_33;
}
l_mut_34 = f32(0.0);

for (var l_mut_35: u32 = u32(0); l_mut_35 < l_9; l_mut_35++) {
let l_36 = l_12 + u32(0);
let l_37 = l_mut_35 * u32(1);
let l_38 = l_36 + l_37;
let l_39 = buffer_0_global[l_38];
let l_40 = l_39[u32(0)];
let l_41 = l_40 * info.scalars_f32[0];
let l_42 = l_41 - l_mut_16;
let l_43 = exp(l_42);
l_mut_34 = l_mut_34 + l_43;
let l_44 = l_39[u32(1)];
let l_45 = l_44 * info.scalars_f32[0];
let l_46 = l_45 - l_mut_16;
let l_47 = exp(l_46);
l_mut_34 = l_mut_34 + l_47;
let l_48 = l_39[u32(2)];
let l_49 = l_48 * info.scalars_f32[0];
let l_50 = l_49 - l_mut_16;
let l_51 = exp(l_50);
l_mut_34 = l_mut_34 + l_51;
let l_52 = l_39[u32(3)];
let l_53 = l_52 * info.scalars_f32[0];
let l_54 = l_53 - l_mut_16;
let l_55 = exp(l_54);
l_mut_34 = l_mut_34 + l_55;
}
let l_56 = f32(1.0) / l_mut_34;
let l_57 = l_4 < info.scalars_u32[1];
if l_57 {

for (var l_mut_58: u32 = u32(0); l_mut_58 < l_9; l_mut_58++) {
let l_59 = l_12 + u32(0);
let l_60 = l_mut_58 * u32(1);
let l_61 = l_59 + l_60;
let l_62 = buffer_0_global[l_61];
l_mut_63 = l_62;
let l_64 = l_mut_63[u32(0)];
let l_65 = l_64 * info.scalars_f32[0];
let l_66 = l_65 - l_mut_16;
let l_67 = exp(l_66);
let l_68 = l_67 * l_56;
l_mut_63[u32(0)] = l_68;
let l_69 = l_mut_63[u32(1)];
let l_70 = l_69 * info.scalars_f32[0];
let l_71 = l_70 - l_mut_16;
let l_72 = exp(l_71);
let l_73 = l_72 * l_56;
l_mut_63[u32(1)] = l_73;
let l_74 = l_mut_63[u32(2)];
let l_75 = l_74 * info.scalars_f32[0];
let l_76 = l_75 - l_mut_16;
let l_77 = exp(l_76);
let l_78 = l_77 * l_56;
l_mut_63[u32(2)] = l_78;
let l_79 = l_mut_63[u32(3)];
let l_80 = l_79 * info.scalars_f32[0];
let l_81 = l_80 - l_mut_16;
let l_82 = exp(l_81);
let l_83 = l_82 * l_56;
l_mut_63[u32(3)] = l_83;
buffer_1_global[l_61] = l_mut_63;
}
}
}

// softmax::backward::softmax::Softmax: 90 lines, c1c00165e37fe6a4; grad of channel_attention/2x49x64,groups2,f32
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
let l_19 = buffer_1_global[l_17];
let l_20 = l_18[u32(0)];
let l_21 = l_19[u32(0)];
let l_22 = fma(l_20, l_21, l_mut_13);
l_mut_13 = l_22;
let l_23 = l_18[u32(1)];
let l_24 = l_19[u32(1)];
let l_25 = fma(l_23, l_24, l_mut_13);
l_mut_13 = l_25;
let l_26 = l_18[u32(2)];
let l_27 = l_19[u32(2)];
let l_28 = fma(l_26, l_27, l_mut_13);
l_mut_13 = l_28;
let l_29 = l_18[u32(3)];
let l_30 = l_19[u32(3)];
let l_31 = fma(l_29, l_30, l_mut_13);
l_mut_13 = l_31;
}
let l_32 = l_4 < info.scalars_u32[1];
if l_32 {

for (var l_mut_33: u32 = u32(0); l_mut_33 < l_9; l_mut_33++) {
let l_34 = l_12 + u32(0);
let l_35 = l_mut_33 * u32(1);
let l_36 = l_34 + l_35;
let l_37 = vec4<f32>(info.scalars_f32[0]);
let l_38 = buffer_0_global[l_36];
let l_39 = l_37 * l_38;
let l_40 = buffer_1_global[l_36];
let l_41 = vec4<f32>(l_mut_13);
let l_42 = l_40 - l_41;
let l_43 = l_39 * l_42;
buffer_2_global[l_36] = l_43;
}
}
}

// softmax::forward::softmax::Softmax: 184 lines, 92f46ba86ebfee03; test of channel_attention/2x49x64,groups2,f32,gpu
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

var<workgroup> shared_memory_32: array<f32, 64>;

var<workgroup> shared_memory_63: array<f32, 64>;

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
var l_mut_33: u32;
var l_mut_79: vec4<f32>;
var l_mut_14: f32;
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
let l_11 = buffer_0_global[l_10];
let l_12 = l_11[u32(0)];
let l_13 = l_12 * info.scalars_f32[0];
l_mut_14 = l_13;

for (var l_mut_15: u32 = u32(0); l_mut_15 < l_7; l_mut_15++) {
let l_16 = l_10 + local_invocation_id.x;
let l_17 = l_mut_15 * u32(64);
let l_18 = l_16 + l_17;
let l_19 = buffer_0_global[l_18];
let l_20 = l_19[u32(0)];
let l_21 = l_20 * info.scalars_f32[0];
let l_22 = max(l_mut_14, l_21);
l_mut_14 = l_22;
let l_23 = l_19[u32(1)];
let l_24 = l_23 * info.scalars_f32[0];
let l_25 = max(l_mut_14, l_24);
l_mut_14 = l_25;
let l_26 = l_19[u32(2)];
let l_27 = l_26 * info.scalars_f32[0];
let l_28 = max(l_mut_14, l_27);
l_mut_14 = l_28;
let l_29 = l_19[u32(3)];
let l_30 = l_29 * info.scalars_f32[0];
let l_31 = max(l_mut_14, l_30);
l_mut_14 = l_31;
}
shared_memory_32[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_34 = l_mut_33 > u32(0);
let l_35 = !l_34;
if l_35 {
break;
}
let l_36 = local_invocation_id.x < l_mut_33;
if l_36 {
let l_37 = local_invocation_id.x + l_mut_33;
let l_38 = shared_memory_32[l_37];
let l_39 = shared_memory_32[local_invocation_id.x];
let l_40 = max(l_39, l_38);
shared_memory_32[local_invocation_id.x] = l_40;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_41 = shared_memory_32[u32(0)];
workgroupBarrier();
l_mut_14 = f32(0.0);

for (var l_mut_42: u32 = u32(0); l_mut_42 < l_7; l_mut_42++) {
let l_43 = l_10 + local_invocation_id.x;
let l_44 = l_mut_42 * u32(64);
let l_45 = l_43 + l_44;
let l_46 = buffer_0_global[l_45];
let l_47 = l_46[u32(0)];
let l_48 = l_47 * info.scalars_f32[0];
let l_49 = l_48 - l_41;
let l_50 = exp(l_49);
l_mut_14 = l_mut_14 + l_50;
let l_51 = l_46[u32(1)];
let l_52 = l_51 * info.scalars_f32[0];
let l_53 = l_52 - l_41;
let l_54 = exp(l_53);
l_mut_14 = l_mut_14 + l_54;
let l_55 = l_46[u32(2)];
let l_56 = l_55 * info.scalars_f32[0];
let l_57 = l_56 - l_41;
let l_58 = exp(l_57);
l_mut_14 = l_mut_14 + l_58;
let l_59 = l_46[u32(3)];
let l_60 = l_59 * info.scalars_f32[0];
let l_61 = l_60 - l_41;
let l_62 = exp(l_61);
l_mut_14 = l_mut_14 + l_62;
}
shared_memory_63[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_64 = l_mut_33 > u32(0);
let l_65 = !l_64;
if l_65 {
break;
}
let l_66 = local_invocation_id.x < l_mut_33;
if l_66 {
let l_67 = local_invocation_id.x + l_mut_33;
let l_68 = shared_memory_63[l_67];
let l_69 = shared_memory_63[local_invocation_id.x];
let l_70 = l_69 + l_68;
shared_memory_63[local_invocation_id.x] = l_70;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_71 = shared_memory_63[u32(0)];
workgroupBarrier();
let l_72 = f32(1.0) / l_71;
let l_73 = l_2 < info.scalars_u32[1];
if l_73 {

for (var l_mut_74: u32 = u32(0); l_mut_74 < l_7; l_mut_74++) {
let l_75 = l_10 + local_invocation_id.x;
let l_76 = l_mut_74 * u32(64);
let l_77 = l_75 + l_76;
let l_78 = buffer_0_global[l_77];
l_mut_79 = l_78;
let l_80 = l_mut_79[u32(0)];
let l_81 = l_80 * info.scalars_f32[0];
let l_82 = l_81 - l_41;
let l_83 = exp(l_82);
let l_84 = l_83 * l_72;
l_mut_79[u32(0)] = l_84;
let l_85 = l_mut_79[u32(1)];
let l_86 = l_85 * info.scalars_f32[0];
let l_87 = l_86 - l_41;
let l_88 = exp(l_87);
let l_89 = l_88 * l_72;
l_mut_79[u32(1)] = l_89;
let l_90 = l_mut_79[u32(2)];
let l_91 = l_90 * info.scalars_f32[0];
let l_92 = l_91 - l_41;
let l_93 = exp(l_92);
let l_94 = l_93 * l_72;
l_mut_79[u32(2)] = l_94;
let l_95 = l_mut_79[u32(3)];
let l_96 = l_95 * info.scalars_f32[0];
let l_97 = l_96 - l_41;
let l_98 = exp(l_97);
let l_99 = l_98 * l_72;
l_mut_79[u32(3)] = l_99;
buffer_1_global[l_77] = l_mut_79;
}
}
}

// softmax::backward::softmax::Softmax: 113 lines, f836d4a223fed72b; grad of channel_attention/2x49x64,groups2,f32,gpu
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

var<workgroup> shared_memory_30: array<f32, 64>;

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
var l_mut_11: f32;
var l_mut_31: u32;
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
let l_17 = buffer_1_global[l_15];
let l_18 = l_16[u32(0)];
let l_19 = l_17[u32(0)];
let l_20 = fma(l_18, l_19, l_mut_11);
l_mut_11 = l_20;
let l_21 = l_16[u32(1)];
let l_22 = l_17[u32(1)];
let l_23 = fma(l_21, l_22, l_mut_11);
l_mut_11 = l_23;
let l_24 = l_16[u32(2)];
let l_25 = l_17[u32(2)];
let l_26 = fma(l_24, l_25, l_mut_11);
l_mut_11 = l_26;
let l_27 = l_16[u32(3)];
let l_28 = l_17[u32(3)];
let l_29 = fma(l_27, l_28, l_mut_11);
l_mut_11 = l_29;
}
shared_memory_30[local_invocation_id.x] = l_mut_11;
workgroupBarrier();
l_mut_31 = u32(32);
loop {
let l_32 = l_mut_31 > u32(0);
let l_33 = !l_32;
if l_33 {
break;
}
let l_34 = local_invocation_id.x < l_mut_31;
if l_34 {
let l_35 = local_invocation_id.x + l_mut_31;
let l_36 = shared_memory_30[l_35];
let l_37 = shared_memory_30[local_invocation_id.x];
let l_38 = l_37 + l_36;
shared_memory_30[local_invocation_id.x] = l_38;
}
workgroupBarrier();
l_mut_31 = l_mut_31 / u32(2);
}
let l_39 = shared_memory_30[u32(0)];
workgroupBarrier();
let l_40 = l_2 < info.scalars_u32[1];
if l_40 {

for (var l_mut_41: u32 = u32(0); l_mut_41 < l_7; l_mut_41++) {
let l_42 = l_10 + local_invocation_id.x;
let l_43 = l_mut_41 * u32(64);
let l_44 = l_42 + l_43;
let l_45 = vec4<f32>(info.scalars_f32[0]);
let l_46 = buffer_0_global[l_44];
let l_47 = l_45 * l_46;
let l_48 = buffer_1_global[l_44];
let l_49 = vec4<f32>(l_39);
let l_50 = l_48 - l_49;
let l_51 = l_47 * l_50;
buffer_2_global[l_44] = l_51;
}
}
}

// softmax::forward::softmax::Softmax: 184 lines, e5cbc161e1d50801; test of softmax/64x32,scale4,f32,gpu
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

var<workgroup> shared_memory_32: array<f32, 64>;

var<workgroup> shared_memory_63: array<f32, 64>;

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
var l_mut_14: f32;
var l_mut_33: u32;
var l_mut_79: vec4<f32>;
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
let l_11 = buffer_0_global[l_10];
let l_12 = l_11[u32(0)];
let l_13 = l_12 * info.scalars_f32[0];
l_mut_14 = l_13;

for (var l_mut_15: u32 = u32(0); l_mut_15 < l_7; l_mut_15++) {
let l_16 = l_10 + local_invocation_id.x;
let l_17 = l_mut_15 * u32(64);
let l_18 = l_16 + l_17;
let l_19 = buffer_0_global[l_18];
let l_20 = l_19[u32(0)];
let l_21 = l_20 * info.scalars_f32[0];
let l_22 = max(l_mut_14, l_21);
l_mut_14 = l_22;
let l_23 = l_19[u32(1)];
let l_24 = l_23 * info.scalars_f32[0];
let l_25 = max(l_mut_14, l_24);
l_mut_14 = l_25;
let l_26 = l_19[u32(2)];
let l_27 = l_26 * info.scalars_f32[0];
let l_28 = max(l_mut_14, l_27);
l_mut_14 = l_28;
let l_29 = l_19[u32(3)];
let l_30 = l_29 * info.scalars_f32[0];
let l_31 = max(l_mut_14, l_30);
l_mut_14 = l_31;
}
shared_memory_32[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_34 = l_mut_33 > u32(0);
let l_35 = !l_34;
if l_35 {
break;
}
let l_36 = local_invocation_id.x < l_mut_33;
if l_36 {
let l_37 = local_invocation_id.x + l_mut_33;
let l_38 = shared_memory_32[l_37];
let l_39 = shared_memory_32[local_invocation_id.x];
let l_40 = max(l_39, l_38);
shared_memory_32[local_invocation_id.x] = l_40;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_41 = shared_memory_32[u32(0)];
workgroupBarrier();
l_mut_14 = f32(0.0);

for (var l_mut_42: u32 = u32(0); l_mut_42 < l_7; l_mut_42++) {
let l_43 = l_10 + local_invocation_id.x;
let l_44 = l_mut_42 * u32(64);
let l_45 = l_43 + l_44;
let l_46 = buffer_0_global[l_45];
let l_47 = l_46[u32(0)];
let l_48 = l_47 * info.scalars_f32[0];
let l_49 = l_48 - l_41;
let l_50 = exp(l_49);
l_mut_14 = l_mut_14 + l_50;
let l_51 = l_46[u32(1)];
let l_52 = l_51 * info.scalars_f32[0];
let l_53 = l_52 - l_41;
let l_54 = exp(l_53);
l_mut_14 = l_mut_14 + l_54;
let l_55 = l_46[u32(2)];
let l_56 = l_55 * info.scalars_f32[0];
let l_57 = l_56 - l_41;
let l_58 = exp(l_57);
l_mut_14 = l_mut_14 + l_58;
let l_59 = l_46[u32(3)];
let l_60 = l_59 * info.scalars_f32[0];
let l_61 = l_60 - l_41;
let l_62 = exp(l_61);
l_mut_14 = l_mut_14 + l_62;
}
shared_memory_63[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_64 = l_mut_33 > u32(0);
let l_65 = !l_64;
if l_65 {
break;
}
let l_66 = local_invocation_id.x < l_mut_33;
if l_66 {
let l_67 = local_invocation_id.x + l_mut_33;
let l_68 = shared_memory_63[l_67];
let l_69 = shared_memory_63[local_invocation_id.x];
let l_70 = l_69 + l_68;
shared_memory_63[local_invocation_id.x] = l_70;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_71 = shared_memory_63[u32(0)];
workgroupBarrier();
let l_72 = f32(1.0) / l_71;
let l_73 = l_2 < info.scalars_u32[1];
if l_73 {

for (var l_mut_74: u32 = u32(0); l_mut_74 < l_7; l_mut_74++) {
let l_75 = l_10 + local_invocation_id.x;
let l_76 = l_mut_74 * u32(64);
let l_77 = l_75 + l_76;
let l_78 = buffer_0_global[l_77];
l_mut_79 = l_78;
let l_80 = l_mut_79[u32(0)];
let l_81 = l_80 * info.scalars_f32[0];
let l_82 = l_81 - l_41;
let l_83 = exp(l_82);
let l_84 = l_83 * l_72;
l_mut_79[u32(0)] = l_84;
let l_85 = l_mut_79[u32(1)];
let l_86 = l_85 * info.scalars_f32[0];
let l_87 = l_86 - l_41;
let l_88 = exp(l_87);
let l_89 = l_88 * l_72;
l_mut_79[u32(1)] = l_89;
let l_90 = l_mut_79[u32(2)];
let l_91 = l_90 * info.scalars_f32[0];
let l_92 = l_91 - l_41;
let l_93 = exp(l_92);
let l_94 = l_93 * l_72;
l_mut_79[u32(2)] = l_94;
let l_95 = l_mut_79[u32(3)];
let l_96 = l_95 * info.scalars_f32[0];
let l_97 = l_96 - l_41;
let l_98 = exp(l_97);
let l_99 = l_98 * l_72;
l_mut_79[u32(3)] = l_99;
buffer_1_global[l_77] = l_mut_79;
}
}
}

// softmax::forward::softmax::Softmax: 184 lines, ca9c9a5c6632054b; grad of softmax/64x32,scale4,f32,gpu
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

var<workgroup> shared_memory_32: array<f32, 64>;

var<workgroup> shared_memory_63: array<f32, 64>;

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
var l_mut_14: f32;
var l_mut_79: vec4<f32>;
var l_mut_33: u32;
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
let l_11 = buffer_0_global[l_10];
let l_12 = l_11[u32(0)];
let l_13 = l_12 * info.scalars_f32[0];
l_mut_14 = l_13;

for (var l_mut_15: u32 = u32(0); l_mut_15 < l_7; l_mut_15++) {
let l_16 = l_10 + local_invocation_id.x;
let l_17 = l_mut_15 * u32(64);
let l_18 = l_16 + l_17;
let l_19 = buffer_0_global[l_18];
let l_20 = l_19[u32(0)];
let l_21 = l_20 * info.scalars_f32[0];
let l_22 = max(l_mut_14, l_21);
l_mut_14 = l_22;
let l_23 = l_19[u32(1)];
let l_24 = l_23 * info.scalars_f32[0];
let l_25 = max(l_mut_14, l_24);
l_mut_14 = l_25;
let l_26 = l_19[u32(2)];
let l_27 = l_26 * info.scalars_f32[0];
let l_28 = max(l_mut_14, l_27);
l_mut_14 = l_28;
let l_29 = l_19[u32(3)];
let l_30 = l_29 * info.scalars_f32[0];
let l_31 = max(l_mut_14, l_30);
l_mut_14 = l_31;
}
shared_memory_32[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_34 = l_mut_33 > u32(0);
let l_35 = !l_34;
if l_35 {
break;
}
let l_36 = local_invocation_id.x < l_mut_33;
if l_36 {
let l_37 = local_invocation_id.x + l_mut_33;
let l_38 = shared_memory_32[l_37];
let l_39 = shared_memory_32[local_invocation_id.x];
let l_40 = max(l_39, l_38);
shared_memory_32[local_invocation_id.x] = l_40;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_41 = shared_memory_32[u32(0)];
workgroupBarrier();
l_mut_14 = f32(0.0);

for (var l_mut_42: u32 = u32(0); l_mut_42 < l_7; l_mut_42++) {
let l_43 = l_10 + local_invocation_id.x;
let l_44 = l_mut_42 * u32(64);
let l_45 = l_43 + l_44;
let l_46 = buffer_0_global[l_45];
let l_47 = l_46[u32(0)];
let l_48 = l_47 * info.scalars_f32[0];
let l_49 = l_48 - l_41;
let l_50 = exp(l_49);
l_mut_14 = l_mut_14 + l_50;
let l_51 = l_46[u32(1)];
let l_52 = l_51 * info.scalars_f32[0];
let l_53 = l_52 - l_41;
let l_54 = exp(l_53);
l_mut_14 = l_mut_14 + l_54;
let l_55 = l_46[u32(2)];
let l_56 = l_55 * info.scalars_f32[0];
let l_57 = l_56 - l_41;
let l_58 = exp(l_57);
l_mut_14 = l_mut_14 + l_58;
let l_59 = l_46[u32(3)];
let l_60 = l_59 * info.scalars_f32[0];
let l_61 = l_60 - l_41;
let l_62 = exp(l_61);
l_mut_14 = l_mut_14 + l_62;
}
shared_memory_63[local_invocation_id.x] = l_mut_14;
workgroupBarrier();
l_mut_33 = u32(32);
loop {
let l_64 = l_mut_33 > u32(0);
let l_65 = !l_64;
if l_65 {
break;
}
let l_66 = local_invocation_id.x < l_mut_33;
if l_66 {
let l_67 = local_invocation_id.x + l_mut_33;
let l_68 = shared_memory_63[l_67];
let l_69 = shared_memory_63[local_invocation_id.x];
let l_70 = l_69 + l_68;
shared_memory_63[local_invocation_id.x] = l_70;
}
workgroupBarrier();
l_mut_33 = l_mut_33 / u32(2);
}
let l_71 = shared_memory_63[u32(0)];
workgroupBarrier();
let l_72 = f32(1.0) / l_71;
let l_73 = l_2 < info.scalars_u32[1];
if l_73 {

for (var l_mut_74: u32 = u32(0); l_mut_74 < l_7; l_mut_74++) {
let l_75 = l_10 + local_invocation_id.x;
let l_76 = l_mut_74 * u32(64);
let l_77 = l_75 + l_76;
let l_78 = buffer_0_global[l_77];
l_mut_79 = l_78;
let l_80 = l_mut_79[u32(0)];
let l_81 = l_80 * info.scalars_f32[0];
let l_82 = l_81 - l_41;
let l_83 = exp(l_82);
let l_84 = l_83 * l_72;
l_mut_79[u32(0)] = l_84;
let l_85 = l_mut_79[u32(1)];
let l_86 = l_85 * info.scalars_f32[0];
let l_87 = l_86 - l_41;
let l_88 = exp(l_87);
let l_89 = l_88 * l_72;
l_mut_79[u32(1)] = l_89;
let l_90 = l_mut_79[u32(2)];
let l_91 = l_90 * info.scalars_f32[0];
let l_92 = l_91 - l_41;
let l_93 = exp(l_92);
let l_94 = l_93 * l_72;
l_mut_79[u32(2)] = l_94;
let l_95 = l_mut_79[u32(3)];
let l_96 = l_95 * info.scalars_f32[0];
let l_97 = l_96 - l_41;
let l_98 = exp(l_97);
let l_99 = l_98 * l_72;
l_mut_79[u32(3)] = l_99;
buffer_1_global[l_77] = l_mut_79;
}
}
}

