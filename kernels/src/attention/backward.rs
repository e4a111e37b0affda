//! The kernels of attention's backward: no atomics, nothing of size queries x keys.
//!
//! With `p = exp(score - lse)` made again block by block, `dp = dy v`, `delta = dy . y` and `ds = p (dp - delta)`:
//! one launch owns queries and sums `dq = scale ds k`, one owns keys and sums `dk = scale ds^T q` and `dv = p^T dy`. Both are
//! [`sums`] (on tensor cores [`super::tensor_backward`]): rows owned by the cube against blocks of the other side's rows, laid out
//! as in the forward kernels (a plane with broadcasts where `plane` is not zero, tiles in shared memory otherwise).

use super::place::{Place, Problem, Spec, added, fetch, fetch_rotated, locate, scale_of, store};
use super::shared::{SHARE, load};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// What the rows of a cube are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Queries,
    Keys,
}

/// Shared memory of a cube in bytes: two operands of either side, and two tiles of weights.
pub(super) fn bytes(block: u32, head_dim: usize) -> u64 {
    let block = u64::from(block);
    4 * (4 * block * (head_dim as u64 + 1) + 2 * block * (block + 1))
}

/// `p` and `ds` of a query and a key from their dot products.
#[cube]
pub(super) fn weights<F: Float>(
    score: f32,
    dp: f32,
    statistics: &Array<f32>,
    bias: &Array<F>,
    p: Problem,
    scale: f32,
    sequence: usize,
    head: usize,
    query: usize,
    key: usize,
    #[comptime] spec: Spec,
) -> (f32, f32) {
    let at = 2 * ((sequence * p.heads + head) * p.queries + usize::min(query, p.queries - 1));
    let more = added::<F>(bias, p, sequence, head, query, key, spec);
    let weight = f32::exp(f32::min(score * scale + more - statistics[at], 0.0f32));
    let weight = select(query < p.queries, weight, 0.0f32);
    (weight, weight * (dp - statistics[at + 1]))
}

/// Sums of one side. `extras` holds padding, bias, head scales and rotations (packed on the host): a kernel binds few buffers on some
/// devices. `first` is `dq` or `dk`, `second` is `dv`. Keys that are padding go to `padding` `[images, padded
/// tokens, 2, width]`.
#[cube(launch_unchecked)]
pub(super) fn sums<F: Float>(
    q: &Array<Vector<F, Const<1>>>,
    k: &Array<Vector<F, Const<1>>>,
    v: &Array<Vector<F, Const<1>>>,
    extras: &Array<F>,
    grad: &Array<Vector<F, Const<1>>>,
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
    #[comptime] plane: usize,
    #[comptime] groups: usize,
    #[comptime] block: usize,
) {
    at_most_registers(comptime!(if spec.head_dim <= 64 { 96u32 } else { 128 }));
    let by_plane = comptime!(plane > 0);
    let head_dim = comptime!(spec.head_dim);
    let keys_side = comptime!(side == Side::Keys);
    let share = comptime!(SHARE as usize);
    // A plane's lane makes all scores of its rows and sums every `plane`-th channel of all rows; in shared memory a unit
    // makes every fourth score of its row and sums every fourth channel.
    let owned = comptime!(if plane > 0 { groups * block } else { block / SHARE as usize });
    let rows = comptime!(if plane > 0 { plane * groups } else { block });
    let channels = comptime!(spec.head_dim.div_ceil(if plane > 0 { plane } else { SHARE as usize }));
    let sum_rows = comptime!(if plane > 0 { plane * groups } else { 1 });
    // Gradients have no padding, and are not rotated yet.
    let bare = comptime!(Spec { pad: false, rotary: false, ..spec });

    let me = position::unit();
    let units = comptime!(block * SHARE as usize);
    let mine = me / share;
    let part = me - mine * share;
    let pitch = comptime!(spec.head_dim + 1);
    let weight_pitch = comptime!(block + 1);
    let cube = usize::min(position::cube(), cubes - 1);
    let head_row = cube / tiles;
    let row0 = (cube - head_row * tiles) * rows;
    let sequence = head_row / p.heads;
    let head = head_row - sequence * p.heads;
    let scale = scale_of::<F>(extras, p, head, spec);
    let (row_count, column_count) = if keys_side { (p.keys, p.queries) } else { (p.queries, p.keys) };

    let mut first_sums = Array::<f32>::new(comptime!(sum_rows * channels));
    let mut second_sums = Array::<f32>::new(comptime!(sum_rows * channels));
    #[unroll]
    for i in 0..comptime!(sum_rows * channels) {
        first_sums[i] = 0.0f32;
        second_sums[i] = 0.0f32;
    }
    let mut scores = Array::<f32>::new(owned);
    let mut products = Array::<f32>::new(owned);

    if comptime!(plane > 0) {
        let mut row_a = Array::<f32>::new(groups);
        let mut row_b = Array::<f32>::new(groups);
        let mut column_a = Array::<f32>::new(comptime!(block.checked_div(plane).unwrap_or(1)));
        let mut column_b = Array::<f32>::new(comptime!(block.checked_div(plane).unwrap_or(1)));
        let mut channel_a = Array::<f32>::new(channels);
        let mut channel_b = Array::<f32>::new(channels);
        if position::cube() < cubes {
            for step in 0..column_count.div_ceil(block) {
                let column0 = step * block;
                #[unroll]
                for i in 0..owned {
                    scores[i] = 0.0f32;
                    products[i] = 0.0f32;
                }
                for d in 0..head_dim {
                    #[unroll]
                    for g in 0..groups {
                        let row = usize::min(row0 + g * plane + me, row_count - 1);
                        if comptime!(keys_side) {
                            row_a[g] = fetch_rotated::<F, Const<1>>(
                                k, extras, extras, k_place, p, sequence, row, head, d, spec,
                            );
                            row_b[g] = fetch::<F, Const<1>>(v, extras, v_place, p, sequence, row, head, d, spec);
                        } else {
                            row_a[g] = fetch_rotated::<F, Const<1>>(
                                q, extras, extras, q_place, p, sequence, row, head, d, spec,
                            );
                            row_b[g] = fetch::<F, Const<1>>(grad, extras, grad_place, p, sequence, row, head, d, bare);
                        }
                    }
                    #[unroll]
                    for j in 0..comptime!(block.checked_div(plane).unwrap_or(1)) {
                        let column = usize::min(column0 + j * plane + me, column_count - 1);
                        if comptime!(keys_side) {
                            column_a[j] = fetch_rotated::<F, Const<1>>(
                                q, extras, extras, q_place, p, sequence, column, head, d, spec,
                            );
                            column_b[j] =
                                fetch::<F, Const<1>>(grad, extras, grad_place, p, sequence, column, head, d, bare);
                        } else {
                            column_a[j] = fetch_rotated::<F, Const<1>>(
                                k, extras, extras, k_place, p, sequence, column, head, d, spec,
                            );
                            column_b[j] = fetch::<F, Const<1>>(v, extras, v_place, p, sequence, column, head, d, spec);
                        }
                    }
                    #[unroll]
                    for j in 0..comptime!(block.checked_div(plane).unwrap_or(1)) {
                        #[unroll]
                        for r in 0..plane {
                            let a = plane_broadcast(column_a[j], comptime!(r as u32));
                            let b = plane_broadcast(column_b[j], comptime!(r as u32));
                            #[unroll]
                            for g in 0..groups {
                                let at = g * block + j * plane + r;
                                scores[at] = fma(row_a[g], a, scores[at]);
                                products[at] = fma(row_b[g], b, products[at]);
                            }
                        }
                    }
                }
                // From here on `scores` holds p and `products` holds ds.
                // Not unrolled: what is added to a score is long code.
                for g in 0..groups {
                    let row = row0 + g * plane + me;
                    for j in 0..block {
                        let column = column0 + j;
                        let (query, key) = if keys_side { (column, row) } else { (row, column) };
                        let at = g * block + j;
                        let (weight, ds) = weights::<F>(
                            scores[at],
                            products[at],
                            statistics,
                            extras,
                            p,
                            scale,
                            sequence,
                            head,
                            query,
                            key,
                            spec,
                        );
                        scores[at] = weight;
                        products[at] = ds;
                    }
                }
                for j in 0..usize::min(block, column_count - column0) {
                    #[unroll]
                    for c in 0..channels {
                        let d = usize::min(c * plane + me, comptime!(spec.head_dim - 1));
                        if comptime!(keys_side) {
                            channel_a[c] = fetch_rotated::<F, Const<1>>(
                                q,
                                extras,
                                extras,
                                q_place,
                                p,
                                sequence,
                                column0 + j,
                                head,
                                d,
                                spec,
                            );
                            channel_b[c] =
                                fetch::<F, Const<1>>(grad, extras, grad_place, p, sequence, column0 + j, head, d, bare);
                        } else {
                            channel_a[c] = fetch_rotated::<F, Const<1>>(
                                k,
                                extras,
                                extras,
                                k_place,
                                p,
                                sequence,
                                column0 + j,
                                head,
                                d,
                                spec,
                            );
                        }
                    }
                    #[unroll]
                    for g in 0..groups {
                        let my_weight = scores[g * block + j];
                        let my_ds = products[g * block + j];
                        #[unroll]
                        for r in 0..plane {
                            let ds = plane_broadcast(my_ds, comptime!(r as u32));
                            #[unroll]
                            for c in 0..channels {
                                let at = (g * plane + r) * channels + c;
                                first_sums[at] = fma(ds, channel_a[c], first_sums[at]);
                            }
                            if comptime!(keys_side) {
                                let weight = plane_broadcast(my_weight, comptime!(r as u32));
                                #[unroll]
                                for c in 0..channels {
                                    let at = (g * plane + r) * channels + c;
                                    second_sums[at] = fma(weight, channel_b[c], second_sums[at]);
                                }
                            }
                        }
                    }
                }
            }
        }
    } else {
        let mut tile_row_a = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
        let mut tile_row_b = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
        let mut tile_a = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
        let mut tile_b = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
        let mut tile_weight = SharedMemory::<f32>::new(comptime!(block * (block + 1)));
        let mut tile_ds = SharedMemory::<f32>::new(comptime!(block * (block + 1)));
        if comptime!(keys_side) {
            load::<F>(
                k,
                extras,
                extras,
                &mut tile_row_a,
                k_place,
                p,
                sequence,
                head,
                row0,
                p.keys,
                me,
                units,
                true,
                block,
                spec,
            );
            load::<F>(
                v,
                extras,
                extras,
                &mut tile_row_b,
                v_place,
                p,
                sequence,
                head,
                row0,
                p.keys,
                me,
                units,
                false,
                block,
                spec,
            );
        } else {
            load::<F>(
                q,
                extras,
                extras,
                &mut tile_row_a,
                q_place,
                p,
                sequence,
                head,
                row0,
                p.queries,
                me,
                units,
                true,
                block,
                spec,
            );
            load::<F>(
                grad,
                extras,
                extras,
                &mut tile_row_b,
                grad_place,
                p,
                sequence,
                head,
                row0,
                p.queries,
                me,
                units,
                false,
                block,
                bare,
            );
        }
        for step in 0..column_count.div_ceil(block) {
            let column0 = step * block;
            if comptime!(keys_side) {
                load::<F>(
                    q,
                    extras,
                    extras,
                    &mut tile_a,
                    q_place,
                    p,
                    sequence,
                    head,
                    column0,
                    p.queries,
                    me,
                    units,
                    true,
                    block,
                    spec,
                );
                load::<F>(
                    grad,
                    extras,
                    extras,
                    &mut tile_b,
                    grad_place,
                    p,
                    sequence,
                    head,
                    column0,
                    p.queries,
                    me,
                    units,
                    false,
                    block,
                    bare,
                );
            } else {
                load::<F>(
                    k,
                    extras,
                    extras,
                    &mut tile_a,
                    k_place,
                    p,
                    sequence,
                    head,
                    column0,
                    p.keys,
                    me,
                    units,
                    true,
                    block,
                    spec,
                );
                load::<F>(
                    v,
                    extras,
                    extras,
                    &mut tile_b,
                    v_place,
                    p,
                    sequence,
                    head,
                    column0,
                    p.keys,
                    me,
                    units,
                    false,
                    block,
                    spec,
                );
            }
            // Operands are complete.
            sync_cube();
            // Not unrolled: what is added to a score is long code, and its registers would spill.
            for i in 0..owned {
                let j = part + i * share;
                let mut score = 0.0f32;
                let mut product = 0.0f32;
                for d in 0..head_dim {
                    score = fma(tile_row_a[mine * pitch + d], tile_a[j * pitch + d], score);
                    product = fma(tile_row_b[mine * pitch + d], tile_b[j * pitch + d], product);
                }
                let (row, column) = (row0 + mine, column0 + j);
                let (query, key) = if keys_side { (column, row) } else { (row, column) };
                let (weight, ds) =
                    weights::<F>(score, product, statistics, extras, p, scale, sequence, head, query, key, spec);
                tile_weight[mine * weight_pitch + j] = weight;
                tile_ds[mine * weight_pitch + j] = ds;
            }
            // Weights are complete.
            sync_cube();
            for j in 0..block {
                let weight = tile_weight[mine * weight_pitch + j];
                let ds = tile_ds[mine * weight_pitch + j];
                #[unroll]
                for c in 0..channels {
                    let at = j * pitch + usize::min(part + c * share, comptime!(spec.head_dim - 1));
                    first_sums[c] = fma(ds, tile_a[at], first_sums[c]);
                    if comptime!(keys_side) {
                        second_sums[c] = fma(weight, tile_b[at], second_sums[c]);
                    }
                }
            }
            // The next step overwrites what a slower unit may still read.
            sync_cube();
        }
    }
    if position::cube() < cubes {
        #[unroll]
        for r in 0..sum_rows {
            let row = if by_plane { row0 + r } else { row0 + mine };
            if row < row_count {
                let (image, token, real) = locate(p, sequence, row, spec);
                #[unroll]
                for c in 0..channels {
                    let d = if by_plane { c * plane + me } else { part + c * share };
                    if d < head_dim {
                        store::<F>(
                            first_sums[r * channels + c] * scale,
                            second_sums[r * channels + c],
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
