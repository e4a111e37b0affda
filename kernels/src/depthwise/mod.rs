//! Depthwise convolution: every channel by its own odd window, stride one, the map's size kept (ConvNeXt's 7x7; 3x3 of DaViT and of
//! SegFormer's Mix-FFN).
//!
//! `z[b, i, j, c] = bias[c] + sum_{u, v} w[c, 0, u, v] x[b, i + u - p, j + v - p, c]`, `p = (kernel - 1) / 2`, `x` `[batch, height, width,
//! channels]`, `w` `[channels, 1, kernel, kernel]`; behind it the epilogue of the matrix product ([`crate::matmul::Epilogue`]).
//!
//! Backward: the epilogue's ([`crate::linear::epilogue_backward`]); `dx` is the same convolution of `dz` with the window turned
//! round; `dw[c, u, v] += sum dz[b, i, j, c] x[b, i + u - p, j + v - p, c]`, over strips of rows and then over strips, in order.
//! Cost: `2 kernel^2` operations and 2 elements of traffic for each element, backward twice the operations and 4 elements. A unit
//! computes four (two where vectors are narrow) neighbouring pixels of a vector of channels: it reads each pixel of its run once a row of the window.

mod backward;
mod cases;
pub(crate) mod forward;
pub mod reference;

pub use cases::{DepthwiseCase, cases};

use crate::linear::{Fused, Into, epilogue_backward};
use crate::matmul::Epilogue;
use crate::reduce::{Term, add_axis};
use crate::{Activation, Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "depthwise";

/// Neighbouring pixels of a row that a unit computes.
const RUN: usize = 4;

/// The same where its vectors are narrower than the widest, as no published model has them: with four, f16 by fours
/// spilled before kernels planned their registers; not tried since.
const NARROW_RUN: usize = 2;

/// Pixels, about, whose share of the weight's gradient a unit sums.
const STRIP: usize = 512;

/// The shape of a map, and the side of the window that goes over it.
pub(crate) fn map<R: Runtime>(name: &'static str, x: &Tensor<R>, weight: &Tensor<R>) -> Result<([usize; 4], usize)> {
    let (&[batch, height, width, channels], &[_, _, kernel, _]) = (x.shape(), weight.shape()) else {
        return Err(Error::shape(name, format!("a map {x:?} and a weight {weight:?}")));
    };
    expect(name, "weight", weight, &[channels, 1, kernel, kernel], x.dtype())?;
    if kernel.is_multiple_of(2) {
        return Err(Error::shape(name, format!("a window of even side {kernel}")));
    }
    Ok(([batch, height, width, channels], kernel))
}

/// Neighbouring pixels of a row that a unit computes.
pub(crate) fn run(dtype: DType, vector: usize) -> usize {
    if vector * dtype.bytes() < tile::WIDEST_BYTES { NARROW_RUN } else { RUN }
}

/// Depthwise convolution; beside the answer the value before activation, layer scale and residual, where `save` asks for it.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit or the window's side is even; [`Error::Limit`] where the device cannot launch
/// it.
pub fn depthwise<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    epilogue: &Epilogue<'_, R>,
    save: bool,
) -> Result<(Tensor<R>, Option<Tensor<R>>)> {
    let out = Tensor::empty(x.device(), x.shape(), x.dtype())?;
    let saved = save.then(|| Tensor::empty(x.device(), x.shape(), x.dtype())).transpose()?;
    launch(x, weight, epilogue, &out, saved.as_ref(), false)?;
    Ok((out, saved))
}

fn launch<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    epilogue: &Epilogue<'_, R>,
    out: &Tensor<R>,
    saved: Option<&Tensor<R>>,
    turned: bool,
) -> Result<()> {
    let ([batch, height, width, channels], kernel) = map(NAME, x, weight)?;
    let terms = epilogue.checked(NAME, batch * height * width, channels, x.dtype())?;
    let device = x.device();
    let to = tile::or_stand_in(saved, device, x.dtype())?;
    let vector = tile::vector(x.dtype(), &[channels]);
    let run = run(x.dtype(), vector);
    let spec = forward::Spec {
        window: forward::Window { kernel, run, turned, residual: false },
        activation: epilogue.activation,
        bias: epilogue.bias.is_some(),
        scale: epilogue.layer_scale.is_some(),
        residual: epilogue.residual.is_some(),
        save: saved.is_some(),
    };
    let total = batch * height * width.div_ceil(run) * channels / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    let [bias, scale, residual] = terms.map(|term| term.unwrap_or(x).arg(vector));
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last run return; pixels past the edge are not read or written; terms that are not there are
        // not read.
        unsafe {
            forward::depthwise::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(1), bias, scale, residual, out.arg(vector),
                to.arg(vector), height, width, channels / vector, total, spec,
            );
        }
    });
    Ok(())
}

/// Backward of [`depthwise`] from `grad`: returns the gradient of `x`, adds those of the parameters.
///
/// # Errors
/// As [`depthwise`].
pub fn depthwise_backward<R: Runtime>(
    x: &Tensor<R>,
    weight: &Tensor<R>,
    grad: &Tensor<R>,
    fused: &Fused<'_, R>,
    into: &Into<'_, R>,
) -> Result<Option<Tensor<R>>> {
    let ([batch, height, width, channels], kernel) = map(NAME, x, weight)?;
    expect(NAME, "grad", grad, x.shape(), x.dtype())?;
    let grad_z = epilogue_backward(grad, fused, into)?;
    let device = x.device();
    if let Some(into) = into.weight {
        expect(NAME, "gradient of the weight", into, weight.shape(), DType::F32)?;
        let rows = STRIP.div_ceil(width).min(batch * height);
        let strips = (batch * height).div_ceil(rows);
        let sums = Tensor::empty(device, &[strips, weight.len()], DType::F32)?;
        let vector = tile::vector(x.dtype(), &[channels]);
        let total = sums.len() / vector;
        let (grid, dim) = tile::unit_each(device, NAME, total)?;
        with_float!(x.dtype(), F => {
            // SAFETY: units past the last tap return; pixels past the edge are not read.
            unsafe {
                backward::weight::launch_unchecked::<F, R>(
                    device.client(), grid, dim, vector, x.arg(vector), grad_z.arg(vector), sums.arg(1), height, width,
                    channels / vector, rows, batch * height, total, kernel,
                );
            }
        });
        add_axis(&sums, [1, strips, weight.len()], Term::Value, into)?;
    }
    if !into.input {
        return Ok(None);
    }
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    launch(&grad_z, weight, &Epilogue { activation: Activation::None, ..Epilogue::default() }, &grad_x, None, true)?;
    Ok(Some(grad_x))
}
