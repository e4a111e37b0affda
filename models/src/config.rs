//! What a vision transformer's configuration says, whichever library wrote it: sizes, activation, tokens, pooling.
//!
//! [`VitConfig::read`] takes a folder as transformers, timm or open_clip publish it; [`VitConfig::read_arch`] a name, for
//! a bare file of weights. The reference for every default is transformers 5.23, timm 1.0.31 and open_clip.

mod timm;
mod transformers;

use std::path::Path;

use crate::error::{Error, Result};
use crate::json::Fields;

pub(crate) use timm::{input_size, pretrained_cfg};
pub(crate) use transformers::swiglu_width;

/// Whose names and order of operations the checkpoint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// transformers `dinov2` and `dinov2_with_registers`.
    Dinov2,
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

/// The learned table of positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionEmbedding {
    /// Rows of the table for class and register tokens, before those of the patches: 1 for most, 0 for SigLIP and timm's
    /// `no_embed_class`, class and registers together in timm otherwise.
    pub prefix_in_table: usize,
    /// Whether the bicubic resize to another grid is antialiased: timm and DINOv2 with registers do it, transformers'
    /// others do not. None aligns corners.
    pub antialias: bool,
    /// Whether the reference takes images of another size at all. All that are read here do: DINOv2 by itself,
    /// transformers' others with `interpolate_pos_encoding`, timm with `img_size` or `dynamic_img_size`.
    pub interpolate: bool,
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
    pub qkv_bias: bool,
    /// The table of positions.
    pub position: PositionEmbedding,
    /// Whether a norm precedes the first block (CLIP); the patch embedding has no bias then.
    pub pre_norm: bool,
    /// How tokens become the embedding.
    pub pooling: Pooling,
    /// Channels of the embedding.
    pub embedding_width: usize,
}

impl VitConfig {
    /// Reads the configuration in the folder `dir`: `config.json` of transformers, timm or open_clip, else
    /// `open_clip_config.json`.
    ///
    /// # Errors
    /// [`Error::File`] when there is none or it is not JSON, [`Error::Config`] naming a field that cannot be used,
    /// [`Error::Unsupported`] listing what is known for any other model.
    pub fn read(dir: &Path) -> Result<Self> {
        let (config, open_clip) = (dir.join("config.json"), dir.join("open_clip_config.json"));
        match (config.is_file(), open_clip.is_file()) {
            (false, false) => Err(Error::file(
                dir,
                "holds neither config.json nor open_clip_config.json; add it, or name the architecture with --arch",
            )),
            (false, true) => Self::from_fields(&Fields::read(&open_clip)?),
            (true, other) => match Self::from_fields(&Fields::read(&config)?) {
                // Some open_clip repositories carry a config.json of their text model beside their own file.
                Err(Error::Unsupported(_)) if other => Self::from_fields(&Fields::read(&open_clip)?),
                result => result,
            },
        }
    }

    /// The configuration that the name of a preset or of one of timm's architectures implies, such as
    /// `vit_base_patch16_224` (with or without a tag after a dot).
    ///
    /// # Errors
    /// [`Error::Unsupported`] listing what is known.
    pub fn read_arch(name: &str) -> Result<Self> {
        match crate::presets::find(name) {
            Some(preset) => Ok((preset.config)()),
            None => timm::read(name, &Fields::empty(Path::new(name)), None),
        }
    }

    pub(crate) fn from_fields(fields: &Fields) -> Result<Self> {
        let config = if fields.has("model_cfg") {
            timm::read_open_clip(fields)?
        } else if fields.has("architecture") {
            timm::read_hub(fields)?
        } else {
            transformers::read(fields)?
        };
        config.check_at(fields.path())?;
        Ok(config)
    }

    /// Refuses what no model can be: sizes of zero or beyond all reason, a width that the heads do not divide, an image
    /// smaller than a patch, pooling of a class token that is not there.
    ///
    /// # Errors
    /// [`Error::Config`] naming the field.
    pub fn check(&self) -> Result<()> {
        self.check_at(Path::new("configuration"))
    }

    fn check_at(&self, path: &Path) -> Result<()> {
        // The bounds keep every count below within u64, whatever a file says.
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
        for (name, value, most) in sizes {
            if value == 0 || value > most {
                return Err(Error::config(path, format!("{name} is {value}, wanted 1 to {most}")));
            }
        }
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
        if !self.eps.is_finite() || self.eps <= 0.0 {
            return Err(Error::config(path, format!("the norms' eps is {}, wanted a positive number", self.eps)));
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

    /// Rows of the table of positions.
    pub fn positions(&self) -> usize {
        let [rows, columns] = self.grid(self.image_size);
        rows * columns + self.position.prefix_in_table
    }

    /// Channels of the MLP's first projection: twice `mlp_width` where it is gated.
    pub fn mlp_in_width(&self) -> usize {
        if self.activation == Activation::SiluGated { 2 * self.mlp_width } else { self.mlp_width }
    }

    /// Parameters as the reference model counts them: with DINOv2's mask token and the pooling head, without a classifier.
    pub fn parameters(&self) -> u64 {
        let [width, mlp, mlp_in] = [self.width, self.mlp_width, self.mlp_in_width()].map(|n| n as u64);
        let norm = 2 * width;
        let mlp = width * mlp_in + mlp_in + mlp * width + width;
        let attention = 4 * width * width + width + if self.qkv_bias { 3 * width } else { 0 };
        let block = 2 * norm + attention + mlp + if self.layer_scale { 2 * width } else { 0 };

        let patch = 3 * (self.patch_size * self.patch_size) as u64 * width + if self.pre_norm { 0 } else { width };
        let mask = u64::from(self.layout == Layout::Dinov2);
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

    /// Floating-point operations of one image of `[height, width]` pixels forward: two for each multiply-add of the patch
    /// embedding, the linear layers, attention's two products and the pooling head; norms, activations and softmax, less
    /// than a hundredth, are left out. Saturates.
    pub fn flops(&self, image: [usize; 2]) -> u64 {
        crate::operations::flops(&self.operations(image, 1))
    }
}

/// [`Error::Unsupported`] for a model that is none of those known.
pub(crate) fn unknown(path: &Path, what: &str, name: &str) -> Error {
    Error::Unsupported(format!(
        "{}: {what} {name:?} is not known; known are transformers' {}, timm's {} and vit with its sizes in model_args, \
         open_clip with one of these inside, and the presets {}",
        path.display(),
        transformers::MODEL_TYPES.join(", "),
        timm::names().collect::<Vec<_>>().join(", "),
        crate::presets::names(),
    ))
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
