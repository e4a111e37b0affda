//! Convolution in f64, one tap after the other.

use super::Window;

/// For each pair of a fine and a coarse pixel that a tap joins, calls `f(fine pixel, coarse pixel, tap)`.
fn joined(fine: [usize; 4], coarse: [usize; 4], w: Window, mut f: impl FnMut(usize, usize, usize)) {
    for image in 0..fine[0] {
        for oy in 0..coarse[1] {
            for ox in 0..coarse[2] {
                for ky in 0..w.kernel {
                    for kx in 0..w.kernel {
                        let (y, x) = (oy * w.stride + ky, ox * w.stride + kx);
                        if y < w.padding || x < w.padding || y - w.padding >= fine[1] || x - w.padding >= fine[2] {
                            continue;
                        }
                        let from = (image * fine[1] + y - w.padding) * fine[2] + x - w.padding;
                        f(from, (image * coarse[1] + oy) * coarse[2] + ox, ky * w.kernel + kx);
                    }
                }
            }
        }
    }
}

/// `x` on the fine map to the coarse one; `weight` `[out, channels, taps]`.
pub fn conv(x: &[f64], weight: &[f64], fine: [usize; 4], coarse: [usize; 4], w: Window) -> Vec<f64> {
    let (channels, out_channels, taps) = (fine[3], coarse[3], w.kernel * w.kernel);
    let mut out = vec![0.0; coarse.iter().product()];
    joined(fine, coarse, w, |from, to, tap| {
        for o in 0..out_channels {
            for c in 0..channels {
                out[to * out_channels + o] += x[from * channels + c] * weight[(o * channels + c) * taps + tap];
            }
        }
    });
    out
}

/// `x` on the coarse map to the fine one.
pub fn transposed(x: &[f64], weight: &[f64], fine: [usize; 4], coarse: [usize; 4], w: Window) -> Vec<f64> {
    let (channels, in_channels, taps) = (fine[3], coarse[3], w.kernel * w.kernel);
    let mut out = vec![0.0; fine.iter().product()];
    joined(fine, coarse, w, |to, from, tap| {
        for o in 0..in_channels {
            for c in 0..channels {
                out[to * channels + c] += x[from * in_channels + o] * weight[(o * channels + c) * taps + tap];
            }
        }
    });
    out
}
