//! Every encoder of the fixtures against PyTorch, in the library and through the command line.

mod common;

use common::{command, device, fixture, model, relative, roentgen, stderr, stdout};
use roentgen::commands::verify::{compare, input};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{DType, on_device};
use std::fs;

#[test]
fn every_fixture_agrees_with_pytorch() {
    let device = device();
    let (mut folders, mut worst) = (0, 0.0f64);
    for entry in fs::read_dir(fixture("models")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.join("reference.safetensors").is_file() {
            continue;
        }
        folders += 1;
        let (source, weights) = model(&folder);
        let reference = Weights::open(&folder.join("reference.safetensors")).unwrap();
        let compared = on_device!(&device, device => {
            compare(&Encoder::load(&source.config, &weights, device, DType::F32).unwrap(), &reference).unwrap()
        });
        let names: Vec<&str> = compared.iter().map(|c| c.name.as_str()).collect();
        for (key, name) in [("out", "out"), ("pooled", "pooled"), ("input2", "out2"), ("hidden_01", "hidden_01")] {
            assert_eq!(reference.contains(key), names.contains(&name), "{name} of {}", folder.display());
        }
        for c in &compared {
            assert!(c.error <= 1e-5, "{} of {}: {:.2e}", c.name, folder.display(), c.error);
            worst = worst.max(c.error);
        }
        let unused: Vec<String> = weights.unused().into_iter().filter(|key| !key.starts_with("head.")).collect();
        assert!(unused.is_empty(), "{unused:?} of {}", folder.display());
    }
    println!("{folders} models, largest relative L2 error {worst:.1e}");
    assert!(folders >= 13);
}

#[test]
fn a_sharded_checkpoint_is_the_same_model() {
    let (source, weights) = model(&fixture("models/hf_dinov2_sharded"));
    let reference = Weights::open(&fixture("models/hf_dinov2/reference.safetensors")).unwrap();
    for c in on_device!(&device(), device => {
        compare(&Encoder::load(&source.config, &weights, device, DType::F32).unwrap(), &reference).unwrap()
    }) {
        assert!(c.error <= 1e-5, "{}: {:.2e}", c.name, c.error);
    }
}

/// DESIGN: at most twice the error of a plain low-precision run. Rounding every activation to f16 once a layer, as a plain
/// run does, errs by about 1e-3 on this model; the kernels sum in f32 and stay below.
#[test]
fn half_precision_stays_close() {
    let device = device();
    if !device.info().types.contains(&DType::F16) {
        println!("skipped: {} has no f16", device.info().name);
        return;
    }
    let (source, weights) = model(&fixture("models/hf_dinov2"));
    let reference = Weights::open(&fixture("models/hf_dinov2/reference.safetensors")).unwrap();
    for c in on_device!(&device, device => {
        compare(&Encoder::load(&source.config, &weights, device, DType::F16).unwrap(), &reference).unwrap()
    }) {
        println!("{}: {:.1e}", c.name, c.error);
        assert!(c.error <= 2e-3 && c.error > 0.0, "{}: {:.2e}", c.name, c.error);
    }
}

#[test]
fn a_block_is_as_many_images_as_asked_and_repeats_bit_for_bit() {
    let folder = fixture("models/hf_siglip");
    let (source, weights) = model(&folder);
    let reference = Weights::open(&folder.join("reference.safetensors")).unwrap();
    on_device!(&device(), device => {
        let encoder = Encoder::load(&source.config, &weights, device, DType::F32).unwrap();
        let images = input(device, DType::F32, &reference, "input").unwrap();
        let run = || encoder.forward(&images, Keep::Result).unwrap().embedding.unwrap().to_f32().unwrap();
        let (first, second) = (run(), run());
        assert_eq!(first.iter().map(|v| v.to_bits()).collect::<Vec<_>>(), second.iter().map(|v| v.to_bits()).collect::<Vec<_>>());
        assert!(relative(&first, &reference.f32_any("pooled").unwrap().1) <= 1e-5);
    });
}

#[test]
fn the_command_tells_right_from_wrong() {
    let folder = fixture("models/timm_vit");
    let folder = folder.to_str().unwrap();
    let output = roentgen(&["verify", folder, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert!(rows.as_array().unwrap().iter().all(|row| row["verdict"] == "ok"), "{rows}");

    // A reference whose output is off by a thousandth in one element of each row.
    let dir = tempfile::tempdir().unwrap();
    let reference = Weights::open(&fixture("models/timm_vit/reference.safetensors")).unwrap();
    let (shape, values) = reference.f32_any("input").unwrap();
    let (out_shape, mut out) = reference.f32_any("out").unwrap();
    out.iter_mut().step_by(32).for_each(|v| *v += 1e-2);
    let bytes = |values: &[f32]| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
    let (values, out) = (bytes(&values), bytes(&out));
    let view = |shape, data| safetensors::tensor::TensorView::new(safetensors::Dtype::F32, shape, data).unwrap();
    let file = safetensors::serialize([("input", view(shape, &values)), ("out", view(out_shape, &out))], None).unwrap();
    let path = dir.path().join("wrong.safetensors");
    fs::write(&path, file).unwrap();
    let output = command(&["verify", folder, "--reference"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("FAILED"));
}
