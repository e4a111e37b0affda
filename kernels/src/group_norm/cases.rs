//! Cases of group and batch norm.

use super::{
    Statistics, batch_norm, batch_norm_backward, batch_norm_inference, group_norm, group_norm_backward, reference,
};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// What is normalised over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Groups of an image's channels.
    Groups(usize),
    /// A channel of the whole batch; the running statistics are the second and third output.
    Batch,
    /// Running statistics.
    Running,
}

/// One normalisation.
#[derive(Debug, Clone)]
pub struct GroupNormCase {
    /// `[batch, height, width, channels]`.
    pub shape: [usize; 4],
    /// Over what.
    pub over: Over,
    /// Mean of the input: a large one cancels in a one-pass variance.
    pub mean: f32,
}

const EPS: f32 = 1e-5;

/// How far running statistics move.
const MOMENTUM: f32 = 0.1;

/// The table: one group, one channel a group, odd and prime maps, decoders' widths, more rows than a launch dimension.
pub fn cases() -> Vec<GroupNormCase> {
    let case = |shape, over, mean| GroupNormCase { shape, over, mean };
    vec![
        // Of one or two values (of a group, a channel) every output is the same whatever they are, and the gradient nothing but rounding.
        case([1, 1, 1, 3], Over::Groups(1), 0.0),
        case([2, 3, 5, 6], Over::Groups(3), 0.0),
        case([3, 7, 5, 4], Over::Groups(4), 20.0),
        case([2, 13, 11, 96], Over::Groups(32), 0.0),
        case([1, 28, 28, 256], Over::Groups(32), 0.0),
        case([3, 1, 1, 1], Over::Batch, 0.0),
        case([3, 5, 7, 3], Over::Batch, 0.0),
        case([2, 9, 13, 8], Over::Batch, 20.0),
        case([1, 1, 70_001, 3], Over::Batch, 0.0),
        case([2, 32, 32, 96], Over::Batch, 0.0),
        case([1, 1, 1, 1], Over::Running, 0.0),
        case([2, 5, 7, 6], Over::Running, 0.0),
        case([1, 16, 16, 768], Over::Running, 0.0),
    ]
}

impl GroupNormCase {
    fn dims(&self) -> ([usize; 3], usize) {
        let [n, h, w, c] = self.shape;
        match self.over {
            Over::Groups(groups) => ([n, h * w, c], groups),
            Over::Batch | Over::Running => ([1, n * h * w, c], c),
        }
    }
}

fn statistics<R: Runtime>(mean: &Tensor<R>, variance: &Tensor<R>) -> Statistics<R> {
    Statistics { mean: mean.clone(), variance: variance.clone() }
}

impl Case for GroupNormCase {
    const OPERATION: &'static str = "group_norm";

    fn id(&self) -> String {
        let [n, h, w, c] = self.shape;
        let over = match self.over {
            Over::Groups(groups) => format!("groups{groups}"),
            Over::Batch => "batch".into(),
            Over::Running => "running".into(),
        };
        format!("{n}x{h}x{w}x{c},{over},mean{}", self.mean)
    }

    fn cost(&self) -> Cost {
        let n: usize = self.shape.iter().product();
        Cost::new(8 * n, 2 * n + 2 * self.shape[3])
    }

    fn backward_cost(&self) -> Cost {
        let n: usize = self.shape.iter().product();
        Cost::new(12 * n, 3 * n + 5 * self.shape[3])
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let channels = self.shape[3];
        let mut x = values.activation("x", &self.shape);
        x.values.iter_mut().for_each(|v| *v += self.mean);
        let mut inputs = vec![x, values.parameter("weight", &[channels]), values.parameter("bias", &[channels])];
        if matches!(self.over, Over::Batch | Over::Running) {
            let mean = values.uniform(channels);
            let variance = values.uniform(channels).iter().map(|v| v.abs() + 0.2).collect();
            inputs.push(Input::new("running_mean", Role::Exact, &[1, channels], mean));
            inputs.push(Input::new("running_variance", Role::Exact, &[1, channels], variance));
        }
        inputs
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let (dims, groups) = self.dims();
        let [x, weight, bias] = [&inputs[0], &inputs[1], &inputs[2]];
        let of_x = || reference::statistics(x, dims, groups);
        let used = if self.over == Over::Running { [inputs[3].clone(), inputs[4].clone()] } else { of_x() };
        let mut outputs = vec![reference::apply(x, weight, bias, &used, dims[1], groups, EPS.into())];
        if self.over == Over::Batch {
            let unbiased = dims[1] as f64 / (dims[1] - 1) as f64;
            for (i, factor) in [(0, 1.0), (1, unbiased)] {
                let m = f64::from(MOMENTUM);
                let moved = inputs[3 + i].iter().zip(&used[i]).map(|(old, new)| (1.0 - m) * old + m * factor * new);
                outputs.push(moved.collect());
            }
        }
        outputs
    }

    fn differentiable(&self) -> usize {
        1
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let [x, weight, bias] = [&inputs[0], &inputs[1], &inputs[2]];
        Ok(match self.over {
            Over::Groups(groups) => {
                let (out, saved) = group_norm(x, weight, bias, groups, EPS)?;
                vec![out, saved.mean, saved.variance]
            }
            Over::Batch => {
                let running = statistics(&inputs[3], &inputs[4]);
                let (out, saved) = batch_norm(x, weight, bias, Some((&running, MOMENTUM)), EPS)?;
                vec![out, running.mean, running.variance, saved.mean, saved.variance]
            }
            Over::Running => {
                vec![batch_norm_inference(x, weight, bias, &statistics(&inputs[3], &inputs[4]), EPS)?]
            }
        })
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [x, weight, grad] = [&given.inputs[0], &given.inputs[1], &given.grads[0]];
        let (inputs, outputs) = (given.inputs, given.outputs);
        let into = [given.into(1), given.into(2)];
        Ok(vec![match self.over {
            Over::Groups(_) => {
                let saved = statistics(&outputs[1], &outputs[2]);
                group_norm_backward(x, weight, &saved, grad, EPS, into)?
            }
            Over::Batch => {
                let saved = statistics(&outputs[3], &outputs[4]);
                batch_norm_backward(x, weight, &saved, grad, EPS, into, true)?
            }
            Over::Running => {
                let running = statistics(&inputs[3], &inputs[4]);
                batch_norm_backward(x, weight, &running, grad, EPS, into, false)?
            }
        }])
    }
}
