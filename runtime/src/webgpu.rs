//! Adapters that wgpu reaches, enumerated without creating a client and opened without a panic.

use crate::{Backend, Device, DeviceInfo, DeviceKind, Error, Result};
use cubecl::Runtime;
use cubecl::wgpu::{AutoGraphicsApi, GraphicsApi, RuntimeOptions, WgpuDevice, WgpuRuntime, WgpuSetup, init_device};
use std::collections::HashMap;
use std::sync::Mutex;

/// CubeCL numbers the devices it is handed and may be handed an adapter once; later opens find it here.
static OPENED: Mutex<Option<HashMap<usize, WgpuDevice>>> = Mutex::new(None);

fn instance() -> wgpu::Instance {
    wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends: AutoGraphicsApi::backend().into(),
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    })
}

fn adapters(instance: &wgpu::Instance) -> Vec<wgpu::Adapter> {
    let mut adapters = pollster::block_on(instance.enumerate_adapters(AutoGraphicsApi::backend().into()));
    // Best first, so that `wgpu:0` is what `auto` would take.
    adapters.sort_by_key(|adapter| match adapter.get_info().device_type {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    });
    adapters
}

fn describe(index: usize, adapter: &wgpu::Adapter) -> DeviceInfo {
    let info = adapter.get_info();
    let limits = adapter.limits();
    DeviceInfo {
        selector: format!("wgpu:{index}"),
        name: info.name,
        driver: format!("{} {}", info.driver, info.driver_info).trim().to_string(),
        backend: Backend::Wgpu,
        api: format!("{:?}", info.backend),
        kind: match info.device_type {
            wgpu::DeviceType::Cpu => DeviceKind::Cpu,
            wgpu::DeviceType::IntegratedGpu => DeviceKind::Integrated,
            _ => DeviceKind::Discrete,
        },
        types: Vec::new(),
        plane: None,
        tensor_cores: false,
        mma: Vec::new(),
        copy_async: false,
        max_binding_bytes: limits.max_storage_buffer_binding_size,
        max_shared_bytes: limits.max_compute_workgroup_storage_size.into(),
        max_units: limits.max_compute_invocations_per_workgroup,
        max_cubes: limits.max_compute_workgroups_per_dimension,
        memory_bytes: None,
    }
}

/// Every adapter, best first. Types and plane are filled in when a device is opened.
pub(crate) fn list() -> Vec<DeviceInfo> {
    adapters(&instance()).iter().enumerate().map(|(index, adapter)| describe(index, adapter)).collect()
}

/// A device of an adapter with all that it has: what CubeCL itself asks for, as a value instead of a panic.
fn device_of(adapter: &wgpu::Adapter) -> std::result::Result<(wgpu::Device, wgpu::Queue), String> {
    pollster::block_on(adapter.request_device(&wgpu::DeviceDescriptor {
        label: None,
        required_features: adapter.features().difference(wgpu::Features::MAPPABLE_PRIMARY_BUFFERS),
        required_limits: adapter.limits(),
        memory_hints: wgpu::MemoryHints::MemoryUsage,
        trace: wgpu::Trace::Off,
        // SAFETY: shaders are CubeCL's own and those of `shaders/`.
        experimental_features: unsafe { wgpu::ExperimentalFeatures::enabled() },
    }))
    .map_err(|e| format!("the adapter gives no device: {e}"))
}

/// A device that CubeCL has no part in, of the adapter that a selector (`wgpu:N`) names.
pub(crate) fn request(selector: &str) -> Result<(wgpu::Device, wgpu::Queue)> {
    let index = selector.split_once(':').and_then(|(_, number)| number.parse::<usize>().ok());
    let failed = |message: String| Error::Device { device: selector.to_string(), message };
    let mut found = adapters(&instance());
    match index.filter(|index| *index < found.len()) {
        Some(index) => device_of(&found.swap_remove(index)).map_err(failed),
        None => Err(failed("the adapter is gone".into())),
    }
}

/// Opens the adapter `index` of [`list`].
pub(crate) fn open(index: usize) -> Result<Device<WgpuRuntime>> {
    let instance = instance();
    let mut found = adapters(&instance);
    let failed = |message: String| Error::Device { device: format!("wgpu:{index}"), message };
    if index >= found.len() {
        return Err(failed("the adapter is gone".into()));
    }
    let adapter = found.swap_remove(index);
    let info = describe(index, &adapter);
    let mut opened = OPENED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let opened = opened.get_or_insert_with(HashMap::new);
    let device = match opened.get(&index) {
        Some(device) => device.clone(),
        None => {
            let (device, queue) = device_of(&adapter).map_err(failed)?;
            let backend = adapter.get_info().backend;
            let setup = WgpuSetup { instance, adapter, device, queue, backend };
            let device = init_device(setup, RuntimeOptions::default());
            opened.insert(index, device.clone());
            device
        }
    };
    Device::new(WgpuRuntime::client(&device), info)
}
