//! Resizing in f64, from the same taps. That the taps are the libraries' own is proven by the fixtures made with Pillow
//! and PyTorch (`tests/fixtures/resize`).

use super::{Filter, Sampling, Taps};

/// `x` `[batch, height, width, channels]` to `size`.
pub fn resize(
    x: &[f64],
    [batch, height, width, channels]: [usize; 4],
    size: [usize; 2],
    filter: Filter,
    sampling: Sampling,
) -> Vec<f64> {
    let wide = along(x, [batch * height, width, channels], &Taps::new(width, size[1], filter, sampling));
    along(&wide, [batch, height, size[1] * channels], &Taps::new(height, size[0], filter, sampling))
}

/// [`resize`], rounded to a whole number from 0 to 255 after each pass, a half upwards.
pub fn resize_rounded(
    x: &[f64],
    [batch, height, width, channels]: [usize; 4],
    size: [usize; 2],
    filter: Filter,
    sampling: Sampling,
) -> Vec<f64> {
    let rounded = |values: Vec<f64>| values.into_iter().map(|v| (v + 0.5).floor().clamp(0.0, 255.0)).collect();
    let wide: Vec<f64> =
        rounded(along(x, [batch * height, width, channels], &Taps::new(width, size[1], filter, sampling)));
    rounded(along(&wide, [batch, height, size[1] * channels], &Taps::new(height, size[0], filter, sampling)))
}

fn along(x: &[f64], [outer, length, inner]: [usize; 3], taps: &Taps) -> Vec<f64> {
    let mut out = Vec::new();
    for i in 0..outer {
        for (o, start) in taps.starts.iter().enumerate() {
            for j in 0..inner {
                let tap = |t: usize| {
                    let weight = f64::from(taps.weights[o * taps.count + t]);
                    if weight == 0.0 { 0.0 } else { weight * x[(i * length + start + t) * inner + j] }
                };
                out.push((0..taps.count).map(tap).sum());
            }
        }
    }
    out
}
