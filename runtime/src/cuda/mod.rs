//! NVIDIA GPUs, found by loading the driver's library and asking it, never by creating a client that may panic.

mod registers;
mod server;

pub use registers::at_most_registers;
pub use server::Cuda;

use crate::{Backend, Device, DeviceInfo, DeviceKind, Result, Selector};
use cubecl::Runtime;
use cubecl::cuda::{CudaDevice, install};
use cudarc::driver::{CudaContext, DriverError, result, sys};
use std::path::Path;
use std::sync::Arc;

/// Headers that generated kernels include, or that those include: each is in another of NVIDIA's packages.
const HEADERS: [&str; 3] = ["cuda_fp16.h", "crt/mma.h", "nv/target"];

/// How to get NVRTC and the headers: the first of CUDA 13, whose PTX every driver of CUDA 13 takes.
const INSTALL: &str = "install the CUDA toolkit, or `pip install nvidia-cuda-nvrtc==13.0.88 nvidia-cuda-runtime==13.0.88 \
                       nvidia-cuda-crt==13.0.88 nvidia-cuda-cccl==13.0.85`, and name its nvidia/cu13/lib in LD_LIBRARY_PATH \
                       and its nvidia/cu13 in CUDA_PATH";

/// Every CUDA device, or why there is none.
pub(crate) fn list() -> std::result::Result<Vec<DeviceInfo>, String> {
    // SAFETY: both only try to load a shared library and look up its symbols.
    let (driver, nvrtc) = unsafe { (sys::is_culib_present(), cudarc::nvrtc::sys::is_culib_present()) };
    if !driver {
        return Err("no CUDA: the driver's library (libcuda) is not installed".into());
    }
    if !nvrtc {
        return Err(format!("a CUDA driver, but no NVRTC (libnvrtc) to compile kernels with: {INSTALL}"));
    }
    has_headers(install::cuda_path().as_deref())?;
    result::init().map_err(|e| format!("the CUDA driver does not start: {e}"))?;
    takes(driver_version(), nvrtc_version())?;
    let count = result::device::get_count().map_err(|e| format!("the CUDA driver lists no devices: {e}"))?;
    if count <= 0 {
        return Err("a CUDA driver, but no CUDA device".into());
    }
    (0..count).map(describe).collect()
}

/// The newest CUDA that the driver knows, as major and minor.
fn driver_version() -> (i32, i32) {
    let mut version = 0;
    // SAFETY: writes one integer.
    let _ = unsafe { sys::cuDriverGetVersion(&mut version) };
    (version / 1000, version % 1000 / 10)
}

/// NVRTC's, as major and minor.
fn nvrtc_version() -> (i32, i32) {
    let (mut major, mut minor) = (0, 0);
    // SAFETY: writes two integers.
    let _ = unsafe { cudarc::nvrtc::sys::nvrtcVersion(&mut major, &mut minor) };
    (major, minor)
}

/// Whether the driver takes the PTX that NVRTC makes: of its own version and of older ones.
fn takes(driver: (i32, i32), nvrtc: (i32, i32)) -> std::result::Result<(), String> {
    if nvrtc <= driver {
        return Ok(());
    }
    let [driver, nvrtc] = [driver, nvrtc].map(|(major, minor)| format!("{major}.{minor}"));
    Err(format!(
        "NVRTC {nvrtc} is newer than the driver, which takes code up to CUDA {driver}: update the driver, or {INSTALL}"
    ))
}

/// The release of the kernel module, where Linux shows it.
fn release() -> Option<String> {
    let text = std::fs::read_to_string("/proc/driver/nvidia/version").ok()?;
    release_in(&text)
}

/// The first word of digits and dots in the module's line: `NVRM version: NVIDIA UNIX Open Kernel Module  580.159.04  Release ...`.
fn release_in(text: &str) -> Option<String> {
    let mut words = text.lines().next()?.split_whitespace();
    let number = |word: &&str| word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    words.find(number).map(str::to_string)
}

/// Whether NVRTC will find the headers below this folder, as CubeCL passes it on; else why it will not.
fn has_headers(cuda_path: Option<&Path>) -> std::result::Result<(), String> {
    let Some(folder) = cuda_path else {
        return Err(format!("NVRTC, but no CUDA headers for it: CUDA_PATH is not set; {INSTALL}"));
    };
    let include = folder.join("include");
    let there = |header: &&str| include.join(header).is_file() || include.join("cccl").join(header).is_file();
    let Some(missing) = HEADERS.iter().find(|header| !there(header)) else { return Ok(()) };
    Err(format!("NVRTC, but {} has no {missing} for it to include: {INSTALL}", include.display()))
}

/// A number that the driver knows of a device.
fn attribute(device: sys::CUdevice, attribute: sys::CUdevice_attribute) -> std::result::Result<i32, DriverError> {
    // SAFETY: `device` came from the driver; attributes are read-only.
    unsafe { result::device::get_attribute(device, attribute) }
}

fn describe(index: i32) -> std::result::Result<DeviceInfo, String> {
    use sys::CUdevice_attribute as Attribute;
    let failed = |e: result::DriverError| format!("the CUDA driver does not describe device {index}: {e}");
    let device = result::device::get(index).map_err(failed)?;
    let name = result::device::get_name(device).map_err(failed)?;
    let attribute = |of| attribute(device, of).map_err(failed);
    let major = attribute(Attribute::CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)?;
    let minor = attribute(Attribute::CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR)?;
    let (cuda, below) = driver_version();
    let driver = release().map_or_else(|| "CUDA driver".to_string(), |release| format!("NVIDIA {release}"));
    // SAFETY: `device` came from the driver.
    let memory = unsafe { result::device::total_mem(device) }.map_err(failed)? as u64;
    Ok(DeviceInfo {
        selector: format!("cuda:{index}"),
        name,
        driver: format!("{driver}, CUDA {cuda}.{below}"),
        backend: Backend::Cuda,
        api: format!("CUDA sm_{major}{minor}"),
        kind: DeviceKind::Cuda,
        types: Vec::new(),
        plane: None,
        tensor_cores: major >= 7,
        mma: Vec::new(),
        copy_async: false,
        max_binding_bytes: memory / 4,
        max_shared_bytes: attribute(Attribute::CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)? as u64,
        max_units: attribute(Attribute::CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK)? as u32,
        max_cubes: attribute(Attribute::CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y)? as u32,
        memory_bytes: Some(memory),
    })
}

/// The context of a device that [`list`] has described, the one that CubeCL works in.
pub(crate) fn context(info: &DeviceInfo) -> std::result::Result<Arc<CudaContext>, DriverError> {
    match info.selector.parse() {
        Ok(Selector::Cuda(index)) => CudaContext::new(index),
        _ => Err(DriverError(sys::CUresult::CUDA_ERROR_INVALID_DEVICE)),
    }
}

/// Bytes that nobody has on a device, where the driver says.
pub(crate) fn free_memory(info: &DeviceInfo) -> Option<u64> {
    let (free, _) = context(info).and_then(|context| context.mem_get_info()).ok()?;
    Some(free as u64)
}

/// Opens a device that [`list`] has described.
pub(crate) fn open(info: DeviceInfo, index: usize) -> Result<Device<Cuda>> {
    Device::new(Cuda::client(&CudaDevice { index }), info)
}

#[cfg(test)]
mod tests {
    use super::{HEADERS, has_headers, release_in, takes};

    #[test]
    fn an_nvrtc_newer_than_the_driver_is_refused() {
        assert_eq!(takes((13, 0), (13, 0)), Ok(()));
        assert_eq!(takes((13, 4), (12, 9)), Ok(()));
        let message = takes((13, 0), (13, 5)).unwrap_err();
        assert!(
            message.starts_with("NVRTC 13.5 is newer than the driver, which takes code up to CUDA 13.0"),
            "{message}"
        );
    }

    #[test]
    fn the_release_is_the_kernel_modules() {
        let open = "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.159.04  Release Build  (root@x)\nGCC version:  1";
        assert_eq!(release_in(open).as_deref(), Some("580.159.04"));
        assert_eq!(
            release_in("NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15  Thu").as_deref(),
            Some("570.86.15")
        );
        assert_eq!(release_in(""), None);
    }

    #[test]
    fn each_missing_header_is_named() {
        let folder = std::env::temp_dir().join(format!("roentgen-headers-{}", std::process::id()));
        assert!(has_headers(None).unwrap_err().contains("CUDA_PATH is not set"));
        for (index, header) in HEADERS.iter().enumerate() {
            assert!(has_headers(Some(&folder)).unwrap_err().contains(header), "{header}");
            // The last one where CUDA 13 has it.
            let include = if index == 2 { "include/cccl" } else { "include" };
            let path = folder.join(include).join(header);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        assert_eq!(has_headers(Some(&folder)), Ok(()));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
