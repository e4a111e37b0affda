//! The kernel of token sequences. One unit a vector of the output: writes are coalesced.

use crate::position;
use cubecl::prelude::*;

/// `width` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn tokens<F: Float, Pack: Size>(
    patches: &Array<Vector<F, Pack>>,
    prefix: &Array<Vector<F, Pack>>,
    positions: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    prefix_tokens: usize,
    patch_tokens: usize,
    width: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let row = at / width;
        let channel = at - row * width;
        let batch = row / (prefix_tokens + patch_tokens);
        let token = row - batch * (prefix_tokens + patch_tokens);
        let value = if token < prefix_tokens {
            Vector::<f32, Pack>::cast_from(prefix[token * width + channel])
        } else {
            let patch = token - prefix_tokens;
            let value = Vector::<f32, Pack>::cast_from(patches[(batch * patch_tokens + patch) * width + channel]);
            value + Vector::cast_from(positions[patch * width + channel])
        };
        out[at] = Vector::cast_from(value);
    }
}
