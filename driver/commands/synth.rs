//! `roentgen synth`: a data set of drawn radiographs, to try things on.

use crate::error::Result;
use crate::synth;
use std::path::PathBuf;

/// Draw schematic chest radiographs with masks of heart and pneumothorax, and with the confounder: a tube in most pneumothoraces.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The folder to write; it must not exist yet, or be empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Images
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    pub count: u32,
    /// Their width and height in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 224, value_parser = clap::value_parser!(u32).range(32..=4096))]
    pub size: u32,
    /// Share of images with a pneumothorax
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    pub prevalence: f64,
    /// Share of pneumothoraces with a chest tube
    #[arg(long, value_name = "SHARE", default_value_t = 0.7)]
    pub tube_share: f64,
    /// Share of the other images with one
    #[arg(long, value_name = "SHARE", default_value_t = 0.05)]
    pub tube_share_negative: f64,
    /// Tubes lie on either side, not on the pneumothorax's: they tell that there is one, and not where
    #[arg(long)]
    pub tube_either_side: bool,
    /// Seed of everything that is drawn
    #[arg(long, value_name = "N", default_value_t = 5656)]
    pub seed: u64,
}

/// Draws them and names their manifest.
///
/// # Errors
/// A share that is none; a folder that is not empty or cannot be written.
pub fn run(args: &Args) -> Result<()> {
    let options = synth::Options {
        count: args.count as usize,
        size: args.size as usize,
        seed: args.seed,
        tube_share: args.tube_share,
        tube_share_negative: args.tube_share_negative,
        tube_either_side: args.tube_either_side,
        prevalence: args.prevalence,
    };
    let manifest = synth::write(&options, &args.out)?;
    eprintln!("{} drawn radiographs, no patient: {}", args.count, manifest.display());
    Ok(())
}
