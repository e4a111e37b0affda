//! `roentgen demo`: the whole job in small, on what the repository ships.

use crate::cli::{Batch, DeviceArgs, ModelArgs};
use crate::commands::{evaluate, probe};
use crate::data::Intensity;
use crate::data::manifest::Manifest;
use crate::encoder::InputArgs;
use crate::error::{Error, Result};
use crate::metrics::{BootstrapOptions, Predictions, Scores};
use crate::output::{Format, print};
use crate::picture::{self, Example};
use crate::synth;
use crate::training::Learn;
use crate::training::features::ProbeRecipe;
use crate::training::run::Kind;
use roentgen_models::random::random_weights;
use roentgen_models::vit::VitConfig;
use roentgen_runtime::on_device;
use std::fs;
use std::path::{Path, PathBuf};

/// Make synthetic radiographs, embed them, probe, and draw what came out; or do so with your own model and images.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder to write; it must not exist yet [default: roentgen-demo, with a number where that exists]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A real model instead of the small one with random weights
    #[arg(long, value_name = "MODEL")]
    pub model: Option<String>,
    /// Real images instead of synthetic ones
    #[arg(long, value_name = "M.csv", requires = "label")]
    pub manifest: Option<PathBuf>,
    /// The column to predict in --manifest
    #[arg(long, value_name = "COLUMN")]
    pub label: Option<String>,
    /// A column of 0 and 1 in --manifest to split the figures by
    #[arg(long, value_name = "COLUMN", requires = "manifest")]
    pub by: Option<String>,
    /// Synthetic images
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(30..=20_000))]
    pub count: u32,
    /// Share of synthetic pneumothoraces with a chest tube: the shortcut
    #[arg(long, value_name = "SHARE", default_value_t = 0.7)]
    pub tube_share: f64,
    /// Seed of images, weights and probe
    #[arg(long, value_name = "N", default_value_t = 5656)]
    pub seed: u64,
    /// Size of the model's input
    #[arg(long, value_name = "N|HxW", value_parser = crate::cli::parse_size)]
    pub image_size: Option<[usize; 2]>,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// The demo's own vision transformer: DINOv2's layout, small enough for a software adapter.
fn small() -> VitConfig {
    VitConfig { image_size: [112; 2], ..VitConfig::dinov2(192, 6, 3) }
}

/// Runs the demo.
///
/// # Errors
/// A folder that exists or cannot be written; what embedding and probing return.
pub fn run(args: &Args) -> Result<()> {
    let out = match &args.out {
        Some(out) if out.exists() => return Err(Error::input(out, "exists already; name a new folder")),
        Some(out) => out.clone(),
        None => (1..)
            .map(|n| PathBuf::from(if n == 1 { "roentgen-demo".to_string() } else { format!("roentgen-demo-{n}") }))
            .find(|path| !path.exists())
            .unwrap_or_default(),
    };
    let device = args.device.open()?;
    fs::create_dir_all(&out).map_err(|e| Error::input(&out, format!("cannot be written: {e}")))?;
    let (manifest_path, label, by, images) = match (&args.manifest, &args.label) {
        (Some(manifest), Some(label)) => (manifest.clone(), label.clone(), args.by.clone(), "images of the manifest"),
        _ => {
            let options = synth::Options {
                count: args.count as usize,
                seed: args.seed,
                tube_share: args.tube_share,
                ..synth::Options::default()
            };
            let path = synth::write(&options, &out.join("data"))?;
            let label = args.label.clone().unwrap_or_else(|| "pneumothorax".to_string());
            (path, label, Some("tube".to_string()), "synthetic radiographs")
        }
    };
    let (model, weights) = match &args.model {
        Some(model) => (model.clone(), "its own weights"),
        None => {
            let folder = out.join("model");
            random_weights(&small(), args.seed, &folder)?;
            (folder.display().to_string(), "seeded random weights, never trained")
        }
    };
    let synthetic = args.manifest.is_none();
    if synthetic {
        eprintln!("The images are synthetic: {} drawn radiographs, no patient.", args.count);
    }
    if args.model.is_none() {
        eprintln!(
            "The model is a small vision transformer with seeded random weights: its figures show that the job runs,"
        );
        eprintln!("not what a pretrained encoder reaches. Use your own with --model and --manifest.");
    }
    let probe_args = probe::Args {
        model: ModelArgs { model, arch: None },
        learn: Learn {
            manifest: manifest_path.clone(),
            label: label.clone(),
            fold: None,
            task: Kind::Classify,
            decoder: None,
            decoder_width: None,
            loss: None,
            class_weights: Vec::new(),
            by: by.clone().into_iter().collect(),
        },
        out: out.join("probe"),
        cache: 1024,
        recipe: ProbeRecipe {
            lr: 1e-3,
            weight_decay: 1e-2,
            batch_size: 16,
            epochs: 200,
            patience: 20,
            min_change: 1e-4,
            seed: args.seed,
        },
        input: InputArgs {
            batch: Batch::Of(16),
            image_size: args.image_size,
            intensity: Intensity::Auto,
            quiet: args.quiet,
        },
        device: args.device.clone(),
        format: Format::Table,
    };
    let manifest = Manifest::read(&manifest_path)?;
    let predictions = on_device!(&device, device => probe::probe(&probe_args, &manifest, device))?;
    let options = BootstrapOptions { seed: args.seed, ..BootstrapOptions::default() };
    let rows = evaluate::rows(&predictions, None, &probe_args.learn.by, &options)?;
    let table = evaluate::render(&rows, &options, Format::Table);
    print(&table)?;
    let title = format!("Linear probe for {label} on {} {images}", manifest.rows.len());
    let subtitle = format!("{weights}; test split, {} ({})", device.info().name, device.info().api);
    let folder = manifest_path.parent().unwrap_or(Path::new("."));
    let svg = draw(&predictions, folder, &title, &subtitle, by.as_deref())?;
    let written = |name: &str, text: &str| {
        fs::write(out.join(name), text).map_err(|e| Error::input(out.join(name), format!("cannot be written: {e}")))
    };
    written("metrics.txt", &table)?;
    written("demo.svg", &svg)?;
    eprintln!("picture: {}", out.join("demo.svg").display());
    eprintln!("figures, predictions and weights: {}", out.join("probe").display());
    Ok(())
}

fn draw(predictions: &Predictions, folder: &Path, title: &str, subtitle: &str, by: Option<&str>) -> Result<String> {
    let Scores::Classification { labels, probabilities } = predictions.scores() else {
        return Err(Error::usage("the demo draws classification only"));
    };
    let paths: Vec<PathBuf> = predictions.images().iter().map(|image| folder.join(image)).collect();
    let attribute = by.and_then(|name| predictions.column(name));
    let examples: Vec<Example<'_>> = (0..predictions.len())
        .map(|i| Example {
            image: &paths[i],
            label: labels[i],
            probability: probabilities[i],
            tube: attribute.and_then(|values| match values[i].as_str() {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            }),
        })
        .collect();
    picture::demo(title, subtitle, by.unwrap_or(""), &examples)
}
