//! The kernels around a patch embedding. One unit an output element: writes are coalesced.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn unfold<F: Float>(
    image: &Array<F>,
    out: &mut Array<F>,
    height: usize,
    width: usize,
    channels: usize,
    grid_height: usize,
    grid_width: usize,
    total: usize,
    #[comptime] patch: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let columns = channels * comptime!(patch * patch);
        let row = at / columns;
        let column = at - row * columns;
        let channel = column / comptime!(patch * patch);
        let within = column - channel * comptime!(patch * patch);
        let grid = grid_height * grid_width;
        let batch = row / grid;
        let cell = row - batch * grid;
        let y = cell / grid_width * patch + within / patch;
        let x = cell % grid_width * patch + within % patch;
        out[at] = image[((batch * height + y) * width + x) * channels + channel];
    }
}

#[cube(launch_unchecked)]
pub(super) fn tokens<F: Float>(
    patches: &Array<F>,
    prefix: &Array<F>,
    positions: &Array<F>,
    out: &mut Array<F>,
    prefix_tokens: usize,
    patch_tokens: usize,
    width: usize,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / width;
        let channel = at - row * width;
        let batch = row / (prefix_tokens + patch_tokens);
        let token = row - batch * (prefix_tokens + patch_tokens);
        let value = if token < prefix_tokens {
            f32::cast_from(prefix[token * width + channel])
        } else {
            let patch = token - prefix_tokens;
            let value = f32::cast_from(patches[(batch * patch_tokens + patch) * width + channel]);
            value + f32::cast_from(positions[patch * width + channel])
        };
        out[at] = F::cast_from(value);
    }
}
