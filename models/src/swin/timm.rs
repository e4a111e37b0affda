//! timm's Swin Transformers: names that imply every size (`swin_transformer.py`, `swin_transformer_v2.py`), and `model_args` over them.

use super::config::{Layout, SwinConfig, Version};
use crate::config::timm::check_args;
use crate::error::Result;
use crate::json::Fields;

/// The architectures: name, width, blocks of the third stage, window, image. `swin` and `swinv2` are the classes
/// themselves.
const ARCHS: [(&str, usize, usize, usize, usize); 20] = [
    ("swin_tiny_patch4_window7_224", 96, 6, 7, 224),
    ("swin_small_patch4_window7_224", 96, 18, 7, 224),
    ("swin_base_patch4_window7_224", 128, 18, 7, 224),
    ("swin_base_patch4_window12_384", 128, 18, 12, 384),
    ("swin_large_patch4_window7_224", 192, 18, 7, 224),
    ("swin_large_patch4_window12_384", 192, 18, 12, 384),
    ("swin", 96, 6, 7, 224),
    ("swinv2_tiny_window8_256", 96, 6, 8, 256),
    ("swinv2_tiny_window16_256", 96, 6, 16, 256),
    ("swinv2_small_window8_256", 96, 18, 8, 256),
    ("swinv2_small_window16_256", 96, 18, 16, 256),
    ("swinv2_base_window8_256", 128, 18, 8, 256),
    ("swinv2_base_window16_256", 128, 18, 16, 256),
    ("swinv2_base_window12_192", 128, 18, 12, 192),
    ("swinv2_base_window12to16_192to256", 128, 18, 16, 256),
    ("swinv2_base_window12to24_192to384", 128, 18, 24, 384),
    ("swinv2_large_window12_192", 192, 18, 12, 192),
    ("swinv2_large_window12to16_192to256", 192, 18, 16, 256),
    ("swinv2_large_window12to24_192to384", 192, 18, 24, 384),
    ("swinv2", 96, 6, 7, 224),
];

/// Their names.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ARCHS.iter().map(|arch| arch.0)
}

/// The architecture `name` with `args` over it, where it is one of these; `image` is what the pretrained configuration
/// says of the size.
pub(crate) fn read(name: &str, args: &Fields, image: Option<[usize; 2]>) -> Result<Option<SwinConfig>> {
    let Some(&(_, width, third, window, size)) = ARCHS.iter().find(|arch| arch.0 == name) else { return Ok(None) };
    let v2 = name.starts_with("swinv2");
    let sizes = ["img_size", "patch_size", "window_size", "embed_dim", "depths", "num_heads", "mlp_ratio", "qkv_bias"];
    let read = [&sizes[..], &["in_chans"], if v2 { &["pretrained_window_sizes"] } else { &[] }].concat();
    check_args(args, &read, |arg| match arg {
        "always_partition" => args.get(arg).and_then(serde_json::Value::as_bool) == Some(false),
        "global_pool" => args.get(arg).and_then(serde_json::Value::as_str) == Some("avg"),
        _ => false,
    })?;
    let default = SwinConfig::swin(width, third, window, size);
    let depths = args.sizes("depths")?.unwrap_or(default.depths);
    // Those whose name says from which window to which.
    let pretrained = if name.contains("window12to") { vec![12, 12, 12, 6] } else { vec![0; depths.len()] };
    let pretrained_windows = args.sizes("pretrained_window_sizes")?.unwrap_or(pretrained);
    Ok(Some(SwinConfig {
        layout: Layout::Timm,
        version: if v2 { Version::V2 { pretrained_windows } } else { Version::V1 },
        image_size: args.edges("img_size")?.or(image).unwrap_or(default.image_size),
        patch_size: args.side("patch_size")?.unwrap_or(default.patch_size),
        window: args.side("window_size")?.unwrap_or(default.window),
        width: args.size("embed_dim")?.unwrap_or(default.width),
        depths,
        heads: args.sizes("num_heads")?.unwrap_or(default.heads),
        mlp_ratio: args.number("mlp_ratio")?.unwrap_or(default.mlp_ratio),
        qkv_bias: args.flag("qkv_bias")?.unwrap_or(true),
        ..default
    }))
}
