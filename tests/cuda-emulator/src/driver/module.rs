//! Modules and their functions.

use super::device::{SHARED_PER_BLOCK, THREADS_PER_BLOCK};
use super::dump;
use super::status::Status;
use super::{Driver, Handle, Needs, answer, call, valid};
use crate::ptx::Module;
use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A module that a program loaded.
pub(super) struct LoadedModule(pub Arc<Module>);

/// A kernel of a module.
pub(super) struct Function {
    pub module: Arc<Module>,
    pub kernel: usize,
    /// Most dynamic shared memory of a launch.
    pub dynamic_shared: AtomicU32,
}

/// Reads text that the caller ends with a zero.
///
/// # Safety
/// `text` is null or ends with a zero.
unsafe fn text<'a>(text: *const c_char) -> Result<&'a str, Status> {
    valid(!text.is_null())?;
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(text) }.to_str().map_err(|_| Status::INVALID_VALUE)
}

/// The architecture that PTX was made for, and whether for that one alone: `sm_90a` is (90, true).
fn target(ptx: &str) -> Option<(u32, bool)> {
    let line = ptx.lines().find_map(|line| line.trim().strip_prefix(".target sm_"))?;
    let digits = line.split(|c: char| !c.is_ascii_digit()).next()?;
    Some((digits.parse().ok()?, line[digits.len()..].starts_with(['a', 'f'])))
}

fn load(driver: &Driver, ptx: &str) -> Result<Handle, Status> {
    let sm = driver.architecture.sm;
    let refused = |status, message: &str| {
        driver.note(&format!("sm_{sm}: a module does not load: {message}"));
        status
    };
    if let Some(folder) = &driver.settings.dump {
        dump::module(folder, ptx)
            .map_err(|error| refused(Status::UNKNOWN, &format!("{}: {error}", folder.display())))?;
    }
    match target(ptx) {
        Some((made_for, alone)) if made_for > sm || alone && made_for != sm => {
            return Err(refused(
                Status::NO_BINARY_FOR_GPU,
                &format!("it is for sm_{made_for}{}", if alone { "a" } else { "" }),
            ));
        }
        Some(_) => {}
        None => return Err(refused(Status::INVALID_PTX, "it is no PTX: there is no .target line")),
    }
    let _work = driver.working();
    let module = Module::load(ptx, &driver.memory).map_err(|message| refused(Status::INVALID_PTX, &message))?;
    Ok(driver.modules.insert(LoadedModule(Arc::new(module))))
}

/// # Safety
/// As of CUDA: `image` is PTX text that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoadData(module: *mut Handle, image: *const c_void) -> Status {
    call("cuModuleLoadData", format_args!("{image:?}"), Needs::Work, |driver| {
        valid(!module.is_null())?;
        // SAFETY: the caller's promise.
        unsafe { answer(module, load(driver, text(image.cast())?)?) }
    })
}

/// As [`cuModuleLoadData`]. Options steer a compiler that is not here, and are not read.
///
/// # Safety
/// As of CUDA: `image` is PTX text that ends with a zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoadDataEx(
    module: *mut Handle,
    image: *const c_void,
    _count: c_uint,
    _options: *mut c_uint,
    _values: *mut *mut c_void,
) -> Status {
    // SAFETY: the caller's promise.
    unsafe { cuModuleLoadData(module, image) }
}

/// Ends a module, and with it the functions and variables that came from it.
#[unsafe(no_mangle)]
pub extern "C" fn cuModuleUnload(module: Handle) -> Status {
    call("cuModuleUnload", format_args!("{module:?}"), Needs::Driver, |driver| {
        let _work = driver.working();
        let module = driver.modules.remove(module)?;
        driver.functions.retain(|function| !Arc::ptr_eq(&function.module, &module.0));
        module.0.unload(&driver.memory);
        Ok(())
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetFunction(function: *mut Handle, module: Handle, name: *const c_char) -> Status {
    call("cuModuleGetFunction", format_args!("{module:?}"), Needs::Context, |driver| {
        valid(!function.is_null())?;
        let module = driver.modules.get(module)?.0.clone();
        // SAFETY: the caller's promise.
        let kernel = module.kernel(unsafe { text(name)? }).ok_or(Status::NOT_FOUND)?;
        let dynamic_shared = AtomicU32::new(SHARED_PER_BLOCK.saturating_sub(module.static_shared_bytes(kernel)));
        // SAFETY: the caller's promise.
        unsafe { answer(function, driver.functions.insert(Function { module, kernel, dynamic_shared })) }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetGlobal_v2(
    address: *mut u64,
    bytes: *mut usize,
    module: Handle,
    name: *const c_char,
) -> Status {
    call("cuModuleGetGlobal_v2", format_args!("{module:?}"), Needs::Context, |driver| {
        // SAFETY: the caller's promise.
        let (found, size) = driver.modules.get(module)?.0.global(unsafe { text(name)? }).ok_or(Status::NOT_FOUND)?;
        // SAFETY: the caller's promise; either answer may be left out.
        unsafe {
            if !address.is_null() {
                answer(address, found)?;
            }
            if bytes.is_null() { Ok(()) } else { answer(bytes, size as usize) }
        }
    })
}

/// `CU_FUNC_ATTRIBUTE_...` of cuda.h.
mod attribute {
    pub const MAX_THREADS_PER_BLOCK: u32 = 0;
    pub const SHARED_SIZE_BYTES: u32 = 1;
    pub const LOCAL_SIZE_BYTES: u32 = 3;
    pub const MAX_DYNAMIC_SHARED_SIZE_BYTES: u32 = 8;
    pub const PREFERRED_SHARED_MEMORY_CARVEOUT: u32 = 9;
}

/// Sets how much dynamic shared memory launches may ask for, and takes hints.
#[unsafe(no_mangle)]
pub extern "C" fn cuFuncSetAttribute(function: Handle, attribute: c_uint, value: c_int) -> Status {
    call("cuFuncSetAttribute", format_args!("{function:?}, {attribute}, {value}"), Needs::Context, |driver| {
        let function = driver.functions.get(function)?;
        match attribute {
            attribute::MAX_DYNAMIC_SHARED_SIZE_BYTES => {
                let most = driver.architecture.shared_per_block;
                let fixed = function.module.static_shared_bytes(function.kernel);
                valid(value >= 0 && (value as u32).saturating_add(fixed) <= most)?;
                function.dynamic_shared.store(value as u32, Ordering::Relaxed);
                Ok(())
            }
            attribute::PREFERRED_SHARED_MEMORY_CARVEOUT => valid((-1..=100).contains(&value)),
            _ => Err(Status::INVALID_VALUE),
        }
    })
}

/// What a kernel needs, where that does not depend on a compiler for hardware.
///
/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncGetAttribute(value: *mut c_int, attribute: c_uint, function: Handle) -> Status {
    call("cuFuncGetAttribute", format_args!("{attribute}, {function:?}"), Needs::Context, |driver| {
        let function = driver.functions.get(function)?;
        let (module, kernel) = (&function.module, function.kernel);
        let found = match attribute {
            attribute::MAX_THREADS_PER_BLOCK => module.max_threads(kernel).unwrap_or(THREADS_PER_BLOCK),
            attribute::SHARED_SIZE_BYTES => module.static_shared_bytes(kernel),
            attribute::LOCAL_SIZE_BYTES => module.local_bytes(kernel),
            attribute::MAX_DYNAMIC_SHARED_SIZE_BYTES => function.dynamic_shared.load(Ordering::Relaxed),
            _ => return Err(Status::NOT_SUPPORTED),
        };
        // SAFETY: the caller's promise.
        unsafe { answer(value, found as c_int) }
    })
}
