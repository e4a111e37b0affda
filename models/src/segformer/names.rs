//! What transformers calls a SegFormer's tensors.

use crate::weights::{Weights, prefix};

/// The encoder's keys, behind the prefix that the file uses.
pub(super) struct Names {
    prefix: String,
}

impl Names {
    /// Finds the file's own prefix by a key that every file has.
    pub fn find(weights: &Weights) -> Self {
        let candidates = ["", "segformer.", "backbone.", "model."];
        // Nothing found: the first tensor asked for is reported missing under its plain name.
        let found = prefix(weights, &candidates, "encoder.patch_embeddings.0.proj.weight");
        Self { prefix: found.unwrap_or_default() }
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
