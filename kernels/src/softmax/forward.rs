//! The kernel of softmax.

use crate::reduce::row::{Fold, Share, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn softmax<F: Float, O: Float>(
    x: &Array<F>,
    out: &mut Array<O>,
    width: usize,
    rows: usize,
    scale: f32,
    #[comptime] rowwise: bool,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width, rows, rowwise, units);
    // A unit without elements starts from the row's first: it changes no maximum.
    let mut high = f32::cast_from(x[base]) * scale;
    for i in 0..count {
        high = f32::max(high, f32::cast_from(x[base + first + i * stride]) * scale);
    }
    let high = fold(high, Fold::Largest, rowwise, units);
    let mut sum = 0.0f32;
    for i in 0..count {
        sum += f32::exp(f32::cast_from(x[base + first + i * stride]) * scale - high);
    }
    let inverse = 1.0f32 / fold(sum, Fold::Sum, rowwise, units);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            out[at] = O::cast_from(f32::exp(f32::cast_from(x[at]) * scale - high) * inverse);
        }
    }
}
