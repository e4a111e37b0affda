//! Folds by patient: the test split is fold k, validation fold k + 1, training the rest.

use super::manifest::Split;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// The fold of each image, from 0 to `count` - 1. The images of a patient are in one fold, and each stratum is spread over all of
/// them as evenly as its patients allow. A patient whose images are of several strata counts for the greatest of them.
pub fn assign(patients: &[String], strata: &[String], count: usize, seed: u64) -> Vec<usize> {
    let mut images: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (patient, stratum) in patients.iter().zip(strata) {
        let (of, number) = images.entry(patient).or_insert((stratum, 0));
        *of = (*of).max(stratum);
        *number += 1;
    }
    let mut groups: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for (patient, (stratum, number)) in images {
        groups.entry(stratum).or_default().push((patient, number));
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut totals = vec![0; count];
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    for mut group in groups.into_values() {
        group.shuffle(&mut random);
        let mut own = vec![0; count];
        for (patient, number) in group {
            let fold = (0..count).min_by_key(|&fold| (own[fold], totals[fold], fold)).unwrap_or(0);
            own[fold] += number;
            totals[fold] += number;
            fold_of.insert(patient, fold);
        }
    }
    patients.iter().map(|patient| fold_of[patient.as_str()]).collect()
}

/// The split of an image of fold `of` where `fold` of `count` is the test.
pub fn split(of: usize, fold: usize, count: usize) -> Split {
    match (of + count - fold) % count {
        0 => Split::Test,
        1 => Split::Val,
        _ => Split::Train,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patients_stay_together_and_strata_are_spread() {
        let patients: Vec<String> = (0..200).map(|image| format!("p{}", image * 7 % 131)).collect();
        let strata: Vec<String> = (0..200).map(|image| (image * 7 % 131 % 3).to_string()).collect();
        let folds = assign(&patients, &strata, 5, 1);
        for (a, b) in (0..200).flat_map(|a| (0..a).map(move |b| (a, b))) {
            assert!(patients[a] != patients[b] || folds[a] == folds[b]);
        }
        for stratum in ["0", "1", "2"] {
            let of = |fold: usize| (0..200).filter(|&at| strata[at] == stratum && folds[at] == fold).count();
            let counts: Vec<usize> = (0..5).map(of).collect();
            assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 2, "{counts:?}");
        }
        assert_eq!(folds, assign(&patients, &strata, 5, 1));
        assert_ne!(folds, assign(&patients, &strata, 5, 2));
    }

    #[test]
    fn test_is_the_fold_and_validation_the_next() {
        let of = |fold| (0..5).map(|image| split(image, fold, 5)).collect::<Vec<_>>();
        use Split::{Test, Train, Val};
        assert_eq!(of(0), [Test, Val, Train, Train, Train]);
        assert_eq!(of(4), [Val, Train, Train, Train, Test]);
    }
}
