//! The matrix product for CPU adapters: one plane a cube, operands in registers.
//!
//! A software adapter turns each unit into one lane of a SIMD register and each load into one scalar load a lane. So
//! the kernel makes every load count: lane `l` loads row `l` of `a`, a broadcast from a constant lane (one shuffle)
//! hands each row's value to all lanes, and each lane multiplies it with its own columns of `b`. With `groups` groups
//! of `plane` rows and `columns` columns a lane, `groups + columns` loads feed `groups * plane * columns` multiply-adds.

use super::forward::{Geometry, Source, Spec, corner, depths, finish, first, left, padded, right};
use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn matmul<F: Float, O: Float, Pack: Size>(
    a: &Array<Vector<F, Pack>>,
    b: &Array<Vector<F, Pack>>,
    bias: &Array<Vector<F, Const<1>>>,
    scale: &Array<Vector<F, Const<1>>>,
    residual: &Array<Vector<F, Const<1>>>,
    out: &mut Array<Vector<O, Const<1>>>,
    saved: &mut Array<Vector<O, Const<1>>>,
    g: Geometry,
    tiles_n: usize,
    tiles: usize,
    cubes: usize,
    #[comptime] spec: Spec,
    #[comptime] plane: usize,
    #[comptime] groups: usize,
    #[comptime] columns: usize,
    #[comptime] vector: usize,
    #[comptime] unroll: usize,
) {
    let lane = position::unit();
    if position::cube() < cubes {
        let batch = position::cube() / tiles;
        let tile = position::cube() - batch * tiles;
        let a_base = first(g.a, g.inner, batch);
        let b_base = first(g.b, g.inner, batch);
        let out_base = first(g.out, g.inner, batch);
        let tile_m = tile / tiles_n;
        let tile_n = tile - tile_m * tiles_n;
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
        // What each lane's rows of windows, and its columns of taps, are: on a CPU adapter a division costs more than a product's row, so
        // these are not made again at every depth.
        let mut corners = Array::<usize>::new(comptime!(3 * groups));
        if comptime!(spec.source == Source::Gather) {
            #[unroll]
            for i in 0..groups {
                let (image, y, x) = corner(g, usize::min(row0 + i * plane + lane, g.m - 1));
                corners[comptime!(3 * i)] = image;
                corners[comptime!(3 * i + 1)] = y;
                corners[comptime!(3 * i + 2)] = x;
            }
        }
        let mut taps = Array::<usize>::new(comptime!(3 * columns));
        if comptime!(spec.source == Source::Weight) {
            let window = g.kernel * g.kernel;
            #[unroll]
            for c in 0..columns {
                let column = usize::min(column0 + c * plane, g.n - 1);
                let tap = column % window;
                taps[comptime!(3 * c)] = column / window;
                taps[comptime!(3 * c + 1)] = tap / g.kernel;
                taps[comptime!(3 * c + 2)] = tap % g.kernel;
            }
        }
        let (k_first, k_last) = depths(g, batch, spec);
        for step in 0..(k_last - k_first) / unroll {
            let k0 = k_first + step * unroll;
            #[unroll]
            for i in 0..groups {
                // Past the edge any value will do: its row is never stored.
                let row = usize::min(row0 + i * plane + lane, g.m - 1);
                if comptime!(vector > 1) {
                    // Vectors only of rows that lie along k.
                    let loaded = a[(a_base + row * g.a.row + k0) / vector];
                    #[unroll]
                    for v in 0..vector {
                        from_a[i * unroll + v] = f32::cast_from(loaded[v]);
                    }
                } else if comptime!(spec.source == Source::Gather) {
                    #[unroll]
                    for v in 0..unroll {
                        let k = k0 + v;
                        let tap = k / g.channels;
                        let y = corners[comptime!(3 * i + 1)] + tap / g.kernel;
                        let x = corners[comptime!(3 * i + 2)] + tap % g.kernel;
                        let image = corners[comptime!(3 * i)];
                        from_a[i * unroll + v] = padded::<F, Pack>(a, g, image, y, x, k % g.channels);
                    }
                } else {
                    #[unroll]
                    for v in 0..unroll {
                        from_a[i * unroll + v] = left::<F, Pack>(a, g, a_base, row, k0 + v, spec);
                    }
                }
            }
            #[unroll]
            for c in 0..columns {
                let column = usize::min(column0 + c * plane, g.n - 1);
                if comptime!(vector > 1) {
                    let loaded = b[(b_base + column * g.b.row + k0) / vector];
                    #[unroll]
                    for v in 0..vector {
                        from_b[c * unroll + v] = f32::cast_from(loaded[v]);
                    }
                } else if comptime!(spec.source == Source::Weight) {
                    #[unroll]
                    for v in 0..unroll {
                        let (image, y, x) = corner(g, k0 + v);
                        let (y, x) = (y + taps[comptime!(3 * c + 1)], x + taps[comptime!(3 * c + 2)]);
                        from_b[c * unroll + v] = padded::<F, Pack>(b, g, image, y, x, taps[comptime!(3 * c)]);
                    }
                } else {
                    #[unroll]
                    for v in 0..unroll {
                        from_b[c * unroll + v] = right::<F, Pack>(b, g, b_base, k0 + v, column, spec);
                    }
                }
            }
            #[unroll]
            for u in 0..unroll {
                #[unroll]
                for i in 0..groups {
                    #[unroll]
                    for r in 0..plane {
                        let value = plane_broadcast(from_a[i * unroll + u], comptime!(r as u32));
                        #[unroll]
                        for c in 0..columns {
                            let at = (i * plane + r) * columns + c;
                            sums[at] = fma(value, from_b[c * unroll + u], sums[at]);
                        }
                    }
                }
            }
        }
        #[unroll]
        for r in 0..comptime!(groups * plane) {
            let row = row0 + r;
            if row < g.m {
                #[unroll]
                for c in 0..columns {
                    let column = column0 + c * plane;
                    if column < g.n {
                        finish::<F, O, Const<1>>(
                            Vector::new(sums[r * columns + c]),
                            bias,
                            scale,
                            residual,
                            out,
                            saved,
                            g,
                            out_base,
                            row,
                            column,
                            spec,
                        );
                    }
                }
            }
        }
    }
}
