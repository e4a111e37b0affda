//! The kernel of SGD.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn sgd<Pack: Size>(
    parameter: &mut Array<Vector<f32, Pack>>,
    gradient: &Array<Vector<f32, Pack>>,
    buffer: &mut Array<Vector<f32, Pack>>,
    lr: f32,
    momentum: f32,
    weight_decay: f32,
    total: usize,
    #[comptime] nesterov: bool,
) {
    let at = position::absolute();
    if at < total {
        let p = parameter[at];
        let g = fma(Vector::new(weight_decay), p, gradient[at]);
        let b = fma(Vector::new(momentum), buffer[at], g);
        buffer[at] = b;
        let step = if comptime!(nesterov) { fma(Vector::new(momentum), b, g) } else { b };
        parameter[at] = p - Vector::new(lr) * step;
    }
}
