//! The matrix product for GPUs: operand tiles in shared memory, a square of outputs in each unit's registers.

use super::{
    Layout,
    forward::{Spec, finish},
};
use cubecl::prelude::*;

/// Shared memory of a cube in bytes.
pub(super) fn bytes(side: u32, depth: u32) -> u64 {
    2 * 4 * u64::from(depth) * u64::from(side + 1)
}

#[cube(launch_unchecked)]
pub(super) fn matmul<F: Float>(
    a: &Array<F>,
    b: &Array<F>,
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
    #[comptime] side: usize,
    #[comptime] depth: usize,
    #[comptime] unit: usize,
) {
    // Depth-major, one element of padding a row: the units that load a row's depth hit different banks.
    let pitch = comptime!(side + 1);
    let across = comptime!(side / unit);
    let mut tile_a = SharedMemory::<f32>::new(comptime!(depth * (side + 1)));
    let mut tile_b = SharedMemory::<f32>::new(comptime!(depth * (side + 1)));
    let mut sums = Array::<f32>::new(comptime!(unit * unit));
    let mut from_a = Array::<f32>::new(unit);
    #[unroll]
    for i in 0..comptime!(unit * unit) {
        sums[i] = 0.0f32;
    }
    let me = UNIT_POS as usize;
    let unit_row = me / across;
    let unit_column = me - unit_row * across;
    let tile_m = CUBE_POS / tiles_n;
    let tile_n = CUBE_POS - tile_m * tiles_n;
    let row0 = tile_m * side;
    let column0 = tile_n * side;
    // A cube past the last tile computes on zeros and stores nothing: the barriers stay uniform.
    for step in 0..k.div_ceil(depth) {
        let k0 = step * depth;
        #[unroll]
        for i in 0..comptime!(side * depth / ((side / unit) * (side / unit))) {
            let at = me + i * comptime!((side / unit) * (side / unit));
            load::<F>(a, &mut tile_a, at, row0, k0, m, k, comptime!(spec.layout == Layout::Tn), side, depth);
            load::<F>(b, &mut tile_b, at, column0, k0, n, k, comptime!(spec.layout != Layout::Nt), side, depth);
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
    if CUBE_POS < tiles {
        #[unroll]
        for i in 0..unit {
            let row = row0 + unit_row + i * across;
            #[unroll]
            for j in 0..unit {
                let column = column0 + unit_column + j * across;
                if row < m && column < n {
                    out[row * n + column] =
                        finish::<F>(sums[i * unit + j], bias, scale, residual, row, column, n, spec);
                }
            }
        }
    }
}

/// Loads element `at` of an operand's tile: `side` lines from `line0`, `depth` deep from `k0`. Neighbouring units take
/// neighbouring addresses: along the depth where that is contiguous, along the lines where the operand is transposed.
#[cube]
fn load<F: Float>(
    from: &Array<F>,
    tile: &mut SharedMemory<f32>,
    at: usize,
    line0: usize,
    k0: usize,
    lines: usize,
    k: usize,
    #[comptime] transposed: bool,
    #[comptime] side: usize,
    #[comptime] depth: usize,
) {
    let (line, d) = if comptime!(transposed) { (at % side, at / side) } else { (at / depth, at % depth) };
    let mut value = 0.0f32;
    if line0 + line < lines && k0 + d < k {
        let address = if comptime!(transposed) { (k0 + d) * lines + line0 + line } else { (line0 + line) * k + k0 + d };
        value = f32::cast_from(from[address]);
    }
    tile[d * comptime!(side + 1) + line] = value;
}
