//! `roentgen probe`: a linear probe on frozen embeddings.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::commands::evaluate;
use crate::data::manifest::{Manifest, Split};
use crate::encoder::{Encoder, InputArgs, progress, resolve};
use crate::error::{Error, Result};
use crate::metrics::predictions::Column;
use crate::metrics::{BootstrapOptions, Predictions, Scores};
use crate::output::{Format, folder, print};
use crate::provenance::Provenance;
use crate::training::features::{FeatureTask, ProbeRecipe};
use crate::training::fit::Sets;
use crate::training::predict::{attributes, predict, scores};
use crate::training::state::{BEST, write};
use crate::training::{BINARY, Folder, fit};
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use roentgen_models::weights::Weights;
use roentgen_models::{Head, HeadConfig};
use roentgen_runtime::{DType, Device, on_device};
use std::path::{Path, PathBuf};
use std::time::Duration;

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
    pub recipe: ProbeRecipe,
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
    let labels: Vec<bool> = used.iter().map(|(_, label, _)| *label).collect();
    let of = |wanted: Split| -> Vec<usize> { (0..used.len()).filter(|row| used[*row].2 == wanted).collect() };
    let sets = Sets { train: of(Split::Train), val: of(Split::Val), positive: Vec::new() };
    let test = of(Split::Test);
    check(args, &labels, &sets, &test)?;
    let embeddings = encoder.embed(&paths, args.input.quiet)?;
    let recipe = args.recipe.whole();
    let config = HeadConfig::classifier(&source.config, 1)?;
    let load = |weights: &Weights| Head::load(&config, weights, device, DType::F32);
    let head = load(&Weights::initial(recipe.seed))?;
    let task = FeatureTask { head: &head, device, values: &embeddings, labels: &labels };
    folder(&args.out, |folder| {
        let run = Folder::new(folder, String::new(), Duration::MAX);
        let bar = progress(0, "probe", args.input.quiet);
        let fitted = fit(&task, &BINARY.parse()?, &sets, &recipe, &run, DType::F32, &bar)?;
        let best = load(&Weights::open(&folder.join(BEST))?)?;
        let mut tested = Vec::with_capacity(test.len());
        predict(&FeatureTask { head: &best, ..task }, &test, &ProgressBar::hidden(), |_, prediction| {
            tested.push(prediction);
            Ok(())
        })?;
        let rows: Vec<usize> = test.iter().map(|row| used[*row].0).collect();
        let predictions = predictions(args, &source.name, manifest, &rows, scores(&tested, false))?;
        let run = serde_json::json!({
            "provenance": Provenance::new(device, args.device.dtype), "model": source.name, "weights": path,
            "label": args.label, "manifest": args.manifest, "recipe": args.recipe, "image_size": encoder.size,
            "intensity": args.input.intensity, "processor": encoder.processor.source, "embedding_width": width,
            "unused_keys": encoder.unused, "best_epoch": fitted.best, "epochs": fitted.epochs,
            "moved": ["head.weight", "head.bias"],
        });
        predictions.write(folder.join("predictions.csv"))?;
        write(&folder.join("run.json"), format!("{run:#}\n").as_bytes())?;
        Ok(predictions)
    })
}

/// Refuses splits that nothing can be learned from or measured on.
fn check(args: &Args, labels: &[bool], sets: &Sets, test: &[usize]) -> Result<()> {
    if test.is_empty() {
        return Err(Error::input(&args.manifest, format!("no row with split test has a {}", args.label)));
    }
    let positives = sets.train.iter().filter(|row| labels[**row]).count();
    if positives == 0 || positives == sets.train.len() {
        return Err(Error::usage(format!(
            "{positives} of {} training images are positive; a probe needs both classes",
            sets.train.len()
        )));
    }
    if sets.val.is_empty() {
        return Err(Error::usage("no validation image has a label; early stopping needs some rows with split val"));
    }
    Ok(())
}

fn predictions(args: &Args, model: &str, manifest: &Manifest, tested: &[usize], scores: Scores) -> Result<Predictions> {
    let constant =
        |name: &str, value: &str| Column { name: name.to_string(), values: vec![value.to_string(); tested.len()] };
    let mut columns = vec![
        constant("model", model),
        constant("regime", "probe"),
        constant("task", "classify"),
        constant("finding", &args.label),
    ];
    columns.extend(attributes(manifest, tested));
    let images = tested.iter().map(|i| manifest.rows[*i].image.clone()).collect();
    Predictions::new(images, scores, columns)
}
