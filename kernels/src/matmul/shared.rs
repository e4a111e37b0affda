//! The matrix product for GPUs: operand tiles in shared memory, a square of outputs in each unit's registers.

use super::Layout;
use super::forward::{Geometry, Source, Spec, depths, finish, first, left, right};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// Shared memory of a cube in bytes.
pub(super) fn bytes(side: u32, depth: u32) -> u64 {
    2 * 4 * u64::from(depth) * u64::from(side + 1)
}

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
    #[comptime] side: usize,
    #[comptime] depth: usize,
    #[comptime] unit: usize,
) {
    // The sums and both operands: at fewer registers the backward of a ViT-S took a seventh longer on an H200.
    at_most_registers(64u32);
    // Depth-major, one element of padding a row: the units that load a row's depth hit different banks.
    let pitch = comptime!(side + 1);
    let across = comptime!(side / unit);
    let units = comptime!((side / unit) * (side / unit));
    let mut tile_a = SharedMemory::<f32>::new(comptime!(depth * (side + 1)));
    let mut tile_b = SharedMemory::<f32>::new(comptime!(depth * (side + 1)));
    let mut sums = Array::<f32>::new(comptime!(unit * unit));
    let mut from_a = Array::<f32>::new(unit);
    #[unroll]
    for i in 0..comptime!(unit * unit) {
        sums[i] = 0.0f32;
    }
    let me = position::unit();
    let unit_row = me / across;
    let unit_column = me - unit_row * across;
    // A cube past the last tile computes on the last one and stores nothing: the barriers stay uniform.
    let cube = usize::min(position::cube(), cubes - 1);
    let batch = cube / tiles;
    let tile = cube - batch * tiles;
    let a_base = first(g.a, g.inner, batch);
    let b_base = first(g.b, g.inner, batch);
    let out_base = first(g.out, g.inner, batch);
    let tile_m = tile / tiles_n;
    let tile_n = tile - tile_m * tiles_n;
    let row0 = tile_m * side;
    let column0 = tile_n * side;
    // Neighbouring units take neighbouring addresses: along the depth where that is contiguous, along the lines where
    // the operand is transposed.
    let (a_lines, b_lines) = comptime!(match spec.source {
        Source::Matrix => (spec.layout == Layout::Tn, spec.layout != Layout::Nt),
        Source::Weight => (true, true),
        _ => (false, false),
    });
    let (k_first, k_last) = depths(g, batch, spec);
    for step in 0..(k_last - k_first).div_ceil(depth) {
        let k0 = k_first + step * depth;
        // Addresses under a window would not fit in registers unrolled.
        #[unroll(spec.source == Source::Matrix)]
        for i in 0..comptime!(side * depth / ((side / unit) * (side / unit))) {
            let at = me + i * units;
            let (line, d) = if a_lines { (at % side, at / side) } else { (at / depth, at % depth) };
            let mut value = 0.0f32;
            if row0 + line < g.m && k0 + d < k_last {
                value = left::<F, Pack>(a, g, a_base, row0 + line, k0 + d, spec);
            }
            tile_a[d * pitch + line] = value;
            let (line, d) = if b_lines { (at % side, at / side) } else { (at / depth, at % depth) };
            let mut value = 0.0f32;
            if column0 + line < g.n && k0 + d < k_last {
                value = right::<F, Pack>(b, g, b_base, k0 + d, column0 + line, spec);
            }
            tile_b[d * pitch + line] = value;
        }
        sync_cube();
        for d in 0..depth {
            #[unroll]
            for i in 0..unit {
                from_a[i] = tile_a[d * pitch + unit_row + i * across];
            }
            #[unroll]
            for j in 0..unit {
                let value = tile_b[d * pitch + unit_column + j * across];
                #[unroll]
                for i in 0..unit {
                    sums[i * unit + j] = fma(from_a[i], value, sums[i * unit + j]);
                }
            }
        }
        // The next step overwrites what a slower unit may still read.
        sync_cube();
    }
    if position::cube() < cubes {
        #[unroll]
        for i in 0..unit {
            let row = row0 + unit_row + i * across;
            #[unroll]
            for j in 0..unit {
                let column = column0 + unit_column + j * across;
                if row < g.m && column < g.n {
                    finish::<F, O, Const<1>>(
                        Vector::new(sums[i * unit + j]),
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
