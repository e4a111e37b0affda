//! One stage of an ordered sum.

use super::Term;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn sum_chunks<F: Float>(
    x: &Array<F>,
    factor: &Array<F>,
    mean: &Array<f32>,
    out: &mut Array<f32>,
    length: usize,
    inner: usize,
    groups: usize,
    chunks: usize,
    total: usize,
    #[comptime] term: Term,
    #[comptime] centred: bool,
    #[comptime] chunk: usize,
    #[comptime] add: bool,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / inner;
        let within = at - row * inner;
        let outer = row / chunks;
        let first = (row - outer * chunks) * chunk;
        let mut centre = 0.0f32;
        if comptime!(centred) {
            centre = mean[outer * groups + within / (inner / groups)];
        }
        let mut sum = 0.0f32;
        for i in first..usize::min(first + chunk, length) {
            let at = (outer * length + i) * inner + within;
            let value = f32::cast_from(x[at]) - centre;
            let times = match term {
                Term::Value => 1.0f32,
                Term::Square => value,
                Term::Product => f32::cast_from(factor[at]),
            };
            sum = fma(value, times, sum);
        }
        if comptime!(add) {
            sum += out[at];
        }
        out[at] = sum;
    }
}

/// Adds `total` elements of `x` from `from` on to `into` from `to` on.
#[cube(launch_unchecked)]
pub(super) fn add_part(x: &Array<f32>, into: &mut Array<f32>, from: usize, to: usize, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        into[to + at] += x[from + at];
    }
}
