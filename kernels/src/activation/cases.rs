//! Cases of SwiGLU. The fused activations are cases of the matrix product.

use super::reference;
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

/// `x` `[rows, 2 half]`.
#[derive(Debug, Clone)]
pub struct SwigluCase {
    /// Rows.
    pub rows: usize,
    /// Width of the answer.
    pub half: usize,
}

/// The table.
pub fn cases() -> Vec<SwigluCase> {
    [(1, 1), (7, 13), (17, 88), (257, 4096)].into_iter().map(|(rows, half)| SwigluCase { rows, half }).collect()
}

impl Case for SwigluCase {
    const OPERATION: &'static str = "swiglu";

    fn id(&self) -> String {
        format!("{}x{}", self.rows, self.half)
    }

    fn flops(&self) -> u64 {
        8 * (self.rows * self.half) as u64
    }

    fn bytes(&self) -> u64 {
        12 * (self.rows * self.half) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let x: Vec<f32> = inputs.uniform(2 * self.rows * self.half).iter().map(|v| v * 8.0).collect();
        let got = super::swiglu(&tensor(device, &[self.rows, 2 * self.half], &x)?)?;
        Ok(vec![Check::new("out", &got, reference::swiglu(&x, self.half))?])
    }
}
