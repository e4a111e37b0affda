//! Cases of crop and normalisation.

use super::{Normalization, normalize, reference};
use crate::Result;
use crate::case::{Case, Cost, Input, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};

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

impl NormalizeCase {
    fn settings(&self) -> Normalization {
        Normalization {
            origin: self.origin,
            rescale: 1.0 / 255.0,
            mean: [0.485, 0.456, 0.406],
            std: [0.229, 0.224, 0.225],
        }
    }
}

impl Case for NormalizeCase {
    const OPERATION: &'static str = "normalize";
    const BACKWARD: bool = false;

    fn id(&self) -> String {
        let [h, w, c] = self.image;
        format!("{h}x{w}x{c}-{}x{}at{},{}", self.crop[0], self.crop[1], self.origin[0], self.origin[1])
    }

    fn cost(&self) -> Cost {
        let pixels = self.crop[0] * self.crop[1];
        Cost::new(9 * pixels, self.image.iter().product::<usize>() + 3 * pixels)
    }

    fn types(&self) -> &'static [DType] {
        &[DType::F32]
    }

    fn inputs(&self, values: &mut Values) -> Vec<Input> {
        let [height, width, channels] = self.image;
        let pixels = (0..height * width * channels).map(|_| values.below(256) as f32).collect();
        vec![Input::new("image", Role::Exact, &[1, height, width, channels], pixels)]
    }

    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        vec![reference::normalize(&inputs[0], self.image, self.crop, &self.settings()).repeat(2)]
    }

    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>> {
        let batch = Tensor::empty(inputs[0].device(), &[2, self.crop[0], self.crop[1], 3], DType::F32)?;
        // Into the second slot first: each must leave the other alone.
        normalize(&inputs[0], &batch, 1, &self.settings())?;
        normalize(&inputs[0], &batch, 0, &self.settings())?;
        Ok(vec![batch])
    }
}
