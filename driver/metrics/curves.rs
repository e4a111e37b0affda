//! Curves of a classifier: receiver operating characteristic, precision and recall, reliability; and Youden's point.

use serde::Serialize;

/// Bins of probability, of equal width, for reliability and calibration error.
pub const BINS: usize = 10;

/// What is called positive at one threshold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Images with a probability of at least this are called positive.
    pub threshold: f64,
    /// Positives called positive.
    pub true_positives: usize,
    /// Negatives called positive.
    pub false_positives: usize,
}

/// A point for each distinct probability, the highest first. Figures over all thresholds come from these.
pub fn points(labels: &[bool], probabilities: &[f64]) -> Vec<Point> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
    let (mut true_positives, mut false_positives) = (0, 0);
    // `==` and not `total_cmp` joins ties: -0.0 and 0.0 are one threshold.
    order
        .chunk_by(|&a, &b| probabilities[a] == probabilities[b])
        .map(|run| {
            let positives = run.iter().filter(|&&image| labels[image]).count();
            true_positives += positives;
            false_positives += run.len() - positives;
            Point { threshold: probabilities[run[0]], true_positives, false_positives }
        })
        .collect()
}

/// Corners of the ROC curve from (0, 0) to (1, 1), as (false positive rate, true positive rate). Empty unless both classes occur.
pub fn roc(labels: &[bool], probabilities: &[f64]) -> Vec<(f64, f64)> {
    let Some((positives, negatives)) = classes(labels) else { return Vec::new() };
    let rates = |point: Point| (point.false_positives as f64 / negatives, point.true_positives as f64 / positives);
    std::iter::once((0.0, 0.0)).chain(points(labels, probabilities).into_iter().map(rates)).collect()
}

/// Corners of the precision-recall curve, as (recall, precision), recall rising. Empty unless both classes occur.
pub fn precision_recall(labels: &[bool], probabilities: &[f64]) -> Vec<(f64, f64)> {
    let Some((positives, _)) = classes(labels) else { return Vec::new() };
    let corner = |point: Point| {
        let called = (point.true_positives + point.false_positives) as f64;
        (point.true_positives as f64 / positives, point.true_positives as f64 / called)
    };
    points(labels, probabilities).into_iter().map(corner).collect()
}

/// The threshold at which sensitivity + specificity - 1 is greatest (Youden 1950), the highest where several are. `None` with one
/// class, and where no threshold does better than calling nothing positive.
pub fn youden(labels: &[bool], probabilities: &[f64]) -> Option<f64> {
    classes(labels)?;
    let positives = labels.iter().filter(|&&label| label).count() as i128;
    let negatives = labels.len() as i128 - positives;
    // Times both class sizes, so that equal sums are equal to the bit.
    let gain = |point: &Point| point.true_positives as i128 * negatives - point.false_positives as i128 * positives;
    let points = points(labels, probabilities);
    let best = points.iter().map(gain).max().filter(|&gain| gain > 0)?;
    points.iter().find(|point| gain(point) == best).map(|point| point.threshold)
}

/// One bin of a reliability curve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Bin {
    /// Images in it.
    pub count: u64,
    /// Sum of their probabilities.
    pub probabilities: f64,
    /// Positives among them.
    pub positives: u64,
}

/// The bin of a probability: a value on an edge belongs to the lower one, as in scikit-learn's `calibration_curve`.
pub(super) fn bin(probability: f64) -> usize {
    // Edges as numpy's linspace makes them.
    let step = 1.0 / BINS as f64;
    (1..BINS).take_while(|&edge| edge as f64 * step < probability).count()
}

/// Reliability by bins of equal width.
pub fn reliability(labels: &[bool], probabilities: &[f64]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for (&label, &probability) in labels.iter().zip(probabilities) {
        bins[bin(probability)].add(label, probability, 1);
    }
    bins
}

impl Bin {
    pub(super) fn add(&mut self, label: bool, probability: f64, weight: u64) {
        self.count += weight;
        self.probabilities += probability * weight as f64;
        self.positives += weight * u64::from(label);
    }

    /// Mean probability and share of positives, where the bin has images.
    pub fn means(&self) -> Option<(f64, f64)> {
        let count = self.count as f64;
        (self.count > 0).then(|| (self.probabilities / count, self.positives as f64 / count))
    }
}

/// Expected calibration error (Guo et al. 2017) on the probability of a positive: the bins' gaps between mean probability and
/// share of positives, weighted by their images.
pub fn calibration_error(bins: &[Bin; BINS]) -> Option<f64> {
    let images: u64 = bins.iter().map(|bin| bin.count).sum();
    let gap: f64 = bins.iter().map(|bin| (bin.probabilities - bin.positives as f64).abs()).sum();
    (images > 0).then(|| gap / images as f64)
}

fn classes(labels: &[bool]) -> Option<(f64, f64)> {
    let positives = labels.iter().filter(|&&label| label).count();
    let negatives = labels.len() - positives;
    (positives > 0 && negatives > 0).then_some((positives as f64, negatives as f64))
}
