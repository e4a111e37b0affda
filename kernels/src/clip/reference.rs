//! Gradient clipping in f64.

/// The clipped gradients, and the sum of squares before.
pub fn clip(gradients: &[Vec<f64>], max_norm: f64) -> (Vec<Vec<f64>>, f64) {
    let squares: f64 = gradients.iter().flatten().map(|g| g * g).sum();
    let factor = (max_norm / (squares.sqrt() + 1e-6)).min(1.0);
    (gradients.iter().map(|g| g.iter().map(|v| v * factor).collect()).collect(), squares)
}
