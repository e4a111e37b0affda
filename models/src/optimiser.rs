//! The optimiser: AdamW or SGD over parameters, in groups, with f32 masters of parameters that are stored in less.

use crate::error::{Error, Result};
use crate::parameters::{Parameter, Piece, Stored};
use crate::tape::Gradients;
use cubecl::prelude::Runtime;
use roentgen_kernels::axpby::axpby;
use roentgen_kernels::cast::{cast, cast_into};
use roentgen_kernels::fill::filled;
use roentgen_kernels::join::{concat, split};
use roentgen_kernels::{adamw, clip, sgd};
use roentgen_runtime::{Cost, DType, Direction, Tensor};
use std::ops::Range;

/// The rule of a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// AdamW (arXiv 1711.05101).
    AdamW {
        /// Decay of the first moment.
        beta1: f32,
        /// Decay of the second moment.
        beta2: f32,
        /// Added to the root of the second moment.
        eps: f32,
    },
    /// SGD.
    Sgd {
        /// Momentum.
        momentum: f32,
        /// Whether the step looks ahead.
        nesterov: bool,
    },
}

impl Rule {
    /// PyTorch's AdamW.
    pub const ADAMW: Self = Self::AdamW { beta1: 0.9, beta2: 0.999, eps: 1e-8 };

    fn name(self) -> &'static str {
        match self {
            Self::AdamW { .. } => "adamw",
            Self::Sgd { .. } => "sgd",
        }
    }

    fn tensors(self) -> usize {
        match self {
            Self::AdamW { .. } => 2,
            Self::Sgd { .. } => 1,
        }
    }
}

/// What a parameter is trained with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Learning rate, before the schedule.
    pub lr: f32,
    /// Weight decay.
    pub weight_decay: f32,
}

/// An optimiser of some parameters.
#[derive(Debug)]
pub struct Optimiser<R: Runtime> {
    rule: Rule,
    /// The largest norm of all gradients together.
    max_norm: Option<f32>,
    /// Decay of the moving average of the parameters.
    average: Option<f32>,
    entries: Vec<Entry<R>>,
    steps: u32,
}

#[derive(Debug)]
struct Entry<R: Runtime> {
    parameter: Parameter<R>,
    group: Group,
    /// Elements that are not the checkpoint's, which stay zero.
    strange: Vec<Range<usize>>,
    /// The parameter in f32; itself where it is.
    master: Tensor<R>,
    /// Moments or momentum, f32.
    state: Vec<Tensor<R>>,
    /// The moving average, f32.
    average: Option<Tensor<R>>,
}

impl<R: Runtime> Optimiser<R> {
    /// Of `parameters`, each with its group. Masters are what the parameters hold now.
    ///
    /// # Errors
    /// No parameters, or a device that cannot hold their state.
    pub fn new<'a>(
        rule: Rule,
        max_norm: Option<f32>,
        average: Option<f32>,
        parameters: impl IntoIterator<Item = (&'a Stored<R>, Group)>,
    ) -> Result<Self> {
        let entry = |(stored, group): (&Stored<R>, Group)| -> Result<Entry<R>> {
            let parameter = stored.parameter.clone();
            let zeros = || Ok(filled(parameter.device(), parameter.shape(), 0.0)?);
            let master = cast(&parameter, DType::F32)?;
            let state = (0..rule.tensors()).map(|_| zeros()).collect::<Result<_>>()?;
            let average = average.map(|_| zeros()).transpose()?;
            if let Some(average) = &average {
                axpby(1.0, &master, 0.0, average)?;
            }
            let strange = outside(&stored.pieces, parameter.len());
            Ok(Entry { parameter, group, strange, master, state, average })
        };
        let entries = parameters.into_iter().map(entry).collect::<Result<Vec<_>>>()?;
        if entries.is_empty() {
            return Err(Error::Unsupported("there is no parameter to train".to_string()));
        }
        Ok(Self { rule, max_norm, average, entries, steps: 0 })
    }

    /// Steps taken.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// One step against `gradients`, each group's rate times `rate`. Returns the sum of squares of the gradients before they were
    /// clipped, `[1]`, which stays on the device; `None` where nothing clips. A parameter without a gradient stays as it is, as in
    /// PyTorch.
    ///
    /// # Errors
    /// What the device reports.
    pub fn step(&mut self, gradients: &Gradients<R>, rate: f64) -> Result<Option<Tensor<R>>> {
        let Some(device) = self.entries.first().map(|entry| entry.master.device().clone()) else { return Ok(None) };
        device.enter("optimiser");
        // Parameter, gradient and state are read, all but the gradient written again.
        let elements = self.entries.iter().map(|entry| entry.master.len() as u64).sum::<u64>();
        let tensors = 2 * (self.rule.tensors() as u64 + 1) + 1;
        let cost = |_: &_| Cost { flops: 12 * elements, bytes: 4 * tensors * elements };
        device.span((self.rule.name(), Direction::Update), cost, || self.stepped(gradients, rate))
    }

    fn stepped(&mut self, gradients: &Gradients<R>, rate: f64) -> Result<Option<Tensor<R>>> {
        let mut steps = Vec::new();
        for entry in &mut self.entries {
            if let Some(gradient) = gradients.get(&entry.parameter) {
                let gradient = own(gradient, &entry.strange)?;
                steps.push((entry, gradient));
            }
        }
        self.steps += 1;
        let all: Vec<_> = steps.iter().map(|(_, gradient)| gradient).collect();
        let squares = match self.max_norm {
            Some(max_norm) if !all.is_empty() => Some(clip::clip(&all, max_norm)?),
            _ => None,
        };
        for (entry, gradient) in steps {
            entry.step(self.rule, &gradient, rate, self.steps)?;
            if let (Some(decay), Some(average)) = (self.average, &entry.average) {
                axpby(1.0 - decay, &entry.master, decay, average)?;
            }
        }
        Ok(squares)
    }

    /// Whatever a step changes, in f32 and in order: of each parameter its master, its state, its average.
    pub fn tensors(&self) -> impl Iterator<Item = &Tensor<R>> {
        self.entries.iter().flat_map(|entry| [&entry.master].into_iter().chain(&entry.state).chain(&entry.average))
    }

    /// Goes on from the values of [`Optimiser::tensors`] of another one of the same kind after `steps` steps.
    ///
    /// # Errors
    /// Values of another number or length.
    pub fn restore(&mut self, values: &[Vec<f32>], steps: u32) -> Result<()> {
        let tensors: Vec<_> = self.tensors().cloned().collect();
        if tensors.len() != values.len() || tensors.iter().zip(values).any(|(t, v)| t.len() != v.len()) {
            let message = "the optimiser's saved state is of other parameters or settings".to_string();
            return Err(Error::Unsupported(message));
        }
        for (tensor, values) in tensors.iter().zip(values) {
            let saved = Tensor::from_f32(tensor.device(), tensor.shape(), DType::F32, values)?;
            axpby(1.0, &saved, 0.0, tensor)?;
        }
        for entry in &self.entries {
            entry.store()?;
        }
        self.steps = steps;
        Ok(())
    }

    /// Exchanges the parameters and their moving average, for a validation; again, to go on. Nothing without an average.
    ///
    /// # Errors
    /// What the device reports.
    pub fn exchange(&mut self) -> Result<()> {
        for entry in &mut self.entries {
            if let Some(average) = &entry.average {
                let other = roentgen_kernels::axpby::scaled(1.0, &entry.master)?;
                axpby(1.0, average, 0.0, &entry.master)?;
                axpby(1.0, &other, 0.0, average)?;
                entry.store()?;
            }
        }
        Ok(())
    }
}

impl<R: Runtime> Entry<R> {
    fn step(&mut self, rule: Rule, gradient: &Tensor<R>, rate: f64, step: u32) -> Result<()> {
        let Group { lr, weight_decay } = self.group;
        let lr = (f64::from(lr) * rate) as f32;
        match (rule, self.state.as_slice()) {
            (Rule::AdamW { beta1, beta2, eps }, [first, second]) => {
                let settings = adamw::Settings { lr, beta1, beta2, eps, weight_decay };
                adamw::adamw(&self.master, gradient, [first, second], step, &settings)?;
            }
            (Rule::Sgd { momentum, nesterov }, [buffer]) => {
                let settings = sgd::Settings { lr, momentum, weight_decay, nesterov };
                sgd::sgd(&self.master, gradient, buffer, &settings)?;
            }
            _ => return Err(Error::Unsupported("an optimiser's state of another rule".to_string())),
        }
        self.store()
    }

    /// The master's values into the parameter.
    fn store(&self) -> Result<()> {
        if self.parameter.dtype() != DType::F32 {
            cast_into(&self.master, &self.parameter)?;
        }
        self.parameter.changed();
        Ok(())
    }
}

/// The runs of a parameter of `len` elements that no piece has.
fn outside(pieces: &[Piece], len: usize) -> Vec<Range<usize>> {
    let mut owned: Vec<_> = pieces.iter().map(Piece::of_parameter).collect();
    owned.sort_by_key(|run| run.start);
    let (mut at, mut runs) = (0, Vec::new());
    for run in owned {
        if run.start > at {
            runs.push(at..run.start);
        }
        at = at.max(run.end);
    }
    if at < len {
        runs.push(at..len);
    }
    runs
}

/// The gradient, zero in the runs of elements that are not the checkpoint's.
fn own<R: Runtime>(gradient: &Tensor<R>, strange: &[Range<usize>]) -> Result<Tensor<R>> {
    if strange.is_empty() {
        return Ok(gradient.clone());
    }
    let len = gradient.len();
    let mut ends: Vec<usize> = strange.iter().flat_map(|run| [run.start, run.end]).chain([len]).collect();
    ends.retain(|end| *end > 0);
    ends.dedup();
    let starts: Vec<usize> = [0].into_iter().chain(ends.iter().copied()).take(ends.len()).collect();
    let widths: Vec<usize> = ends.iter().zip(&starts).map(|(end, start)| end - start).collect();
    let mut parts = split(&gradient.reshape(&[1, len])?, &widths)?;
    for (part, start) in parts.iter_mut().zip(starts) {
        if strange.iter().any(|run| run.start == start) {
            *part = filled(part.device(), part.shape(), 0.0)?;
        }
    }
    let parts: Vec<_> = parts.iter().collect();
    Ok(concat(&parts)?.reshape(gradient.shape())?)
}

/// How the rate changes over the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Schedule {
    /// It stays.
    #[default]
    Constant,
    /// Half a cosine, from one to zero at the last step (arXiv 1608.03983, without restarts).
    Cosine,
}

impl Schedule {
    /// The factor of step `step` (from 0) of `total`, of which the first `warmup` rise linearly from nearly nothing.
    pub fn factor(self, step: u64, warmup: u64, total: u64) -> f64 {
        if step < warmup {
            return (step + 1) as f64 / warmup as f64;
        }
        match self {
            Self::Constant => 1.0,
            Self::Cosine => {
                let done = (step - warmup) as f64 / total.saturating_sub(warmup).max(1) as f64;
                0.5 * (1.0 + (std::f64::consts::PI * done.min(1.0)).cos())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_piece_has_is_found() {
        let piece = |at, len| Piece { at, ..Piece::whole("key", &[len], 0) };
        assert_eq!(outside(&[piece(0, 8), piece(16, 8)], 24), vec![8..16]);
        assert_eq!(outside(&[piece(4, 2)], 8), [0..4, 6..8]);
        assert!(outside(&[piece(4, 4), piece(0, 4)], 8).is_empty());
    }

    #[test]
    fn schedules_rise_and_fall() {
        let factors = |schedule: Schedule| [0, 1, 2, 6, 10].map(|step| schedule.factor(step, 2, 10));
        assert_eq!(factors(Schedule::Constant), [0.5, 1.0, 1.0, 1.0, 1.0]);
        let cosine = factors(Schedule::Cosine);
        assert_eq!(cosine[..3], [0.5, 1.0, 1.0]);
        assert!((cosine[3] - 0.5).abs() < 1e-12 && cosine[4].abs() < 1e-12, "{cosine:?}");
    }
}
