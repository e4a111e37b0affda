//! What the driver's tests share.
#![allow(dead_code, reason = "each test file uses its own part of it")]

use cuda_emulator::driver::Handle;
use cuda_emulator::driver::device::{cuCtxSetCurrent, cuDeviceGet, cuDevicePrimaryCtxRetain, cuInit};
use cuda_emulator::driver::launch::cuLaunchKernel;
use cuda_emulator::driver::memory::{cuMemAlloc_v2, cuMemcpyDtoH_v2, cuMemcpyHtoD_v2};
use cuda_emulator::driver::module::{cuModuleGetFunction, cuModuleLoadData};
use cuda_emulator::driver::status::Status;
use std::ffi::{CString, c_void};
use std::ptr::{null, null_mut};

/// Adds one to each of the first `count` integers; has one thread for each.
pub const INCREMENT: &str = "
.version 8.0
.target sm_80
.address_size 64
.global .align 4 .u32 table[2] = {5, 6};
.visible .entry increment(.param .u64 data, .param .u32 count)
{
    .reg .pred %p<2>;
    .reg .b32 %r<8>;
    .reg .b64 %rd<6>;
    ld.param.u64 %rd1, [data];
    ld.param.u32 %r1, [count];
    mov.u32 %r2, %ctaid.x;
    mov.u32 %r3, %ntid.x;
    mov.u32 %r4, %tid.x;
    mad.lo.s32 %r5, %r2, %r3, %r4;
    setp.ge.u32 %p1, %r5, %r1;
    @%p1 bra DONE;
    mul.wide.u32 %rd2, %r5, 4;
    add.s64 %rd3, %rd1, %rd2;
    ld.global.u32 %r6, [%rd3];
    add.s32 %r7, %r6, 1;
    st.global.u32 [%rd3], %r7;
DONE:
    ret;
}
.visible .entry first(.param .u64 data)
{
    .reg .b32 %r<2>;
    .reg .b64 %rd<3>;
    ld.param.u64 %rd1, [data];
    mov.u64 %rd2, table;
    ld.global.u32 %r1, [%rd2];
    st.global.u32 [%rd1], %r1;
    ret;
}
";

/// Starts the driver, and makes its context current in this thread.
pub fn start() {
    let (mut device, mut context) = (0, null_mut());
    assert_eq!(cuInit(0), Status::SUCCESS);
    // SAFETY: both write into locals.
    unsafe {
        assert_eq!(cuDeviceGet(&mut device, 0), Status::SUCCESS);
        assert_eq!(cuDevicePrimaryCtxRetain(&mut context, device), Status::SUCCESS);
    }
    assert_eq!(cuCtxSetCurrent(context), Status::SUCCESS);
}

/// Loads PTX.
pub fn load(ptx: &str) -> Result<Handle, Status> {
    let (mut module, ptx) = (null_mut(), CString::new(ptx).unwrap());
    // SAFETY: the text ends with a zero.
    let status = unsafe { cuModuleLoadData(&mut module, ptx.as_ptr().cast()) };
    if status == Status::SUCCESS { Ok(module) } else { Err(status) }
}

/// A function of a module.
pub fn function(module: Handle, name: &str) -> Result<Handle, Status> {
    let (mut function, name) = (null_mut(), CString::new(name).unwrap());
    // SAFETY: the text ends with a zero.
    let status = unsafe { cuModuleGetFunction(&mut function, module, name.as_ptr()) };
    if status == Status::SUCCESS { Ok(function) } else { Err(status) }
}

/// Device memory of so many bytes.
pub fn allocate(bytes: usize) -> Result<u64, Status> {
    let mut address = 0;
    // SAFETY: writes into a local.
    let status = unsafe { cuMemAlloc_v2(&mut address, bytes) };
    if status == Status::SUCCESS { Ok(address) } else { Err(status) }
}

/// Copies to the device.
pub fn upload(to: u64, values: &[u32]) -> Status {
    // SAFETY: the slice is as long as said.
    unsafe { cuMemcpyHtoD_v2(to, values.as_ptr().cast(), size_of_val(values)) }
}

/// Copies to the host.
pub fn download(from: u64, count: usize) -> Result<Vec<u32>, Status> {
    let mut values = vec![0; count];
    // SAFETY: the vector is as long as said.
    let status = unsafe { cuMemcpyDtoH_v2(values.as_mut_ptr().cast(), from, count * 4) };
    if status == Status::SUCCESS { Ok(values) } else { Err(status) }
}

/// Launches `increment` in blocks of 32.
pub fn increment(function: Handle, data: u64, count: u32) -> Status {
    launch(function, [count.div_ceil(32), 1, 1], [32, 1, 1], 0, &[(&raw const data).cast(), (&raw const count).cast()])
}

/// Launches a function whose parameters lie at these addresses.
pub fn launch(function: Handle, grid: [u32; 3], block: [u32; 3], shared: u32, values: &[*const c_void]) -> Status {
    let mut values: Vec<*mut c_void> = values.iter().map(|value| value.cast_mut()).collect();
    let values = if values.is_empty() { null_mut() } else { values.as_mut_ptr() };
    let ([a, b, c], [x, y, z]) = (grid, block);
    // SAFETY: each address is that of a parameter's value.
    unsafe { cuLaunchKernel(function, a, b, c, x, y, z, shared, null::<c_void>().cast_mut(), values, null_mut()) }
}
