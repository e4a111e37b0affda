//! Derivatives of the activations.

use super::Activation;
use super::forward::{LN_100, activate, erf_f32, sigmoid, tanh_f32};
use crate::position;
use cubecl::prelude::*;

/// The derivative of `kind` at `x`.
#[cube]
pub(crate) fn derivative(x: f32, #[comptime] kind: Activation) -> f32 {
    match kind {
        Activation::None => 1.0f32.runtime(),
        Activation::Gelu => {
            // Past ten the density is zero in f32, and its exponent would overflow.
            let near = f32::max(x, -10.0f32).min(10.0f32);
            let density = 0.398_942_3f32 * f32::exp(near * near * f32::new(-0.5));
            0.5f32 * (1.0f32 + erf_f32(x * 0.707_106_77f32)) + x * density
        }
        Activation::GeluTanh => {
            let t = tanh_f32(0.797_884_6f32 * (x + 0.044715f32 * x * x * x));
            let inner = 0.797_884_6f32 * (1.0f32 + 0.134_145f32 * x * x);
            0.5f32 * (1.0f32 + t) + 0.5f32 * x * (1.0f32 - t * t) * inner
        }
        Activation::QuickGelu => {
            let s = sigmoid(1.702f32 * x);
            s + 1.702f32 * x * s * (1.0f32 - s)
        }
        Activation::Silu => {
            let s = sigmoid(x);
            s + x * s * (1.0f32 - s)
        }
        Activation::Tanh => {
            let t = tanh_f32(x);
            1.0f32 - t * t
        }
        Activation::Relu => select(x > 0.0f32, 1.0f32, 0.0f32),
        Activation::ClampedExp => select(x < LN_100, f32::exp(f32::min(x, LN_100)), 0.0f32),
    }
}

#[cube(launch_unchecked)]
pub(super) fn elementwise<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    total: usize,
    #[comptime] kind: Activation,
) {
    let at = position::absolute();
    if at < total {
        let value = Vector::<f32, Pack>::cast_from(x[at]);
        let mut dy = Vector::<f32, Pack>::cast_from(grad[at]);
        #[unroll]
        for i in 0..x.vector_size() {
            dy[i] *= derivative(value[i], kind);
        }
        grad_x[at] = Vector::cast_from(dy);
    }
}

/// `half` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn swiglu<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    grad: &Array<Vector<F, Pack>>,
    grad_x: &mut Array<Vector<F, Pack>>,
    half: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let base = at + at / half * half;
        let gate = Vector::<f32, Pack>::cast_from(x[base]);
        let mut grad_gate = Vector::<f32, Pack>::cast_from(x[base + half]);
        let mut grad_value = Vector::<f32, Pack>::cast_from(grad[at]);
        #[unroll]
        for i in 0..x.vector_size() {
            grad_gate[i] *= grad_value[i] * derivative(gate[i], Activation::Silu);
            grad_value[i] *= activate(gate[i], Activation::Silu);
        }
        grad_x[base] = Vector::cast_from(grad_gate);
        grad_x[base + half] = Vector::cast_from(grad_value);
    }
}
