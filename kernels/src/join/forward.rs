//! The kernels that join tensors: one unit a vector.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn columns<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    width: usize,
    pitch_x: usize,
    pitch_out: usize,
    from: usize,
    to: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let row = at / width;
        let column = at - row * width;
        out[row * pitch_out + to + column] = x[row * pitch_x + from + column];
    }
}

#[cube(launch_unchecked)]
pub(super) fn add<F: Float, Pack: Size>(
    a: &Array<Vector<F, Pack>>,
    b: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let sum = Vector::<f32, Pack>::cast_from(a[at]) + Vector::<f32, Pack>::cast_from(b[at]);
        out[at] = Vector::cast_from(sum);
    }
}
