//! What a folder holds: files of predictions, and the runs that made them or failed to.

use crate::error::{Error, Result};
use crate::metrics::predictions::{EXPERIMENT_COLUMNS, RESOLUTION_COLUMN};
use crate::metrics::{Column, Predictions, Scores};
use crate::study::index::{Entry, Index};
use crate::study::models::{EncoderCost, costs};
use crate::study::{EXAMPLES, RUNS};
use crate::training::learn::{PREDICTIONS, VALIDATION};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A run's `run.json`, or a file of predictions that stands alone.
#[derive(Debug, Clone)]
pub struct Run {
    /// The folder or file, seen from the report's folder.
    pub name: String,
    /// `run.json`; null for a file that stands alone.
    pub record: Value,
    /// Why it has no predictions, where it has none.
    pub failure: Option<String>,
}

/// Everything that a report is made of.
#[derive(Debug, Clone, Default)]
pub struct Study {
    /// All classifications, then all segmentations, each in one file with the experiment's columns filled in.
    pub predictions: Vec<Predictions>,
    /// Of validation images, where every classification has them: they choose Youden's point.
    pub validation: Option<Predictions>,
    /// The runs, by name.
    pub runs: Vec<Run>,
    /// The folder.
    pub folder: PathBuf,
    /// A study's index, where the folder is one's.
    pub index: Option<Index>,
    /// What its encoders cost.
    pub costs: Vec<EncoderCost>,
}

/// Reads every `predictions.csv`, every other CSV of predictions that stands in the folder itself, and every `run.json`, at any depth.
///
/// # Errors
/// A folder that cannot be read or holds nothing of this; a broken file of predictions or run.
pub fn read(folder: &Path) -> Result<Study> {
    let mut files = Vec::new();
    list(folder, folder, &mut files)?;
    files.sort();
    let mut study =
        Study { folder: folder.to_path_buf(), index: Index::read(folder)?, costs: costs(folder), ..Study::default() };
    if let Some(index) = &study.index {
        // Runs of cells that the study no longer has are none of its results.
        let runs = folder.join(RUNS);
        let has = |run: &Path| {
            let of = |entry: &Entry| run == runs.join(&entry.id) || run == runs.join(format!("{}.failed", entry.id));
            index.cells.iter().any(of)
        };
        files.retain(|file| !file.starts_with(&runs) || file.parent().is_some_and(has));
    }
    let (mut parts, mut validation) = (Vec::new(), Vec::new());
    for path in &files {
        let name = path.strip_prefix(folder).unwrap_or(path).parent().unwrap_or(Path::new("")).display().to_string();
        if path.file_name().is_some_and(|file| file == "run.json") {
            let predictions = path.with_file_name(PREDICTIONS);
            let record = record(path)?;
            let failure = (!predictions.exists()).then(|| {
                record["error"]
                    .as_str()
                    .unwrap_or("no predictions.csv beside its run.json: it did not finish")
                    .to_string()
            });
            study.runs.push(Run { name, record, failure });
        } else {
            let beside = path.with_file_name("run.json");
            let mut record_beside = Value::Null;
            if path.ends_with(VALIDATION) && beside.exists() {
                validation.push(filled(Predictions::read(path)?, &record(&beside)?, path)?);
                continue;
            }
            if beside.exists() {
                record_beside = record(&beside)?;
            } else {
                let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
                study.runs.push(Run { name, record: Value::Null, failure: None });
            }
            parts.push(filled(Predictions::read(path)?, &record_beside, path)?);
        }
    }
    if study.runs.is_empty() {
        return Err(Error::input(folder, "holds no predictions.csv, no run.json and no CSV of predictions"));
    }
    let (classification, segmentation): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| matches!(part.scores(), Scores::Classification { .. }));
    if !validation.is_empty() && validation.len() == classification.len() {
        study.validation = Some(joined(&validation)?);
    }
    for parts in [classification, segmentation] {
        if !parts.is_empty() {
            study.predictions.push(joined(&parts)?);
        }
    }
    Ok(study)
}

fn list(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |error: std::io::Error| Error::input(folder, format!("cannot be read: {error}"));
    let of_run = folder.join("run.json").exists();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            // What an earlier report left is no input, nor what is not finished, nor a run's examples, which its predictions have.
            let left = (folder == root && name == super::TABLES) || (of_run && name == EXAMPLES);
            if !left && !name.ends_with(".partial") && !name.starts_with('.') {
                list(root, &path, files)?;
            }
            continue;
        }
        let validation = of_run && name == VALIDATION;
        let at_top = folder == root && name.ends_with(".csv") && is_predictions(&path);
        if at_top || validation || name == "run.json" || name == PREDICTIONS {
            files.push(path);
        }
    }
    Ok(())
}

fn is_predictions(path: &Path) -> bool {
    // Quoted as R writes them, or behind a byte order mark.
    let Ok(mut reader) = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path) else { return false };
    let Ok(header) = reader.headers() else { return false };
    let has = |name: &str| header.iter().any(|column| column == name);
    has("image") && (has("probability") || has("dice"))
}

fn record(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).map_err(|error| Error::input(path, format!("cannot be read: {error}")))?;
    serde_json::from_str(&text).map_err(|error| Error::input(path, format!("is not JSON: {error}")))
}

/// The same predictions with every experiment column: from the file, else from its run, else a word that says what is known.
fn filled(predictions: Predictions, record: &Value, path: &Path) -> Result<Predictions> {
    let mut columns = predictions.columns().to_vec();
    let task = match predictions.scores() {
        Scores::Classification { .. } => "classify",
        Scores::Segmentation { .. } => "segment",
    };
    for name in EXPERIMENT_COLUMNS {
        if predictions.column(name).is_some() || (name == RESOLUTION_COLUMN && task == "classify") {
            continue;
        }
        let own = match &record[name] {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let value = own.unwrap_or_else(|| match name {
            // A file that every tool names the same is told by its folder, where that has a name.
            "model" => {
                let folder = path.parent().and_then(Path::file_name).filter(|_| path.ends_with(PREDICTIONS));
                folder.or(path.file_stem()).unwrap_or_default().to_string_lossy().into_owned()
            }
            "task" => task.to_string(),
            "fold" => "0".to_string(),
            _ => "unknown".to_string(),
        });
        columns.push(Column { name: name.to_string(), values: vec![value; predictions.len()] });
    }
    Predictions::new(predictions.images().to_vec(), predictions.scores().clone(), columns)
        .map_err(|error| Error::input(path, error))
}

/// One list of several of a kind, with the columns that any of them has.
fn joined(parts: &[Predictions]) -> Result<Predictions> {
    let images = parts.iter().flat_map(|part| part.images()).cloned().collect();
    let (mut labels, mut first, mut second) = (Vec::new(), Vec::new(), Vec::new());
    let mut names: Vec<&str> = Vec::new();
    for part in parts {
        match part.scores() {
            Scores::Classification { labels: own, probabilities } => {
                labels.extend(own);
                second.extend(probabilities);
            }
            Scores::Segmentation { dice, iou } => {
                first.extend(dice);
                second.extend(iou);
            }
        }
        let new: Vec<&str> =
            part.columns().iter().map(|c| c.name.as_str()).filter(|name| !names.contains(name)).collect();
        names.extend(new);
    }
    let column = |name: &&str| {
        let of =
            |part: &Predictions| part.column(name).map_or_else(|| vec![String::new(); part.len()], <[String]>::to_vec);
        Column { name: name.to_string(), values: parts.iter().flat_map(of).collect() }
    };
    let scores = if labels.is_empty() {
        Scores::Segmentation { dice: first, iou: second }
    } else {
        Scores::Classification { labels, probabilities: second }
    };
    Predictions::new(images, scores, names.iter().map(column).collect())
}
