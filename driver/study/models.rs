//! The encoders of a study on disk: initial weights, written once so that all cells begin with the same, and what each costs.

use super::{COSTS, Cell, MODELS};
use crate::commands::bench;
use crate::error::{Error, Result};
use crate::output::folder;
use crate::training::run::describe;
use crate::training::state::{write, write_tensors};
use crate::training::task::checkpoint;
use cubecl::prelude::Runtime;
use roentgen_models::Encoder;
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use roentgen_runtime::{DType, Device};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// Seed of initial weights and of measurements' pixels: the study's.
const SEED: u64 = 5656;

/// What an encoder costs on the study's first device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EncoderCost {
    /// The encoder's name in the study.
    pub model: String,
    /// Parameters.
    pub parameters: u64,
    /// Height and width of the input.
    pub image: [usize; 2],
    /// FLOPs of an image forward.
    pub flops: u64,
    /// Images in a batch.
    pub batch: usize,
    /// Storage type.
    pub dtype: String,
    /// Images a second forward, by the median of the batches' times.
    pub images_per_second: Option<f64>,
    /// Bytes reserved on the device after these runs.
    pub peak_bytes: Option<u64>,
    /// The device.
    pub device: String,
    /// Why it was not measured.
    pub reason: Option<String>,
}

/// The model to give to a cell's command, in a study's folder.
pub fn path(cell: &Cell, out: &Path) -> String {
    if cell.initial { out.join(MODELS).join(&cell.model).display().to_string() } else { cell.source.clone() }
}

/// Writes the initial weights of a cell's encoder, where it begins with such and they are not there.
///
/// # Errors
/// A device that cannot hold it; a folder that cannot be written.
pub fn write_initial<R: Runtime>(cell: &Cell, source: &Source, out: &Path, device: &Device<R>) -> Result<()> {
    let path = out.join(MODELS).join(&cell.model);
    if !cell.initial || path.exists() {
        return Ok(());
    }
    let encoder = Encoder::load(&source.config, &Weights::initial(SEED), device, DType::F32)?;
    folder(&path, |folder| {
        describe(&cell.source, source, folder)?;
        // transformers refuses a file that does not say which framework wrote it.
        let metadata = [("format".to_string(), "pt".to_string())].into();
        let tensors = checkpoint(encoder.parameters().iter(), encoder.buffers().iter(), &[]);
        write_tensors(&folder.join("model.safetensors"), tensors, Some(metadata))
    })
}

/// Measures what an encoder costs, where it is not known, and keeps it; one that cannot be measured is kept with the reason.
///
/// # Errors
/// A file that cannot be written.
pub fn measure<R: Runtime>(
    cell: &Cell,
    size: [usize; 2],
    source: &Source,
    out: &Path,
    device: &Device<R>,
) -> Result<()> {
    let file = out.join(COSTS).join(format!("{}.json", cell.model));
    let dtype = cell.option("dtype").and_then(|name| crate::cli::parse_dtype(name).ok()).unwrap_or(DType::F32);
    let same = |cost: EncoderCost| {
        let model = (cost.parameters, cost.flops) == (source.config.parameters(), source.config.flops(size));
        let here = cost.device == device.info().name && cost.dtype == dtype.name();
        model && here && cost.image == size && cost.images_per_second.is_some()
    };
    if read(&file).is_some_and(same) {
        return Ok(());
    }
    let batch = cell.option("batch").and_then(|text| text.parse().ok()).unwrap_or(16);
    let mut cost = EncoderCost {
        model: cell.model.clone(),
        parameters: source.config.parameters(),
        image: size,
        flops: source.config.flops(size),
        batch,
        dtype: dtype.name().to_string(),
        images_per_second: None,
        peak_bytes: None,
        device: device.info().name.clone(),
        reason: None,
    };
    let weights = match &source.weights {
        Some(path) if !cell.initial => Weights::open(path)?,
        _ => Weights::initial(SEED),
    };
    match bench::forward(source, &weights, size, dtype, batch, SEED, device) {
        Ok((batch, rate, bytes)) => {
            (cost.batch, cost.images_per_second, cost.peak_bytes) = (batch, Some(rate), Some(bytes));
        }
        Err(error) => cost.reason = Some(error.to_string()),
    }
    let folder = out.join(COSTS);
    fs::create_dir_all(&folder).map_err(|error| Error::input(&folder, format!("cannot be written: {error}")))?;
    write(&file, format!("{:#}\n", serde_json::json!(cost)).as_bytes())
}

fn read(file: &Path) -> Option<EncoderCost> {
    serde_json::from_str(&fs::read_to_string(file).ok()?).ok()
}

/// What is known of a study's encoders, by name.
pub fn costs(out: &Path) -> Vec<EncoderCost> {
    let mut costs: Vec<EncoderCost> =
        fs::read_dir(out.join(COSTS)).into_iter().flatten().filter_map(|entry| read(&entry.ok()?.path())).collect();
    costs.sort_by(|a, b| a.model.cmp(&b.model));
    costs
}
