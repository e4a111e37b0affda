//! Cases of depthwise convolution.

use super::{depthwise, depthwise_backward, reference};
use crate::activation::reference::activate;
use crate::case::{Case, Cost, Given, Input, Values};
use crate::linear::{Fused, Into};
use crate::matmul::Epilogue;
use crate::{Activation, Result};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One convolution.
#[derive(Debug, Clone)]
pub struct DepthwiseCase {
    /// `[batch, height, width, channels]`.
    pub shape: [usize; 4],
    /// Side of the window.
    pub kernel: usize,
    /// The fused activation.
    pub activation: Activation,
    /// Whether `x` is added behind it (DaViT).
    pub residual: bool,
}

/// The table: one, windows larger than the map and more than twice as wide, odd and prime maps, ConvNeXt's first and last stage,
/// Mix-FFN, DaViT.
pub fn cases() -> Vec<DepthwiseCase> {
    let case = |shape, kernel, activation, residual| DepthwiseCase { shape, kernel, activation, residual };
    let none = Activation::None;
    vec![
        case([1, 1, 1, 1], 1, none, false),
        case([1, 2, 3, 2], 7, none, false),
        case([2, 1, 2, 8], 7, none, false),
        case([3, 2, 1, 5], 5, none, false),
        case([2, 5, 7, 3], 3, none, true),
        case([2, 13, 11, 5], 3, Activation::Gelu, false),
        case([1, 9, 17, 4], 5, Activation::Relu, true),
        case([1, 23, 19, 6], 7, none, false),
        case([2, 14, 14, 96], 7, none, false),
        case([1, 7, 7, 768], 7, none, false),
        case([1, 16, 16, 256], 3, Activation::Gelu, false),
        case([1, 30, 30, 128], 3, none, true),
        case([1, 28, 28, 192], 3, none, true),
        case([1, 56, 56, 96], 3, none, true),
        case([1, 70_001, 1, 1], 3, none, false),
    ]
}

impl Case for DepthwiseCase {
    const OPERATION: &'static str = "depthwise";

    fn id(&self) -> String {
        let [n, h, w, c] = self.shape;
        let residual = if self.residual { ",residual" } else { "" };
        format!("{n}x{h}x{w}x{c},k{},{:?}{residual}", self.kernel, self.activation).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let n: usize = self.shape.iter().product();
        Cost::new(2 * n * self.kernel * self.kernel, (2 + usize::from(self.residual)) * n)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let c = self.shape[3];
        let x = values.activation("x", &self.shape);
        vec![x, values.parameter("weight", &[c, 1, self.kernel, self.kernel]), values.parameter("bias", &[c])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let [x, weight, bias] = [&inputs[0], &inputs[1], &inputs[2]];
        let z = reference::depthwise(x, weight, self.shape, self.kernel);
        let value = |(at, z): (usize, f64)| {
            let y = activate(z + bias[at % bias.len()], self.activation);
            if self.residual { y + x[at] } else { y }
        };
        vec![z.into_iter().enumerate().map(value).collect()]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let epilogue = Epilogue {
            bias: Some(&inputs[2]),
            activation: self.activation,
            residual: self.residual.then_some(&inputs[0]),
            ..Epilogue::default()
        };
        let (out, saved) = depthwise(&inputs[0], &inputs[1], &epilogue, true)?;
        Ok([out].into_iter().chain(saved).collect())
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [x, weight, grad] = [&given.inputs[0], &given.inputs[1], &given.grads[0]];
        let fused = Fused { activation: self.activation, layer_scale: None, saved: Some(&given.outputs[1]) };
        let into = Into { weight: Some(given.into(1)), bias: Some(given.into(2)), layer_scale: None, input: true };
        let grad_x = depthwise_backward(x, weight, grad, &fused, &into)?;
        let sum = |grad_x| if self.residual { crate::join::add(&grad_x, grad) } else { Ok(grad_x) };
        grad_x.into_iter().map(sum).collect()
    }
}
