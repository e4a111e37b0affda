//! The driver of roentgen: data, metrics, training and the command line.
//!
//! Only this crate prints. Machine formats go to standard output alone; progress and notes go to standard error.

pub mod analytic;
pub mod cache;
pub mod cards;
pub mod ceilings;
pub mod cli;
pub mod commands;
pub mod data;
pub mod embeddings;
pub mod encoder;
pub mod error;
pub mod measure;
pub mod metrics;
pub mod output;
pub mod picture;
pub mod provenance;
pub mod report;
pub mod study;
pub mod svg;
pub mod synth;
pub mod training;
