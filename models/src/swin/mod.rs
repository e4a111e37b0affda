//! The Swin Transformer (arXiv 2103.14030) and SwinV2 (arXiv 2111.09883). Reference code: transformers 5.23, timm 1.0.31.
//!
//! Attention reads and writes each window of the map in place, shifted or not; where windows reach past the map, padding has
//! the projections' biases as keys and values. A block of Swin is seven launches: norm, query-key-value, attention, output
//! projection onto the residual, norm, two linear layers. One of SwinV2 is ten: it normalises queries and keys, and its norms
//! stand between a branch and the residual. Images are `[batch, height, width, 3]`, maps `[batch, rows * columns, channels]`.

mod config;
mod names;
mod operations;
mod timm;
mod transformers;

pub use config::{Layout, SwinConfig, Version};
pub(crate) use timm::{names as timm_names, read as read_timm};
pub(crate) use transformers::{MODEL_TYPES, read as read_transformers};

use crate::encoder::{Keep, Output};
use crate::error::Result;
use crate::layers::{Conv, Linear, Loader, Norm, padded};
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Derived, Extras, Var, add, attend, l2_norm, mean_tokens, patch_merge};
use config::{NORM_EPS, POSITION_MLP};
use cubecl::prelude::Runtime;
use names::{Names, Part};
use roentgen_kernels::Activation;
use roentgen_kernels::attention::{Sizes, Windows};
use roentgen_kernels::l2_norm::{EPS, Rows};
use roentgen_kernels::relative_bias::Squash;
use roentgen_runtime::{DType, Tensor};
use std::sync::Arc;

/// A Swin Transformer on a device.
#[derive(Debug)]
pub(crate) struct Swin<R: Runtime> {
    config: SwinConfig,
    patch: Conv<R>,
    patch_norm: Norm<R>,
    stages: Vec<Stage<R>>,
    norm: Norm<R>,
}

#[derive(Debug)]
struct Stage<R: Runtime> {
    /// What leads into the stage; the first has none.
    merge: Option<Merge<R>>,
    blocks: Vec<Arc<Block<R>>>,
}

/// Patch merging: 2x2 tokens side by side, projected to twice the channels; normed before, in SwinV2 after.
#[derive(Debug)]
struct Merge<R: Runtime> {
    norm: Norm<R>,
    reduction: Linear<R>,
}

#[derive(Debug)]
struct Block<R: Runtime> {
    norm1: Norm<R>,
    qkv: Linear<R>,
    bias: Bias<R>,
    head_scale: Option<HeadScale<R>>,
    output: Linear<R>,
    norm2: Norm<R>,
    fc1: Linear<R>,
    fc2: Linear<R>,
}

/// What is added to the scores of every window, `[1, heads, side^2, side^2]`.
#[derive(Debug)]
struct Bias<R: Runtime> {
    from: BiasFrom<R>,
    side: usize,
    made: Derived<R>,
}

#[derive(Debug)]
enum BiasFrom<R: Runtime> {
    /// Swin's table, `[(2 side - 1)^2, heads]`.
    Table(Box<Parameter<R>>),
    /// SwinV2's MLP.
    Offsets(Box<PositionMlp<R>>),
}

/// SwinV2's biases of offsets `[(2 side - 1)^2, 2]`; in f32 whatever the model's type, as it is run once.
#[derive(Debug)]
struct PositionMlp<R: Runtime> {
    offsets: Tensor<R>,
    fc1: Linear<R>,
    fc2: Linear<R>,
    /// The model's type.
    dtype: DType,
}

/// SwinV2's factors of each head's cosines: their logarithms `[heads]`, in f32 as the checkpoint has them.
#[derive(Debug)]
struct HeadScale<R: Runtime> {
    logs: Parameter<R>,
    dtype: DType,
    made: Derived<R>,
}

impl<R: Runtime> Swin<R> {
    pub fn load(config: &SwinConfig, load: &Loader<'_, R>) -> Result<Self> {
        let names = Names::find(config.layout, load.weights);
        load.weights.mark_used(&names.mask());
        let stage = |stage| -> Result<Stage<R>> {
            let merge = if stage == 0 { None } else { Some(Merge::load(config, &names, load, stage)?) };
            let block = |index| Block::load(config, &names, load, [stage, index]).map(Arc::new);
            Ok(Stage { merge, blocks: (0..config.depths[stage]).map(block).collect::<Result<_>>()? })
        };
        Ok(Self {
            patch: load.patches(&names.patch(), config.width, config.patch_size, true)?,
            patch_norm: load.norm(&names.patch_norm(), config.width, NORM_EPS)?,
            stages: (0..config.depths.len()).map(stage).collect::<Result<_>>()?,
            norm: load.norm(&names.norm(), config.width_of(config.depths.len() - 1), config.eps)?,
            config: config.clone(),
        })
    }

    pub fn forward(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let config = &self.config;
        let (batch, image) = (images.shape()[0], [images.shape()[1], images.shape()[2]]);
        let mut grid = config.grid(image, 0);
        let mut x = self.patch.forward(&padded(images, config.patch_size)?)?;
        x = self.patch_norm.forward(&x.reshape(&[batch, grid[0] * grid[1], config.width])?)?;
        let (mut hidden, mut maps) = (Vec::new(), Vec::new());
        let mut keep_hidden = |x: &Var<R>| {
            if keep == Keep::Hidden {
                hidden.push(x.clone());
            }
        };
        keep_hidden(&x);
        for (index, stage) in self.stages.iter().enumerate() {
            if let Some(merge) = &stage.merge {
                x = merge.forward(&x, grid, config)?;
                grid = config.grid(image, index);
                // transformers returns a stage behind its merging, timm before it.
                if config.layout == Layout::Transformers {
                    keep_hidden(&x);
                }
            }
            let (side, shift) = (config.side(index), config.shift(index, grid));
            for (block, shift) in stage.blocks.iter().zip([0, shift].into_iter().cycle()) {
                let windows = Windows { height: grid[0], width: grid[1], side, shift };
                let (block, heads) = (block.clone(), config.heads[index]);
                x = x.through(move |x| block.forward(x, windows, heads))?;
            }
            let last = index + 1 == self.stages.len();
            if config.layout == Layout::Timm || last {
                keep_hidden(&x);
            }
            if keep >= Keep::Maps && !last {
                maps.push(x.reshape(&[batch, grid[0], grid[1], config.width_of(index)])?);
            }
        }
        let last = self.norm.forward(&x)?;
        drop(x);
        let embedding = mean_tokens(&last, 0..grid[0] * grid[1])?;
        if keep >= Keep::Maps {
            maps.push(last.reshape(&[batch, grid[0], grid[1], embedding.shape()[1]])?);
        }
        Ok(Output { hidden, last, maps, embedding: Some(embedding) })
    }
}

impl<R: Runtime> Merge<R> {
    fn load(config: &SwinConfig, names: &Names, load: &Loader<'_, R>, stage: usize) -> Result<Self> {
        let width = config.width_of(stage);
        let normed = if config.is_v2() { width } else { 2 * width };
        Ok(Self {
            norm: load.norm(&names.merge(stage, "norm"), normed, NORM_EPS)?,
            reduction: load.linear(&names.merge(stage, "reduction"), width, 2 * width, false)?,
        })
    }

    fn forward(&self, x: &Var<R>, [rows, columns]: [usize; 2], config: &SwinConfig) -> Result<Var<R>> {
        let &[batch, _, width] = x.shape() else { return Ok(x.clone()) };
        let merged = patch_merge(&x.reshape(&[batch, rows, columns, width])?)?;
        let merged = merged.reshape(&[batch, merged.len() / (batch * 4 * width), 4 * width])?;
        if config.is_v2() {
            return self.norm.forward(&self.reduction.forward(&merged)?);
        }
        self.reduction.forward(&self.norm.forward(&merged)?)
    }
}

impl<R: Runtime> Block<R> {
    fn load(config: &SwinConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2]) -> Result<Self> {
        let stage = at[0];
        let (width, mlp, heads) = (config.width_of(stage), config.mlp_width(stage), config.heads[stage]);
        let name = |part| names.block(at, part);
        let norm = |part| load.norm(&name(part), width, config.eps);
        Ok(Self {
            norm1: norm(Part::Norm1)?,
            qkv: qkv(config, names, load, at)?,
            bias: Bias::load(config, names, load, at)?,
            head_scale: if config.is_v2() {
                Some(HeadScale::load(load, &name(Part::LogitScale), heads)?)
            } else {
                None
            },
            output: load.linear(&name(Part::Output), width, width, true)?,
            norm2: norm(Part::Norm2)?,
            fc1: load.linear(&name(Part::Fc1), mlp, width, true)?,
            fc2: load.linear(&name(Part::Fc2), width, mlp, true)?,
        })
    }

    fn forward(&self, mut x: Var<R>, windows: Windows, heads: usize) -> Result<Var<R>> {
        if self.head_scale.is_none() {
            let attended = self.attend(&self.qkv.forward(&self.norm1.forward(&x)?)?, windows, heads)?;
            x = self.output.onto(&attended, None, &x)?;
            drop(attended);
            let wide = self.fc1.activated(&self.norm2.forward(&x)?, Activation::Gelu)?;
            return self.fc2.onto(&wide, None, &x);
        }
        // Cosine attention: queries and keys of length one, values as they are.
        let head_dim = x.rows_and_width().1 / heads;
        let mut branch = self.qkv.forward(&x)?;
        branch = l2_norm(&branch, head_dim, Rows { some: 2 * heads, period: 3 * heads }, EPS)?;
        branch = self.attend(&branch, windows, heads)?;
        branch = self.output.forward(&branch)?;
        x = add(&x, &self.norm1.forward(&branch)?)?;
        branch = self.fc1.activated(&x, Activation::Gelu)?;
        branch = self.fc2.forward(&branch)?;
        add(&x, &self.norm2.forward(&branch)?)
    }

    /// Attention within windows, from `[batch, tokens, 3 * width]`.
    fn attend(&self, qkv: &Var<R>, windows: Windows, heads: usize) -> Result<Var<R>> {
        let (batch, tokens, width) = (qkv.shape()[0], qkv.shape()[1], qkv.shape()[2] / 3);
        let head_dim = width / heads;
        let sizes = Sizes { batch, heads, queries: tokens, keys: tokens, head_dim };
        let scale = if self.head_scale.is_some() { 1.0 } else { 1.0 / (head_dim as f32).sqrt() };
        let part = |index| tape::Part { of: qkv, index };
        let bias = self.bias.forward(qkv)?;
        let head_scale = self.head_scale.as_ref().map(|scale| scale.forward(qkv)).transpose()?;
        let extras = Extras {
            windows: Some(windows),
            bias: Some(&bias),
            head_scale: head_scale.as_ref(),
            rotary: None,
            // A key's bias is its projection's; in SwinV2 it is zero, and stays so when normalised.
            padding: self.qkv.bias.as_ref(),
        };
        attend(part(0), part(1), part(2), sizes, scale, &extras)
    }
}

/// The projection to query, key and value, which in SwinV2 has no bias for keys.
fn qkv<R: Runtime>(config: &SwinConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2]) -> Result<Linear<R>> {
    let (width, keys) = (config.width_of(at[0]), names.qkv(at));
    // timm has one weight, and beside it the two biases.
    if config.is_v2() && config.layout == Layout::Timm {
        let mut projection = load.linear(&keys[0], 3 * width, width, false)?;
        if config.qkv_bias {
            let piece = |part, at_| Piece::whole(&names.block(at, part), &[width], at_);
            let pieces = vec![piece(Part::QueryBias, 0), piece(Part::ValueBias, 2 * width)];
            projection.bias = Some(load.parameter_of(&[3 * width], pieces, load.dtype)?);
        }
        return Ok(projection);
    }
    let has_bias = |index| config.qkv_bias && !(config.is_v2() && index == 1);
    let keys: Vec<_> = keys.into_iter().enumerate().map(|(i, key)| (key, has_bias(i))).collect();
    load.linear_of(&keys, [3 * width / keys.len(), width])
}

impl<R: Runtime> Bias<R> {
    fn load(config: &SwinConfig, names: &Names, load: &Loader<'_, R>, at: [usize; 2]) -> Result<Self> {
        let (side, heads) = (config.side(at[0]), config.heads[at[0]]);
        let entries = (2 * side - 1) * (2 * side - 1);
        let Version::V2 { pretrained_windows } = &config.version else {
            let table = load.parameter(&names.block(at, Part::Table), &[entries, heads])?;
            return Ok(Self { from: BiasFrom::Table(Box::new(table)), side, made: Derived::default() });
        };
        let (dtype, load) = (load.dtype, Loader { dtype: DType::F32, ..*load });
        let unit = match pretrained_windows[at[0]] {
            0 => side.max(2) - 1,
            pretrained => pretrained - 1,
        };
        // Distances on a logarithmic scale: 8 times the window's is 1.
        let coordinate = |i: usize| {
            let distance = 8.0 * (i as f32 - (side - 1) as f32) / unit as f32;
            distance.signum() * (distance.abs() + 1.0).log2() / 3.0
        };
        let edge = 2 * side - 1;
        let offsets: Vec<f32> = (0..entries).flat_map(|i| [coordinate(i / edge), coordinate(i % edge)]).collect();
        let mlp = PositionMlp {
            offsets: load.upload(&[entries, 2], &offsets)?,
            fc1: load.linear(&names.block(at, Part::BiasFc1), POSITION_MLP, 2, true)?,
            fc2: load.linear(&names.block(at, Part::BiasFc2), heads, POSITION_MLP, false)?,
            dtype,
        };
        Ok(Self { from: BiasFrom::Offsets(Box::new(mlp)), side, made: Derived::default() })
    }

    fn forward(&self, beside: &Var<R>) -> Result<Var<R>> {
        match &self.from {
            BiasFrom::Table(table) => {
                self.made.get(table, beside, |table| tape::relative_bias(table, self.side, Squash::None))
            }
            BiasFrom::Offsets(mlp) => self.made.get(&mlp.fc2.weight, beside, |recorded| {
                let hidden = mlp.fc1.activated(&recorded.beside(mlp.offsets.clone()), Activation::Relu)?;
                let table = mlp.fc2.forward(&hidden)?;
                tape::cast(&tape::relative_bias(&table, self.side, Squash::Sigmoid16)?, mlp.dtype)
            }),
        }
    }
}

impl<R: Runtime> HeadScale<R> {
    fn load(load: &Loader<'_, R>, key: &str, heads: usize) -> Result<Self> {
        let logs = load.parameter_of(&[heads], vec![Piece::whole(key, &[heads, 1, 1], 0)], DType::F32)?;
        Ok(Self { logs, dtype: load.dtype, made: Derived::default() })
    }

    fn forward(&self, beside: &Var<R>) -> Result<Var<R>> {
        self.made.get(&self.logs, beside, |logs| tape::cast(&tape::activate(logs, Activation::ClampedExp)?, self.dtype))
    }
}
