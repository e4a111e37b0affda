// sgd::forward::sgd::Sgd: 50 lines, bb4444ea717c7f9b; test of sgd/97,10steps,momentum0.9,wd1e-2,f32
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
   scalars_f32: array<f32, 4>,
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
fn sgd_pack_1(
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
let l_6 = buffer_1_global[l_3];
let l_7 = fma(info.scalars_f32[2], l_5, l_6);
let l_8 = buffer_2_global[l_3];
let l_9 = fma(info.scalars_f32[1], l_8, l_7);
buffer_2_global[l_3] = l_9;
let l_10 = info.scalars_f32[0] * l_9;
let l_11 = l_5 - l_10;
buffer_0_global[l_3] = l_11;
}
}

