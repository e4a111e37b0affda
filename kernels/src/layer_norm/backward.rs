//! The kernels of layer normalisation's backward.

use crate::position;
use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// `dy w`, rounded: a compiler that fuses the product into the difference from its mean would leave its rounding, multiplied by
/// `1 / sqrt(eps)`, where the gradient is zero (one channel).
#[cube]
fn weighted<Pack: Size>(grad: Vector<f32, Pack>, weight: Vector<f32, Pack>) -> Vector<f32, Pack> {
    fma(grad, weight, Vector::new(0.0f32))
}

/// Gradient of the input, row by row as the forward takes them; leaves each row's mean and `1 / sqrt(var + eps)`.
#[cube(launch_unchecked)]
pub(super) fn rows<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    statistics: &mut Array<f32>,
    width: usize,
    rows: usize,
    eps: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    let vector = x.vector_size();
    // Four elements, or a row that a cube shares, want more; else blocks that hide the memory are worth more than registers.
    at_most_registers(comptime!(if vector == 4 || units < 256 { 64u32 } else { 48 }));
    let Share { row, base, first, stride, count } = share(width / vector, rows, sharing, units);
    let reciprocal = 1.0f32 / f32::cast_from(width);
    let mut sum = 0.0f32;
    for i in 0..count {
        let value = Vector::<f32, Pack>::cast_from(x[base + first + i * stride]);
        #[unroll]
        for j in 0..vector {
            sum += value[j];
        }
    }
    let mean = fold(sum, Fold::Sum, sharing, units) * reciprocal;
    let mut lost = 0.0f32;
    let mut squares = 0.0f32;
    for i in 0..count {
        let value = Vector::<f32, Pack>::cast_from(x[base + first + i * stride]);
        #[unroll]
        for j in 0..vector {
            let centred = value[j] - mean;
            lost += centred;
            squares += centred * centred;
        }
    }
    let lost = fold(lost, Fold::Sum, sharing, units) * reciprocal;
    let variance = fold(squares, Fold::Sum, sharing, units) * reciprocal - lost * lost;
    let mean = mean + lost;
    let inverse = 1.0f32 / f32::sqrt(variance + eps);
    let mut sum_g = 0.0f32;
    let mut sum_gh = 0.0f32;
    for i in 0..count {
        let at = first + i * stride;
        let g = weighted(Vector::cast_from(grad[base + at]), Vector::cast_from(weight[at]));
        let gh = g * (Vector::<f32, Pack>::cast_from(x[base + at]) - Vector::new(mean)) * Vector::new(inverse);
        #[unroll]
        for j in 0..vector {
            sum_g += g[j];
            sum_gh += gh[j];
        }
    }
    let mean_g = Vector::<f32, Pack>::new(fold(sum_g, Fold::Sum, sharing, units) * reciprocal);
    let mean_gh = Vector::<f32, Pack>::new(fold(sum_gh, Fold::Sum, sharing, units) * reciprocal);
    if row < rows {
        for i in 0..count {
            let at = first + i * stride;
            let g = weighted(Vector::cast_from(grad[base + at]), Vector::cast_from(weight[at]));
            let h = (Vector::<f32, Pack>::cast_from(x[base + at]) - Vector::new(mean)) * Vector::new(inverse);
            grad_x[base + at] = Vector::cast_from(Vector::new(inverse) * (g - mean_g - h * mean_gh));
        }
        if first == 0 {
            statistics[2 * row] = mean;
            statistics[2 * row + 1] = inverse;
        }
    }
}

/// Sums over `chunk` rows, a vector of columns a unit, neighbouring units on neighbouring columns: first of `dy h`, then of `dy`.
/// `width` in vectors.
#[cube(launch_unchecked)]
pub(super) fn columns<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    statistics: &Array<f32>,
    weight_sums: &mut Array<Vector<f32, Pack>>,
    bias_sums: &mut Array<Vector<f32, Pack>>,
    rows: usize,
    width: usize,
    chunks: usize,
    #[comptime] chunk: usize,
) {
    let at = position::absolute();
    if at < chunks * width {
        let first = at / width * chunk;
        let column = at % width;
        let mut weight = Vector::<f32, Pack>::new(0.0f32);
        let mut bias = Vector::<f32, Pack>::new(0.0f32);
        for row in first..usize::min(first + chunk, rows) {
            let dy = Vector::<f32, Pack>::cast_from(grad[row * width + column]);
            let centred = Vector::<f32, Pack>::cast_from(x[row * width + column]) - Vector::new(statistics[2 * row]);
            weight = fma(dy, centred * Vector::new(statistics[2 * row + 1]), weight);
            bias += dy;
        }
        weight_sums[at] = weight;
        bias_sums[at] = bias;
    }
}
