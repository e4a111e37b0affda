//! The kernels of patch merging and of its backward: one unit a vector of channels written. `channels` and `total` in
//! vectors.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn merge<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let part = at / channels % 4;
        let pixel = at / (4 * channels);
        let across = width.div_ceil(2);
        let column = 2 * (pixel % across) + part / 2;
        let down = height.div_ceil(2);
        let row = 2 * (pixel / across % down) + part % 2;
        let batch = pixel / (across * down);
        let mut value = Vector::<F, Pack>::cast_from(0.0f32);
        if row < height && column < width {
            value = x[((batch * height + row) * width + column) * channels + channel];
        }
        out[at] = value;
    }
}

#[cube(launch_unchecked)]
pub(super) fn split<F: Float, Pack: Size>(
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    height: usize,
    width: usize,
    channels: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let channel = at % channels;
        let column = at / channels % width;
        let row = at / (channels * width) % height;
        let batch = at / (channels * width * height);
        let pixel = (batch * height.div_ceil(2) + row / 2) * width.div_ceil(2) + column / 2;
        grad_x[at] = grad[(pixel * 4 + row % 2 + 2 * (column % 2)) * channels + channel];
    }
}
