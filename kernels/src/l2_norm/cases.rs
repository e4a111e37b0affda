//! Cases of L2 normalisation.

use super::{EPS, Rows, l2_norm, l2_norm_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One normalisation.
#[derive(Debug, Clone)]
pub struct L2NormCase {
    /// Rows and width.
    pub shape: [usize; 2],
    /// Which rows.
    pub which: Rows,
    /// Factor on the input.
    pub gain: f32,
    /// The smallest divisor.
    pub eps: f32,
}

/// The table: one, odd, an embedding's width, query and key heads of a fused projection, norms below `eps`, many rows.
///
/// A row of one element is below its `eps`: above it the answer is a sign, whose gradient is zero and nothing but rounding.
pub fn cases() -> Vec<L2NormCase> {
    let case = |shape, some, period, gain| L2NormCase { shape, which: Rows { some, period }, gain, eps: EPS };
    vec![
        L2NormCase { eps: 2.0, ..case([1, 1], 1, 1, 1.0) },
        case([1, 2], 1, 1, 1.0),
        case([3, 7], 1, 1, 100.0),
        case([5, 1024], 1, 1, 1e-3),
        case([49 * 9, 32], 6, 9, 4.0),
        case([64 * 12, 31], 8, 12, 1.0),
        L2NormCase { eps: 0.5, ..case([3, 5], 1, 1, 0.01) },
        case([70_002, 3], 1, 3, 1.0),
    ]
}

impl Case for L2NormCase {
    const OPERATION: &'static str = "l2_norm";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let Rows { some, period } = self.which;
        format!("{}x{},{some}of{period},gain{},eps{:e}", self.shape[0], self.shape[1], self.gain, self.eps)
    }

    fn cost(&self) -> Cost {
        let n = self.shape[0] * self.shape[1];
        Cost::new(3 * n, 2 * n)
    }

    fn backward_cost(&self) -> Cost {
        let n = self.shape[0] * self.shape[1];
        Cost::new(7 * n, 3 * n)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let mut x = values.activation("x", &self.shape);
        x.values.iter_mut().for_each(|v| *v *= self.gain);
        vec![x]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::l2_norm(&inputs[0], self.shape[1], self.which, self.eps.into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![l2_norm(&inputs[0], self.shape[1], self.which, self.eps)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![l2_norm_backward(&given.inputs[0], &given.grads[0], self.shape[1], self.which, self.eps)?])
    }
}
