// adamw::forward::adamw::Adamw: 68 lines, 321e7e5e3c7f1b23; test of adamw/97,10steps,lr1e-2,wd1e-2,f32
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

struct info_st {
   scalars_f32: array<f32, 6>,
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
fn adamw_pack_1(
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
let l_5 = buffer_1_global[l_3];
let l_6 = buffer_2_global[l_3];
let l_7 = info.scalars_f32[0] * l_6;
let l_8 = f32(1.0) - info.scalars_f32[0];
let l_9 = l_8 * l_5;
let l_10 = l_7 + l_9;
let l_11 = buffer_3_global[l_3];
let l_12 = info.scalars_f32[1] * l_11;
let l_13 = f32(1.0) - info.scalars_f32[1];
let l_14 = l_13 * l_5;
let l_15 = l_14 * l_5;
let l_16 = l_12 + l_15;
buffer_2_global[l_3] = l_10;
buffer_3_global[l_3] = l_16;
let l_17 = sqrt(l_16);
let l_18 = l_17 * info.scalars_f32[4];
let l_19 = l_18 + info.scalars_f32[2];
let l_20 = buffer_0_global[l_3];
let l_21 = l_20 * info.scalars_f32[5];
let l_22 = info.scalars_f32[3] * l_10;
let l_23 = l_22 / l_19;
let l_24 = l_21 - l_23;
buffer_0_global[l_3] = l_24;
}
}

