//! Cases of ordered sums.

use super::{Term, reference, sum_axis};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

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

    fn id(&self) -> String {
        format!("{}x{}x{},{:?}", self.shape[0], self.shape[1], self.shape[2], self.term).to_lowercase()
    }

    fn flops(&self) -> u64 {
        self.shape.iter().map(|d| *d as u64).product::<u64>() * if self.term == Term::Square { 2 } else { 1 }
    }

    fn bytes(&self) -> u64 {
        4 * self.shape.iter().map(|d| *d as u64).product::<u64>()
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        // A mean away from zero: sums that cancel would measure the inputs' luck, not the kernel.
        let x: Vec<f32> = inputs.uniform(self.shape.iter().product()).iter().map(|v| v + 0.5).collect();
        let got = sum_axis(&tensor(device, &[x.len()], &x)?, self.shape, self.term)?;
        Ok(vec![Check::new("out", &got, reference::sum_axis(&x, self.shape, self.term))?])
    }
}
