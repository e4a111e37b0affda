//! Joining tensors: [`concat`] side by side along the last axis, [`add`] element by element.
//!
//! - `concat`: `out[r, o_i + c] = x_i[r, c]`, `x_i` `[.., width_i]`, `out` `[.., sum width_i]`, one launch a tensor; backward
//!   [`split`]s the gradient the same way.
//! - `add`: `a + b`, of any shape; the gradient of either is that of the sum.
//!
//! Cost: each element moves once; `add` takes one operation and 3 elements of traffic for each element.

mod cases;
mod forward;
pub mod reference;

pub use cases::{AddCase, ConcatCase, add_cases, concat_cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{Error, Tensor};

/// Tensors side by side along the last axis.
///
/// # Errors
/// [`Error::Shape`] for no tensors, or where leading dimensions or types differ; [`Error::Limit`] where the device cannot launch
/// it.
pub fn concat<R: Runtime>(parts: &[&Tensor<R>]) -> Result<Tensor<R>> {
    let first = parts.first().ok_or_else(|| Error::shape("concat", "nothing to join"))?;
    let pitch: usize = parts.iter().map(|part| part.rows_and_width().1).sum();
    let shape = |width| {
        let mut shape = first.shape().to_vec();
        let last = shape.len() - 1;
        shape[last] = width;
        shape
    };
    let out = Tensor::empty(first.device(), &shape(pitch), first.dtype())?;
    let mut offset = 0;
    for part in parts {
        let width = part.rows_and_width().1;
        expect("concat", "part", part, &shape(width), first.dtype())?;
        columns(part, &out, [width, width, pitch], [0, offset])?;
        offset += width;
    }
    Ok(out)
}

/// The parts of `x` of these widths along the last axis.
///
/// # Errors
/// [`Error::Shape`] where the widths do not add up to `x`'s; [`Error::Limit`] where the device cannot launch it.
pub fn split<R: Runtime>(x: &Tensor<R>, widths: &[usize]) -> Result<Vec<Tensor<R>>> {
    let pitch = x.rows_and_width().1;
    if widths.iter().sum::<usize>() != pitch {
        return Err(Error::shape("split", format!("{widths:?} of {x:?}")));
    }
    let mut offset = 0;
    widths
        .iter()
        .map(|width| {
            let mut shape = x.shape().to_vec();
            let last = shape.len() - 1;
            shape[last] = *width;
            let out = Tensor::empty(x.device(), &shape, x.dtype())?;
            columns(x, &out, [*width, pitch, *width], [offset, 0])?;
            offset += width;
            Ok(out)
        })
        .collect()
}

/// Copies `width` columns of every row between tensors of these pitches, from and to these first columns.
fn columns<R: Runtime>(
    x: &Tensor<R>,
    out: &Tensor<R>,
    [width, pitch_x, pitch_out]: [usize; 3],
    [from, to]: [usize; 2],
) -> Result<()> {
    let device = x.device();
    let vector = tile::vector(x.dtype(), &[width, pitch_x, pitch_out, from, to]);
    let total = x.len() / pitch_x * width / vector;
    let [width, pitch_x, pitch_out, from, to] = [width, pitch_x, pitch_out, from, to].map(|extent| extent / vector);
    let (grid, dim) = tile::unit_each(device, "concat", total)?;
    with_float!(x.dtype(), F => {
        // SAFETY: units past the last element return; the caller keeps columns inside both tensors.
        unsafe {
            forward::columns::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, x.arg(vector), out.arg(vector), width, pitch_x, pitch_out, from, to,
                total,
            );
        }
    });
    Ok(())
}

/// `a + b`.
///
/// # Errors
/// [`Error::Shape`] where shapes or types differ; [`Error::Limit`] where the device cannot launch it.
pub fn add<R: Runtime>(a: &Tensor<R>, b: &Tensor<R>) -> Result<Tensor<R>> {
    expect("add", "b", b, a.shape(), a.dtype())?;
    let device = a.device();
    let out = Tensor::empty(device, a.shape(), a.dtype())?;
    let vector = tile::vector(a.dtype(), &[a.len()]);
    let total = a.len() / vector;
    let (grid, dim) = tile::unit_each(device, "add", total)?;
    with_float!(a.dtype(), F => {
        // SAFETY: units past the last element return.
        unsafe {
            forward::add::launch_unchecked::<F, R>(
                device.client(), grid, dim, vector, a.arg(vector), b.arg(vector), out.arg(vector), total,
            );
        }
    });
    Ok(out)
}
