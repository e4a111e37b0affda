//! `roentgen probe`: a linear probe on frozen embeddings.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::commands::evaluate;
use crate::data::manifest::{Manifest, Split};
use crate::encoder::{Encoder, InputArgs, progress, resolve};
use crate::error::{Error, Result};
use crate::linear_probe::{self, Recipe, Rows};
use crate::metrics::predictions::Column;
use crate::metrics::{BootstrapOptions, Predictions, Scores};
use crate::output::{Format, folder, print};
use crate::provenance::Provenance;
use cubecl::prelude::Runtime;
use roentgen_models::weights::Weights;
use roentgen_runtime::{Device, on_device};
use std::fs;
use std::path::{Path, PathBuf};

/// Train a linear probe on frozen embeddings and evaluate it on the test split.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    /// CSV with image, split (train, val, test), the label's column, optional patient and attributes
    #[arg(long, value_name = "M.csv")]
    pub manifest: PathBuf,
    /// The column to predict: 0, 1 or empty
    #[arg(long, value_name = "COLUMN")]
    pub label: String,
    /// The folder to write; it must not exist yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Columns to form subgroups by
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',')]
    pub by: Vec<String>,
    #[command(flatten)]
    pub recipe: Recipe,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Probes a model and prints the test split's figures.
///
/// # Errors
/// A model, manifest or image that cannot be read; an output folder that exists; what the device reports.
pub fn run(args: &Args) -> Result<()> {
    if args.out.exists() {
        return Err(Error::input(&args.out, "exists already; name a new folder, nothing is overwritten"));
    }
    let manifest = Manifest::read(&args.manifest)?;
    for column in &args.by {
        manifest.column(column)?;
    }
    let device = args.device.open()?;
    let predictions = on_device!(&device, device => probe(args, &manifest, device))?;
    let options = BootstrapOptions { seed: args.recipe.seed, ..BootstrapOptions::default() };
    let rows = evaluate::rows(&predictions, None, &args.by, &options)?;
    print(&evaluate::render(&rows, &options, args.format))?;
    eprintln!("predictions, weights and run.json in {}", args.out.display());
    Ok(())
}

/// Embeds, trains, and writes the run's folder; the predictions are those of the test split.
///
/// # Errors
/// As [`run`].
pub fn probe<R: Runtime>(args: &Args, manifest: &Manifest, device: &Device<R>) -> Result<Predictions> {
    manifest.check_patients()?;
    let labels = manifest.label(&args.label)?;
    let (source, path) = resolve(&args.model)?;
    let encoder = Encoder::load(&source, &Weights::open(&path)?, &args.input, device, args.device.dtype)?;
    // Rows without a label or a split take no part.
    let used: Vec<(usize, bool, Split)> =
        labels.iter().enumerate().filter_map(|(i, label)| Some((i, (*label)?, manifest.rows[i].split?))).collect();
    let missing = manifest.rows.len() - used.len();
    if missing > 0 {
        eprintln!("{missing} of {} rows have no {} or no split and are left out", manifest.rows.len(), args.label);
    }
    let width = source.config.embedding_width();
    let paths: Vec<&Path> = used.iter().map(|(i, ..)| manifest.rows[*i].path.as_path()).collect();
    let embeddings = encoder.embed(&paths, args.input.quiet)?;
    let rows_of = |wanted: Split| {
        let mut rows = Rows::default();
        for ((_, label, split), values) in used.iter().zip(embeddings.chunks(width)) {
            if *split == wanted {
                rows.values.extend(values);
                rows.labels.push(*label);
            }
        }
        rows
    };
    let test = rows_of(Split::Test);
    if test.labels.is_empty() {
        return Err(Error::input(&args.manifest, format!("no row with split test has a {}", args.label)));
    }
    let bar = progress(args.recipe.epochs as usize, "probe", args.input.quiet);
    let probe = linear_probe::train(device, width, &rows_of(Split::Train), &rows_of(Split::Val), &args.recipe, &bar)?;
    let probabilities = probe.probabilities(&test.values)?;
    let tested: Vec<usize> = used.iter().filter(|(.., split)| *split == Split::Test).map(|(i, ..)| *i).collect();
    let predictions = predictions(args, &source.name, manifest, &tested, test.labels, probabilities)?;
    let run = serde_json::json!({
        "provenance": Provenance::new(device, args.device.dtype), "model": source.name, "weights": path,
        "label": args.label, "manifest": args.manifest, "recipe": args.recipe, "image_size": encoder.size,
        "intensity": format!("{:?}", args.input.intensity), "processor": encoder.processor.source,
        "unused_keys": encoder.unused, "best_epoch": probe.best, "epochs": probe.history.len(),
        "moved": ["head.weight", "head.bias"],
    });
    let failed = |e: std::io::Error| Error::input(&args.out, format!("cannot be written: {e}"));
    let lines: Vec<String> = probe.history.iter().map(|e| serde_json::json!(e).to_string() + "\n").collect();
    let bytes = |values: Vec<f32>| values.iter().flat_map(|v| v.to_le_bytes()).collect::<Vec<u8>>();
    let (weight, bias) = (bytes(probe.weight.to_f32()?), bytes(probe.bias.to_f32()?));
    let view = |shape: Vec<usize>, data| safetensors::tensor::TensorView::new(safetensors::Dtype::F32, shape, data);
    let weight = view(vec![1, width], &weight).map_err(|e| Error::input(&args.out, e))?;
    let bias = view(vec![1], &bias).map_err(|e| Error::input(&args.out, e))?;
    let file = safetensors::serialize([("head.weight", weight), ("head.bias", bias)], None)
        .map_err(|e| Error::input(&args.out, e))?;
    folder(&args.out, |folder| {
        fs::write(folder.join("run.json"), format!("{run:#}\n")).map_err(failed)?;
        fs::write(folder.join("metrics.jsonl"), lines.concat()).map_err(failed)?;
        predictions.write(folder.join("predictions.csv"))?;
        fs::write(folder.join("best.safetensors"), file).map_err(failed)
    })?;
    Ok(predictions)
}

fn predictions(
    args: &Args,
    model: &str,
    manifest: &Manifest,
    tested: &[usize],
    labels: Vec<bool>,
    probabilities: Vec<f64>,
) -> Result<Predictions> {
    let constant =
        |name: &str, value: &str| Column { name: name.to_string(), values: vec![value.to_string(); tested.len()] };
    let mut columns = vec![
        constant("model", model),
        constant("regime", "probe"),
        constant("task", "classify"),
        constant("finding", &args.label),
    ];
    let taken = ["image", "split", "label", "probability", "dice", "iou", "model", "regime", "task", "finding", "fold"];
    for (index, name) in manifest.columns.iter().enumerate() {
        if !taken.contains(&name.as_str()) {
            let values = tested.iter().map(|i| manifest.rows[*i].values[index].clone()).collect();
            columns.push(Column { name: name.clone(), values });
        }
    }
    let images = tested.iter().map(|i| manifest.rows[*i].image.clone()).collect();
    Predictions::new(images, Scores::Classification { labels, probabilities }, columns)
}
