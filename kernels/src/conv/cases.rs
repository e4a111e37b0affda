//! Cases of convolutions.

use super::{Window, conv_backward, conv_saving, reference, transposed, transposed_backward};
use crate::activation::reference::activate;
use crate::case::{Case, Cost, Given, Input, Values};
use crate::linear::{Fused, Into};
use crate::matmul::Epilogue;
use crate::{Activation, Result};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One convolution.
#[derive(Debug, Clone)]
pub struct ConvCase {
    /// The input, `[batch, height, width, channels]`.
    pub x: [usize; 4],
    /// Channels of the answer.
    pub out: usize,
    /// The window.
    pub window: Window,
    /// Whether it is the transposed one.
    pub transposed: bool,
    /// The fused activation (of a convolution).
    pub activation: Activation,
}

/// The table: 1x1, 3x3, strided, the patch embeddings (7 at 4, 3 at 2, 4 at 4, 14 at 14), the spatial reductions, 2x2 and 4x4
/// transposed at 2 and the pyramid's 2x2 and 4x4.
pub fn cases() -> Vec<ConvCase> {
    let window = |kernel, stride, padding| Window { kernel, stride, padding };
    let case = |x, out, kernel, stride, padding, activation| ConvCase {
        x,
        out,
        window: window(kernel, stride, padding),
        transposed: false,
        activation,
    };
    let up = |x, out, kernel, stride, padding| ConvCase {
        x,
        out,
        window: window(kernel, stride, padding),
        transposed: true,
        activation: Activation::None,
    };
    let none = Activation::None;
    vec![
        case([1, 1, 1, 1], 1, 1, 1, 0, none),
        case([1, 1, 1, 2], 3, 3, 1, 1, none),
        case([2, 5, 7, 3], 4, 3, 1, 1, Activation::Relu),
        case([1, 7, 5, 2], 3, 3, 2, 1, none),
        case([2, 13, 11, 3], 5, 7, 4, 3, none),
        case([1, 9, 9, 4], 2, 2, 2, 0, none),
        case([1, 17, 13, 3], 7, 4, 4, 0, Activation::Gelu),
        case([1, 30, 43, 3], 33, 14, 14, 0, none),
        case([2, 64, 48, 3], 96, 16, 16, 0, none),
        case([1, 16, 16, 64], 64, 8, 8, 0, none),
        case([1, 14, 14, 96], 64, 3, 1, 1, Activation::Relu),
        case([1, 64, 64, 3], 96, 4, 4, 0, none),
        case([1, 300, 300, 1], 2, 3, 1, 1, none),
        up([1, 1, 1, 1], 1, 2, 2, 0),
        up([2, 3, 5, 4], 3, 2, 2, 0),
        up([1, 5, 4, 3], 2, 4, 2, 1),
        up([1, 3, 3, 5], 2, 4, 4, 0),
        up([1, 14, 14, 96], 48, 2, 2, 0),
        up([1, 6, 5, 2], 3, 3, 2, 1),
    ]
}

impl ConvCase {
    /// Fine and coarse map.
    fn maps(&self) -> ([usize; 4], [usize; 4]) {
        let [n, h, w, _] = self.x;
        let size = |axis| if self.transposed { self.window.fine(axis) } else { self.window.coarse(axis) };
        let out = [n, size(h).unwrap_or(0), size(w).unwrap_or(0), self.out];
        if self.transposed { (out, self.x) } else { (self.x, out) }
    }
}

impl Case for ConvCase {
    const OPERATION: &'static str = "conv";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let ([n, h, w, c], Window { kernel, stride, padding }) = (self.x, self.window);
        let kind = if self.transposed { "transposed".to_string() } else { format!("{:?}", self.activation) };
        format!("{n}x{h}x{w}x{c}-{},k{kernel}s{stride}p{padding},{kind}", self.out).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let (fine, coarse) = self.maps();
        let taps = self.window.kernel * self.window.kernel;
        let elements = |map: [usize; 4]| map.iter().product::<usize>();
        Cost::new(2 * elements(coarse) * fine[3] * taps, elements(fine) + elements(coarse) + fine[3] * coarse[3] * taps)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let (fine, coarse) = self.maps();
        let side = self.window.kernel;
        vec![
            values.activation("x", &self.x),
            values.parameter("weight", &[coarse[3], fine[3], side, side]),
            values.parameter("bias", &[self.out]),
        ]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let (fine, coarse) = self.maps();
        let product = if self.transposed { reference::transposed } else { reference::conv };
        let mut out = product(&inputs[0], &inputs[1], fine, coarse, self.window);
        for row in out.chunks_mut(self.out) {
            row.iter_mut().zip(&inputs[2]).for_each(|(v, b)| *v = activate(*v + b, self.activation));
        }
        vec![out]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let epilogue = Epilogue { bias: Some(&inputs[2]), activation: self.activation, ..Epilogue::default() };
        if self.transposed {
            return Ok(vec![transposed(&inputs[0], &inputs[1], self.window, &epilogue)?]);
        }
        let (out, saved) = conv_saving(&inputs[0], &inputs[1], self.window, &epilogue)?;
        Ok(vec![out, saved])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let into = Into { weight: Some(given.into(1)), bias: Some(given.into(2)), layer_scale: None, input: true };
        let [x, weight, grad] = [&given.inputs[0], &given.inputs[1], &given.grads[0]];
        if self.transposed {
            return Ok(transposed_backward(x, weight, self.window, grad, &into)?.into_iter().collect());
        }
        let fused = Fused { activation: self.activation, layer_scale: None, saved: given.outputs.get(1) };
        Ok(conv_backward(x, weight, self.window, grad, &fused, &into)?.into_iter().collect())
    }
}
