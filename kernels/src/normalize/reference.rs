//! Crop and normalisation, pixel by pixel.

use super::Normalization;

/// `image` `[height, width, channels]` to `[out_height, out_width, 3]`.
pub fn normalize(
    image: &[f64],
    [height, width, channels]: [usize; 3],
    [out_height, out_width]: [usize; 2],
    n: &Normalization,
) -> Vec<f64> {
    let mut out = Vec::new();
    for y in 0..out_height as i64 {
        for x in 0..out_width as i64 {
            for c in 0..3 {
                let (y, x) = (y + n.origin[0], x + n.origin[1]);
                let inside = (0..height as i64).contains(&y) && (0..width as i64).contains(&x);
                let at = (y * width as i64 + x) * channels as i64 + c.min(channels - 1) as i64;
                let value = if inside { image[at as usize] } else { 0.0 };
                out.push((value * f64::from(n.rescale) - f64::from(n.mean[c])) / f64::from(n.std[c]));
            }
        }
    }
    out
}
