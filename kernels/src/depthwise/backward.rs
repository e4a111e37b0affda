//! The kernel of the weight's gradient.

use cubecl::prelude::*;

/// Shares of a strip of `rows` lines, one tap of a channel a unit; neighbouring units take neighbouring channels.
#[cube(launch_unchecked)]
pub(super) fn weight<F: Float>(
    x: &Array<F>,
    grad: &Array<F>,
    sums: &mut Array<f32>,
    height: usize,
    width: usize,
    channels: usize,
    rows: usize,
    lines: usize,
    total: usize,
    #[comptime] kernel: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let taps = comptime!(kernel * kernel);
        let pad = comptime!(kernel / 2);
        let channel = at % channels;
        let tap = at / channels % taps;
        let strip = at / (channels * taps);
        let u = tap / kernel;
        let v = tap % kernel;
        // Columns whose neighbour under this tap is inside the map.
        let left = usize::max(v, pad) - v;
        let right = usize::min(width + pad - v, width);
        let mut sum = 0.0f32;
        for line in strip * rows..usize::min((strip + 1) * rows, lines) {
            let row = line % height + u;
            if row >= pad && row < height + pad {
                let from = (line + u - pad) * width + v;
                for column in usize::min(left, right)..right {
                    let value = f32::cast_from(x[(from + column - pad) * channels + channel]);
                    sum = fma(f32::cast_from(grad[(line * width + column) * channels + channel]), value, sum);
                }
            }
        }
        sums[(strip * channels + channel) * taps + tap] = sum;
    }
}
