//! Whether a batch fits into memory, before it is tried.

use roentgen_models::EncoderConfig;
use roentgen_runtime::{DType, DeviceInfo, DeviceKind};
use std::fs;

/// Share of what is free that a measurement may take.
const SHARE: f64 = 0.9;

/// Bytes that a device has for tensors: its own, or what the host has left where it shares the host's. `None` where neither is
/// known.
pub fn available(device: &DeviceInfo) -> Option<u64> {
    match device.kind {
        DeviceKind::Cpu | DeviceKind::Integrated => host_available(&fs::read_to_string("/proc/meminfo").ok()?),
        DeviceKind::Discrete | DeviceKind::Cuda => device.memory_bytes,
    }
}

/// `MemAvailable` of Linux's `/proc/meminfo`, in bytes.
fn host_available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
}

/// What of so many free bytes may be taken.
pub fn usable(available: u64) -> u64 {
    (available as f64 * SHARE) as u64
}

/// Bytes of a forward pass by the configuration: parameters, pixels, and the activations that live at once.
pub fn needed(config: &EncoderConfig, image: [usize; 2], batch: usize, dtype: DType) -> u64 {
    let pixels = 3 * image[0] as u64 * image[1] as u64;
    let images = (config.live_activations(image).saturating_add(pixels)).saturating_mul(batch as u64);
    config.parameters().saturating_add(images).saturating_mul(dtype.bytes() as u64)
}

/// Images of a forward pass that fit into so many free bytes.
pub fn fits(config: &EncoderConfig, image: [usize; 2], dtype: DType, available: u64) -> u64 {
    let [none, one] = [0, 1].map(|batch| needed(config, image, batch, dtype));
    usable(available).saturating_sub(none) / (one - none).max(1)
}

/// Why a batch is not tried; `None` where it is.
pub fn too_large(
    config: &EncoderConfig,
    image: [usize; 2],
    batch: usize,
    dtype: DType,
    available: u64,
) -> Option<String> {
    let needed_by = |batch| needed(config, image, batch, dtype);
    if needed_by(batch) <= usable(available) {
        return None;
    }
    let fits = fits(config, image, dtype, available);
    let way = if fits > 0 { format!("a batch of {fits} fits") } else { "not one image fits".to_string() };
    Some(format!("it needs {} MiB, and {} MiB are free; {way}", needed_by(batch) >> 20, available >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_says_what_would() {
        let config = EncoderConfig::read_arch("vit_small_patch16_224").unwrap();
        let size = [224; 2];
        let tokens = 197 * (2 * 384 + 1536) + 3 * 224 * 224;
        assert_eq!(needed(&config, size, 4, DType::F16), 2 * (config.parameters() + 4 * tokens));
        let available = (needed(&config, size, 7, DType::F32) as f64 / 0.9) as u64 + 8;
        assert_eq!(too_large(&config, size, 7, DType::F32, available), None);
        let why = too_large(&config, size, 8, DType::F32, available).unwrap();
        assert!(why.contains("a batch of 7 fits"), "{why}");
        assert!(too_large(&config, size, 1, DType::F32, 1 << 20).unwrap().contains("not one image fits"));
    }

    #[test]
    fn free_memory_is_read_from_the_kernel() {
        assert_eq!(host_available("MemTotal: 5 kB\nMemAvailable:    2048 kB\n"), Some(2 << 20));
        assert_eq!(host_available("MemTotal: 5 kB\n"), None);
    }
}
