//! `profile` from end to end: the operations explain the whole.

mod common;

use common::{command, device, fixture, measurements, roentgen, stderr, stdout};
use roentgen_runtime::{DeviceKind, on_device};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A profile's document.
fn profile(arguments: &[&str]) -> Value {
    let output = roentgen(&[&["profile"], arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    measurements(&output)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// The claim. A scheduler that shares the processor with other programs treats short pieces and a long whole unlike, so it is
/// asked of an idle machine alone.
#[test]
#[ignore = "minutes on an idle machine; tools/idle runs it"]
fn operations_add_up_to_the_whole() {
    let mut wrong = Vec::new();
    // A GPU with one image waits for its host.
    let batch = if on_device!(&device(), device => device.info().kind == DeviceKind::Cpu) { "1" } else { "64" };
    for model in ["vit_small_patch16_224", "swin-tiny", "convnext-tiny"] {
        for mode in ["forward", "step"] {
            let value = profile(&[model, "--mode", mode, "--runs", "15", "--batch", batch]);
            let [sum, total] = ["sum", "total"].map(|name| value[name].as_f64().unwrap());
            let said = format!("{model} {mode}: sum {:.1} ms, total {:.1} ms", sum * 1e3, total * 1e3);
            println!("{said}");
            if (sum / total - 1.0).abs() >= 0.05 {
                wrong.push(said);
            }
        }
    }
    assert!(wrong.is_empty(), "more than 5 % between sum and total: {wrong:?}");
}

#[test]
fn pieces_are_launches_with_their_costs() {
    // A small one: twelve blocks become as many layers, and their FLOPs are those that inspect says.
    let value = profile(&["vit_small_patch16_224", "--image-size", "64", "--runs", "2", "--batch", "2"]);
    let pieces = value["spans"].as_array().unwrap();
    let of = |operation: &str| pieces.iter().filter(|p| p["operation"] == operation).collect::<Vec<_>>();
    // qkv, projection and two of the MLP in each of twelve blocks.
    assert_eq!((of("linear").len(), of("attention").len()), (4 * 12, 12));
    let tokens = 17.0;
    let flops: f64 = of("linear").iter().map(|p| p["flops"].as_f64().unwrap()).sum();
    assert_eq!(flops, 2.0 * 2.0 * tokens * 12.0 * 12.0 * 384.0 * 384.0);
    assert_eq!(of("attention")[0]["flops"].as_f64().unwrap(), 2.0 * 4.0 * 6.0 * tokens * tokens * 64.0);
    // A norm reads its rows and parameters and writes rows.
    assert_eq!(of("layer_norm")[0]["bytes"].as_f64().unwrap(), 4.0 * (2.0 * 2.0 * tokens * 384.0 + 2.0 * 384.0));
    let layers: Vec<&str> = pieces.iter().map(|p| p["layer"].as_str().unwrap()).collect();
    assert_eq!((layers[0], *layers.last().unwrap()), ("embedding", "after block 11"));
    assert_eq!(layers.iter().filter(|layer| **layer == "block 3").count(), 7);
    // Median, sum, total and rest are what they say.
    let number = |name: &str| value[name].as_f64().unwrap();
    assert!((number("total") - number("sum") - number("unexplained")).abs() < 1e-12);
    assert_eq!(numbers(&value["total_seconds"]).len(), 2);
}

#[test]
fn a_folder_of_pictures_and_a_comparison() {
    let dir = tempfile::tempdir().unwrap();
    let model = fixture("models/timm_swin").display().to_string();
    let run = |out: &str, more: &[&str]| {
        let mut command = command(&["profile", &model, "--mode", "step", "--runs", "6", "--batch", "2"]);
        command.args(more);
        if !out.is_empty() {
            command.arg("--out").arg(dir.path().join(out));
        }
        command.output().unwrap()
    };
    let output = run("a", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    for word in ["attention", "backward", "adamw", "update", "loss", "unexplained", "total"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let read = |name: &str| fs::read_to_string(dir.path().join("a").join(name)).unwrap();
    let document: Value = serde_json::from_str(&read("profile.json")).unwrap();
    let pieces = document["spans"].as_array().unwrap();
    // The trace has every piece, end to end, and ends where their sum does.
    let trace: Value = serde_json::from_str(&read("trace.json")).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let operations: Vec<&Value> = events.iter().filter(|e| e["ph"] == "X" && e["tid"] == 2).collect();
    assert_eq!(operations.len(), pieces.len());
    let last = operations.last().unwrap();
    let end = last["ts"].as_f64().unwrap() + last["dur"].as_f64().unwrap();
    assert!((end * 1e-6 / document["sum"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    let roofline = read("roofline.svg");
    assert!(roofline.ends_with("</svg>\n") && roofline.contains("class=\"roof\"") && !roofline.contains("NaN"));
    assert!(roofline.contains("attention backward"), "{roofline}");
    let flame = read("flame.html");
    assert!(flame.contains("<title>timm_swin, step, batch 2</title>") && flame.contains("block 1"));
    // Every row of the comparison has a verdict; of something else there is none.
    let before = dir.path().join("a/profile.json").display().to_string();
    let output = run("", &["--compare", &before, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = measurements(&output);
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().any(|row| row["operation"] == "total"));
    let known = ["faster", "slower", "same", "unclear"];
    assert!(rows.iter().all(|row| known.contains(&row["verdict"].as_str().unwrap())), "{rows:?}");
    // As CSV every row stands alone.
    let output = run("", &["--format", "csv"]);
    let text = stdout(&output);
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let headers: Vec<String> = rows.headers().unwrap().iter().map(str::to_string).collect();
    for wanted in [
        "model",
        "mode",
        "dtype",
        "accumulator",
        "tile",
        "seed",
        "device",
        "driver",
        "backend",
        "api",
        "version",
        "commit",
        "date",
        "command",
    ] {
        assert!(headers.iter().any(|header| header == wanted), "{wanted}: {headers:?}");
    }
    let at = headers.iter().position(|header| header == "commit").unwrap();
    assert!(rows.records().all(|row| !row.unwrap()[at].is_empty()), "{text}");
    let mut command = command(&["profile", &model, "--mode", "step", "--batch", "1", "--compare", &before]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("of the same alone"), "{}", stderr(&output));
    let wrong = dir.path().join("wrong.json");
    fs::write(&wrong, "{}").unwrap();
    let output = run("", &["--compare", Path::new(&wrong).to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("profile.json of `roentgen profile --out`"), "{}", stderr(&output));
}
