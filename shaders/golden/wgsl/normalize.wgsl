// normalize::forward::normalize::Normalize: 83 lines, 8da16fbe9ce89220; test of normalize/256x300x1-224x224at16,38,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 8>,
   scalars_i32: array<i32, 4>,
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
fn normalize_f_f32(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_15: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[3];
if l_4 {
let l_5 = l_3 / u32(3);
let l_6 = l_5 * u32(3);
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[1];
let l_9 = i32(l_8);
let l_10 = l_9 + info.scalars_i32[2];
let l_11 = l_8 * info.scalars_u32[1];
let l_12 = l_5 - l_11;
let l_13 = i32(l_12);
let l_14 = l_13 + info.scalars_i32[3];
l_mut_15 = f32(0.0);
let l_16 = l_10 >= i32(0);
let l_17 = l_10 < info.scalars_i32[0];
let l_18 = l_16 && l_17;
let l_19 = l_14 >= i32(0);
let l_20 = l_18 && l_19;
let l_21 = l_14 < info.scalars_i32[1];
let l_22 = l_20 && l_21;
if l_22 {
let l_23 = u32(l_10);
let l_24 = u32(info.scalars_i32[1]);
let l_25 = l_23 * l_24;
let l_26 = u32(l_14);
let l_27 = l_25 + l_26;
let l_28 = l_27 * info.scalars_u32[0];
let l_29 = info.scalars_u32[0] - u32(1);
let l_30 = min(l_7, l_29);
let l_31 = l_28 + l_30;
let l_32 = buffer_0_global[l_31];
l_mut_15 = l_32;
}
let l_33 = l_7 == u32(0);
let l_34 = l_7 == u32(1);
let l_35 = select(info.scalars_f32[3], info.scalars_f32[2], l_34);
let l_36 = select(l_35, info.scalars_f32[1], l_33);
let l_37 = l_7 == u32(0);
let l_38 = l_7 == u32(1);
let l_39 = select(info.scalars_f32[6], info.scalars_f32[5], l_38);
let l_40 = select(l_39, info.scalars_f32[4], l_37);
let l_41 = info.scalars_u32[2] + l_3;
let l_42 = l_mut_15 * info.scalars_f32[0];
let l_43 = l_42 - l_36;
let l_44 = l_43 / l_40;
buffer_1_global[l_41] = l_44;
}
}

