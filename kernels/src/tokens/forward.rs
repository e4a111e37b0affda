//! The kernel of token sequences. One unit an output element: writes are coalesced.

use cubecl::prelude::*;

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
