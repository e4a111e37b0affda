// reduce::forward::sum_chunks::SumChunks: 73 lines, 12c7635c6b87cc90; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec2<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec2<f32>;
var l_mut_15: vec2<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec2<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec2<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
let l_26 = buffer_3_global[l_3];
l_mut_15 = l_mut_15 + l_26;
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, 95bd077fbab09b61; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::add_part::AddPart: 42 lines, faf9743deb8daacf; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32
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
fn add_part_pack_4(
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
let l_5 = info.scalars_u32[1] + l_3;
let l_6 = info.scalars_u32[0] + l_3;
let l_7 = buffer_0_global[l_6];
let l_8 = buffer_1_global[l_5];
let l_9 = l_8 + l_7;
buffer_1_global[l_5] = l_9;
}
}

// reduce::forward::sum_chunks::SumChunks: 73 lines, 98bdadc1e358ac3f; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec2<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn sum_chunks_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec2<f32>;
var l_mut_15: vec2<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec2<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec2<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
let l_26 = buffer_3_global[l_3];
l_mut_15 = l_mut_15 + l_26;
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, d16621a4ade60296; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::add_part::AddPart: 42 lines, ec707749fd94ffed; grad of attention/2x2x35x35x4,gain4,5x7by3+1,bias1,fused,padding,f32,gpu
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

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn add_part_pack_4(
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
let l_5 = info.scalars_u32[1] + l_3;
let l_6 = info.scalars_u32[0] + l_3;
let l_7 = buffer_0_global[l_6];
let l_8 = buffer_1_global[l_5];
let l_9 = l_8 + l_7;
buffer_1_global[l_5] = l_9;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, d7d794a8a0677ad0; test of clip/5+768+70001,norm1,f32
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
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_12: f32;
var l_mut_13: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
l_mut_12 = f32(0.0);
l_mut_13 = f32(0.0);
let l_14 = l_11 + u32(64);
let l_15 = min(l_14, info.scalars_u32[0]);

for (var l_mut_16: u32 = l_11; l_mut_16 < l_15; l_mut_16++) {
let l_17 = l_8 * info.scalars_u32[0];
let l_18 = l_17 + l_mut_16;
let l_19 = l_18 * info.scalars_u32[1];
let l_20 = l_19 + l_7;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21 - l_mut_12;
let l_23 = fma(l_22, l_22, l_mut_13);
l_mut_13 = l_23;
}
let l_24 = buffer_3_global[l_3];
l_mut_13 = l_mut_13 + l_24;
buffer_3_global[l_3] = l_mut_13;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, 3aab28d7799ef023; test of clip/5+768+70001,norm1,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = fma(l_24, l_24, l_mut_15);
l_mut_15 = l_25;
}
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, 16943759d459e5e1; test of clip/5+768+70001,norm1,f32
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
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_12: f32;
var l_mut_13: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
l_mut_12 = f32(0.0);
l_mut_13 = f32(0.0);
let l_14 = l_11 + u32(64);
let l_15 = min(l_14, info.scalars_u32[0]);

for (var l_mut_16: u32 = l_11; l_mut_16 < l_15; l_mut_16++) {
let l_17 = l_8 * info.scalars_u32[0];
let l_18 = l_17 + l_mut_16;
let l_19 = l_18 * info.scalars_u32[1];
let l_20 = l_19 + l_7;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21 - l_mut_12;
let l_23 = l_mut_13 + l_22;
l_mut_13 = l_23;
}
let l_24 = buffer_3_global[l_3];
l_mut_13 = l_mut_13 + l_24;
buffer_3_global[l_3] = l_mut_13;
}
}

// reduce::forward::sum_chunks::SumChunks: 69 lines, 8fbecd334b4ac638; test of clip/5+768+70001,norm1,f32
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
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_12: f32;
var l_mut_13: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
l_mut_12 = f32(0.0);
l_mut_13 = f32(0.0);
let l_14 = l_11 + u32(64);
let l_15 = min(l_14, info.scalars_u32[0]);

for (var l_mut_16: u32 = l_11; l_mut_16 < l_15; l_mut_16++) {
let l_17 = l_8 * info.scalars_u32[0];
let l_18 = l_17 + l_mut_16;
let l_19 = l_18 * info.scalars_u32[1];
let l_20 = l_19 + l_7;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21 - l_mut_12;
let l_23 = fma(l_22, l_22, l_mut_13);
l_mut_13 = l_23;
}
buffer_3_global[l_3] = l_mut_13;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, 8d7ca764c60dd235; test of clip/5+768+70001,norm1,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec2<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec2<f32>;
var l_mut_15: vec2<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec2<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec2<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, cdb4caef678675e5; grad of conv/2x13x11x3-5,k7s4p3,none,f32,gpu
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
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn sum_chunks_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_12: f32;
var l_mut_13: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
l_mut_12 = f32(0.0);
l_mut_13 = f32(0.0);
let l_14 = l_11 + u32(64);
let l_15 = min(l_14, info.scalars_u32[0]);

for (var l_mut_16: u32 = l_11; l_mut_16 < l_15; l_mut_16++) {
let l_17 = l_8 * info.scalars_u32[0];
let l_18 = l_17 + l_mut_16;
let l_19 = l_18 * info.scalars_u32[1];
let l_20 = l_19 + l_7;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21 - l_mut_12;
let l_23 = l_mut_13 + l_22;
l_mut_13 = l_23;
}
let l_24 = buffer_3_global[l_3];
l_mut_13 = l_mut_13 + l_24;
buffer_3_global[l_3] = l_mut_13;
}
}

// reduce::forward::sum_chunks::SumChunks: 69 lines, de8246cdc22fba31; grad of depthwise/2x13x11x5,k3,gelu,f32
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
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_12: f32;
var l_mut_13: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
l_mut_12 = f32(0.0);
l_mut_13 = f32(0.0);
let l_14 = l_11 + u32(64);
let l_15 = min(l_14, info.scalars_u32[0]);

for (var l_mut_16: u32 = l_11; l_mut_16 < l_15; l_mut_16++) {
let l_17 = l_8 * info.scalars_u32[0];
let l_18 = l_17 + l_mut_16;
let l_19 = l_18 * info.scalars_u32[1];
let l_20 = l_19 + l_7;
let l_21 = buffer_0_global[l_20];
let l_22 = l_21 - l_mut_12;
let l_23 = l_mut_13 + l_22;
l_mut_13 = l_23;
}
buffer_3_global[l_3] = l_mut_13;
}
}

// reduce::forward::sum_chunks::SumChunks: 73 lines, 9786e345ddcbc569; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
let l_26 = buffer_3_global[l_3];
l_mut_15 = l_mut_15 + l_26;
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 73 lines, 30b5797d2d938066; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
let l_26 = buffer_3_global[l_3];
l_mut_15 = l_mut_15 + l_26;
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 72 lines, 455e461440c948ef; grad of grn/3x13x11x4,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_15: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec4<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = buffer_1_global[l_22];
let l_26 = fma(l_24, l_25, l_mut_15);
l_mut_15 = l_26;
}
buffer_3_global[l_3] = l_mut_15;
}
}

// reduce::forward::sum_chunks::SumChunks: 98 lines, 14e44230028e8b96; test of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_17: vec4<f32>;
var l_mut_18: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = l_8 * info.scalars_u32[2];
let l_15 = l_7 * u32(4);
let l_16 = vec4<f32>(f32(0.0));
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
let l_19 = l_15 + u32(0);
let l_20 = l_19 / info.scalars_u32[3];
let l_21 = l_14 + l_20;
let l_22 = buffer_2_global[l_21];
l_mut_18[u32(0)] = l_22;
let l_23 = l_15 + u32(1);
let l_24 = l_23 / info.scalars_u32[3];
let l_25 = l_14 + l_24;
let l_26 = buffer_2_global[l_25];
l_mut_18[u32(1)] = l_26;
let l_27 = l_15 + u32(2);
let l_28 = l_27 / info.scalars_u32[3];
let l_29 = l_14 + l_28;
let l_30 = buffer_2_global[l_29];
l_mut_18[u32(2)] = l_30;
let l_31 = l_15 + u32(3);
let l_32 = l_31 / info.scalars_u32[3];
let l_33 = l_14 + l_32;
let l_34 = buffer_2_global[l_33];
l_mut_18[u32(3)] = l_34;
l_mut_13 = l_mut_18;
let l_35 = vec4<f32>(f32(0.0));
l_mut_18 = l_35;
let l_36 = l_11 + u32(64);
let l_37 = min(l_36, info.scalars_u32[0]);

for (var l_mut_38: u32 = l_11; l_mut_38 < l_37; l_mut_38++) {
let l_39 = l_8 * info.scalars_u32[0];
let l_40 = l_39 + l_mut_38;
let l_41 = l_40 * info.scalars_u32[1];
let l_42 = l_41 + l_7;
let l_43 = buffer_0_global[l_42];
let l_44 = l_43 - l_mut_13;
let l_45 = fma(l_44, l_44, l_mut_18);
l_mut_18 = l_45;
}
buffer_3_global[l_3] = l_mut_18;
}
}

// reduce::forward::sum_chunks::SumChunks: 99 lines, 8a35f43f62758061; grad of group_norm/2x9x13x8,batch,mean20,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec4<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn sum_chunks_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec4<f32>;
var l_mut_17: vec4<f32>;
var l_mut_18: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec4<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = l_8 * info.scalars_u32[2];
let l_15 = l_7 * u32(4);
let l_16 = vec4<f32>(f32(0.0));
l_mut_17 = l_16;
l_mut_18 = l_mut_17;
let l_19 = l_15 + u32(0);
let l_20 = l_19 / info.scalars_u32[3];
let l_21 = l_14 + l_20;
let l_22 = buffer_2_global[l_21];
l_mut_18[u32(0)] = l_22;
let l_23 = l_15 + u32(1);
let l_24 = l_23 / info.scalars_u32[3];
let l_25 = l_14 + l_24;
let l_26 = buffer_2_global[l_25];
l_mut_18[u32(1)] = l_26;
let l_27 = l_15 + u32(2);
let l_28 = l_27 / info.scalars_u32[3];
let l_29 = l_14 + l_28;
let l_30 = buffer_2_global[l_29];
l_mut_18[u32(2)] = l_30;
let l_31 = l_15 + u32(3);
let l_32 = l_31 / info.scalars_u32[3];
let l_33 = l_14 + l_32;
let l_34 = buffer_2_global[l_33];
l_mut_18[u32(3)] = l_34;
l_mut_13 = l_mut_18;
let l_35 = vec4<f32>(f32(0.0));
l_mut_18 = l_35;
let l_36 = l_11 + u32(64);
let l_37 = min(l_36, info.scalars_u32[0]);

for (var l_mut_38: u32 = l_11; l_mut_38 < l_37; l_mut_38++) {
let l_39 = l_8 * info.scalars_u32[0];
let l_40 = l_39 + l_mut_38;
let l_41 = l_40 * info.scalars_u32[1];
let l_42 = l_41 + l_7;
let l_43 = buffer_0_global[l_42];
let l_44 = l_43 - l_mut_13;
let l_45 = buffer_1_global[l_42];
let l_46 = fma(l_44, l_45, l_mut_18);
l_mut_18 = l_46;
}
buffer_3_global[l_3] = l_mut_18;
}
}

// reduce::forward::sum_chunks::SumChunks: 71 lines, 8b2166015d2fb99e; grad of linear/70001x2x3,none+bias,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

@group(0)
@binding(3)
var<storage, read_write> buffer_3_global: array<vec2<f32>>;

struct info_st {
   scalars_u32: array<u32, 6>,
   static_meta: array<u32, 8>,
}

@group(0)
@binding(4)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 256u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(256, 1, 1)
fn sum_chunks_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_13: vec2<f32>;
var l_mut_15: vec2<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 / info.scalars_u32[1];
let l_6 = l_5 * info.scalars_u32[1];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[4];
let l_9 = l_8 * info.scalars_u32[4];
let l_10 = l_5 - l_9;
let l_11 = l_10 * u32(64);
let l_12 = vec2<f32>(f32(0.0));
l_mut_13 = l_12;
let l_14 = vec2<f32>(f32(0.0));
l_mut_15 = l_14;
let l_16 = l_11 + u32(64);
let l_17 = min(l_16, info.scalars_u32[0]);

for (var l_mut_18: u32 = l_11; l_mut_18 < l_17; l_mut_18++) {
let l_19 = l_8 * info.scalars_u32[0];
let l_20 = l_19 + l_mut_18;
let l_21 = l_20 * info.scalars_u32[1];
let l_22 = l_21 + l_7;
let l_23 = buffer_0_global[l_22];
let l_24 = l_23 - l_mut_13;
let l_25 = l_mut_15 + l_24;
l_mut_15 = l_25;
}
buffer_3_global[l_3] = l_mut_15;
}
}

