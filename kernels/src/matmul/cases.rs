//! Cases of the matrix product.

use super::{Epilogue, Layout, matmul, reference};
use crate::case::{Case, Cost, Input, Values};
use crate::{Activation, Result};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One product.
#[derive(Debug, Clone)]
pub struct MatmulCase {
    /// Rows, columns and depth.
    pub shape: [usize; 3],
    /// Which operands are transposed.
    pub layout: Layout,
    /// The fused activation.
    pub activation: Activation,
    /// Which of bias, layer scale and residual there are.
    pub terms: [bool; 3],
}

const ALL: [bool; 3] = [true; 3];
const NONE: [bool; 3] = [false; 3];

/// The table: one, odd, prime, and the real shapes, in every layout, with every epilogue, on every kernel.
pub fn cases() -> Vec<MatmulCase> {
    let case = |shape, layout, activation, terms| MatmulCase { shape, layout, activation, terms };
    let mut cases = Vec::new();
    for shape in [[1, 1, 1], [1, 1, 97], [3, 5, 2], [17, 65, 7], [16, 64, 4], [31, 67, 13], [64, 64, 64], [65, 129, 48]]
    {
        for layout in [Layout::Nt, Layout::Nn, Layout::Tn] {
            cases.push(case(shape, layout, Activation::None, NONE));
        }
    }
    for k in [48, 96, 104, 288, 440, 588] {
        cases.push(case([50, 96, k], Layout::Nt, Activation::None, [true, false, false]));
    }
    let activations =
        [Activation::Gelu, Activation::GeluTanh, Activation::QuickGelu, Activation::Silu, Activation::Tanh];
    for activation in activations {
        cases.push(case([37, 70, 30], Layout::Nt, activation, ALL));
    }
    for terms in [[true, false, true], [false, true, false], [false, false, true], ALL] {
        cases.push(case([197, 192, 192], Layout::Nt, Activation::None, terms));
    }
    cases.push(case([257, 384, 384], Layout::Nt, Activation::Gelu, [true, false, false]));
    cases.push(case([512, 512, 512], Layout::Nt, Activation::None, NONE));
    // As many tiles as make a GPU take the large ones, and small enough for every type.
    cases.push(case([4488, 264, 40], Layout::Nt, Activation::Gelu, ALL));
    cases.push(case([4488, 264, 40], Layout::Nn, Activation::None, NONE));
    cases.push(case([4488, 264, 40], Layout::Tn, Activation::None, NONE));
    cases.push(case([1301, 1409, 21], Layout::Nt, Activation::None, ALL));
    cases.push(case([70_001, 3, 5], Layout::Nt, Activation::None, NONE));
    cases.push(case([2, 70_001, 3], Layout::Nn, Activation::None, NONE));
    cases
}

impl MatmulCase {
    /// The optional inputs among `inputs`: bias, layer scale, residual.
    fn terms<'a, T>(&self, inputs: &'a [T]) -> [Option<&'a T>; 3] {
        let mut rest = inputs[2..].iter();
        self.terms.map(|given| if given { rest.next() } else { None })
    }
}

impl Case for MatmulCase {
    const OPERATION: &'static str = "matmul";
    const BACKWARD: bool = false;
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let [m, n, k] = self.shape;
        let terms: String =
            self.terms.iter().zip(["+bias", "+scale", "+residual"]).filter(|t| *t.0).map(|t| t.1).collect();
        format!("{m}x{n}x{k},{:?},{:?}{terms}", self.layout, self.activation).to_lowercase()
    }

    fn cost(&self) -> Cost {
        let [m, n, k] = self.shape;
        Cost::new(2 * m * n * k, m * k + n * k + m * n * if self.terms[2] { 2 } else { 1 })
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [m, n, k] = self.shape;
        let (a, b) = match self.layout {
            Layout::Nt => ([m, k], [n, k]),
            Layout::Nn => ([m, k], [k, n]),
            Layout::Tn => ([k, m], [k, n]),
        };
        let mut inputs = vec![values.activation("a", &a), values.parameter("b", &b)];
        if m * n == 1 {
            // The relative error of a single sum that happens to cancel would measure luck.
            inputs.iter_mut().flat_map(|input| &mut input.values).for_each(|v| *v += 0.5);
        }
        if self.terms[0] {
            inputs.push(values.parameter("bias", &[n]));
        }
        if self.terms[1] {
            inputs.push(values.parameter("layer_scale", &[n]));
        }
        if self.terms[2] {
            inputs.push(values.activation("residual", &[m, n]));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let [bias, layer_scale, residual] = self.terms(inputs).map(|term| term.map(|v| &v[..]));
        let terms = reference::Terms { bias, activation: self.activation, layer_scale, residual };
        vec![reference::matmul(&inputs[0], &inputs[1], self.layout, self.shape, &terms)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let [bias, layer_scale, residual] = self.terms(inputs);
        let epilogue = Epilogue { bias, activation: self.activation, layer_scale, residual };
        Ok(vec![matmul(&inputs[0], &inputs[1], self.layout, &epilogue)?])
    }
}
