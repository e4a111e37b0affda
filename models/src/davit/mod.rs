//! DaViT (arXiv 2204.03645), as MedImageInsight (arXiv 2410.06542) and Florence-2 (arXiv 2311.06242) have it. Reference code:
//! transformers 5.23, `Florence2VisionBackbone`.
//!
//! A pair of blocks attends first between the tokens of a window, then between the channels of a group. A spatial block is seven
//! launches, as many as of Swin: the two depthwise convolutions that tell positions apart have the norms behind them in their own. A channel
//! block is ten: its attention is a product, its sum over runs of tokens where there are many, a softmax and a product. Where windows reach
//! past the map, padding has the projections' biases as keys and values; the reference projects it to find them, with 6.7 % of MedImageInsight's FLOPs.
//! Images are `[batch, height, width, 3]`, maps `[batch, rows, columns, channels]`.

mod config;
mod names;
mod operations;

pub(crate) use config::{ARCHITECTURE, MODEL_TYPES, read_transformers, read_unicl};
pub use config::{DavitConfig, Pooling};

use crate::encoder::{Keep, Kept, Output};
use crate::error::Result;
use crate::layers::{Conv, Depthwise, Linear, Loader, Norm, mean_of_map};
use crate::parameters::Parameter;
use crate::tape::{self, Extras, Var, attend, channel_attention};
use config::{EPS, KERNEL};
use cubecl::prelude::Runtime;
use names::{Kind, Names, Part};
use roentgen_kernels::Activation;
use roentgen_kernels::attention::{Sizes, Windows};
use roentgen_kernels::l2_norm::{EPS as LENGTH_EPS, Rows};
use std::sync::Arc;

/// A DaViT on a device.
#[derive(Debug)]
pub(crate) struct Davit<R: Runtime> {
    stages: Vec<Stage<R>>,
    head: Option<Head<R>>,
}

#[derive(Debug)]
struct Stage<R: Runtime> {
    patches: Conv<R>,
    patch_norm: Norm<R>,
    /// Whether the norm stands before the patches.
    prenorm: bool,
    blocks: Vec<Arc<Block<R>>>,
}

#[derive(Debug)]
struct Block<R: Runtime> {
    position1: Depthwise<R>,
    norm1: Norm<R>,
    mixing: Mixing,
    qkv: Linear<R>,
    output: Linear<R>,
    position2: Depthwise<R>,
    norm2: Norm<R>,
    fc1: Linear<R>,
    fc2: Linear<R>,
}

/// What a block attends between.
#[derive(Clone, Copy, Debug)]
enum Mixing {
    /// Tokens of a window.
    Windows { side: usize, heads: usize },
    /// Channels of a group.
    Channels { groups: usize },
}

/// UniCL's norm of the pooled map, and its projection `[width, embedding_width]`.
#[derive(Debug)]
struct Head<R: Runtime> {
    norm: Norm<R>,
    projection: Parameter<R>,
}

impl<R: Runtime> Davit<R> {
    pub fn load(config: &DavitConfig, load: &Loader<'_, R>) -> Result<Self> {
        let names = Names::find(load.weights);
        let stage = |stage: usize| -> Result<Stage<R>> {
            let (width, inputs, prenorm) = (config.widths[stage], config.inputs(stage), config.prenorm[stage]);
            let pair = |index| {
                [Kind::Spatial, Kind::Channel]
                    .map(|kind| Block::load(config, &names, load, [stage, index], kind).map(Arc::new))
            };
            Ok(Stage {
                patches: load.conv(&names.patches(stage), [width, inputs], config.patches(stage), true)?,
                patch_norm: load.norm(&names.patch_norm(stage), if prenorm { inputs } else { width }, EPS)?,
                prenorm,
                blocks: (0..config.depths[stage]).flat_map(pair).collect::<Result<_>>()?,
            })
        };
        let stages = (0..config.depths.len()).map(stage).collect::<Result<_>>()?;
        let last = config.widths[config.widths.len() - 1];
        let head = match config.pooling {
            Pooling::Mean => None,
            Pooling::Projection(width) => Some(Head {
                norm: load.norm(&names.norm(), last, EPS)?,
                projection: load.parameter(&names.projection(), &[last, width])?,
            }),
        };
        Ok(Self { stages, head })
    }

    pub fn forward(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let mut x = images.clone();
        let mut kept = Kept::new(keep);
        for stage in &self.stages {
            x = match stage.prenorm {
                true => stage.patches.forward(&stage.patch_norm.forward(&x)?)?,
                false => stage.patch_norm.forward(&stage.patches.forward(&x)?)?,
            };
            for block in &stage.blocks {
                let block = block.clone();
                x = x.through(move |x| block.forward(x))?;
            }
            kept.stage(&x);
        }
        let mut embedding = mean_of_map(&x)?;
        if let Some(head) = &self.head {
            let normed = head.norm.forward(&embedding)?;
            let projected = tape::project(&normed, &head.projection)?;
            embedding = tape::l2_norm(&projected, projected.rows_and_width().1, Rows::ALL, LENGTH_EPS)?;
        }
        let Kept { hidden, maps, .. } = kept;
        Ok(Output { hidden, last: x, maps, embedding: Some(embedding) })
    }
}

impl<R: Runtime> Block<R> {
    fn load(config: &DavitConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2], kind: Kind) -> Result<Self> {
        let stage = at[0];
        let (width, mlp) = (config.widths[stage], config.mlp_width(stage));
        let name = |part| names.block(at, kind, part);
        Ok(Self {
            position1: load.depthwise(&name(Part::Position1), width, KERNEL)?,
            norm1: load.norm(&name(Part::Norm1), width, EPS)?,
            mixing: match kind {
                Kind::Spatial => Mixing::Windows { side: config.window, heads: config.heads[stage] },
                Kind::Channel => Mixing::Channels { groups: config.groups[stage] },
            },
            qkv: load.linear(&name(Part::Qkv), 3 * width, width, config.qkv_bias)?,
            output: load.linear(&name(Part::Output), width, width, true)?,
            position2: load.depthwise(&name(Part::Position2), width, KERNEL)?,
            norm2: load.norm(&name(Part::Norm2), width, EPS)?,
            fc1: load.linear(&name(Part::Fc1), mlp, width, true)?,
            fc2: load.linear(&name(Part::Fc2), width, mlp, true)?,
        })
    }

    fn forward(&self, mut x: Var<R>) -> Result<Var<R>> {
        let mut branch;
        (x, branch) = self.position1.normed(&x, &self.norm1)?;
        branch = self.attend(&branch)?;
        x = self.output.onto(&branch, None, &x)?;
        (x, branch) = self.position2.normed(&x, &self.norm2)?;
        branch = self.fc1.activated(&branch, Activation::Gelu)?;
        self.fc2.onto(&branch, None, &x)
    }

    fn attend(&self, x: &Var<R>) -> Result<Var<R>> {
        let (batch, height, width) = (x.shape()[0], x.shape()[1], x.shape()[2]);
        let (tokens, channels) = (height * width, x.rows_and_width().1);
        let qkv = self.qkv.forward(x)?.reshape(&[batch, tokens, 3 * channels])?;
        let attended = match self.mixing {
            Mixing::Windows { side, heads } => {
                let head_dim = channels / heads;
                let sizes = Sizes { batch, heads, queries: tokens, keys: tokens, head_dim };
                let part = |index| tape::Part { of: &qkv, index };
                let extras = Extras {
                    windows: Some(Windows { height, width, side, shift: 0 }),
                    // Of padding, which is zero, a projection's bias is left.
                    padding: self.qkv.bias.as_ref(),
                    ..Extras::default()
                };
                attend(part(0), part(1), part(2), sizes, 1.0 / (head_dim as f32).sqrt(), &extras)?
            }
            Mixing::Channels { groups } => channel_attention(&qkv, groups, 1.0 / (tokens as f32).sqrt())?,
        };
        attended.reshape(x.shape())
    }
}
