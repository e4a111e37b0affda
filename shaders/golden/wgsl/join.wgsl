// join::forward::add::Add: 44 lines, 55580f574e438e74; test of add/151296,f32
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
fn add_f_f32_pack_4(
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
let l_7 = l_5 + l_6;
buffer_2_global[l_3] = l_7;
}
}

// join::forward::columns::Columns: 47 lines, 4fd883d7f5883377; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

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
fn columns_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = l_5 * info.scalars_u32[0];
let l_7 = l_3 - l_6;
let l_8 = l_5 * info.scalars_u32[2];
let l_9 = l_8 + info.scalars_u32[4];
let l_10 = l_9 + l_7;
let l_11 = l_5 * info.scalars_u32[1];
let l_12 = l_11 + info.scalars_u32[3];
let l_13 = l_12 + l_7;
let l_14 = buffer_0_global[l_13];
buffer_1_global[l_10] = l_14;
}
}

// join::forward::columns::Columns: 47 lines, eee769bdd85d0377; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 4>,
}

@group(0)
@binding(2)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn columns_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = l_5 * info.scalars_u32[0];
let l_7 = l_3 - l_6;
let l_8 = l_5 * info.scalars_u32[2];
let l_9 = l_8 + info.scalars_u32[4];
let l_10 = l_9 + l_7;
let l_11 = l_5 * info.scalars_u32[1];
let l_12 = l_11 + info.scalars_u32[3];
let l_13 = l_12 + l_7;
let l_14 = buffer_0_global[l_13];
buffer_1_global[l_10] = l_14;
}
}

// join::forward::columns::Columns: 47 lines, acb92a3e65543b35; test of concat/49x768+768+768+768,f32
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
fn columns_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[0];
let l_6 = l_5 * info.scalars_u32[0];
let l_7 = l_3 - l_6;
let l_8 = l_5 * info.scalars_u32[2];
let l_9 = l_8 + info.scalars_u32[4];
let l_10 = l_9 + l_7;
let l_11 = l_5 * info.scalars_u32[1];
let l_12 = l_11 + info.scalars_u32[3];
let l_13 = l_12 + l_7;
let l_14 = buffer_0_global[l_13];
buffer_1_global[l_10] = l_14;
}
}

// join::forward::add::Add: 44 lines, 082349be26fa58c0; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
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

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn add_f_f32_pack_4(
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
let l_7 = l_5 + l_6;
buffer_2_global[l_3] = l_7;
}
}

