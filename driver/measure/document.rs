//! The file of measurements that `bench` and `kernels perf` print with `--format json` and `compare` reads;
//! docs/measurements.schema.json describes it.

use super::Summary;
use crate::ceilings::Measured;
use crate::error::{Error, Result};
use crate::output::Cell;
use crate::provenance::{Arithmetic, Origin};
use roentgen_runtime::{Ceilings, Clock, DType, DeviceInfo};
use serde::Serialize;

/// The first field of every file of measurements.
pub const FORMAT: &str = "roentgen measurements 1";

/// Measurements of one run of the program. `Detail` is what the command adds to each.
#[derive(Debug, Clone, Serialize)]
pub struct Document<Detail> {
    /// [`FORMAT`].
    pub format: &'static str,
    /// Program, device, date and command line.
    #[serde(flatten)]
    pub origin: Origin,
    /// Seed of inputs, and of weights that were drawn.
    pub seed: u64,
    /// What the device reaches at best, as [`crate::ceilings::Measured`] has it.
    pub ceilings: Ceilings,
    /// When that was measured.
    pub ceilings_date: String,
    /// One for each measurement.
    pub rows: Vec<Row<Detail>>,
    /// What was asked for and not measured.
    pub refused: Vec<Refused>,
}

/// One measurement.
#[derive(Debug, Clone, Serialize)]
pub struct Row<Detail> {
    /// What tells it from the others, and matches it with those of another run.
    pub key: String,
    /// Type and tile.
    #[serde(flatten)]
    pub arithmetic: Arithmetic,
    /// Whose clock `seconds` are from.
    pub clock: Clock,
    /// Every sample in seconds, in the order taken.
    pub seconds: Vec<f64>,
    /// What they say.
    #[serde(flatten)]
    pub summary: Summary,
    /// Whether the median's interval became as narrow as was asked for; `None` where a number of samples was asked for.
    pub settled: Option<bool>,
    /// Seconds of the first run on the host's clock, compilation included.
    pub first: f64,
    /// What the command adds.
    #[serde(flatten)]
    pub detail: Detail,
}

/// What was not measured, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Refused {
    /// The key it would have had.
    pub key: String,
    /// One line.
    pub reason: String,
}

impl<Detail: Serialize> Document<Detail> {
    /// Without rows yet.
    pub fn new(device: &DeviceInfo, seed: u64, Measured { ceilings, date, .. }: Measured) -> Self {
        let origin = Origin::new(device);
        Self { format: FORMAT, origin, seed, ceilings, ceilings_date: date, rows: Vec::new(), refused: Vec::new() }
    }

    /// As JSON, with a line break at its end.
    ///
    /// # Errors
    /// None that can be seen to happen: a value that JSON cannot hold.
    pub fn json(&self) -> Result<String> {
        let text = serde_json::to_string_pretty(self);
        Ok(text.map_err(|e| Error::usage(format!("the measurements cannot be written as JSON: {e}")))? + "\n")
    }

    /// What all rows share, for a table whose rows stand alone.
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, Cell)> {
        self.origin.facts().into_iter().chain([("seed", Cell::from(self.seed))])
    }

    /// Remembers that `key` was not measured, and says so.
    pub fn refuse(&mut self, key: String, reason: impl std::fmt::Display) {
        let reason = reason.to_string();
        eprintln!("not measured: {key}: {reason}");
        self.refused.push(Refused { key, reason });
    }
}

/// The samples of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Timed {
    /// Whose clock they are from.
    pub clock: Clock,
    /// In the order taken.
    pub seconds: Vec<f64>,
    /// As [`Row::settled`].
    pub settled: Option<bool>,
    /// As [`Row::first`].
    pub first: f64,
}

impl<Detail> Row<Detail> {
    /// Of samples on a device in a type.
    ///
    /// # Errors
    /// [`Error::Failed`] where there are none, or one is no number.
    pub fn new(key: String, device: &DeviceInfo, dtype: DType, timed: Timed, detail: Detail) -> Result<Self> {
        let Timed { clock, seconds, settled, first } = timed;
        let summary = Summary::of(&seconds).ok_or_else(|| Error::Failed(format!("{key}: a sample is not a number")))?;
        Ok(Self { key, arithmetic: Arithmetic::new(device, dtype), clock, seconds, summary, settled, first, detail })
    }
}
