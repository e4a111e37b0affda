//! Who is drawn how: findings, tubes, patients and splits, and the manifest that says so.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Options;
use crate::data::folds;

/// Folds of the manifest, as many as the study has.
const FOLDS: usize = 5;

/// One image to draw.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Case {
    /// Number of the image.
    pub index: usize,
    /// Number of the patient; those with two images share their anatomy.
    pub patient: usize,
    pub split: &'static str,
    pub pneumothorax: bool,
    pub tube: bool,
    /// Heart width over thorax width.
    pub heart_ratio: f64,
}

impl Case {
    pub fn image_name(&self) -> String {
        format!("images/{:04}.png", self.index)
    }

    pub fn heart_name(&self) -> String {
        format!("masks/{:04}-heart.png", self.index)
    }

    pub fn pneumothorax_name(&self) -> String {
        format!("masks/{:04}-pneumothorax.png", self.index)
    }
}

/// A source of random numbers for one purpose; the streams of one seed do not overlap.
pub(super) fn stream(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(stream);
    rng
}

/// A number in `low..high`, from 53 random bits.
pub(super) fn between(rng: &mut ChaCha8Rng, low: f64, high: f64) -> f64 {
    let unit = (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    low + (high - low) * unit
}

/// The cases in the order of their numbers. The shares of the options are met exactly, up to rounding.
pub(super) fn cases(options: &Options) -> Vec<Case> {
    let mut rng = stream(options.seed, 0);
    let share = |count: usize, share: f64| (count as f64 * share).round() as usize;
    let positive = share(options.count, options.prevalence);
    let negative = options.count - positive;
    let (positive_tubes, negative_tubes) =
        (share(positive, options.tube_share), share(negative, options.tube_share_negative));
    let groups = [
        (true, true, positive_tubes),
        (true, false, positive - positive_tubes),
        (false, true, negative_tubes),
        (false, false, negative - negative_tubes),
    ];
    let mut cases = Vec::with_capacity(options.count);
    let mut patient = 0;
    for (pneumothorax, tube, size) in groups {
        let held_out = share(size, 0.2);
        for (split, size) in [("val", held_out), ("test", held_out), ("train", size - 2 * held_out)] {
            let mut left = size;
            while left > 0 {
                // Every fourth patient or so came twice; both images stay in this group and split.
                let images = if left > 1 && between(&mut rng, 0.0, 1.0) < 0.25 { 2 } else { 1 };
                let heart_ratio = between(&mut rng, 0.37, 0.63);
                for _ in 0..images {
                    cases.push(Case { index: 0, patient, split, pneumothorax, tube, heart_ratio });
                }
                patient += 1;
                left -= images;
            }
        }
    }
    // Fisher-Yates, so that an image's number says nothing about it; the same for the patients' numbers.
    for last in (1..cases.len()).rev() {
        cases.swap(last, (rng.next_u64() % (last as u64 + 1)) as usize);
    }
    let mut numbers = vec![None; patient];
    let mut next = 0;
    for (index, case) in cases.iter_mut().enumerate() {
        case.index = index;
        case.patient = *numbers[case.patient].get_or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
    cases
}

/// The manifest's text; `volumes` are the pneumothorax masks' shares of the image in percent, by case.
pub(super) fn manifest(cases: &[Case], volumes: &[f64], seed: u64) -> String {
    let mut ranked: Vec<usize> = (0..cases.len()).filter(|&index| cases[index].pneumothorax).collect();
    ranked.sort_by(|&a, &b| volumes[a].total_cmp(&volumes[b]).then(a.cmp(&b)));
    let mut quartiles = vec![String::new(); cases.len()];
    for (rank, &index) in ranked.iter().enumerate() {
        quartiles[index] = format!("Q{}", rank * 4 / ranked.len() + 1);
    }
    let mut text = String::from(
        "image,split,patient,pneumothorax,cardiomegaly,tube,ptx_volume,ptx_quartile,heart_mask,pneumothorax_mask",
    );
    let patients: Vec<String> = cases.iter().map(|case| format!("p{:04}", case.patient)).collect();
    let strata: Vec<String> = cases.iter().map(|case| format!("{} {}", case.pneumothorax, case.tube)).collect();
    let folds = folds::assign(&patients, &strata, FOLDS, seed);
    text.extend((0..FOLDS).map(|fold| format!(",fold_{fold}")));
    text.push('\n');
    for (((case, &volume), quartile), of) in cases.iter().zip(volumes).zip(&quartiles).zip(folds) {
        let mask = if case.pneumothorax { case.pneumothorax_name() } else { String::new() };
        let cells = [
            case.image_name(),
            case.split.to_owned(),
            format!("p{:04}", case.patient),
            u8::from(case.pneumothorax).to_string(),
            u8::from(case.heart_ratio > 0.5).to_string(),
            u8::from(case.tube).to_string(),
            format!("{volume:.4}"),
            quartile.clone(),
            case.heart_name(),
            mask,
        ];
        text.push_str(&cells.join(","));
        text.extend((0..FOLDS).map(|fold| format!(",{}", folds::split(of, fold, FOLDS))));
        text.push('\n');
    }
    text
}
