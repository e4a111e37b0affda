// dropout::forward::dropout::Dropout: 201 lines, 9c13db9d6845397a; test of dropout/4096,seed81985529216486895,each2,p0.97,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec2<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec2<f32>>;

struct info_st {
   scalars_f32: array<f32, 2>,
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
fn dropout_f_f32_pack_2(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_14: u32;
var l_mut_16: u32;
var l_mut_8: vec2<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 * u32(2);
let l_6 = l_5 / info.scalars_u32[3];
let l_7 = buffer_0_global[l_3];
l_mut_8 = l_7;
let l_9 = l_6 / u32(2);
let l_10 = l_9 + u32(0);
let l_11 = info.scalars_u32[0] ^ info.scalars_u32[1];
let l_12 = l_11 ^ u32(466688986);
let l_13 = l_10 + info.scalars_u32[0];
l_mut_14 = l_13;
let l_15 = info.scalars_u32[2] + info.scalars_u32[1];
l_mut_16 = l_15;
l_mut_14 = l_mut_14 + l_mut_16;
let l_17 = l_mut_16 << u32(13);
let l_18 = l_mut_16 >> u32(19);
let l_19 = l_17 | l_18;
let l_20 = l_19 ^ l_mut_14;
l_mut_16 = l_20;
l_mut_14 = l_mut_14 + l_mut_16;
let l_21 = l_mut_16 << u32(15);
let l_22 = l_mut_16 >> u32(17);
let l_23 = l_21 | l_22;
let l_24 = l_23 ^ l_mut_14;
l_mut_16 = l_24;
l_mut_14 = l_mut_14 + l_mut_16;
let l_25 = l_mut_16 << u32(26);
let l_26 = l_mut_16 >> u32(6);
let l_27 = l_25 | l_26;
let l_28 = l_27 ^ l_mut_14;
l_mut_16 = l_28;
l_mut_14 = l_mut_14 + l_mut_16;
let l_29 = l_mut_16 << u32(6);
let l_30 = l_mut_16 >> u32(26);
let l_31 = l_29 | l_30;
let l_32 = l_31 ^ l_mut_14;
l_mut_16 = l_32;
l_mut_14 = l_mut_14 + info.scalars_u32[1];
l_mut_16 = l_mut_16 + l_12;
l_mut_16 = l_mut_16 + u32(1);
l_mut_14 = l_mut_14 + l_mut_16;
let l_33 = l_mut_16 << u32(17);
let l_34 = l_mut_16 >> u32(15);
let l_35 = l_33 | l_34;
let l_36 = l_35 ^ l_mut_14;
l_mut_16 = l_36;
l_mut_14 = l_mut_14 + l_mut_16;
let l_37 = l_mut_16 << u32(29);
let l_38 = l_mut_16 >> u32(3);
let l_39 = l_37 | l_38;
let l_40 = l_39 ^ l_mut_14;
l_mut_16 = l_40;
l_mut_14 = l_mut_14 + l_mut_16;
let l_41 = l_mut_16 << u32(16);
let l_42 = l_mut_16 >> u32(16);
let l_43 = l_41 | l_42;
let l_44 = l_43 ^ l_mut_14;
l_mut_16 = l_44;
l_mut_14 = l_mut_14 + l_mut_16;
let l_45 = l_mut_16 << u32(24);
let l_46 = l_mut_16 >> u32(8);
let l_47 = l_45 | l_46;
let l_48 = l_47 ^ l_mut_14;
l_mut_16 = l_48;
l_mut_14 = l_mut_14 + l_12;
l_mut_16 = l_mut_16 + info.scalars_u32[0];
l_mut_16 = l_mut_16 + u32(2);
l_mut_14 = l_mut_14 + l_mut_16;
let l_49 = l_mut_16 << u32(13);
let l_50 = l_mut_16 >> u32(19);
let l_51 = l_49 | l_50;
let l_52 = l_51 ^ l_mut_14;
l_mut_16 = l_52;
l_mut_14 = l_mut_14 + l_mut_16;
let l_53 = l_mut_16 << u32(15);
let l_54 = l_mut_16 >> u32(17);
let l_55 = l_53 | l_54;
let l_56 = l_55 ^ l_mut_14;
l_mut_16 = l_56;
l_mut_14 = l_mut_14 + l_mut_16;
let l_57 = l_mut_16 << u32(26);
let l_58 = l_mut_16 >> u32(6);
let l_59 = l_57 | l_58;
let l_60 = l_59 ^ l_mut_14;
l_mut_16 = l_60;
l_mut_14 = l_mut_14 + l_mut_16;
let l_61 = l_mut_16 << u32(6);
let l_62 = l_mut_16 >> u32(26);
let l_63 = l_61 | l_62;
let l_64 = l_63 ^ l_mut_14;
l_mut_16 = l_64;
l_mut_14 = l_mut_14 + info.scalars_u32[0];
l_mut_16 = l_mut_16 + info.scalars_u32[1];
l_mut_16 = l_mut_16 + u32(3);
l_mut_14 = l_mut_14 + l_mut_16;
let l_65 = l_mut_16 << u32(17);
let l_66 = l_mut_16 >> u32(15);
let l_67 = l_65 | l_66;
let l_68 = l_67 ^ l_mut_14;
l_mut_16 = l_68;
l_mut_14 = l_mut_14 + l_mut_16;
let l_69 = l_mut_16 << u32(29);
let l_70 = l_mut_16 >> u32(3);
let l_71 = l_69 | l_70;
let l_72 = l_71 ^ l_mut_14;
l_mut_16 = l_72;
l_mut_14 = l_mut_14 + l_mut_16;
let l_73 = l_mut_16 << u32(16);
let l_74 = l_mut_16 >> u32(16);
let l_75 = l_73 | l_74;
let l_76 = l_75 ^ l_mut_14;
l_mut_16 = l_76;
l_mut_14 = l_mut_14 + l_mut_16;
let l_77 = l_mut_16 << u32(24);
let l_78 = l_mut_16 >> u32(8);
let l_79 = l_77 | l_78;
let l_80 = l_79 ^ l_mut_14;
l_mut_16 = l_80;
l_mut_14 = l_mut_14 + info.scalars_u32[1];
l_mut_16 = l_mut_16 + l_12;
l_mut_16 = l_mut_16 + u32(4);
l_mut_14 = l_mut_14 + l_mut_16;
let l_81 = l_mut_16 << u32(13);
let l_82 = l_mut_16 >> u32(19);
let l_83 = l_81 | l_82;
let l_84 = l_83 ^ l_mut_14;
l_mut_16 = l_84;
l_mut_14 = l_mut_14 + l_mut_16;
let l_85 = l_mut_16 << u32(15);
let l_86 = l_mut_16 >> u32(17);
let l_87 = l_85 | l_86;
let l_88 = l_87 ^ l_mut_14;
l_mut_16 = l_88;
l_mut_14 = l_mut_14 + l_mut_16;
let l_89 = l_mut_16 << u32(26);
let l_90 = l_mut_16 >> u32(6);
let l_91 = l_89 | l_90;
let l_92 = l_91 ^ l_mut_14;
l_mut_16 = l_92;
l_mut_14 = l_mut_14 + l_mut_16;
let l_93 = l_mut_16 << u32(6);
let l_94 = l_mut_16 >> u32(26);
let l_95 = l_93 | l_94;
let l_96 = l_95 ^ l_mut_14;
l_mut_16 = l_96;
l_mut_14 = l_mut_14 + l_12;
l_mut_16 = l_mut_16 + info.scalars_u32[0];
l_mut_16 = l_mut_16 + u32(5);
let l_97 = l_6 % u32(2);
let l_98 = l_97 == u32(1);
let l_99 = select(l_mut_14, l_mut_16, l_98);
let l_100 = l_99 >= info.scalars_u32[4];
let l_101 = l_mut_8[u32(0)];
let l_102 = l_101 * info.scalars_f32[0];
let l_103 = select(f32(0.0), l_102, l_100);
l_mut_8[u32(0)] = l_103;
let l_104 = l_99 >= info.scalars_u32[4];
let l_105 = l_mut_8[u32(1)];
let l_106 = l_105 * info.scalars_f32[0];
let l_107 = select(f32(0.0), l_106, l_104);
l_mut_8[u32(1)] = l_107;
buffer_1_global[l_3] = l_mut_8;
}
}

