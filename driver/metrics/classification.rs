//! Figures of a binary classifier: AUROC, AUPRC, Brier score and calibration error, and accuracy, sensitivity and specificity at
//! a threshold.
//!
//! Every figure is defined over images with whole-number weights. Weight one for each is the plain figure; a bootstrap
//! resample is the number of times each image was drawn, so one sorting serves all resamples.
//!
//! A figure that does not exist (one class only) is `None`, never NaN and never a number by convention.

use super::curves::{BINS, Bin, bin, calibration_error};

/// AUROC: the probability that a random positive scores above a random negative, a tie counting one half.
///
/// Equal to the mid-rank statistic `(R - P (P + 1) / 2) / (P N)` with `R` the sum of the positives' ranks (Hanley and
/// McNeil 1982) and to scikit-learn's `roc_auc_score`. `None` unless both classes occur.
pub fn auroc(labels: &[bool], probabilities: &[f64]) -> Option<f64> {
    Ranked::new(labels, probabilities, 0.5).figures(&vec![1; labels.len()]).auroc
}

/// AUPRC as average precision: the sum over thresholds of (recall step) x (precision there), without interpolation, equal
/// scores sharing one threshold. scikit-learn's `average_precision_score`.
///
/// `None` unless both classes occur: scikit-learn says 0 without positives and 1 without negatives, neither of which tells
/// anything about the classifier.
pub fn average_precision(labels: &[bool], probabilities: &[f64]) -> Option<f64> {
    Ranked::new(labels, probabilities, 0.5).figures(&vec![1; labels.len()]).auprc
}

/// All figures of one sample, fractions from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct Figures {
    /// Area under the receiver operating characteristic; needs both classes.
    pub auroc: Option<f64>,
    /// Average precision; needs both classes.
    pub auprc: Option<f64>,
    /// Share of images called rightly; needs an image.
    pub accuracy: Option<f64>,
    /// Share of positives called positive; needs a positive.
    pub sensitivity: Option<f64>,
    /// Share of negatives called negative; needs a negative.
    pub specificity: Option<f64>,
    /// Brier score: mean squared difference of probability and label; needs an image.
    pub brier: Option<f64>,
    /// Expected calibration error over [`BINS`] bins; needs an image.
    pub calibration_error: Option<f64>,
}

/// Images sorted by falling probability, so that figures under any weights take one pass.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Image at each rank.
    order: Vec<usize>,
    /// Label at each rank.
    labels: Vec<bool>,
    /// Probability at each rank.
    probabilities: Vec<f64>,
    /// Bin of the probability at each rank.
    bins: Vec<usize>,
    /// End (exclusive) of each run of equal probabilities.
    tie_ends: Vec<usize>,
    /// The first `called_positive` ranks have a probability at or above the threshold.
    called_positive: usize,
}

impl Ranked {
    /// Sorts the images; `probability >= threshold` calls one positive. Probabilities are finite (the reader of
    /// predictions refuses others) and as many as labels; were they not, the longer list is cut.
    pub fn new(labels: &[bool], probabilities: &[f64], threshold: f64) -> Self {
        debug_assert_eq!(labels.len(), probabilities.len());
        let count = labels.len().min(probabilities.len());
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
        // `==` and not `total_cmp` joins ties: -0.0 and 0.0 are one threshold.
        let tie_ends = (1..=count)
            .filter(|&end| end == count || probabilities[order[end]] != probabilities[order[end - 1]])
            .collect();
        let called_positive = order.iter().take_while(|&&image| probabilities[image] >= threshold).count();
        let sorted: Vec<f64> = order.iter().map(|&image| probabilities[image]).collect();
        let bins = sorted.iter().map(|&probability| bin(probability)).collect();
        let labels = order.iter().map(|&image| labels[image]).collect();
        Self { labels, probabilities: sorted, bins, order, tie_ends, called_positive }
    }

    /// Figures with image `i` counted `weights[i]` times.
    pub fn figures(&self, weights: &[u32]) -> Figures {
        let (mut positives, mut negatives) = (0u64, 0u64);
        let (mut true_positives, mut false_positives) = (0u64, 0u64);
        // Twice the pairs in the right order, a tie counting one: whole numbers, so the order of images cannot matter.
        let mut ordered_pairs_twice = 0u64;
        let (mut precision_sum, mut squares) = (0.0f64, 0.0f64);
        let mut bins = [Bin::default(); BINS];
        let mut start = 0;
        for &end in &self.tie_ends {
            let (mut tied_positives, mut tied_negatives) = (0u64, 0u64);
            for rank in start..end {
                let weight = u64::from(weights[self.order[rank]]);
                let (label, probability) = (self.labels[rank], self.probabilities[rank]);
                if label {
                    tied_positives += weight
                } else {
                    tied_negatives += weight
                }
                squares += weight as f64 * (probability - f64::from(u8::from(label))).powi(2);
                bins[self.bins[rank]].add(label, probability, weight);
            }
            ordered_pairs_twice += tied_negatives * (2 * positives + tied_positives);
            positives += tied_positives;
            negatives += tied_negatives;
            if tied_positives > 0 {
                precision_sum += tied_positives as f64 * ratio(positives, positives + negatives).unwrap_or(0.0);
            }
            if end == self.called_positive {
                (true_positives, false_positives) = (positives, negatives);
            }
            start = end;
        }
        let both = positives > 0 && negatives > 0;
        Figures {
            auroc: both.then(|| ordered_pairs_twice as f64 / (2.0 * positives as f64 * negatives as f64)),
            auprc: both.then(|| precision_sum / positives as f64),
            accuracy: ratio(true_positives + negatives - false_positives, positives + negatives),
            sensitivity: ratio(true_positives, positives),
            specificity: ratio(negatives - false_positives, negatives),
            brier: (positives + negatives > 0).then(|| squares / (positives + negatives) as f64),
            calibration_error: calibration_error(&bins),
        }
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{
        ChaCha8Rng,
        rand_core::{Rng, SeedableRng},
    };

    const FIXTURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/metrics.json"));

    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        labels: Vec<u8>,
        probabilities: Vec<f64>,
        weights: Vec<u32>,
        threshold: f64,
        figures: Expected,
    }

    #[derive(serde::Deserialize)]
    struct Expected {
        auroc: Option<f64>,
        auprc: Option<f64>,
        accuracy: Option<f64>,
        sensitivity: Option<f64>,
        specificity: Option<f64>,
        brier: Option<f64>,
        calibration_error: Option<f64>,
    }

    #[test]
    fn agrees_with_scikit_learn() {
        let cases: Vec<Case> = serde_json::from_str(FIXTURE).expect("fixture");
        assert!(cases.len() >= 12);
        for case in &cases {
            let labels: Vec<bool> = case.labels.iter().map(|&label| label == 1).collect();
            let found = Ranked::new(&labels, &case.probabilities, case.threshold).figures(&case.weights);
            let wanted = &case.figures;
            for (figure, found, wanted) in [
                ("auroc", found.auroc, wanted.auroc),
                ("auprc", found.auprc, wanted.auprc),
                ("accuracy", found.accuracy, wanted.accuracy),
                ("sensitivity", found.sensitivity, wanted.sensitivity),
                ("specificity", found.specificity, wanted.specificity),
                ("brier", found.brier, wanted.brier),
                ("calibration error", found.calibration_error, wanted.calibration_error),
            ] {
                let close = match (found, wanted) {
                    (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-9,
                    (found, wanted) => found == wanted,
                };
                assert!(close, "{}: {figure} is {found:?}, scikit-learn says {wanted:?}", case.name);
            }
        }
    }

    /// The definition, pair by pair.
    fn auroc_by_pairs(labels: &[bool], probabilities: &[f64]) -> Option<f64> {
        let (mut wins, mut pairs) = (0.0, 0.0);
        for (&label, &high) in labels.iter().zip(probabilities).filter(|(label, _)| **label) {
            assert!(label);
            for (_, &low) in labels.iter().zip(probabilities).filter(|(label, _)| !**label) {
                pairs += 1.0;
                wins += if high > low { 1.0 } else { f64::from(u8::from(high == low)) / 2.0 };
            }
        }
        (pairs > 0.0).then(|| wins / pairs)
    }

    #[test]
    fn auroc_is_the_share_of_ordered_pairs() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for round in 0..500u64 {
            let count = 1 + (random.next_u32() % 60) as usize;
            // From two levels (nearly all ties) to 2^20 (hardly any).
            let levels = 2u32 << (round % 20);
            let rarity = 1 + random.next_u32() % 8;
            let labels: Vec<bool> = (0..count).map(|_| random.next_u32() % rarity == 0).collect();
            let probabilities: Vec<f64> =
                (0..count).map(|_| f64::from(random.next_u32() % levels) / f64::from(levels)).collect();
            let (fast, slow) = (auroc(&labels, &probabilities), auroc_by_pairs(&labels, &probabilities));
            match (fast, slow) {
                (Some(fast), Some(slow)) => assert!((fast - slow).abs() < 1e-12, "{fast} {slow}"),
                _ => assert_eq!(fast, slow),
            }
        }
    }

    #[test]
    fn undefined_is_none() {
        assert_eq!(auroc(&[true, true], &[0.1, 0.9]), None);
        assert_eq!(average_precision(&[false, false], &[0.1, 0.9]), None);
        assert_eq!(Ranked::new(&[], &[], 0.5).figures(&[]), Figures::default());
        let positives = Ranked::new(&[true, true], &[0.1, 0.5], 0.5).figures(&[1, 1]);
        assert_eq!((positives.sensitivity, positives.specificity), (Some(0.5), None));
    }
}
