//! Parameters and FLOPs that `inspect` prints, without weights, against PyTorch's counts of the reference implementations
//! (`tests/fixtures/make_sizes.py`).

mod common;

use common::{command, fixture, stderr};
use roentgen_models::{EncoderConfig, presets};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What `inspect MODEL` says.
fn inspect(model: &str, size: Option<&str>, cache: &Path) -> BTreeMap<String, String> {
    let mut command = command(&["inspect", model, "--format", "json"]);
    let output =
        command.args(size.iter().flat_map(|size| ["--image-size", *size])).env("HF_HUB_CACHE", cache).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let rows: Vec<BTreeMap<String, String>> = serde_json::from_slice(&output.stdout).unwrap();
    rows.into_iter().map(|row| (row["what"].clone(), row["value"].clone())).collect()
}

/// transformers' SegFormer-B4 with its decoder, which no preset has.
const SEGFORMER: &str = r#"{"model_type":"segformer","architectures":["SegformerForSemanticSegmentation"],"decoder_hidden_size":768,
    "num_labels":150,"hidden_sizes":[64,128,320,512],"depths":[3,8,27,3],"num_attention_heads":[1,2,5,8]}"#;

#[test]
fn every_preset_has_the_references_parameters_and_flops() {
    let empty = tempfile::tempdir().unwrap();
    let config = empty.path().join("config.json");
    fs::write(&config, SEGFORMER).unwrap();
    let mut seen = BTreeSet::new();
    let mut worst = (0.0, String::new());
    for record in csv::Reader::from_path(fixture("sizes.csv")).unwrap().records() {
        let record = record.unwrap();
        let (preset, size) = (&record[0], format!("{}x{}", &record[1], &record[2]));
        let model = if preset == "segformer-b4 and decoder" { config.to_str().unwrap() } else { preset };
        // The first row has the size that the processor gives by itself.
        let said = inspect(model, if seen.insert(preset.to_string()) { None } else { Some(&size) }, empty.path());
        assert_eq!(said["input image"], size, "{preset}");
        assert_eq!(said["weights"], "not on this machine", "{preset}");
        assert_eq!(said["parameters"], record[3], "{preset}");
        let wanted = record[4].parse::<f64>().unwrap() / 1e9;
        let off = (said["GFLOP an image"].parse::<f64>().unwrap() / wanted - 1.0).abs();
        assert!(off < 0.01, "{preset} at {size}: {} GFLOP for {wanted}", said["GFLOP an image"]);
        // What is spared is part of that, and only these three spare anything.
        let spares =
            ["swin", "medimageinsight", "segformer-b4 and decoder"].iter().any(|name| preset.starts_with(name));
        match said.get("GFLOP computed here").map(|here| here.parse::<f64>().unwrap()) {
            Some(here) => assert!(spares && here < wanted, "{preset} at {size}"),
            None => {
                assert!(model == preset && (preset, &*size) != ("medimageinsight", "480x480"), "{preset} at {size}")
            }
        }
        if off >= worst.0 {
            worst = (off, format!("{preset} at {size}"));
        }
    }
    println!("largest difference {:.1e}, {}", worst.0, worst.1);
    for preset in presets::all() {
        assert!(seen.contains(preset.name), "{} has no row", preset.name);
    }
}

/// The kernels' own count of MedImageInsight at 480: the reference projects 396 tokens of padding in each of nine blocks 1024 wide
/// (30x30 to 36x36) and 351 in one 2048 wide (15x15 to 24x24), four products each, 6.7 % of its FLOPs.
#[test]
fn medimageinsight_without_its_padding_by_hand() {
    let config = (presets::find("medimageinsight").unwrap().config)();
    let padding = 2 * 4 * (9 * 396 * 1024 * 1024 + 351 * 2048 * 2048u64);
    let whole = config.reference_flops([480; 2]);
    assert_eq!(whole - config.flops([480; 2]), padding);
    let share = padding as f64 / whole as f64;
    assert!((0.066..0.068).contains(&share), "{share}");
}

/// Sizes from one pixel to several times the native one, square and not (`tests/fixtures/make_image_sizes.py`): what the reference
/// cannot take is refused, and what it takes is taken; but timm's Swin, which is refused where timm would have built another model.
#[test]
fn images_are_taken_as_the_reference_takes_them_or_refused_with_the_reason() {
    let (mut taken, mut refused, mut stricter) = (0, 0, BTreeSet::new());
    for record in csv::Reader::from_path(fixture("image_sizes.csv")).unwrap().records() {
        let record = record.unwrap();
        let (name, size) = (&record[0], [1, 2].map(|column| record[column].parse::<usize>().unwrap()));
        let config = EncoderConfig::read(&fixture("models").join(name)).unwrap();
        let text = format!("{}x{}", size[0], size[1]);
        match (config.check_image(size), &record[3] == "takes") {
            (Ok(()), true) => taken += 1,
            (Err(error), takes) => {
                let error = error.to_string();
                assert!(error.contains(&text) && !error.contains('\n'), "{name}: {error}");
                if takes {
                    assert!(name.starts_with("timm_swin"), "{name} at {text}: {error}");
                    stricter.insert(name.to_string());
                }
                refused += 1;
            }
            (Ok(()), false) => panic!("{name} takes {text}, which the reference does not"),
        }
    }
    println!("{taken} taken, {refused} refused");
    assert!(taken >= 350 && refused >= 150 && stricter.len() == 2);
}

#[test]
fn a_size_that_cannot_be_is_one_line() {
    for (model, size, words) in [
        ("models/hf_dinov2", "13x28", ["13x28", "a patch of 14"]),
        ("models/hf_dinov3_vit", "7x8", ["7x8", "a patch of 8"]),
        ("models/openclip_vit", "8x12", ["8x12", "timm wants whole patches of 8"]),
        ("models/hf_siglip", "4", ["4x4", "a patch of 8"]),
        ("models/hf_swin", "20x28", ["20x28", "stage 2 of 5x7 tokens with windows of 6 is smaller than a window"]),
        ("models/timm_swin", "32x33", ["32x33", "timm wants whole patches of 2"]),
        ("models/timm_swin", "32x40", ["32x40", "stage 2 of 8x10 tokens with windows of 4 is not divided by them"]),
        ("models/timm_swinv2", "8", ["8x8", "windows of another size"]),
        ("models/hf_convnext", "15x64", ["15x64", "the last stage's stride of 16"]),
        ("models/hf_dinov3_convnext", "31", ["31x31", "the last stage's stride of 32"]),
        (
            "models/hf_segformer",
            "12x64",
            ["12x64", "stage 1 of 3x16 tokens is smaller than the 4x4 that become one key"],
        ),
    ] {
        let folder = fixture(model);
        let output = command(&["inspect", folder.to_str().unwrap(), "--image-size", size]).output().unwrap();
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.lines().count() == 1 && text.starts_with("roentgen: ") && output.stdout.is_empty(), "{text}");
        assert!(words.iter().all(|word| text.contains(word)), "{words:?} are not in: {text}");
    }
}
