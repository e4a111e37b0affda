//! The kernels around a patch embedding, as plain loops.

/// `image` `[batch, height, width, channels]`; patches as rows, columns in the order channel, y, x.
pub fn unfold(image: &[f64], [batch, height, width, channels]: [usize; 4], patch: usize) -> Vec<f64> {
    let mut out = Vec::new();
    for b in 0..batch {
        for gy in 0..height / patch {
            for gx in 0..width / patch {
                for c in 0..channels {
                    for y in gy * patch..(gy + 1) * patch {
                        for x in gx * patch..(gx + 1) * patch {
                            out.push(image[((b * height + y) * width + x) * channels + c]);
                        }
                    }
                }
            }
        }
    }
    out
}

/// `patches` `[batch, n, width]` flat, `prefix` `[p, width]`, `positions` `[n, width]`.
pub fn tokens(patches: &[f64], prefix: &[f64], positions: &[f64]) -> Vec<f64> {
    let mut out = Vec::new();
    for image in patches.chunks(positions.len()) {
        out.extend(prefix.iter().copied());
        out.extend(image.iter().zip(positions).map(|(v, p)| v + p));
    }
    out
}
