//! Cases of the losses.

use super::{binary_cross_entropy, cross_entropy, dice, focal, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// Which loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Binary cross-entropy.
    Binary,
    /// Softmax cross-entropy over the columns, weighted by class.
    Classes,
    /// Soft Dice of each row, smoothed by this.
    Dice(f32),
    /// Focal loss with this alpha and gamma.
    Focal(f32, f32),
}

/// One loss.
#[derive(Debug, Clone)]
pub struct LossCase {
    /// Which.
    pub kind: Kind,
    /// Rows (images) and columns (classes or pixels).
    pub shape: [usize; 2],
    /// Logits are uniform in plus and minus this.
    pub range: f32,
}

/// The table: one, prime, whole vectors, the study's batch, logits far out, a mask of 224x224.
pub fn cases() -> Vec<LossCase> {
    let case = |kind, shape, range| LossCase { kind, shape, range };
    vec![
        case(Kind::Binary, [1, 1], 1.0),
        case(Kind::Binary, [16, 1], 4.0),
        case(Kind::Binary, [4099, 1], 40.0),
        case(Kind::Classes, [1, 2], 1.0),
        case(Kind::Classes, [70_001, 2], 10.0),
        case(Kind::Classes, [13, 17], 60.0),
        case(Kind::Classes, [37, 8], 10.0),
        case(Kind::Dice(1.0), [1, 1], 1.0),
        case(Kind::Dice(1e-3), [3, 197], 6.0),
        case(Kind::Dice(1.0), [2, 50_176], 10.0),
        case(Kind::Focal(0.25, 2.0), [1, 1], 1.0),
        case(Kind::Focal(0.25, 2.0), [3, 197], 6.0),
        case(Kind::Focal(0.25, 2.0), [2, 384], 6.0),
        case(Kind::Focal(0.5, 0.0), [5, 7], 3.0),
        case(Kind::Focal(0.9, 1.5), [1, 70_001], 20.0),
    ]
}

impl Case for LossCase {
    const OPERATION: &'static str = "loss";
    const LOSS: bool = true;

    fn id(&self) -> String {
        let kind = match self.kind {
            Kind::Binary => "bce".into(),
            Kind::Classes => "ce".into(),
            Kind::Dice(smooth) => format!("dice{smooth}"),
            Kind::Focal(alpha, gamma) => format!("focal{alpha}-{gamma}"),
        };
        format!("{kind},{}x{},range{}", self.shape[0], self.shape[1], self.range)
    }

    fn cost(&self) -> Cost {
        let n = self.shape[0] * self.shape[1];
        Cost::new(10 * n, 3 * n)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [rows, columns] = self.shape;
        let mut logits = values.activation("logits", &self.shape);
        logits.values.iter_mut().for_each(|v| *v *= self.range);
        let classes = if self.kind == Kind::Classes { columns } else { 2 };
        let shape = if self.kind == Kind::Classes { vec![rows] } else { self.shape.to_vec() };
        let targets = (0..shape.iter().product()).map(|_| values.below(classes) as f32).collect();
        let mut inputs = vec![logits, Input::new("targets", Role::Exact, &shape, targets)];
        if self.kind == Kind::Classes {
            let weights = values.uniform(columns).iter().map(|w| w.abs() + 0.1).collect();
            inputs.push(Input::new("class_weights", Role::Exact, &[columns], weights));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let [logits, targets] = [&inputs[0], &inputs[1]];
        vec![match self.kind {
            Kind::Binary => reference::binary_cross_entropy(logits, targets),
            Kind::Classes => reference::cross_entropy(logits, targets, &inputs[2]),
            Kind::Dice(smooth) => reference::dice(logits, targets, self.shape[1], smooth.into()),
            Kind::Focal(alpha, gamma) => reference::focal(logits, targets, alpha.into(), gamma.into()),
        }]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let [logits, targets] = [&inputs[0], &inputs[1]];
        let loss = match self.kind {
            Kind::Binary => binary_cross_entropy(logits, targets)?,
            Kind::Classes => {
                let weight = inputs[2].to_f32()?;
                let total: f64 = targets.to_f32()?.iter().map(|t| f64::from(weight[*t as usize])).sum();
                cross_entropy(logits, targets, &inputs[2], total as f32)?
            }
            Kind::Dice(smooth) => dice(logits, targets, smooth, 1.0)?,
            Kind::Focal(alpha, gamma) => focal(logits, targets, [1.0 - alpha, alpha], gamma)?,
        };
        Ok(vec![loss.shares, loss.grad_logits])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Ok(vec![given.outputs[1].clone()])
    }
}
