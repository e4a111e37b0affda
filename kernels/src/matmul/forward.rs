//! What the matrix product's kernels share: their compile-time key and the epilogue.

use super::Layout;
use crate::activation::{Activation, activate};
use cubecl::prelude::*;

/// What is compiled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spec {
    pub layout: Layout,
    pub activation: Activation,
    pub bias: bool,
    pub scale: bool,
    pub residual: bool,
}

/// `residual + scale * act(value + bias)` at `row`, `column` of an output `n` wide.
#[cube]
pub(super) fn finish<F: Float>(
    value: f32,
    bias: &Array<F>,
    scale: &Array<F>,
    residual: &Array<F>,
    row: usize,
    column: usize,
    n: usize,
    #[comptime] spec: Spec,
) -> F {
    let mut value = value;
    if comptime!(spec.bias) {
        value += f32::cast_from(bias[column]);
    }
    value = activate(value, spec.activation);
    if comptime!(spec.scale) {
        value *= f32::cast_from(scale[column]);
    }
    if comptime!(spec.residual) {
        value += f32::cast_from(residual[row * n + column]);
    }
    F::cast_from(value)
}
