//! `roentgen probe`: a head on frozen features.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::commands::evaluate;
use crate::data::manifest::Manifest;
use crate::encoder::{Encoder, InputArgs, progress, resolve};
use crate::error::{Error, Result};
use crate::metrics::{BootstrapOptions, Predictions};
use crate::output::{Format, folder, print};
use crate::provenance::Provenance;
use crate::training::bounded::Bounded;
use crate::training::features::{FeatureTask, ProbeRecipe};
use crate::training::images::Images;
use crate::training::run::{self, Kind, Use};
use crate::training::state::{BEST, write};
use crate::training::store::{self, Store};
use crate::training::{Folder, ImageTask, Learn, fit};
use cubecl::prelude::Runtime;
use roentgen_models::weights::Weights;
use roentgen_models::{Head, Network};
use roentgen_runtime::{DType, Device, on_device};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Train a linear layer on frozen embeddings, or a decoder on frozen feature maps, and evaluate it on the test split.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    #[command(flatten)]
    pub learn: Learn,
    /// The folder to write; it must not exist yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Most memory for features and masks, in MiB; all features are kept on disk
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub cache: u32,
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
    args.learn.check()?;
    if args.out.exists() {
        return Err(Error::input(&args.out, "exists already; name a new folder, nothing is overwritten"));
    }
    let manifest = args.learn.read()?;
    let device = args.device.open()?;
    let predictions = on_device!(&device, device => probe(args, &manifest, device))?;
    let options = BootstrapOptions { seed: args.recipe.seed, ..BootstrapOptions::default() };
    let rows = evaluate::rows(&predictions, None, &args.learn.by, &options)?;
    print(&evaluate::render(&rows, &options, args.format))?;
    eprintln!("predictions, weights and run.json in {}", args.out.display());
    Ok(())
}

/// Most rows of embeddings in one pass: what a validation of a large data set uploads at once.
const ROWS: usize = 4096;

/// Computes the features that are not known yet, trains, and writes the run's folder; the predictions are those of the test split.
///
/// # Errors
/// As [`run`].
pub fn probe<R: Runtime>(args: &Args, manifest: &Manifest, device: &Device<R>) -> Result<Predictions> {
    let data = args.learn.data(manifest)?;
    if data.left_out > 0 && !args.input.quiet {
        let rows = manifest.rows.len();
        eprintln!("{} of {rows} rows have no {} or no split and are left out", data.left_out, args.learn.label);
    }
    let (source, path) = resolve(&args.model)?;
    let encoder = Encoder::load(&source, &Weights::open(&path)?, &args.input, device, args.device.dtype)?;
    let digest = store::digest(&path)?;
    let settings = Use {
        regime: "probe".to_string(),
        encoder: Some((path.canonicalize().unwrap_or(path.clone()), digest.clone())),
        model: args.learn.name.clone().unwrap_or_else(|| source.name.clone()),
        arch: run::arch(&args.model, &source),
        task: args.learn.task,
        label: args.learn.label.clone(),
        finding: args.learn.finding().to_string(),
        decoder: args.learn.decoder(),
        stride: args.learn.stride.map(|stride| stride as usize),
        decoder_width: args.learn.decoder_width.map(|width| width as usize),
        image_size: encoder.size,
        intensity: args.input.intensity,
    };
    let config = settings.head(&source.config)?;
    let recipe = args.recipe.whole();
    let load = |weights: &Weights| Head::load(&config, weights, device, DType::F32);
    let network = Network { encoder: encoder.model, head: load(&Weights::initial(recipe.seed))? };
    let (sets, tested) = (data.sets(), args.learn.predicted(&data));
    let bound = (args.cache as usize) << 20;
    // Decoded images are used once: their features are what is kept.
    let images = Arc::new(Images::new(data.items, args.input.intensity, 0));
    let provenance = Provenance::new(device, args.device.dtype);
    let of_device = &provenance.origin.device;
    let store = Store::open(
        &serde_json::json!({
            "version": provenance.origin.program.version, "commit": provenance.origin.program.commit,
            "device": [&of_device.name, &of_device.driver], "arithmetic": provenance.arithmetic, "weights": digest,
            "config": format!("{:?}", source.config), "processor": format!("{:?}", encoder.processor),
            "size": encoder.size, "intensity": args.input.intensity, "features": network.head.wanted(),
        }),
        bound,
    )?;
    let frozen = ImageTask {
        network: &network,
        images: images.clone(),
        processor: &encoder.processor,
        size: encoder.size,
        batch: encoder.batch,
        recipe: &recipe,
        unused: Vec::new(),
    };
    let digests = store.fill(&frozen, args.input.quiet)?;
    let task = FeatureTask {
        head: &network.head,
        device,
        store: &store,
        digests: &digests,
        images: &images,
        processor: &encoder.processor,
        size: encoder.size,
        batch: if args.learn.task == Kind::Classify { ROWS } else { encoder.batch },
        targets: &Bounded::new(bound),
    };
    folder(&args.out, |folder| {
        let begun = Folder::new(folder, String::new(), Duration::MAX);
        let bar = progress(0, "probe", args.input.quiet);
        let fitted = fit(&task, &args.learn.objective()?, &sets, &recipe, &begun, DType::F32, &bar)?;
        let best = load(&Weights::open(&folder.join(BEST))?)?;
        let task = FeatureTask { head: &best, ..task };
        let mut made = Vec::new();
        let input = (&*images, &encoder.processor, encoder.size);
        for (file, items) in &tested {
            let bar = progress(items.len(), "test", args.input.quiet);
            let predictions = args.learn.test(manifest, [&settings.model, "probe"], &task, input, items, &bar)?;
            predictions.write(folder.join(file))?;
            made.push(predictions);
        }
        let moved: Vec<&str> =
            network.head.parameters().iter().flat_map(|p| p.pieces.iter().map(|p| p.key.as_str())).collect();
        let mut run = serde_json::json!({
            "provenance": provenance, "weights": path, "manifest": args.learn.manifest, "fold": args.learn.fold,
            "loss": args.learn.loss_terms(), "class_weights": args.learn.class_weights, "recipe": args.recipe,
            "processor": encoder.processor.source, "embedding_width": source.config.embedding_width(),
            "unused_keys": encoder.unused, "best_epoch": fitted.best, "best_loss": fitted.loss,
            "epochs": fitted.epochs, "steps": fitted.steps, "moved": moved,
        });
        settings.add_to(&mut run);
        run::describe(&args.model.model, &source, folder)?;
        write(&folder.join("run.json"), format!("{run:#}\n").as_bytes())?;
        Ok(made.swap_remove(0))
    })
}
