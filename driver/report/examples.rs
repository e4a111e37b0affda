//! Masks over images: the best, the median and the worst of each system, as the study drew them.

use super::Named;
use super::load::Study;
use super::sections::show;
use crate::error::{Error, Result};
use crate::metrics::predictions::RESOLUTION_COLUMN;
use crate::metrics::{Predictions, Scores};
use crate::output::{Cell, Table};
use crate::study::{EXAMPLES, examples::NAMES};
use crate::svg::escape;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use std::path::Path;

/// Longer side of a picture in pixels.
const SIDE: u32 = 168;
/// JPEG's quality: a study of nine systems must stay below the page's five megabytes.
const QUALITY: u8 = 78;

/// The section; nothing where no run has examples.
///
/// # Errors
/// A picture or a file of predictions that cannot be read.
pub fn section(study: &Study, body: &mut String, tables: &mut Vec<Named>) -> Result<()> {
    let mut table = Table::new(["run", "model", "regime", "finding", "example", "image", "Dice"]);
    let mut pictures = String::new();
    for run in &study.runs {
        let folder = study.folder.join(&run.name).join(EXAMPLES);
        if !folder.is_dir() {
            continue;
        }
        let (images, dice) = dice(&folder)?;
        let text = |name: &str| run.record[name].as_str().unwrap_or_default().to_string();
        let [model, regime, finding] = ["model", "regime", "finding"].map(text);
        pictures += &format!("<div class=\"masks\"><b>{}</b><div>", escape(&format!("{model}, {regime}, {finding}")));
        for (at, ((name, image), dice)) in NAMES.iter().zip(images).zip(dice).enumerate() {
            let alt = escape(&image);
            // A picture that cannot be read is not the end of a report.
            let (picture, reason) = match small(&folder.join("overlays").join(format!("{at:05}.png"))) {
                Ok(picture) => (format!("<img alt=\"{alt}\" src=\"data:image/jpeg;base64,{picture}\">"), String::new()),
                Err(error) => (String::new(), format!(": {error}")),
            };
            pictures +=
                &format!("<figure>{picture}<figcaption>{name} {dice:.3}{}</figcaption></figure>", escape(&reason));
            table.push([
                Cell::from(run.name.as_str()),
                model.as_str().into(),
                regime.as_str().into(),
                finding.as_str().into(),
                (*name).into(),
                image.as_str().into(),
                Cell::Number(dice, 3),
            ]);
        }
        pictures += "</div></div>\n";
    }
    if pictures.is_empty() {
        return Ok(());
    }
    *body += "<h2>Example masks</h2>\n<p>Orange is found, blue is missed; best, median and worst Dice of the first fold's test images at the \
              model's resolution.</p>\n<div class=\"pictures\">\n";
    *body += &pictures;
    *body += "</div>\n";
    let note = "Images of the pictures above.".to_string();
    show(body, tables, Named { name: "examples".into(), heading: "Examples".into(), note, table, best: Vec::new() });
    Ok(())
}

/// The examples' images and their Dice at the model's resolution, in the pictures' order.
fn dice(folder: &Path) -> Result<(Vec<String>, Vec<f64>)> {
    let predictions = Predictions::read(folder.join("predictions.csv"))?;
    let Scores::Segmentation { dice, .. } = predictions.scores() else {
        return Err(Error::input(folder, "holds predictions of no segmentation"));
    };
    let resolution = predictions.column(RESOLUTION_COLUMN);
    let name = |image: &String| image.rsplit('/').next().unwrap_or(image).to_string();
    Ok((0..predictions.len())
        .filter(|&at| resolution.is_none_or(|column| column[at] == "model"))
        .map(|at| (name(&predictions.images()[at]), dice[at]))
        .unzip())
}

/// A picture as base64 of a small JPEG.
fn small(path: &Path) -> Result<String> {
    let failed = |error: image::ImageError| Error::input(path, format!("is no picture: {error}"));
    let picture = image::open(path).map_err(failed)?;
    // Small pictures are drawn larger pixel by pixel, or nothing could be seen of them.
    let drawn = if picture.width().max(picture.height()) < SIDE {
        picture.resize(SIDE, SIDE, image::imageops::FilterType::Nearest)
    } else {
        picture.thumbnail(SIDE, SIDE)
    };
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&drawn.to_rgb8()).map_err(failed)?;
    Ok(STANDARD.encode(bytes))
}
