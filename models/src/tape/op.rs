//! What an operation is called and what it costs: for a profile, of its forward and of its backward.

use super::{Gradients, Var};
use crate::error::Result;
use cubecl::prelude::Runtime;
use roentgen_kernels::grn::Response;
use roentgen_runtime::{Cost, Device, Direction, Tensor};

/// An operation on a device.
pub(crate) struct Op<R: Runtime> {
    name: &'static str,
    device: Device<R>,
    flops: u64,
    /// FLOPs of the backward over those of the forward, in halves.
    backward_halves: u64,
    /// Bytes of the activations that it reads.
    reads: u64,
    /// Bytes and elements of its parameters.
    parameters: [u64; 2],
    /// Bytes that it writes, known when it has run.
    writes: u64,
}

/// What a kernel's host function returns: tensors that it wrote.
pub(crate) trait Written {
    /// Bytes of all of them.
    fn bytes(&self) -> u64;
}

impl<R: Runtime> Written for Tensor<R> {
    fn bytes(&self) -> u64 {
        (self.len() * self.dtype().bytes()) as u64
    }
}

impl<R: Runtime> Written for Response<R> {
    fn bytes(&self) -> u64 {
        self.norms.bytes() + self.totals.bytes()
    }
}

impl<T: Written> Written for Option<T> {
    fn bytes(&self) -> u64 {
        self.as_ref().map_or(0, Written::bytes)
    }
}

impl<A: Written, B: Written> Written for (A, B) {
    fn bytes(&self) -> u64 {
        self.0.bytes() + self.1.bytes()
    }
}

impl<R: Runtime> Op<R> {
    /// Of activations, of which there is at least one.
    pub fn new(name: &'static str, inputs: &[&Tensor<R>]) -> Self {
        let reads = inputs.iter().map(|tensor| tensor.bytes()).sum();
        let device = inputs[0].device().clone();
        Self { name, device, flops: 0, backward_halves: 4, reads, parameters: [0; 2], writes: 0 }
    }

    /// With parameters.
    pub fn with<'a>(mut self, parameters: impl IntoIterator<Item = &'a Tensor<R>>) -> Self {
        for tensor in parameters {
            self.parameters[0] += tensor.bytes();
            self.parameters[1] += tensor.len() as u64;
        }
        self
    }

    /// So many FLOPs forward, and twice as many backward.
    pub fn flops(mut self, factors: &[usize]) -> Self {
        self.flops = crate::operations::times(factors);
        self
    }

    /// Whose backward has so many times half the FLOPs of its forward.
    pub fn backward_halves(mut self, halves: u64) -> Self {
        self.backward_halves = halves;
        self
    }

    /// Runs the kernel.
    pub fn run<T: Written + Send>(&mut self, kernel: impl FnOnce() -> roentgen_kernels::Result<T> + Send) -> Result<T> {
        let (flops, read) = (self.flops, self.reads + self.parameters[0]);
        let cost = |answer: &T| Cost { flops, bytes: read + answer.bytes() };
        let answer = self.device.span((self.name, Direction::Forward), cost, kernel)?;
        self.writes = answer.bytes();
        Ok(answer)
    }

    /// Part of what another has run: its answer, of which the backward is its own.
    pub fn wrote(self, answer: &impl Written) -> Self {
        Self { writes: answer.bytes(), ..self }
    }

    /// Its answer, on the tape of its inputs; `backward` is asked for only where a tape records.
    pub fn record<B>(self, inputs: &[&Var<R>], answer: Tensor<R>, backward: impl FnOnce() -> B) -> Var<R>
    where
        B: FnOnce(&Tensor<R>, &mut Gradients<R>) -> Result<()> + Send + 'static,
    {
        let layer = self.device.layer();
        Var::record(inputs, answer, || {
            let backward = backward();
            move |grad: &Tensor<R>, into: &mut Gradients<R>| {
                let Some(layer) = layer else { return backward(grad, into) };
                // The answer's gradient and the saved inputs are read, the inputs' gradients written, those of parameters, which
                // are f32, added to.
                let [bytes, elements] = self.parameters;
                let bytes = self.writes + 2 * self.reads + bytes + 8 * elements;
                let cost = Cost { flops: self.flops * self.backward_halves / 2, bytes };
                self.device.enter(&layer);
                self.device.span((self.name, Direction::Backward), |()| cost, || backward(grad, into))
            }
        })
    }
}
