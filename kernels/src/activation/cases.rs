//! Cases of the activations and of SwiGLU.

use super::{Activation, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One activation of so many values.
#[derive(Debug, Clone)]
pub struct ActivationCase {
    /// Elements.
    pub count: usize,
    /// Which.
    pub activation: Activation,
}

/// The table of activations.
pub fn cases() -> Vec<ActivationCase> {
    let case = |count| Activation::ALL.map(|activation| ActivationCase { count, activation });
    [1, 97, 197 * 96, 65_537].into_iter().flat_map(case).collect()
}

impl Case for ActivationCase {
    const OPERATION: &'static str = "activation";

    fn id(&self) -> String {
        format!("{},{:?}", self.count, self.activation).to_lowercase()
    }

    fn cost(&self) -> Cost {
        Cost::new(10 * self.count, 2 * self.count)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let mut x = values.activation("x", &[self.count]);
        // Across the range where they bend, and away from the kinks of ReLU and of the clamped exponential.
        x.values.iter_mut().for_each(|v| *v = *v * 6.0 + v.signum() * 0.01);
        x.values.iter_mut().filter(|v| (**v - 100f32.ln()).abs() < 0.01).for_each(|v| *v += 0.02);
        if self.count == 1 {
            // A relative error of one value means nothing in the tails, where that value is nearly zero.
            x.values[0] = 0.1 + x.values[0].abs() / 6.0;
        }
        vec![x]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![inputs[0].iter().map(|x| reference::activate(*x, self.activation)).collect()]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![super::activation(&inputs[0], self.activation)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![super::activation_backward(&given.inputs[0], &given.grads[0], self.activation)?])
    }
}

/// `x` `[rows, 2 half]`.
#[derive(Debug, Clone)]
pub struct SwigluCase {
    /// Rows.
    pub rows: usize,
    /// Width of the answer.
    pub half: usize,
}

/// The table of SwiGLU.
pub fn swiglu_cases() -> Vec<SwigluCase> {
    [(1, 1), (7, 13), (17, 88), (257, 4096)].into_iter().map(|(rows, half)| SwigluCase { rows, half }).collect()
}

impl Case for SwigluCase {
    const OPERATION: &'static str = "swiglu";

    fn id(&self) -> String {
        format!("{}x{}", self.rows, self.half)
    }

    fn cost(&self) -> Cost {
        Cost::new(8 * self.rows * self.half, 3 * self.rows * self.half)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let mut x = values.activation("x", &[self.rows, 2 * self.half]);
        x.values.iter_mut().for_each(|v| *v *= 8.0);
        vec![x]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::swiglu(&inputs[0], self.half)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![super::swiglu(&inputs[0])?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![super::swiglu_backward(&given.inputs[0], &given.grads[0])?])
    }
}
