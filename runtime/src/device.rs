//! An open device: its client, what it can do, and the checks every launch passes first.

use crate::memory::{Held, Memory};
use crate::profile::Profiler;
use crate::{DType, Error, Result};
use cubecl::prelude::*;
use cubecl::server::Handle;
use serde::Serialize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// Which API reaches the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// Vulkan, Metal or DirectX 12 through wgpu, shaders in WGSL.
    Wgpu,
    /// NVIDIA's driver, kernels compiled by NVRTC.
    Cuda,
}

/// The kind of processor; with the type it keys the tile table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceKind {
    /// A software adapter (lavapipe, SwiftShader): a work-item is a SIMD lane, barriers and shared memory are slow.
    Cpu,
    /// A GPU that shares the host's memory.
    Integrated,
    /// A GPU with its own memory, reached through wgpu.
    Discrete,
    /// An NVIDIA GPU reached through CUDA.
    Cuda,
}

/// What is known of a device; part of every result.
#[derive(Debug, Clone, Serialize)]
pub struct DeviceInfo {
    /// How to ask for it: `wgpu:0`, `cuda:1`.
    pub selector: String,
    /// The adapter's name.
    pub name: String,
    /// Driver name and version.
    pub driver: String,
    /// The API.
    pub backend: Backend,
    /// The API in full: `Vulkan`, `Metal`, `CUDA 12.8, sm_90`.
    pub api: String,
    /// The kind of processor.
    pub kind: DeviceKind,
    /// Storage types kernels may use.
    pub types: Vec<DType>,
    /// Units of a plane where plane operations were tried on this device and answered right; `None` otherwise.
    pub plane: Option<u32>,
    /// Whether the device reports matrix units (tensor cores) that CubeCL can drive.
    pub tensor_cores: bool,
    /// Types that the tensor cores multiply by `mma` 16x8x16 from registers with f32 sums, and that `ldmatrix` loads.
    pub mma: Vec<DType>,
    /// Whether the device copies to shared memory asynchronously.
    pub copy_async: bool,
    /// Largest buffer one kernel argument may have, in bytes.
    pub max_binding_bytes: u64,
    /// Largest shared memory of a cube, in bytes.
    pub max_shared_bytes: u64,
    /// Most units in a cube.
    pub max_units: u32,
    /// Most cubes in one launch dimension.
    pub max_cubes: u32,
    /// Device memory in bytes, where the API tells.
    pub memory_bytes: Option<u64>,
}

impl DeviceInfo {
    /// Bytes of its memory that nobody has, where the driver says: CUDA's.
    pub fn free_memory(&self) -> Option<u64> {
        (self.backend == Backend::Cuda).then(|| crate::cuda::free_memory(self)).flatten()
    }
}

/// An open device. Cheap to clone; clones share one client and one memory pool.
pub struct Device<R: Runtime> {
    client: ComputeClient<R>,
    info: Arc<DeviceInfo>,
    guards: Option<Arc<Guards>>,
    launches: Arc<AtomicU64>,
    memory: Arc<Memory>,
    profiler: Option<Arc<Profiler>>,
}

/// Every buffer made on a poisoned device, with its length in bytes; a guard zone lies behind each.
type Guards = Mutex<Vec<(Handle, u64)>>;

/// Bytes of a guard zone.
const GUARD_BYTES: usize = 1024;

/// What guard zones hold: a NaN in f32, and two in f16 and bf16, that no arithmetic makes.
const GUARD: [u8; 4] = [0xa5, 0xff, 0xa5, 0xff];

impl<R: Runtime> std::fmt::Debug for Device<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.info.selector, self.info.name)
    }
}

impl<R: Runtime> Clone for Device<R> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            info: self.info.clone(),
            guards: self.guards.clone(),
            launches: self.launches.clone(),
            memory: self.memory.clone(),
            profiler: self.profiler.clone(),
        }
    }
}

impl<R: Runtime> Device<R> {
    /// Wraps a client, completes `info` with the client's limits, and finds out whether plane operations work.
    ///
    /// # Errors
    /// [`Error::Device`] if not even a one-unit kernel gives the right answer.
    pub(crate) fn new(client: ComputeClient<R>, mut info: DeviceInfo) -> Result<Self> {
        let hardware = client.properties().hardware.clone();
        info.max_shared_bytes = hardware.max_shared_memory_size as u64;
        info.max_units = hardware.max_units_per_cube.min(hardware.max_cube_dim.0);
        info.max_cubes = hardware.max_cube_count.1.min(hardware.max_cube_count.0);
        info.max_binding_bytes = client.properties().memory.max_page_size;
        info.tensor_cores = hardware.min_tensor_cores_dim.is_some();
        info.types = DType::ALL.into_iter().filter(|t| t.supported(client.properties())).collect();
        info.mma = DType::ALL.into_iter().filter(|t| t.multiplied(client.properties())).collect();
        info.copy_async = client.properties().features.copy_async;
        let mut device = Self {
            client,
            info: Arc::new(info),
            guards: None,
            launches: Arc::default(),
            memory: Arc::default(),
            profiler: None,
        };
        device.try_one_unit()?;
        if hardware.plane_size_min == hardware.plane_size_max && device.try_plane(hardware.plane_size_min)? {
            let mut info = (*device.info).clone();
            info.plane = Some(hardware.plane_size_min);
            device.info = Arc::new(info);
        }
        Ok(device)
    }

    /// The same device, on which every new tensor starts as NaN and has a guard zone behind it: a kernel that never
    /// ran, that left an element unwritten, or that read or wrote past an end, cannot pass a test. Each call starts a
    /// new list of guard zones.
    pub fn poisoned(&self) -> Self {
        Self { guards: Some(Arc::default()), ..self.clone() }
    }

    /// The same device, which can record spans ([`Device::record_spans`]); so can every clone of it, and every tensor made on one.
    pub fn profiled(&self) -> Self {
        Self { profiler: Some(Arc::default()), ..self.clone() }
    }

    pub(crate) fn profiler(&self) -> Option<&Profiler> {
        self.profiler.as_deref()
    }

    /// Bytes of every tensor made on this poisoned device so far, which keeps them all: more than were ever alive at once.
    pub fn poisoned_bytes(&self) -> u64 {
        let Some(guards) = &self.guards else { return 0 };
        guards.lock().unwrap_or_else(std::sync::PoisonError::into_inner).iter().map(|(_, length)| *length).sum()
    }

    /// The same device as kernels see it that choose by [`DeviceKind`]: a discrete GPU without plane operations or tensor
    /// cores. So the kernels for GPUs are held to the same answers on an adapter that would not choose them.
    pub fn as_gpu(&self) -> Self {
        let info = DeviceInfo { kind: DeviceKind::Discrete, plane: None, mma: Vec::new(), ..(*self.info).clone() };
        Self { info: Arc::new(info), ..self.clone() }
    }

    /// Checks the guard zones of every tensor made on this poisoned device.
    ///
    /// # Errors
    /// [`Error::Device`] naming the first byte that was overwritten.
    pub fn check_guards(&self) -> Result<()> {
        let Some(guards) = &self.guards else { return Ok(()) };
        for (handle, length) in guards.lock().unwrap_or_else(std::sync::PoisonError::into_inner).iter() {
            let bytes = self.client.read_one(handle.clone()).map_err(|e| self.failure(e))?;
            let guard = bytes.get(*length as usize..).unwrap_or_default();
            let intact = guard.iter().zip(GUARD.iter().cycle()).take_while(|(found, wanted)| found == wanted).count();
            if intact < GUARD_BYTES {
                return Err(
                    self.failure(format!("a kernel wrote {intact} bytes past the end of a buffer of {length} bytes"))
                );
            }
        }
        Ok(())
    }

    /// A buffer of these bytes, with a guard zone on a poisoned device.
    pub(crate) fn buffer(&self, bytes: &[u8]) -> Handle {
        let Some(guards) = &self.guards else { return self.client.create_from_slice(bytes) };
        let length = bytes.len().next_multiple_of(GUARD.len());
        let mut guarded = bytes.to_vec();
        guarded.resize(length, 0);
        guarded.extend(GUARD.iter().cycle().take(GUARD_BYTES));
        let handle = self.client.create_from_slice(&guarded);
        guards.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((handle.clone(), length as u64));
        handle
    }

    /// Whether new tensors start as NaN.
    pub(crate) fn poisons(&self) -> bool {
        self.guards.is_some()
    }

    /// The CubeCL client, for launches.
    pub fn client(&self) -> &ComputeClient<R> {
        &self.client
    }

    /// What is known of the device.
    pub fn info(&self) -> &DeviceInfo {
        &self.info
    }

    /// Kernels launched on this device and its clones so far: every launch asks [`Device::grid`] for its own.
    pub fn launches(&self) -> u64 {
        self.launches.load(Ordering::Relaxed)
    }

    /// The launch grid for `cubes` cubes, folded to two dimensions where one is not enough. A kernel launched with it
    /// uses `CUBE_POS` and returns where that is `cubes` or more.
    ///
    /// # Errors
    /// [`Error::Limit`] for more cubes than two dimensions hold or than 32-bit positions can number.
    pub fn grid(&self, what: &str, cubes: u64) -> Result<CubeCount> {
        let max = u64::from(self.info.max_cubes.max(1));
        if cubes > (max * max).min(u64::from(u32::MAX)) {
            return Err(self.limit(what, cubes, (max * max).min(u64::from(u32::MAX)), "cubes"));
        }
        let x = cubes.clamp(1, max);
        self.launches.fetch_add(1, Ordering::Relaxed);
        Ok(CubeCount::Static(x as u32, cubes.max(1).div_ceil(x) as u32, 1))
    }

    /// Checks a cube's units and shared memory against the device's limits.
    ///
    /// # Errors
    /// [`Error::Limit`] naming `what`.
    pub fn check_cube(&self, what: &str, units: u32, shared_bytes: u64) -> Result<CubeDim> {
        if units > self.info.max_units {
            return Err(self.limit(what, units.into(), self.info.max_units.into(), "units in a cube"));
        }
        if shared_bytes > self.info.max_shared_bytes {
            return Err(self.limit(what, shared_bytes, self.info.max_shared_bytes, "bytes of shared memory"));
        }
        Ok(CubeDim::new_1d(units))
    }

    /// Checks that a tensor of `elements` of `dtype` can be bound to a kernel and indexed with 32 bits.
    ///
    /// # Errors
    /// [`Error::Type`] where the device cannot store `dtype`, [`Error::Limit`] where the tensor is too large.
    pub fn check_tensor(&self, what: &str, elements: u64, dtype: DType) -> Result<()> {
        if !self.info.types.contains(&dtype) {
            return Err(Error::Type { device: self.info.name.clone(), dtype: dtype.name() });
        }
        let bytes = elements.saturating_mul(dtype.bytes() as u64);
        if bytes > self.info.max_binding_bytes {
            return Err(self.limit(what, bytes, self.info.max_binding_bytes, "bytes in one tensor"));
        }
        if elements > u64::from(u32::MAX) {
            return Err(self.limit(what, elements, u32::MAX.into(), "elements in one tensor"));
        }
        Ok(())
    }

    /// Waits until everything launched so far has run.
    ///
    /// # Errors
    /// [`Error::Device`] with what the device reports.
    pub fn sync(&self) -> Result<()> {
        pollster::block_on(self.client.sync()).map_err(|e| self.failure(e))
    }

    /// Counts a tensor's buffer among the living ones.
    pub(crate) fn hold(&self, bytes: u64) -> Arc<Held> {
        self.memory.hold(bytes)
    }

    /// Bytes of the tensors that live on this device and its clones. The pool they lie in may reserve more.
    pub fn live_bytes(&self) -> u64 {
        self.memory.live()
    }

    /// The most [`Device::live_bytes`] since the last call, which starts anew from those of now.
    pub fn take_peak_bytes(&self) -> u64 {
        self.memory.take_peak()
    }

    /// Bytes in use and bytes reserved on the device by this process's pool.
    ///
    /// # Errors
    /// [`Error::Device`] with what the device reports.
    pub fn memory(&self) -> Result<(u64, u64)> {
        let usage = self.client.memory_usage().map_err(|e| self.failure(e))?;
        Ok((usage.bytes_in_use, usage.bytes_reserved))
    }

    /// Gives back to the driver what this process's pool has reserved and does not use.
    ///
    /// # Errors
    /// [`Error::Device`] with what the device reports.
    pub fn release_memory(&self) -> Result<()> {
        self.client.memory_cleanup();
        self.sync()
    }

    /// An [`Error::Device`] from a failure's first line and its cause, without the backtrace.
    pub(crate) fn failure(&self, error: impl std::fmt::Display) -> Error {
        let text = error.to_string();
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .take_while(|line| !line.starts_with("Backtrace") && !line.starts_with("BackTrace"))
            .filter(|line| !line.is_empty())
            .take(8)
            .collect();
        Error::Device { device: self.info.name.clone(), message: lines.join(" ") }
    }

    fn limit(&self, what: &str, needed: u64, limit: u64, unit: &'static str) -> Error {
        let advice =
            if unit.contains("tensor") { "use a smaller --batch or --image-size" } else { "use another device" };
        Error::Limit { what: what.to_string(), needed, limit, unit, device: self.info.name.clone(), advice }
    }

    pub(crate) fn launch_one_unit(&self) {
        self.launch_one_unit_into(self.client.empty(16));
    }

    fn launch_one_unit_into(&self, out: Handle) {
        // SAFETY: the argument's length is the allocation's.
        unsafe {
            one_unit::launch_unchecked::<R>(
                &self.client,
                CubeCount::new_single(),
                CubeDim::new_1d(1),
                ArrayArg::from_raw_parts(out, 4),
            );
        }
    }

    fn try_one_unit(&self) -> Result<()> {
        let out = self.client.create_from_slice(bytemuck::cast_slice(&[f32::NAN; 4]));
        self.launch_one_unit_into(out.clone());
        let bytes = self.client.read_one(out).map_err(|e| self.failure(e))?;
        let answer: &[f32] = bytemuck::cast_slice(&bytes);
        if answer.first() == Some(&42.0) {
            return Ok(());
        }
        Err(self.failure("a one-line kernel did not give the right answer; the driver is not usable"))
    }

    /// Whether broadcasts and shuffles over a plane of `size` give the right answer, tried and not assumed: CPU
    /// adapters do not announce plane operations and have them.
    fn try_plane(&self, size: u32) -> Result<bool> {
        if !(2..=64).contains(&size) {
            return Ok(false);
        }
        let n = size as usize;
        let out = self.client.create_from_slice(bytemuck::cast_slice(&vec![f32::NAN; 2 * n]));
        // SAFETY: the argument's length is the allocation's.
        unsafe {
            plane_answers::launch_unchecked::<R>(
                &self.client,
                CubeCount::new_single(),
                CubeDim::new_1d(size),
                ArrayArg::from_raw_parts(out.clone(), 2 * n),
                n,
            );
        }
        let Ok(bytes) = self.client.read_one(out) else { return Ok(false) };
        let answer: &[f32] = bytemuck::cast_slice(&bytes);
        Ok((0..n)
            .all(|lane| answer[lane] == (3 + (n - 1) * 7) as f32 && answer[n + lane] == (3 + (lane ^ 1) * 7) as f32))
    }
}

#[cube(launch_unchecked)]
fn one_unit(out: &mut Array<f32>) {
    out[0] = 42.0;
}

/// Lane `l` holds `3 + 7 l`; writes what the last lane broadcast, and what the neighbour shuffled over.
#[cube(launch_unchecked)]
fn plane_answers(out: &mut Array<f32>, #[comptime] size: usize) {
    let lane = UNIT_POS as usize;
    let value = 3.0f32 + 7.0f32 * f32::cast_from(UNIT_POS);
    out[lane] = plane_broadcast(value, comptime!(size as u32 - 1));
    out[size + lane] = plane_shuffle_xor(value, 1);
}
