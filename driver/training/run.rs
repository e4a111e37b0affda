//! A run's folder once it is trained: what says how to load and use it again.

use super::store;
use crate::cli::ModelArgs;
use crate::data::Intensity;
use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use roentgen_models::decoders::{DecoderConfig, DecoderKind, Level, Source as MapSource};
use roentgen_models::processor::Processor;
use roentgen_models::source::{self, Source};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, EncoderConfig, Head, HeadConfig, Network};
use roentgen_runtime::{DType, Device};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

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
    /// `probe`, whose weights are the head's alone, or `finetune`.
    pub regime: String,
    /// Of a probe: where the encoder's weights are, and their SHA-256.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoder: Option<(PathBuf, String)>,
    /// The model it began with.
    pub model: String,
    /// Its architecture, where no `config.json` says it.
    pub arch: Option<String>,
    /// What it learned.
    pub task: Kind,
    /// The manifest's column it learned.
    pub label: String,
    /// The finding as predictions name it.
    pub finding: String,
    /// The decoder of a segmentation.
    pub decoder: Option<String>,
    /// Stride of the map that a linear decoder takes; the last map where it is none.
    pub stride: Option<usize>,
    /// Channels the decoder works with.
    pub decoder_width: Option<usize>,
    /// Height and width of the input.
    pub image_size: [usize; 2],
    /// How sample values become grey levels.
    pub intensity: Intensity,
}

/// Files that say what a model is and how images become its input.
const DESCRIPTIONS: [&str; 4] =
    ["config.json", "open_clip_config.json", "preprocessor_config.json", "processor_config.json"];

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
        let mut config = DecoderConfig::new(kind, encoder, 2)?;
        if let Some(stride) = self.stride {
            let maps = encoder.maps(encoder.image_size());
            let index = maps.iter().position(|map| map.stride == stride).ok_or_else(|| {
                let strides: Vec<String> = maps.iter().map(|map| map.stride.to_string()).collect();
                Error::usage(format!("--stride {stride}: the encoder has maps of stride {}", strides.join(", ")))
            })?;
            config.levels = vec![Level { source: MapSource::Map(index), stride, channels: maps[index].channels }];
        }
        Ok(HeadConfig::Decoder(DecoderConfig { width: self.decoder_width.unwrap_or(config.width), ..config }))
    }

    /// Puts it into the rest of a `run.json`.
    pub fn add_to(&self, run: &mut serde_json::Value) {
        if let (Some(run), Ok(serde_json::Value::Object(settings))) = (run.as_object_mut(), serde_json::to_value(self))
        {
            run.extend(settings);
        }
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
        serde_json::from_str(&text)
            .map_err(|e| Error::input(&path, format!("is no run of `roentgen probe` or `finetune`: {e}")))
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
    let encoder = match &settings.encoder {
        None => Encoder::load(&source.config, &weights, device, dtype)?,
        Some((path, digest)) => {
            if store::digest(path)? != *digest {
                let message = "is not the weights that the probe was trained on; put those there, or probe again";
                return Err(Error::input(path, message));
            }
            Encoder::load(&source.config, &Weights::open(path)?, device, dtype)?
        }
    };
    let head = Head::load(&settings.head(&source.config)?, &weights, device, dtype)?;
    let processor = settings.processor(&source);
    Ok((settings, Network { encoder, head }, processor))
}

/// The architecture's name, where no file says it.
pub fn arch(model: &ModelArgs, source: &Source) -> Option<String> {
    let named = model.arch.clone();
    named.or_else(|| (source.weights.is_none() && !model.model.ends_with(".json")).then(|| model.model.clone()))
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
    let parent = |file: &Path| match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let beside = match &source.weights {
        Some(weights) if weights.is_file() => parent(weights),
        Some(folder) => folder.clone(),
        // A configuration alone, of whatever name.
        None if spec.extension().is_some_and(|extension| extension == "json") => {
            copy(spec, DESCRIPTIONS[0])?;
            let processor = parent(spec).join(DESCRIPTIONS[2]);
            return if processor.is_file() { copy(&processor, DESCRIPTIONS[2]) } else { Ok(()) };
        }
        None => return Ok(()),
    };
    for name in DESCRIPTIONS {
        if beside.join(name).is_file() {
            copy(&beside.join(name), name)?;
        }
    }
    Ok(())
}
