//! The kernel of L2 normalisation's backward.

use crate::reduce::row::{Fold, Share, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn l2_norm<F: Float>(
    x: &Array<F>,
    grad: &Array<F>,
    grad_x: &mut Array<F>,
    width: usize,
    rows: usize,
    some: usize,
    period: usize,
    eps: f32,
    #[comptime] rowwise: bool,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width, rows, rowwise, units);
    let mut squares = 0.0f32;
    let mut product = 0.0f32;
    for i in 0..count {
        let at = base + first + i * stride;
        let value = f32::cast_from(x[at]);
        squares = fma(value, value, squares);
        product = fma(value, f32::cast_from(grad[at]), product);
    }
    let norm = f32::sqrt(fold(squares, Fold::Sum, rowwise, units));
    let product = fold(product, Fold::Sum, rowwise, units);
    let normalised = row % period < some;
    let inverse = select(normalised, 1.0f32 / f32::max(norm, eps), 1.0f32);
    let along = select(normalised && norm > eps, product * inverse * inverse, 0.0f32);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            grad_x[at] = F::cast_from((f32::cast_from(grad[at]) - f32::cast_from(x[at]) * along) * inverse);
        }
    }
}
