//! Cases of patch merging.

use super::{patch_merge, patch_merge_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One merging of `[batch, height, width, channels]`.
#[derive(Debug, Clone)]
pub struct PatchMergeCase(pub [usize; 4]);

/// The table: one, odd both ways, Swin's first merge at 224 and Ark+'s last.
pub fn cases() -> Vec<PatchMergeCase> {
    [[1, 1, 1, 1], [2, 3, 5, 3], [1, 7, 4, 6], [2, 56, 56, 96], [1, 48, 48, 192]].map(PatchMergeCase).to_vec()
}

impl Case for PatchMergeCase {
    const OPERATION: &'static str = "patch_merge";

    fn id(&self) -> String {
        let [n, h, w, c] = self.0;
        format!("{n}x{h}x{w}x{c}")
    }

    fn cost(&self) -> Cost {
        Cost::new(0, 2 * self.0.iter().product::<usize>())
    }

    fn backward_cost(&self) -> Cost {
        self.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("x", &self.0)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::patch_merge(&inputs[0], self.0)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![patch_merge(&inputs[0])?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![patch_merge_backward(&given.grads[0], [self.0[1], self.0[2]])?])
    }
}
