//! A profile's document: spans of several runs put together, by operation and by layer, against the ceilings.

use crate::ceilings::{Share, Work};
use crate::error::{Error, Result};
use crate::measure::Summary;
use crate::output::Cell;
use crate::provenance::{Arithmetic, Origin};
use roentgen_runtime::{Ceilings, Clock, DType, Span};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The least that a piece is said to take, in seconds: less than any launch.
const NO_TIME: f64 = 1e-7;

/// The first field of every profile.
pub const FORMAT: &str = "roentgen profile 1";

/// A profile of one pass of one model.
#[derive(Debug, Clone, Serialize)]
pub struct Profile {
    /// [`FORMAT`].
    pub format: &'static str,
    /// Program, device, date and command line.
    #[serde(flatten)]
    pub origin: Origin,
    /// Type and tile.
    #[serde(flatten)]
    pub arithmetic: Arithmetic,
    /// Seed of pixels, and of weights that were drawn.
    pub seed: u64,
    /// What the device reaches at best.
    pub ceilings: Ceilings,
    /// When that was measured.
    pub ceilings_date: String,
    /// The model, its weights, `forward` or `step`, images and their size.
    #[serde(flatten)]
    pub subject: Subject,
    /// Whose clock the pieces' seconds are from, and `total_seconds`; but these are the host's where the pieces' are of a queue.
    pub clock: Clock,
    /// Every piece of work, in the order in which it runs.
    pub spans: Vec<Piece>,
    /// Seconds of the whole pass, all of it at once, for every run.
    pub total_seconds: Vec<f64>,
    /// The same on the host's clock.
    pub host_seconds: Vec<f64>,
    /// Seconds that waiting for a piece adds to its time, already taken off: what one unit's work takes, timed in the same way, less
    /// the launch interval. In a full queue nobody waits. 0 on CUDA, where pieces are timed behind other work.
    pub waiting: f64,
    /// Sum of the pieces' medians.
    pub sum: f64,
    /// Median of the whole pass.
    pub total: f64,
    /// What the pieces do not explain: gaps between kernels, and work that is no operation. Below zero where the pieces, each waited
    /// for, took longer alone.
    pub unexplained: f64,
}

impl Profile {
    /// What all rows share, for a table whose rows stand alone.
    pub fn facts(&self) -> Vec<(&'static str, Cell)> {
        let Subject { model, weights, mode, batch, image: [height, width] } = &self.subject;
        let own = [
            ("model", Cell::from(model.as_str())),
            ("weights", Cell::from(weights.as_str())),
            ("mode", Cell::from(mode.as_str())),
            ("batch", Cell::from(*batch)),
            ("height", Cell::from(*height)),
            ("width", Cell::from(*width)),
            ("seed", Cell::from(self.seed)),
            ("clock", Cell::from(self.clock.name())),
        ];
        own.into_iter().chain(self.arithmetic.facts()).chain(self.origin.facts()).collect()
    }
}

/// What was profiled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// The model's name.
    pub model: String,
    /// Its weights' file or folder, or the seed that they were drawn from.
    pub weights: String,
    /// `forward` or `step`.
    pub mode: String,
    /// Images.
    pub batch: usize,
    /// Height and width.
    pub image: [usize; 2],
}

/// A piece of work over all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// The operation.
    pub operation: String,
    /// `forward`, `backward` or `update`.
    pub direction: String,
    /// The part of the model.
    pub layer: String,
    /// Kernels.
    pub launches: u64,
    /// Floating-point operations; a multiply-add is two.
    pub flops: u64,
    /// Bytes, inputs read once, outputs written once.
    pub bytes: u64,
    /// Median seconds.
    pub median: f64,
    /// Seconds of every run.
    pub seconds: Vec<f64>,
    /// The least time that the ceilings allow over the median.
    #[serde(default)]
    pub share_of_ceiling: f64,
    /// `compute`, `bandwidth` or `launch`: the ceiling that allows the least.
    #[serde(default)]
    pub bound_by: String,
}

/// Pieces put together.
#[derive(Debug, Clone)]
pub struct Row {
    /// What they share: operation and direction, or layer.
    pub name: [String; 2],
    /// Launches, FLOPs and bytes.
    pub work: Work,
    /// Sum of the pieces' medians.
    pub seconds: f64,
    /// Of every run.
    pub samples: Vec<f64>,
    /// Against the ceilings.
    pub share: Share,
}

/// The spans of several runs as pieces, each `waiting` seconds shorter than it was measured, and not below the launch interval.
///
/// # Errors
/// [`Error::Failed`] where two runs did not do the same.
pub fn pieces(runs: &[Vec<Span>], waiting: f64, ceilings: &Ceilings, dtype: DType) -> Result<Vec<Piece>> {
    let Some(first) = runs.first() else { return Ok(Vec::new()) };
    let kind = |span: &Span| (span.name, span.direction, span.layer.clone(), span.launches);
    if runs.iter().any(|run| !run.iter().map(kind).eq(first.iter().map(kind))) {
        return Err(Error::Failed("two runs of the model did not launch the same kernels".to_string()));
    }
    let piece = |(i, span): (usize, &Span)| {
        let least = ceilings.launch_interval;
        let seconds: Vec<f64> =
            runs.iter().map(|run| (run[i].seconds - waiting).max(least.min(run[i].seconds))).collect();
        let summary = Summary::of(&seconds).ok_or_else(|| Error::Failed(format!("{}: a time is no number", span.name)));
        // Single runs of a short piece may fall below zero on CUDA, the difference of two waits; taken together they do not.
        let median = summary?.median.max(NO_TIME);
        let seconds = seconds.into_iter().map(|seconds| seconds.max(0.0)).collect();
        let work = Work { flops: span.cost.flops, bytes: span.cost.bytes, launches: span.launches };
        let share = Share::of(ceilings, work, dtype, median);
        Ok(Piece {
            operation: span.name.to_string(),
            direction: span.direction.name().to_string(),
            layer: span.layer.to_string(),
            launches: span.launches,
            flops: span.cost.flops,
            bytes: span.cost.bytes,
            median,
            seconds,
            share_of_ceiling: share.share,
            bound_by: share.bound.name().to_string(),
        })
    };
    first.iter().enumerate().map(piece).collect()
}

/// Pieces of equal name, the slowest first.
pub fn grouped(pieces: &[Piece], ceilings: &Ceilings, dtype: DType, name: impl Fn(&Piece) -> [String; 2]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        let name = name(piece);
        let at = rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
            let share = Share { share: 0.0, bound: crate::analytic::Bound::Launch };
            let samples = vec![0.0; piece.seconds.len()];
            rows.push(Row { name, work: Work::default(), seconds: 0.0, samples, share });
            rows.len() - 1
        });
        let row = &mut rows[at];
        row.work.flops += piece.flops;
        row.work.bytes += piece.bytes;
        row.work.launches += piece.launches;
        row.seconds += piece.median;
        row.samples.iter_mut().zip(&piece.seconds).for_each(|(sum, seconds)| *sum += seconds);
    }
    for row in &mut rows {
        row.share = Share::of(ceilings, row.work, dtype, row.seconds);
    }
    rows.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    rows
}

/// By operation and direction.
pub fn by_operation(piece: &Piece) -> [String; 2] {
    [piece.operation.clone(), piece.direction.clone()]
}

/// By layer and direction.
pub fn by_layer(piece: &Piece) -> [String; 2] {
    [piece.layer.clone(), piece.direction.clone()]
}

/// What `--compare` needs of another profile.
#[derive(Debug, Clone, Deserialize)]
pub struct Other {
    format: String,
    /// The commit of the program.
    pub commit: String,
    /// When.
    pub date: String,
    /// The device.
    pub device: OtherDevice,
    /// The storage type.
    pub dtype: DType,
    /// What was profiled.
    #[serde(flatten)]
    pub subject: Subject,
    /// Its ceilings.
    pub ceilings: Ceilings,
    /// Its pieces.
    pub spans: Vec<Piece>,
    /// Whole passes.
    pub total_seconds: Vec<f64>,
}

/// A device as a profile names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OtherDevice {
    /// The name.
    pub name: String,
    /// The driver.
    pub driver: String,
    /// The API.
    pub api: String,
}

impl Other {
    /// Reads a `profile.json`.
    ///
    /// # Errors
    /// [`Error::Input`] for what is none.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::input(path, format!("cannot be read: {e}")))?;
        let how = "wanted the profile.json of `roentgen profile --out`";
        let other: Self = serde_json::from_str(&text).map_err(|e| Error::input(path, format!("{e}; {how}")))?;
        if other.format != FORMAT {
            return Err(Error::input(path, format!("is of format {:?}, this program reads {FORMAT:?}", other.format)));
        }
        if other
            .spans
            .iter()
            .any(|piece| piece.seconds.iter().chain([&piece.median]).any(|s| !s.is_finite() || *s < 0.0))
        {
            return Err(Error::input(path, "a time is not a positive number"));
        }
        Ok(other)
    }
}
