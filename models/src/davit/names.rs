//! What a DaViT's tensors are called: in UniCL's code (MedImageInsight, the first Florence-2) and in transformers.

use crate::weights::{Weights, prefix};

/// The keys of one layout, behind the prefix that the file uses.
pub(super) struct Names {
    prefix: String,
    unicl: bool,
}

/// Which of a stage's two kinds of blocks.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Spatial,
    Channel,
}

/// A layer of a block.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Position1,
    Norm1,
    Qkv,
    Output,
    Position2,
    Norm2,
    Fc1,
    Fc2,
}

impl Names {
    /// Finds the file's naming and prefix by a key that every file of either has.
    pub fn find(weights: &Weights) -> Self {
        let candidates = ["image_encoder.", "", "vision_tower.", "model.vision_tower.", "backbone."];
        let of = |unicl: bool| {
            let probe = if unicl { "convs.0.proj.weight" } else { "convs.0.conv.weight" };
            prefix(weights, &candidates, probe).map(|prefix| Self { prefix, unicl })
        };
        // Nothing found: the first tensor asked for is reported missing under MedImageInsight's name.
        of(true).or_else(|| of(false)).unwrap_or(Self { prefix: candidates[0].to_string(), unicl: true })
    }

    /// The convolution of the patches that lead into `stage`.
    pub fn patches(&self, stage: usize) -> String {
        format!("{}convs.{stage}.{}", self.prefix, if self.unicl { "proj" } else { "conv" })
    }

    /// Their norm.
    pub fn patch_norm(&self, stage: usize) -> String {
        format!("{}convs.{stage}.norm", self.prefix)
    }

    /// The norm of the pooled map.
    pub fn norm(&self) -> String {
        format!("{}norms", self.prefix)
    }

    /// The projection of the pooled map, which stands beside the encoder.
    pub fn projection(&self) -> String {
        let beside = self.prefix.strip_suffix("image_encoder.").unwrap_or(&self.prefix);
        format!("{beside}image_projection")
    }

    /// The layer called `part` in pair `index` of `stage`.
    pub fn block(&self, [stage, index]: [usize; 2], kind: Kind, part: Part) -> String {
        let (block, attention) = match kind {
            Kind::Spatial => ("spatial_block", "window_attn"),
            Kind::Channel => ("channel_block", "channel_attn"),
        };
        let (unicl, transformers) = match part {
            Part::Position1 => ("conv1.fn.dw".to_string(), "conv1".to_string()),
            Part::Norm1 => (format!("{attention}.norm"), "norm1".to_string()),
            Part::Qkv => (format!("{attention}.fn.qkv"), format!("{attention}.qkv")),
            Part::Output => (format!("{attention}.fn.proj"), format!("{attention}.proj")),
            Part::Position2 => ("conv2.fn.dw".to_string(), "conv2".to_string()),
            Part::Norm2 => ("ffn.norm".to_string(), "norm2".to_string()),
            Part::Fc1 => ("ffn.fn.net.fc1".to_string(), "ffn.fc1".to_string()),
            Part::Fc2 => ("ffn.fn.net.fc2".to_string(), "ffn.fc2".to_string()),
        };
        format!("{}blocks.{stage}.{index}.{block}.{}", self.prefix, if self.unicl { unicl } else { transformers })
    }
}
