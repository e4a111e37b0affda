//! Layer normalisation over the last axis (arXiv 1607.06450), as PyTorch computes it.
//!
//! `y = (x - mean) / sqrt(var + eps) * weight + bias`, biased variance, `x` `[.., width]`, `weight` and `bias` `[width]`.
//! Mean and variance are two passes in f32, the second of which corrects the first's mean. Cost: about 9 operations and 2 elements of traffic for each element.
//!
//! Backward, with `h = (x - mean) r`, `r = 1 / sqrt(var + eps)` and `g = dy weight`, mean and `r` computed again from `x`:
//! `dx = r (g - mean(g) - h mean(g h))` written, `dweight += sum dy h`, `dbias += sum dy` over rows, in two ordered stages.
//! Cost: about 20 operations and 3 elements of traffic for each element (`x` and `dy` are read twice, from cache at best).

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{LayerNormCase, cases};

use crate::reduce::{Term, add_axis, row};
use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

/// Rows whose parameter gradients one unit sums.
const CHUNK: usize = 64;

/// Normalises the last axis of `x`.
///
/// # Errors
/// [`crate::Error::Shape`] where `weight` or `bias` is not `[width]`; [`crate::Error::Limit`] where the device cannot
/// launch it.
pub fn layer_norm<R: Runtime>(x: &Tensor<R>, weight: &Tensor<R>, bias: &Tensor<R>, eps: f32) -> Result<Tensor<R>> {
    const NAME: &str = "layer_norm";
    let (rows, width) = x.rows_and_width();
    expect(NAME, "weight", weight, &[width], x.dtype())?;
    expect(NAME, "bias", bias, &[width], x.dtype())?;
    let device = x.device();
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x;
    let vector = row::vector(x.dtype(), width, sharing);
    with_float!(x.dtype(), F => {
        // SAFETY: rows past the last are neither read nor written.
        unsafe {
            forward::layer_norm::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(vector), bias.arg(vector),
                out.arg(vector), width, rows, eps, sharing, units as usize,
            );
        }
    });
    Ok(out)
}

/// Backward of [`layer_norm`]: returns the gradient of `x`, adds those of weight and bias (f32 `[width]`).
///
/// # Errors
/// As [`layer_norm`].
pub fn layer_norm_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    grad: &Tensor<R>,
    eps: f32,
    grad_weight: &Tensor<R>,
    grad_bias: &Tensor<R>,
) -> Result<Tensor<R>> {
    const NAME: &str = "layer_norm";
    let (rows, width) = x.rows_and_width();
    expect(NAME, "weight", weight, &[width], x.dtype())?;
    expect(NAME, "grad", grad, x.shape(), x.dtype())?;
    expect(NAME, "grad_weight", grad_weight, &[width], DType::F32)?;
    expect(NAME, "grad_bias", grad_bias, &[width], DType::F32)?;
    let device = x.device();
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    let statistics = Tensor::empty(device, &[rows, 2], DType::F32)?;
    let chunks = rows.div_ceil(CHUNK);
    let weight_sums = Tensor::empty(device, &[chunks, width], DType::F32)?;
    let bias_sums = Tensor::empty(device, &[chunks, width], DType::F32)?;
    let (grid, dim, sharing) = row::launch(device, NAME, rows)?;
    let units = dim.x;
    let vector = row::vector(x.dtype(), width, sharing);
    let wide = tile::vector(x.dtype(), &[width]);
    let (column_grid, column_dim) = tile::unit_each(device, NAME, chunks * width / wide)?;
    with_float!(x.dtype(), F => {
        // SAFETY: rows past the last are computed on the last one and not stored; units past the last column return.
        unsafe {
            backward::rows::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(vector), grad.arg(vector),
                grad_x.arg(vector), statistics.arg(1), width, rows, eps, sharing, units as usize,
            );
            backward::columns::launch_unchecked::<F, R>(
                device.client(), column_grid, column_dim, wide, x.arg(wide), grad.arg(wide), statistics.arg(1),
                weight_sums.arg(wide), bias_sums.arg(wide), rows, width / wide, chunks, CHUNK,
            );
        }
    });
    add_axis(&weight_sums, [1, chunks, width], Term::Value, grad_weight)?;
    add_axis(&bias_sums, [1, chunks, width], Term::Value, grad_bias)?;
    Ok(grad_x)
}
