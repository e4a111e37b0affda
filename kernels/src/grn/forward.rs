//! The kernels of global response norm: one unit a channel or an element.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn roots(squares: &Array<f32>, norms: &mut Array<f32>, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        norms[at] = f32::sqrt(squares[at]);
    }
}

/// An image's mean norm, plus `eps`.
#[cube]
pub(super) fn mean_of(totals: &Array<f32>, batch: usize, channels: usize, eps: f32) -> f32 {
    totals[batch] / f32::cast_from(channels) + eps
}

#[cube(launch_unchecked)]
pub(super) fn apply<F: Float>(
    x: &Array<F>,
    weight: &Array<F>,
    bias: &Array<F>,
    norms: &Array<f32>,
    totals: &Array<f32>,
    out: &mut Array<F>,
    pixels: usize,
    channels: usize,
    eps: f32,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let channel = at % channels;
        let batch = at / (pixels * channels);
        let response = norms[batch * channels + channel] / mean_of(totals, batch, channels, eps);
        let factor = fma(f32::cast_from(weight[channel]), response, 1.0f32);
        out[at] = F::cast_from(fma(f32::cast_from(x[at]), factor, f32::cast_from(bias[channel])));
    }
}
