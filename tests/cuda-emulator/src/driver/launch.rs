//! Launches: what hardware would refuse is refused, then the interpreter runs.

use super::device::{BLOCK, GRID, THREADS_PER_BLOCK};
use super::dump;
use super::module::Function;
use super::status::Status;
use super::{Driver, Handle, Needs, call, report, valid};
use crate::exec::{self, Launch};
use std::ffi::{c_uint, c_void};
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Most threads of the launches that run although `CUDA_EMULATOR_EXECUTE=no`: a runtime's probes are as small.
const PROBE_THREADS: u32 = 64;

/// Grid, block and dynamic shared memory.
struct Shape {
    grid: [u32; 3],
    block: [u32; 3],
    dynamic_shared: u32,
}

/// Why hardware would not start this launch.
fn refusal(driver: &Driver, function: &Function, shape: &Shape) -> Option<String> {
    let Shape { grid, block, dynamic_shared } = shape;
    let threads: u64 = block.iter().map(|n| u64::from(*n)).product();
    let most_threads = function.module.max_threads(function.kernel).unwrap_or(THREADS_PER_BLOCK).min(THREADS_PER_BLOCK);
    let most_shared = function.dynamic_shared.load(Ordering::Relaxed);
    let fixed = function.module.static_shared_bytes(function.kernel);
    if let Some(axis) = (0..3).find(|axis| grid[*axis] == 0 || grid[*axis] > GRID[*axis]) {
        return Some(format!("{} blocks in dimension {axis}, of 1 to {}", grid[axis], GRID[axis]));
    }
    if let Some(axis) = (0..3).find(|axis| block[*axis] == 0 || block[*axis] > BLOCK[*axis]) {
        return Some(format!("{} threads in dimension {axis}, of 1 to {}", block[axis], BLOCK[axis]));
    }
    if threads > most_threads.into() {
        return Some(format!("{threads} threads in a block, of at most {most_threads}"));
    }
    if *dynamic_shared > most_shared {
        return Some(format!("{dynamic_shared} bytes of dynamic shared memory, of {most_shared} that are opted in to"));
    }
    if fixed + dynamic_shared > driver.architecture.shared_per_block {
        return Some(format!("{} bytes of shared memory", fixed + dynamic_shared));
    }
    None
}

/// The parameter buffer, from a pointer to each parameter.
///
/// # Safety
/// As of CUDA: `values` is null or has a valid pointer for each parameter.
unsafe fn parameters(function: &Function, values: *mut *mut c_void) -> Result<Vec<u8>, Status> {
    let parameters = function.module.parameters(function.kernel);
    let bytes = parameters.iter().map(|p| p.offset + p.size).max().unwrap_or(0);
    let mut buffer = vec![0; bytes as usize];
    valid(parameters.is_empty() || !values.is_null())?;
    for (index, parameter) in parameters.iter().enumerate() {
        // SAFETY: the caller's promise.
        let value = unsafe { *values.add(index) };
        valid(!value.is_null())?;
        let place = &mut buffer[parameter.offset as usize..][..parameter.size as usize];
        // SAFETY: the caller's promise.
        unsafe { std::ptr::copy_nonoverlapping(value.cast::<u8>(), place.as_mut_ptr(), place.len()) };
    }
    Ok(buffer)
}

/// # Safety
/// As of [`parameters`].
unsafe fn launch(
    driver: &Driver,
    function: Handle,
    shape: Shape,
    stream: Handle,
    values: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> Result<(), Status> {
    driver.stream(stream)?;
    let function = driver.functions.get(function)?;
    if !extra.is_null() {
        driver.note("a launch with `extra` is not supported");
        return Err(Status::NOT_SUPPORTED);
    }
    let name = function.module.name(function.kernel);
    if let Some(why) = refusal(driver, &function, &shape) {
        driver.note(&format!("sm_{}: kernel {name} cannot be launched: {why}", driver.architecture.sm));
        return Err(Status::INVALID_VALUE);
    }
    if let Some(folder) = &driver.settings.dump {
        let threads = shape.block.iter().product();
        let shared_bytes = function.module.static_shared_bytes(function.kernel) + shape.dynamic_shared;
        dump::block(folder, function.module.text(), threads, shared_bytes).map_err(|error| {
            driver.note(&format!("{}: {error}", folder.display()));
            Status::UNKNOWN
        })?;
    }
    // SAFETY: the caller's promise.
    let parameters = unsafe { parameters(&function, values)? };
    let probe = shape.grid == [1; 3] && shape.block.iter().product::<u32>() <= PROBE_THREADS;
    if !driver.settings.execute && !probe {
        return Ok(());
    }
    let _work = driver.working();
    let started = Instant::now();
    let launch = Launch {
        module: &function.module,
        kernel: function.kernel,
        grid: shape.grid,
        block: shape.block,
        dynamic_shared: shape.dynamic_shared,
        parameters: &parameters,
        seed: driver.settings.seed,
        global_races: driver.settings.global_races,
    };
    let counts = exec::launch(&launch, &driver.memory)
        .map_err(|fault| driver.fault(Status::ILLEGAL_ADDRESS, &fault.to_string()))?;
    if driver.settings.trace {
        let seconds = started.elapsed().as_secs_f64();
        let (grid, block) = (shape.grid, shape.block);
        let millions = counts.instructions as f64 / 1e6;
        report(&format!(
            "kernel {name}, grid {grid:?}, block {block:?}, {:.3} ms, {millions:.3} million lane instructions",
            seconds * 1e3
        ));
    }
    Ok(())
}

/// # Safety
/// As of CUDA: `parameters` has a valid pointer for each of the kernel's parameters.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernel(
    function: Handle,
    grid_x: c_uint,
    grid_y: c_uint,
    grid_z: c_uint,
    block_x: c_uint,
    block_y: c_uint,
    block_z: c_uint,
    dynamic_shared: c_uint,
    stream: Handle,
    parameters: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> Status {
    call("cuLaunchKernel", format_args!("{function:?}, {stream:?}"), Needs::Work, |driver| {
        let shape = Shape { grid: [grid_x, grid_y, grid_z], block: [block_x, block_y, block_z], dynamic_shared };
        // SAFETY: the caller's promise.
        unsafe { launch(driver, function, shape, stream, parameters, extra) }
    })
}

/// `CUlaunchConfig`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Config {
    grid: [c_uint; 3],
    block: [c_uint; 3],
    dynamic_shared: c_uint,
    stream: Handle,
    attributes: *mut c_void,
    attribute_count: c_uint,
}

/// A launch without attributes: those that exist ask for clusters and other things that this device does not have.
///
/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernelEx(
    config: *const Config,
    function: Handle,
    parameters: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> Status {
    call("cuLaunchKernelEx", format_args!("{config:?}, {function:?}"), Needs::Work, |driver| {
        valid(!config.is_null() && config.is_aligned())?;
        // SAFETY: the caller's promise.
        let Config { grid, block, dynamic_shared, stream, attribute_count, .. } = unsafe { *config };
        if attribute_count > 0 {
            driver.note("cuLaunchKernelEx: launch attributes are not supported");
            return Err(Status::NOT_SUPPORTED);
        }
        // SAFETY: the caller's promise.
        unsafe { launch(driver, function, Shape { grid, block, dynamic_shared }, stream, parameters, extra) }
    })
}
