//! Change of storage type: `y = x`, rounded to the nearest, ties to even, where `y`'s type is smaller.
//!
//! Its backward is a cast back. Cost: one element read, one written.

mod cases;
mod forward;
pub mod reference;

pub use cases::{CastCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Tensor};

/// `x` stored as `dtype`; `x` itself where it already is.
///
/// # Errors
/// [`crate::Error::Type`] where the device cannot store `dtype`; [`crate::Error::Limit`] where it cannot launch it.
pub fn cast<R: Runtime>(x: &Tensor<R>, dtype: DType) -> Result<Tensor<R>> {
    if x.dtype() == dtype {
        return Ok(x.clone());
    }
    let out = Tensor::empty(x.device(), x.shape(), dtype)?;
    cast_into(x, &out)?;
    Ok(out)
}

/// Writes `x` over `out`, in its type.
///
/// # Errors
/// [`crate::Error::Shape`] where their shapes differ; [`crate::Error::Limit`] where the device cannot launch it.
pub fn cast_into<R: Runtime>(x: &Tensor<R>, out: &Tensor<R>) -> Result<()> {
    expect("cast", "out", out, x.shape(), out.dtype())?;
    let (device, dtype) = (x.device(), out.dtype());
    let vector = tile::vector(tile::narrow(x.dtype(), dtype), &[x.len()]);
    let total = x.len() / vector;
    let (grid, dim) = tile::unit_each(device, "cast", total)?;
    with_float!(x.dtype(), F => with_float!(dtype, O => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::convert::launch_unchecked::<F, O, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), total,
            );
        }
    }));
    Ok(())
}
