//! Matrix product with a fused epilogue.
//!
//! `out = residual + layer_scale * act(A B + bias)`, `out` `[m, n]`, every term but the product optional.
//!
//! | layout | `a` | `b` | used for |
//! | --- | --- | --- | --- |
//! | [`Layout::Nt`] | `[m, k]` | `[n, k]` | linear layers: weights as the checkpoint has them, `[out, in]` |
//! | [`Layout::Nn`] | `[m, k]` | `[k, n]` | gradient of a linear layer's input |
//! | [`Layout::Tn`] | `[k, m]` | `[k, n]` | gradient of a linear layer's weight |
//!
//! Leading dimensions of `a` (and of `residual`) fold into `m`. Accumulators are f32, summed over `k` in order.
//! Cost: `2 m n k` operations; `m k + n k + m n (+ m n residual)` elements of traffic at least.

mod cases;
mod forward;
mod plane;
pub mod reference;
mod shared;

pub use cases::{MatmulCase, cases};

use crate::{Activation, Result, case::expect, tile::Tile, with_float};
use cubecl::prelude::*;
use forward::Spec;
use roentgen_runtime::{Error, Tensor};

/// Which operands are stored transposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// `a [m, k]`, `b [n, k]`.
    Nt,
    /// `a [m, k]`, `b [k, n]`.
    Nn,
    /// `a [k, m]`, `b [k, n]`.
    Tn,
}

/// What happens to a product before it is stored.
#[derive(Debug)]
pub struct Epilogue<'a, R: Runtime> {
    /// `[n]`, added to the product.
    pub bias: Option<&'a Tensor<R>>,
    /// Applied after the bias.
    pub activation: Activation,
    /// `[n]`, multiplied after the activation.
    pub layer_scale: Option<&'a Tensor<R>>,
    /// `[.., n]` with `m` rows, added last.
    pub residual: Option<&'a Tensor<R>>,
}

impl<R: Runtime> Default for Epilogue<'_, R> {
    fn default() -> Self {
        Self { bias: None, activation: Activation::None, layer_scale: None, residual: None }
    }
}

/// The product of `a` and `b` with its epilogue. The answer has `a`'s leading dimensions (or `[m]` for
/// [`Layout::Tn`]) and `n` last.
///
/// # Errors
/// [`Error::Shape`] where shapes or types do not fit; [`Error::Limit`] where the device cannot launch it.
pub fn matmul<R: Runtime>(
    a: &Tensor<R>,
    b: &Tensor<R>,
    layout: Layout,
    epilogue: &Epilogue<'_, R>,
) -> Result<Tensor<R>> {
    let tile = Tile::choose(a.device());
    const NAME: &str = "matmul";
    let (rows_a, width_a) = a.rows_and_width();
    let (rows_b, width_b) = b.rows_and_width();
    let (m, n, k, depth_b) = match layout {
        Layout::Nt => (rows_a, rows_b, width_a, width_b),
        Layout::Nn => (rows_a, width_b, width_a, rows_b),
        Layout::Tn => (width_a, width_b, rows_a, rows_b),
    };
    if k != depth_b || a.dtype() != b.dtype() {
        return Err(Error::shape(NAME, format!("{a:?} and {b:?} do not fit as {layout:?}")));
    }
    let terms = [epilogue.bias, epilogue.layer_scale, epilogue.residual];
    for (term, name) in terms.into_iter().zip(["bias", "layer_scale", "residual"]) {
        let Some(term) = term else { continue };
        if name == "residual" {
            expect(NAME, name, &term.reshape(&[term.len()])?, &[m * n], a.dtype())?
        } else {
            expect(NAME, name, term, &[n], a.dtype())?
        };
    }
    let mut shape = if layout == Layout::Tn { vec![m] } else { a.shape()[..a.shape().len() - 1].to_vec() };
    shape.push(n);
    let device = a.device();
    let out = Tensor::empty(device, &shape, a.dtype())?;
    let spec = Spec {
        layout,
        activation: epilogue.activation,
        bias: epilogue.bias.is_some(),
        scale: epilogue.layer_scale.is_some(),
        residual: epilogue.residual.is_some(),
    };
    // A kernel has all its arguments whether it reads them or not; `a` stands in for those it does not read.
    let [bias, scale, residual] = terms.map(|term| term.unwrap_or(a).arg(1));
    match tile {
        Tile::Plane { plane, groups, columns } => {
            let vector = if layout == Layout::Nt {
                [4, 2, 1].into_iter().find(|v| k.is_multiple_of(*v)).unwrap_or(1)
            } else {
                1
            };
            let unroll = if vector == 1 && k.is_multiple_of(4) { 4 } else { vector };
            let tiles_m = m.div_ceil((plane * groups) as usize);
            let tiles_n = n.div_ceil((plane * columns) as usize);
            let cubes = tiles_m as u64 * tiles_n as u64;
            let grid = device.grid(NAME, cubes)?;
            let dim = device.check_cube(NAME, plane, 0)?;
            with_float!(a.dtype(), F => {
                // SAFETY: rows and columns past the edge are clamped on load and skipped on store; cubes past the
                // last return at once.
                unsafe {
                    plane::matmul::launch_unchecked::<F, R>(
                        device.client(), grid, dim, vector, a.arg(vector), b.arg(vector), bias, scale, residual,
                        out.arg(1), m, n, k, tiles_n, tiles_m * tiles_n, spec, plane as usize, groups as usize,
                        columns as usize, vector, unroll,
                    );
                }
            });
        }
        Tile::Shared { side, depth, unit } => {
            let units = (side / unit) * (side / unit);
            let tiles_n = n.div_ceil(side as usize);
            let cubes = m.div_ceil(side as usize) * tiles_n;
            let grid = device.grid(NAME, cubes as u64)?;
            let dim = device.check_cube(NAME, units, shared::bytes(side, depth))?;
            with_float!(a.dtype(), F => {
                // SAFETY: rows, columns and depth past the edge read as zero and are not stored; cubes past the last
                // do nothing.
                unsafe {
                    shared::matmul::launch_unchecked::<F, R>(
                        device.client(), grid, dim, a.arg(1), b.arg(1), bias, scale, residual, out.arg(1), m, n, k,
                        tiles_n, cubes, spec, side as usize, depth as usize, unit as usize,
                    );
                }
            });
        }
    }
    Ok(out)
}
