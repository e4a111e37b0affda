//! Rows brought together: medians over folds, and the gaps between subgroups.

use super::{Key, Row, estimate_cell, less_is_better};
use crate::error::{Error, Result};
use crate::metrics::{Estimate, Undefined, folds};
use crate::output::{Cell, Table};

/// One figure of one experiment and subgroup over its folds.
#[derive(Debug, Clone, PartialEq)]
pub struct FoldMedian {
    /// The experiment without its fold.
    pub experiment: Key,
    /// The subgroup.
    pub subgroup: Key,
    /// The figure's name.
    pub figure: &'static str,
    /// It in each fold where it exists, in the file's order.
    pub values: Vec<f64>,
    /// Their median with its interval.
    pub median: Estimate,
    /// Whether the subgroup is too small in one of the folds.
    pub too_small: bool,
    /// Images of the fold that has fewest.
    pub images: usize,
    /// Of a classification, positives of the fold that has fewest.
    pub positives: Option<usize>,
}

/// Groups rows by everything but some columns of their experiment, in order of appearance.
pub fn grouped<'a>(rows: impl IntoIterator<Item = &'a Row>, without: &[&str]) -> Vec<((Key, Key), Vec<&'a Row>)> {
    let mut groups: Vec<((Key, Key), Vec<&Row>)> = Vec::new();
    for row in rows {
        let experiment: Key =
            row.experiment.iter().filter(|(name, _)| !without.contains(&name.as_str())).cloned().collect();
        let key = (experiment, row.subgroup.clone());
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((key, vec![row])),
        }
    }
    groups
}

/// The median over folds of every figure that exists. One fold alone keeps its bootstrap interval.
///
/// # Errors
/// A figure that is not a finite number.
pub fn folds(rows: &[Row]) -> Result<Vec<FoldMedian>> {
    let mut medians = Vec::new();
    for ((experiment, subgroup), folds) in grouped(rows, &["fold"]) {
        for &figure in folds[0].compared() {
            let values: Vec<f64> = folds.iter().filter_map(|row| row.value(figure)).collect();
            if values.is_empty() {
                continue;
            }
            let median = match &folds[..] {
                [only] => only.estimate(figure).ok_or(Undefined::TooFew),
                _ => folds::median(&values),
            };
            let median = median.map_err(|reason| Error::usage(format!("{figure} over folds: {reason}")))?;
            let too_small = folds.iter().any(|row| row.too_small_for(figure));
            let images = folds.iter().map(|row| row.images().0).min().unwrap_or(0);
            let positives = folds.iter().filter_map(|row| row.images().1).min();
            let (experiment, subgroup) = (experiment.clone(), subgroup.clone());
            medians.push(FoldMedian { experiment, subgroup, figure, values, median, too_small, images, positives });
        }
    }
    Ok(medians)
}

/// Best and worst subgroup of a figure by its median over folds, among those of the same columns that are not too small in any.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The experiment.
    pub experiment: Key,
    /// The columns that form the subgroups.
    pub by: String,
    /// The figure's name.
    pub figure: &'static str,
    /// The worst subgroup, and the figure there.
    pub worst: (String, f64),
    /// The best subgroup, and the figure there.
    pub best: (String, f64),
    /// Subgroups compared.
    pub groups: usize,
    /// Subgroups left out as too small.
    pub too_small: usize,
}

/// A figure of an experiment in the subgroups of some columns.
type Set<'a> = ((&'a Key, Vec<&'a str>, &'static str), Vec<&'a FoldMedian>);

/// The gaps of each experiment, set of subgroup columns and figure with two subgroups or more.
pub fn gaps(medians: &[FoldMedian]) -> Vec<Gap> {
    let mut sets: Vec<Set<'_>> = Vec::new();
    for one in medians.iter().filter(|one| !one.subgroup.is_empty()) {
        let by: Vec<&str> = one.subgroup.iter().map(|(name, _)| name.as_str()).collect();
        let key = (&one.experiment, by, one.figure);
        match sets.iter_mut().find(|(other, _)| *other == key) {
            Some((_, medians)) => medians.push(one),
            None => sets.push((key, vec![one])),
        }
    }
    let gap = |((experiment, by, figure), medians): Set<'_>| {
        let (small, judged): (Vec<&FoldMedian>, Vec<&FoldMedian>) = medians.into_iter().partition(|one| one.too_small);
        let mut values: Vec<(String, f64)> =
            judged.iter().map(|one| (super::key_name(&one.subgroup), one.median.value)).collect();
        values.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        if less_is_better(figure) {
            values.reverse();
        }
        let [worst, .., best] = &values[..] else { return None };
        let (experiment, by) = (experiment.clone(), by.join(" x "));
        let (worst, best, groups, too_small) = (worst.clone(), best.clone(), values.len(), small.len());
        Some(Gap { experiment, by, figure, worst, best, groups, too_small })
    };
    sets.into_iter().filter_map(gap).collect()
}

/// The columns that any of these keys has.
pub(super) fn columns<'a>(keys: impl IntoIterator<Item = &'a Key>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in keys.into_iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

pub(super) fn key_cells<'a>(key: &'a Key, columns: &'a [String]) -> impl Iterator<Item = Cell> + 'a {
    columns.iter().map(|column| key.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str()).into())
}

/// Medians over folds as a table: a row for each figure.
pub fn table(medians: &[FoldMedian]) -> Table {
    let experiment = columns(medians.iter().map(|median| &median.experiment));
    let rest =
        ["group", "figure", "folds", "median", "least", "greatest", "fewest images", "fewest positives", "too small"];
    let mut table = Table::new(experiment.iter().cloned().chain(rest.map(String::from)));
    for median in medians {
        let group = if median.subgroup.is_empty() { "all".into() } else { super::key_name(&median.subgroup) };
        let end = |pick: fn(f64, f64) -> f64| median.values.iter().copied().reduce(pick);
        let number = |value: Option<f64>| value.map_or(Cell::Missing, |value| Cell::Number(value, 3));
        let cells = [
            group.into(),
            median.figure.into(),
            median.values.len().into(),
            estimate_cell(Some(median.median)),
            number(end(f64::min)),
            number(end(f64::max)),
            median.images.into(),
            median.positives.into(),
            median.too_small.then_some("too small").into(),
        ];
        table.push(key_cells(&median.experiment, &experiment).chain(cells));
    }
    table
}

/// Gaps as a table.
pub fn gap_table(gaps: &[Gap]) -> Table {
    let experiment = columns(gaps.iter().map(|gap| &gap.experiment));
    let rest = ["by", "figure", "worst group", "worst", "best group", "best", "gap", "groups", "too small"];
    let mut table = Table::new(experiment.iter().cloned().chain(rest.map(String::from)));
    for gap in gaps {
        let cells = [
            gap.by.as_str().into(),
            gap.figure.into(),
            gap.worst.0.as_str().into(),
            Cell::Number(gap.worst.1, 3),
            gap.best.0.as_str().into(),
            Cell::Number(gap.best.1, 3),
            Cell::Number((gap.best.1 - gap.worst.1).abs(), 3),
            gap.groups.into(),
            gap.too_small.into(),
        ];
        table.push(key_cells(&gap.experiment, &experiment).chain(cells));
    }
    table
}
