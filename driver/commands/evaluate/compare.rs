//! Tests between models, between regimes, and between two subgroups.
//!
//! Over folds, as the study does: Friedman's test with Nemenyi's comparison behind it, and Mann-Whitney's between two subgroups.
//! By image: DeLong's test of AUROC or Wilcoxon's of Dice for each pair, with Holm's correction over the pairs of one table cell.

use super::summary::{columns, grouped, key_cells};
use super::{Key, Row, RowFigures, key_name};
use crate::metrics::rank_tests::{Friedman, Test, friedman, holm, mann_whitney, wilcoxon};
use crate::metrics::{Predictions, Scores, Undefined, delong};
use crate::output::{Cell, Table};
use std::collections::HashMap;

/// Risk at which Nemenyi's comparison follows Friedman's test.
pub const RISK: f64 = 0.05;
/// What is compared: the columns whose values are systems.
const FACTORS: [&str; 2] = ["model", "regime"];

/// One test, or the reason there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What the compared things have in common.
    pub context: Key,
    /// Which test.
    pub test: &'static str,
    /// Of which figure.
    pub figure: &'static str,
    /// What is compared with what.
    pub compared: String,
    /// Folds or images.
    pub n: usize,
    /// Statistic and p-value, or why not.
    pub outcome: Result<Test, Undefined>,
    /// p-value after Holm's correction, where there is a family.
    pub adjusted: Option<f64>,
}

/// Friedman's test of some systems over folds.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What the systems have in common.
    pub context: Key,
    /// Figure that ranks them.
    pub figure: &'static str,
    /// Their names.
    pub systems: Vec<String>,
    /// Those that lack a fold and are not compared.
    pub left_out: Vec<String>,
    /// The test, or why not.
    pub friedman: Result<Friedman, Undefined>,
}

fn main_figure(row: &Row) -> &'static str {
    match row.figures {
        RowFigures::Classification(_) => "AUROC",
        RowFigures::Segmentation(_) => "Dice",
    }
}

fn value_of<'a>(key: &'a Key, column: &str) -> Option<&'a str> {
    key.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
}

/// The values of an experiment's column, in order of appearance.
fn values<'a>(rows: &[&'a Row], column: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for value in rows.iter().filter_map(|row| value_of(&row.experiment, column)) {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// Friedman's test of the values of `factor` over folds, for everything else that rows on all images have in common. A system
/// that lacks a fold is left out.
pub fn rankings(rows: &[Row], factor: &str) -> Vec<Ranking> {
    let all = rows.iter().filter(|row| row.subgroup.is_empty());
    let groups = grouped(all, &[factor, "fold"]).into_iter();
    let ranking = |((context, _), rows): ((Key, Key), Vec<&Row>)| {
        let (folds, figure) = (values(&rows, "fold"), main_figure(rows[0]));
        let of = |system: &str| -> Option<Vec<f64>> {
            let at = |fold: &&str| {
                let same = |row: &&&Row| {
                    value_of(&row.experiment, factor) == Some(system) && value_of(&row.experiment, "fold") == Some(fold)
                };
                rows.iter().find(same)?.value(figure)
            };
            folds.iter().map(at).collect()
        };
        let (mut systems, mut treatments, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
        for system in values(&rows, factor) {
            match of(system) {
                Some(values) => {
                    systems.push(system.to_string());
                    treatments.push(values);
                }
                None => left_out.push(system.to_string()),
            }
        }
        Ranking { context, figure, friedman: friedman(&treatments), systems, left_out }
    };
    groups.map(ranking).filter(|ranking| ranking.systems.len() > 1).collect()
}

/// Every test that the file has the folds, systems and subgroups for; `rows` are those of the predictions.
pub fn tests(predictions: &Predictions, rows: &[Row]) -> Vec<Comparison> {
    let mut tests = Vec::new();
    for factor in FACTORS {
        for ranking in rankings(rows, factor) {
            tests.extend(over_folds(ranking));
        }
        tests.extend(by_image(predictions, rows, factor));
    }
    tests.extend(two_subgroups(rows));
    tests
}

fn over_folds(ranking: Ranking) -> Vec<Comparison> {
    let differs = ranking.differs();
    let Ranking { context, figure, systems, friedman, .. } = ranking;
    let blocks = friedman.as_ref().map_or(0, |friedman| friedman.blocks);
    let outcome = friedman.as_ref().map(|friedman| friedman.test).map_err(|reason| *reason);
    let row = |test, compared, outcome, adjusted| Comparison {
        context: context.clone(),
        test,
        figure,
        compared,
        n: blocks,
        outcome,
        adjusted,
    };
    let mut found = vec![row("Friedman over folds", systems.join(", "), outcome, None)];
    let Some(friedman) = friedman.ok().filter(|_| differs) else { return found };
    let nemenyi = friedman.nemenyi();
    for (a, b) in pairs(systems.len()) {
        let difference = (friedman.mean_ranks[a] - friedman.mean_ranks[b]).abs();
        // Nemenyi's p-values allow for all pairs already.
        let outcome = Ok(Test { statistic: difference, p: nemenyi[a][b] });
        found.push(row("Nemenyi over folds", format!("{} - {}", systems[a], systems[b]), outcome, Some(nemenyi[a][b])));
    }
    found
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
}

/// Each pair of systems on the images that both have, within one fold.
fn by_image(predictions: &Predictions, rows: &[Row], factor: &str) -> Vec<Comparison> {
    let all = rows.iter().filter(|row| row.subgroup.is_empty());
    let mut found = Vec::new();
    for ((context, _), rows) in grouped(all, &[factor]) {
        let systems = values(&rows, factor);
        let images: Vec<HashMap<&str, usize>> =
            systems.iter().map(|system| images_of(predictions, &context, factor, system)).collect();
        let mut family: Vec<Comparison> = pairs(systems.len())
            .map(|(a, b)| {
                let mut both: Vec<(usize, usize)> =
                    images[a].iter().filter_map(|(image, &at)| Some((at, *images[b].get(image)?))).collect();
                both.sort_unstable();
                let (test, outcome) = compare(predictions, &both);
                let compared = format!("{} - {}", systems[a], systems[b]);
                let (context, figure, n) = (context.clone(), main_figure(rows[0]), both.len());
                Comparison { context, test, figure, compared, n, outcome, adjusted: None }
            })
            .collect();
        let p: Vec<f64> = family.iter().filter_map(|one| one.outcome.ok()).map(|test| test.p).collect();
        let tested = family.iter_mut().filter(|one| one.outcome.is_ok());
        tested.zip(holm(&p)).for_each(|(one, adjusted)| one.adjusted = Some(adjusted));
        found.extend(family);
    }
    found
}

fn images_of<'a>(predictions: &'a Predictions, context: &Key, factor: &str, system: &str) -> HashMap<&'a str, usize> {
    let is =
        |at: usize, column: &str, value: &str| predictions.column(column).is_some_and(|values| values[at] == value);
    let same = |at: &usize| is(*at, factor, system) && context.iter().all(|(name, value)| is(*at, name, value));
    (0..predictions.len()).filter(same).map(|at| (predictions.images()[at].as_str(), at)).collect()
}

fn compare(predictions: &Predictions, both: &[(usize, usize)]) -> (&'static str, Result<Test, Undefined>) {
    let of = |values: &[f64]| -> (Vec<f64>, Vec<f64>) { both.iter().map(|&(a, b)| (values[a], values[b])).unzip() };
    match predictions.scores() {
        Scores::Classification { labels, probabilities } => {
            let (first, second) = of(probabilities);
            let same = both.iter().all(|&(a, b)| labels[a] == labels[b]);
            let labels: Vec<bool> = both.iter().map(|&(a, _)| labels[a]).collect();
            let found = if same { delong::compare(&labels, &first, &second) } else { Err(Undefined::Labels) };
            ("DeLong by image", found.map(|found| Test { statistic: found.z, p: found.p }))
        }
        Scores::Segmentation { dice, .. } => {
            let (first, second) = of(dice);
            ("Wilcoxon by image", wilcoxon(&first, &second))
        }
    }
}

/// What the values of one column have in common, and the column; each value with its figures by fold.
type Sides = ((Key, String), Vec<(String, Vec<f64>)>);

/// Mann-Whitney over folds between the two values of a subgroup's column, whatever else the subgroup has in common: sensitivity
/// of a classifier, Dice of a segmentation.
fn two_subgroups(rows: &[Row]) -> Vec<Comparison> {
    let mut sides: Vec<Sides> = Vec::new();
    let subgroups = grouped(rows.iter().filter(|row| !row.subgroup.is_empty()), &["fold"]);
    let mut figures: Vec<&'static str> = Vec::new();
    for ((experiment, subgroup), folds) in subgroups {
        let figure = if main_figure(folds[0]) == "Dice" { "Dice" } else { "sensitivity" };
        let values: Vec<f64> = folds.iter().filter_map(|row| row.value(figure)).collect();
        for (at, (column, value)) in subgroup.iter().enumerate().filter(|(_, (_, value))| !value.is_empty()) {
            let rest = subgroup.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| part.clone());
            let key = (experiment.iter().cloned().chain(rest).collect::<Key>(), column.clone());
            let side = (value.clone(), values.clone());
            match sides.iter_mut().find(|(other, _)| *other == key) {
                Some((_, sides)) => sides.push(side),
                None => {
                    sides.push((key, vec![side]));
                    figures.push(figure);
                }
            }
        }
    }
    let compared = |(((context, column), sides), figure): (Sides, &'static str)| {
        let [(first, x), (second, y)] = &sides[..] else { return None };
        let n = x.len() + y.len();
        (n > 2).then(|| Comparison {
            context,
            test: "Mann-Whitney over folds",
            figure,
            compared: format!("{column}: {first} - {second}"),
            n,
            outcome: mann_whitney(x, y),
            adjusted: None,
        })
    };
    sides.into_iter().zip(figures).filter_map(compared).collect()
}

/// The tests as a table.
pub fn table(tests: &[Comparison]) -> Table {
    let context = columns(tests.iter().map(|test| &test.context));
    let rest = ["test", "figure", "compared", "n", "statistic", "p", "p adjusted", "why not"].map(String::from);
    let mut table = Table::new(context.iter().cloned().chain(rest));
    for test in tests {
        let outcome = test.outcome.ok();
        let number = |value: Option<f64>, decimals| value.map_or(Cell::Missing, |value| Cell::Number(value, decimals));
        let cells = [
            test.test.into(),
            test.figure.into(),
            test.compared.as_str().into(),
            test.n.into(),
            number(outcome.map(|test| test.statistic), 3),
            number(outcome.map(|test| test.p), 4),
            number(test.adjusted, 4),
            test.outcome.err().map(|reason| reason.to_string()).into(),
        ];
        table.push(key_cells(&test.context, &context).chain(cells));
    }
    table
}

/// Mean ranks over folds as a table: a row for each system that has some.
pub fn rank_table(rankings: &[Ranking]) -> Table {
    let mut table = Table::new(["compared", "figure", "system", "mean rank", "critical difference", "folds", "p"]);
    for ranking in rankings {
        let Ok(friedman) = &ranking.friedman else { continue };
        for (system, rank) in ranking.systems.iter().zip(&friedman.mean_ranks) {
            table.push([
                Cell::from(ranking.name()),
                ranking.figure.into(),
                system.as_str().into(),
                Cell::Number(*rank, 3),
                Cell::Number(friedman.critical_difference(RISK), 3),
                friedman.blocks.into(),
                Cell::Number(friedman.test.p, 4),
            ]);
        }
    }
    table
}

impl Ranking {
    /// Whether Friedman's test finds a difference that Nemenyi's comparison then looks for.
    pub fn differs(&self) -> bool {
        self.friedman.as_ref().is_ok_and(|friedman| friedman.test.p < RISK) && self.systems.len() > 2
    }

    /// What a critical-difference diagram does not show, in words: that there is none and why, and who is not in it.
    pub fn unsaid(&self) -> Option<String> {
        let mut words = match &self.friedman {
            _ if self.differs() => String::new(),
            Ok(_) if self.systems.len() < 3 => String::new(),
            Ok(Friedman { test, blocks, .. }) => format!(
                "Over {blocks} folds the ranks of {} do not differ (Friedman, p = {:.3}): no critical difference is drawn.",
                self.systems.join(", "),
                test.p
            ),
            Err(reason) => format!("No ranks of {}: {reason}.", self.systems.join(", ")),
        };
        if !self.left_out.is_empty() {
            words += &format!(" Without a figure in every fold and not compared: {}.", self.left_out.join(", "));
        }
        let of = if self.context.is_empty() { String::new() } else { format!("{}: ", self.name()) };
        (!words.is_empty()).then(|| format!("{of}{}", words.trim()))
    }

    /// What the systems have in common, in words.
    pub fn name(&self) -> String {
        key_name(&self.context)
    }
}

#[cfg(test)]
mod tests {
    use super::super::summary::{folds, gaps};
    use super::super::{rows, with_subgroups};
    use super::*;
    use crate::metrics::{BootstrapOptions, Column};

    /// Three models of rising skill in five folds of 40 images, with a tube on every second; volume is the image's number.
    fn predictions() -> Predictions {
        let count = 3 * 5 * 40;
        let of = |name: &str, value: &dyn Fn(usize) -> String| Column {
            name: name.into(),
            values: (0..count).map(value).collect(),
        };
        let columns = vec![
            of("model", &|i| ["a", "b", "c"][i / 200].into()),
            of("fold", &|i| (i / 40 % 5).to_string()),
            of("tube", &|i| ["no", "yes"][i % 2].into()),
            of("volume", &|i| (i % 40).to_string()),
        ];
        let labels: Vec<bool> = (0..count).map(|i| i / 2 % 2 == 0).collect();
        let noise = |i: usize| (i * 7919 % 997) as f64 / 997.0;
        let probability = |i: usize| {
            let skill = 0.15 * (i / 200) as f64 + if i % 2 == 1 { 0.2 } else { 0.0 };
            (0.8 * noise(i) + if labels[i] { skill } else { 0.0 }).min(1.0)
        };
        let probabilities = (0..count).map(probability).collect();
        let images = (0..count).map(|i| format!("{}.png", i % 200)).collect();
        Predictions::new(images, Scores::Classification { labels, probabilities }, columns).expect("sound")
    }

    #[test]
    fn every_test_that_applies_is_there() {
        let by = ["tube".to_string(), "volume:2".to_string()];
        let predictions = with_subgroups(predictions(), &by).expect("numbers");
        let options = BootstrapOptions { resamples: 0, ..BootstrapOptions::default() };
        let rows = rows(&predictions, None, &by, &options).expect("rows");
        let found = tests(&predictions, &rows);
        let count = |name: &str| found.iter().filter(|test| test.test == name).count();
        assert_eq!(count("Friedman over folds"), 1);
        assert_eq!(count("Nemenyi over folds"), 3);
        assert_eq!(count("DeLong by image"), 15, "three pairs in each of five folds");
        // For each model: tube, half, tube in each half, half with and without tube.
        assert_eq!(count("Mann-Whitney over folds"), 3 * 6);
        let tube = found.iter().find(|test| test.compared == "tube: no - yes" && test.context.len() == 1);
        let tube = tube.expect("the shortcut");
        assert_eq!((tube.figure, tube.n), ("sensitivity", 10));
        assert!(tube.outcome.is_ok_and(|test| test.p < 0.05), "{tube:?}");
        let delong = found.iter().find(|test| test.test == "DeLong by image").expect("a pair");
        assert!(delong.adjusted >= delong.outcome.ok().map(|test| test.p));
        assert_eq!(delong.n, 40);
        let medians = folds(&rows).expect("medians");
        let auroc = medians.iter().find(|one| one.figure == "AUROC" && one.subgroup.is_empty()).expect("a median");
        assert_eq!(auroc.values.len(), 5);
        let least = auroc.values.iter().copied().reduce(f64::min);
        assert_eq!(auroc.median.low, least, "five folds: the interval is their range");
        let gaps = gaps(&medians);
        let gap = gaps.iter().find(|gap| gap.by == "tube" && gap.figure == "sensitivity").expect("a gap");
        assert_eq!((gap.worst.0.as_str(), gap.best.0.as_str(), gap.groups), ("tube=no", "tube=yes", 2));
        assert!(gaps.iter().all(|gap| gap.by != "tube x volume:2"), "crossed groups of ten images are too small");
    }
}
