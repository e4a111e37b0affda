//! Cases of softmax.

use super::{reference, softmax, softmax_backward};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One softmax.
#[derive(Debug, Clone)]
pub struct SoftmaxCase {
    /// Rows and width.
    pub shape: [usize; 2],
    /// Multiplies the values.
    pub scale: f32,
}

/// The table: one, odd, prime, a channel group's width, tokens' widths, sharp, more rows than a launch dimension.
pub fn cases() -> Vec<SoftmaxCase> {
    let case = |shape, scale| SoftmaxCase { shape, scale };
    vec![
        case([1, 1], 1.0),
        case([3, 7], 0.5),
        case([64, 32], 4.0),
        case([17, 197], 8.0),
        case([5, 1370], 100.0),
        case([70_001, 3], 1.0),
    ]
}

impl Case for SoftmaxCase {
    const OPERATION: &'static str = "softmax";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        format!("{}x{},scale{}", self.shape[0], self.shape[1], self.scale)
    }

    fn cost(&self) -> Cost {
        let n = self.shape[0] * self.shape[1];
        Cost::new(5 * n, 2 * n)
    }

    fn backward_cost(&self) -> Cost {
        let n = self.shape[0] * self.shape[1];
        Cost::new(4 * n, 3 * n)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("x", &self.shape)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::softmax(&inputs[0], self.shape[1], self.scale.into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![softmax(&inputs[0], self.scale, inputs[0].dtype())?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![softmax_backward(&given.outputs[0], &given.grads[0], self.scale)?])
    }
}
