//! Losses on logits, and weighted sums of them.
//!
//! Logits are `[.., classes]` of any type, targets one of these:
//! - a class number for each row of logits: softmax cross-entropy; of two classes also the others, which take the difference of the
//!   two logits, whose sigmoid is the second's softmax;
//! - 0 to 1 for each logit, which is then a label of its own: all but softmax cross-entropy.
//!
//! With one logit a row the two are the same. Formulas: [`roentgen_kernels::loss`].

use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use roentgen_kernels::cast::cast;
use roentgen_kernels::join::add;
use roentgen_kernels::loss;
use roentgen_kernels::matmul::{Epilogue, Layout, matmul};
use roentgen_kernels::reduce::{Term as Summed, sum_axis};
use roentgen_runtime::{Cost, DType, Direction, Tensor};
use std::str::FromStr;

/// One loss.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// Binary cross-entropy, mean over all logits; the weights are those of negatives and of positives.
    BinaryCrossEntropy([f32; 2]),
    /// Softmax cross-entropy, mean weighted by the weights of the rows' classes; no weights are ones.
    CrossEntropy(Vec<f32>),
    /// Soft Dice, mean over images (the first axis), smoothed by this.
    Dice(f32),
    /// Sigmoid focal loss, mean over all logits: `alpha`, which weighs positives (negatives weigh one less it), and `gamma`.
    Focal([f32; 2]),
}

impl Term {
    /// Each with the settings of its paper or of PyTorch, under its name on the command line.
    fn named() -> [(&'static str, Self); 4] {
        [
            ("binary-cross-entropy", Self::BinaryCrossEntropy([1.0; 2])),
            ("cross-entropy", Self::CrossEntropy(Vec::new())),
            ("dice", Self::Dice(1.0)),
            ("focal", Self::Focal([0.25, 2.0])),
        ]
    }
}

/// A weighted sum of losses.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    terms: Vec<(f32, Term)>,
}

/// A loss of a batch on the device.
#[derive(Debug)]
pub struct Evaluated<R: Runtime> {
    /// The loss.
    pub value: Value<R>,
    /// The gradient of the loss times its scale, like the logits.
    pub grad_logits: Tensor<R>,
}

/// A loss's value, still on the device.
#[derive(Debug)]
pub struct Value<R: Runtime> {
    scaled: Tensor<R>,
    scale: f32,
}

impl<R: Runtime> Value<R> {
    /// The loss; waits for the device.
    ///
    /// # Errors
    /// As [`Tensor::to_f32`].
    pub fn read(&self) -> Result<f32> {
        Ok(self.scaled.to_f32()?.iter().sum::<f32>() / self.scale)
    }
}

impl Loss {
    /// The sum of these, each multiplied by its weight.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for no terms, and for a weight or setting that is none.
    pub fn new(terms: Vec<(f32, Term)>) -> Result<Self> {
        let positive = |value: f32| value > 0.0 && value.is_finite();
        for (weight, term) in &terms {
            let right = match term {
                Term::BinaryCrossEntropy(weights) => weights.iter().all(|weight| positive(*weight)),
                Term::CrossEntropy(weights) => weights.iter().all(|weight| positive(*weight)),
                Term::Dice(smooth) => positive(*smooth),
                Term::Focal([alpha, gamma]) => (0.0..=1.0).contains(alpha) && *gamma >= 0.0 && gamma.is_finite(),
            };
            if !(right && positive(*weight)) {
                let message = format!(
                    "{weight} times {term:?}: weights and Dice's smoothing are above 0, focal's alpha is from 0 to 1"
                );
                return Err(Error::Unsupported(message));
            }
        }
        if terms.is_empty() {
            return Err(Error::Unsupported("a loss of no terms".to_string()));
        }
        Ok(Self { terms })
    }

    /// With these weights of the classes in every cross-entropy.
    ///
    /// # Errors
    /// As [`Loss::new`]; [`Error::Unsupported`] where there is no cross-entropy, or a binary one and not two weights.
    pub fn with_class_weights(self, weights: &[f32]) -> Result<Self> {
        let mut found = false;
        let mut terms = self.terms;
        for (_, term) in &mut terms {
            match term {
                Term::BinaryCrossEntropy(of) => {
                    *of = weights.try_into().map_err(|_| {
                        Error::Unsupported(format!("{} class weights for a binary cross-entropy", weights.len()))
                    })?;
                }
                Term::CrossEntropy(of) => *of = weights.to_vec(),
                Term::Dice(_) | Term::Focal(_) => continue,
            }
            found = true;
        }
        if !found {
            return Err(Error::Unsupported("class weights for a loss without cross-entropy".to_string()));
        }
        Self::new(terms)
    }

    /// The loss of a batch. `scale` multiplies the gradient before it is stored in the logits' type: f16's smallest numbers are
    /// large.
    ///
    /// # Errors
    /// [`Error::Unsupported`] where targets are none of `logits`; what the kernels return.
    pub fn evaluate<R: Runtime>(&self, logits: &Tensor<R>, targets: &[f32], scale: f32) -> Result<Evaluated<R>> {
        let device = logits.device();
        device.enter("loss");
        let cost = |_: &_| Cost { flops: 10 * logits.len() as u64, bytes: 3 * 4 * logits.len() as u64 };
        device.span(("loss", Direction::Forward), cost, || self.evaluated(logits, targets, scale))
    }

    fn evaluated<R: Runtime>(&self, logits: &Tensor<R>, targets: &[f32], scale: f32) -> Result<Evaluated<R>> {
        let batch = Batch::new(logits, targets)?;
        let mut sum: Option<(Tensor<R>, Tensor<R>)> = None;
        for (weight, term) in &self.terms {
            let loss = batch.evaluate(term, weight * scale)?;
            let value = sum_axis(&loss.shares, [1, loss.shares.len(), 1], Summed::Value)?;
            sum = Some(match sum {
                Some((values, grads)) => (add(&values, &value)?, add(&grads, &loss.grad_logits)?),
                None => (value, loss.grad_logits),
            });
        }
        let (scaled, grad) = sum.ok_or_else(|| Error::Unsupported("a loss of no terms".to_string()))?;
        let grad_logits = cast(&grad.reshape(logits.shape())?, logits.dtype())?;
        Ok(Evaluated { value: Value { scaled, scale }, grad_logits })
    }
}

/// `dice`, `cross-entropy+dice`, `0.5*focal+0.5*dice`.
impl FromStr for Loss {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let term = |part: &str| {
            let (weight, name) = part.split_once('*').unwrap_or(("1", part));
            let found = Term::named().into_iter().find(|(known, _)| *known == name.trim());
            match (weight.trim().parse(), found) {
                (Ok(weight), Some((_, term))) => Ok((weight, term)),
                _ => {
                    let names = Term::named().map(|(name, _)| name).join(", ");
                    Err(Error::Unsupported(format!(
                        "loss {text}: wanted terms such as 0.5*dice, joined by +, of {names}"
                    )))
                }
            }
        };
        Self::new(text.split('+').map(term).collect::<Result<_>>()?)
    }
}

/// Logits in f32 as rows of classes, and their targets.
struct Batch<'a, R: Runtime> {
    logits: Tensor<R>,
    images: usize,
    targets: &'a [f32],
}

impl<'a, R: Runtime> Batch<'a, R> {
    fn new(logits: &Tensor<R>, targets: &'a [f32]) -> Result<Self> {
        let (rows, classes) = logits.rows_and_width();
        if targets.len() != rows && targets.len() != logits.len() {
            let message =
                format!("{} targets for {logits:?}: wanted one for each row or for each logit", targets.len());
            return Err(Error::Unsupported(message));
        }
        let images = logits.shape()[0];
        Ok(Self { logits: cast(logits, DType::F32)?.reshape(&[rows, classes])?, images, targets })
    }

    fn upload(&self, shape: &[usize], values: &[f32]) -> Result<Tensor<R>> {
        Ok(Tensor::from_f32(self.logits.device(), shape, DType::F32, values)?)
    }

    fn evaluate(&self, term: &Term, weight: f32) -> Result<loss::Loss<R>> {
        match term {
            Term::CrossEntropy(weights) => self.classes(weights, weight),
            Term::BinaryCrossEntropy(weights) => {
                self.labels(|x, t| Ok(loss::focal(x, t, weights.map(|of| of * weight), 0.0)?))
            }
            Term::Focal([alpha, gamma]) => {
                self.labels(|x, t| Ok(loss::focal(x, t, [(1.0 - alpha) * weight, alpha * weight], *gamma)?))
            }
            Term::Dice(smooth) => self.labels(|x, t| {
                let shape = [self.images, x.len() / self.images];
                Ok(loss::dice(&x.reshape(&shape)?, &t.reshape(&shape)?, *smooth, weight)?)
            }),
        }
    }

    /// Softmax cross-entropy.
    fn classes(&self, weights: &[f32], weight: f32) -> Result<loss::Loss<R>> {
        let (rows, classes) = self.logits.rows_and_width();
        if classes < 2 || self.targets.len() != rows {
            let message =
                format!("cross-entropy of {classes} classes: wanted two or more, and a class number for each row");
            return Err(Error::Unsupported(message));
        }
        let ones = vec![1.0; classes];
        let weights = if weights.is_empty() { &ones } else { weights };
        if weights.len() != classes {
            return Err(Error::Unsupported(format!("{} class weights for {classes} classes", weights.len())));
        }
        let mut total = 0.0;
        for target in self.targets {
            if !(*target >= 0.0 && *target < classes as f32 && target.fract() == 0.0) {
                return Err(Error::Unsupported(format!("target {target} is no number of one of {classes} classes")));
            }
            total += f64::from(weights[*target as usize]);
        }
        let (targets, weights) = (self.upload(&[rows], self.targets)?, self.upload(&[classes], weights)?);
        Ok(loss::cross_entropy(&self.logits, &targets, &weights, (total / f64::from(weight)) as f32)?)
    }

    /// A loss of labels that are 0 to 1.
    fn labels(&self, of: impl Fn(&Tensor<R>, &Tensor<R>) -> Result<loss::Loss<R>>) -> Result<loss::Loss<R>> {
        let (rows, classes) = self.logits.rows_and_width();
        if let Some(target) = self.targets.iter().find(|target| !(0.0..=1.0).contains(*target)) {
            return Err(Error::Unsupported(format!("target {target}: this loss takes 0 to 1")));
        }
        if self.targets.len() == self.logits.len() {
            return of(&self.logits, &self.upload(&[rows, classes], self.targets)?);
        }
        if classes != 2 {
            let message =
                format!("this loss takes a target for each logit, or class numbers of two classes, not of {classes}");
            return Err(Error::Unsupported(message));
        }
        let difference = self.upload(&[1, 2], &[-1.0, 1.0])?;
        let logits = matmul(&self.logits, &difference, Layout::Nt, &Epilogue::default())?;
        let loss = of(&logits, &self.upload(&[rows, 1], self.targets)?)?;
        let grad = loss.grad_logits.reshape(&[rows, 1])?;
        Ok(loss::Loss { grad_logits: matmul(&grad, &difference, Layout::Nn, &Epilogue::default())?, ..loss })
    }
}
