//! A head that learns from an encoder's embeddings, which are known: a linear probe.

use super::recipe::{OptimiserName, Recipe, ScheduleName};
use super::task::{Task, checkpoint};
use crate::error::Result;
use cubecl::prelude::Runtime;
use roentgen_models::Head;
use roentgen_models::decoders::Features;
use roentgen_models::optimiser::Group;
use roentgen_models::parameters::{Buffer, Entry, Stored};
use roentgen_models::tape::{Tape, Var};
use roentgen_runtime::{DType, Device, Tensor};
use serde::Serialize;

/// How a probe is trained: the study's recipe, as far as it has to do with one linear layer.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct ProbeRecipe {
    /// AdamW's rate
    #[arg(long, value_name = "RATE", default_value_t = 1e-4)]
    pub lr: f32,
    /// AdamW's decoupled weight decay
    #[arg(long, value_name = "DECAY", default_value_t = 1e-2)]
    pub weight_decay: f32,
    /// Images in a training batch
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=65536))]
    pub batch_size: u32,
    /// Most epochs
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub epochs: u32,
    /// Epochs without a better validation loss before it stops
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub patience: u32,
    /// Smallest change of the validation loss that counts as better
    #[arg(long, value_name = "LOSS", default_value_t = 1e-4)]
    pub min_change: f64,
    /// Seed of the initial weights and of the order
    #[arg(long, value_name = "N", default_value_t = 5656)]
    pub seed: u64,
}

impl ProbeRecipe {
    /// The same for the loop.
    pub fn whole(&self) -> Recipe {
        let Self { lr, weight_decay, batch_size, epochs, patience, min_change, seed } = *self;
        Recipe {
            lr,
            encoder_lr: Some(0.0),
            layer_decay: 1.0,
            weight_decay,
            decay_matrices_only: false,
            optimiser: OptimiserName::Adamw,
            momentum: 0.0,
            clip: 1.0,
            schedule: ScheduleName::Constant,
            warmup: 0,
            average: 0.0,
            batch_size,
            epochs,
            patience,
            min_change,
            balanced: false,
            recompute: false,
            seed,
            augment: super::augment::Augment::default(),
        }
    }
}

/// A head on embeddings.
#[derive(Debug)]
pub struct FeatureTask<'a, R: Runtime> {
    /// The head, in f32.
    pub head: &'a Head<R>,
    /// Where it lies.
    pub device: &'a Device<R>,
    /// `[n, width]`, flat.
    pub values: &'a [f32],
    /// `[n]`.
    pub labels: &'a [bool],
}

/// Most rows in one pass: what a step or a validation of a large data set uploads at once.
const ROWS: usize = 4096;

impl<R: Runtime> Task<R> for FeatureTask<'_, R> {
    fn groups(&self, recipe: &Recipe) -> Vec<(&Stored<R>, Group)> {
        self.head.parameters().iter().map(|stored| (stored, recipe.head(stored))).collect()
    }

    fn buffers(&self) -> Vec<&Buffer<R>> {
        self.head.buffers().iter().collect()
    }

    fn batch(&self) -> usize {
        ROWS
    }

    fn logits(&self, items: &[usize], tape: Option<&Tape<R>>, _epoch: Option<u32>) -> Result<(Var<R>, Vec<f32>)> {
        let width = self.values.len() / self.labels.len();
        let rows: Vec<f32> =
            items.iter().flat_map(|item| &self.values[item * width..(item + 1) * width]).copied().collect();
        let targets: Vec<f32> = items.iter().map(|item| f32::from(u8::from(self.labels[*item]))).collect();
        let x = Tensor::from_f32(self.device, &[items.len(), width], DType::F32, &rows)?;
        let x = tape.map_or_else(|| x.clone().into(), |tape| tape.input(x.clone()));
        let features = Features { maps: Vec::new(), embedding: Some(x) };
        Ok((self.head.logits(&features, [0; 2])?, targets))
    }

    fn checkpoint(&self) -> Result<Vec<(String, Entry)>> {
        checkpoint(self.head.parameters().iter(), self.head.buffers().iter(), &[])
    }
}
