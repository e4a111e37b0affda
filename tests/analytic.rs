//! The analytic model: held to what PyTorch already reaches, to hand-computed figures, and to itself.

mod common;

use common::{command, roentgen, stderr, stdout};
use roentgen::analytic::{self, Bound, Estimate, GAP};
use roentgen::cards::{CARDS, Card};
use roentgen::output::{Cell, Format, Table};
use roentgen_kernels::attention::Sizes;
use roentgen_models::config::EncoderConfig;
use roentgen_models::operations::{Operation, flops};
use roentgen_runtime::DType;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// A row of timm's result tables.
struct Published {
    card: &'static Card,
    model: String,
    config: EncoderConfig,
    image: [usize; 2],
    batch: usize,
    images_per_second: f64,
    gmacs: f64,
}

fn published() -> Vec<Published> {
    let mut reader = csv::Reader::from_path(common::fixture("throughput/timm.csv")).unwrap();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let number = |i: usize| record[i].parse::<f64>().unwrap();
        Published {
            card: Card::find(&record[0]).unwrap(),
            model: record[1].to_string(),
            config: EncoderConfig::read_arch(&record[2]).unwrap(),
            image: [number(3) as usize; 2],
            batch: number(4) as usize,
            images_per_second: number(5),
            gmacs: number(6),
        }
    });
    rows.collect()
}

fn floors(operations: &[Operation], card: &Card, dtype: DType) -> Estimate {
    analytic::total(&operations.iter().map(|o| analytic::floor(o, card, dtype)).collect::<Vec<_>>())
}

fn ours(operations: &[Operation], card: &Card, dtype: DType) -> Estimate {
    analytic::total(&operations.iter().map(|o| analytic::kernels(o, card, dtype).0).collect::<Vec<_>>())
}

/// The whole of the claim, and the table in docs/analytic.md, which this prints.
#[test]
fn the_floor_is_never_slower_than_what_pytorch_reaches() {
    let rows = published();
    let mut table = Table::new([
        "card",
        "model",
        "image",
        "batch",
        "PyTorch images/s",
        "floor images/s",
        "floor / PyTorch",
        "ours at best images/s",
    ]);
    let mut seen = HashSet::new();
    for row in &rows {
        let operations = row.config.operations(row.image, row.batch);
        let rate = |e: Estimate| row.batch as f64 / e.seconds;
        let (floor, ours) = (floors(&operations, row.card, DType::F16), ours(&operations, row.card, DType::F16));
        let ratio = rate(floor) / row.images_per_second;
        assert!(ratio >= 1.0, "{} on {}: floor {:.1} images/s", row.model, row.card.name, rate(floor));
        assert!(ratio <= 4.0, "{} on {}: a floor {ratio:.1} times above says nothing", row.model, row.card.name);
        seen.insert((row.card.name, row.model.clone()));
        table.push([
            row.card.name.into(),
            row.model.as_str().into(),
            row.image[0].into(),
            row.batch.into(),
            Cell::Number(row.images_per_second, 1),
            Cell::Number(rate(floor), 1),
            Cell::Number(ratio, 2),
            Cell::Number(rate(ours), 1),
        ]);
    }
    assert_eq!((seen.len(), rows.len()), (76, 76));
    let table = table.render(Format::Md);
    println!("{table}");
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/analytic.md")).unwrap();
    assert!(docs.contains(&table), "docs/analytic.md has another table than the one above");
}

/// timm counts multiply-adds with another program (and norms with them), to two decimals.
#[test]
fn flops_agree_with_timms_tables() {
    for row in published() {
        let gmacs = flops(&row.config.operations(row.image, 1)) as f64 / 2e9;
        let error = (gmacs - row.gmacs).abs() / row.gmacs;
        assert!(error < 0.01, "{}: {gmacs:.2} for {}", row.model, row.gmacs);
    }
}

#[test]
fn our_kernels_are_never_below_the_floor() {
    for name in [
        "vit_tiny_patch16_224",
        "vit_giant_patch14_dinov2",
        "chexagent",
        "biomedclip",
        "rad-dino",
        "dinov3-vit-small",
        "swin-tiny",
        "convnextv2-tiny",
        "segformer-b4",
        "medimageinsight",
    ] {
        let config = EncoderConfig::read_arch(name).unwrap();
        for (card, batch) in CARDS.iter().flat_map(|card| [1, 3, 16, 256].map(|batch| (card, batch))) {
            for (dtype, image) in DType::ALL.into_iter().flat_map(|d| [[224, 224], [520, 77]].map(|i| (d, i))) {
                for operation in config.operations(image, batch) {
                    let floor = analytic::floor(&operation, card, dtype);
                    let (ours, waves) = analytic::kernels(&operation, card, dtype);
                    // What only moves activations may be fused away.
                    let moves_only =
                        operation.flops + operation.other_flops + operation.parameters + operation.outside == 0;
                    let what = format!("{name} {} {} {batch} {}", card.name, dtype.name(), operation.name);
                    assert!(
                        (floor.seconds > 0.0 || moves_only)
                            && ours.seconds >= floor.seconds + GAP
                            && ours.bytes >= floor.bytes,
                        "{what}"
                    );
                    assert!(waves.is_none_or(|w| w.cubes > 0 && w.waves > 0.0), "{what}");
                }
            }
        }
    }
}

/// On an A100 (108 multiprocessors, 312 TFLOP/s, 2039 GB/s, 40 MiB of L2), by hand.
#[test]
fn an_operation_by_hand() {
    let card = Card::find("a100").unwrap();
    let close = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-9, "{a} for {b}");
    // 4096^3: 32 x 32 tiles of 128 x 128, ten to the busiest multiprocessor. A cube has 61,456 bytes of shared memory, 20,480 of
    // them to store by, and 1 KiB of the system's: 164 KiB hold two.
    let product = Operation::product("p", 2, [4096; 3]);
    let floor = analytic::floor(&product, card, DType::F16);
    close(floor.seconds, 2.0 * 2.0 * 4096f64.powi(3) / 312e12);
    close(floor.bytes, 2.0 * 2.0 * 4096.0 * 4096.0);
    let (ours, waves) = analytic::kernels(&product, card, DType::F16);
    close(ours.seconds, 2.0 * (10.0 * 108.0 * 2.0 * 128.0 * 128.0 * 4096.0 / 312e12 + GAP));
    assert_eq!(waves.unwrap().cubes, 1024);
    close(waves.unwrap().waves, 1024.0 / (108.0 * 2.0));
    // Its operands are 32 MiB each and stay in the cache; with twice the rows, 24 MiB in and 24 MiB out do not.
    let (ours, _) = analytic::kernels(&Operation::product("p", 1, [8192, 4096, 4096]), card, DType::F16);
    close(ours.bytes, (32 + 2 * 24) as f64 * f64::from(1 << 20));
    // Too few large tiles: small ones.
    let few = analytic::kernels(&Operation::product("p", 1, [100, 640, 64]), card, DType::F16).1.unwrap();
    assert_eq!(few.cubes, 2 * 10);
    // A deep product of one row moves its weights; what moves nothing and does little waits for its launch.
    let row = Operation::product("p", 1, [1, 4096, 4096]);
    assert_eq!(analytic::floor(&row, card, DType::F16).bound, Bound::Bandwidth);
    close(analytic::floor(&row, card, DType::F16).seconds, 2.0 * 4096.0 * 4096.0 / 2039e9);
    assert_eq!(analytic::kernels(&Operation::norm("n", 1, 4, 64), card, DType::F16).0.bound, Bound::Launch);
    // 100 queries are two tiles of 64, and so are 100 keys; a head of 72 channels is padded to 80.
    let sizes = Sizes { batch: 27, heads: 16, queries: 100, keys: 100, head_dim: 72 };
    let attention = Operation::attention("a", 1, sizes);
    let (ours, waves) = analytic::kernels(&attention, card, DType::F16);
    assert_eq!(waves.unwrap().cubes, 27 * 16 * 2);
    close(ours.seconds, 8.0 * 108.0 * 4.0 * 64.0 * 128.0 * 80.0 / 312e12 + GAP);
    // Heads of more than 128 channels leave the tensor cores; in f32 nothing is on them, and a softmax takes its own time.
    let wide = Operation::attention("a", 1, Sizes { head_dim: 256, ..sizes });
    assert!(analytic::kernels(&wide, card, DType::F16).0.seconds > wide.flops as f64 / 19.5e12);
    close(
        analytic::floor(&attention, card, DType::F32).seconds,
        (4.0 * 72.0 + 5.0) * (27 * 16 * 100 * 100) as f64 / 19.5e12,
    );
}

#[test]
fn inspect_prints_the_model_without_weights() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| command(arguments).env("HF_HUB_CACHE", dir.path()).output().unwrap();
    let output = run(&["inspect", "dinov2-base", "--on", "h100"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    for words in ["A model, not a measurement", "H100 SXM5 80 GB", "989.4 TFLOP/s", "datasheet", "attention", "mlp out"]
    {
        assert!(text.contains(words), "{words:?} is not in: {text}");
    }
    // Machine formats are pure; the label goes beside them.
    let output =
        run(&["inspect", "dinov2-base", "--on", "a100,rtx3090", "--batch", "8", "--dtype", "bf16", "--format", "json"]);
    assert!(stderr(&output).contains("A model, not a measurement"));
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let rows = rows.as_array().unwrap();
    let all: Vec<_> = rows.iter().filter(|row| row["operation"] == "all").collect();
    assert_eq!(all.len(), 2);
    for total in all {
        let card: Vec<_> =
            rows.iter().filter(|row| row["card"] == total["card"] && row["operation"] != "all").collect();
        for key in ["launches", "gflop", "floor_mb", "floor_us", "ours_mb", "ours_us"] {
            let sum: f64 = card.iter().map(|row| row[key].as_f64().unwrap()).sum();
            assert!((sum / total[key].as_f64().unwrap() - 1.0).abs() < 1e-9, "{key}");
        }
        let rate = 8e6 / total["floor_us"].as_f64().unwrap();
        assert!((total["floor_images_s"].as_f64().unwrap() / rate - 1.0).abs() < 1e-9);
        assert!((total["gflop"].as_f64().unwrap() / 8.0 - 46.322).abs() < 0.001, "what inspect says of one image");
    }
}

#[test]
fn wrong_use_is_one_line() {
    let refused = |arguments: &[&str], words: &[&str]| {
        let output = roentgen(arguments);
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert_eq!(
            text.lines().filter(|line| line.starts_with("roentgen: ") || line.starts_with("error: ")).count(),
            1
        );
        assert!(words.iter().all(|word| text.contains(word)) && output.stdout.is_empty(), "{text}");
    };
    refused(&["inspect", "dinov2-base", "--on", "v100"], &["v100", "a100, h100, rtx4090, rtx3090"]);
    refused(&["inspect", "dinov2-base", "--on", ""], &["a100, h100, rtx4090, rtx3090"]);
    refused(&["inspect", "dinov2-base", "--batch", "4"], &["--on"]);
    refused(&["inspect", "dinov2-base", "--on", "a100", "--batch", "0"], &["--batch"]);
    refused(&["inspect", "dinov2-base", "--on", "a100", "--image-size", "13"], &["13x13", "patch of 14"]);
}
