//! Token sequences in f64.

/// `patches` `[batch, n, width]` flat, `prefix` `[p, width]`, `positions` `[n, width]`.
pub fn tokens(patches: &[f64], prefix: &[f64], positions: &[f64]) -> Vec<f64> {
    let mut out = Vec::new();
    for image in patches.chunks(positions.len()) {
        out.extend(prefix.iter().copied());
        out.extend(image.iter().zip(positions).map(|(v, p)| v + p));
    }
    out
}
