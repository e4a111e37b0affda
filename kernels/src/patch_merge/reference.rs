//! Patch merging in f64.

/// `x` `[batch, height, width, channels]`.
pub fn patch_merge(x: &[f64], [batch, height, width, channels]: [usize; 4]) -> Vec<f64> {
    let mut out = Vec::new();
    for b in 0..batch {
        for i in (0..height).step_by(2) {
            for j in (0..width).step_by(2) {
                for (y, x_) in [(i, j), (i + 1, j), (i, j + 1), (i + 1, j + 1)] {
                    for c in 0..channels {
                        let inside = y < height && x_ < width;
                        out.push(if inside { x[((b * height + y) * width + x_) * channels + c] } else { 0.0 });
                    }
                }
            }
        }
    }
    out
}
