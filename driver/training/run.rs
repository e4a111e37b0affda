//! A run's folder once it is trained: what says how to load and use it again.

use crate::data::Intensity;
use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use roentgen_models::decoders::{DecoderConfig, DecoderKind};
use roentgen_models::processor::Processor;
use roentgen_models::source::{self, Source};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, EncoderConfig, Head, HeadConfig, Network};
use roentgen_runtime::{DType, Device};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// What is learned of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Whether it has the label.
    #[default]
    Classify,
    /// Which of its pixels the mask holds.
    Segment,
}

impl Kind {
    /// Its name in predictions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Classify => "classify",
            Self::Segment => "segment",
        }
    }
}

/// The part of `run.json` that says how to use the run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Use {
    /// The model it began with.
    pub model: String,
    /// Its architecture, where no `config.json` says it.
    pub arch: Option<String>,
    /// What it learned.
    pub task: Kind,
    /// The manifest's column it learned.
    pub label: String,
    /// The decoder of a segmentation.
    pub decoder: Option<String>,
    /// Channels the decoder works with.
    pub decoder_width: Option<usize>,
    /// Height and width of the input.
    pub image_size: [usize; 2],
    /// How sample values become grey levels.
    pub intensity: Intensity,
}

/// Files that say what a model is and how images become its input.
const DESCRIPTIONS: [&str; 3] = ["config.json", "open_clip_config.json", "preprocessor_config.json"];

impl Use {
    /// The head that it has.
    ///
    /// # Errors
    /// A decoder that there is not, or that the encoder has no maps for.
    pub fn head(&self, encoder: &EncoderConfig) -> Result<HeadConfig> {
        if self.task == Kind::Classify {
            return Ok(HeadConfig::classifier(encoder, 1)?);
        }
        let kind: DecoderKind = self.decoder.as_deref().unwrap_or("linear").parse()?;
        let config = DecoderConfig::new(kind, encoder, 2)?;
        Ok(HeadConfig::Decoder(DecoderConfig { width: self.decoder_width.unwrap_or(config.width), ..config }))
    }

    /// Reads a run's.
    ///
    /// # Errors
    /// A folder that holds no run.
    pub fn read(folder: &Path) -> Result<Self> {
        let path = folder.join("run.json");
        let text = fs::read_to_string(&path).map_err(|e| {
            Error::input(folder, format!("holds no run.json that can be read ({e}); name a run's folder"))
        })?;
        serde_json::from_str(&text).map_err(|e| Error::input(&path, format!("is no run of `roentgen finetune`: {e}")))
    }

    /// The model's description of a run's folder.
    ///
    /// # Errors
    /// As [`source::resolve`].
    pub fn source(&self, folder: &Path) -> Result<Source> {
        Ok(source::resolve(&folder.display().to_string(), self.arch.as_deref())?)
    }

    /// How images become its input.
    pub fn processor(&self, source: &Source) -> Processor {
        source.processor.at_size(self.image_size)
    }
}

/// The network of a run's folder, and how images become its input.
///
/// # Errors
/// A folder that holds no run; a device that cannot hold it.
pub fn load<R: Runtime>(folder: &Path, device: &Device<R>, dtype: DType) -> Result<(Use, Network<R>, Processor)> {
    let settings = Use::read(folder)?;
    let source = settings.source(folder)?;
    let weights = Weights::open(&folder.join(super::state::BEST))?;
    let encoder = Encoder::load(&source.config, &weights, device, dtype)?;
    let head = Head::load(&settings.head(&source.config)?, &weights, device, dtype)?;
    let processor = settings.processor(&source);
    Ok((settings, Network { encoder, head }, processor))
}

/// Copies the files that describe the model `spec` into a run's folder, so that the folder is a model itself.
///
/// # Errors
/// A file that cannot be copied.
pub fn describe(spec: &str, source: &Source, folder: &Path) -> Result<()> {
    let copy = |from: &Path, name: &str| {
        fs::copy(from, folder.join(name)).map(drop).map_err(|e| Error::input(from, format!("cannot be copied: {e}")))
    };
    let spec = Path::new(spec);
    if spec.extension().is_some_and(|extension| extension == "json") {
        return copy(spec, DESCRIPTIONS[0]);
    }
    let Some(weights) = &source.weights else { return Ok(()) };
    let beside = if weights.is_file() { weights.parent().unwrap_or(Path::new(".")) } else { weights };
    for name in DESCRIPTIONS {
        if beside.join(name).is_file() {
            copy(&beside.join(name), name)?;
        }
    }
    Ok(())
}
