//! Cases of resizing.

use super::{Filter, Sampling, Taps, reference, resize};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

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

/// The table: up and down, one pixel, odd sizes, many channels, every filter and sampling.
pub fn cases() -> Vec<ResizeCase> {
    let sizes = [
        ([1, 1, 1, 1], [3, 5]),
        ([2, 7, 5, 3], [7, 5]),
        ([1, 37, 53, 1], [17, 97]),
        ([1, 16, 16, 33], [37, 9]),
        ([1, 300, 211, 1], [56, 1]),
    ];
    let mut cases = Vec::new();
    for (from, to) in sizes {
        for filter in [Filter::Nearest, Filter::Bilinear, Filter::Bicubic, Filter::Lanczos] {
            for sampling in [Sampling::Antialias, Sampling::HalfPixel, Sampling::AlignCorners] {
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

    fn flops(&self) -> u64 {
        let [n, h, w, c] = self.from;
        let taps = |from, to| Taps::new(from, to, self.filter, self.sampling).count;
        2 * (n * c * self.to[1] * (h * taps(w, self.to[1]) + self.to[0] * taps(h, self.to[0]))) as u64
    }

    fn bytes(&self) -> u64 {
        let [n, h, w, c] = self.from;
        4 * (n * c * (h * w + 2 * h * self.to[1] + self.to[0] * self.to[1])) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let x = inputs.uniform(self.from.iter().product());
        let got = resize(&tensor(device, &self.from, &x)?, self.to, self.filter, self.sampling, false)?;
        let exact: Vec<f64> = x.iter().map(|v| f64::from(*v)).collect();
        Ok(vec![Check::new("out", &got, reference::resize(&exact, self.from, self.to, self.filter, self.sampling))?])
    }
}
