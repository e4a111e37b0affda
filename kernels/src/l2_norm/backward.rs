//! The kernel of L2 normalisation's backward.

use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

#[cube(launch_unchecked)]
pub(super) fn l2_norm<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    width: usize,
    rows: usize,
    some: usize,
    period: usize,
    eps: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    at_most_registers(64u32);
    let Share { row, base, first, stride, count } = share(width / x.vector_size(), rows, sharing, units);
    let mut squares = 0.0f32;
    let mut product = 0.0f32;
    for i in 0..count {
        let at = base + first + i * stride;
        let value = Vector::<f32, Pack>::cast_from(x[at]);
        let dy = Vector::<f32, Pack>::cast_from(grad[at]);
        #[unroll]
        for j in 0..x.vector_size() {
            squares = fma(value[j], value[j], squares);
            product = fma(value[j], dy[j], product);
        }
    }
    let norm = f32::sqrt(fold(squares, Fold::Sum, sharing, units));
    let product = fold(product, Fold::Sum, sharing, units);
    let normalised = row % period < some;
    let inverse = select(normalised, 1.0f32 / f32::max(norm, eps), 1.0f32);
    let along = select(normalised && norm > eps, product * inverse * inverse, 0.0f32);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            let taken = Vector::<f32, Pack>::cast_from(x[at]) * Vector::new(along);
            let left = Vector::<f32, Pack>::cast_from(grad[at]) - taken;
            grad_x[at] = Vector::cast_from(left * Vector::new(inverse));
        }
    }
}
