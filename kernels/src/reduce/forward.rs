//! One stage of an ordered sum.

use super::Term;
use crate::position;
use cubecl::prelude::*;

/// The means, `groups` of them from `first` on, of the columns of a vector from `within` on, `each` of which share one.
#[cube]
pub(crate) fn of_columns<Pack: Size>(
    means: &Array<f32>,
    first: usize,
    within: usize,
    each: usize,
) -> Vector<f32, Pack> {
    let mut values = Vector::<f32, Pack>::empty();
    #[unroll]
    for i in 0..values.vector_size() {
        values[i] = means[first + (within + i) / each];
    }
    values
}

/// `inner` and `total` in vectors, `each` (columns that share a mean) in elements.
#[cube(launch_unchecked)]
pub(super) fn sum_chunks<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    factor: &Array<Vector<F, Pack>>,
    mean: &Array<f32>,
    out: &mut Array<Vector<f32, Pack>>,
    length: usize,
    inner: usize,
    groups: usize,
    each: usize,
    chunks: usize,
    total: usize,
    #[comptime] term: Term,
    #[comptime] centred: bool,
    #[comptime] chunk: usize,
    #[comptime] add: bool,
) {
    let at = position::absolute();
    if at < total {
        let row = at / inner;
        let within = at - row * inner;
        let outer = row / chunks;
        let first = (row - outer * chunks) * chunk;
        let mut centre = Vector::<f32, Pack>::new(0.0f32);
        if comptime!(centred) {
            centre = of_columns::<Pack>(mean, outer * groups, within * x.vector_size(), each);
        }
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for i in first..usize::min(first + chunk, length) {
            let at = (outer * length + i) * inner + within;
            let value = Vector::<f32, Pack>::cast_from(x[at]) - centre;
            sum = match term {
                Term::Value => sum + value,
                Term::Square => fma(value, value, sum),
                Term::Product => fma(value, Vector::<f32, Pack>::cast_from(factor[at]), sum),
            };
        }
        if comptime!(add) {
            sum += out[at];
        }
        out[at] = sum;
    }
}

/// Adds `total` vectors of `x` from `from` on to `into` from `to` on.
#[cube(launch_unchecked)]
pub(super) fn add_part<Pack: Size>(
    x: &Array<Vector<f32, Pack>>,
    into: &mut Array<Vector<f32, Pack>>,
    from: usize,
    to: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        into[to + at] += x[from + at];
    }
}
