//! Swin's patch merging before its norm and product: every 2x2 pixels become one of four times the channels.
//!
//! `out[b, i, j, k C + c] = x[b, 2 i + k % 2, 2 j + k / 2, c]`, `x` `[batch, height, width, channels]`, `out` `[batch, ceil(height / 2),
//! ceil(width / 2), 4 channels]`: down first, then across, as the checkpoints' weights expect. A row or column past the map's edge
//! is zero. Backward: each pixel reads its gradient back. Cost: each element moves once.

mod cases;
mod forward;
pub mod reference;

pub use cases::{PatchMergeCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

const NAME: &str = "patch_merge";

/// The merged map.
///
/// # Errors
/// [`Error::Shape`] where `x` is not `[batch, height, width, channels]`; [`Error::Limit`] where the device cannot launch it.
pub fn patch_merge<R: Runtime>(x: &Tensor<R>) -> Result<Tensor<R>> {
    let &[batch, height, width, channels] = x.shape() else {
        return Err(Error::shape(NAME, format!("{x:?} is not [batch, height, width, channels]")));
    };
    let device = x.device();
    let shape = [batch, height.div_ceil(2), width.div_ceil(2), 4 * channels];
    let out = Tensor::empty(device, &shape, x.dtype())?;
    let vector = tile::vector(x.dtype(), &[channels]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return; pixels past the edge are not read.
        unsafe {
            forward::merge::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), height, width, channels / vector, total,
            );
        }
    });
    Ok(out)
}

/// Gradient of [`patch_merge`] with respect to its input of `size` (height, width).
///
/// # Errors
/// As [`patch_merge`], and where `grad` is not what it makes of `size`.
pub fn patch_merge_backward<R: Runtime>(grad: &Tensor<R>, [height, width]: [usize; 2]) -> Result<Tensor<R>> {
    let (batch, channels) = (grad.shape()[0], grad.rows_and_width().1 / 4);
    expect(NAME, "grad", grad, &[batch, height.div_ceil(2), width.div_ceil(2), 4 * channels], grad.dtype())?;
    let device = grad.device();
    let grad_x = Tensor::empty(device, &[batch, height, width, channels], grad.dtype())?;
    let vector = tile::vector(grad.dtype(), &[channels]);
    let total = grad_x.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(grad.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::split::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, grad.arg(vector), grad_x.arg(vector), height, width, channels / vector,
                total,
            );
        }
    });
    Ok(grad_x)
}
