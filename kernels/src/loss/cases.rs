//! Cases of the losses.

use super::{binary_cross_entropy, cross_entropy, reference};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

/// One loss.
#[derive(Debug, Clone)]
pub struct LossCase {
    /// Rows.
    pub rows: usize,
    /// Classes; one means binary cross-entropy.
    pub classes: usize,
    /// Logits are uniform in plus and minus this.
    pub range: f32,
}

/// The table: one, prime, the study's batch, logits far out.
pub fn cases() -> Vec<LossCase> {
    let case = |rows, classes, range| LossCase { rows, classes, range };
    vec![
        case(1, 1, 1.0),
        case(16, 1, 4.0),
        case(4099, 1, 40.0),
        case(1, 2, 1.0),
        case(50_176, 2, 10.0),
        case(13, 17, 60.0),
    ]
}

impl Case for LossCase {
    const OPERATION: &'static str = "loss";

    fn id(&self) -> String {
        format!("{}x{},range{}", self.rows, self.classes, self.range)
    }

    fn flops(&self) -> u64 {
        10 * (self.rows * self.classes) as u64
    }

    fn bytes(&self) -> u64 {
        12 * (self.rows * self.classes) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let (rows, classes) = (self.rows, self.classes);
        let x: Vec<f32> = inputs.uniform(rows * classes).iter().map(|v| v * self.range).collect();
        let logits = tensor(device, &[rows, classes], &x)?;
        let (loss, (shares, grads)) = if classes == 1 {
            let targets: Vec<f32> = (0..rows).map(|_| inputs.below(2) as f32).collect();
            let loss = binary_cross_entropy(&logits, &tensor(device, &[rows, 1], &targets)?)?;
            (loss, reference::binary_cross_entropy(&x, &targets))
        } else {
            let targets: Vec<usize> = (0..rows).map(|_| inputs.below(classes)).collect();
            let weights: Vec<f32> = inputs.uniform(classes).iter().map(|w| w.abs() + 0.1).collect();
            let total: f64 = targets.iter().map(|t| f64::from(weights[*t])).sum();
            let as_f32: Vec<f32> = targets.iter().map(|t| *t as f32).collect();
            let (t, w) = (tensor(device, &[rows], &as_f32)?, tensor(device, &[classes], &weights)?);
            (cross_entropy(&logits, &t, &w, total as f32)?, reference::cross_entropy(&x, &targets, &weights))
        };
        Ok(vec![Check::new("shares", &loss.shares, shares)?, Check::new("grad_logits", &loss.grad_logits, grads)?])
    }
}
