//! Cases of AdamW.

use super::{Settings, adamw, reference};
use crate::case::{Case, Cost, Input, Role, Values};
use crate::{Result, fill};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// Some steps on one parameter.
#[derive(Debug, Clone)]
pub struct AdamwCase {
    /// Elements of the parameter.
    pub count: usize,
    /// Steps.
    pub steps: usize,
    /// The settings.
    pub settings: Settings,
}

/// The table: one, prime, whole vectors, more than a launch dimension, many steps.
pub fn cases() -> Vec<AdamwCase> {
    let case = |count, steps, lr, weight_decay| AdamwCase {
        count,
        steps,
        settings: Settings { lr, weight_decay, ..Settings::default() },
    };
    vec![
        case(1, 1, 1e-4, 1e-2),
        case(97, 10, 1e-2, 1e-2),
        case(768, 10, 1e-2, 1e-2),
        case(65_537, 3, 1e-3, 0.0),
        case(769, 100, 1e-2, 0.1),
    ]
}

impl Case for AdamwCase {
    const OPERATION: &'static str = "adamw";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        format!("{},{}steps,lr{:e},wd{:e}", self.count, self.steps, self.settings.lr, self.settings.weight_decay)
    }

    fn cost(&self) -> Cost {
        Cost::new(15 * self.count * self.steps, 7 * self.count * self.steps)
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
        vec![reference::adamw(&inputs[0], &inputs[1..], &self.settings)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let moment = || fill::filled(inputs[0].device(), &[self.count], 0.0);
        let (first, second) = (moment()?, moment()?);
        for (step, gradient) in (1..).zip(&inputs[1..]) {
            adamw(&inputs[0], gradient, [&first, &second], step, &self.settings)?;
        }
        Ok(vec![inputs[0].clone()])
    }
}
