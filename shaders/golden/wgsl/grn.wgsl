// grn::forward::roots::Roots: 39 lines, 1be553fc610a3194; test of grn/3x13x11x4,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn roots(
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
let l_5 = buffer_0_global[l_3];
let l_6 = sqrt(l_5);
buffer_1_global[l_3] = l_6;
}
}

// grn::forward::apply::Apply: 73 lines, 000c0ce52f780bb5; test of grn/3x13x11x4,f32
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

@group(0)
@binding(5)
var<storage, read_write> buffer_5_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 4>,
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
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[2];
if l_4 {
let l_5 = l_3 % info.scalars_u32[1];
let l_6 = info.scalars_u32[0] * info.scalars_u32[1];
let l_7 = l_3 / l_6;
let l_8 = info.scalars_u32[1] * u32(4);
let l_9 = buffer_4_global[l_7];
let l_10 = f32(l_8);
let l_11 = l_9 / l_10;
let l_12 = l_11 + info.scalars_f32[0];
let l_13 = l_7 * info.scalars_u32[1];
let l_14 = l_13 + l_5;
let l_15 = buffer_3_global[l_14];
let l_16 = vec4<f32>(l_12);
let l_17 = l_15 / l_16;
let l_18 = buffer_1_global[l_5];
let l_19 = vec4<f32>(f32(1.0));
let l_20 = fma(l_18, l_17, l_19);
let l_21 = buffer_0_global[l_3];
let l_22 = buffer_2_global[l_5];
let l_23 = fma(l_21, l_20, l_22);
buffer_5_global[l_3] = l_23;
}
}

// grn::backward::channel_terms::ChannelTerms: 68 lines, 324c9299fdcb067d; grad of grn/3x13x11x4,f32
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

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
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
fn channel_terms_f_f32(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[1];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = buffer_0_global[l_3];
let l_7 = buffer_2_global[l_3];
let l_8 = l_6 * l_7;
let l_9 = buffer_3_global[l_5];
let l_10 = f32(info.scalars_u32[0]);
let l_11 = l_9 / l_10;
let l_12 = l_11 + info.scalars_f32[0];
let l_13 = l_8 / l_12;
buffer_4_global[l_3] = l_13;
let l_14 = l_5 * info.scalars_u32[0];
let l_15 = l_3 - l_14;
let l_16 = buffer_1_global[l_15];
let l_17 = l_8 * l_16;
buffer_5_global[l_3] = l_17;
}
}

// grn::backward::elements::Elements: 128 lines, ebb1a344dd44ffe0; grad of grn/3x13x11x4,f32
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
var<storage, read_write> buffer_4_global: array<vec4<f32>>;

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
   scalars_u32: array<u32, 4>,
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
var l_mut_29: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[2];
if l_4 {
let l_5 = l_3 % info.scalars_u32[1];
let l_6 = info.scalars_u32[0] * info.scalars_u32[1];
let l_7 = l_3 / l_6;
let l_8 = l_7 * info.scalars_u32[1];
let l_9 = l_8 + l_5;
let l_10 = buffer_4_global[l_9];
let l_11 = buffer_2_global[l_5];
let l_12 = info.scalars_u32[1] * u32(4);
let l_13 = buffer_5_global[l_7];
let l_14 = f32(l_12);
let l_15 = l_13 / l_14;
let l_16 = l_15 + info.scalars_f32[0];
let l_17 = f32(1.0) / l_16;
let l_18 = buffer_6_global[l_7];
let l_19 = l_18 * l_17;
let l_20 = l_19 * l_17;
let l_21 = f32(l_12);
let l_22 = l_20 / l_21;
let l_23 = buffer_3_global[l_9];
let l_24 = l_11 * l_23;
let l_25 = vec4<f32>(l_17);
let l_26 = l_24 * l_25;
let l_27 = vec4<f32>(l_22);
let l_28 = l_26 - l_27;
l_mut_29 = l_28;
let l_30 = l_10[u32(0)];
let l_31 = l_30 > f32(0.0);
let l_32 = l_mut_29[u32(0)];
let l_33 = l_10[u32(0)];
let l_34 = max(l_33, f32(1.0000000031710769e-30));
let l_35 = l_32 / l_34;
let l_36 = select(f32(0.0), l_35, l_31);
l_mut_29[u32(0)] = l_36;
let l_37 = l_10[u32(1)];
let l_38 = l_37 > f32(0.0);
let l_39 = l_mut_29[u32(1)];
let l_40 = l_10[u32(1)];
let l_41 = max(l_40, f32(1.0000000031710769e-30));
let l_42 = l_39 / l_41;
let l_43 = select(f32(0.0), l_42, l_38);
l_mut_29[u32(1)] = l_43;
let l_44 = l_10[u32(2)];
let l_45 = l_44 > f32(0.0);
let l_46 = l_mut_29[u32(2)];
let l_47 = l_10[u32(2)];
let l_48 = max(l_47, f32(1.0000000031710769e-30));
let l_49 = l_46 / l_48;
let l_50 = select(f32(0.0), l_49, l_45);
l_mut_29[u32(2)] = l_50;
let l_51 = l_10[u32(3)];
let l_52 = l_51 > f32(0.0);
let l_53 = l_mut_29[u32(3)];
let l_54 = l_10[u32(3)];
let l_55 = max(l_54, f32(1.0000000031710769e-30));
let l_56 = l_53 / l_55;
let l_57 = select(f32(0.0), l_56, l_52);
l_mut_29[u32(3)] = l_57;
let l_58 = vec4<f32>(l_17);
let l_59 = l_10 * l_58;
let l_60 = vec4<f32>(f32(1.0));
let l_61 = fma(l_11, l_59, l_60);
let l_62 = buffer_1_global[l_3];
let l_63 = l_62 * l_61;
let l_64 = buffer_0_global[l_3];
let l_65 = fma(l_64, l_mut_29, l_63);
buffer_7_global[l_3] = l_65;
}
}

