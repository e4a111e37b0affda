//! Layer normalisation over the last axis (arXiv 1607.06450), as PyTorch computes it.
//!
//! `y = (x - mean) / sqrt(var + eps) * weight + bias`, biased variance, `x` `[.., width]`, `weight` and `bias` `[width]`.
//! Mean and variance are two passes in f32. Cost: about 8 operations and 2 elements of traffic for each element.

mod cases;
mod forward;
pub mod reference;

pub use cases::{LayerNormCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DeviceKind, Tensor};

/// Units that share a row on a GPU; on a CPU adapter each unit takes a row of its own.
const ROW_UNITS: u32 = 64;

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
    let rowwise = device.info().kind == DeviceKind::Cpu;
    let out = Tensor::empty(device, x.shape(), x.dtype())?;
    let (units, cubes, shared) = if rowwise {
        let units = tile::units(device);
        (units, rows.div_ceil(units as usize), 0)
    } else {
        (ROW_UNITS.min(device.info().max_units), rows, 4 * u64::from(ROW_UNITS))
    };
    let grid = device.grid(NAME, cubes as u64)?;
    let dim = device.check_cube(NAME, units, shared)?;
    let vector = [4, 2, 1].into_iter().find(|v| width.is_multiple_of(*v)).unwrap_or(1);
    with_float!(x.dtype(), F => {
        // SAFETY: rows past the last are neither read nor written.
        unsafe {
            forward::layer_norm::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), weight.arg(vector), bias.arg(vector),
                out.arg(vector), width, rows, eps, rowwise, units as usize, vector,
            );
        }
    });
    Ok(out)
}
