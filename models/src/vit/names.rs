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
            Layout::Dinov3 => &["", "model.", "backbone."],
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

    /// The name in DINOv2 and transformers' ViT, in SigLIP and CLIP, in timm, and in DINOv3.
    fn pick(&self, hf: &str, clip: &str, timm: &str, dinov3: &str) -> String {
        let name = match self.layout {
            Layout::Dinov2 | Layout::HfVit => hf,
            Layout::Siglip | Layout::Clip => clip,
            Layout::Timm | Layout::OpenClip => timm,
            Layout::Dinov3 => dinov3,
        };
        format!("{}{name}", self.prefix)
    }

    /// The patch embedding's convolution.
    pub fn patch(&self) -> String {
        self.pick(
            "embeddings.patch_embeddings.projection",
            "embeddings.patch_embedding",
            "patch_embed.proj",
            "embeddings.patch_embeddings",
        )
    }

    /// The class token.
    pub fn cls(&self) -> String {
        self.pick("embeddings.cls_token", "embeddings.class_embedding", "cls_token", "embeddings.cls_token")
    }

    /// The register tokens.
    pub fn registers(&self) -> String {
        self.pick("embeddings.register_tokens", "embeddings.register_tokens", "reg_token", "embeddings.register_tokens")
    }

    /// The table of positions.
    pub fn positions(&self) -> String {
        self.pick(
            "embeddings.position_embeddings",
            "embeddings.position_embedding.weight",
            "pos_embed",
            "embeddings.position_embeddings",
        )
    }

    /// Parameters that only pretraining uses.
    pub fn mask(&self) -> String {
        self.pick("embeddings.mask_token", "embeddings.mask_token", "mask_token", "embeddings.mask_token")
    }

    /// CLIP's norm before the first block (the name is the checkpoint's).
    pub fn pre_norm(&self) -> String {
        self.pick("pre_layernorm", "pre_layrnorm", "norm_pre", "norm_pre")
    }

    /// The norm after the last block.
    pub fn norm(&self) -> String {
        self.pick("layernorm", "post_layernorm", "norm", "norm")
    }

    /// The norm after the mean of the tokens.
    pub fn mean_norm(&self) -> String {
        self.pick("fc_norm", "fc_norm", "fc_norm", "fc_norm")
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
        let block = self.pick("encoder.layer", "encoder.layers", "blocks", "layer");
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
            (Layout::Dinov3, Part::Fc1) => "mlp.up_proj",
            (Layout::Dinov3, Part::GatedFc1) => "mlp.gate_proj",
            (Layout::Dinov3, Part::Fc2 | Part::GatedFc2) => "mlp.down_proj",
            (_, Part::Fc1 | Part::GatedFc1) => "mlp.fc1",
            (_, Part::Fc2 | Part::GatedFc2) => "mlp.fc2",
            (Layout::Dinov2 | Layout::Dinov3, Part::LayerScale1) => "layer_scale1.lambda1",
            (Layout::Dinov2 | Layout::Dinov3, Part::LayerScale2) => "layer_scale2.lambda1",
            (_, Part::LayerScale1) => "ls1.gamma",
            (_, Part::LayerScale2) => "ls2.gamma",
            (Layout::Dinov2 | Layout::HfVit, Part::Output) => "attention.output.dense",
            (Layout::Siglip | Layout::Clip, Part::Output) => "self_attn.out_proj",
            (Layout::Timm | Layout::OpenClip, Part::Output) => "attn.proj",
            (Layout::Dinov3, Part::Output) => "attention.o_proj",
        };
        format!("{block}.{index}.{name}")
    }

    /// The projections to query, key and value: one fused layer, or three.
    pub fn qkv(&self, index: usize) -> Vec<String> {
        let block = format!("{}.{index}", self.pick("encoder.layer", "encoder.layers", "blocks", "layer"));
        let (attention, names): (&str, &[&str]) = match self.layout {
            Layout::Timm | Layout::OpenClip => ("attn", &["qkv"]),
            Layout::Dinov2 | Layout::HfVit => ("attention.attention", &["query", "key", "value"]),
            Layout::Dinov3 => ("attention", &["q_proj", "k_proj", "v_proj"]),
            Layout::Siglip | Layout::Clip => ("self_attn", &["q_proj", "k_proj", "v_proj"]),
        };
        names.iter().map(|name| format!("{block}.{attention}.{name}")).collect()
    }

    /// The MLP's first layer: one, or DINOv3's two of a gated one, the gate first.
    pub fn fc1(&self, index: usize, gated: bool) -> Vec<String> {
        match (self.layout, gated) {
            (Layout::Dinov3, true) => vec![self.block(index, Part::GatedFc1), self.block(index, Part::Fc1)],
            (_, true) => vec![self.block(index, Part::GatedFc1)],
            (_, false) => vec![self.block(index, Part::Fc1)],
        }
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
