//! What every result carries: version, commit, device, driver, type, tile, date and command line.

use roentgen_kernels::tile::Tile;
use roentgen_runtime::{DType, Device, DeviceInfo};
use serde::Serialize;

/// Where a result comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Provenance {
    /// Program, device, date and command line.
    #[serde(flatten)]
    pub origin: Origin,
    /// Type and tile.
    #[serde(flatten)]
    pub arithmetic: Arithmetic,
}

/// The part of it that all results of a run share.
#[derive(Debug, Clone, Serialize)]
pub struct Origin {
    /// The program's version.
    pub version: &'static str,
    /// The commit it was built from, where the build knew.
    pub commit: &'static str,
    /// The device, with driver and limits.
    pub device: DeviceInfo,
    /// Seconds since 1970, UTC, in RFC 3339.
    pub date: String,
    /// The command line.
    pub command: Vec<String>,
}

/// The part of it that the storage type decides.
#[derive(Debug, Clone, Serialize)]
pub struct Arithmetic {
    /// Storage type.
    pub dtype: DType,
    /// Type of every accumulator.
    pub accumulator: DType,
    /// The row of the tile table.
    pub tile: String,
}

impl Provenance {
    /// Of a result made now on `device`.
    pub fn new<R: cubecl::Runtime>(device: &Device<R>, dtype: DType) -> Self {
        Self { origin: Origin::new(device.info()), arithmetic: Arithmetic::new(device.info(), dtype) }
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let (Origin { version, commit, .. }, Arithmetic { dtype, tile, .. }) = (&self.origin, &self.arithmetic);
        format!("{}, {}, {tile}, roentgen {version} ({commit})", self.origin.device_line(), dtype.name())
    }
}

impl Origin {
    /// Of what is made now on a device.
    pub fn new(device: &DeviceInfo) -> Self {
        let now = time::OffsetDateTime::now_utc();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ROENTGEN_COMMIT").unwrap_or("unknown"),
            device: device.clone(),
            date: now.format(&time::format_description::well_known::Rfc3339).unwrap_or_default(),
            command: std::env::args().collect(),
        }
    }

    /// The device for people: name, driver and API.
    pub fn device_line(&self) -> String {
        format!("{} ({}, {})", self.device.name, self.device.driver, self.device.api)
    }
}

impl Arithmetic {
    /// Of a type on a device.
    pub fn new(device: &DeviceInfo, dtype: DType) -> Self {
        Self { dtype, accumulator: DType::F32, tile: Tile::of(device, dtype).to_string() }
    }
}
