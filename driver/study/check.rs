//! Everything a study can be refused for before anything runs: models, manifests, columns, files, folds, input sizes.

use super::cells::Cell;
use super::config::Config;
use crate::cli::ModelArgs;
use crate::commands::evaluate::QUANTILES;
use crate::data::manifest::{Manifest, Split};
use crate::encoder;
use crate::error::{Error, Result};
use crate::training::images::{self, Mask, Target};
use crate::training::run::Kind;
use roentgen_models::decoders::DecoderConfig;
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use std::collections::BTreeSet;
use std::path::Path;

/// What was found of a cell.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Height and width of its input.
    pub size: [usize; 2],
    /// Images of each split: train, val, test.
    pub images: [usize; 3],
}

/// Checks all cells; the encoders' descriptions, and what each cell will work on.
///
/// # Errors
/// The first thing that is wrong, and where.
pub fn check(config: &Config, cells: &[Cell]) -> Result<(Vec<Source>, Vec<Checked>)> {
    // Every encoder has a cell.
    let firsts = (0..config.encoders.len()).filter_map(|at| cells.iter().find(|cell| cell.encoder == at));
    let sources: Vec<Source> = firsts.map(source).collect::<Result<_>>()?;
    let mut seen = BTreeSet::new();
    let mut checked = Vec::new();
    for cell in cells {
        if seen.insert((&cell.manifest, &cell.label, cell.task.name())) {
            files(cell, &config.by)?;
        }
        let of_cell = |error: Error| match error {
            named @ Error::Input { .. } => named,
            other => Error::input(&config.path, format!("cell {}: {other}", cell.id())),
        };
        let source = &sources[cell.encoder];
        let size = size(cell, source).map_err(of_cell)?;
        let images = counts(cell, source, size).map_err(of_cell)?;
        checked.push(Checked { size, images });
    }
    Ok((sources, checked))
}

/// The description of a cell's model, whose weights are there where they are wanted.
fn source(cell: &Cell) -> Result<Source> {
    let model = ModelArgs { model: cell.source.clone(), arch: cell.arch.clone() };
    if cell.initial {
        return encoder::find(&model);
    }
    let (source, path) = encoder::resolve(&model)?;
    Weights::open(&path)?;
    Ok(source)
}

/// The size of a cell's input.
fn size(cell: &Cell, source: &Source) -> Result<[usize; 2]> {
    let wanted = cell.option("image-size").map(crate::cli::parse_size).transpose().map_err(Error::usage)?;
    let processor = wanted.map_or_else(|| source.processor.clone(), |size| source.processor.at_size(size));
    let size = processor.geometry(1, 1).output;
    source.config.check_image(size)?;
    Ok(size)
}

/// Images of a cell's splits, which must be enough to train on.
fn counts(cell: &Cell, source: &Source, size: [usize; 2]) -> Result<[usize; 3]> {
    let job = cell.job("-", Path::new("-"), "auto", true).map_err(|error| Error::usage(error.to_string()))?;
    let learn = job.learn();
    learn.check()?;
    job.recipe().check()?;
    if let Some(stride) = learn.stride {
        let maps = source.config.maps(size);
        if !maps.iter().any(|map| map.stride == stride as usize) {
            let strides: Vec<String> = maps.iter().map(|map| map.stride.to_string()).collect();
            return Err(Error::usage(format!("--stride {stride}: the encoder has maps at {}", strides.join(", "))));
        }
    }
    if let Some(decoder) = learn.decoder() {
        DecoderConfig::new(decoder.parse()?, &source.config, 2)?;
    }
    let data = learn.data(&learn.read()?)?;
    Ok([Split::Train, Split::Val, Split::Test].map(|split| data.of(split).len()))
}

/// Checks that a manifest has the columns of subgroups, and that its images and masks are there.
fn files(cell: &Cell, by: &[String]) -> Result<()> {
    let manifest = Manifest::read(&cell.manifest)?;
    for (at, name) in by.iter().enumerate() {
        let wrong = |message: String| Err(Error::input(&manifest.path, message));
        if by[..at].contains(name) {
            return wrong(format!("by names {name} twice"));
        }
        let Some((column, count)) = name.rsplit_once(':').filter(|_| manifest.column(name).is_err()) else {
            manifest.column(name)?;
            continue;
        };
        let values = manifest.column(column)?;
        if !count.parse().is_ok_and(|count: usize| QUANTILES.contains(&count)) {
            return wrong(format!("by names {name}: give 2 to 100 quantiles behind the colon"));
        }
        let number = |value: &&&str| !value.is_empty() && !value.parse().is_ok_and(f64::is_finite);
        if let Some(value) = values.iter().find(number) {
            return wrong(format!("by names {name}, but {column} holds {value:?}, which is no number"));
        }
        if values.iter().all(|value| value.is_empty()) {
            return wrong(format!("by names {name}, but {column} is empty"));
        }
    }
    let missing = |line: u64, path: &Path| {
        let message = format!("line {line}: {} is not there", path.display());
        Err(Error::input(&manifest.path, message))
    };
    if let Some(row) = manifest.rows.iter().find(|row| !row.path.is_file()) {
        return missing(row.line, &row.path);
    }
    if cell.task == Kind::Segment {
        for (row, target) in manifest.rows.iter().zip(images::targets(&manifest, &cell.label, cell.task)?) {
            if let Some(Target::Mask(Mask::File(path))) = target
                && !path.is_file()
            {
                return missing(row.line, &path);
            }
        }
    }
    Ok(())
}
