//! L2 normalisation of rows, as PyTorch's `normalize`.
//!
//! `y = x / max(|x|, eps)`, `x` `[rows, width]`. Of every `period` rows only the first `some` are normalised and the others copied:
//! SwinV2 normalises the query and key heads of a fused projection `[tokens, 3 heads, head_dim]` and leaves its values.
//!
//! Backward, from `x`, with `n = max(|x|, eps)`, `y = x / n`: `dx = (dy - y sum(y dy)) / n`, written; without the sum's term where
//! `|x| < eps`. Cost: about 3 operations and 2 elements of traffic for each element, backward 7 and 3.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{L2NormCase, cases};

use crate::reduce::row;
use crate::{Result, case::expect, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

const NAME: &str = "l2_norm";

/// PyTorch's `eps`.
pub const EPS: f32 = 1e-12;

/// Which rows are normalised: the first `some` of every `period`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// How many of a period.
    pub some: usize,
    /// The period.
    pub period: usize,
}

impl Rows {
    /// All of them.
    pub const ALL: Self = Self { some: 1, period: 1 };
}

fn check<R: Runtime>(x: &Tensor<R>, width: usize, which: Rows) -> Result<usize> {
    if width == 0 || !x.len().is_multiple_of(width) || which.period == 0 || which.some > which.period {
        return Err(Error::shape(NAME, format!("{which:?} of {width} in {x:?}")));
    }
    Ok(x.len() / width)
}

/// Normalises the rows of `width` elements of `x`.
///
/// # Errors
/// [`Error::Shape`] where `width` does not divide `x` or `which` is more than its period; [`Error::Limit`] where the device
/// cannot launch it.
pub fn l2_norm<R: Runtime>(x: &Tensor<R>, width: usize, which: Rows, eps: f32) -> Result<Tensor<R>> {
    let rows = check(x, width, which)?;
    let device = x.device();
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x as usize;
    let vector = row::vector(x.dtype(), width, sharing);
    with_float!(x.dtype(), F => {
        // SAFETY: a cube or unit past the last row works on the last one and stores nothing.
        unsafe {
            forward::l2_norm::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), width, rows, which.some, which.period,
                eps, sharing, units,
            );
        }
    });
    Ok(out)
}

/// Gradient of [`l2_norm`] with respect to `x`.
///
/// # Errors
/// As [`l2_norm`], and where `grad` is not like `x`.
pub fn l2_norm_backward<R: Runtime>(
    x: &Tensor<R>,
    grad: &Tensor<R>,
    width: usize,
    which: Rows,
    eps: f32,
) -> Result<Tensor<R>> {
    let rows = check(x, width, which)?;
    expect(NAME, "grad", grad, x.shape(), x.dtype())?;
    let device = x.device();
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x as usize;
    let vector = row::vector(x.dtype(), width, sharing);
    with_float!(x.dtype(), F => {
        // SAFETY: as above.
        unsafe {
            backward::l2_norm::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), grad.arg(vector), grad_x.arg(vector), width, rows,
                which.some, which.period, eps, sharing, units,
            );
        }
    });
    Ok(grad_x)
}
