//! The kernel of SGD.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn sgd(
    parameter: &mut Array<f32>,
    gradient: &Array<f32>,
    buffer: &mut Array<f32>,
    lr: f32,
    momentum: f32,
    weight_decay: f32,
    count: usize,
    #[comptime] nesterov: bool,
) {
    let at = ABSOLUTE_POS;
    if at < count {
        let g = fma(weight_decay, parameter[at], gradient[at]);
        let b = fma(momentum, buffer[at], g);
        buffer[at] = b;
        if comptime!(nesterov) {
            parameter[at] -= lr * fma(momentum, b, g);
        } else {
            parameter[at] -= lr * b;
        }
    }
}
