//! What each layout calls a ConvNeXt's tensors (transformers, transformers' DINOv3, timm).

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
            Layout::Transformers => &["", "convnext.", "convnextv2.", "backbone."],
            Layout::Dinov3 => &["", "model.", "backbone."],
            Layout::Timm => &["", "module.", "backbone.", "model."],
        };
        let mut names = Self { layout, prefix: String::new() };
        let probe = format!("{}.weight", names.patch());
        // Nothing found: the first tensor asked for is reported missing under the layout's plain name.
        names.prefix = prefix(weights, candidates, &probe).unwrap_or_default();
        names
    }

    fn pick(&self, transformers: &str, dinov3: &str, timm: &str) -> String {
        let name = match self.layout {
            Layout::Transformers => transformers,
            Layout::Dinov3 => dinov3,
            Layout::Timm => timm,
        };
        format!("{}{name}", self.prefix)
    }

    /// The patch embedding's convolution.
    pub fn patch(&self) -> String {
        self.pick("embeddings.patch_embeddings", "stages.0.downsample_layers.0", "stem.0")
    }

    /// The norm of the embedded patches.
    pub fn patch_norm(&self) -> String {
        self.pick("embeddings.layernorm", "stages.0.downsample_layers.1", "stem.1")
    }

    /// The norm after the last block, of what is pooled.
    pub fn norm(&self) -> String {
        self.pick("layernorm", "layer_norm", "head.norm")
    }

    fn stage(&self, stage: usize) -> String {
        format!("{}.{stage}", self.pick("encoder.stages", "stages", "stages"))
    }

    /// The norm (0) or the convolution (1) that leads into `stage`, which is not the first.
    pub fn downsample(&self, stage: usize, layer: usize) -> String {
        let name = match self.layout {
            Layout::Transformers => "downsampling_layer",
            Layout::Dinov3 => "downsample_layers",
            Layout::Timm => "downsample",
        };
        format!("{}.{name}.{layer}", self.stage(stage))
    }

    /// The layer called `part` in block `index` of `stage`.
    pub fn block(&self, [stage, index]: [usize; 2], part: Part) -> String {
        let [transformers, dinov3, timm] = match part {
            Part::Depthwise => ["dwconv", "depthwise_conv", "conv_dw"],
            Part::Norm => ["layernorm", "layer_norm", "norm"],
            Part::Fc1 => ["pwconv1", "pointwise_conv1", "mlp.fc1"],
            Part::Fc2 => ["pwconv2", "pointwise_conv2", "mlp.fc2"],
            Part::LayerScale => ["layer_scale_parameter", "gamma", "gamma"],
            Part::ResponseNorm => ["grn", "grn", "mlp.grn"],
        };
        match self.layout {
            Layout::Transformers => format!("{}.layers.{index}.{transformers}", self.stage(stage)),
            Layout::Dinov3 => format!("{}.layers.{index}.{dinov3}", self.stage(stage)),
            Layout::Timm => format!("{}.blocks.{index}.{timm}", self.stage(stage)),
        }
    }
}

/// A layer of a block.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Depthwise,
    Norm,
    Fc1,
    Fc2,
    LayerScale,
    ResponseNorm,
}
