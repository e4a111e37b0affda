//! The driver as a program sees it, where nothing faults. The other files under `tests/` have processes of their own.

mod common;

use common::{INCREMENT, allocate, download, function, increment, launch, load, start, upload};
use cuda_emulator::driver::Handle;
use cuda_emulator::driver::device::*;
use cuda_emulator::driver::event::*;
use cuda_emulator::driver::launch::{Config, cuLaunchKernelEx};
use cuda_emulator::driver::memory::*;
use cuda_emulator::driver::module::*;
use cuda_emulator::driver::status::Status;
use cuda_emulator::driver::tensor_map::cuTensorMapEncodeTiled;
use std::ffi::{CStr, c_void};
use std::ptr::{null, null_mut};

const GARBAGE: Handle = 0xdead_beef as Handle;

#[test]
fn a_module_is_loaded_launched_and_unloaded() {
    start();
    let module = load(INCREMENT).unwrap();
    let kernel = function(module, "increment").unwrap();
    assert_eq!(function(module, "decrement"), Err(Status::NOT_FOUND));
    let data = allocate(400).unwrap();
    assert_eq!(upload(data, &(0..100).collect::<Vec<_>>()), Status::SUCCESS);
    assert_eq!(increment(kernel, data, 100), Status::SUCCESS);
    assert_eq!(download(data, 100), Ok((1..101).collect()));

    let first = function(module, "first").unwrap();
    assert_eq!(launch(first, [1; 3], [1; 3], 0, &[(&raw const data).cast()]), Status::SUCCESS);
    let (mut table, mut bytes) = (0, 0);
    // SAFETY: writes into locals.
    let status = unsafe { cuModuleGetGlobal_v2(&mut table, &mut bytes, module, c"table".as_ptr()) };
    assert_eq!((status, bytes, download(table, 2)), (Status::SUCCESS, 8, Ok(vec![5, 6])));
    assert_eq!(download(data, 2), Ok(vec![5, 2]));

    assert_eq!(cuModuleUnload(module), Status::SUCCESS);
    assert_eq!(increment(kernel, data, 100), Status::INVALID_HANDLE);
    assert_eq!(download(table, 2), Err(Status::INVALID_VALUE));
    assert_eq!(cuModuleUnload(module), Status::INVALID_HANDLE);
}

#[test]
fn the_name_says_what_it_is() {
    start();
    let mut name = [1; 64];
    // SAFETY: the buffer is as long as said.
    assert_eq!(unsafe { cuDeviceGetName(name.as_mut_ptr(), 64, 0) }, Status::SUCCESS);
    // SAFETY: the driver ends it with a zero.
    let text = unsafe { CStr::from_ptr(name.as_ptr()) };
    assert_eq!(text, c"CUDA emulator sm_80 (no GPU)");
    // SAFETY: the buffer is longer than said.
    assert_eq!(unsafe { cuDeviceGetName(name.as_mut_ptr(), 5, 0) }, Status::SUCCESS);
    // SAFETY: the driver ends it with a zero.
    assert_eq!(unsafe { CStr::from_ptr(name.as_ptr()) }, c"CUDA");
}

#[test]
fn attributes_are_known_or_refused() {
    start();
    let attribute = |number| {
        let mut value = -1;
        // SAFETY: writes into a local.
        let status = unsafe { cuDeviceGetAttribute(&mut value, number, 0) };
        (status, value)
    };
    // Compute capability, shared memory of a block, of one that opts in, and multiprocessors.
    assert_eq!(attribute(75), (Status::SUCCESS, 8));
    assert_eq!(attribute(76), (Status::SUCCESS, 0));
    assert_eq!(attribute(8), (Status::SUCCESS, 48 << 10));
    assert_eq!(attribute(97), (Status::SUCCESS, 163 << 10));
    assert_eq!(attribute(16), (Status::SUCCESS, 108));
    assert_eq!(attribute(9999), (Status::INVALID_VALUE, -1));
}

#[test]
fn garbage_is_an_error_and_nothing_else() {
    start();
    let number = 1u32;
    // SAFETY: null and out-of-range arguments are what is tested; none is followed.
    unsafe {
        assert_eq!(cuDeviceGetCount(null_mut()), Status::INVALID_VALUE);
        assert_eq!(cuDeviceGet(&mut 0, 1), Status::INVALID_DEVICE);
        assert_eq!(cuDeviceTotalMem_v2(&mut 0, 7), Status::INVALID_DEVICE);
        assert_eq!(cuMemAlloc_v2(null_mut(), 8), Status::INVALID_VALUE);
        assert_eq!(cuMemAllocAsync(&mut 0, 8, GARBAGE), Status::INVALID_HANDLE);
        assert_eq!(cuModuleLoadData(&mut null_mut(), null()), Status::INVALID_VALUE);
        assert_eq!(cuModuleGetFunction(&mut null_mut(), GARBAGE, c"x".as_ptr()), Status::INVALID_HANDLE);
        assert_eq!(cuEventElapsedTime_v2(&mut 0.0, GARBAGE, null_mut()), Status::INVALID_HANDLE);
        assert_eq!(cuMemcpy2DAsync_v2(null(), null_mut()), Status::INVALID_VALUE);
        assert_eq!(cuMemcpyHtoD_v2(GARBAGE as u64, (&raw const number).cast(), 4), Status::INVALID_VALUE);
        assert_eq!(cuLaunchHostFunc(null_mut(), None, null_mut()), Status::INVALID_VALUE);
        assert_eq!(cuGetErrorName(Status(12345), &mut null()), Status::INVALID_VALUE);
        let config: *const Config = null();
        assert_eq!(cuLaunchKernelEx(config, GARBAGE, null_mut(), null_mut()), Status::INVALID_VALUE);
    }
    assert_eq!(cuCtxSetCurrent(GARBAGE), Status::INVALID_CONTEXT);
    assert_eq!(cuStreamSynchronize(GARBAGE), Status::INVALID_HANDLE);
    assert_eq!(cuStreamWaitEvent(null_mut(), GARBAGE, 0), Status::INVALID_HANDLE);
    assert_eq!(cuEventDestroy_v2(GARBAGE), Status::INVALID_HANDLE);
    assert_eq!(cuMemFree_v2(GARBAGE as u64), Status::INVALID_VALUE);
    assert_eq!(cuMemFreeHost(GARBAGE), Status::INVALID_VALUE);
    assert_eq!(cuFuncSetAttribute(GARBAGE, 8, 0), Status::INVALID_HANDLE);
    assert_eq!(increment(GARBAGE, 0, 1), Status::INVALID_HANDLE);
    assert_eq!(cuTensorMapEncodeTiled(), Status::NOT_SUPPORTED);
}

#[test]
fn modules_that_do_not_fit_the_device_do_not_load() {
    start();
    assert_eq!(load("no PTX at all"), Err(Status::INVALID_PTX));
    assert_eq!(load(&INCREMENT.replace("sm_80", "sm_90")), Err(Status::NO_BINARY_FOR_GPU));
    assert_eq!(load(&INCREMENT.replace("add.s32", "frobnicate.s32")), Err(Status::INVALID_PTX));
    assert!(load(&INCREMENT.replace("sm_80", "sm_75")).is_ok());
}

#[test]
fn launches_that_hardware_refuses_are_refused() {
    start();
    let kernel = function(load(INCREMENT).unwrap(), "increment").unwrap();
    let data = allocate(4).unwrap();
    assert_eq!(upload(data, &[1]), Status::SUCCESS);
    let zero = 0u32;
    let values = [(&raw const data).cast(), (&raw const zero).cast()];
    let status = |grid, block, shared| launch(kernel, grid, block, shared, &values);
    assert_eq!(status([1; 3], [1; 3], 0), Status::SUCCESS);
    assert_eq!(status([1, 65_535, 1], [1; 3], 0), Status::SUCCESS);
    for (grid, block) in [
        ([0, 1, 1], [1; 3]),
        ([1, 65_536, 1], [1; 3]),
        ([1, 1, 65_536], [1; 3]),
        ([1; 3], [1, 0, 1]),
        ([1; 3], [1025, 1, 1]),
        ([1; 3], [1, 1, 65]),
        ([1; 3], [32, 33, 1]),
    ] {
        assert_eq!(status(grid, block, 0), Status::INVALID_VALUE, "{grid:?}, {block:?}");
    }
    assert_eq!(status([1; 3], [1; 3], 48 << 10), Status::SUCCESS);
    assert_eq!(status([1; 3], [1; 3], (48 << 10) + 1), Status::INVALID_VALUE, "not opted in");
    assert_eq!(cuFuncSetAttribute(kernel, 8, (163 << 10) + 1), Status::INVALID_VALUE);
    assert_eq!(cuFuncSetAttribute(kernel, 8, 163 << 10), Status::SUCCESS);
    assert_eq!(status([1; 3], [1; 3], 163 << 10), Status::SUCCESS);
    assert_eq!(launch(kernel, [1; 3], [1; 3], 0, &[]), Status::INVALID_VALUE, "no parameters");
}

#[test]
fn copies_are_checked() {
    start();
    let (a, b) = (allocate(64).unwrap(), allocate(64).unwrap());
    assert_eq!(upload(a, &(0..16).collect::<Vec<_>>()), Status::SUCCESS);
    assert_eq!(upload(a + 4, &[0; 16]), Status::INVALID_VALUE);
    assert_eq!(download(a, 17), Err(Status::INVALID_VALUE));
    assert_eq!(cuMemcpyDtoD_v2(b, a, 64), Status::SUCCESS);
    assert_eq!(cuMemcpyDtoD_v2(b, a, 65), Status::INVALID_VALUE);
    assert_eq!(download(b, 16), Ok((0..16).collect()));
    assert_eq!(cuMemsetD8Async(b, 1, 8, null_mut()), Status::SUCCESS);
    assert_eq!(cuMemsetD8Async(b, 1, 65, null_mut()), Status::INVALID_VALUE);
    assert_eq!(download(b, 3), Ok(vec![0x0101_0101, 0x0101_0101, 2]));
    // SAFETY: device memory called the host's is what is tested; the driver does not follow it.
    assert_eq!(unsafe { cuMemcpyHtoD_v2(b, a as *const c_void, 4) }, Status::INVALID_VALUE);
    assert_eq!(cuMemFree_v2(a), Status::SUCCESS);
    assert_eq!(download(a, 1), Err(Status::INVALID_VALUE));
    assert_eq!(cuMemFree_v2(a), Status::INVALID_VALUE);
    assert_eq!(cuMemFree_v2(0), Status::SUCCESS);
}

#[test]
fn rows_are_copied_with_their_pitch() {
    start();
    let device = allocate(64).unwrap();
    assert_eq!(cuMemsetD8Async(device, 0, 64, null_mut()), Status::SUCCESS);
    let host: Vec<u32> = (1..7).collect();
    // Three rows of two numbers, 16 bytes apart on the device, the first one 4 bytes in.
    let to_device = Copy2D {
        source: Side { x_bytes: 0, y: 0, kind: 1, host: host.as_ptr().cast(), device: 0, array: null_mut(), pitch: 8 },
        target: Side { x_bytes: 4, y: 1, kind: 2, host: null_mut(), device, array: null_mut(), pitch: 16 },
        width_bytes: 8,
        height: 3,
    };
    // SAFETY: the host's memory is as large as said.
    assert_eq!(unsafe { cuMemcpy2DAsync_v2(&to_device, null_mut()) }, Status::SUCCESS);
    assert_eq!(download(device, 16), Ok(vec![0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 5, 6, 0]));
    let mut back = [0u32; 6];
    let to_host = Copy2D {
        source: Side { x_bytes: 4, y: 1, kind: 2, host: null(), device, array: null_mut(), pitch: 16 },
        target: Side {
            x_bytes: 0,
            y: 0,
            kind: 1,
            host: back.as_mut_ptr().cast(),
            device: 0,
            array: null_mut(),
            pitch: 0,
        },
        width_bytes: 8,
        height: 3,
    };
    // SAFETY: as above.
    assert_eq!(unsafe { cuMemcpy2DAsync_v2(&to_host, null_mut()) }, Status::SUCCESS);
    assert_eq!(back, [1, 2, 3, 4, 5, 6]);
    for wrong in [
        Copy2D { height: 4, ..to_device },
        Copy2D { width_bytes: 20, ..to_device },
        Copy2D { source: Side { host: null(), ..to_device.source }, ..to_device },
    ] {
        // SAFETY: the driver stops where device memory ends, or at the null pointer; two more numbers are not read.
        assert_eq!(unsafe { cuMemcpy2DAsync_v2(&wrong, null_mut()) }, Status::INVALID_VALUE);
    }
}

#[test]
fn events_tell_the_time_between_them() {
    start();
    let event = || {
        let mut event = null_mut();
        // SAFETY: writes into a local.
        assert_eq!(unsafe { cuEventCreate(&mut event, 0) }, Status::SUCCESS);
        event
    };
    let (begin, end) = (event(), event());
    let mut elapsed = 0.0;
    // SAFETY: writes into a local.
    let mut between = |a, b| (unsafe { cuEventElapsedTime_v2(&mut elapsed, a, b) }, elapsed);
    assert_eq!(between(begin, end).0, Status::INVALID_HANDLE, "not recorded yet");
    assert_eq!(cuEventRecord(begin, null_mut()), Status::SUCCESS);
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(cuEventRecord(end, null_mut()), Status::SUCCESS);
    let (status, forward) = between(begin, end);
    assert!(status == Status::SUCCESS && (20.0..2000.0).contains(&forward), "{forward}");
    assert_eq!(between(end, begin), (Status::SUCCESS, -forward));
    assert_eq!(cuEventDestroy_v2(end), Status::SUCCESS);
    assert_eq!(cuEventQuery(end), Status::INVALID_HANDLE);
}

#[test]
fn a_thread_needs_the_context() {
    start();
    let status = std::thread::spawn(|| allocate(4)).join().unwrap();
    assert_eq!(status, Err(Status::INVALID_CONTEXT));
}
