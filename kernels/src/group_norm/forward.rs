//! The kernels of group and batch norm: one unit a group, a channel or an element.

use cubecl::prelude::*;

/// A group's mean: the sums of its channels, times `1 / count`.
#[cube(launch_unchecked)]
pub(super) fn fold(sums: &Array<f32>, out: &mut Array<f32>, channels: usize, inverse_count: f32, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        let mut sum = 0.0f32;
        for c in 0..channels {
            sum += sums[at * channels + c];
        }
        out[at] = sum * inverse_count;
    }
}

/// The group of element `at`.
#[cube]
pub(super) fn group_of(at: usize, length: usize, channels: usize, groups: usize) -> usize {
    let channel = at % channels;
    at / (length * channels) * groups + channel / (channels / groups)
}

#[cube(launch_unchecked)]
pub(super) fn apply<F: Float>(
    x: &Array<F>,
    weight: &Array<F>,
    bias: &Array<F>,
    mean: &Array<f32>,
    variance: &Array<f32>,
    out: &mut Array<F>,
    length: usize,
    channels: usize,
    groups: usize,
    eps: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let group = group_of(at, length, channels, groups);
        let channel = at % channels;
        let centred = f32::cast_from(x[at]) - mean[group];
        let normed = centred * (1.0f32 / f32::sqrt(variance[group] + eps));
        out[at] = F::cast_from(fma(normed, f32::cast_from(weight[channel]), f32::cast_from(bias[channel])));
    }
}

/// Moves running statistics towards the batch's.
#[cube(launch_unchecked)]
pub(super) fn run(running: &mut Array<f32>, batch: &Array<f32>, momentum: f32, factor: f32, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        running[at] = (1.0f32 - momentum) * running[at] + momentum * factor * batch[at];
    }
}
