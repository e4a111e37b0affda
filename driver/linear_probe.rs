//! A linear probe: one linear layer on frozen embeddings, trained on the device with binary cross-entropy and AdamW.
//!
//! The study's recipe (STUDY): batch 16, rate 1e-4, weight decay 1e-2, last partial batch dropped, at most 500 epochs,
//! early stopping on the validation loss (patience 5, minimum change 1e-4), the best epoch's weights kept.

use crate::error::{Error, Result};
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use roentgen_kernels::adamw::{Settings, State, adamw};
use roentgen_kernels::loss::binary_cross_entropy;
use roentgen_kernels::matmul::{Epilogue, Layout, matmul};
use roentgen_kernels::reduce::{Term, sum_axis};
use roentgen_runtime::{DType, Device, Tensor};
use serde::Serialize;

/// How a probe is trained.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct Recipe {
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

/// Rows of embeddings with their labels.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// `[n, width]`, flat.
    pub values: Vec<f32>,
    /// `[n]`.
    pub labels: Vec<bool>,
}

impl Rows {
    fn targets(&self) -> Vec<f32> {
        self.labels.iter().map(|l| f32::from(u8::from(*l))).collect()
    }
}

/// One epoch, for `metrics.jsonl`.
#[derive(Debug, Clone, Serialize)]
pub struct Epoch {
    /// From 1.
    pub epoch: u32,
    /// Mean of the batches' losses.
    pub train_loss: f64,
    /// Over the whole validation split.
    pub val_loss: f64,
}

/// A trained probe.
#[derive(Debug)]
pub struct Probe<R: Runtime> {
    /// `[1, width]`.
    pub weight: Tensor<R>,
    /// `[1]`.
    pub bias: Tensor<R>,
    /// The epoch whose weights these are.
    pub best: u32,
    /// Every epoch.
    pub history: Vec<Epoch>,
}

/// Trains a probe.
///
/// # Errors
/// A split with no rows or one class only in training, a loss that is not finite, what the device reports.
pub fn train<R: Runtime>(
    device: &Device<R>,
    width: usize,
    train: &Rows,
    val: &Rows,
    recipe: &Recipe,
    bar: &ProgressBar,
) -> Result<Probe<R>> {
    let positives = train.labels.iter().filter(|l| **l).count();
    if positives == 0 || positives == train.labels.len() {
        return Err(Error::usage(format!(
            "{positives} of {} training images are positive; a probe needs both classes",
            train.labels.len()
        )));
    }
    if val.labels.is_empty() {
        return Err(Error::usage("no validation image has a label; early stopping needs some rows with split val"));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(recipe.seed);
    // PyTorch's initialisation of a linear layer: uniform within 1 / sqrt(width).
    let bound = 1.0 / (width as f32).sqrt();
    let initial: Vec<f32> = (0..=width).map(|_| rng.random_range(-bound..bound)).collect();
    let mut weight = Tensor::from_f32(device, &[1, width], DType::F32, &initial[..width])?;
    let mut bias = Tensor::from_f32(device, &[1], DType::F32, &initial[width..])?;
    let mut states = (State::new(device, &[1, width])?, State::new(device, &[1])?);
    let settings = Settings { lr: recipe.lr, weight_decay: recipe.weight_decay, ..Settings::default() };
    let validation = (
        Tensor::from_f32(device, &[val.labels.len(), width], DType::F32, &val.values)?,
        Tensor::from_f32(device, &[val.labels.len(), 1], DType::F32, &val.targets())?,
    );
    let targets = train.targets();
    let size = (recipe.batch_size as usize).min(targets.len());
    let mut order: Vec<usize> = (0..targets.len()).collect();
    let (mut history, mut best, mut best_loss, mut kept) = (Vec::new(), 0, f64::INFINITY, None);
    for epoch in 1..=recipe.epochs {
        order.shuffle(&mut rng);
        let (mut batches, mut shares) = (0, Vec::new());
        for batch in order.chunks_exact(size) {
            let rows: Vec<f32> =
                batch.iter().flat_map(|i| &train.values[i * width..(i + 1) * width]).copied().collect();
            let labels: Vec<f32> = batch.iter().map(|i| targets[*i]).collect();
            let x = Tensor::from_f32(device, &[size, width], DType::F32, &rows)?;
            let t = Tensor::from_f32(device, &[size, 1], DType::F32, &labels)?;
            let loss = binary_cross_entropy(&logits(&x, &weight, &bias)?, &t)?;
            let grad_weight = matmul(&loss.grad_logits, &x, Layout::Tn, &Epilogue::default())?;
            let grad_bias = sum_axis(&loss.grad_logits, [1, size, 1], Term::Value)?.reshape(&[1])?;
            adamw(&weight, &grad_weight, &mut states.0, &settings)?;
            adamw(&bias, &grad_bias, &mut states.1, &settings)?;
            shares.push(sum_axis(&loss.shares, [1, size, 1], Term::Value)?);
            batches += 1;
        }
        // Read once an epoch: a read waits for the device.
        let mut train_loss = 0.0;
        for share in &shares {
            train_loss += f64::from(share.to_f32()?[0]);
        }
        let loss = binary_cross_entropy(&logits(&validation.0, &weight, &bias)?, &validation.1)?;
        let val_loss: f64 = loss.shares.to_f32()?.iter().map(|s| f64::from(*s)).sum();
        let row = Epoch { epoch, train_loss: train_loss / f64::from(batches), val_loss };
        if !row.train_loss.is_finite() || !val_loss.is_finite() {
            return Err(Error::usage(format!("the loss of epoch {epoch} is not finite; use a smaller --lr")));
        }
        bar.set_message(format!("probe, validation loss {val_loss:.4}"));
        bar.inc(1);
        history.push(row);
        if val_loss < best_loss - recipe.min_change {
            (best, best_loss) = (epoch, val_loss);
            kept = Some((weight.to_f32()?, bias.to_f32()?));
        } else if epoch - best >= recipe.patience {
            break;
        }
    }
    bar.finish_and_clear();
    if let Some((w, b)) = kept {
        weight = Tensor::from_f32(device, &[1, width], DType::F32, &w)?;
        bias = Tensor::from_f32(device, &[1], DType::F32, &b)?;
    }
    Ok(Probe { weight, bias, best, history })
}

impl<R: Runtime> Probe<R> {
    /// The probability of each row of embeddings `[n, width]`, flat.
    ///
    /// # Errors
    /// What the device reports.
    pub fn probabilities(&self, values: &[f32]) -> Result<Vec<f64>> {
        let width = self.weight.len();
        let x = Tensor::from_f32(self.weight.device(), &[values.len() / width, width], DType::F32, values)?;
        let logits = logits(&x, &self.weight, &self.bias)?.to_f32()?;
        Ok(logits.iter().map(|l| 1.0 / (1.0 + (-f64::from(*l)).exp())).collect())
    }
}

fn logits<R: Runtime>(x: &Tensor<R>, weight: &Tensor<R>, bias: &Tensor<R>) -> Result<Tensor<R>> {
    Ok(matmul(x, weight, Layout::Nt, &Epilogue { bias: Some(bias), ..Epilogue::default() })?)
}
