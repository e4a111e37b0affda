//! Cases of casts.

use super::{cast, reference};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// One cast.
#[derive(Debug, Clone)]
pub struct CastCase {
    /// Elements.
    pub count: usize,
    /// The type cast to.
    pub to: DType,
}

/// The table: to every type, one, prime, whole vectors, more than a launch dimension.
pub fn cases() -> Vec<CastCase> {
    let case = |to| [1, 97, 768, 70_001].map(|count| CastCase { count, to });
    DType::ALL.into_iter().flat_map(case).collect()
}

impl Case for CastCase {
    const OPERATION: &'static str = "cast";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        format!("{},to-{}", self.count, self.to.name())
    }

    fn cost(&self) -> Cost {
        Cost::new(0, 2 * self.count)
    }

    fn tolerance(&self) -> f64 {
        0.0
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        // From the smallest to the largest normal numbers of f16.
        let spread = |v: f32| v.signum() * (v.abs() * 20.0 - 10.0).exp2();
        let x = values.uniform(self.count).into_iter().map(spread).collect();
        vec![Input::new("x", Role::Constant, &[self.count], x)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::cast(&inputs[0], self.to)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        Ok(vec![cast(&inputs[0], self.to)?])
    }
}
