//! Streams and events. Work is done when its call returns, in the order of the calls.

use super::status::Status;
use super::{Handle, Needs, answer, call, valid};
use std::ffi::{c_int, c_uint, c_void};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCreate(stream: *mut Handle, flags: c_uint) -> Status {
    call("cuStreamCreate", format_args!("{flags}"), Needs::Context, |driver| {
        valid(flags <= 1 && !stream.is_null())?;
        // SAFETY: the caller's promise.
        unsafe { answer(stream, driver.streams.insert(())) }
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCreateWithPriority(stream: *mut Handle, flags: c_uint, priority: c_int) -> Status {
    call("cuStreamCreateWithPriority", format_args!("{flags}, {priority}"), Needs::Context, |driver| {
        valid(flags <= 1 && !stream.is_null())?;
        // SAFETY: the caller's promise.
        unsafe { answer(stream, driver.streams.insert(())) }
    })
}

/// Ends a stream.
#[unsafe(no_mangle)]
pub extern "C" fn cuStreamDestroy_v2(stream: Handle) -> Status {
    call("cuStreamDestroy_v2", format_args!("{stream:?}"), Needs::Healthy, |driver| {
        driver.streams.remove(stream).map(|_| ())
    })
}

/// Reports what went wrong; nothing is ever pending.
#[unsafe(no_mangle)]
pub extern "C" fn cuStreamSynchronize(stream: Handle) -> Status {
    call("cuStreamSynchronize", format_args!("{stream:?}"), Needs::Healthy, |driver| driver.stream(stream))
}

/// Nothing is ever pending.
#[unsafe(no_mangle)]
pub extern "C" fn cuStreamQuery(stream: Handle) -> Status {
    call("cuStreamQuery", format_args!("{stream:?}"), Needs::Healthy, |driver| driver.stream(stream))
}

/// What the event waits for is done already.
#[unsafe(no_mangle)]
pub extern "C" fn cuStreamWaitEvent(stream: Handle, event: Handle, flags: c_uint) -> Status {
    call("cuStreamWaitEvent", format_args!("{stream:?}, {event:?}, {flags}"), Needs::Healthy, |driver| {
        driver.stream(stream)?;
        driver.events.get(event).map(|_| ())
    })
}

/// Calls a host function in the stream's order, which is now.
///
/// # Safety
/// As of CUDA: `function` is null or may be called with `data`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchHostFunc(
    stream: Handle,
    function: Option<unsafe extern "C" fn(*mut c_void)>,
    data: *mut c_void,
) -> Status {
    call("cuLaunchHostFunc", format_args!("{stream:?}"), Needs::Healthy, |driver| {
        driver.stream(stream)?;
        let function = function.ok_or(Status::INVALID_VALUE)?;
        // SAFETY: the caller's promise.
        unsafe { function(data) };
        Ok(())
    })
}

/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventCreate(event: *mut Handle, flags: c_uint) -> Status {
    call("cuEventCreate", format_args!("{flags}"), Needs::Context, |driver| {
        valid(!event.is_null())?;
        // SAFETY: the caller's promise.
        unsafe { answer(event, driver.events.insert(Mutex::new(None))) }
    })
}

/// Notes the time.
#[unsafe(no_mangle)]
pub extern "C" fn cuEventRecord(event: Handle, stream: Handle) -> Status {
    call("cuEventRecord", format_args!("{event:?}, {stream:?}"), Needs::Healthy, |driver| {
        driver.stream(stream)?;
        *driver.events.get(event)?.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        Ok(())
    })
}

/// Reports what went wrong; nothing is ever pending.
#[unsafe(no_mangle)]
pub extern "C" fn cuEventSynchronize(event: Handle) -> Status {
    call("cuEventSynchronize", format_args!("{event:?}"), Needs::Healthy, |driver| driver.events.get(event).map(|_| ()))
}

/// Nothing is ever pending.
#[unsafe(no_mangle)]
pub extern "C" fn cuEventQuery(event: Handle) -> Status {
    call("cuEventQuery", format_args!("{event:?}"), Needs::Healthy, |driver| driver.events.get(event).map(|_| ()))
}

/// The host's time between two records: work is done when its call returns, so this holds the interpreter's own time.
///
/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventElapsedTime_v2(milliseconds: *mut f32, start: Handle, end: Handle) -> Status {
    call("cuEventElapsedTime_v2", format_args!("{start:?}, {end:?}"), Needs::Healthy, |driver| {
        let time = |event| -> Result<Instant, Status> {
            let recorded = *driver.events.get(event)?.lock().unwrap_or_else(PoisonError::into_inner);
            recorded.ok_or(Status::INVALID_HANDLE)
        };
        let (start, end) = (time(start)?, time(end)?);
        let elapsed =
            end.saturating_duration_since(start).as_secs_f32() - start.saturating_duration_since(end).as_secs_f32();
        // SAFETY: the caller's promise.
        unsafe { answer(milliseconds, elapsed * 1e3) }
    })
}

/// The function's name before CUDA 12.8.
///
/// # Safety
/// As of CUDA: pointers are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventElapsedTime(milliseconds: *mut f32, start: Handle, end: Handle) -> Status {
    // SAFETY: the caller's promise.
    unsafe { cuEventElapsedTime_v2(milliseconds, start, end) }
}

/// Ends an event.
#[unsafe(no_mangle)]
pub extern "C" fn cuEventDestroy_v2(event: Handle) -> Status {
    call("cuEventDestroy_v2", format_args!("{event:?}"), Needs::Healthy, |driver| {
        driver.events.remove(event).map(|_| ())
    })
}
