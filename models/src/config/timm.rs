//! timm's `config.json`: an architecture's name, which implies every size, and `model_args` that override them.

use super::{EncoderConfig, unknown};
use crate::error::Result;
use crate::json::Fields;
use crate::{convnext, swin, vit};

/// The names of all architectures, for messages.
pub(super) fn names() -> String {
    vit::timm_names().chain(swin::timm_names()).chain(convnext::timm_names()).collect::<Vec<_>>().join(", ")
}

/// The configuration of architecture `name` with `args` (timm's `model_args`) over it; `image` is what the pretrained
/// configuration says of the size.
pub(super) fn read(name: &str, args: &Fields, image: Option<[usize; 2]>) -> Result<EncoderConfig> {
    // A tag such as `.augreg2_in21k_ft_in1k` names the training, not the model.
    let bare = name.split('.').next().unwrap_or(name);
    if let Some(config) = vit::read_timm(bare, args, image)? {
        return Ok(EncoderConfig::Vit(config));
    }
    if let Some(config) = swin::read_timm(bare, args, image)? {
        return Ok(EncoderConfig::Swin(config));
    }
    if let Some(config) = convnext::read_timm(bare, args, image)? {
        return Ok(EncoderConfig::ConvNext(config));
    }
    Err(unknown(args.path(), "architecture", name))
}

/// timm's `config.json` as its hub repositories have it; `roentgen convert` writes one with an `architecture` alone, which
/// may be a preset's name.
pub(super) fn read_hub(fields: &Fields) -> Result<EncoderConfig> {
    let Some(name) = fields.text("architecture")? else {
        return Err(fields.wrong("architecture", "is missing"));
    };
    if let Some(preset) = crate::presets::find(name) {
        if fields.has("model_args") {
            return Err(
                fields.wrong("model_args", format!("changes the preset {name}; name one of timm's architectures"))
            );
        }
        return Ok((preset.config)());
    }
    let args = fields.object("model_args")?.unwrap_or_else(|| Fields::empty(fields.path()));
    let pretrained = pretrained_cfg(fields)?;
    read(name, &args, input_size(&pretrained)?)
}

/// The pretrained configuration: `pretrained_cfg`, or the file itself in the layout of timm before 0.8.
pub(crate) fn pretrained_cfg(fields: &Fields) -> Result<Fields> {
    Ok(fields.object("pretrained_cfg")?.unwrap_or_else(|| fields.clone()))
}

/// Height and width of timm's `input_size`, `[channels, height, width]`.
pub(crate) fn input_size(pretrained: &Fields) -> Result<Option<[usize; 2]>> {
    let Some(value) = pretrained.get("input_size") else { return Ok(None) };
    let sizes: Option<Vec<u64>> = value.as_array().and_then(|list| list.iter().map(|v| v.as_u64()).collect());
    match sizes.as_deref() {
        Some(&[3, height, width]) if height.max(width) <= 1 << 15 => Ok(Some([height as usize, width as usize])),
        _ => Err(pretrained.wrong("input_size", format!("is {value}, wanted [3, height, width]"))),
    }
}

/// Refuses an argument of a model that is not in `read`, does not change training only, and that `is_default` does not
/// find to leave the computation as it is.
pub(crate) fn check_args(args: &Fields, read: &[&str], is_default: impl Fn(&str) -> bool) -> Result<()> {
    let strange = |arg: &&str| !read.contains(arg) && !HARMLESS.contains(arg) && args.has(arg) && !is_default(arg);
    if let Some(arg) = args.names().find(strange) {
        return Err(args.wrong(arg, "changes the model in a way that is not supported"));
    }
    if args.size("in_chans")?.is_some_and(|n| n != 3) {
        return Err(args.wrong("in_chans", "is not 3; models of RGB images are read"));
    }
    Ok(())
}

/// Arguments that change training only, or nothing.
const HARMLESS: [&str; 13] = [
    "num_classes",
    "dynamic_img_size",
    "drop_rate",
    "pos_drop_rate",
    "patch_drop_rate",
    "proj_drop_rate",
    "attn_drop_rate",
    "drop_path_rate",
    "weight_init",
    "fix_init",
    "device",
    "dtype",
    "strict_img_size",
];
