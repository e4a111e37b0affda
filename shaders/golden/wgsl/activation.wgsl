// activation::forward::elementwise::Elementwise: 56 lines, ec28d8457ed7bf09; test of activation/18912,clampedexp,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
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
fn elementwise_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_6: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[0];
if l_4 {
let l_5 = buffer_0_global[l_3];
l_mut_6 = l_5;
let l_7 = l_mut_6[u32(0)];
let l_8 = min(l_7, f32(4.605170249938965));
let l_9 = exp(l_8);
l_mut_6[u32(0)] = l_9;
let l_10 = l_mut_6[u32(1)];
let l_11 = min(l_10, f32(4.605170249938965));
let l_12 = exp(l_11);
l_mut_6[u32(1)] = l_12;
let l_13 = l_mut_6[u32(2)];
let l_14 = min(l_13, f32(4.605170249938965));
let l_15 = exp(l_14);
l_mut_6[u32(2)] = l_15;
let l_16 = l_mut_6[u32(3)];
let l_17 = min(l_16, f32(4.605170249938965));
let l_18 = exp(l_17);
l_mut_6[u32(3)] = l_18;
buffer_1_global[l_3] = l_mut_6;
}
}

// activation::backward::elementwise::Elementwise: 77 lines, fff743e99e201820; grad of activation/18912,clampedexp,f32
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
fn elementwise_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_7: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[0];
if l_4 {
let l_5 = buffer_0_global[l_3];
let l_6 = buffer_1_global[l_3];
l_mut_7 = l_6;
let l_8 = l_5[u32(0)];
let l_9 = l_8 < f32(4.605170249938965);
let l_10 = min(l_8, f32(4.605170249938965));
let l_11 = exp(l_10);
let l_12 = select(f32(0.0), l_11, l_9);
let l_13 = l_mut_7[u32(0)];
let l_14 = l_13 * l_12;
l_mut_7[u32(0)] = l_14;
let l_15 = l_5[u32(1)];
let l_16 = l_15 < f32(4.605170249938965);
let l_17 = min(l_15, f32(4.605170249938965));
let l_18 = exp(l_17);
let l_19 = select(f32(0.0), l_18, l_16);
let l_20 = l_mut_7[u32(1)];
let l_21 = l_20 * l_19;
l_mut_7[u32(1)] = l_21;
let l_22 = l_5[u32(2)];
let l_23 = l_22 < f32(4.605170249938965);
let l_24 = min(l_22, f32(4.605170249938965));
let l_25 = exp(l_24);
let l_26 = select(f32(0.0), l_25, l_23);
let l_27 = l_mut_7[u32(2)];
let l_28 = l_27 * l_26;
l_mut_7[u32(2)] = l_28;
let l_29 = l_5[u32(3)];
let l_30 = l_29 < f32(4.605170249938965);
let l_31 = min(l_29, f32(4.605170249938965));
let l_32 = exp(l_31);
let l_33 = select(f32(0.0), l_32, l_30);
let l_34 = l_mut_7[u32(3)];
let l_35 = l_34 * l_33;
l_mut_7[u32(3)] = l_35;
buffer_2_global[l_3] = l_mut_7;
}
}

// activation::forward::swiglu::Swiglu: 89 lines, 70973ab6e6e3c612; test of swiglu/17x88,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
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
fn swiglu_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_11: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[1];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = l_5 * info.scalars_u32[0];
let l_7 = l_3 + l_6;
let l_8 = buffer_0_global[l_7];
let l_9 = l_7 + info.scalars_u32[0];
let l_10 = buffer_0_global[l_9];
l_mut_11 = l_10;
let l_12 = l_8[u32(0)];
let l_13 = -l_12;
let l_14 = max(l_13, f32(-80.0));
let l_15 = min(l_14, f32(80.0));
let l_16 = exp(l_15);
let l_17 = f32(1.0) + l_16;
let l_18 = f32(1.0) / l_17;
let l_19 = l_12 * l_18;
let l_20 = l_mut_11[u32(0)];
let l_21 = l_20 * l_19;
l_mut_11[u32(0)] = l_21;
let l_22 = l_8[u32(1)];
let l_23 = -l_22;
let l_24 = max(l_23, f32(-80.0));
let l_25 = min(l_24, f32(80.0));
let l_26 = exp(l_25);
let l_27 = f32(1.0) + l_26;
let l_28 = f32(1.0) / l_27;
let l_29 = l_22 * l_28;
let l_30 = l_mut_11[u32(1)];
let l_31 = l_30 * l_29;
l_mut_11[u32(1)] = l_31;
let l_32 = l_8[u32(2)];
let l_33 = -l_32;
let l_34 = max(l_33, f32(-80.0));
let l_35 = min(l_34, f32(80.0));
let l_36 = exp(l_35);
let l_37 = f32(1.0) + l_36;
let l_38 = f32(1.0) / l_37;
let l_39 = l_32 * l_38;
let l_40 = l_mut_11[u32(2)];
let l_41 = l_40 * l_39;
l_mut_11[u32(2)] = l_41;
let l_42 = l_8[u32(3)];
let l_43 = -l_42;
let l_44 = max(l_43, f32(-80.0));
let l_45 = min(l_44, f32(80.0));
let l_46 = exp(l_45);
let l_47 = f32(1.0) + l_46;
let l_48 = f32(1.0) / l_47;
let l_49 = l_42 * l_48;
let l_50 = l_mut_11[u32(3)];
let l_51 = l_50 * l_49;
l_mut_11[u32(3)] = l_51;
buffer_1_global[l_3] = l_mut_11;
}
}

// activation::backward::swiglu::Swiglu: 162 lines, 2f58a49509961652; grad of swiglu/17x88,f32
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
fn swiglu_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_11: vec4<f32>;
var l_mut_13: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[1];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = l_5 * info.scalars_u32[0];
let l_7 = l_3 + l_6;
let l_8 = buffer_0_global[l_7];
let l_9 = l_7 + info.scalars_u32[0];
let l_10 = buffer_0_global[l_9];
l_mut_11 = l_10;
let l_12 = buffer_1_global[l_3];
l_mut_13 = l_12;
let l_14 = l_mut_13[u32(0)];
let l_15 = l_8[u32(0)];
let l_16 = -l_15;
let l_17 = max(l_16, f32(-80.0));
let l_18 = min(l_17, f32(80.0));
let l_19 = exp(l_18);
let l_20 = f32(1.0) + l_19;
let l_21 = f32(1.0) / l_20;
let l_22 = l_15 * l_21;
let l_23 = f32(1.0) - l_21;
let l_24 = l_22 * l_23;
let l_25 = l_21 + l_24;
let l_26 = l_14 * l_25;
let l_27 = l_mut_11[u32(0)];
let l_28 = l_27 * l_26;
l_mut_11[u32(0)] = l_28;
let l_29 = l_8[u32(0)];
let l_30 = -l_29;
let l_31 = max(l_30, f32(-80.0));
let l_32 = min(l_31, f32(80.0));
let l_33 = exp(l_32);
let l_34 = f32(1.0) + l_33;
let l_35 = f32(1.0) / l_34;
let l_36 = l_29 * l_35;
let l_37 = l_mut_13[u32(0)];
let l_38 = l_37 * l_36;
l_mut_13[u32(0)] = l_38;
let l_39 = l_mut_13[u32(1)];
let l_40 = l_8[u32(1)];
let l_41 = -l_40;
let l_42 = max(l_41, f32(-80.0));
let l_43 = min(l_42, f32(80.0));
let l_44 = exp(l_43);
let l_45 = f32(1.0) + l_44;
let l_46 = f32(1.0) / l_45;
let l_47 = l_40 * l_46;
let l_48 = f32(1.0) - l_46;
let l_49 = l_47 * l_48;
let l_50 = l_46 + l_49;
let l_51 = l_39 * l_50;
let l_52 = l_mut_11[u32(1)];
let l_53 = l_52 * l_51;
l_mut_11[u32(1)] = l_53;
let l_54 = l_8[u32(1)];
let l_55 = -l_54;
let l_56 = max(l_55, f32(-80.0));
let l_57 = min(l_56, f32(80.0));
let l_58 = exp(l_57);
let l_59 = f32(1.0) + l_58;
let l_60 = f32(1.0) / l_59;
let l_61 = l_54 * l_60;
let l_62 = l_mut_13[u32(1)];
let l_63 = l_62 * l_61;
l_mut_13[u32(1)] = l_63;
let l_64 = l_mut_13[u32(2)];
let l_65 = l_8[u32(2)];
let l_66 = -l_65;
let l_67 = max(l_66, f32(-80.0));
let l_68 = min(l_67, f32(80.0));
let l_69 = exp(l_68);
let l_70 = f32(1.0) + l_69;
let l_71 = f32(1.0) / l_70;
let l_72 = l_65 * l_71;
let l_73 = f32(1.0) - l_71;
let l_74 = l_72 * l_73;
let l_75 = l_71 + l_74;
let l_76 = l_64 * l_75;
let l_77 = l_mut_11[u32(2)];
let l_78 = l_77 * l_76;
l_mut_11[u32(2)] = l_78;
let l_79 = l_8[u32(2)];
let l_80 = -l_79;
let l_81 = max(l_80, f32(-80.0));
let l_82 = min(l_81, f32(80.0));
let l_83 = exp(l_82);
let l_84 = f32(1.0) + l_83;
let l_85 = f32(1.0) / l_84;
let l_86 = l_79 * l_85;
let l_87 = l_mut_13[u32(2)];
let l_88 = l_87 * l_86;
l_mut_13[u32(2)] = l_88;
let l_89 = l_mut_13[u32(3)];
let l_90 = l_8[u32(3)];
let l_91 = -l_90;
let l_92 = max(l_91, f32(-80.0));
let l_93 = min(l_92, f32(80.0));
let l_94 = exp(l_93);
let l_95 = f32(1.0) + l_94;
let l_96 = f32(1.0) / l_95;
let l_97 = l_90 * l_96;
let l_98 = f32(1.0) - l_96;
let l_99 = l_97 * l_98;
let l_100 = l_96 + l_99;
let l_101 = l_89 * l_100;
let l_102 = l_mut_11[u32(3)];
let l_103 = l_102 * l_101;
l_mut_11[u32(3)] = l_103;
let l_104 = l_8[u32(3)];
let l_105 = -l_104;
let l_106 = max(l_105, f32(-80.0));
let l_107 = min(l_106, f32(80.0));
let l_108 = exp(l_107);
let l_109 = f32(1.0) + l_108;
let l_110 = f32(1.0) / l_109;
let l_111 = l_104 * l_110;
let l_112 = l_mut_13[u32(3)];
let l_113 = l_112 * l_111;
l_mut_13[u32(3)] = l_113;
buffer_2_global[l_7] = l_mut_11;
let l_114 = l_7 + info.scalars_u32[0];
buffer_2_global[l_114] = l_mut_13;
}
}

