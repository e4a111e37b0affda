// tokens::forward::tokens::Tokens: 73 lines, 27772909d9f161e3; test of tokens/2x196x192,prefix1,f32
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

struct info_st {
   scalars_u32: array<u32, 4>,
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
fn tokens_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_17: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[3];
if l_4 {
let l_5 = l_3 / info.scalars_u32[2];
let l_6 = l_5 * info.scalars_u32[2];
let l_7 = l_3 - l_6;
let l_8 = info.scalars_u32[0] + info.scalars_u32[1];
let l_9 = l_5 / l_8;
let l_10 = info.scalars_u32[0] + info.scalars_u32[1];
let l_11 = l_9 * l_10;
let l_12 = l_5 - l_11;
let l_13 = l_12 < info.scalars_u32[0];
if l_13 {
let l_14 = l_12 * info.scalars_u32[2];
let l_15 = l_14 + l_7;
let l_16 = buffer_1_global[l_15];
l_mut_17 = l_16;
} else {
let l_18 = l_12 - info.scalars_u32[0];
let l_19 = l_9 * info.scalars_u32[1];
let l_20 = l_19 + l_18;
let l_21 = l_20 * info.scalars_u32[2];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_18 * info.scalars_u32[2];
let l_25 = l_24 + l_7;
let l_26 = buffer_2_global[l_25];
let l_27 = l_23 + l_26;
l_mut_17 = l_27;
}
buffer_3_global[l_3] = l_mut_17;
}
}

// tokens::backward::patches::Patches: 44 lines, 38d659cfa8f557c9; grad of tokens/2x196x192,prefix1,f32
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
fn patches_f_f32_pack_4(
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
let l_5 = info.scalars_u32[1] * info.scalars_u32[2];
let l_6 = l_3 / l_5;
let l_7 = l_6 + u32(1);
let l_8 = l_7 * info.scalars_u32[0];
let l_9 = l_8 * info.scalars_u32[2];
let l_10 = l_3 + l_9;
let l_11 = buffer_0_global[l_10];
buffer_1_global[l_3] = l_11;
}
}

// tokens::backward::parameters::Parameters: 61 lines, 9c70c46f124eb46a; grad of tokens/2x196x192,prefix1,f32
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
fn parameters_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_6: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[2];
if l_4 {
let l_5 = vec4<f32>(f32(0.0));
l_mut_6 = l_5;

for (var l_mut_7: u32 = u32(0); l_mut_7 < info.scalars_u32[1]; l_mut_7++) {
let l_8 = l_mut_7 * info.scalars_u32[2];
let l_9 = l_8 + l_3;
let l_10 = buffer_0_global[l_9];
l_mut_6 = l_mut_6 + l_10;
}
let l_11 = l_3 < info.scalars_u32[0];
if l_11 {
let l_12 = buffer_1_global[l_3];
let l_13 = l_12 + l_mut_6;
buffer_1_global[l_3] = l_13;
} else {
let l_14 = l_3 - info.scalars_u32[0];
let l_15 = buffer_2_global[l_14];
let l_16 = l_15 + l_mut_6;
buffer_2_global[l_14] = l_16;
}
}
}

