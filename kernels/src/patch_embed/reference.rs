//! The kernels around a patch embedding, as plain loops.

/// `image` `[batch, height, width, channels]`; patches as rows, columns in the order channel, y, x.
pub fn unfold(image: &[f32], [batch, height, width, channels]: [usize; 4], patch: usize) -> Vec<f64> {
    let mut out = Vec::new();
    for b in 0..batch {
        for gy in 0..height / patch {
            for gx in 0..width / patch {
                for c in 0..channels {
                    for y in gy * patch..(gy + 1) * patch {
                        for x in gx * patch..(gx + 1) * patch {
                            out.push(f64::from(image[((b * height + y) * width + x) * channels + c]));
                        }
                    }
                }
            }
        }
    }
    out
}

/// `patches` `[batch, n, width]` flat, `prefix` `[p, width]`, `positions` `[n, width]`.
pub fn tokens(patches: &[f32], prefix: &[f32], positions: &[f32]) -> Vec<f64> {
    let mut out = Vec::new();
    for image in patches.chunks(positions.len()) {
        out.extend(prefix.iter().map(|v| f64::from(*v)));
        out.extend(image.iter().zip(positions).map(|(v, p)| f64::from(*v) + f64::from(*p)));
    }
    out
}
