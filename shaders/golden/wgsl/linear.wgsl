// linear::backward::epilogue::Epilogue: 101 lines, 73c0a07428851758; grad of depthwise/2x13x11x5,k3,gelu,f32
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
fn epilogue_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_21: f32;
var l_mut_34: f32;
var l_mut_7: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[1];
if l_4 {
let l_5 = buffer_0_global[l_3];
let l_6 = buffer_2_global[l_3];
l_mut_7 = l_6;
let l_8 = l_5;
let l_9 = max(l_8, f32(-10.0));
let l_10 = min(l_9, f32(10.0));
let l_11 = l_10 * l_10;
let l_12 = l_11 * f32(-0.5);
let l_13 = exp(l_12);
let l_14 = f32(0.3989422917366028) * l_13;
let l_15 = l_8 * f32(0.7071067690849304);
let l_16 = max(l_15, f32(-4.0));
let l_17 = min(l_16, f32(4.0));
let l_18 = l_17 * l_17;
let l_19 = l_18 * f32(-2.726142367404094e-10);
let l_20 = l_19 + f32(2.7706816396744216e-8);
l_mut_21 = l_20;
let l_22 = l_mut_21 * l_18;
let l_23 = l_22 - f32(2.101023937939317e-6);
l_mut_21 = l_23;
let l_24 = l_mut_21 * l_18;
let l_25 = l_24 - f32(5.6925066019175574e-5);
l_mut_21 = l_25;
let l_26 = l_mut_21 * l_18;
let l_27 = l_26 - f32(0.0007349905790761113);
l_mut_21 = l_27;
let l_28 = l_mut_21 * l_18;
let l_29 = l_28 - f32(0.002954600378870964);
l_mut_21 = l_29;
let l_30 = l_mut_21 * l_18;
let l_31 = l_30 - f32(0.01609603315591812);
l_mut_21 = l_31;
let l_32 = l_18 * f32(-1.4566073332389351e-5);
let l_33 = l_32 - f32(0.00021337410726118833);
l_mut_34 = l_33;
let l_35 = l_mut_34 * l_18;
let l_36 = l_35 - f32(0.001682827016338706);
l_mut_34 = l_36;
let l_37 = l_mut_34 * l_18;
let l_38 = l_37 - f32(0.007373329252004623);
l_mut_34 = l_38;
let l_39 = l_mut_34 * l_18;
let l_40 = l_39 - f32(0.014264739118516445);
l_mut_34 = l_40;
let l_41 = l_17 * l_mut_21;
let l_42 = l_41 / l_mut_34;
let l_43 = f32(1.0) + l_42;
let l_44 = f32(0.5) * l_43;
let l_45 = l_8 * l_14;
let l_46 = l_44 + l_45;
let l_47 = l_mut_7;
let l_48 = l_47 * l_46;
l_mut_7 = l_48;
buffer_3_global[l_3] = l_mut_7;
}
}

