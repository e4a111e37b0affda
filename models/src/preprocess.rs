//! From decoded pixels to a model's input, on the device: resize, crop, normalise.

use crate::error::Result;
use crate::processor::{Filter, Processor};
use cubecl::prelude::Runtime;
use roentgen_kernels::normalize::{Normalization, normalize};
use roentgen_kernels::resize::{self, Sampling, resize};
use roentgen_runtime::{DType, Device, Tensor};

/// The pixels of an image, 0 to 255, `[height, width, channels]` with one channel or three.
#[derive(Debug, Clone, Copy)]
pub struct Pixels<'a> {
    /// Row-major, channels last.
    pub values: &'a [u8],
    /// Height, width and channels.
    pub shape: [usize; 3],
}

impl Processor {
    /// The image after resize, before the crop, `[1, height, width, channels]` in f32: whole grey levels, as libraries that
    /// resize 8-bit images leave them.
    ///
    /// # Errors
    /// An image, before or after, that the device cannot hold.
    pub fn resized<R: Runtime>(&self, device: &Device<R>, pixels: Pixels<'_>) -> Result<Tensor<R>> {
        let [height, width, channels] = pixels.shape;
        let values: Vec<f32> = pixels.values.iter().map(|v| f32::from(*v)).collect();
        let image = Tensor::from_f32(device, &[1, height, width, channels], DType::F32, &values)?;
        let filter = match self.filter {
            Filter::Nearest => resize::Filter::Nearest,
            Filter::Bilinear => resize::Filter::Bilinear,
            Filter::Bicubic => resize::Filter::Bicubic,
            Filter::Lanczos => resize::Filter::Lanczos,
        };
        let sampling = if self.antialias { Sampling::Antialias } else { Sampling::HalfPixel };
        Ok(resize(&image, self.geometry(height, width).resized, filter, sampling, true)?)
    }

    /// Writes the prepared image as image `slot` of `batch` `[n, height, width, 3]`.
    ///
    /// # Errors
    /// As [`Processor::resized`], and an output that is not the batch's size.
    pub fn prepare<R: Runtime>(&self, pixels: Pixels<'_>, batch: &Tensor<R>, slot: usize) -> Result<()> {
        let image = self.resized(batch.device(), pixels)?;
        let origin = self.geometry(pixels.shape[0], pixels.shape[1]).crop_origin;
        let n = Normalization { origin, rescale: self.rescale, mean: self.mean, std: self.std };
        Ok(normalize(&image, batch, slot, &n)?)
    }
}
