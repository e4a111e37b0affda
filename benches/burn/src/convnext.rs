//! timm's `convnext_tiny`: a depthwise convolution and an MLP in every block; the mean is taken before the last norm.

use crate::layers::{Mlp, channels_last, pool};
use crate::weights::{Result, Weights};
use burn::module::Param;
use burn::nn::LayerNorm;
use burn::nn::conv::Conv2d;
use burn::prelude::*;

const EPSILON: f64 = 1e-6;

#[derive(Module, Debug)]
struct Block {
    depthwise: Conv2d,
    norm: LayerNorm,
    mlp: Mlp,
    scale: Param<Tensor<1>>,
}

#[derive(Module, Debug)]
struct Downsampling {
    norm: LayerNorm,
    patches: Conv2d,
}

#[derive(Module, Debug)]
pub struct ConvNext {
    stem: Conv2d,
    stem_norm: LayerNorm,
    stages: Vec<(Option<Downsampling>, Vec<Block>)>,
    norm: LayerNorm,
}

/// burn's convolutions take channels first, whatever the order in memory.
fn channels_first(x: Tensor<4>) -> Tensor<4> {
    x.permute([0, 3, 1, 2])
}

impl Block {
    fn new(weights: &Weights, name: &str) -> Result<Self> {
        Ok(Self {
            depthwise: weights.depthwise(&format!("{name}.conv_dw"))?,
            norm: weights.norm(&format!("{name}.norm"), EPSILON)?,
            mlp: Mlp::new(weights, &format!("{name}.mlp"))?,
            scale: weights.parameter(&format!("{name}.gamma"))?,
        })
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let mixed = self.norm.forward(channels_last(&self.depthwise, channels_first(x.clone())));
        x + self.mlp.forward(mixed) * self.scale.val().unsqueeze()
    }
}

impl Downsampling {
    fn new(weights: &Weights, name: &str) -> Result<Self> {
        let norm = weights.norm(&format!("{name}.0"), EPSILON)?;
        Ok(Self { norm, patches: weights.patches(&format!("{name}.1"))? })
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        channels_last(&self.patches, channels_first(self.norm.forward(x)))
    }
}

impl ConvNext {
    pub fn new(weights: &Weights) -> Result<Self> {
        let mut stages = Vec::new();
        for (stage, depth) in [3, 3, 9, 3].into_iter().enumerate() {
            let downsampling = (stage > 0).then(|| Downsampling::new(weights, &format!("stages.{stage}.downsample")));
            let blocks = (0..depth).map(|at| Block::new(weights, &format!("stages.{stage}.blocks.{at}")));
            stages.push((downsampling.transpose()?, blocks.collect::<Result<_>>()?));
        }
        Ok(Self {
            stem: weights.patches("stem.0")?,
            stem_norm: weights.norm("stem.1", EPSILON)?,
            stages,
            norm: weights.norm("head.norm", EPSILON)?,
        })
    }

    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let mut x = self.stem_norm.forward(channels_last(&self.stem, images));
        for (downsampling, blocks) in &self.stages {
            if let Some(downsampling) = downsampling {
                x = downsampling.forward(x);
            }
            x = blocks.iter().fold(x, |x, block| block.forward(x));
        }
        self.norm.forward(pool(x))
    }
}
