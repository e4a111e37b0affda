//! Cases of the losses.

use super::{binary_cross_entropy, cross_entropy, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

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
        case(70_001, 2, 10.0),
        case(13, 17, 60.0),
    ]
}

impl Case for LossCase {
    const OPERATION: &'static str = "loss";
    const LOSS: bool = true;

    fn id(&self) -> String {
        format!("{}x{},range{}", self.rows, self.classes, self.range)
    }

    fn cost(&self) -> Cost {
        Cost::new(10 * self.rows * self.classes, 3 * self.rows * self.classes)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let (rows, classes) = (self.rows, self.classes);
        let mut logits = values.activation("logits", &[rows, classes]);
        logits.values.iter_mut().for_each(|v| *v *= self.range);
        let targets = (0..rows).map(|_| values.below(classes.max(2)) as f32).collect();
        if classes == 1 {
            return vec![logits, Input::new("targets", Role::Exact, &[rows, 1], targets)];
        }
        let weights = values.uniform(classes).iter().map(|w| w.abs() + 0.1).collect();
        vec![
            logits,
            Input::new("targets", Role::Exact, &[rows], targets),
            Input::new("class_weights", Role::Exact, &[classes], weights),
        ]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![match inputs {
            [logits, targets] => reference::binary_cross_entropy(logits, targets),
            [logits, targets, weights] => reference::cross_entropy(logits, targets, weights),
            _ => unreachable!("a loss has two or three inputs"),
        }]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let loss = match inputs {
            [logits, targets] => binary_cross_entropy(logits, targets)?,
            [logits, targets, weights] => {
                let weight = weights.to_f32()?;
                let total: f64 = targets.to_f32()?.iter().map(|t| f64::from(weight[*t as usize])).sum();
                cross_entropy(logits, targets, weights, total as f32)?
            }
            _ => unreachable!("a loss has two or three inputs"),
        };
        Ok(vec![loss.shares, loss.grad_logits])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![given.outputs[1].clone()])
    }
}
