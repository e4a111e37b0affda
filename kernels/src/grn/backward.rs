//! The kernels of global response norm's backward.

use super::forward::mean_of;
use crate::position;
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
    let at = position::absolute();
    if at < total {
        let batch = at / channels;
        let product = products[at] * norms[at];
        shares[at] = product / mean_of(totals, batch, channels, eps);
        terms[at] = product * f32::cast_from(weight[at - batch * channels]);
    }
}

/// `channels` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn elements<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    products: &Array<Vector<f32, Pack>>,
    norms: &Array<Vector<f32, Pack>>,
    totals: &Array<f32>,
    sums: &Array<f32>,
    grad_x: &mut Array<Vector<F, Pack>>,
    pixels: usize,
    channels: usize,
    eps: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let batch = at / (pixels * channels);
        let of_channel = batch * channels + channel;
        let norm = norms[of_channel];
        let w = Vector::<f32, Pack>::cast_from(weight[channel]);
        let channels = channels * x.vector_size();
        let inverse = 1.0f32 / mean_of(totals, batch, channels, eps);
        let shared = sums[batch] * inverse * inverse / f32::cast_from(channels);
        let mut along = w * products[of_channel] * Vector::new(inverse) - Vector::new(shared);
        #[unroll]
        for i in 0..x.vector_size() {
            // A channel of zeros has no direction to grow in.
            along[i] = select(norm[i] > 0.0f32, along[i] / f32::max(norm[i], 1e-30f32), 0.0f32);
        }
        let factor = fma(w, norm * Vector::new(inverse), Vector::new(1.0f32));
        let straight = Vector::<f32, Pack>::cast_from(grad[at]) * factor;
        grad_x[at] = Vector::cast_from(fma(Vector::cast_from(x[at]), along, straight));
    }
}
