//! What each layout calls a vision transformer's tensors (MODELS: transformers, timm, open_clip).

use super::config::Layout;
use crate::weights::{Weights, prefix};

/// The keys of one layout, behind the prefix that the file uses.
pub(super) struct Names {
    layout: Layout,
    prefix: String,
}

impl Names {
    /// Finds the file's own prefix by a key that every file of the layout has.
    pub fn find(layout: Layout, weights: &Weights) -> Self {
        let candidates: &[&str] = match layout {
            Layout::Dinov2 => &["", "dinov2.", "dinov2_with_registers.", "backbone.", "encoder."],
            Layout::Siglip | Layout::Clip => &["", "vision_model.", "model.vision_model."],
            Layout::HfVit => &["", "vit."],
            Layout::Timm => &["", "module.", "backbone."],
            Layout::OpenClip => &["visual.trunk.", "trunk.", ""],
        };
        let mut names = Self { layout, prefix: String::new() };
        let probe = format!("{}.weight", names.patch());
        // Nothing found: the first tensor asked for is reported missing under the layout's plain name.
        names.prefix = prefix(weights, candidates, &probe).unwrap_or_else(|| candidates[0].to_string());
        names
    }

    fn hf(&self) -> bool {
        matches!(self.layout, Layout::Dinov2 | Layout::HfVit)
    }

    fn timm(&self) -> bool {
        matches!(self.layout, Layout::Timm | Layout::OpenClip)
    }

    fn pick(&self, hf: &str, clip: &str, timm: &str) -> String {
        let name = if self.hf() {
            hf
        } else if self.timm() {
            timm
        } else {
            clip
        };
        format!("{}{name}", self.prefix)
    }

    /// The patch embedding's convolution.
    pub fn patch(&self) -> String {
        self.pick("embeddings.patch_embeddings.projection", "embeddings.patch_embedding", "patch_embed.proj")
    }

    /// The class token.
    pub fn cls(&self) -> String {
        self.pick("embeddings.cls_token", "embeddings.class_embedding", "cls_token")
    }

    /// The register tokens.
    pub fn registers(&self) -> String {
        self.pick("embeddings.register_tokens", "embeddings.register_tokens", "reg_token")
    }

    /// The table of positions.
    pub fn positions(&self) -> String {
        self.pick("embeddings.position_embeddings", "embeddings.position_embedding.weight", "pos_embed")
    }

    /// Parameters that only pretraining uses.
    pub fn mask(&self) -> String {
        self.pick("embeddings.mask_token", "embeddings.mask_token", "mask_token")
    }

    /// CLIP's norm before the first block (the name is the checkpoint's).
    pub fn pre_norm(&self) -> String {
        self.pick("pre_layernorm", "pre_layrnorm", "norm_pre")
    }

    /// The norm after the last block.
    pub fn norm(&self) -> String {
        self.pick("layernorm", "post_layernorm", "norm")
    }

    /// The norm after the mean of the tokens.
    pub fn mean_norm(&self) -> String {
        self.pick("fc_norm", "fc_norm", "fc_norm")
    }

    /// A tensor of the pooling head.
    pub fn head(&self, name: &str) -> String {
        match self.layout {
            // The projection lies beside the trunk, not in it.
            Layout::OpenClip => format!("{}head.{name}", self.prefix.strip_suffix("trunk.").unwrap_or(&self.prefix)),
            Layout::HfVit => format!("{}pooler.{name}", self.prefix),
            _ => format!("{}head.{name}", self.prefix),
        }
    }

    /// The layer called `part` in block `index`.
    pub fn block(&self, index: usize, part: Part) -> String {
        let block = self.pick("encoder.layer", "encoder.layers", "blocks");
        let name = match (self.layout, part) {
            (Layout::HfVit, Part::Norm1) => "layernorm_before",
            (Layout::HfVit, Part::Norm2) => "layernorm_after",
            (Layout::HfVit, Part::Fc1) => "intermediate.dense",
            (Layout::HfVit, Part::Fc2) => "output.dense",
            (Layout::Siglip | Layout::Clip, Part::Norm1) => "layer_norm1",
            (Layout::Siglip | Layout::Clip, Part::Norm2) => "layer_norm2",
            (_, Part::Norm1) => "norm1",
            (_, Part::Norm2) => "norm2",
            (Layout::Dinov2, Part::GatedFc1) => "mlp.weights_in",
            (Layout::Dinov2, Part::GatedFc2) => "mlp.weights_out",
            (_, Part::Fc1 | Part::GatedFc1) => "mlp.fc1",
            (_, Part::Fc2 | Part::GatedFc2) => "mlp.fc2",
            (Layout::Dinov2, Part::LayerScale1) => "layer_scale1.lambda1",
            (Layout::Dinov2, Part::LayerScale2) => "layer_scale2.lambda1",
            (_, Part::LayerScale1) => "ls1.gamma",
            (_, Part::LayerScale2) => "ls2.gamma",
            (Layout::Dinov2 | Layout::HfVit, Part::Output) => "attention.output.dense",
            (Layout::Siglip | Layout::Clip, Part::Output) => "self_attn.out_proj",
            (Layout::Timm | Layout::OpenClip, Part::Output) => "attn.proj",
        };
        format!("{block}.{index}.{name}")
    }

    /// The projections to query, key and value: one fused layer, or three.
    pub fn qkv(&self, index: usize) -> Vec<String> {
        let (attention, names): (String, &[&str]) = match self.layout {
            Layout::Timm | Layout::OpenClip => (format!("{}blocks.{index}.attn", self.prefix), &["qkv"]),
            Layout::Dinov2 | Layout::HfVit => {
                (format!("{}encoder.layer.{index}.attention.attention", self.prefix), &["query", "key", "value"])
            }
            Layout::Siglip | Layout::Clip => {
                (format!("{}encoder.layers.{index}.self_attn", self.prefix), &["q_proj", "k_proj", "v_proj"])
            }
        };
        names.iter().map(|name| format!("{attention}.{name}")).collect()
    }
}

/// A layer of a block.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Norm1,
    Norm2,
    Output,
    LayerScale1,
    LayerScale2,
    Fc1,
    Fc2,
    GatedFc1,
    GatedFc2,
}
