//! Which decoder, of which maps of an encoder, and how wide.

use crate::config::EncoderConfig;
use crate::error::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// A decoder by its name on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DecoderKind {
    /// A 1x1 convolution of the last map: the study's.
    Linear,
    /// A 1x1 convolution of several maps side by side.
    MultiLinear,
    /// UPerNet.
    UperNet,
    /// U-Net's, of an encoder of stages.
    Unet,
    /// One query of the whole image to every place.
    GlobalLocal,
    /// SegFormer's MLP decoder.
    SegFormer,
}

impl DecoderKind {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Linear, Self::MultiLinear, Self::UperNet, Self::Unet, Self::GlobalLocal, Self::SegFormer];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::MultiLinear => "multi-linear",
            Self::UperNet => "upernet",
            Self::Unet => "unet",
            Self::GlobalLocal => "global-local",
            Self::SegFormer => "segformer",
        }
    }

    /// Channels that it works with unless told otherwise, its paper's or reference code's; of linear decoders, which have none, zero.
    fn width(self) -> usize {
        match self {
            Self::Linear | Self::MultiLinear => 0,
            Self::UperNet => 512,
            Self::Unet | Self::GlobalLocal | Self::SegFormer => 256,
        }
    }

    /// The maps of an encoder that it takes, finest first. Of an encoder of stages these are the stages' maps; of a plain vision
    /// transformer, whose maps are all of one stride, those of blocks at a quarter, a half, three quarters and the whole of its
    /// depth, but for multi-layer linear the last four's, as DINOv2's evaluation has them.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for an encoder whose maps the decoder cannot use.
    pub fn levels(self, encoder: &EncoderConfig) -> Result<Vec<Level>> {
        let maps = encoder.maps(encoder.image_size());
        let map = |(index, map): (usize, &crate::config::FeatureMap)| Level {
            source: Source::Map(index),
            stride: map.stride,
            channels: map.channels,
        };
        let maps: Vec<Level> = maps.iter().enumerate().map(map).collect();
        let depth = match encoder {
            EncoderConfig::Vit(config) => Some(config.depth),
            _ => None,
        };
        let blocks = |blocks: Vec<usize>| -> Vec<Level> {
            let level = |block| maps.last().map(|map| Level { source: Source::Block(block), ..*map });
            blocks.into_iter().filter_map(level).collect()
        };
        Ok(match (self, depth) {
            (Self::Linear | Self::GlobalLocal, _) => maps.into_iter().next_back().into_iter().collect(),
            (Self::MultiLinear, Some(depth)) => blocks((depth.saturating_sub(4)..depth).collect()),
            (Self::UperNet | Self::SegFormer, Some(depth)) => {
                blocks((1..=4).map(|part| (part * depth).div_ceil(4).saturating_sub(1)).collect())
            }
            (Self::Unet, Some(_)) => {
                let message = "U-Net's decoder takes maps of several strides, and a plain vision transformer has one: \
                               upernet makes a pyramid of it";
                return Err(Error::Unsupported(message.to_string()));
            }
            (Self::MultiLinear | Self::UperNet | Self::Unet | Self::SegFormer, None) => maps,
        })
    }
}

impl fmt::Display for DecoderKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for DecoderKind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            Error::Unsupported(format!("{name} is no decoder; there are {names}"))
        })
    }
}

/// A map that a decoder takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Where the encoder has it.
    pub source: Source,
    /// Pixels of the image from one of the map's to the next.
    pub stride: usize,
    /// Channels.
    pub channels: usize,
}

/// Where an encoder has a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Among [`crate::Output::maps`].
    Map(usize),
    /// The patches behind a block of a plain vision transformer, normed as the last ones are.
    Block(usize),
}

/// What a [`crate::decoders::Decoder`] is made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecoderConfig {
    /// Which.
    pub kind: DecoderKind,
    /// The maps it takes, finest first.
    pub levels: Vec<Level>,
    /// Channels of the encoder's embedding.
    pub embedding: usize,
    /// Channels it works with; of no account to a linear decoder.
    pub width: usize,
    /// Classes.
    pub classes: usize,
}

impl DecoderConfig {
    /// Of an encoder, as wide as the decoder's paper has it.
    ///
    /// # Errors
    /// As [`DecoderKind::levels`].
    pub fn new(kind: DecoderKind, encoder: &EncoderConfig, classes: usize) -> Result<Self> {
        let (levels, embedding) = (kind.levels(encoder)?, encoder.embedding_width());
        Ok(Self { kind, levels, embedding, width: kind.width(), classes })
    }

    /// Channels of the maps.
    pub(crate) fn inputs(&self) -> Vec<usize> {
        self.levels.iter().map(|level| level.channels).collect()
    }
}
