//! Cases of resizing.

use super::{Filter, Sampling, Taps, reference, resize, resize_backward};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One resize.
#[derive(Debug, Clone)]
pub struct ResizeCase {
    /// `[batch, height, width, channels]`.
    pub from: [usize; 4],
    /// Height and width.
    pub to: [usize; 2],
    /// The filter.
    pub filter: Filter,
    /// How it is laid over the input.
    pub sampling: Sampling,
}

/// A resize rounded to 8 bits after each pass, of whole numbers of 8 bits.
#[derive(Debug, Clone)]
pub struct RoundedCase(ResizeCase);

/// The table: upscales by two and means of whole blocks. Their weights are short binary fractions, so that sums are exact and
/// what lies at a half is rounded the same way in f32 and f64.
pub fn rounded_cases() -> Vec<RoundedCase> {
    let case = |from, to, filter| RoundedCase(ResizeCase { from, to, filter, sampling: Sampling::HalfPixel });
    vec![
        case([1, 1, 1, 1], [2, 2], Filter::Bilinear),
        case([2, 7, 5, 3], [14, 10], Filter::Bilinear),
        case([1, 13, 8, 1], [26, 16], Filter::Bicubic),
        case([1, 5, 3, 4], [10, 6], Filter::Bicubic),
        case([1, 32, 48, 8], [8, 24], Filter::Adaptive),
    ]
}

impl Case for RoundedCase {
    const OPERATION: &'static str = "resize_rounded";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        self.0.id()
    }

    fn cost(&self) -> Cost {
        self.0.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let mut x = values.activation("x", &self.0.from);
        x.values.iter_mut().for_each(|v| *v = ((*v + 1.0) * 128.0).floor().clamp(0.0, 255.0));
        vec![x]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::resize_rounded(&inputs[0], self.0.from, self.0.to, self.0.filter, self.0.sampling)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![resize(&inputs[0], self.0.to, self.0.filter, self.0.sampling, true)?])
    }
}

/// The table: up and down, one pixel, odd sizes, many channels, whole vectors of them, every filter and sampling.
pub fn cases() -> Vec<ResizeCase> {
    let sizes = [
        ([1, 1, 1, 1], [3, 5]),
        ([2, 7, 5, 3], [7, 5]),
        ([1, 37, 53, 1], [17, 97]),
        ([1, 16, 16, 33], [37, 9]),
        ([2, 9, 7, 8], [13, 5]),
        ([1, 300, 211, 1], [56, 1]),
    ];
    let mut cases = Vec::new();
    for (from, to) in sizes {
        for filter in [Filter::Nearest, Filter::Bilinear, Filter::Bicubic, Filter::Lanczos, Filter::Adaptive] {
            let samplings = [Sampling::Antialias, Sampling::HalfPixel, Sampling::AlignCorners];
            // Nearest and adaptive do not ask how they are laid over the input.
            let kinds = if matches!(filter, Filter::Nearest | Filter::Adaptive) { 1 } else { 3 };
            for sampling in samplings.into_iter().take(kinds) {
                cases.push(ResizeCase { from, to, filter, sampling });
            }
        }
    }
    cases
}

impl Case for ResizeCase {
    const OPERATION: &'static str = "resize";

    fn id(&self) -> String {
        let [n, h, w, c] = self.from;
        format!("{n}x{h}x{w}x{c}-{}x{},{:?},{:?}", self.to[0], self.to[1], self.filter, self.sampling).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let [n, h, w, c] = self.from;
        let [to_h, to_w] = self.to;
        let taps = |from, to| Taps::new(from, to, self.filter, self.sampling).count;
        let flops = 2 * n * c * to_w * (h * taps(w, to_w) + to_h * taps(h, to_h));
        Cost::new(flops, n * c * (h * w + 2 * h * to_w + to_h * to_w))
    }

    fn backward_cost(&self) -> Cost {
        self.cost()
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        vec![values.activation("x", &self.from)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::resize(&inputs[0], self.from, self.to, self.filter, self.sampling)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![resize(&inputs[0], self.to, self.filter, self.sampling, false)?])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [_, height, width, _] = self.from;
        Ok(vec![resize_backward(&given.grads[0], [height, width], self.filter, self.sampling)?])
    }
}
