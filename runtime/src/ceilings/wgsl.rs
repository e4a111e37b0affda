//! The probes through wgpu, on a device of their own.

use super::{Job, Kernel};
use crate::{Clock, DType, DeviceInfo, Error, Result, webgpu};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use wgpu::{BufferUsages, Features};

pub(super) struct Api {
    name: String,
    device: wgpu::Device,
    queue: wgpu::Queue,
    /// Begin and end of a pass, where the API has timestamps.
    timestamps: Option<Timestamps>,
    layout: wgpu::BindGroupLayout,
    parameters: wgpu::Buffer,
    /// Bound where a kernel reads nothing.
    nothing: wgpu::Buffer,
    modules: HashMap<&'static str, wgpu::ComputePipeline>,
    half: bool,
    most: u64,
}

struct Timestamps {
    queries: wgpu::QuerySet,
    resolved: wgpu::Buffer,
}

const STORAGE: BufferUsages = BufferUsages::STORAGE.union(BufferUsages::COPY_SRC).union(BufferUsages::COPY_DST);

impl Api {
    /// Opens the adapter that `info` describes.
    pub fn open(info: &DeviceInfo) -> Result<Self> {
        let (device, queue) = webgpu::request(&info.selector)?;
        let buffer = |size, usage| {
            device.create_buffer(&wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false })
        };
        let timestamps = device.features().contains(Features::TIMESTAMP_QUERY).then(|| Timestamps {
            queries: device.create_query_set(&wgpu::QuerySetDescriptor {
                label: None,
                ty: wgpu::QueryType::Timestamp,
                count: 2,
            }),
            resolved: buffer(16, BufferUsages::QUERY_RESOLVE | BufferUsages::COPY_SRC),
        });
        let binding = |(binding, ty): (u32, wgpu::BufferBindingType)| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty: wgpu::BindingType::Buffer { ty, has_dynamic_offset: false, min_binding_size: None },
            count: None,
        };
        let [reads, writes] = [true, false].map(|read_only| wgpu::BufferBindingType::Storage { read_only });
        let entries = [(0, reads), (1, writes), (2, wgpu::BufferBindingType::Uniform)].map(binding);
        let layout =
            device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: None, entries: &entries });
        Ok(Self {
            name: info.name.clone(),
            timestamps,
            layout,
            parameters: buffer(16, BufferUsages::UNIFORM | BufferUsages::COPY_DST),
            nothing: buffer(16, STORAGE),
            modules: HashMap::new(),
            half: device.features().contains(Features::SHADER_F16),
            most: device.limits().max_storage_buffer_binding_size.min(device.limits().max_buffer_size),
            device,
            queue,
        })
    }

    /// Compiles a kernel, once.
    fn pipeline(&mut self, kernel: Kernel) -> Result<wgpu::ComputePipeline> {
        let (entry, key, source) = match kernel {
            Kernel::Fma(DType::F16) => ("main", "fma_f16", include_str!("../../../shaders/fma_f16.wgsl")),
            Kernel::Fma(_) => ("main", "fma_f32", include_str!("../../../shaders/fma_f32.wgsl")),
            Kernel::Matrix(_) => return Err(self.error("WGSL has no matrix units")),
            Kernel::Write => ("write_all", "write", MEMORY),
            Kernel::Read => ("read_all", "read", MEMORY),
            Kernel::Copy => ("copy_all", "copy", MEMORY),
            Kernel::Count => ("main", "count", include_str!("../../../shaders/count.wgsl")),
        };
        if let Some(pipeline) = self.modules.get(key) {
            return Ok(pipeline.clone());
        }
        let scope = self.device.push_error_scope(wgpu::ErrorFilter::Validation);
        let module = self.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(key),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        });
        let layout = self.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: None,
            bind_group_layouts: &[Some(&self.layout)],
            immediate_size: 0,
        });
        let pipeline = self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
            label: Some(key),
            layout: Some(&layout),
            module: &module,
            entry_point: Some(entry),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            cache: None,
        });
        if let Some(error) = pollster::block_on(scope.pop()) {
            return Err(self.error(format!("the probe {key} does not compile: {error}")));
        }
        self.modules.insert(key, pipeline.clone());
        Ok(pipeline)
    }

    fn wait(&self) -> Result<()> {
        self.device
            .poll(wgpu::PollType::wait_indefinitely())
            .map(drop)
            .map_err(|e| self.error(format!("a probe did not end: {e}")))
    }

    /// Bytes of a buffer's start.
    fn read(&self, from: &wgpu::Buffer, bytes: u64) -> Result<Vec<u8>> {
        let staging = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: bytes,
            usage: BufferUsages::MAP_READ | BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_buffer_to_buffer(from, 0, &staging, 0, bytes);
        self.queue.submit([encoder.finish()]);
        let (sender, receiver) = std::sync::mpsc::channel();
        staging.map_async(wgpu::MapMode::Read, .., move |mapped| {
            // The receiver lives until it has answered.
            let _ = sender.send(mapped);
        });
        self.wait()?;
        match receiver.recv() {
            Ok(Ok(())) => Ok(staging.get_mapped_range(..).to_vec()),
            _ => Err(self.error("a probe's answer cannot be read")),
        }
    }

    fn error(&self, message: impl Into<String>) -> Error {
        Error::Device { device: self.name.clone(), message: message.into() }
    }
}

const MEMORY: &str = include_str!("../../../shaders/memory.wgsl");

impl super::Api for Api {
    type Buffer = wgpu::Buffer;

    fn clock(&self) -> Clock {
        if self.timestamps.is_some() { Clock::Device } else { Clock::Host }
    }

    fn arithmetic(&self) -> Vec<Kernel> {
        let half = self.half.then_some(Kernel::Fma(DType::F16));
        [Kernel::Fma(DType::F32)].into_iter().chain(half).collect()
    }

    fn most(&self) -> u64 {
        self.most
    }

    fn buffer(&mut self, bytes: u64) -> Result<wgpu::Buffer> {
        let scope = self.device.push_error_scope(wgpu::ErrorFilter::OutOfMemory);
        let buffer = self.device.create_buffer(&wgpu::BufferDescriptor {
            label: None,
            size: bytes,
            usage: STORAGE,
            mapped_at_creation: false,
        });
        match pollster::block_on(scope.pop()) {
            None => Ok(buffer),
            Some(_) => Err(self.error(format!("has no {} MiB left for a probe", bytes >> 20))),
        }
    }

    fn upload(&mut self, to: &wgpu::Buffer, words: &[u32]) -> Result<Duration> {
        self.wait()?;
        let start = Instant::now();
        self.queue.write_buffer(to, 0, bytemuck::cast_slice(words));
        self.queue.submit([]);
        self.wait()?;
        Ok(start.elapsed())
    }

    fn download(&mut self, from: &wgpu::Buffer, words: usize) -> Result<(Vec<u32>, Duration)> {
        self.wait()?;
        let start = Instant::now();
        let bytes = self.read(from, 4 * words as u64)?;
        let elapsed = start.elapsed();
        Ok((bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect(), elapsed))
    }

    fn run(&mut self, kernel: Kernel, job: &Job<'_, wgpu::Buffer>, times: u32) -> Result<[Duration; 2]> {
        let pipeline = self.pipeline(kernel)?;
        self.queue.write_buffer(&self.parameters, 0, bytemuck::cast_slice(&job.parameters));
        self.queue.submit([]);
        self.wait()?;
        let buffers = [job.from.unwrap_or(&self.nothing), job.to, &self.parameters];
        let entries: Vec<_> = (0..)
            .zip(buffers)
            .map(|(binding, buffer)| wgpu::BindGroupEntry { binding, resource: buffer.as_entire_binding() })
            .collect();
        let group = self.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &self.layout,
            entries: &entries,
        });
        let scope = self.device.push_error_scope(wgpu::ErrorFilter::Validation);
        let start = Instant::now();
        let mut encoder = self.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        {
            let timestamp_writes = self.timestamps.as_ref().map(|t| wgpu::ComputePassTimestampWrites {
                query_set: &t.queries,
                beginning_of_pass_write_index: Some(0),
                end_of_pass_write_index: Some(1),
            });
            let mut pass = encoder.begin_compute_pass(&wgpu::ComputePassDescriptor { label: None, timestamp_writes });
            pass.set_pipeline(&pipeline);
            pass.set_bind_group(0, &group, &[]);
            for _ in 0..times {
                pass.dispatch_workgroups(job.groups[0], job.groups[1], 1);
            }
        }
        if let Some(t) = &self.timestamps {
            encoder.resolve_query_set(&t.queries, 0..2, &t.resolved, 0);
        }
        self.queue.submit([encoder.finish()]);
        self.wait()?;
        let host = start.elapsed();
        if let Some(error) = pollster::block_on(scope.pop()) {
            return Err(self.error(format!("the probe {kernel:?} is refused: {error}")));
        }
        let Some(t) = &self.timestamps else { return Ok([host; 2]) };
        let bytes = self.read(&t.resolved, 16)?;
        let tick = |at: usize| bytes[at..at + 8].iter().rev().fold(0u64, |word, byte| word << 8 | u64::from(*byte));
        let ticks = tick(8).saturating_sub(tick(0)) as f64;
        Ok([Duration::from_secs_f64(ticks * f64::from(self.queue.get_timestamp_period()) * 1e-9), host])
    }

    fn wrong(&self, message: String) -> Error {
        self.error(message)
    }
}
