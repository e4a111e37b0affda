//! What a user or a file gets wrong: one clear line, exit code 2, nothing half-written.

mod common;

use common::{command, fixture, stderr};
use roentgen_models::weights::Weights;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// One line that begins with the program's name, holds every word, and is no panic.
fn refused(output: &Output, words: &[&str]) {
    let text = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    let lines = text.lines().filter(|line| line.starts_with("roentgen: ") || line.starts_with("error: ")).count();
    assert_eq!(lines, 1, "{text}");
    assert!(!text.contains("panicked"), "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
    assert!(output.stdout.is_empty());
}

/// A copy of a small model, to be broken.
fn model(dir: &Path) -> PathBuf {
    let to = dir.join("model");
    fs::create_dir(&to).unwrap();
    for file in ["config.json", "model.safetensors", "reference.safetensors"] {
        fs::copy(fixture("models/hf_dinov2").join(file), to.join(file)).unwrap();
    }
    to
}

/// The model's tensors again, some changed.
fn rewrite(folder: &Path, change: impl Fn(&str, Vec<usize>) -> Option<Vec<usize>>) {
    let path = folder.join("model.safetensors");
    let weights = Weights::open(&path).unwrap();
    let mut tensors = Vec::new();
    for key in weights.keys() {
        let (shape, _) = weights.f32_any(key).unwrap();
        if let Some(shape) = change(key, shape) {
            let bytes = vec![0u8; 4 * shape.iter().product::<usize>()];
            tensors.push((key.to_string(), shape, bytes));
        }
    }
    let views = tensors.iter().map(|(key, shape, bytes)| {
        (key, safetensors::tensor::TensorView::new(safetensors::Dtype::F32, shape.clone(), bytes).unwrap())
    });
    let file = safetensors::serialize(views, None).unwrap();
    drop(weights);
    fs::write(&path, file).unwrap();
}

fn verify(folder: &Path) -> Output {
    command(&["verify"]).arg(folder).output().unwrap()
}

#[test]
fn broken_models() {
    let key = "encoder.layer.1.mlp.fc1.weight";
    let dir = tempfile::tempdir().unwrap();
    let folder = model(dir.path());
    rewrite(&folder, |k, shape| (k != key).then_some(shape));
    refused(&verify(&folder), &[key, "missing", "[64, 32]"]);

    let dir = tempfile::tempdir().unwrap();
    let folder = model(dir.path());
    rewrite(&folder, |k, shape| Some(if k == key { vec![32, 32] } else { shape }));
    refused(&verify(&folder), &[key, "[32, 32]", "[64, 32]"]);

    let dir = tempfile::tempdir().unwrap();
    let folder = model(dir.path());
    let path = folder.join("model.safetensors");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    refused(&verify(&folder), &["model.safetensors"]);

    // The header promises bytes that lie past the end.
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    let header = String::from_utf8(bytes[8..8 + length].to_vec()).unwrap();
    let lie = header.replacen("\"data_offsets\":[0,", "\"data_offsets\":[9999999990,", 1);
    let lie = [&(lie.len() as u64).to_le_bytes()[..], lie.as_bytes(), &bytes[8 + length..]].concat();
    fs::write(&path, lie).unwrap();
    refused(&verify(&folder), &["model.safetensors"]);
    fs::write(&path, u64::MAX.to_le_bytes()).unwrap();
    refused(&verify(&folder), &["model.safetensors"]);

    fs::write(&path, &bytes).unwrap();
    fs::write(folder.join("config.json"), r#"{"model_type": "resnet"}"#).unwrap();
    refused(&verify(&folder), &["resnet", "dinov2"]);
    fs::remove_file(folder.join("config.json")).unwrap();
    refused(&verify(&folder), &["config.json", "--arch"]);
    refused(&verify(&dir.path().join("nowhere")), &["nowhere"]);

    let dir = tempfile::tempdir().unwrap();
    let folder = model(dir.path());
    fs::remove_file(folder.join("reference.safetensors")).unwrap();
    refused(&verify(&folder), &["reference.safetensors"]);
}

#[test]
fn broken_images_and_manifests() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let out = root.join("out.safetensors");
    let embed = |manifest: &str, more: &[&str]| {
        fs::write(root.join("m.csv"), manifest).unwrap();
        let mut command = command(&["embed"]);
        command.arg(fixture("models/hf_dinov2")).args(["--quiet", "--image-size", "56", "--out"]).arg(&out);
        command.arg("--manifest").arg(root.join("m.csv")).args(more).output().unwrap()
    };
    fs::write(root.join("text.png"), "this is no picture").unwrap();
    image::GrayImage::from_pixel(60, 60, image::Luma([7])).save(root.join("flat.png")).unwrap();
    image::GrayImage::from_fn(60, 60, |x, y| image::Luma([(x * 3 + y) as u8])).save(root.join("good.png")).unwrap();
    refused(&embed("image\ntext.png\n", &[]), &["text.png"]);
    refused(&embed("image\nflat.png\n", &[]), &["flat.png", "every pixel"]);
    refused(&embed("image\nmissing.png\n", &[]), &["missing.png"]);
    refused(&embed("picture\ngood.png\n", &[]), &["m.csv", "image"]);
    refused(&embed("image\ngood.png\n", &["--image-size", "0"]), &["size"]);
    refused(&embed("image\ngood.png\n", &["--features", "3"]), &["--features 3", "14"]);
    refused(&embed("image\ngood.png\n", &["--device", "wgpu:77"]), &["wgpu:77"]);
    refused(&embed("image\ngood.png\n", &["--device", "gpu"]), &["wgpu:N"]);
    assert!(!out.exists(), "a refused run leaves no result");
    let none = |command: &str| {
        let mut c = common::command(&[command]);
        c.env("VK_DRIVER_FILES", "/nowhere").env("VK_ICD_FILENAMES", "/nowhere");
        c
    };
    refused(&none("devices").output().unwrap(), &["apt-get install mesa-vulkan-drivers"]);
    let output = none("verify").arg(fixture("models/hf_dinov2")).output().unwrap();
    refused(&output, &["apt-get install mesa-vulkan-drivers"]);

    let probe = |manifest: &str, more: &[&str]| {
        fs::write(root.join("m.csv"), manifest).unwrap();
        let mut command = command(&["probe"]);
        command.arg(fixture("models/hf_dinov2")).args(["--quiet", "--image-size", "56", "--out"]).arg(root.join("run"));
        command.arg("--manifest").arg(root.join("m.csv")).args(more).output().unwrap()
    };
    let rows = "image,split,patient,sick\ngood.png,train,a,0\ngood.png,test,a,1\n";
    refused(&probe("image,split\ngood.png,train\n", &["--label", "sick"]), &["sick"]);
    refused(&probe(rows, &["--label", "sick"]), &["train", "test"]);
    let one_class = "image,split,sick\ngood.png,train,1\n";
    refused(&probe(one_class, &["--label", "sick"]), &["test"]);
    assert!(!root.join("run").exists(), "a refused run leaves no result");
    fs::create_dir(root.join("run")).unwrap();
    refused(&probe(one_class, &["--label", "sick"]), &["exists already"]);
}

/// Where there is no CUDA, asking for it says what is missing.
#[test]
fn cuda_without_a_driver() {
    if roentgen_runtime::list().cuda.is_ok() {
        println!("skipped: this machine has CUDA");
        return;
    }
    let output = command(&["verify", "--device", "cuda"]).arg(fixture("models/hf_dinov2")).output().unwrap();
    refused(&output, &["--device cuda:0", "CUDA"]);
}
