//! The `#[cube]` functions of the activations.

use super::Activation;
use crate::position;
use cubecl::prelude::*;

/// `ln 100`.
pub(super) const LN_100: f32 = 4.605_170_2;

/// Applies `kind` to one value.
#[cube]
pub(crate) fn activate(x: f32, #[comptime] kind: Activation) -> f32 {
    match kind {
        Activation::None => x,
        Activation::Gelu => 0.5f32 * x * (1.0f32 + erf_f32(x * 0.707_106_77f32)),
        Activation::GeluTanh => 0.5f32 * x * (1.0f32 + tanh_f32(0.797_884_6f32 * (x + 0.044715f32 * x * x * x))),
        Activation::QuickGelu => x * sigmoid(1.702f32 * x),
        Activation::Silu => x * sigmoid(x),
        Activation::Tanh => tanh_f32(x),
        Activation::Relu => f32::max(x, 0.0f32),
        Activation::ClampedExp => f32::exp(f32::min(x, LN_100)),
    }
}

/// `1 / (1 + exp(-x))`, without overflow at either end.
#[cube]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0f32 / (1.0f32 + f32::exp(f32::max(-x, -80.0f32).min(80.0f32)))
}

/// tanh from its odd rational approximation on |x| <= 7.9 (as Eigen and XLA compute it in f32): relative error a few
/// units in the last place near zero, where `1 - 2 / (exp(2x) + 1)` would cancel.
#[cube]
pub(super) fn tanh_f32(x: f32) -> f32 {
    let x = f32::max(x, -7.905_311f32).min(7.905_311f32);
    let x2 = x * x;
    let mut p = x2 * f32::new(-2.760_768_5e-16) + 2.000_188e-13f32;
    p = p * x2 - 8.604_672e-11f32;
    p = p * x2 + 5.122_297e-8f32;
    p = p * x2 + 1.485_722_4e-5f32;
    p = p * x2 + 6.372_619e-4f32;
    p = p * x2 + 4.893_524_6e-3f32;
    let mut q = x2 * f32::new(1.198_258_4e-6) + 1.185_347_1e-4f32;
    q = q * x2 + 2.268_434_6e-3f32;
    q = q * x2 + 4.893_525e-3f32;
    x * p / q
}

/// erf to f32 accuracy, as the odd rational minimax approximation on |x| <= 4 that Eigen and XLA use.
#[cube]
pub(super) fn erf_f32(x: f32) -> f32 {
    let x = f32::max(x, -4.0f32).min(4.0f32);
    let x2 = x * x;
    let mut p = x2 * f32::new(-2.726_142_4e-10) + 2.770_681_6e-8f32;
    p = p * x2 - 2.101_024e-6f32;
    p = p * x2 - 5.692_506_5e-5f32;
    p = p * x2 - 7.349_906e-4f32;
    p = p * x2 - 2.954_600_4e-3f32;
    p = p * x2 - 1.609_603_3e-2f32;
    let mut q = x2 * f32::new(-1.456_607_3e-5) - 2.133_741e-4f32;
    q = q * x2 - 1.682_827e-3f32;
    q = q * x2 - 7.373_329_2e-3f32;
    q = q * x2 - 1.426_473_9e-2f32;
    x * p / q
}

#[cube(launch_unchecked)]
pub(super) fn elementwise<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    total: usize,
    #[comptime] kind: Activation,
) {
    let at = position::absolute();
    if at < total {
        let mut value = Vector::<f32, Pack>::cast_from(x[at]);
        #[unroll]
        for i in 0..x.vector_size() {
            value[i] = activate(value[i], kind);
        }
        out[at] = Vector::cast_from(value);
    }
}

/// `half` and `total` in vectors.
#[cube(launch_unchecked)]
pub(super) fn swiglu<F: Float, Pack: Size>(
    x: &Array<Vector<F, Pack>>,
    out: &mut Array<Vector<F, Pack>>,
    half: usize,
    total: usize,
) {
    let at = position::absolute();
    if at < total {
        let base = at + at / half * half;
        let gate = Vector::<f32, Pack>::cast_from(x[base]);
        let mut value = Vector::<f32, Pack>::cast_from(x[base + half]);
        #[unroll]
        for i in 0..x.vector_size() {
            value[i] *= activate(gate[i], Activation::Silu);
        }
        out[at] = Vector::cast_from(value);
    }
}
