//! The studentised range of `k` normal variables whose deviation is known (infinite degrees of freedom), Nemenyi's distribution.

use super::rank_tests::normal_above;

/// Step of the trapezoidal rule. The integrand is smooth and dies like a Gaussian, so the rule's error falls faster than any
/// power of the step: at 1/32 it is below 1e-14.
const STEP: f64 = 1.0 / 32.0;
/// Beyond it the normal density is below 1e-22.
const REACH: f64 = 10.0;

/// Chance that the range of `k` standard normal variables is above `q`: `1 - k int phi(z) (Phi(z) - Phi(z - q))^(k - 1) dz`.
pub fn above(q: f64, k: usize) -> f64 {
    if q <= 0.0 || k < 2 {
        return 1.0;
    }
    let steps = (2.0 * REACH / STEP) as usize;
    let inside: f64 = (0..=steps)
        .map(|step| {
            // `z` is the largest of the variables; the others lie within `q` below it.
            let z = step as f64 * STEP - REACH;
            let density = (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt();
            density * (normal_above(-z) - normal_above(q - z)).powi(k as i32 - 1)
        })
        .sum();
    (1.0 - k as f64 * inside * STEP).clamp(0.0, 1.0)
}

/// The range that is exceeded with chance `alpha`, by bisection.
pub fn quantile_above(alpha: f64, k: usize) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    // Sixty halvings of 40 reach the last bit of a double.
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if above(middle, k) > alpha { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}
