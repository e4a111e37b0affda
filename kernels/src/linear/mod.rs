//! Backward of a linear layer and of everything fused behind it.
//!
//! Forward (see [`crate::matmul`]): `z = x W^T + b`, `y = residual + s * f(z)`; `x` `[.., in]`, `W` `[out, in]`, `z` kept where
//! `f` or `s` is there ([`crate::matmul::matmul_saving`]). With `dy` `[.., out]`:
//! - `dz = dy * s * f'(z)` (one launch; `dz` is `dy` where neither is there);
//! - `dx = dz W` written; `dW += dz^T x`, `db += sum dz`, `ds += sum dy * f(z)` over rows, in ordered stages;
//! - the residual's gradient is `dy` itself.
//!
//! Cost: `4 m in out` operations and, beside the two products' operands, 4 elements of traffic for each of `dz`.

mod backward;
mod cases;

pub use cases::{LinearCase, cases};

use crate::matmul::{Epilogue, Layout, matmul, matmul_add};
use crate::reduce::{Term, add_axis};
use crate::{Activation, Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

/// Rows whose layer-scale gradients one unit sums.
const CHUNK: usize = 64;

/// Which gradients of a layer are made: what those of its parameters are added to, f32, and whether that of its input is wanted.
#[derive(Debug)]
pub struct Into<'a, R: Runtime> {
    /// `[out, in]`; `None` where the weight is frozen.
    pub weight: Option<&'a Tensor<R>>,
    /// `[out]`.
    pub bias: Option<&'a Tensor<R>>,
    /// `[out]`.
    pub layer_scale: Option<&'a Tensor<R>>,
    /// Of an image or of a frozen encoder's features it is not.
    pub input: bool,
}

/// The forward's `f` and `s`, and its `z`.
#[derive(Debug)]
pub struct Fused<'a, R: Runtime> {
    /// `f`.
    pub activation: Activation,
    /// `s` `[out]`.
    pub layer_scale: Option<&'a Tensor<R>>,
    /// `z` `[.., out]`, where `f` or `s` is there.
    pub saved: Option<&'a Tensor<R>>,
}

/// Returns the gradient of `x` where it is wanted, adds those of the parameters.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit, or `z` is needed and missing; [`Error::Limit`] where the device cannot
/// launch it.
pub fn linear_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    grad: &Tensor<R>,
    fused: &Fused<'_, R>,
    into: &Into<'_, R>,
) -> Result<Option<Tensor<R>>> {
    let grad_z = epilogue_backward(grad, fused, into)?;
    if let Some(grad_weight) = into.weight {
        matmul_add(&grad_z, x, Layout::Tn, grad_weight)?;
    }
    if !into.input {
        return Ok(None);
    }
    matmul(&grad_z, weight, Layout::Nn, &Epilogue::default())?.reshape(x.shape()).map(Some)
}

/// The part of [`linear_backward`] before its products: returns `dz`, adds to the gradients of layer scale and bias. A
/// convolution shares it.
///
/// # Errors
/// As [`linear_backward`].
pub fn epilogue_backward<R: Runtime>(grad: &Tensor<R>, fused: &Fused<'_, R>, into: &Into<'_, R>) -> Result<Tensor<R>> {
    const NAME: &str = "linear";
    let device = grad.device();
    let (rows, width) = grad.rows_and_width();
    let plain = fused.activation == Activation::None && fused.layer_scale.is_none();
    let grad_z = if plain {
        grad.clone()
    } else {
        let z =
            fused.saved.ok_or_else(|| Error::shape(NAME, "the value before activation and layer scale is missing"))?;
        expect(NAME, "z", &z.reshape(&[z.len()])?, &[grad.len()], grad.dtype())?;
        if let Some(scale) = fused.layer_scale {
            expect(NAME, "layer_scale", scale, &[width], grad.dtype())?;
        }
        let grad_z = Tensor::empty(device, grad.shape(), grad.dtype())?;
        let vector = tile::vector(grad.dtype(), &[width]);
        let total = grad.len() / vector;
        let (grid, dim) = tile::unit_each(device, NAME, total)?;
        let scale = fused.layer_scale.unwrap_or(z);
        with_float!(grad.dtype(), F => {
            // SAFETY: units past the last element return; without a layer scale its stand-in is not read.
            unsafe {
                backward::epilogue::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, z.arg(vector), scale.arg(vector), grad.arg(vector),
                    grad_z.arg(vector), width / vector, total, fused.activation, fused.layer_scale.is_some(),
                );
            }
        });
        if let Some(grad_scale) = into.layer_scale {
            expect(NAME, "gradient of layer_scale", grad_scale, &[width], DType::F32)?;
            let chunks = rows.div_ceil(CHUNK);
            let sums = Tensor::empty(device, &[chunks, width], DType::F32)?;
            let total = sums.len() / vector;
            let (grid, dim) = tile::unit_each(device, NAME, total)?;
            with_float!(grad.dtype(), F => {
                // SAFETY: units past the last column return; a chunk ends where the rows end.
                unsafe {
                    backward::scale::launch_unchecked::<F, R>(
                        device.client(), grid, dim, vector, z.arg(vector), grad.arg(vector), sums.arg(vector), rows,
                        width / vector, total, fused.activation, CHUNK,
                    );
                }
            });
            add_axis(&sums, [1, chunks, width], Term::Value, grad_scale)?;
        }
        grad_z
    };
    if let Some(grad_bias) = into.bias {
        add_axis(&grad_z, [1, rows, width], Term::Value, grad_bias)?;
    }
    Ok(grad_z)
}
