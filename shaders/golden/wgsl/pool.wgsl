// pool::forward::mean_tokens::MeanTokens: 56 lines, 1a8c265bad4d74c8; test of pool/2x257x384,1-257,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn mean_tokens_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_9: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = vec4<f32>(f32(0.0));
l_mut_9 = l_8;

for (var l_mut_10: u32 = info.scalars_u32[2]; l_mut_10 < info.scalars_u32[3]; l_mut_10++) {
let l_11 = l_5 * info.scalars_u32[0];
let l_12 = l_11 + l_mut_10;
let l_13 = l_12 * info.scalars_u32[1];
let l_14 = l_13 + l_7;
let l_15 = buffer_0_global[l_14];
l_mut_9 = l_mut_9 + l_15;
}
let l_16 = info.scalars_u32[3] - info.scalars_u32[2];
let l_17 = f32(l_16);
let l_18 = vec4<f32>(l_17);
let l_19 = l_mut_9 / l_18;
buffer_1_global[l_3] = l_19;
}
}

// pool::backward::mean_tokens::MeanTokens: 59 lines, 1ab8bb7b4714b893; grad of pool/2x257x384,1-257,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn mean_tokens_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_10: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 / info.scalars_u32[0];
let l_7 = l_6 * info.scalars_u32[0];
let l_8 = l_5 - l_7;
let l_9 = vec4<f32>(f32(0.0));
l_mut_10 = l_9;
let l_11 = l_8 >= info.scalars_u32[2];
let l_12 = l_8 < info.scalars_u32[3];
let l_13 = l_11 && l_12;
if l_13 {
let l_14 = l_6 * info.scalars_u32[1];
let l_15 = l_14 + l_3;
let l_16 = l_5 * info.scalars_u32[1];
let l_17 = l_15 - l_16;
let l_18 = buffer_0_global[l_17];
let l_19 = info.scalars_u32[3] - info.scalars_u32[2];
let l_20 = f32(l_19);
let l_21 = vec4<f32>(l_20);
let l_22 = l_18 / l_21;
l_mut_10 = l_22;
}
buffer_1_global[l_3] = l_mut_10;
}
}

