//! The probes through CUDA's driver, compiled by NVRTC.

use super::{Job, Kernel, UNITS};
use crate::{Clock, DType, DeviceInfo, Error, Result};
use cudarc::driver::sys::CUevent_flags::CU_EVENT_DEFAULT;
use cudarc::driver::{
    CudaFunction, CudaModule, CudaSlice, CudaStream, DeviceRepr, DriverError, LaunchConfig, PushKernelArg,
};
use cudarc::nvrtc::{CompileOptions, compile_ptx_with_opts};
use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(super) struct Api {
    name: String,
    stream: Arc<CudaStream>,
    module: Arc<CudaModule>,
    most: u64,
}

/// A kernel's parameters, as CUDA's `uint4`.
#[repr(C, align(16))]
struct Parameters([u32; 4]);

// SAFETY: it is laid out as `uint4`.
unsafe impl DeviceRepr for Parameters {}

/// Share of the device's free memory that one buffer may have: copies have two.
const SHARE: u64 = 8;

impl Api {
    /// Opens the device that `info` describes and compiles the probes for it.
    pub fn open(info: &DeviceInfo) -> Result<Self> {
        let error = |message: String| Error::Device { device: info.name.clone(), message };
        let failed = |e: DriverError| error(format!("the driver opens no context for the probes: {e}"));
        let context = crate::cuda::context(info).map_err(failed)?;
        let (major, minor) = context.compute_capability().map_err(failed)?;
        let options = CompileOptions {
            options: vec![format!("--gpu-architecture=sm_{major}{minor}")],
            ..CompileOptions::default()
        };
        let ptx = compile_ptx_with_opts(include_str!("../../../shaders/probes.cu"), options)
            .map_err(|e| error(format!("NVRTC does not compile the probes: {e}")))?;
        let (free, _) = context.mem_get_info().map_err(failed)?;
        Ok(Self {
            name: info.name.clone(),
            stream: context.new_stream().map_err(failed)?,
            module: context.load_module(ptx).map_err(failed)?,
            most: free as u64 / SHARE,
        })
    }

    fn function(&self, kernel: Kernel) -> Result<CudaFunction> {
        let name = match kernel {
            Kernel::Fma(DType::F16) => "fma_f16",
            Kernel::Fma(_) => "fma_f32",
            Kernel::Matrix(DType::Bf16) => "matrix_bf16",
            Kernel::Matrix(_) => "matrix_f16",
            Kernel::Write => "write",
            Kernel::Read => "read",
            Kernel::Copy => "copy",
            Kernel::Count => "count",
        };
        self.module.load_function(name).map_err(|e| self.error(format!("the probe {name} is not there: {e}")))
    }

    fn error(&self, message: String) -> Error {
        Error::Device { device: self.name.clone(), message }
    }

    fn failed(&self, e: DriverError) -> Error {
        self.error(format!("a probe failed: {e}"))
    }

    /// [`super::Api::run`] with the driver's errors.
    fn timed(
        &self,
        function: &CudaFunction,
        config: LaunchConfig,
        job: &Job<'_, RefCell<CudaSlice<u32>>>,
        times: u32,
    ) -> std::result::Result<[Duration; 2], DriverError> {
        let parameters = Parameters(job.parameters);
        let to = job.to.borrow();
        let from = job.from.map(RefCell::borrow);
        self.stream.synchronize()?;
        let clock = Instant::now();
        let start = self.stream.record_event(Some(CU_EVENT_DEFAULT))?;
        for _ in 0..times {
            let mut launch = self.stream.launch_builder(function);
            launch.arg(from.as_deref().unwrap_or(&to)).arg(&*to).arg(&parameters);
            // SAFETY: the grid's units are as many as the buffers were made for; nothing else uses this stream.
            unsafe { launch.launch(config) }?;
        }
        let end = self.stream.record_event(Some(CU_EVENT_DEFAULT))?;
        self.stream.synchronize()?;
        let host = clock.elapsed();
        Ok([Duration::from_secs_f64(f64::from(start.elapsed_ms(&end)?.max(0.0)) * 1e-3), host])
    }
}

impl super::Api for Api {
    type Buffer = RefCell<CudaSlice<u32>>;

    fn clock(&self) -> Clock {
        Clock::Device
    }

    fn arithmetic(&self) -> Vec<Kernel> {
        // `mma.sync` of these types begins with sm_80.
        let matrix = self.stream.context().compute_capability().is_ok_and(|(major, _)| major >= 8);
        let matrix = [DType::F16, DType::Bf16].into_iter().filter(|_| matrix).map(Kernel::Matrix);
        [DType::F32, DType::F16].map(Kernel::Fma).into_iter().chain(matrix).collect()
    }

    fn most(&self) -> u64 {
        self.most
    }

    fn buffer(&mut self, bytes: u64) -> Result<Self::Buffer> {
        // SAFETY: kernels write a buffer before anything reads it.
        let slice = unsafe { self.stream.alloc(bytes as usize / 4) };
        slice.map(RefCell::new).map_err(|e| self.error(format!("has no {} MiB left for a probe: {e}", bytes >> 20)))
    }

    fn upload(&mut self, to: &Self::Buffer, words: &[u32]) -> Result<Duration> {
        let copy = || {
            // SAFETY: written in full before it is read.
            let mut pinned = unsafe { self.stream.context().alloc_pinned_with_flags::<u32>(words.len(), 0) }?;
            pinned.as_mut_slice()?.copy_from_slice(words);
            self.stream.synchronize()?;
            let start = Instant::now();
            self.stream.memcpy_htod(&pinned, &mut *to.borrow_mut())?;
            self.stream.synchronize()?;
            Ok(start.elapsed())
        };
        copy().map_err(|e| self.failed(e))
    }

    fn download(&mut self, from: &Self::Buffer, words: usize) -> Result<(Vec<u32>, Duration)> {
        let copy = || {
            // SAFETY: the copy writes it in full before it is read.
            let mut pinned = unsafe { self.stream.context().alloc_pinned_with_flags::<u32>(words, 0) }?;
            self.stream.synchronize()?;
            let start = Instant::now();
            self.stream.memcpy_dtoh(&from.borrow().slice(..words), &mut pinned)?;
            self.stream.synchronize()?;
            let elapsed = start.elapsed();
            Ok((pinned.as_slice()?.to_vec(), elapsed))
        };
        copy().map_err(|e| self.failed(e))
    }

    fn run(&mut self, kernel: Kernel, job: &Job<'_, Self::Buffer>, times: u32) -> Result<[Duration; 2]> {
        let function = self.function(kernel)?;
        let units = if kernel == Kernel::Count { 1 } else { UNITS as u32 };
        let [x, y] = job.groups;
        let config = LaunchConfig { grid_dim: (x, y, 1), block_dim: (units, 1, 1), shared_mem_bytes: 0 };
        self.timed(&function, config, job, times).map_err(|e| self.failed(e))
    }

    fn wrong(&self, message: String) -> Error {
        self.error(message)
    }
}
