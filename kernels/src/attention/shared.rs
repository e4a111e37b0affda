//! Attention for GPUs: a block of queries against blocks of keys and values in shared memory, no plane operations.
//!
//! [`SHARE`] units share a query: each makes every fourth score of it, then owns every fourth channel of its output.

use super::place::{LOWEST, Place, Problem, Spec, added, fetch, fetch_rotated, locate, scale_of};
use crate::position;
use cubecl::prelude::*;
use roentgen_runtime::at_most_registers;

/// Units that share a query.
pub(super) const SHARE: u32 = 4;

/// Shared memory of a cube in bytes: queries, keys (then values), and scores, each row padded by one against bank
/// conflicts.
pub(super) fn bytes(block: u32, head_dim: usize) -> u64 {
    let block = u64::from(block);
    4 * (2 * block * (head_dim as u64 + 1) + block * (block + 1))
}

#[cube(launch_unchecked)]
pub(super) fn attention<F: Float>(
    q: &Array<Vector<F, Const<1>>>,
    k: &Array<Vector<F, Const<1>>>,
    v: &Array<Vector<F, Const<1>>>,
    pad: &Array<F>,
    bias: &Array<F>,
    head_scale: &Array<F>,
    rotary: &Array<F>,
    out: &mut Array<F>,
    lse: &mut Array<f32>,
    p: Problem,
    q_place: Place,
    k_place: Place,
    v_place: Place,
    tiles: usize,
    cubes: usize,
    #[comptime] spec: Spec,
    #[comptime] block: usize,
) {
    // More blocks win as long as a head fits (on an H200 in f32, 80 registers are a tenth faster than 128).
    at_most_registers(comptime!(if spec.head_dim <= 64 && spec.plain() { 80u32 } else { 128 }));
    let head_dim = comptime!(spec.head_dim);
    let share = comptime!(SHARE as usize);
    let units = comptime!(block * SHARE as usize);
    let pitch = comptime!(spec.head_dim + 1);
    let score_pitch = comptime!(block + 1);
    let channels = comptime!(spec.head_dim.div_ceil(SHARE as usize));
    let mut tile_q = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
    let mut tile_kv = SharedMemory::<f32>::new(comptime!(block * (spec.head_dim + 1)));
    let mut scores = SharedMemory::<f32>::new(comptime!(block * (block + 1)));
    let mut sums = Array::<f32>::new(comptime!(spec.head_dim.div_ceil(SHARE as usize)));
    #[unroll]
    for c in 0..channels {
        sums[c] = 0.0f32;
    }
    let me = position::unit();
    let mine = me / share;
    let part = me - mine * share;
    let cube = usize::min(position::cube(), cubes - 1);
    let head_row = cube / tiles;
    let query0 = (cube - head_row * tiles) * block;
    let sequence = head_row / p.heads;
    let head = head_row - sequence * p.heads;
    let scale = scale_of::<F>(head_scale, p, head, spec);

    load::<F>(q, pad, rotary, &mut tile_q, q_place, p, sequence, head, query0, p.queries, me, units, true, block, spec);
    let mut largest = f32::new(LOWEST);
    let mut total = 0.0f32;
    for step in 0..p.keys.div_ceil(block) {
        let key0 = step * block;
        load::<F>(k, pad, rotary, &mut tile_kv, k_place, p, sequence, head, key0, p.keys, me, units, true, block, spec);
        sync_cube();
        #[unroll]
        for i in 0..comptime!(block / SHARE as usize) {
            let j = part + i * share;
            let mut score = 0.0f32;
            for d in 0..head_dim {
                score = fma(tile_q[mine * pitch + d], tile_kv[j * pitch + d], score);
            }
            let more = added::<F>(bias, p, sequence, head, query0 + mine, key0 + j, spec);
            scores[mine * score_pitch + j] = score * scale + more;
        }
        // Scores are complete, and the keys may be overwritten.
        sync_cube();
        load::<F>(
            v,
            pad,
            rotary,
            &mut tile_kv,
            v_place,
            p,
            sequence,
            head,
            key0,
            p.keys,
            me,
            units,
            false,
            block,
            spec,
        );
        let mut high = largest;
        for j in 0..block {
            high = f32::max(high, scores[mine * score_pitch + j]);
        }
        let shrink = f32::exp(largest - high);
        largest = high;
        total *= shrink;
        #[unroll]
        for c in 0..channels {
            sums[c] *= shrink;
        }
        // Values are complete.
        sync_cube();
        for j in 0..block {
            let weight = f32::exp(scores[mine * score_pitch + j] - high);
            total += weight;
            #[unroll]
            for c in 0..channels {
                // The last channels of a head that four units do not divide are computed and not stored.
                sums[c] = fma(
                    weight,
                    tile_kv[j * pitch + usize::min(part + c * share, comptime!(spec.head_dim - 1))],
                    sums[c],
                );
            }
        }
        // The next step overwrites values and scores that a slower unit may still read.
        sync_cube();
    }
    let token = query0 + mine;
    let (image, row, real) = locate(p, sequence, usize::min(token, p.queries - 1), spec);
    if position::cube() < cubes && token < p.queries {
        if part == 0 {
            lse[head_row * p.queries + token] = largest + f32::ln(total);
        }
        if real {
            let base = (image * p.tokens + row) * p.heads * head_dim + head * head_dim;
            #[unroll]
            for c in 0..channels {
                let d = part + c * share;
                if d < head_dim {
                    out[base + d] = F::cast_from(sums[c] / total);
                }
            }
        }
    }
}

/// Loads `block` tokens of a head; a token past the last reads as zero, so that no garbage meets a weight of zero.
#[cube]
pub(super) fn load<F: Float>(
    from: &Array<Vector<F, Const<1>>>,
    pad: &Array<F>,
    rotary: &Array<F>,
    tile: &mut SharedMemory<f32>,
    place: Place,
    p: Problem,
    sequence: usize,
    head: usize,
    token0: usize,
    tokens: usize,
    me: usize,
    #[comptime] units: usize,
    #[comptime] rotate: bool,
    #[comptime] block: usize,
    #[comptime] spec: Spec,
) {
    let head_dim = comptime!(spec.head_dim);
    for i in 0..comptime!((block * spec.head_dim).div_ceil(units)) {
        let at = me + i * units;
        if at < comptime!(block * spec.head_dim) {
            let token = at / head_dim;
            let d = at - token * head_dim;
            let mut value = 0.0f32;
            if token0 + token < tokens {
                value = if comptime!(rotate) {
                    fetch_rotated::<F, Const<1>>(from, pad, rotary, place, p, sequence, token0 + token, head, d, spec)
                } else {
                    fetch::<F, Const<1>>(from, pad, place, p, sequence, token0 + token, head, d, spec)
                };
            }
            tile[token * comptime!(spec.head_dim + 1) + d] = value;
        }
    }
}
