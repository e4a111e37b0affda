//! The losses in f64: shares of the mean.

/// Binary cross-entropy with logits.
pub fn binary_cross_entropy(logits: &[f64], targets: &[f64]) -> Vec<f64> {
    let share = |(x, t): (&f64, &f64)| (x.max(0.0) - x * t + (-x.abs()).exp().ln_1p()) / logits.len() as f64;
    logits.iter().zip(targets).map(share).collect()
}

/// Softmax cross-entropy, mean weighted by class.
pub fn cross_entropy(logits: &[f64], targets: &[f64], weights: &[f64]) -> Vec<f64> {
    let total: f64 = targets.iter().map(|t| weights[*t as usize]).sum();
    logits
        .chunks(weights.len())
        .zip(targets)
        .map(|(row, target)| {
            let target = *target as usize;
            let high = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = row.iter().map(|x| (x - high).exp()).sum();
            weights[target] / total * (high + sum.ln() - row[target])
        })
        .collect()
}
