//! The kernel of softmax.

use crate::reduce::row::{Fold, Share, Sharing, fold, share};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn softmax<F: Float, O: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<O, Pack>>,
    width: usize,
    rows: usize,
    scale: f32,
    #[comptime] sharing: Sharing,
    #[comptime] units: usize,
) {
    let Share { row, base, first, stride, count } = share(width / x.vector_size(), rows, sharing, units);
    // A unit without elements starts from the row's first: it changes no maximum.
    let mut high = f32::cast_from(x[base][0]) * scale;
    for i in 0..count {
        let value = Vector::<f32, Pack>::cast_from(x[base + first + i * stride]);
        #[unroll]
        for j in 0..x.vector_size() {
            high = f32::max(high, value[j] * scale);
        }
    }
    let high = fold(high, Fold::Largest, sharing, units);
    let mut sum = 0.0f32;
    for i in 0..count {
        let value = Vector::<f32, Pack>::cast_from(x[base + first + i * stride]);
        #[unroll]
        for j in 0..x.vector_size() {
            sum += f32::exp(value[j] * scale - high);
        }
    }
    let inverse = 1.0f32 / fold(sum, Fold::Sum, sharing, units);
    if row < rows {
        for i in 0..count {
            let at = base + first + i * stride;
            let mut value = Vector::<f32, Pack>::cast_from(x[at]);
            #[unroll]
            for j in 0..x.vector_size() {
                value[j] = f32::exp(value[j] * scale - high) * inverse;
            }
            out[at] = Vector::cast_from(value);
        }
    }
}
