//! Allocation and copies, each checked against the allocations it touches.

use super::status::Status;
use super::{Driver, Handle, Needs, answer, call, valid};
use std::ffi::{c_uchar, c_uint, c_void};
use std::slice;

/// # Safety
/// As of CUDA: pointers are null or valid.
unsafe fn allocate(driver: &Driver, address: *mut u64, bytes: usize) -> Result<(), Status> {
    valid(bytes > 0 && !address.is_null())?;
    let _work = driver.working();
    // SAFETY: the caller's promise.
    unsafe { answer(address, driver.memory.allocate(bytes).ok_or(Status::OUT_OF_MEMORY)?) }
}

fn free(driver: &Driver, address: u64) -> Result<(), Status> {
    let _work = driver.working();
    valid(address == 0 || driver.memory.free(address))
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAlloc_v2(address: *mut u64, bytes: usize) -> Status {
    // SAFETY: the caller's promise.
    call("cuMemAlloc_v2", format_args!("{bytes}"), Needs::Context, |driver| unsafe { allocate(driver, address, bytes) })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocAsync(address: *mut u64, bytes: usize, stream: Handle) -> Status {
    call("cuMemAllocAsync", format_args!("{bytes}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        // SAFETY: the caller's promise.
        unsafe { allocate(driver, address, bytes) }
    })
}

/// Frees; a null address is nothing to free.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemFree_v2(address: u64) -> Status {
    call("cuMemFree_v2", format_args!("{address:#x}"), Needs::Healthy, |driver| free(driver, address))
}

/// Frees; a null address is nothing to free.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemFreeAsync(address: u64, stream: Handle) -> Status {
    call("cuMemFreeAsync", format_args!("{address:#x}, {stream:?}"), Needs::Healthy, |driver| {
        driver.stream(stream)?;
        free(driver, address)
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetInfo_v2(available: *mut usize, total: *mut usize) -> Status {
    call("cuMemGetInfo_v2", format_args!(""), Needs::Context, |driver| {
        // SAFETY: the caller's promise.
        unsafe {
            answer(available, driver.memory.available())?;
            answer(total, driver.memory.capacity())
        }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocHost_v2(pointer: *mut *mut c_void, bytes: usize) -> Status {
    call("cuMemAllocHost_v2", format_args!("{bytes}"), Needs::Context, |driver| {
        valid(bytes > 0 && !pointer.is_null())?;
        let address = driver.pinned.allocate(bytes).ok_or(Status::OUT_OF_MEMORY)?;
        // SAFETY: the caller's promise.
        unsafe { answer(pointer, address as *mut c_void) }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostAlloc(pointer: *mut *mut c_void, bytes: usize, flags: c_uint) -> Status {
    // Flags say who may see the memory and how it is cached; all of the host sees this.
    let _ = flags;
    // SAFETY: the caller's promise.
    unsafe { cuMemAllocHost_v2(pointer, bytes) }
}

/// Frees pinned memory.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemFreeHost(pointer: *mut c_void) -> Status {
    // Not `Healthy`: the host must be able to free its own memory after a fault.
    call("cuMemFreeHost", format_args!("{pointer:?}"), Needs::Driver, |driver| {
        valid(driver.pinned.free(pointer as u64))
    })
}

/// A pointer that the caller calls the host's, as bytes. Null is none, and neither is device memory: on hardware the
/// host could not read it.
///
/// # Safety
/// `pointer` is null, device memory, or has `bytes` bytes.
unsafe fn host<'a>(driver: &Driver, pointer: *const c_void, bytes: usize) -> Result<&'a [u8], Status> {
    valid(!pointer.is_null() && bytes <= isize::MAX as usize && driver.memory.find(pointer as u64, 1).is_none())?;
    // SAFETY: the caller's promise.
    Ok(unsafe { slice::from_raw_parts(pointer.cast(), bytes) })
}

/// As [`host`], to be written.
///
/// # Safety
/// As of [`host`].
unsafe fn host_mut<'a>(driver: &Driver, pointer: *mut c_void, bytes: usize) -> Result<&'a mut [u8], Status> {
    valid(!pointer.is_null() && bytes <= isize::MAX as usize && driver.memory.find(pointer as u64, 1).is_none())?;
    // SAFETY: the caller's promise.
    Ok(unsafe { slice::from_raw_parts_mut(pointer.cast(), bytes) })
}

/// # Safety
/// As of CUDA: `from` has `bytes` bytes.
unsafe fn upload(driver: &Driver, to: u64, from: *const c_void, bytes: usize) -> Result<(), Status> {
    let _work = driver.working();
    // SAFETY: the caller's promise.
    valid(bytes == 0 || driver.memory.write(to, unsafe { host(driver, from, bytes)? }))
}

/// # Safety
/// As of CUDA: `to` has `bytes` bytes.
unsafe fn download(driver: &Driver, to: *mut c_void, from: u64, bytes: usize) -> Result<(), Status> {
    let _work = driver.working();
    // SAFETY: the caller's promise.
    valid(bytes == 0 || driver.memory.read(from, unsafe { host_mut(driver, to, bytes)? }))
}

fn copy(driver: &Driver, to: u64, from: u64, bytes: usize) -> Result<(), Status> {
    let _work = driver.working();
    valid(bytes == 0 || driver.memory.copy(to, from, bytes))
}

/// # Safety
/// As of CUDA: `from` has `bytes` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoD_v2(to: u64, from: *const c_void, bytes: usize) -> Status {
    call("cuMemcpyHtoD_v2", format_args!("{to:#x}, {from:?}, {bytes}"), Needs::Context, |driver| {
        // SAFETY: the caller's promise.
        unsafe { upload(driver, to, from, bytes) }
    })
}

/// # Safety
/// As of CUDA: `from` has `bytes` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoDAsync_v2(to: u64, from: *const c_void, bytes: usize, stream: Handle) -> Status {
    call("cuMemcpyHtoDAsync_v2", format_args!("{to:#x}, {from:?}, {bytes}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        // SAFETY: the caller's promise.
        unsafe { upload(driver, to, from, bytes) }
    })
}

/// # Safety
/// As of CUDA: `to` has `bytes` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoH_v2(to: *mut c_void, from: u64, bytes: usize) -> Status {
    call("cuMemcpyDtoH_v2", format_args!("{to:?}, {from:#x}, {bytes}"), Needs::Context, |driver| {
        // SAFETY: the caller's promise.
        unsafe { download(driver, to, from, bytes) }
    })
}

/// # Safety
/// As of CUDA: `to` has `bytes` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoHAsync_v2(to: *mut c_void, from: u64, bytes: usize, stream: Handle) -> Status {
    call("cuMemcpyDtoHAsync_v2", format_args!("{to:?}, {from:#x}, {bytes}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        // SAFETY: the caller's promise.
        unsafe { download(driver, to, from, bytes) }
    })
}

/// Copies inside the device.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemcpyDtoD_v2(to: u64, from: u64, bytes: usize) -> Status {
    call("cuMemcpyDtoD_v2", format_args!("{to:#x}, {from:#x}, {bytes}"), Needs::Context, |driver| {
        copy(driver, to, from, bytes)
    })
}

/// Copies inside the device.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemcpyDtoDAsync_v2(to: u64, from: u64, bytes: usize, stream: Handle) -> Status {
    call("cuMemcpyDtoDAsync_v2", format_args!("{to:#x}, {from:#x}, {bytes}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        copy(driver, to, from, bytes)
    })
}

/// One side of a two-dimensional copy, as it lies in `CUDA_MEMCPY2D`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Side<P> {
    pub x_bytes: usize,
    pub y: usize,
    /// `CU_MEMORYTYPE_HOST` (1) or `CU_MEMORYTYPE_DEVICE` (2); arrays are not supported.
    pub kind: c_uint,
    pub host: P,
    pub device: u64,
    pub array: Handle,
    pub pitch: usize,
}

impl<P> Side<P> {
    /// How far into the memory a row starts.
    fn offset(&self, row: usize, width: usize) -> Result<usize, Status> {
        // A pitch of zero stands for rows without gaps.
        let pitch = if self.pitch == 0 { width } else { self.pitch };
        valid(pitch >= width)?;
        let offset = self.y.checked_add(row).and_then(|row| row.checked_mul(pitch)).map(|start| start + self.x_bytes);
        offset.ok_or(Status::INVALID_VALUE)
    }
}

/// `CUDA_MEMCPY2D`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Copy2D {
    pub source: Side<*const c_void>,
    pub target: Side<*mut c_void>,
    pub width_bytes: usize,
    pub height: usize,
}

const HOST: c_uint = 1;
const DEVICE: c_uint = 2;

/// # Safety
/// As of CUDA: host memory is as large as the copy says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DAsync_v2(description: *const Copy2D, stream: Handle) -> Status {
    call("cuMemcpy2DAsync_v2", format_args!("{description:?}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        valid(!description.is_null() && description.is_aligned())?;
        // SAFETY: the caller's promise.
        let Copy2D { source, target, width_bytes, height } = unsafe { *description };
        for row in 0..height {
            let (from, to) = (source.offset(row, width_bytes)?, target.offset(row, width_bytes)?);
            match (source.kind, target.kind) {
                (HOST, DEVICE) => {
                    let start = source.host.cast::<u8>().wrapping_add(from).cast();
                    valid(!source.host.is_null())?;
                    // SAFETY: the caller's promise.
                    unsafe { upload(driver, target.device.wrapping_add(to as u64), start, width_bytes)? };
                }
                (DEVICE, HOST) => {
                    let start = target.host.cast::<u8>().wrapping_add(to).cast();
                    valid(!target.host.is_null())?;
                    // SAFETY: the caller's promise.
                    unsafe { download(driver, start, source.device.wrapping_add(from as u64), width_bytes)? };
                }
                (DEVICE, DEVICE) => {
                    let (to, from) = (target.device.wrapping_add(to as u64), source.device.wrapping_add(from as u64));
                    copy(driver, to, from, width_bytes)?;
                }
                _ => return Err(Status::NOT_SUPPORTED),
            }
        }
        Ok(())
    })
}

/// Sets bytes.
#[unsafe(no_mangle)]
pub extern "C" fn cuMemsetD8Async(address: u64, value: c_uchar, bytes: usize, stream: Handle) -> Status {
    call("cuMemsetD8Async", format_args!("{address:#x}, {value}, {bytes}, {stream:?}"), Needs::Context, |driver| {
        driver.stream(stream)?;
        let _work = driver.working();
        valid(bytes == 0 || driver.memory.fill(address, value, bytes))
    })
}
