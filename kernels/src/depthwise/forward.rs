//! The kernel of depthwise convolution.

use crate::activation::{Activation, activate};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// What of a window is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Window {
    /// Its side.
    pub kernel: usize,
    /// Pixels of a unit.
    pub run: usize,
    /// Whether it is turned round, as the gradient of the input wants it.
    pub turned: bool,
    /// Whether the pixel itself is added.
    pub residual: bool,
}

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spec {
    pub window: Window,
    pub activation: Activation,
    pub bias: bool,
    pub scale: bool,
    pub residual: bool,
    pub save: bool,
}

/// Adds to `sums` the window's products for a run of pixels of a row and a vector of channels: pixels `column` and further of row `row`
/// of its image, `line` of all images. Past the map's right edge sums are of no use. `channels` in vectors.
#[cube]
pub(crate) fn window<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    weight: &Array<F>,
    sums: &mut Array<Vector<f32, Pack>>,
    line: usize,
    row: usize,
    column: usize,
    channel: usize,
    height: usize,
    width: usize,
    channels: usize,
    #[comptime] window: Window,
) {
    let pad = comptime!(window.kernel / 2);
    let taps = comptime!(window.kernel * window.kernel);
    // Rows of the window that are inside the map.
    let first = usize::max(row, pad) - row;
    let last = usize::min(window.kernel, height + pad - row);
    for u in first..last {
        let base = (line + u - pad) * width;
        let mut w = Array::<Vector<f32, Pack>>::new(window.kernel);
        #[unroll]
        for v in 0..window.kernel {
            let tap = u * window.kernel + v;
            let tap = if window.turned { taps - 1 - tap } else { tap };
            let mut each = Vector::<f32, Pack>::empty();
            #[unroll]
            for c in 0..each.vector_size() {
                each[c] = f32::cast_from(weight[(channel * each.vector_size() + c) * taps + tap]);
            }
            // The pixel's own tap: a product with one more is the pixel added. It is there only where `u` is the middle row.
            if comptime!(window.residual && v == pad) {
                each += Vector::new(select(u == pad, 1.0f32, 0.0f32));
            }
            w[v] = each;
        }
        #[unroll]
        for j in 0..comptime!(window.run + window.kernel - 1) {
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
            for i in 0..window.run {
                if comptime!(j >= i && j < i + window.kernel) {
                    sums[i] = fma(value, w[comptime!(j.saturating_sub(i))], sums[i]);
                }
            }
        }
    }
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
    let vector = x.vector_size();
    // A run of vectors of sums.
    at_most_registers(comptime!(if vector == 8 { 255u32 } else { 128 }));
    let at = position::absolute();
    if at < total {
        let runs = width.div_ceil(spec.window.run);
        let channel = at % channels;
        let column = at / channels % runs * spec.window.run;
        let line = at / (channels * runs);
        let row = line % height;
        let mut sums = Array::<Vector<f32, Pack>>::new(spec.window.run);
        #[unroll]
        for i in 0..spec.window.run {
            sums[i] = Vector::new(0.0f32);
            if comptime!(spec.bias) {
                sums[i] = Vector::cast_from(bias[channel]);
            }
        }
        window(x, weight, &mut sums, line, row, column, channel, height, width, channels, spec.window);
        #[unroll]
        for i in 0..spec.window.run {
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
