//! Linear segmentation: a 1x1 convolution of one map, or of several side by side, the coarser resized to the finest (bilinear,
//! pixel centres at halves). With one map it is the study's; with several DINOv2's "multi-scale" (arXiv 2304.07193) without its
//! batch norm. Keys: `decode_head.classifier.{weight,bias}`, the weight `[classes, sum of channels, 1, 1]`, finest map first.

use super::layers::{Joined, size_of};
use crate::error::{Error, Result};
use crate::layers::Loader;
use crate::tape::Var;
use cubecl::prelude::Runtime;

/// The convolution's parameters.
#[derive(Debug)]
pub(super) struct LinearDecoder<R: Runtime> {
    classifier: Joined<R>,
}

impl<R: Runtime> LinearDecoder<R> {
    pub fn load(inputs: &[usize], classes: usize, load: &Loader<'_, R>) -> Result<Self> {
        Ok(Self { classifier: Joined::load(load, "decode_head.classifier", classes, inputs, 1, true)? })
    }

    pub fn forward(&self, maps: &[Var<R>]) -> Result<Var<R>> {
        let finest = maps.first().ok_or_else(|| Error::Unsupported("a decoder of no feature maps".to_string()))?;
        self.classifier.forward_resized(maps.iter().cloned().map(Ok), size_of(finest)?)
    }
}
