use super::*;
use crate::config::EncoderConfig;

fn parse(text: &str) -> Result<SegFormerConfig> {
    match EncoderConfig::from_fields(&Fields::parse(Path::new("config.json"), text)?)? {
        EncoderConfig::SegFormer(config) => Ok(config),
        other => panic!("{other:?} is no SegFormer"),
    }
}

#[test]
fn missing_fields_take_the_class_defaults() {
    assert_eq!(parse(r#"{"model_type":"segformer"}"#).unwrap(), SegFormerConfig::mit(32, [2; 4]));
}

#[test]
fn a_decoder_is_there_where_the_class_has_one() {
    let segments = r#""architectures":["SegformerForSemanticSegmentation"],"decoder_hidden_size":768"#;
    let of = |rest: &str| parse(&format!(r#"{{"model_type":"segformer",{rest}}}"#)).unwrap().decoder;
    assert_eq!(of(segments), Some([768, 2]));
    assert_eq!(of(&format!(r#"{segments},"id2label":{{"0":"a","1":"b","2":"c"}}"#)), Some([768, 3]));
    assert_eq!(of(r#""architectures":["SegformerForImageClassification"],"decoder_hidden_size":768"#), None);
}

/// nvidia/segformer-b4-finetuned-ade-512-512: 64.1 million parameters in the paper (arXiv 2105.15203, table 1b), of which the
/// reference's decoder of 768 channels and 150 classes has 3,265,686.
#[test]
fn the_decoder_has_the_references_parameters() {
    let encoder = SegFormerConfig::mit(64, [3, 8, 27, 3]);
    let whole = SegFormerConfig { decoder: Some([768, 150]), ..encoder.clone() };
    let decoder = (64 + 128 + 320 + 512 + 4) * 768 + 4 * 768 * 768 + 2 * 768 + 769 * 150;
    assert_eq!(whole.parameters() - encoder.parameters(), decoder);
    assert_eq!((whole.parameters() as f64 / 1e6 * 10.0).round(), 641.0, "{}", whole.parameters());
    let config = EncoderConfig::SegFormer(whole);
    let [one, four] = [1, 4].map(|batch| config.decoder_operations([512, 380], batch));
    assert_eq!(one.iter().map(|o| o.parameters * o.launches).sum::<u64>(), decoder);
    assert_eq!(crate::operations::flops(&four), 4 * crate::operations::flops(&one));
    assert!(EncoderConfig::SegFormer(encoder).decoder_operations([512; 2], 1).is_empty());
}

#[test]
fn what_cannot_be_is_refused() {
    for (fields, message) in [
        (r#""hidden_act":"relu""#, "hidden_act"),
        (r#""num_channels":1"#, "num_channels"),
        (r#""depths":[1,1]"#, "hidden_sizes has 4 entries for 2 stages"),
        (r#""num_attention_heads":[1,2,3,8]"#, "160 channels of stage 3 are not a multiple of its 3 heads"),
        (r#""strides":[4,2,0,2]"#, "strides is 0"),
        (r#""sr_ratios":"8""#, "sr_ratios"),
        (r#""architectures":["SegformerForSemanticSegmentation"],"decoder_hidden_size":0"#, "decoder_hidden_size is 0"),
    ] {
        let error = parse(&format!(r#"{{"model_type":"segformer",{fields}}}"#)).unwrap_err().to_string();
        assert!(error.starts_with("config.json: ") && error.contains(message) && !error.contains('\n'), "{error}");
    }
}

#[test]
fn an_image_must_have_a_key_in_every_stage() {
    let config = SegFormerConfig::mit(32, [2; 4]);
    // Eight tokens of four pixels, the last of which may be one pixel wide.
    config.check_image([29, 64]).unwrap();
    let error = config.check_image([28, 64]).unwrap_err().to_string();
    assert!(error.contains("28x64") && error.contains("stage 1 of 7x16"), "{error}");
    assert_eq!([0, 1, 2, 3].map(|stage| config.grid([29, 65], stage)), [[8, 17], [4, 9], [2, 5], [1, 3]]);
}
