//! A patch embedding's answer as a sequence of tokens.
//!
//! [`tokens`]: `[batch, gh * gw, width] -> [batch, prefix + gh * gw, width]`: prefix tokens (class, registers) in front (their own
//! positions already in them), positions added to the patches. The embedding itself is a convolution ([`crate::conv`]).
//!
//! Backward: the patches' gradient is a part of `dy`; those of prefix and positions grow by sums over the batch.
//! Cost: one operation and 3 elements of traffic for each element.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{TokensCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

/// `patches` `[batch, n, width]` plus `positions` `[n, width]`, behind `prefix` `[p, width]`: `[batch, p + n, width]`.
///
/// # Errors
/// [`Error::Shape`] where they do not fit.
pub fn tokens<R: Runtime>(patches: &Tensor<R>, prefix: Option<&Tensor<R>>, positions: &Tensor<R>) -> Result<Tensor<R>> {
    let &[batch, patch_tokens, width] = patches.shape() else {
        return Err(Error::shape("tokens", format!("{patches:?} is not [batch, tokens, width]")));
    };
    let prefix_tokens = prefix.map_or(0, |prefix| prefix.len() / width);
    if let Some(prefix) = prefix {
        expect("tokens", "prefix", prefix, &[prefix_tokens, width], patches.dtype())?;
    }
    expect("tokens", "positions", positions, &[patch_tokens, width], patches.dtype())?;
    let device = patches.device();
    let out = Tensor::empty(device, &[batch, prefix_tokens + patch_tokens, width], patches.dtype())?;
    let vector = tile::vector(patches.dtype(), &[width]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, "tokens", total)?;
    with_float!(patches.dtype(), F => {
        // SAFETY: units past the last element return; without prefix tokens the stand-in is never read.
        unsafe {
            forward::tokens::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, patches.arg(vector), prefix.unwrap_or(positions).arg(vector),
                positions.arg(vector), out.arg(vector), prefix_tokens, patch_tokens, width / vector, total,
            );
        }
    });
    Ok(out)
}

/// Backward of [`tokens`] from `grad` `[batch, p + n, width]`: returns the gradient of the patches, adds those of prefix
/// and positions (f32, `[p, width]` and `[n, width]`).
///
/// # Errors
/// [`Error::Shape`] where they do not fit.
pub fn tokens_backward<R: Runtime>(
    grad: &Tensor<R>,
    grad_prefix: Option<&Tensor<R>>,
    grad_positions: &Tensor<R>,
) -> Result<Tensor<R>> {
    let (patch_tokens, width) = grad_positions.rows_and_width();
    let prefix_tokens = grad_prefix.map_or(0, |prefix| prefix.len() / width);
    let batch = grad.shape()[0];
    expect("tokens", "grad", grad, &[batch, prefix_tokens + patch_tokens, width], grad.dtype())?;
    expect("tokens", "grad_positions", grad_positions, &[patch_tokens, width], DType::F32)?;
    let device = grad.device();
    if let Some(prefix) = grad_prefix {
        expect("tokens", "grad_prefix", prefix, &[prefix_tokens, width], DType::F32)?;
    }
    let grad_prefix = tile::or_stand_in(grad_prefix, device, DType::F32)?;
    let grad_patches = Tensor::empty(device, &[batch, patch_tokens, width], grad.dtype())?;
    let vector = tile::vector(grad.dtype(), &[width]);
    let width = width / vector;
    let (grid, dim) = tile::unit_each(device, "tokens", grad_patches.len() / vector)?;
    let total = (prefix_tokens + patch_tokens) * width;
    let (parameter_grid, parameter_dim) = tile::unit_each(device, "tokens", total)?;
    with_float!(grad.dtype(), F => {
        // SAFETY: units past the last element return; without prefix tokens nothing is written to the stand-in.
        unsafe {
            backward::patches::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, grad.arg(vector), grad_patches.arg(vector), prefix_tokens, patch_tokens,
                width, grad_patches.len() / vector,
            );
            backward::parameters::launch_unchecked::<F, R>(
                device.client(), parameter_grid, parameter_dim, vector, grad.arg(vector), grad_prefix.arg(vector),
                grad_positions.arg(vector), prefix_tokens * width, batch, total,
            );
        }
    });
    Ok(grad_patches)
}
