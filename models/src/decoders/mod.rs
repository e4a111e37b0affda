//! Decoders: from an encoder's feature maps to class logits of every pixel of the finest.

mod mlp;

pub use mlp::{MlpConfig, MlpDecoder};
