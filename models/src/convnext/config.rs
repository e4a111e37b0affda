//! What a ConvNeXt's configuration says: sizes by stage, version, epsilons.

use std::path::Path;

use crate::config::timm::check_args;
use crate::config::{Family, FeatureMap, Reference, Stage, check_eps, check_sizes, stage_maps};
use crate::error::{Error, Result};
use crate::json::Fields;
use crate::operations::Operation;
use crate::processor::{CropRounding, Filter, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};

/// Whose names and pooling the checkpoint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// transformers `convnext` and `convnextv2`.
    Transformers,
    /// transformers `dinov3_convnext`, whose last norm is of the mean and of every patch.
    Dinov3,
    /// timm `ConvNeXt`.
    Timm,
}

/// A ConvNeXt.
#[derive(Clone, Debug, PartialEq)]
pub struct ConvNextConfig {
    /// Names and pooling.
    pub layout: Layout,
    /// Height and width in pixels that it was pretrained for.
    pub image_size: [usize; 2],
    /// Edge of a square patch of the stem in pixels.
    pub patch_size: usize,
    /// Channels of each stage.
    pub widths: Vec<usize>,
    /// Blocks of each stage.
    pub depths: Vec<usize>,
    /// Whether each branch is scaled by a learned vector before it is added.
    pub layer_scale: bool,
    /// Whether the MLP normalises its response (ConvNeXt V2).
    pub response_norm: bool,
    /// Epsilon of every norm but the last.
    pub eps: f32,
    /// Epsilon of the norm of what is pooled.
    pub last_eps: f32,
}

/// Side of the depthwise convolution's window.
pub(super) const KERNEL: usize = 7;

/// Epsilon of the response norm.
pub(super) const RESPONSE_EPS: f32 = 1e-6;

impl ConvNextConfig {
    /// ConvNeXt (arXiv 2201.03545) in transformers' layout: channels of the first stage and blocks of the third.
    pub fn convnext(width: usize, third: usize) -> Self {
        Self {
            layout: Layout::Transformers,
            image_size: [224; 2],
            patch_size: 4,
            widths: [1, 2, 4, 8].map(|times| times * width).to_vec(),
            depths: vec![3, 3, third, 3],
            layer_scale: true,
            response_norm: false,
            eps: 1e-6,
            last_eps: 1e-12,
        }
    }

    /// ConvNeXt V2 (arXiv 2301.00808) in transformers' layout.
    pub fn convnext_v2(width: usize, third: usize) -> Self {
        Self { layer_scale: false, response_norm: true, ..Self::convnext(width, third) }
    }

    /// DINOv3's ConvNeXt (arXiv 2508.10104).
    pub fn dinov3(width: usize, third: usize) -> Self {
        Self { layout: Layout::Dinov3, last_eps: 1e-6, ..Self::convnext(width, third) }
    }

    /// Rows and columns of `stage` for an image of `[height, width]` pixels; remainders are left out, as strided
    /// convolutions do.
    pub fn grid(&self, image: [usize; 2], stage: usize) -> [usize; 2] {
        image.map(|edge| edge / (self.patch_size.max(1) << stage))
    }

    fn last_stage(&self) -> usize {
        self.depths.len() - 1
    }

    fn transformers(fields: &Fields, default: Self) -> Result<Self> {
        if fields.size("num_channels")?.is_some_and(|n| n != 3) {
            return Err(fields.wrong("num_channels", "is not 3; models of RGB images are read"));
        }
        if let Some(act) = fields.text("hidden_act")?.filter(|act| *act != "gelu") {
            return Err(fields.wrong("hidden_act", format!("is {act:?}, wanted gelu")));
        }
        let last_eps = fields.number("layer_norm_eps")?.map_or(default.last_eps, |eps| eps as f32);
        let scaled = fields.number("layer_scale_init_value")?.is_none_or(|value| value > 0.0);
        Ok(Self {
            image_size: fields.edges("image_size")?.unwrap_or(default.image_size),
            patch_size: fields.side("patch_size")?.unwrap_or(default.patch_size),
            widths: fields.sizes("hidden_sizes")?.unwrap_or(default.widths),
            depths: fields.sizes("depths")?.unwrap_or(default.depths),
            // DINOv3's has its layer scale whatever it started from.
            layer_scale: default.layer_scale && (scaled || default.layout == Layout::Dinov3),
            // ConvNeXt's blocks have one epsilon whatever the file says.
            eps: if default.layout == Layout::Dinov3 { last_eps } else { default.eps },
            last_eps,
            ..default
        })
    }
}

/// The values of transformers' `model_type` that are read.
pub(crate) const MODEL_TYPES: [&str; 3] = ["convnext", "convnextv2", "dinov3_convnext"];

/// transformers' configuration of `model_type`, where it is one of these; a field that is missing has its configuration
/// class's default.
pub(crate) fn read_transformers(model_type: &str, fields: &Fields) -> Result<Option<ConvNextConfig>> {
    let default = match model_type {
        "convnext" => ConvNextConfig::convnext(96, 9),
        "convnextv2" => ConvNextConfig::convnext_v2(96, 9),
        "dinov3_convnext" => ConvNextConfig::dinov3(96, 9),
        _ => return Ok(None),
    };
    ConvNextConfig::transformers(fields, default).map(Some)
}

/// timm's architectures: name, channels of the first stage, blocks of the third, version. `convnext` is the class itself.
const ARCHS: [(&str, usize, usize, u32); 11] = [
    ("convnext_tiny", 96, 9, 1),
    ("convnext_small", 96, 27, 1),
    ("convnext_base", 128, 27, 1),
    ("convnext_large", 192, 27, 1),
    ("convnext_xlarge", 256, 27, 1),
    ("convnextv2_tiny", 96, 9, 2),
    ("convnextv2_small", 96, 27, 2),
    ("convnextv2_base", 128, 27, 2),
    ("convnextv2_large", 192, 27, 2),
    ("convnextv2_huge", 352, 27, 2),
    ("convnext", 96, 9, 1),
];

pub(crate) fn timm_names() -> impl Iterator<Item = &'static str> {
    ARCHS.iter().map(|arch| arch.0)
}

/// timm's architecture `name` with `args` over it, where it is one of these; `image` is what the pretrained configuration
/// says of the size.
pub(crate) fn read_timm(name: &str, args: &Fields, image: Option<[usize; 2]>) -> Result<Option<ConvNextConfig>> {
    let Some(&(_, width, third, version)) = ARCHS.iter().find(|arch| arch.0 == name) else { return Ok(None) };
    let read = ["in_chans", "depths", "dims", "use_grn", "ls_init_value", "norm_eps"];
    check_args(args, &read, |arg| {
        let value = args.get(arg);
        match arg {
            "conv_mlp" | "head_norm_first" => value.and_then(serde_json::Value::as_bool) == Some(false),
            "conv_bias" => value.and_then(serde_json::Value::as_bool) == Some(true),
            "kernel_sizes" => value.and_then(serde_json::Value::as_u64) == Some(KERNEL as u64),
            // Others change the strides of the stages, too.
            "patch_size" => value.and_then(serde_json::Value::as_u64) == Some(4),
            "output_stride" => value.and_then(serde_json::Value::as_u64) == Some(32),
            "global_pool" => value.and_then(serde_json::Value::as_str) == Some("avg"),
            "stem_type" => value.and_then(serde_json::Value::as_str) == Some("patch"),
            "act_layer" => value.and_then(serde_json::Value::as_str) == Some("gelu"),
            "norm_layer" => value.and_then(serde_json::Value::as_str) == Some("layernorm"),
            // It scales how the classifier starts.
            "head_init_scale" => true,
            _ => false,
        }
    })?;
    let default =
        if version == 2 { ConvNextConfig::convnext_v2(width, third) } else { ConvNextConfig::convnext(width, third) };
    // `null` means no layer scale here, and is not the same as nothing said.
    let layer_scale = match args.names().any(|name| name == "ls_init_value") {
        true => args.has("ls_init_value"),
        false => default.layer_scale,
    };
    let eps = args.number("norm_eps")?.map_or(default.eps, |eps| eps as f32);
    Ok(Some(ConvNextConfig {
        layout: Layout::Timm,
        image_size: image.unwrap_or(default.image_size),
        patch_size: default.patch_size,
        widths: args.sizes("dims")?.unwrap_or(default.widths),
        depths: args.sizes("depths")?.unwrap_or(default.depths),
        layer_scale,
        response_norm: args.flag("use_grn")?.unwrap_or(default.response_norm),
        eps,
        last_eps: eps,
    }))
}

impl Family for ConvNextConfig {
    fn check_at(&self, path: &Path) -> Result<()> {
        let stages = self.depths.len();
        check_sizes(path, &[("stages (depths)", stages, 6)])?;
        if self.widths.len() != stages {
            return Err(Error::config(path, format!("there are {} widths for {stages} stages", self.widths.len())));
        }
        check_sizes(
            path,
            &[
                ("image_size (height)", self.image_size[0], 1 << 15),
                ("image_size (width)", self.image_size[1], 1 << 15),
                ("patch_size", self.patch_size, 1 << 12),
            ],
        )?;
        for (width, depth) in self.widths.iter().zip(&self.depths) {
            check_sizes(path, &[("width of a stage", *width, 1 << 16), ("depths", *depth, 1 << 10)])?;
        }
        check_eps(path, self.eps)?;
        check_eps(path, self.last_eps)
    }

    fn check_image(&self, image: [usize; 2]) -> Result<()> {
        let ([height, width], stride) = (image, self.patch_size << self.last_stage());
        if height.min(width) >= stride {
            return Ok(());
        }
        let message =
            format!("an image of {height}x{width} pixels is smaller than the last stage's stride of {stride}");
        Err(Error::Unsupported(message))
    }

    fn image_size(&self) -> [usize; 2] {
        self.image_size
    }

    fn embedding_width(&self) -> usize {
        self.widths[self.last_stage()]
    }

    fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        let ([rows, columns], width) = (self.grid(image, self.last_stage()), self.embedding_width());
        match self.layout {
            Layout::Dinov3 => vec![rows * columns + 1, width],
            Layout::Transformers | Layout::Timm => vec![rows, columns, width],
        }
    }

    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        stage_maps(self.widths.iter().copied(), |stage| self.patch_size << stage, |stage| self.grid(image, stage))
    }

    fn stages(&self, image: [usize; 2]) -> Vec<Stage> {
        let of = |(stage, width): (usize, &usize)| {
            let [rows, columns] = self.grid(image, stage);
            Stage { tokens: rows * columns, width: *width, widest: 4 * width }
        };
        self.widths.iter().enumerate().map(of).collect()
    }

    fn parameters(&self) -> u64 {
        let patch = 3 * self.patch_size * self.patch_size * self.widths[0] + 3 * self.widths[0];
        let mut all = patch as u64 + 2 * self.embedding_width() as u64;
        for (stage, width) in self.widths.iter().map(|width| *width as u64).enumerate() {
            if stage > 0 {
                let before = self.widths[stage - 1] as u64;
                all += 2 * before + 4 * before * width + width;
            }
            let depthwise = (KERNEL * KERNEL) as u64 * width + width;
            let mlp = 8 * width * width + 5 * width;
            let scale = if self.layer_scale { width } else { 0 };
            let response = if self.response_norm { 8 * width } else { 0 };
            all += self.depths[stage] as u64 * (depthwise + 2 * width + mlp + scale + response);
        }
        all
    }

    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.launches(image, batch)
    }

    fn reference(&self) -> Reference {
        match self.layout {
            Layout::Transformers => Reference { hidden: "hidden_", skipped: 0, hidden_planes: true, out_planes: true },
            Layout::Dinov3 => Reference { hidden: "hidden_", skipped: 0, hidden_planes: true, out_planes: false },
            Layout::Timm => Reference { hidden: "stage_", skipped: 1, hidden_planes: true, out_planes: true },
        }
    }

    fn facts(&self, _: [usize; 2]) -> Vec<(&'static str, String)> {
        let version = if self.response_norm { "ConvNeXt V2" } else { "ConvNeXt" };
        vec![
            ("layout", format!("{version} ({:?})", self.layout)),
            ("widths", format!("{:?}", self.widths)),
            ("depths", format!("{:?}", self.depths)),
            ("mlp", "4 times the width (Gelu)".to_string()),
            ("patch", self.patch_size.to_string()),
            ("layer scale", self.layer_scale.to_string()),
            ("pooling", "norm of the mean".to_string()),
            ("norm eps", format!("{:e}, the last {:e}", self.eps, self.last_eps)),
        ]
    }

    fn default_processor(&self) -> Processor {
        let size = self.image_size;
        let (mean, std) = (IMAGENET_MEAN, IMAGENET_STD);
        if self.layout == Layout::Dinov3 {
            return Processor { filter: Filter::Bilinear, mean, std, ..Processor::exact(size, "DINOv3") };
        }
        // A crop of 0.875 below 384; all of it, squashed, from there on.
        let short = size[0].min(size[1]);
        let (family, crop_rounding) = match self.layout {
            Layout::Timm => ("timm's ConvNeXt", CropRounding::HalfEven),
            _ => ("transformers' ConvNeXt", CropRounding::Floor),
        };
        let base = Processor { mean, std, crop_rounding, ..Processor::cropped(size, family) };
        if short >= 384 {
            return Processor { resize: Resize::Exact(size), crop: None, ..base };
        }
        Processor { resize: Resize::ShortestEdge(short * 8 / 7), ..base }
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
