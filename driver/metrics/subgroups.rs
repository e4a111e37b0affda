//! Subgroups of a numeric attribute, and when a subgroup is too small to judge.

use super::bootstrap::quantile;
use super::undefined::{Undefined, finite};

/// Fewest images of a class that a figure is judged by: below, one image moves a sensitivity by more than a tenth.
pub const SMALLEST: usize = 10;

/// Whether a group is too small to judge: a class that it has at all has fewer than [`SMALLEST`] images. A group of positives
/// only is judged by its sensitivity.
pub fn too_small(classes: &[usize]) -> bool {
    classes.iter().sum::<usize>() == 0 || classes.iter().any(|&images| images > 0 && images < SMALLEST)
}

/// The quantile group of each value, from 0; a value on a cut belongs to the lower one. Cuts that equal values make equal count
/// once, so there may be fewer groups than asked for. pandas' `qcut` with `duplicates="drop"`.
///
/// # Errors
/// No values, or one that is not finite.
pub fn quantile_groups(values: &[f64], count: usize) -> Result<Vec<usize>, Undefined> {
    finite(values)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let cut = |at: usize| quantile(&sorted, at as f64 / count as f64).ok_or(Undefined::TooFew);
    let mut cuts = (0..=count).map(cut).collect::<Result<Vec<f64>, _>>()?;
    cuts.dedup();
    // The least value belongs to the first group although it lies on its lower cut.
    Ok(values.iter().map(|value| cuts.iter().filter(|cut| *cut < value).count().saturating_sub(1)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_is_by_class() {
        assert!(too_small(&[0, 0]) && too_small(&[9]) && too_small(&[40, 9]));
        assert!(!too_small(&[40, 0]) && !too_small(&[10, 10]) && !too_small(&[10]));
    }

    #[test]
    fn one_value_is_one_group() {
        assert_eq!(quantile_groups(&[1.0], 4), Ok(vec![0]));
        assert_eq!(quantile_groups(&[], 4), Err(Undefined::TooFew));
        assert_eq!(quantile_groups(&[f64::NAN], 4), Err(Undefined::NotFinite));
    }
}
