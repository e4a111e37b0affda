//! `roentgen profile`: where the time of a forward pass or of a training step goes, by operation and by layer.

mod pictures;

use crate::ceilings::Measured;
use crate::cli::{DeviceArgs, ModelArgs, parse_size};
use crate::encoder::find;
use crate::error::{Error, Result};
use crate::measure::spans::{self, FORMAT, Other, Piece, Profile, Row, Subject};
use crate::measure::verdict::Ratio;
use crate::measure::{Step, Summary};
use crate::output::{Cell, Format, Table, print};
use crate::provenance::{Arithmetic, Origin};
use cubecl::prelude::Runtime;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep};
use roentgen_runtime::{Ceilings, Clock, DType, Device, Span, Tensor, on_device};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Time every operation of an encoder alone, on the device's clock where the API has one, and hold it against what the device can do.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    model: ModelArgs,
    #[command(flatten)]
    device: DeviceArgs,
    /// forward: the encoder's forward pass; step: forward, loss, backward and AdamW
    #[arg(long, value_enum, default_value_t = Mode::Forward)]
    mode: Mode,
    /// Images in a batch
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    batch: u32,
    /// Size of the input, where it differs from the model's own
    #[arg(long, value_name = "N|HxW", value_parser = parse_size)]
    image_size: Option<[usize; 2]>,
    /// Runs, whose medians count; each is a run piece by piece and a run as a whole
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=1000))]
    runs: u32,
    /// What the rows of the table are
    #[arg(long, value_enum, default_value_t = By::Operation)]
    by: By,
    /// A folder for profile.json, roofline.svg, trace.json (opens in Perfetto) and flame.html
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The profile.json of another run: what became faster or slower, by operation
    #[arg(long, value_name = "PROFILE.json")]
    compare: Option<PathBuf>,
    /// Seed of the pixels, and of weights that are drawn
    #[arg(long, value_name = "N", default_value_t = 5656)]
    seed: u64,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What is profiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Mode {
    /// The encoder's forward pass.
    Forward,
    /// A training step.
    Step,
}

/// What rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// Operations, all of a kind together.
    Operation,
    /// Layers of the model.
    Layer,
    /// Every piece, in the order in which it runs.
    Piece,
}

/// A change of an operation's time by less than this share does not matter in a comparison.
const EFFECT: f64 = 0.03;

/// Profiles and prints.
///
/// # Errors
/// A model or file that cannot be read, no such device, a batch that it cannot run.
pub fn run(args: &Args) -> Result<()> {
    let other = args.compare.as_deref().map(Other::read).transpose()?;
    let source = find(&args.model)?;
    let image = args.image_size.unwrap_or_else(|| source.processor.geometry(1, 1).output);
    source.config.check_image(image)?;
    let device = args.device.open()?;
    let profile = on_device!(&device, device => profile(args, &source, image, device))?;
    report(args, &profile, other.as_ref())
}

fn profile<R: Runtime>(args: &Args, source: &Source, image: [usize; 2], device: &Device<R>) -> Result<Profile> {
    let (batch, dtype) = (args.batch as usize, args.device.dtype);
    let Measured { ceilings, date: ceilings_date, .. } = Measured::get(device.info())?;
    let device = &device.profiled();
    let weights = match &source.weights {
        Some(path) => Weights::open(path)?,
        None => Weights::drawn(args.seed),
    };
    let [height, width] = image;
    let mut random = StdRng::seed_from_u64(args.seed);
    let pixels: Vec<f32> = (0..batch * height * width * 3).map(|_| random.random_range(-2.0f32..2.0)).collect();
    let images = Tensor::from_f32(device, &[batch, height, width, 3], dtype, &pixels)?;
    let timed = match args.mode {
        Mode::Forward => {
            let encoder = Encoder::load(&source.config, &weights, device, dtype)?;
            let most = encoder.max_batch(image);
            if batch > most {
                return Err(Error::usage(format!(
                    "one tensor of a batch of {batch} is more than the device binds; a batch of {most} fits"
                )));
            }
            passes(device, args.runs, || Ok(encoder.forward(&images, Keep::Result).map(drop)?))?
        }
        Mode::Step => {
            let mut step = Step::load(source, &weights, device, dtype, images, args.seed)?;
            passes(device, args.runs, || step.run().map(drop))?
        }
    };
    let waiting = (timed.waiting - ceilings.launch_interval).max(0.0);
    let spans = spans::pieces(&timed.runs, waiting, &ceilings, dtype)?;
    let sum = spans.iter().map(|piece| piece.median).sum();
    let median = |seconds: &[f64]| Summary::of(seconds).map_or(f64::NAN, |summary| summary.median);
    let total = median(&timed.totals);
    Ok(Profile {
        format: FORMAT,
        origin: Origin::new(device.info()),
        arithmetic: Arithmetic::new(device.info(), dtype),
        seed: args.seed,
        ceilings,
        ceilings_date,
        subject: Subject {
            model: source.name.clone(),
            weights: weights.path().display().to_string(),
            mode: if args.mode == Mode::Forward { "forward" } else { "step" }.to_string(),
            batch,
            image,
        },
        clock: timed.clock,
        spans,
        total_seconds: timed.totals,
        host_seconds: timed.host,
        waiting,
        sum,
        total,
        unexplained: total - sum,
    })
}

/// What passes took.
struct Passes {
    runs: Vec<Vec<Span>>,
    totals: Vec<f64>,
    host: Vec<f64>,
    clock: Clock,
    /// What a piece of nothing takes.
    waiting: f64,
}

/// Runs a pass piece by piece and as a whole by turns, so that a machine that slows down slows both.
fn passes<R: Runtime>(device: &Device<R>, runs: u32, mut pass: impl FnMut() -> Result<()> + Send) -> Result<Passes> {
    // Compiles, and makes what parameters alone make; then once more for whatever the driver does at a second sight, and for the clock,
    // which learns how many kernels a piece has.
    pass()?;
    device.sync()?;
    device.record_spans();
    pass()?;
    device.take_spans();
    let waiting = device.time_of_waiting()?;
    let mut passes = Passes { runs: Vec::new(), totals: Vec::new(), host: Vec::new(), clock: Clock::Device, waiting };
    for _ in 0..runs {
        device.record_spans();
        let ran = pass();
        let spans = device.take_spans();
        ran?;
        passes.clock = spans.iter().map(|span| span.clock).fold(passes.clock, Clock::max);
        passes.runs.push(spans);
        let start = Instant::now();
        // The driver's error passes the runtime's clock as a value.
        let (ran, time, _) = device.time(|| Ok(pass()))?;
        passes.host.push(start.elapsed().as_secs_f64());
        ran?;
        passes.totals.push(time.as_secs_f64());
    }
    Ok(passes)
}

fn report(args: &Args, profile: &Profile, other: Option<&Other>) -> Result<()> {
    let dtype = profile.arithmetic.dtype;
    let operations = spans::grouped(&profile.spans, &profile.ceilings, dtype, spans::by_operation);
    if let Some(folder) = &args.out {
        let layers = spans::grouped(&profile.spans, &profile.ceilings, dtype, spans::by_layer);
        pictures::write(folder, profile, &operations, &layers)?;
        eprintln!("{}: profile.json, roofline.svg, trace.json, flame.html", folder.display());
    }
    let Subject { model, mode, batch, image: [height, width], .. } = &profile.subject;
    eprintln!(
        "{model}, {mode}, {batch} x {height}x{width}, {} on {}, {} runs",
        dtype.name(),
        profile.origin.device_line(),
        profile.total_seconds.len()
    );
    let share = |part: f64| 100.0 * part / profile.total;
    eprintln!(
        "total {:.3} ms, sum of operations {:.3} ms, unexplained {:.3} ms ({:.1} %); host {:.3} ms; {} launches; {:.1} us of waiting \
         taken off each piece",
        profile.total * 1e3,
        profile.sum * 1e3,
        profile.unexplained * 1e3,
        share(profile.unexplained),
        Summary::of(&profile.host_seconds).map_or(f64::NAN, |summary| summary.median) * 1e3,
        profile.spans.iter().map(|piece| piece.launches).sum::<u64>(),
        profile.waiting * 1e6
    );
    if let Some(other) = other {
        return print(&compared(args, profile, &operations, other)?.render_with(args.format, profile.facts()));
    }
    // A profile's own document is what programs want; the table is for people and spreadsheets.
    if args.format == Format::Json {
        return print(&pictures::json(profile)?);
    }
    let rows = match args.by {
        By::Operation => operations,
        By::Layer => spans::grouped(&profile.spans, &profile.ceilings, dtype, spans::by_layer),
        By::Piece => {
            let name = |piece: &Piece| [format!("{}, {}", piece.layer, piece.operation), piece.direction.clone()];
            let one = |piece: &Piece| spans::grouped(std::slice::from_ref(piece), &profile.ceilings, dtype, name);
            profile.spans.iter().flat_map(one).collect()
        }
    };
    print(&table(args, profile, &rows).render_with(args.format, profile.facts()))
}

fn table(args: &Args, profile: &Profile, rows: &[Row]) -> Table {
    let first = if args.by == By::Layer { "layer" } else { "operation" };
    let headers =
        [first, "direction", "ms", "% of total", "launches", "GFLOP", "MB", "GFLOP/s", "GB/s", "share", "bound by"];
    let mut table = Table::new(headers);
    for row in rows {
        let Row { name: [name, direction], work, seconds, share, .. } = row;
        table.push([
            Cell::from(name.as_str()),
            Cell::from(direction.as_str()),
            Cell::Number(seconds * 1e3, 3),
            Cell::Number(100.0 * seconds / profile.total, 1),
            Cell::from(work.launches),
            Cell::Number(work.flops as f64 / 1e9, 3),
            Cell::Number(work.bytes as f64 / 1e6, 1),
            Cell::Number(work.flops as f64 / seconds / 1e9, 2),
            Cell::Number(work.bytes as f64 / seconds / 1e9, 2),
            Cell::Number(share.share, 3),
            Cell::from(share.bound.name()),
        ]);
    }
    let own = |name: &str, seconds: f64| {
        let share = Cell::Number(100.0 * seconds / profile.total, 1);
        [Cell::from(name), Cell::Missing, Cell::Number(seconds * 1e3, 3), share]
    };
    table.push(own("sum", profile.sum));
    table.push(own("unexplained", profile.unexplained));
    table.push(own("total", profile.total));
    table
}

/// By operation: this profile against another, whose rows stand first.
fn compared(args: &Args, profile: &Profile, operations: &[Row], other: &Other) -> Result<Table> {
    let path = args.compare.as_deref().unwrap_or(Path::new("the other profile"));
    if other.subject != profile.subject || other.dtype != profile.arithmetic.dtype {
        let Subject { model, mode, batch, image: [height, width], .. } = &other.subject;
        let what = format!("{model}, {mode}, {batch} x {height}x{width}, {}", other.dtype.name());
        return Err(Error::input(path, format!("is of {what}: profiles are compared of the same alone")));
    }
    let device = &profile.origin.device;
    if [&other.device.name, &other.device.driver, &other.device.api] != [&device.name, &device.driver, &device.api] {
        let spans::OtherDevice { name, driver, api } = &other.device;
        eprintln!("warning: other device or driver: {name} ({driver}, {api}), then {}", profile.origin.device_line());
    }
    let before = spans::grouped(&other.spans, &other.ceilings, other.dtype, spans::by_operation);
    let mut table = Table::new(["operation", "direction", "before ms", "after ms", "change %", "verdict"]);
    let mut push = |name: &[String; 2], before: Option<&[f64]>, after: Option<&[f64]>| {
        let [before, after] = [before, after].map(|samples| samples.and_then(Summary::of));
        let ratio = before.zip(after).map(|(before, after)| Ratio::new(&before, &after));
        let verdict = match (&ratio, before) {
            (Some(ratio), _) => ratio.verdict(EFFECT).name(),
            (None, None) => "new",
            (None, Some(_)) => "gone",
        };
        let time = |summary: Option<Summary>| summary.map_or(Cell::Missing, |summary| summary.cell(1e3, 3));
        let change = ratio.map_or(Cell::Missing, |ratio| Cell::Number(100.0 * (ratio.median - 1.0), 1));
        let [name, direction] = name.each_ref().map(|text| Cell::from(text.as_str()));
        table.push([name, direction, time(before), time(after), change, Cell::from(verdict)]);
    };
    for row in operations {
        let before = before.iter().find(|other| other.name == row.name).map(|other| &other.samples[..]);
        push(&row.name, before, Some(&row.samples));
    }
    for row in before.iter().filter(|row| operations.iter().all(|other| other.name != row.name)) {
        push(&row.name, Some(&row.samples), None);
    }
    push(&["total".to_string(), String::new()], Some(&other.total_seconds), Some(&profile.total_seconds));
    Ok(table)
}

/// The roof over an intensity (FLOPs a byte): operations a second.
fn roof(ceilings: &Ceilings, dtype: DType, intensity: f64) -> f64 {
    ceilings.flops(dtype).min(ceilings.bandwidth() * intensity)
}
