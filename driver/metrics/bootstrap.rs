//! Percentile bootstrap (Efron and Tibshirani 1993, chapter 13), by image or by patient.
//!
//! Images of one patient resemble each other, so where patients are known they are what is drawn, each with all their
//! images. Resample `i` has its own stream of the seeded generator: the result depends on neither the number of threads nor
//! the order in which they run.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use rayon::prelude::*;
use std::collections::HashMap;

/// Share of the bootstrap distribution inside an interval.
pub const CONFIDENCE: f64 = 0.95;
/// Seed unless the user gives one.
pub const DEFAULT_SEED: u64 = 5656;
/// Resamples unless the user gives another number.
pub const DEFAULT_RESAMPLES: usize = 1000;

/// How figures and their intervals are computed.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct BootstrapOptions {
    /// Number of resamples; 0 leaves the intervals out.
    pub resamples: usize,
    /// Seed of the generator.
    pub seed: u64,
    /// Probability at or above which an image is called positive.
    pub threshold: f64,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self { resamples: DEFAULT_RESAMPLES, seed: DEFAULT_SEED, threshold: 0.5 }
    }
}

/// What is drawn together: single images, or all images of a patient.
#[derive(Debug, Clone)]
pub struct Clusters {
    members: Vec<Vec<usize>>,
    images: usize,
}

impl Clusters {
    /// Groups `images` images by patient, or each alone without patients. An image whose patient is empty stands alone.
    pub fn new(images: usize, patients: Option<&[&str]>) -> Self {
        let Some(patients) = patients else {
            return Self { members: (0..images).map(|image| vec![image]).collect(), images };
        };
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut cluster_of: HashMap<&str, usize> = HashMap::new();
        for image in 0..images {
            match patients.get(image).copied().unwrap_or_default() {
                "" => members.push(vec![image]),
                patient => {
                    let cluster = *cluster_of.entry(patient).or_insert(members.len());
                    if cluster == members.len() {
                        members.push(Vec::new());
                    }
                    members[cluster].push(image);
                }
            }
        }
        Self { members, images }
    }

    /// Number of things that can be drawn.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Draws as many clusters as there are, with replacement, and counts how often each image came.
    fn draw(&self, random: &mut ChaCha8Rng, weights: &mut [u32]) {
        weights.fill(0);
        let count = self.members.len() as u128;
        for _ in 0..count {
            // High half of a 64 x 64 bit product: uniform up to count / 2^64, and the same in every version of `rand`.
            let drawn = ((u128::from(random.next_u64()) * count) >> 64) as usize;
            for &image in &self.members[drawn] {
                weights[image] += 1;
            }
        }
    }
}

/// Computes `figures` of every resample; they get the number of times each image was drawn.
///
/// Empty with fewer than two clusters, where a resample could only repeat the sample.
pub fn resample<const K: usize>(
    clusters: &Clusters,
    options: &BootstrapOptions,
    figures: impl Fn(&[u32]) -> [Option<f64>; K] + Sync,
) -> Vec<[Option<f64>; K]> {
    if clusters.len() < 2 {
        return Vec::new();
    }
    (0..options.resamples)
        .into_par_iter()
        .map_init(
            || vec![0u32; clusters.images],
            |weights, index| {
                let mut random = ChaCha8Rng::seed_from_u64(options.seed);
                random.set_stream(index as u64);
                clusters.draw(&mut random, weights);
                figures(weights)
            },
        )
        .collect()
}

/// The central [`CONFIDENCE`] of the resamples on which a figure exists.
///
/// `None` when it exists on fewer than half of them (an interval from the lucky ones would look far too narrow), and when
/// they show no spread: 19 right of 19 would else read as "certainly all", where the bootstrap only has nothing to say.
pub fn interval(values: impl ExactSizeIterator<Item = Option<f64>>) -> Option<(f64, f64)> {
    let drawn = values.len();
    let mut kept: Vec<f64> = values.flatten().collect();
    if kept.is_empty() || kept.len() * 2 < drawn {
        return None;
    }
    kept.sort_by(f64::total_cmp);
    let tail = (1.0 - CONFIDENCE) / 2.0;
    let (low, high) = (quantile(&kept, tail)?, quantile(&kept, 1.0 - tail)?);
    (low < high).then_some((low, high))
}

/// Quantile of sorted values, interpolated between neighbours (numpy's default, type 7 of Hyndman and Fan 1996).
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    Some(sorted[below] + (sorted[above] - sorted[below]) * (position - below as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uniform(random: &mut ChaCha8Rng) -> f64 {
        (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn mean_interval(values: &[f64], patients: Option<&[&str]>, options: &BootstrapOptions) -> (f64, f64) {
        let resamples = resample(&Clusters::new(values.len(), patients), options, |weights| {
            let total: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
            let sum: f64 = weights.iter().zip(values).map(|(&weight, value)| f64::from(weight) * value).sum();
            [Some(sum / total as f64)]
        });
        interval(resamples.iter().map(|figures| figures[0])).expect("an interval")
    }

    #[test]
    fn covers_the_mean_about_as_often_as_promised() {
        let options = BootstrapOptions { resamples: 300, ..Default::default() };
        let mut random = ChaCha8Rng::seed_from_u64(2);
        let rounds = 400;
        let covered = (0..rounds)
            .filter(|_| {
                let values: Vec<f64> = (0..60).map(|_| uniform(&mut random)).collect();
                let (low, high) = mean_interval(&values, None, &options);
                (low..=high).contains(&0.5)
            })
            .count();
        let share = covered as f64 / f64::from(rounds);
        assert!((0.90..=0.98).contains(&share), "covered {share}");
    }

    #[test]
    fn patients_widen_what_copies_would_narrow() {
        // Each patient has four equal images: by image the interval is sqrt(4) times too narrow.
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let distinct: Vec<f64> = (0..100).map(|_| uniform(&mut random)).collect();
        let values: Vec<f64> = distinct.iter().flat_map(|&value| [value; 4]).collect();
        let names: Vec<String> = (0..400).map(|image| format!("p{}", image / 4)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let options = BootstrapOptions::default();
        let (low, high) = mean_interval(&values, None, &options);
        let (patient_low, patient_high) = mean_interval(&values, Some(&names), &options);
        let ratio = (patient_high - patient_low) / (high - low);
        assert!((1.7..=2.3).contains(&ratio), "ratio {ratio}");
    }

    #[test]
    fn the_same_bits_on_any_number_of_threads() {
        let mut random = ChaCha8Rng::seed_from_u64(4);
        let values: Vec<f64> = (0..50).map(|_| uniform(&mut random)).collect();
        let options = BootstrapOptions::default();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| mean_interval(&values, None, &options))
        };
        let one = on(1);
        assert_eq!(one, on(4));
        assert_eq!(one, on(3));
        assert_ne!(one, mean_interval(&values, None, &BootstrapOptions { seed: 1, ..options }));
    }

    #[test]
    fn quantile_is_numpys() {
        // numpy.quantile([1, 2, 4, 8], [0, 0.025, 0.5, 0.975, 1])
        let sorted = [1.0, 2.0, 4.0, 8.0];
        for (share, wanted) in [(0.0, 1.0), (0.025, 1.075), (0.5, 3.0), (0.975, 7.7), (1.0, 8.0)] {
            let found = quantile(&sorted, share).expect("values");
            assert!((found - wanted).abs() < 1e-12, "{share}: {found}");
        }
        assert_eq!(quantile(&[], 0.5), None);
    }

    #[test]
    fn too_little_to_draw_from_has_no_interval() {
        let one = Clusters::new(3, Some(&["a", "a", "a"]));
        assert_eq!(one.len(), 1);
        assert!(resample(&one, &BootstrapOptions::default(), |_| [Some(1.0)]).is_empty());
        assert_eq!(interval([Some(0.0), Some(1.0), None, None, None].into_iter()), None, "fewer than half");
        assert_eq!(interval([Some(1.0); 9].into_iter()), None, "no spread");
        assert_eq!(interval([None; 0].into_iter()), None);
        assert!(interval([Some(0.0), Some(1.0), None, None].into_iter()).is_some());
        // An empty patient is not a patient that many images share.
        assert_eq!(Clusters::new(4, Some(&["a", "", "", "a"])).len(), 3);
    }
}
