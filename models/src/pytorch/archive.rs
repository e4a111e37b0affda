//! The zip archive that `torch.save` writes since PyTorch 1.6: `NAME/data.pkl`, and `NAME/data/KEY` for every storage.
//!
//! Every entry is stored as it is, so a storage is a range of the file. Source: `torch/serialization.py`, `_save`.

use std::io::Cursor;
use std::ops::Range;

use zip::{CompressionMethod, ZipArchive};

use super::pickle::{self, Pickle, Result};

/// The first bytes of such a file.
pub const MAGIC: &[u8] = b"PK\x03\x04";

/// Reads the archive `bytes`: its pickle, and the bytes of every storage.
pub fn read(bytes: &[u8]) -> Result<(Pickle, Vec<Range<usize>>)> {
    let broken = |e| format!("is not a complete zip archive ({e}); download it again");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    // The folder is called as the file was when it was saved.
    let mut roots =
        names.iter().filter_map(|name| name.strip_suffix("data.pkl")).filter(|root| root.matches('/').count() == 1);
    let root = match (roots.next(), roots.next()) {
        (Some(root), None) => root,
        (None, _) => return Err("is a zip archive, but holds no data.pkl; is it a checkpoint of PyTorch's?".into()),
        (Some(one), Some(other)) => return Err(format!("holds two checkpoints, {one}data.pkl and {other}data.pkl")),
    };
    let mut entry = |name: &str| -> Result<Range<usize>> {
        let missing = || format!("lacks its entry {name}; download it again");
        let index = archive.index_for_name(name).ok_or_else(missing)?;
        let file = archive.by_index_raw(index).map_err(broken)?;
        if file.compression() != CompressionMethod::Stored || file.encrypted() {
            return Err(format!(
                "its entry {name} is compressed, as torch.save never does; save it again with PyTorch"
            ));
        }
        let start = file.data_start().and_then(|start| usize::try_from(start).ok()).ok_or_else(missing)?;
        let size = usize::try_from(file.compressed_size()).map_err(|_| missing())?;
        let end = start.checked_add(size).filter(|&end| end <= bytes.len());
        end.map(|end| start..end).ok_or_else(|| format!("its entry {name} lies past its end; download it again"))
    };
    let order = format!("{root}byteorder");
    if names.contains(&order) && bytes[entry(&order)?] != *b"little" {
        return Err("was saved on a big-endian machine; save it again on a little-endian one".into());
    }
    let pickle = pickle::read(&bytes[entry(&format!("{root}data.pkl"))?])?;
    let mut ranges = Vec::new();
    for storage in &pickle.storages {
        let name = format!("{root}data/{}", storage.key);
        let range = entry(&name)?;
        if range.len() != storage.bytes() {
            let (found, wanted) = (range.len(), storage.bytes());
            return Err(format!("its entry {name} has {found} bytes, wanted {wanted}; download it again"));
        }
        ranges.push(range);
    }
    Ok((pickle, ranges))
}
