//! Crop, rescale and normalise an image into a batch.
//!
//! `out[slot, y, x, c] = (image[y + top, x + left, min(c, channels - 1)] * rescale - mean[c]) / std[c]`, three channels;
//! a grey image is repeated; where the crop leaves the image the pixel is zero before normalisation, as
//! `center_crop` pads. Cost: 3 operations an element, each moved once.

mod cases;
mod forward;
pub mod reference;

pub use cases::{NormalizeCase, cases};

use crate::{Result, case::expect, tile, with_float};
use cubecl::prelude::*;
use roentgen_runtime::{DType, Error, Tensor};

/// What happens to an image's pixels after its resize.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normalization {
    /// Top and left of the crop in the image; negative where it must be padded.
    pub origin: [i64; 2],
    /// Multiplies a pixel, usually 1/255.
    pub rescale: f32,
    /// Subtracted, by channel.
    pub mean: [f32; 3],
    /// Divides, by channel.
    pub std: [f32; 3],
}

/// Writes `image` `[1, height, width, 1 or 3]` as image `slot` of `batch` `[n, height, width, 3]`.
///
/// # Errors
/// [`Error::Shape`] where they do not fit.
pub fn normalize<R: Runtime>(image: &Tensor<R>, batch: &Tensor<R>, slot: usize, n: &Normalization) -> Result<()> {
    let (&[1, height, width, channels @ (1 | 3)], &[images, out_height, out_width, 3]) = (image.shape(), batch.shape())
    else {
        return Err(Error::shape("normalize", format!("{image:?} into {batch:?}")));
    };
    expect("normalize", "image", image, image.shape(), DType::F32)?;
    let limit = 1i64 << 30;
    if slot >= images || n.origin.iter().any(|o| o.abs() > limit) {
        return Err(Error::shape("normalize", format!("image {slot} of {images}, origin {:?}", n.origin)));
    }
    let device = batch.device();
    let total = out_height * out_width * 3;
    let (grid, dim) = tile::unit_each(device, "normalize", total)?;
    let [top, left] = n.origin.map(|o| o as i32);
    with_float!(batch.dtype(), F => {
        // SAFETY: units past the last element return; pixels outside the image are not read.
        unsafe {
            forward::normalize::launch_unchecked::<F, R>(
                device.client(), grid, dim, image.arg(1), batch.arg(1), height as i32, width as i32, channels, out_width,
                slot * total, total, top, left, n.rescale, n.mean[0], n.mean[1], n.mean[2], n.std[0], n.std[1], n.std[2],
            );
        }
    });
    Ok(())
}
