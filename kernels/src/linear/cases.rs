//! Cases of linear layers with their epilogues, forward and backward.

use super::{Fused, Into, linear_backward};
use crate::case::{Case, Cost, Given, Input, Values};
use crate::matmul::{Epilogue, Layout, matmul, matmul_saving, reference};
use crate::{Activation, Result};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One layer.
#[derive(Debug, Clone)]
pub struct LinearCase {
    /// Rows, outputs and inputs.
    pub shape: [usize; 3],
    /// The fused activation.
    pub activation: Activation,
    /// Whether there are bias, layer scale and residual.
    pub terms: [bool; 3],
}

/// The table: every activation and term, one, odd, prime, the real widths, many rows.
pub fn cases() -> Vec<LinearCase> {
    let case = |shape, activation, terms| LinearCase { shape, activation, terms };
    let mut cases: Vec<LinearCase> =
        Activation::ALL.map(|activation| case([13, 17, 5], activation, [true, true, true])).into();
    for terms in [[false; 3], [true, false, false], [false, true, true], [true, false, true]] {
        cases.push(case([7, 11, 31], Activation::None, terms));
    }
    cases.extend([
        case([1, 1, 1], Activation::Gelu, [true, false, false]),
        case([49, 288, 96], Activation::None, [true, false, false]),
        case([197, 384, 96], Activation::Gelu, [true, false, false]),
        case([257, 96, 384], Activation::None, [true, true, true]),
        case([144, 192, 440], Activation::Relu, [true, false, false]),
        case([70_001, 2, 3], Activation::None, [true, false, false]),
        // The weight's gradient on a GPU's large tiles: in 108 parts, and in one.
        case([55_000, 40, 16], Activation::None, [true, false, false]),
        case([40, 4488, 264], Activation::None, [true, false, false]),
    ]);
    cases
}

impl LinearCase {
    fn fused(&self) -> bool {
        self.activation != Activation::None || self.terms[1]
    }

    fn term<'a, T>(&self, inputs: &'a [T], term: usize) -> Option<&'a T> {
        self.index(term).map(|i| &inputs[i])
    }

    /// Where a term stands among the inputs.
    fn index(&self, term: usize) -> Option<usize> {
        self.terms[term].then(|| 2 + self.terms[..term].iter().filter(|t| **t).count())
    }
}

impl Case for LinearCase {
    const OPERATION: &'static str = "linear";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let [m, n, k] = self.shape;
        let terms: String =
            self.terms.iter().zip(["+bias", "+scale", "+residual"]).filter(|t| *t.0).map(|t| t.1).collect();
        format!("{m}x{n}x{k},{:?}{terms}", self.activation).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let [m, n, k] = self.shape;
        let stored = 1 + usize::from(self.terms[2]) + usize::from(self.fused());
        Cost::new(2 * m * n * k, m * k + n * k + stored * m * n)
    }

    fn backward_cost(&self) -> Cost {
        let [m, n, k] = self.shape;
        let fused = if self.fused() { 3 } else { 0 };
        Cost::new(4 * m * n * k, 2 * (m * n + m * k) + 3 * n * k + fused * m * n)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [m, n, k] = self.shape;
        let mut inputs = vec![values.activation("x", &[m, k]), values.parameter("weight", &[n, k])];
        for (i, name) in ["bias", "layer_scale"].into_iter().enumerate() {
            if self.terms[i] {
                inputs.push(values.parameter(name, &[n]));
            }
        }
        if self.terms[2] {
            inputs.push(values.activation("residual", &[m, n]));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let [bias, layer_scale, residual] = [0, 1, 2].map(|i| self.term(inputs, i).map(|v| &v[..]));
        let terms = reference::Terms { bias, activation: self.activation, layer_scale, residual };
        vec![reference::matmul(&inputs[0], &inputs[1], Layout::Nt, self.shape, &terms)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let [bias, layer_scale, residual] = [0, 1, 2].map(|i| self.term(inputs, i));
        let epilogue = Epilogue { bias, activation: self.activation, layer_scale, residual };
        if !self.fused() {
            return Ok(vec![matmul(&inputs[0], &inputs[1], Layout::Nt, &epilogue)?]);
        }
        let (out, z) = matmul_saving(&inputs[0], &inputs[1], Layout::Nt, &epilogue)?;
        Ok(vec![out, z])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let fused =
            Fused { activation: self.activation, layer_scale: self.term(given.inputs, 1), saved: given.outputs.get(1) };
        let into = Into {
            weight: Some(given.into(1)),
            bias: self.index(0).map(|i| given.into(i)),
            layer_scale: self.index(1).map(|i| given.into(i)),
            input: true,
        };
        let grad_x = linear_backward(&given.inputs[0], &given.inputs[1], &given.grads[0], &fused, &into)?;
        let residual = self.terms[2].then(|| given.grads[0].clone());
        Ok(grad_x.into_iter().chain(residual).collect())
    }
}
