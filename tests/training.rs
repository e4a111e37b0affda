//! `finetune` and `predict` as a user runs them: on drawn radiographs, stopped, gone on with, used again.

mod common;

use common::{command, fixture, stderr, stdout};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use roentgen::synth;
use roentgen_models::weights::Weights;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// At random moments.
const KILLS: u32 = 10;

/// A ConvNeXt of some thousand parameters.
const CONFIG: &str = r#"{"model_type": "convnext", "num_channels": 3, "patch_size": 2, "num_stages": 4, "hidden_sizes": [8, 8, 16, 16],
    "depths": [1, 1, 1, 1], "image_size": 32, "hidden_act": "gelu", "layer_norm_eps": 1e-6, "layer_scale_init_value": 1e-6}"#;

/// A configuration and drawn images in a folder; the manifest's path.
fn data(folder: &Path, count: usize) -> PathBuf {
    fs::write(folder.join("tiny.json"), CONFIG).unwrap();
    let options = synth::Options { count, size: 48, ..synth::Options::default() };
    synth::write(&options, &folder.join("data")).unwrap()
}

fn finetune(folder: &Path, more: &[&str]) -> std::process::Command {
    let mut command =
        command(&["finetune", "tiny.json", "--from-scratch", "--manifest", "data/manifest.csv", "--quiet"]);
    command.args(["--image-size", "32", "--batch-size", "4"]).args(more).current_dir(folder);
    command
}

fn ok(output: Output) -> Output {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output
}

#[test]
fn a_run_that_is_killed_goes_on_with_the_same_bits() {
    let dir = tempfile::tempdir().unwrap();
    data(dir.path(), 60);
    let options =
        ["--label", "pneumothorax", "--epochs", "8", "--patience", "9", "--average", "0.9", "--flip", "--lr", "3e-3"];
    let all = |out: &'static str| [&options[..], &["--save-every", "0", "--out", out]].concat();
    let begun = Instant::now();
    let mut child = finetune(dir.path(), &all("whole")).spawn().unwrap();
    while !dir.path().join("whole.partial/last").exists() {
        assert!(child.try_wait().unwrap().is_none_or(|status| status.success()));
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = begun.elapsed();
    assert!(child.wait().unwrap().success());
    // Each start gets on by a sixteenth of the run at most, so that ten of them are cut off before its end.
    let most = start + (begun.elapsed() - start) / 16;
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    println!("{KILLS} kills, at most {most:?} after a start, seed {seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for kill in 0..KILLS {
        let mut child = finetune(dir.path(), &all("killed")).arg("--resume").spawn().unwrap();
        std::thread::sleep(random.random_range(start / 4..most));
        assert!(child.try_wait().unwrap().is_none(), "over before kill {kill}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(dir.path().join("killed.partial").exists() && !dir.path().join("killed").exists());
    ok(finetune(dir.path(), &all("killed")).arg("--resume").output().unwrap());
    for file in ["best.safetensors", "metrics.jsonl", "predictions.csv"] {
        let [a, b] = ["whole", "killed"].map(|run| fs::read(dir.path().join(run).join(file)).unwrap());
        assert!(a == b, "{file} differs");
    }
    let state = |run: &str| Weights::open(&dir.path().join(run).join("last/state.safetensors")).unwrap();
    let (a, b) = (state("whole"), state("killed"));
    assert!(a.keys().count() > 50 && a.keys().eq(b.keys()));
    for key in a.keys() {
        assert_eq!(a.f32_any(key).unwrap(), b.f32_any(key).unwrap(), "{key}");
    }
}

#[test]
fn a_segmentation_learns_and_its_folder_is_a_model() {
    let dir = tempfile::tempdir().unwrap();
    data(dir.path(), 60);
    let options = ["--label", "heart_mask", "--task", "segment", "--decoder", "unet", "--decoder-width", "16"];
    let more = [
        "--epochs",
        "25",
        "--patience",
        "25",
        "--lr",
        "5e-3",
        "--loss",
        "cross-entropy+dice",
        "--batch",
        "2",
        "--out",
        "run",
        "--format",
        "json",
    ];
    let output = ok(finetune(dir.path(), &[&options[..], &more[..]].concat()).output().unwrap());
    let rows: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let dice = rows[0]["dice"].as_f64().unwrap();
    assert!(dice > 0.6, "Dice {dice}: the heart is not found\n{rows}");
    let run: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("run/run.json")).unwrap()).unwrap();
    assert_eq!((&run["task"], &run["decoder"]), (&"segment".into(), &"unet".into()));
    assert!(run["moved"].as_array().unwrap().len() > 40, "the encoder moves, too");

    let predict = ["predict", "run", "--manifest", "data/manifest.csv", "--out", "masks", "--quiet"];
    ok(command(&predict).current_dir(dir.path()).output().unwrap());
    let mask = image::open(dir.path().join("masks/masks/00000.png")).unwrap().to_luma8();
    assert_eq!(mask.dimensions(), (48, 48), "a mask has its image's size");
    assert!(mask.pixels().any(|p| p.0[0] == 255) && mask.pixels().any(|p| p.0[0] == 0));
    assert!(dir.path().join("masks/overlays/00059.png").exists());
    // The same figures for the same images, whichever command made them.
    let of_test = |file: &str| -> Vec<String> {
        let text = fs::read_to_string(dir.path().join(file)).unwrap();
        text.lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect()
    };
    let all = of_test("masks/predictions.csv");
    assert!(of_test("run/predictions.csv").iter().all(|line| all.contains(line)), "{all:?}");

    let embed =
        ["embed", "run", "--manifest", "data/manifest.csv", "--image-size", "32", "--out", "e.safetensors", "--quiet"];
    ok(command(&embed).current_dir(dir.path()).output().unwrap());
    assert_eq!(Weights::open(&dir.path().join("e.safetensors")).unwrap().shape("embedding"), Some(&[60, 16][..]));
}

/// What loads the checkpoint loads the fine-tuned one: no tensor is missing, such as a mask token that only pretraining uses.
#[test]
fn a_fine_tuned_checkpoint_has_every_tensor_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    data(dir.path(), 40);
    let from = fixture("models/hf_dinov2");
    let mut run = command(&["finetune", from.to_str().unwrap(), "--manifest", "data/manifest.csv", "--quiet"]);
    run.args(["--image-size", "56", "--label", "pneumothorax", "--epochs", "1", "--out", "run"]);
    ok(run.current_dir(dir.path()).output().unwrap());
    let [before, after] = [from.join("model.safetensors"), dir.path().join("run/best.safetensors")]
        .map(|path| Weights::open(&path).unwrap().keys().map(String::from).collect::<Vec<_>>());
    assert!(before.contains(&"embeddings.mask_token".to_string()));
    let missing: Vec<&String> = before.iter().filter(|key| !after.contains(key)).collect();
    assert!(missing.is_empty() && after.len() == before.len() + 2, "{missing:?} of {}", after.len());
}

#[test]
fn a_probe_of_maps_keeps_its_features_and_predicts() {
    let dir = tempfile::tempdir().unwrap();
    data(dir.path(), 40);
    let model = dir.path().join("model");
    fs::create_dir(&model).unwrap();
    for file in ["config.json", "preprocessor_config.json", "model.safetensors"] {
        let from = fixture("models/hf_segformer").join(file);
        if from.exists() {
            fs::copy(from, model.join(file)).unwrap();
        }
    }
    let probe = |more: &[&str]| {
        let mut command = command(&["probe", "model", "--manifest", "data/manifest.csv", "--image-size", "64"]);
        command.args(more).env("ROENTGEN_CACHE", dir.path().join("cache")).current_dir(dir.path());
        ok(command.output().unwrap())
    };
    let segment = ["--label", "heart_mask", "--task", "segment", "--lr", "1e-2", "--epochs", "30", "--by", "tube"];
    let first = probe(&[&segment[..], &["--out", "a", "--decoder", "multi-linear"]].concat());
    assert!(stderr(&first).contains("features of 40 images kept in"), "{}", stderr(&first));
    assert!(stdout(&first).contains("tube=1") || stdout(&first).contains("tube"), "{}", stdout(&first));
    let second = probe(&[&segment[..], &["--out", "b", "--decoder", "multi-linear"]].concat());
    assert!(!stderr(&second).contains("features of"), "a second probe computes none: {}", stderr(&second));
    for file in ["best.safetensors", "metrics.jsonl", "predictions.csv"] {
        let [a, b] = ["a", "b"].map(|run| fs::read(dir.path().join(run).join(file)).unwrap());
        assert!(a == b, "{file} differs");
    }
    // Other maps are other features; the same rows with another label are not.
    assert!(stderr(&probe(&["--label", "tube", "--out", "c", "--epochs", "2"])).contains("features of 40 images"));
    assert!(!stderr(&probe(&["--label", "pneumothorax", "--out", "d", "--epochs", "2"])).contains("features of"));

    let predict = ["predict", "a", "--manifest", "data/manifest.csv", "--out", "masks", "--quiet"];
    let predict = || command(&predict).current_dir(dir.path()).output().unwrap();
    ok(predict());
    assert!(dir.path().join("masks/masks/00039.png").exists());
    // The figures of a probe are those of the images through the whole network.
    let lines = |file: &str| -> Vec<String> {
        let text = fs::read_to_string(dir.path().join(file)).unwrap();
        text.lines().skip(1).map(|line| line.split(',').take(3).collect::<Vec<_>>().join(",")).collect()
    };
    let all = lines("masks/predictions.csv");
    assert!(lines("a/predictions.csv").iter().all(|line| all.contains(line)), "{all:?}");
    fs::remove_dir_all(dir.path().join("masks")).unwrap();
    let weights = model.join("model.safetensors");
    let mut bytes = fs::read(&weights).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&weights, bytes).unwrap();
    let refused = predict();
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("is not the weights that the probe was trained on"), "{}", stderr(&refused));
}

#[test]
fn the_batch_that_fits_is_found() {
    let dir = tempfile::tempdir().unwrap();
    data(dir.path(), 30);
    let options = ["--label", "pneumothorax", "--epochs", "1", "--batch", "auto", "--out", "run"];
    ok(finetune(dir.path(), &options).output().unwrap());
    let run: serde_json::Value = serde_json::from_slice(&fs::read(dir.path().join("run/run.json")).unwrap()).unwrap();
    assert_eq!(run["batch"], 4, "a step's own where it fits");
    assert!(!dir.path().join("run/begun.json").exists());
}

#[test]
fn what_cannot_be_trained_is_one_clear_line() {
    let dir = tempfile::tempdir().unwrap();
    let manifest = data(dir.path(), 30);
    let refused = |more: &[&str], words: &str| {
        let output = finetune(dir.path(), more).output().unwrap();
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(words) && text.trim_end().lines().last().unwrap().starts_with("roentgen: "), "{text}");
        assert!(!dir.path().join("out").exists());
    };
    let label = ["--label", "pneumothorax", "--out", "out"];
    let with = |more: &[&'static str]| [&label[..], more].concat();
    refused(&with(&["--decoder", "unet"]), "--decoder is for --task segment");
    refused(&with(&["--crop", "0"]), "--crop 0: give a number from 0.1 to 1");
    refused(&with(&["--loss", "jaccard"]), "wanted terms");
    refused(&with(&["--class-weights", "1"]), "two numbers");
    refused(&["--label", "nothing", "--out", "out"], "there is no column `nothing`");
    let segment = ["--label", "heart_mask", "--task", "segment", "--out", "out"];
    refused(&[&segment[..], &["--decoder", "fpn"]].concat(), "fpn is no decoder");
    fs::create_dir(dir.path().join("out.partial")).unwrap();
    refused(&with(&[]), "go on with --resume");
    fs::remove_dir(dir.path().join("out.partial")).unwrap();
    // A rate that no training survives; what was kept before stays.
    refused(&with(&["--lr", "10", "--clip", "0", "--optimiser", "sgd", "--epochs", "9"]), "is not finite");
    // Another recipe is another run.
    let mut child = finetune(dir.path(), &with(&["--epochs", "400", "--patience", "400", "--resume", "--lr", "1e-4"]));
    fs::remove_dir_all(dir.path().join("out.partial")).unwrap();
    let mut child = child.spawn().unwrap();
    let state = dir.path().join("out.partial/last/state.safetensors");
    while !state.exists() {
        std::thread::sleep(Duration::from_millis(20));
        assert!(child.try_wait().unwrap().is_none());
    }
    child.kill().unwrap();
    child.wait().unwrap();
    refused(&with(&["--epochs", "400", "--patience", "400", "--resume", "--lr", "2e-4"]), "other settings");
    fs::remove_dir_all(dir.path().join("out.partial")).unwrap();
    let text = fs::read_to_string(&manifest).unwrap().replace("train", "val");
    fs::write(&manifest, text).unwrap();
    refused(&label, "no row with split train");
}
