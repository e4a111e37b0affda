//! Encoders: where their weights are, what their configurations say, and their forward passes on roentgen's kernels.
//!
//! [`source::resolve`] turns what a user wrote into weights, a configuration and a processor; [`vit::Vit`] loads and runs
//! them. Names of weights mirror the checkpoint.

pub mod config;
pub mod error;
mod json;
mod layers;
mod nearest;
pub mod operations;
pub mod preprocess;
pub mod presets;
pub mod processor;
pub mod random;
pub mod source;
pub mod vit;
pub mod weights;

pub use error::{Error, Result};
