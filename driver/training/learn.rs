//! What is to be learned of which images: what a probe and a fine-tuning share.

use super::fit::Sets;
use super::images::{self, Images, Item, Target};
use super::predict::{Score, predict};
use super::run::Kind;
use super::task::Task;
use super::{BINARY, PIXELS};
use crate::data::manifest::{Manifest, Split};
use crate::error::{Error, Result};
use crate::metrics::Predictions;
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use roentgen_models::loss::Loss;
use roentgen_models::processor::Processor;
use std::path::PathBuf;

/// The file of a run's predictions of test images.
pub const PREDICTIONS: &str = "predictions.csv";

/// The file of those of validation images.
pub const VALIDATION: &str = "validation.csv";

/// What is to be learned of which images.
#[derive(Debug, Clone, clap::Args)]
pub struct Learn {
    /// CSV with image, split (train, val, test), the column to learn, optional patient and attributes
    #[arg(long, value_name = "M.csv")]
    pub manifest: PathBuf,
    /// The column to learn: 0, 1 or empty; for segmentation a mask's path, its run-length code or empty
    #[arg(long, value_name = "COLUMN")]
    pub label: String,
    /// The model's name in predictions and reports [default: its own]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The finding's name there [default: the learned column's]
    #[arg(long, value_name = "NAME")]
    pub finding: Option<String>,
    /// Take the splits from the manifest's column fold_N instead of split
    #[arg(long, value_name = "N")]
    pub fold: Option<u32>,
    /// What to learn of an image
    #[arg(long, value_enum, default_value_t = Kind::Classify)]
    pub task: Kind,
    /// The decoder of a segmentation: linear, multi-linear, segformer, upernet, unet or global-local [default: linear]
    #[arg(long, value_name = "NAME")]
    pub decoder: Option<String>,
    /// The feature map that a linear decoder takes, by its stride in pixels [default: the last map]
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub stride: Option<u32>,
    /// Channels the decoder works with [default: its paper's]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub decoder_width: Option<u32>,
    /// The loss: cross-entropy, binary-cross-entropy, dice, focal or a sum, such as cross-entropy+0.5*dice [default: binary
    /// cross-entropy, for segmentation cross-entropy]
    #[arg(long, value_name = "TERMS")]
    pub loss: Option<String>,
    /// Weights in the cross-entropy of images without and with the label, or of pixels outside and inside [default: 1,1]
    #[arg(long, value_name = "OUT,IN", value_delimiter = ',')]
    pub class_weights: Vec<f32>,
    /// Columns to form subgroups by
    #[arg(long, value_name = "COLUMN,...", value_delimiter = ',')]
    pub by: Vec<String>,
}

/// The rows that take part, and their splits.
#[derive(Debug, Clone)]
pub struct DataSet {
    /// What they are.
    pub items: Vec<Item>,
    /// Of each item.
    pub splits: Vec<Split>,
    /// Rows without a label (or mask) or a split.
    pub left_out: usize,
}

impl DataSet {
    /// The items of a split.
    pub fn of(&self, wanted: Split) -> Vec<usize> {
        (0..self.splits.len()).filter(|item| self.splits[*item] == wanted).collect()
    }

    /// Those that training sees.
    pub fn sets(&self) -> Sets {
        let train = self.of(Split::Train);
        let positive = |item: &usize| matches!(self.items[*item].target, Target::Label(true) | Target::Mask(_));
        Sets { positive: train.iter().map(positive).collect(), val: self.of(Split::Val), train }
    }
}

impl Learn {
    /// Refuses options that contradict each other, before anything is read.
    ///
    /// # Errors
    /// The option, and what it may be.
    pub fn check(&self) -> Result<()> {
        if self.task == Kind::Classify && self.decoder.is_some() {
            return Err(Error::usage("--decoder is for --task segment"));
        }
        if self.stride.is_some() && self.decoder().as_deref() != Some("linear") {
            return Err(Error::usage("--stride is for --task segment with --decoder linear"));
        }
        if self.task == Kind::Classify && self.loss_terms().split(['+', '*']).any(|term| term.trim() == PIXELS) {
            return Err(Error::usage(format!("{PIXELS} is a loss of --task segment; use {BINARY}")));
        }
        self.objective().map(drop)
    }

    /// The finding as predictions name it.
    pub fn finding(&self) -> &str {
        self.finding.as_deref().unwrap_or(&self.label)
    }

    /// The loss as it is written.
    pub fn loss_terms(&self) -> &str {
        let usual = if self.task == Kind::Classify { BINARY } else { PIXELS };
        self.loss.as_deref().unwrap_or(usual)
    }

    /// What training makes small.
    ///
    /// # Errors
    /// A loss that there is not; other than two weights.
    pub fn objective(&self) -> Result<Loss> {
        let loss: Loss = self.loss_terms().parse()?;
        match self.class_weights.as_slice() {
            [] => Ok(loss),
            weights @ [_, _] => Ok(loss.with_class_weights(weights)?),
            other => {
                Err(Error::usage(format!("--class-weights takes two numbers, such as 1,4; there are {}", other.len())))
            }
        }
    }

    /// The decoder's name, of a segmentation.
    pub fn decoder(&self) -> Option<String> {
        (self.task == Kind::Segment).then(|| self.decoder.clone().unwrap_or_else(|| "linear".to_string()))
    }

    /// Reads the manifest, with the fold's splits, and checks its columns and patients.
    ///
    /// # Errors
    /// A manifest that cannot be read, a column that it has not, a patient in two splits.
    pub fn read(&self) -> Result<Manifest> {
        let mut manifest = Manifest::read(&self.manifest)?;
        for column in &self.by {
            manifest.column(column)?;
        }
        manifest.check_patients()?;
        if let Some(fold) = self.fold {
            let splits = manifest.splits(&format!("fold_{fold}"))?;
            manifest.rows.iter_mut().zip(splits).for_each(|(row, split)| row.split = Some(split));
        }
        Ok(manifest)
    }

    /// The rows that take part: those with a label (or mask) and a split.
    ///
    /// # Errors
    /// A column that cannot be read; a split without rows; training images of one class.
    pub fn data(&self, manifest: &Manifest) -> Result<DataSet> {
        let targets = images::targets(manifest, &self.label, self.task)?;
        let used =
            manifest.rows.iter().enumerate().zip(targets).filter_map(|((row, of), target)| {
                Some((Item { row, path: of.path.clone(), target: target? }, of.split?))
            });
        let (items, splits): (Vec<Item>, Vec<Split>) = used.unzip();
        let wanted = [Split::Train, Split::Val, Split::Test].into_iter();
        let missing: Vec<String> =
            wanted.filter(|split| !splits.contains(split)).map(|split| split.to_string()).collect();
        if !missing.is_empty() {
            let (missing, label) = (missing.join(" or "), &self.label);
            let message = format!("no row with split {missing} has a {label}; all three splits are needed");
            return Err(Error::input(&self.manifest, message));
        }
        let data = DataSet { left_out: manifest.rows.len() - items.len(), items, splits };
        let sets = data.sets();
        let positive = sets.positive.iter().filter(|positive| **positive).count();
        if self.task == Kind::Classify && (positive == 0 || positive == sets.train.len()) {
            let message =
                format!("{positive} of {} training images are positive; both classes are needed", sets.train.len());
            return Err(Error::input(&self.manifest, message));
        }
        Ok(data)
    }

    /// What is predicted when it is learned, by the file that it goes into: the test split, the first; for a classification the
    /// validation split too, which chooses Youden's point.
    pub fn predicted(&self, data: &DataSet) -> Vec<(&'static str, Vec<usize>)> {
        let validation = (self.task == Kind::Classify).then(|| (VALIDATION, data.of(Split::Val)));
        [(PREDICTIONS, data.of(Split::Test))].into_iter().chain(validation).collect()
    }

    /// What a network makes of some of the images, `input` being how they became its input, as predictions of `[model, regime]`.
    ///
    /// # Errors
    /// As [`predict`] and [`Predictions::new`].
    pub fn test<R: Runtime, T: Task<R>>(
        &self,
        manifest: &Manifest,
        [model, regime]: [&str; 2],
        task: &T,
        (images, processor, size): (&Images, &Processor, [usize; 2]),
        items: &[usize],
        bar: &ProgressBar,
    ) -> Result<Predictions> {
        let mut scores = Vec::with_capacity(items.len());
        predict(task, items, bar, |item, prediction| {
            scores.push(Score::of(&prediction, images, item, processor, size)?);
            Ok(())
        })?;
        let rows: Vec<usize> = items.iter().map(|item| images.items[*item].row).collect();
        self.predictions(manifest, &rows, model, regime, &scores)
    }

    /// Predictions of a split, with the manifest's attributes.
    ///
    /// # Errors
    /// As [`Predictions::new`].
    fn predictions(
        &self,
        manifest: &Manifest,
        rows: &[usize],
        model: &str,
        regime: &str,
        scores: &[Score],
    ) -> Result<Predictions> {
        let fold = self.fold.map(|fold| fold.to_string());
        let named = [
            ("model", Some(model)),
            ("regime", Some(regime)),
            ("task", Some(self.task.name())),
            ("finding", Some(self.finding())),
            ("fold", fold.as_deref()),
        ];
        let named: Vec<(&str, &str)> = named.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        super::predict::predictions(manifest, rows, &named, scores)
    }
}
