//! The kernels of group and batch norm's backward.

use super::forward::group_of;
use cubecl::prelude::*;

/// Means of `g` and `g h` over each group, and each channel's `sum dy h`, from sums of `dy` and `dy (x - mean)`.
#[cube(launch_unchecked)]
pub(super) fn group_means<F: Float>(
    sums: &Array<f32>,
    products: &Array<f32>,
    weight: &Array<F>,
    variance: &Array<f32>,
    scaled: &mut Array<f32>,
    means: &mut Array<f32>,
    channels: usize,
    groups: usize,
    inverse_count: f32,
    eps: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let each = channels / groups;
        let outer = at / groups;
        let first = (at - outer * groups) * each;
        let inverse = 1.0f32 / f32::sqrt(variance[at] + eps);
        let mut g = 0.0f32;
        let mut gh = 0.0f32;
        for c in first..first + each {
            let product = products[outer * channels + c] * inverse;
            scaled[outer * channels + c] = product;
            let w = f32::cast_from(weight[c]);
            g = fma(w, sums[outer * channels + c], g);
            gh = fma(w, product, gh);
        }
        means[2 * at] = g * inverse_count;
        means[2 * at + 1] = gh * inverse_count;
    }
}

#[cube(launch_unchecked)]
pub(super) fn elements<F: Float>(
    x: &Array<F>,
    grad: &Array<F>,
    weight: &Array<F>,
    mean: &Array<f32>,
    variance: &Array<f32>,
    means: &Array<f32>,
    grad_x: &mut Array<F>,
    length: usize,
    channels: usize,
    groups: usize,
    eps: f32,
    total: usize,
    #[comptime] training: bool,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let group = group_of(at, length, channels, groups);
        let inverse = 1.0f32 / f32::sqrt(variance[group] + eps);
        let mut g = f32::cast_from(grad[at]) * f32::cast_from(weight[at % channels]);
        if comptime!(training) {
            let h = (f32::cast_from(x[at]) - mean[group]) * inverse;
            g -= means[2 * group] + h * means[2 * group + 1];
        }
        grad_x[at] = F::cast_from(inverse * g);
    }
}
