use super::*;
use crate::error::Result;
use crate::vit::{Layout, VitConfig};
use std::fs;
use std::path::Path;

fn config(preset: &str) -> EncoderConfig {
    (crate::presets::find(preset).unwrap().config)()
}

/// Reads the processor from a folder with one file.
fn read(file: &str, text: &str, config: &EncoderConfig) -> Result<Processor> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(file), text).unwrap();
    Processor::read(dir.path(), config)
}

fn transformers(text: &str) -> Processor {
    read("preprocessor_config.json", text, &config("dinov2-base")).unwrap()
}

/// Image, shortest edge, crop; resized, the crop's origin in transformers' `center_crop` (numpy) and in torchvision's.
type Case = ([usize; 2], usize, [usize; 2], [usize; 2], [i64; 2], [i64; 2]);

#[test]
fn geometry_is_that_of_transformers_and_torchvision() {
    // Found with transformers 5.23 and torchvision 0.29 on images whose pixels are their own numbers.
    let cases: &[Case] = &[
        ([1024, 900], 256, [224, 224], [291, 256], [33, 16], [34, 16]),
        ([1024, 900], 518, [518, 518], [589, 518], [35, 0], [36, 0]),
        ([1024, 900], 100, [224, 224], [113, 100], [-56, -62], [-55, -62]),
        ([1024, 900], 101, [60, 225], [114, 101], [27, -62], [27, -62]),
        ([333, 517], 256, [224, 224], [256, 397], [16, 86], [16, 86]),
        ([333, 517], 518, [518, 518], [518, 804], [0, 143], [0, 143]),
        ([333, 517], 100, [224, 224], [100, 155], [-62, -35], [-62, -34]),
        ([333, 517], 101, [60, 225], [101, 156], [20, -35], [20, -34]),
        ([517, 333], 256, [224, 224], [397, 256], [86, 16], [86, 16]),
        ([517, 333], 518, [518, 518], [804, 518], [143, 0], [143, 0]),
        ([517, 333], 100, [224, 224], [155, 100], [-35, -62], [-34, -62]),
        ([517, 333], 101, [60, 225], [156, 101], [48, -62], [48, -62]),
        ([224, 224], 256, [224, 224], [256, 256], [16, 16], [16, 16]),
        ([224, 224], 518, [518, 518], [518, 518], [0, 0], [0, 0]),
        ([224, 224], 100, [224, 224], [100, 100], [-62, -62], [-62, -62]),
        ([224, 224], 101, [60, 225], [101, 101], [20, -62], [20, -62]),
        ([100, 37], 256, [224, 224], [691, 256], [233, 16], [234, 16]),
        ([100, 37], 518, [518, 518], [1400, 518], [441, 0], [441, 0]),
        ([100, 37], 100, [224, 224], [270, 100], [23, -62], [23, -62]),
        ([100, 37], 101, [60, 225], [272, 101], [106, -62], [106, -62]),
        ([1, 999], 256, [224, 224], [256, 255744], [16, 127760], [16, 127760]),
        ([1, 999], 518, [518, 518], [518, 517482], [0, 258482], [0, 258482]),
        ([1, 999], 100, [224, 224], [100, 99900], [-62, 49838], [-62, 49838]),
        ([1, 999], 101, [60, 225], [101, 100899], [20, 50337], [20, 50337]),
        ([2021, 2500], 256, [224, 224], [256, 316], [16, 46], [16, 46]),
        ([2021, 2500], 518, [518, 518], [518, 640], [0, 61], [0, 61]),
        ([2021, 2500], 100, [224, 224], [100, 123], [-62, -51], [-62, -50]),
        ([2021, 2500], 101, [60, 225], [101, 124], [20, -51], [20, -50]),
        ([255, 257], 256, [224, 224], [256, 258], [16, 17], [16, 17]),
        ([255, 257], 518, [518, 518], [518, 522], [0, 2], [0, 2]),
        ([255, 257], 100, [224, 224], [100, 100], [-62, -62], [-62, -62]),
        ([255, 257], 101, [60, 225], [101, 101], [20, -62], [20, -62]),
    ];
    for &(image, edge, crop, resized, floor, half_even) in cases {
        let base = Processor::default_for(&config("dinov2-base"));
        let processor = Processor { resize: Resize::ShortestEdge(edge), crop: Some(crop), ..base };
        let found = processor.geometry(image[0], image[1]);
        assert_eq!(found, Geometry { resized, crop_origin: floor, output: crop }, "{image:?} {edge} {crop:?}");
        let found = Processor { crop_rounding: CropRounding::HalfEven, ..processor }.geometry(image[0], image[1]);
        assert_eq!(found.crop_origin, half_even, "{image:?} {edge} {crop:?}");
    }
    let exact = Processor::default_for(&config("medsiglip")).geometry(100, 200);
    assert_eq!(exact, Geometry { resized: [448; 2], crop_origin: [0, 0], output: [448; 2] });
    let none = Processor { resize: Resize::None, crop: None, ..Processor::default_for(&config("medsiglip")) };
    assert_eq!(none.geometry(100, 200).output, [100, 200]);
    none.geometry(0, 0);
}

#[test]
fn preprocessor_files_are_read() {
    let bit = transformers(
        r#"{"crop_size":{"height":224,"width":224},"do_center_crop":true,"do_convert_rgb":true,"do_normalize":true,
        "do_rescale":true,"do_resize":true,"image_mean":[0.485,0.456,0.406],"image_processor_type":"BitImageProcessor",
        "image_std":[0.229,0.224,0.225],"resample":3,"rescale_factor":0.00392156862745098,"size":{"shortest_edge":256}}"#,
    );
    let default = Processor::default_for(&config("dinov2-base"));
    assert!(bit.source.ends_with("preprocessor_config.json"));
    assert_eq!(Processor { source: default.source.clone(), ..bit }, default);

    let siglip = transformers(
        r#"{"image_processor_type":"SiglipImageProcessorFast","size":{"height":384,"width":380},"resample":2,
        "image_mean":[0.5,0.5,0.5],"image_std":0.5,"do_convert_rgb":null}"#,
    );
    assert_eq!((siglip.resize, siglip.crop, siglip.filter), (Resize::Exact([384, 380]), None, Filter::Bilinear));
    assert_eq!((siglip.mean, siglip.std, siglip.rescale), ([0.5; 3], [0.5; 3], 1.0 / 255.0));

    let clip = transformers(r#"{"feature_extractor_type":"CLIPFeatureExtractor","size":336,"crop_size":336}"#);
    assert_eq!((clip.resize, clip.crop), (Resize::ShortestEdge(336), Some([336; 2])));
    assert_eq!((clip.mean, clip.std, clip.filter), (CLIP_MEAN, CLIP_STD, Filter::Bicubic));
    let vit = transformers(r#"{"image_processor_type":"ViTImageProcessor","size":224}"#);
    assert_eq!((vit.resize, vit.crop, vit.filter), (Resize::Exact([224; 2]), None, Filter::Bilinear));
    let convnext = r#"{"feature_extractor_type":"ConvNextFeatureExtractor","size":224,"crop_pct":0.875,"resample":3}"#;
    let convnext = transformers(convnext);
    assert_eq!((convnext.resize, convnext.crop, convnext.std), (Resize::ShortestEdge(256), Some([224; 2]), [0.5; 3]));
    let large = transformers(r#"{"image_processor_type":"ConvNextImageProcessor"}"#);
    assert_eq!((large.resize, large.crop), (Resize::Exact([384; 2]), None));
    let dinov3 = transformers(r#"{"image_processor_type":"DINOv3ViTImageProcessorFast"}"#);
    assert_eq!((dinov3.resize, dinov3.filter, dinov3.mean), (Resize::Exact([224; 2]), Filter::Bilinear, IMAGENET_MEAN));
    let off = transformers(r#"{"do_resize":false,"do_center_crop":false,"do_rescale":false,"do_normalize":false}"#);
    assert_eq!((off.resize, off.crop, off.rescale, off.mean, off.std), (Resize::None, None, 1.0, [0.0; 3], [1.0; 3]));
    assert!(!transformers(r#"{"resample":0}"#).antialias);
    let joint =
        r#"{"image_processor":{"image_processor_type":"SiglipImageProcessor"},"processor_class":"SiglipProcessor"}"#;
    let joint = read("processor_config.json", joint, &config("siglip2")).unwrap();
    assert_eq!(joint.resize, Resize::Exact([224; 2]));
}

#[test]
fn timm_and_open_clip_are_read() {
    let timm = EncoderConfig::read_arch("vit_base_patch16_224").unwrap();
    let from = |cfg: &str| {
        read("config.json", &format!(r#"{{"architecture":"vit_base_patch16_224","pretrained_cfg":{cfg}}}"#), &timm)
    };
    let found = from(
        r#"{"input_size":[3,224,224],"crop_pct":0.9,"crop_mode":"center","interpolation":"bicubic","mean":[0.5,0.5,0.5],
        "std":[0.5,0.5,0.5]}"#,
    );
    let found = found.unwrap();
    assert_eq!((found.resize, found.crop), (Resize::ShortestEdge(248), Some([224; 2])));
    assert_eq!(
        Processor { source: String::new(), ..found },
        Processor { source: String::new(), ..Processor::default_for(&timm) }
    );
    // Without a fraction timm takes 0.875.
    assert_eq!(from(r#"{"input_size":[3,224,224]}"#).unwrap().resize, Resize::ShortestEdge(256));
    let squash = from(r#"{"input_size":[3,256,224],"crop_pct":1.0,"crop_mode":"squash"}"#).unwrap();
    assert_eq!((squash.resize, squash.crop, squash.mean), (Resize::Exact([256, 224]), Some([256, 224]), IMAGENET_MEAN));
    for (cfg, wanted) in [
        (r#"{"crop_pct":0}"#, "pretrained_cfg.crop_pct"),
        (r#"{"crop_mode":"border"}"#, "pretrained_cfg.crop_mode"),
        (r#"{"input_size":[1,28,28]}"#, "pretrained_cfg.input_size"),
        (r#"{"interpolation":"random"}"#, "pretrained_cfg.interpolation"),
        (r#"{"std":[1,0,1]}"#, "pretrained_cfg.std"),
    ] {
        let found = from(cfg).unwrap_err().to_string();
        assert!(found.contains(wanted), "{cfg}: {found}");
    }
    let biomed = r#"{"model_cfg":{"embed_dim":512,"vision_cfg":{"timm_model_name":"vit_base_patch16_224","timm_pool":"",
        "timm_proj":"linear","image_size":224}},"preprocess_cfg":{"mean":[0.48145466,0.4578275,0.40821073],
        "std":[0.26862954,0.26130258,0.27577711]}}"#;
    let found = read("open_clip_config.json", biomed, &config("biomedclip")).unwrap();
    let preset = (crate::presets::find("biomedclip").unwrap().processor)();
    assert_eq!(Processor { source: preset.source.clone(), ..found }, preset);
}

#[test]
fn bad_values_are_refused_by_name() {
    for (text, wanted) in [
        (r#"{"size":{"longest_edge":5,"shortest_edge":4}}"#, "field size"),
        (r#"{"size":{"shortest_edge":0}}"#, "field size is [0, 0]"),
        (r#"{"size":"big"}"#, "field size"),
        (r#"{"crop_size":{"height":5}}"#, "field crop_size"),
        (r#"{"crop_size":[0,5]}"#, "field crop_size"),
        (r#"{"resample":4}"#, "field resample is 4"),
        (r#"{"image_mean":[1,2]}"#, "field image_mean"),
        (r#"{"image_std":[1,0,1]}"#, "field image_std"),
        (r#"{"image_processor_type":"ConvNextImageProcessor","crop_pct":0}"#, "field crop_pct"),
        (r#"{"rescale_factor":-1}"#, "field rescale_factor"),
        (r#"{"do_resize":1}"#, "field do_resize"),
        (r#"{"image_processor_type":"LlavaImageProcessor"}"#, "field image_processor_type"),
        ("{", "not valid JSON"),
    ] {
        let found = read("preprocessor_config.json", text, &config("dinov2-base")).unwrap_err().to_string();
        assert!(found.contains(wanted) && found.contains("preprocessor_config.json"), "{text}: {found}");
    }
}

#[test]
fn without_a_file_the_family_decides() {
    let of = |config: &EncoderConfig| Processor::read(Path::new("/nowhere"), config).unwrap();
    let dinov2 = of(&config("dinov2-base"));
    assert_eq!((dinov2.resize, dinov2.crop, dinov2.mean), (Resize::ShortestEdge(256), Some([224; 2]), IMAGENET_MEAN));
    assert!(dinov2.source.contains("default of DINOv2"));
    let small = of(&EncoderConfig::Vit(VitConfig { image_size: [56; 2], ..VitConfig::dinov2(768, 12, 12) }));
    assert_eq!((small.resize, small.crop), (Resize::ShortestEdge(64), Some([56; 2])));
    let siglip = of(&config("medsiglip"));
    assert_eq!((siglip.resize, siglip.crop, siglip.mean), (Resize::Exact([448; 2]), None, [0.5; 3]));
    let at_224 =
        |layout| of(&EncoderConfig::Vit(VitConfig { layout, image_size: [224; 2], ..VitConfig::dinov2(768, 12, 12) }));
    let clip = at_224(Layout::Clip);
    assert_eq!((clip.resize, clip.crop, clip.std), (Resize::ShortestEdge(224), Some([224; 2]), CLIP_STD));
    let vit = at_224(Layout::HfVit);
    assert_eq!((vit.resize, vit.filter), (Resize::Exact([224; 2]), Filter::Bilinear));
    let edge = |name: &str| of(&EncoderConfig::read_arch(name).unwrap()).resize;
    assert_eq!(edge("swin_tiny_patch4_window7_224"), Resize::ShortestEdge(248));
    assert_eq!(edge("swin_base_patch4_window12_384"), Resize::ShortestEdge(384));
    assert_eq!(edge("convnext_tiny"), Resize::ShortestEdge(256));
    assert_eq!((edge("swin-tiny"), edge("convnext-tiny")), (Resize::Exact([224; 2]), Resize::ShortestEdge(256)));
    assert_eq!(of(&config("dinov3-vit-small")), of(&config("dinov3-convnext-tiny")));
    let timm = of(&EncoderConfig::read_arch("vit_base_patch14_dinov2").unwrap());
    assert_eq!((timm.resize, timm.mean), (Resize::ShortestEdge(518), IMAGENET_MEAN));
}

#[test]
fn another_size_keeps_the_proportions() {
    let dinov2 = Processor::default_for(&config("dinov2-base"));
    let large = dinov2.at_size([518, 518]);
    assert_eq!((large.resize, large.crop), (Resize::ShortestEdge(592), Some([518; 2])));
    assert_eq!(large.geometry(1024, 900).output, [518, 518]);
    let wide = dinov2.at_size([252, 518]);
    assert_eq!((wide.resize, wide.crop), (Resize::ShortestEdge(288), Some([252, 518])));
    assert_eq!(dinov2.at_size([224, 224]).resize, dinov2.resize);
    let siglip = Processor::default_for(&config("medsiglip")).at_size([224, 448]);
    assert_eq!((siglip.resize, siglip.crop), (Resize::Exact([224, 448]), None));
    let squash = Processor { resize: Resize::Exact([256; 2]), ..dinov2.clone() }.at_size([448, 112]);
    assert_eq!((squash.resize, squash.crop), (Resize::Exact([512, 128]), Some([448, 112])));
    let none = Processor { resize: Resize::None, crop: None, ..dinov2 }.at_size([10, 20]);
    assert_eq!(none.resize, Resize::Exact([10, 20]));
}
