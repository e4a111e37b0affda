//! The backward of putting tokens together. One unit a vector of elements, in which `width`, `prefix` and `total`
//! count.

use crate::position;
use cubecl::prelude::*;

/// The patches' part of the gradient.
#[cube(launch_unchecked)]
pub(super) fn patches<F: Float, Pack: Size>(
    grad: &Array<Vector<F, Pack>>,
    grad_patches: &mut Array<Vector<F, Pack>>,
    prefix_tokens: usize,
    patch_tokens: usize,
    width: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let batch = at / (patch_tokens * width);
        grad_patches[at] = grad[at + (batch + 1) * prefix_tokens * width];
    }
}

/// Sums over the batch, in its order, added to the gradients of prefix and positions.
#[cube(launch_unchecked)]
pub(super) fn parameters<F: Float, Pack: Size>(
    grad: &Array<Vector<F, Pack>>,
    grad_prefix: &mut Array<Vector<f32, Pack>>,
    grad_positions: &mut Array<Vector<f32, Pack>>,
    prefix: usize,
    batch: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for b in 0..batch {
            sum += Vector::cast_from(grad[b * total + at]);
        }
        if at < prefix {
            grad_prefix[at] += sum;
        } else {
            grad_positions[at - prefix] += sum;
        }
    }
}
