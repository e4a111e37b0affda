//! Cases of AdamW.

use super::{Settings, State, adamw, reference};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

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

/// The table.
pub fn cases() -> Vec<AdamwCase> {
    let case = |count, steps, lr, weight_decay| AdamwCase {
        count,
        steps,
        settings: Settings { lr, weight_decay, ..Settings::default() },
    };
    vec![case(1, 1, 1e-4, 1e-2), case(97, 10, 1e-2, 1e-2), case(65_537, 3, 1e-3, 0.0), case(769, 100, 1e-2, 0.1)]
}

impl Case for AdamwCase {
    const OPERATION: &'static str = "adamw";

    fn id(&self) -> String {
        format!("{},{}steps,lr{:e},wd{:e}", self.count, self.steps, self.settings.lr, self.settings.weight_decay)
    }

    fn flops(&self) -> u64 {
        15 * self.count as u64
    }

    fn bytes(&self) -> u64 {
        28 * self.count as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let start = inputs.uniform(self.count);
        let gradients: Vec<Vec<f32>> = (0..self.steps).map(|_| inputs.uniform(self.count)).collect();
        let parameter = tensor(device, &[self.count], &start)?;
        let mut state = State::new(device, &[self.count])?;
        for gradient in &gradients {
            adamw(&parameter, &tensor(device, &[self.count], gradient)?, &mut state, &self.settings)?;
        }
        Ok(vec![Check::new("parameter", &parameter, reference::adamw(&start, &gradients, &self.settings))?])
    }
}
