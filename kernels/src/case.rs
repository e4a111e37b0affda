//! Cases: what drives the tests of every operation.
//!
//! A case states an operation, its shapes and attributes, its cost, its inputs and its scalar reference in f64, and runs
//! the operation forward and backward on a device. The table ([`crate::table`]) does the rest in four modes: it
//! poisons outputs, guards buffers, compares, differentiates the reference, times.

use crate::{Error, Result};
use cubecl::prelude::Runtime;
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};
use roentgen_runtime::{DType, Tensor};

/// One declarative case of one operation.
pub trait Case: std::fmt::Debug + Send + Sync + 'static {
    /// The operation's name: that of its folder, or of its function where a folder has several.
    const OPERATION: &'static str;

    /// Whether there is a backward.
    const BACKWARD: bool = true;

    /// Whether it is a loss: gradients of its outputs are one, and its backward comes with its forward.
    const LOSS: bool = false;

    /// Whether GPUs take another kernel than CPU adapters; such cases run twice on a CPU adapter.
    const GPU_KERNEL: bool = false;

    /// What tells this case from its siblings: shapes and attributes. Without spaces, so that it can be pasted.
    fn id(&self) -> String;

    /// Cost of the forward.
    fn cost(&self) -> Cost;

    /// Cost of the backward; of an operation whose gradients cost what it costs itself, one for each of two operands.
    fn backward_cost(&self) -> Cost {
        let Cost { flops, elements } = self.cost();
        Cost { flops: 2 * flops, elements: 2 * elements }
    }

    /// Storage types the operation takes.
    fn types(&self) -> &'static [DType] {
        &DType::ALL
    }

    /// Largest relative L2 error of an f32 output against the f64 reference (DESIGN: 1e-5).
    fn tolerance(&self) -> f64 {
        1e-5
    }

    /// Inputs with fresh values.
    fn inputs(&self, values: &mut Values) -> Vec<Input>;

    /// The operation in f64, plain loops, on inputs in the order of [`Case::inputs`].
    fn reference(&self, inputs: &[Vec<f64>]) -> Vec<Vec<f64>>;

    /// How many of the reference's outputs have gradients: the first so many.
    fn differentiable(&self) -> usize {
        usize::MAX
    }

    /// The operation on a device. The first outputs are those of [`Case::reference`], in its order; further ones are
    /// what the backward needs saved.
    ///
    /// # Errors
    /// What the operation returns.
    fn forward<R: Runtime>(&self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>>;

    /// The backward: writes gradients of activations (returned in the order of the inputs) and adds gradients of
    /// parameters to [`Given::into`].
    ///
    /// # Errors
    /// What the operation returns.
    fn backward<R: Runtime>(&self, _given: &Given<'_, R>) -> Result<Vec<Tensor<R>>> {
        Err(Error::shape(Self::OPERATION, "has no backward"))
    }
}

/// What a backward is given.
pub struct Given<'a, R: Runtime> {
    /// The forward's inputs.
    pub inputs: &'a [Tensor<R>],
    /// The forward's outputs, saved ones included.
    pub outputs: &'a [Tensor<R>],
    /// Gradients of the reference's differentiable outputs, of their types.
    pub grads: &'a [Tensor<R>],
    /// For each input that is a parameter, the f32 tensor its gradient is added to.
    pub into: &'a [Option<Tensor<R>>],
}

impl<R: Runtime> Given<'_, R> {
    /// What the gradient of parameter input `i` is added to.
    pub fn into(&self, i: usize) -> &Tensor<R> {
        self.into[i].as_ref().expect("the case calls this input a parameter")
    }
}

/// What an operation costs at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Floating-point operations; a multiply-add is two.
    pub flops: u64,
    /// Elements that cross the memory bus: inputs read once, outputs written once.
    pub elements: u64,
}

impl Cost {
    /// From counts in usize.
    pub fn new(flops: usize, elements: usize) -> Self {
        Self { flops: flops as u64, elements: elements as u64 }
    }
}

/// What an input is to the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Stored in the case's type; its gradient is written.
    Activation,
    /// Stored in the case's type; its gradient is f32 and added to.
    Parameter,
    /// Stored in the case's type, not differentiated.
    Constant,
    /// f32 whatever the case's type, not differentiated: class numbers, statistics, optimiser state.
    Exact,
}

/// One input of a case.
#[derive(Debug, Clone)]
pub struct Input {
    /// The argument's name.
    pub name: &'static str,
    /// Its shape.
    pub shape: Vec<usize>,
    /// Its values, row-major.
    pub values: Vec<f32>,
    /// What it is.
    pub role: Role,
}

impl Input {
    /// An input of these values.
    pub fn new(name: &'static str, role: Role, shape: &[usize], values: Vec<f32>) -> Self {
        assert_eq!(shape.iter().product::<usize>(), values.len(), "{name} {shape:?}");
        Self { name, shape: shape.to_vec(), values, role }
    }
}

/// Seeded random values.
pub struct Values(StdRng);

impl Values {
    /// Values of a seed.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// `n` values, uniform in (-1, 1).
    pub fn uniform(&mut self, n: usize) -> Vec<f32> {
        (0..n).map(|_| self.0.random_range(-1.0f32..1.0)).collect()
    }

    /// An activation of uniform values.
    pub fn activation(&mut self, name: &'static str, shape: &[usize]) -> Input {
        Input::new(name, Role::Activation, shape, self.uniform(shape.iter().product()))
    }

    /// A parameter of uniform values.
    pub fn parameter(&mut self, name: &'static str, shape: &[usize]) -> Input {
        Input::new(name, Role::Parameter, shape, self.uniform(shape.iter().product()))
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

/// Relative L2 error of `got` against `want`, and the index of the largest difference. A NaN anywhere, or another
/// length, makes the error infinite.
pub fn relative_l2(got: impl IntoIterator<Item = f64>, want: impl IntoIterator<Item = f64>) -> (f64, usize) {
    let (mut got, mut want) = (got.into_iter(), want.into_iter());
    let (mut square, mut norm, mut worst, mut at, mut i) = (0.0f64, 0.0f64, 0.0f64, 0, 0);
    loop {
        let (got, want) = match (got.next(), want.next()) {
            (None, None) => break,
            (Some(got), Some(want)) if (got - want).is_finite() => (got, want),
            _ => return (f64::INFINITY, i),
        };
        let difference = (got - want).abs();
        square += difference * difference;
        norm += want * want;
        if difference > worst {
            (worst, at) = (difference, i);
        }
        i += 1;
    }
    (if square == 0.0 { 0.0 } else { (square / norm.max(1e-30)).sqrt() }, at)
}

/// An [`Error::Shape`] unless `tensor` has `shape` and `dtype`.
///
/// # Errors
/// Names the operation, the argument, what was found and what was wanted.
pub(crate) fn expect<R: Runtime>(
    operation: &'static str,
    argument: &str,
    tensor: &Tensor<R>,
    shape: &[usize],
    dtype: DType,
) -> Result<()> {
    if tensor.shape() == shape && tensor.dtype() == dtype {
        return Ok(());
    }
    Err(Error::shape(operation, format!("{argument} is {tensor:?}, wanted {}{shape:?}", dtype.name())))
}
