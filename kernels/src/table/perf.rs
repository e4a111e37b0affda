//! Perf mode: device time of forward and backward, every sample kept.

use super::Entry;
use super::run;
use crate::case::{Case, Given, Role, Values};
use crate::fill;
use cubecl::prelude::Runtime;
use roentgen_runtime::{Device, Result, Tensor};
use std::time::{Duration, Instant};

/// Times of one direction.
#[derive(Debug, Clone)]
pub struct Samples {
    /// FLOPs of a run.
    pub flops: u64,
    /// Bytes of a run.
    pub bytes: u64,
    /// Kernels of a run.
    pub launches: u64,
    /// Host time of the first run, compilation included.
    pub first: Duration,
    /// Device times, in the order taken.
    pub times: Vec<Duration>,
    /// Whether the times are the device's own, or the host's around a wait.
    pub on_device: bool,
}

/// Times of a case.
#[derive(Debug, Clone)]
pub struct Timing {
    /// The forward.
    pub forward: Samples,
    /// The backward, where there is one.
    pub backward: Option<Samples>,
}

fn sample<R: Runtime>(
    device: &Device<R>,
    samples: usize,
    [flops, bytes]: [u64; 2],
    work: impl Fn() -> Result<()> + Send + Sync,
) -> Result<Samples> {
    let (start, before) = (Instant::now(), device.launches());
    work()?;
    device.sync()?;
    let first = start.elapsed();
    let mut all =
        Samples { flops, bytes, launches: device.launches() - before, first, times: Vec::new(), on_device: true };
    for _ in 0..samples {
        let ((), time, on_device) = device.time(&work)?;
        all.times.push(time);
        all.on_device &= on_device;
    }
    Ok(all)
}

pub(super) fn perf<C: Case, R: Runtime>(
    case: &C,
    device: &Device<R>,
    entry: &Entry,
    seed: u64,
    samples: usize,
) -> Result<Timing> {
    let device = &run::on_path(device, entry);
    let inputs = run::inputs(case, entry.dtype, &mut Values::new(seed));
    let uploaded = &run::upload(device, &inputs, entry.dtype)?;
    let bytes = entry.dtype.bytes() as u64;
    let cost = case.cost();
    let forward = sample(device, samples, [cost.flops, cost.elements * bytes], || case.forward(uploaded).map(drop))?;
    if !C::BACKWARD {
        return Ok(Timing { forward, backward: None });
    }
    let outputs = &case.forward(uploaded)?;
    let grads = &outputs
        .iter()
        .map(|out| Tensor::from_f32(device, out.shape(), out.dtype(), &Values::new(seed).uniform(out.len())))
        .collect::<Result<Vec<_>>>()?;
    let into = &inputs
        .iter()
        .map(|i| (i.role == Role::Parameter).then(|| fill::filled(device, &i.shape, 0.0)).transpose())
        .collect::<Result<Vec<_>>>()?;
    let cost = case.backward_cost();
    let backward = sample(device, samples, [cost.flops, cost.elements * bytes], || {
        case.backward(&Given { inputs: uploaded, outputs, grads, into }).map(drop)
    })?;
    Ok(Timing { forward, backward: Some(backward) })
}
