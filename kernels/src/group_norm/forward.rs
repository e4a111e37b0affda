//! The kernels of group and batch norm: one unit a group, a channel or a vector of elements.

use crate::position;
use crate::reduce::of_columns;
use cubecl::prelude::*;

/// A group's mean: the sums of its channels, times `1 / count`.
#[cube(launch_unchecked)]
pub(super) fn fold(sums: &Array<f32>, out: &mut Array<f32>, channels: usize, inverse_count: f32, total: usize) {
    let at = position::absolute();
    if at < total {
        let mut sum = 0.0f32;
        for c in 0..channels {
            sum += sums[at * channels + c];
        }
        out[at] = sum * inverse_count;
    }
}

/// `channels` and `total` in vectors, `each` (channels of a group) in elements.
#[cube(launch_unchecked)]
pub(super) fn apply<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Pack>>,
    mean: &Array<f32>,
    variance: &Array<f32>,
    out: &mut Array<Vector<F, Pack>>,
    length: usize,
    channels: usize,
    groups: usize,
    each: usize,
    eps: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let first = at / (length * channels) * groups;
        let mean = of_columns::<Pack>(mean, first, channel * x.vector_size(), each);
        let variance = of_columns::<Pack>(variance, first, channel * x.vector_size(), each);
        let root = Vector::sqrt(variance + Vector::new(eps));
        let normed = (Vector::<f32, Pack>::cast_from(x[at]) - mean) * (Vector::new(1.0f32) / root);
        out[at] = Vector::cast_from(fma(normed, Vector::cast_from(weight[channel]), Vector::cast_from(bias[channel])));
    }
}

/// Moves running statistics towards the batch's.
#[cube(launch_unchecked)]
pub(super) fn run(running: &mut Array<f32>, batch: &Array<f32>, momentum: f32, factor: f32, total: usize) {
    let at = position::absolute();
    if at < total {
        running[at] = (1.0f32 - momentum) * running[at] + momentum * factor * batch[at];
    }
}
