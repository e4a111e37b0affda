// resize::forward::along::Along: 72 lines, ade86dce82db2934; test of resize/2x9x7x8-13x5,bilinear,aligncorners,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn along_f_f32_o_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_16: vec4<f32>;
// registers a thread: 48
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 / info.scalars_u32[2];
let l_6 = l_5 * info.scalars_u32[2];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[1];
let l_9 = l_8 * info.scalars_u32[1];
let l_10 = l_5 - l_9;
let l_11 = l_8 * info.scalars_u32[0];
let l_12 = buffer_1_global[l_10];
let l_13 = u32(l_12);
let l_14 = l_11 + l_13;
let l_15 = vec4<f32>(f32(0.0));
l_mut_16 = l_15;

for (var l_mut_17: u32 = u32(0); l_mut_17 < info.scalars_u32[3]; l_mut_17++) {
let l_18 = l_10 * info.scalars_u32[3];
let l_19 = l_18 + l_mut_17;
let l_20 = buffer_2_global[l_19];
let l_21 = vec4<f32>(l_20);
let l_22 = l_14 + l_mut_17;
let l_23 = l_22 * info.scalars_u32[2];
let l_24 = l_23 + l_7;
let l_25 = buffer_0_global[l_24];
let l_26 = fma(l_21, l_25, l_mut_16);
l_mut_16 = l_26;
}
buffer_3_global[l_3] = l_mut_16;
}
}

// resize::forward::along::Along: 96 lines, 74ed209550245534; test of resize_rounded/1x32x48x8-8x24,adaptive,halfpixel,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

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
fn along_f_f32_o_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_16: vec4<f32>;
// registers a thread: 48
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[4];
if l_4 {
let l_5 = l_3 / info.scalars_u32[2];
let l_6 = l_5 * info.scalars_u32[2];
let l_7 = l_3 - l_6;
let l_8 = l_5 / info.scalars_u32[1];
let l_9 = l_8 * info.scalars_u32[1];
let l_10 = l_5 - l_9;
let l_11 = l_8 * info.scalars_u32[0];
let l_12 = buffer_1_global[l_10];
let l_13 = u32(l_12);
let l_14 = l_11 + l_13;
let l_15 = vec4<f32>(f32(0.0));
l_mut_16 = l_15;

for (var l_mut_17: u32 = u32(0); l_mut_17 < info.scalars_u32[3]; l_mut_17++) {
let l_18 = l_10 * info.scalars_u32[3];
let l_19 = l_18 + l_mut_17;
let l_20 = buffer_2_global[l_19];
let l_21 = vec4<f32>(l_20);
let l_22 = l_14 + l_mut_17;
let l_23 = l_22 * info.scalars_u32[2];
let l_24 = l_23 + l_7;
let l_25 = buffer_0_global[l_24];
let l_26 = fma(l_21, l_25, l_mut_16);
l_mut_16 = l_26;
}
let l_27 = l_mut_16[u32(0)];
let l_28 = l_27 + f32(0.5);
let l_29 = floor(l_28);
let l_30 = max(l_29, f32(0.0));
let l_31 = min(l_30, f32(255.0));
l_mut_16[u32(0)] = l_31;
let l_32 = l_mut_16[u32(1)];
let l_33 = l_32 + f32(0.5);
let l_34 = floor(l_33);
let l_35 = max(l_34, f32(0.0));
let l_36 = min(l_35, f32(255.0));
l_mut_16[u32(1)] = l_36;
let l_37 = l_mut_16[u32(2)];
let l_38 = l_37 + f32(0.5);
let l_39 = floor(l_38);
let l_40 = max(l_39, f32(0.0));
let l_41 = min(l_40, f32(255.0));
l_mut_16[u32(2)] = l_41;
let l_42 = l_mut_16[u32(3)];
let l_43 = l_42 + f32(0.5);
let l_44 = floor(l_43);
let l_45 = max(l_44, f32(0.0));
let l_46 = min(l_45, f32(255.0));
l_mut_16[u32(3)] = l_46;
buffer_3_global[l_3] = l_mut_16;
}
}

