//! What every result carries: version, commit, device, driver, type, tile, date and command line.

use roentgen_kernels::tile::Tile;
use roentgen_runtime::{DType, Device, DeviceInfo};
use serde::Serialize;

/// Where a result comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Provenance {
    /// The program's version.
    pub version: &'static str,
    /// The commit it was built from, where the build knew.
    pub commit: &'static str,
    /// The device, with driver and limits.
    pub device: DeviceInfo,
    /// Storage type.
    pub dtype: DType,
    /// Type of every accumulator.
    pub accumulator: DType,
    /// The row of the tile table.
    pub tile: String,
    /// Seconds since 1970, UTC, in RFC 3339.
    pub date: String,
    /// The command line.
    pub command: Vec<String>,
}

impl Provenance {
    /// Of a result made now on `device`.
    pub fn new<R: cubecl::Runtime>(device: &Device<R>, dtype: DType) -> Self {
        let now = time::OffsetDateTime::now_utc();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ROENTGEN_COMMIT").unwrap_or("unknown"),
            device: device.info().clone(),
            dtype,
            accumulator: DType::F32,
            tile: Tile::choose(device, dtype).to_string(),
            date: now.format(&time::format_description::well_known::Rfc3339).unwrap_or_default(),
            command: std::env::args().collect(),
        }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        format!(
            "{} ({}, {}), {}, {}, roentgen {} ({})",
            self.device.name,
            self.device.driver,
            self.device.api,
            self.dtype.name(),
            self.tile,
            self.version,
            self.commit
        )
    }
}
