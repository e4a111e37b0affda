//! The layers that encoders are made of: a checkpoint's tensors on the device, and the kernel that uses them.

use crate::error::Result;
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use roentgen_kernels::conv::{Window, conv};
use roentgen_kernels::depthwise::depthwise;
use roentgen_kernels::join::{concat, split};
use roentgen_kernels::matmul::{Epilogue, Layout, matmul};
use roentgen_kernels::{Activation, layer_norm::layer_norm};
use roentgen_runtime::{DType, Device, Tensor};

/// Reads tensors of one checkpoint onto one device in one type.
pub(crate) struct Loader<'a, R: Runtime> {
    pub weights: &'a Weights,
    pub device: &'a Device<R>,
    pub dtype: DType,
}

impl<R: Runtime> Loader<'_, R> {
    /// The tensor `key`, which must have `shape`.
    pub fn tensor(&self, key: &str, shape: &[usize]) -> Result<Tensor<R>> {
        self.upload(shape, &self.weights.f32(key, shape)?)
    }

    /// Host values as a tensor in the model's type.
    pub fn upload(&self, shape: &[usize], values: &[f32]) -> Result<Tensor<R>> {
        Ok(Tensor::from_f32(self.device, shape, self.dtype, values)?)
    }

    /// `weight` and `bias` under `key`.
    pub fn norm(&self, key: &str, width: usize, eps: f32) -> Result<Norm<R>> {
        let part = |name: &str| self.tensor(&format!("{key}.{name}"), &[width]);
        Ok(Norm { weight: part("weight")?, bias: part("bias")?, eps })
    }

    /// `weight` `[outputs, inputs]` and, where `bias`, `bias` under `key`.
    pub fn linear(&self, key: &str, outputs: usize, inputs: usize, bias: bool) -> Result<Linear<R>> {
        self.linear_of(&[(key, bias)], [outputs, inputs])
    }

    /// Several linear layers of one input as one, their outputs side by side: one launch instead of one each. Beside each
    /// key, whether it has a bias; where only some have, the others' is zero.
    pub fn linear_of<K: AsRef<str>>(&self, keys: &[(K, bool)], [outputs, inputs]: [usize; 2]) -> Result<Linear<R>> {
        let (mut weight, mut bias) = (Vec::new(), Vec::new());
        for (key, biased) in keys {
            let key = key.as_ref();
            weight.extend(self.weights.f32(&format!("{key}.weight"), &[outputs, inputs])?);
            bias.extend(match biased {
                true => self.weights.f32(&format!("{key}.bias"), &[outputs])?,
                false => vec![0.0; outputs],
            });
        }
        let all = outputs * keys.len();
        let any = keys.iter().any(|(_, biased)| *biased);
        Ok(Linear {
            weight: self.upload(&[all, inputs], &weight)?,
            bias: if any { Some(self.upload(&[all], &bias)?) } else { None },
        })
    }

    /// `weight` `[outputs, inputs, kernel, kernel]` and, where `bias`, `bias` under `key`.
    pub fn conv(&self, key: &str, [outputs, inputs]: [usize; 2], window: Window, bias: bool) -> Result<Conv<R>> {
        let weight = self.tensor(&format!("{key}.weight"), &[outputs, inputs, window.kernel, window.kernel])?;
        let bias = if bias { Some(self.tensor(&format!("{key}.bias"), &[outputs])?) } else { None };
        Ok(Conv { weight, bias, window })
    }

    /// `weight` `[channels, 1, kernel, kernel]` and `bias` under `key`.
    pub fn depthwise(&self, key: &str, channels: usize, kernel: usize) -> Result<Depthwise<R>> {
        Ok(Depthwise {
            weight: self.tensor(&format!("{key}.weight"), &[channels, 1, kernel, kernel])?,
            bias: self.tensor(&format!("{key}.bias"), &[channels])?,
        })
    }

    /// A 1x1 convolution, `weight` `[outputs, inputs, 1, 1]` and `bias` under `key`, as the linear layer that it is.
    pub fn pointwise(&self, key: &str, outputs: usize, inputs: usize) -> Result<Linear<R>> {
        let weight = self.tensor(&format!("{key}.weight"), &[outputs, inputs, 1, 1])?;
        Ok(Linear {
            weight: weight.reshape(&[outputs, inputs])?,
            bias: Some(self.tensor(&format!("{key}.bias"), &[outputs])?),
        })
    }

    /// [`Loader::conv`] of RGB images to patches of `patch` pixels that do not overlap.
    pub fn patches(&self, key: &str, width: usize, patch: usize, bias: bool) -> Result<Conv<R>> {
        self.conv(key, [width, 3], Window { kernel: patch, stride: patch, padding: 0 }, bias)
    }
}

/// A convolution's parameters, and how its window moves.
#[derive(Debug)]
pub(crate) struct Conv<R: Runtime> {
    weight: Tensor<R>,
    bias: Option<Tensor<R>>,
    window: Window,
}

impl<R: Runtime> Conv<R> {
    /// From `[batch, height, width, inputs]` to `[batch, rows, columns, outputs]`; a remainder past the last whole window is
    /// left out.
    pub fn forward(&self, x: &Tensor<R>) -> Result<Tensor<R>> {
        let epilogue = Epilogue { bias: self.bias.as_ref(), ..Epilogue::default() };
        Ok(conv(x, &self.weight, self.window, &epilogue)?)
    }
}

/// A depthwise convolution's parameters.
#[derive(Debug)]
pub(crate) struct Depthwise<R: Runtime> {
    weight: Tensor<R>,
    bias: Tensor<R>,
}

impl<R: Runtime> Depthwise<R> {
    /// Of a map `[batch, height, width, channels]`, whose size stays.
    pub fn forward(&self, x: &Tensor<R>) -> Result<Tensor<R>> {
        self.activated(x, Activation::None)
    }

    /// `x + conv(x) + b`.
    pub fn onto(&self, x: &Tensor<R>) -> Result<Tensor<R>> {
        let epilogue = Epilogue { bias: Some(&self.bias), residual: Some(x), ..Epilogue::default() };
        Ok(depthwise(x, &self.weight, &epilogue, false)?.0)
    }

    /// `act(conv(x) + b)`.
    pub fn activated(&self, x: &Tensor<R>, activation: Activation) -> Result<Tensor<R>> {
        let epilogue = Epilogue { bias: Some(&self.bias), activation, ..Epilogue::default() };
        Ok(depthwise(x, &self.weight, &epilogue, false)?.0)
    }
}

/// Tokens `[batch, tokens, width]` behind the first `prefix`, `[batch, rest * width]`.
pub(crate) fn without_prefix<R: Runtime>(tokens: &Tensor<R>, prefix: usize) -> Result<Tensor<R>> {
    let &[batch, count, width] = tokens.shape() else { return Ok(tokens.clone()) };
    let rows = tokens.reshape(&[batch, count * width])?;
    if prefix == 0 {
        return Ok(rows);
    }
    Ok(split(&rows, &[prefix * width, (count - prefix) * width])?.remove(1))
}

/// Images `[batch, height, width, channels]` with zeros below and to the right, so that `side` divides both edges.
pub(crate) fn padded<R: Runtime>(images: &Tensor<R>, side: usize) -> Result<Tensor<R>> {
    let &[batch, height, width, channels] = images.shape() else { return Ok(images.clone()) };
    let [tall, wide] = [height, width].map(|edge| edge.next_multiple_of(side));
    let zeros =
        |shape: &[usize]| Tensor::from_f32(images.device(), shape, images.dtype(), &vec![0.0; shape.iter().product()]);
    let mut rows = images.reshape(&[batch * height, width * channels])?;
    if wide > width {
        rows = concat(&[&rows, &zeros(&[batch * height, (wide - width) * channels])?])?;
    }
    let mut whole = rows.reshape(&[batch, height * wide * channels])?;
    if tall > height {
        whole = concat(&[&whole, &zeros(&[batch, (tall - height) * wide * channels])?])?;
    }
    Ok(whole.reshape(&[batch, tall, wide, channels])?)
}

/// A layer norm's parameters, `[width]` each.
#[derive(Debug)]
pub(crate) struct Norm<R: Runtime> {
    weight: Tensor<R>,
    bias: Tensor<R>,
    eps: f32,
}

impl<R: Runtime> Norm<R> {
    /// Normalises the last axis.
    pub fn forward(&self, x: &Tensor<R>) -> Result<Tensor<R>> {
        Ok(layer_norm(x, &self.weight, &self.bias, self.eps)?)
    }
}

/// A linear layer's parameters: `[outputs, inputs]` and `[outputs]`.
#[derive(Debug)]
pub(crate) struct Linear<R: Runtime> {
    pub weight: Tensor<R>,
    pub bias: Option<Tensor<R>>,
}

impl<R: Runtime> Linear<R> {
    /// `x W^T + b`.
    pub fn forward(&self, x: &Tensor<R>) -> Result<Tensor<R>> {
        self.activated(x, Activation::None)
    }

    /// `act(x W^T + b)`.
    pub fn activated(&self, x: &Tensor<R>, activation: Activation) -> Result<Tensor<R>> {
        let epilogue = Epilogue { bias: self.bias.as_ref(), activation, ..Epilogue::default() };
        Ok(matmul(x, &self.weight, Layout::Nt, &epilogue)?)
    }

    /// `residual + layer_scale * (x W^T + b)`.
    pub fn onto(&self, x: &Tensor<R>, layer_scale: Option<&Tensor<R>>, residual: &Tensor<R>) -> Result<Tensor<R>> {
        let epilogue =
            Epilogue { bias: self.bias.as_ref(), layer_scale, residual: Some(residual), activation: Activation::None };
        Ok(matmul(x, &self.weight, Layout::Nt, &epilogue)?)
    }
}
