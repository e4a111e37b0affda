// loss::forward::binary_cross_entropy::BinaryCrossEntropy: 76 lines, a33b20745ed3b1fd; test of loss/bce,4099x1,range40,f32
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
   scalars_f32: array<f32, 2>,
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
fn binary_cross_entropy_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_6: f32;
var l_mut_8: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[0];
if l_4 {
let l_5 = buffer_0_global[l_3];
l_mut_6 = l_5;
let l_7 = buffer_0_global[l_3];
l_mut_8 = l_7;
let l_9 = buffer_1_global[l_3];
let l_10 = l_mut_6;
let l_11 = l_9;
let l_12 = max(l_10, f32(0.0));
let l_13 = l_10 * l_11;
let l_14 = l_12 - l_13;
let l_15 = abs(l_10);
let l_16 = -l_15;
let l_17 = exp(l_16);
let l_18 = log(l_17 + 1.0);
let l_19 = l_14 + l_18;
let l_20 = l_19 * info.scalars_f32[0];
l_mut_6 = l_20;
let l_21 = -l_10;
let l_22 = max(l_21, f32(-80.0));
let l_23 = min(l_22, f32(80.0));
let l_24 = exp(l_23);
let l_25 = f32(1.0) + l_24;
let l_26 = f32(1.0) / l_25;
let l_27 = l_9;
let l_28 = l_26 - l_27;
let l_29 = l_28 * info.scalars_f32[0];
l_mut_8 = l_29;
buffer_2_global[l_3] = l_mut_6;
buffer_3_global[l_3] = l_mut_8;
}
}

