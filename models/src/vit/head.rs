//! How a vision transformer's tokens become its embedding.

use super::names::Names;
use super::{Activation, Pooling, VitConfig};
use crate::error::Result;
use crate::layers::{Linear, Loader, Norm};
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Extras, Var, attend, mean_tokens};
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation as Function;
use roentgen_kernels::attention::Sizes;

/// What makes the embedding of the tokens.
#[derive(Debug)]
pub(super) enum Head<R: Runtime> {
    Class,
    ClassThen(Linear<R>, Function),
    ClassNorm(Norm<R>),
    Mean(Norm<R>, usize),
    Attention(Box<AttentionHead<R>>),
    None,
}

/// SigLIP's multi-head attention pooling: a learned probe attends to the tokens, then a residual MLP.
#[derive(Debug)]
pub(super) struct AttentionHead<R: Runtime> {
    probe: Parameter<R>,
    query: Linear<R>,
    key_value: Linear<R>,
    output: Linear<R>,
    norm: Norm<R>,
    fc1: Linear<R>,
    fc2: Linear<R>,
}

impl<R: Runtime> Head<R> {
    pub fn load(config: &VitConfig, names: &Names, load: &Loader<'_, R>) -> Result<Self> {
        let width = config.width;
        Ok(match config.pooling {
            Pooling::ClsNorm => Self::Class,
            Pooling::ClsTanh if load.weights.contains(&format!("{}.weight", names.head("dense"))) => {
                Self::ClassThen(load.linear(&names.head("dense"), config.embedding_width, width, true)?, Function::Tanh)
            }
            Pooling::ClsTanh => Self::Class,
            Pooling::ClsPostNorm => Self::ClassNorm(load.norm(&names.norm(), width, config.eps)?),
            Pooling::ClsProjection(out) => {
                Self::ClassThen(load.linear(&names.head("proj"), out, width, false)?, Function::None)
            }
            Pooling::Mean { prefix } => Self::Mean(load.norm(&names.mean_norm(), width, config.eps)?, prefix),
            Pooling::Attention => Self::Attention(Box::new(AttentionHead::load(config, names, load)?)),
            Pooling::None => Self::None,
        })
    }

    /// `[batch, embedding_width]` of tokens behind the last norm; `None` for a model without pooling.
    pub fn forward(&self, tokens: &Var<R>, config: &VitConfig) -> Result<Option<Var<R>>> {
        let class = || mean_tokens(tokens, 0..1);
        Ok(Some(match self {
            Self::Class => class()?,
            Self::ClassThen(linear, activation) => linear.activated(&class()?, *activation)?,
            Self::ClassNorm(norm) => norm.forward(&class()?)?,
            Self::Mean(norm, prefix) => norm.forward(&mean_tokens(tokens, *prefix..tokens.shape()[1])?)?,
            Self::Attention(head) => head.forward(tokens, config)?,
            Self::None => return Ok(None),
        }))
    }
}

impl<R: Runtime> AttentionHead<R> {
    fn load(config: &VitConfig, names: &Names, load: &Loader<'_, R>) -> Result<Self> {
        let width = config.width;
        // PyTorch's MultiheadAttention keeps its three projections in one tensor; only the probe is a query.
        let linear = |rows: std::ops::Range<usize>| -> Result<Linear<R>> {
            let part = |name: &str, each: &[usize]| {
                let row: usize = each.iter().product();
                let shape = [&[3 * width], each].concat();
                let of_key = rows.start * row..rows.end * row;
                let piece = Piece { of_key, ..Piece::whole(&names.head(name), &shape, 0) };
                load.parameter_of(&[&[rows.len()], each].concat(), vec![piece], load.dtype)
            };
            Ok(Linear {
                weight: part("attention.in_proj_weight", &[width])?,
                bias: Some(part("attention.in_proj_bias", &[])?),
            })
        };
        let probe = Piece::whole(&names.head("probe"), &[1, 1, width], 0);
        Ok(Self {
            probe: load.parameter_of(&[1, width], vec![probe], load.dtype)?,
            query: linear(0..width)?,
            key_value: linear(width..3 * width)?,
            output: load.linear(&names.head("attention.out_proj"), width, width, true)?,
            norm: load.norm(&names.head("layernorm"), width, config.eps)?,
            fc1: load.linear(&names.head("mlp.fc1"), config.mlp_width, width, true)?,
            fc2: load.linear(&names.head("mlp.fc2"), width, config.mlp_width, true)?,
        })
    }

    /// `a + mlp(norm(a))` with `a = attention(probe, tokens, tokens)`, `[batch, width]`.
    fn forward(&self, tokens: &Var<R>, config: &VitConfig) -> Result<Var<R>> {
        let (batch, keys) = (tokens.shape()[0], tokens.shape()[1]);
        let head_dim = config.width / config.heads;
        let query = self.query.forward(&tape::parameter(&self.probe, tokens))?;
        let query = tape::Part { of: &query, index: 0 };
        let key_value = self.key_value.forward(tokens)?;
        let part = |index| tape::Part { of: &key_value, index };
        let sizes = Sizes { batch, heads: config.heads, queries: 1, keys, head_dim };
        let scale = 1.0 / (head_dim as f32).sqrt();
        let attended = attend(query, part(0), part(1), sizes, scale, &Extras::default())?;
        let a = self.output.forward(&attended.reshape(&[batch, config.width])?)?;
        let activation = match config.activation {
            Activation::Gelu => Function::Gelu,
            Activation::QuickGelu => Function::QuickGelu,
            _ => Function::GeluTanh,
        };
        let wide = self.fc1.activated(&self.norm.forward(&a)?, activation)?;
        self.fc2.onto(&wide, None, &a)
    }
}
