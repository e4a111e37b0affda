//! The folder of what can be made again: features of frozen encoders, ceilings of devices.

use crate::error::{Error, Result};
use std::path::PathBuf;

/// `ROENTGEN_CACHE`, else `roentgen` in `XDG_CACHE_HOME`, else `.cache/roentgen` in the home folder.
///
/// # Errors
/// None of the three is known.
pub fn folder() -> Result<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    of("ROENTGEN_CACHE")
        .or_else(|| of("XDG_CACHE_HOME").map(|cache| cache.join("roentgen")))
        .or_else(|| of("HOME").map(|home| home.join(".cache/roentgen")))
        .ok_or_else(|| Error::usage("there is no home folder to keep a cache in; name one in ROENTGEN_CACHE"))
}
