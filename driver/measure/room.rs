//! Whether a batch fits into memory, before it is tried.

use roentgen_models::EncoderConfig;
use roentgen_models::operations::Operation;
use roentgen_runtime::{DType, DeviceInfo, DeviceKind};
use std::fs;

/// Share of what is free that a measurement may take.
const SHARE: f64 = 0.9;

/// Bytes that are free on a device for tensors, or on the host where it shares the host's; all of the device's where the driver does
/// not say how many are. `None` where nothing is known, as wgpu knows nothing of a discrete GPU.
pub fn available(device: &DeviceInfo) -> Option<u64> {
    match device.kind {
        DeviceKind::Cpu | DeviceKind::Integrated => host_available(&fs::read_to_string("/proc/meminfo").ok()?),
        DeviceKind::Discrete | DeviceKind::Cuda => device.free_memory().or(device.memory_bytes),
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

/// Bytes that a run takes by a model's configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Whatever the batch.
    fixed: u64,
    /// For every image.
    image: u64,
}

impl Need {
    /// Parameters, pixels, and the activations that live at once; in training also gradients, masters and moments in f32, and what
    /// every operation leaves for its backward.
    pub fn new(config: &EncoderConfig, image: [usize; 2], dtype: DType, trains: bool) -> Self {
        let pixels = 3 * image[0] as u64 * image[1] as u64;
        let size = dtype.bytes() as u64;
        let (activations, of_parameter) = match trains {
            false => (config.live_activations(image), size),
            true => {
                let left = |o: &Operation| o.writes.saturating_add(o.outside).saturating_mul(o.launches);
                let kept = config.operations(image, 1).iter().map(left).fold(0, u64::saturating_add);
                let master = if dtype == DType::F32 { 0 } else { 4 };
                (kept, size + 12 + master)
            }
        };
        Self {
            fixed: config.parameters().saturating_mul(of_parameter),
            image: activations.saturating_add(pixels).saturating_mul(size),
        }
    }

    /// And so many bytes beside it, whatever the batch.
    pub fn beside(self, bytes: u64) -> Self {
        Self { fixed: self.fixed.saturating_add(bytes), ..self }
    }

    /// Bytes of a batch.
    pub fn of(&self, batch: usize) -> u64 {
        self.fixed.saturating_add(self.image.saturating_mul(batch as u64))
    }

    /// Images that fit into so many free bytes.
    pub fn fits(&self, available: u64) -> u64 {
        usable(available).saturating_sub(self.fixed) / self.image.max(1)
    }
}

/// Images of a forward pass that fit into so many free bytes.
pub fn fits(config: &EncoderConfig, image: [usize; 2], dtype: DType, available: u64) -> u64 {
    Need::new(config, image, dtype, false).fits(available)
}

/// Why a batch is not tried; `None` where it is.
pub fn too_large(need: &Need, batch: usize, available: u64) -> Option<String> {
    if need.of(batch) <= usable(available) {
        return None;
    }
    let fits = need.fits(available);
    let way = if fits > 0 { format!("a batch of {fits} fits") } else { "not one image fits".to_string() };
    Some(format!("it needs {} MiB, and {} MiB are free; {way}", need.of(batch) >> 20, available >> 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_says_what_would() {
        let config = EncoderConfig::read_arch("vit_small_patch16_224").unwrap();
        let size = [224; 2];
        let tokens = 197 * (2 * 384 + 1536) + 3 * 224 * 224;
        assert_eq!(Need::new(&config, size, DType::F16, false).of(4), 2 * (config.parameters() + 4 * tokens));
        let need = Need::new(&config, size, DType::F32, false);
        let available = (need.of(7) as f64 / 0.9) as u64 + 8;
        assert_eq!(too_large(&need, 7, available), None);
        let why = too_large(&need, 8, available).unwrap();
        assert!(why.contains("a batch of 7 fits"), "{why}");
        assert!(too_large(&need, 1, 1 << 20).unwrap().contains("not one image fits"));
        // Gradient, two moments; every token of every operation.
        let trained = Need::new(&config, size, DType::F32, true);
        assert_eq!(trained.of(0), 16 * config.parameters());
        assert!(trained.of(8) - trained.of(0) > 10 * (need.of(8) - need.of(0)));
    }

    #[test]
    fn free_memory_is_read_from_the_kernel() {
        assert_eq!(host_available("MemTotal: 5 kB\nMemAvailable:    2048 kB\n"), Some(2 << 20));
        assert_eq!(host_available("MemTotal: 5 kB\n"), None);
    }
}
