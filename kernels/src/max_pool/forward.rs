//! The kernels of max pooling and of its backward: one unit a vector of channels written, neighbouring units on
//! neighbouring channels. `channels` and `total` in vectors.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn max_pool<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    taps: &mut Array<Vector<f32, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    rows: usize,
    columns: usize,
    kernel: usize,
    stride: usize,
    padding: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let left = at / channels % columns * stride;
        let top = at / (channels * columns) % rows * stride;
        let batch = at / (channels * columns * rows);
        let mut best = Vector::<f32, Pack>::new(f32::new(-3.402_823_5e38));
        // Taps inside the map; at least one is, since padding is at most half a window.
        let first_u = usize::max(top, padding) - top;
        let first_v = usize::max(left, padding) - left;
        let mut tap = Vector::<f32, Pack>::new(f32::cast_from(first_u * kernel + first_v));
        for u in first_u..usize::min(kernel, height + padding - top) {
            for v in first_v..usize::min(kernel, width + padding - left) {
                let pixel = (batch * height + top + u - padding) * width + left + v - padding;
                let value = Vector::<f32, Pack>::cast_from(x[pixel * channels + channel]);
                #[unroll]
                for i in 0..value.vector_size() {
                    tap[i] = select(value[i] > best[i], f32::cast_from(u * kernel + v), tap[i]);
                    best[i] = f32::max(value[i], best[i]);
                }
            }
        }
        out[at] = Vector::cast_from(best);
        taps[at] = tap;
    }
}

#[cube(launch_unchecked)]
pub(super) fn max_pool_backward<F: Float, Pack: Size>(
    taps: &Array<Vector<f32, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    rows: usize,
    columns: usize,
    kernel: usize,
    stride: usize,
    padding: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let x = at / channels % width + padding;
        let y = at / (channels * width) % height + padding;
        let batch = at / (channels * width * height);
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        // Windows that reach over this pixel: from `ceil((y - kernel + 1) / stride)` to `y / stride`.
        let first_row = (usize::max(y + 1, kernel) - kernel).div_ceil(stride);
        let first_column = (usize::max(x + 1, kernel) - kernel).div_ceil(stride);
        for row in first_row..usize::min(y / stride + 1, rows) {
            for column in first_column..usize::min(x / stride + 1, columns) {
                let window = ((batch * rows + row) * columns + column) * channels + channel;
                let tap = (y - row * stride) * kernel + x - column * stride;
                let best = taps[window];
                let dy = Vector::<f32, Pack>::cast_from(grad[window]);
                #[unroll]
                for i in 0..sum.vector_size() {
                    sum[i] += select(best[i] == f32::cast_from(tap), dy[i], 0.0f32);
                }
            }
        }
        grad_x[at] = Vector::cast_from(sum);
    }
}
