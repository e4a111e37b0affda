//! A model ready to embed: weights on a device, processor, batch.

use crate::cli::{Batch, ModelArgs};
use crate::data::{self, Image, Intensity};
use crate::error::{Error, Result};
use crate::measure::room;
use cubecl::prelude::Runtime;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use roentgen_models::preprocess::Pixels;
use roentgen_models::processor::Processor;
use roentgen_models::source::{self, Source};
use roentgen_models::weights::Weights;
use roentgen_models::{Keep, Output, hub, presets};
use roentgen_runtime::{DType, Device, Tensor};
use std::path::{Path, PathBuf};

/// How images become input.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Images that go through the model at once: a number (less where the device needs it), or auto, as many as memory holds
    #[arg(long, value_name = "N|auto", default_value = "16", value_parser = crate::cli::parse_batch)]
    pub batch: Batch,
    /// Size of the model's input, where it differs from its own
    #[arg(long, value_name = "N|HxW", value_parser = crate::cli::parse_size)]
    pub image_size: Option<[usize; 2]>,
    /// Grey levels: auto (8 bit as they are, deeper from their own minimum and maximum), minmax, or raw
    #[arg(long, value_enum, default_value_t = Intensity::Auto)]
    pub intensity: Intensity,
    /// No progress bar
    #[arg(long)]
    pub quiet: bool,
}

/// Finds a model; one of the hub's is downloaded first, as far as the hub's cache lacks it.
///
/// # Errors
/// What [`hub::fetch`] and [`source::resolve`] return.
pub fn find(args: &ModelArgs) -> Result<Source> {
    if let Some(repository) = args.model.strip_prefix("hf:") {
        let style = ProgressStyle::with_template("{msg} {bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(0).with_style(style);
        let fetched = hub::fetch(repository, &mut |file, have, size| {
            if bar.message() != file {
                bar.set_message(file.to_string());
                bar.reset();
                bar.set_length(size);
            }
            bar.set_position(have);
        });
        bar.finish_and_clear();
        fetched?;
    }
    Ok(source::resolve(&args.model, args.arch.as_deref())?)
}

/// Finds a model whose weights are needed.
///
/// # Errors
/// What [`find`] returns, and a preset that is not on this machine.
pub fn resolve(args: &ModelArgs) -> Result<(Source, PathBuf)> {
    let source = find(args)?;
    match source.weights.clone() {
        Some(path) => Ok((source, path)),
        None => {
            let way = match presets::find(&args.model).and_then(|preset| preset.hub) {
                Some(hub) => format!("name hf:{hub} once to download them, or their folder"),
                None => "its authors publish it themselves; name the folder with its weights and --arch".to_string(),
            };
            Err(Error::input(&args.model, format!("its weights are not on this machine; {way}")))
        }
    }
}

/// A model ready to embed images.
pub struct Encoder<R: Runtime> {
    /// The model.
    pub model: roentgen_models::Encoder<R>,
    /// What happens to an image first.
    pub processor: Processor,
    /// Height and width of the input.
    pub size: [usize; 2],
    /// Images in a batch.
    pub batch: usize,
    /// Keys of the checkpoint that nothing read.
    pub unused: Vec<String>,
    intensity: Intensity,
}

impl<R: Runtime> Encoder<R> {
    /// Loads the model.
    ///
    /// # Errors
    /// A checkpoint that does not fit, an input size it cannot take, a device that cannot hold one image.
    pub fn load(
        source: &Source,
        weights: &Weights,
        input: &InputArgs,
        device: &Device<R>,
        dtype: DType,
    ) -> Result<Self> {
        let processor = match input.image_size {
            Some(size) => source.processor.at_size(size),
            None => source.processor.clone(),
        };
        // A processor without a crop has one output size where it resizes exactly; any image tells it.
        let size = processor.geometry(1, 1).output;
        if processor.geometry(2, 3).output != size {
            let message =
                format!("the processor ({}) gives no fixed size; name one with --image-size", processor.source);
            return Err(Error::usage(message));
        }
        source.config.check_image(size)?;
        let model = roentgen_models::Encoder::load(&source.config, weights, device, dtype)?;
        let free = room::available(device.info());
        let fits = free.map(|free| room::fits(&source.config, size, dtype, free));
        let batch = input.batch.images(fits)?.min(model.max_batch(size));
        if batch == 0 {
            return Err(Error::usage(format!(
                "not one image of {}x{} fits {}; use a smaller --image-size",
                size[0],
                size[1],
                device.info().name
            )));
        }
        Ok(Self { model, processor, size, batch, unused: weights.unused(), intensity: input.intensity })
    }

    /// Decodes, prepares and runs `paths`, at most a batch of them.
    ///
    /// # Errors
    /// An image that cannot be read, by its path; what the device reports.
    pub fn run(&self, paths: &[&Path], keep: Keep) -> Result<Output<R>> {
        let images: Vec<Image> =
            paths.par_iter().map(|path| data::read(path, self.intensity)).collect::<Result<_>>()?;
        let [height, width] = self.size;
        let batch = Tensor::empty(self.model.device(), &[images.len(), height, width, 3], self.model.dtype())?;
        for (slot, (image, path)) in images.iter().zip(paths).enumerate() {
            let pixels = Pixels { values: &image.pixels, shape: [image.height, image.width, image.channels] };
            self.processor.prepare(pixels, &batch, slot).map_err(|e| Error::input(path, e))?;
        }
        Ok(self.model.forward(&batch, keep)?)
    }
}

/// The embedding of an output.
///
/// # Errors
/// A model that has none.
pub fn embedding<R: Runtime>(output: &Output<R>) -> Result<&Tensor<R>> {
    let none = || Error::usage("this model has no pooled embedding; use `roentgen embed --tokens`");
    output.embedding.as_deref().ok_or_else(none)
}

/// A progress bar on standard error.
pub fn progress(length: usize, what: &str, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {per_sec} {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style).with_message(what.to_string())
}
