//! The losses in f64. Each returns the shares of the mean and the gradient.

/// Binary cross-entropy with logits.
pub fn binary_cross_entropy(logits: &[f32], targets: &[f32]) -> (Vec<f64>, Vec<f64>) {
    let count = logits.len() as f64;
    logits
        .iter()
        .zip(targets)
        .map(|(x, t)| {
            let (x, t) = (f64::from(*x), f64::from(*t));
            let loss = x.max(0.0) - x * t + (-x.abs()).exp().ln_1p();
            (loss / count, (1.0 / (1.0 + (-x).exp()) - t) / count)
        })
        .unzip()
}

/// Softmax cross-entropy, mean weighted by class.
pub fn cross_entropy(logits: &[f32], targets: &[usize], weights: &[f32]) -> (Vec<f64>, Vec<f64>) {
    let classes = weights.len();
    let total: f64 = targets.iter().map(|t| f64::from(weights[*t])).sum();
    let (mut shares, mut grads) = (Vec::new(), Vec::new());
    for (row, target) in logits.chunks(classes).zip(targets) {
        let high = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f64 = row.iter().map(|x| f64::from(x - high).exp()).sum();
        let weight = f64::from(weights[*target]) / total;
        shares.push(weight * (f64::from(high) + sum.ln() - f64::from(row[*target])));
        for (c, x) in row.iter().enumerate() {
            let hit = f64::from(u8::from(c == *target));
            grads.push(weight * (f64::from(x - high).exp() / sum - hit));
        }
    }
    (shares, grads)
}
