//! The demo's picture.
use crate::error::Result;
use std::path::Path;
/// One row.
pub struct Example<'a> {
    /// a
    pub image: &'a Path,
    /// b
    pub label: bool,
    /// c
    pub probability: f64,
    /// d
    pub tube: Option<bool>,
}
/// Draws.
///
/// # Errors
/// None.
pub fn demo(_t: &str, _s: &str, _a: &str, _e: &[Example<'_>]) -> Result<String> {
    Ok(String::new())
}
