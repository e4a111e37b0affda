//! Cases: what drives the tests of every operation.
//!
//! A case knows its shapes, runs its operation on a device, runs the f64 reference on the same inputs, and hands both
//! back as [`Check`]s. The runner poisons every output with NaN before the launch, so that a kernel that never ran
//! cannot pass.

use crate::{Error, Result};
use cubecl::prelude::Runtime;
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use roentgen_runtime::{DType, Device, Tensor};

/// One declarative case of one operation.
pub trait Case {
    /// The operation's name: that of its folder.
    const OPERATION: &'static str;

    /// What tells this case from its siblings: shapes, type, attributes.
    fn id(&self) -> String;

    /// Floating-point operations of a launch (a multiply-add is two).
    fn flops(&self) -> u64;

    /// Bytes that must cross the memory bus at least: inputs read once, outputs written once.
    fn bytes(&self) -> u64;

    /// Largest relative L2 error against the f64 reference. DESIGN: 1e-5 for activations, 1e-4 for gradients.
    fn tolerance(&self) -> f64 {
        1e-5
    }

    /// Runs the operation and its reference on the inputs that `inputs` makes.
    ///
    /// # Errors
    /// What the operation returns; the runner counts it as a failure.
    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>>;
}

/// Seeded random inputs.
pub struct Inputs(StdRng);

impl Inputs {
    /// Inputs of a seed.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// `n` values, uniform in (-1, 1).
    pub fn uniform(&mut self, n: usize) -> Vec<f32> {
        (0..n).map(|_| self.0.random_range(-1.0f32..1.0)).collect()
    }

    /// A whole number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n)
    }

    /// The generator itself.
    pub fn rng(&mut self) -> &mut impl Rng {
        &mut self.0
    }
}

/// An output beside what it should be.
pub struct Check {
    /// Which output.
    pub name: &'static str,
    /// What the device computed.
    pub got: Vec<f32>,
    /// What the f64 reference computed.
    pub want: Vec<f64>,
}

impl Check {
    /// Reads `got` back from the device.
    ///
    /// # Errors
    /// What the device reports.
    pub fn new<R: Runtime>(name: &'static str, got: &Tensor<R>, want: Vec<f64>) -> Result<Self> {
        Ok(Self { name, got: got.to_f32()?, want })
    }

    /// Relative L2 error, largest absolute error and where it stands. NaN anywhere makes the error infinite.
    pub fn error(&self) -> (f64, f64, usize) {
        if self.got.len() != self.want.len() {
            return (f64::INFINITY, f64::INFINITY, self.got.len().min(self.want.len()));
        }
        let (mut square, mut norm, mut worst, mut at) = (0.0, 0.0, 0.0, 0);
        for (i, (got, want)) in self.got.iter().zip(&self.want).enumerate() {
            let difference = (f64::from(*got) - want).abs();
            if !difference.is_finite() {
                return (f64::INFINITY, f64::INFINITY, i);
            }
            square += difference * difference;
            norm += want * want;
            if difference > worst {
                (worst, at) = (difference, i);
            }
        }
        (if square == 0.0 { 0.0 } else { (square / norm.max(1e-30)).sqrt() }, worst, at)
    }
}

/// What became of a case.
#[derive(Debug, Clone)]
pub struct Report {
    /// `operation/id`.
    pub id: String,
    /// Largest relative L2 error of its outputs.
    pub error: f64,
    /// The tolerance it was held to.
    pub tolerance: f64,
    /// Why it failed, in one line; `None` when it passed.
    pub failure: Option<String>,
}

/// Runs a case on a device with `seed`.
pub fn run<C: Case, R: Runtime>(case: &C, device: &Device<R>, seed: u64) -> Report {
    let id = format!("{}/{}", C::OPERATION, case.id());
    let tolerance = case.tolerance();
    let device = device.poisoned();
    let checks = match case.run(&device, &mut Inputs::new(seed)) {
        Ok(checks) => checks,
        Err(error) => return Report { id, error: f64::INFINITY, tolerance, failure: Some(error.to_string()) },
    };
    let mut largest = 0.0f64;
    let mut failure = None;
    for check in &checks {
        let (error, worst, at) = check.error();
        largest = largest.max(error);
        if error.is_nan() || error > tolerance {
            let got = check.got.get(at).copied().unwrap_or(f32::NAN);
            let want = check.want.get(at).copied().unwrap_or(f64::NAN);
            failure.get_or_insert(format!(
                "{}: relative L2 {error:.2e} over {tolerance:.0e}, largest difference {worst:.2e} at {at} of {}: {got} for \
                 {want} (seed {seed})",
                check.name,
                check.want.len(),
            ));
        }
    }
    Report { id, error: largest, tolerance, failure }
}

/// A device tensor of f32 with these values, for cases.
///
/// # Errors
/// As [`Tensor::from_f32`].
pub fn tensor<R: Runtime>(device: &Device<R>, shape: &[usize], values: &[f32]) -> Result<Tensor<R>> {
    Tensor::from_f32(device, shape, DType::F32, values)
}

/// An [`Error::Shape`] unless `tensor` has `shape`.
///
/// # Errors
/// Names the operation, the argument, the shape found and the shape wanted.
pub(crate) fn expect<R: Runtime>(
    operation: &'static str,
    argument: &str,
    tensor: &Tensor<R>,
    shape: &[usize],
) -> Result<()> {
    if tensor.shape() == shape {
        return Ok(());
    }
    Err(Error::shape(operation, format!("{argument} has shape {:?}, wanted {shape:?}", tensor.shape())))
}
