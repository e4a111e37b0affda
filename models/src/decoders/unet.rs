//! U-Net's decoder (arXiv 1505.04597) on an encoder of stages. Reference code: segmentation_models_pytorch 0.5, whose names the
//! tensors have (`decoder.blocks.N.conv{1,2}.{0,1}.*`, `segmentation_head.0.*`), without attention.
//!
//! From the coarsest map on, each block doubles the map (nearest), puts the next finer one of the encoder beside it and
//! applies two 3x3 convolutions with batch norm and ReLU; past the finest map blocks go on without one up to the image's
//! size. Their widths halve from block to block, down to a sixteenth of the first; a 3x3 convolution makes the logits.

use super::config::Level;
use super::layers::{ConvNorm, Joined, size_of};
use crate::error::{Error, Result};
use crate::layers::Loader;
use crate::tape::{self, Var};
use cubecl::prelude::Runtime;
use roentgen_kernels::resize::{Filter, Sampling};

/// U-Net's parameters.
#[derive(Debug)]
pub(super) struct Unet<R: Runtime> {
    blocks: Vec<[ConvNorm<R>; 2]>,
    classifier: Joined<R>,
}

impl<R: Runtime> Unet<R> {
    pub fn load(levels: &[Level], width: usize, classes: usize, load: &Loader<'_, R>) -> Result<Self> {
        let doubles = levels.windows(2).all(|pair| pair[1].stride == 2 * pair[0].stride);
        let (Some(finest), Some(coarsest), true) = (levels.first(), levels.last(), doubles) else {
            let strides = levels.iter().map(|level| level.stride.to_string()).collect::<Vec<_>>().join(", ");
            let message = format!("U-Net takes maps whose stride doubles from one to the next, not strides {strides}");
            return Err(Error::Unsupported(message));
        };
        // What stands beside the doubled map in each block.
        let skips = levels.iter().rev().skip(1).map(|level| Some(level.channels));
        let skips: Vec<_> = skips.chain((0..finest.stride.trailing_zeros()).map(|_| None)).collect();
        let outputs = |block: usize| (width >> block).max(width / 16).max(1);
        let block = |(index, skip): (usize, &Option<usize>)| -> Result<[ConvNorm<R>; 2]> {
            let (from, to) = (if index == 0 { coarsest.channels } else { outputs(index - 1) }, outputs(index));
            let inputs: Vec<_> = [Some(from), *skip].into_iter().flatten().collect();
            let conv = |part: usize, inputs: &[usize]| {
                let [conv, norm] = [0, 1].map(|layer| format!("decoder.blocks.{index}.conv{part}.{layer}"));
                ConvNorm::load(load, [&conv, &norm], to, inputs, 3)
            };
            Ok([conv(1, &inputs)?, conv(2, &[to])?])
        };
        let last = if skips.is_empty() { coarsest.channels } else { outputs(skips.len() - 1) };
        Ok(Self {
            blocks: skips.iter().enumerate().map(block).collect::<Result<_>>()?,
            classifier: Joined::load(load, "segmentation_head.0", classes, &[last], 3, true)?,
        })
    }

    pub fn forward(&self, maps: &[Var<R>]) -> Result<Var<R>> {
        let mut finer = maps.iter().rev();
        let Some(mut x) = finer.next().cloned() else {
            return Err(Error::Unsupported("U-Net of no feature maps".to_string()));
        };
        for [first, second] in &self.blocks {
            let skip = finer.next();
            let size = skip.map_or_else(|| size_of(&x).map(|size| size.map(|edge| 2 * edge)), size_of)?;
            let doubled = tape::resize(&x, size, Filter::Nearest, Sampling::HalfPixel)?;
            let beside: Vec<_> = [Some(&doubled), skip].into_iter().flatten().collect();
            x = second.forward(&[&first.forward(&beside)?])?;
        }
        self.classifier.forward(&[&x])
    }
}
