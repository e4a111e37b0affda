//! Cases of the matrix product.

use super::{Epilogue, Layout, matmul_with, reference};
use crate::case::{Case, Check, Inputs, tensor};
use crate::{Activation, Result, tile::Tile};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

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
    /// The tile; `None` takes the table's.
    pub tile: Option<Tile>,
}

const ALL: [bool; 3] = [true; 3];
const NONE: [bool; 3] = [false; 3];

/// The table: one, odd, prime, and the real shapes, in every layout, with every epilogue, on every kernel.
pub fn cases() -> Vec<MatmulCase> {
    let case = |shape, layout, activation, terms| MatmulCase { shape, layout, activation, terms, tile: None };
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
    cases.push(case([70_001, 3, 5], Layout::Nt, Activation::None, NONE));
    cases.push(case([2, 70_001, 3], Layout::Nn, Activation::None, NONE));
    // The kernel for GPUs is held to the same answers on an adapter that would not choose it.
    let shared: Vec<MatmulCase> = cases
        .iter()
        .flat_map(|c| {
            [Tile::Shared { side: 64, depth: 16, unit: 4 }, Tile::Shared { side: 32, depth: 16, unit: 4 }]
                .map(|tile| MatmulCase { tile: Some(tile), ..c.clone() })
        })
        .filter(|c| c.shape.iter().product::<usize>() < 5_000_000)
        .collect();
    cases.extend(shared);
    cases
}

impl Case for MatmulCase {
    const OPERATION: &'static str = "matmul";

    fn id(&self) -> String {
        let [m, n, k] = self.shape;
        let terms: String =
            self.terms.iter().zip(["+bias", "+scale", "+residual"]).filter(|t| *t.0).map(|t| t.1).collect();
        let tile = match self.tile {
            Some(Tile::Shared { side, .. }) => format!(",shared{side}"),
            Some(Tile::Plane { .. }) => ",plane".to_string(),
            None => String::new(),
        };
        format!("{m}x{n}x{k},{:?},{:?}{terms}{tile}", self.layout, self.activation).to_lowercase()
    }

    fn flops(&self) -> u64 {
        2 * self.shape.iter().map(|d| *d as u64).product::<u64>()
    }

    fn bytes(&self) -> u64 {
        let [m, n, k] = self.shape.map(|d| d as u64);
        4 * (m * k + n * k + m * n * if self.terms[2] { 2 } else { 1 })
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let [m, n, k] = self.shape;
        let (a, b) = (inputs.uniform(m * k), inputs.uniform(n * k));
        let sizes = [n, n, m * n];
        let terms: Vec<Option<Vec<f32>>> = (0..3).map(|i| self.terms[i].then(|| inputs.uniform(sizes[i]))).collect();
        let upload = |i: usize, shape: &[usize]| terms[i].as_ref().map(|v| tensor(device, shape, v)).transpose();
        let (bias, scale, residual) = (upload(0, &[n])?, upload(1, &[n])?, upload(2, &[m, n])?);
        let epilogue = Epilogue {
            bias: bias.as_ref(),
            activation: self.activation,
            layer_scale: scale.as_ref(),
            residual: residual.as_ref(),
        };
        let (shape_a, shape_b) = match self.layout {
            Layout::Nt => ([m, k], [n, k]),
            Layout::Nn => ([m, k], [k, n]),
            Layout::Tn => ([k, m], [k, n]),
        };
        let tile = self.tile.unwrap_or_else(|| Tile::choose(device));
        let got =
            matmul_with(&tensor(device, &shape_a, &a)?, &tensor(device, &shape_b, &b)?, self.layout, &epilogue, tile)?;
        let terms = reference::Terms {
            bias: terms[0].as_deref(),
            activation: self.activation,
            layer_scale: terms[1].as_deref(),
            residual: terms[2].as_deref(),
        };
        Ok(vec![Check::new("out", &got, reference::matmul(&a, &b, self.layout, self.shape, &terms))?])
    }
}
