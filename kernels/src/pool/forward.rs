//! The kernel of token pooling: one unit an output element, neighbouring units read neighbouring channels.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn mean_tokens<F: Float>(
    x: &Array<F>,
    out: &mut Array<F>,
    tokens: usize,
    width: usize,
    first: usize,
    last: usize,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let batch = at / width;
        let channel = at - batch * width;
        let mut sum = 0.0f32;
        for token in first..last {
            sum += f32::cast_from(x[(batch * tokens + token) * width + channel]);
        }
        out[at] = F::cast_from(sum / f32::cast_from(last - first));
    }
}
