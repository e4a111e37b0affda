//! One pass of a resize.

use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// `inner` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn along<F: Float, O: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    starts: &Array<f32>,
    weights: &Array<f32>,
    out: &mut Array<Vector<O, Pack>>,
    length: usize,
    to: usize,
    inner: usize,
    count: usize,
    total: usize,
    #[comptime] rounded: bool,
) {
    at_most_registers(48u32);
    let at = position::absolute();
    if at < total {
        let row = at / inner;
        let within = at - row * inner;
        let outer = row / to;
        let o = row - outer * to;
        // Whole numbers below 2^24, exact in f32.
        let base = outer * length + usize::cast_from(starts[o]);
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for t in 0..count {
            sum = fma(Vector::new(weights[o * count + t]), Vector::cast_from(x[(base + t) * inner + within]), sum);
        }
        if comptime!(rounded) {
            #[unroll]
            for i in 0..sum.vector_size() {
                sum[i] = f32::max(f32::floor(sum[i] + 0.5f32), 0.0f32).min(255.0f32);
            }
        }
        out[at] = Vector::cast_from(sum);
    }
}
