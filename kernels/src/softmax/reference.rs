//! Softmax in f64.

/// Of `scale * x`, rows of `width`.
pub fn softmax(x: &[f64], width: usize, scale: f64) -> Vec<f64> {
    x.chunks(width)
        .flat_map(|row| {
            let high = row.iter().map(|v| v * scale).fold(f64::NEG_INFINITY, f64::max);
            let exps: Vec<f64> = row.iter().map(|v| (v * scale - high).exp()).collect();
            let sum: f64 = exps.iter().sum();
            exps.into_iter().map(move |e| e / sum)
        })
        .collect()
}
