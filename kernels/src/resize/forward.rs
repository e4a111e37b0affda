//! One pass of a resize.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn along<F: Float, O: Float>(
    x: &Array<F>,
    starts: &Array<f32>,
    weights: &Array<f32>,
    out: &mut Array<O>,
    length: usize,
    to: usize,
    inner: usize,
    count: usize,
    total: usize,
    #[comptime] rounded: bool,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / inner;
        let within = at - row * inner;
        let outer = row / to;
        let o = row - outer * to;
        // Whole numbers below 2^24, exact in f32.
        let base = outer * length + usize::cast_from(starts[o]);
        let mut sum = 0.0f32;
        for t in 0..count {
            sum = fma(weights[o * count + t], f32::cast_from(x[(base + t) * inner + within]), sum);
        }
        if comptime!(rounded) {
            sum = f32::max(f32::floor(sum + 0.5f32), 0.0f32).min(255.0f32);
        }
        out[at] = O::cast_from(sum);
    }
}
