//! Cases of gradient clipping.

use super::{clip, reference};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

/// Gradients of these lengths.
#[derive(Debug, Clone)]
pub struct ClipCase {
    /// Elements of each gradient.
    pub lengths: Vec<usize>,
    /// The largest norm.
    pub max_norm: f32,
}

/// The table: one, below the norm, above it, several.
pub fn cases() -> Vec<ClipCase> {
    let case = |lengths: &[usize], max_norm| ClipCase { lengths: lengths.to_vec(), max_norm };
    vec![case(&[1], 10.0), case(&[97, 3], 1.0), case(&[5, 768, 70_001], 1.0), case(&[65, 64], 100.0)]
}

impl Case for ClipCase {
    const OPERATION: &'static str = "clip";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        let lengths: Vec<String> = self.lengths.iter().map(usize::to_string).collect();
        format!("{},norm{}", lengths.join("+"), self.max_norm)
    }

    fn cost(&self) -> Cost {
        let n: usize = self.lengths.iter().sum();
        Cost::new(3 * n, 3 * n)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        self.lengths.iter().map(|n| Input::new("gradient", Role::Exact, &[*n], values.uniform(*n))).collect()
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let (mut outputs, squares) = reference::clip(inputs, self.max_norm.into());
        outputs.push(vec![squares]);
        outputs
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let squares = clip(&inputs.iter().collect::<Vec<_>>(), self.max_norm)?;
        Ok(inputs.iter().cloned().chain([squares]).collect())
    }
}
