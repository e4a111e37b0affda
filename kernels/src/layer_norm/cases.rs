//! Cases of layer normalisation.

use super::{layer_norm_with, reference};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

/// One normalisation.
#[derive(Debug, Clone)]
pub struct LayerNormCase {
    /// Rows and width.
    pub shape: [usize; 2],
    /// Added to the variance.
    pub eps: f32,
    /// Mean of the input: a large one cancels in a one-pass variance.
    pub mean: f32,
    /// Whether a unit or a cube takes a row.
    pub rowwise: bool,
}

/// The table, each case in both kernels.
pub fn cases() -> Vec<LayerNormCase> {
    let shapes =
        [[1, 1], [3, 7], [1, 96], [65, 96], [17, 192], [197, 384], [257, 768], [50, 1152], [31, 1023], [70_001, 8]];
    let mut cases = Vec::new();
    for rowwise in [true, false] {
        for shape in shapes {
            cases.push(LayerNormCase { shape, eps: 1e-6, mean: 0.0, rowwise });
        }
        cases.push(LayerNormCase { shape: [5, 384], eps: 1e-12, mean: 0.0, rowwise });
        cases.push(LayerNormCase { shape: [5, 384], eps: 1e-5, mean: 20.0, rowwise });
    }
    cases
}

impl Case for LayerNormCase {
    const OPERATION: &'static str = "layer_norm";

    fn id(&self) -> String {
        let kernel = if self.rowwise { "unit" } else { "cube" };
        format!("{}x{},eps{:e},mean{},{kernel}", self.shape[0], self.shape[1], self.eps, self.mean)
    }

    fn flops(&self) -> u64 {
        8 * (self.shape[0] * self.shape[1]) as u64
    }

    fn bytes(&self) -> u64 {
        8 * (self.shape[0] * self.shape[1]) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let [rows, width] = self.shape;
        let x: Vec<f32> = inputs.uniform(rows * width).iter().map(|v| v + self.mean).collect();
        let (weight, bias) = (inputs.uniform(width), inputs.uniform(width));
        let got = layer_norm_with(
            &tensor(device, &[rows, width], &x)?,
            &tensor(device, &[width], &weight)?,
            &tensor(device, &[width], &bias)?,
            self.eps,
            self.rowwise,
        )?;
        Ok(vec![Check::new("out", &got, reference::layer_norm(&x, &weight, &bias, self.eps.into()))?])
    }
}
