//! What a vision transformer's configuration says: sizes, activation, tokens, pooling.

use std::path::Path;

use crate::config::{Family, FeatureMap, Reference, Stage, check_eps, check_sizes};
use crate::error::{Error, Result};
use crate::operations::Operation;
use crate::processor::{CLIP_MEAN, CLIP_STD, CropRounding, Filter, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};

/// Whose names and order of operations the checkpoint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// transformers `dinov2` and `dinov2_with_registers`.
    Dinov2,
    /// transformers `dinov3_vit`.
    Dinov3,
    /// transformers `siglip_vision_model`, alone or inside `siglip` (under `vision_model.`).
    Siglip,
    /// transformers `clip_vision_model`, alone or inside `clip` (under `vision_model.`).
    Clip,
    /// transformers `vit`.
    HfVit,
    /// timm `VisionTransformer`.
    Timm,
    /// timm `VisionTransformer` inside open_clip, under `visual.trunk.`.
    OpenClip,
}

/// The activation of the MLP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// `x Φ(x)` with the error function.
    Gelu,
    /// GELU's approximation with tanh.
    GeluTanh,
    /// `x sigmoid(1.702 x)`.
    QuickGelu,
    /// SwiGLU: one projection to twice [`VitConfig::mlp_width`], whose first half passes SiLU and multiplies the second.
    SiluGated,
}

/// How the embedding of an image comes from its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The class token after the final norm.
    ClsNorm,
    /// The class token after the final norm, a dense layer and tanh (transformers `ViTPooler`), where the file has it.
    ClsTanh,
    /// The class token after `post_layernorm`, which the last hidden state itself does not pass (CLIP).
    ClsPostNorm,
    /// SigLIP's head: a learned probe attends to the normed tokens, then a residual MLP.
    Attention,
    /// The class token after the final norm, projected without bias to this width (open_clip `head.proj`).
    ClsProjection(usize),
    /// The mean of the tokens after the first `prefix`, then `fc_norm`; there is no norm before (timm, pooling `avg`).
    Mean {
        /// Class and register tokens, which the mean leaves out.
        prefix: usize,
    },
    /// No embedding; the tokens after the final norm are all there is.
    None,
}

/// How tokens learn where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Position {
    /// A learned table, added to the tokens; resized, bicubic and without aligned corners, to another grid of patches.
    Table {
        /// Rows of the table for class and register tokens, before those of the patches: 1 for most, 0 for SigLIP and
        /// timm's `no_embed_class`, class and registers together in timm otherwise.
        prefix: usize,
        /// Whether the resize is antialiased: timm and DINOv2 with registers do it, transformers' others do not.
        antialias: bool,
    },
    /// Queries and keys of the patches turned by their rows and columns (RoPE, arXiv 2104.09864, as DINOv3 has it).
    Rotary {
        /// How much longer the longest wave is than the shortest, about; the shortest is half the image.
        theta: f32,
    },
}

/// A vision transformer.
#[derive(Clone, Debug, PartialEq)]
pub struct VitConfig {
    /// Names and order of operations.
    pub layout: Layout,
    /// Height and width in pixels that the table of positions was made for.
    pub image_size: [usize; 2],
    /// Edge of a square patch in pixels; also the stride.
    pub patch_size: usize,
    /// Channels of a token.
    pub width: usize,
    /// Blocks.
    pub depth: usize,
    /// Attention heads; each has `width / heads` channels.
    pub heads: usize,
    /// Channels between the MLP's two projections (with [`Activation::SiluGated`]: after the gate).
    pub mlp_width: usize,
    /// Epsilon of every layer norm.
    pub eps: f32,
    /// The MLP's activation.
    pub activation: Activation,
    /// Whether a class token comes first.
    pub cls_token: bool,
    /// Register tokens between the class token and the patches.
    pub registers: usize,
    /// Whether each branch is scaled by a learned vector before it is added.
    pub layer_scale: bool,
    /// Whether query, key and value have biases.
    pub qkv_bias: [bool; 3],
    /// How tokens learn where they are.
    pub position: Position,
    /// Whether a norm precedes the first block (CLIP); the patch embedding has no bias then.
    pub pre_norm: bool,
    /// How tokens become the embedding.
    pub pooling: Pooling,
    /// Channels of the embedding.
    pub embedding_width: usize,
}

impl VitConfig {
    /// DINOv2 (arXiv 2304.07193), patch 14, pretrained for 518 pixels.
    pub fn dinov2(width: usize, depth: usize, heads: usize) -> Self {
        Self {
            layout: Layout::Dinov2,
            image_size: [518; 2],
            patch_size: 14,
            width,
            depth,
            heads,
            mlp_width: 4 * width,
            eps: 1e-6,
            activation: Activation::Gelu,
            cls_token: true,
            registers: 0,
            layer_scale: true,
            qkv_bias: [true; 3],
            position: Position::Table { prefix: 1, antialias: false },
            pre_norm: false,
            pooling: Pooling::ClsNorm,
            embedding_width: width,
        }
    }

    /// DINOv3 (arXiv 2508.10104), patch 16, at 224 pixels.
    pub fn dinov3(width: usize, depth: usize, heads: usize) -> Self {
        Self {
            layout: Layout::Dinov3,
            image_size: [224; 2],
            patch_size: 16,
            eps: 1e-5,
            registers: 4,
            qkv_bias: [true, false, true],
            position: Position::Rotary { theta: 100.0 },
            ..Self::dinov2(width, depth, heads)
        }
    }

    /// SigLIP (arXiv 2303.15343) of `width`, `depth`, `heads` and `mlp_width`.
    pub fn siglip([width, depth, heads, mlp_width]: [usize; 4], patch_size: usize, image: usize) -> Self {
        Self {
            layout: Layout::Siglip,
            image_size: [image; 2],
            patch_size,
            mlp_width,
            activation: Activation::GeluTanh,
            cls_token: false,
            layer_scale: false,
            position: Position::Table { prefix: 0, antialias: false },
            pooling: Pooling::Attention,
            ..Self::dinov2(width, depth, heads)
        }
    }

    /// Class and register tokens.
    pub fn prefix_tokens(&self) -> usize {
        usize::from(self.cls_token) + self.registers
    }

    /// Rows and columns of patches in an image of `[height, width]` pixels; a remainder is left out, as the reference's
    /// strided convolution does.
    pub fn grid(&self, image: [usize; 2]) -> [usize; 2] {
        image.map(|edge| edge / self.patch_size.max(1))
    }

    /// Tokens of an image of `[height, width]` pixels, class and registers included.
    pub fn tokens(&self, image: [usize; 2]) -> usize {
        let [rows, columns] = self.grid(image);
        rows.saturating_mul(columns).saturating_add(self.prefix_tokens())
    }

    /// Rows of the table of positions, where there is one.
    pub fn positions(&self) -> usize {
        let [rows, columns] = self.grid(self.image_size);
        match self.position {
            Position::Table { prefix, .. } => rows * columns + prefix,
            Position::Rotary { .. } => 0,
        }
    }

    /// Channels of the MLP's first projection: twice `mlp_width` where it is gated.
    pub fn mlp_in_width(&self) -> usize {
        if self.activation == Activation::SiluGated { 2 * self.mlp_width } else { self.mlp_width }
    }
}

impl Family for VitConfig {
    fn check_at(&self, path: &Path) -> Result<()> {
        let sizes = [
            ("image_size (height)", self.image_size[0], 1 << 15),
            ("image_size (width)", self.image_size[1], 1 << 15),
            ("patch_size", self.patch_size, 1 << 12),
            ("hidden_size", self.width, 1 << 16),
            ("depth", self.depth, 1 << 10),
            ("heads", self.heads, 1 << 12),
            ("mlp width", self.mlp_width, 1 << 18),
            ("embedding width", self.embedding_width, 1 << 16),
        ];
        check_sizes(path, &sizes)?;
        if self.registers > 1 << 10 {
            return Err(Error::config(path, format!("register tokens are {}, wanted at most 1024", self.registers)));
        }
        if !self.width.is_multiple_of(self.heads) {
            let message = format!("hidden_size {} is not a multiple of the {} heads", self.width, self.heads);
            return Err(Error::config(path, message));
        }
        if self.image_size.iter().any(|&edge| edge < self.patch_size) {
            let message = format!(
                "image_size {:?} is below patch_size {}, so there is no patch",
                self.image_size, self.patch_size
            );
            return Err(Error::config(path, message));
        }
        check_eps(path, self.eps)?;
        if let Position::Rotary { theta } = self.position
            && (!(self.width / self.heads).is_multiple_of(4) || !theta.is_finite() || theta <= 0.0)
        {
            let message = "rotary positions want a positive rope_theta and heads whose channels four divides";
            return Err(Error::config(path, message));
        }
        let takes_cls = matches!(
            self.pooling,
            Pooling::ClsNorm | Pooling::ClsTanh | Pooling::ClsPostNorm | Pooling::ClsProjection(_)
        );
        if takes_cls && !self.cls_token {
            return Err(Error::config(path, "pooling takes the class token, but there is none"));
        }
        Ok(())
    }

    fn check_image(&self, image: [usize; 2]) -> Result<()> {
        let ([height, width], patch) = (image, self.patch_size);
        if image.iter().any(|edge| *edge < patch) {
            let message = format!("an image of {height}x{width} pixels is smaller than a patch of {patch}");
            return Err(Error::Unsupported(message));
        }
        // transformers' models leave a remainder out.
        let timm = matches!(self.layout, Layout::Timm | Layout::OpenClip);
        if timm && image.iter().any(|edge| !edge.is_multiple_of(patch)) {
            let message =
                format!("an image of {height}x{width} pixels cannot be taken: timm wants whole patches of {patch}");
            return Err(Error::Unsupported(message));
        }
        Ok(())
    }

    fn image_size(&self) -> [usize; 2] {
        self.image_size
    }

    fn embedding_width(&self) -> usize {
        self.embedding_width
    }

    fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        vec![self.tokens(image), self.width]
    }

    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        vec![FeatureMap { stride: self.patch_size, size: self.grid(image), channels: self.width }]
    }

    fn stages(&self, image: [usize; 2]) -> Vec<Stage> {
        let widest = self.mlp_in_width().max(3 * self.width);
        vec![Stage { tokens: self.tokens(image), width: self.width, widest }]
    }

    /// With DINO's mask token and the pooling head.
    fn parameters(&self) -> u64 {
        let [width, mlp, mlp_in] = [self.width, self.mlp_width, self.mlp_in_width()].map(|n| n as u64);
        let norm = 2 * width;
        let mlp = width * mlp_in + mlp_in + mlp * width + width;
        let biases = 1 + self.qkv_bias.iter().filter(|biased| **biased).count() as u64;
        let attention = 4 * width * width + biases * width;
        let block = 2 * norm + attention + mlp + if self.layer_scale { 2 * width } else { 0 };

        let patch = 3 * (self.patch_size * self.patch_size) as u64 * width + if self.pre_norm { 0 } else { width };
        let mask = u64::from(matches!(self.layout, Layout::Dinov2 | Layout::Dinov3));
        let tokens = (self.positions() as u64 + self.prefix_tokens() as u64 + mask) * width;
        let norms = norm * if self.pre_norm { 2 } else { 1 };
        let head = match self.pooling {
            Pooling::ClsTanh => (width + 1) * self.embedding_width as u64,
            Pooling::ClsProjection(out) => width * out as u64,
            // The probe, an attention with biases, a norm and an MLP as in the blocks.
            Pooling::Attention => width + 4 * width * width + 4 * width + norm + mlp,
            _ => 0,
        };
        patch + tokens + self.depth as u64 * block + norms + head
    }

    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.launches(image, batch)
    }

    fn reference(&self) -> Reference {
        // timm's hidden states are the blocks' outputs; transformers' begin with the embeddings.
        let timm = matches!(self.layout, Layout::Timm | Layout::OpenClip);
        Reference { hidden: "hidden_", skipped: usize::from(timm), hidden_planes: false, out_planes: false }
    }

    fn facts(&self, image: [usize; 2]) -> Vec<(&'static str, String)> {
        vec![
            ("layout", format!("{:?}", self.layout)),
            ("width x depth x heads", format!("{} x {} x {}", self.width, self.depth, self.heads)),
            ("mlp", format!("{} ({:?})", self.mlp_width, self.activation)),
            ("patch", self.patch_size.to_string()),
            ("tokens", format!("{} ({} class and register)", self.tokens(image), self.prefix_tokens())),
            ("positions", format!("{:?}", self.position)),
            ("pooling", format!("{:?}", self.pooling)),
            ("norm eps", format!("{:e}", self.eps)),
        ]
    }

    fn default_processor(&self) -> Processor {
        let size = self.image_size;
        let short = size[0].min(size[1]);
        match self.layout {
            Layout::Dinov2 => {
                // DINOv2 was trained to 518 in its last phase only; its published processor is the one for 224.
                let crop = if size == [518, 518] { [224, 224] } else { size };
                let edge = (crop[0].min(crop[1]) * 8).div_ceil(7);
                let resize = Resize::ShortestEdge(edge);
                Processor { resize, mean: IMAGENET_MEAN, std: IMAGENET_STD, ..Processor::cropped(crop, "DINOv2") }
            }
            Layout::Dinov3 => {
                let (mean, std) = (IMAGENET_MEAN, IMAGENET_STD);
                Processor { filter: Filter::Bilinear, mean, std, ..Processor::exact(size, "DINOv3") }
            }
            Layout::Siglip => Processor::exact(size, "SigLIP"),
            Layout::Clip => Processor { mean: CLIP_MEAN, std: CLIP_STD, ..Processor::cropped(size, "CLIP") },
            Layout::HfVit => Processor { filter: Filter::Bilinear, ..Processor::exact(size, "transformers' ViT") },
            Layout::Timm => {
                // timm's `_cfg` for most: a crop of 0.9 at 224, 0.95 at 256, all at other sizes; DINOv2 has ImageNet's mean.
                let edge = match size {
                    [224, 224] => 248,
                    [256, 256] => 269,
                    _ => short,
                };
                let base = Processor::cropped(size, "timm's vision transformers");
                let dino = self.patch_size == 14 && self.layer_scale;
                let (mean, std) = if dino { (IMAGENET_MEAN, IMAGENET_STD) } else { (base.mean, base.std) };
                let crop_rounding = CropRounding::HalfEven;
                Processor { resize: Resize::ShortestEdge(edge), mean, std, crop_rounding, ..base }
            }
            Layout::OpenClip => Processor {
                mean: CLIP_MEAN,
                std: CLIP_STD,
                crop_rounding: CropRounding::HalfEven,
                ..Processor::cropped(size, "open_clip")
            },
        }
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
