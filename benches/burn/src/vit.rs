//! timm's `vit_small_patch16_224`: a class token, learned positions, norms before; the embedding is the class token's.

use crate::layers::{Attention, Mlp, channels_last};
use crate::weights::{Result, Weights};
use burn::module::Param;
use burn::nn::LayerNorm;
use burn::nn::conv::Conv2d;
use burn::prelude::*;

const EPSILON: f64 = 1e-6;

#[derive(Module, Debug)]
struct Block {
    attention_norm: LayerNorm,
    attention: Attention,
    mlp_norm: LayerNorm,
    mlp: Mlp,
}

#[derive(Module, Debug)]
pub struct Vit {
    patches: Conv2d,
    class: Param<Tensor<3>>,
    positions: Param<Tensor<3>>,
    blocks: Vec<Block>,
    norm: LayerNorm,
}

impl Block {
    fn new(weights: &Weights, name: &str, heads: usize) -> Result<Self> {
        Ok(Self {
            attention_norm: weights.norm(&format!("{name}.norm1"), EPSILON)?,
            attention: Attention::new(weights, &format!("{name}.attn"), heads)?,
            mlp_norm: weights.norm(&format!("{name}.norm2"), EPSILON)?,
            mlp: Mlp::new(weights, &format!("{name}.mlp"))?,
        })
    }

    fn forward(&self, x: Tensor<3>) -> Tensor<3> {
        let x = x.clone() + self.attention.forward(self.attention_norm.forward(x), None);
        x.clone() + self.mlp.forward(self.mlp_norm.forward(x))
    }
}

impl Vit {
    pub fn new(weights: &Weights) -> Result<Self> {
        let (depth, heads) = (12, 6);
        Ok(Self {
            patches: weights.patches("patch_embed.proj")?,
            class: weights.parameter("cls_token")?,
            positions: weights.parameter("pos_embed")?,
            blocks: (0..depth).map(|at| Block::new(weights, &format!("blocks.{at}"), heads)).collect::<Result<_>>()?,
            norm: weights.norm("norm", EPSILON)?,
        })
    }

    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let [batch, ..] = images.dims();
        let patches = channels_last(&self.patches, images).flatten::<3>(1, 2);
        let class = self.class.val().repeat_dim(0, batch);
        let x = Tensor::cat(vec![class, patches], 1) + self.positions.val();
        let x = self.blocks.iter().fold(x, |x, block| block.forward(x));
        self.norm.forward(x).narrow(1, 0, 1).squeeze_dim(1)
    }
}
