//! The vision transformer (arXiv 2010.11929) in its flavours: DINOv2 with and without registers, DINOv3, SigLIP, CLIP,
//! transformers' and timm's ViT, open_clip's. Reference code: transformers 5.23, timm 1.0.31.
//!
//! A block is seven launches: norm, query-key-value, attention, output projection onto the residual, norm, two linear
//! layers (eight where the MLP is gated). Images are `[batch, height, width, 3]`, tokens `[batch, tokens, width]`.

pub(crate) mod config;
mod head;
mod names;
mod operations;
mod timm;
mod transformers;

pub use config::{Activation, Layout, Pooling, Position, VitConfig};
pub(crate) use timm::{names as timm_names, read as read_timm, read_open_clip};
pub(crate) use transformers::{MODEL_TYPES, read as read_transformers};

use crate::encoder::{Keep, Output};
use crate::error::{Error, Result};
use crate::layers::{Conv, Linear, Loader, Norm, without_prefix};
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Derived, Extras, Var, attend, swiglu};
use cubecl::prelude::Runtime;
use head::Head;
use names::{Names, Part};
use roentgen_kernels::Activation as Function;
use roentgen_kernels::attention::Sizes;
use roentgen_kernels::resize::{Filter, Sampling};
use roentgen_runtime::Tensor;
use std::sync::Arc;

/// A vision transformer on a device.
#[derive(Debug)]
pub(crate) struct Vit<R: Runtime> {
    config: Arc<VitConfig>,
    /// The patch embedding.
    patch: Conv<R>,
    prefix: Option<Prefix<R>>,
    positions: Positions<R>,
    pre_norm: Option<Norm<R>>,
    blocks: Vec<Arc<Block<R>>>,
    norm: Option<Norm<R>>,
    head: Head<R>,
}

/// How the patches know where they are.
#[derive(Debug)]
enum Positions<R: Runtime> {
    /// What is added to them, `[1, rows, columns, width]`, on the pretraining grid.
    Table(Parameter<R>),
    /// What their queries and keys are turned by; a single zero is added to them, `[1, 1, 1, width]`.
    Rotary(Box<Rotary<R>>, Tensor<R>),
}

/// Class and register tokens, `[prefix, width]`, and their positions, zero for those that have none.
#[derive(Debug)]
struct Prefix<R: Runtime> {
    tokens: Parameter<R>,
    positions: Option<Parameter<R>>,
    sum: Derived<R>,
}

/// Rotary positions: cosines and sines of the patches of one grid, and what those of another are made from.
#[derive(Debug)]
struct Rotary<R: Runtime> {
    theta: f32,
    head_dim: usize,
    grid: [usize; 2],
    table: Tensor<R>,
}

#[derive(Debug)]
struct Block<R: Runtime> {
    norm1: Norm<R>,
    qkv: Linear<R>,
    output: Linear<R>,
    layer_scale1: Option<Parameter<R>>,
    norm2: Norm<R>,
    fc1: Linear<R>,
    fc2: Linear<R>,
    layer_scale2: Option<Parameter<R>>,
}

impl<R: Runtime> Vit<R> {
    pub fn load(config: &VitConfig, load: &Loader<'_, R>) -> Result<Self> {
        let names = Names::find(config.layout, load.weights);
        let width = config.width;
        load.weights.mark_used(&names.mask());
        let mean_pooled = matches!(config.pooling, Pooling::Mean { .. });
        let norm = |key: String| load.norm(&key, width, config.eps);
        Ok(Self {
            patch: load.patches(&names.patch(), width, config.patch_size, !config.pre_norm)?,
            prefix: Prefix::load(config, &names, load)?,
            positions: Positions::load(config, &names, load)?,
            pre_norm: if config.pre_norm { Some(norm(names.pre_norm())?) } else { None },
            blocks: (0..config.depth)
                .map(|i| Block::load(config, &names, load, i).map(Arc::new))
                .collect::<Result<_>>()?,
            // CLIP norms only the class token; timm's mean pooling norms only the mean.
            norm: if config.pooling == Pooling::ClsPostNorm || mean_pooled { None } else { Some(norm(names.norm())?) },
            head: Head::load(config, &names, load)?,
            config: Arc::new(config.clone()),
        })
    }

    pub fn forward(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let (batch, width) = (images.shape()[0], self.config.width);
        let grid = self.config.grid([images.shape()[1], images.shape()[2]]);
        let patches = self.patch.forward(images)?.reshape(&[batch, grid[0] * grid[1], width])?;
        let prefix = self.prefix.as_ref().map(|prefix| prefix.forward(images)).transpose()?;
        let mut x = tape::tokens(&patches, prefix.as_ref(), &self.positions_for(grid, images)?)?;
        drop(patches);
        if let Some(norm) = &self.pre_norm {
            x = norm.forward(&x)?;
        }
        let rotary = match &self.positions {
            Positions::Table(_) => None,
            Positions::Rotary(rotary, _) => Some(rotary.table(grid)?),
        };
        let mut hidden = Vec::new();
        for block in &self.blocks {
            if keep == Keep::Hidden {
                hidden.push(x.clone());
            }
            let (block, config, rotary) = (block.clone(), self.config.clone(), rotary.clone());
            x = x.through(move |x| block.forward(x, &config, rotary.as_ref()))?;
        }
        if keep == Keep::Hidden {
            hidden.push(x.clone());
        }
        let tokens = match &self.norm {
            Some(norm) => norm.forward(&x)?,
            None => x,
        };
        let embedding = self.head.forward(&tokens, &self.config)?;
        let mut maps = Vec::new();
        if keep >= Keep::Maps {
            let patches = without_prefix(&tokens, self.config.prefix_tokens())?;
            maps.push(patches.reshape(&[batch, grid[0], grid[1], width])?);
        }
        Ok(Output { hidden, last: tokens, maps, embedding })
    }

    /// The patches behind block `block`, normed as the last ones are, as a map `[batch, rows, columns, width]`; of an output with
    /// every hidden state.
    pub fn block_map(&self, output: &Output<R>, block: usize) -> Result<Var<R>> {
        let (Some(tokens), Some(last)) = (output.hidden.get(block + 1), output.maps.first()) else {
            return Err(Error::Unsupported(format!("block {block} of a model of {}", self.blocks.len())));
        };
        let patches = without_prefix(tokens, self.config.prefix_tokens())?.reshape(last.shape())?;
        self.norm.as_ref().map_or(Ok(patches.clone()), |norm| norm.forward(&patches))
    }

    /// Positions for a grid of patches, `[rows * columns, width]`: the table itself, or resized as the reference does; zeros
    /// where they are rotary.
    fn positions_for(&self, grid: [usize; 2], images: &Var<R>) -> Result<Var<R>> {
        let positions = match &self.positions {
            Positions::Table(table) => tape::parameter(table, images),
            Positions::Rotary(_, zero) => zero.clone().into(),
        };
        let antialias = matches!(self.config.position, Position::Table { antialias: true, .. });
        let sampling = if antialias { Sampling::Antialias } else { Sampling::HalfPixel };
        tape::resize(&positions, grid, Filter::Bicubic, sampling)?.reshape(&[grid[0] * grid[1], self.config.width])
    }
}

impl<R: Runtime> Rotary<R> {
    fn new(theta: f32, head_dim: usize, grid: [usize; 2], load: &Loader<'_, R>) -> Result<Self> {
        let table = rotary_table(theta, head_dim, grid);
        let table = load.upload(&[grid[0] * grid[1], 2, head_dim], &table)?;
        Ok(Self { theta, head_dim, grid, table })
    }

    /// The table of a grid of patches.
    fn table(&self, grid: [usize; 2]) -> Result<Tensor<R>> {
        if grid == self.grid {
            return Ok(self.table.clone());
        }
        let values = rotary_table(self.theta, self.head_dim, grid);
        let shape = [grid[0] * grid[1], 2, self.head_dim];
        Ok(Tensor::from_f32(self.table.device(), &shape, self.table.dtype(), &values)?)
    }
}

/// Cosines and sines of the angles by which the patches of a grid are turned, `[patches, 2, head_dim]`: a quarter of the
/// channels for the row, a quarter for the column, of waves up to `theta` times the image's half, twice over.
fn rotary_table(theta: f32, head_dim: usize, [rows, columns]: [usize; 2]) -> Vec<f32> {
    let quarter = head_dim / 4;
    // From -1 to 1, at the patches' centres.
    let centre = |index: usize, count: usize| 2.0 * (index as f32 + 0.5) / count as f32 - 1.0;
    let angle = |row: usize, column: usize, channel: usize| {
        let wave = theta.powf(-((channel % quarter) as f32) / quarter as f32);
        let along_rows = channel % (2 * quarter) < quarter;
        std::f32::consts::TAU * if along_rows { centre(row, rows) } else { centre(column, columns) } * wave
    };
    let mut table = Vec::with_capacity(rows * columns * 2 * head_dim);
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        table.extend((0..head_dim).map(|channel| angle(row, column, channel).cos()));
        table.extend((0..head_dim).map(|channel| angle(row, column, channel).sin()));
    }
    table
}

/// The checkpoint's table of positions: its key, its shape and the rows in front that are of prefix tokens.
fn table(config: &VitConfig, names: &Names) -> Option<(String, Vec<usize>, usize)> {
    let Position::Table { prefix, .. } = config.position else { return None };
    let embedding = matches!(config.layout, Layout::Siglip | Layout::Clip);
    let shape = if embedding { vec![] } else { vec![1] };
    Some((names.positions(), [shape, vec![config.positions(), config.width]].concat(), prefix))
}

impl<R: Runtime> Positions<R> {
    fn load(config: &VitConfig, names: &Names, load: &Loader<'_, R>) -> Result<Self> {
        let ([rows, columns], width) = (config.grid(config.image_size), config.width);
        if let Position::Rotary { theta } = config.position {
            let rotary = Rotary::new(theta, width / config.heads, [rows, columns], load)?;
            return Ok(Self::Rotary(Box::new(rotary), load.upload(&[1, 1, 1, width], &vec![0.0; width])?));
        }
        let pieces = table(config, names).map(|(key, shape, prefix)| {
            let whole = Piece::whole(&key, &shape, 0);
            Piece { of_key: prefix * width..whole.of_key.end, ..whole }
        });
        let pieces = pieces.into_iter().collect();
        Ok(Self::Table(load.parameter_of(&[1, rows, columns, width], pieces, load.dtype)?))
    }
}

impl<R: Runtime> Prefix<R> {
    fn load(config: &VitConfig, names: &Names, load: &Loader<'_, R>) -> Result<Option<Self>> {
        let width = config.width;
        let mut pieces = Vec::new();
        if config.cls_token {
            let shape = if config.layout == Layout::Clip { vec![width] } else { vec![1, 1, width] };
            pieces.push(Piece::whole(&names.cls(), &shape, 0));
        }
        if config.registers > 0 {
            pieces.push(Piece::whole(&names.registers(), &[1, config.registers, width], pieces.len() * width));
        }
        if pieces.is_empty() {
            return Ok(None);
        }
        let shape = [config.prefix_tokens(), width];
        let positions = match table(config, names) {
            Some((key, whole, prefix)) if prefix > 0 => {
                let piece = Piece { of_key: 0..prefix * width, ..Piece::whole(&key, &whole, 0) };
                Some(load.parameter_of(&shape, vec![piece], load.dtype)?)
            }
            _ => None,
        };
        Ok(Some(Self { tokens: load.parameter_of(&shape, pieces, load.dtype)?, positions, sum: Derived::default() }))
    }

    /// The tokens with their positions added.
    fn forward(&self, images: &Var<R>) -> Result<Var<R>> {
        self.sum.get(&self.tokens, images, |tokens| match &self.positions {
            Some(positions) => tape::add(tokens, &tape::parameter(positions, tokens)),
            None => Ok(tokens.clone()),
        })
    }
}

impl<R: Runtime> Block<R> {
    fn load(config: &VitConfig, names: &Names, load: &Loader<'_, R>, index: usize) -> Result<Self> {
        let width = config.width;
        let name = |part| names.block(index, part);
        let norm = |part| load.norm(&name(part), width, config.eps);
        let scale = |part| -> Result<Option<Parameter<R>>> {
            if config.layer_scale { load.parameter(&name(part), &[width]).map(Some) } else { Ok(None) }
        };
        let gated = config.activation == Activation::SiluGated;
        let fc1: Vec<_> = names.fc1(index, gated).into_iter().map(|key| (key, true)).collect();
        let fc2 = if gated { Part::GatedFc2 } else { Part::Fc2 };
        let qkv: Vec<_> = names.qkv(index).into_iter().zip(config.qkv_bias).collect();
        Ok(Self {
            norm1: norm(Part::Norm1)?,
            qkv: load.linear_of(&qkv, [3 * width / qkv.len(), width])?,
            output: load.linear(&name(Part::Output), width, width, true)?,
            layer_scale1: scale(Part::LayerScale1)?,
            norm2: norm(Part::Norm2)?,
            fc1: load.linear_of(&fc1, [config.mlp_in_width() / fc1.len(), width])?,
            fc2: load.linear(&name(fc2), width, config.mlp_width, true)?,
            layer_scale2: scale(Part::LayerScale2)?,
        })
    }

    fn forward(&self, mut x: Var<R>, config: &VitConfig, rotary: Option<&Tensor<R>>) -> Result<Var<R>> {
        let (batch, tokens) = (x.shape()[0], x.shape()[1]);
        let head_dim = config.width / config.heads;
        let sizes = Sizes { batch, heads: config.heads, queries: tokens, keys: tokens, head_dim };
        let qkv = self.qkv.forward(&self.norm1.forward(&x)?)?;
        let part = |index| tape::Part { of: &qkv, index };
        let extras = Extras { rotary: rotary.map(|table| (table, config.prefix_tokens())), ..Extras::default() };
        let attended = attend(part(0), part(1), part(2), sizes, 1.0 / (head_dim as f32).sqrt(), &extras)?;
        drop(qkv);
        x = self.output.onto(&attended, self.layer_scale1.as_ref(), &x)?;
        drop(attended);
        let normed = self.norm2.forward(&x)?;
        let wide = match config.activation {
            Activation::Gelu => self.fc1.activated(&normed, Function::Gelu)?,
            Activation::GeluTanh => self.fc1.activated(&normed, Function::GeluTanh)?,
            Activation::QuickGelu => self.fc1.activated(&normed, Function::QuickGelu)?,
            Activation::SiluGated => swiglu(&self.fc1.forward(&normed)?)?,
        };
        drop(normed);
        self.fc2.onto(&wide, self.layer_scale2.as_ref(), &x)
    }
}
