//! Joining in f64.

/// Rows of `widths` side by side.
pub fn concat(parts: &[Vec<f64>], widths: &[usize], rows: usize) -> Vec<f64> {
    let row = |r: usize| parts.iter().zip(widths).flat_map(move |(x, w)| x[r * w..(r + 1) * w].to_vec());
    (0..rows).flat_map(row).collect()
}

/// `a + b`.
pub fn add(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}
