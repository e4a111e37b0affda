//! Token pooling in f64.

use std::ops::Range;

/// `x` `[batch, tokens, width]`.
pub fn mean_tokens(x: &[f64], [batch, tokens, width]: [usize; 3], range: Range<usize>) -> Vec<f64> {
    let mean = |b: usize, c: usize| {
        let sum: f64 = range.clone().map(|t| x[(b * tokens + t) * width + c]).sum();
        sum / range.len() as f64
    };
    (0..batch).flat_map(|b| (0..width).map(move |c| (b, c))).map(|(b, c)| mean(b, c)).collect()
}
