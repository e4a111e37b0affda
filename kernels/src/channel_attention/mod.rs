//! Attention between the channels of a group (DaViT, arXiv 2204.03645), as transformers' Florence-2 computes it.
//!
//! For each image and group of `d = width / groups` channels, over all tokens: `P = softmax(scale q^T k)` `[d, d]`, `y = v P^T`; `qkv`
//! `[batch, tokens, 3 * width]` (queries, keys and values side by side, groups within each), `y` `[batch, tokens, width]`,
//! `scale = 1 / sqrt(tokens)`. The scores, `d x d` a group, are kept in f32; their softmax is stored in the type of `qkv`.
//! Sums over many tokens are made of sums over runs of them ([`runs`]).
//!
//! Backward: `dv = dy P`, `dP = dy^T v`, `dS = softmax'(P, dP)`, `dq = k dS^T`, `dk = q dS`: four batched products and a softmax.
//! Cost: `4 batch tokens width d` operations, backward `8`; `qkv` is read once, the answer written once (at least).

mod cases;
pub mod reference;

pub use cases::{ChannelAttentionCase, cases};

use crate::Result;
use crate::case::expect;
use crate::matmul::{Layout, View, batched};
use crate::reduce::{Term, sum_axis};
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

    /// `a^T b` of every group's `[tokens, d]`, `[batch, groups, d, d]` in f32: of each run of tokens, then the runs' sum, which rounds
    /// less than one long sum and gives the device more to do at once.
    fn over_tokens<'a, R: Runtime>(&self, a: View<'a, R>, b: View<'a, R>) -> Result<Tensor<R>> {
        let (d, runs) = (self.dim(), runs(self.tokens));
        let shape = [self.batch, self.groups, d, d];
        let parts = Tensor::empty(a.tensor.device(), &[self.batch * runs, self.groups, d, d], DType::F32)?;
        let run = |view: View<'a, R>| View { outer_stride: view.outer_stride / runs, ..view };
        let sizes = [d, d, self.tokens / runs];
        let to = self.scores_of(&parts);
        batched(&run(a), &run(b), &to, Layout::Tn, [self.batch * runs, self.groups], sizes)?;
        if runs == 1 {
            return Ok(parts);
        }
        sum_axis(&parts, [self.batch, runs, self.groups * d * d], Term::Value)?.reshape(&shape)
    }
}

/// Most tokens of a run.
const RUN: usize = 256;

/// Runs of equally many tokens that the sums over tokens are made of: the fewest that are short, where there are such; otherwise
/// one.
pub fn runs(tokens: usize) -> usize {
    let fits = |runs: &usize| tokens.is_multiple_of(*runs) && tokens / runs <= RUN;
    (1..=RUN).find(fits).unwrap_or(1)
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
    let scores = sizes.over_tokens(part(0), part(1))?;
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
    let wide = [tokens, d, d];
    batched(&grad_y, &sizes.scores_of(probabilities), &grad_part(2), Layout::Nn, batches, wide)?;
    let grad_p = sizes.over_tokens(grad_y, part(2))?;
    let grad_scores = softmax_backward(probabilities, &grad_p, scale)?;
    batched(&part(1), &sizes.scores_of(&grad_scores), &grad_part(0), Layout::Nt, batches, wide)?;
    batched(&part(0), &sizes.scores_of(&grad_scores), &grad_part(1), Layout::Nn, batches, wide)?;
    Ok(grad_qkv)
}
