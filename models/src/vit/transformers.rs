//! transformers' vision transformers, by `model_type`. A field that is missing has its configuration class's default.

use super::config::{Activation, Layout, Pooling, Position, VitConfig};
use crate::error::Result;
use crate::json::Fields;

/// The values of `model_type` that are read.
pub(crate) const MODEL_TYPES: [&str; 8] = [
    "dinov2",
    "dinov2_with_registers",
    "dinov3_vit",
    "siglip_vision_model",
    "siglip (also SigLIP 2 of fixed resolution)",
    "clip_vision_model",
    "clip",
    "vit",
];

/// The configuration of `model_type`, where it is one of these.
pub(crate) fn read(model_type: &str, fields: &Fields) -> Result<Option<VitConfig>> {
    let config = match model_type {
        "dinov2" => dinov2(fields, false),
        "dinov2_with_registers" => dinov2(fields, true),
        "dinov3_vit" => dinov3(fields),
        "siglip_vision_model" => siglip(fields),
        "clip_vision_model" => clip(fields),
        "siglip" => siglip(&vision(fields)?),
        "clip" => clip(&vision(fields)?),
        "vit" => vit(fields),
        _ => return Ok(None),
    };
    config.map(Some)
}

/// The vision half of a model of images and text.
fn vision(fields: &Fields) -> Result<Fields> {
    // transformers takes its defaults where the half is not given at all.
    Ok(fields.object("vision_config")?.unwrap_or_else(|| Fields::empty(fields.path())))
}

/// The defaults that differ between the classes.
struct Defaults {
    layout: Layout,
    patch_size: usize,
    eps: f64,
    activation: Activation,
}

/// The fields that all classes share; what is special is set by the caller.
fn common(fields: &Fields, defaults: Defaults) -> Result<VitConfig> {
    if fields.size("num_channels")?.is_some_and(|n| n != 3) {
        return Err(fields.wrong("num_channels", "is not 3; models of RGB images are read"));
    }
    let width = fields.size("hidden_size")?.unwrap_or(768);
    Ok(VitConfig {
        layout: defaults.layout,
        image_size: fields.edges("image_size")?.unwrap_or([224; 2]),
        patch_size: fields.side("patch_size")?.unwrap_or(defaults.patch_size),
        width,
        depth: fields.size("num_hidden_layers")?.unwrap_or(12),
        heads: fields.size("num_attention_heads")?.unwrap_or(12),
        mlp_width: fields.size("intermediate_size")?.unwrap_or(3072),
        eps: fields.number("layer_norm_eps")?.unwrap_or(defaults.eps) as f32,
        activation: activation(fields, defaults.activation)?,
        cls_token: true,
        registers: 0,
        layer_scale: false,
        qkv_bias: [true; 3],
        position: Position::Table { prefix: 1, antialias: false },
        pre_norm: false,
        pooling: Pooling::ClsNorm,
        embedding_width: width,
    })
}

fn activation(fields: &Fields, default: Activation) -> Result<Activation> {
    match fields.text("hidden_act")? {
        None => Ok(default),
        Some("gelu" | "gelu_python") => Ok(Activation::Gelu),
        // One formula under four names.
        Some("gelu_pytorch_tanh" | "gelu_new" | "gelu_fast" | "gelu_accurate") => Ok(Activation::GeluTanh),
        Some("quick_gelu") => Ok(Activation::QuickGelu),
        Some(other) => {
            Err(fields.wrong("hidden_act", format!("is {other:?}, wanted gelu, gelu_pytorch_tanh or quick_gelu")))
        }
    }
}

fn dinov2(fields: &Fields, registers: bool) -> Result<VitConfig> {
    let patch_size = if registers { 16 } else { 14 };
    let defaults = Defaults { layout: Layout::Dinov2, patch_size, eps: 1e-6, activation: Activation::Gelu };
    let mut config = common(fields, defaults)?;
    let ratio = fields.number("mlp_ratio")?.unwrap_or(4.0);
    if !(0.0..=1000.0).contains(&ratio) {
        return Err(fields.wrong("mlp_ratio", format!("is {ratio}, wanted 0 to 1000")));
    }
    config.mlp_width = (config.width as f64 * ratio) as usize;
    if fields.flag("use_swiglu_ffn")?.unwrap_or(false) {
        config.activation = Activation::SiluGated;
        config.mlp_width = swiglu_width(config.mlp_width);
    }
    config.layer_scale = true;
    config.qkv_bias = [fields.flag("qkv_bias")?.unwrap_or(true); 3];
    if registers {
        config.registers = fields.size("num_register_tokens")?.unwrap_or(4);
        config.position = Position::Table { prefix: 1, antialias: true };
    }
    Ok(config)
}

fn dinov3(fields: &Fields) -> Result<VitConfig> {
    let default = VitConfig::dinov3(384, 12, 6);
    let gated = fields.flag("use_gated_mlp")?.unwrap_or(false);
    match (gated, fields.text("hidden_act")?) {
        (true, act) if act != Some("silu") => {
            return Err(fields.wrong("hidden_act", format!("is {act:?} with a gated MLP, wanted silu")));
        }
        _ => {}
    }
    for name in ["proj_bias", "mlp_bias"] {
        if !fields.flag(name)?.unwrap_or(true) {
            return Err(fields.wrong(name, "is false; a layer with a bias is read"));
        }
    }
    let bias = |name: &str, default| fields.flag(name).map(|flag| flag.unwrap_or(default));
    let width = fields.size("hidden_size")?.unwrap_or(default.width);
    Ok(VitConfig {
        image_size: fields.edges("image_size")?.unwrap_or(default.image_size),
        patch_size: fields.side("patch_size")?.unwrap_or(default.patch_size),
        width,
        depth: fields.size("num_hidden_layers")?.unwrap_or(default.depth),
        heads: fields.size("num_attention_heads")?.unwrap_or(default.heads),
        mlp_width: fields.size("intermediate_size")?.unwrap_or(default.mlp_width),
        eps: fields.number("layer_norm_eps")?.map_or(default.eps, |eps| eps as f32),
        activation: if gated { Activation::SiluGated } else { activation(fields, Activation::Gelu)? },
        registers: fields.size("num_register_tokens")?.unwrap_or(0),
        qkv_bias: [bias("query_bias", true)?, bias("key_bias", false)?, bias("value_bias", true)?],
        position: Position::Rotary { theta: fields.number("rope_theta")?.unwrap_or(100.0) as f32 },
        embedding_width: width,
        ..default
    })
}

/// The gated width for a plain MLP's width (`Dinov2SwiGLUFFN`): two thirds, rounded up to a multiple of eight.
fn swiglu_width(hidden: usize) -> usize {
    ((hidden as f64 * 2.0 / 3.0) as usize).div_ceil(8) * 8
}

fn siglip(fields: &Fields) -> Result<VitConfig> {
    let defaults = Defaults { layout: Layout::Siglip, patch_size: 16, eps: 1e-6, activation: Activation::GeluTanh };
    let mut config = common(fields, defaults)?;
    config.cls_token = false;
    config.position = Position::Table { prefix: 0, antialias: false };
    let head = fields.flag("vision_use_head")?.unwrap_or(true);
    config.pooling = if head { Pooling::Attention } else { Pooling::None };
    Ok(config)
}

fn clip(fields: &Fields) -> Result<VitConfig> {
    let defaults = Defaults { layout: Layout::Clip, patch_size: 32, eps: 1e-5, activation: Activation::QuickGelu };
    let mut config = common(fields, defaults)?;
    config.pre_norm = true;
    config.pooling = Pooling::ClsPostNorm;
    Ok(config)
}

fn vit(fields: &Fields) -> Result<VitConfig> {
    let defaults = Defaults { layout: Layout::HfVit, patch_size: 16, eps: 1e-12, activation: Activation::Gelu };
    let mut config = common(fields, defaults)?;
    config.qkv_bias = [fields.flag("qkv_bias")?.unwrap_or(true); 3];
    // A classifier's checkpoint has no pooler: transformers feeds it the class token itself.
    let classifier =
        fields.get("architectures").is_some_and(|names| names.to_string().contains("ForImageClassification"));
    if !classifier {
        if let Some(act) = fields.text("pooler_act")?.filter(|act| *act != "tanh") {
            return Err(fields.wrong("pooler_act", format!("is {act:?}, wanted tanh")));
        }
        config.pooling = Pooling::ClsTanh;
        config.embedding_width = fields.size("pooler_output_size")?.unwrap_or(config.width);
    }
    Ok(config)
}
