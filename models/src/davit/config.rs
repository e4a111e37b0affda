//! What a DaViT's configuration says: sizes by stage, windows, pooling.

use std::path::Path;

use roentgen_kernels::conv::Window;

use crate::config::{
    Family, FeatureMap, Reference, Stage, check_entries, check_lists, check_parts, check_sizes, grid_behind, stage_maps,
};
use crate::error::{Error, Result};
use crate::json::Fields;
use crate::operations::{Operation, padding_flops, times};
use crate::processor::{IMAGENET_MEAN, IMAGENET_STD, Processor};

/// How the embedding is made of the last map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The mean; Florence-2's encoder has none of its own.
    Mean,
    /// UniCL, as MedImageInsight has it: the mean, normed, projected to this width, and scaled to length one.
    Projection(usize),
}

/// A DaViT.
#[derive(Clone, Debug, PartialEq)]
pub struct DavitConfig {
    /// Height and width in pixels that it was pretrained for.
    pub image_size: [usize; 2],
    /// Channels of each stage.
    pub widths: Vec<usize>,
    /// Pairs of a spatial and a channel block, by stage.
    pub depths: Vec<usize>,
    /// Heads of each stage's spatial blocks.
    pub heads: Vec<usize>,
    /// Groups of each stage's channel blocks.
    pub groups: Vec<usize>,
    /// Sides of the overlapping patches that lead into each stage, in pixels of its input.
    pub patch_sizes: Vec<usize>,
    /// From one such patch to the next.
    pub strides: Vec<usize>,
    /// Zeros around the input that they reach into.
    pub paddings: Vec<usize>,
    /// Whether the norm stands before the patches, by stage, and not behind them.
    pub prenorm: Vec<bool>,
    /// Side of a window in tokens.
    pub window: usize,
    /// Channels between the MLP's two projections, as a multiple of the stage's.
    pub mlp_ratio: f64,
    /// Whether queries, keys and values have biases.
    pub qkv_bias: bool,
    /// How the embedding is made.
    pub pooling: Pooling,
}

/// Epsilon of every norm, PyTorch's default.
pub(super) const EPS: f32 = 1e-5;

/// Side of the depthwise convolutions' window.
pub(super) const KERNEL: usize = 3;

impl DavitConfig {
    /// Florence-2's DaViT (arXiv 2311.06242) with `width` channels in the first stage: 128 in its base model, 256 in its large one.
    pub fn florence(width: usize) -> Self {
        Self {
            image_size: [768; 2],
            widths: [1, 2, 4, 8].map(|times| times * width).to_vec(),
            depths: vec![1, 1, 9, 1],
            // Of 32 channels.
            heads: [1, 2, 4, 8].map(|times| times * width / 32).to_vec(),
            groups: [1, 2, 4, 8].map(|times| times * width / 32).to_vec(),
            patch_sizes: vec![7, 3, 3, 3],
            strides: vec![4, 2, 2, 2],
            paddings: vec![3, 1, 1, 1],
            prenorm: vec![false, true, true, true],
            window: 12,
            mlp_ratio: 4.0,
            qkv_bias: true,
            pooling: Pooling::Mean,
        }
    }

    /// How the patches that lead into `stage` lie.
    pub fn patches(&self, stage: usize) -> Window {
        Window { kernel: self.patch_sizes[stage], stride: self.strides[stage], padding: self.paddings[stage] }
    }

    /// Rows and columns of `stage` for an image of `[height, width]` pixels.
    pub fn grid(&self, image: [usize; 2], stage: usize) -> [usize; 2] {
        grid_behind(image, (0..=stage).map(|stage| self.patches(stage)))
    }

    /// Channels of what leads into `stage`.
    pub fn inputs(&self, stage: usize) -> usize {
        if stage == 0 { 3 } else { self.widths[stage - 1] }
    }

    /// Channels between the MLP's two projections in `stage`.
    pub fn mlp_width(&self, stage: usize) -> usize {
        (self.widths[stage] as f64 * self.mlp_ratio) as usize
    }

    /// The fields that transformers' Florence-2 and the layout of MedImageInsight share, over `default`.
    fn read(fields: &Fields, default: Self) -> Result<Self> {
        for name in ["in_channels", "in_chans"] {
            if fields.size(name)?.is_some_and(|n| n != 3) {
                return Err(fields.wrong(name, "is not 3; models of RGB images are read"));
            }
        }
        if let Some(act) = fields.text("activation_function")?.filter(|act| *act != "gelu") {
            return Err(fields.wrong("activation_function", format!("is {act:?}, wanted gelu")));
        }
        let sizes = |name, default| -> Result<Vec<usize>> { Ok(fields.sizes(name)?.unwrap_or(default)) };
        // The model's own code, before transformers had it, says dim_embed.
        let widths = sizes("dim_embed", default.widths)?;
        Ok(Self {
            widths: sizes("embed_dim", widths)?,
            depths: sizes("depths", default.depths)?,
            heads: sizes("num_heads", default.heads)?,
            groups: sizes("num_groups", default.groups)?,
            patch_sizes: sizes("patch_size", default.patch_sizes)?,
            strides: sizes("patch_stride", default.strides)?,
            paddings: sizes("patch_padding", default.paddings)?,
            prenorm: fields.flags("patch_prenorm")?.unwrap_or(default.prenorm),
            window: fields.side("window_size")?.unwrap_or(default.window),
            mlp_ratio: fields.number("mlp_ratio")?.unwrap_or(default.mlp_ratio),
            qkv_bias: fields.flag("qkv_bias")?.unwrap_or(default.qkv_bias),
            image_size: default.image_size,
            pooling: default.pooling,
        })
    }

    /// Parameters of what leads into `stage` and of its blocks.
    fn parameters_of(&self, stage: usize) -> u64 {
        let (width, mlp, side) = (self.widths[stage], self.mlp_width(stage), self.patch_sizes[stage]);
        let normed = if self.prenorm[stage] { self.inputs(stage) } else { width };
        let patches = times(&[side, side, self.inputs(stage), width]) + (width + 2 * normed) as u64;
        let attention = times(&[4, width, width]) + (width + if self.qkv_bias { 3 * width } else { 0 }) as u64;
        let positions = times(&[2, KERNEL * KERNEL + 1, width]);
        let half = positions + 4 * width as u64 + attention + times(&[2, width, mlp]) + (width + mlp) as u64;
        patches + 2 * self.depths[stage] as u64 * half
    }
}

/// The values of transformers' `model_type` that are read: the encoder alone, and the whole model that it is part of.
pub(crate) const MODEL_TYPES: [&str; 2] = ["florence_vision", "florence2"];

/// transformers' configuration of `model_type`, where it is one of these; a field that is missing has its configuration class's
/// default.
pub(crate) fn read_transformers(model_type: &str, fields: &Fields) -> Result<Option<DavitConfig>> {
    let default = DavitConfig::florence(128);
    match model_type {
        "florence_vision" => DavitConfig::read(fields, default).map(Some),
        "florence2" => match fields.object("vision_config")? {
            Some(vision) => DavitConfig::read(&vision, default).map(Some),
            None => Ok(Some(default)),
        },
        _ => Ok(None),
    }
}

/// What `architecture` is in the layout of MedImageInsight. timm's own DaViTs have longer names.
pub(crate) const ARCHITECTURE: &str = "davit";

/// The layout of MedImageInsight: `architecture` `davit`, `model_args` over its sizes, and `projection_dim`, what the embedding is
/// projected to.
pub(crate) fn read_unicl(fields: &Fields) -> Result<DavitConfig> {
    let args = fields.object("model_args")?.unwrap_or_else(|| Fields::empty(fields.path()));
    let default = DavitConfig::medimageinsight();
    let image = crate::config::timm::input_size(&crate::config::timm::pretrained_cfg(fields)?)?;
    Ok(DavitConfig {
        pooling: fields.size("projection_dim")?.map_or(default.pooling, Pooling::Projection),
        image_size: image.unwrap_or(default.image_size),
        ..DavitConfig::read(&args, default)?
    })
}

impl DavitConfig {
    /// MedImageInsight (arXiv 2410.06542).
    pub fn medimageinsight() -> Self {
        Self { image_size: [480; 2], pooling: Pooling::Projection(1024), ..Self::florence(256) }
    }
}

impl Family for DavitConfig {
    fn check_at(&self, path: &Path) -> Result<()> {
        let stages = self.depths.len();
        check_sizes(path, &[("stages (depths)", stages, 6), ("window_size", self.window, 1 << 6)])?;
        let counts = [("patch_padding", self.paddings.len()), ("patch_prenorm", self.prenorm.len())];
        let lists: [(&str, &[usize], usize); 6] = [
            ("embed_dim", &self.widths, 1 << 13),
            ("depths", &self.depths, 1 << 10),
            ("num_heads", &self.heads, 1 << 12),
            ("num_groups", &self.groups, 1 << 12),
            ("patch_size", &self.patch_sizes, 1 << 6),
            ("patch_stride", &self.strides, 1 << 6),
        ];
        counts.into_iter().try_for_each(|(name, count)| check_entries(path, stages, name, count))?;
        check_lists(path, stages, &lists)?;
        if !(0.0..=1000.0).contains(&self.mlp_ratio) {
            return Err(Error::config(path, format!("mlp_ratio is {}, wanted 0 to 1000", self.mlp_ratio)));
        }
        for (stage, width) in self.widths.iter().enumerate() {
            check_sizes(path, &[("mlp width", self.mlp_width(stage), 1 << 18)])?;
            if self.paddings[stage] >= self.patch_sizes[stage] {
                let message = format!("patch_padding {} is not below patch_size", self.paddings[stage]);
                return Err(Error::config(path, message));
            }
            for (what, parts) in [("heads", self.heads[stage]), ("groups", self.groups[stage])] {
                check_parts(path, stage, *width, parts, what)?;
            }
        }
        match self.pooling {
            Pooling::Mean => Ok(()),
            Pooling::Projection(width) => check_sizes(path, &[("projection_dim", width, 1 << 14)]),
        }
    }

    fn check_image(&self, image: [usize; 2]) -> Result<()> {
        if self.grid(image, self.depths.len() - 1).contains(&0) {
            let [height, width] = image;
            let message = format!("an image of {height}x{width} pixels is smaller than the patches of a stage");
            return Err(Error::Unsupported(message));
        }
        Ok(())
    }

    fn image_size(&self) -> [usize; 2] {
        self.image_size
    }

    fn embedding_width(&self) -> usize {
        match self.pooling {
            Pooling::Mean => self.widths[self.widths.len() - 1],
            Pooling::Projection(width) => width,
        }
    }

    fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        let stage = self.depths.len() - 1;
        let [rows, columns] = self.grid(image, stage);
        vec![rows, columns, self.widths[stage]]
    }

    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        let stride = |stage| self.strides[..=stage].iter().product();
        stage_maps(self.widths.iter().copied(), stride, |stage| self.grid(image, stage))
    }

    fn stages(&self, image: [usize; 2]) -> Vec<Stage> {
        let of = |(stage, width): (usize, &usize)| Stage {
            tokens: self.grid(image, stage).iter().product(),
            width: *width,
            widest: self.mlp_width(stage).max(3 * width),
        };
        self.widths.iter().enumerate().map(of).collect()
    }

    fn parameters(&self) -> u64 {
        let stages: u64 = (0..self.depths.len()).map(|stage| self.parameters_of(stage)).sum();
        let last = self.widths[self.widths.len() - 1];
        stages
            + match self.pooling {
                Pooling::Mean => 0,
                Pooling::Projection(width) => times(&[last, width]) + 2 * last as u64,
            }
    }

    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.launches(image, batch)
    }

    fn spared_flops(&self, image: [usize; 2]) -> u64 {
        let image = image.map(|edge| edge.min(1 << 20));
        let of = |(stage, depth): (usize, &usize)| {
            padding_flops(self.grid(image, stage), self.window, *depth, self.widths[stage])
        };
        self.depths.iter().enumerate().map(of).fold(0, u64::saturating_add)
    }

    fn reference(&self) -> Reference {
        // transformers' backbone returns planes, UniCL's forward_features channels last.
        let out_planes = self.pooling == Pooling::Mean;
        Reference { hidden: "stage_", skipped: 0, hidden_planes: true, out_planes }
    }

    fn facts(&self, image: [usize; 2]) -> Vec<(&'static str, String)> {
        let (layout, pooling) = match self.pooling {
            Pooling::Mean => ("Florence", "mean of the last map".to_string()),
            Pooling::Projection(width) => ("UniCL", format!("normed mean, projected to {width}, of length one")),
        };
        let windows = |stage| {
            let [rows, columns] = self.grid(image, stage);
            format!("{} on {rows}x{columns}", self.window)
        };
        vec![
            ("layout", format!("DaViT ({layout})")),
            ("widths", format!("{:?}", self.widths)),
            ("depths", format!("{:?}", self.depths)),
            ("heads", format!("{:?}", self.heads)),
            ("groups", format!("{:?}", self.groups)),
            ("mlp", format!("{} times the width (Gelu)", self.mlp_ratio)),
            ("patches", format!("{:?} at strides {:?}", self.patch_sizes, self.strides)),
            ("windows", (0..self.depths.len()).map(windows).collect::<Vec<_>>().join(", ")),
            ("pooling", pooling),
            ("norm eps", format!("{EPS:e}")),
        ]
    }

    fn default_processor(&self) -> Processor {
        let family = if self.pooling == Pooling::Mean { "Florence-2" } else { "MedImageInsight" };
        Processor { mean: IMAGENET_MEAN, std: IMAGENET_STD, ..Processor::exact(self.image_size, family) }
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
