//! SegFormer's decoder (arXiv 2105.15203). Reference code: transformers 5.23, `SegformerDecodeHead`.
//!
//! The reference projects every map to one width, resizes all to the finest one's size (bilinear, pixel centres at halves), joins
//! them, the coarsest first, and applies a 1x1 convolution without bias, batch norm, ReLU and a 1x1 convolution to the classes.
//! Nothing is joined here, and each map takes its share of the convolution before it is resized: the joined map of SegFormer-B4
//! would be 200 MB an image, more than some devices bind, and the product five times as large.

use super::layers::{Joined, size_of};
use crate::error::{Error, Result};
use crate::layers::{BatchNorm, Linear, Loader};
use crate::operations::{Operation, times};
use crate::tape::Var;
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;

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

    /// The launches of [`MlpDecoder::forward`] on maps of such rows and columns, finest first, of `batch` images.
    pub(crate) fn operations(&self, grids: &[[usize; 2]], batch: usize) -> Vec<Operation> {
        let width = self.width;
        let finest = grids.first().copied().unwrap_or_default();
        let pass = |name, taps: u64, [from, to]: [[usize; 2]; 2]| {
            let [reads, writes] = [from, to].map(|[down, across]| times(&[batch, down, across, width]));
            Operation { other_flops: writes.saturating_mul(taps), reads, writes, ..Operation::pass(name, 1) }
        };
        let rows = |[down, across]: [usize; 2]| batch.saturating_mul(down).saturating_mul(across);
        let mut all = Vec::new();
        for (index, (&grid, &inputs)) in grids.iter().zip(&self.inputs).enumerate().rev() {
            all.push(Operation::product("decoder projection", 1, [rows(grid), width, inputs]).biased(width));
            let share = Operation::product("decoder join", 1, [rows(grid), width, width]);
            let is_first = index + 1 == grids.len();
            if grid == finest {
                all.push(if is_first { share } else { share.onto(0) });
                continue;
            }
            all.push(share);
            // Two multiply-adds an element.
            let wide = [grid[0], finest[1]];
            if wide != grid {
                all.push(pass("decoder across", 4, [grid, wide]));
            }
            if wide != finest {
                all.push(pass("decoder down", 4, [wide, finest]));
            }
            if !is_first {
                all.push(pass("decoder sum", 1, [finest; 2]).onto(0));
            }
        }
        all.push(pass("decoder norm", 4, [finest; 2]).biased(2 * width));
        all.push(pass("decoder activation", 1, [finest; 2]));
        all.push(
            Operation::product("decoder classes", 1, [rows(finest), self.classes, width])
                .biased(self.classes)
                .leaving(),
        );
        all
    }

    /// What the reference computes besides of one image: it resizes every map to the finest one's size before they are joined.
    pub(crate) fn spared_flops(&self, grids: &[[usize; 2]]) -> u64 {
        let share = |grid: &[usize; 2]| times(&[2, grid[0], grid[1], self.width, self.width]);
        let most = grids.first().map_or(0, share);
        grids.iter().map(|grid| most.saturating_sub(share(grid))).fold(0, u64::saturating_add)
    }
}

/// SegFormer's decoder on a device; of any encoder whose feature maps have the configured channels.
#[derive(Debug)]
pub struct MlpDecoder<R: Runtime> {
    projections: Vec<Linear<R>>,
    fuse: Joined<R>,
    norm: BatchNorm<R>,
    classifier: Linear<R>,
}

impl<R: Runtime> MlpDecoder<R> {
    /// Reads the tensors under `key`.
    pub(crate) fn load(config: &MlpConfig, key: &str, load: &Loader<'_, R>) -> Result<Self> {
        let (maps, width, classes) = (config.inputs.len(), config.width, config.classes);
        let projection = |(index, inputs): (usize, &usize)| {
            load.linear(&format!("{key}.linear_c.{index}.proj"), width, *inputs, true)
        };
        Ok(Self {
            projections: config.inputs.iter().enumerate().map(projection).collect::<Result<_>>()?,
            fuse: Joined::load(load, &format!("{key}.linear_fuse"), width, &vec![width; maps], 1, false)?,
            norm: load.batch_norm(&format!("{key}.batch_norm"), width)?,
            classifier: load.pointwise(&format!("{key}.classifier"), classes, width)?,
        })
    }

    /// Logits `[batch, height, width, classes]` of the finest map's pixels, from maps `[batch, height, width, channels]`, finest
    /// first.
    ///
    /// # Errors
    /// Another number of maps than the decoder was made for; maps that the device cannot hold.
    pub fn forward(&self, maps: &[Var<R>]) -> Result<Var<R>> {
        let (Some(finest), true) = (maps.first(), maps.len() == self.projections.len()) else {
            let message = format!("{} feature maps for a decoder of {}", maps.len(), self.projections.len());
            return Err(Error::Unsupported(message));
        };
        // The coarsest map's columns stand first.
        let projected = self.projections.iter().zip(maps).rev().map(|(projection, map)| projection.forward(map));
        let sum = self.fuse.forward_resized(projected, size_of(finest)?)?;
        self.classifier.forward(&self.norm.activated(&sum, Activation::Relu)?)
    }
}
