// relative_bias::forward::gather::Gather: 60 lines, 1687f9be52a79120; test of relative_bias/side7,heads3,none,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn gather_f_f32(
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
let l_5 = info.scalars_u32[0] * info.scalars_u32[0];
let l_6 = l_3 % l_5;
let l_7 = l_3 / l_5;
let l_8 = l_7 % l_5;
let l_9 = l_5 * l_5;
let l_10 = l_3 / l_9;
let l_11 = l_8 / info.scalars_u32[0];
let l_12 = l_11 + info.scalars_u32[0];
let l_13 = l_12 - u32(1);
let l_14 = l_6 / info.scalars_u32[0];
let l_15 = l_13 - l_14;
let l_16 = l_8 % info.scalars_u32[0];
let l_17 = l_16 + info.scalars_u32[0];
let l_18 = l_17 - u32(1);
let l_19 = l_6 % info.scalars_u32[0];
let l_20 = l_18 - l_19;
let l_21 = u32(2) * info.scalars_u32[0];
let l_22 = l_21 - u32(1);
let l_23 = l_15 * l_22;
let l_24 = l_23 + l_20;
let l_25 = l_24 * info.scalars_u32[1];
let l_26 = l_25 + l_10;
let l_27 = buffer_0_global[l_26];
buffer_1_global[l_3] = l_27;
}
}

// relative_bias::backward::scatter::Scatter: 90 lines, cbffcad1999b324a; grad of relative_bias/side7,heads3,none,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

struct info_st {
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
fn scatter_f_f32(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_14: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[2];
if l_4 {
let l_5 = l_3 % info.scalars_u32[1];
let l_6 = l_3 / info.scalars_u32[1];
let l_7 = u32(2) * info.scalars_u32[0];
let l_8 = l_7 - u32(1);
let l_9 = l_6 / l_8;
let l_10 = u32(2) * info.scalars_u32[0];
let l_11 = l_10 - u32(1);
let l_12 = l_6 % l_11;
let l_13 = info.scalars_u32[0] * info.scalars_u32[0];
l_mut_14 = f32(0.0);
let l_15 = info.scalars_u32[0] - u32(1);
let l_16 = max(l_9, l_15);
let l_17 = l_16 - l_9;
let l_18 = info.scalars_u32[0] - u32(1);
let l_19 = max(l_12, l_18);
let l_20 = l_19 - l_12;
let l_21 = u32(2) * info.scalars_u32[0];
let l_22 = l_21 - u32(1);
let l_23 = l_22 - l_9;
let l_24 = min(l_23, info.scalars_u32[0]);

for (var l_mut_25: u32 = l_17; l_mut_25 < l_24; l_mut_25++) {
let l_26 = u32(2) * info.scalars_u32[0];
let l_27 = l_26 - u32(1);
let l_28 = l_27 - l_12;
let l_29 = min(l_28, info.scalars_u32[0]);

for (var l_mut_30: u32 = l_20; l_mut_30 < l_29; l_mut_30++) {
let l_31 = l_mut_25 + l_9;
let l_32 = l_31 + u32(1);
let l_33 = l_32 - info.scalars_u32[0];
let l_34 = l_33 * info.scalars_u32[0];
let l_35 = l_34 + l_mut_30;
let l_36 = l_35 + l_12;
let l_37 = l_36 + u32(1);
let l_38 = l_37 - info.scalars_u32[0];
let l_39 = l_5 * l_13;
let l_40 = l_39 + l_38;
let l_41 = l_40 * l_13;
let l_42 = l_mut_25 * info.scalars_u32[0];
let l_43 = l_41 + l_42;
let l_44 = l_43 + l_mut_30;
let l_45 = buffer_1_global[l_44];
l_mut_14 = l_mut_14 + l_45;
}
}
let l_46 = buffer_2_global[l_3];
let l_47 = l_46 + l_mut_14;
buffer_2_global[l_3] = l_47;
}
}

