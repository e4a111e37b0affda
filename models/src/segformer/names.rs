//! What transformers calls a SegFormer's tensors.

use crate::weights::{Weights, prefix};

/// The encoder's keys and the decoder's, behind the prefixes that the file uses.
pub(super) struct Names {
    prefix: String,
    /// Of the decoder's keys, without the last dot.
    pub decoder: String,
}

impl Names {
    /// Finds the file's own prefix by a key that every file has.
    pub fn find(weights: &Weights) -> Self {
        let candidates = ["", "segformer.", "backbone.", "model."];
        // Nothing found: the first tensor asked for is reported missing under its plain name.
        let found = prefix(weights, &candidates, "encoder.patch_embeddings.0.proj.weight");
        let decoder = prefix(weights, &["decode_head."], "linear_c.0.proj.weight");
        let decoder = decoder.as_deref().map_or("decode_head", |found| found.trim_end_matches('.')).to_string();
        Self { prefix: found.unwrap_or_default(), decoder }
    }

    /// `proj` or `layer_norm` of the patches that lead into `stage`.
    pub fn patches(&self, stage: usize, part: &str) -> String {
        format!("{}encoder.patch_embeddings.{stage}.{part}", self.prefix)
    }

    /// The norm at the end of `stage`.
    pub fn norm(&self, stage: usize) -> String {
        format!("{}encoder.layer_norm.{stage}", self.prefix)
    }

    /// The layer called `part` in block `index` of `stage`.
    pub fn block(&self, [stage, index]: [usize; 2], part: &str) -> String {
        format!("{}encoder.block.{stage}.{index}.{part}", self.prefix)
    }
}
