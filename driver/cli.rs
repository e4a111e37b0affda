//! The command line: what it takes, and how it ends.

use crate::commands::{
    bench, compare, convert, demo, devices, embed, evaluate, finetune, inspect, kernels, predict, prepare, probe,
    profile, report, study, synth, verify,
};
use crate::error::{Error, Result};
use clap::Parser;
use roentgen_runtime::{AnyDevice, DType, Selector, on_device};
use std::process::ExitCode;

/// Kernels, encoders and studies of chest X-rays, and how right and how fast they are on this GPU.
#[derive(Debug, Parser)]
#[command(name = "roentgen", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Devices(devices::Args),
    Inspect(inspect::Args),
    Convert(convert::Args),
    Verify(verify::Args),
    Embed(embed::Args),
    Prepare(prepare::Args),
    Probe(probe::Args),
    Finetune(Box<finetune::Args>),
    Predict(predict::Args),
    Evaluate(evaluate::Args),
    Report(report::Args),
    Study(study::Args),
    Bench(bench::Args),
    Profile(profile::Args),
    Compare(compare::Args),
    Kernels(kernels::Args),
    Synth(synth::Args),
    Demo(demo::Args),
}

/// Where and in what type a model runs.
#[derive(Debug, Clone, clap::Args)]
pub struct DeviceArgs {
    /// auto, wgpu[:N] or cuda[:N]; `roentgen devices` lists them
    #[arg(long, value_name = "DEVICE", default_value = "auto", value_parser = parse_device)]
    pub device: Selector,
    /// Storage type of weights and activations: f32, f16 or bf16 (sums are always f32)
    #[arg(long, value_name = "TYPE", default_value = "f32", value_parser = parse_dtype)]
    pub dtype: DType,
}

impl DeviceArgs {
    /// Opens the device and checks that it has the type.
    ///
    /// # Errors
    /// No such device, or one without the type.
    pub fn open(&self) -> Result<AnyDevice> {
        let device = roentgen_runtime::open(self.device)?;
        on_device!(&device, d => d.check_tensor("a number", 1, self.dtype))?;
        Ok(device)
    }
}

/// Which model.
#[derive(Debug, Clone, clap::Args)]
pub struct ModelArgs {
    /// A folder with config.json and safetensors, a .safetensors file, a preset's name, or hf:OWNER/NAME[@REVISION]
    /// of the hub (downloaded once; HF_TOKEN, HF_HOME, HF_ENDPOINT and HF_HUB_OFFLINE are honoured)
    pub model: String,
    /// The architecture, for a file without config.json: a preset's name or one of timm's
    #[arg(long, value_name = "NAME")]
    pub arch: Option<String>,
}

/// Images that go through a model at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batch {
    /// As many as the device's free memory holds.
    Auto,
    /// So many, fewer where a buffer of the device cannot hold them.
    Of(usize),
}

/// Most images that `auto` takes at once: with more, no device of today is busier.
const MOST: u64 = 256;

impl Batch {
    /// The number of images, with `fits` of them in a device's free bytes; `None` stands for memory that is not known.
    ///
    /// # Errors
    /// `auto` where the device's memory is not known.
    pub fn images(self, fits: Option<u64>) -> Result<usize> {
        match (self, fits) {
            (Self::Of(count), _) => Ok(count),
            (Self::Auto, Some(fits)) => Ok(fits.min(MOST) as usize),
            (Self::Auto, None) => {
                Err(Error::usage("--batch auto: this device does not say how much memory it has; give a number"))
            }
        }
    }
}

/// Parses a number of images or `auto`.
///
/// # Errors
/// Anything else, or a number above 4096.
pub fn parse_batch(text: &str) -> std::result::Result<Batch, String> {
    match text.parse() {
        _ if text == "auto" => Ok(Batch::Auto),
        Ok(count @ 1..=4096) => Ok(Batch::Of(count)),
        _ => Err("a batch is auto or 1 to 4096 images".to_string()),
    }
}

/// Parses `auto`, `wgpu:N` or `cuda:N`.
///
/// # Errors
/// Anything else.
pub fn parse_device(text: &str) -> std::result::Result<Selector, String> {
    text.parse().map_err(|_| "a device is auto, wgpu, wgpu:N, cuda or cuda:N".to_string())
}

/// Parses `f32`, `f16` or `bf16`.
///
/// # Errors
/// Anything else.
pub fn parse_dtype(text: &str) -> std::result::Result<DType, String> {
    DType::ALL.into_iter().find(|t| t.name() == text).ok_or_else(|| "a type is f32, f16 or bf16".to_string())
}

/// Parses `N` or `HxW` into height and width.
///
/// # Errors
/// Anything else, or a size of zero or above 16384.
pub fn parse_size(text: &str) -> std::result::Result<[usize; 2], String> {
    let (height, width) = text.split_once('x').unwrap_or((text, text));
    match (height.parse(), width.parse()) {
        (Ok(h @ 1..=16384), Ok(w @ 1..=16384)) => Ok([h, w]),
        _ => Err("a size is N or HEIGHTxWIDTH in pixels, 1 to 16384".to_string()),
    }
}

/// The arguments of a command from their words, as the command line takes them.
///
/// # Errors
/// Words that it does not take.
pub fn parse<T: clap::Args>(command: &'static str, words: &[&str]) -> Result<T> {
    let line = T::augment_args(clap::Command::new(command).no_binary_name(true));
    let matches = line.try_get_matches_from(words).map_err(|e| Error::usage(e.to_string()))?;
    T::from_arg_matches(&matches).map_err(|e| Error::usage(e.to_string()))
}

/// Runs the command line and says how the process ends: 0, 1 for a failed check, 2 for bad use or input.
pub fn main() -> ExitCode {
    quiet_drivers();
    let result = match Cli::parse().command {
        Command::Devices(args) => devices::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Embed(args) => embed::run(&args),
        Command::Prepare(args) => prepare::run(&args),
        Command::Probe(args) => probe::run(&args),
        Command::Finetune(args) => finetune::run(&args),
        Command::Predict(args) => predict::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Study(args) => study::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Profile(args) => profile::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Kernels(args) => kernels::run(&args),
        Command::Synth(args) => synth::run(&args),
        Command::Demo(args) => demo::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("roentgen: {}", one_line(&error));
            ExitCode::from(error.exit_code())
        }
    }
}

fn one_line(error: &Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Mesa's drivers complain about an unset `XDG_RUNTIME_DIR` on standard error, a line for each adapter. Any folder will do.
fn quiet_drivers() {
    if std::env::var_os("XDG_RUNTIME_DIR").is_none_or(|dir| dir.is_empty()) {
        // SAFETY: first thing in `main`, before any thread is started.
        unsafe { std::env::set_var("XDG_RUNTIME_DIR", std::env::temp_dir()) };
    }
}
