//! The matrix product for CPU adapters: one plane a cube, operands in registers.
//!
//! A software adapter turns each unit into one lane of a SIMD register and each load into one scalar load a lane. So
//! the kernel makes every load count: lane `l` loads row `l` of `a`, a broadcast from a constant lane (one shuffle)
//! hands each row's value to all lanes, and each lane multiplies it with its own columns of `b`. With `groups` groups
//! of `plane` rows and `columns` columns a lane, `groups + columns` loads feed `groups * plane * columns` multiply-adds.

use super::{
    Layout,
    forward::{Spec, finish},
};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn matmul<F: Float, Pack: Size>(
    a: &Array<Vector<F, Pack>>,
    b: &Array<Vector<F, Pack>>,
    bias: &Array<F>,
    scale: &Array<F>,
    residual: &Array<F>,
    out: &mut Array<F>,
    m: usize,
    n: usize,
    k: usize,
    tiles_n: usize,
    tiles: usize,
    #[comptime] spec: Spec,
    #[comptime] plane: usize,
    #[comptime] groups: usize,
    #[comptime] columns: usize,
    #[comptime] vector: usize,
    #[comptime] unroll: usize,
) {
    let lane = UNIT_POS as usize;
    if CUBE_POS < tiles {
        let tile_m = CUBE_POS / tiles_n;
        let tile_n = CUBE_POS - tile_m * tiles_n;
        let row0 = tile_m * comptime!(plane * groups);
        // A lane's columns lie `plane` apart, so that neighbouring lanes touch neighbouring columns.
        let column0 = tile_n * comptime!(plane * columns) + lane;
        let mut sums = Array::<f32>::new(comptime!(groups * plane * columns));
        #[unroll]
        for i in 0..comptime!(groups * plane * columns) {
            sums[i] = 0.0f32;
        }
        let mut from_a = Array::<f32>::new(comptime!(groups * unroll));
        let mut from_b = Array::<f32>::new(comptime!(columns * unroll));
        for step in 0..k / unroll {
            let k0 = step * unroll;
            #[unroll]
            for g in 0..groups {
                // Past the edge any value will do: its row is never stored.
                let row = usize::min(row0 + g * plane + lane, m - 1);
                #[unroll]
                for v in 0..comptime!(unroll / vector) {
                    let at = if comptime!(spec.layout == Layout::Tn) {
                        (k0 + v) * m + row
                    } else {
                        (row * k + k0) / vector + v
                    };
                    let loaded = a[at];
                    #[unroll]
                    for i in 0..vector {
                        from_a[g * unroll + v * vector + i] = f32::cast_from(loaded[i]);
                    }
                }
            }
            #[unroll]
            for c in 0..columns {
                let column = usize::min(column0 + c * plane, n - 1);
                #[unroll]
                for v in 0..comptime!(unroll / vector) {
                    let at = if comptime!(spec.layout == Layout::Nt) {
                        (column * k + k0) / vector + v
                    } else {
                        (k0 + v) * n + column
                    };
                    let loaded = b[at];
                    #[unroll]
                    for i in 0..vector {
                        from_b[c * unroll + v * vector + i] = f32::cast_from(loaded[i]);
                    }
                }
            }
            #[unroll]
            for u in 0..unroll {
                #[unroll]
                for g in 0..groups {
                    #[unroll]
                    for r in 0..plane {
                        let value = plane_broadcast(from_a[g * unroll + u], comptime!(r as u32));
                        #[unroll]
                        for c in 0..columns {
                            let at = (g * plane + r) * columns + c;
                            sums[at] = fma(value, from_b[c * unroll + u], sums[at]);
                        }
                    }
                }
            }
        }
        #[unroll]
        for r in 0..comptime!(groups * plane) {
            let row = row0 + r;
            if row < m {
                #[unroll]
                for c in 0..columns {
                    let column = column0 + c * plane;
                    if column < n {
                        out[row * n + column] =
                            finish::<F>(sums[r * columns + c], bias, scale, residual, row, column, n, spec);
                    }
                }
            }
        }
    }
}
