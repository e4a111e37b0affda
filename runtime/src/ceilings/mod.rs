//! Measured ceilings: what a device reaches at best in arithmetic, in memory traffic, in launches and in copies to and from the
//! host. The probes are written by hand in `shaders/`, in WGSL and in CUDA C, and go to the device's own API: CubeCL, whose kernels
//! are held against them, has no part in it. A probe's answer is checked before its time is believed.

mod nvrtc;
mod wgsl;

use crate::{Backend, Clock, DType, DeviceInfo, Error, Result};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a device reaches at best.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ceilings {
    /// Arithmetic, by type and unit.
    pub compute: Vec<Compute>,
    /// Bytes a second that a kernel reads, past the caches.
    pub read: f64,
    /// That it writes.
    pub write: f64,
    /// That it reads and writes together in a copy.
    pub copy: f64,
    /// Bytes of each buffer that those went through.
    pub working_set: u64,
    /// Seconds on the host from handing over the smallest kernel until its end is known.
    pub launch_latency: f64,
    /// Seconds from one of the smallest kernels to the next in a long row of them.
    pub launch_interval: f64,
    /// Bytes a second from the host to the device.
    pub upload: f64,
    /// Bytes a second from the device to the host.
    pub download: f64,
    /// `device` where arithmetic, memory and interval are of the device's clock; `host` where the API has no timestamps.
    pub clock: Clock,
}

/// Arithmetic of one type on one kind of unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Compute {
    /// The operands' type.
    pub dtype: DType,
    /// What multiplies.
    pub unit: Unit,
    /// Operations a second; a multiply-add is two.
    pub flops: f64,
}

/// What multiplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Vector units: fused multiply-adds, the sum in the operands' type.
    Vector,
    /// Matrix units (tensor cores) by `mma.sync`, as our kernels use them, the sum in f32.
    Matrix,
}

impl Ceilings {
    /// Measures a device, in a few seconds; it should have nothing else to do.
    ///
    /// # Errors
    /// What the device reports; [`Error::Device`] where a probe gives a wrong answer.
    pub fn measure(info: &DeviceInfo) -> Result<Self> {
        match info.backend {
            Backend::Wgpu => measure(&mut wgsl::Api::open(info)?),
            Backend::Cuda => measure(&mut nvrtc::Api::open(info)?),
        }
    }

    /// Operations a second on a unit, where it was measured.
    pub fn of(&self, dtype: DType, unit: Unit) -> Option<f64> {
        self.compute.iter().find(|c| (c.dtype, c.unit) == (dtype, unit)).map(|c| c.flops)
    }

    /// Operations a second of kernels whose numbers are stored as `dtype`: those of the matrix units that take it, else of the vector
    /// units in f32, in which every kernel computes.
    pub fn flops(&self, dtype: DType) -> f64 {
        self.of(dtype, Unit::Matrix).or(self.of(DType::F32, Unit::Vector)).unwrap_or(f64::INFINITY)
    }

    /// Bytes a second of memory: the best of read, write and copy.
    pub fn bandwidth(&self) -> f64 {
        self.read.max(self.write).max(self.copy)
    }
}

/// A kernel of a probe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kernel {
    /// Multiply-adds of the vector units.
    Fma(DType),
    /// Products of the matrix units.
    Matrix(DType),
    /// Writes a pattern.
    Write,
    /// Sums what it reads.
    Read,
    /// Copies.
    Copy,
    /// Adds one to a word; of one unit, all others have [`UNITS`].
    Count,
}

/// Units of a group, in every probe but [`Kernel::Count`].
const UNITS: u64 = 64;

/// How an API runs probes. Seconds are the device's where [`Api::clock`] says so.
trait Api {
    /// Memory of the device.
    type Buffer;

    /// Whose clock [`Api::run`] reads.
    fn clock(&self) -> Clock;

    /// The kernels of arithmetic that this device runs.
    fn arithmetic(&self) -> Vec<Kernel>;

    /// The most bytes that one buffer of a probe may have.
    fn most(&self) -> u64;

    /// Memory, not yet written.
    fn buffer(&mut self, bytes: u64) -> Result<Self::Buffer>;

    /// Writes words to a buffer's start; the host's time until they are there.
    fn upload(&mut self, to: &Self::Buffer, words: &[u32]) -> Result<Duration>;

    /// Reads words from a buffer's start, with the host's time.
    fn download(&mut self, from: &Self::Buffer, words: usize) -> Result<(Vec<u32>, Duration)>;

    /// Runs a kernel `times` times in a row on a grid of groups, and waits: the time by [`Api::clock`], and the host's.
    fn run(&mut self, kernel: Kernel, job: &Job<'_, Self::Buffer>, times: u32) -> Result<[Duration; 2]>;

    /// An error about the device.
    fn wrong(&self, message: String) -> Error;
}

/// What a kernel is run on.
struct Job<'a, B> {
    /// What it reads, where it does.
    from: Option<&'a B>,
    /// What it writes.
    to: &'a B,
    /// Its four parameters.
    parameters: [u32; 4],
    /// Groups in x and y.
    groups: [u32; 2],
}

/// A probe's run takes at least as long at its final size, unless the size has reached its end.
const LONG: Duration = Duration::from_millis(20);

/// Runs of a probe at its final size, of which the fastest counts.
const RUNS: usize = 7;

fn measure<A: Api>(api: &mut A) -> Result<Ceilings> {
    let mut compute = Vec::new();
    for kernel in api.arithmetic() {
        compute.push(arithmetic(api, kernel)?);
    }
    let Memory { read, write, copy, working_set } = memory(api)?;
    let [launch_latency, launch_interval] = launches(api)?;
    let [upload, download] = host_copies(api)?;
    let clock = api.clock();
    Ok(Ceilings { compute, read, write, copy, working_set, launch_latency, launch_interval, upload, download, clock })
}

/// Seconds of the fastest of some runs.
fn fastest(mut run: impl FnMut() -> Result<Duration>) -> Result<f64> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        best = best.min(run()?);
    }
    Ok(best.as_secs_f64().max(1e-9))
}

/// Groups as a grid whose edges every device allows.
fn grid(groups: u64) -> [u32; 2] {
    let wide = groups.min(1 << 15);
    [wide as u32, groups.div_ceil(wide) as u32]
}

fn arithmetic<A: Api>(api: &mut A, kernel: Kernel) -> Result<Compute> {
    // FLOPs of a group, and what each of its units leaves.
    const STEPS: u64 = 1024;
    const CHAINS: u64 = 16;
    const ROUNDS: u64 = 256;
    let (dtype, unit, flops, parameters) = match kernel {
        Kernel::Matrix(dtype) => {
            let ones = if dtype == DType::F16 { 0x3c00_3c00 } else { 0x3f80_3f80 };
            (dtype, Unit::Matrix, UNITS / 32 * ROUNDS * 8 * 2 * 16 * 8 * 16, [ones, ones, 0, 0])
        }
        Kernel::Fma(dtype) => {
            let one = 1f32.to_bits();
            (dtype, Unit::Vector, UNITS * 2 * CHAINS * STEPS, [one, one, 0, 0])
        }
        other => return Err(api.wrong(format!("{other:?} is no probe of arithmetic"))),
    };
    let wanted = |unit: u64| match kernel {
        Kernel::Matrix(_) => (4 * (1..8).sum::<u64>() + 32 * ROUNDS * 16) as f32,
        _ => (CHAINS * (unit + STEPS) + (1..CHAINS).sum::<u64>()) as f32,
    };
    // Groups are powers of two, so that a grid has just as many.
    let most = 1 << (api.most() / (4 * UNITS)).clamp(1, 1 << 18).ilog2();
    let mut groups = 1;
    loop {
        let to = api.buffer(4 * UNITS * groups)?;
        let job = Job { from: None, to: &to, parameters, groups: grid(groups) };
        let [first, _] = api.run(kernel, &job, 1)?;
        if first < LONG && groups < most {
            groups *= 2;
            continue;
        }
        let (answer, _) = api.download(&to, (UNITS * groups) as usize)?;
        let right = |(i, word): (usize, &u32)| f32::from_bits(*word) == wanted(i as u64 % UNITS);
        if let Some((i, word)) = answer.iter().enumerate().find(|pair| !right(*pair)) {
            let message = format!(
                "the probe of {kernel:?} gives {} at {i}, wanted {}; its time is not believed",
                f32::from_bits(*word),
                wanted(i as u64 % UNITS)
            );
            return Err(api.wrong(message));
        }
        let seconds = fastest(|| Ok(api.run(kernel, &job, 1)?[0]))?;
        return Ok(Compute { dtype, unit, flops: (flops * groups) as f64 / seconds });
    }
}

struct Memory {
    read: f64,
    write: f64,
    copy: f64,
    working_set: u64,
}

/// Vectors of four words that a unit takes.
const VECTORS: u64 = 16;

/// What [`Kernel::Write`] writes.
fn pattern(word: usize, seed: u32) -> u32 {
    (word as u32).wrapping_mul(2_654_435_761).wrapping_add(seed)
}

fn memory<A: Api>(api: &mut A) -> Result<Memory> {
    let group = UNITS * VECTORS * 16;
    let most = 1 << (api.most().min(512 << 20) / group).max(1).ilog2();
    let mut groups = (1 << 4).min(most);
    loop {
        let bytes = groups * group;
        let (a, b) = (api.buffer(bytes)?, api.buffer(bytes)?);
        let [vectors, words] = [bytes / 16, bytes / 4];
        let job =
            |seed: u32| Job { from: None, to: &a, parameters: [vectors as u32, seed, 0, 0], groups: grid(groups) };
        let [first, _] = api.run(Kernel::Write, &job(1), 1)?;
        // As large as it may be, unless the device is so slow that it has no caches to get past.
        if first < 2 * LONG && groups < most {
            groups *= 2;
            continue;
        }
        let mut seed = 1;
        let write = fastest(|| {
            seed += 1;
            Ok(api.run(Kernel::Write, &job(seed), 1)?[0])
        })?;
        let held = api.download(&a, words as usize)?.0;
        check(api, "write", &held, |i| pattern(i, seed))?;
        let copying = Job { from: Some(&a), to: &b, ..job(0) };
        let copy = fastest(|| Ok(api.run(Kernel::Copy, &copying, 1)?[0]))?;
        let held = api.download(&b, words as usize)?.0;
        check(api, "copy", &held, |i| pattern(i, seed))?;
        let units = (groups * UNITS) as usize;
        let read = fastest(|| Ok(api.run(Kernel::Read, &copying, 1)?[0]))?;
        let sums = api.download(&b, 4 * units)?.0;
        let sum = |i: usize| {
            (0..VECTORS as usize)
                .fold(0u32, |sum, k| sum.wrapping_mul(3).wrapping_add(pattern(i + 4 * units * k, seed)))
        };
        check(api, "read", &sums, sum)?;
        let bytes = bytes as f64;
        return Ok(Memory {
            write: bytes / write,
            copy: 2.0 * bytes / copy,
            // The sums are a sixteenth of what is read.
            read: bytes * (1.0 + 1.0 / VECTORS as f64) / read,
            working_set: bytes as u64,
        });
    }
}

fn check<A: Api>(api: &A, what: &str, got: &[u32], wanted: impl Fn(usize) -> u32) -> Result<()> {
    match got.iter().enumerate().find(|(i, word)| **word != wanted(*i)) {
        None => Ok(()),
        Some((i, word)) => Err(api
            .wrong(format!("the probe of {what} gives {word} at {i}, wanted {}; its time is not believed", wanted(i)))),
    }
}

/// Latency and interval.
fn launches<A: Api>(api: &mut A) -> Result<[f64; 2]> {
    let to = api.buffer(256)?;
    api.upload(&to, &[0])?;
    let job = Job { from: None, to: &to, parameters: [0; 4], groups: [1, 1] };
    let mut run = 0u32;
    let mut alone = Vec::new();
    for _ in 0..33 {
        alone.push(api.run(Kernel::Count, &job, 1)?[1]);
        run += 1;
    }
    alone.sort_unstable();
    let mut times = 16;
    let interval = loop {
        let [time, _] = api.run(Kernel::Count, &job, times)?;
        run += times;
        if time >= LONG || times >= 1 << 14 {
            break time.as_secs_f64().max(1e-9) / f64::from(times);
        }
        times *= 2;
    };
    let counted = api.download(&to, 1)?.0;
    check(api, "launches", &counted, |_| run)?;
    Ok([alone[alone.len() / 2].as_secs_f64(), interval])
}

/// Up and down.
fn host_copies<A: Api>(api: &mut A) -> Result<[f64; 2]> {
    let bytes = api.most().min(64 << 20);
    let buffer = api.buffer(bytes)?;
    let mut words: Vec<u32> = (0..bytes as usize / 4).map(|i| pattern(i, 0)).collect();
    let mut seed = 0;
    let up = fastest(|| {
        seed += 1;
        words[0] = seed;
        api.upload(&buffer, &words)
    })?;
    let mut held = Vec::new();
    let down = fastest(|| {
        let (words, time) = api.download(&buffer, bytes as usize / 4)?;
        held = words;
        Ok(time)
    })?;
    check(api, "host copies", &held, |i| words[i])?;
    Ok([up, down].map(|seconds| bytes as f64 / seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On whatever device there is. Every figure is of a probe whose answer was right.
    #[test]
    fn a_device_has_ceilings() {
        let selector = std::env::var("ROENTGEN_DEVICE").unwrap_or_else(|_| "auto".to_string());
        let device = crate::open(selector.parse().unwrap()).unwrap();
        let ceilings = Ceilings::measure(device.info()).unwrap();
        println!("{ceilings:#?}");
        assert!(ceilings.of(DType::F32, Unit::Vector).is_some_and(|flops| flops.is_finite() && flops > 1e6));
        assert_eq!(ceilings.of(DType::F16, Unit::Vector).is_some(), device.info().types.contains(&DType::F16));
        assert!(ceilings.bandwidth() >= ceilings.copy && ceilings.copy > 1e6);
        assert!(ceilings.launch_latency > 0.0 && ceilings.launch_interval > 0.0);
        assert!(ceilings.upload > 1e6 && ceilings.download > 1e6);
    }

    /// A device that adds wrong, to which every probe must object.
    struct Wrong(Kernel);

    impl Api for Wrong {
        type Buffer = std::cell::RefCell<Vec<u32>>;

        fn clock(&self) -> Clock {
            Clock::Host
        }

        fn arithmetic(&self) -> Vec<Kernel> {
            vec![Kernel::Fma(DType::F32), Kernel::Matrix(DType::F16)]
        }

        fn most(&self) -> u64 {
            1 << 18
        }

        fn buffer(&mut self, bytes: u64) -> Result<Self::Buffer> {
            Ok(vec![0; bytes as usize / 4].into())
        }

        fn upload(&mut self, to: &Self::Buffer, words: &[u32]) -> Result<Duration> {
            to.borrow_mut()[..words.len()].copy_from_slice(words);
            Ok(LONG)
        }

        fn download(&mut self, from: &Self::Buffer, words: usize) -> Result<(Vec<u32>, Duration)> {
            Ok((from.borrow()[..words].to_vec(), LONG))
        }

        fn run(&mut self, kernel: Kernel, job: &Job<'_, Self::Buffer>, times: u32) -> Result<[Duration; 2]> {
            let mut to = job.to.borrow_mut();
            let words = to.len();
            match kernel {
                Kernel::Fma(_) => (0..words).for_each(|i| to[i] = ((16 * (i % 64 + 1024) + 120) as f32).to_bits()),
                Kernel::Matrix(_) => to.fill(((32 * 4096 + 112) as f32).to_bits()),
                Kernel::Write => (0..words).for_each(|i| to[i] = pattern(i, job.parameters[1])),
                Kernel::Copy => to.copy_from_slice(&job.from.unwrap().borrow()),
                Kernel::Read => {
                    let from = job.from.unwrap().borrow();
                    let stride = (u64::from(job.groups[0]) * u64::from(job.groups[1]) * 4 * UNITS) as usize;
                    for i in 0..stride {
                        let terms = from.iter().skip(i).step_by(stride);
                        to[i] = terms.fold(0u32, |sum, word| sum.wrapping_mul(3).wrapping_add(*word));
                    }
                }
                Kernel::Count => to[0] += times,
            }
            if kernel == self.0 {
                // One unit of the last group.
                let last = if kernel == Kernel::Read { 63 } else { words - 1 };
                to[if kernel == Kernel::Count { 0 } else { last }] ^= 1;
            }
            Ok([LONG; 2])
        }

        fn wrong(&self, message: String) -> Error {
            Error::NoDevice(message)
        }
    }

    #[test]
    fn a_wrong_answer_is_not_believed() {
        let right = measure(&mut Wrong(Kernel::Matrix(DType::Bf16))).unwrap();
        let flops = |groups: f64, of_group: f64| groups * of_group / LONG.as_secs_f64();
        assert_eq!(right.of(DType::F32, Unit::Vector), Some(flops(1.0, 64.0 * 2.0 * 16.0 * 1024.0)));
        assert_eq!(right.of(DType::F16, Unit::Matrix), Some(flops(1.0, 2.0 * 256.0 * 8.0 * 4096.0)));
        for kernel in [
            Kernel::Fma(DType::F32),
            Kernel::Matrix(DType::F16),
            Kernel::Write,
            Kernel::Copy,
            Kernel::Read,
            Kernel::Count,
        ] {
            let error = measure(&mut Wrong(kernel)).unwrap_err().to_string();
            assert!(error.contains("is not believed"), "{kernel:?}: {error}");
        }
    }
}
