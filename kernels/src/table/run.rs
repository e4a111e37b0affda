//! Running a case once: inputs made and uploaded, operation launched, outputs read back.

use super::{Entry, Path};
use crate::case::{Case, Given, Input, Role, Values};
use crate::fill;
use cubecl::prelude::Runtime;
use half::{bf16, f16};
use roentgen_runtime::{DType, Device, Result, Tensor};

/// What the accumulators of parameters' gradients hold before a backward adds to them.
const START: f32 = 0.25;

/// `value` as `dtype` stores it.
pub(super) fn rounded(value: f32, dtype: DType) -> f32 {
    match dtype {
        DType::F32 => value,
        DType::F16 => f16::from_f32(value).to_f32(),
        DType::Bf16 => bf16::from_f32(value).to_f32(),
    }
}

/// The case's inputs, rounded to what the device will store.
pub(super) fn inputs<C: Case>(case: &C, dtype: DType, values: &mut Values) -> Vec<Input> {
    let mut inputs = case.inputs(values);
    for input in inputs.iter_mut().filter(|input| input.role != Role::Exact) {
        input.values.iter_mut().for_each(|v| *v = rounded(*v, dtype));
    }
    inputs
}

/// The device as the entry's path wants it.
pub(super) fn on_path<R: Runtime>(device: &Device<R>, entry: &Entry) -> Device<R> {
    if entry.path == Path::Gpu { device.as_gpu() } else { device.clone() }
}

/// The inputs on a device, in `dtype`.
pub(super) fn upload<R: Runtime>(device: &Device<R>, inputs: &[Input], dtype: DType) -> Result<Vec<Tensor<R>>> {
    inputs
        .iter()
        .map(|input| {
            let dtype = if input.role == Role::Exact { DType::F32 } else { dtype };
            Tensor::from_f32(device, &input.shape, dtype, &input.values)
        })
        .collect()
}

/// The forward on fresh buffers.
pub(super) fn forward<C: Case, R: Runtime>(
    case: &C,
    device: &Device<R>,
    inputs: &[Input],
    dtype: DType,
) -> Result<Vec<Vec<f32>>> {
    let device = device.poisoned();
    let outputs = case.forward(&upload(&device, inputs, dtype)?)?;
    let read = outputs.iter().map(Tensor::to_f32).collect();
    device.check_guards()?;
    read
}

/// Gradients of a case, and the types its forward stored its outputs in.
pub(super) struct Gradients {
    /// Of each differentiated input, in order.
    pub grads: Vec<Vec<f32>>,
    /// Of each output, saved ones included.
    pub stored: Vec<DType>,
}

/// Forward and backward on fresh buffers. `cotangents` are the gradients of the reference's outputs; what the forward saves
/// is rounded to `stored` first, where that is given.
pub(super) fn backward<C: Case, R: Runtime>(
    case: &C,
    device: &Device<R>,
    inputs: &[Input],
    cotangents: &[Vec<f32>],
    dtype: DType,
    stored: &[DType],
) -> Result<Gradients> {
    let device = device.poisoned();
    let uploaded = upload(&device, inputs, dtype)?;
    let mut outputs = case.forward(&uploaded)?;
    for (out, stored) in outputs.iter_mut().zip(stored) {
        let values: Vec<f32> = out.to_f32()?.iter().map(|v| rounded(*v, *stored)).collect();
        *out = Tensor::from_f32(&device, out.shape(), out.dtype(), &values)?;
    }
    let grads = outputs
        .iter()
        .zip(cotangents)
        .map(|(out, values)| Tensor::from_f32(&device, out.shape(), out.dtype(), values))
        .collect::<Result<Vec<_>>>()?;
    let into = inputs
        .iter()
        .map(|input| {
            let parameter = input.role == Role::Parameter;
            parameter.then(|| fill::filled(&device, &input.shape, START)).transpose()
        })
        .collect::<Result<Vec<_>>>()?;
    let mut written =
        case.backward(&Given { inputs: &uploaded, outputs: &outputs, grads: &grads, into: &into })?.into_iter();
    let mut read = Vec::new();
    for (input, into) in inputs.iter().zip(&into) {
        match (input.role, into) {
            (Role::Activation, _) => read.push(written.next().map_or(Ok(Vec::new()), |grad| grad.to_f32())?),
            (_, Some(into)) => read.push(into.to_f32()?.iter().map(|v| v - START).collect()),
            _ => {}
        }
    }
    device.check_guards()?;
    Ok(Gradients { grads: read, stored: outputs.iter().map(Tensor::dtype).collect() })
}

/// Runs forward and backward once and waits, to see whether the device can.
pub(super) fn support<C: Case, R: Runtime>(case: &C, device: &Device<R>, entry: &Entry, seed: u64) -> Result<()> {
    let device = on_path(device, entry);
    let inputs = inputs(case, entry.dtype, &mut Values::new(seed));
    let outputs = forward(case, &device, &inputs, entry.dtype)?;
    if C::BACKWARD {
        backward(case, &device, &inputs, &outputs, entry.dtype, &[])?;
    }
    Ok(())
}
