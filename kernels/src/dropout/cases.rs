//! Cases of dropout.

use super::{Draw, dropout, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One dropout of so many elements.
#[derive(Debug, Clone)]
pub struct DropoutCase {
    /// Elements.
    pub count: usize,
    /// The draws.
    pub draw: Draw,
}

/// The table: nothing dropped, nearly all, a decoder's 0.1, whole images, high words of the seed.
pub fn cases() -> Vec<DropoutCase> {
    let case = |count, seed, each, p| DropoutCase { count, draw: Draw { seed, stream: 7, each, p } };
    vec![
        case(1, 0, 1, 0.0),
        case(97, 1, 1, 0.5),
        case(8 * 49 * 96, 5656, 49 * 96, 0.3),
        case(70_001, u64::MAX - 5, 1, 0.1),
        case(4096, 0x0123_4567_89ab_cdef, 2, 0.97),
    ]
}

impl Case for DropoutCase {
    const OPERATION: &'static str = "dropout";

    fn id(&self) -> String {
        let Draw { seed, each, p, .. } = self.draw;
        format!("{},seed{seed},each{each},p{p}", self.count)
    }

    fn cost(&self) -> Cost {
        Cost::new(40 * self.count, 2 * self.count)
    }

    fn backward_cost(&self) -> Cost {
        self.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("x", &[self.count])]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::dropout(&inputs[0], &self.draw)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![dropout(&inputs[0], &self.draw)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![dropout(&given.grads[0], &self.draw)?])
    }
}
