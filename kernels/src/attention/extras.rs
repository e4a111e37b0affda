//! The small kernels of attention's backward: what the sums need of each query, gradients of bias and head scale, and the
//! rotation taken off again.

use super::backward::weights;
use super::place::{Place, Problem, Spec, fetch, fetch_rotated, locate, scale_of};
use crate::position;
use cubecl::prelude::*;

/// Leaves `(lse, dy . y)` of each query: one unit a query.
#[cube(launch_unchecked)]
pub(super) fn statistics<F: Float, Pack: Size>(
    out: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    lse: &Array<f32>,
    statistics: &mut Array<f32>,
    p: Problem,
    place: Place,
    total: usize,
    #[comptime] spec: Spec,
) {
    let at = position::absolute();
    if at < total {
        let head_row = at / p.queries;
        let token = at - head_row * p.queries;
        let sequence = head_row / p.heads;
        let head = head_row - sequence * p.heads;
        let (image, row, real) = locate(p, sequence, token, spec);
        let mut sum = 0.0f32;
        if real {
            let vector = out.vector_size();
            let base = (image * place.image + row * place.token + head * spec.head_dim) / vector;
            for d in 0..comptime!(spec.head_dim / vector) {
                let product = Vector::<f32, Pack>::cast_from(out[base + d]) * Vector::cast_from(grad[base + d]);
                #[unroll]
                for i in 0..vector {
                    sum += product[i];
                }
            }
        }
        statistics[2 * at] = lse[at];
        statistics[2 * at + 1] = sum;
    }
}

/// The vector at which the head of a token that is not padding starts.
#[cube]
fn start(place: Place, image: usize, row: usize, head: usize, vector: usize, #[comptime] spec: Spec) -> usize {
    (place.offset + image * place.image + row * place.token + head * spec.head_dim) / vector
}

/// Sums over `chunk` sequences of `ds`, one query and key of a head a unit: the bias's gradient `[chunks, heads, queries,
/// keys]`. Sequences are windows, so a row of scores is short. Vectors where nothing is padding and nothing rotated.
#[cube(launch_unchecked)]
pub(super) fn bias_sums<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    k: &Array<Vector<F, Pack>>,
    v: &Array<Vector<F, Pack>>,
    extras: &Array<F>,
    grad: &Array<Vector<F, Pack>>,
    statistics: &Array<f32>,
    sums: &mut Array<f32>,
    p: Problem,
    q_place: Place,
    k_place: Place,
    v_place: Place,
    grad_place: Place,
    sequences: usize,
    total: usize,
    #[comptime] spec: Spec,
    #[comptime] chunk: usize,
) {
    let at = position::absolute();
    if at < total {
        let bare = comptime!(Spec { pad: false, rotary: false, ..spec });
        let key = at % p.keys;
        let query = at / p.keys % p.queries;
        let head = at / (p.keys * p.queries) % p.heads;
        let chunk_at = at / (p.keys * p.queries * p.heads);
        let scale = scale_of::<F>(extras, p, head, spec);
        let mut sum = 0.0f32;
        for sequence in chunk_at * chunk..usize::min(chunk_at * chunk + chunk, sequences) {
            let mut score = 0.0f32;
            let mut product = 0.0f32;
            if comptime!(spec.padded || spec.rotary) {
                for d in 0..spec.head_dim {
                    let from_q =
                        fetch_rotated::<F, Pack>(q, extras, extras, q_place, p, sequence, query, head, d, spec);
                    let from_k = fetch_rotated::<F, Pack>(k, extras, extras, k_place, p, sequence, key, head, d, spec);
                    let from_v = fetch::<F, Pack>(v, extras, v_place, p, sequence, key, head, d, spec);
                    let from_grad = fetch::<F, Pack>(grad, extras, grad_place, p, sequence, query, head, d, bare);
                    score = fma(from_q, from_k, score);
                    product = fma(from_grad, from_v, product);
                }
            } else {
                let vector = q.vector_size();
                let (query_image, query_row, _) = locate(p, sequence, query, spec);
                let (key_image, key_row, _) = locate(p, sequence, key, spec);
                let of_q = start(q_place, query_image, query_row, head, vector, spec);
                let of_k = start(k_place, key_image, key_row, head, vector, spec);
                let of_v = start(v_place, key_image, key_row, head, vector, spec);
                let of_grad = start(grad_place, query_image, query_row, head, vector, spec);
                for d in 0..comptime!(spec.head_dim / vector) {
                    let scores = Vector::<f32, Pack>::cast_from(q[of_q + d]) * Vector::cast_from(k[of_k + d]);
                    let products = Vector::<f32, Pack>::cast_from(grad[of_grad + d]) * Vector::cast_from(v[of_v + d]);
                    #[unroll]
                    for i in 0..vector {
                        score += scores[i];
                        product += products[i];
                    }
                }
            }
            let (_, ds) = weights::<F>(score, product, statistics, extras, p, scale, sequence, head, query, key, spec);
            sum += ds;
        }
        sums[at] = sum;
    }
}

/// Takes the rotation off a gradient, in place: one unit a pair of vectors of channels, in which `total` counts.
#[cube(launch_unchecked)]
pub(super) fn unrotate<F: Float, Pack: Size>(
    grad: &mut Array<Vector<F, Pack>>,
    rotary: &Array<Vector<F, Pack>>,
    place: Place,
    tokens: usize,
    prefix: usize,
    heads: usize,
    total: usize,
    #[comptime] head_dim: usize,
) {
    let at = position::absolute();
    if at < total {
        let vector = grad.vector_size();
        let half = comptime!(head_dim / 2 / vector);
        let d = at % half;
        let head = at / half % heads;
        let token = at / (half * heads) % tokens;
        let image = at / (half * heads * tokens);
        if token >= prefix {
            let low = (place.offset + image * place.image + token * place.token + head * head_dim) / vector + d;
            let table = (token - prefix) * comptime!(4 * half) + d;
            let a = Vector::<f32, Pack>::cast_from(grad[low]);
            let b = Vector::<f32, Pack>::cast_from(grad[low + half]);
            let cos_a = Vector::<f32, Pack>::cast_from(rotary[table]);
            let cos_b = Vector::<f32, Pack>::cast_from(rotary[table + half]);
            let sin_a = Vector::<f32, Pack>::cast_from(rotary[table + 2 * half]);
            let sin_b = Vector::<f32, Pack>::cast_from(rotary[table + 3 * half]);
            grad[low] = Vector::cast_from(a * cos_a + b * sin_b);
            grad[low + half] = Vector::cast_from(b * cos_b - a * sin_a);
        }
    }
}

/// Sums of `q . dq / head_scale` over a chunk of tokens, `[chunks, heads]`: with `dq = scale sum ds k` that is the gradient
/// of the head's scale.
#[cube(launch_unchecked)]
pub(super) fn head_scale_sums<F: Float, Pack: Size>(
    q: &Array<Vector<F, Pack>>,
    grad_q: &Array<Vector<F, Pack>>,
    head_scale: &Array<F>,
    sums: &mut Array<f32>,
    q_place: Place,
    grad_place: Place,
    tokens: usize,
    rows: usize,
    heads: usize,
    total: usize,
    #[comptime] head_dim: usize,
    #[comptime] chunk: usize,
) {
    let at = position::absolute();
    if at < total {
        let head = at % heads;
        let first = at / heads * chunk;
        let mut sum = 0.0f32;
        for row in first..usize::min(first + chunk, rows) {
            let (image, token) = (row / tokens, row % tokens);
            let vector = q.vector_size();
            let from = q_place.offset + image * q_place.image + token * q_place.token + head * head_dim;
            let to = grad_place.offset + image * grad_place.image + token * grad_place.token + head * head_dim;
            for d in 0..comptime!(head_dim / vector) {
                let product = Vector::<f32, Pack>::cast_from(q[from / vector + d])
                    * Vector::<f32, Pack>::cast_from(grad_q[to / vector + d]);
                #[unroll]
                for i in 0..vector {
                    sum += product[i];
                }
            }
        }
        sums[at] = sum / f32::cast_from(head_scale[head]);
    }
}
