//! The loop: steps, validation, early stopping, and what is kept of it so that a killed run goes on with the same bits.

use super::recipe::Recipe;
use super::state::{Folder, Progress};
use super::task::Task;
use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use roentgen_models::loss::{Loss, Value};
use roentgen_models::optimiser::Optimiser;
use roentgen_models::tape::Gradients;
use roentgen_runtime::DType;
use serde::Serialize;

/// Steps whose losses are read from the device at once: a read waits for it.
const READ_EVERY: usize = 8;

/// Good steps in f16 before the loss is scaled up again, and by how much: PyTorch's `GradScaler`.
const GROW_AFTER: u32 = 2000;

/// The items of a data set by their use.
#[derive(Debug, Clone, Default)]
pub struct Sets {
    /// Items that the weights see.
    pub train: Vec<usize>,
    /// Which of them have the label, for balanced epochs; as long as `train`.
    pub positive: Vec<bool>,
    /// Items that choose the epoch.
    pub val: Vec<usize>,
}

/// One epoch, for `metrics.jsonl`.
#[derive(Debug, Clone, Serialize)]
pub struct Epoch {
    /// From 1.
    pub epoch: u32,
    /// Mean of the steps' losses.
    pub train_loss: f64,
    /// Over the whole validation split.
    pub val_loss: f64,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// The epoch whose weights are kept.
    pub best: u32,
    /// Its validation loss.
    pub loss: f64,
    /// Epochs trained.
    pub epochs: u32,
    /// Steps taken.
    pub steps: u32,
}

/// Trains `task` and keeps the best epoch's weights in `folder`; goes on from what is there.
///
/// # Errors
/// A loss that is not finite, by its step; an item that cannot be read; what the device or the folder reports.
pub fn fit<R: Runtime, T: Task<R>>(
    task: &T,
    objective: &Loss,
    sets: &Sets,
    recipe: &Recipe,
    folder: &Folder,
    dtype: DType,
    bar: &ProgressBar,
) -> Result<Fitted> {
    let mut optimiser = Optimiser::new(recipe.rule(), recipe.max_norm(), recipe.averages(), task.groups(recipe))?;
    let mut at = folder.restore(&mut optimiser, &task.buffers())?.unwrap_or_else(|| Progress::new(dtype));
    let size = (recipe.batch_size as usize).min(sets.train.len());
    let per_epoch = epoch_order(sets, recipe, 0).len() / size.max(1);
    let total = per_epoch as u64 * u64::from(recipe.epochs);
    bar.set_length(total);
    bar.set_position(u64::from(at.epoch) * per_epoch as u64 + at.batch as u64);
    bar.reset_eta();
    let mut looked = Looked { losses: Vec::new(), bar };
    while at.epoch < recipe.epochs && (at.best == 0 || at.epoch - at.best < recipe.patience.max(1)) {
        let order = epoch_order(sets, recipe, at.epoch);
        let batches: Vec<&[usize]> = order.chunks_exact(size).collect();
        while at.batch < batches.len() {
            if let Some(next) = batches.get(at.batch + 1) {
                task.prepare(next);
            }
            let rate = recipe.rate(u64::from(optimiser.steps()), total);
            let loss = step(task, objective, batches[at.batch], recipe, &mut optimiser, rate, &mut at)?;
            at.batch += 1;
            looked.losses.push(loss);
            if looked.losses.len() == READ_EVERY || at.batch == batches.len() {
                looked.read(&mut at)?;
                if folder.is_due() && at.batch < batches.len() {
                    folder.save(&at, &optimiser, &task.buffers())?;
                }
            }
        }
        optimiser.exchange()?;
        let val_loss = validate(task, objective, sets)?;
        let epoch = Epoch { epoch: at.epoch + 1, train_loss: at.train_loss / batches.len() as f64, val_loss };
        if !val_loss.is_finite() {
            return Err(not_finite(&format!("the validation loss of epoch {}", epoch.epoch)));
        }
        at.epoch += 1;
        if at.best == 0 || val_loss < at.best_loss - recipe.min_change {
            (at.best, at.best_loss) = (at.epoch, val_loss);
            folder.keep(task.checkpoint())?;
        }
        optimiser.exchange()?;
        at.history += &(serde_json::json!(epoch).to_string() + "\n");
        (at.batch, at.train_loss) = (0, 0.0);
        folder.save(&at, &optimiser, &task.buffers())?;
        bar.set_message(format!("epoch {}, validation loss {val_loss:.4} (best {:.4})", at.epoch, at.best_loss));
    }
    bar.finish_and_clear();
    Ok(Fitted { best: at.best, loss: at.best_loss, epochs: at.epoch, steps: optimiser.steps() })
}

/// The items of an epoch in their order, which follows from the seed and the epoch alone.
fn epoch_order(sets: &Sets, recipe: &Recipe, epoch: u32) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(recipe.seed);
    random.set_stream(u64::from(epoch));
    let mut order = sets.train.clone();
    if recipe.balanced {
        let of = |wanted: bool| -> Vec<usize> {
            sets.train.iter().zip(&sets.positive).filter(|(_, is)| **is == wanted).map(|(item, _)| *item).collect()
        };
        let (mut few, many) = (of(true), of(false));
        let (few, many) = if few.len() <= many.len() { (&mut few, many) } else { (&mut many.clone(), few.clone()) };
        // Each of the fewer equally often, and the rest of them once more.
        few.shuffle(&mut random);
        order = few.iter().cycle().take(if few.is_empty() { 0 } else { many.len() }).copied().chain(many).collect();
    }
    order.shuffle(&mut random);
    order
}

/// One step; its mean loss, `[1]` for each pass with the pass's share.
fn step<R: Runtime, T: Task<R>>(
    task: &T,
    objective: &Loss,
    items: &[usize],
    recipe: &Recipe,
    optimiser: &mut Optimiser<R>,
    rate: f64,
    at: &mut Progress,
) -> Result<Vec<(Value<R>, f64)>> {
    let mut gradients = Gradients::default();
    let mut losses = Vec::new();
    for pass in items.chunks(task.batch()) {
        let tape = recipe.tape();
        let (logits, targets) = task.logits(pass, Some(&tape), Some(at.epoch))?;
        let share = pass.len() as f64 / items.len() as f64;
        let scale = share * f64::from(at.scale.unwrap_or(1.0));
        let loss = objective.evaluate(&logits, &targets, scale as f32)?;
        tape.backward(&logits, loss.grad_logits, &mut gradients)?;
        losses.push((loss.value, share));
    }
    if let Some(scale) = at.scale {
        gradients.scale(1.0 / scale)?;
        if !gradients.are_finite()? {
            at.scale = Some((scale / 2.0).max(1.0));
            at.good = 0;
            return Ok(losses);
        }
        at.good += 1;
        if at.good == GROW_AFTER {
            (at.scale, at.good) = (Some(scale * 2.0), 0);
        }
    }
    optimiser.step(&gradients, rate)?;
    Ok(losses)
}

/// The mean loss of the validation items.
fn validate<R: Runtime, T: Task<R>>(task: &T, objective: &Loss, sets: &Sets) -> Result<f64> {
    let mut losses = Vec::new();
    let passes: Vec<&[usize]> = sets.val.chunks(task.batch()).collect();
    for (index, pass) in passes.iter().enumerate() {
        if let Some(next) = passes.get(index + 1) {
            task.prepare(next);
        }
        let (logits, targets) = task.logits(pass, None, None)?;
        losses.push((objective.evaluate(&logits, &targets, 1.0)?.value, pass.len()));
    }
    let mut sum = 0.0;
    for (loss, count) in losses {
        sum += f64::from(loss.read()?) * count as f64;
    }
    Ok(sum / sets.val.len() as f64)
}

/// Losses that are still on the device.
struct Looked<'a, R: Runtime> {
    losses: Vec<Vec<(Value<R>, f64)>>,
    bar: &'a ProgressBar,
}

impl<R: Runtime> Looked<'_, R> {
    /// Reads and adds them.
    fn read(&mut self, at: &mut Progress) -> Result<()> {
        let count = self.losses.len();
        for (index, passes) in self.losses.drain(..).enumerate() {
            let mut loss = 0.0;
            for (value, share) in passes {
                loss += f64::from(value.read()?) * share;
            }
            let number = at.batch - count + index + 1;
            if !loss.is_finite() {
                return Err(not_finite(&format!("the loss of epoch {}, step {number},", at.epoch + 1)));
            }
            at.train_loss += loss;
            self.bar.inc(1);
        }
        let mean = at.train_loss / at.batch as f64;
        let best = if at.best > 0 { format!(", best validation loss {:.4}", at.best_loss) } else { String::new() };
        self.bar.set_message(format!("epoch {}, loss {mean:.4}{best}", at.epoch + 1));
        Ok(())
    }
}

fn not_finite(what: &str) -> Error {
    Error::usage(format!(
        "{what} is not finite; what was kept before stands in the run's folder; use a smaller --lr and --encoder-lr"
    ))
}
