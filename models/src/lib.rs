//! Encoders: where their weights are, what their configurations say, and their forward passes on roentgen's kernels.
//!
//! [`source::resolve`] turns what a user wrote into weights, an [`EncoderConfig`] and a processor; an [`Encoder`] loads and
//! runs them; [`hub::fetch`] downloads, [`pytorch::Checkpoint`] reads what PyTorch saved. A folder for every family of encoders (`vit`,
//! `swin`, `convnext`, `davit`, `segformer`): `config.rs` what its configuration says, `names.rs` what the
//! layouts call its tensors, `mod.rs` the model, which reads like its paper. Names of weights mirror the checkpoint.

pub mod config;
pub mod convnext;
pub mod davit;
pub mod decoders;
pub mod encoder;
pub mod error;
pub mod hub;
mod json;
mod layers;
pub mod loss;
mod nearest;
pub mod network;
pub mod operations;
pub mod optimiser;
pub mod parameters;
pub mod preprocess;
pub mod presets;
pub mod processor;
pub mod pytorch;
mod random;
pub mod segformer;
pub mod source;
pub mod swin;
pub mod tape;
pub mod vit;
pub mod weights;

pub use config::EncoderConfig;
pub use encoder::{Encoder, Keep, Output};
pub use error::{Error, Result};
pub use network::{Head, HeadConfig, Network};
