//! Attention in f64, with the whole row of scores.

use super::Sizes;

/// `q` `[batch, queries, heads * head_dim]`, `k` and `v` `[batch, keys, heads * head_dim]`.
pub fn attention(q: &[f64], k: &[f64], v: &[f64], sizes: Sizes, scale: f64) -> Vec<f64> {
    let Sizes { batch, heads, queries, keys, head_dim } = sizes;
    let width = heads * head_dim;
    let mut out = vec![0.0; batch * queries * width];
    for b in 0..batch {
        for h in 0..heads {
            for i in 0..queries {
                let row = |x: &[f64], tokens: usize, t: usize| -> Vec<f64> {
                    let at = (b * tokens + t) * width + h * head_dim;
                    x[at..at + head_dim].to_vec()
                };
                let query = row(q, queries, i);
                let scores: Vec<f64> = (0..keys)
                    .map(|j| scale * row(k, keys, j).iter().zip(&query).map(|(a, b)| a * b).sum::<f64>())
                    .collect();
                let high = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let weights: Vec<f64> = scores.iter().map(|s| (s - high).exp()).collect();
                let total: f64 = weights.iter().sum();
                for (j, weight) in weights.iter().enumerate() {
                    for (d, value) in row(v, keys, j).iter().enumerate() {
                        out[(b * queries + i) * width + h * head_dim + d] += weight / total * value;
                    }
                }
            }
        }
    }
    out
}
