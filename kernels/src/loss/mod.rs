//! Losses on logits, with the gradient in the same launch.
//!
//! - [`binary_cross_entropy`]: `max(x, 0) - x t + log(1 + exp(-|x|))`, one logit a label (PyTorch's
//!   `binary_cross_entropy_with_logits`); gradient `(sigmoid(x) - t) / count`;
//! - [`cross_entropy`]: `w[t] (logsumexp(x) - x[t])` over classes, mean weighted by `w[t]` (PyTorch's
//!   `cross_entropy(weight=w)`); gradient `w[t] (softmax(x) - onehot(t)) / sum w[t]`;
//! - [`dice`]: `1 - (2 sum p t + s) / (sum p + sum t + s)` over an image's pixels, `p = sigmoid(x)` (arXiv 1606.04797 with plain sums);
//!   gradient `p (1 - p) (ratio - 2 t) / (sum p + sum t + s)`;
//! - [`focal`]: `w_t q^gamma bce(x, t)`, `w_t = w_0 (1 - t) + w_1 t`, `q = p (1 - t) + (1 - p) t` the chance given to the wrong answer
//!   (arXiv 1708.02002; torchvision's `sigmoid_focal_loss` with `w = (1 - alpha, alpha)`); with a gamma of zero it is binary
//!   cross-entropy weighted by class.
//!
//! All write the loss of each row (of Dice, each image) already divided, so that its sum ([`crate::reduce`]) is the mean, and the gradient of
//! that mean. Cost: about 10 operations and 3 elements of traffic a logit.

mod cases;
mod forward;
pub mod reference;

pub use cases::{LossCase, cases};

use crate::reduce::{Term, sum_axis};
use crate::{Result, case::expect, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

/// A loss and its gradient.
#[derive(Debug)]
pub struct Loss<R: Runtime> {
    /// Shares of the mean, to be summed: `[rows]` or as the logits.
    pub shares: Tensor<R>,
    /// Gradient of the mean with respect to the logits, written.
    pub grad_logits: Tensor<R>,
}

/// Binary cross-entropy of `logits` and `targets` (0 to 1), same shape, f32.
///
/// # Errors
/// [`Error::Shape`] where shapes or types differ.
pub fn binary_cross_entropy<R: Runtime>(logits: &Tensor<R>, targets: &Tensor<R>) -> Result<Loss<R>> {
    const NAME: &str = "binary_cross_entropy";
    expect(NAME, "targets", targets, logits.shape(), DType::F32)?;
    only_f32(NAME, logits)?;
    let device = logits.device();
    let shares = Tensor::empty(device, logits.shape(), DType::F32)?;
    let grad_logits = Tensor::empty(device, logits.shape(), DType::F32)?;
    let vector = tile::vector(DType::F32, &[logits.len()]);
    let total = logits.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    // SAFETY: units past the last logit return.
    unsafe {
        forward::binary_cross_entropy::launch_unchecked::<R>(
            device.client(),
            grid,
            dim,
            vector,
            logits.arg(vector),
            targets.arg(vector),
            shares.arg(vector),
            grad_logits.arg(vector),
            1.0 / logits.len() as f32,
            total,
        );
    }
    Ok(Loss { shares, grad_logits })
}

/// Softmax cross-entropy of `logits` `[rows, classes]` and `targets` `[rows]` (class numbers as f32), f32.
/// `class_weights` has a weight a class; `total_weight` is the sum of the rows' weights, which the caller knows.
///
/// # Errors
/// [`Error::Shape`] where shapes or types differ, or the weights' sum is not positive.
pub fn cross_entropy<R: Runtime>(
    logits: &Tensor<R>,
    targets: &Tensor<R>,
    class_weights: &Tensor<R>,
    total_weight: f32,
) -> Result<Loss<R>> {
    const NAME: &str = "cross_entropy";
    let (rows, classes) = logits.rows_and_width();
    expect(NAME, "targets", targets, &[rows], DType::F32)?;
    expect(NAME, "class_weights", class_weights, &[classes], DType::F32)?;
    only_f32(NAME, logits)?;
    if !(total_weight > 0.0 && total_weight.is_finite()) {
        return Err(Error::shape(NAME, format!("the rows' weights sum to {total_weight}")));
    }
    let device = logits.device();
    let shares = Tensor::empty(device, &[rows], DType::F32)?;
    let grad_logits = Tensor::empty(device, logits.shape(), DType::F32)?;
    let vector = tile::vector(DType::F32, &[classes]);
    let (grid, dim) = tile::unit_each(device, NAME, rows)?;
    // SAFETY: units past the last row return; a target past the last class is clamped.
    unsafe {
        forward::cross_entropy::launch_unchecked::<R>(
            device.client(),
            grid,
            dim,
            vector,
            logits.arg(vector),
            targets.arg(1),
            class_weights.arg(1),
            shares.arg(1),
            grad_logits.arg(vector),
            rows,
            classes,
            1.0 / total_weight,
        );
    }
    Ok(Loss { shares, grad_logits })
}

/// Pixels whose terms one unit sums.
const CHUNK: usize = 64;

/// Soft Dice loss of `logits` and `targets` `[images, pixels]`, f32, mean over images; `smooth` is added above and below, so that an
/// empty answer to an empty mask costs nothing; the mean is multiplied by `weight`.
///
/// # Errors
/// [`Error::Shape`] where shapes or types differ, or `smooth` is not positive.
pub fn dice<R: Runtime>(logits: &Tensor<R>, targets: &Tensor<R>, smooth: f32, weight: f32) -> Result<Loss<R>> {
    const NAME: &str = "dice";
    let (images, pixels) = logits.rows_and_width();
    expect(NAME, "targets", targets, logits.shape(), DType::F32)?;
    only_f32(NAME, logits)?;
    if smooth <= 0.0 || smooth.is_nan() {
        return Err(Error::shape(NAME, format!("{smooth} to smooth with")));
    }
    let device = logits.device();
    let vector = tile::vector(DType::F32, &[pixels]);
    let chunks = pixels.div_ceil(CHUNK);
    let sums = Tensor::empty(device, &[images, chunks, 2], DType::F32)?;
    let (grid, dim) = tile::unit_each(device, NAME, images * chunks)?;
    // SAFETY: units past the last chunk return; a chunk's last vector is inside the image, which has at least one for each.
    unsafe {
        forward::dice_sums::launch_unchecked::<R>(
            device.client(),
            grid,
            dim,
            vector,
            logits.arg(vector),
            targets.arg(vector),
            sums.arg(1),
            pixels / vector,
            chunks,
            images * chunks,
        );
    }
    let sums = sum_axis(&sums, [images, chunks, 2], Term::Value)?;
    let shares = Tensor::empty(device, &[images], DType::F32)?;
    let grad_logits = Tensor::empty(device, logits.shape(), DType::F32)?;
    let total = logits.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    // SAFETY: units past the last logit return.
    unsafe {
        forward::dice::launch_unchecked::<R>(
            device.client(),
            grid,
            dim,
            vector,
            logits.arg(vector),
            targets.arg(vector),
            sums.arg(1),
            shares.arg(1),
            grad_logits.arg(vector),
            pixels / vector,
            smooth,
            weight / images as f32,
            total,
        );
    }
    Ok(Loss { shares, grad_logits })
}

/// Sigmoid focal loss of `logits` and `targets` (0 to 1), same shape, f32, mean over all. `weights` are those of negatives and of
/// positives, `gamma` damps what is already right.
///
/// # Errors
/// [`Error::Shape`] where shapes or types differ, a weight or `gamma` is negative.
pub fn focal<R: Runtime>(logits: &Tensor<R>, targets: &Tensor<R>, weights: [f32; 2], gamma: f32) -> Result<Loss<R>> {
    const NAME: &str = "focal";
    expect(NAME, "targets", targets, logits.shape(), DType::F32)?;
    only_f32(NAME, logits)?;
    if weights.into_iter().chain([gamma]).any(|value| value < 0.0 || value.is_nan()) {
        return Err(Error::shape(NAME, format!("weights {weights:?}, gamma {gamma}")));
    }
    let device = logits.device();
    let shares = Tensor::empty(device, logits.shape(), DType::F32)?;
    let grad_logits = Tensor::empty(device, logits.shape(), DType::F32)?;
    let vector = tile::vector(DType::F32, &[logits.len()]);
    let total = logits.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    // SAFETY: units past the last logit return.
    unsafe {
        forward::focal::launch_unchecked::<R>(
            device.client(),
            grid,
            dim,
            vector,
            logits.arg(vector),
            targets.arg(vector),
            shares.arg(vector),
            grad_logits.arg(vector),
            weights[0] / logits.len() as f32,
            weights[1] / logits.len() as f32,
            gamma,
            total,
        );
    }
    Ok(Loss { shares, grad_logits })
}

fn only_f32<R: Runtime>(operation: &'static str, logits: &Tensor<R>) -> Result<()> {
    expect(operation, "logits", logits, logits.shape(), DType::F32)
}
