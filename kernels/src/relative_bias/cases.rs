//! Cases of relative position bias.

use super::{Squash, reference, relative_bias, relative_bias_backward};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use crate::cast::cast;
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// One table.
#[derive(Debug, Clone)]
pub struct RelativeBiasCase {
    /// Side of a window.
    pub side: usize,
    /// Heads.
    pub heads: usize,
    /// What is done to an entry.
    pub squash: Squash,
}

/// The table: a window of one, odd, Swin's 7 and 12, SwinV2's 8.
pub fn cases() -> Vec<RelativeBiasCase> {
    let case = |side, heads, squash| RelativeBiasCase { side, heads, squash };
    vec![
        case(1, 1, Squash::None),
        case(2, 3, Squash::Sigmoid16),
        case(5, 2, Squash::None),
        case(7, 3, Squash::None),
        case(8, 3, Squash::Sigmoid16),
        case(12, 6, Squash::None),
    ]
}

impl Case for RelativeBiasCase {
    const OPERATION: &'static str = "relative_bias";

    fn id(&self) -> String {
        format!("side{},heads{},{:?}", self.side, self.heads, self.squash).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let pairs = self.heads * self.side.pow(4);
        let squash = if self.squash == Squash::None { 0 } else { 10 };
        Cost::new(squash * pairs, pairs + self.heads * (2 * self.side - 1).pow(2))
    }

    fn backward_cost(&self) -> Cost {
        let (pairs, entries) = (self.heads * self.side.pow(4), self.heads * (2 * self.side - 1).pow(2));
        Cost::new(pairs + 10 * entries, pairs + 2 * entries)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.parameter("table", &[(2 * self.side - 1).pow(2), self.heads])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::relative_bias(&inputs[0], self.side, self.squash)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![relative_bias(&inputs[0], self.side, self.squash)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let grad = cast(&given.grads[0], DType::F32)?;
        relative_bias_backward(&given.inputs[0], self.side, self.squash, &grad, given.into(0))?;
        Ok(Vec::new())
    }
}
