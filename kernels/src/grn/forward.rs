//! The kernels of global response norm: one unit a channel or a vector of elements.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn roots(squares: &Array<f32>, norms: &mut Array<f32>, total: usize) {
    let at = position::absolute();
    if at < total {
        norms[at] = f32::sqrt(squares[at]);
    }
}

/// An image's mean norm, plus `eps`.
#[cube]
pub(super) fn mean_of(totals: &Array<f32>, batch: usize, channels: usize, eps: f32) -> f32 {
    totals[batch] / f32::cast_from(channels) + eps
}

/// `channels` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn apply<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Pack>>,
    norms: &Array<Vector<f32, Pack>>,
    totals: &Array<f32>,
    out: &mut Array<Vector<F, Pack>>,
    pixels: usize,
    channels: usize,
    eps: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let batch = at / (pixels * channels);
        let mean = mean_of(totals, batch, channels * x.vector_size(), eps);
        let response = norms[batch * channels + channel] / Vector::new(mean);
        let factor = fma(Vector::cast_from(weight[channel]), response, Vector::new(1.0f32));
        out[at] = Vector::cast_from(fma(Vector::cast_from(x[at]), factor, Vector::cast_from(bias[channel])));
    }
}
