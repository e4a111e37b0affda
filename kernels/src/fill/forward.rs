//! The kernel that writes one value everywhere.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn fill<Pack: Size>(out: &mut Array<Vector<f32, Pack>>, value: f32, total: usize) {
    let at = position::absolute();
    if at < total {
        out[at] = Vector::new(value);
    }
}
