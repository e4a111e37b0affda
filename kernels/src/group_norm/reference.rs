//! Group and batch norm in f64.

/// Mean and biased variance of every group of `x` `[outer, length, channels]`.
pub fn statistics(x: &[f64], [outer, length, channels]: [usize; 3], groups: usize) -> [Vec<f64>; 2] {
    let each = channels / groups;
    let count = (length * each) as f64;
    let sum = |o: usize, g: usize, f: &dyn Fn(f64) -> f64| -> f64 {
        let pixel = |p: usize| (0..each).map(move |c| (o * length + p) * channels + g * each + c);
        (0..length).flat_map(pixel).map(|at| f(x[at])).sum::<f64>() / count
    };
    let mut mean = Vec::new();
    let mut variance = Vec::new();
    for o in 0..outer {
        for g in 0..groups {
            let m = sum(o, g, &|v| v);
            mean.push(m);
            variance.push(sum(o, g, &|v| (v - m).powi(2)));
        }
    }
    [mean, variance]
}

/// `(x - mean) / sqrt(var + eps) * weight + bias`.
pub fn apply(
    x: &[f64],
    weight: &[f64],
    bias: &[f64],
    [mean, variance]: &[Vec<f64>; 2],
    length: usize,
    groups: usize,
    eps: f64,
) -> Vec<f64> {
    let channels = weight.len();
    let value = |(at, v): (usize, &f64)| {
        let c = at % channels;
        let group = at / (length * channels) * groups + c / (channels / groups);
        (v - mean[group]) / (variance[group] + eps).sqrt() * weight[c] + bias[c]
    };
    x.iter().enumerate().map(value).collect()
}
