//! `roentgen prepare`: manifests of public data sets, from the files as they are given out.

use crate::data::siim;
use crate::error::{Error, Result};
use std::path::PathBuf;

/// Make a manifest of a public data set.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    set: Set,
}

#[derive(Debug, Clone, clap::Subcommand)]
enum Set {
    Siim(SiimArgs),
}

/// SIIM-ACR Pneumothorax: from its DICOM files and its CSV of run-length codes.
///
/// The manifest has image, patient, pneumothorax, its mask as run-length code, the mask's share of the image in percent and its quartile,
/// sex, age and view, and five folds by patient. Images stay where they are.
#[derive(Debug, Clone, clap::Args)]
struct SiimArgs {
    /// The folder of DICOM files, at any depth
    #[arg(long, value_name = "DIR")]
    dicom: PathBuf,
    /// The CSV with ImageId and EncodedPixels
    #[arg(long, value_name = "RLE.csv")]
    rle: PathBuf,
    /// The manifest to write; it must not exist yet
    #[arg(long, value_name = "M.csv")]
    out: PathBuf,
    /// CSVs with ImageId and further columns, such as tube
    #[arg(long, value_name = "A.csv,..", value_delimiter = ',')]
    attributes: Vec<PathBuf>,
    /// A CSV with ImageId and Fold, such as the study's authors publish: only its images, in its folds
    #[arg(long, value_name = "F.csv", conflicts_with = "folds")]
    folds_from: Option<PathBuf>,
    /// Folds
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(3..=20))]
    folds: u32,
    /// As many images without a pneumothorax as with one
    #[arg(long)]
    balanced: bool,
    /// Seed of the folds and of the balance
    #[arg(long, value_name = "N", default_value_t = 5656)]
    seed: u64,
}

/// Makes a manifest.
///
/// # Errors
/// A file that cannot be read, by its name and line; a manifest that exists.
pub fn run(args: &Args) -> Result<()> {
    let Set::Siim(args) = &args.set;
    if args.out.exists() {
        return Err(Error::input(&args.out, "exists already; name a new file, nothing is overwritten"));
    }
    let options = siim::Options {
        dicom: args.dicom.clone(),
        rle: args.rle.clone(),
        attributes: args.attributes.clone(),
        folds_from: args.folds_from.clone(),
        folds: args.folds as usize,
        balanced: args.balanced,
        seed: args.seed,
    };
    let made = siim::manifest(&options, &args.out)?;
    eprintln!(
        "{}: {} images, {} with a pneumothorax; {} DICOM files are not in the CSV, {} of its images have no DICOM file",
        args.out.display(),
        made.images,
        made.positives,
        made.unnamed,
        made.missing
    );
    Ok(())
}
