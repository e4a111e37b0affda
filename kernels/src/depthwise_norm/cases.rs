//! Cases of a depthwise convolution and the norm behind it.

use super::{depthwise_norm, reference};
use crate::case::{Case, Cost, Given, Input, Values};
use crate::depthwise::depthwise_backward;
use crate::layer_norm::layer_norm_backward;
use crate::linear::{Fused, Into};
use crate::{Activation, Result, join};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One convolution and norm.
#[derive(Debug, Clone)]
pub struct DepthwiseNormCase {
    /// `[batch, height, width, channels]`.
    pub shape: [usize; 4],
    /// Side of the window.
    pub kernel: usize,
    /// Added to the variance.
    pub eps: f32,
    /// Mean of the map: a large one cancels in a one-pass variance.
    pub mean: f32,
}

/// The table: one, maps of a pixel, a row and a column, odd and prime maps and widths, another window, DaViT's widths and maps, a mean that
/// cancels, and more than 65,535 runs of pixels. Of one channel the norm is its bias; of a few, in f16, it is what rounding of the sum left
/// of their difference, whatever computes it.
pub fn cases() -> Vec<DepthwiseNormCase> {
    let case = |shape, kernel, eps, mean| DepthwiseNormCase { shape, kernel, eps, mean };
    let mut cases: Vec<_> = [
        [1, 1, 1, 1],
        [3, 1, 1, 96],
        [1, 1, 9, 17],
        [3, 5, 1, 14],
        [1, 3, 5, 31],
        [3, 3, 5, 96],
        [1, 7, 7, 192],
        [3, 14, 13, 96],
        [1, 14, 13, 20],
        [1, 7, 7, 768],
        [1, 3, 5, 1024],
        [1, 28, 28, 192],
        [1, 56, 56, 96],
        [1, 140_003, 1, 1],
    ]
    .into_iter()
    .map(|shape| case(shape, 3, 1e-5, 0.0))
    .collect();
    cases.extend([case([2, 6, 11, 12], 5, 1e-12, 0.0), case([1, 5, 7, 192], 3, 1e-5, 20.0)]);
    cases
}

impl Case for DepthwiseNormCase {
    const OPERATION: &'static str = "depthwise_norm";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let [n, h, w, c] = self.shape;
        format!("{n}x{h}x{w}x{c},k{},eps{:e},mean{}", self.kernel, self.eps, self.mean)
    }

    fn cost(&self) -> Cost {
        let (n, channels, taps) = (self.shape.iter().product::<usize>(), self.shape[3], self.kernel * self.kernel);
        Cost::new((2 * taps + 9) * n, 3 * n + (taps + 3) * channels)
    }

    fn backward_cost(&self) -> Cost {
        let (n, channels, taps) = (self.shape.iter().product::<usize>(), self.shape[3], self.kernel * self.kernel);
        Cost::new((4 * taps + 20) * n, 7 * n + (3 * taps + 7) * channels)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let c = self.shape[3];
        let mut x = values.activation("x", &self.shape);
        x.values.iter_mut().for_each(|v| *v += self.mean);
        // A middle tap near minus one takes its own pixel away: on a map of one, the case would measure what rounding left.
        let mut weight = values.parameter("weight", &[c, 1, self.kernel, self.kernel]);
        weight.values.iter_mut().for_each(|v| *v *= 0.5);
        vec![
            x,
            weight,
            values.parameter("bias", &[c]),
            values.parameter("norm_weight", &[c]),
            values.parameter("norm_bias", &[c]),
        ]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let [x, weight, bias, norm_weight, norm_bias] = [0, 1, 2, 3, 4].map(|i| &inputs[i][..]);
        let eps = self.eps.into();
        reference::depthwise_norm(x, [weight, bias], [norm_weight, norm_bias], self.shape, self.kernel, eps).into()
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let [x, weight, bias, norm_weight, norm_bias] = [0, 1, 2, 3, 4].map(|i| &inputs[i]);
        let (y, z) = depthwise_norm(x, [weight, bias], [norm_weight, norm_bias], self.eps)?;
        Ok(vec![y, z])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [x, weight, norm_weight, y] = [&given.inputs[0], &given.inputs[1], &given.inputs[3], &given.outputs[0]];
        let [of_y, of_z] = [&given.grads[0], &given.grads[1]];
        let through = layer_norm_backward(y, norm_weight, of_z, self.eps, given.into(3), given.into(4))?;
        let grad = join::add(&through, of_y)?;
        let fused = Fused { activation: Activation::None, layer_scale: None, saved: None };
        let into = Into { weight: Some(given.into(1)), bias: Some(given.into(2)), layer_scale: None, input: true };
        let of_x = depthwise_backward(x, weight, &grad, &fused, &into)?;
        of_x.iter().map(|of_x| join::add(of_x, &grad)).collect()
    }
}
