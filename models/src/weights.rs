//! Weights in safetensors, memory-mapped: one file, a folder with one, or a folder with a sharded index.
//!
//! Nothing is copied but the tensor that is asked for, and the header is believed only after the safetensors crate has
//! checked it (lengths, offsets without gaps or overlaps, sizes that match shapes). Format:
//! <https://github.com/huggingface/safetensors#format>.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use half::{bf16, f16};
use memmap2::Mmap;
use safetensors::{Dtype, SafeTensorError, SafeTensors};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::json::Fields;

/// The file names a folder is searched for, in this order; after them any single `*.safetensors`.
pub(crate) const SINGLE: &str = "model.safetensors";
pub(crate) const INDEX: &str = "model.safetensors.index.json";

/// A model's tensors by name, in one or more mapped files. Remembers which were read.
#[derive(Debug)]
pub struct Weights {
    path: PathBuf,
    maps: Vec<Mmap>,
    tensors: BTreeMap<String, Tensor>,
    /// How weights are drawn instead of read.
    drawn: Option<Drawn>,
}

/// Makes the values of a tensor from a seed, its name and its shape.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    seed: u64,
    make: fn(u64, &str, &[usize]) -> Vec<f32>,
}

#[derive(Debug)]
struct Tensor {
    map: usize,
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Range<usize>,
    used: AtomicBool,
    /// Whether it is known to play no part in inference.
    idle: AtomicBool,
}

impl Weights {
    /// Opens a safetensors file, or the weights in a folder: `model.safetensors`, else the shards named in
    /// `model.safetensors.index.json`, else the only `*.safetensors` there is.
    ///
    /// # Errors
    /// [`Error::File`] when there are no weights, or a file is truncated, inconsistent or not safetensors.
    pub fn open(path: &Path) -> Result<Self> {
        let mut weights = Self { path: path.to_path_buf(), maps: Vec::new(), tensors: BTreeMap::new(), drawn: None };
        match locate(path)? {
            Located::File(file) => weights.add(&file).map(drop)?,
            Located::Index(index) => weights.add_shards(path, &index)?,
        }
        Ok(weights)
    }

    /// Weights of no file: whatever tensor is asked for is there, with values that follow from `seed`, its name and its shape
    /// alone, and keep the variance of what passes. For measuring: they make an encoder of any family, never a trained one.
    pub fn drawn(seed: u64) -> Self {
        Self::made(format!("weights drawn from seed {seed}"), Drawn { seed, make: crate::random::drawn })
    }

    /// Weights of no file that training starts from: matrices and convolutions are drawn as PyTorch draws them (uniform within one
    /// over the root of their inputs), tokens, positions and position biases with deviation 0.02, weights of norms and variances
    /// are one, layer scales 0.1 (arXiv 2103.17239, up to 18 blocks), SwinV2's scale of logits `ln 10`, everything else zero.
    pub fn initial(seed: u64) -> Self {
        Self::made(format!("initial weights of seed {seed}"), Drawn { seed, make: crate::random::initial })
    }

    fn made(name: String, drawn: Drawn) -> Self {
        Self { path: PathBuf::from(name), maps: Vec::new(), tensors: BTreeMap::new(), drawn: Some(drawn) }
    }

    /// The file or folder that was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The tensors' names, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// Whether there is a tensor `key`.
    pub fn contains(&self, key: &str) -> bool {
        self.drawn.is_some() || self.tensors.contains_key(key)
    }

    /// The shape of tensor `key`, as the file has it.
    pub fn shape(&self, key: &str) -> Option<&[usize]> {
        self.tensors.get(key).map(|tensor| tensor.shape.as_slice())
    }

    /// The stored type of tensor `key`.
    pub fn dtype(&self, key: &str) -> Option<Dtype> {
        self.tensors.get(key).map(|tensor| tensor.dtype)
    }

    /// Tensor `key` of shape `wanted` as f32 in row-major order, from f32, f16, bf16 or f64; marks it as used.
    ///
    /// # Errors
    /// [`Error::MissingTensor`] with the nearest existing name, [`Error::Shape`], or [`Error::File`] when the tensor is
    /// not of a floating type.
    pub fn f32(&self, key: &str, wanted: &[usize]) -> Result<Vec<f32>> {
        if let Some(Drawn { seed, make }) = self.drawn {
            return Ok(make(seed, key, wanted));
        }
        let tensor = self.tensor(key, wanted)?;
        if tensor.shape != wanted {
            return Err(Error::Shape {
                path: self.path.display().to_string(),
                key: key.to_string(),
                found: tensor.shape.clone(),
                wanted: wanted.to_vec(),
            });
        }
        self.convert(key, tensor)
    }

    /// Tensor `key` with whatever shape it has; otherwise as [`Weights::f32`].
    ///
    /// # Errors
    /// [`Error::MissingTensor`], or [`Error::File`] when the tensor is not of a floating type.
    pub fn f32_any(&self, key: &str) -> Result<(Vec<usize>, Vec<f32>)> {
        let tensor = self.tensor(key, &[])?;
        Ok((tensor.shape.clone(), self.convert(key, tensor)?))
    }

    /// [`Weights::f32`], or `None` when there is no tensor `key`.
    ///
    /// # Errors
    /// As [`Weights::f32`], but for a missing tensor.
    pub fn optional(&self, key: &str, wanted: &[usize]) -> Result<Option<Vec<f32>>> {
        if self.contains(key) { self.f32(key, wanted).map(Some) } else { Ok(None) }
    }

    /// The names of the tensors that nothing has read so far, sorted.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.tensors.iter().filter(|(_, tensor)| !tensor.used.load(Ordering::Relaxed));
        unused.map(|(key, _)| key.clone()).collect()
    }

    /// Marks `key` as used without reading it: for tensors that are known to play no part in inference.
    pub fn mark_used(&self, key: &str) {
        if let Some(tensor) = self.tensors.get(key) {
            tensor.used.store(true, Ordering::Relaxed);
            tensor.idle.store(true, Ordering::Relaxed);
        }
    }

    /// The names of the tensors that [`Weights::mark_used`] was told of, sorted: what is written anew from the model keeps them, too.
    pub fn idle(&self) -> Vec<String> {
        let idle = self.tensors.iter().filter(|(_, tensor)| tensor.idle.load(Ordering::Relaxed));
        idle.map(|(key, _)| key.clone()).collect()
    }

    /// The number of elements of all tensors together.
    pub fn parameters(&self) -> u64 {
        self.tensors.values().map(|tensor| tensor.shape.iter().map(|&n| n as u64).product::<u64>()).sum()
    }

    /// The size of all tensors together in bytes, as stored.
    pub fn bytes(&self) -> u64 {
        self.tensors.values().map(|tensor| tensor.bytes.len() as u64).sum()
    }

    fn tensor(&self, key: &str, wanted: &[usize]) -> Result<&Tensor> {
        self.tensors.get(key).ok_or_else(|| Error::MissingTensor {
            path: self.path.display().to_string(),
            key: key.to_string(),
            wanted: wanted.to_vec(),
            hint: crate::nearest::nearest(key, self.keys()),
        })
    }

    fn convert(&self, key: &str, tensor: &Tensor) -> Result<Vec<f32>> {
        let bytes = &self.maps[tensor.map][tensor.bytes.clone()];
        let values = match tensor.dtype {
            Dtype::F32 => elements(bytes, f32::from_le_bytes),
            Dtype::F16 => elements(bytes, |b| f16::from_le_bytes(b).to_f32()),
            Dtype::BF16 => elements(bytes, |b| bf16::from_le_bytes(b).to_f32()),
            Dtype::F64 => elements(bytes, |b| f64::from_le_bytes(b) as f32),
            other => {
                let message = format!(
                    "tensor {key} is of type {other:?}; weights are read from F32, F16, BF16 or F64, so convert it first"
                );
                return Err(Error::file(&self.path, message));
            }
        };
        tensor.used.store(true, Ordering::Relaxed);
        Ok(values)
    }

    /// Maps one file and enters its tensors that are not there yet; returns the names it holds.
    fn add(&mut self, file: &Path) -> Result<BTreeSet<String>> {
        let (map, tensors) = map_file(file, self.maps.len())?;
        self.maps.push(map);
        let names = tensors.iter().map(|(name, _)| name.clone()).collect();
        for (name, tensor) in tensors {
            self.tensors.entry(name).or_insert(tensor);
        }
        Ok(names)
    }

    fn add_shards(&mut self, folder: &Path, index: &Path) -> Result<()> {
        let fields = Fields::read(index)?;
        let map = fields.object("weight_map")?.ok_or_else(|| {
            Error::file(index, "has no field weight_map; a sharded model's index names the file of every tensor there")
        })?;
        let mut by_shard: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for key in map.names() {
            let shard = match map.get(key) {
                Some(Value::String(shard)) => shard.as_str(),
                _ => return Err(map.wrong(key, "wanted the name of a file")),
            };
            // A name that leaves the folder is never what a hub's index holds.
            if shard.is_empty() || shard == ".." || shard.contains(['/', '\\', '\0']) {
                return Err(map.wrong(key, format!("is {shard:?}, wanted the name of a file in the same folder")));
            }
            by_shard.entry(shard).or_default().push(key);
        }
        if by_shard.is_empty() {
            return Err(Error::file(index, "maps no tensor to any file; download it again"));
        }
        for (shard, keys) in by_shard {
            let file = folder.join(shard);
            if !file.is_file() {
                let message = format!("names the shard {shard}, which is not in the folder; download it, too");
                return Err(Error::file(index, message));
            }
            let names = self.add(&file)?;
            if let Some(key) = keys.iter().find(|&&key| !names.contains(key)) {
                let message = format!("maps tensor {key} to {shard}, which does not hold it; download both again");
                return Err(Error::file(index, message));
            }
        }
        Ok(())
    }
}

/// Where a model's weights are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Located {
    /// One safetensors file.
    File(PathBuf),
    /// The index of a sharded model.
    Index(PathBuf),
}

/// Finds the weights at `path`, a file or folder, without opening them.
pub(crate) fn locate(path: &Path) -> Result<Located> {
    let kind = fs::metadata(path).map_err(|e| Error::file(path, format!("cannot be read ({e})")))?;
    if kind.is_file() {
        return Ok(Located::File(path.to_path_buf()));
    }
    if !kind.is_dir() {
        return Err(Error::file(path, "is neither a file nor a folder"));
    }
    if path.join(SINGLE).is_file() {
        return Ok(Located::File(path.join(SINGLE)));
    }
    if path.join(INDEX).is_file() {
        return Ok(Located::Index(path.join(INDEX)));
    }
    let (mut found, mut pytorch) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).map_err(|e| Error::file(path, format!("cannot be listed ({e})")))? {
        let file = entry.map_err(|e| Error::file(path, format!("cannot be listed ({e})")))?.path();
        match file.extension().and_then(|e| e.to_str()) {
            Some("safetensors") => found.push(file),
            Some("bin" | "pth" | "pt" | "ckpt") => pytorch.push(file),
            _ => {}
        }
    }
    found.sort();
    pytorch.sort();
    let name = |file: &PathBuf| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match (found.as_slice(), pytorch.first()) {
        ([only], _) => Ok(Located::File(only.clone())),
        ([], None) => Err(Error::file(
            path,
            format!("holds no weights; looked for {SINGLE}, {INDEX} and a single other *.safetensors"),
        )),
        ([], Some(checkpoint)) => Err(Error::file(
            path,
            format!(
                "holds {}, but only safetensors is read; convert it with `roentgen convert`, or download the safetensors",
                name(checkpoint)
            ),
        )),
        (several, _) => {
            let names = several.iter().map(name).collect::<Vec<_>>().join(", ");
            Err(Error::file(path, format!("holds several safetensors files ({names}); name the one to read")))
        }
    }
}

/// Maps a plain file that is not empty.
pub(crate) fn map_plain(path: &Path) -> Result<Mmap> {
    let unreadable = |e: std::io::Error| Error::file(path, format!("cannot be read ({e})"));
    // Opening a pipe would wait for a writer.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Error::file(path, "is not a plain file"));
    }
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.len() == 0 {
        return Err(Error::file(path, "is empty; download it again"));
    }
    // SAFETY: the map is read-only and private to this process. A file that another process truncates meanwhile would end
    // this one with a bus error; every reader that maps weights lives with that, and a copy of the file is the way out.
    unsafe { Mmap::map(&file) }.map_err(unreadable)
}

fn map_file(path: &Path, map: usize) -> Result<(Mmap, Vec<(String, Tensor)>)> {
    let mapped = map_plain(path)?;
    let length = mapped.len();
    if let Some(key) = past_the_end(&mapped) {
        return Err(Error::file(path, format!("tensor {key} lies past the end of the file; download it again")));
    }
    let (header, metadata) = SafeTensors::read_metadata(&mapped)
        .map_err(|e| Error::file(path, format!("{}; download it again", explain(&e, length))))?;
    // The data starts after the header and its eight bytes of length.
    let outside = || Error::file(path, "a tensor lies outside the file; download it again");
    let start = header.checked_add(8).ok_or_else(outside)?;
    let mut tensors = Vec::new();
    for (name, info) in metadata.tensors() {
        let (from, to) = info.data_offsets;
        let bytes = start.checked_add(from).zip(start.checked_add(to)).map(|(a, b)| a..b).ok_or_else(outside)?;
        if bytes.start > bytes.end || bytes.end > mapped.len() {
            return Err(outside());
        }
        let [used, idle] = [false; 2].map(AtomicBool::new);
        tensors.push((name, Tensor { map, dtype: info.dtype, shape: info.shape.clone(), bytes, used, idle }));
    }
    Ok((mapped, tensors))
}

/// A tensor whose header entry ends past the file. The safetensors crate adds such offsets up before it looks at them,
/// which overflows when they add up to nearly 2^64; every other fault of a header is left for it to find.
fn past_the_end(bytes: &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let header = rest.get(..usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let Ok(Value::Object(entries)) = serde_json::from_slice(header) else { return None };
    let end = |entry: &Value| entry.get("data_offsets")?.get(1)?.as_u64();
    entries.into_iter().find(|(_, entry)| end(entry).is_some_and(|end| end > bytes.len() as u64)).map(|(key, _)| key)
}

fn explain(error: &SafeTensorError, length: usize) -> String {
    use SafeTensorError as E;
    match error {
        E::HeaderTooSmall => format!("{length} bytes are too few for a safetensors file"),
        E::HeaderTooLarge => "is not safetensors: its header's length is out of all proportion".into(),
        E::InvalidHeaderLength => "is not safetensors, or truncated: its header's length exceeds the file".into(),
        E::InvalidHeader(_) => "is not safetensors: its header is not text".into(),
        E::InvalidHeaderStart => "is not safetensors: its header does not start with {".into(),
        E::InvalidHeaderDeserialization(e) => format!("its header is not valid ({e})"),
        E::MetadataIncompleteBuffer => "is truncated or too long: its header and its length disagree".into(),
        E::InvalidOffset(key) => format!("tensor {key} overlaps another, leaves a gap or lies outside the data"),
        E::TensorInvalidInfo => "a tensor's byte count does not match its shape and type".into(),
        E::ValidationOverflow => "a tensor's shape is larger than any memory".into(),
        other => format!("cannot be read as safetensors ({other})"),
    }
}

fn elements<const N: usize>(bytes: &[u8], convert: impl Fn([u8; N]) -> f32) -> Vec<f32> {
    bytes.as_chunks::<N>().0.iter().map(|chunk| convert(*chunk)).collect()
}

/// The prefix under which the key `probe` stands in `weights`: the first of `candidates` that fits (`""` for none), else
/// the one prefix ending in a dot that the file itself shows. `None` when no key ends so, or several do.
pub fn prefix(weights: &Weights, candidates: &[&str], probe: &str) -> Option<String> {
    if let Some(found) = candidates.iter().find(|candidate| weights.contains(&format!("{candidate}{probe}"))) {
        return Some(found.to_string());
    }
    let own = |key: &str| {
        let prefix = key.strip_suffix(probe)?;
        (prefix.is_empty() || prefix.ends_with('.')).then(|| prefix.to_string())
    };
    let mut found = weights.keys().filter_map(own);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

#[cfg(test)]
#[path = "weights_tests.rs"]
mod tests;
