//! Figures of a set of predictions, with intervals, and tests between them.

#[cfg(test)]
mod agreement;
pub mod bootstrap;
pub mod classification;
pub mod curves;
pub mod delong;
pub mod folds;
pub mod masks;
pub mod predictions;
pub mod rank_tests;
pub mod studentised_range;
pub mod subgroups;
pub mod undefined;

pub use bootstrap::BootstrapOptions;
pub use classification::{Figures, auroc, average_precision};
pub use predictions::{Column, Predictions, Scores};
pub use undefined::Undefined;

use bootstrap::{Clusters, interval, quantile, resample};
use classification::Ranked;

/// A figure, and the 95 % percentile bootstrap interval around it where there is one.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Estimate {
    /// The figure on the images themselves.
    pub value: f64,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
}

/// Figures of a classifier on one set of images; all are fractions from 0 to 1, `None` where undefined.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Images.
    pub n: usize,
    /// Images with label 1.
    pub positives: usize,
    /// Patients, where they are known; the intervals are then by patient.
    pub patients: Option<usize>,
    /// Area under the receiver operating characteristic.
    pub auroc: Option<Estimate>,
    /// Average precision.
    pub auprc: Option<Estimate>,
    /// Share of images called rightly at the threshold.
    pub accuracy: Option<Estimate>,
    /// Share of positives called positive at the threshold.
    pub sensitivity: Option<Estimate>,
    /// Share of negatives called negative at the threshold.
    pub specificity: Option<Estimate>,
    /// Brier score.
    pub brier: Option<Estimate>,
    /// Expected calibration error; the interval is biased upwards, as the error itself is.
    pub calibration_error: Option<Estimate>,
    /// AUROC with DeLong's interval, which takes images as independent.
    pub delong: Option<Estimate>,
    /// At the threshold that the validation images chose, where they are given.
    pub youden: Option<AtThreshold>,
    /// Resamples without one of the classes, which the intervals of AUROC and AUPRC do without.
    pub dropped: usize,
}

/// Sensitivity and specificity at a threshold of their own.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct AtThreshold {
    /// The threshold.
    pub threshold: f64,
    /// Share of positives called positive there.
    pub sensitivity: Option<Estimate>,
    /// Share of negatives called negative there.
    pub specificity: Option<Estimate>,
}

/// Figures of a segmentation on one set of images; Dice and IoU are means over images, from 0 to 1.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct SegmentationSummary {
    /// Images.
    pub n: usize,
    /// Patients, where they are known; the intervals are then by patient.
    pub patients: Option<usize>,
    /// Mean Dice, with its interval.
    pub dice: Option<Estimate>,
    /// Median Dice.
    pub dice_median: Option<f64>,
    /// Mean IoU, with its interval.
    pub iou: Option<Estimate>,
    /// Median IoU.
    pub iou_median: Option<f64>,
    /// Mean 95th-percentile Hausdorff distance of the images that have one, with its interval.
    pub hausdorff_95: Option<Estimate>,
    /// Mean surface distance of the images that have one, with its interval.
    pub surface_distance: Option<Estimate>,
}

/// Computes every figure of a classifier.
///
/// `labels`, `probabilities` (finite, from 0 to 1) and `patients` are by image. A resample on which a figure is undefined
/// does not count for that figure, so that a subgroup of positives only still has an interval for its sensitivity.
pub fn summarize(
    labels: &[bool],
    probabilities: &[f64],
    patients: Option<&[&str]>,
    options: &BootstrapOptions,
) -> Summary {
    let n = labels.len().min(probabilities.len());
    let ranked = Ranked::new(labels, probabilities, options.threshold);
    let clusters = Clusters::new(n, patients);
    let list = |figures: Figures| {
        let Figures { auroc, auprc, accuracy, sensitivity, specificity, brier, calibration_error } = figures;
        [auroc, auprc, accuracy, sensitivity, specificity, brier, calibration_error]
    };
    let values = list(ranked.figures(&vec![1; n]));
    let resamples = resample(&clusters, options, |weights| list(ranked.figures(weights)));
    let [auroc, auprc, accuracy, sensitivity, specificity, brier, calibration_error] = estimates(values, &resamples);
    let dropped = if auroc.is_some() { resamples.iter().filter(|figures| figures[0].is_none()).count() } else { 0 };
    Summary {
        n,
        positives: labels[..n].iter().filter(|&&label| label).count(),
        patients: patients.map(|_| clusters.len()),
        auroc,
        auprc,
        accuracy,
        sensitivity,
        specificity,
        brier,
        calibration_error,
        delong: delong::interval(labels, probabilities).ok(),
        youden: None,
        dropped,
    }
}

impl Summary {
    /// The same with sensitivity and specificity at `threshold`, as [`summarize`] takes its figures.
    #[must_use]
    pub fn with_threshold(
        self,
        threshold: f64,
        labels: &[bool],
        probabilities: &[f64],
        patients: Option<&[&str]>,
        options: &BootstrapOptions,
    ) -> Self {
        let at = summarize(labels, probabilities, patients, &BootstrapOptions { threshold, ..*options });
        let youden = AtThreshold { threshold, sensitivity: at.sensitivity, specificity: at.specificity };
        Self { youden: Some(youden), ..self }
    }
}

/// Computes means and medians of Dice and IoU over images, and means of distances over the images that have them; everything is by
/// image, and the two distances are the 95th-percentile Hausdorff and the surface distance.
pub fn summarize_segmentation(
    dice: &[f64],
    iou: &[f64],
    distances: [&[Option<f64>]; 2],
    patients: Option<&[&str]>,
    options: &BootstrapOptions,
) -> SegmentationSummary {
    let n = dice.len().min(iou.len());
    let clusters = Clusters::new(n, patients);
    let known = |values: &[f64]| values.iter().map(|&value| Some(value)).collect::<Vec<_>>();
    let (known_dice, known_iou) = (known(dice), known(iou));
    let columns = [&known_dice, &known_iou, distances[0], distances[1]];
    let means = |weights: &[u32]| columns.map(|column| weighted_mean(column, weights));
    let resamples = resample(&clusters, options, means);
    let [mean_dice, mean_iou, hausdorff_95, surface_distance] = estimates(means(&vec![1; n]), &resamples);
    SegmentationSummary {
        n,
        patients: patients.map(|_| clusters.len()),
        dice: mean_dice,
        dice_median: median(&dice[..n]),
        iou: mean_iou,
        iou_median: median(&iou[..n]),
        hausdorff_95,
        surface_distance,
    }
}

/// Puts the interval of its resamples around each figure that exists.
fn estimates<const K: usize>(values: [Option<f64>; K], resamples: &[[Option<f64>; K]]) -> [Option<Estimate>; K] {
    std::array::from_fn(|figure| {
        let (low, high) = interval(resamples.iter().map(|figures| figures[figure])).unzip();
        values[figure].map(|value| Estimate { value, low, high })
    })
}

fn weighted_mean(values: &[Option<f64>], weights: &[u32]) -> Option<f64> {
    let known = || values.iter().zip(weights).filter_map(|(value, &weight)| Some(((*value)?, weight)));
    let total: u64 = known().map(|(_, weight)| u64::from(weight)).sum();
    let sum: f64 = known().map(|(value, weight)| value * f64::from(weight)).sum();
    (total > 0).then(|| sum / total as f64)
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile(&sorted, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_inside_their_intervals_and_repeat() {
        let labels: Vec<bool> = (0..120).map(|i| i % 3 == 0).collect();
        let probabilities: Vec<f64> = (0..120).map(|i| f64::from(i * 37 % 101) / 101.0).collect();
        let options = BootstrapOptions::default();
        let summary = summarize(&labels, &probabilities, None, &options);
        assert_eq!((summary.n, summary.positives, summary.dropped), (120, 40, 0));
        let auroc = summary.auroc.expect("both classes");
        assert!(auroc.low < Some(auroc.value) && Some(auroc.value) < auroc.high);
        assert_eq!(summary, summarize(&labels, &probabilities, None, &options));
        let at = summary.clone().with_threshold(0.3, &labels, &probabilities, None, &options);
        let youden = at.youden.expect("a threshold");
        let called = labels.iter().zip(&probabilities).filter(|(label, p)| **label && **p >= 0.3).count();
        assert_eq!(youden.sensitivity.map(|estimate| estimate.value), Some(called as f64 / 40.0));
        assert_eq!(at.sensitivity, summary.sensitivity);
    }

    #[test]
    fn one_class_has_sensitivity_and_no_curve() {
        let probabilities = [0.9, 0.8, 0.1, 0.2, 0.9, 0.9, 0.4, 0.6, 0.7, 0.3];
        let summary = summarize(&[true; 10], &probabilities, None, &BootstrapOptions::default());
        assert!(summary.auroc.is_none() && summary.auprc.is_none() && summary.specificity.is_none());
        let sensitivity = summary.sensitivity.expect("positives");
        assert_eq!(sensitivity.value, 0.6);
        assert!(sensitivity.low.is_some());
        assert_eq!(summary.dropped, 0);
    }

    #[test]
    fn few_positives_say_how_many_resamples_fell_out() {
        let mut labels = vec![false; 20];
        labels[0] = true;
        let probabilities: Vec<f64> = (0..20).map(|i| 1.0 - f64::from((i + 9) % 20) / 20.0).collect();
        let summary = summarize(&labels, &probabilities, None, &BootstrapOptions::default());
        // The one positive is missed with probability (1 - 1/20)^20 = 0.358.
        assert!((300..420).contains(&summary.dropped), "{}", summary.dropped);
        assert!(summary.accuracy.is_some_and(|accuracy| accuracy.low.is_some()));
        assert!(summary.auroc.is_some_and(|auroc| auroc.low.is_some()));
    }

    #[test]
    fn the_interval_of_auroc_covers_the_truth() {
        use rand_chacha::rand_core::{Rng, SeedableRng};
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(5);
        let mut uniform = || f64::from(random.next_u32()) / f64::from(u32::MAX);
        let options = BootstrapOptions { resamples: 300, ..Default::default() };
        let labels: Vec<bool> = (0..90).map(|i| i % 2 == 0).collect();
        let covered = (0..300)
            .filter(|_| {
                // The larger of two uniform numbers beats a third with probability 2/3.
                let score = |label: &bool| if *label { uniform().max(uniform()) } else { uniform() };
                let probabilities: Vec<f64> = labels.iter().map(score).collect();
                let auroc = summarize(&labels, &probabilities, None, &options).auroc.expect("both classes");
                auroc.low <= Some(2.0 / 3.0) && Some(2.0 / 3.0) <= auroc.high
            })
            .count();
        assert!((270..=294).contains(&covered), "covered {covered} of 300");
    }

    #[test]
    fn nothing_and_next_to_nothing() {
        let options = BootstrapOptions::default();
        let none = summarize(&[], &[], None, &options);
        assert_eq!((none.n, none.accuracy), (0, None));
        let one = summarize(&[true], &[0.7], None, &options);
        assert_eq!(one.accuracy, Some(Estimate { value: 1.0, low: None, high: None }));
        let without = summarize(&[true, false], &[0.7, 0.2], None, &BootstrapOptions { resamples: 0, ..options });
        assert_eq!(without.auroc, Some(Estimate { value: 1.0, low: None, high: None }));
    }

    #[test]
    fn segmentation_means_and_medians() {
        let summary = summarize_segmentation(
            &[0.2, 0.4, 0.9],
            &[0.1, 0.3, 0.8],
            [&[Some(4.0), None, Some(2.0)], &[]],
            Some(&["a", "a", "b"]),
            &Default::default(),
        );
        assert_eq!((summary.n, summary.patients), (3, Some(2)));
        assert!(summary.dice.is_some_and(|dice| (dice.value - 0.5).abs() < 1e-12));
        assert_eq!(summary.iou_median, Some(0.3));
        assert_eq!(summary.hausdorff_95.map(|distance| distance.value), Some(3.0));
        assert_eq!(summary.surface_distance, None);
    }
}
