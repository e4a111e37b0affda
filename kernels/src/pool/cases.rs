//! Cases of token pooling.

use super::{mean_tokens, reference};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;
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

    fn flops(&self) -> u64 {
        (self.shape[0] * self.range.len() * self.shape[2]) as u64
    }

    fn bytes(&self) -> u64 {
        4 * (self.shape[0] * (self.range.len() + 1) * self.shape[2]) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let x = inputs.uniform(self.shape.iter().product());
        let got = mean_tokens(&tensor(device, &self.shape, &x)?, self.range.clone())?;
        Ok(vec![Check::new("out", &got, reference::mean_tokens(&x, self.shape, self.range.clone()))?])
    }
}
