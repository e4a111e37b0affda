//! What more than one model is made of.

use crate::weights::{Result, Weights};
use burn::nn::conv::Conv2d;
use burn::nn::{Gelu, Linear};
use burn::prelude::*;
use burn::tensor::activation::softmax;

#[derive(Module, Debug)]
pub struct Mlp {
    first: Linear,
    activation: Gelu,
    second: Linear,
}

impl Mlp {
    pub fn new(weights: &Weights, name: &str) -> Result<Self> {
        let [first, second] = ["fc1", "fc2"].map(|layer| weights.linear(&format!("{name}.{layer}")));
        Ok(Self { first: first?, activation: Gelu::new(), second: second? })
    }

    pub fn forward<const D: usize>(&self, x: Tensor<D>) -> Tensor<D> {
        self.second.forward(self.activation.forward(self.first.forward(x)))
    }
}

/// Written out, as in burn's own `MultiHeadAttention`, which can't take a bias of relative positions.
#[derive(Module, Debug)]
pub struct Attention {
    inputs: Linear,
    output: Linear,
    heads: usize,
}

impl Attention {
    pub fn new(weights: &Weights, name: &str, heads: usize) -> Result<Self> {
        let [inputs, output] = ["qkv", "proj"].map(|layer| weights.linear(&format!("{name}.{layer}")));
        Ok(Self { inputs: inputs?, output: output?, heads })
    }

    /// The bias is `[1, windows, heads, tokens, tokens]`, where windows divide the sequences, or 1.
    pub fn forward(&self, x: Tensor<3>, bias: Option<Tensor<5>>) -> Tensor<3> {
        let [sequences, tokens, width] = x.dims();
        let (heads, size) = (self.heads, width / self.heads);
        let parts = self.inputs.forward(x).reshape([sequences, tokens, 3, heads, size]).permute([2, 0, 3, 1, 4]);
        let [query, key, value] =
            [0, 1, 2].map(|part| parts.clone().narrow(0, part, 1).reshape([sequences, heads, tokens, size]));
        let mut scores = query.matmul(key.transpose()) * (size as f64).powf(-0.5);
        if let Some(bias) = bias {
            let windows = bias.dims()[1];
            scores = (scores.reshape([sequences / windows, windows, heads, tokens, tokens]) + bias)
                .reshape([sequences, heads, tokens, tokens]);
        }
        let mixed = softmax(scores, 3).matmul(value);
        self.output.forward(mixed.swap_dims(1, 2).reshape([sequences, tokens, width]))
    }
}

/// A convolution's answer, with channels last.
pub fn channels_last(convolution: &Conv2d, x: Tensor<4>) -> Tensor<4> {
    convolution.forward(x).permute([0, 2, 3, 1])
}

/// The mean over height and width of `[batch, height, width, channels]`.
pub fn pool(x: Tensor<4>) -> Tensor<2> {
    x.flatten::<3>(1, 2).mean_dim(1).squeeze_dim(1)
}
