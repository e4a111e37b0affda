//! The kernels of max pooling and of its backward: one unit an element written, neighbouring units on neighbouring channels.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn max_pool<F: Float>(
    x: &Array<F>,
    out: &mut Array<F>,
    taps: &mut Array<f32>,
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
    let at = ABSOLUTE_POS;
    if at < total {
        let channel = at % channels;
        let left = at / channels % columns * stride;
        let top = at / (channels * columns) % rows * stride;
        let batch = at / (channels * columns * rows);
        let mut best = f32::new(-3.402_823_5e38);
        let mut tap = 0usize;
        // Taps inside the map; at least one is, since padding is at most half a window.
        let first_u = usize::max(top, padding) - top;
        let first_v = usize::max(left, padding) - left;
        tap += first_u * kernel + first_v;
        for u in first_u..usize::min(kernel, height + padding - top) {
            for v in first_v..usize::min(kernel, width + padding - left) {
                let pixel = (batch * height + top + u - padding) * width + left + v - padding;
                let value = f32::cast_from(x[pixel * channels + channel]);
                if value > best {
                    best = value;
                    tap = u * kernel + v;
                }
            }
        }
        out[at] = F::cast_from(best);
        taps[at] = f32::cast_from(tap);
    }
}

#[cube(launch_unchecked)]
pub(super) fn max_pool_backward<F: Float>(
    taps: &Array<f32>,
    grad: &Array<F>,
    grad_x: &mut Array<F>,
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
    let at = ABSOLUTE_POS;
    if at < total {
        let channel = at % channels;
        let x = at / channels % width + padding;
        let y = at / (channels * width) % height + padding;
        let batch = at / (channels * width * height);
        let mut sum = 0.0f32;
        // Windows that reach over this pixel: from `ceil((y - kernel + 1) / stride)` to `y / stride`.
        let first_row = (usize::max(y + 1, kernel) - kernel).div_ceil(stride);
        let first_column = (usize::max(x + 1, kernel) - kernel).div_ceil(stride);
        for row in first_row..usize::min(y / stride + 1, rows) {
            for column in first_column..usize::min(x / stride + 1, columns) {
                let window = ((batch * rows + row) * columns + column) * channels + channel;
                let tap = (y - row * stride) * kernel + x - column * stride;
                if usize::cast_from(taps[window]) == tap {
                    sum += f32::cast_from(grad[window]);
                }
            }
        }
        grad_x[at] = F::cast_from(sum);
    }
}
