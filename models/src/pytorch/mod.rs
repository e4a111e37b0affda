//! Checkpoints of PyTorch's (`.pth`, `.pth.tar`, `.pt`, `.bin`), read without Python and without running any of them.
//!
//! [`Checkpoint::open`] maps the file, reads its pickle (`pickle.rs`) and finds the bytes of every storage, in an archive
//! (`archive.rs`) or after the pickle (`legacy.rs`). [`Checkpoint::select`] chooses the dictionary that holds the weights;
//! its tensors are views of the mapped file, so that writing them never holds more than one in memory.

mod archive;
mod legacy;
mod opcodes;
mod pickle;
mod tensor;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use memmap2::Mmap;
use safetensors::Dtype;

use crate::error::{Error, Result};
use crate::weights::map_plain;
use pickle::{Id, Pickle, Value};
pub use tensor::TensorView;

/// Where training code puts the weights, in the order of preference: a teacher and an average are what is evaluated.
const USUAL: [&str; 6] = ["teacher", "state_dict_ema", "model_ema", "state_dict", "model", "model_state_dict"];
/// Tensors may share a storage. Were they written apart, a small file could ask for any number of bytes.
const LARGEST_GROWTH: usize = 4;

/// A checkpoint, mapped, with its values known and its tensors where they are.
#[derive(Debug)]
pub struct Checkpoint {
    path: PathBuf,
    map: Mmap,
    pickle: Pickle,
    /// The bytes of each storage.
    ranges: Vec<Range<usize>>,
}

/// The weights of a checkpoint, and what else is in it.
#[derive(Debug)]
pub struct Selection<'a> {
    /// The dictionary that was taken, such as `teacher`; empty for the whole checkpoint.
    pub key: String,
    /// The other dictionaries that hold weights.
    pub others: Vec<String>,
    /// The tensors of floating type by name.
    pub tensors: BTreeMap<String, TensorView<'a>>,
    /// Entries that are left out, with the reason: of a whole or other type, or no tensor.
    pub skipped: Vec<String>,
}

impl Checkpoint {
    /// Opens a checkpoint in the format of `torch.save`, today's or the one before PyTorch 1.6.
    ///
    /// # Errors
    /// [`Error::File`] for a file that is neither, is not complete, or asks for anything but weights: the instruction or
    /// name is in the message, and nothing of it was run.
    pub fn open(path: &Path) -> Result<Self> {
        let map = map_plain(path)?;
        let read = if map.starts_with(archive::MAGIC) {
            archive::read(&map)
        } else if map.starts_with(legacy::MAGIC) {
            legacy::read(&map)
        } else {
            Err("is no checkpoint of PyTorch's: neither a zip archive nor its older format; is the download complete?"
                .into())
        };
        let (pickle, ranges) = read.map_err(|message| Error::file(path, message))?;
        Ok(Self { path: path.to_path_buf(), map, pickle, ranges })
    }

    /// Chooses the weights: the dictionary `key` (such as `state_dict`, or `model.encoder` for one inside another), else the
    /// checkpoint itself where it holds tensors, else the first of the names training code gives them (`teacher`,
    /// `state_dict_ema`, `model_ema`, `state_dict`, `model`, `model_state_dict`), else the only dictionary with tensors.
    ///
    /// # Errors
    /// [`Error::File`] when there is no such dictionary, or several and none of a known name, with what there is.
    pub fn select(&self, key: Option<&str>) -> Result<Selection<'_>> {
        let fail = |message: String| Error::file(&self.path, message);
        let mut found = BTreeMap::new();
        self.dictionaries(self.pickle.root, String::new(), 0, &mut found);
        let names = || found.keys().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
        let chosen = match key {
            _ if found.is_empty() => return Err(fail("holds no dictionary of tensors; nothing to convert".into())),
            Some(key) => Some(key).filter(|key| found.contains_key(*key)),
            None if found.len() == 1 => found.keys().next().map(String::as_str),
            None => [""].iter().chain(&USUAL).find(|usual| found.contains_key(**usual)).copied(),
        };
        let key = match (chosen, key) {
            (Some(chosen), _) => chosen.to_string(),
            (None, Some(key)) => return Err(fail(format!("has no dictionary of tensors {key:?}; it has {}", names()))),
            (None, None) => {
                return Err(fail(format!("has several dictionaries of tensors; name one with --key: {}", names())));
            }
        };
        let dictionary = found.remove(&key).unwrap_or_default();
        let mut selection =
            Selection { key, others: found.into_keys().collect(), tensors: BTreeMap::new(), skipped: Vec::new() };
        for (name, id) in dictionary {
            match &self.pickle.values[id] {
                Value::Tensor(tensor) => {
                    let dtype = self.pickle.storages[tensor.storage].dtype;
                    if matches!(dtype, Dtype::F64 | Dtype::F32 | Dtype::F16 | Dtype::BF16) {
                        let storage = &self.map[self.ranges[tensor.storage].clone()];
                        selection.tensors.insert(name.to_string(), TensorView::new(storage, dtype, tensor));
                    } else {
                        selection.skipped.push(format!("{name} ({dtype:?})"));
                    }
                }
                _ => selection.skipped.push(format!("{name} (no tensor)")),
            }
        }
        let bytes = selection.tensors.values().fold(0usize, |sum, tensor| sum.saturating_add(tensor.len()));
        if bytes > self.map.len().saturating_mul(LARGEST_GROWTH) {
            let message = format!(
                "its tensors share storages so that they take {bytes} bytes apart, {LARGEST_GROWTH} times the file"
            );
            return Err(fail(message));
        }
        Ok(selection)
    }

    /// Collects the dictionaries by name, from `id` (called `name`) down, that have a tensor of floating type.
    fn dictionaries<'a>(
        &'a self,
        id: Id,
        name: String,
        depth: usize,
        found: &mut BTreeMap<String, BTreeMap<&'a str, Id>>,
    ) {
        /// `{"model": {"encoder": {...}}}` at the deepest.
        const DEEPEST: usize = 2;
        let Value::Dict(pairs) = &self.pickle.values[id] else { return };
        let mut entries = BTreeMap::new();
        for &(key, value) in pairs {
            if let Value::Text(key) = &self.pickle.values[key] {
                entries.insert(key.as_str(), value);
            }
        }
        if depth < DEEPEST {
            for (key, &value) in &entries {
                let path = if name.is_empty() { key.to_string() } else { format!("{name}.{key}") };
                self.dictionaries(value, path, depth + 1, found);
            }
        }
        if entries.values().any(|&value| matches!(self.pickle.values[value], Value::Tensor(_))) {
            found.insert(name, entries);
        }
    }
}
