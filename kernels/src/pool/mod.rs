//! Mean over a range of tokens: class token, patch mean, any in between.
//!
//! `out[b, c] = mean_{first <= t < last} x[b, t, c]`, `x` `[batch, tokens, width]`, `out` `[batch, width]`.
//! Backward: `dx[b, t, c] = dy[b, c] / n` in the range, zero outside.
//! Cost: one operation and one element of traffic for each token read (backward: for each token).

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{PoolCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};
use std::ops::Range;

/// The mean of the tokens in `range`; a range of one selects a token.
///
/// # Errors
/// [`Error::Shape`] for an empty range or one past the last token.
pub fn mean_tokens<R: Runtime>(x: &Tensor<R>, range: Range<usize>) -> Result<Tensor<R>> {
    let &[batch, tokens, width] = x.shape() else {
        return Err(Error::shape("pool", format!("{x:?} is not [batch, tokens, width]")));
    };
    if range.is_empty() || range.end > tokens {
        return Err(Error::shape("pool", format!("tokens {range:?} of {tokens}")));
    }
    let device = x.device();
    let out = Tensor::empty(device, &[batch, width], x.dtype())?;
    let vector = tile::vector(x.dtype(), &[width]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, "pool", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::mean_tokens::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), tokens, width / vector, range.start,
                range.end, total,
            );
        }
    });
    Ok(out)
}

/// Backward of [`mean_tokens`] over `tokens` tokens: from `grad` `[batch, width]` the gradient `[batch, tokens, width]`.
///
/// # Errors
/// [`Error::Shape`] for another `grad`, an empty range or one past the last token.
pub fn mean_tokens_backward<R: Runtime>(grad: &Tensor<R>, tokens: usize, range: Range<usize>) -> Result<Tensor<R>> {
    let (batch, width) = grad.rows_and_width();
    expect("pool", "grad", grad, &[batch, width], grad.dtype())?;
    if range.is_empty() || range.end > tokens {
        return Err(Error::shape("pool", format!("tokens {range:?} of {tokens}")));
    }
    let device = grad.device();
    let grad_x = Tensor::empty(device, &[batch, tokens, width], grad.dtype())?;
    let vector = tile::vector(grad.dtype(), &[width]);
    let total = grad_x.len() / vector;
    let (grid, dim) = tile::unit_each(device, "pool", total)?;
    with_float!(grad.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            backward::mean_tokens::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, grad.arg(vector), grad_x.arg(vector), tokens, width / vector,
                range.start, range.end, total,
            );
        }
    });
    Ok(grad_x)
}
