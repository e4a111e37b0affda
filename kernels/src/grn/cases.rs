//! Cases of global response norm.

use super::{Response, grn, grn_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One normalisation of `[batch, height, width, channels]`.
#[derive(Debug, Clone)]
pub struct GrnCase(pub [usize; 4]);

const EPS: f32 = 1e-6;

/// The table: one, odd, prime, the widths behind the first and last stage's activation.
pub fn cases() -> Vec<GrnCase> {
    [[1, 1, 1, 1], [2, 3, 5, 7], [3, 13, 11, 4], [2, 14, 14, 384], [1, 7, 7, 3072], [1, 1, 70_001, 2]]
        .map(GrnCase)
        .to_vec()
}

impl Case for GrnCase {
    const OPERATION: &'static str = "grn";

    fn id(&self) -> String {
        let [n, h, w, c] = self.0;
        format!("{n}x{h}x{w}x{c}")
    }

    fn cost(&self) -> Cost {
        let n: usize = self.0.iter().product();
        Cost::new(4 * n, 2 * n + 2 * self.0[3])
    }

    fn backward_cost(&self) -> Cost {
        let n: usize = self.0.iter().product();
        Cost::new(7 * n, 3 * n + 5 * self.0[3])
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let channels = self.0[3];
        let x = values.activation("x", &self.0);
        vec![x, values.parameter("weight", &[channels]), values.parameter("bias", &[channels])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::grn(&inputs[0], &inputs[1], &inputs[2], self.0[1] * self.0[2], EPS.into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let (out, Response { norms, totals }) = grn(&inputs[0], &inputs[1], &inputs[2], EPS)?;
        Ok(vec![out, norms, totals])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let response = Response { norms: given.outputs[1].clone(), totals: given.outputs[2].clone() };
        let into = [given.into(1), given.into(2)];
        Ok(vec![grn_backward(&given.inputs[0], &given.inputs[1], &response, &given.grads[0], EPS, into)?])
    }
}
