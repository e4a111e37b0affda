//! The layers that encoders are made of: a checkpoint's tensors on the device, and the kernel that uses them.

use crate::error::Result;
use crate::weights::Weights;
use cubecl::prelude::Runtime;
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
        self.linear_of(&[key], [outputs, inputs], bias)
    }

    /// Several linear layers of one input as one, their outputs side by side: one launch instead of one each.
    pub fn linear_of(&self, keys: &[&str], [outputs, inputs]: [usize; 2], bias: bool) -> Result<Linear<R>> {
        let joined = |name: &str, shape: &[usize]| -> Result<Vec<f32>> {
            let parts: Result<Vec<_>> =
                keys.iter().map(|key| self.weights.f32(&format!("{key}.{name}"), shape)).collect();
            Ok(parts?.concat())
        };
        let all = outputs * keys.len();
        let weight = self.upload(&[all, inputs], &joined("weight", &[outputs, inputs])?)?;
        let bias = if bias { Some(self.upload(&[all], &joined("bias", &[outputs])?)?) } else { None };
        Ok(Linear { weight, bias })
    }
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
