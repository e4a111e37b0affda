//! CubeCL's CUDA runtime, with the launch bounds that a kernel asks for.
//!
//! Everything is [`CudaRuntime`]'s and its server's but two things: a kernel's source passes through [`bounded`] on its way
//! to NVRTC, and devices do not send to each other.

use super::registers::{Multiprocessor, bounded};
use cubecl::bytes::Bytes;
use cubecl::cuda::{CudaCompiler, CudaDevice, CudaRuntime};
use cubecl::device::{DeviceId, DeviceService, ServerUtilitiesHandle};
use cubecl::future::DynFut;
use cubecl::ir::TargetProperties;
use cubecl::prelude::*;
use cubecl::profile::ProfileDuration;
use cubecl::server::{
    Binding, ComputeServer, CopyDescriptor, KernelArguments, ProfileError, ProfilingToken, ServerCommunication,
    ServerError, ServerUtilities,
};
use cubecl::stream_id::StreamId;
use cubecl::zspace::{Shape, Strides};
use cubecl::{CompilationError, Compiler, CubeTask, MemoryUsage};
use cubecl_runtime::allocator::PitchedMemoryLayoutPolicy;
use cubecl_runtime::logging::ServerLogger;
use cubecl_runtime::memory_management::{ManagedMemoryHandle, MemoryAllocationMode};
use cubecl_runtime::storage::{ComputeStorage, ManagedResource};
use cudarc::driver::result::device;
use cudarc::driver::sys::CUdevice_attribute::*;
use std::sync::Arc;

/// The server that does the work.
type Inner = <CudaRuntime as Runtime>::Server;

/// CUDA through CubeCL.
#[derive(Debug, Clone)]
pub struct Cuda;

impl Runtime for Cuda {
    type Compiler = CudaCompiler;
    type Server = Server;
    type Device = CudaDevice;

    fn client(device: &CudaDevice) -> ComputeClient<Self> {
        ComputeClient::load(device)
    }

    fn name(_client: &ComputeClient<Self>) -> &'static str {
        "cuda"
    }

    fn require_array_lengths() -> bool {
        CudaRuntime::require_array_lengths()
    }

    fn max_cube_count() -> (u32, u32, u32) {
        CudaRuntime::max_cube_count()
    }

    fn can_read_tensor(shape: &Shape, strides: &Strides) -> bool {
        CudaRuntime::can_read_tensor(shape, strides)
    }

    fn target_properties() -> TargetProperties {
        CudaRuntime::target_properties()
    }

    fn enumerate_devices(type_id: u16, info: &()) -> Vec<DeviceId> {
        CudaRuntime::enumerate_devices(type_id, info)
    }
}

/// CubeCL's server, its utilities under this type's name, and what its device has.
#[derive(Debug)]
pub struct Server {
    inner: Inner,
    utilities: Arc<ServerUtilities<Self>>,
    multiprocessor: Multiprocessor,
}

impl DeviceService for Server {
    fn init(device_id: DeviceId) -> Self {
        let inner = Inner::init(device_id);
        let properties = ComputeServer::utilities(&inner).properties.clone();
        let layout = PitchedMemoryLayoutPolicy::new(properties.memory.alignment as usize);
        Self {
            utilities: Arc::new(ServerUtilities::new(properties, inner.logger(), (), layout)),
            multiprocessor: multiprocessor(device_id.index_id.into()),
            inner,
        }
    }

    fn utilities(&self) -> ServerUtilitiesHandle {
        self.utilities.clone()
    }
}

/// What each of a device's multiprocessors has.
fn multiprocessor(index: i32) -> Multiprocessor {
    let device = device::get(index).expect("CubeCL has just opened this device");
    let attribute = |of| super::attribute(device, of).expect("every driver since CUDA 11 knows it") as u32;
    Multiprocessor {
        registers: attribute(CU_DEVICE_ATTRIBUTE_MAX_REGISTERS_PER_MULTIPROCESSOR),
        threads: attribute(CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR),
        blocks: attribute(CU_DEVICE_ATTRIBUTE_MAX_BLOCKS_PER_MULTIPROCESSOR),
    }
}

/// Nothing here sends between devices: a copy would go through the host, a collective would panic.
impl ServerCommunication for Server {
    const SERVER_COMM_ENABLED: bool = false;
}

impl ComputeServer for Server {
    type Kernel = Box<dyn CubeTask<CudaCompiler>>;
    type Info = ();
    type MemoryLayoutPolicy = PitchedMemoryLayoutPolicy;
    type Storage = <Inner as ComputeServer>::Storage;

    unsafe fn launch(
        &mut self,
        kernel: Self::Kernel,
        count: CubeCount,
        bindings: KernelArguments,
        kind: ExecutionMode,
        stream_id: StreamId,
    ) {
        let kernel = Box::new(Bounded { kernel, multiprocessor: self.multiprocessor });
        // SAFETY: the caller's, of the same kernel.
        unsafe { self.inner.launch(kernel, count, bindings, kind, stream_id) }
    }

    fn initialize_memory(&mut self, memory: ManagedMemoryHandle, size: u64, stream_id: StreamId) {
        self.inner.initialize_memory(memory, size, stream_id)
    }

    fn staging(&mut self, sizes: &[usize], stream_id: StreamId) -> Result<Vec<Bytes>, ServerError> {
        self.inner.staging(sizes, stream_id)
    }

    fn logger(&self) -> Arc<ServerLogger> {
        self.inner.logger()
    }

    fn utilities(&self) -> Arc<ServerUtilities<Self>> {
        self.utilities.clone()
    }

    fn read(
        &mut self,
        descriptors: Vec<CopyDescriptor>,
        stream_id: StreamId,
    ) -> DynFut<Result<Vec<Bytes>, ServerError>> {
        self.inner.read(descriptors, stream_id)
    }

    fn write(&mut self, descriptors: Vec<(CopyDescriptor, Bytes)>, stream_id: StreamId) {
        self.inner.write(descriptors, stream_id)
    }

    fn sync(&mut self, stream_id: StreamId) -> DynFut<Result<(), ServerError>> {
        self.inner.sync(stream_id)
    }

    fn get_resource(
        &mut self,
        binding: Binding,
        stream_id: StreamId,
    ) -> Result<ManagedResource<<Self::Storage as ComputeStorage>::Resource>, ServerError> {
        self.inner.get_resource(binding, stream_id)
    }

    fn flush(&mut self, stream_id: StreamId) -> Result<(), ServerError> {
        self.inner.flush(stream_id)
    }

    fn memory_usage(&mut self, stream_id: StreamId) -> Result<MemoryUsage, ServerError> {
        self.inner.memory_usage(stream_id)
    }

    fn memory_cleanup(&mut self, stream_id: StreamId) {
        self.inner.memory_cleanup(stream_id)
    }

    fn start_profile(&mut self, stream_id: StreamId) -> Result<ProfilingToken, ServerError> {
        self.inner.start_profile(stream_id)
    }

    fn end_profile(&mut self, stream_id: StreamId, token: ProfilingToken) -> Result<ProfileDuration, ProfileError> {
        self.inner.end_profile(stream_id, token)
    }

    fn allocation_mode(&mut self, mode: MemoryAllocationMode, stream_id: StreamId) {
        self.inner.allocation_mode(mode, stream_id)
    }
}

/// A kernel whose source gets its launch bounds.
struct Bounded {
    kernel: Box<dyn CubeTask<CudaCompiler>>,
    multiprocessor: Multiprocessor,
}

impl KernelMetadata for Bounded {
    fn name(&self) -> &'static str {
        self.kernel.name()
    }

    fn id(&self) -> KernelId {
        self.kernel.id()
    }

    fn address_type(&self) -> StorageType {
        self.kernel.address_type()
    }
}

impl CubeTask<CudaCompiler> for Bounded {
    fn compile(
        &self,
        compiler: &mut CudaCompiler,
        options: &<CudaCompiler as Compiler>::CompilationOptions,
        mode: ExecutionMode,
        address_type: StorageType,
    ) -> Result<CompiledKernel<CudaCompiler>, CompilationError> {
        let mut kernel = self.kernel.compile(compiler, options, mode, address_type)?;
        kernel.source = bounded(kernel.source, kernel.cube_dim.num_elems(), self.multiprocessor);
        Ok(kernel)
    }
}
