//! Depthwise convolution in f64.

/// `x` `[batch, height, width, channels]`, `weight` `[channels, 1, kernel, kernel]`; without bias or epilogue.
pub fn depthwise(x: &[f64], weight: &[f64], [batch, height, width, channels]: [usize; 4], kernel: usize) -> Vec<f64> {
    let pad = kernel / 2;
    let mut out = vec![0.0; x.len()];
    for b in 0..batch {
        for i in 0..height {
            for j in 0..width {
                let to = ((b * height + i) * width + j) * channels;
                for u in 0..kernel {
                    for v in 0..kernel {
                        let (y, z) = (i + u, j + v);
                        if y < pad || y >= height + pad || z < pad || z >= width + pad {
                            continue;
                        }
                        let from = ((b * height + y - pad) * width + z - pad) * channels;
                        for c in 0..channels {
                            out[to + c] += weight[(c * kernel + u) * kernel + v] * x[from + c];
                        }
                    }
                }
            }
        }
    }
    out
}
