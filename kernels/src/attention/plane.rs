//! Attention for CPU adapters: one plane a cube, no shared memory (see the matrix product's kernel of the same name).
//!
//! A lane owns one query of each group while scores are made, so the softmax needs no exchange; it owns every
//! `plane`-th channel while values are summed. Keys and probabilities are handed out by broadcasts.

use super::{LOWEST, Strides};
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn attention<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    k: &Array<Vector<F, Pack>>,
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
    #[comptime] plane: usize,
    #[comptime] groups: usize,
    #[comptime] vector: usize,
) {
    let lane = UNIT_POS as usize;
    let channels = comptime!(head_dim.div_ceil(plane));
    let block = comptime!(2 * plane);
    if CUBE_POS < cubes {
        let head_row = CUBE_POS / tiles;
        let query0 = (CUBE_POS - head_row * tiles) * comptime!(plane * groups);
        let image = head_row / heads;
        let head = head_row - image * heads;
        let q_base = strides.q_offset + image * strides.q_batch + head * head_dim;
        let k_base = strides.k_offset + image * strides.k_batch + head * head_dim;
        let v_base = strides.v_offset + image * strides.v_batch + head * head_dim;

        let mut sums = Array::<f32>::new(comptime!(groups * plane * head_dim.div_ceil(plane)));
        #[unroll]
        for i in 0..comptime!(groups * plane * head_dim.div_ceil(plane)) {
            sums[i] = 0.0f32;
        }
        let mut largest = Array::<f32>::new(groups);
        let mut total = Array::<f32>::new(groups);
        #[unroll]
        for g in 0..groups {
            largest[g] = f32::new(LOWEST);
            total[g] = 0.0f32;
        }
        let mut scores = Array::<f32>::new(comptime!(groups * 2 * plane));
        // Indexed by a runtime key, so it stays in memory: small, unlike the sums.
        let mut weights = Array::<f32>::new(comptime!(groups * 2 * plane));
        let mut from_q = Array::<f32>::new(comptime!(groups * vector));
        let mut from_k = Array::<f32>::new(comptime!(2 * vector));
        let mut from_v = Array::<f32>::new(comptime!(head_dim.div_ceil(plane)));

        for step in 0..keys.div_ceil(block) {
            let key0 = step * block;
            #[unroll]
            for i in 0..comptime!(groups * 2 * plane) {
                scores[i] = 0.0f32;
            }
            for d in 0..comptime!(head_dim / vector) {
                #[unroll]
                for g in 0..groups {
                    let token = usize::min(query0 + g * plane + lane, queries - 1);
                    let loaded = q[(q_base + token * strides.q_token) / vector + d];
                    #[unroll]
                    for i in 0..vector {
                        from_q[g * vector + i] = f32::cast_from(loaded[i]);
                    }
                }
                #[unroll]
                for j in 0..2usize {
                    let token = usize::min(key0 + j * plane + lane, keys - 1);
                    let loaded = k[(k_base + token * strides.k_token) / vector + d];
                    #[unroll]
                    for i in 0..vector {
                        from_k[j * vector + i] = f32::cast_from(loaded[i]);
                    }
                }
                #[unroll]
                for i in 0..vector {
                    #[unroll]
                    for j in 0..2usize {
                        #[unroll]
                        for r in 0..plane {
                            let value = plane_broadcast(from_k[j * vector + i], comptime!(r as u32));
                            #[unroll]
                            for g in 0..groups {
                                let at = g * block + j * plane + r;
                                scores[at] = fma(from_q[g * vector + i], value, scores[at]);
                            }
                        }
                    }
                }
            }
            #[unroll]
            for g in 0..groups {
                let mut high = largest[g];
                #[unroll]
                for j in 0..block {
                    let score = select(key0 + j < keys, scores[g * block + j] * scale, f32::new(LOWEST));
                    scores[g * block + j] = score;
                    high = f32::max(high, score);
                }
                let mut sum = 0.0f32;
                #[unroll]
                for j in 0..block {
                    let weight = f32::exp(scores[g * block + j] - high);
                    weights[g * block + j] = weight;
                    sum += weight;
                }
                let shrink = f32::exp(largest[g] - high);
                total[g] = total[g] * shrink + sum;
                largest[g] = high;
                #[unroll]
                for r in 0..plane {
                    let factor = plane_broadcast(shrink, comptime!(r as u32));
                    #[unroll]
                    for c in 0..channels {
                        sums[(g * plane + r) * channels + c] *= factor;
                    }
                }
            }
            for j in 0..usize::min(block, keys - key0) {
                let base = v_base + (key0 + j) * strides.v_token;
                #[unroll]
                for c in 0..channels {
                    from_v[c] = f32::cast_from(v[base + usize::min(c * plane + lane, comptime!(head_dim - 1))]);
                }
                #[unroll]
                for g in 0..groups {
                    let mine = weights[g * block + j];
                    #[unroll]
                    for r in 0..plane {
                        let weight = plane_broadcast(mine, comptime!(r as u32));
                        #[unroll]
                        for c in 0..channels {
                            let at = (g * plane + r) * channels + c;
                            sums[at] = fma(weight, from_v[c], sums[at]);
                        }
                    }
                }
            }
        }
        #[unroll]
        for g in 0..groups {
            let inverse = 1.0f32 / total[g];
            #[unroll]
            for r in 0..plane {
                let factor = plane_broadcast(inverse, comptime!(r as u32));
                let token = query0 + g * plane + r;
                if token < queries {
                    let base = (image * queries + token) * heads * head_dim + head * head_dim;
                    #[unroll]
                    for c in 0..channels {
                        let d = c * plane + lane;
                        if d < head_dim {
                            out[base + d] = F::cast_from(sums[(g * plane + r) * channels + c] * factor);
                        }
                    }
                }
            }
        }
    }
}
