//! `roentgen verify`: a model, and its gradients, against a reference file that PyTorch made.

use crate::cli::{DeviceArgs, ModelArgs};
use crate::encoder::resolve;
use crate::error::{Error, Result};
use crate::output::{Cell, Format, Table, print};
use crate::provenance::Provenance;
use cubecl::prelude::Runtime;
use roentgen_kernels::relative_l2;
use roentgen_models::parameters::as_checkpoint;
use roentgen_models::tape::{Gradients, Tape, Var};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Keep, Output};
use roentgen_runtime::{DType, Device, Tensor, on_device};
use std::path::PathBuf;

/// Run a model on a reference file's input and print the error of every tensor in it; exit 1 past the tolerance.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub model: ModelArgs,
    /// The reference: safetensors with input, out and others [default: reference.safetensors in the model's folder]
    #[arg(long, value_name = "F")]
    pub reference: Option<PathBuf>,
    /// Largest relative L2 error; of gradients ten times it [default: 1e-5 in f32, 5e-3 in f16, 4e-2 in bf16]
    #[arg(long, value_name = "E")]
    pub tolerance: Option<f64>,
    #[command(flatten)]
    pub device: DeviceArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// One tensor's error.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Its name in the reference file.
    pub name: String,
    /// Its shape there.
    pub shape: Vec<usize>,
    /// Relative L2 error; infinite where the computed tensor has other elements or holds NaN.
    pub error: f64,
    /// Largest absolute error.
    pub largest: f64,
    /// Whether it is a gradient.
    pub gradient: bool,
}

impl Compared {
    /// Whether its error is within `tolerance` of activations.
    pub fn is_within(&self, tolerance: f64) -> bool {
        self.error <= if self.gradient { 10.0 * tolerance } else { tolerance }
    }
}

/// Verifies a model and prints every tensor's error.
///
/// # Errors
/// [`Error::Failed`] past the tolerance; a model or reference that cannot be read or does not fit.
pub fn run(args: &Args) -> Result<()> {
    let (source, path) = resolve(&args.model)?;
    let reference = match &args.reference {
        Some(path) => path.clone(),
        None if path.is_dir() => path.join("reference.safetensors"),
        None => return Err(Error::usage("name the reference file with --reference")),
    };
    if !reference.is_file() {
        let message = "is not there; name the file that PyTorch's outputs are in with --reference";
        return Err(Error::input(reference, message));
    }
    let reference = Weights::open(&reference)?;
    let weights = Weights::open(&path)?;
    let device = args.device.open()?;
    let dtype = args.device.dtype;
    let (compared, provenance) = on_device!(&device, device => {
        let encoder = Encoder::load(&source.config, &weights, device, dtype)?;
        (compare(&encoder, &reference)?, Provenance::new(device, dtype))
    });
    // f16: about five times what a pretrained DINOv2-S shows (docs/results.md); bf16 has eight times less precision.
    let tolerance = args.tolerance.unwrap_or(match dtype {
        DType::F32 => 1e-5,
        DType::F16 => 5e-3,
        DType::Bf16 => 4e-2,
    });
    let mut table = Table::new(["tensor", "shape", "relative L2", "largest", "verdict"]);
    for c in &compared {
        let shape: Vec<String> = c.shape.iter().map(usize::to_string).collect();
        table.push([
            Cell::from(c.name.as_str()),
            Cell::from(shape.join("x")),
            Cell::from(format!("{:.2e}", c.error)),
            Cell::from(format!("{:.2e}", c.largest)),
            Cell::from(if c.is_within(tolerance) { "ok" } else { "FAILED" }),
        ]);
    }
    print(&table.render_with(args.format, provenance.facts()))?;
    let unused = weights.unused();
    if !unused.is_empty() {
        eprintln!("unused keys: {}", unused.join(", "));
    }
    eprintln!("{}", provenance.line());
    let failed = compared.iter().filter(|c| !c.is_within(tolerance)).count();
    if failed > 0 {
        return Err(Error::Failed(format!(
            "{failed} of {} tensors differ by more than {tolerance:.0e} (gradients ten times it)",
            compared.len()
        )));
    }
    eprintln!("{} tensors within {tolerance:.0e} of {}", compared.len(), reference.path().display());
    Ok(())
}

/// Runs the model on `input` and `input2` of a reference and compares what the file has of its outputs.
///
/// # Errors
/// A reference without `input` or `out`, or whose input the model cannot take.
pub fn compare<R: Runtime>(encoder: &Encoder<R>, reference: &Weights) -> Result<Vec<Compared>> {
    let mut compared = Vec::new();
    let run = |key, keep| -> Result<Output<R>> {
        Ok(encoder.forward(&input(encoder.device(), encoder.dtype(), reference, key)?, keep)?)
    };
    let layout = encoder.config().reference();
    let output = run("input", Keep::Hidden)?;
    for (index, hidden) in output.hidden.iter().skip(layout.skipped).enumerate() {
        let name = layout.name(index);
        // The last hidden state may stand in `out` only (CLIP).
        if reference.contains(&name) {
            compared.push(difference(reference, &name, hidden, layout.hidden_planes)?);
        }
    }
    compared.push(difference(reference, "out", out(encoder, &output)?.tensor(), layout.out_planes)?);
    if let Some(embedding) = output.embedding.as_ref().filter(|_| reference.contains("pooled")) {
        compared.push(difference(reference, "pooled", embedding, false)?);
    }
    if reference.contains("input2") {
        let second = run("input2", Keep::Maps)?;
        compared.push(difference(reference, "out2", out(encoder, &second)?.tensor(), layout.out_planes)?);
    }
    if reference.contains("cot") {
        compared.extend(gradients(encoder, reference)?);
    }
    Ok(compared)
}

/// The gradients of the input and of every parameter from `cot`, that of `out`, against the file's `grad_input` and `param.<key>`.
fn gradients<R: Runtime>(encoder: &Encoder<R>, reference: &Weights) -> Result<Vec<Compared>> {
    let tape = Tape::new();
    let images = tape.watch(input(encoder.device(), encoder.dtype(), reference, "input")?);
    let last = out(encoder, &encoder.record(&images, Keep::Maps)?)?;
    let (shape, cotangent) = planes_last(reference, "cot", encoder.config().reference().out_planes)?;
    if cotangent.len() != last.len() {
        let message = format!("cot is {shape:?}, and the model's output {:?}: it is another model's", last.shape());
        return Err(Error::input(reference.path(), message));
    }
    let cotangent = Tensor::from_f32(encoder.device(), last.shape(), encoder.dtype(), &cotangent)?;
    let mut gradients = Gradients::default();
    tape.backward(&last, cotangent, &mut gradients)?;
    let mut compared = Vec::new();
    if let (true, Some(gradient)) = (reference.contains("grad_input"), gradients.take(&images)) {
        compared.push(Compared { gradient: true, ..difference(reference, "grad_input", &gradient, true)? });
    }
    let got = as_checkpoint(encoder.parameters(), |stored| match gradients.get(&stored.parameter) {
        Some(gradient) => Ok(gradient.to_f32()?),
        None => Ok(vec![0.0; stored.parameter.len()]),
    })?;
    let mut pairs = Vec::new();
    for name in reference.keys().filter(|name| name.starts_with("param.")) {
        let (shape, want) = reference.f32_any(name)?;
        let key = name.trim_start_matches("param.");
        // Statistics that a batch norm keeps are not trained, whatever the file says of them.
        if key.ends_with(".running_mean") || key.ends_with(".running_var") {
            continue;
        }
        pairs.push((name, shape, got.get(key).map_or(&[][..], |(_, values)| values), want));
    }
    // A gradient that is zero but for rounding, as a key's bias has it, is held to the others' size.
    let square = |values: &[f32]| values.iter().map(|v| f64::from(*v).powi(2)).sum::<f64>();
    let count: usize = pairs.iter().map(|(.., want)| want.len()).sum();
    let typical = (pairs.iter().map(|(.., want)| square(want)).sum::<f64>() / count.max(1) as f64).sqrt();
    for (name, shape, got, want) in pairs {
        let floor = 1e-2 * typical * (want.len() as f64).sqrt();
        let mut found = error(name, shape, got, &want);
        if got.len() == want.len() && square(&want).sqrt() < floor {
            let off: f64 = got.iter().zip(&want).map(|(g, w)| f64::from(g - w).powi(2)).sum();
            found.error = off.sqrt() / floor;
        } else if got.is_empty() && square(&want) == 0.0 {
            found = Compared { error: 0.0, largest: 0.0, ..found };
        }
        compared.push(Compared { gradient: true, ..found });
    }
    Ok(compared)
}

/// What the reference returns: the logits of a model with a decoder, of others the last hidden state.
fn out<R: Runtime>(encoder: &Encoder<R>, output: &Output<R>) -> Result<Var<R>> {
    Ok(encoder.decode(&output.maps)?.unwrap_or_else(|| output.last.clone()))
}

/// The tensor `key` `[n, 3, height, width]` of a file as images `[n, height, width, 3]` on the device.
///
/// # Errors
/// A missing tensor or another shape.
pub fn input<R: Runtime>(device: &Device<R>, dtype: DType, file: &Weights, key: &str) -> Result<Tensor<R>> {
    let (shape, values) = file.f32_any(key)?;
    let &[n, 3, height, width] = shape.as_slice() else {
        return Err(Error::input(file.path(), format!("{key} has shape {shape:?}, wanted [n, 3, height, width]")));
    };
    Ok(Tensor::from_f32(device, &[n, height, width, 3], dtype, &transposed(&values, 3, height * width))?)
}

/// Matrices `[rows, columns]` one after the other, each transposed: planes to channels last, and back.
pub fn transposed(values: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(values.len());
    for matrix in values.chunks_exact(rows * columns) {
        for column in 0..columns {
            out.extend((0..rows).map(|row| matrix[row * columns + column]));
        }
    }
    out
}

/// `planes`: whether the reference has its channels before the pixels.
fn difference<R: Runtime>(reference: &Weights, name: &str, got: &Tensor<R>, planes: bool) -> Result<Compared> {
    let (shape, want) = planes_last(reference, name, planes)?;
    Ok(error(name, shape, &got.to_f32()?, &want))
}

/// A tensor of the reference and its shape there; where it has its channels before the pixels, its values channels last.
fn planes_last(reference: &Weights, name: &str, planes: bool) -> Result<(Vec<usize>, Vec<f32>)> {
    let (shape, mut values) = reference.f32_any(name)?;
    if let (true, &[_, channels, height, width]) = (planes, shape.as_slice()) {
        values = transposed(&values, channels, height * width);
    }
    Ok((shape, values))
}

fn error(name: &str, shape: Vec<usize>, got: &[f32], want: &[f32]) -> Compared {
    let (error, at) = relative_l2(got.iter().map(|v| f64::from(*v)), want.iter().map(|v| f64::from(*v)));
    let largest = match (got.get(at), want.get(at)) {
        (Some(got), Some(want)) if error.is_finite() => f64::from((got - want).abs()),
        _ => error,
    };
    Compared { name: name.to_string(), shape, error, largest, gradient: false }
}
