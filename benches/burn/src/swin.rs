//! timm's `swin_tiny_patch4_window7_224`: attention in windows that every second block shifts by half of one.

use crate::layers::{Attention, Mlp, channels_last, pool};
use crate::weights::{Result, Weights};
use burn::nn::conv::Conv2d;
use burn::nn::{LayerNorm, Linear};
use burn::prelude::*;

const EPSILON: f64 = 1e-5;
const WINDOW: usize = 7;
const TOKENS: usize = WINDOW * WINDOW;
const SHIFT: usize = WINDOW / 2;

#[derive(Module, Debug)]
struct Block {
    attention_norm: LayerNorm,
    attention: Attention,
    /// `[1, windows or 1, heads, tokens, tokens]`: of relative positions and, in a shifted block, between parts of the image that only
    /// the shift made neighbours.
    bias: Tensor<5>,
    shift: usize,
    mlp_norm: LayerNorm,
    mlp: Mlp,
}

#[derive(Module, Debug)]
struct Merging {
    norm: LayerNorm,
    reduction: Linear,
}

#[derive(Module, Debug)]
pub struct Swin {
    patches: Conv2d,
    patches_norm: LayerNorm,
    stages: Vec<(Option<Merging>, Vec<Block>)>,
    norm: LayerNorm,
}

/// The bias of every window of a square of `side` tokens. It depends on no image, so that it is made once.
fn bias(table: &[f32], heads: usize, side: usize, shift: usize, device: &Device) -> Tensor<5> {
    // In a shifted image: the rows that stayed in a window of their own, and the two sorts of the last window's.
    let part = |at: usize| usize::from(at + WINDOW >= side) + usize::from(at + shift >= side);
    let windows = if shift > 0 { side / WINDOW } else { 1 };
    let mut values = Vec::with_capacity(windows * windows * heads * TOKENS * TOKENS);
    for window in 0..windows * windows {
        let region = |token: usize| {
            let (row, column) = (token / WINDOW, token % WINDOW);
            (part(window / windows * WINDOW + row), part(window % windows * WINDOW + column))
        };
        for head in 0..heads {
            for (query, key) in (0..TOKENS * TOKENS).map(|at| (at / TOKENS, at % TOKENS)) {
                let rows = query / WINDOW + WINDOW - 1 - key / WINDOW;
                let columns = query % WINDOW + WINDOW - 1 - key % WINDOW;
                let masked = shift > 0 && region(query) != region(key);
                let position = table[(rows * (2 * WINDOW - 1) + columns) * heads + head];
                values.push(position + if masked { -100.0 } else { 0.0 });
            }
        }
    }
    Tensor::from_data(TensorData::new(values, [1, windows * windows, heads, TOKENS, TOKENS]), device)
}

impl Block {
    fn new(weights: &Weights, name: &str, heads: usize, side: usize, shift: usize, device: &Device) -> Result<Self> {
        let (table, _) = weights.values(&format!("{name}.attn.relative_position_bias_table"))?;
        Ok(Self {
            attention_norm: weights.norm(&format!("{name}.norm1"), EPSILON)?,
            attention: Attention::new(weights, &format!("{name}.attn"), heads)?,
            bias: bias(&table, heads, side, shift, device),
            shift,
            mlp_norm: weights.norm(&format!("{name}.norm2"), EPSILON)?,
            mlp: Mlp::new(weights, &format!("{name}.mlp"))?,
        })
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let x = x.clone() + self.windows(self.attention_norm.forward(x));
        x.clone() + self.mlp.forward(self.mlp_norm.forward(x))
    }

    fn windows(&self, x: Tensor<4>) -> Tensor<4> {
        let [batch, height, width, channels] = x.dims();
        let shift = self.shift as i64;
        let x = if shift > 0 { x.roll(&[-shift, -shift], &[1, 2]) } else { x };
        let (rows, columns) = (height / WINDOW, width / WINDOW);
        let x = x.reshape([batch, rows, WINDOW, columns, WINDOW, channels]).permute([0, 1, 3, 2, 4, 5]).reshape([
            batch * rows * columns,
            TOKENS,
            channels,
        ]);
        let x = self.attention.forward(x, Some(self.bias.clone()));
        let x = x
            .reshape([batch, rows, columns, WINDOW, WINDOW, channels])
            .permute([0, 1, 3, 2, 4, 5])
            .reshape([batch, height, width, channels]);
        if shift > 0 { x.roll(&[shift, shift], &[1, 2]) } else { x }
    }
}

impl Merging {
    fn new(weights: &Weights, name: &str) -> Result<Self> {
        let norm = weights.norm(&format!("{name}.norm"), EPSILON)?;
        Ok(Self { norm, reduction: weights.linear(&format!("{name}.reduction"))? })
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let [batch, height, width, channels] = x.dims();
        let x = x.reshape([batch, height / 2, 2, width / 2, 2, channels]).permute([0, 1, 3, 4, 2, 5]).reshape([
            batch,
            height / 2,
            width / 2,
            4 * channels,
        ]);
        self.reduction.forward(self.norm.forward(x))
    }
}

impl Swin {
    pub fn new(weights: &Weights, device: &Device) -> Result<Self> {
        let mut stages = Vec::new();
        for (stage, (depth, heads)) in [(2, 3), (2, 6), (6, 12), (2, 24)].into_iter().enumerate() {
            let side = 56 >> stage;
            let merging = (stage > 0).then(|| Merging::new(weights, &format!("layers.{stage}.downsample")));
            let blocks = (0..depth).map(|at| {
                // A single window has nothing to be shifted against.
                let shift = if at % 2 == 1 && side > WINDOW { SHIFT } else { 0 };
                Block::new(weights, &format!("layers.{stage}.blocks.{at}"), heads, side, shift, device)
            });
            stages.push((merging.transpose()?, blocks.collect::<Result<_>>()?));
        }
        Ok(Self {
            patches: weights.patches("patch_embed.proj")?,
            patches_norm: weights.norm("patch_embed.norm", EPSILON)?,
            stages,
            norm: weights.norm("norm", EPSILON)?,
        })
    }

    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        let mut x = self.patches_norm.forward(channels_last(&self.patches, images));
        for (merging, blocks) in &self.stages {
            if let Some(merging) = merging {
                x = merging.forward(x);
            }
            x = blocks.iter().fold(x, |x, block| block.forward(x));
        }
        pool(self.norm.forward(x))
    }
}
