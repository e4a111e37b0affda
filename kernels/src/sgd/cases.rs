//! Cases of SGD.

use super::{Settings, reference, sgd};
use crate::case::{Case, Cost, Input, Role, Values};
use crate::{Result, fill};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// Some steps on one parameter.
#[derive(Debug, Clone)]
pub struct SgdCase {
    /// Elements of the parameter.
    pub count: usize,
    /// Steps.
    pub steps: usize,
    /// The settings.
    pub settings: Settings,
}

/// The table: one, prime, whole vectors, without momentum, Nesterov's, more than a launch dimension.
pub fn cases() -> Vec<SgdCase> {
    let case = |count, steps, momentum, weight_decay, nesterov| SgdCase {
        count,
        steps,
        settings: Settings { lr: 1e-2, momentum, weight_decay, nesterov },
    };
    vec![
        case(1, 1, 0.0, 0.0, false),
        case(97, 10, 0.9, 1e-2, false),
        case(768, 10, 0.9, 1e-2, false),
        case(769, 20, 0.9, 0.1, true),
        case(70_001, 3, 0.5, 0.0, false),
    ]
}

impl Case for SgdCase {
    const OPERATION: &'static str = "sgd";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        let Settings { momentum, weight_decay, nesterov, .. } = self.settings;
        let nesterov = if nesterov { ",nesterov" } else { "" };
        format!("{},{}steps,momentum{momentum},wd{weight_decay:e}{nesterov}", self.count, self.steps)
    }

    fn cost(&self) -> Cost {
        Cost::new(6 * self.count * self.steps, 5 * self.count * self.steps)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let mut input = |name| Input::new(name, Role::Exact, &[self.count], values.uniform(self.count));
        let parameter = input("parameter");
        [parameter].into_iter().chain((0..self.steps).map(|_| input("gradient"))).collect()
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        reference::sgd(&inputs[0], &inputs[1..], &self.settings).to_vec()
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let buffer = fill::filled(inputs[0].device(), &[self.count], 0.0)?;
        for gradient in &inputs[1..] {
            sgd(&inputs[0], gradient, &buffer, &self.settings)?;
        }
        Ok(vec![inputs[0].clone(), buffer])
    }
}
