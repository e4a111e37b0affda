//! Cases of token sequences.

use super::{reference, tokens, tokens_backward};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// Patches, prefix tokens and positions.
#[derive(Debug, Clone)]
pub struct TokensCase {
    /// `[batch, patches, width]`.
    pub patches: [usize; 3],
    /// Prefix tokens.
    pub prefix: usize,
}

/// The table of token sequences.
pub fn cases() -> Vec<TokensCase> {
    let case = |patches, prefix| TokensCase { patches, prefix };
    vec![
        case([1, 1, 1], 0),
        case([2, 3, 5], 1),
        case([3, 30, 7], 5),
        case([2, 196, 192], 1),
        case([1, 256, 384], 0),
        case([1, 1369, 768], 1),
    ]
}

impl Case for TokensCase {
    const OPERATION: &'static str = "tokens";

    fn id(&self) -> String {
        let [n, t, c] = self.patches;
        format!("{n}x{t}x{c},prefix{}", self.prefix)
    }

    fn cost(&self) -> Cost {
        let [n, t, c] = self.patches;
        Cost::new(n * t * c, c * (n * t + t + self.prefix + n * (t + self.prefix)))
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [_, count, width] = self.patches;
        let mut inputs =
            vec![values.activation("patches", &self.patches), values.parameter("positions", &[count, width])];
        if self.prefix > 0 {
            inputs.push(values.parameter("prefix", &[self.prefix, width]));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::tokens(&inputs[0], inputs.get(2).map_or(&[], |p| p), &inputs[1])]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![tokens(&inputs[0], inputs.get(2), &inputs[1])?])
    }

    fn backward_cost(&self) -> Cost {
        let [n, t, c] = self.patches;
        Cost::new(n * (t + self.prefix) * c, c * (2 * n * (t + self.prefix) + n * t + 2 * (t + self.prefix)))
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let prefix = (self.prefix > 0).then(|| given.into(2));
        Ok(vec![tokens_backward(&given.grads[0], prefix, given.into(1))?])
    }
}
