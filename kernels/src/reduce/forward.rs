//! One stage of an ordered sum.

use super::Term;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn sum_chunks<F: Float>(
    x: &Array<F>,
    out: &mut Array<f32>,
    length: usize,
    inner: usize,
    chunks: usize,
    total: usize,
    #[comptime] term: Term,
    #[comptime] chunk: usize,
    #[comptime] add: bool,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / inner;
        let within = at - row * inner;
        let outer = row / chunks;
        let first = (row - outer * chunks) * chunk;
        let mut sum = 0.0f32;
        for i in first..usize::min(first + chunk, length) {
            let value = f32::cast_from(x[(outer * length + i) * inner + within]);
            if comptime!(term == Term::Square) {
                sum = fma(value, value, sum);
            } else {
                sum += value;
            }
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
