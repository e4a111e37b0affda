//! Cases of ordered sums.

use super::{Term, reference, sum_axis};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One sum.
#[derive(Debug, Clone)]
pub struct ReduceCase {
    /// `[outer, length, inner]`.
    pub shape: [usize; 3],
    /// What is summed.
    pub term: Term,
}

/// The table: around a chunk's length, one, prime, more than two stages.
pub fn cases() -> Vec<ReduceCase> {
    let shapes =
        [[1, 1, 1], [1, 63, 1], [3, 64, 5], [2, 65, 7], [1, 4097, 3], [1, 16, 768], [257, 1, 33], [1, 300_007, 1]];
    [Term::Value, Term::Square].into_iter().flat_map(|term| shapes.map(|shape| ReduceCase { shape, term })).collect()
}

impl Case for ReduceCase {
    const OPERATION: &'static str = "reduce";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        format!("{}x{}x{},{:?}", self.shape[0], self.shape[1], self.shape[2], self.term).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let [outer, length, inner] = self.shape;
        let each = if self.term == Term::Square { 2 } else { 1 };
        Cost::new(each * outer * length * inner, outer * (length + 1) * inner)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        // A mean away from zero: sums that cancel would measure the inputs' luck, not the kernel.
        let x = values.uniform(self.shape.iter().product()).iter().map(|v| v + 0.5).collect();
        vec![Input::new("x", Role::Constant, &self.shape, x)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::sum_axis(&inputs[0], self.shape, self.term)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![sum_axis(&inputs[0], self.shape, self.term)?])
    }
}
