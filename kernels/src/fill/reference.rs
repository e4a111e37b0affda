//! One value everywhere, in f64.

/// `count` times `value`.
pub fn fill(count: usize, value: f64) -> Vec<f64> {
    vec![value; count]
}
