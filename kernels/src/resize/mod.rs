//! Separable resizing of images and of position tables, as Pillow and as PyTorch do it.
//!
//! `out[.., o, ..] = sum_t weights[o, t] * in[.., start[o] + t, ..]` along one axis, then along the other. What differs
//! between libraries and filters is only the [`Taps`], made on the host:
//!
//! - with antialias (Pillow always; torchvision by default): the filter is stretched by the scale when shrinking;
//!   cubic `a = -0.5`;
//! - without (`torch.nn.functional.interpolate`): four (or two) taps, edges repeated; cubic `a = -0.75`.
//!
//! [`Filter::Adaptive`] makes it PyTorch's adaptive average pooling.
//!
//! Backward: the same passes in the other order, each with the transposed taps ([`Taps::transposed`]): gathered, no atomics.
//!
//! An 8-bit image is rounded and clamped after each pass, horizontal first, as both libraries do.
//! Cost of a pass: `2 taps` operations an output element; input and output once, plus the table.

mod cases;
mod forward;
pub mod reference;
mod taps;

pub use cases::{ResizeCase, RoundedCase, cases, rounded_cases};
pub use taps::{Filter, Sampling, Taps};

use crate::{Result, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

/// Resizes `[batch, height, width, channels]` to `size` (height, width). `rounded` keeps every pass to whole numbers
/// from 0 to 255, as for 8-bit images.
///
/// # Errors
/// [`Error::Shape`] for other shapes or an empty size; [`Error::Limit`] where the device cannot launch it.
pub fn resize<R: Runtime>(
    x: &Tensor<R>,
    size: [usize; 2],
    filter: Filter,
    sampling: Sampling,
    rounded: bool,
) -> Result<Tensor<R>> {
    let &[batch, height, width, channels] = x.shape() else {
        return Err(Error::shape("resize", format!("{x:?} is not [batch, height, width, channels]")));
    };
    if size.contains(&0) {
        return Err(Error::shape("resize", format!("to {size:?}")));
    }
    let taps = Taps::new(width, size[1], filter, sampling);
    let wide = along(x, [batch * height, width, channels], &taps, rounded, DType::F32)?;
    let taps = Taps::new(height, size[0], filter, sampling);
    along(&wide, [batch, height, size[1] * channels], &taps, rounded, x.dtype())?
        .reshape(&[batch, size[0], size[1], channels])
}

/// Backward of [`resize`] (not `rounded`): the gradient with respect to its input of `size` (height, width) from `grad`
/// `[batch, height, width, channels]`.
///
/// # Errors
/// [`Error::Shape`] for other shapes or an empty size.
pub fn resize_backward<R: Runtime>(
    grad: &Tensor<R>,
    size: [usize; 2],
    filter: Filter,
    sampling: Sampling,
) -> Result<Tensor<R>> {
    let &[batch, height, width, channels] = grad.shape() else {
        return Err(Error::shape("resize", format!("{grad:?} is not [batch, height, width, channels]")));
    };
    if size.contains(&0) {
        return Err(Error::shape("resize", format!("from {size:?}")));
    }
    let taps = Taps::new(size[0], height, filter, sampling).transposed(size[0]);
    let tall = along(grad, [batch, height, width * channels], &taps, false, DType::F32)?;
    let taps = Taps::new(size[1], width, filter, sampling).transposed(size[1]);
    along(&tall, [batch * size[0], width, channels], &taps, false, grad.dtype())?
        .reshape(&[batch, size[0], size[1], channels])
}

/// One pass along the middle axis of `x` seen as `[outer, length, inner]`, stored as `dtype`: f32 between two passes.
fn along<R: Runtime>(
    x: &Tensor<R>,
    [outer, length, inner]: [usize; 3],
    taps: &Taps,
    rounded: bool,
    dtype: DType,
) -> Result<Tensor<R>> {
    let to = taps.starts.len();
    if taps.is_identity(length) && (x.dtype() == dtype || dtype == DType::F32) {
        return Ok(x.clone());
    }
    let device = x.device();
    let out = Tensor::empty(device, &[outer, to, inner], dtype)?;
    let starts: Vec<f32> = taps.starts.iter().map(|s| *s as f32).collect();
    let starts = Tensor::from_f32(device, &[to], DType::F32, &starts)?;
    let weights = Tensor::from_f32(device, &[to, taps.count], DType::F32, &taps.weights)?;
    let vector = tile::vector(tile::narrow(x.dtype(), dtype), &[inner]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, "resize", total)?;
    with_float!(x.dtype(), F => with_float!(dtype, O => {
        // SAFETY: units past the last element return; taps never leave the axis (`Taps` clamps them).
        unsafe {
            forward::along::launch_unchecked::<F, O, R>(
                device.client(), grid, dim, vector, x.arg(vector), starts.arg(1), weights.arg(1), out.arg(vector), length,
                to, inner / vector, taps.count, total, rounded,
            );
        }
    }));
    Ok(out)
}
