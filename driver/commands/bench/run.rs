//! One measurement: checked first, then timed, then checked again.

use super::{Args, Cache, Case, Mode};
use crate::ceilings::{Share, Work};
use crate::cli::Batch;
use crate::data::Intensity;
use crate::data::manifest::Manifest;
use crate::encoder::{Encoder, InputArgs, embedding};
use crate::error::{Error, Result};
use crate::measure::{Plan, Row, Sample, Step, Timed, sampling};
use crate::synth;
use cubecl::prelude::Runtime;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use roentgen_kernels::fill::filled;
use roentgen_models::Keep;
use roentgen_models::operations::Operation;
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use roentgen_runtime::{Backend, Ceilings, Clock, DType, Device, Tensor};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a row of `bench` has beside its samples.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    /// The model's name.
    pub model: String,
    /// Its weights' file or folder, or the seed that they were drawn from.
    pub weights: String,
    /// `forward`, `backward`, `step` or `embed`.
    pub mode: &'static str,
    /// Images in a batch.
    pub batch: usize,
    /// `warm` or `cold`: what the device's caches held.
    pub cache: &'static str,
    /// Height and width.
    pub image: [usize; 2],
    /// Batches' images a second, by the median.
    pub images_per_second: f64,
    /// Of a batch: two for each multiply-add of products, convolutions and attention; twice as many in a backward pass, three times in
    /// a step.
    pub flops: u64,
    /// The least time that the measured ceilings allow over the device's median time, or the host's where there is none. `None` in
    /// mode embed, where files are decoded.
    pub share_of_ceiling: Option<f64>,
    /// The ceiling that allows the least; `None` likewise.
    pub bound_by: Option<&'static str>,
    /// Bytes that the pool had reserved on the device after the runs: weights, pixels and the most that lived at once.
    pub peak_bytes: u64,
    /// Seconds that the first run took longer than the median: what compiles.
    pub compile: f64,
    /// Runs before the first sample.
    pub warmup: usize,
    /// What the device itself worked in every sample; empty where that cannot be told.
    pub device_seconds: Vec<f64>,
    /// By which clock. [`Clock::Queue`] is of another run of the same work, right after the sample.
    pub device_clock: Option<Clock>,
    /// Every sample's time on the host until all was handed to the device; empty in mode embed.
    pub submit_seconds: Vec<f64>,
}

/// Files for mode embed.
pub struct Images {
    paths: Vec<PathBuf>,
    /// Deleted when the measurement ends.
    _folder: Option<tempfile::TempDir>,
}

impl Images {
    /// Those of the manifest; drawn ones where there is none and a case wants some.
    pub fn new(args: &Args, cases: &[Case<'_>]) -> Result<Self> {
        let largest = cases.iter().filter(|case| case.mode == Mode::Embed).map(|case| case.batch).max();
        let Some(largest) = largest else { return Ok(Self::none()) };
        let (manifest, folder) = match &args.manifest {
            Some(manifest) => (manifest.clone(), None),
            None => {
                let folder = tempfile::tempdir().map_err(|e| Error::input(std::env::temp_dir(), e))?;
                // Enough for the decoder to have no file twice in a small batch; ten is the least that is drawn.
                let options = synth::Options {
                    count: largest.clamp(10, 64),
                    size: 1024,
                    seed: args.seed,
                    ..synth::Options::default()
                };
                (synth::write(&options, &folder.path().join("data"))?, Some(folder))
            }
        };
        let paths: Vec<PathBuf> = Manifest::read(&manifest)?.rows.into_iter().map(|row| row.path).collect();
        Ok(Self { paths, _folder: folder })
    }

    /// None, for mode forward.
    pub fn none() -> Self {
        Self { paths: Vec::new(), _folder: None }
    }

    /// A batch, from the first on again where there are not as many.
    fn batch(&self, images: usize) -> Vec<&Path> {
        self.paths.iter().cycle().take(images).map(PathBuf::as_path).collect()
    }
}

/// A model that is ready to be timed.
pub struct Bench<'a, R: Runtime> {
    /// `None` while a training step, which has its own, is timed: memory is to hold one.
    encoder: Option<Encoder<R>>,
    device: &'a Device<R>,
    source: &'a Source,
    weights: &'a Weights,
    image: [usize; 2],
    dtype: DType,
    seed: u64,
    most: usize,
}

impl<'a, R: Runtime> Bench<'a, R> {
    /// Loads it.
    pub fn load(
        source: &'a Source,
        weights: &'a Weights,
        image: [usize; 2],
        device: &'a Device<R>,
        dtype: DType,
        seed: u64,
    ) -> Result<Self> {
        device.check_tensor("a number", 1, dtype)?;
        let mut bench = Self { encoder: None, device, source, weights, image, dtype, seed, most: 0 };
        let encoder = bench.encoder()?;
        bench.most = encoder.model.max_batch(image);
        bench.encoder = Some(encoder);
        Ok(bench)
    }

    fn encoder(&self) -> Result<Encoder<R>> {
        let image_size = Some(self.image);
        let input = InputArgs { batch: Batch::Of(1), image_size, intensity: Intensity::Auto, quiet: true };
        Encoder::load(self.source, self.weights, &input, self.device, self.dtype)
    }

    /// Most images in a batch.
    pub fn most(&self) -> usize {
        self.most
    }

    fn loaded(&self) -> Result<&Encoder<R>> {
        self.encoder.as_ref().ok_or_else(|| Error::Failed("no encoder is loaded".to_string()))
    }

    /// Times a case whose model, type and image size are those that were loaded.
    ///
    /// # Errors
    /// A batch that the device cannot run; [`Error::Failed`] for an answer that is not finite or not always the same.
    pub fn measure(
        &mut self,
        case: &Case<'_>,
        plan: Plan,
        images: &Images,
        ceilings: &Ceilings,
    ) -> Result<Row<Detail>> {
        if case.batch > self.most {
            return Err(Error::usage(format!(
                "one tensor of it is more than the device binds; a batch of {} fits",
                self.most
            )));
        }
        self.encoder = match self.encoder.take() {
            _ if case.mode.trains() => None,
            None => Some(self.encoder()?),
            loaded => loaded,
        };
        self.device.release_memory()?;
        let [height, width] = case.image;
        let pixels = pixels(case.batch * height * width * 3, self.seed);
        let shape = [case.batch, height, width, 3];
        let on_device = || Tensor::from_f32(self.device, &shape, case.dtype, &pixels);
        let mut run = match case.mode {
            Mode::Forward => Run::Forward(on_device()?),
            Mode::Backward | Mode::Step => {
                let images = on_device()?;
                let step = Step::load(self.source, self.weights, self.device, case.dtype, images, self.seed)?;
                if case.mode == Mode::Step { Run::Step(Box::new(step)) } else { Run::Backward(Box::new(step)) }
            }
            Mode::Embed => Run::Embed(images.batch(case.batch)),
        };
        let (start, before) = (Instant::now(), self.device.launches());
        let first_answer = self.answer(&mut run)?;
        let (first, launches) = (start.elapsed().as_secs_f64(), self.device.launches() - before);
        self.check(case, &mut run, &pixels, &first_answer)?;
        let peak_bytes = self.device.memory()?.1;
        let scrub = if case.cache == Cache::Cold { Some(Scrub::new(self.device)?) } else { None };
        let sampled = sampling::sample(plan, || {
            let start = Instant::now();
            let sample = self.once(&mut run, scrub.as_ref(), launches)?;
            Ok(Sample { before: (start.elapsed().as_secs_f64() - sample.host).max(0.0), ..sample })
        })?;
        if self.answer(&mut run)? != first_answer {
            return Err(Error::Failed(
                "its answer after the timing is not the one before; the times are not kept".into(),
            ));
        }
        let seconds = sampled.samples.iter().map(|s| s.host).collect();
        let (device_seconds, clocks): (Vec<f64>, Vec<Clock>) = sampled.samples.iter().filter_map(|s| s.device).unzip();
        let submit_seconds = sampled.samples.iter().filter_map(|s| s.submit).collect();
        let detail = Detail {
            model: self.source.name.clone(),
            weights: self.weights.path().display().to_string(),
            mode: case.mode.name(),
            batch: case.batch,
            cache: case.cache.name(),
            image: case.image,
            images_per_second: 0.0,
            flops: case.flops(),
            share_of_ceiling: None,
            bound_by: None,
            peak_bytes,
            compile: 0.0,
            warmup: sampled.warmup,
            device_seconds,
            device_clock: clocks.first().copied(),
            submit_seconds,
        };
        let timed = Timed { clock: Clock::Host, seconds, settled: Some(sampled.settled), first };
        let mut row = Row::new(case.key(), self.device.info(), case.dtype, timed, detail)?;
        row.detail.images_per_second = case.batch as f64 / row.summary.median;
        row.detail.compile = (first - row.summary.median).max(0.0);
        if case.mode != Mode::Embed {
            let busy = row.detail.device_median().unwrap_or(row.summary.median);
            let operations = self.source.config.operations(case.image, case.batch);
            let sum = |of: fn(&Operation) -> u64| operations.iter().map(|o| of(o) * o.launches).sum::<u64>();
            // Lower bounds all: a backward pass moves and launches at least twice as much.
            let passes = case.mode.passes();
            let bytes = passes * sum(|o| o.parameters + o.outside) * case.dtype.bytes() as u64;
            let work = Work { flops: case.flops(), bytes, launches: passes * sum(|_| 1) };
            let share = Share::of(ceilings, work, case.dtype, busy);
            row.detail.share_of_ceiling = Some(share.share);
            row.detail.bound_by = Some(share.bound.name());
        }
        Ok(row)
    }

    /// Before anything is timed: the answer is finite, has the same bits when it is made again, and that of the first image does
    /// not depend on the rest of its batch.
    fn check(&self, case: &Case<'_>, run: &mut Run<'_, R>, pixels: &[f32], answer: &[f32]) -> Result<()> {
        if let Some(at) = answer.iter().position(|value| !value.is_finite()) {
            return Err(Error::Failed(format!("element {at} of its answer is {}", answer[at])));
        }
        if self.answer(run)? != answer {
            return Err(Error::Failed("run twice, it gives two answers".to_string()));
        }
        if case.batch == 1 || case.mode.trains() {
            return Ok(());
        }
        let [height, width] = case.image;
        let mut one = match run {
            Run::Forward(_) | Run::Backward(_) | Run::Step(_) => {
                let image = &pixels[..height * width * 3];
                Run::Forward(Tensor::from_f32(self.device, &[1, height, width, 3], case.dtype, image)?)
            }
            Run::Embed(paths) => Run::Embed(paths[..1].to_vec()),
        };
        let alone = self.answer(&mut one)?;
        let as_f64 = |values: &[f32]| values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
        let (error, _) = roentgen_kernels::relative_l2(as_f64(&answer[..alone.len()]), as_f64(&alone));
        if error <= alone_tolerance(case.dtype) {
            return Ok(());
        }
        Err(Error::Failed(format!("its first image alone gives another answer, by a relative L2 error of {error:.1e}")))
    }

    /// On the host: the embedding, or the last hidden state of a model without one; in training the loss.
    fn answer(&self, run: &mut Run<'_, R>) -> Result<Vec<f32>> {
        let output = match run {
            Run::Forward(pixels) => self.loaded()?.model.forward(pixels, Keep::Result)?,
            Run::Embed(paths) => self.loaded()?.run(paths, Keep::Result)?,
            Run::Step(step) => return Ok(vec![step.run()?.read()?]),
            Run::Backward(step) => {
                let (gradients, loss) = step.backward(step.forward()?)?;
                if !gradients.are_finite()? {
                    return Err(Error::Failed("a gradient is not finite".to_string()));
                }
                return Ok(vec![loss.read()?]);
            }
        };
        Ok(output.embedding.as_ref().unwrap_or(&output.last).to_f32()?)
    }

    /// One run of at most so many launches, timed; with a scrub, right after it.
    fn once(&self, run: &mut Run<'_, R>, scrub: Option<&Scrub<R>>, launches: u64) -> Result<Sample> {
        match run {
            Run::Embed(paths) => {
                let encoder = self.loaded()?;
                let start = self.start(scrub)?;
                embedding(&encoder.run(paths, Keep::Result)?)?.to_f32()?;
                Ok(Sample { host: start.elapsed().as_secs_f64(), submit: None, device: None, before: 0.0 })
            }
            Run::Forward(pixels) => {
                let encoder = self.loaded()?;
                let forward = |()| Ok(encoder.model.forward(pixels, Keep::Result).map(drop)?);
                self.timed(scrub, launches, || Ok(()), forward)
            }
            Run::Step(step) => self.timed(scrub, launches, || Ok(()), |()| step.run().map(drop)),
            Run::Backward(step) => {
                self.timed(scrub, launches, || step.forward(), |passed| step.backward(passed).map(drop))
            }
        }
    }

    /// Empties the caches where that is asked for, waits for the device, and looks at the clock.
    fn start(&self, scrub: Option<&Scrub<R>>) -> Result<Instant> {
        if let Some(scrub) = scrub {
            scrub.run()?;
        }
        self.device.sync()?;
        Ok(Instant::now())
    }

    /// Times work on the device, on what `ready` makes, by the host's clock and the device's. Where one run does not give both, the
    /// device's is of a second.
    fn timed<T: Send>(
        &self,
        scrub: Option<&Scrub<R>>,
        launches: u64,
        ready: impl Fn() -> Result<T>,
        mut work: impl FnMut(T) -> Result<()> + Send,
    ) -> Result<Sample> {
        let given = ready()?;
        let start = self.start(scrub)?;
        // The driver's error passes the runtime's clock as a value.
        let ((done, submit), time, clock) = self.device.time(|| {
            let done = work(given);
            Ok((done, start.elapsed().as_secs_f64()))
        })?;
        let host = start.elapsed().as_secs_f64();
        done?;
        let device = match (clock, self.device.info().backend) {
            (Clock::Device, _) => Some((time.as_secs_f64(), clock)),
            (_, Backend::Cuda) => {
                let given = ready()?;
                self.start(scrub)?;
                let (done, seconds, clock) = self.device.time_in_queue(Some(launches), || Ok(work(given)))?;
                done?;
                Some((seconds.max(0.0), clock))
            }
            // An adapter without timestamps: another run would tell no more.
            (_, Backend::Wgpu) => None,
        };
        Ok(Sample { host, submit: Some(submit), device, before: 0.0 })
    }
}

/// Fills the device's caches with something else.
struct Scrub<R: Runtime> {
    from: Tensor<R>,
    to: Tensor<R>,
}

/// Bytes of each tensor of a [`Scrub`], where the device binds as many: more than the caches of any GPU hold.
pub const SCRUB: u64 = 256 << 20;

impl<R: Runtime> Scrub<R> {
    fn new(device: &Device<R>) -> Result<Self> {
        let elements = (device.info().max_binding_bytes.min(SCRUB) / 4) as usize;
        let from = filled(device, &[elements], 1.0)?;
        Ok(Self { to: filled(device, &[elements], 0.0)?, from })
    }

    fn run(&self) -> Result<()> {
        Ok(roentgen_kernels::axpby::axpby(1.0, &self.from, 0.0, &self.to)?)
    }
}

/// What is run.
enum Run<'a, R: Runtime> {
    Forward(Tensor<R>),
    Backward(Box<Step<R>>),
    Step(Box<Step<R>>),
    Embed(Vec<&'a Path>),
}

impl Detail {
    /// Median of the device's times.
    pub fn device_median(&self) -> Option<f64> {
        crate::measure::Summary::of(&self.device_seconds).map(|summary| summary.median)
    }
}

/// Pixels as a processor leaves them: around zero, of deviation about one.
fn pixels(count: usize, seed: u64) -> Vec<f32> {
    let mut random = StdRng::seed_from_u64(seed);
    (0..count).map(|_| random.random_range(-2.0f32..2.0)).collect()
}

/// Largest relative L2 error between an image alone and in a batch, where tiles may cut its sums elsewhere: DESIGN's tolerance in
/// f32, and in lower precision what `verify` sees of full-size encoders (docs/results.md), on both sides.
fn alone_tolerance(dtype: DType) -> f64 {
    match dtype {
        DType::F32 => 1e-5,
        DType::F16 => 4e-3,
        DType::Bf16 => 3.2e-2,
    }
}
