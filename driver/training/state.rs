//! What a run keeps on disk while it trains: the best epoch's weights, and everything it needs to go on with the same bits.

use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use roentgen_models::optimiser::Optimiser;
use roentgen_models::parameters::Buffer;
use roentgen_models::weights::Weights;
use roentgen_runtime::DType;
use safetensors::{Dtype, View};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The best epoch's weights.
pub const BEST: &str = "best.safetensors";
/// The folder of what a run goes on from.
const LAST: &str = "last";
/// The losses of each epoch.
pub const METRICS: &str = "metrics.jsonl";

/// Where a run is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Whole epochs done.
    pub epoch: u32,
    /// Steps done of the one that is begun.
    pub batch: usize,
    /// Sum of their losses.
    pub train_loss: f64,
    /// The best epoch, from 1; 0 before there is one.
    pub best: u32,
    /// Its validation loss.
    pub best_loss: f64,
    /// What f16's loss is times; none for other types.
    pub scale: Option<f32>,
    /// Good steps since it changed.
    pub good: u32,
    /// `metrics.jsonl` so far.
    pub history: String,
}

/// [`Progress`] on disk: numbers by their bits, because text may round.
#[derive(Serialize, Deserialize)]
struct Saved {
    epoch: u32,
    batch: usize,
    train_loss: u64,
    best: u32,
    best_loss: u64,
    scale: Option<u32>,
    good: u32,
    history: String,
    steps: u32,
    /// What the run must have been begun with.
    note: String,
}

impl Progress {
    /// Nothing done yet.
    pub fn new(dtype: DType) -> Self {
        Self {
            epoch: 0,
            batch: 0,
            train_loss: 0.0,
            best: 0,
            best_loss: f64::INFINITY,
            // PyTorch's first scale.
            scale: (dtype == DType::F16).then_some(65536.0),
            good: 0,
            history: String::new(),
        }
    }
}

/// A run's folder while it is trained.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// What must be the same for a run to go on.
    note: String,
    every: Duration,
    saved: Mutex<Instant>,
}

impl Folder {
    /// In `path`, which is there; `note` is what must be the same for a run to go on, `every` how often its state is saved within
    /// an epoch.
    pub fn new(path: &Path, note: String, every: Duration) -> Self {
        Self { path: path.to_path_buf(), note, every, saved: Mutex::new(Instant::now()) }
    }

    /// Whether it is time to save.
    pub fn is_due(&self) -> bool {
        self.saved.lock().is_ok_and(|saved| saved.elapsed() >= self.every)
    }

    /// Keeps the best epoch's weights.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn keep(&self, tensors: Vec<Written<'_>>) -> Result<()> {
        write_tensors(&self.path.join(BEST), tensors, None)
    }

    /// Saves everything the run needs to go on.
    ///
    /// # Errors
    /// What the device reports; a file that cannot be written.
    pub fn save<R: Runtime>(&self, at: &Progress, optimiser: &Optimiser<R>, buffers: &[&Buffer<R>]) -> Result<()> {
        let saved = Saved {
            epoch: at.epoch,
            batch: at.batch,
            train_loss: at.train_loss.to_bits(),
            best: at.best,
            best_loss: at.best_loss.to_bits(),
            scale: at.scale.map(f32::to_bits),
            good: at.good,
            history: at.history.clone(),
            steps: optimiser.steps(),
            note: self.note.clone(),
        };
        let mut tensors = Vec::new();
        for (index, tensor) in optimiser.tensors().enumerate() {
            tensors.push(Written::new(&format!("optimiser.{index:05}"), tensor.shape(), || Ok(tensor.to_f32()?)));
        }
        for buffer in buffers {
            tensors.push(Written::new(&buffer.key, &buffer.shape, || Ok(buffer.tensor.to_f32()?)));
        }
        let folder = self.path.join(LAST);
        fs::create_dir_all(&folder).map_err(|e| Error::input(&folder, format!("cannot be written: {e}")))?;
        // One file for all: half of a state would be another run's.
        let text = serde_json::json!(saved).to_string();
        let metadata = HashMap::from([("progress".to_string(), text)]);
        write_tensors(&self.state(), tensors, Some(metadata))?;
        write(&self.path.join(METRICS), at.history.as_bytes())?;
        if let Ok(mut saved) = self.saved.lock() {
            *saved = Instant::now();
        }
        Ok(())
    }

    fn state(&self) -> PathBuf {
        self.path.join(LAST).join("state.safetensors")
    }

    /// Puts a saved state back, where there is one.
    ///
    /// # Errors
    /// A state that cannot be read, or of a run with other settings.
    pub fn restore<R: Runtime>(
        &self,
        optimiser: &mut Optimiser<R>,
        buffers: &[&Buffer<R>],
    ) -> Result<Option<Progress>> {
        let path = self.state();
        if !path.exists() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(|e| Error::input(&path, format!("cannot be read: {e}")))?;
        let (_, header) = safetensors::SafeTensors::read_metadata(&bytes).map_err(|e| Error::input(&path, e))?;
        let text = header.metadata().as_ref().and_then(|metadata| metadata.get("progress"));
        let saved: Saved = text
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or_else(|| Error::input(&path, "holds no state of a run; remove the folder to begin anew"))?;
        if saved.note != self.note {
            let message =
                "is of a run with other settings; give those of its run.json, or remove the folder to begin anew";
            return Err(Error::input(&path, message));
        }
        drop(bytes);
        let weights = Weights::open(&path)?;
        let values = optimiser
            .tensors()
            .enumerate()
            .map(|(index, tensor)| Ok(weights.f32(&format!("optimiser.{index:05}"), tensor.shape())?));
        let values = values.collect::<Result<Vec<_>>>()?;
        optimiser.restore(&values, saved.steps)?;
        for buffer in buffers {
            buffer.set(&weights.f32(&buffer.key, &buffer.shape)?)?;
        }
        Ok(Some(Progress {
            epoch: saved.epoch,
            batch: saved.batch,
            train_loss: f64::from_bits(saved.train_loss),
            best: saved.best,
            best_loss: f64::from_bits(saved.best_loss),
            scale: saved.scale.map(f32::from_bits),
            good: saved.good,
            history: saved.history,
        }))
    }
}

/// An f32 tensor on its way to a file, read when its turn comes: a model and its optimiser twice in the host's memory would be more
/// than a training step takes.
pub struct Written<'a> {
    key: String,
    shape: Vec<usize>,
    read: Box<dyn Fn() -> Result<Vec<f32>> + 'a>,
}

impl<'a> Written<'a> {
    /// A tensor of a key and a shape, and what reads its values.
    pub fn new(key: &str, shape: &[usize], read: impl Fn() -> Result<Vec<f32>> + 'a) -> Self {
        Self { key: key.to_string(), shape: shape.to_vec(), read: Box::new(read) }
    }
}

/// A tensor, and where an error of reading it goes.
struct Row<'a, 'b> {
    tensor: &'b Written<'a>,
    failed: &'b RefCell<Option<Error>>,
}

impl View for Row<'_, '_> {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.tensor.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        let values = (self.tensor.read)().unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            Vec::new()
        });
        Cow::Owned(bytemuck::cast_slice(&values).to_vec())
    }

    fn data_len(&self) -> usize {
        4 * self.tensor.shape.iter().product::<usize>()
    }
}

/// Writes a safetensors file beside the one that is there and renames it, so that a kill leaves the old one or the new one.
///
/// # Errors
/// What reading a tensor returns; a file that cannot be written.
pub fn write_tensors(path: &Path, tensors: Vec<Written<'_>>, metadata: Option<HashMap<String, String>>) -> Result<()> {
    let temporary = path.with_added_extension("tmp");
    let failed = RefCell::new(None);
    let rows = tensors.iter().map(|tensor| (tensor.key.as_str(), Row { tensor, failed: &failed }));
    let done = safetensors::serialize_to_file(rows, metadata, &temporary);
    if let Some(error) = failed.take() {
        return Err(error);
    }
    done.map_err(|e| Error::input(path, format!("cannot be written: {e}")))?;
    fs::rename(&temporary, path).map_err(|e| Error::input(path, format!("cannot be written: {e}")))
}

/// Writes beside the file and renames, so that a kill leaves the old one or the new one.
///
/// # Errors
/// A file that cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = path.with_added_extension("tmp");
    let failed = |e: std::io::Error| Error::input(path, format!("cannot be written: {e}"));
    fs::write(&temporary, bytes).map_err(failed)?;
    fs::rename(&temporary, path).map_err(failed)
}
