//! `roentgen bench`: how many images a second an encoder takes, by batch, type and image size.

mod run;
mod table;

use crate::ceilings::Measured;
use crate::cli::{parse_device, parse_dtype, parse_size};
use crate::error::{Error, Result};
use crate::measure::room::{self, Need};
use crate::measure::{Document, Plan};
use crate::output::{Format, print};
use roentgen_models::source::{self, Source};
use roentgen_models::weights::Weights;
use roentgen_runtime::{DType, Device, Selector, on_device, open};
use run::{Bench, Detail};
use std::path::PathBuf;

/// Time encoders: every combination of the models, modes, image sizes, types and batches asked for.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Models, with commas between them; one without weights on this machine, or one of timm's architectures, is given drawn ones
    #[arg(value_name = "MODEL,..", value_delimiter = ',', required = true)]
    pub models: Vec<String>,
    /// The architecture, for files without config.json: a preset's name or one of timm's
    #[arg(long, value_name = "NAME")]
    pub arch: Option<String>,
    /// forward: pixels on the device to the embedding there; backward: gradients of all parameters, after a forward pass that is
    /// not timed; step: forward, loss, backward and AdamW; embed: image files to embeddings on the host
    #[arg(long, value_name = "MODE,..", value_delimiter = ',', value_enum, default_value = "forward")]
    pub mode: Vec<Mode>,
    /// Images in a batch
    #[arg(long, value_name = "N,..", value_delimiter = ',', default_value = "1", value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub batch: Vec<u32>,
    /// Storage types of weights and activations: f32, f16, bf16 (sums are always f32)
    #[arg(long, value_name = "TYPE,..", value_delimiter = ',', default_value = "f32", value_parser = parse_dtype)]
    pub dtype: Vec<DType>,
    /// Sizes of the input, where they differ from the model's own
    #[arg(long, value_name = "N|HxW,..", value_delimiter = ',', value_parser = parse_size)]
    pub image_size: Vec<[usize; 2]>,
    /// auto, wgpu[:N] or cuda[:N]; `roentgen devices` lists them
    #[arg(long, value_name = "DEVICE", default_value = "auto", value_parser = parse_device)]
    pub device: Selector,
    /// warm: runs follow each other; cold: the device's caches are filled with something else before every run
    #[arg(long, value_name = "CACHE,..", value_delimiter = ',', value_enum, default_value = "warm")]
    pub cache: Vec<Cache>,
    /// The images of mode embed; synthetic radiographs of 1024x1024 where it is left out
    #[arg(long, value_name = "M.csv")]
    pub manifest: Option<PathBuf>,
    /// Seconds that a measurement may take, warm-up included; a run in progress is not cut off
    #[arg(long, value_name = "SECONDS", default_value_t = 20.0, value_parser = parse_seconds)]
    pub time_limit: f64,
    /// Stop when the interval of the median is narrower than so many percent of it
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0, value_parser = parse_precision)]
    pub precision: f64,
    /// Seed of the pixels, and of weights that are drawn
    #[arg(long, value_name = "N", default_value_t = 5656)]
    pub seed: u64,
    /// Only list what would be measured
    #[arg(long)]
    pub list: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// What the device's caches hold when a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Cache {
    /// What the run before left.
    Warm,
    /// Something else.
    Cold,
}

impl Cache {
    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warm => "warm",
            Self::Cold => "cold",
        }
    }
}

/// What is timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Mode {
    /// The forward pass.
    Forward,
    /// The backward pass alone.
    Backward,
    /// A training step.
    Step,
    /// Decoding, preparing, forward pass and reading back.
    Embed,
}

impl Mode {
    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Backward => "backward",
            Self::Step => "step",
            Self::Embed => "embed",
        }
    }

    /// Whether gradients are made.
    pub fn trains(self) -> bool {
        matches!(self, Self::Backward | Self::Step)
    }

    /// FLOPs over those of a forward pass: a backward makes two products of each, of activations and of parameters.
    fn passes(self) -> u64 {
        match self {
            Self::Forward | Self::Embed => 1,
            Self::Backward => 2,
            Self::Step => 3,
        }
    }
}

fn parse_seconds(text: &str) -> std::result::Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.01..=86_400.0).contains(seconds));
    seconds.ok_or_else(|| "a time limit is a number of seconds from 0.01 to 86400".to_string())
}

fn parse_precision(text: &str) -> std::result::Result<f64, String> {
    let percent = text.parse().ok().filter(|percent| (0.01..=100.0).contains(percent));
    percent.ok_or_else(|| "a percentage is a number from 0.01 to 100".to_string())
}

/// One combination of a sweep.
#[derive(Debug, Clone, Copy)]
struct Case<'a> {
    source: &'a Source,
    image: [usize; 2],
    dtype: DType,
    mode: Mode,
    batch: usize,
    cache: Cache,
}

impl Case<'_> {
    /// FLOPs of a batch.
    fn flops(&self) -> u64 {
        self.source.config.flops(self.image).saturating_mul(self.batch as u64).saturating_mul(self.mode.passes())
    }

    /// Memory it takes.
    fn need(&self) -> Need {
        let need = Need::new(&self.source.config, self.image, self.dtype, self.mode.trains());
        if self.cache == Cache::Cold { need.beside(2 * run::SCRUB) } else { need }
    }

    /// What it is called in results.
    fn key(&self) -> String {
        let ([height, width], name) = (self.image, &self.source.name);
        let key = format!("{name}/{}/{height}x{width}/{}/batch {}", self.mode.name(), self.dtype.name(), self.batch);
        if self.cache == Cache::Cold { key + "/cold" } else { key }
    }
}

/// Measures and prints.
///
/// # Errors
/// A model or image that cannot be read, no such device; [`Error::Failed`] where nothing could be measured.
pub fn run(args: &Args) -> Result<()> {
    let sources = args
        .models
        .iter()
        .map(|model| source::resolve(model, args.arch.as_deref()))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let cases = cases(args, &sources)?;
    if args.list {
        return print(&table::listed(&cases).render(args.format));
    }
    let device = open(args.device)?;
    on_device!(&device, device => measure(args, &cases, device))
}

/// The whole sweep: what shares a model, a size and a type stands together, batches from small to large.
fn cases<'a>(args: &Args, sources: &'a [Source]) -> Result<Vec<Case<'a>>> {
    let mut batches: Vec<usize> = args.batch.iter().map(|batch| *batch as usize).collect();
    batches.sort_unstable();
    let mut cases: Vec<Case<'a>> = Vec::new();
    for source in sources {
        let own = [source.processor.geometry(1, 1).output];
        for image in if args.image_size.is_empty() { &own[..] } else { &args.image_size } {
            source.config.check_image(*image)?;
            for (dtype, mode) in args.dtype.iter().flat_map(|dtype| args.mode.iter().map(|mode| (*dtype, *mode))) {
                let each = batches.iter().flat_map(|batch| args.cache.iter().map(|cache| (*batch, *cache)));
                cases.extend(each.map(|(batch, cache)| Case { source, image: *image, dtype, mode, batch, cache }));
            }
        }
    }
    let mut keys: Vec<String> = cases.iter().map(Case::key).collect();
    keys.sort();
    match keys.windows(2).find(|pair| pair[0] == pair[1]) {
        None => Ok(cases),
        Some(pair) => Err(Error::usage(format!("{} would be measured twice; name it once", pair[0]))),
    }
}

fn measure<R: cubecl::Runtime>(args: &Args, cases: &[Case<'_>], device: &Device<R>) -> Result<()> {
    let plan = Plan { limit: args.time_limit, precision: args.precision / 100.0 };
    let ceilings = Measured::get(device.info())?;
    let line = ceilings.line();
    let mut document: Document<Detail> = Document::new(device.info(), args.seed, ceilings);
    eprintln!("{}; {line}", document.origin.device_line());
    let images = run::Images::new(args, cases)?;
    let same =
        |a: &Case<'_>, b: &Case<'_>| std::ptr::eq(a.source, b.source) && (a.image, a.dtype) == (b.image, b.dtype);
    for group in cases.chunk_by(same) {
        let Case { source, image, dtype, .. } = group[0];
        let weights = match &source.weights {
            Some(path) => Weights::open(path)?,
            None => Weights::drawn(args.seed),
        };
        let mut bench = None;
        for case in group {
            // What the last case left reserved is free for this one.
            device.release_memory()?;
            let room = room::available(device.info());
            let why = room.and_then(|room| room::too_large(&case.need(), case.batch, room));
            if let Some(why) = why {
                document.refuse(case.key(), why);
                continue;
            }
            if bench.is_none() {
                match Bench::load(source, &weights, image, device, dtype, args.seed) {
                    Ok(loaded) => bench = Some(loaded),
                    // A type that the device lacks is one of a sweep; a model that cannot be read is an error.
                    Err(error @ Error::Runtime(_)) | Err(error @ Error::Model(roentgen_models::Error::Runtime(_))) => {
                        document.refuse(case.key(), error);
                        continue;
                    }
                    Err(error) => return Err(error),
                }
            }
            let Some(bench) = &mut bench else { continue };
            match bench.measure(case, plan, &images, &document.ceilings) {
                Ok(row) => document.rows.push(row),
                Err(error) => document.refuse(case.key(), error),
            }
        }
    }
    let text = match args.format {
        Format::Json => document.json()?,
        Format::Csv => table::whole(&document).render_with(args.format, document.facts()),
        Format::Table | Format::Md => table::summary(&document).render(args.format),
    };
    print(&text)?;
    if document.rows.is_empty() {
        return Err(Error::Failed("nothing was measured; the reasons stand above".to_string()));
    }
    Ok(())
}

/// How an encoder does forward, for a study: images in a batch (fewer where the device needs it), images a second by the median, and
/// bytes reserved on the device.
///
/// # Errors
/// As [`run`].
pub fn forward<R: cubecl::Runtime>(
    source: &Source,
    weights: &Weights,
    image: [usize; 2],
    dtype: DType,
    batch: usize,
    seed: u64,
    device: &Device<R>,
) -> Result<(usize, f64, u64)> {
    let mut bench = Bench::load(source, weights, image, device, dtype, seed)?;
    let batch = batch.min(bench.most()).max(1);
    let case = Case { source, image, dtype, mode: Mode::Forward, batch, cache: Cache::Warm };
    if let Some(why) = room::available(device.info()).and_then(|room| room::too_large(&case.need(), batch, room)) {
        return Err(Error::usage(why));
    }
    let plan = Plan { limit: STUDY_SECONDS, precision: 0.02 };
    let row = bench.measure(&case, plan, &run::Images::none(), &Measured::get(device.info())?.ceilings)?;
    Ok((batch, row.detail.images_per_second, row.detail.peak_bytes))
}

/// Seconds that the measurement of one encoder of a study may take.
const STUDY_SECONDS: f64 = 4.0;
