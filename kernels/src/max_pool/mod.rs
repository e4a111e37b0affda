//! Maximum over windows of a map, as PyTorch's `max_pool2d`.
//!
//! `out[b, i, j, c] = max x[b, i s + u - p, j s + v - p, c]` over the taps `u`, `v` inside the map; `x` `[batch, height, width,
//! channels]`, sizes as a convolution's. The forward keeps the tap (`u kernel + v`) of each first maximum.
//! Backward: every pixel adds up the gradients of the windows whose maximum it is; gathered, no atomics.
//! Cost: `kernel^2` operations an output; input read once and output written once, at least.

mod cases;
mod forward;
pub mod reference;

pub use cases::{MaxPoolCase, cases};

use crate::conv::Window;
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "max_pool";

fn maps<R: Runtime>(x: &Tensor<R>, window: Window) -> Result<([usize; 4], [usize; 2])> {
    let &[batch, height, width, channels] = x.shape() else {
        return Err(Error::shape(NAME, format!("{x:?} is not [batch, height, width, channels]")));
    };
    let fits = window.stride > 0 && window.kernel > 0 && 2 * window.padding <= window.kernel;
    match (window.coarse(height), window.coarse(width)) {
        (Some(rows), Some(columns)) if fits => Ok(([batch, height, width, channels], [rows, columns])),
        _ => Err(Error::shape(NAME, format!("{window:?} does not fit {x:?}"))),
    }
}

/// The maxima, and the tap of each (f32, of the same shape), which the backward takes.
///
/// # Errors
/// [`Error::Shape`] where the window does not fit or is padded by more than half; [`Error::Limit`] where the device cannot launch
/// it.
pub fn max_pool<R: Runtime>(x: &Tensor<R>, window: Window) -> Result<(Tensor<R>, Tensor<R>)> {
    let ([batch, height, width, channels], [rows, columns]) = maps(x, window)?;
    let device = x.device();
    let out = Tensor::empty(device, &[batch, rows, columns, channels], x.dtype())?;
    let taps = Tensor::empty(device, out.shape(), DType::F32)?;
    let vector = tile::vector(x.dtype(), &[channels]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return; taps outside the map are not read.
        unsafe {
            forward::max_pool::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), taps.arg(vector), height, width,
                channels / vector, rows, columns, window.kernel, window.stride, window.padding, total,
            );
        }
    });
    Ok((out, taps))
}

/// Gradient of [`max_pool`] with respect to its input of `size` (height, width), from its taps.
///
/// # Errors
/// As [`max_pool`], and where `taps` or `grad` are not what it makes of `size`.
pub fn max_pool_backward<R: Runtime>(
    taps: &Tensor<R>,
    grad: &Tensor<R>,
    window: Window,
    [height, width]: [usize; 2],
) -> Result<Tensor<R>> {
    let (batch, channels) = (grad.shape()[0], grad.rows_and_width().1);
    let device = grad.device();
    let grad_x = Tensor::empty(device, &[batch, height, width, channels], grad.dtype())?;
    let (_, [rows, columns]) = maps(&grad_x, window)?;
    expect(NAME, "grad", grad, &[batch, rows, columns, channels], grad.dtype())?;
    expect(NAME, "taps", taps, grad.shape(), DType::F32)?;
    let vector = tile::vector(grad.dtype(), &[channels]);
    let total = grad_x.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(grad.dtype(), F => {
        // SAFETY: units past the last element return; windows outside the map are not read.
        unsafe {
            forward::max_pool_backward::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, taps.arg(vector), grad.arg(vector), grad_x.arg(vector), height, width,
                channels / vector, rows, columns, window.kernel, window.stride, window.padding, total,
            );
        }
    });
    Ok(grad_x)
}
