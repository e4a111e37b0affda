//! SegFormer (arXiv 2105.15203): the Mix Transformer, and its decoder ([`crate::decoders`]). Reference code: transformers 5.23.
//!
//! Every stage starts with a convolution of overlapping patches and ends with a norm. Where a stage reduces its keys and values, a
//! block is eleven launches: norm, query, reduction, its norm, key-value, attention, output projection onto the residual, norm,
//! two linear layers, and between them the depthwise convolution; otherwise it is eight, with one projection to query, key and
//! value. Images are `[batch, height, width, 3]`, maps `[batch, rows, columns, channels]`.

mod config;
mod names;
mod operations;

pub use config::SegFormerConfig;
pub(crate) use config::{MODEL_TYPES, read_transformers};

use crate::decoders::MlpDecoder;
use crate::encoder::{Keep, Kept, Output};
use crate::error::Result;
use crate::layers::{Conv, Depthwise, Linear, Loader, Norm, mean_of_map};
use crate::tape::{Extras, Part, Var, attend};
use config::{EPS, KERNEL};
use cubecl::prelude::Runtime;
use names::Names;
use roentgen_kernels::Activation;
use roentgen_kernels::attention::Sizes;
use roentgen_kernels::conv::Window;
use std::sync::Arc;

/// A SegFormer on a device.
#[derive(Debug)]
pub(crate) struct SegFormer<R: Runtime> {
    stages: Vec<Stage<R>>,
    decoder: Option<MlpDecoder<R>>,
}

#[derive(Debug)]
struct Stage<R: Runtime> {
    patches: Conv<R>,
    patch_norm: Norm<R>,
    blocks: Vec<Arc<Block<R>>>,
    norm: Norm<R>,
}

#[derive(Debug)]
struct Block<R: Runtime> {
    heads: usize,
    norm1: Norm<R>,
    /// One projection to query, key and value, or one to the query alone.
    query: Linear<R>,
    reduction: Option<Reduction<R>>,
    output: Linear<R>,
    norm2: Norm<R>,
    fc1: Linear<R>,
    depthwise: Depthwise<R>,
    fc2: Linear<R>,
}

/// What makes fewer keys and values than there are tokens.
#[derive(Debug)]
struct Reduction<R: Runtime> {
    conv: Conv<R>,
    norm: Norm<R>,
    key_value: Linear<R>,
}

impl<R: Runtime> SegFormer<R> {
    pub fn load(config: &SegFormerConfig, load: &Loader<'_, R>) -> Result<Self> {
        let names = Names::find(load.weights);
        let stage = |stage: usize| -> Result<Stage<R>> {
            let width = config.widths[stage];
            let inputs = if stage == 0 { 3 } else { config.widths[stage - 1] };
            let block = |index| Block::load(config, &names, load, [stage, index]).map(Arc::new);
            Ok(Stage {
                patches: load.conv(&names.patches(stage, "proj"), [width, inputs], config.window(stage), true)?,
                patch_norm: load.norm(&names.patches(stage, "layer_norm"), width, EPS)?,
                blocks: (0..config.depths[stage]).map(block).collect::<Result<_>>()?,
                norm: load.norm(&names.norm(stage), width, EPS)?,
            })
        };
        let decoder = config.mlp_decoder().map(|decoder| MlpDecoder::load(&decoder, &names.decoder, load));
        Ok(Self { stages: (0..config.depths.len()).map(stage).collect::<Result<_>>()?, decoder: decoder.transpose()? })
    }

    pub fn forward(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let mut x = images.clone();
        let mut kept = Kept::new(keep);
        for stage in &self.stages {
            x = stage.patch_norm.forward(&stage.patches.forward(&x)?)?;
            for block in &stage.blocks {
                let block = block.clone();
                x = x.through(move |x| block.forward(x))?;
            }
            x = stage.norm.forward(&x)?;
            kept.stage(&x);
        }
        let embedding = mean_of_map(&x)?;
        let Kept { hidden, maps, .. } = kept;
        Ok(Output { hidden, last: x, maps, embedding: Some(embedding) })
    }

    /// The decoder's logits from all feature maps, where there is a decoder.
    pub fn decode(&self, maps: &[Var<R>]) -> Result<Option<Var<R>>> {
        self.decoder.as_ref().map(|decoder| decoder.forward(maps)).transpose()
    }
}

impl<R: Runtime> Block<R> {
    fn load(config: &SegFormerConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2]) -> Result<Self> {
        let stage = at[0];
        let (width, mlp, side) = (config.widths[stage], config.mlp_width(stage), config.reductions[stage]);
        let name = |part: &str| names.block(at, part);
        let [query, key, value] = ["query", "key", "value"].map(|part| (name(&format!("attention.self.{part}")), true));
        let window = Window { kernel: side, stride: side, padding: 0 };
        let (query, reduction) = match side {
            1 => (load.linear_of(&[query, key, value], [width, width])?, None),
            _ => (
                load.linear_of(&[query], [width, width])?,
                Some(Reduction {
                    conv: load.conv(&name("attention.self.sr"), [width, width], window, true)?,
                    norm: load.norm(&name("attention.self.layer_norm"), width, EPS)?,
                    key_value: load.linear_of(&[key, value], [width, width])?,
                }),
            ),
        };
        Ok(Self {
            heads: config.heads[stage],
            norm1: load.norm(&name("layer_norm_1"), width, EPS)?,
            query,
            reduction,
            output: load.linear(&name("attention.output.dense"), width, width, true)?,
            norm2: load.norm(&name("layer_norm_2"), width, EPS)?,
            fc1: load.linear(&name("mlp.dense1"), mlp, width, true)?,
            depthwise: load.depthwise(&name("mlp.dwconv.dwconv"), mlp, KERNEL)?,
            fc2: load.linear(&name("mlp.dense2"), width, mlp, true)?,
        })
    }

    fn forward(&self, mut x: Var<R>) -> Result<Var<R>> {
        let mut branch = self.attend(&self.norm1.forward(&x)?)?;
        x = self.output.onto(&branch, None, &x)?;
        branch = self.norm2.forward(&x)?;
        branch = self.fc1.forward(&branch)?;
        branch = self.depthwise.activated(&branch, Activation::Gelu)?;
        self.fc2.onto(&branch, None, &x)
    }

    /// Attention of all tokens of a map to its reduced ones.
    fn attend(&self, x: &Var<R>) -> Result<Var<R>> {
        let (batch, width) = (x.shape()[0], x.rows_and_width().1);
        let head_dim = width / self.heads;
        let tokens = |map: &Var<R>| map.len() / (batch * map.rows_and_width().1);
        let flat = |map: Var<R>| map.reshape(&[batch, tokens(&map), map.rows_and_width().1]);
        let query = flat(self.query.forward(x)?)?;
        let queries = tokens(&query);
        let sizes = |keys| Sizes { batch, heads: self.heads, queries, keys, head_dim };
        let scale = 1.0 / (head_dim as f32).sqrt();
        let out = match &self.reduction {
            None => {
                let part = |index| Part { of: &query, index };
                attend(part(0), part(1), part(2), sizes(queries), scale, &Extras::default())?
            }
            Some(reduction) => {
                let reduced = reduction.norm.forward(&reduction.conv.forward(x)?)?;
                let key_value = flat(reduction.key_value.forward(&reduced)?)?;
                let part = |index| Part { of: &key_value, index };
                let query = Part { of: &query, index: 0 };
                attend(query, part(0), part(1), sizes(tokens(&key_value)), scale, &Extras::default())?
            }
        };
        out.reshape(x.shape())
    }
}
