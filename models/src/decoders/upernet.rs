//! UPerNet (arXiv 1807.10221): a pyramid of pooled maps of the coarsest level, lateral and top-down convolutions, all levels at the
//! finest one's size. Reference code: transformers 5.23, `UperNetHead`, whose names the tensors have (`decode_head.*`); no auxiliary
//! head.
//!
//! The maps of a plain vision transformer are all of one stride and first made a pyramid as BEiT's evaluation does it: the first
//! enlarged four times by two transposed convolutions with batch norm and GELU between them (`fpn1.{0,1,3}`), the second twice by
//! one (`fpn2.0`), the third as it is, the fourth halved by the maxima of 2x2 pixels.

use super::config::Level;
use super::layers::{ConvNorm, bilinear, size_of};
use crate::error::{Error, Result};
use crate::layers::{BatchNorm, Linear, Loader};
use crate::parameters::Parameter;
use crate::tape::{self, Var};
use cubecl::prelude::Runtime;
use roentgen_kernels::Activation;
use roentgen_kernels::conv::Window;
use roentgen_kernels::resize::{Filter, Sampling};

/// Rows and columns of the pooled maps.
const POOLS: [usize; 4] = [1, 2, 3, 6];

/// Windows of 2x2 pixels that do not overlap.
const PAIRS: Window = Window { kernel: 2, stride: 2, padding: 0 };

/// UPerNet's parameters.
#[derive(Debug)]
pub(super) struct UperNet<R: Runtime> {
    pyramid: Option<Pyramid<R>>,
    pools: Vec<ConvNorm<R>>,
    bottleneck: ConvNorm<R>,
    /// Lateral and top-down convolutions of each level but the coarsest.
    levels: Vec<[ConvNorm<R>; 2]>,
    fuse: ConvNorm<R>,
    classifier: Linear<R>,
}

impl<R: Runtime> UperNet<R> {
    pub fn load(levels: &[Level], width: usize, classes: usize, load: &Loader<'_, R>) -> Result<Self> {
        let Some((coarsest, finer)) = levels.split_last().filter(|(_, finer)| !finer.is_empty()) else {
            return Err(Error::Unsupported(format!(
                "{} feature maps for UPerNet, which takes two or more",
                levels.len()
            )));
        };
        let same = finer.iter().all(|level| (level.stride, level.channels) == (coarsest.stride, coarsest.channels));
        if same && levels.len() != 4 {
            let message =
                format!("{} feature maps of one stride for UPerNet, which makes a pyramid of four", levels.len());
            return Err(Error::Unsupported(message));
        }
        let conv = |name: &str, inputs: &[usize], kernel: usize| {
            let [conv, norm] = ["conv", "batch_norm"].map(|part| format!("decode_head.{name}.{part}"));
            ConvNorm::load(load, [&conv, &norm], width, inputs, kernel)
        };
        let mut pooled = vec![width; 1 + POOLS.len()];
        pooled[0] = coarsest.channels;
        let level = |(index, level): (usize, &Level)| -> Result<[ConvNorm<R>; 2]> {
            let lateral = conv(&format!("lateral_convs.{index}"), &[level.channels], 1)?;
            Ok([lateral, conv(&format!("fpn_convs.{index}"), &[width], 3)?])
        };
        let pool = |index| conv(&format!("psp_modules.{index}.1"), &[coarsest.channels], 1);
        Ok(Self {
            pyramid: if same { Some(Pyramid::load(coarsest.channels, load)?) } else { None },
            pools: (0..POOLS.len()).map(pool).collect::<Result<_>>()?,
            bottleneck: conv("bottleneck", &pooled, 3)?,
            levels: finer.iter().enumerate().map(level).collect::<Result<_>>()?,
            fuse: conv("fpn_bottleneck", &vec![width; levels.len()], 3)?,
            classifier: load.pointwise("decode_head.classifier", classes, width)?,
        })
    }

    pub fn forward(&self, maps: &[Var<R>]) -> Result<Var<R>> {
        let maps = match &self.pyramid {
            Some(pyramid) => pyramid.forward(maps)?,
            None => maps.to_vec(),
        };
        let Some((coarsest, finer)) = maps.split_last() else {
            return Err(Error::Unsupported("UPerNet of no feature maps".to_string()));
        };
        if coarsest.trains() && coarsest.shape()[0] == 1 {
            // Its smallest pooled map would have one pixel a channel, which has no variance.
            let message = "UPerNet trains on batches of two images or more: its batch norm has no statistics of one";
            return Err(Error::Unsupported(message.to_string()));
        }
        let mut laterals = Vec::new();
        for ([lateral, _], map) in self.levels.iter().zip(finer) {
            laterals.push(lateral.forward(&[map])?);
        }
        let mut above = self.pooled(coarsest)?;
        let mut outs = vec![above.clone()];
        for ([_, conv], lateral) in self.levels.iter().zip(&laterals).rev() {
            above = tape::add(lateral, &bilinear(&above, size_of(lateral)?)?)?;
            outs.push(conv.forward(&[&above])?);
        }
        let size = size_of(&above)?;
        let outs = outs.iter().rev().map(|out| bilinear(out, size)).collect::<Result<Vec<_>>>()?;
        self.classifier.forward(&self.fuse.forward(&outs.iter().collect::<Vec<_>>())?)
    }

    /// The coarsest map with what it is in the mean over larger and larger parts.
    fn pooled(&self, map: &Var<R>) -> Result<Var<R>> {
        let mut all = vec![map.clone()];
        for (conv, side) in self.pools.iter().zip(POOLS) {
            // How a resize is laid over the map is nothing to a mean of parts.
            let means = tape::resize(map, [side; 2], Filter::Adaptive, Sampling::HalfPixel)?;
            all.push(bilinear(&conv.forward(&[&means])?, size_of(map)?)?);
        }
        self.bottleneck.forward(&all.iter().collect::<Vec<_>>())
    }
}

/// What makes a pyramid of maps of one stride.
#[derive(Debug)]
struct Pyramid<R: Runtime> {
    four: [Transposed<R>; 2],
    norm: BatchNorm<R>,
    two: Transposed<R>,
}

/// A transposed convolution's parameters: `[inputs, outputs, kernel, kernel]` and `[outputs]`.
#[derive(Debug)]
struct Transposed<R: Runtime> {
    weight: Parameter<R>,
    bias: Parameter<R>,
}

impl<R: Runtime> Transposed<R> {
    fn load(load: &Loader<'_, R>, key: &str, channels: usize) -> Result<Self> {
        Ok(Self {
            weight: load.parameter(&format!("{key}.weight"), &[channels, channels, PAIRS.kernel, PAIRS.kernel])?,
            bias: load.parameter(&format!("{key}.bias"), &[channels])?,
        })
    }

    /// Of twice as many rows and columns.
    fn forward(&self, map: &Var<R>) -> Result<Var<R>> {
        tape::transposed(map, &self.weight, &self.bias, PAIRS)
    }
}

impl<R: Runtime> Pyramid<R> {
    fn load(channels: usize, load: &Loader<'_, R>) -> Result<Self> {
        let transposed = |key| Transposed::load(load, key, channels);
        Ok(Self {
            four: [transposed("fpn1.0")?, transposed("fpn1.3")?],
            norm: load.batch_norm("fpn1.1", channels)?,
            two: transposed("fpn2.0")?,
        })
    }

    fn forward(&self, maps: &[Var<R>]) -> Result<Vec<Var<R>>> {
        let [first, second, third, fourth] = maps else {
            return Err(Error::Unsupported(format!("{} feature maps for a pyramid of four", maps.len())));
        };
        let twice = self.norm.activated(&self.four[0].forward(first)?, Activation::Gelu)?;
        let halved = tape::max_pool(fourth, PAIRS)?;
        Ok(vec![self.four[1].forward(&twice)?, self.two.forward(second)?, third.clone(), halved])
    }
}
