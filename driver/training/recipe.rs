//! How a network is trained. The defaults are the study's (STUDY): AdamW, batch 16, decay 1e-2, gradients clipped to a norm of 1, no
//! schedule, no augmentation, at most 500 epochs, early stopping on the validation loss.

use super::augment::Augment;
use crate::error::{Error, Result};
use roentgen_models::optimiser::{Group, Rule, Schedule};
use roentgen_models::parameters::Stored;
use roentgen_models::tape::Tape;
use serde::Serialize;

/// How a network is trained.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct Recipe {
    /// The head's learning rate
    #[arg(long, value_name = "RATE", default_value_t = 1e-4)]
    pub lr: f32,
    /// The encoder's learning rate; 0 freezes it [default: 1e-7; from scratch the head's]
    #[arg(long, value_name = "RATE")]
    pub encoder_lr: Option<f32>,
    /// Factor of the rate from each block of the encoder to the one before it
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0)]
    pub layer_decay: f32,
    /// Weight decay
    #[arg(long, value_name = "DECAY", default_value_t = 1e-2)]
    pub weight_decay: f32,
    /// Weight decay of matrices and convolutions only, not of norms, biases and other vectors
    #[arg(long)]
    pub decay_matrices_only: bool,
    /// The optimiser
    #[arg(long, value_enum, default_value_t = OptimiserName::Adamw)]
    pub optimiser: OptimiserName,
    /// SGD's momentum
    #[arg(long, value_name = "SHARE", default_value_t = 0.9)]
    pub momentum: f32,
    /// Largest norm of all gradients together; 0 clips nothing
    #[arg(long, value_name = "NORM", default_value_t = 1.0)]
    pub clip: f32,
    /// How the rate changes over all epochs
    #[arg(long, value_enum, default_value_t = ScheduleName::Constant)]
    pub schedule: ScheduleName,
    /// Steps over which the rate first rises
    #[arg(long, value_name = "STEPS", default_value_t = 0)]
    pub warmup: u64,
    /// Decay of a moving average of the weights, which is validated and kept instead of them; 0 for none
    #[arg(long, value_name = "DECAY", default_value_t = 0.0)]
    pub average: f32,
    /// Images in a step; a batch (--batch) of fewer adds up gradients until it has as many
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
    /// As many images with the label as without in every epoch: the fewer are seen several times
    #[arg(long)]
    pub balanced: bool,
    /// Keep activations between blocks only and compute the others again: less memory, more time
    #[arg(long)]
    pub recompute: bool,
    /// Seed of the head's initial weights, the order and the augmentation
    #[arg(long, value_name = "N", default_value_t = 5656)]
    pub seed: u64,
    #[command(flatten)]
    #[serde(flatten)]
    pub augment: Augment,
}

/// The optimisers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OptimiserName {
    /// Decoupled weight decay, corrected moments.
    Adamw,
    /// Momentum.
    Sgd,
}

/// The schedules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ScheduleName {
    /// The rate stays.
    Constant,
    /// Half a cosine down to zero.
    Cosine,
}

impl Recipe {
    /// Refuses numbers that nothing can be trained with.
    ///
    /// # Errors
    /// The option, and what it may be.
    pub fn check(&self) -> Result<()> {
        let within = |name: &str, value: f32, high: f32| match value >= 0.0 && value <= high {
            true => Ok(()),
            false => Err(Error::usage(format!("--{name} {value}: give a number from 0 to {high}"))),
        };
        within("lr", self.lr, 10.0)?;
        within("encoder-lr", self.encoder_rate(), 10.0)?;
        within("layer-decay", self.layer_decay, 1.0)?;
        within("weight-decay", self.weight_decay, 10.0)?;
        within("momentum", self.momentum, 1.0)?;
        within("clip", self.clip, f32::MAX)?;
        within("average", self.average, 1.0)?;
        self.augment.check()
    }

    /// The encoder's learning rate.
    pub fn encoder_rate(&self) -> f32 {
        self.encoder_lr.unwrap_or(1e-7)
    }

    /// The optimiser's rule.
    pub fn rule(&self) -> Rule {
        match self.optimiser {
            OptimiserName::Adamw => Rule::ADAMW,
            OptimiserName::Sgd => Rule::Sgd { momentum: self.momentum, nesterov: false },
        }
    }

    /// The largest norm, if any.
    pub fn max_norm(&self) -> Option<f32> {
        (self.clip > 0.0).then_some(self.clip)
    }

    /// The moving average's decay, if any.
    pub fn averages(&self) -> Option<f32> {
        (self.average > 0.0).then_some(self.average)
    }

    /// The factor of the rate of step `step` of `total`.
    pub fn rate(&self, step: u64, total: u64) -> f64 {
        let schedule = match self.schedule {
            ScheduleName::Constant => Schedule::Constant,
            ScheduleName::Cosine => Schedule::Cosine,
        };
        schedule.factor(step, self.warmup, total)
    }

    /// A tape for one pass.
    pub fn tape<R: cubecl::Runtime>(&self) -> Tape<R> {
        let tape = Tape::new().training();
        if self.recompute { tape.recomputing() } else { tape }
    }

    /// The group of a parameter of the head.
    pub fn head<R: cubecl::Runtime>(&self, stored: &Stored<R>) -> Group {
        self.group(self.lr, stored)
    }

    /// The groups of an encoder's parameters, which stand in the order in which they are used; none where it is frozen.
    pub fn encoder<'a, R: cubecl::Runtime>(&self, parameters: &'a [Stored<R>]) -> Vec<(&'a Stored<R>, Group)> {
        if self.encoder_rate() == 0.0 {
            return Vec::new();
        }
        let blocks =
            block_numbers(parameters.iter().map(|stored| stored.pieces.first().map_or("", |piece| &piece.key)));
        let last = blocks.iter().copied().max().unwrap_or(0);
        let group = |(stored, block): (&'a Stored<R>, usize)| {
            let decay = f64::from(self.layer_decay).powi((last - block) as i32);
            (stored, self.group((f64::from(self.encoder_rate()) * decay) as f32, stored))
        };
        parameters.iter().zip(blocks).map(group).collect()
    }

    fn group<R: cubecl::Runtime>(&self, lr: f32, stored: &Stored<R>) -> Group {
        let vector = stored.parameter.shape().len() < 2;
        Group { lr, weight_decay: if vector && self.decay_matrices_only { 0.0 } else { self.weight_decay } }
    }
}

/// The number of each key's block, in the order of the blocks; what stands before the first is 0, what stands behind one belongs to
/// it. A block's name ends in its number, as `encoder.layer.3` or `stages.2.blocks.1`.
fn block_numbers<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut seen: Vec<String> = Vec::new();
    let number = |key: &str| {
        let parts: Vec<&str> = key.split('.').collect();
        let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        // Layers within a block are numbered too; a block's number is at most the second.
        let end = parts.iter().enumerate().filter(|(_, part)| is_number(part)).map(|(at, _)| at).take(2).last();
        if let Some(end) = end {
            let block = parts[..=end].join(".");
            if !seen.contains(&block) {
                seen.push(block.clone());
            }
            return seen.iter().position(|name| *name == block).map_or(0, |at| at + 1);
        }
        seen.len()
    };
    keys.map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_numbered_in_their_order() {
        let keys = ["patch.weight", "layer.0.norm.weight", "layer.0.fc.bias", "layer.1.fc.bias", "norm.weight"];
        assert_eq!(block_numbers(keys.into_iter()), [0, 1, 1, 2, 2]);
        let keys = ["stages.0.blocks.0.mlp.0.weight", "stages.0.blocks.0.mlp.2.bias", "stages.1.blocks.0.norm.weight"];
        assert_eq!(block_numbers(keys.into_iter()), [1, 1, 2]);
    }
}
