//! `roentgen devices`: every adapter, what it can do, and why there is no other.

use crate::ceilings::Measured;
use crate::cli::parse_device;
use crate::error::{Error, Result};
use crate::output::{Cell, Format, Table, print};
use crate::provenance::Program;
use roentgen_kernels::tile::Tile;
use roentgen_runtime::{Compute, DType, Device, DeviceInfo, Selector, Unit, list, on_device, open};

/// List every device: name, driver, types, limits, plane size, tensor cores, memory; or measure their ceilings.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Measure instead what each reaches at best: arithmetic, memory, launches, copies; a few seconds a device, which should have
    /// nothing else to do. The result is kept for `bench`, `profile`, `kernels perf` and `inspect`
    #[arg(long)]
    pub ceilings: bool,
    /// Only this device: wgpu[:N] or cuda[:N]
    #[arg(long, value_name = "DEVICE", value_parser = parse_device)]
    pub device: Option<Selector>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Prints the devices.
///
/// # Errors
/// [`Error::Runtime`] where there is none.
pub fn run(args: &Args) -> Result<()> {
    let found = list();
    let mut devices: Vec<DeviceInfo> = found.wgpu;
    match found.cuda {
        Ok(cuda) => devices.extend(cuda),
        Err(reason) => eprintln!("{reason}"),
    }
    if devices.is_empty() {
        // Says what to install.
        return match open(Default::default()) {
            Err(error) => Err(error.into()),
            Ok(_) => Err(Error::usage("the devices changed while they were listed; run it again")),
        };
    }
    if let Some(selector) = args.device {
        let selector = open(selector)?.info().selector.clone();
        devices.retain(|device| device.selector == selector);
    }
    if args.ceilings {
        return ceilings(&devices, args.format);
    }
    let headers = [
        "device",
        "name",
        "driver",
        "api",
        "kind",
        "types",
        "plane",
        "tensor cores",
        "binding MiB",
        "shared KiB",
        "units",
        "cubes",
        "memory MiB",
        "tile",
    ];
    let mut table = Table::new(headers);
    for listed in &devices {
        // Types, plane and tile are found out on the open device; one that does not open is listed all the same.
        let (info, tile) = match listed.selector.parse().and_then(open) {
            Ok(device) => (device.info().clone(), on_device!(&device, d => tiles(d))),
            Err(error) => {
                eprintln!("{}: {error}", listed.selector);
                (listed.clone(), "does not open".to_string())
            }
        };
        let types: Vec<&str> = info.types.iter().map(|t| t.name()).collect();
        table.push([
            Cell::from(info.selector.as_str()),
            Cell::from(info.name.as_str()),
            Cell::from(info.driver.as_str()),
            Cell::from(info.api.as_str()),
            Cell::from(format!("{:?}", info.kind).to_lowercase()),
            Cell::from(types.join(" ")),
            info.plane.map_or(Cell::Missing, |p| Cell::from(u64::from(p))),
            Cell::from(if info.tensor_cores { "yes" } else { "no" }),
            Cell::from(info.max_binding_bytes >> 20),
            Cell::from(info.max_shared_bytes >> 10),
            Cell::from(u64::from(info.max_units)),
            Cell::from(u64::from(info.max_cubes)),
            info.memory_bytes.map_or(Cell::Missing, |m| Cell::from(m >> 20)),
            Cell::from(tile),
        ]);
    }
    if args.format != Format::Table {
        return print(&table.render(args.format));
    }
    // Fourteen columns do not fit a terminal: a block a device reads better.
    let mut text = String::new();
    for row in table.rows() {
        for (header, cell) in table.headers().iter().zip(row) {
            let value = match cell {
                Cell::Text(text) => text.clone(),
                Cell::Count(n) => n.to_string(),
                _ => "-".to_string(),
            };
            text += &format!("{header:<13} {value}\n");
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len() + 1);
    print(&text)
}

/// Measures and prints a line for each ceiling of each device.
fn ceilings(devices: &[DeviceInfo], format: Format) -> Result<()> {
    let mut table = Table::new(["device", "name", "driver", "api", "ceiling", "value", "unit"]);
    for device in devices {
        let Measured { ceilings, .. } = Measured::fresh(device)?;
        let mut say = |ceiling: String, value: f64, unit: &str| {
            let [selector, name, driver, api] = [&device.selector, &device.name, &device.driver, &device.api];
            let cells = [selector, name, driver, api, &ceiling].map(|text| Cell::from(text.as_str()));
            table.push(cells.into_iter().chain([Cell::Number(value, 2), Cell::from(unit)]));
        };
        for Compute { dtype, unit, flops } in &ceilings.compute {
            let unit = match unit {
                Unit::Vector => "vector units",
                Unit::Matrix => "matrix units (mma.sync)",
            };
            say(format!("{unit}, {}", dtype.name()), flops / 1e9, "GFLOP/s");
        }
        let megabytes = ceilings.working_set >> 20;
        for (what, rate) in [("read", ceilings.read), ("write", ceilings.write), ("copy", ceilings.copy)] {
            say(format!("memory, {what} of {megabytes} MiB"), rate / 1e9, "GB/s");
        }
        say("launch, host to host".to_string(), ceilings.launch_latency * 1e6, "us");
        say("launch, one to the next".to_string(), ceilings.launch_interval * 1e6, "us");
        say("copy, host to device".to_string(), ceilings.upload / 1e9, "GB/s");
        say("copy, device to host".to_string(), ceilings.download / 1e9, "GB/s");
    }
    print(&table.render_with(format, Program::now().facts()))
}

/// The tile of f32, and that of the types that tensor cores take.
fn tiles<R: cubecl::Runtime>(device: &Device<R>) -> String {
    let of = |dtype| Tile::choose(device, dtype).to_string();
    match device.info().mma.first() {
        Some(dtype) => format!("{}; f16, bf16: {}", of(DType::F32), of(*dtype)),
        None => of(DType::F32),
    }
}
