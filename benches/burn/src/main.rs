//! burn on wgpu as a peer: `roentgen-peer-burn MODELS BATCHES SECONDS --weights DIR [--device auto|wgpu:N]`, a line of JSON a case, as
//! `benches/peers/peer.py` prints it. DIR is what `benches/peers/encoders.py MODELS DIR` wrote.
//!
//! Seconds are those of a forward pass in f32 from pixels on the device to the embedding there: everything is launched and the device
//! waited for. A case whose embedding is not PyTorch's is not timed.

mod convnext;
mod device;
mod layers;
mod swin;
mod vit;
mod weights;

use burn::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;
use weights::{Result, Weights};

/// The fields of `peer.py`, in its order: who reads the lines knows them by their beginning.
#[derive(Serialize)]
struct Case<'a> {
    peer: &'a str,
    model: &'a str,
    mode: &'a str,
    dtype: &'a str,
    batch: usize,
    seconds: Vec<f64>,
    first: f64,
    versions: BTreeMap<&'a str, &'a str>,
    threads: Option<usize>,
    device: &'a str,
}

struct Options {
    models: String,
    batches: Vec<usize>,
    seconds: f64,
    weights: String,
    device: String,
}

enum Encoder {
    Vit(vit::Vit),
    Swin(swin::Swin),
    ConvNext(convnext::ConvNext),
}

impl Encoder {
    fn new(name: &str, weights: &Weights, device: &Device) -> Result<Self> {
        match name {
            "vit_small_patch16_224" => Ok(Self::Vit(vit::Vit::new(weights)?)),
            "swin_tiny_patch4_window7_224" => Ok(Self::Swin(swin::Swin::new(weights, device)?)),
            "convnext_tiny" => Ok(Self::ConvNext(convnext::ConvNext::new(weights)?)),
            _ => Err("no such model was written for burn".into()),
        }
    }

    fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        match self {
            Self::Vit(model) => model.forward(images),
            Self::Swin(model) => model.forward(images),
            Self::ConvNext(model) => model.forward(images),
        }
    }
}

fn options() -> Result<Options> {
    let (mut positional, mut weights, mut device) = (Vec::new(), None, "auto".to_string());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} takes a value"));
        match argument.as_str() {
            "--weights" => weights = Some(value()?),
            "--device" => device = value()?,
            option if option.starts_with('-') => return Err(format!("no such option: {option}").into()),
            _ => positional.push(argument),
        }
    }
    let ([models, batches, seconds], Some(weights)) = (positional.as_slice(), weights) else {
        return Err("roentgen-peer-burn MODELS BATCHES SECONDS --weights DIR [--device auto|wgpu:N]".into());
    };
    let batches = batches.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok(Options { models: models.clone(), batches, seconds: seconds.parse()?, weights, device })
}

/// The version that was built, which burn itself does not tell.
fn version() -> &'static str {
    let lock = include_str!("../Cargo.lock");
    lock.split_once("name = \"burn\"\nversion = \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("unknown", |(version, _)| version)
}

/// The first `batch` of the images over and over, and so are their embeddings.
fn repeated(values: &[f32], shape: &[usize], batch: usize) -> Vec<f32> {
    let one = values.len() / shape[0];
    (0..batch).flat_map(|at| &values[at % shape[0] * one..][..one]).copied().collect()
}

/// Relative L2 error against PyTorch in f32 on the CPU: right before fast.
fn error_of(answer: &Tensor<2>, wanted: &[f32]) -> Result<f64> {
    let answer = answer.to_data().try_to_vec::<f32>()?;
    if answer.len() != wanted.len() {
        return Err(format!("{} numbers instead of {}", answer.len(), wanted.len()).into());
    }
    let squares = |values: &mut dyn Iterator<Item = f64>| values.map(|value| value * value).sum::<f64>().sqrt();
    let difference = squares(&mut answer.iter().zip(wanted).map(|(a, b)| f64::from(a - b)));
    Ok(difference / squares(&mut wanted.iter().map(|value| f64::from(*value))))
}

fn measure(name: &str, batch: usize, options: &Options, device: &Device) -> Result<(Vec<f64>, f64)> {
    let path = Path::new(&options.weights).join(format!("{name}.safetensors"));
    let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let weights = Weights::new(&bytes, device)?;
    let (pixels, shape) = weights.values("input")?;
    let [_, channels, height, width] = shape[..] else { return Err("the input is not of images".into()) };
    let pixels = TensorData::new(repeated(&pixels, &shape, batch), [batch, channels, height, width]);
    let images = Tensor::<4>::from_data(pixels, device);
    let model = Encoder::new(name, &weights, device)?;
    let once = || -> Result<Tensor<2>> {
        let answer = model.forward(images.clone());
        device.sync()?;
        Ok(answer)
    };
    let start = Instant::now();
    let answer = once()?;
    let first = start.elapsed().as_secs_f64();
    let (wanted, shape) = weights.values("output")?;
    let wanted = repeated(&wanted, &shape, batch);
    let check = |answer: &Tensor<2>| -> Result<f64> {
        match error_of(answer, &wanted)? {
            error if error < 1e-3 => Ok(error),
            error => Err(format!("another answer than PyTorch's in f32, by a relative L2 error of {error:.1e}").into()),
        }
    };
    let mut error = check(&answer)?;
    // burn goes on choosing among kernels after the first run; what it settles on is what is timed, and has to be right as well.
    for _ in 0..3 {
        error = error.max(check(&once()?)?);
    }
    let (mut seconds, begin) = (Vec::new(), Instant::now());
    while seconds.len() < 3 || begin.elapsed().as_secs_f64() < options.seconds {
        let start = Instant::now();
        once()?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    error = error.max(check(&once()?)?);
    eprintln!("burn {name} forward f32 batch {batch}: a relative L2 error of {error:.1e} against PyTorch");
    Ok((seconds, first))
}

fn run() -> Result<()> {
    let options = options()?;
    let (device, described) = device::open(&options.device)?;
    for model in options.models.split(',') {
        for &batch in &options.batches {
            // A dash in the table; what follows still runs. What the kernels can't do, burn says by a panic.
            let measured = catch_unwind(AssertUnwindSafe(|| measure(model, batch, &options, &device)));
            match measured.unwrap_or_else(|_| Err("burn panicked".into())) {
                Ok((seconds, first)) => {
                    let versions = BTreeMap::from([("burn", version())]);
                    let (peer, mode, dtype, threads, device) = ("burn", "forward", "f32", None, described.as_str());
                    let case = Case { peer, model, mode, dtype, batch, seconds, first, versions, threads, device };
                    println!("{}", serde_json::to_string(&case)?);
                }
                Err(reason) => eprintln!("burn {model} forward f32 batch {batch}: {reason}"),
            }
        }
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}
