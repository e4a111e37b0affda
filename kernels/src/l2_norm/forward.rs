//! The kernel of L2 normalisation.

use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn l2_norm<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    width: usize,
    rows: usize,
    some: usize,
    period: usize,
    eps: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width / x.vector_size(), rows, sharing, units);
    let mut squares = 0.0f32;
    for i in 0..count {
        let value = Vector::<f32, Pack>::cast_from(x[base + first + i * stride]);
        #[unroll]
        for j in 0..x.vector_size() {
            squares = fma(value[j], value[j], squares);
        }
    }
    let norm = f32::max(f32::sqrt(fold(squares, Fold::Sum, sharing, units)), eps);
    let inverse = select(row % period < some, 1.0f32 / norm, 1.0f32);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            out[at] = Vector::cast_from(Vector::<f32, Pack>::cast_from(x[at]) * Vector::new(inverse));
        }
    }
}
