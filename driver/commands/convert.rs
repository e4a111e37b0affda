//! `roentgen convert`: a PyTorch checkpoint into a folder that every command takes as MODEL.

use crate::error::{Error, Result};
use crate::output::folder;
use roentgen_models::EncoderConfig;
use roentgen_models::pytorch::Checkpoint;
use safetensors::tensor::serialize_to_file;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

/// Convert a PyTorch checkpoint to a folder with config.json and model.safetensors, without running any of it.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// What torch.save wrote: .pth, .pth.tar, .pt or .bin
    pub checkpoint: PathBuf,
    /// The architecture of the weights: a preset's name or one of timm's
    #[arg(long, value_name = "NAME")]
    pub arch: String,
    /// The folder to make
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The dictionary that holds the weights, such as teacher or model.encoder, where there are several
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
}

/// Converts a checkpoint. Tensors of f64, f32, f16 and bf16 are written bit for bit, by the names they have; others are
/// named on standard error and left out.
///
/// # Errors
/// An architecture that is not known, a checkpoint that cannot be read or asks for anything but weights, an `out` that exists
/// or cannot be written.
pub fn run(args: &Args) -> Result<()> {
    EncoderConfig::read_arch(&args.arch)?;
    if args.out.exists() {
        return Err(Error::input(&args.out, "exists already; name another folder with --out"));
    }
    let checkpoint = Checkpoint::open(&args.checkpoint)?;
    let selection = checkpoint.select(args.key.as_deref())?;
    if selection.tensors.is_empty() {
        return Err(Error::input(&args.checkpoint, "holds no tensor of floating type; nothing to convert"));
    }
    let failed = |error: &dyn std::fmt::Display| Error::input(&args.out, format!("cannot be written ({error})"));
    folder(&args.out, |folder| {
        let config = format!("{:#}\n", serde_json::json!({"architecture": args.arch}));
        fs::write(folder.join("config.json"), config).map_err(|e| failed(&e))?;
        // Readers of safetensors in Python look for this.
        let metadata = HashMap::from([("format".to_string(), "pt".to_string())]);
        serialize_to_file(&selection.tensors, Some(metadata), &folder.join("model.safetensors")).map_err(|e| failed(&e))
    })?;
    if !selection.skipped.is_empty() {
        eprintln!("left out: {}", selection.skipped.join(", "));
    }
    if !selection.others.is_empty() {
        let others = selection.others.join(", ");
        eprintln!("took the weights in {:?}; --key names others: {others}", selection.key);
    }
    let (tensors, out) = (selection.tensors.len(), args.out.display());
    eprintln!("{tensors} tensors into {out}; `roentgen inspect {out}` tells which of them the model uses");
    Ok(())
}
