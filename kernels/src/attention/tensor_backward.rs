//! Attention's backward for tensor cores: as [`super::backward::sums`], 16 rows a plane, weights and their gradients in registers.

use super::backward::{Side, weights};
use super::place::{Place, Problem, Spec, locate, scale_of, store};
use super::tensor::{Copying, ROWS, dots, load, pitch, weigh};
use crate::mma::{self, Wide};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// Lines of the other side in a step: fewer than rows, since two tiles of weights live in registers.
const COLUMNS: usize = 32;

/// Lines of shared memory: both operands of a cube's rows, and two stages of both of the other side.
pub(super) const LINES: usize = 2 * ROWS + 4 * COLUMNS;

/// Sums of one side: `first` is `dq` or `dk`, `second` is `dv`. Keys that are padding go to `padding`.
#[cube(launch_unchecked)]
pub(super) fn sums_tensor<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    k: &Array<Vector<F, Pack>>,
    v: &Array<Vector<F, Pack>>,
    extras: &Array<F>,
    grad: &Array<Vector<F, Pack>>,
    statistics: &Array<f32>,
    first: &mut Array<F>,
    second: &mut Array<F>,
    padding: &mut Array<f32>,
    p: Problem,
    q_place: Place,
    k_place: Place,
    v_place: Place,
    grad_place: Place,
    first_place: Place,
    second_place: Place,
    tiles: usize,
    cubes: usize,
    #[comptime] spec: Spec,
    #[comptime] side: Side,
    #[comptime] copying: Copying,
) {
    // Two tiles of sums, which grow with the head.
    at_most_registers(comptime!(match spec.head_dim {
        0..=32 if spec.plain() => 128u32,
        0..=64 => 168,
        _ => 255,
    }));
    let head_dim = comptime!(spec.head_dim);
    let pieces = comptime!(2 * spec.head_dim.div_ceil(16));
    let keys_side = comptime!(side == Side::Keys);
    // Gradients have no padding, and are not rotated yet.
    let bare = comptime!(Spec { pad: false, rotary: false, ..spec });
    let mut rows_a = SharedMemory::<Wide<F>>::new_aligned(comptime!(ROWS * pitch(spec.head_dim)), 16usize);
    let mut rows_b = SharedMemory::<Wide<F>>::new_aligned(comptime!(ROWS * pitch(spec.head_dim)), 16usize);
    let mut tile_a = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * COLUMNS * pitch(spec.head_dim)), 16usize);
    let mut tile_b = SharedMemory::<Wide<F>>::new_aligned(comptime!(2 * COLUMNS * pitch(spec.head_dim)), 16usize);
    let cube = usize::min(position::cube(), cubes - 1);
    let head_row = cube / tiles;
    let row0 = (cube - head_row * tiles) * ROWS;
    let sequence = head_row / p.heads;
    let head = head_row - sequence * p.heads;
    let scale = scale_of::<F>(extras, p, head, spec);
    let my_row = position::unit() / comptime!(mma::PLANE as usize) * 16;
    let (row_count, column_count) = if keys_side { (p.keys, p.queries) } else { (p.queries, p.keys) };
    let ready = mma::arrivals(copying.asynchronous);
    let nil = 0usize.runtime();
    if comptime!(keys_side) {
        load::<F, Pack>(
            k,
            extras,
            extras,
            &mut rows_a,
            nil,
            k_place,
            p,
            sequence,
            head,
            row0,
            p.keys,
            ROWS,
            true,
            spec,
            copying,
        );
        load::<F, Pack>(
            v,
            extras,
            extras,
            &mut rows_b,
            nil,
            v_place,
            p,
            sequence,
            head,
            row0,
            p.keys,
            ROWS,
            false,
            spec,
            copying,
        );
    } else {
        load::<F, Pack>(
            q,
            extras,
            extras,
            &mut rows_a,
            nil,
            q_place,
            p,
            sequence,
            head,
            row0,
            p.queries,
            ROWS,
            true,
            spec,
            copying,
        );
        load::<F, Pack>(
            grad,
            extras,
            extras,
            &mut rows_b,
            nil,
            grad_place,
            p,
            sequence,
            head,
            row0,
            p.queries,
            ROWS,
            false,
            bare,
            copying,
        );
    }
    let mut first_sums = mma::zeros(pieces);
    let mut second_sums = mma::zeros(pieces);
    let steps = column_count.div_ceil(COLUMNS);
    // One step ahead: step `i` brings block `i` and works on the one before.
    for step in 0..steps + 1 {
        let next = step * COLUMNS;
        let to = step % 2 * COLUMNS;
        if next < column_count {
            if comptime!(keys_side) {
                load::<F, Pack>(
                    q,
                    extras,
                    extras,
                    &mut tile_a,
                    to,
                    q_place,
                    p,
                    sequence,
                    head,
                    next,
                    p.queries,
                    COLUMNS,
                    true,
                    spec,
                    copying,
                );
                load::<F, Pack>(
                    grad,
                    extras,
                    extras,
                    &mut tile_b,
                    to,
                    grad_place,
                    p,
                    sequence,
                    head,
                    next,
                    p.queries,
                    COLUMNS,
                    false,
                    bare,
                    copying,
                );
            } else {
                load::<F, Pack>(
                    k,
                    extras,
                    extras,
                    &mut tile_a,
                    to,
                    k_place,
                    p,
                    sequence,
                    head,
                    next,
                    p.keys,
                    COLUMNS,
                    true,
                    spec,
                    copying,
                );
                load::<F, Pack>(
                    v,
                    extras,
                    extras,
                    &mut tile_b,
                    to,
                    v_place,
                    p,
                    sequence,
                    head,
                    next,
                    p.keys,
                    COLUMNS,
                    false,
                    spec,
                    copying,
                );
            }
        }
        if step > 0 {
            let column0 = next - COLUMNS;
            let stage = COLUMNS - to;
            let mut scores = mma::zeros(comptime!(COLUMNS / 8));
            let mut products = mma::zeros(comptime!(COLUMNS / 8));
            dots::<F>(&rows_a, my_row, &tile_a, stage, &mut scores, COLUMNS, spec);
            dots::<F>(&rows_b, my_row, &tile_b, stage, &mut products, COLUMNS, spec);
            // From here on `scores` holds p and `products` holds ds.
            #[unroll]
            for j in 0..comptime!(COLUMNS / 8) {
                #[unroll]
                for half in 0..2usize {
                    let row = row0 + my_row + mma::row_of(half);
                    let mut score = scores.index(j)[half];
                    let mut product = products.index(j)[half];
                    #[unroll]
                    for e in 0..2usize {
                        let column = column0 + comptime!(j * 8) + mma::column_of() + e;
                        let (query, key) = if keys_side { (column, row) } else { (row, column) };
                        let (weight, ds) = weights::<F>(
                            score[e], product[e], statistics, extras, p, scale, sequence, head, query, key, spec,
                        );
                        score[e] = weight;
                        product[e] = ds;
                    }
                    scores.index_mut(j)[half] = score;
                    products.index_mut(j)[half] = product;
                }
            }
            weigh::<F>(&products, &tile_a, stage, &mut first_sums, COLUMNS, spec);
            if comptime!(keys_side) {
                weigh::<F>(&scores, &tile_b, stage, &mut second_sums, COLUMNS, spec);
            }
        }
        mma::wait(&ready, copying.asynchronous);
    }
    #[unroll]
    for half in 0..2usize {
        let row = row0 + my_row + mma::row_of(half);
        if position::cube() < cubes && row < row_count {
            let (image, token, real) = locate(p, sequence, row, spec);
            #[unroll]
            for c in 0..pieces {
                #[unroll]
                for e in 0..2usize {
                    let d = comptime!(c * 8) + mma::column_of() + e;
                    if d < head_dim {
                        store::<F>(
                            first_sums.index(c)[half][e] * scale,
                            second_sums.index(c)[half][e],
                            first,
                            second,
                            padding,
                            first_place,
                            second_place,
                            p,
                            sequence,
                            row,
                            image,
                            token,
                            real,
                            head * head_dim + d,
                            spec,
                            keys_side,
                        );
                    }
                }
            }
        }
    }
}
