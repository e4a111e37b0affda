//! Channel attention in f64.

use crate::softmax::reference::softmax;

/// `qkv` `[batch, tokens, 3 * width]`.
pub fn channel_attention(qkv: &[f64], [batch, tokens, width]: [usize; 3], groups: usize, scale: f64) -> Vec<f64> {
    let d = width / groups;
    let mut out = vec![0.0; batch * tokens * width];
    for b in 0..batch {
        for g in 0..groups {
            let at = |part: usize, t: usize, c: usize| qkv[(b * tokens + t) * 3 * width + part * width + g * d + c];
            let score = |i: usize, j: usize| (0..tokens).map(|t| at(0, t, i) * at(1, t, j)).sum::<f64>();
            let scores: Vec<f64> = (0..d * d).map(|ij| score(ij / d, ij % d)).collect();
            let p = softmax(&scores, d, scale);
            for t in 0..tokens {
                for i in 0..d {
                    let value = (0..d).map(|j| at(2, t, j) * p[i * d + j]).sum::<f64>();
                    out[(b * tokens + t) * width + g * d + i] = value;
                }
            }
        }
    }
    out
}
