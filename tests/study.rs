//! `study` as a user runs it: checked, killed, gone on with, with cells that fail; and `prepare` before it.

mod common;

use common::{command, stderr, stdout};
use roentgen::synth;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime};

const CONVNEXT: &str = r#"{"model_type": "convnext", "num_channels": 3, "patch_size": 2, "num_stages": 4, "hidden_sizes": [8, 8, 16, 16],
    "depths": [1, 1, 1, 1], "image_size": 32, "hidden_act": "gelu", "layer_norm_eps": 1e-6, "layer_scale_init_value": 1e-6}"#;

/// A study of one encoder, both tasks, both regimes, two folds, on drawn images; `more` stands at its end.
fn study(folder: &Path, more: &str) {
    fs::write(folder.join("tiny.json"), CONVNEXT).unwrap();
    let options = synth::Options { count: 60, size: 48, ..synth::Options::default() };
    synth::write(&options, &folder.join("data")).unwrap();
    let text = format!(
        r#"by = ["tube"]
folds = [0, 3]
[[encoder]]
name = "tiny"
model = "tiny.json"
initial = true
[[task]]
finding = "pneumothorax"
task = "classify"
manifest = "data/manifest.csv"
label = "pneumothorax"
[[task]]
finding = "heart"
task = "segment"
manifest = "data/manifest.csv"
label = "heart_mask"
[[set]]
image_size = 32
epochs = 2
lr = 3e-3
batch_size = 8
[[set]]
regime = "finetune"
encoder_lr = 1e-3
{more}"#
    );
    fs::write(folder.join("study.toml"), text).unwrap();
}

fn run(folder: &Path, out: &str) -> Command {
    let mut command = command(&["study", "study.toml", "--quiet", "--out", out]);
    command.current_dir(folder);
    command
}

fn ended(output: Output, code: i32) -> Output {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
    output
}

/// Every file of this name below a folder, by its path from there.
fn files(folder: &Path, name: &str) -> BTreeMap<PathBuf, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.to_string_lossy().ends_with(".partial") {
            let own = PathBuf::from(path.file_name().unwrap());
            found.extend(files(&path, name).into_iter().map(|(below, path)| (own.join(below), path)));
        } else if path.file_name().is_some_and(|file| file == name) {
            found.insert(PathBuf::from(name), path);
        }
    }
    found
}

fn changed(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn a_study_that_is_killed_ends_with_the_same_figures_and_recomputes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    study(dir.path(), "");
    ended(run(dir.path(), "whole").output().unwrap(), 0);
    let wanted = files(&dir.path().join("whole/runs"), "predictions.csv");
    assert_eq!(wanted.keys().filter(|path| !path.to_string_lossy().contains("examples")).count(), 8);
    assert_eq!(
        files(&dir.path().join("whole/runs"), "00002.png").len(),
        4,
        "a mask and an overlay of the worst in two runs"
    );

    let runs = dir.path().join("killed/runs");
    let mut seen: BTreeMap<PathBuf, SystemTime> = BTreeMap::new();
    let (mut kills, mut wait) = (0, 400);
    loop {
        let mut child = run(dir.path(), "killed").spawn().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_millis(wait) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(10));
        }
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        wait = wait * 5 / 4 + 37;
        for (run, path) in files(&runs, "run.json") {
            let time = changed(&path);
            assert_eq!(*seen.entry(run.clone()).or_insert(time), time, "{} was computed again", run.display());
        }
    }
    println!("killed {kills} times");
    assert!(kills > 2 && !seen.is_empty(), "{kills} kills, {} cells finished before the last", seen.len());
    for (run, time) in seen {
        assert_eq!(changed(&runs.join(&run)), time, "{} was computed again", run.display());
    }
    let found = files(&runs, "predictions.csv");
    assert!(found.keys().eq(wanted.keys()));
    for (run, path) in found {
        let same = fs::read(path).unwrap() == fs::read(&wanted[&run]).unwrap();
        // Examples name images by their absolute paths, which are the same here.
        assert!(same, "{} differs", run.display());
    }
    assert!(!files(&runs, "run.json").keys().any(|path| path.to_string_lossy().contains(".failed")));
    for table in ["classification_figures.csv", "segmentation_figures.csv", "segmentation_confounder.csv"] {
        let read = |out: &str| fs::read_to_string(dir.path().join(out).join("report-tables").join(table)).unwrap();
        assert_eq!(read("whole"), read("killed"));
    }
    let figures = fs::read_to_string(dir.path().join("whole/report-tables/segmentation_figures.csv")).unwrap();
    assert!(figures.contains("original") && figures.contains("model") && figures.contains("hausdorff_95"), "{figures}");

    // Other settings are another study, and so is another model under the same name.
    let refused = |words: &str| {
        let output = ended(run(dir.path(), "whole").output().unwrap(), 2);
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    };
    let text = fs::read_to_string(dir.path().join("study.toml")).unwrap();
    fs::write(dir.path().join("study.toml"), text.replace("epochs = 2", "epochs = 1")).unwrap();
    refused("was made with other settings");
    // A dry run leaves half a cell where it is, even one that the study itself would remove.
    let half = dir.path().join("half/runs/tiny/heart/segment/finetune/fold_0.partial");
    fs::create_dir_all(&half).unwrap();
    fs::copy(dir.path().join("whole/study.json"), dir.path().join("half/study.json")).unwrap();
    ended(run(dir.path(), "half").arg("--dry-run").output().unwrap(), 0);
    assert!(half.exists());
    fs::write(dir.path().join("study.toml"), &text).unwrap();
    fs::write(dir.path().join("tiny.json"), CONVNEXT.replace("[1, 1, 1, 1]", "[1, 1, 2, 1]")).unwrap();
    refused("was made with other settings");
    fs::write(dir.path().join("tiny.json"), CONVNEXT).unwrap();
    // A task that was left out for a while is finished still; a folder that nobody knows is nobody's.
    let (first, rest) = text.split_once("[[task]]").unwrap();
    let without = format!("{first}[[task]]{}", rest.split_once("[[task]]").unwrap().1);
    fs::write(dir.path().join("study.toml"), without).unwrap();
    ended(run(dir.path(), "whole").output().unwrap(), 0);
    // Nor is it reported meanwhile.
    let report = fs::read(dir.path().join("whole/report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    assert!(report["classification_figures"].is_null() && report["segmentation_figures"].is_array());
    fs::write(dir.path().join("study.toml"), &text).unwrap();
    let before = changed(&dir.path().join("whole/runs/tiny/pneumothorax/classify/probe/fold_0/run.json"));
    ended(run(dir.path(), "whole").output().unwrap(), 0);
    assert_eq!(changed(&dir.path().join("whole/runs/tiny/pneumothorax/classify/probe/fold_0/run.json")), before);
    fs::write(dir.path().join("whole/study.json"), r#"{"title": "", "by": [], "configuration": "", "cells": []}"#)
        .unwrap();
    refused("is none of this study's");
}

#[test]
fn a_cell_that_fails_is_a_row_with_its_reason_and_the_rest_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let more = "folds_are = 1\n";
    study(dir.path(), more);
    let output = ended(run(dir.path(), "out").output().unwrap(), 2);
    assert!(stderr(&output).contains("folds-are is no option"), "{}", stderr(&output));
    let text = fs::read_to_string(dir.path().join("study.toml")).unwrap().replace(more, "");
    // The one that runs out of memory comes first: what comes behind it runs as if nothing had been.
    let huge = "[[encoder]]\nname = \"huge\"\nmodel = \"tiny.json\"\ninitial = true\n[[encoder]]";
    let text = text.replace("folds = [0, 3]", "folds = [0]\nregimes = [\"finetune\"]").replacen("[[encoder]]", huge, 1)
        + r#"
[[task]]
finding = "spoilt"
task = "classify"
manifest = "data/spoilt.csv"
label = "pneumothorax"
[[set]]
encoder = "huge"
image_size = 16384
"#;
    fs::write(dir.path().join("study.toml"), text).unwrap();
    let manifest = fs::read_to_string(dir.path().join("data/manifest.csv")).unwrap();
    fs::write(dir.path().join("data/spoilt.csv"), manifest.replace("images/0007.png", "images/spoilt.png")).unwrap();
    fs::write(dir.path().join("data/images/spoilt.png"), b"\x89PNG\r\n\x1a\nno more").unwrap();
    let output = ended(run(dir.path(), "out").output().unwrap(), 1);
    assert!(stderr(&output).contains("4 of 6 cells failed"), "{}", stderr(&output));
    let index: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("out/study.json")).unwrap()).unwrap();
    let reason = |id: &str| {
        let cells = index["cells"].as_array().unwrap();
        let cell = cells.iter().find(|cell| cell["id"] == id).unwrap();
        (cell["state"].as_str().unwrap(), cell["reason"].as_str().unwrap_or("").to_string())
    };
    assert_eq!(reason("tiny/pneumothorax/classify/finetune/fold_0").0, "finished");
    let (state, why) = reason("tiny/spoilt/classify/finetune/fold_0");
    assert!(state == "failed" && why.contains("spoilt.png"), "{why}");
    let (state, why) = reason("huge/heart/segment/finetune/fold_0");
    assert!(state == "failed" && (why.contains("out of memory") || why.contains("not one image")), "{why}");
    let page = fs::read_to_string(dir.path().join("out/report.html")).unwrap();
    assert!(page.contains("spoilt.png") && page.contains("4 of them failed"));
    // Mended, it is tried again, and only it.
    fs::copy(dir.path().join("data/images/0007.png"), dir.path().join("data/images/spoilt.png")).unwrap();
    let before = changed(&dir.path().join("out/runs/tiny/heart/segment/finetune/fold_0/run.json"));
    let output = ended(run(dir.path(), "out").output().unwrap(), 1);
    assert!(stderr(&output).contains("3 of 6 cells failed"), "{}", stderr(&output));
    assert_eq!(changed(&dir.path().join("out/runs/tiny/heart/segment/finetune/fold_0/run.json")), before);
    assert!(!dir.path().join("out/runs/tiny/spoilt/classify/finetune/fold_0.failed").exists());
}

#[test]
fn everything_is_checked_before_anything_runs() {
    let dir = tempfile::tempdir().unwrap();
    study(dir.path(), "");
    let output = ended(run(dir.path(), "out").args(["--dry-run", "--format", "json"]).output().unwrap(), 0);
    let cells: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(cells.as_array().unwrap().len(), 8);
    assert!(cells[7]["seconds_an_epoch"].as_f64().unwrap() > 0.0 && cells[7]["mib"].as_u64().is_some(), "{cells}");
    // No cell has finished, so the rate is a guess.
    assert!(stderr(&output).contains("8 cells; about"), "{}", stderr(&output));
    assert!(!dir.path().join("out").exists());
    let good = fs::read_to_string(dir.path().join("study.toml")).unwrap();
    let refused = |from: &str, to: &str, words: &str| {
        assert!(good.contains(from));
        fs::write(dir.path().join("study.toml"), good.replace(from, to)).unwrap();
        let output = ended(run(dir.path(), "out").output().unwrap(), 2);
        let text = stderr(&output);
        assert!(text.contains(words) && text.trim_end().lines().count() == 1, "{text}");
        assert!(!dir.path().join("out").exists());
    };
    refused("initial = true", "inital = true", "study.toml: line 6: unknown field");
    refused("epochs = 2", "epochs = \"two\"", "line 19: invalid value 'two' for '--epochs");
    refused("tiny.json", "huge.json", "huge.json");
    refused("label = \"heart_mask\"", "label = \"heart\"", "there is no column `heart`");
    refused("by = [\"tube\"]", "by = [\"sex\"]", "there is no column `sex`");
    refused("folds = [0, 3]", "folds = [7]", "there is no column `fold_7`");
    refused("image_size = 32", "image_size = 1", "tiny/");
    refused("initial = true", "initial = true\ntasks = []", "encoder tiny has no cell");
    refused("by = [\"tube\"]", "by = [\"tube\", \"tube\"]", "by names tube twice");
    refused("by = [", "regimes = [\"probe\", \"probe\"]\nby = [", "regimes names one twice");
    refused("encoder_lr = 1e-3", "encoder_lr = 1e-3\n[[set]]\ntask = \"segment\"\ndecoder = \"unett\"", "unett");
    refused("by = [\"tube\"]", "by = [\"tube\", \"ptx_volume:1\"]", "give 2 to 100 quantiles");
    refused("by = [\"tube\"]", "by = [\"ptx_quartile:4\"]", "which is no number");
    refused("lr = 3e-3", "lr = -1", "study.toml: cell tiny/pneumothorax/classify/probe/fold_0: --lr -1");
    refused("lr = 3e-3", "loss = \"nix\"", "study.toml: cell tiny/");
    refused(
        "encoder_lr = 1e-3",
        "encoder_lr = 1e-3\n[[set]]\ntask = \"segment\"\nstride = 7",
        "--stride 7: the encoder has maps at 2, 4",
    );
    fs::write(dir.path().join("study.toml"), &good).unwrap();
    let output = ended(run(dir.path(), "out").args(["--device", "wgpu:0,wgpu:0"]).output().unwrap(), 2);
    assert!(stderr(&output).contains("--device wgpu:0: named twice"), "{}", stderr(&output));
    fs::remove_file(dir.path().join("data/masks/0003-heart.png")).unwrap();
    refused("lr = 3e-3", "lr = 2e-3", "0003-heart.png is not there");
}

/// The folder of a study that the repository ships.
fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

#[test]
fn the_shipped_study_has_a_cell_for_every_published_figure() {
    let config = roentgen::study::Config::read(&shipped("siim-acr").join("study.toml")).unwrap();
    let cells = roentgen::study::cells(&config).unwrap();
    let ours: BTreeSet<String> = cells
        .iter()
        .map(|cell| format!("{},{},{},{}", cell.finding, cell.task.name(), cell.model, cell.regime.name()))
        .collect();
    let published = include_str!("../driver/report/published.csv");
    let theirs: BTreeSet<String> = published
        .lines()
        .filter(|line| line.starts_with("pneumothorax,"))
        .map(|line| line.split(',').take(4).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(ours, theirs);
    assert_eq!(cells.len(), 5 * theirs.len(), "five folds");
    let option = |model: &str, task: &str, regime: &str, name: &str| {
        let same = |cell: &&roentgen::study::Cell| {
            cell.model == model && cell.task.name() == task && cell.regime.name() == regime
        };
        cells.iter().find(same).unwrap().option(name).map(String::from)
    };
    assert_eq!(option("segformer-b4", "segment", "finetune", "encoder-lr").as_deref(), Some("0.00001"));
    assert_eq!(option("segformer-b4", "classify", "finetune", "encoder-lr").as_deref(), Some("0.000001"));
    assert_eq!(option("ark-plus-stride-16", "segment", "probe", "stride").as_deref(), Some("16"));
    assert_eq!(option("rad-dino", "segment", "finetune", "encoder-lr"), None, "the command's own");
}

/// The synthetic study, reduced: fewer and smaller images, one fold, one epoch of training, one finding.
#[test]
fn the_synthetic_study_runs_in_small() {
    let dir = tempfile::tempdir().unwrap();
    for file in fs::read_dir(shipped("synthetic")).unwrap().flatten() {
        fs::copy(file.path(), dir.path().join(file.file_name())).unwrap();
    }
    let options = synth::Options { count: 40, size: 48, ..synth::Options::default() };
    synth::write(&options, &dir.path().join("data")).unwrap();
    let text = fs::read_to_string(dir.path().join("study.toml")).unwrap();
    let text = text.replace("folds = [0, 1, 2]", "folds = [0]");
    // The last set wins.
    fs::write(dir.path().join("study.toml"), text + "\n[[set]]\nepochs = 1\n").unwrap();
    ended(run(dir.path(), "result").output().unwrap(), 0);
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.path().join("result/report.json")).unwrap()).unwrap();
    let rows = |name: &str| json[name].as_array().unwrap_or_else(|| panic!("no {name}")).clone();
    assert_eq!((rows("runs").len(), rows("encoders").len(), rows("examples").len()), (32, 4, 48));
    // Each system with and without the tube; of segmentations at two resolutions.
    assert_eq!((rows("classification_confounder").len(), rows("segmentation_confounder").len()), (16, 32));
    assert!(rows("encoders").iter().all(|row| row["images_s"].as_f64().unwrap() > 0.0));
    assert!(fs::metadata(dir.path().join("result/report.html")).unwrap().len() < 5_000_000);
}
