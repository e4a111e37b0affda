//! What `benches/peers/encoders.py` wrote: timm's state_dict with `input` and `output`, as burn's modules.

use burn::module::Param;
use burn::nn::conv::Conv2d;
use burn::nn::{LayerNorm, LayerNormConfig, Linear, PaddingConfig2d};
use burn::prelude::*;
use safetensors::{Dtype, SafeTensors};

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

pub struct Weights<'a> {
    file: SafeTensors<'a>,
    device: Device,
}

impl<'a> Weights<'a> {
    pub fn new(bytes: &'a [u8], device: &Device) -> Result<Self> {
        Ok(Self { file: SafeTensors::deserialize(bytes)?, device: device.clone() })
    }

    pub fn values(&self, name: &str) -> Result<(Vec<f32>, Vec<usize>)> {
        let found = self.file.tensor(name).map_err(|e| format!("{name}: {e}"))?;
        if found.dtype() != Dtype::F32 {
            return Err(format!("{name} is {:?} and not F32", found.dtype()).into());
        }
        let (values, _) = found.data().as_chunks::<4>();
        Ok((values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(), found.shape().to_vec()))
    }

    pub fn parameter<const D: usize>(&self, name: &str) -> Result<Param<Tensor<D>>> {
        let (values, shape) = self.values(name)?;
        let shape: [usize; D] = shape.try_into().map_err(|shape| format!("{name} has the shape {shape:?}"))?;
        Ok(Param::from_data(TensorData::new(values, shape), &self.device))
    }

    /// burn multiplies by a weight of `[inputs, outputs]`; PyTorch has its transpose. Transposed here, in memory, as burn's own
    /// importer of PyTorch's weights does it.
    pub fn linear(&self, name: &str) -> Result<Linear> {
        let (values, shape) = self.values(&format!("{name}.weight"))?;
        let [outputs, inputs] = shape[..] else { return Err(format!("{name} has the shape {shape:?}").into()) };
        let turned = (0..inputs * outputs).map(|at| values[at % outputs * inputs + at / outputs]).collect();
        let weight = Param::from_data(TensorData::new(turned, [inputs, outputs]), &self.device);
        Ok(Linear { weight, bias: self.parameter(&format!("{name}.bias")).ok() })
    }

    pub fn norm(&self, name: &str, epsilon: f64) -> Result<LayerNorm> {
        let gamma = self.parameter::<1>(&format!("{name}.weight"))?;
        let mut norm = LayerNormConfig::new(gamma.dims()[0]).with_epsilon(epsilon).init(&self.device);
        norm.gamma = gamma;
        norm.beta = Some(self.parameter(&format!("{name}.bias"))?);
        Ok(norm)
    }

    /// One patch after another: a stride of the kernel's size, no padding.
    pub fn patches(&self, name: &str) -> Result<Conv2d> {
        let weight = self.parameter::<4>(&format!("{name}.weight"))?;
        let [_, _, height, width] = weight.dims();
        Ok(Conv2d {
            weight,
            bias: Some(self.parameter(&format!("{name}.bias"))?),
            stride: [height, width],
            kernel_size: [height, width],
            dilation: [1, 1],
            groups: 1,
            padding: PaddingConfig2d::Valid,
        })
    }

    /// A filter for every channel, which keeps the size.
    pub fn depthwise(&self, name: &str) -> Result<Conv2d> {
        let mut convolution = self.patches(name)?;
        let [height, width] = convolution.kernel_size;
        convolution.stride = [1, 1];
        convolution.groups = convolution.weight.dims()[0];
        convolution.padding = PaddingConfig2d::Explicit(height / 2, width / 2, height / 2, width / 2);
        Ok(convolution)
    }
}
