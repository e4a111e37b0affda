//! The kernel of softmax's backward.

use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn softmax<F: Float, G: Float, Pack: Size>(
    y: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<G, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    width: usize,
    rows: usize,
    scale: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width / y.vector_size(), rows, sharing, units);
    let mut sum = 0.0f32;
    for i in 0..count {
        let at = base + first + i * stride;
        let value = Vector::<f32, Pack>::cast_from(y[at]);
        let dy = Vector::<f32, Pack>::cast_from(grad[at]);
        #[unroll]
        for j in 0..y.vector_size() {
            sum = fma(value[j], dy[j], sum);
        }
    }
    let sum = fold(sum, Fold::Sum, sharing, units);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            let value = Vector::new(scale) * Vector::<f32, Pack>::cast_from(y[at]);
            grad_x[at] = Vector::cast_from(value * (Vector::<f32, Pack>::cast_from(grad[at]) - Vector::new(sum)));
        }
    }
}
