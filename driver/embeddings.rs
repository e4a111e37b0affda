//! The file that `embed` writes: rows appended to partial files while it runs, one safetensors file at the end.
//!
//! The partial files lie in a folder beside the result, with a note of what made them: a run that is killed goes on
//! where it stopped, and one with another model, other images or other settings begins anew. Memory does not grow with
//! the number of images.

use crate::error::{Error, Result};
use memmap2::Mmap;
use safetensors::{Dtype, View, tensor::serialize_to_file};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Rows of several tensors on their way to a file.
pub struct Writer {
    out: PathBuf,
    folder: PathBuf,
    parts: Vec<Part>,
    rows: usize,
}

struct Part {
    name: String,
    shape: Vec<usize>,
    path: PathBuf,
    file: File,
}

impl Part {
    fn row_bytes(&self) -> u64 {
        4 * self.shape.iter().product::<usize>() as u64
    }
}

impl Writer {
    /// Opens or resumes the partial files of `out`. `tensors` are names and shapes of a row; `note` is what must be the
    /// same for a run to be resumed.
    ///
    /// # Errors
    /// A folder or file that cannot be written.
    pub fn open(out: &Path, note: &str, tensors: &[(String, Vec<usize>)]) -> Result<Self> {
        let folder = out.with_added_extension("partial");
        let failed = |e: std::io::Error| Error::input(&folder, format!("cannot be written: {e}"));
        let same = fs::read_to_string(folder.join("note.json")).is_ok_and(|found| found == note);
        if !same {
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(failed)?;
            }
            fs::create_dir_all(&folder).map_err(failed)?;
        }
        let mut parts = Vec::new();
        for (name, shape) in tensors {
            let path = folder.join(name);
            let file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
            parts.push(Part { name: name.clone(), shape: shape.clone(), path, file });
        }
        let mut rows = u64::MAX;
        for part in &parts {
            rows = rows.min(part.file.metadata().map_err(failed)?.len() / part.row_bytes());
        }
        // A row counts when every tensor has it; a kill may have left more of one than of another.
        for part in &parts {
            part.file.set_len(rows * part.row_bytes()).map_err(failed)?;
        }
        fs::write(folder.join("note.json"), note).map_err(failed)?;
        Ok(Self { out: out.to_path_buf(), folder, parts, rows: rows as usize })
    }

    /// Rows that are there already.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Appends rows: `values` of each tensor, in the order they were named.
    ///
    /// # Errors
    /// A file that cannot be written, such as on a full disk.
    pub fn append(&mut self, values: &[Vec<f32>]) -> Result<()> {
        for (part, values) in self.parts.iter_mut().zip(values) {
            let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
            part.file.write_all(&bytes).map_err(|e| Error::input(&part.path, format!("cannot be written: {e}")))?;
        }
        Ok(())
    }

    /// Writes the safetensors file under a temporary name, renames it, and removes the partial files.
    ///
    /// # Errors
    /// A file that cannot be read or written.
    pub fn finish(self, metadata: HashMap<String, String>) -> Result<()> {
        let temporary = self.out.with_added_extension("tmp");
        let failed = |e: &dyn std::fmt::Display| Error::input(&self.out, format!("cannot be written: {e}"));
        let mut views = Vec::new();
        for part in &self.parts {
            let file = File::open(&part.path).map_err(|e| failed(&e))?;
            let rows = file.metadata().map_err(|e| failed(&e))?.len() / part.row_bytes();
            // SAFETY: the file is this process's own, and nothing writes it any more.
            let map = unsafe { Mmap::map(&file) }.map_err(|e| failed(&e))?;
            let mut shape = vec![rows as usize];
            shape.extend(&part.shape);
            views.push((part.name.clone(), Rows { shape, map }));
        }
        serialize_to_file(views, Some(metadata), &temporary).map_err(|e| failed(&e))?;
        fs::rename(&temporary, &self.out).map_err(|e| failed(&e))?;
        fs::remove_dir_all(&self.folder).map_err(|e| failed(&e))
    }
}

struct Rows {
    shape: Vec<usize>,
    map: Mmap,
}

impl View for Rows {
    fn dtype(&self) -> Dtype {
        Dtype::F32
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.map)
    }

    fn data_len(&self) -> usize {
        self.map.len()
    }
}
