// patch_merge::forward::merge::Merge: 75 lines, a1ab48cf3fc4714b; test of patch_merge/1x48x48x192,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
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
fn merge_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_28: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[3];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % u32(4);
let l_8 = u32(4) * info.scalars_u32[2];
let l_9 = l_3 / l_8;
let l_10 = info.scalars_u32[1] + u32(2);
let l_11 = l_10 - u32(1);
let l_12 = l_11 / u32(2);
let l_13 = l_9 % l_12;
let l_14 = u32(2) * l_13;
let l_15 = l_7 / u32(2);
let l_16 = l_14 + l_15;
let l_17 = info.scalars_u32[0] + u32(2);
let l_18 = l_17 - u32(1);
let l_19 = l_18 / u32(2);
let l_20 = l_9 / l_12;
let l_21 = l_20 % l_19;
let l_22 = u32(2) * l_21;
let l_23 = l_7 % u32(2);
let l_24 = l_22 + l_23;
let l_25 = l_12 * l_19;
let l_26 = l_9 / l_25;
let l_27 = vec4<f32>(f32(0.0));
l_mut_28 = l_27;
let l_29 = l_24 < info.scalars_u32[0];
let l_30 = l_16 < info.scalars_u32[1];
let l_31 = l_29 && l_30;
if l_31 {
let l_32 = l_26 * info.scalars_u32[0];
let l_33 = l_32 + l_24;
let l_34 = l_33 * info.scalars_u32[1];
let l_35 = l_34 + l_16;
let l_36 = l_35 * info.scalars_u32[2];
let l_37 = l_36 + l_5;
let l_38 = buffer_0_global[l_37];
l_mut_28 = l_38;
}
buffer_1_global[l_3] = l_mut_28;
}
}

// patch_merge::forward::split::Split: 67 lines, c28903a68bb02716; grad of patch_merge/1x48x48x192,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
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
fn split_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[3];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % info.scalars_u32[1];
let l_8 = info.scalars_u32[2] * info.scalars_u32[1];
let l_9 = l_3 / l_8;
let l_10 = l_9 % info.scalars_u32[0];
let l_11 = info.scalars_u32[2] * info.scalars_u32[1];
let l_12 = l_11 * info.scalars_u32[0];
let l_13 = l_3 / l_12;
let l_14 = info.scalars_u32[0] + u32(2);
let l_15 = l_14 - u32(1);
let l_16 = l_15 / u32(2);
let l_17 = l_13 * l_16;
let l_18 = l_10 / u32(2);
let l_19 = l_17 + l_18;
let l_20 = info.scalars_u32[1] + u32(2);
let l_21 = l_20 - u32(1);
let l_22 = l_21 / u32(2);
let l_23 = l_19 * l_22;
let l_24 = l_7 / u32(2);
let l_25 = l_23 + l_24;
let l_26 = l_25 * u32(4);
let l_27 = l_10 % u32(2);
let l_28 = l_26 + l_27;
let l_29 = l_7 % u32(2);
let l_30 = u32(2) * l_29;
let l_31 = l_28 + l_30;
let l_32 = l_31 * info.scalars_u32[2];
let l_33 = l_32 + l_5;
let l_34 = buffer_0_global[l_33];
buffer_1_global[l_3] = l_34;
}
}

