// fill::forward::fill::Fill: 34 lines, a5db06d0f5a24d96; test of adamw/97,10steps,lr1e-2,wd1e-2,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn fill_pack_1(
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
buffer_0_global[l_3] = info.scalars_f32[0];
}
}

// fill::forward::fill::Fill: 35 lines, d49fd4bfd98c09b7; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn fill_pack_4(
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
let l_5 = vec4<f32>(info.scalars_f32[0]);
buffer_0_global[l_3] = l_5;
}
}

// fill::forward::fill::Fill: 35 lines, e80b441ef510634f; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn fill_pack_2(
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
let l_5 = vec2<f32>(info.scalars_f32[0]);
buffer_0_global[l_3] = l_5;
}
}

// fill::forward::fill::Fill: 35 lines, 2dee5e942fdedc7b; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn fill_pack_4(
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
let l_5 = vec4<f32>(info.scalars_f32[0]);
buffer_0_global[l_3] = l_5;
}
}

// fill::forward::fill::Fill: 35 lines, 451ff5d2c3c96b45; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn fill_pack_2(
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
let l_5 = vec2<f32>(info.scalars_f32[0]);
buffer_0_global[l_3] = l_5;
}
}

// fill::forward::fill::Fill: 34 lines, ca037b7a304ba947; grad of conv/2x13x11x3-5,k7s4p3,none,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

struct info_st {
   scalars_f32: array<f32, 2>,
   scalars_u32: array<u32, 2>,
   static_meta: array<u32, 2>,
}

@group(0)
@binding(1)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn fill_pack_1(
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
buffer_0_global[l_3] = info.scalars_f32[0];
}
}

