//! Reading measurements: files of `bench` and `kernels perf`, and the folder that criterion leaves (`target/criterion`).

use super::Summary;
use super::document::FORMAT;
use crate::error::{Error, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What `compare` needs of a file of measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurements {
    /// The device: name, driver and API; `None` where the file does not say.
    pub device: Option<String>,
    /// The commit of the program that measured, likewise.
    pub commit: Option<String>,
    /// When, likewise.
    pub date: Option<String>,
    /// By key.
    pub rows: BTreeMap<String, Measured>,
}

/// A row of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The storage type, where the file says.
    pub dtype: Option<String>,
    /// Whose clock, where the file says.
    pub clock: Option<String>,
    /// Seconds.
    pub summary: Summary,
}

#[derive(Deserialize)]
struct File {
    format: String,
    commit: String,
    date: String,
    device: Device,
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Device {
    name: String,
    driver: String,
    api: String,
}

#[derive(Deserialize)]
struct Row {
    key: String,
    dtype: String,
    clock: String,
    seconds: Vec<f64>,
}

/// criterion's `new/benchmark.json`.
#[derive(Deserialize)]
struct Benchmark {
    full_id: String,
}

/// criterion's `new/sample.json`: nanoseconds of so many iterations each.
#[derive(Deserialize)]
struct CriterionSample {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Measurements {
    /// Reads a file or a folder.
    ///
    /// # Errors
    /// [`Error::Input`] naming what is wrong with it.
    pub fn read(path: &Path) -> Result<Self> {
        if path.is_dir() { Self::criterion(path) } else { Self::file(path) }
    }

    fn file(path: &Path) -> Result<Self> {
        let text = text(path)?;
        let how = "wanted the output of `roentgen bench` or `roentgen kernels perf` with --format json, or criterion's folder";
        let file: File = serde_json::from_str(&text).map_err(|e| Error::input(path, format!("{e}; {how}")))?;
        if file.format != FORMAT {
            return Err(Error::input(path, format!("is of format {:?}, this program reads {FORMAT:?}", file.format)));
        }
        let mut rows = BTreeMap::new();
        for row in file.rows {
            let measured = Measured {
                dtype: Some(row.dtype),
                clock: Some(row.clock),
                summary: summary(path, &row.key, &row.seconds)?,
            };
            insert(path, &mut rows, row.key, measured)?;
        }
        let Device { name, driver, api } = file.device;
        let device = Some(format!("{name} ({driver}, {api})"));
        Ok(Self { device, commit: Some(file.commit), date: Some(file.date), rows })
    }

    fn criterion(folder: &Path) -> Result<Self> {
        let mut rows = BTreeMap::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(at) = folders.pop() {
            let listed = fs::read_dir(&at).map_err(|e| Error::input(&at, format!("cannot be listed: {e}")))?;
            for entry in listed {
                let path = entry.map_err(|e| Error::input(&at, format!("cannot be listed: {e}")))?.path();
                if path.is_dir() {
                    folders.push(path);
                }
            }
            let (benchmark, samples) = (at.join("benchmark.json"), at.join("sample.json"));
            // Beside `new` lies `base`, what criterion itself last compared with.
            if at.file_name().is_none_or(|name| name != "new") || !benchmark.is_file() {
                continue;
            }
            let wrong =
                |path: &Path, e: serde_json::Error| Error::input(path, format!("{e}; wanted what criterion writes"));
            let Benchmark { full_id } = serde_json::from_str(&text(&benchmark)?).map_err(|e| wrong(&benchmark, e))?;
            let sample: CriterionSample = serde_json::from_str(&text(&samples)?).map_err(|e| wrong(&samples, e))?;
            if sample.iters.len() != sample.times.len() {
                return Err(Error::input(&samples, "has not as many times as iterations"));
            }
            let seconds: Vec<f64> = sample.times.iter().zip(&sample.iters).map(|(t, n)| t / n * 1e-9).collect();
            let measured = Measured { dtype: None, clock: None, summary: summary(&samples, &full_id, &seconds)? };
            insert(folder, &mut rows, full_id, measured)?;
        }
        if rows.is_empty() {
            return Err(Error::input(
                folder,
                "holds no result of criterion (…/new/sample.json); name target/criterion",
            ));
        }
        Ok(Self { device: None, commit: None, date: None, rows })
    }
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| Error::input(path, format!("cannot be read: {e}")))
}

fn summary(path: &Path, key: &str, seconds: &[f64]) -> Result<Summary> {
    let positive = seconds.iter().all(|s| *s > 0.0);
    Summary::of(seconds)
        .filter(|_| positive)
        .ok_or_else(|| Error::input(path, format!("{key}: seconds are missing, or one is not a positive number")))
}

fn insert(path: &Path, rows: &mut BTreeMap<String, Measured>, key: String, row: Measured) -> Result<()> {
    match rows.insert(key.clone(), row) {
        None => Ok(()),
        Some(_) => Err(Error::input(path, format!("has {key} twice; a key names one measurement"))),
    }
}
