//! Operations on tokens and vectors: each is its kernel, and beside it, for a tape, its backward. Shapes and costs are the
//! kernels' own.

use super::{Gradients, Op, Slot, Var};
use crate::error::Result;
use crate::parameters::Parameter;
use cubecl::prelude::Runtime;
use roentgen_kernels::activation::{Activation, activation, activation_backward, swiglu_backward};
use roentgen_kernels::fill::filled;
use roentgen_kernels::l2_norm::{Rows, l2_norm_backward};
use roentgen_kernels::layer_norm::layer_norm_backward;
use roentgen_kernels::pool::mean_tokens_backward;
use roentgen_kernels::reduce::{Term, add_axis};
use roentgen_kernels::relative_bias::{Squash, relative_bias_backward};
use roentgen_kernels::tokens::tokens_backward;
use roentgen_runtime::{DType, Tensor};
use std::ops::Range;

/// A parameter as an activation, on the tape of `beside`.
pub fn parameter<R: Runtime>(parameter: &Parameter<R>, beside: &Var<R>) -> Var<R> {
    let of = parameter.clone();
    Op::new("parameter", &[parameter]).record(&[beside], (**parameter).clone(), || {
        move |grad, into| Ok(add_axis(grad, [1, 1, grad.len()], Term::Value, &into.of(&of)?)?)
    })
}

/// In another storage type.
///
/// # Errors
/// As the kernel.
pub fn cast<R: Runtime>(x: &Var<R>, dtype: DType) -> Result<Var<R>> {
    let (slot, from) = (x.slot(), x.dtype());
    let mut op = Op::new("cast", &[x]);
    let answer = op.run(|| roentgen_kernels::cast::cast(x, dtype))?;
    Ok(op.record(&[x], answer, || move |grad, into| give_as(into, slot, grad, from)))
}

/// Gives a gradient in the type of its activation.
pub(super) fn give_as<R: Runtime>(into: &mut Gradients<R>, slot: Slot, grad: &Tensor<R>, to: DType) -> Result<()> {
    into.give(slot, || Ok(roentgen_kernels::cast::cast(grad, to)?))
}

/// `a + b`.
///
/// # Errors
/// As the kernel.
pub fn add<R: Runtime>(a: &Var<R>, b: &Var<R>) -> Result<Var<R>> {
    let slots = [a.slot(), b.slot()];
    let mut op = Op::new("add", &[a, b]).flops(&[a.len()]);
    let answer = op.run(|| roentgen_kernels::join::add(a, b))?;
    Ok(op.record(&[a, b], answer, || {
        move |grad, into| slots.into_iter().try_for_each(|slot| into.give(slot, || Ok(grad.clone())))
    }))
}

/// Side by side along the last axis.
///
/// # Errors
/// As the kernel.
pub fn concat<R: Runtime>(parts: &[&Var<R>]) -> Result<Var<R>> {
    let tensors: Vec<_> = parts.iter().map(|part| part.tensor()).collect();
    let mut op = Op::new("concat", &tensors);
    let answer = op.run(|| roentgen_kernels::join::concat(&tensors))?;
    let of = |part: &&Var<R>| (part.slot(), part.rows_and_width().1);
    let (slots, widths): (Vec<_>, Vec<_>) = parts.iter().map(of).unzip();
    if slots.iter().all(Option::is_none) {
        return Ok(Var::unwatched(parts, answer));
    }
    Ok(op.record(parts, answer, || {
        move |grad, into| {
            let grads = roentgen_kernels::join::split(grad, &widths)?;
            slots.into_iter().zip(grads).try_for_each(|(slot, grad)| into.give(slot, || Ok(grad)))
        }
    }))
}

/// The last axis without its first `count` columns.
///
/// # Errors
/// As the kernel.
pub fn skip_columns<R: Runtime>(x: &Var<R>, count: usize) -> Result<Var<R>> {
    let (rows, width) = x.rows_and_width();
    let mut op = Op::new("split", &[x]);
    let parts = || roentgen_kernels::join::split(x, &[count, width.saturating_sub(count)]);
    let answer = op.run(|| Ok(parts()?.remove(1)))?;
    let slot = x.slot();
    Ok(op.record(&[x], answer, || {
        move |grad, into| {
            into.give(slot, || {
                let of_rest = grad.reshape(&[rows, width - count])?;
                let whole = roentgen_kernels::join::concat(&[&zeros(grad, &[rows, count])?, &of_rest])?;
                let mut shape = grad.shape().to_vec();
                if let Some(last) = shape.last_mut() {
                    *last = width;
                }
                Ok(whole.reshape(&shape)?)
            })
        }
    }))
}

/// Zeros in the type and on the device of a tensor.
///
/// # Errors
/// As [`Tensor::from_f32`].
pub(crate) fn zeros<R: Runtime>(like: &Tensor<R>, shape: &[usize]) -> Result<Tensor<R>> {
    Ok(Tensor::from_f32(like.device(), shape, like.dtype(), &vec![0.0; shape.iter().product()])?)
}

/// Layer norm over the last axis.
///
/// # Errors
/// As the kernel.
pub fn layer_norm<R: Runtime>(x: &Var<R>, weight: &Parameter<R>, bias: &Parameter<R>, eps: f32) -> Result<Var<R>> {
    let mut op = layer_norm_op(x, [weight, bias]);
    let answer = op.run(|| roentgen_kernels::layer_norm::layer_norm(x, weight, bias, eps))?;
    Ok(record_layer_norm(op, x, [weight, bias], eps, answer))
}

/// A layer norm of `x` by its weight and bias.
pub(super) fn layer_norm_op<R: Runtime>(x: &Var<R>, parameters: [&Parameter<R>; 2]) -> Op<R> {
    Op::new("layer_norm", &[x]).with(parameters.map(|parameter| &**parameter)).flops(&[8, x.len()])
}

/// Its answer, and its backward for a tape.
pub(super) fn record_layer_norm<R: Runtime>(
    op: Op<R>,
    x: &Var<R>,
    [weight, bias]: [&Parameter<R>; 2],
    eps: f32,
    answer: Tensor<R>,
) -> Var<R> {
    op.record(&[x], answer, || {
        let (slot, x, weight, bias) = (x.slot(), x.tensor().clone(), weight.clone(), bias.clone());
        move |grad, into| {
            let dx = layer_norm_backward(&x, &weight, grad, eps, &into.of(&weight)?, &into.of(&bias)?)?;
            into.give(slot, || Ok(dx))
        }
    })
}

/// Rows of `width` elements divided by their lengths.
///
/// # Errors
/// As the kernel.
pub fn l2_norm<R: Runtime>(x: &Var<R>, width: usize, which: Rows, eps: f32) -> Result<Var<R>> {
    let mut op = Op::new("l2_norm", &[x]).flops(&[4, x.len()]);
    let answer = op.run(|| roentgen_kernels::l2_norm::l2_norm(x, width, which, eps))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x) = (x.slot(), x.tensor().clone());
        move |grad, into| into.give(slot, || Ok(l2_norm_backward(&x, grad, width, which, eps)?))
    }))
}

/// `silu(x[:, :h]) x[:, h:]`.
///
/// # Errors
/// As the kernel.
pub fn swiglu<R: Runtime>(x: &Var<R>) -> Result<Var<R>> {
    let mut op = Op::new("swiglu", &[x]).flops(&[4, x.len()]);
    let answer = op.run(|| roentgen_kernels::activation::swiglu(x))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x) = (x.slot(), x.tensor().clone());
        move |grad, into| into.give(slot, || Ok(swiglu_backward(&x, grad)?))
    }))
}

/// An activation alone, where no epilogue fuses it.
///
/// # Errors
/// As the kernel.
pub fn activate<R: Runtime>(x: &Var<R>, kind: Activation) -> Result<Var<R>> {
    let mut op = Op::new("activation", &[x]).flops(&[10, x.len()]);
    let answer = op.run(|| activation(x, kind))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x) = (x.slot(), x.tensor().clone());
        move |grad, into| into.give(slot, || Ok(activation_backward(&x, grad, kind)?))
    }))
}

/// Patches `[batch, patches, width]` with their `positions` `[patches, width]` added, behind `prefix` `[prefix, width]`.
///
/// # Errors
/// As the kernel.
pub fn tokens<R: Runtime>(patches: &Var<R>, prefix: Option<&Var<R>>, positions: &Var<R>) -> Result<Var<R>> {
    let mut op = Op::new("tokens", &[patches, positions]).flops(&[patches.len()]);
    let answer = op.run(|| roentgen_kernels::tokens::tokens(patches, prefix.map(Var::tensor), positions))?;
    let inputs: Vec<_> = [Some(patches), prefix, Some(positions)].into_iter().flatten().collect();
    Ok(op.record(&inputs, answer, || {
        let slots = [Some(patches), prefix, Some(positions)].map(|input| input.and_then(Var::slot));
        let [of_prefix, of_positions] = [prefix, Some(positions)].map(|input| input.map(|x| x.shape().to_vec()));
        move |grad, into| {
            let zeros = |shape: &Vec<usize>| filled(grad.device(), shape, 0.0);
            let of_prefix = of_prefix.as_ref().map(zeros).transpose()?;
            let of_positions = zeros(&of_positions.unwrap_or_default())?;
            let of_patches = tokens_backward(grad, of_prefix.as_ref(), &of_positions)?;
            into.give(slots[0], || Ok(of_patches))?;
            if let Some(of_prefix) = of_prefix {
                give_as(into, slots[1], &of_prefix, grad.dtype())?;
            }
            give_as(into, slots[2], &of_positions, grad.dtype())
        }
    }))
}

/// The mean of a range of tokens, `[batch, width]`.
///
/// # Errors
/// As the kernel.
pub fn mean_tokens<R: Runtime>(x: &Var<R>, range: Range<usize>) -> Result<Var<R>> {
    let mut op = Op::new("mean_tokens", &[x]).flops(&[x.len()]);
    let answer = op.run(|| roentgen_kernels::pool::mean_tokens(x, range.clone()))?;
    let (slot, tokens) = (x.slot(), x.shape()[1]);
    Ok(op.record(&[x], answer, || move |grad, into| into.give(slot, || Ok(mean_tokens_backward(grad, tokens, range)?))))
}

/// A window's position biases, `[1, heads, side^2, side^2]`, from a table; their gradient is f32, as attention leaves it.
///
/// # Errors
/// As the kernel.
pub fn relative_bias<R: Runtime>(table: &Var<R>, side: usize, squash: Squash) -> Result<Var<R>> {
    let mut op = Op::new("relative_bias", &[table]);
    let answer = op.run(|| roentgen_kernels::relative_bias::relative_bias(table, side, squash))?;
    Ok(op.record(&[table], answer, || {
        let (slot, table) = (table.slot(), table.tensor().clone());
        move |grad, into| {
            let grad = roentgen_kernels::cast::cast(grad, DType::F32)?;
            let to = filled(table.device(), table.shape(), 0.0)?;
            relative_bias_backward(&table, side, squash, &grad, &to)?;
            give_as(into, slot, &to, table.dtype())
        }
    }))
}
