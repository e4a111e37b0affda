//! Images and manifests: everything the driver reads about a data set.

mod decode;
mod dicom;
pub mod folds;
pub mod manifest;
pub mod rle;
pub mod siim;

pub use decode::{read, read_mask};

/// The most pixels an image may have (16384 x 16384); a header that claims more is refused before anything is decoded.
pub const MAX_PIXELS: u64 = 1 << 28;

/// A decoded image, 8 bits a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// 1 (grey) or 3 (red, green, blue).
    pub channels: usize,
    /// `[height, width, channels]`, row-major, channels last.
    pub pixels: Vec<u8>,
}

/// How sample values become 0..255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intensity {
    /// 8-bit images stay as they are, deeper ones are scaled from their own minimum and maximum.
    #[default]
    Auto,
    /// Every image is scaled from its own minimum and maximum.
    #[value(name = "minmax")]
    #[serde(rename = "minmax")]
    MinMax,
    /// 8-bit images stay as they are, deeper ones are scaled from the full range of their bits.
    Raw,
}
