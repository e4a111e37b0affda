//! Attention between the channels of a group (DaViT, arXiv 2204.03645), as transformers' Florence-2 computes it.
//!
//! For each image and group of `d = width / groups` channels, over all tokens: `P = softmax(scale q^T k)` `[d, d]`, `y = v P^T`; `qkv`
//! `[batch, tokens, 3 * width]` (queries, keys and values side by side, groups within each), `y` `[batch, tokens, width]`,
//! `scale = 1 / sqrt(tokens)`. The scores, `d x d` a group, are kept in f32; their softmax is stored in the type of `qkv`.
//!
//! Backward: `dv = dy P`, `dP = dy^T v`, `dS = softmax'(P, dP)`, `dq = k dS^T`, `dk = q dS`: four batched products and a softmax.
//! Cost: `4 batch tokens width d` operations, backward `8`; `qkv` is read once, the answer written once (at least).

mod cases;
pub mod reference;

pub use cases::{ChannelAttentionCase, cases};

use crate::Result;
use crate::case::expect;
use crate::matmul::{Layout, View, batched};
use crate::softmax::{softmax, softmax_backward};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Error, Tensor};

const NAME: &str = "channel_attention";

#[derive(Clone, Copy)]
struct Sizes {
    batch: usize,
    tokens: usize,
    width: usize,
    groups: usize,
}

impl Sizes {
    fn of<R: Runtime>(qkv: &Tensor<R>, groups: usize) -> Result<Self> {
        match *qkv.shape() {
            [batch, tokens, three] if groups > 0 && three.is_multiple_of(3 * groups) => {
                Ok(Self { batch, tokens, width: three / 3, groups })
            }
            _ => Err(Error::shape(NAME, format!("{qkv:?} is not [batch, tokens, 3 * width] of {groups} groups"))),
        }
    }

    fn dim(&self) -> usize {
        self.width / self.groups
    }

    /// A group's `[tokens, d]` within the `part`-th of `parts` blocks of columns.
    fn tokens_of<'a, R: Runtime>(&self, tensor: &'a Tensor<R>, part: usize, parts: usize) -> View<'a, R> {
        let row_stride = parts * self.width;
        let outer_stride = self.tokens * row_stride;
        View { tensor, offset: part * self.width, row_stride, outer_stride, inner_stride: self.dim() }
    }

    /// A group's `[d, d]`.
    fn scores_of<'a, R: Runtime>(&self, tensor: &'a Tensor<R>) -> View<'a, R> {
        let d = self.dim();
        View { tensor, offset: 0, row_stride: d, outer_stride: self.groups * d * d, inner_stride: d * d }
    }

    fn scores<R: Runtime>(&self, like: &Tensor<R>) -> Result<Tensor<R>> {
        Tensor::empty(like.device(), &[self.batch, self.groups, self.dim(), self.dim()], DType::F32)
    }
}

/// Channel attention; beside the answer, `P` `[batch, groups, d, d]`, which the backward takes.
///
/// # Errors
/// [`Error::Shape`] for a `qkv` that is not three times groups wide; [`Error::Limit`] where the device cannot launch it.
pub fn channel_attention<R: Runtime>(qkv: &Tensor<R>, groups: usize, scale: f32) -> Result<(Tensor<R>, Tensor<R>)> {
    let sizes = Sizes::of(qkv, groups)?;
    let Sizes { batch, tokens, width, .. } = sizes;
    let (d, batches) = (sizes.dim(), [batch, groups]);
    let part = |i| sizes.tokens_of(qkv, i, 3);
    let scores = sizes.scores(qkv)?;
    batched(&part(0), &part(1), &sizes.scores_of(&scores), Layout::Tn, batches, [d, d, tokens])?;
    let probabilities = softmax(&scores, scale, qkv.dtype())?;
    let out = Tensor::empty(qkv.device(), &[batch, tokens, width], qkv.dtype())?;
    let to = sizes.tokens_of(&out, 0, 1);
    batched(&part(2), &sizes.scores_of(&probabilities), &to, Layout::Nt, batches, [tokens, d, d])?;
    Ok((out, probabilities))
}

/// Gradient of [`channel_attention`] with respect to `qkv`, from its `P` and `grad` `[batch, tokens, width]`.
///
/// # Errors
/// As [`channel_attention`].
pub fn channel_attention_backward<R: Runtime>(
    qkv: &Tensor<R>,
    probabilities: &Tensor<R>,
    grad: &Tensor<R>,
    scale: f32,
) -> Result<Tensor<R>> {
    let groups = probabilities.shape().get(1).copied().unwrap_or(0);
    let sizes = Sizes::of(qkv, groups)?;
    let Sizes { batch, tokens, width, .. } = sizes;
    let (d, batches) = (sizes.dim(), [batch, groups]);
    expect(NAME, "probabilities", probabilities, &[batch, groups, d, d], qkv.dtype())?;
    expect(NAME, "grad", grad, &[batch, tokens, width], qkv.dtype())?;
    let part = |i| sizes.tokens_of(qkv, i, 3);
    let grad_qkv = Tensor::empty(qkv.device(), qkv.shape(), qkv.dtype())?;
    let grad_part = |i| sizes.tokens_of(&grad_qkv, i, 3);
    let grad_y = sizes.tokens_of(grad, 0, 1);
    let grad_p = sizes.scores(qkv)?;
    let wide = [tokens, d, d];
    batched(&grad_y, &sizes.scores_of(probabilities), &grad_part(2), Layout::Nn, batches, wide)?;
    batched(&grad_y, &part(2), &sizes.scores_of(&grad_p), Layout::Tn, batches, [d, d, tokens])?;
    let grad_scores = softmax_backward(probabilities, &grad_p, scale)?;
    batched(&part(1), &sizes.scores_of(&grad_scores), &grad_part(0), Layout::Nt, batches, wide)?;
    batched(&part(0), &sizes.scores_of(&grad_scores), &grad_part(1), Layout::Nn, batches, wide)?;
    Ok(grad_qkv)
}
