//! An encoder of any family on a device.

use crate::config::EncoderConfig;
use crate::convnext::ConvNext;
use crate::davit::Davit;
use crate::decoders::{Features, Level, Source};
use crate::error::{Error, Result};
use crate::layers::{Loader, Made};
use crate::parameters::{Buffer, Stored};
use crate::segformer::SegFormer;
use crate::swin::Swin;
use crate::tape::Var;
use crate::vit::Vit;
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Device, Tensor};
use std::cell::RefCell;

/// An encoder on a device.
#[derive(Debug)]
pub struct Encoder<R: Runtime> {
    config: EncoderConfig,
    device: Device<R>,
    dtype: DType,
    parameters: Vec<Stored<R>>,
    buffers: Vec<Buffer<R>>,
    model: Model<R>,
}

#[derive(Debug)]
enum Model<R: Runtime> {
    Vit(Box<Vit<R>>),
    Swin(Swin<R>),
    ConvNext(ConvNext<R>),
    SegFormer(SegFormer<R>),
    Davit(Davit<R>),
}

/// What a forward pass gives.
#[derive(Debug)]
pub struct Output<R: Runtime> {
    /// With [`Keep::Hidden`], the embedded patches and what the reference returns after them, block by block or stage by
    /// stage: tokens `[batch, tokens, width]` or maps `[batch, height, width, channels]`.
    pub hidden: Vec<Var<R>>,
    /// The reference's last hidden state: tokens, prefix tokens included, or a map.
    pub last: Var<R>,
    /// With [`Keep::Maps`] or more, the feature maps, finest first: `[batch, height, width, channels]`, prefix tokens
    /// dropped. The coarsest is the last hidden state; finer ones are the ends of their stages.
    pub maps: Vec<Var<R>>,
    /// What the study probes, `[batch, embedding_width]`; `None` for a model without pooling.
    pub embedding: Option<Var<R>>,
}

/// What a forward pass keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Only the result: an activation is freed as soon as the next one exists.
    Result,
    /// The feature maps, too.
    Maps,
    /// Those and every hidden state.
    Hidden,
}

/// What a pass over stages that end in maps has kept so far.
pub(crate) struct Kept<R: Runtime> {
    keep: Keep,
    /// [`Output::hidden`].
    pub hidden: Vec<Var<R>>,
    /// [`Output::maps`].
    pub maps: Vec<Var<R>>,
}

impl<R: Runtime> Kept<R> {
    /// Nothing yet.
    pub fn new(keep: Keep) -> Self {
        Self { keep, hidden: Vec::new(), maps: Vec::new() }
    }

    /// Keeps a hidden state that is no stage's end.
    pub fn hidden(&mut self, x: &Var<R>) {
        if self.keep == Keep::Hidden {
            self.hidden.push(x.clone());
        }
    }

    /// Keeps the map that a stage ends in.
    pub fn stage(&mut self, x: &Var<R>) {
        self.hidden(x);
        if self.keep >= Keep::Maps {
            self.maps.push(x.clone());
        }
    }
}

impl<R: Runtime> Encoder<R> {
    /// Reads a checkpoint onto a device in `dtype`. [`Weights::unused`] then lists what was not read.
    ///
    /// # Errors
    /// A missing or misshapen tensor, by its key; a device that cannot hold one.
    pub fn load(config: &EncoderConfig, weights: &Weights, device: &Device<R>, dtype: DType) -> Result<Self> {
        config.check()?;
        let made = RefCell::default();
        let load = Loader { weights, device, dtype, made: &made };
        let model = match config {
            EncoderConfig::Vit(config) => Model::Vit(Box::new(Vit::load(config, &load)?)),
            EncoderConfig::Swin(config) => Model::Swin(Swin::load(config, &load)?),
            EncoderConfig::ConvNext(config) => Model::ConvNext(ConvNext::load(config, &load)?),
            EncoderConfig::SegFormer(config) => Model::SegFormer(SegFormer::load(config, &load)?),
            EncoderConfig::Davit(config) => Model::Davit(Davit::load(config, &load)?),
        };
        let Made { parameters, buffers } = made.into_inner();
        Ok(Self { config: config.clone(), device: device.clone(), dtype, parameters, buffers, model })
    }

    /// The configuration it was loaded with.
    pub fn config(&self) -> &EncoderConfig {
        &self.config
    }

    /// Its parameters, and where in the checkpoint they are.
    pub fn parameters(&self) -> &[Stored<R>] {
        &self.parameters
    }

    /// What training moves beside them, where the model has batch norms.
    pub fn buffers(&self) -> &[Buffer<R>] {
        &self.buffers
    }

    /// The device it lies on.
    pub fn device(&self) -> &Device<R> {
        &self.device
    }

    /// The type of its weights and activations.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Most images of `[height, width]` in one batch whose largest activation one kernel argument holds; zero where not
    /// even one fits.
    pub fn max_batch(&self, image: [usize; 2]) -> usize {
        let elements = (self.device.info().max_binding_bytes / self.dtype.bytes() as u64).min(u32::MAX.into());
        (elements / self.config.largest_activation(image).max(1)) as usize
    }

    /// The forward pass on `images` `[batch, height, width, 3]`, already normalised.
    ///
    /// # Errors
    /// An image that the model cannot take, or a batch that the device cannot hold.
    pub fn forward(&self, images: &Tensor<R>, keep: Keep) -> Result<Output<R>> {
        self.record(&images.clone().into(), keep)
    }

    /// [`Encoder::forward`] of images that may be on a tape.
    ///
    /// # Errors
    /// As [`Encoder::forward`].
    pub fn record(&self, images: &Var<R>, keep: Keep) -> Result<Output<R>> {
        let &[_, height, width, 3] = images.shape() else {
            return Err(Error::Unsupported(format!(
                "{:?} is not a batch of images [batch, height, width, 3]",
                images.tensor()
            )));
        };
        self.config.check_image([height, width])?;
        match &self.model {
            Model::Vit(vit) => vit.forward(images, keep),
            Model::Swin(swin) => swin.forward(images, keep),
            Model::ConvNext(convnext) => convnext.forward(images, keep),
            Model::SegFormer(segformer) => segformer.forward(images, keep),
            Model::Davit(davit) => davit.forward(images, keep),
        }
    }

    /// What a decoder of these levels takes, of `images` `[batch, height, width, 3]` that may be on a tape.
    ///
    /// # Errors
    /// A level that the encoder does not have, and as [`Encoder::forward`].
    pub fn features(&self, images: &Var<R>, levels: &[Level]) -> Result<Features<R>> {
        let blocks = levels.iter().any(|level| matches!(level.source, Source::Block(_)));
        let output = self.record(images, if blocks { Keep::Hidden } else { Keep::Maps })?;
        let map = |level: &Level| match (level.source, &self.model) {
            (Source::Block(block), Model::Vit(vit)) => vit.block_map(&output, block),
            (Source::Block(block), _) => Err(Error::Unsupported(format!(
                "the tokens of block {block}: only a plain vision transformer has them"
            ))),
            (Source::Map(index), _) => output.maps.get(index).cloned().ok_or_else(|| {
                Error::Unsupported(format!("feature map {index} of an encoder that has {}", output.maps.len()))
            }),
        };
        let maps = levels.iter().map(map).collect::<Result<_>>()?;
        Ok(Features { maps, embedding: output.embedding })
    }

    /// What the model's own decoder makes of all [`Output::maps`]: logits `[batch, height, width, classes]` of the finest one's
    /// pixels. `None` for a model without a decoder.
    ///
    /// # Errors
    /// Maps that are not all that a forward pass keeps, or a batch that the device cannot hold.
    pub fn decode(&self, maps: &[Var<R>]) -> Result<Option<Var<R>>> {
        match &self.model {
            Model::SegFormer(segformer) => segformer.decode(maps),
            Model::Vit(_) | Model::Swin(_) | Model::ConvNext(_) | Model::Davit(_) => Ok(None),
        }
    }
}
