//! Parameters on a device, and where in the checkpoint each one's elements are.

use crate::error::Result;
use crate::weights::Weights;
use cubecl::prelude::Runtime;
use roentgen_runtime::{DType, Tensor};
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(0);

/// A tensor that training changes, in place. Clones are the same parameter.
#[derive(Debug)]
pub struct Parameter<R: Runtime> {
    tensor: Tensor<R>,
    id: u64,
    changes: Arc<AtomicU64>,
}

impl<R: Runtime> Clone for Parameter<R> {
    fn clone(&self) -> Self {
        Self { tensor: self.tensor.clone(), id: self.id, changes: self.changes.clone() }
    }
}

impl<R: Runtime> Deref for Parameter<R> {
    type Target = Tensor<R>;

    fn deref(&self) -> &Tensor<R> {
        &self.tensor
    }
}

impl<R: Runtime> Parameter<R> {
    /// A parameter of its own.
    pub fn new(tensor: Tensor<R>) -> Self {
        Self { tensor, id: NEXT.fetch_add(1, Ordering::Relaxed), changes: Arc::default() }
    }

    /// What tells it from every other.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Tells whoever made something from it that its values are others now.
    pub fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }

    /// How often it has changed.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }
}

/// A run of elements that a parameter shares with a checkpoint's tensor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The tensor's key.
    pub key: String,
    /// Its whole shape.
    pub shape: Vec<usize>,
    /// The elements of it.
    pub of_key: Range<usize>,
    /// Where they start in the parameter.
    pub at: usize,
}

impl Piece {
    /// All of a tensor, from element `at` of the parameter on.
    pub fn whole(key: &str, shape: &[usize], at: usize) -> Self {
        Self { key: key.to_string(), shape: shape.to_vec(), of_key: 0..shape.iter().product(), at }
    }

    pub(crate) fn of_parameter(&self) -> Range<usize> {
        self.at..self.at + self.of_key.len()
    }
}

/// A parameter and its pieces, in order. Elements that no piece has are not the checkpoint's, and stay as they are.
#[derive(Debug)]
pub struct Stored<R: Runtime> {
    /// The parameter.
    pub parameter: Parameter<R>,
    /// What it is made of.
    pub pieces: Vec<Piece>,
}

/// A tensor of a checkpoint that training moves without a gradient: a batch norm's running mean or variance.
#[derive(Debug)]
pub struct Buffer<R: Runtime> {
    /// The tensor's key.
    pub key: String,
    /// Its shape in the checkpoint.
    pub shape: Vec<usize>,
    /// Its values on the device, f32.
    pub tensor: Tensor<R>,
}

impl<R: Runtime> Buffer<R> {
    /// Other values, in place.
    ///
    /// # Errors
    /// Values of another number.
    pub fn set(&self, values: &[f32]) -> Result<()> {
        let tensor = Tensor::from_f32(self.tensor.device(), self.tensor.shape(), DType::F32, values)?;
        Ok(roentgen_kernels::axpby::axpby(1.0, &tensor, 0.0, &self.tensor)?)
    }
}

/// The `len` values that pieces of a checkpoint make, zero where there is none.
pub(crate) fn gather(pieces: &[Piece], len: usize, weights: &Weights) -> Result<Vec<f32>> {
    if let [piece] = pieces
        && piece.of_key == (0..len)
        && piece.shape.iter().product::<usize>() == len
    {
        return weights.f32(&piece.key, &piece.shape);
    }
    let mut values = vec![0.0; len];
    let mut tensor = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        // Neighbouring pieces are often of one tensor.
        if i == 0 || pieces[i - 1].key != piece.key {
            tensor = weights.f32(&piece.key, &piece.shape)?;
        }
        values[piece.of_parameter()].copy_from_slice(&tensor[piece.of_key.clone()]);
    }
    Ok(values)
}

/// A tensor of a checkpoint: shape and values.
pub type Entry = (Vec<usize>, Vec<f32>);

/// A tensor of a checkpoint, by the parameters that hold its elements.
#[derive(Debug)]
pub struct Assembled<'a, R: Runtime> {
    /// Its shape.
    pub shape: Vec<usize>,
    parts: Vec<(&'a Stored<R>, &'a Piece)>,
}

impl<R: Runtime> Assembled<'_, R> {
    /// Its elements, of what `values` says each parameter has.
    ///
    /// # Errors
    /// What `values` returns.
    pub fn gather(&self, values: impl Fn(&Stored<R>) -> Result<Vec<f32>>) -> Result<Vec<f32>> {
        let mut tensor = vec![0.0; self.shape.iter().product()];
        let mut last: Option<(u64, Vec<f32>)> = None;
        for (stored, piece) in &self.parts {
            let id = stored.parameter.id();
            // Neighbouring pieces are often of one parameter.
            let held = match last.take() {
                Some((of, held)) if of == id => held,
                _ => values(stored)?,
            };
            tensor[piece.of_key.clone()].copy_from_slice(&held[piece.of_parameter()]);
            last = Some((id, held));
        }
        Ok(tensor)
    }
}

/// The tensors of the checkpoint that parameters are of.
pub fn assembled<'a, R: Runtime>(
    parameters: impl IntoIterator<Item = &'a Stored<R>>,
) -> BTreeMap<String, Assembled<'a, R>> {
    let mut tensors: BTreeMap<String, Assembled<'a, R>> = BTreeMap::new();
    for stored in parameters {
        for piece in &stored.pieces {
            let new = || Assembled { shape: piece.shape.clone(), parts: Vec::new() };
            tensors.entry(piece.key.clone()).or_insert_with(new).parts.push((stored, piece));
        }
    }
    tensors
}

/// Values of parameters (or their gradients), laid out as the checkpoint has them.
///
/// # Errors
/// What `values` returns.
pub fn as_checkpoint<'a, R: Runtime>(
    parameters: impl IntoIterator<Item = &'a Stored<R>>,
    values: impl Fn(&Stored<R>) -> Result<Vec<f32>>,
) -> Result<BTreeMap<String, Entry>> {
    let tensors = assembled(parameters).into_iter();
    tensors.map(|(key, tensor)| Ok((key, (tensor.shape.clone(), tensor.gather(&values)?)))).collect()
}
