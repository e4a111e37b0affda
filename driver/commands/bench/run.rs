//! One measurement: checked first, then timed, then checked again.

use super::{Args, Case, Mode};
use crate::cli::Batch;
use crate::data::Intensity;
use crate::data::manifest::Manifest;
use crate::encoder::{Encoder, InputArgs, embedding};
use crate::error::{Error, Result};
use crate::measure::{Plan, Row, Sample, Timed, sampling};
use crate::synth;
use cubecl::prelude::Runtime;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use roentgen_models::source::Source;
use roentgen_models::weights::Weights;
use roentgen_models::{Keep, Output};
use roentgen_runtime::{Ceilings, DType, Device, Tensor};
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
    /// `forward` or `embed`.
    pub mode: &'static str,
    /// Images in a batch.
    pub batch: usize,
    /// Height and width.
    pub image: [usize; 2],
    /// Batches' images a second, by the median.
    pub images_per_second: f64,
    /// Of a batch: two for each multiply-add of products, convolutions and attention.
    pub flops: u64,
    /// FLOPs a second over the measured ceiling of f32, by the device's median time where there is one. `None` in other types.
    pub share_of_ceiling: Option<f64>,
    /// Bytes that the pool had reserved on the device after the runs: weights, pixels and the most that lived at once.
    pub peak_bytes: u64,
    /// Runs before the first sample.
    pub warmup: usize,
    /// Every sample on the device's clock, where it has one; else empty.
    pub device_seconds: Vec<f64>,
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
    encoder: Encoder<R>,
    device: &'a Device<R>,
    source: &'a Source,
    weights: &'a Weights,
    seed: u64,
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
        let input = InputArgs { batch: Batch::Of(1), image_size: Some(image), intensity: Intensity::Auto, quiet: true };
        let encoder = Encoder::load(source, weights, &input, device, dtype)?;
        Ok(Self { encoder, device, source, weights, seed })
    }

    /// Most images in a batch.
    pub fn most(&self, image: [usize; 2]) -> usize {
        self.encoder.model.max_batch(image)
    }

    /// Times a case whose model, type and image size are those that were loaded.
    ///
    /// # Errors
    /// A batch that the device cannot run; [`Error::Failed`] for an answer that is not finite or not always the same.
    pub fn measure(&self, case: &Case<'_>, plan: Plan, images: &Images, ceilings: &Ceilings) -> Result<Row<Detail>> {
        let most = self.encoder.model.max_batch(case.image);
        if case.batch > most {
            return Err(Error::usage(format!(
                "one tensor of it is more than the device binds; a batch of {most} fits"
            )));
        }
        self.device.release_memory()?;
        let [height, width] = case.image;
        let pixels = pixels(case.batch * height * width * 3, self.seed);
        let forward = match case.mode {
            Mode::Forward => {
                let shape = [case.batch, height, width, 3];
                Run::Forward(Tensor::from_f32(self.device, &shape, case.dtype, &pixels)?)
            }
            Mode::Embed => Run::Embed(images.batch(case.batch)),
        };
        let start = Instant::now();
        let first_answer = self.answer(&forward)?;
        let first = start.elapsed().as_secs_f64();
        self.check(case, &forward, &pixels, &first_answer)?;
        let sampled = sampling::sample(plan, || self.once(&forward))?;
        let peak_bytes = self.device.memory()?.1;
        if self.answer(&forward)? != first_answer {
            return Err(Error::Failed(
                "its answer after the timing is not the one before; the times are not kept".into(),
            ));
        }
        let seconds = sampled.samples.iter().map(|s| s.host).collect();
        let device_seconds: Vec<f64> = sampled.samples.iter().filter_map(|s| s.device).collect();
        let submit_seconds = sampled.samples.iter().filter_map(|s| s.submit).collect();
        let flops = super::flops(&self.source.config, case.image, case.batch);
        let detail = Detail {
            model: self.source.name.clone(),
            weights: self.weights.path().display().to_string(),
            mode: case.mode.name(),
            batch: case.batch,
            image: case.image,
            images_per_second: 0.0,
            flops,
            share_of_ceiling: None,
            peak_bytes,
            warmup: sampled.warmup,
            device_seconds,
            submit_seconds,
        };
        let timed = Timed { clock: "host", seconds, settled: Some(sampled.settled), first };
        let mut row = Row::new(case.key(), self.device.info(), case.dtype, timed, detail)?;
        row.detail.images_per_second = case.batch as f64 / row.summary.median;
        // The ceiling is that of f32: f16 on matrix units has another.
        if case.dtype == DType::F32 && case.mode == Mode::Forward {
            let busy = row.detail.device_median().unwrap_or(row.summary.median);
            row.detail.share_of_ceiling = Some(flops as f64 / busy / ceilings.flops);
        }
        Ok(row)
    }

    /// Before anything is timed: the answer is finite, has the same bits when it is made again, and that of the first image does
    /// not depend on the rest of its batch.
    fn check(&self, case: &Case<'_>, run: &Run<'_, R>, pixels: &[f32], answer: &[f32]) -> Result<()> {
        if let Some(at) = answer.iter().position(|value| !value.is_finite()) {
            return Err(Error::Failed(format!("element {at} of its answer is {}", answer[at])));
        }
        if self.answer(run)? != answer {
            return Err(Error::Failed("run twice, it gives two answers".to_string()));
        }
        if case.batch == 1 {
            return Ok(());
        }
        let [height, width] = case.image;
        let one = match run {
            Run::Forward(_) => {
                let image = &pixels[..height * width * 3];
                Run::Forward(Tensor::from_f32(self.device, &[1, height, width, 3], case.dtype, image)?)
            }
            Run::Embed(paths) => Run::Embed(paths[..1].to_vec()),
        };
        let alone = self.answer(&one)?;
        let as_f64 = |values: &[f32]| values.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
        let (error, _) = roentgen_kernels::relative_l2(as_f64(&answer[..alone.len()]), as_f64(&alone));
        if error <= alone_tolerance(case.dtype) {
            return Ok(());
        }
        Err(Error::Failed(format!("its first image alone gives another answer, by a relative L2 error of {error:.1e}")))
    }

    /// The embedding, or the last hidden state of a model without one, on the host.
    fn answer(&self, run: &Run<'_, R>) -> Result<Vec<f32>> {
        let output = self.output(run)?;
        Ok(output.embedding.as_ref().unwrap_or(&output.last).to_f32()?)
    }

    fn output(&self, run: &Run<'_, R>) -> Result<Output<R>> {
        match run {
            Run::Forward(pixels) => Ok(self.encoder.model.forward(pixels, Keep::Result)?),
            Run::Embed(paths) => self.encoder.run(paths, Keep::Result),
        }
    }

    /// One run, timed.
    fn once(&self, run: &Run<'_, R>) -> Result<Sample> {
        if let Run::Embed(_) = run {
            let start = Instant::now();
            embedding(&self.output(run)?)?.to_f32()?;
            return Ok(Sample { host: start.elapsed().as_secs_f64(), submit: None, device: None });
        }
        self.device.sync()?;
        let start = Instant::now();
        // The driver's error passes the runtime's clock as a value.
        let (submitted, time, on_device) = self.device.time(|| {
            let output = self.output(run).map(drop);
            Ok((output, start.elapsed().as_secs_f64()))
        })?;
        let host = start.elapsed().as_secs_f64();
        let (output, submit) = submitted;
        output?;
        Ok(Sample { host, submit: Some(submit), device: on_device.then_some(time.as_secs_f64()) })
    }
}

/// What is run.
enum Run<'a, R: Runtime> {
    Forward(Tensor<R>),
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
