// max_pool::forward::max_pool::MaxPool: 141 lines, 0a831f255689fd5d; test of max_pool/2x14x14x96,k2s2p0,f32
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
   scalars_u32: array<u32, 10>,
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
fn max_pool_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_17: vec4<f32>;
var l_mut_26: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[8];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % info.scalars_u32[4];
let l_8 = l_7 * info.scalars_u32[6];
let l_9 = info.scalars_u32[2] * info.scalars_u32[4];
let l_10 = l_3 / l_9;
let l_11 = l_10 % info.scalars_u32[3];
let l_12 = l_11 * info.scalars_u32[6];
let l_13 = info.scalars_u32[2] * info.scalars_u32[4];
let l_14 = l_13 * info.scalars_u32[3];
let l_15 = l_3 / l_14;
let l_16 = vec4<f32>(f32(-3.4028234663852886e38));
l_mut_17 = l_16;
let l_18 = max(l_12, info.scalars_u32[7]);
let l_19 = l_18 - l_12;
let l_20 = max(l_8, info.scalars_u32[7]);
let l_21 = l_20 - l_8;
let l_22 = l_19 * info.scalars_u32[5];
let l_23 = l_22 + l_21;
let l_24 = f32(l_23);
let l_25 = vec4<f32>(l_24);
l_mut_26 = l_25;
let l_27 = info.scalars_u32[0] + info.scalars_u32[7];
let l_28 = l_27 - l_12;
let l_29 = min(info.scalars_u32[5], l_28);

for (var l_mut_30: u32 = l_19; l_mut_30 < l_29; l_mut_30++) {
let l_31 = info.scalars_u32[1] + info.scalars_u32[7];
let l_32 = l_31 - l_8;
let l_33 = min(info.scalars_u32[5], l_32);

for (var l_mut_34: u32 = l_21; l_mut_34 < l_33; l_mut_34++) {
let l_35 = l_15 * info.scalars_u32[0];
let l_36 = l_35 + l_12;
let l_37 = l_36 + l_mut_30;
let l_38 = l_37 - info.scalars_u32[7];
let l_39 = l_38 * info.scalars_u32[1];
let l_40 = l_39 + l_8;
let l_41 = l_40 + l_mut_34;
let l_42 = l_41 - info.scalars_u32[7];
let l_43 = l_42 * info.scalars_u32[2];
let l_44 = l_43 + l_5;
let l_45 = buffer_0_global[l_44];
let l_46 = l_45[u32(0)];
let l_47 = l_mut_17[u32(0)];
let l_48 = l_46 > l_47;
let l_49 = l_mut_30 * info.scalars_u32[5];
let l_50 = l_49 + l_mut_34;
let l_51 = f32(l_50);
let l_52 = l_mut_26[u32(0)];
let l_53 = select(l_52, l_51, l_48);
l_mut_26[u32(0)] = l_53;
let l_54 = l_45[u32(0)];
let l_55 = l_mut_17[u32(0)];
let l_56 = max(l_54, l_55);
l_mut_17[u32(0)] = l_56;
let l_57 = l_45[u32(1)];
let l_58 = l_mut_17[u32(1)];
let l_59 = l_57 > l_58;
let l_60 = l_mut_30 * info.scalars_u32[5];
let l_61 = l_60 + l_mut_34;
let l_62 = f32(l_61);
let l_63 = l_mut_26[u32(1)];
let l_64 = select(l_63, l_62, l_59);
l_mut_26[u32(1)] = l_64;
let l_65 = l_45[u32(1)];
let l_66 = l_mut_17[u32(1)];
let l_67 = max(l_65, l_66);
l_mut_17[u32(1)] = l_67;
let l_68 = l_45[u32(2)];
let l_69 = l_mut_17[u32(2)];
let l_70 = l_68 > l_69;
let l_71 = l_mut_30 * info.scalars_u32[5];
let l_72 = l_71 + l_mut_34;
let l_73 = f32(l_72);
let l_74 = l_mut_26[u32(2)];
let l_75 = select(l_74, l_73, l_70);
l_mut_26[u32(2)] = l_75;
let l_76 = l_45[u32(2)];
let l_77 = l_mut_17[u32(2)];
let l_78 = max(l_76, l_77);
l_mut_17[u32(2)] = l_78;
let l_79 = l_45[u32(3)];
let l_80 = l_mut_17[u32(3)];
let l_81 = l_79 > l_80;
let l_82 = l_mut_30 * info.scalars_u32[5];
let l_83 = l_82 + l_mut_34;
let l_84 = f32(l_83);
let l_85 = l_mut_26[u32(3)];
let l_86 = select(l_85, l_84, l_81);
l_mut_26[u32(3)] = l_86;
let l_87 = l_45[u32(3)];
let l_88 = l_mut_17[u32(3)];
let l_89 = max(l_87, l_88);
l_mut_17[u32(3)] = l_89;
}
}
buffer_1_global[l_3] = l_mut_17;
buffer_2_global[l_3] = l_mut_26;
}
}

// max_pool::forward::max_pool_backward::MaxPoolBackward: 125 lines, d9971cf5bcd86de8; grad of max_pool/2x14x14x96,k2s2p0,f32
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
   scalars_u32: array<u32, 10>,
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
fn max_pool_backward_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_17: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[8];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % info.scalars_u32[1];
let l_8 = l_7 + info.scalars_u32[7];
let l_9 = info.scalars_u32[2] * info.scalars_u32[1];
let l_10 = l_3 / l_9;
let l_11 = l_10 % info.scalars_u32[0];
let l_12 = l_11 + info.scalars_u32[7];
let l_13 = info.scalars_u32[2] * info.scalars_u32[1];
let l_14 = l_13 * info.scalars_u32[0];
let l_15 = l_3 / l_14;
let l_16 = vec4<f32>(f32(0.0));
l_mut_17 = l_16;
let l_18 = l_12 + u32(1);
let l_19 = max(l_18, info.scalars_u32[5]);
let l_20 = l_19 - info.scalars_u32[5];
let l_21 = l_20 + info.scalars_u32[6];
let l_22 = l_21 - u32(1);
let l_23 = l_22 / info.scalars_u32[6];
let l_24 = l_8 + u32(1);
let l_25 = max(l_24, info.scalars_u32[5]);
let l_26 = l_25 - info.scalars_u32[5];
let l_27 = l_26 + info.scalars_u32[6];
let l_28 = l_27 - u32(1);
let l_29 = l_28 / info.scalars_u32[6];
let l_30 = l_12 / info.scalars_u32[6];
let l_31 = l_30 + u32(1);
let l_32 = min(l_31, info.scalars_u32[3]);

for (var l_mut_33: u32 = l_23; l_mut_33 < l_32; l_mut_33++) {
let l_34 = l_8 / info.scalars_u32[6];
let l_35 = l_34 + u32(1);
let l_36 = min(l_35, info.scalars_u32[4]);

for (var l_mut_37: u32 = l_29; l_mut_37 < l_36; l_mut_37++) {
let l_38 = l_15 * info.scalars_u32[3];
let l_39 = l_38 + l_mut_33;
let l_40 = l_39 * info.scalars_u32[4];
let l_41 = l_40 + l_mut_37;
let l_42 = l_41 * info.scalars_u32[2];
let l_43 = l_42 + l_5;
let l_44 = l_mut_33 * info.scalars_u32[6];
let l_45 = l_12 - l_44;
let l_46 = l_45 * info.scalars_u32[5];
let l_47 = l_46 + l_8;
let l_48 = l_mut_37 * info.scalars_u32[6];
let l_49 = l_47 - l_48;
let l_50 = buffer_0_global[l_43];
let l_51 = buffer_1_global[l_43];
let l_52 = l_50[u32(0)];
let l_53 = f32(l_49);
let l_54 = l_52 == l_53;
let l_55 = l_51[u32(0)];
let l_56 = select(f32(0.0), l_55, l_54);
let l_57 = l_mut_17[u32(0)];
let l_58 = l_57 + l_56;
l_mut_17[u32(0)] = l_58;
let l_59 = l_50[u32(1)];
let l_60 = f32(l_49);
let l_61 = l_59 == l_60;
let l_62 = l_51[u32(1)];
let l_63 = select(f32(0.0), l_62, l_61);
let l_64 = l_mut_17[u32(1)];
let l_65 = l_64 + l_63;
l_mut_17[u32(1)] = l_65;
let l_66 = l_50[u32(2)];
let l_67 = f32(l_49);
let l_68 = l_66 == l_67;
let l_69 = l_51[u32(2)];
let l_70 = select(f32(0.0), l_69, l_68);
let l_71 = l_mut_17[u32(2)];
let l_72 = l_71 + l_70;
l_mut_17[u32(2)] = l_72;
let l_73 = l_50[u32(3)];
let l_74 = f32(l_49);
let l_75 = l_73 == l_74;
let l_76 = l_51[u32(3)];
let l_77 = select(f32(0.0), l_76, l_75);
let l_78 = l_mut_17[u32(3)];
let l_79 = l_78 + l_77;
l_mut_17[u32(3)] = l_79;
}
}
buffer_2_global[l_3] = l_mut_17;
}
}

