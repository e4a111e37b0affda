//! The kernels of a linear layer's backward that are not products.

use crate::activation::{Activation, activate, derivative};
use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn epilogue<F: Float, Pack: Size>(
    z: &Array<Vector<F, Pack>>,
    layer_scale: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_z: &mut Array<Vector<F, Pack>>,
    width: usize,
    total: usize,
    #[comptime] activation: Activation,
    #[comptime] scaled: bool,
) {
    let at = position::absolute();
    if at < total {
        let z = Vector::<f32, Pack>::cast_from(z[at]);
        let mut value = Vector::<f32, Pack>::cast_from(grad[at]);
        #[unroll]
        for i in 0..z.vector_size() {
            value[i] *= derivative(z[i], activation);
        }
        if comptime!(scaled) {
            value *= Vector::cast_from(layer_scale[at % width]);
        }
        grad_z[at] = Vector::cast_from(value);
    }
}

/// Sums of `dy f(z)` over `chunk` rows, a vector of columns a unit, neighbouring units on neighbouring columns.
#[cube(launch_unchecked)]
pub(super) fn scale<F: Float, Pack: Size>(
    z: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    sums: &mut Array<Vector<f32, Pack>>,
    rows: usize,
    width: usize,
    total: usize,
    #[comptime] activation: Activation,
    #[comptime] chunk: usize,
) {
    let at = position::absolute();
    if at < total {
        let first = at / width * chunk;
        let column = at % width;
        let mut sum = Vector::<f32, Pack>::new(0.0f32);
        for row in first..usize::min(first + chunk, rows) {
            let mut value = Vector::<f32, Pack>::cast_from(z[row * width + column]);
            #[unroll]
            for i in 0..value.vector_size() {
                value[i] = activate(value[i], activation);
            }
            sum = fma(Vector::cast_from(grad[row * width + column]), value, sum);
        }
        sums[at] = sum;
    }
}
