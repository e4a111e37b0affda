//! Cases of weighted sums.

use super::{axpby, reference, scaled};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// One sum.
#[derive(Debug, Clone)]
pub struct AxpbyCase {
    /// Elements.
    pub count: usize,
    /// Factor of `x`.
    pub a: f32,
    /// Factor of `y`; zero: `y` is a new tensor.
    pub b: f32,
}

/// The table: one, prime, no `y`, an average's decay, more than a launch dimension.
pub fn cases() -> Vec<AxpbyCase> {
    let case = |count, a, b| AxpbyCase { count, a, b };
    vec![
        case(1, 2.0, 1.0),
        case(97, -0.5, 0.0),
        case(768, 1e-3, 0.999),
        case(70_001, 0.25, 0.0),
        case(70_001, 1.0, 3.0),
    ]
}

impl Case for AxpbyCase {
    const OPERATION: &'static str = "axpby";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        format!("{},a{},b{}", self.count, self.a, self.b)
    }

    fn cost(&self) -> Cost {
        if self.b == 0.0 { Cost::new(self.count, 2 * self.count) } else { Cost::new(3 * self.count, 3 * self.count) }
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        ["x", "y"].map(|name| Input::new(name, Role::Exact, &[self.count], values.uniform(self.count))).into()
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::axpby(self.a.into(), &inputs[0], self.b.into(), &inputs[1])]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        if self.b == 0.0 {
            return Ok(vec![scaled(self.a, &inputs[0])?]);
        }
        axpby(self.a, &inputs[0], self.b, &inputs[1])?;
        Ok(vec![inputs[1].clone()])
    }
}
