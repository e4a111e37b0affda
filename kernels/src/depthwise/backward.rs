//! The kernel of the weight's gradient.

use crate::position;
use cubecl::prelude::*;

/// Shares of a strip of `rows` lines, one tap of a vector of channels a unit; neighbouring units take neighbouring channels.
/// `channels` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn weight<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    sums: &mut Array<f32>,
    height: usize,
    width: usize,
    channels: usize,
    rows: usize,
    lines: usize,
    total: usize,
    #[comptime] kernel: usize,
) {
    let at = position::absolute();
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
        let right = usize::min(usize::max(width + pad, v) - v, width);
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for line in strip * rows..usize::min((strip + 1) * rows, lines) {
            let row = line % height + u;
            if row >= pad && row < height + pad {
                let from = (line + u - pad) * width + v;
                for column in usize::min(left, right)..right {
                    let value = Vector::cast_from(x[(from + column - pad) * channels + channel]);
                    sum = fma(Vector::cast_from(grad[(line * width + column) * channels + channel]), value, sum);
                }
            }
        }
        #[unroll]
        for c in 0..sum.vector_size() {
            sums[((strip * channels + channel) * sum.vector_size() + c) * taps + tap] = sum[c];
        }
    }
}
