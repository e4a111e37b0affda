// clip::forward::scale::Scale: 45 lines, 0bfcf860cda18880; test of clip/5+768+70001,norm1,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn scale_pack_1(
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
let l_5 = buffer_1_global[u32(0)];
let l_6 = sqrt(l_5);
let l_7 = l_6 + f32(9.999999974752427e-7);
let l_8 = info.scalars_f32[0] / l_7;
let l_9 = min(f32(1.0), l_8);
let l_10 = buffer_0_global[l_3];
let l_11 = l_10 * l_9;
buffer_0_global[l_3] = l_11;
}
}

// clip::forward::scale::Scale: 46 lines, 34a9b64cc5201d71; test of clip/5+768+70001,norm1,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn scale_pack_4(
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
let l_5 = buffer_1_global[u32(0)];
let l_6 = sqrt(l_5);
let l_7 = l_6 + f32(9.999999974752427e-7);
let l_8 = info.scalars_f32[0] / l_7;
let l_9 = min(f32(1.0), l_8);
let l_10 = buffer_0_global[l_3];
let l_11 = vec4<f32>(l_9);
let l_12 = l_10 * l_11;
buffer_0_global[l_3] = l_12;
}
}

