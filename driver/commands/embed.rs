//! `roentgen embed`: embeddings, tokens and feature maps of images.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::commands::verify::transposed;
use crate::data::manifest::Manifest;
use crate::embeddings::Writer;
use crate::encoder::{Encoder, InputArgs, embedding, progress, resolve};
use crate::error::{Error, Result};
use crate::provenance::Provenance;
use cubecl::prelude::Runtime;
use roentgen_models::config::FeatureMap;
use roentgen_models::weights::Weights;
use roentgen_models::{EncoderConfig, Keep, Output};
use roentgen_runtime::{Device, Tensor, on_device};
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Embed images: one row an image, in the manifest's order; a killed run goes on where it stopped.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    /// CSV with a column image, paths relative to it
    #[arg(long, value_name = "M.csv", required_unless_present = "pixels", conflicts_with = "pixels")]
    pub manifest: Option<PathBuf>,
    /// Safetensors with input [n, 3, h, w], already normalised, instead of images
    #[arg(long, value_name = "F")]
    pub pixels: Option<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "F.safetensors")]
    pub out: PathBuf,
    /// Also write the last hidden state, prefix tokens included
    #[arg(long)]
    pub tokens: bool,
    /// Also write the feature map of this stride, [n, height, width, channels]; `roentgen inspect` lists a model's
    #[arg(long, value_name = "STRIDE")]
    pub features: Option<usize>,
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub device: DeviceArgs,
}

/// Embeds a manifest's images, or pixels.
///
/// # Errors
/// A model, manifest or image that cannot be read; an output that cannot be written; what the device reports.
pub fn run(args: &Args) -> Result<()> {
    let device = args.device.open()?;
    on_device!(&device, device => run_on(args, device))
}

fn run_on<R: Runtime>(args: &Args, device: &Device<R>) -> Result<()> {
    let (source, path) = resolve(&args.model)?;
    let encoder = Encoder::load(&source, &Weights::open(&path)?, &args.input, device, args.device.dtype)?;
    if !encoder.unused.is_empty() {
        eprintln!("unused keys: {}", encoder.unused.join(", "));
    }
    let input = match (&args.manifest, &args.pixels) {
        (Some(manifest), _) => Input::Images(Manifest::read(manifest)?),
        (None, Some(file)) => Input::pixels(file)?,
        (None, None) => return Err(Error::usage("name the images with --manifest, or pixels with --pixels")),
    };
    let size = input.size().unwrap_or(encoder.size);
    let mut tensors = vec![("embedding".to_string(), vec![source.config.embedding_width()])];
    if args.tokens {
        tensors.push(("tokens".to_string(), as_published(&source.config, size)));
    }
    let map = args.features.map(|stride| map_of(&source.config, size, stride)).transpose()?;
    if let Some((_, map)) = &map {
        tensors.push((format!("features_{}", map.stride), vec![map.size[0], map.size[1], map.channels]));
    }
    let keep = if map.is_some() { Keep::Maps } else { Keep::Result };
    let names: Vec<String> = input.names();
    let note = serde_json::json!({
        "model": path, "bytes": Weights::open(&path)?.bytes(), "size": size, "dtype": args.device.dtype,
        "intensity": format!("{:?}", args.input.intensity), "pixels": args.pixels, "images": names,
        "tensors": tensors, "processor": format!("{:?}", encoder.processor),
    });
    let mut writer = Writer::open(&args.out, &note.to_string(), &tensors)?;
    if writer.rows() > 0 {
        eprintln!("going on after {} of {} images", writer.rows(), names.len());
    }
    let bar = progress(names.len(), "embedding", args.input.quiet);
    bar.set_position(writer.rows() as u64);
    let batch = encoder.batch.min(encoder.model.max_batch(size).max(1));
    let mut at = writer.rows();
    while at < names.len() {
        let end = (at + batch).min(names.len());
        let output = input.run(&encoder, at..end, keep)?;
        let mut rows = vec![embedding(&output)?.to_f32()?];
        if args.tokens {
            let last = output.last.to_f32()?;
            let (_, width) = output.last.rows_and_width();
            let pixels = output.last.len() / output.last.shape()[0] / width;
            let planes = source.config.reference().out_planes;
            rows.push(if planes { transposed(&last, pixels, width) } else { last });
        }
        if let Some((index, _)) = map {
            rows.push(output.maps[index].to_f32()?);
        }
        writer.append(&rows)?;
        bar.inc((end - at) as u64);
        at = end;
    }
    bar.finish_and_clear();
    let provenance = Provenance::new(device, args.device.dtype);
    let metadata = HashMap::from([
        ("images".to_string(), serde_json::json!(names).to_string()),
        ("provenance".to_string(), serde_json::json!(provenance).to_string()),
        ("model".to_string(), source.name.clone()),
        ("image_size".to_string(), format!("{}x{}", size[0], size[1])),
    ]);
    writer.finish(metadata)?;
    let (_, reserved) = device.memory()?;
    let (count, out, mib) = (names.len(), args.out.display(), reserved >> 20);
    eprintln!("{count} images into {out}; {mib} MiB of device memory; {}", provenance.line());
    Ok(())
}

/// The shape of one image's last hidden state as the reference implementation returns it.
fn as_published(config: &EncoderConfig, size: [usize; 2]) -> Vec<usize> {
    let mut shape = config.last_shape(size);
    if config.reference().out_planes {
        shape.rotate_right(1);
    }
    shape
}

/// The feature map of `stride`, and its place among the model's.
fn map_of(config: &EncoderConfig, size: [usize; 2], stride: usize) -> Result<(usize, FeatureMap)> {
    let maps = config.maps(size);
    let found = maps.iter().position(|map| map.stride == stride).map(|index| (index, maps[index]));
    found.ok_or_else(|| {
        let strides = maps.iter().map(|map| map.stride.to_string()).collect::<Vec<_>>().join(", ");
        Error::usage(format!("--features {stride}: this model has feature maps at stride {strides} only"))
    })
}

enum Input {
    Images(Manifest),
    Pixels { shape: [usize; 4], values: Vec<f32> },
}

impl Input {
    fn pixels(path: &Path) -> Result<Self> {
        let file = Weights::open(path)?;
        let (shape, values) = file.f32_any("input")?;
        match shape.as_slice() {
            &[n, 3, h, w] if n * h * w > 0 => {
                Ok(Self::Pixels { shape: [n, h, w, 3], values: transposed(&values, 3, h * w) })
            }
            _ => Err(Error::input(path, format!("input has shape {shape:?}, wanted [n, 3, height, width]"))),
        }
    }

    fn size(&self) -> Option<[usize; 2]> {
        match self {
            Self::Images(_) => None,
            Self::Pixels { shape, .. } => Some([shape[1], shape[2]]),
        }
    }

    fn names(&self) -> Vec<String> {
        match self {
            Self::Images(manifest) => manifest.rows.iter().map(|row| row.image.clone()).collect(),
            Self::Pixels { shape, .. } => (0..shape[0]).map(|i| format!("input {i}")).collect(),
        }
    }

    fn run<R: Runtime>(&self, encoder: &Encoder<R>, range: Range<usize>, keep: Keep) -> Result<Output<R>> {
        match self {
            Self::Images(manifest) => {
                let paths: Vec<&Path> = manifest.rows[range].iter().map(|row| row.path.as_path()).collect();
                encoder.run(&paths, keep)
            }
            Self::Pixels { shape: [_, h, w, c], values } => {
                let image = h * w * c;
                let images = &values[range.start * image..range.end * image];
                let model = &encoder.model;
                let x = Tensor::from_f32(model.device(), &[range.len(), *h, *w, *c], model.dtype(), images)?;
                Ok(model.forward(&x, keep)?)
            }
        }
    }
}
