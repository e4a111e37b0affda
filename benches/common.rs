//! What the benches share: the device, and encoders with drawn weights.
//!
//! Times are of the device's work alone (see `Device::time_in_queue`), through `iter_custom`. `ROENTGEN_DEVICE=wgpu:1` picks the device.

use criterion::Criterion;
use cubecl::prelude::Runtime;
use roentgen_models::source::{self, Source};
use roentgen_runtime::{AnyDevice, DType, Device, Tensor};
use std::time::Duration;

/// Models of every family, in their small sizes.
pub const MODELS: [&str; 5] =
    ["vit_small_patch16_224", "swin-tiny", "convnext-tiny", "segformer-b0", "medimageinsight"];

/// The device that `ROENTGEN_DEVICE` names, or the best.
pub fn device() -> AnyDevice {
    let name = std::env::var("ROENTGEN_DEVICE").unwrap_or_else(|_| "auto".to_string());
    let device = roentgen_runtime::open(name.parse().expect("ROENTGEN_DEVICE")).expect("a device");
    let info = device.info();
    eprintln!("{} {} ({}, {})", info.selector, info.name, info.driver, info.api);
    device
}

/// criterion for runs that take long.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .without_plots()
        .configure_from_args()
}

/// What criterion is told: it wants time to pass, and a cast to the type that there is launches nothing.
pub fn passed(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds.max(1e-9))
}

/// A model by its name.
pub fn find(name: &str) -> Source {
    source::resolve(name, None).expect("a known model")
}

/// A batch of images of the model's own size.
pub fn images<R: Runtime>(source: &Source, batch: usize, device: &Device<R>) -> Tensor<R> {
    let [height, width] = source.processor.geometry(1, 1).output;
    let pixels: Vec<f32> = (0..batch * height * width * 3).map(|i| ((i * 7919) % 2003) as f32 / 1001.5 - 1.0).collect();
    Tensor::from_f32(device, &[batch, height, width, 3], DType::F32, &pixels).expect("images fit")
}
