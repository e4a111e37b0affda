use super::*;
use crate::config::EncoderConfig;
use crate::json::Fields;

fn parse(text: &str) -> Result<SwinConfig> {
    match EncoderConfig::from_fields(&Fields::parse(Path::new("config.json"), text)?)? {
        EncoderConfig::Swin(config) => Ok(config),
        other => panic!("{other:?} is no Swin"),
    }
}

fn refused(text: &str) -> String {
    let message = parse(text).unwrap_err().to_string();
    assert!(message.starts_with("config.json: ") && !message.contains('\n'), "{message}");
    message
}

#[test]
fn missing_fields_take_the_class_defaults() {
    let swin = parse(r#"{"model_type":"swin"}"#).unwrap();
    assert_eq!(swin, SwinConfig::swin(96, 6, 7, 224));
    assert_eq!(swin.heads, [3, 6, 12, 24]);
    let v2 = parse(r#"{"model_type":"swinv2","window_size":8,"image_size":256}"#).unwrap();
    assert_eq!(EncoderConfig::Swin(v2), (crate::presets::find("swinv2-tiny").unwrap().config)());
    let timm = parse(r#"{"architecture":"swin_base_patch4_window12_384.ms_in22k"}"#).unwrap();
    assert_eq!(timm, SwinConfig { layout: Layout::Timm, ..SwinConfig::swin(128, 18, 12, 384) });
    let hub = r#"{"architecture":"swin_large_patch4_window12_384","pretrained_cfg":{"input_size":[3,768,768]}}"#;
    assert_eq!(parse(hub).unwrap().image_size, [768; 2]);
    let args = r#"{"architecture":"swin","model_args":{"img_size":768,"window_size":12,"embed_dim":192,
        "depths":[2,2,18,2],"num_heads":[6,12,24,48],"num_classes":0}}"#;
    assert_eq!(EncoderConfig::Swin(parse(args).unwrap()), (crate::presets::find("ark-plus").unwrap().config)());
}

#[test]
fn what_cannot_be_used_is_refused_by_name() {
    let with = |field: &str| refused(&format!(r#"{{"model_type":"swinv2",{field}}}"#));
    for (field, wanted) in [
        (r#""depths":[]"#, "stages (depths) is 0"),
        (r#""depths":[2,0,2,2]"#, "depths is 0"),
        (r#""depths":2"#, "field depths is 2"),
        (r#""num_heads":[3,6]"#, "num_heads has 2 entries"),
        (r#""num_heads":[5,6,12,24]"#, "96 channels of stage 1"),
        (r#""window_size":[7,8]"#, "field window_size"),
        (r#""window_size":65"#, "window_size is 65"),
        (r#""image_size":16"#, "windows at this image_size is 0"),
        (r#""mlp_ratio":-1"#, "mlp_ratio is -1"),
        (r#""embed_dim":100000"#, "embed_dim is 100000"),
        (r#""hidden_act":"relu""#, "field hidden_act"),
        (r#""use_absolute_embeddings":true"#, "field use_absolute_embeddings"),
        (r#""num_channels":1"#, "field num_channels"),
        (r#""pretrained_window_sizes":[8]"#, "pretrained_window_sizes is [8]"),
        (r#""pretrained_window_sizes":[1,8,8,8]"#, "pretrained_window_sizes is [1"),
        (r#""layer_norm_eps":-1"#, "eps is -1"),
    ] {
        let found = with(field);
        assert!(found.contains(wanted), "{field}: {found}");
    }
    let with = |args: &str| refused(&format!(r#"{{"architecture":"swin","model_args":{args}}}"#));
    assert!(with(r#"{"head_dim":16}"#).contains("field model_args.head_dim"));
    assert!(with(r#"{"always_partition":true}"#).contains("field model_args.always_partition"));
    assert!(with(r#"{"window_size":[7,7,14,7]}"#).contains("field model_args.window_size"));
    assert!(with(r#"{"global_pool":""}"#).contains("field model_args.global_pool"));
}

#[test]
fn windows_are_shifted_where_the_reference_shifts_them() {
    let at = |config: &SwinConfig, image, stage| (config.side(stage), config.shift(stage, config.grid(image, stage)));
    let swin = SwinConfig::swin(96, 6, 7, 224);
    assert_eq!((0..4).map(|s| at(&swin, [224; 2], s)).collect::<Vec<_>>(), [(7, 3), (7, 3), (7, 3), (7, 0)]);
    assert_eq!(at(&swin, [448, 256], 3), (7, 3));
    // SwinV2 decides by the image it was pretrained for.
    let version = Version::V2 { pretrained_windows: vec![0; 4] };
    let v2 = SwinConfig { version, ..SwinConfig::swin(96, 6, 16, 256) };
    assert_eq!((0..4).map(|s| at(&v2, [512; 2], s)).collect::<Vec<_>>(), [(16, 8), (16, 8), (16, 0), (8, 0)]);
    let ark = SwinConfig { layout: Layout::Timm, ..SwinConfig::swin(192, 18, 12, 768) };
    assert_eq!((0..4).map(|s| at(&ark, [768; 2], s)).collect::<Vec<_>>(), [(12, 6); 4]);
    assert_eq!(at(&ark, [384; 2], 3), (12, 0));
}

#[test]
fn images_that_the_reference_cannot_take_are_refused() {
    let swin = SwinConfig::swin(96, 6, 7, 224);
    swin.check_image([223, 401]).unwrap();
    let refused = |config: &SwinConfig, image| config.check_image(image).unwrap_err().to_string();
    assert!(refused(&swin, [192, 256]).contains("stage 4 of 6x8 tokens"), "{}", refused(&swin, [192, 256]));
    let ark = SwinConfig { layout: Layout::Timm, ..SwinConfig::swin(192, 18, 12, 768) };
    for image in [[768; 2], [384; 2], [768, 1152]] {
        ark.check_image(image).unwrap();
    }
    assert!(refused(&ark, [770, 768]).contains("whole patches of 4"));
    assert!(refused(&ark, [384, 768]).contains("along one axis"));
    assert!(refused(&ark, [800, 768]).contains("is not divided by them"));
    assert!(refused(&ark, [192, 192]).contains("windows of another size"));
    // The last stage's windows are of 8 for want of more tokens; at twice the size they would be of 16.
    let v2 = match EncoderConfig::read_arch("swinv2_tiny_window16_256").unwrap() {
        EncoderConfig::Swin(config) => config,
        other => panic!("{other:?}"),
    };
    v2.check_image([256; 2]).unwrap();
    assert!(refused(&v2, [512; 2]).contains("windows of another size"));
    let version = Version::V2 { pretrained_windows: vec![0; 4] };
    SwinConfig { version, ..swin }.check_image([1, 999]).unwrap();
}

#[test]
fn timm_architectures_have_timms_parameters() {
    // timm 1.0.31, num_classes=0.
    for (name, parameters) in [
        ("swin_tiny_patch4_window7_224", 27_519_354),
        ("swin_small_patch4_window7_224", 48_837_258),
        ("swin_base_patch4_window7_224", 86_743_224),
        ("swin_base_patch4_window12_384", 86_878_584),
        ("swin_large_patch4_window7_224", 194_995_476),
        ("swin_large_patch4_window12_384", 195_198_516),
        ("swinv2_tiny_window8_256", 27_578_154),
        ("swinv2_tiny_window16_256", 27_578_154),
        ("swinv2_small_window8_256", 48_959_418),
        ("swinv2_small_window16_256", 48_959_418),
        ("swinv2_base_window8_256", 86_893_816),
        ("swinv2_base_window16_256", 86_893_816),
        ("swinv2_base_window12_192", 86_893_816),
        ("swinv2_base_window12to16_192to256", 86_893_816),
        ("swinv2_base_window12to24_192to384", 86_893_816),
        ("swinv2_large_window12_192", 195_202_932),
        ("swinv2_large_window12to16_192to256", 195_202_932),
        ("swinv2_large_window12to24_192to384", 195_202_932),
    ] {
        assert_eq!(EncoderConfig::read_arch(name).unwrap().parameters(), parameters, "{name}");
    }
    assert!(SwinConfig::swin(192, 18, 12, 768).flops([usize::MAX; 2]) > 1 << 60);
}
