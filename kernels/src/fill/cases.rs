//! Cases of tensors of one value.

use super::{filled, reference};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// One tensor.
#[derive(Debug, Clone)]
pub struct FillCase {
    /// Elements.
    pub count: usize,
    /// What they are.
    pub value: f32,
}

/// The table: one, prime, whole vectors, more than a launch dimension, zero and others.
pub fn cases() -> Vec<FillCase> {
    let case = |count, value| FillCase { count, value };
    vec![case(1, -1.5), case(97, 3.25), case(768, 0.0), case(70_001, 1e-3), case(262_148, 0.0)]
}

impl Case for FillCase {
    const OPERATION: &'static str = "fill";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        format!("{},{}", self.count, self.value)
    }

    fn cost(&self) -> Cost {
        Cost::new(0, self.count)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        // It reads nothing; its tensor says the device.
        vec![Input::new("x", Role::Exact, &[1], values.uniform(1))]
    }

    fn reference(&self, _: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::fill(self.count, self.value.into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![filled(inputs[0].device(), &[self.count], self.value)?])
    }
}
