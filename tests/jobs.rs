//! The jobs from end to end: embedding in any batch, resuming, the demo.

mod common;

use common::{command, fixture, relative, stderr, stdout};
use roentgen::commands::verify::transposed;
use roentgen::embeddings::Writer;
use roentgen::synth;
use roentgen_models::weights::Weights;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

fn embed(manifest: &Path, out: &Path, more: &[&str]) {
    let mut command = command(&["embed"]);
    command.arg(fixture("models/hf_dinov2_odd")).args(["--quiet", "--image-size", "56x42", "--manifest"]).arg(manifest);
    let output = command.arg("--out").arg(out).args(more).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn the_batch_does_not_matter_and_a_second_run_has_the_same_bits() {
    let dir = tempfile::tempdir().unwrap();
    let options = synth::Options { count: 10, size: 64, ..synth::Options::default() };
    let manifest = synth::write(&options, &dir.path().join("data")).unwrap();
    let out = |name: &str| dir.path().join(name);
    let read = |name: &str, key: &str| Weights::open(&out(name)).unwrap().f32_any(key).unwrap();
    embed(&manifest, &out("a"), &["--batch", "1", "--tokens", "--features", "7"]);
    let (shape, first) = read("a", "embedding");
    assert_eq!(shape, [10, 48]);
    assert_eq!(read("a", "tokens").0, [10, 49, 48]);
    assert_eq!(read("a", "features_7").0, [10, 8, 6, 48]);
    // The map is the tokens without the class token, and the embedding is the class token.
    let (tokens, map) = (read("a", "tokens").1, read("a", "features_7").1);
    assert_eq!(tokens[48..49 * 48], map[..48 * 48]);
    assert_eq!(tokens[..48], first[..48]);
    for batch in ["3", "16"] {
        embed(&manifest, &out("b"), &["--batch", batch]);
        assert!(relative(&read("b", "embedding").1, &first) <= 1e-5);
    }
    embed(&manifest, &out("c"), &["--batch", "16"]);
    assert_eq!(read("b", "embedding").1, read("c", "embedding").1);
    assert!(!out("c.partial").exists());
}

#[test]
fn a_killed_run_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("e.safetensors");
    let tensors = [("embedding".to_string(), vec![2]), ("tokens".to_string(), vec![1, 2])];
    let open = |note: &str| Writer::open(&out, note, &tensors).unwrap();
    let mut writer = open("one");
    writer.append(&[vec![1.0, 2.0, 3.0, 4.0], vec![5.0, 6.0, 7.0, 8.0]]).unwrap();
    // Killed between two tensors of a row: the row does not count.
    fs::OpenOptions::new().append(true).open(dir.path().join("e.safetensors.partial/embedding")).unwrap();
    writer.append(&[vec![9.0, 9.0], vec![]]).unwrap();
    drop(writer);
    let mut writer = open("one");
    assert_eq!(writer.rows(), 2);
    writer.append(&[vec![10.0, 11.0], vec![12.0, 13.0]]).unwrap();
    writer.finish(HashMap::new()).unwrap();
    let file = Weights::open(&out).unwrap();
    assert_eq!(file.f32("embedding", &[3, 2]).unwrap(), [1.0, 2.0, 3.0, 4.0, 10.0, 11.0]);
    assert_eq!(file.f32("tokens", &[3, 1, 2]).unwrap(), [5.0, 6.0, 7.0, 8.0, 12.0, 13.0]);
    drop(open("one").append(&[vec![1.0, 2.0], vec![1.0, 2.0]]));
    assert_eq!(open("another").rows(), 0, "other settings begin anew");
}

#[test]
fn given_pixels_embed_as_pytorch_does() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("e.safetensors");
    let folder = fixture("models/hf_dinov2_reg");
    let reference = folder.join("reference.safetensors");
    let mut command = command(&["embed", "--quiet", "--tokens"]);
    let output = command.arg(&folder).arg("--pixels").arg(&reference).arg("--out").arg(&out).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let (got, want) = (Weights::open(&out).unwrap(), Weights::open(&reference).unwrap());
    for (ours, theirs) in [("embedding", "pooled"), ("tokens", "out")] {
        assert!(relative(&got.f32_any(ours).unwrap().1, &want.f32_any(theirs).unwrap().1) <= 1e-5);
    }
}

/// A hierarchical encoder: its map at each stride, and the last hidden state with the axes that PyTorch returns.
#[test]
fn maps_of_every_stride_are_written() {
    let dir = tempfile::tempdir().unwrap();
    let folder = fixture("models/timm_convnext");
    let reference = folder.join("reference.safetensors");
    let want = Weights::open(&reference).unwrap();
    let embed = |stride: &str| {
        let out = dir.path().join(format!("{stride}.safetensors"));
        let mut command = command(&["embed", "--quiet", "--tokens", "--features", stride]);
        let output = command.arg(&folder).arg("--pixels").arg(&reference).arg("--out").arg(&out).output().unwrap();
        (output, out)
    };
    for (stage, stride) in ["4", "8", "16", "32"].into_iter().enumerate() {
        let (output, out) = embed(stride);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let got = Weights::open(&out).unwrap();
        let (last, planes) = want.f32_any("out").unwrap();
        assert!(relative(&got.f32("tokens", &last).unwrap(), &planes) <= 1e-5);
        let (shape, planes) = want.f32_any(&format!("stage_{stage}")).unwrap();
        let map = got.f32(&format!("features_{stride}"), &[shape[0], shape[2], shape[3], shape[1]]).unwrap();
        let rows = transposed(&planes, shape[1], shape[2] * shape[3]);
        assert!(relative(&map, &rows) <= 1e-5, "stride {stride}");
    }
    let (output, _) = embed("14");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("at stride 4, 8, 16, 32 only"), "{}", stderr(&output));
}

#[test]
fn the_demo_runs_and_repeats() {
    let dir = tempfile::tempdir().unwrap();
    let run = |name: &str| {
        let out = dir.path().join(name);
        let output = command(&["demo", "--count", "30", "--quiet", "--out"]).arg(&out).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = stderr(&output);
        assert!(text.contains("synthetic") && text.contains("$ roentgen finetune") && stdout(&output).contains("Dice"));
        for file in [
            "demo.svg",
            "data/manifest.csv",
            "model/model.safetensors",
            "heart/best.safetensors",
            "masks/overlays/00029.png",
            "probe/run.json",
            "probe/metrics.jsonl",
            "probe/best.safetensors",
        ] {
            assert!(fs::metadata(out.join(file)).is_ok_and(|m| m.len() > 0), "{file}");
        }
        let svg = fs::read_to_string(out.join("demo.svg")).unwrap();
        assert!(svg.contains("Hearts found") && !svg.contains("NaN"));
        ["probe", "heart"].map(|run| fs::read(out.join(run).join("predictions.csv")).unwrap())
    };
    assert_eq!(run("a"), run("b"), "the same seed gives the same bits");
    let predictions = dir.path().join("a/probe/predictions.csv");
    let output = command(&["evaluate", "--by", "tube", "--format", "json"]).arg(predictions).output().unwrap();
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(rows.as_array().unwrap().len() >= 2);
}
