//! The activations in f64.

use super::Activation;

/// `kind` of one value.
pub fn activate(x: f64, kind: Activation) -> f64 {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    match kind {
        Activation::None => x,
        Activation::Gelu => 0.5 * x * (1.0 + erf(x * std::f64::consts::FRAC_1_SQRT_2)),
        Activation::GeluTanh => {
            0.5 * x * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (x + 0.044715 * x * x * x)).tanh())
        }
        Activation::QuickGelu => x * sigmoid(1.702 * x),
        Activation::Silu => x * sigmoid(x),
        Activation::Tanh => x.tanh(),
        Activation::Relu => x.max(0.0),
        Activation::ClampedExp => x.min(100f64.ln()).exp(),
    }
}

/// erf in f64: its Maclaurin series for small arguments, the continued fraction of erfc (Lentz) for large ones.
fn erf(x: f64) -> f64 {
    if x < 0.0 {
        return -erf(-x);
    }
    if x < 2.5 {
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            sum += term / f64::from(2 * n + 1);
            if term.abs() < 1e-18 {
                break;
            }
        }
        return sum * 2.0 / std::f64::consts::PI.sqrt();
    }
    let mut fraction = 0.0;
    for n in (1..=60).rev() {
        fraction = f64::from(n) / 2.0 / (x + fraction);
    }
    1.0 - (-x * x).exp() / std::f64::consts::PI.sqrt() / (x + fraction)
}

/// `silu(x[:, :h]) * x[:, h:]` for `x` `[rows, 2 h]`.
pub fn swiglu(x: &[f64], h: usize) -> Vec<f64> {
    x.chunks(2 * h)
        .flat_map(|row| (0..h).map(|i| activate(row[i], Activation::Silu) * row[h + i]).collect::<Vec<_>>())
        .collect()
}
