//! `roentgen finetune`: an encoder and a head, trained together.

use crate::cli::{Batch, DeviceArgs, ModelArgs};
use crate::commands::evaluate;
use crate::data::manifest::Manifest;
use crate::encoder::{self, Encoder, InputArgs, progress};
use crate::error::{Error, Result};
use crate::measure::room;
use crate::metrics::{BootstrapOptions, Predictions};
use crate::output::{Format, print};
use crate::provenance::Provenance;
use crate::training::images::Images;
use crate::training::memory::StepBytes;
use crate::training::run::{self, Use};
use crate::training::state::{BEST, write};
use crate::training::{Folder, ImageTask, Learn, Recipe, fit, store};
use cubecl::prelude::Runtime;
use roentgen_models::loss::Loss;
use roentgen_models::weights::Weights;
use roentgen_models::{Head, Network};
use roentgen_runtime::{Device, on_device};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Train an encoder and a head, for classification or segmentation, and evaluate them on the test split.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    #[command(flatten)]
    pub learn: Learn,
    /// The folder to write; it must not exist yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Start from initial weights instead of the model's
    #[arg(long)]
    pub from_scratch: bool,
    /// Go on with a run that was stopped
    #[arg(long)]
    pub resume: bool,
    /// Most memory for decoded images, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub cache: u32,
    /// Seconds after which a run's state is saved within an epoch
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub save_every: u64,
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

/// Trains a model and prints the test split's figures.
///
/// # Errors
/// A model, manifest or image that cannot be read; an output folder that exists; what the device reports.
pub fn run(args: &Args) -> Result<()> {
    args.check()?;
    let manifest = args.learn.read()?;
    let device = args.device.open()?;
    let predictions = on_device!(&device, device => finetune(args, &manifest, device))?;
    let options = BootstrapOptions { seed: args.recipe.seed, ..BootstrapOptions::default() };
    let rows = evaluate::rows(&predictions, None, &args.learn.by, &options)?;
    print(&evaluate::render(&rows, &options, args.format))?;
    eprintln!("predictions, weights and run.json in {}", args.out.display());
    Ok(())
}

impl Args {
    fn check(&self) -> Result<()> {
        self.recipe.check()?;
        if self.out.exists() {
            return Err(Error::input(&self.out, "exists already; name a new folder, nothing is overwritten"));
        }
        let partial = self.partial();
        if partial.exists() && !self.resume {
            let message = "is a run that was stopped; go on with --resume, or remove it to begin anew";
            return Err(Error::input(partial, message));
        }
        self.learn.check()
    }

    /// The folder of a run that is not finished.
    fn partial(&self) -> PathBuf {
        self.out.with_added_extension("partial")
    }
}

/// Trains, and writes the run's folder; the predictions are those of the test split.
///
/// # Errors
/// As [`run`].
pub fn finetune<R: Runtime>(args: &Args, manifest: &Manifest, device: &Device<R>) -> Result<Predictions> {
    let data = args.learn.data(manifest)?;
    if data.left_out > 0 && !args.input.quiet {
        let rows = manifest.rows.len();
        eprintln!("{} of {rows} rows have no {} or no split and are left out", data.left_out, args.learn.label);
    }
    let mut recipe = args.recipe.clone();
    let (source, weights) = if args.from_scratch {
        recipe.encoder_lr = Some(recipe.encoder_lr.unwrap_or(recipe.lr));
        (encoder::find(&args.model)?, Weights::initial(recipe.seed))
    } else {
        let (source, path) = encoder::resolve(&args.model)?;
        let weights = Weights::open(&path)?;
        (source, weights)
    };
    let encoder = Encoder::load(&source, &weights, &args.input, device, args.device.dtype)?;
    let settings = Use {
        regime: "finetune".to_string(),
        encoder: None,
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
    let head = Head::load(&settings.head(&source.config)?, &Weights::initial(recipe.seed), device, args.device.dtype)?;
    let others = |key: String| {
        // A tensor of whole numbers is no parameter, and no part of any of these models.
        weights.f32_any(&key).ok().map(|entry| (key, entry))
    };
    // The head of the run that it goes on from is not kept beside the new one.
    if let Ok(earlier) = Use::read(Path::new(&args.model.model)) {
        Head::load(&earlier.head(&source.config)?, &weights, device, args.device.dtype)?;
    }
    let unused = weights.unused().into_iter().chain(weights.idle()).filter_map(others).collect();
    let network = Network { encoder: encoder.model, head };
    let sets = data.sets();
    let tested = args.learn.predicted(&data);
    let images = Arc::new(Images::new(data.items, args.input.intensity, (args.cache as usize) << 20));
    let mut task = ImageTask {
        network: &network,
        images: images.clone(),
        processor: &encoder.processor,
        size: encoder.size,
        batch: encoder.batch.min(recipe.batch_size as usize),
        recipe: &recipe,
        unused,
    };
    let objective = args.learn.objective()?;
    let partial = args.partial();
    let failed = |e: std::io::Error| Error::input(&args.out, format!("cannot be written: {e}"));
    task.batch = pass(args, &task, &objective, &sets.train, device)?;
    fs::create_dir_all(&partial).map_err(failed)?;
    run::describe(&args.model.model, &source, &partial)?;
    let provenance = Provenance::new(device, args.device.dtype);
    let begun = serde_json::json!({
        "use": settings, "recipe": recipe, "loss": args.learn.loss_terms(), "class_weights": args.learn.class_weights, "manifest": store::digest(&args.learn.manifest)?,
        "weights": weights.path(), "dtype": args.device.dtype, "device": provenance.origin.device.name,
        "batch": task.batch,
    });
    write(&partial.join(BEGUN), begun.to_string().as_bytes())?;
    let folder = Folder::new(&partial, begun.to_string(), Duration::from_secs(args.save_every));
    let bar = progress(0, "", args.input.quiet);
    let fitted = fit(&task, &objective, &sets, &recipe, &folder, args.device.dtype, &bar)?;

    let mut made = Vec::new();
    let best = best(args, &partial, &network, device)?;
    let tests = ImageTask { network: &best, images: images.clone(), unused: Vec::new(), ..task };
    let input = (&*images, &encoder.processor, encoder.size);
    for (file, items) in &tested {
        let bar = progress(items.len(), "test", args.input.quiet);
        let predictions = args.learn.test(manifest, [&settings.model, "finetune"], &tests, input, items, &bar)?;
        predictions.write(partial.join(file))?;
        made.push(predictions);
    }
    let mut run = serde_json::json!({
        "provenance": provenance, "recipe": recipe, "loss": args.learn.loss_terms(), "class_weights": args.learn.class_weights, "manifest": args.learn.manifest, "fold": args.learn.fold, "batch": task.batch,
        "weights": weights.path(), "processor": encoder.processor.source, "unused_keys": encoder.unused,
        "best_epoch": fitted.best, "best_loss": fitted.loss, "epochs": fitted.epochs, "steps": fitted.steps,
        "masks": "resized to the input by the nearest pixel",
        "moved": moved(&task, &recipe),
    });
    settings.add_to(&mut run);
    write(&partial.join("run.json"), format!("{run:#}\n").as_bytes())?;
    fs::remove_file(partial.join(BEGUN)).map_err(failed)?;
    fs::rename(&partial, &args.out).map_err(failed)?;
    Ok(made.swap_remove(0))
}

/// What a run that is not finished was begun with.
const BEGUN: &str = "begun.json";

/// Images in a pass: what was asked for, where it fits, or what fits. A run that goes on keeps its own, because other sums have
/// other last bits.
fn pass<R: Runtime>(
    args: &Args,
    task: &ImageTask<'_, R>,
    objective: &Loss,
    train: &[usize],
    device: &Device<R>,
) -> Result<usize> {
    let begun = fs::read(args.partial().join(BEGUN)).ok();
    let begun: Option<serde_json::Value> = begun.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let batch = begun.and_then(|begun| Some(begun["batch"].as_u64()? as usize));
    if let (Batch::Auto, Some(batch)) = (args.input.batch, batch) {
        return Ok(batch);
    }
    if room::available(device.info()).is_none() {
        return Ok(task.batch);
    }
    let step = StepBytes::measure(task, objective, train, task.recipe, device)?;
    let free = room::available(device.info()).unwrap_or(u64::MAX);
    let batch = match args.input.batch {
        Batch::Auto => (step.fits(free) as usize).clamp(1, task.batch),
        Batch::Of(_) => task.batch,
    };
    step.check(batch, free)?;
    if args.input.batch == Batch::Auto && !args.input.quiet {
        let [each, free] = [step.image, free].map(|bytes| bytes >> 20);
        eprintln!("{batch} images in a pass: each needs {each} MiB, and {free} MiB are free");
    }
    Ok(batch)
}

/// The keys of the parameters that moved.
fn moved<R: Runtime>(task: &ImageTask<'_, R>, recipe: &Recipe) -> Vec<String> {
    use crate::training::task::Task;
    let groups = task.groups(recipe);
    let mut keys: Vec<String> =
        groups.iter().flat_map(|(stored, _)| stored.pieces.iter().map(|piece| piece.key.clone())).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The network of the best epoch.
fn best<R: Runtime>(args: &Args, folder: &Path, network: &Network<R>, device: &Device<R>) -> Result<Network<R>> {
    let weights = Weights::open(&folder.join(BEST))?;
    let head = Head::load(&network.head.config(), &weights, device, args.device.dtype)?;
    let encoder = roentgen_models::Encoder::load(network.encoder.config(), &weights, device, args.device.dtype)?;
    Ok(Network { encoder, head })
}
