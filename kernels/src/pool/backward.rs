//! The backward of token pooling: each token of the range gets its share, the others nothing.

use crate::position;
use cubecl::prelude::*;

/// `width` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn mean_tokens<F: Float, Pack: Size>(
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    tokens: usize,
    width: usize,
    first: usize,
    last: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let row = at / width;
        let batch = row / tokens;
        let token = row - batch * tokens;
        let mut share = Vector::<f32, Pack>::new(0.0f32);
        if token >= first && token < last {
            let dy = Vector::<f32, Pack>::cast_from(grad[batch * width + at - row * width]);
            share = dy / Vector::new(f32::cast_from(last - first));
        }
        grad_x[at] = Vector::cast_from(share);
    }
}
