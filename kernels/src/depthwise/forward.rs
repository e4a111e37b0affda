//! The kernel of depthwise convolution.

use crate::activation::{Activation, activate};
use crate::position;
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

/// One unit a run of pixels of a vector of channels; neighbouring units take neighbouring channels. `channels` and `total` in
/// vectors.
#[cube(launch_unchecked)]
pub(super) fn depthwise<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<F>,
    bias: &Array<Vector<F, Pack>>,
    layer_scale: &Array<Vector<F, Pack>>,
    residual: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    saved: &mut Array<Vector<F, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    total: usize,
    #[comptime] spec: Spec,
) {
    let at = position::absolute();
    if at < total {
        let runs = width.div_ceil(spec.run);
        let channel = at % channels;
        let column = at / channels % runs * spec.run;
        let line = at / (channels * runs);
        let row = line % height;
        let pad = comptime!(spec.kernel / 2);
        let taps = comptime!(spec.kernel * spec.kernel);
        let mut sums = Array::<Vector<f32, Pack>>::new(spec.run);
        #[unroll]
        for i in 0..spec.run {
            sums[i] = Vector::new(0.0f32);
            if comptime!(spec.bias) {
                sums[i] = Vector::cast_from(bias[channel]);
            }
        }
        // Rows of the window that are inside the map.
        let first = usize::max(row, pad) - row;
        let last = usize::min(spec.kernel, height + pad - row);
        for u in first..last {
            let base = (line + u - pad) * width;
            let mut w = Array::<Vector<f32, Pack>>::new(spec.kernel);
            #[unroll]
            for v in 0..spec.kernel {
                let tap = u * spec.kernel + v;
                let tap = if spec.turned { taps - 1 - tap } else { tap };
                let mut each = Vector::<f32, Pack>::empty();
                #[unroll]
                for c in 0..each.vector_size() {
                    each[c] = f32::cast_from(weight[(channel * each.vector_size() + c) * taps + tap]);
                }
                w[v] = each;
            }
            #[unroll]
            for j in 0..comptime!(spec.run + spec.kernel - 1) {
                // Column `column + j - pad`, offset by `pad` so that nothing is negative.
                let shifted = column + j;
                let inside = shifted >= pad && shifted < width + pad;
                let pixel = usize::min(usize::max(shifted, pad) - pad, width - 1);
                let mut value = Vector::<f32, Pack>::cast_from(x[(base + pixel) * channels + channel]);
                #[unroll]
                for c in 0..value.vector_size() {
                    value[c] = select(inside, value[c], 0.0f32);
                }
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
                    saved[to] = Vector::cast_from(sums[i]);
                }
                let mut value = sums[i];
                #[unroll]
                for c in 0..value.vector_size() {
                    value[c] = activate(value[c], spec.activation);
                }
                if comptime!(spec.scale) {
                    value *= Vector::cast_from(layer_scale[channel]);
                }
                if comptime!(spec.residual) {
                    value += Vector::cast_from(residual[to]);
                }
                out[to] = Vector::cast_from(value);
            }
        }
    }
}
