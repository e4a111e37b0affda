//! Activations, as `#[cube]` functions that epilogues fuse and as an operation, and the gated product of SwiGLU.
//!
//! - `gelu`: `x Phi(x) = x/2 (1 + erf(x / sqrt 2))` (arXiv 1606.08415), erf to f32 accuracy;
//! - `gelu_tanh`: `x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))`;
//! - `quick_gelu`: `x sigmoid(1.702 x)` (CLIP); `silu`: `x sigmoid(x)`;
//! - `swiglu`: `[rows, 2 h] -> [rows, h]`, `silu(x[:, :h]) * x[:, h:]` (arXiv 2002.05202, as DINOv2 writes it).
//!
//! - `relu`: `max(x, 0)`; `tanh`; `clamped_exp`: `exp(min(x, ln 100))` (arXiv 2111.09883, the factor of a head's cosines).
//!
//! Backward: `dx = dy f'(x)`, from the input. `f'` of `gelu` is `Phi(x) + x phi(x)`.
//!
//! An activation costs about 10 operations and 2 elements of traffic (backward 3) for each output. SwiGLU costs about 8 operations and 3 elements of traffic for each output.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub(crate) use backward::derivative;
pub use cases::{ActivationCase, SwigluCase, cases, swiglu_cases};
pub(crate) use forward::{activate, sigmoid};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

/// Which activation an epilogue applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Activation {
    /// The identity.
    #[default]
    None,
    /// GELU with erf.
    Gelu,
    /// GELU with tanh.
    GeluTanh,
    /// `x sigmoid(1.702 x)`.
    QuickGelu,
    /// `x sigmoid(x)`.
    Silu,
    /// tanh.
    Tanh,
    /// `max(x, 0)`.
    Relu,
    /// `exp(min(x, ln 100))`.
    ClampedExp,
}

impl Activation {
    /// Every one.
    pub const ALL: [Self; 8] =
        [Self::None, Self::Gelu, Self::GeluTanh, Self::QuickGelu, Self::Silu, Self::Tanh, Self::Relu, Self::ClampedExp];
}

/// `f(x)`, elementwise, of any shape.
///
/// # Errors
/// [`Error::Limit`] where the device cannot launch it.
pub fn activation<R: Runtime>(x: &Tensor<R>, kind: Activation) -> Result<Tensor<R>> {
    let device = x.device();
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let vector = tile::vector(x.dtype(), &[x.len()]);
    let total = x.len() / vector;
    let (grid, dim) = tile::unit_each(device, "activation", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: every unit past `total` returns before it reads or writes.
        unsafe {
            forward::elementwise::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), total, kind,
            );
        }
    });
    Ok(out)
}

/// `dy f'(x)`, written.
///
/// # Errors
/// [`Error::Shape`] where `grad` is not like `x`.
pub fn activation_backward<R: Runtime>(x: &Tensor<R>, grad: &Tensor<R>, kind: Activation) -> Result<Tensor<R>> {
    expect("activation", "grad", grad, x.shape(), x.dtype())?;
    let device = x.device();
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    let vector = tile::vector(x.dtype(), &[x.len()]);
    let total = x.len() / vector;
    let (grid, dim) = tile::unit_each(device, "activation", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: every unit past `total` returns before it reads or writes.
        unsafe {
            backward::elementwise::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), grad.arg(vector), grad_x.arg(vector), total, kind,
            );
        }
    });
    Ok(grad_x)
}

/// `silu(x[:, :h]) * x[:, h:]` for `x` `[.., 2 h]`; the answer is `[.., h]`.
///
/// # Errors
/// [`Error::Shape`] for an odd last dimension; [`Error::Limit`] where the device cannot launch it.
pub fn swiglu<R: Runtime>(x: &Tensor<R>) -> Result<Tensor<R>> {
    let (rows, width) = x.rows_and_width();
    if !width.is_multiple_of(2) {
        return Err(Error::shape("swiglu", format!("the last dimension of {:?} is odd", x.shape())));
    }
    let half = width / 2;
    let mut shape = x.shape().to_vec();
    shape[x.shape().len() - 1] = half;
    let device = x.device();
    let out = Tensor::empty(device, &shape, x.dtype())?;
    let vector = tile::vector(x.dtype(), &[half]);
    let total = rows * half / vector;
    let (grid, dim) = tile::unit_each(device, "swiglu", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: every unit past `total` returns before it reads or writes.
        unsafe {
            forward::swiglu::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), half / vector, total,
            );
        }
    });
    Ok(out)
}

/// Gradient of [`swiglu`] with respect to `x` `[.., 2 h]` from `grad` `[.., h]`, written.
///
/// # Errors
/// [`Error::Shape`] where `grad` is not half as wide as `x`.
pub fn swiglu_backward<R: Runtime>(x: &Tensor<R>, grad: &Tensor<R>) -> Result<Tensor<R>> {
    let half = x.rows_and_width().1 / 2;
    let mut shape = x.shape().to_vec();
    shape[x.shape().len() - 1] = half;
    expect("swiglu", "grad", grad, &shape, x.dtype())?;
    let device = x.device();
    let grad_x = Tensor::empty(device, x.shape(), x.dtype())?;
    let vector = tile::vector(x.dtype(), &[half]);
    let total = grad.len() / vector;
    let (grid, dim) = tile::unit_each(device, "swiglu", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: every unit past `total` returns before it reads or writes.
        unsafe {
            backward::swiglu::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), grad.arg(vector), grad_x.arg(vector), half / vector,
                total,
            );
        }
    });
    Ok(grad_x)
}
