//! `roentgen predict`: what a trained run says of images.

use crate::cli::{Batch, DeviceArgs, parse};
use crate::data::Image;
use crate::data::manifest::Manifest;
use crate::encoder::progress;
use crate::error::{Error, Result};
use crate::measure::room;
use crate::output::{Cell, Format, Table, folder};
use crate::training::images::{self, Images, Item, Target};
use crate::training::predict::{Score, inside, predict, predictions, restored};
use crate::training::run::{self, Kind};
use crate::training::{ImageTask, Recipe};
use cubecl::prelude::Runtime;
use image::ExtendedColorType;
use roentgen_runtime::{Device, on_device};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Predict images with a run of `roentgen probe` or `finetune`: probabilities, masks, overlays.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The run's folder
    pub run: PathBuf,
    /// CSV with image and, to be compared with, the column that was learned
    #[arg(long, value_name = "M.csv")]
    pub manifest: PathBuf,
    /// The folder to write; it must not exist yet
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Images that go through the model at once: a number (less where the device needs it), or auto, as many as memory holds
    #[arg(long, value_name = "N|auto", default_value = "16", value_parser = crate::cli::parse_batch)]
    pub batch: Batch,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// Predicts every image of the manifest.
///
/// # Errors
/// A folder that holds no run; a manifest or image that cannot be read; an output folder that exists.
pub fn run(args: &Args) -> Result<()> {
    if args.out.exists() {
        return Err(Error::input(&args.out, "exists already; name a new folder, nothing is overwritten"));
    }
    let device = args.device.open()?;
    let count = on_device!(&device, device => predict_all(args, device))?;
    eprintln!("predictions of {count} images in {}", args.out.display());
    Ok(())
}

/// Predicts every image of the manifest on a device that is open; their number.
///
/// # Errors
/// As [`run`].
pub fn predict_all<R: Runtime>(args: &Args, device: &Device<R>) -> Result<usize> {
    let manifest = Manifest::read(&args.manifest)?;
    folder(&args.out, |folder| write(args, &manifest, device, folder))?;
    Ok(manifest.rows.len())
}

fn write<R: Runtime>(args: &Args, manifest: &Manifest, device: &Device<R>, out: &Path) -> Result<()> {
    let (settings, network, processor) = run::load(&args.run, device, args.device.dtype)?;
    let segments = settings.task == Kind::Segment;
    let known = manifest.columns.contains(&settings.label);
    let targets = match known {
        true => images::targets(manifest, &settings.label, settings.task)?,
        false => vec![None; manifest.rows.len()],
    };
    let items = manifest.rows.iter().zip(targets).enumerate().map(|(row, (of, target))| Item {
        row,
        path: of.path.clone(),
        target: target.unwrap_or(Target::Unknown),
    });
    let images = Arc::new(Images::new(items.collect(), settings.intensity, 0));
    // Nothing is trained.
    let recipe: Recipe = parse("predict", &[])?;
    let fits = |free| room::fits(network.encoder.config(), settings.image_size, args.device.dtype, free);
    let batch = args.batch.images(room::available(device.info()).map(fits))?;
    let batch = batch.min(network.encoder.max_batch(settings.image_size)).max(1);
    let size = settings.image_size;
    let task = ImageTask {
        network: &network,
        images: images.clone(),
        processor: &processor,
        size,
        batch,
        recipe: &recipe,
        unused: Vec::new(),
    };
    for name in ["masks", "overlays"].into_iter().filter(|_| segments) {
        let folder = out.join(name);
        fs::create_dir(&folder).map_err(|e| Error::input(&folder, format!("cannot be written: {e}")))?;
    }
    let mut table =
        Table::new(if segments { ["image", "mask", "inside"] } else { ["image", "probability", "positive"] });
    let (mut compared, mut rows) = (Vec::new(), Vec::new());
    let bar = progress(manifest.rows.len(), "predicting", args.quiet);
    let all: Vec<usize> = (0..manifest.rows.len()).collect();
    predict(&task, &all, &bar, |item, prediction| {
        let name = &manifest.rows[item].image;
        if segments {
            let decoded = images.get(item)?;
            let image = &decoded.image;
            let geometry = processor.geometry(image.height, image.width);
            let restored = restored(&prediction.probabilities, &geometry, [image.height, image.width]);
            let file = format!("{item:05}.png");
            draw(out, &file, image, decoded.mask.as_ref(), &restored)?;
            let share = restored.iter().filter(|p| **p > 0.5).count() as f64 / restored.len() as f64;
            table.push([Cell::Text(name.clone()), Cell::Text(format!("masks/{file}")), Cell::Number(share, 6)]);
        } else {
            let probability = f64::from(prediction.probabilities[0]);
            let positive = usize::from(probability >= 0.5);
            table.push([Cell::Text(name.clone()), Cell::Number(probability, 6), positive.into()]);
        }
        if !matches!(images.items[item].target, Target::Unknown) {
            compared.push(Score::of(&prediction, &images, item, &processor, size)?);
            rows.push(item);
        }
        Ok(())
    })?;
    let path = out.join(if segments { "masks.csv" } else { "probabilities.csv" });
    fs::write(&path, table.render(Format::Csv)).map_err(|e| Error::input(&path, format!("cannot be written: {e}")))?;
    if rows.is_empty() {
        return Ok(());
    }
    let named = [
        ("model", settings.model.as_str()),
        ("regime", settings.regime.as_str()),
        ("task", settings.task.name()),
        ("finding", settings.finding.as_str()),
    ];
    predictions(manifest, &rows, &named, &compared)?.write(out.join("predictions.csv"))
}

/// The mask of an image, and the image with it: found in orange, missed in blue.
fn draw(out: &Path, file: &str, image: &Image, truth: Option<&Image>, found: &[f32]) -> Result<()> {
    let (width, height) = (image.width, image.height);
    let mask: Vec<u8> = found.iter().map(|p| if *p > 0.5 { 255 } else { 0 }).collect();
    let wanted = |at: usize| truth.is_some_and(|truth| inside(truth, [height, width], at));
    let mut overlay = Vec::with_capacity(3 * mask.len());
    for (at, found) in mask.iter().enumerate() {
        let pixel = &image.pixels[at * image.channels..(at + 1) * image.channels];
        let grey = [pixel[0], pixel[pixel.len() / 2], pixel[pixel.len() - 1]];
        let tint = match (*found > 0, wanted(at)) {
            (true, _) => Some([230, 120, 20]),
            (false, true) => Some([40, 110, 230]),
            (false, false) => None,
        };
        let mixed = |channel: usize| match tint {
            Some(tint) => ((u16::from(grey[channel]) * 6 + tint[channel] * 4) / 10) as u8,
            None => grey[channel],
        };
        overlay.extend([0, 1, 2].map(mixed));
    }
    let save = |folder: &str, pixels: &[u8], colour| {
        let path = out.join(folder).join(file);
        image::save_buffer(&path, pixels, width as u32, height as u32, colour)
            .map_err(|e| Error::input(&path, format!("cannot be written: {e}")))
    };
    save("masks", &mask, ExtendedColorType::L8)?;
    save("overlays", &overlay, ExtendedColorType::Rgb8)
}
