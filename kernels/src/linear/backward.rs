//! The kernels of a linear layer's backward that are not products.

use crate::activation::{Activation, activate, derivative};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn epilogue<F: Float>(
    z: &Array<F>,
    layer_scale: &Array<F>,
    grad: &Array<F>,
    grad_z: &mut Array<F>,
    width: usize,
    total: usize,
    #[comptime] activation: Activation,
    #[comptime] scaled: bool,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let mut value = f32::cast_from(grad[at]) * derivative(f32::cast_from(z[at]), activation);
        if comptime!(scaled) {
            value *= f32::cast_from(layer_scale[at % width]);
        }
        grad_z[at] = F::cast_from(value);
    }
}

/// Sums of `dy f(z)` over `chunk` rows, one column a unit, neighbouring units on neighbouring columns.
#[cube(launch_unchecked)]
pub(super) fn scale<F: Float>(
    z: &Array<F>,
    grad: &Array<F>,
    sums: &mut Array<f32>,
    rows: usize,
    width: usize,
    total: usize,
    #[comptime] activation: Activation,
    #[comptime] chunk: usize,
) {
    let at = ABSOLUTE_POS;
    if at < total {
        let first = at / width * chunk;
        let column = at % width;
        let mut sum = 0.0f32;
        for row in first..usize::min(first + chunk, rows) {
            let i = row * width + column;
            sum = fma(f32::cast_from(grad[i]), activate(f32::cast_from(z[i]), activation), sum);
        }
        sums[at] = sum;
    }
}
