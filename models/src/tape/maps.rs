//! Products, convolutions and other operations on maps `[batch, height, width, channels]`, with their backwards.

use super::ops::{layer_norm_op, record_layer_norm};
use super::{Gradients, Op, Slot, Var};
use crate::error::Result;
use crate::parameters::Parameter;
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::conv::{Window, conv_backward, conv_saving, transposed_backward};
use roentgen_kernels::depthwise::depthwise_backward;
use roentgen_kernels::grn::grn_backward;
use roentgen_kernels::group_norm::{Statistics, batch_norm_backward, batch_norm_inference};
use roentgen_kernels::linear::{Fused, Into, linear_backward};
use roentgen_kernels::matmul::{Epilogue, Layout, matmul, matmul_add, matmul_saving};
use roentgen_kernels::max_pool::max_pool_backward;
use roentgen_kernels::patch_merge::patch_merge_backward;
use roentgen_kernels::resize::{Filter, Sampling, resize_backward};
use roentgen_runtime::Tensor;

/// What a product does with its answer before it is stored: `residual + layer_scale * activation(answer + bias)`.
#[derive(Debug)]
pub struct Fusion<'a, R: Runtime> {
    /// `[outputs]`.
    pub bias: Option<&'a Parameter<R>>,
    /// The activation.
    pub activation: Activation,
    /// `[outputs]`.
    pub layer_scale: Option<&'a Parameter<R>>,
    /// Like the answer.
    pub residual: Option<&'a Var<R>>,
}

impl<R: Runtime> Default for Fusion<'_, R> {
    fn default() -> Self {
        Self { bias: None, activation: Activation::None, layer_scale: None, residual: None }
    }
}

impl<'a, R: Runtime> Fusion<'a, R> {
    /// Only a bias.
    pub fn bias(bias: Option<&'a Parameter<R>>) -> Self {
        Self { bias, ..Self::default() }
    }

    fn epilogue(&self) -> Epilogue<'a, R> {
        Epilogue {
            bias: self.bias.map(|bias| &**bias),
            activation: self.activation,
            layer_scale: self.layer_scale.map(|scale| &**scale),
            residual: self.residual.map(Var::tensor),
        }
    }

    /// Whether the backward needs the value before activation and layer scale.
    fn saves(&self, x: &Var<R>) -> bool {
        x.is_recorded() && (self.activation != Activation::None || self.layer_scale.is_some())
    }

    /// A product of `x`, of so many FLOPs.
    fn op(&self, name: &'static str, x: &Var<R>, weight: &Parameter<R>, flops: &[usize]) -> Op<R> {
        let inputs: Vec<&Tensor<R>> = [Some(x), self.residual].into_iter().flatten().map(Var::tensor).collect();
        let parameters = [Some(weight), self.bias, self.layer_scale].into_iter().flatten().map(|p| &**p);
        let op = Op::new(name, &inputs).with(parameters).flops(flops);
        // Without the input's gradient, the backward has one product and not two.
        if x.slot().is_some() { op } else { op.backward_halves(2) }
    }

    /// Records a product of `x`: `product` is its kernel's backward.
    fn record(
        &self,
        op: Op<R>,
        x: &Var<R>,
        weight: &Parameter<R>,
        (answer, saved): (Tensor<R>, Option<Tensor<R>>),
        product: impl Fn(
            &Tensor<R>,
            &Tensor<R>,
            &Tensor<R>,
            &Fused<'_, R>,
            &Into<'_, R>,
        ) -> roentgen_kernels::Result<Option<Tensor<R>>>
        + Send
        + 'static,
    ) -> Var<R> {
        let inputs: Vec<_> = [Some(x), self.residual].into_iter().flatten().collect();
        op.record(&inputs, answer, || {
            let slots = [x.slot(), self.residual.and_then(Var::slot)];
            let (x, weight, activation) = (x.tensor().clone(), weight.clone(), self.activation);
            let (bias, layer_scale) = (self.bias.cloned(), self.layer_scale.cloned());
            move |grad: &Tensor<R>, into: &mut Gradients<R>| {
                into.give(slots[1], || Ok(grad.clone()))?;
                let grads = [Some(&weight), bias.as_ref(), layer_scale.as_ref()]
                    .map(|parameter| parameter.map(|parameter| into.of(parameter)).transpose());
                let [of_weight, of_bias, of_scale] = grads;
                let (of_weight, of_bias, of_scale) = (of_weight?, of_bias?, of_scale?);
                let to = Into {
                    weight: of_weight.as_ref(),
                    bias: of_bias.as_ref(),
                    layer_scale: of_scale.as_ref(),
                    input: slots[0].is_some(),
                };
                let fused = Fused { activation, layer_scale: layer_scale.as_deref(), saved: saved.as_ref() };
                into.give_made(slots[0], product(&x, &weight, grad, &fused, &to)?)
            }
        })
    }
}

/// `x W^T` and its fusion, `weight` `[outputs, inputs]`.
///
/// # Errors
/// As the kernel.
pub fn linear<R: Runtime>(x: &Var<R>, weight: &Parameter<R>, fusion: &Fusion<'_, R>) -> Result<Var<R>> {
    let mut op = fusion.op("linear", x, weight, &[2, x.rows_and_width().0, weight.len()]);
    let answer = op.run(|| {
        if fusion.saves(x) {
            let (answer, saved) = matmul_saving(x, weight, Layout::Nt, &fusion.epilogue())?;
            return Ok((answer, Some(saved)));
        }
        Ok((matmul(x, weight, Layout::Nt, &fusion.epilogue())?, None))
    })?;
    Ok(fusion.record(op, x, weight, answer, linear_backward))
}

/// `x W`, `weight` `[inputs, outputs]`: a projection that its checkpoint keeps the other way round.
///
/// # Errors
/// As the kernel.
pub fn project<R: Runtime>(x: &Var<R>, weight: &Parameter<R>) -> Result<Var<R>> {
    let mut op = Op::new("linear", &[x]).with([&**weight]).flops(&[2, x.rows_and_width().0, weight.len()]);
    let answer = op.run(|| matmul(x, weight, Layout::Nn, &Epilogue::default()))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x, weight) = (x.slot(), x.tensor().clone(), weight.clone());
        move |grad, into| {
            matmul_add(&x, grad, Layout::Tn, &into.of(&weight)?)?;
            into.give(slot, || Ok(matmul(grad, &weight, Layout::Nt, &Epilogue::default())?.reshape(x.shape())?))
        }
    }))
}

/// A convolution and its fusion, `weight` `[outputs, inputs, kernel, kernel]`.
///
/// # Errors
/// As the kernel.
pub fn conv<R: Runtime>(x: &Var<R>, weight: &Parameter<R>, window: Window, fusion: &Fusion<'_, R>) -> Result<Var<R>> {
    let [rows, columns] = [1, 2].map(|axis| x.shape().get(axis).and_then(|edge| window.coarse(*edge)).unwrap_or(0));
    let mut op = fusion.op("conv", x, weight, &[2, x.shape()[0], rows, columns, weight.len()]);
    let answer = op.run(|| {
        if fusion.saves(x) {
            let (answer, saved) = conv_saving(x, weight, window, &fusion.epilogue())?;
            return Ok((answer, Some(saved)));
        }
        Ok((roentgen_kernels::conv::conv(x, weight, window, &fusion.epilogue())?, None))
    })?;
    let backward =
        move |x: &Tensor<R>, weight: &Tensor<R>, grad: &Tensor<R>, fused: &Fused<'_, R>, to: &Into<'_, R>| {
            conv_backward(x, weight, window, grad, fused, to)
        };
    Ok(fusion.record(op, x, weight, answer, backward))
}

/// A depthwise convolution and its fusion, `weight` `[channels, 1, kernel, kernel]`.
///
/// # Errors
/// As the kernel.
pub fn depthwise<R: Runtime>(x: &Var<R>, weight: &Parameter<R>, fusion: &Fusion<'_, R>) -> Result<Var<R>> {
    let kernel: usize = weight.shape().iter().skip(1).product();
    let mut op = fusion.op("depthwise", x, weight, &[2, x.len(), kernel]);
    let answer = op.run(|| roentgen_kernels::depthwise::depthwise(x, weight, &fusion.epilogue(), fusion.saves(x)))?;
    Ok(fusion.record(op, x, weight, answer, depthwise_backward))
}

/// `y`, `x` with a depthwise convolution added, and the layer norm of `y`, in one launch; `[weight, bias]` of both, `weight` `[channels, 1, kernel,
/// kernel]`. On a tape they are two operations, each with its own backward.
///
/// # Errors
/// As the kernel.
pub fn depthwise_norm<R: Runtime>(
    x: &Var<R>,
    [weight, bias]: [&Parameter<R>; 2],
    norm: [&Parameter<R>; 2],
    eps: f32,
) -> Result<(Var<R>, Var<R>)> {
    let taps: usize = weight.shape().iter().skip(1).product();
    let all = [weight, bias, norm[0], norm[1]].map(|parameter| &**parameter);
    let mut op = Op::new("depthwise_norm", &[x]).with(all).flops(&[2 * taps + 8, x.len()]);
    let [weight_, bias_, norm_weight, norm_bias] = all;
    let (y, z) = op
        .run(|| roentgen_kernels::depthwise_norm::depthwise_norm(x, [weight_, bias_], [norm_weight, norm_bias], eps))?;
    let fusion = Fusion { residual: Some(x), ..Fusion::bias(Some(bias)) };
    let op = fusion.op("depthwise", x, weight, &[2, x.len(), taps]).wrote(&y);
    let y = fusion.record(op, x, weight, (y, None), depthwise_backward);
    let op = layer_norm_op(&y, norm).wrote(&z);
    let z = record_layer_norm(op, &y, norm, eps, z);
    Ok((y, z))
}

/// A transposed convolution with a bias, `weight` `[inputs, outputs, kernel, kernel]`.
///
/// # Errors
/// As the kernel.
pub fn transposed<R: Runtime>(
    x: &Var<R>,
    weight: &Parameter<R>,
    bias: &Parameter<R>,
    window: Window,
) -> Result<Var<R>> {
    let epilogue = Epilogue { bias: Some(&**bias), ..Epilogue::default() };
    let flops = [2, x.rows_and_width().0, weight.len()];
    let mut op = Op::new("transposed conv", &[x]).with([&**weight, &**bias]).flops(&flops);
    let answer = op.run(|| roentgen_kernels::conv::transposed(x, weight, window, &epilogue))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x, weight, bias) = (x.slot(), x.tensor().clone(), weight.clone(), bias.clone());
        move |grad, into| {
            let (of_weight, of_bias) = (into.of(&weight)?, into.of(&bias)?);
            let to = Into { weight: Some(&of_weight), bias: Some(&of_bias), layer_scale: None, input: slot.is_some() };
            into.give_made(slot, transposed_backward(&x, &weight, window, grad, &to)?)
        }
    }))
}

/// ConvNeXt V2's global response norm.
///
/// # Errors
/// As the kernel.
pub fn grn<R: Runtime>(x: &Var<R>, weight: &Parameter<R>, bias: &Parameter<R>, eps: f32) -> Result<Var<R>> {
    let mut op = Op::new("grn", &[x]).with([&**weight, &**bias]).flops(&[6, x.len()]);
    let (answer, response) = op.run(|| roentgen_kernels::grn::grn(x, weight, bias, eps))?;
    Ok(op.record(&[x], answer, || {
        let (slot, x, weight, bias) = (x.slot(), x.tensor().clone(), weight.clone(), bias.clone());
        move |grad, into| {
            let to = [&into.of(&weight)?, &into.of(&bias)?];
            let dx = grn_backward(&x, &weight, &response, grad, eps, to)?;
            into.give(slot, || Ok(dx))
        }
    }))
}

/// Batch norm: on a tape of training from the batch's statistics, towards which the `running` ones (f32 `[1, channels]`) move by
/// `momentum`; otherwise from the running ones.
///
/// # Errors
/// As the kernel.
pub fn batch_norm<R: Runtime>(
    x: &Var<R>,
    [weight, bias]: [&Parameter<R>; 2],
    running: &Statistics<R>,
    momentum: f32,
    eps: f32,
) -> Result<Var<R>> {
    let trains = x.trains();
    let mut op = Op::new("batch_norm", &[x]).with([&**weight, &**bias]).flops(&[8, x.len()]);
    let mut statistics = Statistics { mean: running.mean.clone(), variance: running.variance.clone() };
    let answer = op.run(|| {
        if !trains {
            return batch_norm_inference(x, weight, bias, running, eps);
        }
        let (answer, of_batch) =
            roentgen_kernels::group_norm::batch_norm(x, weight, bias, Some((running, momentum)), eps)?;
        statistics = of_batch;
        Ok(answer)
    })?;
    Ok(op.record(&[x], answer, || {
        let (slot, x, weight, bias) = (x.slot(), x.tensor().clone(), weight.clone(), bias.clone());
        move |grad, into| {
            let to = [&into.of(&weight)?, &into.of(&bias)?];
            let dx = batch_norm_backward(&x, &weight, &statistics, grad, eps, to, trains)?;
            into.give(slot, || Ok(dx))
        }
    }))
}

/// Resized to `size` (height, width).
///
/// # Errors
/// As the kernel.
pub fn resize<R: Runtime>(x: &Var<R>, size: [usize; 2], filter: Filter, sampling: Sampling) -> Result<Var<R>> {
    let mut op = Op::new("resize", &[x]).flops(&[8, x.len()]);
    let answer = op.run(|| roentgen_kernels::resize::resize(x, size, filter, sampling, false))?;
    let (slot, from) = (x.slot(), x.shape().to_vec());
    Ok(op.record(&[x], answer, || {
        move |grad, into| into.give(slot, || Ok(resize_backward(grad, [from[1], from[2]], filter, sampling)?))
    }))
}

/// The maximum under each window.
///
/// # Errors
/// As the kernel.
pub fn max_pool<R: Runtime>(x: &Var<R>, window: Window) -> Result<Var<R>> {
    let mut op = Op::new("max_pool", &[x]).flops(&[x.len()]);
    let (answer, taps) = op.run(|| roentgen_kernels::max_pool::max_pool(x, window))?;
    let (slot, from) = (x.slot(), x.shape().to_vec());
    Ok(op.record(&[x], answer, || {
        move |grad, into| into.give(slot, || Ok(max_pool_backward(&taps, grad, window, [from[1], from[2]])?))
    }))
}

/// 2x2 pixels side by side.
///
/// # Errors
/// As the kernel.
pub fn patch_merge<R: Runtime>(x: &Var<R>) -> Result<Var<R>> {
    let mut op = Op::new("patch_merge", &[x]);
    let answer = op.run(|| roentgen_kernels::patch_merge::patch_merge(x))?;
    let (slot, from): (Slot, _) = (x.slot(), x.shape().to_vec());
    Ok(op.record(&[x], answer, || {
        move |grad, into| into.give(slot, || Ok(patch_merge_backward(grad, [from[1], from[2]])?))
    }))
}
