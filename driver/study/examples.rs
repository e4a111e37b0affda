//! Pictures of a segmentation: the best, the median and the worst mask of a run's test images, made by `roentgen predict`.

use super::{Cell, EXAMPLES};
use crate::commands::predict;
use crate::data::manifest::Manifest;
use crate::error::{Error, Result};
use crate::metrics::predictions::RESOLUTION_COLUMN;
use crate::metrics::{Predictions, Scores};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;
use std::fs;
use std::path::Path;

/// What each picture is of, in their order.
pub const NAMES: [&str; 3] = ["best", "median", "worst"];

/// Makes the pictures of a run that is finished, in its folder, where they are not there.
///
/// # Errors
/// What [`predict::run`] reports.
pub fn draw<R: Runtime>(cell: &Cell, run: &Path, name: &str, device: &Device<R>) -> Result<()> {
    let out = run.join(EXAMPLES);
    if out.exists() {
        return Ok(());
    }
    let predictions = Predictions::read(run.join("predictions.csv"))?;
    let images = chosen(&predictions);
    let manifest = Manifest::read(&cell.manifest)?;
    let labels = manifest.column(&cell.label)?;
    // A bare file name has the parent "", which is no path.
    let beside = cell.manifest.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = std::path::absolute(beside).map_err(|error| Error::input(&cell.manifest, error))?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let failed = |error: &dyn std::fmt::Display| Error::input(run, format!("examples cannot be written: {error}"));
    table.write_record(["image", &cell.label]).map_err(|error| failed(&error))?;
    for image in images {
        let Some(at) = manifest.rows.iter().position(|row| row.image == image) else { continue };
        let label = labels[at];
        let label =
            if crate::data::rle::is_code(label) { label.to_string() } else { folder.join(label).display().to_string() };
        table.write_record([folder.join(image).display().to_string(), label]).map_err(|error| failed(&error))?;
    }
    let path = run.join("examples.csv");
    crate::training::state::write(&path, &table.into_inner().map_err(|error| failed(&error))?)?;
    let words = [
        run.display().to_string(),
        format!("--manifest={}", path.display()),
        format!("--out={}", out.display()),
        format!("--device={name}"),
        "--quiet".to_string(),
    ];
    let args = super::cells::parse("predict", words.to_vec()).map_err(|error| Error::usage(error.to_string()))?;
    predict::predict_all(&args, device)?;
    fs::remove_file(&path).map_err(|error| failed(&error))
}

/// The images of best, median and worst Dice at the model's resolution.
fn chosen(predictions: &Predictions) -> Vec<&str> {
    let Scores::Segmentation { dice, .. } = predictions.scores() else { return Vec::new() };
    let resolution = predictions.column(RESOLUTION_COLUMN);
    let mut order: Vec<usize> =
        (0..dice.len()).filter(|&at| resolution.is_none_or(|column| column[at] == "model")).collect();
    order.sort_by(|&a, &b| dice[b].total_cmp(&dice[a]).then(a.cmp(&b)));
    match order.len() {
        0 => Vec::new(),
        n => [0, (n - 1) / 2, n - 1].map(|at| predictions.images()[order[at]].as_str()).to_vec(),
    }
}
