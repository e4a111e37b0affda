//! The kernels of global response norm's backward.

use super::forward::mean_of;
use cubecl::prelude::*;

/// Each image's share of the weight's gradient, `n d`, and the terms of `sum_c(weight d g)`.
#[cube(launch_unchecked)]
pub(super) fn channel_terms<F: Float>(
    products: &Array<f32>,
    weight: &Array<F>,
    norms: &Array<f32>,
    totals: &Array<f32>,
    shares: &mut Array<f32>,
    terms: &mut Array<f32>,
    channels: usize,
    eps: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let batch = at / channels;
        let product = products[at] * norms[at];
        shares[at] = product / mean_of(totals, batch, channels, eps);
        terms[at] = product * f32::cast_from(weight[at - batch * channels]);
    }
}

#[cube(launch_unchecked)]
pub(super) fn elements<F: Float>(
    x: &Array<F>,
    grad: &Array<F>,
    weight: &Array<F>,
    products: &Array<f32>,
    norms: &Array<f32>,
    totals: &Array<f32>,
    sums: &Array<f32>,
    grad_x: &mut Array<F>,
    pixels: usize,
    channels: usize,
    eps: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let channel = at % channels;
        let batch = at / (pixels * channels);
        let of_channel = batch * channels + channel;
        let w = f32::cast_from(weight[channel]);
        let norm = norms[of_channel];
        let inverse = 1.0f32 / mean_of(totals, batch, channels, eps);
        let through = w * products[of_channel] * inverse - sums[batch] * inverse * inverse / f32::cast_from(channels);
        // A channel of zeros has no direction to grow in.
        let along = select(norm > 0.0f32, through / f32::max(norm, 1e-30f32), 0.0f32);
        let straight = f32::cast_from(grad[at]) * fma(w, norm * inverse, 1.0f32);
        grad_x[at] = F::cast_from(fma(f32::cast_from(x[at]), along, straight));
    }
}
