//! Cases of max pooling.

use super::{max_pool, max_pool_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Role, Values};
use crate::conv::Window;
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One pooling.
#[derive(Debug, Clone)]
pub struct MaxPoolCase {
    /// `[batch, height, width, channels]`.
    pub shape: [usize; 4],
    /// The window.
    pub window: Window,
}

/// The table: one, overlapping, padded, rows dropped at the edge, a plain ViT's pyramid, a ResNet's stem.
pub fn cases() -> Vec<MaxPoolCase> {
    let case = |shape, kernel, stride, padding| MaxPoolCase { shape, window: Window { kernel, stride, padding } };
    vec![
        case([1, 1, 1, 1], 1, 1, 0),
        case([2, 5, 7, 3], 2, 2, 0),
        case([1, 7, 5, 2], 3, 2, 1),
        case([1, 11, 13, 3], 3, 1, 1),
        case([2, 14, 14, 96], 2, 2, 0),
        case([1, 56, 56, 64], 3, 2, 1),
    ]
}

impl MaxPoolCase {
    fn size(&self) -> [usize; 2] {
        [self.shape[1], self.shape[2]]
    }
}

impl Case for MaxPoolCase {
    const OPERATION: &'static str = "max_pool";

    fn id(&self) -> String {
        let ([n, h, w, c], Window { kernel, stride, padding }) = (self.shape, self.window);
        format!("{n}x{h}x{w}x{c},k{kernel}s{stride}p{padding}")
    }

    fn cost(&self) -> Cost {
        let [n, _, _, c] = self.shape;
        let outputs = n * c * self.size().map(|s| self.window.coarse(s).unwrap_or(0)).iter().product::<usize>();
        Cost::new(outputs * self.window.kernel.pow(2), self.shape.iter().product::<usize>() + 2 * outputs)
    }

    fn backward_cost(&self) -> Cost {
        self.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        // No two within 3x3 pixels of a channel alike, in f16 neither: values that tie have no gradient.
        let [_, h, w, c] = self.shape;
        let level = |at: usize| values.below(200) * 9 + at / (c * w) % h % 3 * 3 + at / c % w % 3;
        let n: usize = self.shape.iter().product();
        let x = (0..n).map(level).map(|level| level as f32 / 1024.0 - 1.0).collect();
        vec![Input::new("x", Role::Activation, &self.shape, x)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::max_pool(&inputs[0], self.shape, self.window)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let (out, taps) = max_pool(&inputs[0], self.window)?;
        Ok(vec![out, taps])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![max_pool_backward(&given.outputs[1], &given.grads[0], self.window, self.size())?])
    }
}
