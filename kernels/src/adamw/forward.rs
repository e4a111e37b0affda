//! The kernel of AdamW.

use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn adamw<Pack: Size>(
    parameter: &mut Array<Vector<f32, Pack>>,
    gradient: &Array<Vector<f32, Pack>>,
    first: &mut Array<Vector<f32, Pack>>,
    second: &mut Array<Vector<f32, Pack>>,
    total: usize,
    beta1: f32,
    beta2: f32,
    eps: f32,
    step_size: f32,
    root_correction: f32,
    keep: f32,
) {
    let at = position::absolute();
    if at < total {
        let g = gradient[at];
        let m = Vector::new(beta1) * first[at] + Vector::new(1.0f32 - beta1) * g;
        let v = Vector::new(beta2) * second[at] + Vector::new(1.0f32 - beta2) * g * g;
        first[at] = m;
        second[at] = v;
        let root = Vector::sqrt(v) * Vector::new(root_correction) + Vector::new(eps);
        parameter[at] = parameter[at] * Vector::new(keep) - Vector::new(step_size) * m / root;
    }
}
