//! AdamW in f64.

use super::Settings;

/// `parameter` after one step for each of `gradients`.
pub fn adamw(parameter: &[f64], gradients: &[Vec<f64>], s: &Settings) -> Vec<f64> {
    let [lr, b1, b2, eps, wd] = [s.lr, s.beta1, s.beta2, s.eps, s.weight_decay].map(f64::from);
    parameter
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let (mut p, mut m, mut v) = (*p, 0.0, 0.0);
            for (t, gradient) in (1..).zip(gradients) {
                let g = gradient[i];
                p -= lr * wd * p;
                m = b1 * m + (1.0 - b1) * g;
                v = b2 * v + (1.0 - b2) * g * g;
                p -= lr / (1.0 - b1.powi(t)) * m / ((v / (1.0 - b2.powi(t))).sqrt() + eps);
            }
            p
        })
        .collect()
}
