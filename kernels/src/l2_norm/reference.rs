//! L2 normalisation in f64.

use super::Rows;

/// Rows of `width`.
pub fn l2_norm(x: &[f64], width: usize, which: Rows, eps: f64) -> Vec<f64> {
    x.chunks(width)
        .enumerate()
        .flat_map(|(i, row)| {
            let norm = row.iter().map(|v| v * v).sum::<f64>().sqrt().max(eps);
            let divisor = if i % which.period < which.some { norm } else { 1.0 };
            row.iter().map(move |v| v / divisor)
        })
        .collect()
}
