//! What a cell costs, before it runs: FLOPs from its encoder's operations, bytes from what training keeps.

use super::cells::Cell;
use super::check::Checked;
use super::config::Regime;
use roentgen_models::EncoderConfig;

/// Share of a device's measured f32 ceiling that a whole cell is taken to reach, before any cell has shown what it does reach.
pub const SHARE: f64 = 0.2;

/// A cell's cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// FLOPs before the first epoch and after the last.
    pub once: f64,
    /// FLOPs of an epoch.
    pub epoch: f64,
    /// Most epochs.
    pub epochs: u32,
    /// Bytes on the device: parameters, what the optimiser keeps of them, and activations.
    pub bytes: u64,
}

impl Cost {
    /// Of a cell. Two thirds of a training step are the backward pass; a frozen encoder has none.
    pub fn of(cell: &Cell, checked: &Checked, config: &EncoderConfig) -> Self {
        let Checked { size, images: [train, val, test] } = *checked;
        let number = |name: &str, usual: usize| cell.option(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        let forward = config.flops(size) as f64;
        let (train, val, test) = (train as f64, val as f64, test as f64);
        let (once, epoch) = match cell.regime {
            // Features are computed once.
            Regime::Probe => ((train + val + test) * forward, 0.0),
            Regime::Finetune => {
                let passes = if cell.option("recompute").is_some() { 4.0 } else { 3.0 };
                (test * forward, (passes * train + val) * forward)
            }
        };
        // `auto` shrinks to what fits, and a probe's own batches are of features.
        let images = if cell.option("batch") == Some("auto") { 1 } else { number("batch", 16) };
        let batch = match cell.regime {
            Regime::Probe => images,
            Regime::Finetune => images.min(number("batch-size", 16)),
        } as u64;
        let (parameters, pixels) = (config.parameters(), 3 * size[0] as u64 * size[1] as u64);
        let live = config.live_activations(size);
        let trains = cell.regime == Regime::Finetune;
        // Weight, gradient and two moments; every output of the forward pass waits for the backward pass.
        let (copies, kept) = match (trains, cell.option("recompute").is_some()) {
            (false, _) => (1, live),
            (true, true) => (4, 2 * live),
            (true, false) => {
                let written = config.operations(size, 1);
                (4, live + written.iter().map(|o| o.writes.saturating_mul(o.launches)).sum::<u64>())
            }
        };
        let bytes = cell.option("dtype").map_or(4, |dtype| if dtype == "f32" { 4 } else { 2 });
        let activations = (kept.saturating_add(pixels)).saturating_mul(batch).saturating_mul(bytes);
        Self {
            once,
            epoch,
            epochs: number("epochs", 500) as u32,
            bytes: parameters.saturating_mul(4 * copies).saturating_add(activations),
        }
    }

    /// FLOPs if no epoch is spared.
    pub fn most(&self) -> f64 {
        self.once + f64::from(self.epochs) * self.epoch
    }
}

/// Seconds for people.
pub fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 60.0 => format!("{s:.0} s"),
        s if s < 5400.0 => format!("{:.0} min", s / 60.0),
        s if s < 48.0 * 3600.0 => format!("{:.1} h", s / 3600.0),
        s => format!("{:.1} days", s / 86400.0),
    }
}
