//! Initialisation, the device and its attributes, and the context.

use super::status::Status;
use super::{DRIVER, Driver, Handle, Needs, answer, call, report, valid};
use crate::settings::Settings;
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int, c_uint};

/// Bytes of device memory. Only touched pages take any of the host's.
pub const MEMORY_BYTES: usize = 8 << 30;

/// What [`cuDriverGetVersion`] answers: CUDA 13.4, the newest that cudarc 0.19 asks for.
const VERSION: c_int = 13040;

/// The one device's number, and the one context's handle.
const DEVICE: c_int = 0;
const CONTEXT: usize = 0x5000;

thread_local! {
    static CURRENT: Cell<usize> = const { Cell::new(0) };
}

pub(super) fn context_is_current() -> bool {
    CURRENT.get() == CONTEXT
}

/// What differs between architectures, from the CUDA programming guide's table of compute capabilities and the
/// published figures of the card named.
#[derive(Debug)]
pub struct Architecture {
    /// 80 for sm_80.
    pub sm: u32,
    /// Most shared memory of a block, once opted in.
    pub shared_per_block: u32,
    shared_per_multiprocessor: u32,
    threads_per_multiprocessor: u32,
    blocks_per_multiprocessor: u32,
    multiprocessors: u32,
    l2_bytes: u32,
    clock_khz: u32,
    memory_clock_khz: u32,
    memory_bus_bits: u32,
}

/// Shared memory of a block that has not opted in.
pub const SHARED_PER_BLOCK: u32 = 48 << 10;
/// Most threads of a block.
pub const THREADS_PER_BLOCK: u32 = 1024;
/// Most threads of a block in each dimension.
pub const BLOCK: [u32; 3] = [1024, 1024, 64];
/// Most blocks of a grid in each dimension.
pub const GRID: [u32; 3] = [i32::MAX as u32, 65_535, 65_535];

static ARCHITECTURES: [Architecture; 4] = [
    // A100.
    Architecture {
        sm: 80,
        shared_per_block: 163 << 10,
        shared_per_multiprocessor: 164 << 10,
        threads_per_multiprocessor: 2048,
        blocks_per_multiprocessor: 32,
        multiprocessors: 108,
        l2_bytes: 40 << 20,
        clock_khz: 1_410_000,
        memory_clock_khz: 1_215_000,
        memory_bus_bits: 5120,
    },
    // RTX 4090.
    Architecture {
        sm: 89,
        shared_per_block: 99 << 10,
        shared_per_multiprocessor: 100 << 10,
        threads_per_multiprocessor: 1536,
        blocks_per_multiprocessor: 24,
        multiprocessors: 128,
        l2_bytes: 72 << 20,
        clock_khz: 2_520_000,
        memory_clock_khz: 10_501_000,
        memory_bus_bits: 384,
    },
    // H100 SXM.
    Architecture {
        sm: 90,
        shared_per_block: 227 << 10,
        shared_per_multiprocessor: 228 << 10,
        threads_per_multiprocessor: 2048,
        blocks_per_multiprocessor: 32,
        multiprocessors: 132,
        l2_bytes: 50 << 20,
        clock_khz: 1_980_000,
        memory_clock_khz: 2_619_000,
        memory_bus_bits: 5120,
    },
    // RTX 5090.
    Architecture {
        sm: 120,
        shared_per_block: 99 << 10,
        shared_per_multiprocessor: 100 << 10,
        threads_per_multiprocessor: 1536,
        blocks_per_multiprocessor: 24,
        multiprocessors: 170,
        l2_bytes: 96 << 20,
        clock_khz: 2_407_000,
        memory_clock_khz: 14_001_000,
        memory_bus_bits: 512,
    },
];

impl Architecture {
    /// The architecture of a number that [`Settings`] takes; sm_80 for any other.
    pub(super) fn of(sm: u32) -> &'static Self {
        ARCHITECTURES.iter().find(|architecture| architecture.sm == sm).unwrap_or(&ARCHITECTURES[0])
    }

    /// `CU_DEVICE_ATTRIBUTE_...` by its number in cuda.h.
    fn attribute(&self, attribute: c_uint) -> Option<u32> {
        Some(match attribute {
            1 => THREADS_PER_BLOCK,
            2..=4 => BLOCK[attribute as usize - 2],
            5..=7 => GRID[attribute as usize - 5],
            8 => SHARED_PER_BLOCK,
            // Constant memory.
            9 => 64 << 10,
            // Warp size.
            10 => 32,
            // Registers of a block, and of a multiprocessor.
            12 | 82 => 65_536,
            13 => self.clock_khz,
            // Texture alignment.
            14 => 512,
            16 => self.multiprocessors,
            // No time limit on kernels, not integrated, no compute mode, no ECC, no PCI numbers, no TCC.
            17 | 18 | 20 | 32 | 33 | 34 | 35 | 50 => 0,
            // Concurrent kernels, unified addresses, stream priorities.
            31 | 41 | 78 => 1,
            36 => self.memory_clock_khz,
            37 => self.memory_bus_bits,
            38 => self.l2_bytes,
            39 => self.threads_per_multiprocessor,
            // Copy engines.
            40 => 1,
            75 => self.sm / 10,
            76 => self.sm % 10,
            81 => self.shared_per_multiprocessor,
            // Managed memory, pageable access, cooperative launches, cluster launches, tensor maps.
            83 | 88 | 95 | 120 | 127 => 0,
            97 => self.shared_per_block,
            106 => self.blocks_per_multiprocessor,
            // Shared memory that the driver keeps for itself in each block.
            111 => 1024,
            // Stream-ordered allocation.
            115 => 1,
            _ => return None,
        })
    }
}

fn is_device(device: c_int) -> Result<(), Status> {
    if device == DEVICE { Ok(()) } else { Err(Status::INVALID_DEVICE) }
}

/// Starts the driver.
#[unsafe(no_mangle)]
pub extern "C" fn cuInit(flags: c_uint) -> Status {
    if flags != 0 {
        return Status::INVALID_VALUE;
    }
    if DRIVER.get().is_none() {
        match Settings::from_environment() {
            Ok(settings) => drop(DRIVER.set(Driver::new(settings))),
            Err(message) => {
                report(&message);
                return Status::INVALID_VALUE;
            }
        }
    }
    call("cuInit", format_args!("{flags}"), Needs::Driver, |_| Ok(()))
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDriverGetVersion(version: *mut c_int) -> Status {
    // SAFETY: the caller's promise.
    unsafe { answer(version, VERSION) }.err().unwrap_or(Status::SUCCESS)
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetCount(count: *mut c_int) -> Status {
    // SAFETY: the caller's promise.
    call("cuDeviceGetCount", format_args!(""), Needs::Driver, |_| unsafe { answer(count, 1) })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGet(device: *mut c_int, ordinal: c_int) -> Status {
    call("cuDeviceGet", format_args!("{ordinal}"), Needs::Driver, |_| {
        is_device(ordinal)?;
        // SAFETY: the caller's promise.
        unsafe { answer(device, DEVICE) }
    })
}

/// # Safety
/// As of CUDA: `name` is null or has `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetName(name: *mut c_char, length: c_int, device: c_int) -> Status {
    call("cuDeviceGetName", format_args!("{length}, {device}"), Needs::Driver, |driver| {
        is_device(device)?;
        valid(!name.is_null() && length > 0)?;
        let text = format!("CUDA emulator sm_{} (no GPU)", driver.architecture.sm);
        let kept = &text.as_bytes()[..text.len().min(length as usize - 1)];
        // SAFETY: the caller's promise; at most `length` bytes with the final zero.
        unsafe {
            std::ptr::copy_nonoverlapping(kept.as_ptr().cast(), name, kept.len());
            name.add(kept.len()).write(0);
        }
        Ok(())
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceTotalMem_v2(bytes: *mut usize, device: c_int) -> Status {
    call("cuDeviceTotalMem_v2", format_args!("{device}"), Needs::Driver, |driver| {
        is_device(device)?;
        // SAFETY: the caller's promise.
        unsafe { answer(bytes, driver.memory.capacity()) }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetAttribute(value: *mut c_int, attribute: c_uint, device: c_int) -> Status {
    call("cuDeviceGetAttribute", format_args!("{attribute}, {device}"), Needs::Driver, |driver| {
        is_device(device)?;
        let found = driver.architecture.attribute(attribute).ok_or(Status::INVALID_VALUE)?;
        // SAFETY: the caller's promise.
        unsafe { answer(value, found as c_int) }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxRetain(context: *mut Handle, device: c_int) -> Status {
    call("cuDevicePrimaryCtxRetain", format_args!("{device}"), Needs::Driver, |_| {
        is_device(device)?;
        // SAFETY: the caller's promise.
        unsafe { answer(context, CONTEXT as Handle) }
    })
}

/// The context lives as long as the process; there is nothing to give back.
#[unsafe(no_mangle)]
pub extern "C" fn cuDevicePrimaryCtxRelease_v2(device: c_int) -> Status {
    call("cuDevicePrimaryCtxRelease_v2", format_args!("{device}"), Needs::Driver, |_| is_device(device))
}

/// Makes the context current in this thread, or none.
#[unsafe(no_mangle)]
pub extern "C" fn cuCtxSetCurrent(context: Handle) -> Status {
    call("cuCtxSetCurrent", format_args!("{context:?}"), Needs::Driver, |_| {
        if !context.is_null() && context as usize != CONTEXT {
            return Err(Status::INVALID_CONTEXT);
        }
        CURRENT.set(context as usize);
        Ok(())
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetCurrent(context: *mut Handle) -> Status {
    // SAFETY: the caller's promise.
    call("cuCtxGetCurrent", format_args!(""), Needs::Driver, |_| unsafe { answer(context, CURRENT.get() as Handle) })
}

/// Work is done when its call returns; this only reports what went wrong.
#[unsafe(no_mangle)]
pub extern "C" fn cuCtxSynchronize() -> Status {
    call("cuCtxSynchronize", format_args!(""), Needs::Context, |_| Ok(()))
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetErrorName(error: Status, text: *mut *const c_char) -> Status {
    // SAFETY: the caller's promise.
    unsafe { describe(text, error.describe().map(|(name, _)| name)) }
}

/// The meaning of a code; of the context's fault, where it happened.
///
/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetErrorString(error: Status, text: *mut *const c_char) -> Status {
    let fault = DRIVER.get().and_then(|driver| driver.sticky.get()).filter(|sticky| sticky.status == error);
    let meaning = error.describe().map(|(_, meaning)| meaning);
    // SAFETY: the caller's promise.
    unsafe { describe(text, fault.map(|sticky| sticky.message.as_c_str()).or(meaning)) }
}

/// # Safety
/// `text` is null or can be written.
unsafe fn describe(text: *mut *const c_char, found: Option<&'static CStr>) -> Status {
    let Some(found) = found else {
        // SAFETY: the caller's promise.
        let _ = unsafe { answer(text, std::ptr::null()) };
        return Status::INVALID_VALUE;
    };
    // SAFETY: the caller's promise.
    unsafe { answer(text, found.as_ptr()) }.err().unwrap_or(Status::SUCCESS)
}
