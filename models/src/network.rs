//! What is trained, and what predicts: an encoder and a head.

use crate::config::EncoderConfig;
use crate::decoders::{Decoder, DecoderConfig, Features};
use crate::encoder::{Encoder, Keep};
use crate::error::{Error, Result};
use crate::layers::{Linear, Loader, Made};
use crate::parameters::{Buffer, Stored};
use crate::tape::{self, Var};
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use roentgen_kernels::resize::{Filter, Sampling};
use roentgen_runtime::{DType, Device};
use std::cell::RefCell;

/// Which head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadConfig {
    /// One linear layer on the embedding.
    Classifier {
        /// Width of the embedding.
        width: usize,
        /// Logits.
        labels: usize,
    },
    /// A decoder of feature maps.
    Decoder(DecoderConfig),
}

impl HeadConfig {
    /// One linear layer on the embedding of `encoder`.
    ///
    /// # Errors
    /// An encoder that has none.
    pub fn classifier(encoder: &EncoderConfig, labels: usize) -> Result<Self> {
        match encoder.embedding_width() {
            0 => Err(Error::Unsupported("this encoder has no embedding to classify".to_string())),
            width => Ok(Self::Classifier { width, labels }),
        }
    }
}

/// A head on a device.
#[derive(Debug)]
pub enum Head<R: Runtime> {
    /// Of embeddings.
    Classifier(Classifier<R>),
    /// Of feature maps.
    Decoder(Decoder<R>),
}

/// One linear layer: `head.weight` `[labels, width]` and `head.bias` `[labels]`.
#[derive(Debug)]
pub struct Classifier<R: Runtime> {
    linear: Linear<R>,
    parameters: Vec<Stored<R>>,
}

impl<R: Runtime> Head<R> {
    /// Reads a head from weights: those of a trained one, or [`Weights::initial`].
    ///
    /// # Errors
    /// A missing or misshapen tensor, by its key; a device that cannot hold one.
    pub fn load(config: &HeadConfig, weights: &Weights, device: &Device<R>, dtype: DType) -> Result<Self> {
        match config {
            HeadConfig::Classifier { width, labels } => {
                let made = RefCell::<Made<R>>::default();
                let linear = Loader { weights, device, dtype, made: &made }.linear("head", *labels, *width, true)?;
                Ok(Self::Classifier(Classifier { linear, parameters: made.into_inner().parameters }))
            }
            HeadConfig::Decoder(config) => Ok(Self::Decoder(Decoder::load(config, weights, device, dtype)?)),
        }
    }

    /// What it was made for.
    pub fn config(&self) -> HeadConfig {
        match self {
            Self::Classifier(classifier) => {
                let shape = classifier.linear.weight.shape();
                HeadConfig::Classifier { width: shape[1], labels: shape[0] }
            }
            Self::Decoder(decoder) => HeadConfig::Decoder(decoder.config().clone()),
        }
    }

    /// Its parameters, and where in the checkpoint they are.
    pub fn parameters(&self) -> &[Stored<R>] {
        match self {
            Self::Classifier(classifier) => &classifier.parameters,
            Self::Decoder(decoder) => decoder.parameters(),
        }
    }

    /// What training moves beside them.
    pub fn buffers(&self) -> &[Buffer<R>] {
        match self {
            Self::Classifier(_) => &[],
            Self::Decoder(decoder) => decoder.buffers(),
        }
    }

    /// What it takes of an encoder, in words.
    pub fn wanted(&self) -> String {
        match self {
            Self::Classifier(_) => "embedding".to_string(),
            Self::Decoder(decoder) => format!("{:?}", decoder.config().levels),
        }
    }

    /// What it takes, of `images` `[batch, height, width, 3]`.
    ///
    /// # Errors
    /// As [`Encoder::forward`].
    pub fn features(&self, encoder: &Encoder<R>, images: &Var<R>) -> Result<Features<R>> {
        match self {
            Self::Classifier(_) => {
                let output = encoder.record(images, Keep::Result)?;
                Ok(Features { maps: Vec::new(), embedding: output.embedding })
            }
            Self::Decoder(decoder) => encoder.features(images, &decoder.config().levels),
        }
    }

    /// Logits in f32: `[batch, labels]` of a classifier; of a decoder `[batch, height, width, classes]` of an image of `size`, to
    /// which its own are resized (bilinear, corners aligned).
    ///
    /// # Errors
    /// Features of another encoder than it was made for; what the device reports.
    pub fn logits(&self, features: &Features<R>, size: [usize; 2]) -> Result<Var<R>> {
        match self {
            Self::Classifier(classifier) => {
                let none = || Error::Unsupported("a classifier of no embedding".to_string());
                tape::cast(&classifier.linear.forward(features.embedding.as_ref().ok_or_else(none)?)?, DType::F32)
            }
            Self::Decoder(decoder) => {
                let logits = tape::cast(&decoder.forward(features)?, DType::F32)?;
                match logits.shape() {
                    &[_, height, width, _] if [height, width] == size => Ok(logits),
                    _ => tape::resize(&logits, size, Filter::Bilinear, Sampling::AlignCorners),
                }
            }
        }
    }
}

/// An encoder and its head.
#[derive(Debug)]
pub struct Network<R: Runtime> {
    /// The encoder.
    pub encoder: Encoder<R>,
    /// The head.
    pub head: Head<R>,
}

impl<R: Runtime> Network<R> {
    /// Logits of `images` `[batch, height, width, 3]`, as [`Head::logits`] gives them.
    ///
    /// # Errors
    /// As [`Encoder::forward`] and [`Head::logits`].
    pub fn logits(&self, images: &Var<R>) -> Result<Var<R>> {
        let size = [images.shape().get(1), images.shape().get(2)].map(|edge| edge.copied().unwrap_or(0));
        self.head.logits(&self.head.features(&self.encoder, images)?, size)
    }

    /// All parameters, the encoder's first.
    pub fn parameters(&self) -> impl Iterator<Item = &Stored<R>> {
        self.encoder.parameters().iter().chain(self.head.parameters())
    }

    /// All buffers, the encoder's first.
    pub fn buffers(&self) -> impl Iterator<Item = &Buffer<R>> {
        self.encoder.buffers().iter().chain(self.head.buffers())
    }
}
