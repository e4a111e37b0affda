//! Weighted sums in f64.

/// `a x + b y`, where `b` is zero without `y`.
pub fn axpby(a: f64, x: &[f64], b: f64, y: &[f64]) -> Vec<f64> {
    x.iter().zip(y).map(|(x, y)| if b == 0.0 { a * x } else { a * x + b * y }).collect()
}
