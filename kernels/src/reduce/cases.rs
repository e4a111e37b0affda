//! Cases of ordered sums.

use super::{Term, reference, sum_axis, sum_products};
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
    /// Groups of the inner axis that have means of their own; 0 where nothing is taken away.
    pub groups: usize,
}

/// The table: around a chunk's length, one, prime, more than two stages.
pub fn cases() -> Vec<ReduceCase> {
    let shapes =
        [[1, 1, 1], [1, 63, 1], [3, 64, 5], [2, 65, 7], [1, 4097, 3], [1, 16, 768], [257, 1, 33], [1, 300_007, 1]];
    let case = |shape, term, groups| ReduceCase { shape, term, groups };
    let mut cases: Vec<ReduceCase> =
        [Term::Value, Term::Square].into_iter().flat_map(|term| shapes.map(|shape| case(shape, term, 0))).collect();
    cases.extend([
        case([3, 67, 6], Term::Square, 3),
        case([2, 200, 96], Term::Square, 96),
        case([1, 4099, 8], Term::Product, 1),
        case([2, 65, 12], Term::Product, 4),
        case([2, 49, 12], Term::Product, 0),
    ]);
    cases
}

impl Case for ReduceCase {
    const OPERATION: &'static str = "reduce";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        let means = if self.groups > 0 { format!(",means{}", self.groups) } else { String::new() };
        format!("{}x{}x{},{:?}{means}", self.shape[0], self.shape[1], self.shape[2], self.term).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let [outer, length, inner] = self.shape;
        let each = if self.term == Term::Value { 1 } else { 2 };
        Cost::new(each * outer * length * inner, outer * (length + 1) * inner)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        // A mean away from zero: sums that cancel would measure the inputs' luck, not the kernel.
        let x = values.uniform(self.shape.iter().product()).iter().map(|v| v + 0.5).collect();
        let mut inputs = vec![Input::new("x", Role::Constant, &self.shape, x)];
        if self.term == Term::Product {
            let factor = values.uniform(self.shape.iter().product()).iter().map(|v| v + 0.5).collect();
            inputs.push(Input::new("factor", Role::Constant, &self.shape, factor));
        }
        if self.groups > 0 {
            let shape = [self.shape[0], self.groups];
            inputs.push(Input::new("mean", Role::Exact, &shape, values.uniform(shape[0] * shape[1])));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let (factor, mean) = self.optional();
        let [factor, mean] = [factor, mean].map(|i| i.map(|i| &inputs[i][..]));
        vec![reference::sum_axis(&inputs[0], factor, mean, self.shape, self.term)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![match self.optional() {
            (None, None) => sum_axis(&inputs[0], self.shape, self.term)?,
            (factor, mean) => {
                let [factor, mean] = [factor, mean].map(|i| i.map(|i| &inputs[i]));
                sum_products(&inputs[0], factor, mean, self.shape)?
            }
        }])
    }
}

impl ReduceCase {
    /// Where factor and mean stand among the inputs.
    fn optional(&self) -> (Option<usize>, Option<usize>) {
        let factor = (self.term == Term::Product).then_some(1);
        (factor, (self.groups > 0).then_some(if factor.is_some() { 2 } else { 1 }))
    }
}
