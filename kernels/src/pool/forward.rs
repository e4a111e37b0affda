//! The kernel of token pooling: one unit a vector of the output, neighbouring units read neighbouring channels.

use crate::position;
use cubecl::prelude::*;

/// `width` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn mean_tokens<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    tokens: usize,
    width: usize,
    first: usize,
    last: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let batch = at / width;
        let channel = at - batch * width;
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for token in first..last {
            sum += Vector::cast_from(x[(batch * tokens + token) * width + channel]);
        }
        out[at] = Vector::cast_from(sum / Vector::new(f32::cast_from(last - first)));
    }
}
