//! What each layout calls a Swin Transformer's tensors (transformers, timm).

use super::config::Layout;
use crate::weights::{Weights, prefix};

/// The keys of one layout, behind the prefix that the file uses.
pub(super) struct Names {
    layout: Layout,
    prefix: String,
    /// Whether patch merging stands under the stage before it: timm before 0.8, and the original, have it there.
    merges_before: bool,
}

impl Names {
    /// Finds the file's own prefix by a key that every file of the layout has.
    pub fn find(layout: Layout, weights: &Weights) -> Self {
        let candidates: &[&str] = match layout {
            Layout::Transformers => &["", "swin.", "swinv2.", "backbone."],
            Layout::Timm => &["", "module.", "backbone.", "model."],
        };
        let mut names = Self { layout, prefix: String::new(), merges_before: true };
        let probe = format!("{}.weight", names.patch());
        // Nothing found: the first tensor asked for is reported missing under the layout's plain name.
        names.prefix = prefix(weights, candidates, &probe).unwrap_or_default();
        names.merges_before = layout == Layout::Transformers
            || weights.contains(&format!("{}layers.0.downsample.reduction.weight", names.prefix));
        names
    }

    fn pick(&self, transformers: &str, timm: &str) -> String {
        let name = if self.layout == Layout::Timm { timm } else { transformers };
        format!("{}{name}", self.prefix)
    }

    /// The patch embedding's convolution.
    pub fn patch(&self) -> String {
        self.pick("embeddings.patch_embeddings.projection", "patch_embed.proj")
    }

    /// The norm of the embedded patches.
    pub fn patch_norm(&self) -> String {
        self.pick("embeddings.norm", "patch_embed.norm")
    }

    /// A parameter that only pretraining uses.
    pub fn mask(&self) -> String {
        self.pick("embeddings.mask_token", "mask_token")
    }

    /// The norm after the last block.
    pub fn norm(&self) -> String {
        self.pick("layernorm", "norm")
    }

    /// `norm` or `reduction` of the patch merging that leads into `stage`.
    pub fn merge(&self, stage: usize, part: &str) -> String {
        let under = if self.merges_before { stage - 1 } else { stage };
        format!("{}.{under}.downsample.{part}", self.pick("encoder.layers", "layers"))
    }

    /// The layer called `part` in block `index` of `stage`.
    pub fn block(&self, [stage, index]: [usize; 2], part: Part) -> String {
        let names = match part {
            Part::Norm1 => ["layernorm_before", "norm1"],
            Part::Norm2 => ["layernorm_after", "norm2"],
            Part::Table => ["attention.self.relative_position_bias_table", "attn.relative_position_bias_table"],
            Part::BiasFc1 => ["attention.self.continuous_position_bias_mlp.0", "attn.cpb_mlp.0"],
            Part::BiasFc2 => ["attention.self.continuous_position_bias_mlp.2", "attn.cpb_mlp.2"],
            Part::LogitScale => ["attention.self.logit_scale", "attn.logit_scale"],
            Part::QueryBias => ["attention.self.query.bias", "attn.q_bias"],
            Part::ValueBias => ["attention.self.value.bias", "attn.v_bias"],
            Part::Output => ["attention.output.dense", "attn.proj"],
            Part::Fc1 => ["intermediate.dense", "mlp.fc1"],
            Part::Fc2 => ["output.dense", "mlp.fc2"],
        };
        let name = names[usize::from(self.layout == Layout::Timm)];
        format!("{}.{stage}.blocks.{index}.{name}", self.pick("encoder.layers", "layers"))
    }

    /// The projections to query, key and value: one fused layer, or three.
    pub fn qkv(&self, [stage, index]: [usize; 2]) -> Vec<String> {
        let block = format!("{}.{stage}.blocks.{index}", self.pick("encoder.layers", "layers"));
        match self.layout {
            Layout::Timm => vec![format!("{block}.attn.qkv")],
            Layout::Transformers => ["query", "key", "value"].map(|p| format!("{block}.attention.self.{p}")).into(),
        }
    }
}

/// A layer of a block.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Norm1,
    Norm2,
    Table,
    BiasFc1,
    BiasFc2,
    LogitScale,
    QueryBias,
    ValueBias,
    Output,
    Fc1,
    Fc2,
}
