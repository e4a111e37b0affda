//! A tensor of one value, written on the device: `y = v`, f32.
//!
//! Gradients of parameters start at zero in every step: an upload of as many zeros took longer than the rest of the step on a GPU.
//! Cost: no operation and one element of traffic an element.

mod cases;
mod forward;
pub mod reference;

pub use cases::{FillCase, cases};

use crate::{Result, tile};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Device, Tensor};

const NAME: &str = "fill";

/// A tensor, f32, whose every element is `value`.
///
/// # Errors
/// [`crate::Error::Limit`] where the device cannot hold or launch it.
pub fn filled<R: Runtime>(device: &Device<R>, shape: &[usize], value: f32) -> Result<Tensor<R>> {
    let out = Tensor::empty(device, shape, DType::F32)?;
    let vector = tile::vector(DType::F32, &[out.len()]);
    let total = out.len() / vector;
    let (grid, dim) = tile::unit_each(device, NAME, total)?;
    // SAFETY: units past the last element return.
    unsafe {
        forward::fill::launch_unchecked::<R>(device.client(), grid, dim, vector, out.arg(vector), value, total);
    }
    Ok(out)
}
