//! Cases of channel attention.

use super::{channel_attention, channel_attention_backward, reference};
use crate::Result;
use crate::case::{Case, Cost, Given, Input, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::Tensor;

/// One channel attention.
#[derive(Debug, Clone)]
pub struct ChannelAttentionCase {
    /// Batch, tokens, width.
    pub shape: [usize; 3],
    /// Groups of channels.
    pub groups: usize,
}

/// The table: one, odd, prime, the group's 32 channels at DaViT's last map (225 tokens) and many more tokens.
pub fn cases() -> Vec<ChannelAttentionCase> {
    let case = |shape, groups| ChannelAttentionCase { shape, groups };
    vec![
        case([1, 1, 1], 1),
        case([2, 7, 6], 2),
        case([1, 31, 15], 3),
        case([2, 49, 64], 2),
        case([1, 225, 96], 3),
        case([1, 3600, 32], 1),
    ]
}

impl ChannelAttentionCase {
    fn scale(&self) -> f32 {
        1.0 / (self.shape[1] as f32).sqrt()
    }
}

impl Case for ChannelAttentionCase {
    const OPERATION: &'static str = "channel_attention";
    const GPU_KERNEL: bool = true;

    fn id(&self) -> String {
        let [b, t, w] = self.shape;
        format!("{b}x{t}x{w},groups{}", self.groups)
    }

    fn cost(&self) -> Cost {
        let [b, t, w] = self.shape;
        Cost::new(4 * b * t * w * (w / self.groups), 4 * b * t * w)
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [b, t, w] = self.shape;
        let mut qkv = values.activation("qkv", &[b, t, 3 * w]);
        qkv.values.iter_mut().for_each(|v| *v *= 2.0);
        vec![qkv]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::channel_attention(&inputs[0], self.shape, self.groups, self.scale().into())]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let (out, probabilities) = channel_attention(&inputs[0], self.groups, self.scale())?;
        Ok(vec![out, probabilities])
    }

    fn backward<R: Runtime>(&self, given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        let [x, saved, grad] = [&given.inputs[0], &given.outputs[1], &given.grads[0]];
        Ok(vec![channel_attention_backward(x, saved, grad, self.scale())?])
    }
}
