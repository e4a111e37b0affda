//! SegFormer's decoder (arXiv 2105.15203). Reference code: transformers 5.23, `SegformerDecodeHead`.
//!
//! The reference projects every map to one width, resizes all to the finest one's size (bilinear, pixel centres at halves), joins
//! them, the coarsest first, and applies a 1x1 convolution without bias, batch norm, ReLU and a 1x1 convolution to the classes.
//! A 1x1 convolution of joined maps is the sum of one of each, and one of a resized map is the resized map of one, since the
//! resize's weights sum to one. So each map takes its share of the convolution before it is resized, and nothing is joined: the
//! joined map of SegFormer-B4 would be 200 MB an image, more than some devices bind, and the product five times as large.

use crate::error::{Error, Result};
use crate::layers::{Linear, Loader};
use crate::operations::times;
use crate::parameters::{Parameter, Piece};
use crate::tape::{self, Var};
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::group_norm::Statistics;
use roentgen_kernels::resize::{Filter, Sampling};
use roentgen_runtime::{DType, Tensor};

/// Sizes of an [`MlpDecoder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MlpConfig {
    /// Channels of the encoder's feature maps, finest first.
    pub inputs: Vec<usize>,
    /// Channels that every map is projected to.
    pub width: usize,
    /// Classes.
    pub classes: usize,
}

impl MlpConfig {
    /// Learned parameters; the batch norm's running statistics are not among them.
    pub fn parameters(&self) -> u64 {
        let (inputs, maps, width) = (self.inputs.iter().sum(), self.inputs.len(), self.width);
        let projections = times(&[inputs, width]) + times(&[maps, width]);
        projections + times(&[maps, width, width]) + times(&[2, width]) + times(&[width + 1, self.classes])
    }
}

/// Epsilon of the batch norm, PyTorch's default.
const BATCH_EPS: f32 = 1e-5;

/// How fast its running statistics follow the batches', PyTorch's default.
const MOMENTUM: f32 = 0.1;

/// SegFormer's decoder on a device; of any encoder whose feature maps have the configured channels.
#[derive(Debug)]
pub struct MlpDecoder<R: Runtime> {
    levels: Vec<Level<R>>,
    /// Weight and bias of the batch norm, `[width]` each.
    norm: [Parameter<R>; 2],
    running: Statistics<R>,
    classifier: Linear<R>,
}

#[derive(Debug)]
struct Level<R: Runtime> {
    projection: Linear<R>,
    /// The convolution's share of this map, `[width, width]`.
    fuse: Linear<R>,
}

impl<R: Runtime> MlpDecoder<R> {
    /// Reads the tensors under `key`.
    pub(crate) fn load(config: &MlpConfig, key: &str, load: &Loader<'_, R>) -> Result<Self> {
        let (maps, width, classes) = (config.inputs.len(), config.width, config.classes);
        let fuse = Piece::whole(&format!("{key}.linear_fuse.weight"), &[width, maps * width, 1, 1], 0);
        let level = |(index, inputs): (usize, &usize)| -> Result<Level<R>> {
            // The coarsest map's columns stand first.
            let at = (maps - 1 - index) * width;
            let row = |row: usize| {
                let start = row * maps * width + at;
                Piece { of_key: start..start + width, at: row * width, ..fuse.clone() }
            };
            let share = load.parameter_of(&[width, width], (0..width).map(row).collect(), load.dtype)?;
            Ok(Level {
                projection: load.linear(&format!("{key}.linear_c.{index}.proj"), width, *inputs, true)?,
                fuse: Linear { weight: share, bias: None },
            })
        };
        let [mean, variance] =
            ["running_mean", "running_var"].map(|part| load.weights.f32(&format!("{key}.batch_norm.{part}"), &[width]));
        let norm = |part: &str| load.parameter(&format!("{key}.batch_norm.{part}"), &[width]);
        let running = |values: Vec<f32>| Tensor::from_f32(load.device, &[1, width], DType::F32, &values);
        load.weights.mark_used(&format!("{key}.batch_norm.num_batches_tracked"));
        Ok(Self {
            levels: config.inputs.iter().enumerate().map(level).collect::<Result<_>>()?,
            norm: [norm("weight")?, norm("bias")?],
            running: Statistics { mean: running(mean?)?, variance: running(variance?)? },
            classifier: load.pointwise(&format!("{key}.classifier"), classes, width)?,
        })
    }

    /// Logits `[batch, height, width, classes]` of the finest map's pixels, from maps `[batch, height, width, channels]`, finest
    /// first.
    ///
    /// # Errors
    /// Another number of maps than the decoder was made for; maps that the device cannot hold.
    pub fn forward(&self, maps: &[Var<R>]) -> Result<Var<R>> {
        let (Some(&[_, height, width, _]), true) =
            (maps.first().map(|map| map.shape()), maps.len() == self.levels.len())
        else {
            let message = format!("{} feature maps for a decoder of {}", maps.len(), self.levels.len());
            return Err(Error::Unsupported(message));
        };
        let mut sum: Option<Var<R>> = None;
        for (level, map) in self.levels.iter().zip(maps).rev() {
            let projected = level.projection.forward(map)?;
            sum = Some(match sum {
                Some(sum) if map.shape()[1..3] == [height, width] => level.fuse.onto(&projected, None, &sum)?,
                sum => {
                    let share = level.fuse.forward(&projected)?;
                    let share = tape::resize(&share, [height, width], Filter::Bilinear, Sampling::HalfPixel)?;
                    sum.map_or(Ok(share.clone()), |sum| tape::add(&sum, &share))?
                }
            });
        }
        let Some(sum) = sum else { return Err(Error::Unsupported("a decoder of no feature maps".to_string())) };
        let [weight, bias] = &self.norm;
        let normed = tape::batch_norm(&sum, [weight, bias], &self.running, MOMENTUM, BATCH_EPS)?;
        self.classifier.forward(&tape::activate(&normed, Activation::Relu)?)
    }
}
