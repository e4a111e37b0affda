//! The kernel of casts.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn convert<F: Float, O: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<O, Pack>>,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        out[at] = Vector::cast_from(Vector::<f32, Pack>::cast_from(x[at]));
    }
}
