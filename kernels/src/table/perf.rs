//! Perf mode: device time of forward and backward, every sample kept. On CUDA a sample is the mean of as many runs in a row as it
//! takes to tell them from the wait (see [`Device::time_in_queue`]).

use super::Entry;
use super::run;
use crate::case::{Case, Given, Role, Values};
use crate::fill;
use cubecl::prelude::Runtime;
use roentgen_runtime::{Clock, Device, Result, Tensor};
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
    /// Times of a run, in the order taken.
    pub times: Vec<Duration>,
    /// By which clock.
    pub clock: Clock,
}

/// Times of a case.
#[derive(Debug, Clone)]
pub struct Timing {
    /// The forward.
    pub forward: Samples,
    /// The backward, where there is one.
    pub backward: Option<Samples>,
}

/// Seconds that are told well from the wait for them, where a time is the difference of two waits.
const TOLD_WELL: f64 = 1e-3;

/// Runs in a sample, at most.
const MOST_RUNS: u64 = 64;

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
    let launches = device.launches() - before;
    let mean = |runs: u64| {
        let all = || (0..runs).try_for_each(|_| work());
        let ((), seconds, clock) = device.time_in_queue(Some(launches * runs), all)?;
        Ok((seconds / runs as f64, clock))
    };
    let (alone, clock) = mean(1)?;
    let runs = match clock {
        // A timestamp tells a short run as well as a long one.
        Clock::Device => 1,
        _ => ((TOLD_WELL / alone.max(f64::MIN_POSITIVE)) as u64).clamp(1, MOST_RUNS),
    };
    // A run alone is the first sample where samples are of one.
    let mut seconds = if runs == 1 { vec![alone] } else { Vec::new() };
    while seconds.len() < samples {
        seconds.push(mean(runs)?.0);
    }
    let times = seconds.into_iter().map(|seconds| Duration::from_secs_f64(seconds.max(0.0))).collect();
    Ok(Samples { flops, bytes, launches, first, times, clock })
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
