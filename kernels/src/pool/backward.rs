//! The backward of token pooling: each token of the range gets its share, the others nothing.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn mean_tokens<F: Float>(
    grad: &Array<F>,
    grad_x: &mut Array<F>,
    tokens: usize,
    width: usize,
    first: usize,
    last: usize,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / width;
        let batch = row / tokens;
        let token = row - batch * tokens;
        let share = f32::cast_from(grad[batch * width + at - row * width]) / f32::cast_from(last - first);
        grad_x[at] = F::cast_from(select(token >= first && token < last, share, 0.0f32));
    }
}
