//! Global response norm in f64.

/// `x` `[batch, pixels, channels]`.
pub fn grn(x: &[f64], weight: &[f64], bias: &[f64], pixels: usize, eps: f64) -> Vec<f64> {
    let channels = weight.len();
    x.chunks(pixels * channels)
        .flat_map(|image| {
            let square = |c: usize| (0..pixels).map(|p| image[p * channels + c].powi(2)).sum::<f64>();
            let norms: Vec<f64> = (0..channels).map(|c| square(c).sqrt()).collect();
            let mean = norms.iter().sum::<f64>() / channels as f64 + eps;
            let value = move |(at, v): (usize, &f64)| {
                let c = at % channels;
                v * (1.0 + weight[c] * norms[c] / mean) + bias[c]
            };
            image.iter().enumerate().map(value)
        })
        .collect()
}
