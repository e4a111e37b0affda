//! The kernels that join tensors: one unit an element.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn columns<F: Float>(
    x: &Array<F>,
    out: &mut Array<F>,
    width: usize,
    pitch_x: usize,
    pitch_out: usize,
    from: usize,
    to: usize,
    total: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let row = at / width;
        let column = at - row * width;
        out[row * pitch_out + to + column] = x[row * pitch_x + from + column];
    }
}

#[cube(launch_unchecked)]
pub(super) fn add<F: Float>(a: &Array<F>, b: &Array<F>, out: &mut Array<F>, total: usize) {
    let at = ABSOLUTE_POS;
    if at < total {
        out[at] = F::cast_from(f32::cast_from(a[at]) + f32::cast_from(b[at]));
    }
}
