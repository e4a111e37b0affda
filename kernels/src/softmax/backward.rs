//! The kernel of softmax's backward.

use crate::reduce::row::{Fold, Share, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn softmax<F: Float, G: Float>(
    y: &Array<F>,
    grad: &Array<G>,
    grad_x: &mut Array<F>,
    width: usize,
    rows: usize,
    scale: f32,
    #[comptime] rowwise: bool,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width, rows, rowwise, units);
    let mut sum = 0.0f32;
    for i in 0..count {
        let at = base + first + i * stride;
        sum = fma(f32::cast_from(y[at]), f32::cast_from(grad[at]), sum);
    }
    let sum = fold(sum, Fold::Sum, rowwise, units);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            grad_x[at] = F::cast_from(scale * f32::cast_from(y[at]) * (f32::cast_from(grad[at]) - sum));
        }
    }
}
