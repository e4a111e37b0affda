//! What every result carries: version, commit, device, driver, type, tile, date and command line.

use crate::output::Cell;
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
    /// Version, commit, date and command line.
    #[serde(flatten)]
    pub program: Program,
    /// The device, with driver and limits.
    pub device: DeviceInfo,
}

/// The part of it that has to do with no device.
#[derive(Debug, Clone, Serialize)]
pub struct Program {
    /// The program's version.
    pub version: &'static str,
    /// The commit it was built from, where the build knew.
    pub commit: &'static str,
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

    /// Columns for a table whose rows stand alone.
    pub fn facts(&self) -> Vec<(&'static str, Cell)> {
        self.arithmetic.facts().into_iter().chain(self.origin.facts()).collect()
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let (Program { version, commit, .. }, Arithmetic { dtype, tile, .. }) =
            (&self.origin.program, &self.arithmetic);
        format!("{}, {}, {tile}, roentgen {version} ({commit})", self.origin.device_line(), dtype.name())
    }
}

impl Origin {
    /// Of what is made now on a device.
    pub fn new(device: &DeviceInfo) -> Self {
        Self { program: Program::now(), device: device.clone() }
    }

    /// Columns for a table whose rows stand alone.
    pub fn facts(&self) -> Vec<(&'static str, Cell)> {
        let Self { device, .. } = self;
        let of_device = [
            ("device", Cell::from(device.name.as_str())),
            ("driver", Cell::from(device.driver.as_str())),
            ("backend", Cell::from(format!("{:?}", device.backend).to_lowercase())),
            ("api", Cell::from(device.api.as_str())),
        ];
        of_device.into_iter().chain(self.program.facts()).collect()
    }

    /// The device for people: name, driver and API.
    pub fn device_line(&self) -> String {
        format!("{} ({}, {})", self.device.name, self.device.driver, self.device.api)
    }
}

impl Program {
    /// Of what is made now.
    pub fn now() -> Self {
        let now = time::OffsetDateTime::now_utc();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ROENTGEN_COMMIT").unwrap_or("unknown"),
            date: now.format(&time::format_description::well_known::Rfc3339).unwrap_or_default(),
            command: std::env::args().collect(),
        }
    }

    /// Columns for a table whose rows stand alone.
    pub fn facts(&self) -> [(&'static str, Cell); 4] {
        [
            ("version", Cell::from(self.version)),
            ("commit", Cell::from(self.commit)),
            ("date", Cell::from(self.date.as_str())),
            ("command", Cell::from(self.command.join(" "))),
        ]
    }
}

impl Arithmetic {
    /// Of a type on a device.
    pub fn new(device: &DeviceInfo, dtype: DType) -> Self {
        Self { dtype, accumulator: DType::F32, tile: Tile::of(device, dtype).to_string() }
    }

    /// Columns for a table whose rows stand alone.
    pub fn facts(&self) -> [(&'static str, Cell); 3] {
        [
            ("dtype", Cell::from(self.dtype.name())),
            ("accumulator", Cell::from(self.accumulator.name())),
            ("tile", Cell::from(self.tile.as_str())),
        ]
    }
}
