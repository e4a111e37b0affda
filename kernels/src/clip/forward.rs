//! The kernel that scales gradients.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn scale<Pack: Size>(
    gradient: &mut Array<Vector<f32, Pack>>,
    squares: &Array<f32>,
    max_norm: f32,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let factor = f32::min(1.0f32, max_norm / (f32::sqrt(squares[0]) + 1e-6f32));
        gradient[at] = gradient[at] * Vector::new(factor);
    }
}
