//! A weighted sum, in place: `y = a x + b y`, the `axpby` of the BLAS extensions.
//!
//! What training adds up outside a model: an exponential moving average of parameters (`b` the decay, `a` one less it), a sum of
//! weighted losses' gradients, a gradient whose loss was scaled. All f32. With `b` zero `y` is not read, so that it may hold
//! anything. Cost: 3 operations and 3 elements of traffic an element; with `b` zero, 1 and 2.

mod cases;
mod forward;
pub mod reference;

pub use cases::{AxpbyCase, cases};

use crate::{Result, case::expect, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

const NAME: &str = "axpby";

/// `y = a x + b y`; `x` and `y` f32, of one shape.
///
/// # Errors
/// [`crate::Error::Shape`] where shapes or types differ; [`crate::Error::Limit`] where the device cannot launch it.
pub fn axpby<R: Runtime>(a: f32, x: &Tensor<R>, b: f32, y: &Tensor<R>) -> Result<()> {
    expect(NAME, "x", x, x.shape(), DType::F32)?;
    expect(NAME, "y", y, x.shape(), DType::F32)?;
    let vector = tile::vector(DType::F32, &[x.len()]);
    let total = x.len() / vector;
    let (grid, dim) = tile::unit_each(x.device(), NAME, total)?;
    // SAFETY: units past the last element return.
    unsafe {
        forward::axpby::launch_unchecked::<R>(
            x.device().client(),
            grid,
            dim,
            vector,
            x.arg(vector),
            y.arg(vector),
            a,
            b,
            total,
            b != 0.0,
        );
    }
    Ok(())
}

/// `a x`.
///
/// # Errors
/// As [`axpby`].
pub fn scaled<R: Runtime>(a: f32, x: &Tensor<R>) -> Result<Tensor<R>> {
    let y = Tensor::empty(x.device(), x.shape(), DType::F32)?;
    axpby(a, x, 0.0, &y)?;
    Ok(y)
}
