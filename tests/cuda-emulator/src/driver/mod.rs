//! The driver's functions, with the names and signatures of `cuda.h`: those that CubeCL's CUDA runtime, and cudarc as it
//! uses it, call. What is not here is not exported either, and cudarc says which symbol is missing.
//!
//! Handles are numbers that stand in a table, so a handle that is not one is an error code. A stream's work is done when
//! the call returns. A fault stays with the context, as on hardware: every later call that runs, moves or waits for
//! anything fails. Calls that only make and end things go on, because CubeCL panics in its own thread where they fail.

pub mod device;
mod dump;
pub mod event;
pub mod launch;
pub mod memory;
pub mod module;
pub mod status;
mod table;
pub mod tensor_map;

use crate::memory::Memory;
use crate::settings::Settings;
use device::Architecture;
use module::{Function, LoadedModule};
use status::Status;
use std::ffi::{CString, c_void};
use std::fmt::Arguments;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;
use table::Table;

/// A handle: of a context, stream, event, module or function.
pub type Handle = *mut c_void;

/// What happened to the context's first faulty kernel.
struct Sticky {
    status: Status,
    message: CString,
}

/// The one device, its one context, and everything they hold.
struct Driver {
    settings: Settings,
    architecture: &'static Architecture,
    memory: Memory,
    /// Pinned host memory.
    pinned: Memory,
    streams: Table<()>,
    /// When an event was last recorded.
    events: Table<Mutex<Option<Instant>>>,
    modules: Table<LoadedModule>,
    functions: Table<Function>,
    sticky: OnceLock<Sticky>,
    /// Launches, copies and frees are one after another, whatever threads they come from.
    work: Mutex<()>,
}

static DRIVER: OnceLock<Driver> = OnceLock::new();

impl Driver {
    fn new(settings: Settings) -> Self {
        Self {
            architecture: Architecture::of(settings.sm),
            settings,
            memory: Memory::new(device::MEMORY_BYTES),
            pinned: Memory::new(device::MEMORY_BYTES),
            streams: Table::new(0x1000),
            events: Table::new(0x2000),
            modules: Table::new(0x3000),
            functions: Table::new(0x4000),
            sticky: OnceLock::new(),
            work: Mutex::new(()),
        }
    }

    fn working(&self) -> MutexGuard<'_, ()> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a fault, which fails this call and every later one, and says so once.
    fn fault(&self, status: Status, message: &str) -> Status {
        let text = format!("sm_{}: {message}", self.settings.sm).replace('\0', "");
        if self.sticky.set(Sticky { status, message: CString::new(text.clone()).unwrap_or_default() }).is_ok() {
            self.note(&format!("FAULT, {text}"));
        }
        status
    }

    /// Says on standard error, and in the log file, why a call fails.
    fn note(&self, message: &str) {
        report(message);
        if let Some(path) = &self.settings.log {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
            if let Err(error) = file.and_then(|mut file| writeln!(file, "{message}")) {
                report(&format!("{} cannot be written: {error}", path.display()));
            }
        }
    }

    /// A stream's handle, or one of the three that always exist: the null, legacy and per-thread streams.
    fn stream(&self, handle: Handle) -> Result<(), Status> {
        if (handle as usize) <= 2 { Ok(()) } else { self.streams.get(handle).map(|_| ()) }
    }
}

fn report(message: &str) {
    eprintln!("cuda-emulator: {message}");
}

/// What must hold before a function does anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// `cuInit` was called.
    Driver,
    /// And the calling thread has the context current.
    Context,
    /// `cuInit` was called, and no kernel has faulted.
    Health,
    /// All of these.
    Work,
}

/// Runs a driver function's body: checks what it needs, keeps panics from crossing the C boundary, and traces.
fn call(
    name: &str,
    arguments: Arguments<'_>,
    needs: Needs,
    body: impl FnOnce(&Driver) -> Result<(), Status>,
) -> Status {
    let Some(driver) = DRIVER.get() else { return Status::NOT_INITIALIZED };
    let run = || {
        if matches!(needs, Needs::Health | Needs::Work)
            && let Some(sticky) = driver.sticky.get()
        {
            return Err(sticky.status);
        }
        if matches!(needs, Needs::Context | Needs::Work) && !device::context_is_current() {
            return Err(Status::INVALID_CONTEXT);
        }
        body(driver)
    };
    let started = Instant::now();
    // The state behind locks stays consistent: no lock is held across a point that can panic half-way through a change.
    let status = catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(Status::UNKNOWN)).err().unwrap_or(Status::SUCCESS);
    if driver.settings.trace {
        let answer = status.describe().map_or("?", |(name, _)| name.to_str().unwrap_or("?"));
        report(&format!("{name}({arguments}) {answer}, {:.3} ms", started.elapsed().as_secs_f64() * 1e3));
    }
    status
}

/// Writes an answer through a pointer that the caller gave.
///
/// # Safety
/// `pointer` is null or can be written.
unsafe fn answer<T>(pointer: *mut T, value: T) -> Result<(), Status> {
    if pointer.is_null() || !pointer.is_aligned() {
        return Err(Status::INVALID_VALUE);
    }
    // SAFETY: the caller's promise.
    unsafe { pointer.write(value) };
    Ok(())
}

/// `false` as an invalid value.
fn valid(condition: bool) -> Result<(), Status> {
    if condition { Ok(()) } else { Err(Status::INVALID_VALUE) }
}
