//! Cases of layer normalisation.

use super::{layer_norm, layer_norm_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One normalisation.
#[derive(Debug, Clone)]
pub struct LayerNormCase {
    /// Rows and width.
    pub shape: [usize; 2],
    /// Added to the variance.
    pub eps: f32,
    /// Mean of the input: a large one cancels in a one-pass variance.
    pub mean: f32,
}

/// The table.
pub fn cases() -> Vec<LayerNormCase> {
    let shapes = [
        [1, 1],
        [3, 7],
        [1, 96],
        [65, 96],
        [17, 192],
        [197, 384],
        [784, 192],
        [3136, 96],
        [257, 768],
        [50, 1152],
        [31, 1023],
        [70_001, 8],
    ];
    let case = |shape, eps, mean| LayerNormCase { shape, eps, mean };
    let mut cases: Vec<LayerNormCase> = shapes.into_iter().map(|shape| case(shape, 1e-6, 0.0)).collect();
    cases.extend([case([5, 384], 1e-12, 0.0), case([5, 384], 1e-5, 20.0)]);
    cases
}

impl Case for LayerNormCase {
    const OPERATION: &'static str = "layer_norm";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        format!("{}x{},eps{:e},mean{}", self.shape[0], self.shape[1], self.eps, self.mean)
    }

    fn cost(&self) -> Cost {
        let [rows, width] = self.shape;
        Cost::new(8 * rows * width, 2 * rows * width + 2 * width)
    }

    fn backward_cost(&self) -> Cost {
        let [rows, width] = self.shape;
        Cost::new(20 * rows * width, 3 * rows * width + 5 * width)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [rows, width] = self.shape;
        let mut x = values.activation("x", &[rows, width]);
        x.values.iter_mut().for_each(|v| *v += self.mean);
        vec![x, values.parameter("weight", &[width]), values.parameter("bias", &[width])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::layer_norm(&inputs[0], &inputs[1], &inputs[2], self.eps.into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![layer_norm(&inputs[0], &inputs[1], &inputs[2], self.eps)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [x, weight] = [&given.inputs[0], &given.inputs[1]];
        Ok(vec![layer_norm_backward(x, weight, &given.grads[0], self.eps, given.into(1), given.into(2))?])
    }
}
