//! transformers' `swin` and `swinv2`. A field that is missing has its configuration class's default.

use super::config::{SwinConfig, Version};
use crate::error::Result;
use crate::json::Fields;

/// The values of `model_type` that are read.
pub(crate) const MODEL_TYPES: [&str; 2] = ["swin", "swinv2"];

/// The configuration of `model_type`, where it is one of these.
pub(crate) fn read(model_type: &str, fields: &Fields) -> Result<Option<SwinConfig>> {
    match model_type {
        "swin" => swin(fields, false).map(Some),
        "swinv2" => swin(fields, true).map(Some),
        _ => Ok(None),
    }
}

fn swin(fields: &Fields, v2: bool) -> Result<SwinConfig> {
    if fields.size("num_channels")?.is_some_and(|n| n != 3) {
        return Err(fields.wrong("num_channels", "is not 3; models of RGB images are read"));
    }
    if fields.flag("use_absolute_embeddings")?.unwrap_or(false) {
        return Err(fields.wrong("use_absolute_embeddings", "is true; models with relative positions are read"));
    }
    if let Some(act) = fields.text("hidden_act")?.filter(|act| *act != "gelu") {
        return Err(fields.wrong("hidden_act", format!("is {act:?}, wanted gelu")));
    }
    let default = SwinConfig::swin(96, 6, 7, 224);
    let depths = fields.sizes("depths")?.unwrap_or(default.depths);
    let pretrained = fields.sizes("pretrained_window_sizes")?.unwrap_or_else(|| vec![0; depths.len()]);
    Ok(SwinConfig {
        version: if v2 { Version::V2 { pretrained_windows: pretrained } } else { Version::V1 },
        image_size: fields.edges("image_size")?.unwrap_or(default.image_size),
        patch_size: fields.side("patch_size")?.unwrap_or(default.patch_size),
        width: fields.size("embed_dim")?.unwrap_or(default.width),
        depths,
        heads: fields.sizes("num_heads")?.unwrap_or(default.heads),
        window: fields.side("window_size")?.unwrap_or(default.window),
        mlp_ratio: fields.number("mlp_ratio")?.unwrap_or(default.mlp_ratio),
        qkv_bias: fields.flag("qkv_bias")?.unwrap_or(true),
        eps: fields.number("layer_norm_eps")?.map_or(default.eps, |eps| eps as f32),
        ..default
    })
}
