//! The matrix product in f64, element by element.

use super::Layout;
use crate::activation::{Activation, reference::activate};

/// What the device is asked for, on the host.
#[derive(Debug)]
pub struct Terms<'a> {
    /// `[n]`.
    pub bias: Option<&'a [f64]>,
    /// Applied after the bias.
    pub activation: Activation,
    /// `[n]`.
    pub layer_scale: Option<&'a [f64]>,
    /// `[m, n]`.
    pub residual: Option<&'a [f64]>,
}

/// `[m, n]`.
pub fn matmul(a: &[f64], b: &[f64], layout: Layout, [m, n, k]: [usize; 3], terms: &Terms) -> Vec<f64> {
    let mut out = Vec::with_capacity(m * n);
    for row in 0..m {
        for column in 0..n {
            let mut sum = 0.0f64;
            for d in 0..k {
                let x = if layout == Layout::Tn { a[d * m + row] } else { a[row * k + d] };
                let y = if layout == Layout::Nt { b[column * k + d] } else { b[d * n + column] };
                sum += x * y;
            }
            sum += terms.bias.map_or(0.0, |bias| bias[column]);
            sum = activate(sum, terms.activation);
            sum *= terms.layer_scale.map_or(1.0, |scale| scale[column]);
            sum += terms.residual.map_or(0.0, |residual| residual[row * n + column]);
            out.push(sum);
        }
    }
    out
}
