//! The kernels of layer normalisation's backward.

use crate::reduce::row::{Fold, Share, fold, share};
use cubecl::prelude::*;

/// Gradient of the input, row by row as the forward takes them; leaves each row's mean and `1 / sqrt(var + eps)`.
#[cube(launch_unchecked)]
pub(super) fn rows<F: Float>(
    x: &Array<F>,
    weight: &Array<F>,
    grad: &Array<F>,
    grad_x: &mut Array<F>,
    statistics: &mut Array<f32>,
    width: usize,
    rows: usize,
    eps: f32,
    #[comptime] rowwise: bool,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width, rows, rowwise, units);
    let mut sum = 0.0f32;
    for i in 0..count {
        sum += f32::cast_from(x[base + first + i * stride]);
    }
    let mean = fold(sum, Fold::Sum, rowwise, units) / f32::cast_from(width);
    let mut lost = 0.0f32;
    let mut squares = 0.0f32;
    for i in 0..count {
        let centred = f32::cast_from(x[base + first + i * stride]) - mean;
        lost += centred;
        squares += centred * centred;
    }
    let lost = fold(lost, Fold::Sum, rowwise, units) / f32::cast_from(width);
    let variance = fold(squares, Fold::Sum, rowwise, units) / f32::cast_from(width) - lost * lost;
    let mean = mean + lost;
    let inverse = 1.0f32 / f32::sqrt(variance + eps);
    let mut sum_g = 0.0f32;
    let mut sum_gh = 0.0f32;
    for i in 0..count {
        let at = first + i * stride;
        let g = f32::cast_from(grad[base + at]) * f32::cast_from(weight[at]);
        sum_g += g;
        sum_gh += g * (f32::cast_from(x[base + at]) - mean) * inverse;
    }
    let mean_g = fold(sum_g, Fold::Sum, rowwise, units) / f32::cast_from(width);
    let mean_gh = fold(sum_gh, Fold::Sum, rowwise, units) / f32::cast_from(width);
    if row < rows {
        for i in 0..count {
            let at = first + i * stride;
            let g = f32::cast_from(grad[base + at]) * f32::cast_from(weight[at]);
            let h = (f32::cast_from(x[base + at]) - mean) * inverse;
            grad_x[base + at] = F::cast_from(inverse * (g - mean_g - h * mean_gh));
        }
        if first == 0 {
            statistics[2 * row] = mean;
            statistics[2 * row + 1] = inverse;
        }
    }
}

/// Sums over `chunk` rows, one column a unit, neighbouring units on neighbouring columns: first of `dy h`, then of `dy`.
#[cube(launch_unchecked)]
pub(super) fn columns<F: Float>(
    x: &Array<F>,
    grad: &Array<F>,
    statistics: &Array<f32>,
    weight_sums: &mut Array<f32>,
    bias_sums: &mut Array<f32>,
    rows: usize,
    width: usize,
    chunks: usize,
    #[comptime] chunk: usize,
) {
    let at = ABSOLUTE_POS;
    if at < chunks * width {
        let first = at / width * chunk;
        let column = at % width;
        let mut weight = 0.0f32;
        let mut bias = 0.0f32;
        for row in first..usize::min(first + chunk, rows) {
            let dy = f32::cast_from(grad[row * width + column]);
            let h = (f32::cast_from(x[row * width + column]) - statistics[2 * row]) * statistics[2 * row + 1];
            weight = fma(dy, h, weight);
            bias += dy;
        }
        weight_sums[at] = weight;
        bias_sums[at] = bias;
    }
}
