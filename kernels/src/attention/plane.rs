//! Attention for CPU adapters: one plane a cube, no shared memory (see the matrix product's kernel of the same name).
//!
//! A lane owns one query of each group while scores are made, so the softmax needs no exchange; it owns every
//! `plane`-th channel while values are summed. Keys and probabilities are handed out by broadcasts.

use super::place::{LOWEST, Place, Problem, Spec, added, fetch, fetch_rotated, locate, scale_of};
use crate::position;
use cubecl::prelude::*;

#[cube(launch_unchecked)]
pub(super) fn attention<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    k: &Array<Vector<F, Pack>>,
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
    #[comptime] plane: usize,
    #[comptime] groups: usize,
    #[comptime] vector: usize,
) {
    let lane = position::unit();
    let head_dim = comptime!(spec.head_dim);
    let channels = comptime!(spec.head_dim.div_ceil(plane));
    let block = comptime!(2 * plane);
    if position::cube() < cubes {
        let head_row = position::cube() / tiles;
        let query0 = (position::cube() - head_row * tiles) * comptime!(plane * groups);
        let sequence = head_row / p.heads;
        let head = head_row - sequence * p.heads;
        let scale = scale_of::<F>(head_scale, p, head, spec);

        let mut sums = Array::<f32>::new(comptime!(groups * plane * spec.head_dim.div_ceil(plane)));
        #[unroll]
        for i in 0..comptime!(groups * plane * spec.head_dim.div_ceil(plane)) {
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
        let mut from_v = Array::<f32>::new(comptime!(spec.head_dim.div_ceil(plane)));

        for step in 0..p.keys.div_ceil(block) {
            let key0 = step * block;
            #[unroll]
            for i in 0..comptime!(groups * 2 * plane) {
                scores[i] = 0.0f32;
            }
            for d in 0..comptime!(spec.head_dim / vector) {
                #[unroll]
                for g in 0..groups {
                    let token = usize::min(query0 + g * plane + lane, p.queries - 1);
                    if comptime!(vector > 1) {
                        let at = first(q_place, p, sequence, token, head, spec);
                        let loaded = q[at / vector + d];
                        #[unroll]
                        for i in 0..vector {
                            from_q[g * vector + i] = f32::cast_from(loaded[i]);
                        }
                    } else {
                        from_q[g] =
                            fetch_rotated::<F, Pack>(q, pad, rotary, q_place, p, sequence, token, head, d, spec);
                    }
                }
                #[unroll]
                for j in 0..2usize {
                    let token = usize::min(key0 + j * plane + lane, p.keys - 1);
                    if comptime!(vector > 1) {
                        let at = first(k_place, p, sequence, token, head, spec);
                        let loaded = k[at / vector + d];
                        #[unroll]
                        for i in 0..vector {
                            from_k[j * vector + i] = f32::cast_from(loaded[i]);
                        }
                    } else {
                        from_k[j] =
                            fetch_rotated::<F, Pack>(k, pad, rotary, k_place, p, sequence, token, head, d, spec);
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
                    let more = added::<F>(bias, p, sequence, head, query0 + g * plane + lane, key0 + j, spec);
                    let score = scores[g * block + j] * scale + more;
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
            for j in 0..usize::min(block, p.keys - key0) {
                #[unroll]
                for c in 0..channels {
                    let d = usize::min(c * plane + lane, comptime!(spec.head_dim - 1));
                    from_v[c] = fetch::<F, Const<1>>(v, pad, v_place, p, sequence, key0 + j, head, d, spec);
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
            let mine = query0 + g * plane + lane;
            if mine < p.queries {
                lse[head_row * p.queries + mine] = largest[g] + f32::ln(total[g]);
            }
            #[unroll]
            for r in 0..plane {
                let factor = plane_broadcast(inverse, comptime!(r as u32));
                let token = query0 + g * plane + r;
                let (image, row, real) = locate(p, sequence, usize::min(token, p.queries - 1), spec);
                if token < p.queries && real {
                    let base = (image * p.tokens + row) * p.heads * head_dim + head * head_dim;
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

/// The first channel of a token's head, where none is padding.
#[cube]
fn first(place: Place, p: Problem, sequence: usize, token: usize, head: usize, #[comptime] spec: Spec) -> usize {
    let (image, row, _) = locate(p, sequence, token, spec);
    place.offset + image * place.image + row * place.token + head * spec.head_dim
}
