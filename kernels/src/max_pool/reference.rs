//! Max pooling in f64.

use crate::conv::Window;

/// `x` `[batch, height, width, channels]`.
pub fn max_pool(x: &[f64], [batch, height, width, channels]: [usize; 4], window: Window) -> Vec<f64> {
    let Window { kernel, stride, padding } = window;
    let (rows, columns) = (window.coarse(height).unwrap_or(0), window.coarse(width).unwrap_or(0));
    let mut out = vec![f64::NEG_INFINITY; batch * rows * columns * channels];
    for (at, best) in out.iter_mut().enumerate() {
        let [c, j, i] = [at % channels, at / channels % columns, at / (channels * columns) % rows];
        let b = at / (channels * columns * rows);
        for u in 0..kernel {
            for v in 0..kernel {
                let [y, z] = [i * stride + u, j * stride + v];
                if y >= padding && y < height + padding && z >= padding && z < width + padding {
                    let pixel = (b * height + y - padding) * width + z - padding;
                    *best = best.max(x[pixel * channels + c]);
                }
            }
        }
    }
    out
}
