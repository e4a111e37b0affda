//! Cases of crop and normalisation.

use super::{Normalization, normalize, reference};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Device, Tensor};

/// One image into a batch.
#[derive(Debug, Clone)]
pub struct NormalizeCase {
    /// `[height, width, channels]`.
    pub image: [usize; 3],
    /// Height and width of the crop.
    pub crop: [usize; 2],
    /// Top and left of the crop.
    pub origin: [i64; 2],
}

/// The table: inside, at the edges, padded on each side, grey and colour.
pub fn cases() -> Vec<NormalizeCase> {
    let case = |image, crop, origin| NormalizeCase { image, crop, origin };
    vec![
        case([1, 1, 1], [1, 1], [0, 0]),
        case([7, 9, 1], [5, 3], [2, 6]),
        case([7, 9, 3], [7, 9], [0, 0]),
        case([5, 4, 1], [9, 8], [-2, -2]),
        case([5, 11, 3], [8, 6], [-1, 4]),
        case([256, 300, 1], [224, 224], [16, 38]),
    ]
}

impl Case for NormalizeCase {
    const OPERATION: &'static str = "normalize";

    fn id(&self) -> String {
        let [h, w, c] = self.image;
        format!("{h}x{w}x{c}-{}x{}at{},{}", self.crop[0], self.crop[1], self.origin[0], self.origin[1])
    }

    fn flops(&self) -> u64 {
        9 * (self.crop[0] * self.crop[1]) as u64
    }

    fn bytes(&self) -> u64 {
        4 * (self.image.iter().product::<usize>() + 3 * self.crop[0] * self.crop[1]) as u64
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let [height, width, channels] = self.image;
        let pixels: Vec<f32> = (0..height * width * channels).map(|_| inputs.below(256) as f32).collect();
        let n = Normalization {
            origin: self.origin,
            rescale: 1.0 / 255.0,
            mean: [0.485, 0.456, 0.406],
            std: [0.229, 0.224, 0.225],
        };
        let batch = Tensor::empty(device, &[2, self.crop[0], self.crop[1], 3], DType::F32)?;
        let image = tensor(device, &[1, height, width, channels], &pixels)?;
        // Into the second slot first: each must leave the other alone.
        normalize(&image, &batch, 1, &n)?;
        normalize(&image, &batch, 0, &n)?;
        let want = reference::normalize(&pixels, self.image, self.crop, &n);
        Ok(vec![Check::new("out", &batch, want.repeat(2))?])
    }
}
