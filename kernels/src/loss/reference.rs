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

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Soft Dice loss of each image of `pixels` logits.
pub fn dice(logits: &[f64], targets: &[f64], pixels: usize, smooth: f64) -> Vec<f64> {
    let images = logits.len() / pixels;
    let share = |(x, t): (&[f64], &[f64])| {
        let overlap: f64 = x.iter().zip(t).map(|(x, t)| sigmoid(*x) * t).sum();
        let total: f64 = x.iter().zip(t).map(|(x, t)| sigmoid(*x) + t).sum();
        (1.0 - (2.0 * overlap + smooth) / (total + smooth)) / images as f64
    };
    logits.chunks(pixels).zip(targets.chunks(pixels)).map(share).collect()
}

/// Sigmoid focal loss.
pub fn focal(logits: &[f64], targets: &[f64], alpha: f64, gamma: f64) -> Vec<f64> {
    let plain = binary_cross_entropy(logits, targets);
    let share = |((x, t), plain): ((&f64, &f64), f64)| {
        let missed = sigmoid(*x) * (1.0 - t) + sigmoid(-*x) * t;
        (alpha * t + (1.0 - alpha) * (1.0 - t)) * missed.powf(gamma) * plain
    };
    logits.iter().zip(targets).zip(plain).map(share).collect()
}
