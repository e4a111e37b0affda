//! Global response normalisation (ConvNeXt V2, arXiv 2301.00808), as transformers computes it.
//!
//! `g[b, c] = |x[b, :, c]|` over an image's pixels, `n = g / (mean_c g + eps)`, `y = x (1 + weight[c] n[b, c]) + bias[c]`; `x`
//! `[batch, .., channels]`, `weight` and `bias` `[channels]`.
//!
//! Backward, with `d[b, c] = sum x dy` over pixels and `m = mean_c g + eps`:
//! `dx = dy (1 + weight n) + x / g (weight d / m - sum_c(weight d g) / (C m^2))`, written; `dweight += sum n d`, `dbias += sum dy`.
//! Cost: about 4 operations and 2 elements of traffic for each element at least (two passes over `x`), backward 7 and 3.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{GrnCase, cases};

use crate::reduce::{Term, add_axis, sum_axis, sum_products};
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

const NAME: &str = "grn";

/// What the forward keeps, f32.
#[derive(Debug, Clone)]
pub struct Response<R: Runtime> {
    /// `g`, `[batch, channels]`.
    pub norms: Tensor<R>,
    /// The sum of an image's `g`, `[batch, 1]`.
    pub totals: Tensor<R>,
}

fn dims<R: Runtime>(x: &Tensor<R>) -> [usize; 3] {
    let (rows, channels) = x.rows_and_width();
    [x.shape()[0], rows / x.shape()[0], channels]
}

/// Global response norm; the response is what the backward takes.
///
/// # Errors
/// [`crate::Error::Shape`] where shapes or types do not fit; [`crate::Error::Limit`] where the device cannot launch it.
pub fn grn<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    bias: &Tensor<R>,
    eps: f32,
) -> Result<(Tensor<R>, Response<R>)> {
    let [batch, pixels, channels] = dims(x);
    expect(NAME, "weight", weight, &[channels], x.dtype())?;
    expect(NAME, "bias", bias, &[channels], x.dtype())?;
    let device = x.device();
    let norms = Tensor::empty(device, &[batch, channels], DType::F32)?;
    let squares = sum_axis(x, [batch, pixels, channels], Term::Square)?;
    let (norm_grid, norm_dim) = tile::unit_each(device, NAME, norms.len())?;
    // SAFETY: units past the last channel return.
    unsafe {
        forward::roots::launch_unchecked::<R>(
            device.client(),
            norm_grid,
            norm_dim,
            squares.arg(1),
            norms.arg(1),
            norms.len(),
        );
    }
    let totals = sum_axis(&norms, [batch, channels, 1], Term::Value)?;
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let vector = tile::vector(x.dtype(), &[channels]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::apply::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(vector), bias.arg(vector), norms.arg(vector),
                totals.arg(1), out.arg(vector), pixels, channels / vector, eps, total,
            );
        }
    });
    Ok((out, Response { norms, totals }))
}

/// Backward of [`grn`]: returns the gradient of `x`, adds those of weight and bias (f32 `[channels]`).
///
/// # Errors
/// As [`grn`].
pub fn grn_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    response: &Response<R>,
    grad: &Tensor<R>,
    eps: f32,
    [grad_weight, grad_bias]: [&Tensor<R>; 2],
) -> Result<Tensor<R>> {
    let [batch, pixels, channels] = dims(x);
    expect(NAME, "weight", weight, &[channels], x.dtype())?;
    expect(NAME, "grad", grad, x.shape(), x.dtype())?;
    expect(NAME, "norms", &response.norms, &[batch, channels], DType::F32)?;
    expect(NAME, "totals", &response.totals, &[batch, 1], DType::F32)?;
    let device = x.device();
    let products = sum_products(x, Some(grad), None, [batch, pixels, channels])?;
    let shares = Tensor::empty(device, &[batch, channels], DType::F32)?;
    let terms = Tensor::empty(device, &[batch, channels], DType::F32)?;
    let (channel_grid, channel_dim) = tile::unit_each(device, NAME, shares.len())?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last channel return.
        unsafe {
            backward::channel_terms::launch_unchecked::<F, R>(
                device.client(), channel_grid, channel_dim, products.arg(1), weight.arg(1), response.norms.arg(1),
                response.totals.arg(1), shares.arg(1), terms.arg(1), channels, eps, shares.len(),
            );
        }
    });
    let sums = sum_axis(&terms, [batch, channels, 1], Term::Value)?;
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    let vector = tile::vector(x.dtype(), &[channels]);
    let total = grad_x.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            backward::elements::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), grad.arg(vector), weight.arg(vector),
                products.arg(vector), response.norms.arg(vector), response.totals.arg(1), sums.arg(1),
                grad_x.arg(vector), pixels, channels / vector, eps, total,
            );
        }
    });
    add_axis(&shares, [1, batch, channels], Term::Value, grad_weight)?;
    add_axis(grad, [1, batch * pixels, channels], Term::Value, grad_bias)?;
    Ok(grad_x)
}
