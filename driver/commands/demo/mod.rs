//! `roentgen demo`: the whole job in small, on what the repository ships.

use crate::cli::{DeviceArgs, parse};
use crate::commands::{finetune, predict, probe};
use crate::data::manifest::Manifest;
use crate::error::{Error, Result};
use crate::metrics::{Predictions, Scores};
use crate::picture::{self, Example, Masked};
use crate::synth;
use std::fs;
use std::path::{Path, PathBuf};

/// Draw radiographs, probe the encoder that comes with roentgen, fine-tune it to find hearts, and draw what came out; or probe your own
/// model on your own images.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder to write; it must not exist yet [default: roentgen-demo, with a number where that exists]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A real model instead of the small one; it is probed only
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

/// The demo's encoder, which `tools/demo_encoder` trained: see its README.
const ENCODER: [(&str, &[u8]); 4] = [
    ("config.json", include_bytes!("encoder/config.json")),
    ("preprocessor_config.json", include_bytes!("encoder/preprocessor_config.json")),
    ("model.safetensors", include_bytes!("encoder/model.safetensors")),
    ("README.md", include_bytes!("encoder/README.md")),
];

/// How it is probed, from its features.
const PROBE: &str = "--lr 1e-3 --epochs 200 --patience 20";
/// How it is fine-tuned.
const FINETUNE: &str = "--label heart_mask --task segment --decoder segformer --decoder-width 64 --loss cross-entropy+dice --lr 2e-3 \
                        --encoder-lr 1e-3 --schedule cosine --epochs 8 --batch-size 16";

/// Runs the demo.
///
/// # Errors
/// A folder that exists or cannot be written; what its commands return.
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
    let written = |name: &str, bytes: &[u8]| {
        let path = out.join(name);
        let folder = path.parent().unwrap_or(&out);
        let done = fs::create_dir_all(folder).and_then(|()| fs::write(&path, bytes));
        done.map_err(|e| Error::input(&path, format!("cannot be written: {e}")))
    };
    let (manifest, label, by, images) = match (&args.manifest, &args.label) {
        (Some(manifest), Some(label)) => (manifest.clone(), label.clone(), args.by.clone(), "images of the manifest"),
        _ => {
            let options = synth::Options {
                count: args.count as usize,
                seed: args.seed,
                tube_share: args.tube_share,
                ..synth::Options::default()
            };
            eprintln!("The images are synthetic: {} drawn radiographs, no patient.", args.count);
            let path = synth::write(&options, &out.join("data"))?;
            let label = args.label.clone().unwrap_or_else(|| "pneumothorax".to_string());
            (path, label, Some("tube".to_string()), "synthetic radiographs")
        }
    };
    let (model, weights) = match &args.model {
        Some(model) => (model.clone(), "its own weights"),
        None => {
            for (name, bytes) in ENCODER {
                written(&format!("model/{name}"), bytes)?;
            }
            eprintln!(
                "The model is a ConvNeXt of half a million parameters that roentgen trained on other drawn radiographs: its"
            );
            eprintln!(
                "figures show that the job runs, not what an encoder reaches on patients. Use yours with --model and --manifest."
            );
            (out.join("model").display().to_string(), "a small ConvNeXt trained on drawn radiographs")
        }
    };
    let place = |name: &str| out.join(name).display().to_string();
    let (data, seed) = (manifest.display().to_string(), args.seed.to_string());
    let mut common = vec!["--manifest", &data, "--seed", &seed];
    let size = args.image_size.map(|[height, width]| format!("{height}x{width}"));
    common.extend(size.iter().flat_map(|size| ["--image-size", size]));
    common.extend(args.quiet.then_some("--quiet"));

    let probed = place("probe");
    let mut line = vec![model.as_str(), "--label", &label, "--out", &probed];
    line.extend(by.iter().flat_map(|by| ["--by", by]));
    let probe = said::<probe::Args>("probe", &[&line, &common[..], &words(PROBE)].concat())?;
    probe::run(&probe::Args { device: args.device.clone(), ..probe })?;

    let mut masks = Vec::new();
    if args.model.is_none() && args.manifest.is_none() {
        let (tuned, drawn) = (place("heart"), place("masks"));
        let line = [&[model.as_str(), "--out", &tuned], &common[..], &words(FINETUNE)].concat();
        let finetune = said::<finetune::Args>("finetune", &line)?;
        finetune::run(&finetune::Args { device: args.device.clone(), ..finetune })?;
        let mut line = vec![tuned.as_str(), "--manifest", &data, "--out", &drawn];
        line.extend(args.quiet.then_some("--quiet"));
        let predict = said::<predict::Args>("predict", &line)?;
        predict::run(&predict::Args { device: args.device.clone(), ..predict })?;
        masks = found(&Manifest::read(&manifest)?, &out)?;
    }

    let predictions = Predictions::read(out.join("probe/predictions.csv"))?;
    let title = format!("Linear probe for {label} on {} {images}", Manifest::read(&manifest)?.rows.len());
    let subtitle = format!("{weights}; test split, {} ({})", device.info().name, device.info().api);
    let folder = manifest.parent().unwrap_or(Path::new("."));
    let svg = draw(&predictions, folder, (&title, &subtitle), by.as_deref(), &masks)?;
    written("demo.svg", svg.as_bytes())?;
    eprintln!("\npicture: {}", out.join("demo.svg").display());
    Ok(())
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The arguments of a command, and the command on standard error for whoever wants to type it.
fn said<T: clap::Args>(command: &'static str, words: &[&str]) -> Result<T> {
    eprintln!("\n$ roentgen {command} {}", words.join(" "));
    parse(command, words)
}

/// The overlays of the test images, and how well each mask covers.
fn found(manifest: &Manifest, out: &Path) -> Result<Vec<Masked>> {
    let predictions = Predictions::read(out.join("heart/predictions.csv"))?;
    let Scores::Segmentation { dice, .. } = predictions.scores() else { return Ok(Vec::new()) };
    let row = |image: &String| manifest.rows.iter().position(|row| row.image == *image);
    let overlays = predictions.images().iter().zip(dice).filter_map(|(image, dice)| {
        Some(Masked { overlay: out.join("masks/overlays").join(format!("{:05}.png", row(image)?)), dice: *dice })
    });
    Ok(overlays.collect())
}

fn draw(
    predictions: &Predictions,
    folder: &Path,
    (title, subtitle): (&str, &str),
    by: Option<&str>,
    masks: &[Masked],
) -> Result<String> {
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
    picture::demo(title, subtitle, by.unwrap_or(""), &examples, masks)
}
