//! What training makes small.

use crate::error::Result;
use cubecl::prelude::Runtime;
use roentgen_kernels::loss::{binary_cross_entropy, cross_entropy};
use roentgen_kernels::reduce::{Term, sum_axis};
use roentgen_runtime::{DType, Tensor};

/// A loss.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "loss")]
pub enum Objective {
    /// Binary cross-entropy of one logit an image.
    BinaryCrossEntropy,
    /// Cross-entropy of two classes a pixel.
    CrossEntropy {
        /// Weights of background and inside.
        class_weights: [f32; 2],
    },
}

/// What is wanted of a batch, 0 or 1 for each logit or pixel.
#[derive(Debug)]
pub struct Targets<R: Runtime> {
    /// `[n]`.
    pub values: Tensor<R>,
    /// How many are 1.
    pub positive: usize,
}

impl<R: Runtime> Targets<R> {
    /// On a device.
    ///
    /// # Errors
    /// A device that cannot hold them.
    pub fn new(device: &roentgen_runtime::Device<R>, values: &[f32]) -> Result<Self> {
        let positive = values.iter().filter(|value| **value == 1.0).count();
        Ok(Self { values: Tensor::from_f32(device, &[values.len()], DType::F32, values)?, positive })
    }
}

impl Objective {
    /// The mean loss, `[1]`, and its gradient with respect to `logits`: `[images, 1]`, or `[images, height, width, 2]`.
    ///
    /// # Errors
    /// Logits of another shape than the targets; what the device reports.
    pub fn loss<R: Runtime>(&self, logits: &Tensor<R>, targets: &Targets<R>) -> Result<[Tensor<R>; 2]> {
        let loss = match self {
            Self::BinaryCrossEntropy => binary_cross_entropy(logits, &targets.values.reshape(logits.shape())?)?,
            Self::CrossEntropy { class_weights } => {
                let rows = targets.values.len();
                let weights = Tensor::from_f32(logits.device(), &[2], DType::F32, class_weights)?;
                let [outside, inside] = class_weights.map(f64::from);
                let total = outside * (rows - targets.positive) as f64 + inside * targets.positive as f64;
                cross_entropy(&logits.reshape(&[rows, 2])?, &targets.values, &weights, total as f32)?
            }
        };
        let shares = &loss.shares;
        let value = sum_axis(&shares.reshape(&[shares.len()])?, [1, shares.len(), 1], Term::Value)?;
        Ok([value.reshape(&[1])?, loss.grad_logits.reshape(logits.shape())?])
    }
}
