//! Relative position bias of windowed attention (Swin, arXiv 2103.14030; SwinV2, arXiv 2111.09883).
//!
//! `out[0, h, i, j] = f(table[(yi - yj + w - 1) (2 w - 1) + xi - xj + w - 1, h])` for the `w x w` tokens of a window, `table` `[(2 w - 1)^2,
//! heads]`, `out` `[1, heads, w^2, w^2]`; `f` is the identity, or `16 sigmoid` (SwinV2, whose table an MLP makes).
//!
//! Backward: each entry of the table adds up, in order, the gradients of the pairs that read it: `dtable += f' sum dout`.
//! Cost: one element of traffic for each pair and head, and next to nothing to compute.

mod backward;
mod cases;
mod forward;
pub mod reference;

pub use cases::{RelativeBiasCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "relative_bias";

/// What is done to an entry of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Squash {
    /// Nothing.
    None,
    /// `16 sigmoid` of it.
    Sigmoid16,
}

fn heads<R: Runtime>(table: &Tensor<R>, side: usize) -> Result<usize> {
    let (rows, heads) = table.rows_and_width();
    if side == 0 || rows != (2 * side - 1) * (2 * side - 1) || heads == 0 {
        return Err(Error::shape(NAME, format!("{table:?} for windows of side {side}")));
    }
    Ok(heads)
}

/// The bias `[1, heads, side^2, side^2]` of a window.
///
/// # Errors
/// [`Error::Shape`] where the table is not of `(2 side - 1)^2` rows; [`Error::Limit`] where the device cannot launch it.
pub fn relative_bias<R: Runtime>(table: &Tensor<R>, side: usize, squash: Squash) -> Result<Tensor<R>> {
    let heads = heads(table, side)?;
    let device = table.device();
    let out = Tensor::empty(device, &[1, heads, side * side, side * side], table.dtype())?;
    let (grid, dim) = tile::unit_each(device, NAME, out.len())?;
    with_float!(table.dtype(), F => {
        // SAFETY: units past the last pair return.
        unsafe {
            forward::gather::launch_unchecked::<F, R>(
                device.client(), grid, dim, table.arg(1), out.arg(1), side, heads, out.len(), squash,
            );
        }
    });
    Ok(out)
}

/// Backward of [`relative_bias`]: adds to `into`, f32 and shaped as the table, from `grad`, f32 `[heads, side^2, side^2]` as
/// attention's backward leaves it.
///
/// # Errors
/// As [`relative_bias`].
pub fn relative_bias_backward<R: Runtime>(
    table: &Tensor<R>,
    side: usize,
    squash: Squash,
    grad: &Tensor<R>,
    into: &Tensor<R>,
) -> Result<()> {
    let heads = heads(table, side)?;
    let tokens = side * side;
    expect(NAME, "grad", &grad.reshape(&[grad.len()])?, &[heads * tokens * tokens], DType::F32)?;
    expect(NAME, "into", into, table.shape(), DType::F32)?;
    let device = table.device();
    let (grid, dim) = tile::unit_each(device, NAME, into.len())?;
    with_float!(table.dtype(), F => {
        // SAFETY: units past the last entry return.
        unsafe {
            backward::scatter::launch_unchecked::<F, R>(
                device.client(), grid, dim, table.arg(1), grad.arg(1), into.arg(1), side, heads, into.len(), squash,
            );
        }
    });
    Ok(())
}
