//! What the loop trains: something that makes logits of items, and has parameters.

use super::images::{self, Images, Target};
use super::recipe::Recipe;
use super::state::Written;
use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use rayon::prelude::*;
use roentgen_models::optimiser::Group;
use roentgen_models::parameters::{Buffer, Stored};
use roentgen_models::preprocess::Pixels;
use roentgen_models::processor::Processor;
use roentgen_models::tape::{Tape, Var};
use roentgen_models::{Head, Network, parameters};
use roentgen_runtime::Tensor;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that learns.
pub trait Task<R: Runtime> {
    /// Its parameters that move, each with its group.
    fn groups(&self, recipe: &Recipe) -> Vec<(&Stored<R>, Group)>;

    /// What moves beside them.
    fn buffers(&self) -> Vec<&Buffer<R>>;

    /// Most items in one pass.
    fn batch(&self) -> usize;

    /// Items that will be asked for next.
    fn prepare(&self, _items: &[usize]) {}

    /// Logits of items, on a tape where there is one, and what is wanted of each: 0 or 1 for every image or pixel. In training the items are those of an epoch.
    ///
    /// # Errors
    /// An item that cannot be read; what the device reports.
    fn logits(&self, items: &[usize], tape: Option<&Tape<R>>, epoch: Option<u32>) -> Result<(Var<R>, Vec<f32>)>;

    /// All its tensors as a checkpoint has them.
    fn checkpoint(&self) -> Vec<Written<'_>>;
}

/// A network that learns from images.
#[derive(Debug)]
pub struct ImageTask<'a, R: Runtime> {
    /// The network.
    pub network: &'a Network<R>,
    /// The images.
    pub images: Arc<Images>,
    /// How an image becomes its input.
    pub processor: &'a Processor,
    /// Height and width of the input.
    pub size: [usize; 2],
    /// Most images in one pass.
    pub batch: usize,
    /// What changes images in training.
    pub recipe: &'a Recipe,
    /// Tensors of the encoder's checkpoint that nothing reads, to be kept.
    pub unused: Vec<(String, parameters::Entry)>,
}

impl<R: Runtime> ImageTask<'_, R> {
    /// The input and the targets of items; those of an epoch are changed as its augmentation has it.
    ///
    /// # Errors
    /// An item that cannot be read; what the device reports.
    pub fn input(&self, items: &[usize], epoch: Option<u32>) -> Result<(Tensor<R>, Vec<f32>)> {
        let model = &self.network.encoder;
        let augment = &self.recipe.augment;
        let [height, width] = self.size;
        let each = match &self.network.head {
            Head::Classifier(_) => 1,
            Head::Decoder(_) => height * width,
        };
        let decode = |&item: &usize| -> Result<(images::Decoded, Vec<f32>)> {
            let decoded = self.images.get(item)?;
            let change = epoch.and_then(|epoch| augment.draw(self.recipe.seed, epoch, item));
            let decoded = images::changed(&decoded, change.as_ref());
            let target = match (&self.images.items[item].target, &decoded.mask) {
                (Target::Label(label), _) => vec![f32::from(u8::from(*label))],
                (Target::Mask(_) | Target::Unknown, Some(mask)) => images::target(mask, self.processor),
                (Target::Mask(_) | Target::Unknown, None) => vec![0.0; each],
            };
            Ok((decoded, target))
        };
        let decoded = items.par_iter().map(decode).collect::<Result<Vec<_>>>()?;
        let input = Tensor::empty(model.device(), &[items.len(), height, width, 3], model.dtype())?;
        let mut targets = Vec::new();
        for (slot, ((decoded, target), item)) in decoded.iter().zip(items).enumerate() {
            let image = &decoded.image;
            let pixels = Pixels { values: &image.pixels, shape: [image.height, image.width, image.channels] };
            let failed = |e| Error::input(&self.images.items[*item].path, e);
            self.processor.prepare(pixels, &input, slot).map_err(failed)?;
            targets.extend(target);
        }
        Ok((input, targets))
    }
}

impl<R: Runtime> Task<R> for ImageTask<'_, R> {
    fn groups(&self, recipe: &Recipe) -> Vec<(&Stored<R>, Group)> {
        let mut groups = recipe.encoder(self.network.encoder.parameters());
        groups.extend(self.network.head.parameters().iter().map(|stored| (stored, recipe.head(stored))));
        groups
    }

    fn buffers(&self) -> Vec<&Buffer<R>> {
        self.network.buffers().collect()
    }

    fn batch(&self) -> usize {
        self.batch
    }

    fn prepare(&self, items: &[usize]) {
        self.images.decode_ahead(items);
    }

    fn logits(&self, items: &[usize], tape: Option<&Tape<R>>, epoch: Option<u32>) -> Result<(Var<R>, Vec<f32>)> {
        let (input, targets) = self.input(items, epoch)?;
        let frozen = self.recipe.encoder_rate() == 0.0;
        let (head, encoder) = (&self.network.head, &self.network.encoder);
        let Some(tape) = tape else { return Ok((self.network.logits(&input.into())?, targets)) };
        if !frozen {
            return Ok((self.network.logits(&tape.input(input))?, targets));
        }
        // What is frozen is not recorded.
        let mut features = head.features(encoder, &input.into())?;
        let on_tape = |var: Var<R>| tape.input(var.tensor().clone());
        features.maps = features.maps.into_iter().map(on_tape).collect();
        features.embedding = features.embedding.map(on_tape);
        Ok((head.logits(&features, self.size)?, targets))
    }

    fn checkpoint(&self) -> Vec<Written<'_>> {
        checkpoint(self.network.parameters(), self.network.buffers(), &self.unused)
    }
}

/// Parameters, buffers and other tensors as a checkpoint has them.
pub fn checkpoint<'a, R: Runtime>(
    parameters: impl Iterator<Item = &'a Stored<R>>,
    buffers: impl Iterator<Item = &'a Buffer<R>>,
    others: &'a [(String, parameters::Entry)],
) -> Vec<Written<'a>> {
    let mut tensors: BTreeMap<String, Written<'a>> = BTreeMap::new();
    for (key, (shape, values)) in others {
        tensors.insert(key.clone(), Written::new(key, shape, || Ok(values.clone())));
    }
    for (key, tensor) in parameters::assembled(parameters) {
        let shape = tensor.shape.clone();
        let read = move || Ok(tensor.gather(|stored| Ok(stored.parameter.to_f32()?))?);
        tensors.insert(key.clone(), Written::new(&key, &shape, read));
    }
    for Buffer { key, shape, tensor } in buffers {
        tensors.insert(key.clone(), Written::new(key, shape, || Ok(tensor.to_f32()?)));
    }
    tensors.into_values().collect()
}
