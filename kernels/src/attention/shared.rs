//! Attention for GPUs: a block of queries against blocks of keys and values in shared memory, no plane operations.
//!
//! [`SHARE`] units share a query: each makes every fourth score of it, then owns every fourth channel of its output.

use super::{LOWEST, Strides};
use cubecl::prelude::*;

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
    q: &Array<F>,
    k: &Array<F>,
    v: &Array<F>,
    out: &mut Array<F>,
    strides: Strides,
    scale: f32,
    heads: usize,
    queries: usize,
    keys: usize,
    tiles: usize,
    cubes: usize,
    #[comptime] head_dim: usize,
    #[comptime] block: usize,
) {
    let share = comptime!(SHARE as usize);
    let units = comptime!(block * SHARE as usize);
    let pitch = comptime!(head_dim + 1);
    let score_pitch = comptime!(block + 1);
    let channels = comptime!(head_dim.div_ceil(SHARE as usize));
    let mut tile_q = SharedMemory::<f32>::new(comptime!(block * (head_dim + 1)));
    let mut tile_kv = SharedMemory::<f32>::new(comptime!(block * (head_dim + 1)));
    let mut scores = SharedMemory::<f32>::new(comptime!(block * (block + 1)));
    let mut sums = Array::<f32>::new(comptime!(head_dim.div_ceil(SHARE as usize)));
    #[unroll]
    for c in 0..channels {
        sums[c] = 0.0f32;
    }
    let me = UNIT_POS as usize;
    let mine = me / share;
    let part = me - mine * share;
    let cube = usize::min(CUBE_POS, cubes - 1);
    let head_row = cube / tiles;
    let query0 = (cube - head_row * tiles) * block;
    let image = head_row / heads;
    let head = head_row - image * heads;
    let q_base = strides.q_offset + image * strides.q_batch + head * head_dim;
    let k_base = strides.k_offset + image * strides.k_batch + head * head_dim;
    let v_base = strides.v_offset + image * strides.v_batch + head * head_dim;

    load::<F>(q, &mut tile_q, q_base, strides.q_token, query0, queries, me, units, head_dim, block);
    let mut largest = f32::new(LOWEST);
    let mut total = 0.0f32;
    for step in 0..keys.div_ceil(block) {
        let key0 = step * block;
        load::<F>(k, &mut tile_kv, k_base, strides.k_token, key0, keys, me, units, head_dim, block);
        sync_cube();
        #[unroll]
        for i in 0..comptime!(block / SHARE as usize) {
            let j = part + i * share;
            let mut score = 0.0f32;
            for d in 0..head_dim {
                score = fma(tile_q[mine * pitch + d], tile_kv[j * pitch + d], score);
            }
            scores[mine * score_pitch + j] = select(key0 + j < keys, score * scale, f32::new(LOWEST));
        }
        // Scores are complete, and the keys may be overwritten.
        sync_cube();
        load::<F>(v, &mut tile_kv, v_base, strides.v_token, key0, keys, me, units, head_dim, block);
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
                sums[c] =
                    fma(weight, tile_kv[j * pitch + usize::min(part + c * share, comptime!(head_dim - 1))], sums[c]);
            }
        }
        // The next step overwrites values and scores that a slower unit may still read.
        sync_cube();
    }
    let token = query0 + mine;
    if CUBE_POS < cubes && token < queries {
        let base = (image * queries + token) * heads * head_dim + head * head_dim;
        #[unroll]
        for c in 0..channels {
            let d = part + c * share;
            if d < head_dim {
                out[base + d] = F::cast_from(sums[c] / total);
            }
        }
    }
}

/// Loads `block` tokens of a head; a token past the last reads as zero, so that no garbage meets a weight of zero.
#[cube]
fn load<F: Float>(
    from: &Array<F>,
    tile: &mut SharedMemory<f32>,
    base: usize,
    stride: usize,
    token0: usize,
    tokens: usize,
    me: usize,
    #[comptime] units: usize,
    #[comptime] head_dim: usize,
    #[comptime] block: usize,
) {
    for i in 0..comptime!((block * head_dim).div_ceil(units)) {
        let at = me + i * units;
        if at < comptime!(block * head_dim) {
            let token = at / head_dim;
            let d = at - token * head_dim;
            let mut value = 0.0f32;
            if token0 + token < tokens {
                value = f32::cast_from(from[base + (token0 + token) * stride + d]);
            }
            tile[token * comptime!(head_dim + 1) + d] = value;
        }
    }
}
