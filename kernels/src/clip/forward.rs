//! The kernel that scales gradients.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn scale(gradient: &mut Array<f32>, squares: &Array<f32>, max_norm: f32, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        gradient[at] *= f32::min(1.0f32, max_norm / (f32::sqrt(squares[0]) + 1e-6f32));
    }
}
