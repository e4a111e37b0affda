//! The kernel of depthwise convolution.

use crate::activation::{Activation, activate};
use cubecl::prelude::*;

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spec {
    /// Side of the window.
    pub kernel: usize,
    /// Pixels of a unit.
    pub run: usize,
    /// Whether the window is turned round, as the gradient of the input wants it.
    pub turned: bool,
    pub activation: Activation,
    pub bias: bool,
    pub scale: bool,
    pub residual: bool,
    pub save: bool,
}

/// One unit a run of pixels of a channel; neighbouring units take neighbouring channels.
#[cube(launch_unchecked)]
pub(super) fn depthwise<F: Float>(
    x: &Array<F>,
    weight: &Array<F>,
    bias: &Array<F>,
    layer_scale: &Array<F>,
    residual: &Array<F>,
    out: &mut Array<F>,
    saved: &mut Array<F>,
    height: usize,
    width: usize,
    channels: usize,
    total: usize,
    #[comptime] spec: Spec,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let runs = width.div_ceil(spec.run);
        let channel = at % channels;
        let column = at / channels % runs * spec.run;
        let line = at / (channels * runs);
        let row = line % height;
        let pad = comptime!(spec.kernel / 2);
        let taps = comptime!(spec.kernel * spec.kernel);
        let mut sums = Array::<f32>::new(spec.run);
        #[unroll]
        for i in 0..spec.run {
            sums[i] = 0.0f32;
            if comptime!(spec.bias) {
                sums[i] = f32::cast_from(bias[channel]);
            }
        }
        // Rows of the window that are inside the map.
        let first = usize::max(row, pad) - row;
        let last = usize::min(spec.kernel, height + pad - row);
        for u in first..last {
            let base = (line + u - pad) * width;
            let mut w = Array::<f32>::new(spec.kernel);
            #[unroll]
            for v in 0..spec.kernel {
                let tap = u * spec.kernel + v;
                let tap = if spec.turned { taps - 1 - tap } else { tap };
                w[v] = f32::cast_from(weight[channel * taps + tap]);
            }
            #[unroll]
            for j in 0..comptime!(spec.run + spec.kernel - 1) {
                // Column `column + j - pad`, offset by `pad` so that nothing is negative.
                let shifted = column + j;
                let inside = shifted >= pad && shifted < width + pad;
                let pixel = usize::min(usize::max(shifted, pad) - pad, width - 1);
                let value = f32::cast_from(x[(base + pixel) * channels + channel]);
                let value = select(inside, value, 0.0f32);
                #[unroll]
                for i in 0..spec.run {
                    if comptime!(j >= i && j < i + spec.kernel) {
                        sums[i] = fma(value, w[comptime!(j.saturating_sub(i))], sums[i]);
                    }
                }
            }
        }
        #[unroll]
        for i in 0..spec.run {
            if column + i < width {
                let to = (line * width + column + i) * channels + channel;
                if comptime!(spec.save) {
                    saved[to] = F::cast_from(sums[i]);
                }
                let mut value = activate(sums[i], spec.activation);
                if comptime!(spec.scale) {
                    value *= f32::cast_from(layer_scale[channel]);
                }
                if comptime!(spec.residual) {
                    value += f32::cast_from(residual[to]);
                }
                out[to] = F::cast_from(value);
            }
        }
    }
}
