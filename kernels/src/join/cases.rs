//! Cases of joining.

use super::{add, concat, reference, split};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One concatenation.
#[derive(Debug, Clone)]
pub struct ConcatCase {
    /// Rows.
    pub rows: usize,
    /// Width of each part.
    pub widths: Vec<usize>,
}

/// The table: one part, odd widths, SegFormer's four levels, a U-Net's skip, many rows.
pub fn concat_cases() -> Vec<ConcatCase> {
    let case = |rows, widths: &[usize]| ConcatCase { rows, widths: widths.to_vec() };
    vec![case(1, &[1]), case(7, &[3, 5]), case(49, &[768, 768, 768, 768]), case(784, &[96, 192]), case(70_001, &[1, 2])]
}

const NAMES: [&str; 4] = ["x0", "x1", "x2", "x3"];

impl Case for ConcatCase {
    const OPERATION: &'static str = "concat";

    fn id(&self) -> String {
        let widths: Vec<String> = self.widths.iter().map(usize::to_string).collect();
        format!("{}x{}", self.rows, widths.join("+"))
    }

    fn cost(&self) -> Cost {
        Cost::new(0, 2 * self.rows * self.widths.iter().sum::<usize>())
    }

    fn backward_cost(&self) -> Cost {
        self.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        self.widths.iter().zip(NAMES).map(|(width, name)| values.activation(name, &[self.rows, *width])).collect()
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::concat(inputs, &self.widths, self.rows)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![concat(&inputs.iter().collect::<Vec<_>>())?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        split(&given.grads[0], &self.widths)
    }
}

/// A sum of so many elements.
#[derive(Debug, Clone)]
pub struct AddCase(pub usize);

/// The table of sums.
pub fn add_cases() -> Vec<AddCase> {
    [1, 97, 197 * 768].map(AddCase).to_vec()
}

impl Case for AddCase {
    const OPERATION: &'static str = "add";

    fn id(&self) -> String {
        self.0.to_string()
    }

    fn cost(&self) -> Cost {
        Cost::new(self.0, 3 * self.0)
    }

    fn backward_cost(&self) -> Cost {
        Cost::new(0, 0)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("a", &[self.0]), values.activation("b", &[self.0])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::add(&inputs[0], &inputs[1])]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![add(&inputs[0], &inputs[1])?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![given.grads[0].clone(), given.grads[0].clone()])
    }
}
