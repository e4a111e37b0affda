//! What `CUDA_EMULATOR_DUMP` keeps of a run: each module's PTX, and the blocks that it was launched with.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Result;
use std::path::Path;

/// A module's name among files: by what its PTX says.
fn stem(ptx: &str) -> String {
    let mut hasher = DefaultHasher::new();
    ptx.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Writes a module's PTX to `<hash>.ptx`.
pub(super) fn module(folder: &Path, ptx: &str) -> Result<()> {
    once(folder, &format!("{}.ptx", stem(ptx)), ptx)
}

/// Writes what a block of a launch takes to an empty file, `<hash>.<threads>x<bytes of shared memory>.block`.
pub(super) fn block(folder: &Path, ptx: &str, threads: u32, shared_bytes: u32) -> Result<()> {
    once(folder, &format!("{}.{threads}x{shared_bytes}.block", stem(ptx)), "")
}

fn once(folder: &Path, name: &str, contents: &str) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    if path.exists() { Ok(()) } else { std::fs::write(path, contents) }
}
