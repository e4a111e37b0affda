//! Ordered sums.
//!
//! [`sum_axis`]: `[outer, length, inner] -> [outer, inner]`, the middle axis summed (gradients of biases, means of
//! losses, norms with [`Term::Square`]). Two stages: chunks of [`CHUNK`] in parallel, then the chunks' sums in order,
//! again in chunks where there are many: the same bits every time, without atomics.
//! [`add_axis`] adds the sums to a tensor instead; [`sum_products`] sums `(x - mean)^2` or `(x - mean) f`, the mean one of a
//! group of the inner axis.
//! Cost: one operation (two for squares) and one element of traffic for each input.

mod cases;
mod forward;
pub mod reference;
pub(crate) mod row;

pub use cases::{ReduceCase, cases};
pub(crate) use forward::of_columns;

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};
use std::ops::Range;

/// Elements a unit sums in one stage.
const CHUNK: usize = 64;

/// What is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// The values.
    Value,
    /// Their squares.
    Square,
    /// Their products with another tensor's.
    Product,
}

/// An ordered sum: the tensor, what it is multiplied by, and what is taken from it first.
struct Sum<'a, R: Runtime> {
    x: &'a Tensor<R>,
    term: Term,
    factor: Option<&'a Tensor<R>>,
    mean: Option<&'a Tensor<R>>,
}

/// Sums the middle axis of `x` seen as `[outer, length, inner]`; the answer is f32.
///
/// # Errors
/// [`Error::Shape`] where `x` does not have these elements.
pub fn sum_axis<R: Runtime>(x: &Tensor<R>, [outer, length, inner]: [usize; 3], term: Term) -> Result<Tensor<R>> {
    Sum { x, term, factor: None, mean: None }.stages([outer, length, inner], None)?.reshape(&[outer, inner])
}

/// Sums over the middle axis of `(x - mean) f`, `f` being `factor` (like `x`) or `x - mean` itself; `mean` is f32 `[outer,
/// groups]`, each of a group of neighbours of the inner axis, or zero where it is left out. The answer is f32 `[outer, inner]`.
///
/// # Errors
/// [`Error::Shape`] where elements or types do not fit.
pub fn sum_products<R: Runtime>(
    x: &Tensor<R>,
    factor: Option<&Tensor<R>>,
    mean: Option<&Tensor<R>>,
    [outer, length, inner]: [usize; 3],
) -> Result<Tensor<R>> {
    if let Some(factor) = factor {
        expect("reduce", "factor", &factor.reshape(&[factor.len()])?, &[x.len()], x.dtype())?;
    }
    if let Some(mean) = mean {
        let groups = mean.len() / outer.max(1);
        expect("reduce", "mean", mean, &[outer, groups], DType::F32)?;
        if groups == 0 || !inner.is_multiple_of(groups) {
            return Err(Error::shape("reduce", format!("{groups} means for {inner} columns")));
        }
    }
    let term = if factor.is_some() { Term::Product } else { Term::Square };
    Sum { x, term, factor, mean }.stages([outer, length, inner], None)?.reshape(&[outer, inner])
}

/// [`sum_axis`] added to `into`, f32 of `outer * inner` elements: how gradients of parameters grow.
///
/// # Errors
/// [`Error::Shape`] where elements or types do not fit.
pub fn add_axis<R: Runtime>(
    x: &Tensor<R>,
    [outer, length, inner]: [usize; 3],
    term: Term,
    into: &Tensor<R>,
) -> Result<()> {
    expect("reduce", "into", &into.reshape(&[into.len()])?, &[outer * inner], DType::F32)?;
    Sum { x, term, factor: None, mean: None }.stages([outer, length, inner], Some(into)).map(drop)
}

/// Sums over rows of `columns` of `x`, seen as `[length, inner]`, added to `into` from element `offset` on.
///
/// # Errors
/// [`Error::Shape`] where elements or types do not fit.
pub fn add_columns<R: Runtime>(
    x: &Tensor<R>,
    [length, inner]: [usize; 2],
    columns: Range<usize>,
    into: &Tensor<R>,
    offset: usize,
) -> Result<()> {
    expect("reduce", "into", into, into.shape(), DType::F32)?;
    if columns.end > inner || offset + columns.len() > into.len() {
        return Err(Error::shape("reduce", format!("columns {columns:?} of {inner} into {into:?} at {offset}")));
    }
    let sums = sum_axis(x, [1, length, inner], Term::Value)?;
    let vector = tile::vector(DType::F32, &[columns.start, columns.len(), offset, inner, into.len()]);
    let total = columns.len() / vector;
    let (grid, dim) = tile::unit_each(x.device(), "reduce", total)?;
    // SAFETY: units past the last column return.
    unsafe {
        forward::add_part::launch_unchecked::<R>(
            x.device().client(),
            grid,
            dim,
            vector,
            sums.arg(vector),
            into.arg(vector),
            columns.start / vector,
            offset / vector,
            total,
        );
    }
    Ok(())
}

/// Columns that a sum along the last axis is laid out in, so that neighbouring units read neighbouring vectors: a plane's worth of the
/// widest, or as many as leave each a whole chunk.
fn columns(length: usize) -> usize {
    let fits = |columns: &usize| length.is_multiple_of(*columns) && length / columns >= CHUNK;
    [256, 128, 64, 32, 16, 8, 4, 2].into_iter().find(fits).unwrap_or(1)
}

/// Launches of [`sum_axis`] over an axis of `length`, of which one answer sums `inner` side by side.
pub fn launches(length: usize, inner: usize) -> usize {
    let (mut left, mut launches) = (length, 0);
    while launches == 0 || left > 1 {
        left = after_stage(left, inner).0;
        launches += 1;
    }
    launches
}

/// Sums left of an axis of `left` after one stage, and how many neighbouring columns the stage sees.
fn after_stage(left: usize, inner: usize) -> (usize, usize) {
    let width = if inner == 1 { columns(left) } else { inner };
    ((left * inner / width).div_ceil(CHUNK) * width / inner, width)
}

impl<R: Runtime> Sum<'_, R> {
    fn stages(self, [outer, length, inner]: [usize; 3], into: Option<&Tensor<R>>) -> Result<Tensor<R>> {
        let Self { x, mut term, mut factor, mut mean } = self;
        if outer * length * inner != x.len() {
            return Err(Error::shape("reduce", format!("{x:?} as [{outer}, {length}, {inner}]")));
        }
        let device = x.device();
        let (mut stage, mut left) = (x.clone(), length);
        loop {
            let (after, width) = after_stage(left, inner);
            let length = left * inner / width;
            let chunks = length.div_ceil(CHUNK);
            left = after;
            let add = into.filter(|_| left == 1);
            let out = match add {
                Some(into) => into.reshape(&[outer, 1, inner])?,
                None => Tensor::empty(device, &[outer, left, inner], DType::F32)?,
            };
            let groups = mean.map_or(1, |mean| mean.shape()[1]);
            let vector = tile::vector(stage.dtype(), &[width]);
            let total = out.len() / vector;
            let (grid, dim) = tile::unit_each(device, "reduce", total)?;
            with_float!(stage.dtype(), F => {
                // SAFETY: units past the last sum return; a chunk ends where the axis ends; without a factor or a mean its
                // stand-in is not read.
                unsafe {
                    forward::sum_chunks::launch_unchecked::<F, R>(
                        device.client(), grid, dim, vector, stage.arg(vector), factor.unwrap_or(&stage).arg(vector),
                        mean.unwrap_or(&stage).arg(1), out.arg(vector), length, width / vector, groups, width / groups,
                        chunks, total, term, mean.is_some(), CHUNK, add.is_some(),
                    );
                }
            });
            if left == 1 {
                return Ok(out);
            }
            (stage, term, factor, mean) = (out, Term::Value, None, None);
        }
    }
}
