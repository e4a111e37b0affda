// depthwise::forward::depthwise::Depthwise: 326 lines, c0654adb571900c8; test of depthwise/2x13x11x5,k3,gelu,f32
2 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
11 array
8 binding
3 builtin
1 compute
3 const
6 fma
1 fn
1 for
8 group
3 if
27 info
2 info_st
202 let
3 local_invocation_id
7 max
7 min
3 num_workgroups
1 read
7 read_write
1 registers
4 select
1 static_meta
8 storage
1 struct
1 thread
14 var
4 workgroup_id
1 workgroup_size


// depthwise::backward::weight::Weight: 98 lines, a1b0d94490c94054; grad of depthwise/2x13x11x5,k3,gelu,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<f32>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<f32>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn weight_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_18: f32;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % u32(9);
let l_8 = info.scalars_u32[2] * u32(9);
let l_9 = l_3 / l_8;
let l_10 = l_7 / u32(3);
let l_11 = l_7 % u32(3);
let l_12 = max(l_11, u32(1));
let l_13 = l_12 - l_11;
let l_14 = info.scalars_u32[1] + u32(1);
let l_15 = max(l_14, l_11);
let l_16 = l_15 - l_11;
let l_17 = min(l_16, info.scalars_u32[1]);
l_mut_18 = f32(0.0);
let l_19 = l_9 * info.scalars_u32[3];
let l_20 = l_9 + u32(1);
let l_21 = l_20 * info.scalars_u32[3];
let l_22 = min(l_21, info.scalars_u32[4]);

for (var l_mut_23: u32 = l_19; l_mut_23 < l_22; l_mut_23++) {
let l_24 = l_mut_23 % info.scalars_u32[0];
let l_25 = l_24 + l_10;
let l_26 = l_25 >= u32(1);
let l_27 = info.scalars_u32[0] + u32(1);
let l_28 = l_25 < l_27;
let l_29 = l_26 && l_28;
if l_29 {
let l_30 = l_mut_23 + l_10;
let l_31 = l_30 - u32(1);
let l_32 = l_31 * info.scalars_u32[1];
let l_33 = l_32 + l_11;
let l_34 = min(l_13, l_17);

for (var l_mut_35: u32 = l_34; l_mut_35 < l_17; l_mut_35++) {
let l_36 = l_33 + l_mut_35;
let l_37 = l_36 - u32(1);
let l_38 = l_37 * info.scalars_u32[2];
let l_39 = l_38 + l_5;
let l_40 = buffer_0_global[l_39];
let l_41 = l_mut_23 * info.scalars_u32[1];
let l_42 = l_41 + l_mut_35;
let l_43 = l_42 * info.scalars_u32[2];
let l_44 = l_43 + l_5;
let l_45 = buffer_1_global[l_44];
let l_46 = fma(l_45, l_40, l_mut_18);
l_mut_18 = l_46;
}
}
}
let l_47 = l_9 * info.scalars_u32[2];
let l_48 = l_47 + l_5;
let l_49 = l_48 * u32(1);
let l_50 = l_49 + u32(0);
let l_51 = l_50 * u32(9);
let l_52 = l_51 + l_7;
let l_53 = l_mut_18;
buffer_2_global[l_52] = l_53;
}
}

// depthwise::forward::depthwise::Depthwise: 242 lines, f81ed2bbb600a12b; grad of depthwise/2x13x11x5,k3,gelu,f32
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

@group(0)
@binding(4)
var<storage, read_write> buffer_4_global: array<f32>;

@group(0)
@binding(5)
var<storage, read_write> buffer_5_global: array<f32>;

@group(0)
@binding(6)
var<storage, read_write> buffer_6_global: array<f32>;

struct info_st {
   scalars_u32: array<u32, 4>,
   static_meta: array<u32, 14>,
}

@group(0)
@binding(7)
var<storage, read> info: info_st;

const WORKGROUP_SIZE_X = 64u;
const WORKGROUP_SIZE_Y = 1u;
const WORKGROUP_SIZE_Z = 1u;

@compute
@workgroup_size(64, 1, 1)
fn depthwise_f_f32_pack_1(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var a_15: array<f32, 2>;

var a_25: array<f32, 3>;

var l_mut_29: f32;
var l_mut_30: f32;
// registers a thread: 128
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[3];
if l_4 {
let l_5 = info.scalars_u32[1] + u32(2);
let l_6 = l_5 - u32(1);
let l_7 = l_6 / u32(2);
let l_8 = l_3 % info.scalars_u32[2];
let l_9 = l_3 / info.scalars_u32[2];
let l_10 = l_9 % l_7;
let l_11 = l_10 * u32(2);
let l_12 = info.scalars_u32[2] * l_7;
let l_13 = l_3 / l_12;
let l_14 = l_13 % info.scalars_u32[0];
a_15[u32(0)] = f32(0.0);
a_15[u32(1)] = f32(0.0);
let l_16 = max(l_14, u32(1));
let l_17 = l_16 - l_14;
let l_18 = info.scalars_u32[0] + u32(1);
let l_19 = l_18 - l_14;
let l_20 = min(u32(3), l_19);

for (var l_mut_21: u32 = l_17; l_mut_21 < l_20; l_mut_21++) {
let l_22 = l_13 + l_mut_21;
let l_23 = l_22 - u32(1);
let l_24 = l_23 * info.scalars_u32[1];
let l_26 = l_mut_21 * u32(3);
let l_27 = l_26 + u32(0);
let l_28 = u32(8) - l_27;
l_mut_29 = f32(0.0);
l_mut_30 = l_mut_29;
let l_31 = l_8 * u32(1);
let l_32 = l_31 + u32(0);
let l_33 = l_32 * u32(9);
let l_34 = l_33 + l_28;
let l_35 = buffer_1_global[l_34];
l_mut_30 = l_35;
a_25[u32(0)] = l_mut_30;
let l_36 = l_mut_21 * u32(3);
let l_37 = l_36 + u32(1);
let l_38 = u32(8) - l_37;
l_mut_30 = f32(0.0);
l_mut_29 = l_mut_30;
let l_39 = l_8 * u32(1);
let l_40 = l_39 + u32(0);
let l_41 = l_40 * u32(9);
let l_42 = l_41 + l_38;
let l_43 = buffer_1_global[l_42];
l_mut_29 = l_43;
a_25[u32(1)] = l_mut_29;
let l_44 = l_mut_21 * u32(3);
let l_45 = l_44 + u32(2);
let l_46 = u32(8) - l_45;
l_mut_30 = f32(0.0);
l_mut_29 = l_mut_30;
let l_47 = l_8 * u32(1);
let l_48 = l_47 + u32(0);
let l_49 = l_48 * u32(9);
let l_50 = l_49 + l_46;
let l_51 = buffer_1_global[l_50];
l_mut_29 = l_51;
a_25[u32(2)] = l_mut_29;
let l_52 = l_11 + u32(0);
let l_53 = l_52 >= u32(1);
let l_54 = info.scalars_u32[1] + u32(1);
let l_55 = l_52 < l_54;
let l_56 = l_53 && l_55;
let l_57 = max(l_52, u32(1));
let l_58 = l_57 - u32(1);
let l_59 = info.scalars_u32[1] - u32(1);
let l_60 = min(l_58, l_59);
let l_61 = l_24 + l_60;
let l_62 = l_61 * info.scalars_u32[2];
let l_63 = l_62 + l_8;
let l_64 = buffer_0_global[l_63];
l_mut_30 = l_64;
let l_65 = l_mut_30;
let l_66 = select(f32(0.0), l_65, l_56);
l_mut_30 = l_66;
let l_67 = a_25[u32(0)];
let l_68 = a_15[u32(0)];
let l_69 = fma(l_mut_30, l_67, l_68);
a_15[u32(0)] = l_69;
let l_70 = l_11 + u32(1);
let l_71 = l_70 >= u32(1);
let l_72 = info.scalars_u32[1] + u32(1);
let l_73 = l_70 < l_72;
let l_74 = l_71 && l_73;
let l_75 = max(l_70, u32(1));
let l_76 = l_75 - u32(1);
let l_77 = info.scalars_u32[1] - u32(1);
let l_78 = min(l_76, l_77);
let l_79 = l_24 + l_78;
let l_80 = l_79 * info.scalars_u32[2];
let l_81 = l_80 + l_8;
let l_82 = buffer_0_global[l_81];
l_mut_30 = l_82;
let l_83 = l_mut_30;
let l_84 = select(f32(0.0), l_83, l_74);
l_mut_30 = l_84;
let l_85 = a_25[u32(1)];
let l_86 = a_15[u32(0)];
let l_87 = fma(l_mut_30, l_85, l_86);
a_15[u32(0)] = l_87;
let l_88 = a_25[u32(0)];
let l_89 = a_15[u32(1)];
let l_90 = fma(l_mut_30, l_88, l_89);
a_15[u32(1)] = l_90;
let l_91 = l_11 + u32(2);
let l_92 = l_91 >= u32(1);
let l_93 = info.scalars_u32[1] + u32(1);
let l_94 = l_91 < l_93;
let l_95 = l_92 && l_94;
let l_96 = max(l_91, u32(1));
let l_97 = l_96 - u32(1);
let l_98 = info.scalars_u32[1] - u32(1);
let l_99 = min(l_97, l_98);
let l_100 = l_24 + l_99;
let l_101 = l_100 * info.scalars_u32[2];
let l_102 = l_101 + l_8;
let l_103 = buffer_0_global[l_102];
l_mut_30 = l_103;
let l_104 = l_mut_30;
let l_105 = select(f32(0.0), l_104, l_95);
l_mut_30 = l_105;
let l_106 = a_25[u32(2)];
let l_107 = a_15[u32(0)];
let l_108 = fma(l_mut_30, l_106, l_107);
a_15[u32(0)] = l_108;
let l_109 = a_25[u32(1)];
let l_110 = a_15[u32(1)];
let l_111 = fma(l_mut_30, l_109, l_110);
a_15[u32(1)] = l_111;
let l_112 = l_11 + u32(3);
let l_113 = l_112 >= u32(1);
let l_114 = info.scalars_u32[1] + u32(1);
let l_115 = l_112 < l_114;
let l_116 = l_113 && l_115;
let l_117 = max(l_112, u32(1));
let l_118 = l_117 - u32(1);
let l_119 = info.scalars_u32[1] - u32(1);
let l_120 = min(l_118, l_119);
let l_121 = l_24 + l_120;
let l_122 = l_121 * info.scalars_u32[2];
let l_123 = l_122 + l_8;
let l_124 = buffer_0_global[l_123];
l_mut_30 = l_124;
let l_125 = l_mut_30;
let l_126 = select(f32(0.0), l_125, l_116);
l_mut_30 = l_126;
let l_127 = a_25[u32(2)];
let l_128 = a_15[u32(1)];
let l_129 = fma(l_mut_30, l_127, l_128);
a_15[u32(1)] = l_129;
}
let l_130 = l_11 + u32(0);
let l_131 = l_130 < info.scalars_u32[1];
if l_131 {
let l_132 = l_13 * info.scalars_u32[1];
let l_133 = l_132 + l_11;
let l_134 = l_133 + u32(0);
let l_135 = l_134 * info.scalars_u32[2];
let l_136 = l_135 + l_8;
let l_137 = a_15[u32(0)];
l_mut_30 = l_137;
let l_138 = l_mut_30;
l_mut_30 = l_138;
buffer_5_global[l_136] = l_mut_30;
}
let l_139 = l_11 + u32(1);
let l_140 = l_139 < info.scalars_u32[1];
if l_140 {
let l_141 = l_13 * info.scalars_u32[1];
let l_142 = l_141 + l_11;
let l_143 = l_142 + u32(1);
let l_144 = l_143 * info.scalars_u32[2];
let l_145 = l_144 + l_8;
let l_146 = a_15[u32(1)];
l_mut_30 = l_146;
let l_147 = l_mut_30;
l_mut_30 = l_147;
buffer_5_global[l_145] = l_mut_30;
}
}
}

// depthwise::backward::weight::Weight: 123 lines, d9104354874f5c19; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn weight_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_19: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % u32(25);
let l_8 = info.scalars_u32[2] * u32(25);
let l_9 = l_3 / l_8;
let l_10 = l_7 / u32(5);
let l_11 = l_7 % u32(5);
let l_12 = max(l_11, u32(2));
let l_13 = l_12 - l_11;
let l_14 = info.scalars_u32[1] + u32(2);
let l_15 = max(l_14, l_11);
let l_16 = l_15 - l_11;
let l_17 = min(l_16, info.scalars_u32[1]);
let l_18 = vec4<f32>(f32(0.0));
l_mut_19 = l_18;
let l_20 = l_9 * info.scalars_u32[3];
let l_21 = l_9 + u32(1);
let l_22 = l_21 * info.scalars_u32[3];
let l_23 = min(l_22, info.scalars_u32[4]);

for (var l_mut_24: u32 = l_20; l_mut_24 < l_23; l_mut_24++) {
let l_25 = l_mut_24 % info.scalars_u32[0];
let l_26 = l_25 + l_10;
let l_27 = l_26 >= u32(2);
let l_28 = info.scalars_u32[0] + u32(2);
let l_29 = l_26 < l_28;
let l_30 = l_27 && l_29;
if l_30 {
let l_31 = l_mut_24 + l_10;
let l_32 = l_31 - u32(2);
let l_33 = l_32 * info.scalars_u32[1];
let l_34 = l_33 + l_11;
let l_35 = min(l_13, l_17);

for (var l_mut_36: u32 = l_35; l_mut_36 < l_17; l_mut_36++) {
let l_37 = l_34 + l_mut_36;
let l_38 = l_37 - u32(2);
let l_39 = l_38 * info.scalars_u32[2];
let l_40 = l_39 + l_5;
let l_41 = buffer_0_global[l_40];
let l_42 = l_mut_24 * info.scalars_u32[1];
let l_43 = l_42 + l_mut_36;
let l_44 = l_43 * info.scalars_u32[2];
let l_45 = l_44 + l_5;
let l_46 = buffer_1_global[l_45];
let l_47 = fma(l_46, l_41, l_mut_19);
l_mut_19 = l_47;
}
}
}
let l_48 = l_9 * info.scalars_u32[2];
let l_49 = l_48 + l_5;
let l_50 = l_49 * u32(4);
let l_51 = l_50 + u32(0);
let l_52 = l_51 * u32(25);
let l_53 = l_52 + l_7;
let l_54 = l_mut_19[u32(0)];
buffer_2_global[l_53] = l_54;
let l_55 = l_9 * info.scalars_u32[2];
let l_56 = l_55 + l_5;
let l_57 = l_56 * u32(4);
let l_58 = l_57 + u32(1);
let l_59 = l_58 * u32(25);
let l_60 = l_59 + l_7;
let l_61 = l_mut_19[u32(1)];
buffer_2_global[l_60] = l_61;
let l_62 = l_9 * info.scalars_u32[2];
let l_63 = l_62 + l_5;
let l_64 = l_63 * u32(4);
let l_65 = l_64 + u32(2);
let l_66 = l_65 * u32(25);
let l_67 = l_66 + l_7;
let l_68 = l_mut_19[u32(2)];
buffer_2_global[l_67] = l_68;
let l_69 = l_9 * info.scalars_u32[2];
let l_70 = l_69 + l_5;
let l_71 = l_70 * u32(4);
let l_72 = l_71 + u32(3);
let l_73 = l_72 * u32(25);
let l_74 = l_73 + l_7;
let l_75 = l_mut_19[u32(3)];
buffer_2_global[l_74] = l_75;
}
}

// depthwise::forward::depthwise::Depthwise: 615 lines, f8fd5efa164b39b2; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32
2 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
11 array
8 binding
3 builtin
1 compute
3 const
20 fma
1 fn
1 for
8 group
5 if
45 info
2 info_st
423 let
3 local_invocation_id
9 max
9 min
3 num_workgroups
1 read
7 read_write
1 registers
32 select
1 static_meta
8 storage
1 struct
1 thread
13 var
4 workgroup_id
1 workgroup_size


// depthwise::backward::weight::Weight: 123 lines, 7fd7533b65bfaa01; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
@group(0)
@binding(0)
var<storage, read_write> buffer_0_global: array<vec4<f32>>;

@group(0)
@binding(1)
var<storage, read_write> buffer_1_global: array<vec4<f32>>;

@group(0)
@binding(2)
var<storage, read_write> buffer_2_global: array<f32>;

struct info_st {
   scalars_u32: array<u32, 6>,
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
fn weight_f_f32_pack_4(
    @builtin(local_invocation_id) local_invocation_id: vec3<u32>,
    @builtin(num_workgroups) num_workgroups: vec3<u32>,
    @builtin(workgroup_id) workgroup_id: vec3<u32>,
) {
var l_mut_19: vec4<f32>;
let l_0 = workgroup_id.y * num_workgroups.x;
let l_1 = l_0 + workgroup_id.x;
let l_2 = l_1 * WORKGROUP_SIZE_X;
let l_3 = l_2 + local_invocation_id.x;
let l_4 = l_3 < info.scalars_u32[5];
if l_4 {
let l_5 = l_3 % info.scalars_u32[2];
let l_6 = l_3 / info.scalars_u32[2];
let l_7 = l_6 % u32(25);
let l_8 = info.scalars_u32[2] * u32(25);
let l_9 = l_3 / l_8;
let l_10 = l_7 / u32(5);
let l_11 = l_7 % u32(5);
let l_12 = max(l_11, u32(2));
let l_13 = l_12 - l_11;
let l_14 = info.scalars_u32[1] + u32(2);
let l_15 = max(l_14, l_11);
let l_16 = l_15 - l_11;
let l_17 = min(l_16, info.scalars_u32[1]);
let l_18 = vec4<f32>(f32(0.0));
l_mut_19 = l_18;
let l_20 = l_9 * info.scalars_u32[3];
let l_21 = l_9 + u32(1);
let l_22 = l_21 * info.scalars_u32[3];
let l_23 = min(l_22, info.scalars_u32[4]);

for (var l_mut_24: u32 = l_20; l_mut_24 < l_23; l_mut_24++) {
let l_25 = l_mut_24 % info.scalars_u32[0];
let l_26 = l_25 + l_10;
let l_27 = l_26 >= u32(2);
let l_28 = info.scalars_u32[0] + u32(2);
let l_29 = l_26 < l_28;
let l_30 = l_27 && l_29;
if l_30 {
let l_31 = l_mut_24 + l_10;
let l_32 = l_31 - u32(2);
let l_33 = l_32 * info.scalars_u32[1];
let l_34 = l_33 + l_11;
let l_35 = min(l_13, l_17);

for (var l_mut_36: u32 = l_35; l_mut_36 < l_17; l_mut_36++) {
let l_37 = l_34 + l_mut_36;
let l_38 = l_37 - u32(2);
let l_39 = l_38 * info.scalars_u32[2];
let l_40 = l_39 + l_5;
let l_41 = buffer_0_global[l_40];
let l_42 = l_mut_24 * info.scalars_u32[1];
let l_43 = l_42 + l_mut_36;
let l_44 = l_43 * info.scalars_u32[2];
let l_45 = l_44 + l_5;
let l_46 = buffer_1_global[l_45];
let l_47 = fma(l_46, l_41, l_mut_19);
l_mut_19 = l_47;
}
}
}
let l_48 = l_9 * info.scalars_u32[2];
let l_49 = l_48 + l_5;
let l_50 = l_49 * u32(4);
let l_51 = l_50 + u32(0);
let l_52 = l_51 * u32(25);
let l_53 = l_52 + l_7;
let l_54 = l_mut_19[u32(0)];
buffer_2_global[l_53] = l_54;
let l_55 = l_9 * info.scalars_u32[2];
let l_56 = l_55 + l_5;
let l_57 = l_56 * u32(4);
let l_58 = l_57 + u32(1);
let l_59 = l_58 * u32(25);
let l_60 = l_59 + l_7;
let l_61 = l_mut_19[u32(1)];
buffer_2_global[l_60] = l_61;
let l_62 = l_9 * info.scalars_u32[2];
let l_63 = l_62 + l_5;
let l_64 = l_63 * u32(4);
let l_65 = l_64 + u32(2);
let l_66 = l_65 * u32(25);
let l_67 = l_66 + l_7;
let l_68 = l_mut_19[u32(2)];
buffer_2_global[l_67] = l_68;
let l_69 = l_9 * info.scalars_u32[2];
let l_70 = l_69 + l_5;
let l_71 = l_70 * u32(4);
let l_72 = l_71 + u32(3);
let l_73 = l_72 * u32(25);
let l_74 = l_73 + l_7;
let l_75 = l_mut_19[u32(3)];
buffer_2_global[l_74] = l_75;
}
}

// depthwise::forward::depthwise::Depthwise: 615 lines, 62ac9bb0fa092fa8; grad of depthwise_norm/2x6x11x12,k5,eps1e-12,mean0,f32,gpu
2 WORKGROUP_SIZE_X
1 WORKGROUP_SIZE_Y
1 WORKGROUP_SIZE_Z
11 array
8 binding
3 builtin
1 compute
3 const
20 fma
1 fn
1 for
8 group
5 if
45 info
2 info_st
423 let
3 local_invocation_id
9 max
9 min
3 num_workgroups
1 read
7 read_write
1 registers
32 select
1 static_meta
8 storage
1 struct
1 thread
13 var
4 workgroup_id
1 workgroup_size


