use super::*;
use crate::config::EncoderConfig;
use crate::json::Fields;

/// The configurations of `reference/tiny` without what plays no part, and the elements of all tensors of their files
/// (`timm_vit` without its classifier of 165).
const TINY: [(&str, &str, u64); 9] = [
    (
        "timm_vit",
        r#"{"architecture":"vit","model_args":{"img_size":32,"patch_size":8,"embed_dim":32,"depth":2,
            "num_heads":2,"num_classes":5}}"#,
        32_224,
    ),
    (
        "timm_vit_reg_ls",
        r#"{"architecture":"vit","model_args":{"img_size":32,"patch_size":8,"embed_dim":32,"depth":2,
            "num_heads":2,"num_classes":0,"reg_tokens":4,"init_values":1e-05,"no_embed_class":true,
            "dynamic_img_size":true}}"#,
        32_448,
    ),
    (
        "openclip_vit",
        r#"{"model_cfg":{"embed_dim":24,"vision_cfg":{"timm_model_name":"vit_base_patch16_224","timm_pool":"",
            "timm_proj":"linear","image_size":32,"model_args":{"img_size":32,"patch_size":8,"embed_dim":32,
            "depth":2,"num_heads":2}}}}"#,
        32_992,
    ),
    (
        "hf_vit",
        r#"{"architectures":["ViTModel"],"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,
            "intermediate_size":64,"hidden_act":"gelu","layer_norm_eps":1e-12,"image_size":32,"patch_size":8,
            "num_channels":3,"qkv_bias":true,"pooler_output_size":32,"pooler_act":"tanh","model_type":"vit"}"#,
        24_960,
    ),
    (
        "hf_dinov2",
        r#"{"architectures":["Dinov2Model"],"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,
            "mlp_ratio":2,"hidden_act":"gelu","layer_norm_eps":1e-06,"image_size":56,"patch_size":14,
            "num_channels":3,"qkv_bias":true,"use_swiglu_ffn":false,"use_mask_token":true,"model_type":"dinov2"}"#,
        36_736,
    ),
    (
        "hf_dinov2_swiglu",
        r#"{"architectures":["Dinov2Model"],"hidden_size":32,"num_hidden_layers":2,"num_attention_heads":2,
            "mlp_ratio":2,"hidden_act":"gelu","layer_norm_eps":1e-06,"image_size":56,"patch_size":14,
            "num_channels":3,"qkv_bias":true,"use_swiglu_ffn":true,"use_mask_token":true,"model_type":"dinov2"}"#,
        37_824,
    ),
    (
        "hf_dinov2_reg",
        r#"{"architectures":["Dinov2WithRegistersModel"],"hidden_size":32,"num_hidden_layers":2,
            "num_attention_heads":2,"mlp_ratio":2,"hidden_act":"gelu","layer_norm_eps":1e-06,"image_size":56,
            "patch_size":14,"num_channels":3,"qkv_bias":true,"use_swiglu_ffn":false,"num_register_tokens":4,
            "model_type":"dinov2_with_registers"}"#,
        36_864,
    ),
    (
        "hf_siglip",
        r#"{"architectures":["SiglipVisionModel"],"hidden_size":32,"intermediate_size":64,
            "num_hidden_layers":2,"num_attention_heads":2,"num_channels":3,"image_size":32,"patch_size":8,
            "hidden_act":"gelu_pytorch_tanh","layer_norm_eps":1e-06,"vision_use_head":true,
            "model_type":"siglip_vision_model"}"#,
        32_352,
    ),
    (
        "hf_clip",
        r#"{"architectures":["CLIPVisionModel"],"hidden_size":32,"intermediate_size":64,"num_hidden_layers":2,
            "num_attention_heads":2,"num_channels":3,"image_size":32,"patch_size":8,"hidden_act":"quick_gelu",
            "layer_norm_eps":1e-05,"model_type":"clip_vision_model"}"#,
        23_936,
    ),
];

fn parse(text: &str) -> Result<VitConfig> {
    EncoderConfig::from_fields(&Fields::parse(Path::new("config.json"), text)?).map(vit)
}

fn vit(config: EncoderConfig) -> VitConfig {
    match config {
        EncoderConfig::Vit(config) => config,
        other => panic!("{other:?} is not a vision transformer"),
    }
}

fn preset(name: &str) -> VitConfig {
    vit((crate::presets::find(name).unwrap().config)())
}

fn tiny(name: &str) -> VitConfig {
    parse(TINY.iter().find(|(n, ..)| *n == name).unwrap().1).unwrap()
}

fn refused(text: &str) -> String {
    let message = parse(text).unwrap_err().to_string();
    assert!(message.starts_with("config.json: ") && !message.contains('\n'), "{message}");
    message
}

#[test]
fn the_tiny_references_have_as_many_parameters_as_their_files() {
    for (name, text, parameters) in TINY {
        let config = parse(text).unwrap();
        assert_eq!(config.parameters(), parameters, "{name}");
        assert_eq!((config.width, config.depth, config.heads), (32, 2, 2), "{name}");
        assert_eq!(config.grid(config.image_size), [4, 4], "{name}");
        let mut at = config.clone();
        at.image_size = [0, 0];
        assert!(EncoderConfig::Vit(at).check().is_err());
    }
}

#[test]
fn each_layout_is_told_apart() {
    let table = |prefix, antialias| Position::Table { prefix, antialias };
    let (plain, none) = (table(1, false), table(0, false));
    let dinov2 = tiny("hf_dinov2");
    assert_eq!((dinov2.layout, dinov2.pooling, dinov2.position), (Layout::Dinov2, Pooling::ClsNorm, plain));
    assert_eq!((dinov2.layer_scale, dinov2.mlp_width, dinov2.eps, dinov2.patch_size), (true, 64, 1e-6, 14));
    let gated = tiny("hf_dinov2_swiglu");
    assert_eq!((gated.activation, gated.mlp_width, gated.mlp_in_width()), (Activation::SiluGated, 48, 96));
    let registers = tiny("hf_dinov2_reg");
    assert_eq!((registers.registers, registers.position, registers.prefix_tokens()), (4, table(1, true), 5));
    assert_eq!(registers.tokens([70, 42]), 20);
    let siglip = tiny("hf_siglip");
    assert_eq!((siglip.layout, siglip.pooling, siglip.position), (Layout::Siglip, Pooling::Attention, none));
    assert_eq!((siglip.activation, siglip.cls_token, siglip.tokens([32, 48])), (Activation::GeluTanh, false, 24));
    let clip = tiny("hf_clip");
    assert_eq!((clip.layout, clip.pooling, clip.position), (Layout::Clip, Pooling::ClsPostNorm, plain));
    assert_eq!((clip.activation, clip.pre_norm, clip.eps), (Activation::QuickGelu, true, 1e-5));
    let vit = tiny("hf_vit");
    assert_eq!((vit.layout, vit.pooling, vit.eps), (Layout::HfVit, Pooling::ClsTanh, 1e-12));
    let timm = tiny("timm_vit");
    assert_eq!((timm.layout, timm.pooling, timm.mlp_width), (Layout::Timm, Pooling::ClsNorm, 128));
    assert_eq!(timm.position, table(1, true));
    let timm = tiny("timm_vit_reg_ls");
    assert_eq!((timm.registers, timm.layer_scale), (4, true));
    assert_eq!(timm.position, table(0, true));
    let open_clip = tiny("openclip_vit");
    assert_eq!((open_clip.layout, open_clip.pooling), (Layout::OpenClip, Pooling::ClsProjection(24)));
    assert_eq!((open_clip.embedding_width, open_clip.mlp_width), (24, 128));
}

#[test]
fn missing_fields_take_the_class_defaults() {
    let read = |kind: &str| parse(&format!(r#"{{"model_type":"{kind}"}}"#)).unwrap();
    let sizes = |c: &VitConfig| (c.width, c.depth, c.heads, c.mlp_width, c.image_size[0], c.patch_size);
    assert_eq!(sizes(&read("dinov2")), (768, 12, 12, 3072, 224, 14));
    assert_eq!(sizes(&read("dinov2_with_registers")), (768, 12, 12, 3072, 224, 16));
    assert_eq!(sizes(&read("siglip_vision_model")), (768, 12, 12, 3072, 224, 16));
    assert_eq!(sizes(&read("siglip")), (768, 12, 12, 3072, 224, 16));
    assert_eq!(sizes(&read("clip")), (768, 12, 12, 3072, 224, 32));
    assert_eq!(sizes(&read("vit")), (768, 12, 12, 3072, 224, 16));
    assert_eq!(read("dinov2_with_registers").registers, 4);
    // SigLIP 2 of fixed resolution is published as a siglip with its vision half inside.
    let nested = r#"{"model_type":"siglip","text_config":{"hidden_size":7},"vision_config":{"hidden_size":1152,
        "intermediate_size":4304,"num_hidden_layers":27,"num_attention_heads":16,"image_size":512,"patch_size":16,
        "model_type":"siglip_vision_model"}}"#;
    let preset = preset("siglip2");
    assert_eq!(parse(nested).unwrap(), preset);
    let classifier = parse(r#"{"model_type":"vit","architectures":["ViTForImageClassification"]}"#).unwrap();
    assert_eq!(classifier.pooling, Pooling::ClsNorm);
    // DINOv2 g: transformers' file and the SwiGLU width it implies.
    let giant = r#"{"model_type":"dinov2","hidden_size":1536,"num_hidden_layers":40,"num_attention_heads":24,
        "image_size":518,"use_swiglu_ffn":true}"#;
    let giant = parse(giant).unwrap();
    assert_eq!((giant.mlp_width, giant.parameters()), (4096, 1_136_479_232 + 1536));
}

#[test]
fn what_cannot_be_used_is_refused_by_name() {
    let with = |field: &str| refused(&format!(r#"{{"model_type":"dinov2",{field}}}"#));
    for (field, wanted) in [
        (r#""hidden_size":0"#, "hidden_size is 0"),
        (r#""hidden_size":-1"#, "field hidden_size is -1"),
        (r#""hidden_size":"big""#, r#"field hidden_size is "big""#),
        (r#""hidden_size":999999999999"#, "field hidden_size"),
        (r#""hidden_size":770"#, "770 is not a multiple of the 12 heads"),
        (r#""num_hidden_layers":100000000"#, "depth is 100000000"),
        (r#""image_size":8"#, "image_size [8, 8] is below patch_size 14"),
        (r#""image_size":[1,2,3]"#, "field image_size"),
        (r#""patch_size":[14,16]"#, "squares are read"),
        (r#""patch_size":0"#, "patch_size is 0"),
        (r#""layer_norm_eps":0"#, "eps is 0"),
        (r#""layer_norm_eps":"x""#, "field layer_norm_eps"),
        (r#""hidden_act":"relu""#, r#"field hidden_act is "relu""#),
        (r#""mlp_ratio":-4"#, "field mlp_ratio is -4"),
        (r#""mlp_ratio":1e300"#, "field mlp_ratio"),
        (r#""num_channels":1"#, "field num_channels is not 3"),
        (r#""qkv_bias":"yes""#, "field qkv_bias"),
    ] {
        let found = with(field);
        assert!(found.contains(wanted), "{field}: {found}");
    }
    let unknown = refused(r#"{"model_type":"resnet"}"#);
    assert!(unknown.contains(r#"model_type "resnet""#) && unknown.contains("dinov2_with_registers"), "{unknown}");
    assert!(refused(r#"{"architecture":"resnet50"}"#).contains("vit_base_patch16_224"));
    assert!(refused("{}").contains("model_type"));
    assert!(refused("[]").contains("not an object"));
    assert!(refused(r#"{"model_type":"siglip","vision_config":3}"#).contains("field vision_config is 3"));
    assert!(refused(r#"{"model_type":"vit","pooler_act":"relu"}"#).contains("pooler_act"));
}

#[test]
fn timm_arguments_are_read_or_refused() {
    let with = |args: &str| format!(r#"{{"architecture":"vit_base_patch16_224.tag","model_args":{args}}}"#);
    for (args, wanted) in [
        (r#"{"pre_norm":true}"#, "field model_args.pre_norm"),
        (r#"{"qk_norm":true}"#, "field model_args.qk_norm"),
        (r#"{"unheard_of":1}"#, "field model_args.unheard_of"),
        (r#"{"global_pool":"map"}"#, "field model_args.global_pool"),
        (r#"{"class_token":false}"#, "there is none"),
        (r#"{"act_layer":"relu"}"#, "field model_args.act_layer"),
        (r#"{"in_chans":1}"#, "field model_args.in_chans"),
        (r#"{"mlp_ratio":-1}"#, "field model_args.mlp_ratio"),
        ("3", "field model_args is 3"),
    ] {
        let found = refused(&with(args));
        assert!(found.contains(wanted), "{args}: {found}");
    }
    let mean = parse(&with(r#"{"global_pool":"avg","class_token":false,"reg_tokens":2,"pre_norm":false}"#)).unwrap();
    let position = Position::Table { prefix: 2, antialias: true };
    assert_eq!((mean.pooling, mean.position), (Pooling::Mean { prefix: 2 }, position));
    let hub = r#"{"architecture":"vit_base_patch14_dinov2","pretrained_cfg":{"input_size":[3,336,336]}}"#;
    assert_eq!(parse(hub).unwrap().image_size, [336, 336]);
    let open_clip = |vision: &str| refused(&format!(r#"{{"model_cfg":{{"vision_cfg":{vision}}}}}"#));
    assert!(open_clip("{}").contains("timm_model_name"));
    assert!(open_clip(r#"{"timm_model_name":"vit_base_patch16_224"}"#).contains("timm_pool"));
    let name = r#""timm_model_name":"vit_base_patch16_224","timm_pool":"""#;
    assert!(open_clip(&format!("{{{name}}}")).contains("model_cfg.embed_dim"));
    assert!(open_clip(&format!(r#"{{{name},"timm_proj":"mlp"}}"#)).contains("timm_proj"));
    assert!(open_clip(&format!(r#"{{{name},"timm_proj_bias":true}}"#)).contains("timm_proj_bias"));
}

#[test]
fn timm_architectures_have_timms_parameters() {
    // timm 1.0.31, num_classes=0.
    for (name, parameters) in [
        ("vit_tiny_patch16_224", 5_524_416),
        ("vit_tiny_patch16_384", 5_597_376),
        ("vit_small_patch8_224", 21_670_272),
        ("vit_small_patch16_224", 21_665_664),
        ("vit_small_patch16_384", 21_811_584),
        ("vit_small_patch32_224", 22_493_952),
        ("vit_small_patch32_384", 22_530_432),
        ("vit_base_patch8_224", 85_807_872),
        ("vit_base_patch16_224", 85_798_656),
        ("vit_base_patch16_384", 86_090_496),
        ("vit_base_patch32_224", 87_455_232),
        ("vit_base_patch32_384", 87_528_192),
        ("vit_large_patch14_224", 303_178_752),
        ("vit_large_patch16_224", 303_301_632),
        ("vit_large_patch16_384", 303_690_752),
        ("vit_large_patch32_224", 305_510_400),
        ("vit_large_patch32_384", 305_607_680),
        ("vit_huge_patch14_224", 630_764_800),
        ("vit_giant_patch14_224", 1_011_202_432),
        ("vit_gigantic_patch14_224", 1_842_775_680),
        ("vit_small_patch14_dinov2", 22_056_192),
        ("vit_base_patch14_dinov2", 86_579_712),
        ("vit_large_patch14_dinov2", 304_367_616),
        ("vit_giant_patch14_dinov2", 1_136_479_232),
        ("vit_small_patch14_reg4_dinov2", 22_057_344),
        ("vit_base_patch14_reg4_dinov2", 86_582_016),
        ("vit_large_patch14_reg4_dinov2", 304_370_688),
        ("vit_giant_patch14_reg4_dinov2", 1_136_483_840),
        ("vit_wee_patch16_reg1_gap_256", 13_165_568),
        ("vit_little_patch16_reg4_gap_256", 22_195_008),
        ("vit_medium_patch16_reg1_gap_256", 38_367_232),
        ("vit_medium_patch16_reg4_gap_256", 38_368_768),
        ("vit_mediumd_patch16_reg4_gap_256", 63_596_032),
        ("vit_mediumd_patch16_reg4_gap_384", 63_759_872),
        ("vit_betwixt_patch16_reg1_gap_256", 59_755_520),
        ("vit_betwixt_patch16_reg4_gap_256", 59_757_440),
        ("vit_base_patch16_reg4_gap_256", 85_846_272),
    ] {
        assert_eq!(EncoderConfig::read_arch(name).unwrap().parameters(), parameters, "{name}");
    }
    assert_eq!(EncoderConfig::read_arch("rad-dino").unwrap().image_size(), [518, 518]);
    assert!(matches!(EncoderConfig::read_arch("vit_base"), Err(Error::Unsupported(_))));
}

#[test]
fn a_folder_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    let none = EncoderConfig::read(dir.path()).unwrap_err().to_string();
    assert!(none.contains("--arch"), "{none}");
    write("open_clip_config.json", TINY[2].1);
    assert_eq!(EncoderConfig::read(dir.path()).unwrap(), EncoderConfig::Vit(tiny("openclip_vit")));
    write("config.json", r#"{"model_type":"bert"}"#);
    assert_eq!(EncoderConfig::read(dir.path()).unwrap(), EncoderConfig::Vit(tiny("openclip_vit")));
    write("config.json", "{");
    assert!(EncoderConfig::read(dir.path()).unwrap_err().to_string().contains("not valid JSON"));
    write("config.json", TINY[4].1);
    assert_eq!(EncoderConfig::read(dir.path()).unwrap(), EncoderConfig::Vit(tiny("hf_dinov2")));
}

#[test]
fn operations_are_counted() {
    let config = tiny("hf_dinov2");
    // 16 patches of 588 values; 17 tokens through 4 + 4 matrices of 32 x 32; two products of 17 x 17 x 32.
    let by_hand = 2 * (16 * 588 * 32 + 2 * (17 * 8 * 32 * 32 + 2 * 17 * 17 * 32));
    assert_eq!(config.flops([56, 56]), by_hand);
    assert_eq!(config.tokens([56, 56]), 17);
    let base = preset("dinov2-base");
    assert!((base.flops([224, 224]) as f64 / 1e9 - 46.3).abs() < 1.0, "{}", base.flops([224, 224]));
    assert_eq!(base.flops([usize::MAX; 2]), u64::MAX);
}
