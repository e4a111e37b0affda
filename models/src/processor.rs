//! How an image becomes the tensor a model expects: resize, centre crop, rescale, normalise.
//!
//! The description is read from whichever file the model was published with, and the geometry is that of the library the
//! file belongs to. The pixels themselves are resampled elsewhere.

mod read;

use crate::config::EncoderConfig;

/// ImageNet's mean.
pub const IMAGENET_MEAN: [f32; 3] = [0.485, 0.456, 0.406];
/// ImageNet's standard deviation.
pub const IMAGENET_STD: [f32; 3] = [0.229, 0.224, 0.225];
/// The mean of CLIP's training images.
pub const CLIP_MEAN: [f32; 3] = [0.481_454_66, 0.457_827_5, 0.408_210_73];
/// The standard deviation of CLIP's training images.
pub const CLIP_STD: [f32; 3] = [0.268_629_54, 0.261_302_6, 0.275_777_1];

/// How the image is resized first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resize {
    /// The shorter edge to this many pixels, the longer in proportion (rounded down).
    ShortestEdge(usize),
    /// To `[height, width]`, whatever the proportions.
    Exact([usize; 2]),
    /// Not at all.
    None,
}

/// The kernel the resize samples with, as PIL names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// PIL's code 0.
    Nearest,
    /// PIL's code 2.
    Bilinear,
    /// PIL's code 3 (a = -0.5).
    Bicubic,
    /// PIL's code 1 (three lobes).
    Lanczos,
}

/// How half a pixel of the crop's origin is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CropRounding {
    /// Down: transformers' `center_crop`.
    Floor,
    /// To the even neighbour: torchvision's `CenterCrop`, which timm and open_clip use.
    HalfEven,
}

/// How an image becomes a model's input: `(pixel * rescale - mean) / std`, channel by channel, after resize and crop.
#[derive(Clone, Debug, PartialEq)]
pub struct Processor {
    /// The first step.
    pub resize: Resize,
    /// Height and width of the centre crop after it; what the image lacks is filled with zeros, before normalisation.
    pub crop: Option<[usize; 2]>,
    /// The resize's kernel.
    pub filter: Filter,
    /// Whether the kernel widens when the image shrinks, as PIL always has it.
    pub antialias: bool,
    /// Factor that takes 8-bit values to what `mean` and `std` are in: 1/255, or 1 where the file says not to rescale.
    pub rescale: f32,
    /// Mean of the channels red, green, blue.
    pub mean: [f32; 3],
    /// Standard deviation of the channels red, green, blue.
    pub std: [f32; 3],
    /// How half a pixel of the crop's origin is rounded.
    pub crop_rounding: CropRounding,
    /// Where these values come from: a file, or a family's default.
    pub source: String,
}

/// What [`Processor::geometry`] finds for one image; all pairs are `[height, width]` or `[row, column]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Size after the resize.
    pub resized: [usize; 2],
    /// The resized image's pixel that becomes the output's first; negative where the output starts with padding.
    pub crop_origin: [i64; 2],
    /// Size of the output.
    pub output: [usize; 2],
}

impl Processor {
    /// The default of `config`'s family, for a model that was published without a file for it.
    pub fn default_for(config: &EncoderConfig) -> Self {
        config.family().default_processor()
    }

    /// A family's default: the shorter edge to the crop's, bicubic, mean and deviation a half.
    pub(crate) fn cropped(crop: [usize; 2], family: &str) -> Self {
        Self {
            resize: Resize::ShortestEdge(crop[0].min(crop[1])),
            crop: Some(crop),
            filter: Filter::Bicubic,
            antialias: true,
            rescale: 1.0 / 255.0,
            mean: [0.5; 3],
            std: [0.5; 3],
            crop_rounding: CropRounding::Floor,
            source: format!("default of {family}; the model has no file that says otherwise"),
        }
    }

    /// A family's default: resized to `size` whatever the proportions; otherwise as [`Processor::cropped`].
    pub(crate) fn exact(size: [usize; 2], family: &str) -> Self {
        Self { resize: Resize::Exact(size), crop: None, ..Self::cropped(size, family) }
    }

    /// What becomes of an image of `height` x `width` pixels. An empty image counts as one pixel, so that nothing divides
    /// by zero; refuse it before.
    pub fn geometry(&self, height: usize, width: usize) -> Geometry {
        let (height, width) = (height.max(1), width.max(1));
        let resized = match self.resize {
            Resize::None => [height, width],
            Resize::Exact(size) => size,
            // transformers' get_resize_output_image_size and torchvision's Resize: int(edge * long / short).
            Resize::ShortestEdge(edge) => {
                let long = (edge as u128 * height.max(width) as u128 / height.min(width) as u128) as usize;
                if width <= height { [long, edge] } else { [edge, long] }
            }
        };
        let output = self.crop.unwrap_or(resized);
        let origin = |axis: usize| {
            let spare = resized[axis] as i64 - output[axis] as i64;
            match self.crop_rounding {
                CropRounding::Floor => spare.div_euclid(2),
                // torchvision pads first, with the odd pixel at the end, and rounds only what is left to crop.
                CropRounding::HalfEven if spare < 0 => -(-spare / 2),
                CropRounding::HalfEven => spare / 2 + i64::from(spare % 4 == 3),
            }
        };
        Geometry { resized, crop_origin: [origin(0), origin(1)], output }
    }

    /// The same processor for inputs of `size`, `[height, width]`: the crop becomes `size`, the shortest edge keeps its
    /// proportion to the crop's, and an exact resize goes to `size` (before a crop: in proportion).
    pub fn at_size(&self, size: [usize; 2]) -> Self {
        let scaled = |edge: usize, new: usize, old: usize| {
            ((edge as f64 * new as f64 / old.max(1) as f64).round() as usize).max(new)
        };
        let (short, long) = (size[0].min(size[1]), size[0].max(size[1]));
        let (resize, crop) = match (self.resize, self.crop) {
            (Resize::ShortestEdge(edge), Some(crop)) => {
                (Resize::ShortestEdge(scaled(edge, short, crop[0].min(crop[1])).max(1)), Some(size))
            }
            (Resize::ShortestEdge(_), None) => (Resize::ShortestEdge(short), (long > 0).then_some(size)),
            (Resize::Exact(old), Some(crop)) => {
                let new = [scaled(old[0], size[0], crop[0]), scaled(old[1], size[1], crop[1])];
                (Resize::Exact(new), Some(size))
            }
            (Resize::None, Some(_)) => (Resize::None, Some(size)),
            (Resize::Exact(_) | Resize::None, None) => (Resize::Exact(size), None),
        };
        let source = format!("{}; at {} x {}", self.source, size[0], size[1]);
        Self { resize, crop, source, ..self.clone() }
    }
}

#[cfg(test)]
#[path = "processor_tests.rs"]
mod tests;
