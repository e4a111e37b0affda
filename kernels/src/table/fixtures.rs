//! What PyTorch computed for some cases: `kernels/fixtures/ops.safetensors`, made by `tests/fixtures/make_ops.py`.

use super::check::{self, Failure};
use super::grad::TOLERANCE;
use super::{Entry, run};
use crate::case::{Case, Role, Values};
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Device};
use safetensors::SafeTensors;

static FILE: &[u8] = include_bytes!("../../fixtures/ops.safetensors");

/// Operations without a fixture, and why.
pub const WITHOUT: [(&str, &str); 8] = [
    ("axpby", "two products and a sum: PyTorch has nothing to say of them that the reference does not"),
    ("cast", "rounding has an exact answer"),
    ("dropout", "its random numbers are held to the published ones"),
    ("fill", "one value everywhere"),
    ("matmul", "linear's fixtures run it in every layout"),
    ("normalize", "tests/pytorch.rs holds the whole preprocessing to the processors"),
    ("reduce", "the gradients of parameters in every other fixture are its sums"),
    ("resize_rounded", "tests/resize.rs holds it to Pillow itself"),
];

fn file() -> SafeTensors<'static> {
    SafeTensors::deserialize(FILE).expect("the embedded file is one that the script wrote")
}

/// The ids, without a type, of every case that has a fixture.
pub fn ids() -> Vec<String> {
    let mut ids: Vec<String> =
        file().names().iter().filter_map(|name| name.split_once('|').map(|(id, _)| id.to_string())).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn read(file: &SafeTensors<'_>, id: &str, part: &str, i: usize) -> Option<Vec<f32>> {
    let view = file.tensor(&format!("{id}|{part}.{i}")).ok()?;
    Some(view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
}

/// Compares outputs, and gradients where the fixture has them and `gradients` asks for them, with PyTorch's. Does nothing for a
/// case without a fixture, or in another type than f32.
pub(super) fn compare<C: Case, R: Runtime>(
    case: &C,
    device: &Device<R>,
    entry: &Entry,
    gradients: bool,
) -> Result<(), Failure> {
    if entry.dtype != DType::F32 {
        return Ok(());
    }
    let (file, id) = (file(), format!("{}/{}", C::OPERATION, Case::id(case)));
    if read(&file, &id, "in", 0).is_none() {
        return Ok(());
    }
    let mut inputs = case.inputs(&mut Values::new(0));
    for (i, input) in inputs.iter_mut().enumerate() {
        let values = read(&file, &id, "in", i).filter(|values| values.len() == input.values.len());
        input.values = values.ok_or_else(|| {
            let message = format!("the fixture's input {i} is not {} {:?}; make it again", input.name, input.shape);
            Failure::Wrong { error: f64::INFINITY, tolerance: 0.0, message }
        })?;
    }
    let exact = |values: Vec<f32>| values.into_iter().map(f64::from).collect::<Vec<_>>();
    if !gradients {
        for (i, got) in run::forward(case, device, &inputs, DType::F32)?.iter().enumerate() {
            if let Some(want) = read(&file, &id, "out", i) {
                check::compare(&format!("PyTorch's output {i}"), got, &exact(want), case.tolerance())?;
            }
        }
        return Ok(());
    }
    let cotangents: Vec<Vec<f32>> = (0..).map_while(|i| read(&file, &id, "grad_out", i)).collect();
    if cotangents.is_empty() {
        return Ok(());
    }
    let grads = run::backward(case, device, &inputs, &cotangents, DType::F32, &[])?.grads;
    let differentiated = (0..inputs.len()).filter(|i| matches!(inputs[*i].role, Role::Activation | Role::Parameter));
    for (i, got) in differentiated.zip(&grads) {
        let want = exact(read(&file, &id, "grad", i).unwrap_or_default());
        // A gradient that is nothing but rounding in PyTorch (a softmax does not feel a shift) has no relative error.
        let noise = want.iter().all(|w| w.abs() < 1e-6) && got.len() == want.len();
        if !(noise && got.iter().all(|g| g.abs() < 1e-5)) {
            check::compare(&format!("PyTorch's gradient of {}", inputs[i].name), got, &want, TOLERANCE)?;
        }
    }
    Ok(())
}
