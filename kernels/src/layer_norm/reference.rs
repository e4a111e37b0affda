//! Layer normalisation in f64.

/// `x` `[rows, weight.len()]`.
pub fn layer_norm(x: &[f32], weight: &[f32], bias: &[f32], eps: f64) -> Vec<f64> {
    let width = weight.len();
    x.chunks(width)
        .flat_map(|row| {
            let mean = row.iter().map(|v| f64::from(*v)).sum::<f64>() / width as f64;
            let variance = row.iter().map(|v| (f64::from(*v) - mean).powi(2)).sum::<f64>() / width as f64;
            let inverse = 1.0 / (variance + eps).sqrt();
            (0..width)
                .map(|i| (f64::from(row[i]) - mean) * inverse * f64::from(weight[i]) + f64::from(bias[i]))
                .collect::<Vec<_>>()
        })
        .collect()
}
