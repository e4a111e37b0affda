//! Figures of one set of images, by their names.

use crate::metrics::{Estimate, SegmentationSummary, Summary, subgroups};
use crate::output::Cell;

/// What a set of images has in common: columns and their values.
pub type Key = Vec<(String, String)>;

/// Figures of one set of images.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which experiment: column and value, for the columns of [`crate::metrics::predictions::EXPERIMENT_COLUMNS`] that vary in the file.
    pub experiment: Key,
    /// Which subgroup: column and value; empty for all images.
    pub subgroup: Key,
    /// What was found.
    pub figures: RowFigures,
}

/// Figures of either task.
#[derive(Debug, Clone, PartialEq)]
pub enum RowFigures {
    /// Of a classifier.
    Classification(Box<Summary>),
    /// Of a segmentation.
    Segmentation(Box<SegmentationSummary>),
}

impl Row {
    /// `all`, or the subgroup as `column=value`.
    pub fn name(&self) -> String {
        if self.subgroup.is_empty() { "all".into() } else { key_name(&self.subgroup) }
    }

    pub(super) fn patients(&self) -> Option<usize> {
        match &self.figures {
            RowFigures::Classification(summary) => summary.patients,
            RowFigures::Segmentation(summary) => summary.patients,
        }
    }

    /// Whether the group has too few images of a class that a figure is made of.
    pub fn too_small_for(&self, figure: &str) -> bool {
        match &self.figures {
            RowFigures::Classification(s) if figure.starts_with("sensitivity") => subgroups::too_small(&[s.positives]),
            RowFigures::Classification(s) if figure.starts_with("specificity") => {
                subgroups::too_small(&[s.n - s.positives])
            }
            RowFigures::Classification(s) => subgroups::too_small(&[s.positives, s.n - s.positives]),
            RowFigures::Segmentation(s) => subgroups::too_small(&[s.n]),
        }
    }

    /// Images, and of a classification those with the finding.
    pub fn images(&self) -> (usize, Option<usize>) {
        match &self.figures {
            RowFigures::Classification(s) => (s.n, Some(s.positives)),
            RowFigures::Segmentation(s) => (s.n, None),
        }
    }

    /// The names of the figures that groups are compared by, of this row's task.
    pub fn compared(&self) -> &'static [&'static str] {
        match &self.figures {
            RowFigures::Classification(_) => &[
                "AUROC",
                "AUPRC",
                "accuracy",
                "sensitivity",
                "specificity",
                "Brier",
                "ECE",
                "sensitivity at Youden",
                "specificity at Youden",
            ],
            RowFigures::Segmentation(_) => &["Dice", "IoU", "Hausdorff 95", "surface distance"],
        }
    }

    /// A figure by its name in the table, where it exists.
    pub fn value(&self, figure: &str) -> Option<f64> {
        match self.cell(figure) {
            Cell::Estimate { value, .. } => value,
            Cell::Number(value, _) => Some(value),
            _ => None,
        }
    }

    /// A figure by its name in the table, with its bootstrap interval.
    pub fn estimate(&self, figure: &str) -> Option<Estimate> {
        match self.cell(figure) {
            Cell::Estimate { value: Some(value), low, high, .. } => Some(Estimate { value, low, high }),
            _ => None,
        }
    }

    pub(super) fn cell(&self, figure: &str) -> Cell {
        let number = |value: Option<f64>| value.map_or(Cell::Missing, |value| Cell::Number(value, 3));
        let estimate = |estimate: Option<Estimate>| estimate_cell(estimate);
        match (figure, &self.figures) {
            ("patients", _) => self.patients().into(),
            // Of the whole row: both classes.
            ("too small", _) => self.too_small_for("AUROC").then_some("too small").into(),
            ("n", RowFigures::Classification(s)) => s.n.into(),
            ("positives", RowFigures::Classification(s)) => s.positives.into(),
            ("AUROC", RowFigures::Classification(s)) => estimate(s.auroc),
            ("AUROC DeLong", RowFigures::Classification(s)) => estimate(s.delong),
            ("AUPRC", RowFigures::Classification(s)) => estimate(s.auprc),
            ("accuracy", RowFigures::Classification(s)) => estimate(s.accuracy),
            ("sensitivity", RowFigures::Classification(s)) => estimate(s.sensitivity),
            ("specificity", RowFigures::Classification(s)) => estimate(s.specificity),
            ("Brier", RowFigures::Classification(s)) => estimate(s.brier),
            ("ECE", RowFigures::Classification(s)) => estimate(s.calibration_error),
            ("threshold", RowFigures::Classification(s)) => number(s.youden.map(|at| at.threshold)),
            ("sensitivity at Youden", RowFigures::Classification(s)) => {
                estimate(s.youden.and_then(|at| at.sensitivity))
            }
            ("specificity at Youden", RowFigures::Classification(s)) => {
                estimate(s.youden.and_then(|at| at.specificity))
            }
            ("dropped", RowFigures::Classification(s)) => s.dropped.into(),
            ("n", RowFigures::Segmentation(s)) => s.n.into(),
            ("Dice", RowFigures::Segmentation(s)) => estimate(s.dice),
            ("Dice median", RowFigures::Segmentation(s)) => number(s.dice_median),
            ("IoU", RowFigures::Segmentation(s)) => estimate(s.iou),
            ("IoU median", RowFigures::Segmentation(s)) => number(s.iou_median),
            ("Hausdorff 95", RowFigures::Segmentation(s)) => estimate(s.hausdorff_95),
            ("surface distance", RowFigures::Segmentation(s)) => estimate(s.surface_distance),
            _ => Cell::Missing,
        }
    }
}

/// Whether less of a figure is better.
pub fn less_is_better(figure: &str) -> bool {
    ["Brier", "ECE", "Hausdorff 95", "surface distance"].contains(&figure)
}

/// A figure with its interval, to three decimals.
pub fn estimate_cell(estimate: Option<Estimate>) -> Cell {
    Cell::Estimate {
        value: estimate.map(|estimate| estimate.value),
        low: estimate.and_then(|estimate| estimate.low),
        high: estimate.and_then(|estimate| estimate.high),
        decimals: 3,
    }
}

/// `column=value` for each column of a key.
pub fn key_name(key: &Key) -> String {
    let value = |value: &str| if value.is_empty() { "(empty)".to_string() } else { value.to_string() };
    let parts: Vec<String> = key.iter().map(|(name, text)| format!("{name}={}", value(text))).collect();
    parts.join(" ")
}
