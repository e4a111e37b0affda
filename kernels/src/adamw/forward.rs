//! The kernel of AdamW.

use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn adamw(
    parameter: &mut Array<f32>,
    gradient: &Array<f32>,
    first: &mut Array<f32>,
    second: &mut Array<f32>,
    count: usize,
    beta1: f32,
    beta2: f32,
    eps: f32,
    step_size: f32,
    root_correction: f32,
    keep: f32,
) {
    let at = ABSOLUTE_POS;
    if at < count {
        let g = gradient[at];
        let m = beta1 * first[at] + (1.0f32 - beta1) * g;
        let v = beta2 * second[at] + (1.0f32 - beta2) * g * g;
        first[at] = m;
        second[at] = v;
        parameter[at] = parameter[at] * keep - step_size * m / (f32::sqrt(v) * root_correction + eps);
    }
}
