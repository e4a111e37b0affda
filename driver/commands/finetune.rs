//! `roentgen finetune`: an encoder and a head, trained together.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::commands::evaluate;
use crate::data::manifest::{Manifest, Split};
use crate::encoder::{self, Encoder, InputArgs, progress};
use crate::error::{Error, Result};
use crate::metrics::predictions::Column;
use crate::metrics::{BootstrapOptions, Predictions};
use crate::output::{Format, print};
use crate::provenance::Provenance;
use crate::training::images::{self, Images, Item, Target};
use crate::training::predict::{attributes, predict, scores};
use crate::training::run::{self, Kind, Use};
use crate::training::state::{BEST, write};
use crate::training::{BINARY, Folder, ImageTask, PIXELS, Recipe, fit, fit::Sets};
use cubecl::prelude::Runtime;
use roentgen_models::loss::Loss;
use roentgen_models::source::Source;
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
    /// CSV with image, split (train, val, test), the column to learn, optional patient and attributes
    #[arg(long, value_name = "M.csv")]
    pub manifest: PathBuf,
    /// The column to learn: 0, 1 or empty; for segmentation a mask's path, its run-length code or empty
    #[arg(long, value_name = "COLUMN")]
    pub label: String,
    /// The folder to write; it must not exist yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What to learn of an image
    #[arg(long, value_enum, default_value_t = Kind::Classify)]
    pub task: Kind,
    /// The decoder of a segmentation: linear, multi-linear, segformer, upernet, unet or global-local [default: linear]
    #[arg(long, value_name = "NAME")]
    pub decoder: Option<String>,
    /// Channels the decoder works with [default: its paper's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub decoder_width: Option<u32>,
    /// The loss: cross-entropy, binary-cross-entropy, dice, focal or a sum, such as cross-entropy+0.5*dice [default: binary
    /// cross-entropy, for segmentation cross-entropy]
    #[arg(long, value_name = "TERMS")]
    pub loss: Option<String>,
    /// Weights in the cross-entropy of images without and with the label, or of pixels outside and inside [default: 1,1]
    #[arg(long, value_name = "OUT,IN", value_delimiter = ',')]
    pub class_weights: Vec<f32>,
    /// Start from initial weights instead of the model's
    #[arg(long)]
    pub from_scratch: bool,
    /// Go on with a run that was stopped
    #[arg(long)]
    pub resume: bool,
    /// Columns to form subgroups by
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',')]
    pub by: Vec<String>,
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
    let manifest = Manifest::read(&args.manifest)?;
    for column in &args.by {
        manifest.column(column)?;
    }
    manifest.check_patients()?;
    let (items, splits) = args.items(&manifest)?;
    let device = args.device.open()?;
    let predictions = on_device!(&device, device => finetune(args, &manifest, items, &splits, device))?;
    let options = BootstrapOptions { seed: args.recipe.seed, ..BootstrapOptions::default() };
    let rows = evaluate::rows(&predictions, None, &args.by, &options)?;
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
        if self.task == Kind::Classify && self.decoder.is_some() {
            return Err(Error::usage("--decoder is for --task segment"));
        }
        if self.task == Kind::Classify && self.loss_terms().split(['+', '*']).any(|term| term.trim() == PIXELS) {
            return Err(Error::usage(format!("{PIXELS} is a loss of --task segment; use {BINARY}")));
        }
        self.objective().map(drop)
    }

    fn loss_terms(&self) -> &str {
        let usual = if self.task == Kind::Classify { BINARY } else { PIXELS };
        self.loss.as_deref().unwrap_or(usual)
    }

    /// What training makes small.
    fn objective(&self) -> Result<Loss> {
        let loss: Loss = self.loss_terms().parse()?;
        match self.class_weights.as_slice() {
            [] => Ok(loss),
            weights @ [_, _] => Ok(loss.with_class_weights(weights)?),
            other => {
                Err(Error::usage(format!("--class-weights takes two numbers, such as 1,4; there are {}", other.len())))
            }
        }
    }

    /// The folder of a run that is not finished.
    fn partial(&self) -> PathBuf {
        self.out.with_added_extension("partial")
    }

    /// The rows that take part, and their splits. Rows without a label (or mask) or split do not.
    fn items(&self, manifest: &Manifest) -> Result<(Vec<Item>, Vec<Split>)> {
        let targets: Vec<Option<Target>> = match self.task {
            Kind::Classify => manifest.label(&self.label)?.into_iter().map(|label| label.map(Target::Label)).collect(),
            Kind::Segment => {
                images::masks(manifest, &self.label)?.into_iter().map(|mask| mask.map(Target::Mask)).collect()
            }
        };
        let used =
            manifest.rows.iter().enumerate().zip(targets).filter_map(|((row, of), target)| {
                Some((Item { row, path: of.path.clone(), target: target? }, of.split?))
            });
        let (items, splits): (Vec<Item>, Vec<Split>) = used.unzip();
        let missing = manifest.rows.len() - items.len();
        if missing > 0 {
            eprintln!("{missing} of {} rows have no {} or no split and are left out", manifest.rows.len(), self.label);
        }
        for split in [Split::Train, Split::Val, Split::Test] {
            if !splits.contains(&split) {
                let message = format!("no row with split {split} has a {}; all three splits are needed", self.label);
                return Err(Error::input(&self.manifest, message));
            }
        }
        let label = |(item, split): (&Item, &Split)| match item.target {
            Target::Label(label) if *split == Split::Train => Some(label),
            _ => None,
        };
        let labels: Vec<bool> = items.iter().zip(&splits).filter_map(label).collect();
        let positive = labels.iter().filter(|label| **label).count();
        if self.task == Kind::Classify && (positive == 0 || positive == labels.len()) {
            let message =
                format!("{positive} of {} training images are positive; both classes are needed", labels.len());
            return Err(Error::input(&self.manifest, message));
        }
        Ok((items, splits))
    }
}

/// Trains, and writes the run's folder; the predictions are those of the test split.
fn finetune<R: Runtime>(
    args: &Args,
    manifest: &Manifest,
    items: Vec<Item>,
    splits: &[Split],
    device: &Device<R>,
) -> Result<Predictions> {
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
        model: source.name.clone(),
        arch: arch(args, &source),
        task: args.task,
        label: args.label.clone(),
        decoder: (args.task == Kind::Segment).then(|| args.decoder.clone().unwrap_or_else(|| "linear".to_string())),
        decoder_width: args.decoder_width.map(|width| width as usize),
        image_size: encoder.size,
        intensity: args.input.intensity,
    };
    let head = Head::load(&settings.head(&source.config)?, &Weights::initial(recipe.seed), device, args.device.dtype)?;
    let others = |key: String| {
        // A tensor of whole numbers is no parameter, and no part of any of these models.
        weights.f32_any(&key).ok().map(|entry| (key, entry))
    };
    let unused = encoder.unused.clone().into_iter().filter_map(others).collect();
    let network = Network { encoder: encoder.model, head };
    let images = Arc::new(Images::new(items, args.input.intensity, (args.cache as usize) << 20));
    let task = ImageTask {
        network: &network,
        images: images.clone(),
        processor: &encoder.processor,
        size: encoder.size,
        batch: encoder.batch,
        recipe: &recipe,
        unused,
    };
    let objective = args.objective()?;
    let of = |wanted: Split| -> Vec<usize> { (0..splits.len()).filter(|item| splits[*item] == wanted).collect() };
    let train = of(Split::Train);
    let positive = train.iter().map(|item| matches!(images.items[*item].target, Target::Label(true) | Target::Mask(_)));
    let sets = Sets { positive: positive.collect(), val: of(Split::Val), train };

    let partial = args.partial();
    let failed = |e: std::io::Error| Error::input(&args.out, format!("cannot be written: {e}"));
    fs::create_dir_all(&partial).map_err(failed)?;
    run::describe(&args.model.model, &source, &partial)?;
    let provenance = Provenance::new(device, args.device.dtype);
    let begun = serde_json::json!({
        "use": settings, "recipe": recipe, "loss": args.loss_terms(), "class_weights": args.class_weights, "manifest": digest(&args.manifest)?,
        "weights": weights.path(), "dtype": args.device.dtype, "device": provenance.origin.device.name,
        "batch": encoder.batch,
    });
    let folder = Folder::new(&partial, begun.to_string(), Duration::from_secs(args.save_every));
    let bar = progress(0, "", args.input.quiet);
    let fitted = fit(&task, &objective, &sets, &recipe, &folder, args.device.dtype, &bar)?;

    let tested = of(Split::Test);
    let predictions = test(args, manifest, &source.name, &partial, &task, &tested, device)?;
    let mut run = serde_json::json!({
        "provenance": provenance, "recipe": recipe, "loss": args.loss_terms(), "class_weights": args.class_weights, "manifest": args.manifest,
        "weights": weights.path(), "processor": encoder.processor.source, "unused_keys": encoder.unused,
        "best_epoch": fitted.best, "best_loss": fitted.loss, "epochs": fitted.epochs, "steps": fitted.steps,
        "masks": "resized to the input by the nearest pixel",
        "moved": moved(&task, &recipe),
    });
    if let (Some(run), Ok(serde_json::Value::Object(settings))) = (run.as_object_mut(), serde_json::to_value(&settings))
    {
        run.extend(settings);
    }
    predictions.write(partial.join("predictions.csv"))?;
    write(&partial.join("run.json"), format!("{run:#}\n").as_bytes())?;
    fs::rename(&partial, &args.out).map_err(failed)?;
    Ok(predictions)
}

/// The architecture's name, where no file says it.
fn arch(args: &Args, source: &Source) -> Option<String> {
    let named = args.model.arch.clone();
    named.or_else(|| {
        (source.weights.is_none() && !args.model.model.ends_with(".json")).then(|| args.model.model.clone())
    })
}

/// Tells a manifest from another one of the same name.
fn digest(path: &Path) -> Result<String> {
    use sha2::Digest;
    let bytes = fs::read(path).map_err(|e| Error::input(path, format!("cannot be read: {e}")))?;
    Ok(sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
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

/// Predicts the test split with the best epoch's weights.
fn test<R: Runtime>(
    args: &Args,
    manifest: &Manifest,
    model: &str,
    folder: &Path,
    task: &ImageTask<'_, R>,
    tested: &[usize],
    device: &Device<R>,
) -> Result<Predictions> {
    let weights = Weights::open(&folder.join(BEST))?;
    let config = task.network.encoder.config();
    let head = Head::load(&task.network.head.config(), &weights, device, args.device.dtype)?;
    let encoder = roentgen_models::Encoder::load(config, &weights, device, args.device.dtype)?;
    let best = Network { encoder, head };
    let task = ImageTask { network: &best, images: task.images.clone(), unused: Vec::new(), ..*task };
    let bar = progress(tested.len(), "test", args.input.quiet);
    let mut predictions = Vec::with_capacity(tested.len());
    predict(&task, tested, &bar, |_, prediction| {
        predictions.push(prediction);
        Ok(())
    })?;
    let rows: Vec<usize> = tested.iter().map(|item| task.images.items[*item].row).collect();
    let constants = [("model", model), ("regime", "finetune"), ("task", args.task.name()), ("finding", &args.label)];
    let constant =
        |(name, value): (&str, &str)| Column { name: name.to_string(), values: vec![value.to_string(); rows.len()] };
    let mut columns: Vec<Column> = constants.into_iter().map(constant).collect();
    columns.extend(attributes(manifest, &rows));
    let images = rows.iter().map(|row| manifest.rows[*row].image.clone()).collect();
    Predictions::new(images, scores(&predictions, args.task == Kind::Segment), columns)
}
