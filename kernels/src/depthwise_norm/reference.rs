//! The operation in f64.

use crate::{depthwise, layer_norm};

/// `y = x + conv(x) + b` and the layer norm of `y`: `x` of `shape`, `[weight, bias]` of the convolution and of the norm.
pub fn depthwise_norm(
    x: &[f64],
    [weight, bias]: [&[f64]; 2],
    [norm_weight, norm_bias]: [&[f64]; 2],
    shape: [usize; 4],
    kernel: usize,
    eps: f64,
) -> [Vec<f64>; 2] {
    let convolved = depthwise::reference::depthwise(x, weight, shape, kernel);
    let y: Vec<f64> = (0..x.len()).map(|at| x[at] + convolved[at] + bias[at % bias.len()]).collect();
    let z = layer_norm::reference::layer_norm(&y, norm_weight, norm_bias, eps);
    [y, z]
}
