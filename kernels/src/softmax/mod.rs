//! Softmax over the last axis, of scaled values.
//!
//! `y = exp(s x - max) / sum exp(s x - max)`, `x` and `y` `[rows, width]`. Backward, from `y`: `dx = s y (dy - sum dy y)`, written.
//! The answer may be stored in another type than `x`: channel attention keeps its scores in f32.
//! Cost: about 5 operations and 2 elements of traffic for each element, backward 4 and 3.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{SoftmaxCase, cases};

use crate::reduce::row;
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

const NAME: &str = "softmax";

/// Softmax of `scale * x` over the last axis, stored as `dtype`.
///
/// # Errors
/// [`crate::Error::Limit`] where the device cannot launch it.
pub fn softmax<R: Runtime>(x: &Tensor<R>, scale: f32, dtype: DType) -> Result<Tensor<R>> {
    let (rows, width) = x.rows_and_width();
    let device = x.device();
    let out = Tensor::empty(device, x.shape(), dtype)?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x as usize;
    let vector = row::vector(tile::narrow(x.dtype(), dtype), width, sharing);
    with_float!(x.dtype(), F => with_float!(dtype, O => {
        // SAFETY: a cube or unit past the last row works on the last one and stores nothing.
        unsafe {
            forward::softmax::launch_unchecked::<F, O, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), width, rows, scale, sharing, units,
            );
        }
    }));
    Ok(out)
}

/// Gradient of [`softmax`] with respect to `x`, from its answer and `grad`, stored as the answer is.
///
/// # Errors
/// [`crate::Error::Shape`] where `grad` is not of the answer's shape; [`crate::Error::Limit`] where the device cannot launch it.
pub fn softmax_backward<R: Runtime>(y: &Tensor<R>, grad: &Tensor<R>, scale: f32) -> Result<Tensor<R>> {
    expect(NAME, "grad", grad, y.shape(), grad.dtype())?;
    let (rows, width) = y.rows_and_width();
    let device = y.device();
    let grad_x = Tensor::empty(device, y.shape(), y.dtype())?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x as usize;
    let vector = row::vector(tile::narrow(y.dtype(), grad.dtype()), width, sharing);
    with_float!(y.dtype(), F => with_float!(grad.dtype(), G => {
        // SAFETY: as above.
        unsafe {
            backward::softmax::launch_unchecked::<F, G, R>(
                device.client(), grid, dim, vector, y.arg(vector), grad.arg(vector), grad_x.arg(vector), width, rows, scale,
                sharing, units,
            );
        }
    }));
    Ok(grad_x)
}
