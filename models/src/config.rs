//! What an encoder's configuration says, whichever family it is of and whichever library wrote it.
//!
//! [`EncoderConfig::read`] takes a folder as transformers, timm or open_clip publish it; [`EncoderConfig::read_arch`] a
//! name, for a bare file of weights. The reference for every default is transformers 5.23, timm 1.0.31 and open_clip.

pub(crate) mod timm;

use std::path::Path;

use crate::convnext::{self, ConvNextConfig};
use crate::davit::{self, DavitConfig};
use crate::error::{Error, Result};
use crate::json::Fields;
use crate::operations::{self, Operation};
use crate::processor::Processor;
use crate::segformer::{self, SegFormerConfig};
use crate::swin::{self, SwinConfig};
use crate::vit::{self, VitConfig};
use roentgen_kernels::conv::Window;

/// An encoder of one of the families that are known.
#[derive(Clone, Debug, PartialEq)]
pub enum EncoderConfig {
    /// A vision transformer.
    Vit(VitConfig),
    /// A Swin Transformer, or SwinV2.
    Swin(SwinConfig),
    /// A ConvNeXt, ConvNeXt V2 or DINOv3's.
    ConvNext(ConvNextConfig),
    /// A SegFormer, with or without its decoder.
    SegFormer(SegFormerConfig),
    /// A DaViT.
    Davit(DavitConfig),
}

/// What every family's configuration can tell; [`EncoderConfig`] documents the methods.
pub(crate) trait Family {
    fn check_at(&self, path: &Path) -> Result<()>;
    fn check_image(&self, image: [usize; 2]) -> Result<()>;
    fn image_size(&self) -> [usize; 2];
    fn embedding_width(&self) -> usize;
    fn last_shape(&self, image: [usize; 2]) -> Vec<usize>;
    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap>;
    fn stages(&self, image: [usize; 2]) -> Vec<Stage>;
    fn parameters(&self) -> u64;
    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation>;
    fn flops(&self, image: [usize; 2]) -> u64 {
        operations::flops(&self.operations(image, 1))
    }
    /// Of a model with a decoder of its own.
    fn decoder_operations(&self, _image: [usize; 2], _batch: usize) -> Vec<Operation> {
        Vec::new()
    }
    /// FLOPs of one image that the reference computes beside those of these launches.
    fn spared_flops(&self, _image: [usize; 2]) -> u64 {
        0
    }
    fn reference(&self) -> Reference;
    fn facts(&self, image: [usize; 2]) -> Vec<(&'static str, String)>;
    fn default_processor(&self) -> Processor;
}

/// A feature map that an encoder gives for one image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureMap {
    /// Pixels of the image from one of the map's to the next.
    pub stride: usize,
    /// Rows and columns.
    pub size: [usize; 2],
    /// Channels.
    pub channels: usize,
}

/// A run of blocks at one resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Tokens of one image.
    pub tokens: usize,
    /// Channels of the residual stream.
    pub width: usize,
    /// Channels of the widest activation inside a block.
    pub widest: usize,
}

/// How a reference file (`roentgen verify`) has an encoder's states, which is how PyTorch's implementation returns them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What the hidden states are called, before their number: `hidden_` or `stage_`.
    pub hidden: &'static str,
    /// Hidden states of [`crate::Output::hidden`] that the file does not have, before its first.
    pub skipped: usize,
    /// Whether hidden states are `[batch, channels, height, width]`.
    pub hidden_planes: bool,
    /// Whether the last hidden state, `out`, is.
    pub out_planes: bool,
}

impl Reference {
    /// The name of the file's hidden state `index`.
    pub fn name(&self, index: usize) -> String {
        if self.hidden == "stage_" { format!("stage_{index}") } else { format!("{}{index:02}", self.hidden) }
    }
}

impl EncoderConfig {
    /// Reads the configuration in the folder `dir`: `config.json` of transformers, timm or open_clip, else
    /// `open_clip_config.json`.
    ///
    /// # Errors
    /// [`Error::File`] when there is none or it is not JSON, [`Error::Config`] naming a field that cannot be used,
    /// [`Error::Unsupported`] listing what is known for any other model.
    pub fn read(dir: &Path) -> Result<Self> {
        let (config, open_clip) = (dir.join("config.json"), dir.join("open_clip_config.json"));
        match (config.is_file(), open_clip.is_file()) {
            (false, false) => Err(Error::file(
                dir,
                "holds neither config.json nor open_clip_config.json; add it, or name the architecture with --arch",
            )),
            (false, true) => Self::from_fields(&Fields::read(&open_clip)?),
            (true, other) => match Self::from_fields(&Fields::read(&config)?) {
                // Some open_clip repositories carry a config.json of their text model beside their own file.
                Err(Error::Unsupported(_)) if other => Self::from_fields(&Fields::read(&open_clip)?),
                result => result,
            },
        }
    }

    /// The configuration that the name of a preset or of one of timm's architectures implies, such as
    /// `vit_base_patch16_224` (with or without a tag after a dot).
    ///
    /// # Errors
    /// [`Error::Unsupported`] listing what is known.
    pub fn read_arch(name: &str) -> Result<Self> {
        match crate::presets::find(name) {
            Some(preset) => Ok((preset.config)()),
            None => timm::read(name, &Fields::empty(Path::new(name)), None),
        }
    }

    pub(crate) fn from_fields(fields: &Fields) -> Result<Self> {
        let config = if fields.has("model_cfg") {
            Self::Vit(vit::read_open_clip(fields)?)
        } else if fields.text("architecture").is_ok_and(|name| name == Some(davit::ARCHITECTURE)) {
            Self::Davit(davit::read_unicl(fields)?)
        } else if fields.has("architecture") {
            timm::read_hub(fields)?
        } else {
            transformers(fields)?
        };
        config.family().check_at(fields.path())?;
        Ok(config)
    }

    pub(crate) fn family(&self) -> &dyn Family {
        match self {
            Self::Vit(config) => config,
            Self::Swin(config) => config,
            Self::ConvNext(config) => config,
            Self::SegFormer(config) => config,
            Self::Davit(config) => config,
        }
    }

    /// Refuses what no model can be: sizes of zero or beyond all reason, a width that the heads do not divide, an image
    /// smaller than a patch.
    ///
    /// # Errors
    /// [`Error::Config`] naming the field.
    pub fn check(&self) -> Result<()> {
        self.family().check_at(Path::new("configuration"))
    }

    /// Refuses images of `[height, width]` pixels that the model, as its reference, cannot take.
    ///
    /// # Errors
    /// [`Error::Unsupported`] with the reason.
    pub fn check_image(&self, image: [usize; 2]) -> Result<()> {
        self.family().check_image(image)
    }

    /// Height and width in pixels that the model was pretrained for.
    pub fn image_size(&self) -> [usize; 2] {
        self.family().image_size()
    }

    /// Channels of the embedding.
    pub fn embedding_width(&self) -> usize {
        self.family().embedding_width()
    }

    /// Shape of one image's last hidden state: tokens and channels, or rows, columns and channels.
    pub fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        self.family().last_shape(image)
    }

    /// The feature maps of an image of `[height, width]` pixels, finest first, in the order of [`crate::Output::maps`].
    pub fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        self.family().maps(image)
    }

    /// Parameters as the reference model counts them, without a classifier.
    pub fn parameters(&self) -> u64 {
        self.family().parameters()
    }

    /// Floating-point operations of the launches of one image of `[height, width]` pixels forward, without a decoder's: two for each
    /// multiply-add of convolutions, linear layers and attention's products; norms, activations and softmax, less than a
    /// hundredth, are left out. Saturates.
    pub fn flops(&self, image: [usize; 2]) -> u64 {
        self.family().flops(image)
    }

    /// [`Self::flops`] as PyTorch's `FlopCounterMode` counts them of the reference, with the decoder's where the model has one
    /// of its own. More than those of the launches where the reference multiplies what need not be: Swin's and DaViT's windows
    /// reach past the map, and it projects that padding, too; SegFormer's decoder resizes every map before they are joined, not after.
    pub fn reference_flops(&self, image: [usize; 2]) -> u64 {
        let decoder = operations::flops(&self.decoder_operations(image, 1));
        self.flops(image).saturating_add(decoder).saturating_add(self.family().spared_flops(image))
    }

    /// The launches of a forward pass on `batch` images of `[height, width]` pixels, without a decoder's.
    pub fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.family().operations(image, batch)
    }

    /// The launches of the model's own decoder ([`crate::Encoder::decode`]) on the maps of such a batch; none of a model without one.
    pub fn decoder_operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.family().decoder_operations(image, batch)
    }

    /// Elements of the largest activation that one kernel reads or writes, for one image.
    pub fn largest_activation(&self, image: [usize; 2]) -> u64 {
        let stages = self.family().stages(image);
        let of = |stage: &Stage| stage.tokens as u64 * stage.widest as u64;
        stages.iter().map(of).max().unwrap_or(0).max(3 * image[0] as u64 * image[1] as u64)
    }

    /// Elements that live at once, for one image: the residual stream, the widest activation and its input.
    pub fn live_activations(&self, image: [usize; 2]) -> u64 {
        let of = |stage: &Stage| stage.tokens as u64 * (2 * stage.width + stage.widest) as u64;
        self.family().stages(image).iter().map(of).max().unwrap_or(0)
    }

    /// How a reference file has this encoder's states.
    pub fn reference(&self) -> Reference {
        self.family().reference()
    }

    /// What is worth telling about the model and an image of `[height, width]` pixels: names and values.
    pub fn facts(&self, image: [usize; 2]) -> Vec<(&'static str, String)> {
        self.family().facts(image)
    }
}

/// transformers' `config.json`, by `model_type`.
fn transformers(fields: &Fields) -> Result<EncoderConfig> {
    let Some(model_type) = fields.text("model_type")? else {
        return Err(Error::Unsupported(format!(
            "{}: has none of model_type (transformers), architecture (timm) and model_cfg (open_clip), so the model is \
             not known; name it with --arch",
            fields.path().display()
        )));
    };
    if let Some(config) = vit::read_transformers(model_type, fields)? {
        return Ok(EncoderConfig::Vit(config));
    }
    if let Some(config) = swin::read_transformers(model_type, fields)? {
        return Ok(EncoderConfig::Swin(config));
    }
    if let Some(config) = convnext::read_transformers(model_type, fields)? {
        return Ok(EncoderConfig::ConvNext(config));
    }
    if let Some(config) = segformer::read_transformers(model_type, fields)? {
        return Ok(EncoderConfig::SegFormer(config));
    }
    if let Some(config) = davit::read_transformers(model_type, fields)? {
        return Ok(EncoderConfig::Davit(config));
    }
    Err(unknown(fields.path(), "model_type", model_type))
}

/// [`Error::Unsupported`] for a model that is none of those known.
pub(crate) fn unknown(path: &Path, what: &str, name: &str) -> Error {
    Error::Unsupported(format!(
        "{}: {what} {name:?} is not known; known are transformers' {}, timm's {} (vit, swin, swinv2 and \
         convnext with sizes in model_args), davit of UniCL, \
         open_clip with a vision transformer of these inside, and the presets {}",
        path.display(),
        [
            &vit::MODEL_TYPES[..],
            &swin::MODEL_TYPES,
            &convnext::MODEL_TYPES,
            &segformer::MODEL_TYPES,
            &davit::MODEL_TYPES
        ]
        .concat()
        .join(", "),
        timm::names(),
        crate::presets::names(),
    ))
}

/// Refuses sizes of zero or beyond all reason, so that every count stays within u64 whatever a file says: names, values
/// and the most each may be.
pub(crate) fn check_sizes(path: &Path, sizes: &[(&str, usize, usize)]) -> Result<()> {
    for (name, value, most) in sizes {
        if value == &0 || value > most {
            return Err(Error::config(path, format!("{name} is {value}, wanted 1 to {most}")));
        }
    }
    Ok(())
}

/// Refuses lists that do not have an entry for each of `stages`, or one with an entry of zero or beyond its most: names, lists and
/// the most each entry may be.
pub(crate) fn check_lists(path: &Path, stages: usize, lists: &[(&str, &[usize], usize)]) -> Result<()> {
    lists.iter().try_for_each(|(name, list, _)| check_entries(path, stages, name, list.len()))?;
    for (name, list, most) in lists {
        list.iter().try_for_each(|value| check_sizes(path, &[(name, *value, *most)]))?;
    }
    Ok(())
}

/// Refuses a list of `entries` where there must be one for each of `stages`.
pub(crate) fn check_entries(path: &Path, stages: usize, name: &str, entries: usize) -> Result<()> {
    if entries == stages {
        return Ok(());
    }
    Err(Error::config(path, format!("{name} has {entries} entries for {stages} stages")))
}

/// Refuses a stage (counted from zero) whose channels do not make equal parts: heads, or groups.
pub(crate) fn check_parts(path: &Path, stage: usize, width: usize, parts: usize, what: &str) -> Result<()> {
    if width.is_multiple_of(parts) {
        return Ok(());
    }
    let message = format!("{width} channels of stage {} are not a multiple of its {parts} {what}", stage + 1);
    Err(Error::config(path, message))
}

/// Rows and columns of an image of `[height, width]` pixels behind convolutions, one after the other; zero where it is too small.
pub(crate) fn grid_behind(image: [usize; 2], windows: impl Iterator<Item = Window>) -> [usize; 2] {
    windows.fold(image, |grid, window| grid.map(|edge| window.coarse(edge).unwrap_or(0)))
}

/// The maps that stages of `widths` channels end in, from the stride and the size of each.
pub(crate) fn stage_maps(
    widths: impl IntoIterator<Item = usize>,
    stride: impl Fn(usize) -> usize,
    size: impl Fn(usize) -> [usize; 2],
) -> Vec<FeatureMap> {
    let map = |(stage, channels)| FeatureMap { stride: stride(stage), size: size(stage), channels };
    widths.into_iter().enumerate().map(map).collect()
}

/// Refuses a norm's epsilon that is not a positive number.
pub(crate) fn check_eps(path: &Path, eps: f32) -> Result<()> {
    if eps.is_finite() && eps > 0.0 {
        return Ok(());
    }
    Err(Error::config(path, format!("the norms' eps is {eps}, wanted a positive number")))
}
