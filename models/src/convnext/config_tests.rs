use super::*;
use crate::config::EncoderConfig;

fn parse(text: &str) -> Result<ConvNextConfig> {
    match EncoderConfig::from_fields(&Fields::parse(Path::new("config.json"), text)?)? {
        EncoderConfig::ConvNext(config) => Ok(config),
        other => panic!("{other:?} is no ConvNeXt"),
    }
}

fn refused(text: &str) -> String {
    let message = parse(text).unwrap_err().to_string();
    assert!(message.starts_with("config.json: ") && !message.contains('\n'), "{message}");
    message
}

#[test]
fn missing_fields_take_the_class_defaults() {
    assert_eq!(parse(r#"{"model_type":"convnext"}"#).unwrap(), ConvNextConfig::convnext(96, 9));
    assert_eq!(parse(r#"{"model_type":"convnextv2"}"#).unwrap(), ConvNextConfig::convnext_v2(96, 9));
    let dinov3 = parse(r#"{"model_type":"dinov3_convnext","layer_norm_eps":1e-5,"layer_scale_init_value":0}"#).unwrap();
    assert_eq!(dinov3, ConvNextConfig { eps: 1e-5, last_eps: 1e-5, ..ConvNextConfig::dinov3(96, 9) });
    let bare = parse(r#"{"model_type":"convnext","layer_norm_eps":1e-5,"layer_scale_init_value":0}"#).unwrap();
    assert_eq!((bare.layer_scale, bare.eps, bare.last_eps), (false, 1e-6, 1e-5));
    let timm =
        parse(r#"{"architecture":"convnext_base.fb_in1k","pretrained_cfg":{"input_size":[3,288,288]}}"#).unwrap();
    let base = ConvNextConfig { layout: Layout::Timm, last_eps: 1e-6, ..ConvNextConfig::convnext(128, 27) };
    assert_eq!(timm, ConvNextConfig { image_size: [288; 2], ..base });
    // null is a value there: no layer scale.
    let args = r#"{"architecture":"convnext","model_args":{"use_grn":true,"ls_init_value":null,"dims":[8,16,24,32]}}"#;
    let v2 = parse(args).unwrap();
    assert_eq!((v2.response_norm, v2.layer_scale, v2.widths), (true, false, vec![8, 16, 24, 32]));
    let scaled = parse(r#"{"architecture":"convnext","model_args":{"use_grn":true}}"#).unwrap();
    assert_eq!((scaled.response_norm, scaled.layer_scale), (true, true));
}

#[test]
fn what_cannot_be_used_is_refused_by_name() {
    let with = |field: &str| refused(&format!(r#"{{"model_type":"convnext",{field}}}"#));
    for (field, wanted) in [
        (r#""depths":[3,3,9]"#, "4 widths for 3 stages"),
        (r#""depths":[3,3,0,3]"#, "depths is 0"),
        (r#""hidden_sizes":[0,1,2,3]"#, "width of a stage is 0"),
        (r#""patch_size":[4,2]"#, "field patch_size"),
        (r#""hidden_act":"relu""#, "field hidden_act"),
        (r#""num_channels":1"#, "field num_channels"),
        (r#""layer_norm_eps":0"#, "eps is 0"),
    ] {
        let found = with(field);
        assert!(found.contains(wanted), "{field}: {found}");
    }
    let with = |args: &str| refused(&format!(r#"{{"architecture":"convnext","model_args":{args}}}"#));
    for (args, wanted) in [
        (r#"{"conv_mlp":true}"#, "field model_args.conv_mlp"),
        (r#"{"patch_size":2}"#, "field model_args.patch_size"),
        (r#"{"stem_type":"overlap"}"#, "field model_args.stem_type"),
        (r#"{"kernel_sizes":5}"#, "field model_args.kernel_sizes"),
        (r#"{"output_stride":16}"#, "field model_args.output_stride"),
        (r#"{"head_hidden_size":64}"#, "field model_args.head_hidden_size"),
    ] {
        let found = with(args);
        assert!(found.contains(wanted), "{args}: {found}");
    }
    let small = ConvNextConfig::convnext(96, 9).check_image([31, 64]).unwrap_err().to_string();
    assert!(small.contains("stride of 32"), "{small}");
}

#[test]
fn timm_architectures_have_timms_parameters() {
    // timm 1.0.31, num_classes=0.
    for (name, parameters) in [
        ("convnext_tiny", 27_820_128),
        ("convnext_small", 49_454_688),
        ("convnext_base", 87_566_464),
        ("convnext_large", 196_230_336),
        ("convnext_xlarge", 348_147_968),
        ("convnextv2_tiny", 27_866_496),
        ("convnextv2_small", 49_549_440),
        ("convnextv2_base", 87_692_800),
        ("convnextv2_large", 196_419_840),
        ("convnextv2_huge", 657_472_640),
    ] {
        assert_eq!(EncoderConfig::read_arch(name).unwrap().parameters(), parameters, "{name}");
    }
    assert!(ConvNextConfig::convnext(192, 27).flops([usize::MAX; 2]) > 1 << 60);
}
