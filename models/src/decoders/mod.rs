//! Decoders: from an encoder's feature maps to class logits of every pixel of a map, the finest or a finer one.
//!
//! [`DecoderConfig::new`] says which maps one takes, [`crate::Encoder::features`] gives them, [`Decoder::forward`] makes the
//! logits; all on a tape where the images came from one. Their tensors are called as the reference implementations call them.

mod config;
mod global_local;
mod layers;
mod linear;
mod mlp;
mod unet;
mod upernet;

pub use config::{DecoderConfig, DecoderKind, Level, Source};
pub use mlp::{MlpConfig, MlpDecoder};

use crate::error::{Error, Result};
use crate::layers::{Loader, Made};
use crate::parameters::{Buffer, Stored};
use crate::tape::Var;
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use global_local::GlobalLocal;
use linear::LinearDecoder;
use roentgen_runtime::{DType, Device};
use std::cell::RefCell;
use unet::Unet;
use upernet::UperNet;

/// What a decoder takes of an encoder.
#[derive(Debug)]
pub struct Features<R: Runtime> {
    /// Maps `[batch, height, width, channels]`, finest first.
    pub maps: Vec<Var<R>>,
    /// `[batch, width]`, where the encoder pools.
    pub embedding: Option<Var<R>>,
}

/// A decoder on a device.
#[derive(Debug)]
pub struct Decoder<R: Runtime> {
    config: DecoderConfig,
    parameters: Vec<Stored<R>>,
    buffers: Vec<Buffer<R>>,
    model: Model<R>,
}

#[derive(Debug)]
enum Model<R: Runtime> {
    Linear(LinearDecoder<R>),
    UperNet(Box<UperNet<R>>),
    Unet(Unet<R>),
    GlobalLocal(Box<GlobalLocal<R>>),
    Mlp(Box<MlpDecoder<R>>),
}

impl<R: Runtime> Decoder<R> {
    /// Reads a decoder from weights: those of a trained one, or [`Weights::initial`].
    ///
    /// # Errors
    /// A missing or misshapen tensor, by its key; a device that cannot hold one.
    pub fn load(config: &DecoderConfig, weights: &Weights, device: &Device<R>, dtype: DType) -> Result<Self> {
        let made = RefCell::default();
        let load = Loader { weights, device, dtype, made: &made };
        let (inputs, width, classes) = (config.inputs(), config.width, config.classes);
        let model = match config.kind {
            DecoderKind::Linear | DecoderKind::MultiLinear => {
                Model::Linear(LinearDecoder::load(&inputs, classes, &load)?)
            }
            DecoderKind::UperNet => Model::UperNet(Box::new(UperNet::load(&config.levels, width, classes, &load)?)),
            DecoderKind::Unet => Model::Unet(Unet::load(&config.levels, width, classes, &load)?),
            DecoderKind::GlobalLocal => {
                let inputs = [inputs.last().copied().unwrap_or_default(), config.embedding];
                Model::GlobalLocal(Box::new(GlobalLocal::load(inputs, width, classes, &load)?))
            }
            DecoderKind::SegFormer => {
                let config = MlpConfig { inputs, width, classes };
                Model::Mlp(Box::new(MlpDecoder::load(&config, "decode_head", &load)?))
            }
        };
        let Made { parameters, buffers } = made.into_inner();
        Ok(Self { config: config.clone(), parameters, buffers, model })
    }

    /// What it was made for.
    pub fn config(&self) -> &DecoderConfig {
        &self.config
    }

    /// Its parameters, and where in the checkpoint they are.
    pub fn parameters(&self) -> &[Stored<R>] {
        &self.parameters
    }

    /// What training moves beside them: its batch norms' running statistics.
    pub fn buffers(&self) -> &[Buffer<R>] {
        &self.buffers
    }

    /// Logits `[batch, height, width, classes]`, to be resized to the image's size.
    ///
    /// # Errors
    /// Other maps than it was made for; maps that the device cannot hold.
    pub fn forward(&self, features: &Features<R>) -> Result<Var<R>> {
        let maps = &features.maps;
        let channels: Vec<usize> = maps.iter().map(|map| map.rows_and_width().1).collect();
        if channels != self.config.inputs() {
            let (name, wanted) = (self.config.kind, self.config.inputs());
            return Err(Error::Unsupported(format!(
                "maps of {channels:?} channels for a decoder {name} of maps of {wanted:?}"
            )));
        }
        match &self.model {
            Model::Linear(linear) => linear.forward(maps),
            Model::UperNet(upernet) => upernet.forward(maps),
            Model::Unet(unet) => unet.forward(maps),
            Model::GlobalLocal(global_local) => global_local.forward(features),
            Model::Mlp(mlp) => mlp.forward(maps),
        }
    }
}
