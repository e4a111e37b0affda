//! The kernel of weighted sums.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn axpby<Pack: Size>(
    x: &Array<Vector<f32, Pack>>,
    y: &mut Array<Vector<f32, Pack>>,
    a: f32,
    b: f32,
    total: usize,
    #[comptime] keeps: bool,
) {
    let at = position::absolute();
    if at < total {
        let ax = Vector::new(a) * x[at];
        y[at] = if comptime!(keeps) { fma(Vector::new(b), y[at], ax) } else { ax };
    }
}
