//! Reverse-mode differentiation. A model's forward is written once, on [`Var`]s: where the images came from a [`Tape`], each
//! operation also leaves its backward there; where they did not, a `Var` is a tensor and nothing is kept.

mod attention;
mod maps;
mod op;
mod ops;

pub use attention::{Extras, Part, attend, channel_attention};
pub use maps::{
    Fusion, batch_norm, conv, depthwise, depthwise_norm, grn, linear, max_pool, patch_merge, project, resize,
    transposed,
};
pub(crate) use ops::zeros;
pub use ops::{
    activate, add, cast, concat, l2_norm, layer_norm, mean_tokens, parameter, relative_bias, skip_columns, swiglu,
    tokens,
};

use crate::error::Result;
use crate::parameters::Parameter;
use cubecl::prelude::Runtime;
pub(crate) use op::Op;
use roentgen_kernels::fill::filled;
use roentgen_kernels::reduce::{Term, add_axis};
use roentgen_runtime::Tensor;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// From the gradient of an operation's answer to those of its inputs and parameters.
type Backward<R> = Box<dyn FnOnce(&Tensor<R>, &mut Gradients<R>) -> Result<()> + Send>;

/// An activation: a tensor, and its place on a tape where one records.
#[derive(Debug)]
pub struct Var<R: Runtime> {
    tensor: Tensor<R>,
    on: Option<(Tape<R>, Slot)>,
}

/// An activation's number on its tape; `None` where its gradient is not wanted.
pub type Slot = Option<usize>;

impl<R: Runtime> Clone for Var<R> {
    fn clone(&self) -> Self {
        Self { tensor: self.tensor.clone(), on: self.on.clone() }
    }
}

impl<R: Runtime> Deref for Var<R> {
    type Target = Tensor<R>;

    fn deref(&self) -> &Tensor<R> {
        &self.tensor
    }
}

impl<R: Runtime> From<Tensor<R>> for Var<R> {
    fn from(tensor: Tensor<R>) -> Self {
        Self { tensor, on: None }
    }
}

impl<R: Runtime> Var<R> {
    /// The tensor.
    pub fn tensor(&self) -> &Tensor<R> {
        &self.tensor
    }

    /// Whether a tape records what is made of it.
    pub fn is_recorded(&self) -> bool {
        self.on.is_some()
    }

    /// Whether it is on a tape of training.
    pub(crate) fn trains(&self) -> bool {
        self.on.as_ref().is_some_and(|(tape, _)| tape.trains)
    }

    /// Where its gradient goes.
    pub(crate) fn slot(&self) -> Slot {
        self.on.as_ref().and_then(|(_, slot)| *slot)
    }

    /// A tensor that is no parameter, on the same tape.
    pub(crate) fn beside(&self, tensor: Tensor<R>) -> Self {
        Self { tensor, on: self.on.as_ref().map(|(tape, _)| (tape.clone(), None)) }
    }

    /// Another shape of the same elements.
    ///
    /// # Errors
    /// As [`Tensor::reshape`].
    pub fn reshape(&self, shape: &[usize]) -> Result<Self> {
        let (slot, from) = (self.slot(), self.tensor.shape().to_vec());
        let answer = self.tensor.reshape(shape)?;
        if slot.is_none() {
            return Ok(Self::unwatched(&[self], answer));
        }
        // Nothing is launched but where gradients come together.
        let op = Op::new("sum of gradients", &[&self.tensor]);
        Ok(op.record(&[self], answer, || move |grad, into| into.give(slot, || Ok(grad.reshape(&from)?))))
    }

    /// An `answer` that no parameter took part in, to `inputs` whose gradients nobody wants: nor does anybody want its own.
    fn unwatched(inputs: &[&Var<R>], answer: Tensor<R>) -> Self {
        let on = inputs.iter().find_map(|input| input.on.as_ref());
        Self { tensor: answer, on: on.map(|(tape, _)| (tape.clone(), None)) }
    }

    /// An operation's `answer` to `inputs`. `backward` is asked for only where a tape records.
    fn record<B>(inputs: &[&Var<R>], answer: Tensor<R>, backward: impl FnOnce() -> B) -> Self
    where
        B: FnOnce(&Tensor<R>, &mut Gradients<R>) -> Result<()> + Send + 'static,
    {
        let Some((tape, _)) = inputs.iter().find_map(|input| input.on.as_ref()) else { return answer.into() };
        let slot = tape.push(Some(Box::new(backward())));
        Self { tensor: answer, on: Some((tape.clone(), Some(slot))) }
    }

    /// `block` of this, which may let it go as soon as it can; where the tape recomputes, its inside is not kept but made again
    /// when its gradient is asked for.
    ///
    /// # Errors
    /// What `block` returns.
    pub fn through(self, block: impl Fn(Var<R>) -> Result<Var<R>> + Send + 'static) -> Result<Self> {
        let device = self.device().clone();
        device.enter_block();
        let recomputes = self.on.as_ref().is_some_and(|(tape, _)| tape.recomputes);
        if !recomputes {
            let answer = block(self)?;
            device.leave_block();
            return Ok(answer);
        }
        let layer = device.layer();
        let answer = block(self.tensor.clone().into())?.tensor;
        device.leave_block();
        let (slot, x, trains) = (self.slot(), self.tensor.clone(), self.trains());
        Ok(Self::record(&[&self], answer, || {
            move |grad, into| {
                if let Some(layer) = layer {
                    device.enter(&layer);
                }
                let tape = Tape { trains, ..Tape::new() };
                let input = tape.watch(x);
                let again = block(input.clone())?;
                let mut inside = into.inner();
                tape.backward(&again, grad.clone(), &mut inside)?;
                let gradient = inside.take(&input);
                into.parameters = inside.parameters;
                match gradient {
                    Some(gradient) => into.give(slot, || Ok(gradient)),
                    None => Ok(()),
                }
            }
        }))
    }
}

/// What was done to activations, in order, until its backward is run.
#[derive(Debug)]
pub struct Tape<R: Runtime> {
    steps: Arc<Mutex<Vec<Option<Step<R>>>>>,
    recomputes: bool,
    trains: bool,
}

struct Step<R: Runtime>(Backward<R>);

impl<R: Runtime> std::fmt::Debug for Step<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("backward")
    }
}

impl<R: Runtime> Clone for Tape<R> {
    fn clone(&self) -> Self {
        Self { steps: self.steps.clone(), ..*self }
    }
}

impl<R: Runtime> Default for Tape<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R: Runtime> Tape<R> {
    /// An empty tape that keeps every activation.
    pub fn new() -> Self {
        Self { steps: Arc::default(), recomputes: false, trains: false }
    }

    /// One that keeps activations between blocks only: less memory, one more forward.
    pub fn recomputing(self) -> Self {
        Self { recomputes: true, ..self }
    }

    /// One on which batch norm takes the batch's statistics, and moves its own towards them.
    pub fn training(self) -> Self {
        Self { trains: true, ..self }
    }

    /// An input whose gradient is wanted.
    pub fn watch(&self, tensor: Tensor<R>) -> Var<R> {
        let slot = self.push(None);
        Var { tensor, on: Some((self.clone(), Some(slot))) }
    }

    /// An input whose gradient is not, such as images in training.
    pub fn input(&self, tensor: Tensor<R>) -> Var<R> {
        Var { tensor, on: Some((self.clone(), None)) }
    }

    fn push(&self, backward: Option<Backward<R>>) -> usize {
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        steps.push(backward.map(Step));
        steps.len() - 1
    }

    /// Runs every backward, last operation first, from the gradient of `output`; each activation is let go as soon as its own
    /// is made. The tape is empty afterwards.
    ///
    /// # Errors
    /// What a backward returns.
    pub fn backward(&self, output: &Var<R>, grad: Tensor<R>, gradients: &mut Gradients<R>) -> Result<()> {
        gradients.give(output.slot(), || Ok(grad))?;
        let mut steps = std::mem::take(&mut *self.steps.lock().unwrap_or_else(PoisonError::into_inner));
        while let Some(step) = steps.pop() {
            let Some(Step(backward)) = step else { continue };
            // Without a gradient, nothing that counts was made of it.
            if let Some(grad) = gradients.activations.remove(&steps.len()) {
                backward(&grad, gradients)?;
            }
        }
        Ok(())
    }
}

/// Gradients: of watched inputs, and of parameters, which grow from one backward to the next until they are cleared.
#[derive(Debug)]
pub struct Gradients<R: Runtime> {
    activations: BTreeMap<usize, Tensor<R>>,
    parameters: BTreeMap<u64, Tensor<R>>,
}

impl<R: Runtime> Default for Gradients<R> {
    fn default() -> Self {
        Self { activations: BTreeMap::new(), parameters: BTreeMap::new() }
    }
}

impl<R: Runtime> Gradients<R> {
    /// The gradient of a watched input, once.
    pub fn take(&mut self, input: &Var<R>) -> Option<Tensor<R>> {
        self.activations.remove(&input.slot()?)
    }

    /// The gradient of a parameter, f32 and of its shape, where it has one.
    pub fn get(&self, parameter: &Parameter<R>) -> Option<&Tensor<R>> {
        self.parameters.get(&parameter.id())
    }

    /// All gradients of parameters times `factor`.
    ///
    /// # Errors
    /// What the device reports.
    pub fn scale(&mut self, factor: f32) -> Result<()> {
        for gradient in self.parameters.values_mut() {
            *gradient = roentgen_kernels::axpby::scaled(factor, gradient)?;
        }
        Ok(())
    }

    /// Whether every gradient of a parameter is finite. Waits for the device.
    ///
    /// # Errors
    /// What the device reports.
    pub fn are_finite(&self) -> Result<bool> {
        let Some(first) = self.parameters.values().next() else { return Ok(true) };
        let squares = filled(first.device(), &[1], 0.0)?;
        for gradient in self.parameters.values() {
            add_axis(gradient, [1, gradient.len(), 1], Term::Square, &squares)?;
        }
        Ok(squares.to_f32()?.iter().all(|sum| sum.is_finite()))
    }

    /// Where the gradient of a parameter is added.
    pub(crate) fn of(&mut self, parameter: &Parameter<R>) -> Result<Tensor<R>> {
        if let Some(gradient) = self.parameters.get(&parameter.id()) {
            return Ok(gradient.clone());
        }
        let zero = filled(parameter.device(), parameter.shape(), 0.0)?;
        self.parameters.insert(parameter.id(), zero.clone());
        Ok(zero)
    }

    /// Adds a gradient of an activation; not even made where it is not wanted.
    pub(crate) fn give(&mut self, slot: Slot, grad: impl FnOnce() -> Result<Tensor<R>>) -> Result<()> {
        let Some(slot) = slot else { return Ok(()) };
        let grad = grad()?;
        let sum = match self.activations.remove(&slot) {
            Some(other) => roentgen_kernels::join::add(&other, &grad)?,
            None => grad,
        };
        self.activations.insert(slot, sum);
        Ok(())
    }

    /// [`Gradients::give`] of one that may be made already.
    pub(crate) fn give_made(&mut self, slot: Slot, grad: Option<Tensor<R>>) -> Result<()> {
        grad.map_or(Ok(()), |grad| self.give(slot, || Ok(grad)))
    }

    /// The gradients of the same parameters, beside other activations.
    fn inner(&mut self) -> Self {
        Self { activations: BTreeMap::new(), parameters: std::mem::take(&mut self.parameters) }
    }
}

/// A tensor that parameters alone make: kept for inference, made again in every recorded pass, for its gradient.
#[derive(Debug)]
pub struct Derived<R: Runtime> {
    kept: Mutex<Option<(u64, Tensor<R>)>>,
}

impl<R: Runtime> Default for Derived<R> {
    fn default() -> Self {
        Self { kept: Mutex::new(None) }
    }
}

impl<R: Runtime> Derived<R> {
    /// What `make` makes of `parameter` and others that change with it; `beside` tells whether a tape records.
    ///
    /// # Errors
    /// What `make` returns.
    pub fn get(
        &self,
        parameter: &Parameter<R>,
        beside: &Var<R>,
        make: impl FnOnce(&Var<R>) -> Result<Var<R>>,
    ) -> Result<Var<R>> {
        if beside.is_recorded() {
            return make(&ops::parameter(parameter, beside));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((changes, tensor)) = &*kept
            && *changes == parameter.changes()
        {
            return Ok(tensor.clone().into());
        }
        let made = make(&(**parameter).clone().into())?;
        *kept = Some((parameter.changes(), made.tensor.clone()));
        Ok(made)
    }
}
