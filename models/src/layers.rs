//! The layers that encoders are made of: a checkpoint's tensors on the device, and the kernel that uses them.

use crate::error::Result;
use crate::parameters::{Buffer, Parameter, Piece, Stored};
use crate::tape::{self, Fusion, Var};
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::conv::Window;
use roentgen_kernels::group_norm::Statistics;
use roentgen_runtime::{DType, Device, Tensor};
use std::cell::RefCell;

/// Reads tensors of one checkpoint onto one device in one type.
pub(crate) struct Loader<'a, R: Runtime> {
    pub weights: &'a Weights,
    pub device: &'a Device<R>,
    pub dtype: DType,
    pub made: &'a RefCell<Made<R>>,
}

/// What a loader has made.
#[derive(Debug)]
pub(crate) struct Made<R: Runtime> {
    /// Every parameter.
    pub parameters: Vec<Stored<R>>,
    /// Every tensor that training moves beside them.
    pub buffers: Vec<Buffer<R>>,
}

impl<R: Runtime> Default for Made<R> {
    fn default() -> Self {
        Self { parameters: Vec::new(), buffers: Vec::new() }
    }
}

impl<R: Runtime> Loader<'_, R> {
    /// The parameter `key`, which must have `shape`.
    pub fn parameter(&self, key: &str, shape: &[usize]) -> Result<Parameter<R>> {
        self.parameter_of(shape, vec![Piece::whole(key, shape, 0)], self.dtype)
    }

    /// A parameter of `shape` made of runs of the checkpoint's tensors, zero elsewhere.
    pub fn parameter_of(&self, shape: &[usize], pieces: Vec<Piece>, dtype: DType) -> Result<Parameter<R>> {
        let values = crate::parameters::gather(&pieces, shape.iter().product(), self.weights)?;
        let parameter = Parameter::new(Tensor::from_f32(self.device, shape, dtype, &values)?);
        self.made.borrow_mut().parameters.push(Stored { parameter: parameter.clone(), pieces });
        Ok(parameter)
    }

    /// Host values that are no parameter, in the model's type.
    pub fn upload(&self, shape: &[usize], values: &[f32]) -> Result<Tensor<R>> {
        Ok(Tensor::from_f32(self.device, shape, self.dtype, values)?)
    }

    /// `weight` and `bias` under `key`.
    pub fn norm(&self, key: &str, width: usize, eps: f32) -> Result<Norm<R>> {
        let part = |name: &str| self.parameter(&format!("{key}.{name}"), &[width]);
        Ok(Norm { weight: part("weight")?, bias: part("bias")?, eps })
    }

    /// `weight`, `bias` and running statistics under `key`.
    pub fn batch_norm(&self, key: &str, width: usize) -> Result<BatchNorm<R>> {
        let running = |name: &str| -> Result<Tensor<R>> {
            let key = format!("{key}.{name}");
            let tensor = Tensor::from_f32(self.device, &[1, width], DType::F32, &self.weights.f32(&key, &[width])?)?;
            self.made.borrow_mut().buffers.push(Buffer { key, shape: vec![width], tensor: tensor.clone() });
            Ok(tensor)
        };
        // How many batches there were, which counts only where momentum is left out.
        self.weights.mark_used(&format!("{key}.num_batches_tracked"));
        Ok(BatchNorm {
            weight: self.parameter(&format!("{key}.weight"), &[width])?,
            bias: self.parameter(&format!("{key}.bias"), &[width])?,
            running: Statistics { mean: running("running_mean")?, variance: running("running_var")? },
        })
    }

    /// `weight` `[outputs, inputs]` and, where `bias`, `bias` under `key`.
    pub fn linear(&self, key: &str, outputs: usize, inputs: usize, bias: bool) -> Result<Linear<R>> {
        self.linear_of(&[(key, bias)], [outputs, inputs])
    }

    /// Several linear layers of one input as one, their outputs side by side: one launch instead of one each. Beside each
    /// key, whether it has a bias; where only some have, the others' is zero.
    pub fn linear_of<K: AsRef<str>>(&self, keys: &[(K, bool)], [outputs, inputs]: [usize; 2]) -> Result<Linear<R>> {
        let part = |name: &str, shape: &[usize], only_biased: bool| {
            let each = shape.iter().product::<usize>();
            let of = |(i, (key, biased)): (usize, &(K, bool))| {
                (*biased || !only_biased).then(|| Piece::whole(&format!("{}.{name}", key.as_ref()), shape, i * each))
            };
            keys.iter().enumerate().filter_map(of).collect::<Vec<_>>()
        };
        let all = outputs * keys.len();
        let bias = part("bias", &[outputs], true);
        Ok(Linear {
            weight: self.parameter_of(&[all, inputs], part("weight", &[outputs, inputs], false), self.dtype)?,
            bias: if bias.is_empty() { None } else { Some(self.parameter_of(&[all], bias, self.dtype)?) },
        })
    }

    /// `weight` `[outputs, inputs, kernel, kernel]` and, where `bias`, `bias` under `key`.
    pub fn conv(&self, key: &str, [outputs, inputs]: [usize; 2], window: Window, bias: bool) -> Result<Conv<R>> {
        let weight = self.parameter(&format!("{key}.weight"), &[outputs, inputs, window.kernel, window.kernel])?;
        let bias = if bias { Some(self.parameter(&format!("{key}.bias"), &[outputs])?) } else { None };
        Ok(Conv { weight, bias, window })
    }

    /// `weight` `[channels, 1, kernel, kernel]` and `bias` under `key`.
    pub fn depthwise(&self, key: &str, channels: usize, kernel: usize) -> Result<Depthwise<R>> {
        Ok(Depthwise {
            weight: self.parameter(&format!("{key}.weight"), &[channels, 1, kernel, kernel])?,
            bias: self.parameter(&format!("{key}.bias"), &[channels])?,
        })
    }

    /// A 1x1 convolution, `weight` `[outputs, inputs, 1, 1]` and `bias` under `key`, as the linear layer that it is.
    pub fn pointwise(&self, key: &str, outputs: usize, inputs: usize) -> Result<Linear<R>> {
        let weight = Piece::whole(&format!("{key}.weight"), &[outputs, inputs, 1, 1], 0);
        Ok(Linear {
            weight: self.parameter_of(&[outputs, inputs], vec![weight], self.dtype)?,
            bias: Some(self.parameter(&format!("{key}.bias"), &[outputs])?),
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
    weight: Parameter<R>,
    bias: Option<Parameter<R>>,
    window: Window,
}

impl<R: Runtime> Conv<R> {
    /// From `[batch, height, width, inputs]` to `[batch, rows, columns, outputs]`; a remainder past the last whole window is
    /// left out.
    pub fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        tape::conv(x, &self.weight, self.window, &Fusion::bias(self.bias.as_ref()))
    }
}

/// A depthwise convolution's parameters.
#[derive(Debug)]
pub(crate) struct Depthwise<R: Runtime> {
    weight: Parameter<R>,
    bias: Parameter<R>,
}

impl<R: Runtime> Depthwise<R> {
    /// Of a map `[batch, height, width, channels]`, whose size stays.
    pub fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        self.activated(x, Activation::None)
    }

    /// `y = x + conv(x) + b`, and `norm` of `y`.
    pub fn normed(&self, x: &Var<R>, norm: &Norm<R>) -> Result<(Var<R>, Var<R>)> {
        tape::depthwise_norm(x, [&self.weight, &self.bias], [&norm.weight, &norm.bias], norm.eps)
    }

    /// `act(conv(x) + b)`.
    pub fn activated(&self, x: &Var<R>, activation: Activation) -> Result<Var<R>> {
        tape::depthwise(x, &self.weight, &Fusion { activation, ..Fusion::bias(Some(&self.bias)) })
    }
}

/// Tokens `[batch, tokens, width]` behind the first `prefix`, `[batch, rest * width]`.
pub(crate) fn without_prefix<R: Runtime>(tokens: &Var<R>, prefix: usize) -> Result<Var<R>> {
    let &[batch, count, width] = tokens.shape() else { return Ok(tokens.clone()) };
    let rows = tokens.reshape(&[batch, count * width])?;
    if prefix == 0 {
        return Ok(rows);
    }
    tape::skip_columns(&rows, prefix * width)
}

/// Images `[batch, height, width, channels]` with zeros below and to the right, so that `side` divides both edges.
pub(crate) fn padded<R: Runtime>(images: &Var<R>, side: usize) -> Result<Var<R>> {
    let &[batch, height, width, channels] = images.shape() else { return Ok(images.clone()) };
    let [tall, wide] = [height, width].map(|edge| edge.next_multiple_of(side));
    let zeros = |shape: &[usize]| -> Result<Var<R>> { Ok(tape::zeros(images, shape)?.into()) };
    let mut rows = images.reshape(&[batch * height, width * channels])?;
    if wide > width {
        rows = tape::concat(&[&rows, &zeros(&[batch * height, (wide - width) * channels])?])?;
    }
    let mut whole = rows.reshape(&[batch, height * wide * channels])?;
    if tall > height {
        whole = tape::concat(&[&whole, &zeros(&[batch, (tall - height) * wide * channels])?])?;
    }
    whole.reshape(&[batch, tall, wide, channels])
}

/// The mean of a map's pixels, `[batch, channels]`.
pub(crate) fn mean_of_map<R: Runtime>(x: &Var<R>) -> Result<Var<R>> {
    let (pixels, channels) = x.rows_and_width();
    let pixels = pixels / x.shape()[0];
    tape::mean_tokens(&x.reshape(&[x.shape()[0], pixels, channels])?, 0..pixels)
}

/// A layer norm's parameters, `[width]` each.
#[derive(Debug)]
pub(crate) struct Norm<R: Runtime> {
    weight: Parameter<R>,
    bias: Parameter<R>,
    eps: f32,
}

impl<R: Runtime> Norm<R> {
    /// Normalises the last axis.
    pub fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        tape::layer_norm(x, &self.weight, &self.bias, self.eps)
    }
}

/// A batch norm's parameters, `[width]` each, and its running statistics.
#[derive(Debug)]
pub(crate) struct BatchNorm<R: Runtime> {
    weight: Parameter<R>,
    bias: Parameter<R>,
    running: Statistics<R>,
}

impl<R: Runtime> BatchNorm<R> {
    /// PyTorch's default.
    const EPS: f32 = 1e-5;

    /// How fast the running statistics follow the batches', PyTorch's default.
    const MOMENTUM: f32 = 0.1;

    /// Normalises every channel over all rows: by the batch's statistics on a tape of training, by the running ones otherwise.
    pub fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        tape::batch_norm(x, [&self.weight, &self.bias], &self.running, Self::MOMENTUM, Self::EPS)
    }

    /// `act` of [`BatchNorm::forward`].
    pub fn activated(&self, x: &Var<R>, activation: Activation) -> Result<Var<R>> {
        tape::activate(&self.forward(x)?, activation)
    }
}

/// A linear layer's parameters: `[outputs, inputs]` and `[outputs]`.
#[derive(Debug)]
pub(crate) struct Linear<R: Runtime> {
    pub weight: Parameter<R>,
    pub bias: Option<Parameter<R>>,
}

impl<R: Runtime> Linear<R> {
    /// `x W^T + b`.
    pub fn forward(&self, x: &Var<R>) -> Result<Var<R>> {
        self.activated(x, Activation::None)
    }

    /// `act(x W^T + b)`.
    pub fn activated(&self, x: &Var<R>, activation: Activation) -> Result<Var<R>> {
        tape::linear(x, &self.weight, &Fusion { activation, ..Fusion::bias(self.bias.as_ref()) })
    }

    /// `residual + layer_scale * (x W^T + b)`.
    pub fn onto(&self, x: &Var<R>, layer_scale: Option<&Parameter<R>>, residual: &Var<R>) -> Result<Var<R>> {
        let fusion = Fusion { layer_scale, residual: Some(residual), ..Fusion::bias(self.bias.as_ref()) };
        tape::linear(x, &self.weight, &fusion)
    }
}
