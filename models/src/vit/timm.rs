//! timm's vision transformers, alone or as the vision half of open_clip's `open_clip_config.json`.
//!
//! timm's architecture names imply every size (`vision_transformer.py`, the entry points at its end); `model_args`
//! override them. What would change the computation and is not implemented is refused, never ignored.

use std::path::Path;

use super::config::{Activation, Layout, Pooling, Position, VitConfig};
use crate::config::timm::check_args;
use crate::config::unknown;
use crate::error::{Error, Result};
use crate::json::Fields;

/// A named architecture: what differs from the defaults of timm's `VisionTransformer`.
struct Arch {
    name: &'static str,
    patch: usize,
    /// Width, depth, heads and width of the MLP.
    size: [usize; 4],
    image: usize,
    registers: usize,
    layer_scale: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Class token, positions for it, token pooling.
    Plain,
    /// As plain, but registers and class token have no positions.
    NoEmbedClass,
    /// Registers without positions, no class token, mean pooling.
    Gap,
    /// As `NoEmbedClass`, with SwiGLU.
    Gated,
}

const TINY: [usize; 4] = [192, 12, 3, 768];
const SMALL: [usize; 4] = [384, 12, 6, 1536];
const BASE: [usize; 4] = [768, 12, 12, 3072];
const LARGE: [usize; 4] = [1024, 24, 16, 4096];
const HUGE: [usize; 4] = [1280, 32, 16, 5120];
const DINO_GIANT: [usize; 4] = [1536, 40, 24, 4096];

const fn plain(name: &'static str, patch: usize, size: [usize; 4], image: usize) -> Arch {
    Arch { name, patch, size, image, registers: 0, layer_scale: false, kind: Kind::Plain }
}

const fn dino(name: &'static str, size: [usize; 4], registers: usize) -> Arch {
    let kind = if registers > 0 { Kind::NoEmbedClass } else { Kind::Plain };
    Arch { name, patch: 14, size, image: 518, registers, layer_scale: true, kind }
}

const fn gap(name: &'static str, size: [usize; 4], image: usize, registers: usize, layer_scale: bool) -> Arch {
    Arch { name, patch: 16, size, image, registers, layer_scale, kind: Kind::Gap }
}

static ARCHS: [Arch; 37] = [
    plain("vit_tiny_patch16_224", 16, TINY, 224),
    plain("vit_tiny_patch16_384", 16, TINY, 384),
    plain("vit_small_patch8_224", 8, SMALL, 224),
    plain("vit_small_patch16_224", 16, SMALL, 224),
    plain("vit_small_patch16_384", 16, SMALL, 384),
    plain("vit_small_patch32_224", 32, SMALL, 224),
    plain("vit_small_patch32_384", 32, SMALL, 384),
    plain("vit_base_patch8_224", 8, BASE, 224),
    plain("vit_base_patch16_224", 16, BASE, 224),
    plain("vit_base_patch16_384", 16, BASE, 384),
    plain("vit_base_patch32_224", 32, BASE, 224),
    plain("vit_base_patch32_384", 32, BASE, 384),
    plain("vit_large_patch14_224", 14, LARGE, 224),
    plain("vit_large_patch16_224", 16, LARGE, 224),
    plain("vit_large_patch16_384", 16, LARGE, 384),
    plain("vit_large_patch32_224", 32, LARGE, 224),
    plain("vit_large_patch32_384", 32, LARGE, 384),
    plain("vit_huge_patch14_224", 14, HUGE, 224),
    plain("vit_giant_patch14_224", 14, [1408, 40, 16, 6144], 224),
    plain("vit_gigantic_patch14_224", 14, [1664, 48, 16, 8192], 224),
    dino("vit_small_patch14_dinov2", SMALL, 0),
    dino("vit_base_patch14_dinov2", BASE, 0),
    dino("vit_large_patch14_dinov2", LARGE, 0),
    Arch { kind: Kind::Gated, ..dino("vit_giant_patch14_dinov2", DINO_GIANT, 0) },
    dino("vit_small_patch14_reg4_dinov2", SMALL, 4),
    dino("vit_base_patch14_reg4_dinov2", BASE, 4),
    dino("vit_large_patch14_reg4_dinov2", LARGE, 4),
    Arch { kind: Kind::Gated, ..dino("vit_giant_patch14_reg4_dinov2", DINO_GIANT, 4) },
    gap("vit_wee_patch16_reg1_gap_256", [256, 14, 4, 1280], 256, 1, true),
    gap("vit_little_patch16_reg4_gap_256", [320, 14, 5, 1792], 256, 4, true),
    gap("vit_medium_patch16_reg1_gap_256", [512, 12, 8, 2048], 256, 1, true),
    gap("vit_medium_patch16_reg4_gap_256", [512, 12, 8, 2048], 256, 4, true),
    gap("vit_mediumd_patch16_reg4_gap_256", [512, 20, 8, 2048], 256, 4, true),
    gap("vit_mediumd_patch16_reg4_gap_384", [512, 20, 8, 2048], 384, 4, true),
    gap("vit_betwixt_patch16_reg1_gap_256", [640, 12, 10, 2560], 256, 1, true),
    gap("vit_betwixt_patch16_reg4_gap_256", [640, 12, 10, 2560], 256, 4, true),
    gap("vit_base_patch16_reg4_gap_256", BASE, 256, 4, false),
];

/// What `architecture: "vit"` means: the class itself, every size in `model_args` or its default.
static CLASS: Arch = plain("vit", 16, BASE, 224);

pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ARCHS.iter().map(|arch| arch.name)
}

/// Arguments that are read in [`read`].
const READ: [&str; 14] = [
    "img_size",
    "patch_size",
    "embed_dim",
    "depth",
    "num_heads",
    "mlp_ratio",
    "qkv_bias",
    "reg_tokens",
    "init_values",
    "class_token",
    "no_embed_class",
    "global_pool",
    "act_layer",
    "in_chans",
];

/// Arguments that are accepted with the one value that leaves the computation as it is.
fn is_default(args: &Fields, name: &str) -> bool {
    let flag = |wanted: bool| args.get(name).and_then(serde_json::Value::as_bool) == Some(wanted);
    match name {
        "qk_norm" | "scale_attn_norm" | "scale_mlp_norm" | "pre_norm" | "pool_include_prefix" | "dynamic_img_pad" => {
            flag(false)
        }
        "proj_bias" | "final_norm" => flag(true),
        "pos_embed" => args.get(name).and_then(serde_json::Value::as_str) == Some("learn"),
        "norm_layer" => args.get(name).and_then(serde_json::Value::as_str) == Some("layernorm"),
        _ => false,
    }
}

/// The configuration of architecture `name` with `args` (timm's `model_args`) over it, where it is one of these; `image`
/// is what the pretrained configuration says of the size.
pub(crate) fn read(name: &str, args: &Fields, image: Option<[usize; 2]>) -> Result<Option<VitConfig>> {
    let Some(arch) = ARCHS.iter().chain([&CLASS]).find(|arch| arch.name == name) else { return Ok(None) };
    check_args(args, &READ, |arg| is_default(args, arg))?;
    let width = args.size("embed_dim")?.unwrap_or(arch.size[0]);
    let gated = arch.kind == Kind::Gated;
    let cls_token = args.flag("class_token")?.unwrap_or(arch.kind != Kind::Gap);
    let registers = args.size("reg_tokens")?.unwrap_or(arch.registers);
    let prefix = usize::from(cls_token) + registers;
    let no_embed = args.flag("no_embed_class")?.unwrap_or(arch.kind != Kind::Plain && arch.registers > 0);
    let pool = args.text("global_pool")?.unwrap_or(if arch.kind == Kind::Gap { "avg" } else { "token" });
    Ok(Some(VitConfig {
        layout: Layout::Timm,
        image_size: args.edges("img_size")?.or(image).unwrap_or([arch.image; 2]),
        patch_size: args.side("patch_size")?.unwrap_or(arch.patch),
        width,
        depth: args.size("depth")?.unwrap_or(arch.size[1]),
        heads: args.size("num_heads")?.unwrap_or(arch.size[2]),
        mlp_width: mlp_width(args, arch, width)?,
        eps: 1e-6,
        activation: if gated { Activation::SiluGated } else { activation(args)? },
        cls_token,
        registers,
        layer_scale: args.number("init_values")?.map_or(arch.layer_scale, |value| value != 0.0),
        qkv_bias: [args.flag("qkv_bias")?.unwrap_or(true); 3],
        position: Position::Table { prefix: if no_embed { 0 } else { prefix }, antialias: true },
        pre_norm: false,
        pooling: pooling(args, pool, prefix)?,
        embedding_width: width,
    }))
}

fn mlp_width(args: &Fields, arch: &Arch, width: usize) -> Result<usize> {
    match args.number("mlp_ratio")? {
        Some(_) if arch.kind == Kind::Gated => Err(args.wrong("mlp_ratio", "is not supported with a gated MLP")),
        Some(ratio) if (0.0..=1000.0).contains(&ratio) => Ok((width as f64 * ratio) as usize),
        Some(ratio) => Err(args.wrong("mlp_ratio", format!("is {ratio}, wanted 0 to 1000"))),
        // Another width keeps the architecture's ratio.
        None => Ok(width.saturating_mul(arch.size[3]) / arch.size[0]),
    }
}

fn activation(args: &Fields) -> Result<Activation> {
    match args.text("act_layer")? {
        None | Some("gelu") => Ok(Activation::Gelu),
        Some("gelu_tanh") => Ok(Activation::GeluTanh),
        Some("quick_gelu") => Ok(Activation::QuickGelu),
        Some(other) => Err(args.wrong("act_layer", format!("is {other:?}, wanted gelu, gelu_tanh or quick_gelu"))),
    }
}

fn pooling(args: &Fields, pool: &str, prefix: usize) -> Result<Pooling> {
    match pool {
        "token" => Ok(Pooling::ClsNorm),
        "avg" => Ok(Pooling::Mean { prefix }),
        "" => Ok(Pooling::None),
        other => Err(args.wrong("global_pool", format!("is {other:?}, wanted token, avg or an empty string"))),
    }
}

/// open_clip's configuration whose vision half is a timm model.
pub(crate) fn read_open_clip(fields: &Fields) -> Result<VitConfig> {
    let missing = |name: &str| Error::config(fields.path(), format!("field {name} is missing"));
    let model = fields.object("model_cfg")?.ok_or_else(|| missing("model_cfg"))?;
    let vision = model.object("vision_cfg")?.ok_or_else(|| missing("model_cfg.vision_cfg"))?;
    let Some(name) = vision.text("timm_model_name")? else {
        return Err(Error::Unsupported(format!(
            "{}: model_cfg.vision_cfg has no timm_model_name; of open_clip's models those with a timm vision transformer \
             are known, and OpenAI's architecture in transformers' layout (model_type clip)",
            fields.path().display()
        )));
    };
    let empty = || Fields::empty(Path::new(fields.path()));
    let args = vision.object("model_args")?.unwrap_or_else(empty);
    let bare = name.split('.').next().unwrap_or(name);
    let mut config = read(bare, &args, None)?.ok_or_else(|| unknown(fields.path(), "timm_model_name", name))?;
    config.layout = Layout::OpenClip;
    // open_clip's own default is the mean, but a norm would then stand before it.
    match vision.text("timm_pool")?.unwrap_or("avg") {
        "" | "token" if config.pooling == Pooling::ClsNorm => {}
        other => {
            return Err(vision.wrong("timm_pool", format!("is {other:?} with {name}, wanted the class token (\"\")")));
        }
    }
    if vision.flag("timm_proj_bias")?.unwrap_or(false) {
        return Err(vision.wrong("timm_proj_bias", "is true; a projection without bias is read"));
    }
    match vision.text("timm_proj")?.unwrap_or("linear") {
        "linear" => {
            let width = model.size("embed_dim")?.ok_or_else(|| missing("model_cfg.embed_dim"))?;
            config.pooling = Pooling::ClsProjection(width);
            config.embedding_width = width;
        }
        "none" => {}
        other => return Err(vision.wrong("timm_proj", format!("is {other:?}, wanted linear or none"))),
    }
    Ok(config)
}
