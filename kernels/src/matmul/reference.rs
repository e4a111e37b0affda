//! The matrix product in f64, element by element.

use super::Layout;
use crate::activation::{Activation, reference::activate};

/// What the device is asked for, on the host.
#[derive(Debug)]
pub struct Terms<'a> {
    /// `[n]`.
    pub bias: Option<&'a [f32]>,
    /// Applied after the bias.
    pub activation: Activation,
    /// `[n]`.
    pub layer_scale: Option<&'a [f32]>,
    /// `[m, n]`.
    pub residual: Option<&'a [f32]>,
}

/// `[m, n]`.
pub fn matmul(a: &[f32], b: &[f32], layout: Layout, [m, n, k]: [usize; 3], terms: &Terms) -> Vec<f64> {
    let mut out = Vec::with_capacity(m * n);
    for row in 0..m {
        for column in 0..n {
            let mut sum = 0.0f64;
            for d in 0..k {
                let x = if layout == Layout::Tn { a[d * m + row] } else { a[row * k + d] };
                let y = if layout == Layout::Nt { b[column * k + d] } else { b[d * n + column] };
                sum += f64::from(x) * f64::from(y);
            }
            sum += terms.bias.map_or(0.0, |bias| f64::from(bias[column]));
            sum = activate(sum, terms.activation);
            sum *= terms.layer_scale.map_or(1.0, |scale| f64::from(scale[column]));
            sum += terms.residual.map_or(0.0, |residual| f64::from(residual[row * n + column]));
            out.push(sum);
        }
    }
    out
}
