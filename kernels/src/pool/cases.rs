//! Cases of token pooling.

use super::{mean_tokens, mean_tokens_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;
use std::ops::Range;

/// One pooling.
#[derive(Debug, Clone)]
pub struct PoolCase {
    /// `[batch, tokens, width]`.
    pub shape: [usize; 3],
    /// The tokens averaged.
    pub range: Range<usize>,
}

/// The table.
pub fn cases() -> Vec<PoolCase> {
    let case = |shape, range| PoolCase { shape, range };
    vec![
        case([1, 1, 1], 0..1),
        case([3, 7, 5], 2..6),
        case([2, 197, 192], 0..1),
        case([2, 257, 384], 1..257),
        case([1, 1370, 768], 1..1370),
    ]
}

impl Case for PoolCase {
    const OPERATION: &'static str = "pool";

    fn id(&self) -> String {
        let [n, t, c] = self.shape;
        format!("{n}x{t}x{c},{}-{}", self.range.start, self.range.end)
    }

    fn cost(&self) -> Cost {
        let [batch, _, width] = self.shape;
        Cost::new(batch * self.range.len() * width, batch * (self.range.len() + 1) * width)
    }

    fn backward_cost(&self) -> Cost {
        let [batch, tokens, width] = self.shape;
        Cost::new(batch * tokens * width, batch * (tokens + 1) * width)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("x", &self.shape)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::mean_tokens(&inputs[0], self.shape, self.range.clone())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![mean_tokens(&inputs[0], self.range.clone())?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![mean_tokens_backward(&given.grads[0], self.shape[1], self.range.clone())?])
    }
}
