//! AUROC's variance after DeLong, DeLong and Clarke-Pearson (1988), in the fast form of Sun and Xu (2014).
//!
//! Images count as independent. Where patients have several, the bootstrap over patients is the one to read.

use super::bootstrap::CONFIDENCE;
use super::rank_tests::normal_above;
use super::undefined::{Undefined, finite};
use super::{Estimate, auroc};
use statrs::distribution::{ContinuousCDF, Normal};

/// Two classifiers on the same images.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Comparison {
    /// AUROC of the first less that of the second.
    pub difference: f64,
    /// The difference over its standard error.
    pub z: f64,
    /// Two-sided p-value.
    pub p: f64,
}

/// How often each positive beats the negatives, and each negative loses to the positives; ties count one half.
struct Placements {
    positives: Vec<f64>,
    negatives: Vec<f64>,
}

impl Placements {
    fn new(labels: &[bool], probabilities: &[f64]) -> Result<Self, Undefined> {
        if labels.len() != probabilities.len() {
            return Err(Undefined::Unequal);
        }
        finite(probabilities)?;
        let class = |wanted: bool| -> Vec<f64> {
            labels.iter().zip(probabilities).filter(|(label, _)| **label == wanted).map(|(_, p)| *p).collect()
        };
        let (positives, negatives) = (class(true), class(false));
        if positives.is_empty() || negatives.is_empty() {
            return Err(Undefined::OneClass);
        }
        if positives.len() < 2 || negatives.len() < 2 {
            return Err(Undefined::TooFew);
        }
        let shares = |of: &[f64], others: &[f64]| {
            let mut sorted = others.to_vec();
            sorted.sort_by(f64::total_cmp);
            let below = |value: f64| {
                let less = sorted.partition_point(|&other| other < value);
                let not_more = sorted.partition_point(|&other| other <= value);
                (less + not_more) as f64 / (2 * sorted.len()) as f64
            };
            of.iter().map(|&value| below(value)).collect::<Vec<f64>>()
        };
        let lost = shares(&negatives, &positives).into_iter().map(|share| 1.0 - share).collect();
        Ok(Self { positives: shares(&positives, &negatives), negatives: lost })
    }

    /// Covariance of two classifiers' AUROCs; the variance where both are one.
    fn covariance(&self, other: &Self) -> f64 {
        covariance(&self.positives, &other.positives) / self.positives.len() as f64
            + covariance(&self.negatives, &other.negatives) / self.negatives.len() as f64
    }
}

fn covariance(x: &[f64], y: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>() / (x.len() - 1) as f64
}

/// Variance of the AUROC.
///
/// # Errors
/// One class only, one image of a class, lists of two lengths, or a probability that is not finite.
pub fn variance(labels: &[bool], probabilities: &[f64]) -> Result<f64, Undefined> {
    let placements = Placements::new(labels, probabilities)?;
    Ok(placements.covariance(&placements))
}

/// AUROC with its 95 % normal interval, cut to 0 and 1. A perfect ranking has no variance, and so no interval.
///
/// # Errors
/// As [`variance`].
pub fn interval(labels: &[bool], probabilities: &[f64]) -> Result<Estimate, Undefined> {
    let deviation = variance(labels, probabilities)?.max(0.0).sqrt();
    let value = auroc(labels, probabilities).ok_or(Undefined::OneClass)?;
    let reach = Normal::standard().inverse_cdf(0.5 + CONFIDENCE / 2.0) * deviation;
    let ends = (deviation > 0.0).then_some(((value - reach).max(0.0), (value + reach).min(1.0)));
    Ok(Estimate { value, low: ends.map(|ends| ends.0), high: ends.map(|ends| ends.1) })
}

/// Tests whether two classifiers of the same images have the same AUROC.
///
/// # Errors
/// As [`variance`], and where the two rank the images alike, so that their difference has no variance.
pub fn compare(labels: &[bool], first: &[f64], second: &[f64]) -> Result<Comparison, Undefined> {
    let (a, b) = (Placements::new(labels, first)?, Placements::new(labels, second)?);
    let variance = a.covariance(&a) + b.covariance(&b) - 2.0 * a.covariance(&b);
    // Below it there is only the rounding of the three terms.
    if variance <= 1e-15 {
        return Err(Undefined::AllEqual);
    }
    let area = |placements: &Placements| placements.positives.iter().sum::<f64>() / placements.positives.len() as f64;
    let difference = area(&a) - area(&b);
    let z = difference / variance.sqrt();
    Ok(Comparison { difference, z, p: 2.0 * normal_above(z.abs()) })
}
