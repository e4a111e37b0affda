//! A head that learns from a frozen encoder's features, which are known: a probe.

use super::bounded::Bounded;
use super::images::{self, Images, Target};
use super::recipe::{OptimiserName, Recipe, ScheduleName};
use super::state::Written;
use super::store::{Kept, Store};
use super::task::{Task, checkpoint};
use crate::error::Result;
use cubecl::prelude::Runtime;
use rayon::prelude::*;
use roentgen_models::Head;
use roentgen_models::decoders::Features;
use roentgen_models::optimiser::Group;
use roentgen_models::parameters::{Buffer, Entry, Stored};
use roentgen_models::processor::Processor;
use roentgen_models::tape::{Tape, Var};
use roentgen_runtime::{DType, Device, Tensor};
use serde::Serialize;
use std::sync::Arc;

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

/// A head on features that are known.
#[derive(Debug)]
pub struct FeatureTask<'a, R: Runtime> {
    /// The head, in f32.
    pub head: &'a Head<R>,
    /// Where it lies.
    pub device: &'a Device<R>,
    /// Where the features are.
    pub store: &'a Store,
    /// The items, by their images' bytes.
    pub digests: &'a [String],
    /// What is to be learned of them.
    pub images: &'a Images,
    /// How an image became the encoder's input.
    pub processor: &'a Processor,
    /// Height and width of that input.
    pub size: [usize; 2],
    /// Most items in one pass.
    pub batch: usize,
    /// Targets of masks, of which decoding takes its time.
    pub targets: &'a Bounded<usize, Vec<f32>>,
}

impl<R: Runtime> FeatureTask<'_, R> {
    fn target(&self, item: usize, image: [usize; 2]) -> Result<Arc<Vec<f32>>> {
        if let Target::Label(label) = self.images.items[item].target {
            return Ok(Arc::new(vec![f32::from(u8::from(label))]));
        }
        if let Some(target) = self.targets.get(&item) {
            return Ok(target);
        }
        let mask = self.images.mask(item, image)?;
        let nothing = || vec![0.0; self.size[0] * self.size[1]];
        let target = Arc::new(mask.map_or_else(nothing, |mask| images::target(&mask, self.processor)));
        self.targets.insert(item, target.clone(), 4 * target.len());
        Ok(target)
    }
}

impl<R: Runtime> Task<R> for FeatureTask<'_, R> {
    fn groups(&self, recipe: &Recipe) -> Vec<(&Stored<R>, Group)> {
        self.head.parameters().iter().map(|stored| (stored, recipe.head(stored))).collect()
    }

    fn buffers(&self) -> Vec<&Buffer<R>> {
        self.head.buffers().iter().collect()
    }

    fn batch(&self) -> usize {
        self.batch
    }

    fn logits(&self, items: &[usize], tape: Option<&Tape<R>>, _epoch: Option<u32>) -> Result<(Var<R>, Vec<f32>)> {
        let read = |item: &usize| {
            let kept = self.store.get(&self.digests[*item])?;
            let target = self.target(*item, kept.image)?;
            Ok((kept, target))
        };
        let (kept, targets): (Vec<_>, Vec<_>) =
            items.par_iter().map(read).collect::<Result<Vec<_>>>()?.into_iter().unzip();
        let stacked = |of: &dyn Fn(&Kept) -> Option<Entry>| -> Result<Option<Var<R>>> {
            let Some((shape, _)) = kept.first().and_then(|first| of(first)) else { return Ok(None) };
            let shape: Vec<usize> = std::iter::once(items.len()).chain(shape).collect();
            let values: Vec<f32> = kept.iter().filter_map(|kept| of(kept)).flat_map(|(_, values)| values).collect();
            let x = Tensor::from_f32(self.device, &shape, DType::F32, &values)?;
            Ok(Some(tape.map_or_else(|| x.clone().into(), |tape| tape.input(x.clone()))))
        };
        let count = kept.first().map_or(0, |first| first.maps.len());
        let maps = (0..count).map(|index| stacked(&|kept| kept.maps.get(index).cloned()));
        let maps = maps.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        let features = Features { maps, embedding: stacked(&|kept| kept.embedding.clone())? };
        Ok((
            self.head.logits(&features, self.size)?,
            targets.iter().flat_map(|target| target.iter().copied()).collect(),
        ))
    }

    fn checkpoint(&self) -> Vec<Written<'_>> {
        checkpoint(self.head.parameters().iter(), self.head.buffers().iter(), &[])
    }
}
