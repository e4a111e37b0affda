//! The adapter that roentgen's `--device` names.

use crate::weights::Result;
use burn::tensor::wgpu::wgpu;
use burn::tensor::{Device, DeviceKind};

/// Adapters are numbered as roentgen numbers them, best first, and described as it describes them.
pub fn open(selector: &str) -> Result<(Device, String)> {
    let wanted: usize = match selector.split_once(':') {
        None if selector == "auto" || selector == "wgpu" => 0,
        Some(("wgpu", number)) => number.parse()?,
        _ => return Err(format!("--device {selector}: burn runs on auto, wgpu or wgpu:N here").into()),
    };
    // The one API that burn settles on, as CubeCL does in roentgen.
    let backends = if cfg!(target_os = "macos") { wgpu::Backends::METAL } else { wgpu::Backends::VULKAN };
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor {
        backends,
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    });
    let mut types: Vec<_> = pollster::block_on(instance.enumerate_adapters(backends))
        .iter()
        .map(|adapter| adapter.get_info().device_type)
        .collect();
    types.sort_by_key(|of| match of {
        wgpu::DeviceType::DiscreteGpu => 0,
        wgpu::DeviceType::IntegratedGpu => 1,
        wgpu::DeviceType::VirtualGpu => 2,
        wgpu::DeviceType::Other => 3,
        wgpu::DeviceType::Cpu => 4,
    });
    let of = *types.get(wanted).ok_or_else(|| format!("--device {selector}: {} adapters are here", types.len()))?;
    // burn counts the adapters of every type from zero.
    let index = types[..wanted].iter().filter(|other| **other == of).count();
    let kind = match of {
        wgpu::DeviceType::DiscreteGpu => DeviceKind::DiscreteGpu(index),
        wgpu::DeviceType::IntegratedGpu => DeviceKind::IntegratedGpu(index),
        wgpu::DeviceType::VirtualGpu => DeviceKind::VirtualGpu(index),
        wgpu::DeviceType::Cpu if index == 0 => DeviceKind::Cpu,
        _ => return Err(format!("--device {selector}: burn can't name this adapter").into()),
    };
    let (device, setup) = Device::wgpu_options().device_kind(kind).init_with_setup()?;
    let info = setup.adapter.get_info();
    let driver = format!("{} {}", info.driver, info.driver_info);
    Ok((device, format!("{}, {}, {:?}", info.name, driver.trim(), info.backend)))
}
