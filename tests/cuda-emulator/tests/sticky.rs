//! A fault stays with the context: alone in its process, because nothing works after it.

mod common;

use common::{INCREMENT, allocate, download, function, increment, load, start, upload};
use cuda_emulator::driver::device::{cuCtxSynchronize, cuDeviceGetCount, cuGetErrorName, cuGetErrorString};
use cuda_emulator::driver::memory::{cuMemAllocHost_v2, cuMemFreeHost};
use cuda_emulator::driver::status::Status;
use std::ffi::CStr;
use std::ptr::{null, null_mut};

#[test]
fn every_call_after_a_fault_fails_and_says_where_it_was() {
    start();
    let kernel = function(load(INCREMENT).unwrap(), "increment").unwrap();
    let data = allocate(40).unwrap();
    assert_eq!(upload(data, &[1; 10]), Status::SUCCESS);
    let mut pinned = null_mut();
    // SAFETY: writes into a local.
    assert_eq!(unsafe { cuMemAllocHost_v2(&mut pinned, 8) }, Status::SUCCESS);

    let fault = increment(kernel, data, 11);
    assert_eq!(fault, Status::ILLEGAL_ADDRESS);
    assert_eq!(download(data, 10), Err(fault));
    assert_eq!(upload(data, &[1; 10]), fault);
    assert_eq!(allocate(4), Err(fault));
    assert_eq!(load(INCREMENT), Err(fault));
    assert_eq!(increment(kernel, data, 10), fault);
    assert_eq!(cuCtxSynchronize(), fault);

    let (mut name, mut text) = (null(), null());
    // SAFETY: writes into locals.
    unsafe {
        assert_eq!(cuDeviceGetCount(&mut 0), Status::SUCCESS, "the device is still there");
        assert_eq!(cuGetErrorName(fault, &mut name), Status::SUCCESS);
        assert_eq!(cuGetErrorString(fault, &mut text), Status::SUCCESS);
        assert_eq!(CStr::from_ptr(name), c"CUDA_ERROR_ILLEGAL_ADDRESS");
        let text = CStr::from_ptr(text).to_str().unwrap();
        for part in ["sm_80", "kernel increment, block (0,0,0), thread (10,0,0)", "ld.global.u32 %r6, [%rd3];"] {
            assert!(text.contains(part.trim_end_matches(';')), "{text}");
        }
    }
    assert_eq!(cuMemFreeHost(pinned), Status::SUCCESS, "the host's own memory can still be freed");
}
