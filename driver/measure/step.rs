//! A training step to be timed: forward, loss, backward, AdamW.

use crate::error::Result;
use cubecl::prelude::Runtime;
use roentgen_models::decoders::{DecoderConfig, DecoderKind};
use roentgen_models::loss::{Loss, Term, Value};
use roentgen_models::optimiser::{Group, Optimiser, Rule};
use roentgen_models::source::Source;
use roentgen_models::tape::{Gradients, Tape, Var};
use roentgen_models::weights::Weights;
use roentgen_models::{Encoder, Head, HeadConfig, Network};
use roentgen_runtime::{DType, Device, Tensor};

/// A network that is trained on one batch over and over.
pub struct Step<R: Runtime> {
    network: Network<R>,
    optimiser: Optimiser<R>,
    objective: Loss,
    images: Tensor<R>,
    targets: Vec<f32>,
}

/// What a forward pass leaves for the backward.
pub struct Passed<R: Runtime> {
    tape: Tape<R>,
    logits: Var<R>,
    grad: Tensor<R>,
    /// The loss, on the device.
    pub loss: Value<R>,
}

/// A rate of zero, with which a step does all its arithmetic and leaves the weights as they are: steps can be held against each other.
const STILL: Group = Group { lr: 0.0, weight_decay: 0.0 };

impl<R: Runtime> Step<R> {
    /// Of an encoder with one logit on its embedding, or one for each pixel where it has none.
    ///
    /// # Errors
    /// Weights that do not fit; a device that cannot hold them with their gradients and moments.
    pub fn load(
        source: &Source,
        weights: &Weights,
        device: &Device<R>,
        dtype: DType,
        images: Tensor<R>,
        seed: u64,
    ) -> Result<Self> {
        let encoder = Encoder::load(&source.config, weights, device, dtype)?;
        let batch = images.shape()[0];
        let (head, targets) = match source.config.embedding_width() {
            0 => {
                let decoder = DecoderConfig::new(DecoderKind::Linear, &source.config, 1)?;
                (HeadConfig::Decoder(decoder), images.len() / 3)
            }
            _ => (HeadConfig::classifier(&source.config, 1)?, batch),
        };
        let head = Head::load(&head, &Weights::initial(seed), device, dtype)?;
        let network = Network { encoder, head };
        let groups = network.parameters().map(|stored| (stored, STILL));
        let optimiser = Optimiser::new(Rule::ADAMW, Some(1.0), None, groups)?;
        let objective = Loss::new(vec![(1.0, Term::BinaryCrossEntropy([1.0; 2]))])?;
        let targets = (0..targets).map(|i| (i % 2) as f32).collect();
        Ok(Self { network, optimiser, objective, images, targets })
    }

    /// The forward pass, recorded, and the loss.
    ///
    /// # Errors
    /// What the device reports.
    pub fn forward(&self) -> Result<Passed<R>> {
        let tape = Tape::new().training();
        let logits = self.network.logits(&tape.input(self.images.clone()))?;
        let loss = self.objective.evaluate(&logits, &self.targets, 1.0)?;
        Ok(Passed { tape, logits, grad: loss.grad_logits, loss: loss.value })
    }

    /// The backward pass: gradients of all parameters, and the loss they are of.
    ///
    /// # Errors
    /// What the device reports.
    pub fn backward(&self, passed: Passed<R>) -> Result<(Gradients<R>, Value<R>)> {
        let Passed { tape, logits, grad, loss } = passed;
        let mut gradients = Gradients::default();
        tape.backward(&logits, grad, &mut gradients)?;
        Ok((gradients, loss))
    }

    /// The whole step, and its loss.
    ///
    /// # Errors
    /// What the device reports.
    pub fn run(&mut self) -> Result<Value<R>> {
        let (gradients, loss) = self.backward(self.forward()?)?;
        self.optimiser.step(&gradients, 1.0)?;
        Ok(loss)
    }
}
