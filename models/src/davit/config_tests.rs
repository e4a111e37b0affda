use super::*;
use crate::config::EncoderConfig;

fn parse(text: &str) -> Result<DavitConfig> {
    match EncoderConfig::from_fields(&Fields::parse(Path::new("config.json"), text)?)? {
        EncoderConfig::Davit(config) => Ok(config),
        other => panic!("{other:?} is no DaViT"),
    }
}

#[test]
fn missing_fields_take_the_defaults_of_the_layout() {
    assert_eq!(parse(r#"{"model_type":"florence_vision"}"#).unwrap(), DavitConfig::florence(128));
    assert_eq!(parse(r#"{"architecture":"davit"}"#).unwrap(), DavitConfig::medimageinsight());
}

#[test]
fn the_encoder_is_found_inside_the_whole_model_by_either_name_of_its_widths() {
    for name in ["embed_dim", "dim_embed"] {
        let text = format!(
            r#"{{"model_type":"florence2","vision_config":{{"{name}":[256,512,1024,2048],"num_heads":[8,16,32,64],
                "num_groups":[8,16,32,64]}}}}"#
        );
        assert_eq!(parse(&text).unwrap(), DavitConfig::florence(256));
    }
}

#[test]
fn what_cannot_be_is_refused() {
    for (fields, message) in [
        (r#""activation_function":"relu""#, "activation_function"),
        (r#""in_channels":1"#, "in_channels"),
        (r#""depths":[1,1]"#, "entries for 2 stages"),
        (r#""num_groups":[3,8,16,32]"#, "128 channels of stage 1 are not a multiple of its 3 groups"),
        (r#""num_heads":[4,8,0,32]"#, "num_heads is 0"),
        (r#""window_size":0"#, "window_size is 0"),
        (r#""patch_prenorm":[1,0,0,0]"#, "patch_prenorm"),
        (r#""patch_prenorm":[true]"#, "patch_prenorm has 1 entries for 4 stages"),
        (r#""patch_padding":[7,1,1,1]"#, "patch_padding 7 is not below patch_size"),
        (r#""mlp_ratio":-1"#, "mlp_ratio"),
    ] {
        let error = parse(&format!(r#"{{"model_type":"florence_vision",{fields}}}"#)).unwrap_err().to_string();
        assert!(error.starts_with("config.json: ") && error.contains(message) && !error.contains('\n'), "{error}");
    }
    let error = parse(r#"{"architecture":"davit","projection_dim":0}"#).unwrap_err().to_string();
    assert!(error.contains("projection_dim is 0"), "{error}");
}

#[test]
fn windows_reach_past_a_small_map() {
    let config = DavitConfig::medimageinsight();
    assert_eq!([0, 1, 2, 3].map(|stage| config.grid([480, 33], stage)), [[120, 9], [60, 5], [30, 3], [15, 2]]);
    config.check_image([1, 1]).unwrap();
    let narrow = DavitConfig { paddings: vec![0; 4], ..config };
    assert!(narrow.check_image([12, 64]).unwrap_err().to_string().contains("12x64"));
}
