//! Measured ceilings of a device, kept from one command to the next, and what share of them a piece of work reaches.
//!
//! They lie in `ROENTGEN_CACHE`, or in `roentgen` below the user's usual cache folder, one file for each device and driver.
//! `roentgen devices --ceilings` measures them anew.

use crate::analytic::Bound;
use crate::cache;
use crate::error::{Error, Result};
use roentgen_runtime::{Ceilings, DType, DeviceInfo};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::{fs, io};

/// Ceilings with what they are of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The device.
    #[serde(flatten)]
    pub identity: Identity,
    /// When, in RFC 3339, UTC.
    pub date: String,
    /// What it reaches.
    pub ceilings: Ceilings,
}

/// What a device's ceilings hold for: another driver is another device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// [`FORMAT`].
    pub format: String,
    /// Which of the machine's devices.
    pub selector: String,
    /// Its name.
    pub name: String,
    /// Its driver, with version.
    pub driver: String,
    /// Its API.
    pub api: String,
}

/// The probes' own version: other probes give other figures.
const FORMAT: &str = "roentgen ceilings 1";

impl Identity {
    fn of(device: &DeviceInfo) -> Self {
        let DeviceInfo { selector, name, driver, api, .. } = device.clone();
        Self { format: FORMAT.to_string(), selector, name, driver, api }
    }

    /// The name of its file.
    fn file(&self) -> String {
        let fields = [&self.format, &self.selector, &self.name, &self.driver, &self.api];
        let digest = Sha256::digest(fields.map(String::as_str).join("\0"));
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("ceilings-{hex}.json")
    }
}

impl Measured {
    /// Those that were kept, or fresh ones, which are then kept.
    ///
    /// # Errors
    /// What the device reports.
    pub fn get(device: &DeviceInfo) -> Result<Self> {
        match Self::kept(device) {
            Some(kept) => Ok(kept),
            None => {
                eprintln!("measuring the ceilings of {}, once", device.name);
                Self::fresh(device)
            }
        }
    }

    /// Those that were kept, where there are any.
    pub fn kept(device: &DeviceInfo) -> Option<Self> {
        let identity = Identity::of(device);
        let path = cache::folder().ok()?.join(identity.file());
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
            Err(error) => {
                eprintln!("{}: cannot be read: {error}; the ceilings are measured again", path.display());
                return None;
            }
        };
        let kept = serde_json::from_str::<Self>(&text).ok().filter(|kept| kept.identity == identity);
        if kept.is_none() {
            eprintln!("{}: is no file of this device's ceilings; they are measured again", path.display());
        }
        kept
    }

    /// Measured now, and kept.
    ///
    /// # Errors
    /// What the device reports.
    pub fn fresh(device: &DeviceInfo) -> Result<Self> {
        let ceilings = Ceilings::measure(device)?;
        let now = time::OffsetDateTime::now_utc();
        let date = now.format(&time::format_description::well_known::Rfc3339).unwrap_or_default();
        let measured = Self { identity: Identity::of(device), date, ceilings };
        // A cache that cannot be written costs time, not the result.
        if let Err(error) = cache::folder().and_then(|folder| measured.keep(&folder)) {
            eprintln!("the ceilings are not kept: {error}");
        }
        Ok(measured)
    }

    fn keep(&self, folder: &Path) -> Result<()> {
        let failed = |error: io::Error| Error::input(folder, format!("cannot be written: {error}"));
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        io::Write::write_all(&mut file, serde_json::json!(self).to_string().as_bytes()).map_err(failed)?;
        file.persist(folder.join(self.identity.file())).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// In a line.
    pub fn line(&self) -> String {
        let Ceilings { launch_interval, .. } = self.ceilings;
        format!(
            "ceilings, measured {}: {:.1} GFLOP/s in f32, {:.1} GB/s, {:.1} us a launch",
            self.date.get(..10).unwrap_or(&self.date),
            self.ceilings.flops(DType::F32) / 1e9,
            self.ceilings.bandwidth() / 1e9,
            launch_interval * 1e6
        )
    }
}

/// What is done in a time: arithmetic, bytes that cross memory at least, launches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Floating-point operations; a multiply-add is two.
    pub flops: u64,
    /// Bytes.
    pub bytes: u64,
    /// Kernels.
    pub launches: u64,
}

/// How near work comes to what binds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The least time that the ceilings allow over the time it took. Above one where its numbers came from caches, whose ceiling
    /// is another.
    pub share: f64,
    /// The ceiling that allows the least.
    pub bound: Bound,
}

impl Share {
    /// Of work on numbers stored as `dtype` that took so many seconds.
    pub fn of(ceilings: &Ceilings, work: Work, dtype: DType, seconds: f64) -> Self {
        let least = [
            (work.flops as f64 / ceilings.flops(dtype), Bound::Compute),
            (work.bytes as f64 / ceilings.bandwidth(), Bound::Bandwidth),
            (work.launches as f64 * ceilings.launch_interval, Bound::Launch),
        ];
        let (time, bound) = least.into_iter().fold((0.0, Bound::Launch), |a, b| if b.0 > a.0 { b } else { a });
        Self { share: time / seconds, bound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roentgen_runtime::{Clock, Compute, Unit};

    fn ceilings() -> Ceilings {
        let compute = |dtype, unit, flops| Compute { dtype, unit, flops };
        Ceilings {
            compute: vec![
                compute(DType::F32, Unit::Vector, 1e12),
                compute(DType::F16, Unit::Vector, 2e12),
                compute(DType::F16, Unit::Matrix, 8e12),
            ],
            read: 1e11,
            write: 0.8e11,
            copy: 0.9e11,
            working_set: 1 << 29,
            launch_latency: 1e-5,
            launch_interval: 1e-6,
            upload: 1e10,
            download: 1e10,
            clock: Clock::Device,
        }
    }

    #[test]
    fn what_binds_is_the_ceiling_that_allows_least() {
        let share = |flops, bytes, dtype| Share::of(&ceilings(), Work { flops, bytes, launches: 1 }, dtype, 1e-3);
        // 1e9 operations take 1 ms of vector units in f32, an eighth of it on matrix units in f16; bf16 has none here.
        assert_eq!(share(1_000_000_000, 1, DType::F32), Share { share: 1.0, bound: Bound::Compute });
        assert_eq!(share(1_000_000_000, 1, DType::F16).share, 0.125);
        assert_eq!(share(1_000_000_000, 1, DType::Bf16).share, 1.0);
        assert_eq!(share(1, 50_000_000, DType::F32), Share { share: 0.5, bound: Bound::Bandwidth });
        assert_eq!(share(1, 1, DType::F32).bound, Bound::Launch);
    }

    #[test]
    fn another_driver_is_another_file() {
        let one = Identity {
            format: FORMAT.to_string(),
            selector: "wgpu:0".to_string(),
            name: "a".to_string(),
            driver: "1".to_string(),
            api: "Vulkan".to_string(),
        };
        let other = Identity { driver: "2".to_string(), ..one.clone() };
        assert_ne!(one.file(), other.file());
        let kept = Measured { identity: one.clone(), date: "2026-11-26T00:00:00Z".to_string(), ceilings: ceilings() };
        let folder = tempfile::tempdir().unwrap();
        kept.keep(folder.path()).unwrap();
        let text = fs::read_to_string(folder.path().join(one.file())).unwrap();
        assert_eq!(serde_json::from_str::<Measured>(&text).unwrap(), kept);
    }
}
