//! Features of a frozen encoder on disk, a file for each image, found again by what made them: the model's weights and
//! configuration, its input's preparation, program, device and type by the folder, the image's bytes by the file. A second probe
//! of the same model on the same images computes none, whatever its label, splits or rows; a killed one goes on.

use super::bounded::Bounded;
use super::state::{Written, write, write_tensors};
use super::task::ImageTask;
use crate::cache;
use crate::encoder::progress;
use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use rayon::prelude::*;
use roentgen_models::decoders::Features;
use roentgen_models::parameters::Entry;
use roentgen_models::tape::Var;
use roentgen_models::weights::Weights;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The features of one image.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Height and width of the image they are of.
    pub image: [usize; 2],
    /// Its maps `[height, width, channels]`, finest first.
    pub maps: Vec<Entry>,
    /// `[width]`, where the encoder pools.
    pub embedding: Option<Entry>,
}

/// The folder of one model's features.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    kept: Bounded<String, Kept>,
}

impl Store {
    /// The folder of what `made` makes; at most `bound` bytes are held in memory.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn open(made: &serde_json::Value, bound: usize) -> Result<Self> {
        let text = made.to_string();
        let folder = cache::folder()?.join("features").join(hex(&Sha256::digest(text.as_bytes())));
        let failed = |e: io::Error| Error::input(&folder, format!("cannot be written: {e}"));
        fs::create_dir_all(&folder).map_err(failed)?;
        // For people: nothing reads it.
        write(&folder.join("made-by.json"), format!("{made:#}\n").as_bytes())?;
        Ok(Self { folder, kept: Bounded::new(bound) })
    }

    /// Where they are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(digest).with_extension("safetensors")
    }

    /// The features of the image with these bytes.
    ///
    /// # Errors
    /// A file that was removed or damaged.
    pub fn get(&self, digest: &str) -> Result<Arc<Kept>> {
        if let Some(kept) = self.kept.get(&digest.to_string()) {
            return Ok(kept);
        }
        let path = self.path(digest);
        let weights = Weights::open(&path)?;
        let damaged = || Error::input(&path, "is damaged; remove the folder it is in, it is made again");
        let (_, size) = weights.f32_any("image")?;
        let &[height, width] = size.as_slice() else { return Err(damaged()) };
        let maps = (0..).map(|index| format!("map_{index}")).take_while(|key| weights.contains(key));
        let maps = maps.map(|key| Ok(weights.f32_any(&key)?)).collect::<Result<Vec<_>>>()?;
        let embedding = weights.contains("embedding").then(|| weights.f32_any("embedding")).transpose()?;
        let kept = Arc::new(Kept { image: [height as usize, width as usize], maps, embedding });
        let bytes = 4 * kept.maps.iter().chain(&kept.embedding).map(|(_, values)| values.len()).sum::<usize>();
        self.kept.insert(digest.to_string(), kept.clone(), bytes);
        Ok(kept)
    }

    fn put(&self, digest: &str, kept: &Kept) -> Result<()> {
        // Image sizes are far below what f32 holds exactly.
        let size = kept.image.map(|edge| edge as f32);
        let maps = kept.maps.iter().enumerate().map(|(index, map)| (format!("map_{index}"), map));
        let all = maps.chain(kept.embedding.iter().map(|embedding| ("embedding".to_string(), embedding)));
        let mut tensors: Vec<Written<'_>> =
            all.map(|(key, (shape, values))| Written::new(&key, shape, || Ok(values.clone()))).collect();
        tensors.push(Written::new("image", &[2], || Ok(size.to_vec())));
        write_tensors(&self.path(digest), tensors, None)
    }

    /// Computes what is not there yet of the images of `task`, and names all by their bytes.
    ///
    /// # Errors
    /// An image that cannot be read; what the device or the folder reports.
    pub fn fill<R: Runtime>(&self, task: &ImageTask<'_, R>, quiet: bool) -> Result<Vec<String>> {
        let items = &task.images.items;
        let digests = items.par_iter().map(|item| digest(&item.path)).collect::<Result<Vec<String>>>()?;
        let mut missing: HashMap<&str, usize> = HashMap::new();
        for (item, digest) in digests.iter().enumerate() {
            if !self.path(digest).exists() {
                missing.entry(digest).or_insert(item);
            }
        }
        let mut missing: Vec<usize> = missing.into_values().collect();
        missing.sort_unstable();
        let bar = progress(missing.len(), "features", quiet);
        let passes: Vec<&[usize]> = missing.chunks(task.batch).collect();
        for (index, pass) in passes.iter().enumerate() {
            if let Some(next) = passes.get(index + 1) {
                task.images.decode_ahead(next);
            }
            let (input, _) = task.input(pass, None)?;
            let Features { maps, embedding } = task.network.head.features(&task.network.encoder, &input.into())?;
            let rows =
                |var: &Var<R>| -> Result<(Vec<usize>, Vec<f32>)> { Ok((var.shape()[1..].to_vec(), var.to_f32()?)) };
            let maps = maps.iter().map(rows).collect::<Result<Vec<_>>>()?;
            let embedding = embedding.as_ref().map(rows).transpose()?;
            let row = |(shape, values): &Entry, at: usize| {
                let each = shape.iter().product::<usize>();
                (shape.clone(), values[at * each..(at + 1) * each].to_vec())
            };
            for (at, item) in pass.iter().enumerate() {
                let image = &task.images.get(*item)?.image;
                let kept = Kept {
                    image: [image.height, image.width],
                    maps: maps.iter().map(|map| row(map, at)).collect(),
                    embedding: embedding.as_ref().map(|embedding| row(embedding, at)),
                };
                self.put(&digests[*item], &kept)?;
            }
            bar.inc(pass.len() as u64);
        }
        bar.finish_and_clear();
        if !missing.is_empty() && !quiet {
            eprintln!("features of {} images kept in {}", missing.len(), self.folder.display());
        }
        Ok(digests)
    }
}

/// The SHA-256 of a file, or of the files of weights in a folder, in their order.
///
/// # Errors
/// A file that cannot be read.
pub fn digest(path: &Path) -> Result<String> {
    let failed = |e: io::Error| Error::input(path, format!("cannot be read: {e}"));
    let mut hasher = Sha256::new();
    if path.is_dir() {
        let mut files = fs::read_dir(path).map_err(failed)?.collect::<io::Result<Vec<_>>>().map_err(failed)?;
        files.retain(|file| file.path().extension().is_some_and(|extension| extension == "safetensors"));
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            hasher.update(digest(&file.path())?);
        }
    } else {
        let mut file = File::open(path).map_err(failed)?;
        let mut buffer = vec![0; 1 << 20];
        loop {
            match file.read(&mut buffer).map_err(failed)? {
                0 => break,
                count => hasher.update(&buffer[..count]),
            }
        }
    }
    Ok(hex(&hasher.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
