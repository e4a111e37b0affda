//! `bench`, `kernels perf` and `compare` from end to end.

mod common;

use common::{command, fixture, measurements, roentgen, stderr, stdout};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Output;

fn bench(models: &[&str], more: &[&str]) -> Output {
    let models: Vec<String> = models.iter().map(|m| fixture("models").join(m).display().to_string()).collect();
    let mut command = command(&["bench"]);
    command.arg(models.join(",")).args(["--time-limit", "0.5"]).args(more);
    command.output().unwrap()
}

#[test]
fn a_sweep_is_measured_and_its_file_keeps_the_schema() {
    let more = ["--batch", "4,1", "--mode", "forward,embed", "--image-size", "56x112", "--format", "json"];
    let output = bench(&["hf_dinov2", "timm_vit"], &more);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let value = measurements(&output);
    let rows = value["rows"].as_array().unwrap();
    let keys: Vec<&str> = rows.iter().map(|row| row["key"].as_str().unwrap()).collect();
    assert_eq!(keys[0], "hf_dinov2/forward/56x112/f32/batch 1");
    assert_eq!(keys[3], "hf_dinov2/embed/56x112/f32/batch 4");
    assert_eq!(keys.len(), 8);
    for row in rows {
        let number = |name: &str| row[name].as_f64().unwrap();
        let seconds: Vec<f64> = row["seconds"].as_array().unwrap().iter().map(|s| s.as_f64().unwrap()).collect();
        let rate = number("batch") / number("median");
        assert!((number("images_per_second") / rate - 1.0).abs() < 1e-9);
        assert!(number("p10") <= number("median") && number("median") <= number("p90"));
        if row["mode"] == "forward" {
            let submitted = row["submit_seconds"].as_array().unwrap();
            assert_eq!(submitted.len(), seconds.len());
            assert!(submitted.iter().zip(&seconds).all(|(submit, host)| submit.as_f64().unwrap() <= *host));
        }
    }
    // Decoding files and reading back cost time.
    assert!(rows[2]["median"].as_f64() > rows[0]["median"].as_f64());
}

#[test]
fn training_and_cold_caches_are_measured() {
    for (model, size) in [("hf_dinov2", "56"), ("hf_segformer", "64")] {
        let more = ["--batch", "2", "--image-size", size, "--mode", "forward,backward,step", "--cache", "warm,cold"];
        let more = [&more[..], &["--format", "json"]].concat();
        let output = bench(&[model], &more);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let value = measurements(&output);
        let rows = value["rows"].as_array().unwrap();
        let row = |mode: &str, cache: &str| {
            rows.iter()
                .find(|row| row["mode"] == mode && row["cache"] == cache)
                .unwrap_or_else(|| panic!("{mode} {cache}"))
        };
        assert_eq!(rows.len(), 6);
        assert!(row("step", "cold")["key"].as_str().unwrap().ends_with("/batch 2/cold"));
        let number = |mode: &str, name: &str| row(mode, "warm")[name].as_f64().unwrap();
        assert_eq!(number("step", "flops"), 3.0 * number("forward", "flops"));
        assert_eq!(number("backward", "flops"), 2.0 * number("forward", "flops"));
        assert!(number("step", "first") >= number("step", "compile"));
    }
}

#[test]
fn ceilings_are_kept_with_the_devices_identity() {
    let cache = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| command(arguments).env("ROENTGEN_CACHE", cache.path()).output().unwrap();
    let output = run(&["devices", "--ceilings", "--device", "wgpu:0", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = measurements(&output);
    let rows = rows.as_array().unwrap();
    for ceiling in [
        "vector units, f32",
        "memory, read",
        "memory, write",
        "memory, copy",
        "launch, host",
        "launch, one",
        "copy, host",
    ] {
        let row = rows.iter().find(|row| row["ceiling"].as_str().unwrap().starts_with(ceiling));
        assert!(row.unwrap_or_else(|| panic!("{ceiling}"))["value"].as_f64().unwrap() > 0.0);
    }
    let files: Vec<_> = fs::read_dir(cache.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    let mut kept: Value = serde_json::from_str(&fs::read_to_string(&files[0]).unwrap()).unwrap();
    assert_eq!((&kept["name"], &kept["driver"]), (&rows[0]["name"], &rows[0]["driver"]));
    // What is kept is what is used; what is of another driver, or no file of ceilings, is measured again, and that is said.
    let perf = ["kernels", "perf", "--case", "cast/97,to-f16,f32", "--device", "wgpu:0", "--format", "json"];
    kept["ceilings"]["copy"] = json!(1e15);
    fs::write(&files[0], kept.to_string()).unwrap();
    let bandwidth = |output: &Output| measurements(output)["ceilings"]["copy"].as_f64().unwrap();
    assert_eq!(bandwidth(&run(&perf)), 1e15);
    kept["driver"] = json!("another");
    for wrong in [kept.to_string(), "{".to_string()] {
        fs::write(&files[0], wrong).unwrap();
        let output = run(&perf);
        assert!(bandwidth(&output) < 1e14 && stderr(&output).contains("measured again"), "{}", stderr(&output));
    }
}

#[test]
fn what_cannot_be_measured_says_why_and_the_rest_is_measured() {
    let output = bench(&["hf_dinov2"], &["--batch", "1,65536", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let value = measurements(&output);
    assert_eq!(value["rows"].as_array().unwrap().len(), 1);
    let refused = &value["refused"][0];
    assert_eq!(refused["key"], "hf_dinov2/forward/56x56/f32/batch 65536");
    assert!(refused["reason"].as_str().unwrap().contains("a batch of"), "{refused}");
    let output = bench(&["hf_dinov2"], &["--batch", "65536"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("nothing was measured"));
}

#[test]
fn a_sweep_is_listed_without_a_device_and_without_weights() {
    let output = roentgen(&["bench", "vit_small_patch16_224,swin-tiny", "--batch", "1,8", "--list", "--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    // timm's tables say 4.6 GMACs for ViT-S/16.
    assert!(text.contains("vit_small_patch16_224/forward/224x224/f32/batch 8,73.57"), "{text}");
    assert_eq!(text.lines().count(), 5);
    for (arguments, word) in [
        (["bench", "vit_small_patch16_224", "--batch", "1,1", "--list"], "twice"),
        (["bench", "no-such-model", "--batch", "1", "--list"], "is no model"),
        (["bench", "vit_small_patch16_224", "--time-limit", "0", "--list"], "0.01 to 86400"),
        (["bench", "vit_small_patch16_224", "--image-size", "0", "--list"], "1 to 16384"),
    ] {
        let output = roentgen(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(word), "{}", stderr(&output));
    }
}

#[test]
fn a_csv_row_stands_alone() {
    let output = bench(&["hf_dinov2"], &["--format", "csv"]);
    let text = stdout(&output);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    for name in
        ["version", "commit", "device", "driver", "backend", "dtype", "accumulator", "tile", "seed", "date", "command"]
    {
        let at = headers.iter().position(|header| header == name).unwrap_or_else(|| panic!("{name}: {headers:?}"));
        assert!(!row[at].is_empty(), "{name}");
    }
}

#[test]
fn kernels_perf_keeps_the_schema_and_is_compared() {
    let output = roentgen(&[
        "kernels",
        "perf",
        "--op",
        "^(cast|pool)$",
        "--max-cost",
        "20000",
        "--samples",
        "7",
        "--format",
        "json",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let value = measurements(&output);
    let row = &value["rows"][0];
    assert_eq!(row["seconds"].as_array().unwrap().len(), 7);
    assert!(row["low"].is_number());
    // A cast to the type that there is launches nothing; it is no failure, and no row.
    let refused = value["refused"].as_array().unwrap();
    let of = |key: &str| refused.iter().find(|refused| refused["key"] == key);
    let reason = &of("cast/97,to-f32,f32/forward").unwrap()["reason"];
    assert!(reason.as_str().unwrap().contains("launches nothing"), "{reason}");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("a.json");
    fs::write(&file, &output.stdout).unwrap();
    // Against itself nothing is slower, whatever the noise.
    let output = command(&["compare"]).arg(&file).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// A file of measurements with these rows: key and samples.
fn file(dir: &Path, name: &str, device: &str, rows: &[(&str, &[f64])]) -> std::path::PathBuf {
    let rows: Vec<Value> = rows
        .iter()
        .map(|(key, seconds)| json!({"key": key, "dtype": "f32", "clock": "host", "seconds": seconds}))
        .collect();
    let device = json!({"name": device, "driver": "1", "api": "Vulkan"});
    let value = json!({"format": "roentgen measurements 1", "commit": name, "date": "2026-11-25T12:00:00Z", "device": device, "rows": rows});
    let path = dir.join(name);
    fs::write(&path, value.to_string()).unwrap();
    path
}

fn compare(before: &Path, after: &Path, more: &[&str]) -> Output {
    command(&["compare"]).arg(before).arg(after).args(more).output().unwrap()
}

/// Seven samples within a thousandth of `seconds`.
fn around(seconds: f64) -> Vec<f64> {
    (0..7).map(|i| seconds * (1.0 + 1e-4 * f64::from(i))).collect()
}

#[test]
fn verdicts_exit_codes_and_the_history() {
    let dir = tempfile::tempdir().unwrap();
    let (one, more, less) = (around(1.0), around(1.1), around(0.9));
    let a =
        file(dir.path(), "a", "gpu", &[("same", &one), ("slow", &one), ("fast", &one), ("gone", &one), ("few", &one)]);
    let b = file(
        dir.path(),
        "b",
        "gpu",
        &[("same", &one), ("slow", &more), ("fast", &less), ("new", &one), ("few", &[2.0])],
    );
    let history = dir.path().join("history.jsonl");
    let append = ["--append", history.to_str().unwrap()];
    let output = compare(&a, &b, &[&append[..], &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("1 of 6 rows became slower by 3 % or more"), "{}", stderr(&output));
    let rows = measurements(&output);
    let rows = rows.as_array().unwrap();
    for row in rows {
        let key = row["key"].as_str().unwrap();
        let wanted = match key {
            "slow" => "slower",
            "fast" => "faster",
            "few" => "unclear",
            other => other,
        };
        assert_eq!(row["verdict"], wanted, "{row}");
    }
    assert_eq!(rows.len(), 6);
    // A tenth does not matter where more than that is let pass; the first run stays in the history.
    let output = compare(&b, &a, &[&append[..], &["--effect", "20"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = fs::read_to_string(&history).unwrap();
    let commits: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["commit"].clone()).collect();
    assert_eq!(commits, ["b", "a"]);
    let picture = fs::read_to_string(dir.path().join("history.svg")).unwrap();
    // Four rows of the last run were in the first one as well, one was not.
    assert_eq!(picture.matches("class=\"bar\"").count(), 9, "{picture}");
    assert!(picture.contains("1000.300 ms") && picture.ends_with("</svg>\n"), "{picture}");
}

#[test]
fn another_device_is_said_and_wrong_files_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let one = around(1.0);
    let a = file(dir.path(), "a", "gpu", &[("x", &one)]);
    let b = file(dir.path(), "b", "other gpu", &[("x", &one)]);
    let output = compare(&a, &b, &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("other device or driver: gpu (1, Vulkan), then other gpu"), "{}", stderr(&output));
    let missing = dir.path().join("missing");
    let twice = file(dir.path(), "twice", "gpu", &[("x", &one), ("x", &one)]);
    let negative = file(dir.path(), "negative", "gpu", &[("x", &[-1.0])]);
    let (text, history) = (dir.path().join("text"), dir.path().join("history"));
    fs::write(&text, "[]").unwrap();
    fs::write(&history, "{}\n").unwrap();
    for (path, word) in [
        (&missing, "cannot be read"),
        (&twice, "twice"),
        (&negative, "positive"),
        (&text, "kernels perf"),
        (&dir.path().into(), "criterion"),
    ] {
        let output = compare(path, &a, &[]);
        assert_eq!(output.status.code(), Some(2), "{path:?}");
        assert!(stderr(&output).contains(word) && output.stdout.is_empty(), "{}", stderr(&output));
    }
    // A file that is no history is left as it is.
    let output = compare(&a, &a, &["--append", history.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 1"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&history).unwrap(), "{}\n");
}

#[test]
fn what_criterion_leaves_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let result = |root: &str, nanoseconds: f64| {
        for (which, time) in [("new", nanoseconds), ("base", 1.0)] {
            let folder = dir.path().join(root).join("matmul/512").join(which);
            fs::create_dir_all(&folder).unwrap();
            let iterations: Vec<f64> = (1..=8).map(f64::from).collect();
            let times: Vec<f64> = iterations.iter().map(|n| n * time).collect();
            fs::write(
                folder.join("benchmark.json"),
                json!({"full_id": "matmul/512", "group_id": "matmul"}).to_string(),
            )
            .unwrap();
            let sample = json!({"sampling_mode": "Linear", "iters": iterations, "times": times});
            fs::write(folder.join("sample.json"), sample.to_string()).unwrap();
        }
        dir.path().join(root)
    };
    let (before, after) = (result("a", 2e6), result("b", 2.2e6));
    let output = compare(&before, &after, &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.lines().nth(1).unwrap().starts_with("matmul/512,2") && text.contains("slower"), "{text}");
    assert_eq!(compare(&before, &before, &[]).status.code(), Some(0));
}
