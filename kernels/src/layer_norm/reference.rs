//! Layer normalisation in f64.

/// `x` `[rows, weight.len()]`.
pub fn layer_norm(x: &[f64], weight: &[f64], bias: &[f64], eps: f64) -> Vec<f64> {
    let width = weight.len();
    x.chunks(width)
        .flat_map(|row| {
            let mean = row.iter().copied().sum::<f64>() / width as f64;
            let variance = row.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / width as f64;
            let inverse = 1.0 / (variance + eps).sqrt();
            (0..width).map(|i| (row[i] - mean) * inverse * weight[i] + bias[i]).collect::<Vec<_>>()
        })
        .collect()
}
