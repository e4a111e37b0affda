//! The kernel of crop and normalisation.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn normalize<F: Float>(
    image: &Array<f32>,
    out: &mut Array<F>,
    height: i32,
    width: i32,
    channels: usize,
    out_width: usize,
    offset: usize,
    total: usize,
    top: i32,
    left: i32,
    rescale: f32,
    mean_0: f32,
    mean_1: f32,
    mean_2: f32,
    std_0: f32,
    std_1: f32,
    std_2: f32,
) {
    let at = position::absolute();
    if at < total {
        let pixel = at / 3;
        let channel = at - pixel * 3;
        let row = pixel / out_width;
        let y = i32::cast_from(row) + top;
        let x = i32::cast_from(pixel - row * out_width) + left;
        let mut value = 0.0f32;
        if y >= 0 && y < height && x >= 0 && x < width {
            let from = usize::cast_from(y) * usize::cast_from(width) + usize::cast_from(x);
            value = image[from * channels + usize::min(channel, channels - 1)];
        }
        let mean = select(channel == 0, mean_0, select(channel == 1, mean_1, mean_2));
        let std = select(channel == 0, std_0, select(channel == 1, std_1, std_2));
        out[offset + at] = F::cast_from((value * rescale - mean) / std);
    }
}
