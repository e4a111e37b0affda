//! The kernel of casts.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn convert<F: Float, O: Float>(x: &Array<F>, out: &mut Array<O>, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        out[at] = O::cast_from(f32::cast_from(x[at]));
    }
}
