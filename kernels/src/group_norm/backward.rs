//! The kernels of group and batch norm's backward.

use crate::position;
use crate::reduce::of_columns;
use cubecl::prelude::*;

/// Means of `g` and `g h` over each group, and each channel's `sum dy h`, from sums of `dy` and `dy (x - mean)`.
#[cube(launch_unchecked)]
pub(super) fn group_means<F: Float>(
    sums: &Array<f32>,
    products: &Array<f32>,
    weight: &Array<F>,
    variance: &Array<f32>,
    scaled: &mut Array<f32>,
    mean_g: &mut Array<f32>,
    mean_gh: &mut Array<f32>,
    channels: usize,
    groups: usize,
    inverse_count: f32,
    eps: f32,
    total: usize,
) {
    let at = position::absolute();
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
        mean_g[at] = g * inverse_count;
        mean_gh[at] = gh * inverse_count;
    }
}

/// `channels` and `total` in vectors, `each` (channels of a group) in elements.
#[cube(launch_unchecked)]
pub(super) fn elements<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    mean: &Array<f32>,
    variance: &Array<f32>,
    mean_g: &Array<f32>,
    mean_gh: &Array<f32>,
    grad_x: &mut Array<Vector<F, Pack>>,
    length: usize,
    channels: usize,
    groups: usize,
    each: usize,
    eps: f32,
    total: usize,
    #[comptime] training: bool,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let within = channel * x.vector_size();
        let first = at / (length * channels) * groups;
        let variance = of_columns::<Pack>(variance, first, within, each);
        let inverse = Vector::new(1.0f32) / Vector::sqrt(variance + Vector::new(eps));
        let mut g = Vector::<f32, Pack>::cast_from(grad[at]) * Vector::cast_from(weight[channel]);
        if comptime!(training) {
            let centred = Vector::<f32, Pack>::cast_from(x[at]) - of_columns::<Pack>(mean, first, within, each);
            let along = centred * inverse * of_columns::<Pack>(mean_gh, first, within, each);
            g -= of_columns::<Pack>(mean_g, first, within, each) + along;
        }
        grad_x[at] = Vector::cast_from(inverse * g);
    }
}
