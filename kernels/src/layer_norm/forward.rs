//! The kernel of layer normalisation.

use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;

/// Rows are taken as `sharing` says, in cubes of `units`.
#[cube(launch_unchecked)]
pub(super) fn layer_norm<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    width: usize,
    rows: usize,
    eps: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    let vector = x.vector_size();
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
    // What a long sum near a large mean lost is found again around that mean, and given back.
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
    if row < rows {
        for i in 0..count {
            let at = first + i * stride;
            let value = (Vector::<f32, Pack>::cast_from(x[base + at]) - Vector::new(mean)) * Vector::new(inverse);
            let value = value * Vector::<f32, Pack>::cast_from(weight[at]) + Vector::<f32, Pack>::cast_from(bias[at]);
            out[base + at] = Vector::<F, Pack>::cast_from(value);
        }
    }
}
