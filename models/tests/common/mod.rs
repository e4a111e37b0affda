//! What these tests share.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use roentgen_runtime::{AnyDevice, Selector};
use std::path::{Path, PathBuf};

/// A path under the repository's `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)
}

/// The device that the tests run on.
pub fn device() -> AnyDevice {
    let selector = std::env::var("ROENTGEN_DEVICE").map_or(Selector::Auto, |s| s.parse().expect("ROENTGEN_DEVICE"));
    roentgen_runtime::open(selector).expect("the tests need a device; tools/setup installs a software one")
}

/// Relative L2 error; infinite where lengths differ or a value is not a number. A value that is zero but for rounding, as the
/// gradient of a bias in front of a batch norm, is held to `floor` a value instead of its own size.
pub fn error(got: &[f32], want: &[f32], floor: f64) -> f64 {
    let as_f64 = |values: &[f32]| values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
    let norm = as_f64(want).iter().map(|v| v * v).sum::<f64>().sqrt();
    let floor = floor * (want.len() as f64).sqrt();
    roentgen_kernels::relative_l2(as_f64(got), as_f64(want)).0 * if norm < floor { norm / floor } else { 1.0 }
}
