//! What a SegFormer's configuration says: sizes by stage, and of its decoder.

use std::path::Path;

use roentgen_kernels::conv::Window;

use crate::config::{
    Family, FeatureMap, Reference, Stage, check_lists, check_parts, check_sizes, grid_behind, stage_maps,
};
use crate::decoders::MlpConfig;
use crate::error::{Error, Result};
use crate::json::Fields;
use crate::operations::{Operation, times};
use crate::processor::{Filter, IMAGENET_MEAN, IMAGENET_STD, Processor};

/// A SegFormer: the Mix Transformer (MiT), and its decoder where the model has one.
#[derive(Clone, Debug, PartialEq)]
pub struct SegFormerConfig {
    /// Height and width in pixels that it was pretrained for, which its files do not say.
    pub image_size: [usize; 2],
    /// Channels of each stage.
    pub widths: Vec<usize>,
    /// Blocks of each stage.
    pub depths: Vec<usize>,
    /// Attention heads of each stage.
    pub heads: Vec<usize>,
    /// How many tokens along an axis become one key and value, by stage.
    pub reductions: Vec<usize>,
    /// Sides of the overlapping patches that lead into each stage, in pixels of its input.
    pub patch_sizes: Vec<usize>,
    /// From one such patch to the next.
    pub strides: Vec<usize>,
    /// Channels between the MLP's two projections, as a multiple of the stage's.
    pub mlp_ratios: Vec<usize>,
    /// The decoder's width and classes, where the model has one.
    pub decoder: Option<[usize; 2]>,
}

/// Epsilon of every norm: the reference takes PyTorch's default, whatever `layer_norm_eps` says.
pub(super) const EPS: f32 = 1e-5;

/// Side of the depthwise convolution's window in the MLP.
pub(super) const KERNEL: usize = 3;

impl SegFormerConfig {
    /// MiT (arXiv 2105.15203) in the sizes of the paper: channels of the first stage (32 in B0, 64 in the others) and blocks
    /// of each stage; without a decoder.
    pub fn mit(width: usize, depths: [usize; 4]) -> Self {
        Self {
            image_size: [512; 2],
            widths: vec![width, 2 * width, 5 * width, 8 * width],
            depths: depths.to_vec(),
            heads: vec![1, 2, 5, 8],
            reductions: vec![8, 4, 2, 1],
            patch_sizes: vec![7, 3, 3, 3],
            strides: vec![4, 2, 2, 2],
            mlp_ratios: vec![4; 4],
            decoder: None,
        }
    }

    /// How the patches that lead into `stage` lie.
    pub fn window(&self, stage: usize) -> Window {
        let kernel = self.patch_sizes[stage];
        Window { kernel, stride: self.strides[stage], padding: kernel / 2 }
    }

    /// Rows and columns of `stage` for an image of `[height, width]` pixels.
    pub fn grid(&self, image: [usize; 2], stage: usize) -> [usize; 2] {
        grid_behind(image, (0..=stage).map(|stage| self.window(stage)))
    }

    /// Rows and columns of all stages; edges beyond any image are cut, so that no count of them overflows.
    fn grids(&self, image: [usize; 2]) -> Vec<[usize; 2]> {
        let image = image.map(|edge| edge.min(1 << 20));
        (0..self.depths.len()).map(|stage| self.grid(image, stage)).collect()
    }

    /// Rows and columns of the keys and values of `stage`.
    pub(super) fn reduced(&self, image: [usize; 2], stage: usize) -> [usize; 2] {
        self.grid(image, stage).map(|edge| edge / self.reductions[stage].max(1))
    }

    /// Channels between the MLP's two projections in `stage`.
    pub fn mlp_width(&self, stage: usize) -> usize {
        self.widths[stage] * self.mlp_ratios[stage]
    }

    /// The decoder for this encoder's feature maps, where the model has one.
    pub fn mlp_decoder(&self) -> Option<MlpConfig> {
        self.decoder.map(|[width, classes]| MlpConfig { inputs: self.widths.clone(), width, classes })
    }

    fn transformers(fields: &Fields) -> Result<Self> {
        if fields.size("num_channels")?.is_some_and(|n| n != 3) {
            return Err(fields.wrong("num_channels", "is not 3; models of RGB images are read"));
        }
        if let Some(act) = fields.text("hidden_act")?.filter(|act| *act != "gelu") {
            return Err(fields.wrong("hidden_act", format!("is {act:?}, wanted gelu")));
        }
        let default = Self::mit(32, [2; 4]);
        let sizes = |name, default| -> Result<Vec<usize>> { Ok(fields.sizes(name)?.unwrap_or(default)) };
        let classes = match (fields.object("id2label")?, fields.size("num_labels")?) {
            (Some(labels), _) => labels.names().count(),
            (None, classes) => classes.unwrap_or(2),
        };
        let classes_of_file = fields.get("architectures").and_then(serde_json::Value::as_array);
        let segments =
            classes_of_file.is_some_and(|all| all.iter().any(|one| one == "SegformerForSemanticSegmentation"));
        let width = fields.size("decoder_hidden_size")?.unwrap_or(256);
        Ok(Self {
            widths: sizes("hidden_sizes", default.widths)?,
            depths: sizes("depths", default.depths)?,
            heads: sizes("num_attention_heads", default.heads)?,
            reductions: sizes("sr_ratios", default.reductions)?,
            patch_sizes: sizes("patch_sizes", default.patch_sizes)?,
            strides: sizes("strides", default.strides)?,
            mlp_ratios: sizes("mlp_ratios", default.mlp_ratios)?,
            decoder: segments.then_some([width, classes]),
            image_size: default.image_size,
        })
    }

    /// Parameters of what leads into `stage`, of its blocks and of its norm.
    fn parameters_of(&self, stage: usize) -> u64 {
        let (width, mlp, side) = (self.widths[stage], self.mlp_width(stage), self.patch_sizes[stage]);
        let before = if stage == 0 { 3 } else { self.widths[stage - 1] };
        let reduction = match self.reductions[stage] {
            1 => 0,
            side => times(&[side, side, width, width]) + 3 * width as u64,
        };
        let attention = times(&[4, width, width]) + 4 * width as u64 + reduction;
        let mix = times(&[2, width, mlp]) + (width + mlp) as u64 + times(&[KERNEL * KERNEL + 1, mlp]);
        let block = 4 * width as u64 + attention + mix;
        times(&[side, side, before, width]) + 5 * width as u64 + self.depths[stage] as u64 * block
    }
}

/// The value of transformers' `model_type` that is read.
pub(crate) const MODEL_TYPES: [&str; 1] = ["segformer"];

/// transformers' configuration of `model_type`, where it is this one; a field that is missing has its configuration class's
/// default.
pub(crate) fn read_transformers(model_type: &str, fields: &Fields) -> Result<Option<SegFormerConfig>> {
    if MODEL_TYPES.contains(&model_type) { SegFormerConfig::transformers(fields).map(Some) } else { Ok(None) }
}

impl Family for SegFormerConfig {
    fn check_at(&self, path: &Path) -> Result<()> {
        let stages = self.depths.len();
        check_sizes(path, &[("stages (depths)", stages, 6)])?;
        let lists: [(&str, &[usize], usize); 7] = [
            ("hidden_sizes", &self.widths, 1 << 12),
            ("depths", &self.depths, 1 << 10),
            ("num_attention_heads", &self.heads, 1 << 12),
            ("sr_ratios", &self.reductions, 1 << 6),
            ("patch_sizes", &self.patch_sizes, 1 << 6),
            ("strides", &self.strides, 1 << 6),
            ("mlp_ratios", &self.mlp_ratios, 1 << 6),
        ];
        check_lists(path, stages, &lists)?;
        for (stage, (width, heads)) in self.widths.iter().zip(&self.heads).enumerate() {
            check_parts(path, stage, *width, *heads, "heads")?;
        }
        match self.decoder {
            None => Ok(()),
            Some([width, classes]) => {
                check_sizes(path, &[("decoder_hidden_size", width, 1 << 14), ("classes (id2label)", classes, 1 << 14)])
            }
        }
    }

    fn check_image(&self, image: [usize; 2]) -> Result<()> {
        for stage in 0..self.depths.len() {
            let ([rows, columns], side) = (self.grid(image, stage), self.reductions[stage]);
            if rows.min(columns) < side {
                let message = format!(
                    "an image of {}x{} pixels cannot be taken: stage {} of {rows}x{columns} tokens is smaller than the \
                     {side}x{side} that become one key",
                    image[0],
                    image[1],
                    stage + 1
                );
                return Err(Error::Unsupported(message));
            }
        }
        Ok(())
    }

    fn image_size(&self) -> [usize; 2] {
        self.image_size
    }

    fn embedding_width(&self) -> usize {
        self.widths[self.widths.len() - 1]
    }

    fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        let [rows, columns] = self.grid(image, self.depths.len() - 1);
        vec![rows, columns, self.embedding_width()]
    }

    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        let stride = |stage| self.strides[..=stage].iter().product();
        stage_maps(self.widths.iter().copied(), stride, |stage| self.grid(image, stage))
    }

    fn stages(&self, image: [usize; 2]) -> Vec<Stage> {
        let tokens = |stage| self.grid(image, stage).iter().product();
        let of = |(stage, width): (usize, &usize)| Stage {
            tokens: tokens(stage),
            width: *width,
            widest: self.mlp_width(stage).max(3 * width),
        };
        let decoder = self.decoder.map(|[width, _]| Stage { tokens: tokens(0), width, widest: width });
        self.widths.iter().enumerate().map(of).chain(decoder).collect()
    }

    fn parameters(&self) -> u64 {
        let encoder: u64 = (0..self.depths.len()).map(|stage| self.parameters_of(stage)).sum();
        encoder + self.mlp_decoder().map_or(0, |decoder| decoder.parameters())
    }

    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.launches(image, batch)
    }

    fn decoder_operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.mlp_decoder().map_or_else(Vec::new, |decoder| decoder.operations(&self.grids(image), batch))
    }

    fn spared_flops(&self, image: [usize; 2]) -> u64 {
        self.mlp_decoder().map_or(0, |decoder| decoder.spared_flops(&self.grids(image)))
    }

    fn reference(&self) -> Reference {
        Reference { hidden: "hidden_", skipped: 0, hidden_planes: true, out_planes: true }
    }

    fn facts(&self, _: [usize; 2]) -> Vec<(&'static str, String)> {
        let decoder = match self.decoder {
            None => "none".to_string(),
            Some([width, classes]) => format!("{width} channels, {classes} classes"),
        };
        vec![
            ("layout", "SegFormer (Transformers)".to_string()),
            ("widths", format!("{:?}", self.widths)),
            ("depths", format!("{:?}", self.depths)),
            ("heads", format!("{:?}", self.heads)),
            ("mlp", format!("{:?} times the width, depthwise {KERNEL}x{KERNEL} (Gelu)", self.mlp_ratios)),
            ("patches", format!("{:?} at strides {:?}", self.patch_sizes, self.strides)),
            ("keys and values", format!("reduced by {:?} along each axis", self.reductions)),
            ("decoder", decoder),
            ("pooling", "mean of the last norm".to_string()),
            ("norm eps", format!("{EPS:e}")),
        ]
    }

    fn default_processor(&self) -> Processor {
        let (mean, std) = (IMAGENET_MEAN, IMAGENET_STD);
        Processor {
            filter: Filter::Bilinear,
            mean,
            std,
            ..Processor::exact(self.image_size, "transformers' SegFormer")
        }
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
