//! `study.json`: what the study is of, and what became of each cell. A run's folder is what says that a cell is finished.

use super::{Cell, RUNS};
use crate::error::{Error, Result};
use crate::training::state::write;
use crate::training::store::digest;
use roentgen_models::source::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The file.
pub const FILE: &str = "study.json";

/// Everything in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Index {
    /// Heading of the report.
    pub title: String,
    /// Columns to form subgroups by.
    pub by: Vec<String>,
    /// The study's file as it stood.
    pub configuration: String,
    /// The cells, in their order.
    pub cells: Vec<Entry>,
    /// Cells that an earlier start had and this one has not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Entry>,
}

/// One cell.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, and its folder's below `runs`.
    pub id: String,
    /// The command that does the same, without the device.
    pub command: String,
    /// What makes it this cell and no other.
    pub settings: serde_json::Value,
    /// SHA-256 of its manifest.
    pub manifest: String,
    /// SHA-256 of its model's weights, where it does not begin with initial ones.
    #[serde(default)]
    pub weights: Option<String>,
    /// What became of it.
    pub state: State,
    /// Why it failed.
    pub reason: Option<String>,
    /// Where it ran.
    pub device: Option<String>,
    /// How long it ran the last time it was started.
    pub seconds: Option<f64>,
    /// The most bytes of tensors that lived on the device at once meanwhile.
    pub peak_bytes: Option<u64>,
    /// The FLOPs it would take if no epoch were spared.
    pub flops: f64,
}

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It has not run, or not to its end.
    Open,
    /// Its folder is there.
    Finished,
    /// It could not run; it is tried again when the study is started again.
    Failed,
}

impl Index {
    /// Reads the one of a study's folder; `None` where it has none.
    ///
    /// # Errors
    /// A file that is no index.
    pub fn read(out: &Path) -> Result<Option<Self>> {
        let path = out.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let text =
            fs::read_to_string(&path).map_err(|error| Error::input(&path, format!("cannot be read: {error}")))?;
        serde_json::from_str(&text)
            .map(Some)
            .map_err(|error| Error::input(&path, format!("is no study's index: {error}")))
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write(&self, out: &Path) -> Result<()> {
        write(&out.join(FILE), format!("{:#}\n", serde_json::json!(self)).as_bytes())
    }

    /// Takes over what an earlier start left in `out`: a cell whose folder is there stays finished, and half of one with the same
    /// settings is gone on with. Halves of cells that had others are of no use: their folders, for whoever runs the study to remove.
    ///
    /// # Errors
    /// A finished cell that had other settings, another manifest or other weights.
    pub fn take_over(&mut self, out: &Path) -> Result<Vec<PathBuf>> {
        let earlier = Self::read(out)?.into_iter().flat_map(|index| index.cells.into_iter().chain(index.others));
        let mut earlier: BTreeMap<String, Entry> = earlier.map(|entry| (entry.id.clone(), entry)).collect();
        let mut useless = Vec::new();
        for entry in &mut self.cells {
            let folder = folder(out, &entry.id);
            let Some(before) = earlier.remove(&entry.id) else {
                if folder.exists() {
                    let message = "is none of this study's: study.json knows nothing of it; name a new --out, or remove this folder";
                    return Err(Error::input(folder, message));
                }
                continue;
            };
            let same_model = before.settings == entry.settings && before.weights == entry.weights;
            if same_model && before.manifest == entry.manifest {
                *entry = Entry { command: entry.command.clone(), flops: entry.flops, ..before };
                entry.state = match (folder.exists(), entry.state) {
                    (true, _) => State::Finished,
                    // It is tried again.
                    (false, State::Failed) => State::Failed,
                    (false, _) => State::Open,
                };
            } else if folder.exists() {
                let message = if before.settings == entry.settings {
                    "was made with another manifest or other weights; name a new --out, or remove this folder"
                        .to_string()
                } else {
                    format!(
                        "was made with other settings ({}); name a new --out, or remove this folder",
                        before.settings
                    )
                };
                return Err(Error::input(folder, message));
            } else {
                let partial = folder.with_added_extension("partial");
                useless.extend(partial.exists().then_some(partial));
            }
        }
        self.others = earlier.into_values().collect();
        Ok(useless)
    }

    /// The FLOPs a second that finished cells reached as estimates count them; `None` before there is one.
    pub fn reached(&self) -> Option<f64> {
        let finished = self.cells.iter().filter(|entry| entry.state == State::Finished);
        let mut rates: Vec<f64> = finished.filter_map(|entry| Some(entry.flops / entry.seconds?)).collect();
        rates.sort_by(f64::total_cmp);
        rates.get(rates.len() / 2).copied()
    }
}

/// The folder of a cell's run.
pub fn folder(out: &Path, id: &str) -> PathBuf {
    out.join(RUNS).join(id)
}

/// Entries of cells that have not run.
///
/// # Errors
/// A manifest, or weights, that cannot be read.
pub fn entries(cells: &[Cell], sources: &[Source], out: &Path, flops: &[f64]) -> Result<Vec<Entry>> {
    // Of every file once: manifests, and weights, which may be large.
    let mut digests: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut entries = Vec::new();
    for (cell, flops) in cells.iter().zip(flops) {
        let weights = sources[cell.encoder].weights.as_ref().filter(|_| !cell.initial);
        for path in [Some(&cell.manifest), weights].into_iter().flatten() {
            if !digests.contains_key(path) {
                digests.insert(path.clone(), digest(path)?);
            }
        }
        let line = cell.line(&super::models::path(cell, out), &folder(out, &cell.id()));
        let quoted = |word: &String| if word.contains(' ') { format!("'{word}'") } else { word.clone() };
        let words: Vec<String> = line.iter().map(quoted).collect();
        entries.push(Entry {
            id: cell.id(),
            command: format!("roentgen {} {}", cell.command(), words.join(" ")),
            settings: cell.settings(),
            manifest: digests[&cell.manifest].clone(),
            weights: weights.map(|path| digests[path].clone()),
            state: State::Open,
            reason: None,
            device: None,
            seconds: None,
            peak_bytes: None,
            flops: *flops,
        });
    }
    Ok(entries)
}
