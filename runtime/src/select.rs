//! Which device: `auto`, `wgpu[:N]` or `cuda[:N]`.

use crate::{Device, DeviceInfo, Error, Result, cuda, webgpu};
use cubecl::wgpu::WgpuRuntime;
use std::str::FromStr;

/// What the user asks for with `--device`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selector {
    /// CUDA where it is usable, else the best adapter.
    #[default]
    Auto,
    /// The adapter of this number.
    Wgpu(usize),
    /// The CUDA device of this number.
    Cuda(usize),
}

impl FromStr for Selector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (name, number) = text.split_once(':').unwrap_or((text, "0"));
        let wrong = || Error::Selector {
            selector: text.to_string(),
            message: "a device is auto, wgpu, wgpu:N, cuda or cuda:N; `roentgen devices` lists them".to_string(),
        };
        let number: usize = number.parse().map_err(|_| wrong())?;
        match (name, text.contains(':')) {
            ("auto", false) => Ok(Self::Auto),
            ("wgpu", _) => Ok(Self::Wgpu(number)),
            ("cuda", _) => Ok(Self::Cuda(number)),
            _ => Err(wrong()),
        }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Auto => write!(f, "auto"),
            Self::Wgpu(n) => write!(f, "wgpu:{n}"),
            Self::Cuda(n) => write!(f, "cuda:{n}"),
        }
    }
}

/// What this machine has. Nothing is opened to find out.
pub struct Found {
    /// Adapters through wgpu, best first; `wgpu:N` is the N-th.
    pub wgpu: Vec<DeviceInfo>,
    /// CUDA devices, or why there are none.
    pub cuda: std::result::Result<Vec<DeviceInfo>, String>,
}

/// Looks for devices without opening any.
pub fn list() -> Found {
    Found { wgpu: webgpu::list(), cuda: cuda::list() }
}

/// An open device of either runtime; [`crate::on_device`] gets at the one inside.
#[derive(Clone)]
pub enum AnyDevice {
    /// Through wgpu.
    Wgpu(Device<WgpuRuntime>),
    /// Through CUDA.
    Cuda(Device<cuda::Cuda>),
}

impl AnyDevice {
    /// What is known of the device.
    pub fn info(&self) -> &DeviceInfo {
        crate::on_device!(self, device => device.info())
    }
}

/// Opens the device a selector names.
///
/// # Errors
/// [`Error::NoDevice`] where nothing answers, [`Error::Selector`] where the number is out of range, [`Error::Device`]
/// where the driver fails.
pub fn open(selector: Selector) -> Result<AnyDevice> {
    let out_of_range = |count: usize, what: &str| Error::Selector {
        selector: selector.to_string(),
        message: format!("there are {count} {what}, numbered from 0; `roentgen devices` lists them"),
    };
    match selector {
        Selector::Cuda(index) => {
            let mut found = cuda::list().map_err(|reason| {
                Error::NoDevice(format!("--device {selector}: {reason}; --device wgpu uses Vulkan instead"))
            })?;
            if index >= found.len() {
                return Err(out_of_range(found.len(), "CUDA devices"));
            }
            Ok(AnyDevice::Cuda(cuda::open(found.swap_remove(index), index)?))
        }
        Selector::Wgpu(index) => {
            let count = webgpu::list().len();
            if count == 0 {
                return Err(no_adapter("no Vulkan adapter was found"));
            }
            if index >= count {
                return Err(out_of_range(count, "wgpu adapters"));
            }
            Ok(AnyDevice::Wgpu(webgpu::open(index)?))
        }
        Selector::Auto => match (cuda::list(), webgpu::list().is_empty()) {
            (Ok(_), _) => open(Selector::Cuda(0)),
            (Err(_), false) => open(Selector::Wgpu(0)),
            (Err(reason), true) => Err(no_adapter(&format!("no Vulkan adapter was found and {reason}"))),
        },
    }
}

fn no_adapter(found: &str) -> Error {
    Error::NoDevice(format!(
        "{found}; install a GPU driver with Vulkan, or `apt-get install mesa-vulkan-drivers` for a software one"
    ))
}
