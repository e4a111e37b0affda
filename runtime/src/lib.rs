//! What kernels run on: devices, tensors, checked launches, device timing and memory.
//!
//! This crate alone talks to `wgpu` and `cudarc`. Everything above it is generic over the CubeCL runtime and sees
//! a [`Device`], [`Tensor`]s on it, and [`Error`]s that come before a launch, never garbage after it.

mod ceilings;
mod clock;
mod cuda;
mod device;
mod error;
mod memory;
mod profile;
mod select;
mod tensor;
mod webgpu;

pub use ceilings::{Ceilings, Compute, Unit};
pub use clock::Clock;
pub use cuda::{Cuda, at_most_registers};
pub use device::{Backend, Device, DeviceInfo, DeviceKind};
pub use error::{Error, Result};
pub use profile::{Cost, Direction, Span};
pub use select::{AnyDevice, Found, Selector, list, open};
pub use tensor::{DType, Tensor};

/// Runs `$body` with `$device` bound to the [`Device`] inside an [`AnyDevice`], whatever its CubeCL runtime.
#[macro_export]
macro_rules! on_device {
    ($any:expr, $device:ident => $body:expr) => {
        match $any {
            $crate::AnyDevice::Wgpu($device) => $body,
            $crate::AnyDevice::Cuda($device) => $body,
        }
    };
}
