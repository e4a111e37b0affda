//! Attention with its backward.

use super::ops::give_as;
use super::{Op, Slot, Var};
use crate::error::Result;
use crate::parameters::Parameter;
use cubecl::prelude::Runtime;
use roentgen_kernels::attention::{Attention, Heads, Into, Padding, Sizes, Windows};
use roentgen_kernels::channel_attention::channel_attention_backward;
use roentgen_kernels::fill::filled;
use roentgen_kernels::reduce::{Term, sum_axis};
use roentgen_runtime::Tensor;

/// The `index`-th of the equal parts of an activation's last axis: a fused projection's queries, keys or values.
#[derive(Debug)]
pub struct Part<'a, R: Runtime> {
    /// `[batch, tokens, parts * width]`, or `[tokens, width]` for queries that all images share.
    pub of: &'a Var<R>,
    /// Which part.
    pub index: usize,
}

impl<R: Runtime> Clone for Part<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Runtime> Copy for Part<'_, R> {}

/// What attention may have beside queries, keys and values; see [`Attention`].
#[derive(Debug)]
pub struct Extras<'a, R: Runtime> {
    /// Where sequences are windows.
    pub windows: Option<Windows>,
    /// `[1, heads, queries, keys]`.
    pub bias: Option<&'a Var<R>>,
    /// `[heads]`.
    pub head_scale: Option<&'a Var<R>>,
    /// Cosines and sines behind a prefix, and its length.
    pub rotary: Option<(&'a Tensor<R>, usize)>,
    /// The fused projection's bias `[3 * width]`, whose keys and values padding has.
    pub padding: Option<&'a Parameter<R>>,
}

impl<R: Runtime> Default for Extras<'_, R> {
    fn default() -> Self {
        Self { windows: None, bias: None, head_scale: None, rotary: None, padding: None }
    }
}

/// What the backward keeps.
struct Kept<R: Runtime> {
    /// Queries', keys' and values' tensors, parts and slots.
    operands: [(Tensor<R>, usize, Slot); 3],
    sizes: Sizes,
    scale: f32,
    windows: Option<Windows>,
    bias: Option<(Tensor<R>, Slot)>,
    head_scale: Option<(Tensor<R>, Slot)>,
    rotary: Option<(Tensor<R>, usize)>,
    padding: Option<Parameter<R>>,
}

fn heads<R: Runtime>(tensor: &Tensor<R>, index: usize, width: usize) -> Heads<'_, R> {
    let part = Heads::part(tensor, index, width);
    if tensor.shape().len() == 2 { Heads { batch_stride: 0, ..part } } else { part }
}

impl<R: Runtime> Kept<R> {
    fn attention(&self) -> Attention<'_, R> {
        let width = self.sizes.heads * self.sizes.head_dim;
        let [q, k, v] = [0, 1, 2].map(|i| heads(&self.operands[i].0, self.operands[i].1, width));
        Attention {
            windows: self.windows,
            bias: self.bias.as_ref().map(|(bias, _)| bias),
            head_scale: self.head_scale.as_ref().map(|(scale, _)| scale),
            rotary: self.rotary.as_ref().map(|(table, prefix)| (table, *prefix)),
            padding: self.padding.as_ref().map(|bias| Padding { tensor: &**bias, keys: width, values: 2 * width }),
            ..Attention::new(q, k, v, self.sizes, self.scale)
        }
    }
}

/// Attention of `heads` heads; the answer is `[batch, queries, width]`.
///
/// # Errors
/// As [`Attention::forward`].
pub fn attend<R: Runtime>(
    q: Part<'_, R>,
    k: Part<'_, R>,
    v: Part<'_, R>,
    sizes: Sizes,
    scale: f32,
    extras: &Extras<'_, R>,
) -> Result<Var<R>> {
    let with_slot = |var: &Var<R>| (var.tensor().clone(), var.slot());
    let kept = Kept {
        operands: [q, k, v].map(|part| (part.of.tensor().clone(), part.index, part.of.slot())),
        sizes,
        scale,
        windows: extras.windows,
        bias: extras.bias.map(with_slot),
        head_scale: extras.head_scale.map(with_slot),
        rotary: extras.rotary.map(|(table, prefix)| (table.clone(), prefix)),
        padding: extras.padding.cloned(),
    };
    let Sizes { batch, heads: count, queries, keys, head_dim } = sizes;
    // In windows a token sees those of its own.
    let seen = extras.windows.map_or(keys, |windows| windows.side * windows.side);
    // The backward makes the scores again: five products for two.
    let mut op = Op::new("attention", &[q.of]).flops(&[4, batch, count, queries, seen, head_dim]).backward_halves(5);
    let (answer, lse) = op.run(|| kept.attention().forward())?;
    let inputs: Vec<_> =
        [Some(q.of), Some(k.of), Some(v.of), extras.bias, extras.head_scale].into_iter().flatten().collect();
    let out = answer.clone();
    Ok(op.record(&inputs, answer, || {
        move |grad, into| {
            let Sizes { batch, heads: count, head_dim, queries, .. } = kept.sizes;
            let width = count * head_dim;
            // One gradient for each tensor, whichever parts of it the operands are; of shared queries, one for each image.
            let mut grads: Vec<(Slot, usize, Tensor<R>)> = Vec::new();
            let mut at = [0; 3];
            for (i, (tensor, _, slot)) in kept.operands.iter().enumerate() {
                let same =
                    (0..i).find(|j| kept.operands[*j].2 == *slot && kept.operands[*j].0.shape() == tensor.shape());
                at[i] = match same {
                    Some(j) => at[j],
                    None => {
                        let shared = tensor.shape().len() == 2;
                        let shape = if shared { vec![batch, queries, width] } else { tensor.shape().to_vec() };
                        grads.push((*slot, i, Tensor::empty(tensor.device(), &shape, tensor.dtype())?));
                        grads.len() - 1
                    }
                };
            }
            let zeros = |shape: &[usize]| filled(grad.device(), shape, 0.0);
            let of_bias = kept.bias.as_ref().map(|(bias, _)| zeros(&bias.shape()[1..])).transpose()?;
            let of_scale = kept.head_scale.as_ref().map(|(scale, _)| zeros(scale.shape())).transpose()?;
            let of_padding = kept.padding.as_ref().map(|bias| into.of(bias)).transpose()?;
            let [q, k, v] = [0, 1, 2].map(|i| Heads::part(&grads[at[i]].2, kept.operands[i].1, width));
            let padding = of_padding.as_ref().map(|tensor| Padding { tensor, keys: width, values: 2 * width });
            let to = Into { q, k, v, bias: of_bias.as_ref(), head_scale: of_scale.as_ref(), padding };
            kept.attention().backward(&out, &lse, grad, &to)?;
            for (slot, i, gradient) in grads {
                let (tensor, ..) = &kept.operands[i];
                if tensor.shape().len() == 2 {
                    let sum = sum_axis(&gradient, [1, batch, queries * width], Term::Value)?;
                    give_as(into, slot, &sum.reshape(tensor.shape())?, tensor.dtype())?;
                } else {
                    into.give(slot, || Ok(gradient))?;
                }
            }
            if let (Some((bias, slot)), Some(gradient)) = (&kept.bias, of_bias) {
                into.give(*slot, || Ok(gradient.reshape(bias.shape())?))?;
            }
            if let (Some((scale, slot)), Some(gradient)) = (&kept.head_scale, of_scale) {
                give_as(into, *slot, &gradient, scale.dtype())?;
            }
            Ok(())
        }
    }))
}

/// Attention over channels (DaViT), from `[batch, tokens, 3 * width]`.
///
/// # Errors
/// As the kernel.
pub fn channel_attention<R: Runtime>(qkv: &Var<R>, groups: usize, scale: f32) -> Result<Var<R>> {
    let (rows, width) = (qkv.rows_and_width().0, qkv.rows_and_width().1 / 3);
    let mut op = Op::new("channel_attention", &[qkv]).flops(&[4, rows, width, width / groups.max(1)]);
    let (answer, probabilities) =
        op.run(|| roentgen_kernels::channel_attention::channel_attention(qkv, groups, scale))?;
    Ok(op.record(&[qkv], answer, || {
        let (slot, qkv) = (qkv.slot(), qkv.tensor().clone());
        move |grad, into| into.give(slot, || Ok(channel_attention_backward(&qkv, &probabilities, grad, scale)?))
    }))
}
