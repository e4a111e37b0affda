//! Test mode: the forward against the scalar reference in f64.

use super::Entry;
use super::fixtures;
use super::run::{self, rounded};
use crate::case::{Case, Values, relative_l2};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Device, Error};

/// What became of a case.
#[derive(Debug, Clone)]
pub struct Report {
    /// The case, as `--case` takes it.
    pub id: String,
    /// The seed of the run.
    pub seed: u64,
    /// Largest relative L2 error of its outputs.
    pub error: f64,
    /// The tolerance that output was held to.
    pub tolerance: f64,
    /// Why it failed, in one line; `None` when it passed.
    pub failure: Option<String>,
    /// Whether the device lacks the type or is too small, and said so before the launch.
    pub refused: bool,
}

/// The largest error and its tolerance, or why there is none.
pub(super) type Checked = Result<(f64, f64), Failure>;

/// Why a check did not pass.
#[derive(Debug)]
pub(super) enum Failure {
    /// The operation returned an error.
    Error(Error),
    /// An output is wrong.
    Wrong { error: f64, tolerance: f64, message: String },
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

pub(super) fn report(entry: &Entry, seed: u64, checked: Checked) -> Report {
    let tolerance = entry.tolerance();
    let (error, tolerance, failure, refused) = match checked {
        Ok((error, tolerance)) => (error, tolerance, None, false),
        Err(Failure::Error(error)) => {
            let refused = matches!(error, Error::Limit { .. } | Error::Type { .. });
            (f64::INFINITY, tolerance, Some(error.to_string()), refused)
        }
        Err(Failure::Wrong { error, tolerance, message }) => (error, tolerance, Some(message), false),
    };
    Report { id: entry.id(), seed, error, tolerance, failure, refused }
}

/// Compares one output, and says in a failure how many elements are off, the largest and mean difference, and where the
/// largest stands.
pub(super) fn compare(name: &str, got: &[f32], want: &[f64], tolerance: f64) -> Checked {
    let (error, at) = relative_l2(got.iter().map(|v| f64::from(*v)), want.iter().copied());
    if error <= tolerance {
        return Ok((error, tolerance));
    }
    if got.len() != want.len() {
        let message = format!("{name} has {} elements, wanted {}", got.len(), want.len());
        return Err(Failure::Wrong { error, tolerance, message });
    }
    let rms = (want.iter().map(|v| v * v).sum::<f64>() / want.len().max(1) as f64).sqrt();
    let differences: Vec<f64> = got.iter().zip(want).map(|(g, w)| (f64::from(*g) - w).abs()).collect();
    let off = differences.iter().filter(|d| d.is_nan() || **d > tolerance * rms).count();
    let finite: Vec<f64> = differences.iter().copied().filter(|d| d.is_finite()).collect();
    let largest = finite.iter().copied().fold(0.0, f64::max);
    let mean = finite.iter().sum::<f64>() / finite.len().max(1) as f64;
    let not_finite =
        if finite.len() < got.len() { format!(", {} not finite", got.len() - finite.len()) } else { String::new() };
    let message = format!(
        "{name}: relative L2 error {error:.2e} over {tolerance:.0e}; {off} of {} elements off{not_finite}, largest \
         difference {largest:.2e}, mean {mean:.2e}; at {at}: {} for {:.6}",
        want.len(),
        got[at],
        want[at]
    );
    Err(Failure::Wrong { error, tolerance, message })
}

/// Relative L2 error of the exact answer, rounded to `dtype`: what the best low-precision implementation does. Elements may
/// round luckily, so it is at least what rounding costs on average, half the unit roundoff; of a few elements there is no
/// average, and a plain implementation may err by the whole of it at each value that it stores.
pub(super) fn plain_error(want: &[f64], dtype: DType) -> f64 {
    let roundoff = match dtype {
        DType::F32 => 0.0,
        DType::F16 => 1.0 / 2048.0,
        DType::Bf16 => 1.0 / 256.0,
    };
    let least = if want.len() < 8 { roundoff } else { 0.5 * roundoff };
    relative_l2(want.iter().map(|v| f64::from(rounded(*v as f32, dtype))), want.iter().copied()).0.max(least)
}

pub(super) fn forward<C: Case, R: Runtime>(case: &C, device: &Device<R>, entry: &Entry, seed: u64) -> Checked {
    let device = run::on_path(device, entry);
    let inputs = run::inputs(case, entry.dtype, &mut Values::new(seed));
    let outputs = run::forward(case, &device, &inputs, entry.dtype)?;
    let again = run::forward(case, &device, &inputs, entry.dtype)?;
    let exact: Vec<Vec<f64>> = inputs.iter().map(|i| i.values.iter().map(|v| f64::from(*v)).collect()).collect();
    let mut worst = (0.0, case.tolerance());
    for (i, want) in case.reference(&exact).iter().enumerate() {
        let name = format!("output {i}");
        let got = outputs.get(i).map_or(&[][..], |o| &o[..]);
        let tolerance = match entry.dtype {
            DType::F32 => case.tolerance(),
            dtype => case.tolerance().max(2.0 * plain_error(want, dtype)),
        };
        let checked = compare(&name, got, want, tolerance)?;
        worst = if checked.0 / checked.1 >= worst.0 / worst.1 { checked } else { worst };
        same_bits(&name, got, &again[i])?;
    }
    fixtures::compare(case, &device, entry, false)?;
    Ok(worst)
}

/// The same case run twice must give the same bits.
pub(super) fn same_bits(name: &str, once: &[f32], again: &[f32]) -> Result<(), Failure> {
    match once.iter().zip(again).position(|(a, b)| a.to_bits() != b.to_bits()) {
        None => Ok(()),
        Some(at) => {
            let message = format!("{name}: run twice, element {at} is {} and then {}", once[at], again[at]);
            Err(Failure::Wrong { error: f64::INFINITY, tolerance: 0.0, message })
        }
    }
}
