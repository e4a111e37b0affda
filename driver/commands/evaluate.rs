//! `roentgen evaluate`: figures of a file of predictions, for all images and for subgroups; over folds; gaps; tests.

pub mod compare;
pub mod row;
pub mod summary;

pub use row::{Key, Row, RowFigures, estimate_cell, key_name, less_is_better};

use crate::error::{Error, Result};
use crate::metrics::predictions::{DISTANCE_COLUMNS, EXPERIMENT_COLUMNS, PATIENT_COLUMN};
use crate::metrics::{BootstrapOptions, Predictions, Scores, bootstrap, curves, summarize, summarize_segmentation};
use crate::output::{Cell, Format, Table, print};
use std::collections::HashMap;
use std::path::PathBuf;

/// Most resamples that may be asked for; beyond, the interval's own noise is far below its third decimal.
const MOST_RESAMPLES: usize = 100_000;

/// Compute metrics with bootstrap intervals, for all images and for subgroups.
///
/// Where the file has several models, regimes, tasks, findings or folds, each has rows of its own. Intervals are by patient
/// where the file has a column `patient`, else by image.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// CSV with image, label and probability (or dice and iou), and any attributes
    pub predictions: PathBuf,
    /// Columns to form subgroups by; several are also crossed with each other. COLUMN:N cuts numbers into N quantiles
    #[arg(long, value_name = "COLUMN[:N],...", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Predictions on the validation images: they choose the threshold of Youden's point
    #[arg(long, value_name = "P.csv")]
    pub validation: Option<PathBuf>,
    /// Which table
    #[arg(long, value_enum, default_value_t = Show::Figures)]
    pub show: Show,
    /// Probability at or above which an image is called positive
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    pub threshold: f64,
    /// Bootstrap resamples; 0 leaves the intervals out
    #[arg(long, value_name = "N", default_value_t = bootstrap::DEFAULT_RESAMPLES)]
    pub bootstrap: usize,
    /// Seed of the bootstrap
    #[arg(long, value_name = "N", default_value_t = bootstrap::DEFAULT_SEED)]
    pub seed: u64,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Which table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Show {
    /// Figures of each experiment and subgroup, with bootstrap intervals.
    Figures,
    /// Medians over folds.
    Folds,
    /// Best and worst subgroup of each figure.
    Gaps,
    /// Tests between models, between regimes and between two subgroups.
    Tests,
}

/// Prints the figures of a file of predictions.
///
/// # Errors
/// What [`Predictions::read`] and [`rows`] refuse, and a standard output that cannot be written to.
pub fn run(args: &Args) -> Result<()> {
    let options = BootstrapOptions { resamples: args.bootstrap, seed: args.seed, threshold: args.threshold };
    let predictions = with_subgroups(Predictions::read(&args.predictions)?, &args.by)?;
    let validation = args.validation.as_ref().map(Predictions::read).transpose()?;
    let rows = rows(&predictions, validation.as_ref(), &args.by, &options)?;
    let text = match args.show {
        Show::Figures => render(&rows, &options, args.format),
        Show::Folds => summary::table(&summary::folds(&rows)?).render(args.format),
        Show::Gaps => summary::gap_table(&summary::gaps(&summary::folds(&rows)?)).render(args.format),
        Show::Tests => compare::table(&compare::tests(&predictions, &rows)).render(args.format),
    };
    print(&text)
}

/// Into how many quantiles a column can be cut.
pub const QUANTILES: std::ops::RangeInclusive<usize> = 2..=100;

/// The predictions with a column for each `COLUMN:N` of `by` that is not itself a column.
///
/// # Errors
/// What [`Predictions::with_quantiles`] refuses, and an N that is not from 2 to 100.
pub fn with_subgroups(mut predictions: Predictions, by: &[String]) -> Result<Predictions> {
    for name in by {
        let Some((column, count)) = name.rsplit_once(':').filter(|_| predictions.column(name).is_none()) else {
            continue;
        };
        if predictions.column(column).is_some() {
            let count = count.parse().ok().filter(|count| QUANTILES.contains(count));
            let count =
                count.ok_or_else(|| Error::usage(format!("--by {name}: give 2 to 100 quantiles behind the colon")))?;
            predictions = predictions.with_quantiles(column, count)?;
        }
    }
    Ok(predictions)
}

/// Computes a row for all images, one for each value of each column in `by` and, with several, one for each combination of
/// all their values that occurs; all that for each experiment in the file.
///
/// Experiments come in the file's order, values of a subgroup in rising order. `validation` chooses each experiment's threshold by
/// Youden's point; it has the experiment's columns.
///
/// # Errors
/// [`Error::Usage`] if a column of `by` does not exist or is named twice, or an option is out of range.
pub fn rows(
    predictions: &Predictions,
    validation: Option<&Predictions>,
    by: &[String],
    options: &BootstrapOptions,
) -> Result<Vec<Row>> {
    if !(0.0..=1.0).contains(&options.threshold) {
        return Err(Error::usage(format!("--threshold is {}; give a number from 0 to 1", options.threshold)));
    }
    if options.resamples > MOST_RESAMPLES {
        return Err(Error::usage(format!("--bootstrap is {}; at most {MOST_RESAMPLES}", options.resamples)));
    }
    for (at, name) in by.iter().enumerate() {
        if predictions.column(name).is_none() {
            let names: Vec<&str> = predictions.columns().iter().map(|column| column.name.as_str()).collect();
            let names = if names.is_empty() { "none".to_string() } else { names.join(", ") };
            return Err(Error::usage(format!("--by {name}: no such column; columns for subgroups: {names}")));
        }
        if by[..at].contains(name) {
            return Err(Error::usage(format!("--by {name}: named twice")));
        }
    }
    let varying: Vec<&str> = EXPERIMENT_COLUMNS
        .into_iter()
        .filter(|name| !by.iter().any(|column| column == name))
        .filter(|name| predictions.column(name).is_some_and(|values| values.iter().any(|value| *value != values[0])))
        .collect();
    let everything: Vec<usize> = (0..predictions.len()).collect();
    let [hausdorff, surface] = DISTANCE_COLUMNS.map(|name| predictions.numbers(name));
    let distances = [hausdorff?, surface?];
    let mut rows = Vec::new();
    for (experiment, images) in split(predictions, &everything, &varying) {
        let threshold = validation.map(|validation| youden(validation, &experiment)).transpose()?.flatten();
        let mut add = |subgroup: Key, images: &[usize]| {
            let figures = figures(predictions, &distances, images, threshold, options);
            rows.push(Row { experiment: experiment.clone(), subgroup, figures });
        };
        add(Vec::new(), &images);
        let single = by.iter().map(|column| vec![column.as_str()]);
        let crossed = (by.len() > 1).then(|| by.iter().map(String::as_str).collect());
        for columns in single.chain(crossed) {
            let mut groups = split(predictions, &images, &columns);
            groups.sort_by(|(a, _), (b, _)| compare_values(a, b));
            for (subgroup, images) in groups {
                add(subgroup, &images);
            }
        }
    }
    Ok(rows)
}

/// Youden's point of an experiment's validation images; `None` where no threshold is better than calling none positive.
fn youden(validation: &Predictions, experiment: &Key) -> Result<Option<f64>> {
    let Scores::Classification { labels, probabilities } = validation.scores() else {
        return Err(Error::usage("--validation has dice and iou; a threshold is chosen from label and probability"));
    };
    let same = |image: usize| {
        experiment.iter().all(|(name, value)| validation.column(name).is_some_and(|values| values[image] == *value))
    };
    let images: Vec<usize> = (0..validation.len()).filter(|&image| same(image)).collect();
    if images.is_empty() {
        let name = key_name(experiment);
        return Err(Error::usage(format!(
            "--validation has no image of {name}; give it the same columns as the predictions"
        )));
    }
    let labels: Vec<bool> = images.iter().map(|&image| labels[image]).collect();
    let probabilities: Vec<f64> = images.iter().map(|&image| probabilities[image]).collect();
    Ok(curves::youden(&labels, &probabilities))
}

/// Groups images by their values in some columns, in order of appearance.
fn split(predictions: &Predictions, images: &[usize], columns: &[&str]) -> Vec<(Key, Vec<usize>)> {
    let columns: Vec<(&str, &[String])> =
        columns.iter().filter_map(|&name| Some((name, predictions.column(name)?))).collect();
    let mut groups: Vec<(Key, Vec<usize>)> = Vec::new();
    let mut group_of: HashMap<Vec<&str>, usize> = HashMap::new();
    for &image in images {
        let key: Vec<&str> = columns.iter().map(|(_, values)| values[image].as_str()).collect();
        let group = *group_of.entry(key).or_insert_with(|| {
            let key = columns.iter().map(|(name, values)| (name.to_string(), values[image].clone())).collect();
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(image);
    }
    groups
}

/// Numbers by size and before words; words by letter.
fn compare_values(a: &[(String, String)], b: &[(String, String)]) -> std::cmp::Ordering {
    let rank = |value: &str| value.parse::<f64>().ok().filter(|number| number.is_finite());
    let order = |(_, a): &(String, String), (_, b): &(String, String)| {
        let numbers = match (rank(a), rank(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        numbers.then_with(|| a.cmp(b))
    };
    a.iter().zip(b).map(|(a, b)| order(a, b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
}

fn figures(
    predictions: &Predictions,
    distances: &[Vec<Option<f64>>; 2],
    images: &[usize],
    threshold: Option<f64>,
    options: &BootstrapOptions,
) -> RowFigures {
    let patients: Option<Vec<&str>> = predictions
        .column(PATIENT_COLUMN)
        .map(|patients| images.iter().map(|&image| patients[image].as_str()).collect());
    let patients = patients.as_deref();
    let pick = |values: &[f64]| -> Vec<f64> { images.iter().map(|&image| values[image]).collect() };
    match predictions.scores() {
        Scores::Classification { labels, probabilities } => {
            let labels: Vec<bool> = images.iter().map(|&image| labels[image]).collect();
            let probabilities = pick(probabilities);
            let summary = summarize(&labels, &probabilities, patients, options);
            RowFigures::Classification(Box::new(match threshold {
                Some(at) => summary.with_threshold(at, &labels, &probabilities, patients, options),
                None => summary,
            }))
        }
        Scores::Segmentation { dice, iou } => {
            let [hausdorff, surface] =
                distances.each_ref().map(|values| images.iter().map(|&image| values[image]).collect::<Vec<_>>());
            let distances = [hausdorff.as_slice(), surface.as_slice()];
            let summary = summarize_segmentation(&pick(dice), &pick(iou), distances, patients, options);
            RowFigures::Segmentation(Box::new(summary))
        }
    }
}

/// What `evaluate` prints: the table and, for people, a note on the intervals below it.
pub fn render(rows: &[Row], options: &BootstrapOptions, format: Format) -> String {
    let for_programs = format.is_for_programs();
    let text = table(rows, for_programs).render(format);
    if for_programs { text } else { format!("{text}\n{}\n", note(rows, options)) }
}

/// The rows as a table. Programs also get every subgroup column by itself and the number of dropped resamples.
pub fn table(rows: &[Row], for_programs: bool) -> Table {
    let experiment: Vec<&str> =
        rows.first().map(|row| row.experiment.iter().map(|(name, _)| name.as_str()).collect()).unwrap_or_default();
    let mut by: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|row| &row.subgroup).filter(|_| for_programs) {
        if !by.contains(&name.as_str()) {
            by.push(name);
        }
    }
    let by_patient = rows.iter().any(|row| row.patients().is_some());
    let segmentation = rows.iter().any(|row| matches!(row.figures, RowFigures::Segmentation(_)));

    let shown = |name: &&&str| for_programs || rows.iter().any(|row| row.value(name).is_some());
    let mut figures = vec!["n"];
    if by_patient {
        figures.push("patients");
    }
    if segmentation {
        figures.extend(["Dice", "Dice median", "IoU", "IoU median"]);
        figures.extend(["Hausdorff 95", "surface distance"].iter().filter(&shown));
    } else {
        figures.extend(["positives", "AUROC", "AUPRC", "accuracy", "sensitivity", "specificity", "Brier", "ECE"]);
        figures.extend(["threshold", "sensitivity at Youden", "specificity at Youden"].iter().filter(&shown));
    }
    if for_programs && !segmentation {
        figures.extend(["AUROC DeLong", "dropped"]);
    }
    figures.push("too small");
    let mut headers: Vec<String> = experiment.iter().map(|name| name.to_string()).collect();
    headers.push("group".into());
    // An attribute may be called what a figure is called.
    let taken = |name: &str| figures.iter().chain(&["group"]).any(|figure| figure.eq_ignore_ascii_case(name));
    headers.extend(by.iter().map(|name| if taken(name) { format!("by {name}") } else { name.to_string() }));
    headers.extend(figures.iter().map(|name| name.to_string()));

    let mut table = Table::new(headers);
    for row in rows {
        let mut cells: Vec<Cell> = row.experiment.iter().map(|(_, value)| value.as_str().into()).collect();
        cells.push(row.name().into());
        for column in &by {
            let value = row.subgroup.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str());
            cells.push(value.into());
        }
        cells.extend(figures.iter().map(|figure| row.cell(figure)));
        table.push(cells);
    }
    table
}

/// How the intervals of these rows came about, in a line or two for people.
pub fn note(rows: &[Row], options: &BootstrapOptions) -> String {
    let mut note = String::new();
    if options.resamples > 0 {
        let unit = if rows.iter().any(|row| row.patients().is_some()) { "patient" } else { "image" };
        let (resamples, seed) = (options.resamples, options.seed);
        note += &format!("(low-high): 95 % percentile bootstrap, {resamples} resamples by {unit}, seed {seed}. ");
    }
    let mut dropped = 0;
    match rows.first().map(|row| &row.figures) {
        Some(RowFigures::Segmentation(_)) => note += "Dice and IoU: mean over images.",
        _ => {
            note += &format!("Called positive at a probability of {} or more. -: undefined.", options.threshold);
            for row in rows {
                if let RowFigures::Classification(summary) = &row.figures {
                    dropped = dropped.max(summary.dropped);
                }
            }
        }
    }
    if dropped > 0 {
        note += &format!(
            "\nUp to {dropped} resamples of a row had one class only; the intervals of AUROC and AUPRC go without them."
        );
    }
    note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Column;

    /// 60 images: two models, tube yes or no, quartile 1 or 10.
    fn predictions() -> Predictions {
        let column = |name: &str, value: &dyn Fn(usize) -> String| Column {
            name: name.into(),
            values: (0..60).map(value).collect(),
        };
        let columns = vec![
            column("model", &|i| ["rad-dino", "ark-plus"][i / 30].into()),
            column("task", &|_| "classify".into()),
            column("tube", &|i| ["no", "yes"][i % 2].into()),
            column("quartile", &|i| ["10", "2"][i / 2 % 2].into()),
        ];
        let scores = Scores::Classification {
            labels: (0..60).map(|i| i % 3 == 0).collect(),
            probabilities: (0..60).map(|i| f64::from(i * 37 % 61) / 61.0).collect(),
        };
        Predictions::new((0..60).map(|i| format!("{i}.png")).collect(), scores, columns).expect("sound")
    }

    fn quick() -> BootstrapOptions {
        BootstrapOptions { resamples: 50, ..Default::default() }
    }

    #[test]
    fn groups_by_experiment_then_subgroup_then_crossing() {
        let by = ["tube".to_string(), "quartile".to_string()];
        let rows = rows(&predictions(), None, &by, &quick()).expect("rows");
        let names: Vec<String> = rows.iter().map(|row| format!("{} {}", row.experiment[0].1, row.name())).collect();
        let subgroups = [
            "all",
            "tube=no",
            "tube=yes",
            "quartile=2",
            "quartile=10",
            "tube=no quartile=2",
            "tube=no quartile=10",
            "tube=yes quartile=2",
            "tube=yes quartile=10",
        ];
        let wanted: Vec<String> = ["rad-dino", "ark-plus"]
            .iter()
            .flat_map(|model| subgroups.iter().map(move |subgroup| format!("{model} {subgroup}")))
            .collect();
        assert_eq!(names, wanted);
        assert!(rows.iter().all(|row| row.experiment.len() == 1), "task does not vary");
        let json: serde_json::Value = serde_json::from_str(&render(&rows, &quick(), Format::Json)).expect("JSON");
        assert_eq!(json[5]["tube"], "no");
        assert_eq!(json[0]["tube"], serde_json::Value::Null);
        assert_eq!(json[0]["n"], 30);
        assert!(json[0]["auroc_low"].as_f64() < json[0]["auroc_high"].as_f64());
        let csv = render(&rows, &quick(), Format::Csv);
        assert!(csv.starts_with("model,group,tube,quartile,n,positives,auroc,auroc_low,auroc_high,auprc,"), "{csv}");
        assert_eq!(csv.lines().count(), 19);
    }

    #[test]
    fn a_small_group_still_has_a_row() {
        let scores = Scores::Classification { labels: vec![true, false, true], probabilities: vec![0.9, 0.1, 0.4] };
        let columns = vec![Column { name: "n".into(), values: vec!["a".into(), "a".into(), String::new()] }];
        let images = vec!["1".into(), "2".into(), "3".into()];
        let predictions = Predictions::new(images, scores, columns).expect("sound");
        let rows = rows(&predictions, None, &["n".into()], &quick()).expect("rows");
        let text = render(&rows, &quick(), Format::Table);
        let line = text.lines().find(|line| line.starts_with("n=(empty)")).expect("a row");
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells, ["n=(empty)", "1", "1", "-", "-", "0.000", "0.000", "-", "0.360", "0.600", "too", "small"]);
        let json: serde_json::Value = serde_json::from_str(&render(&rows, &quick(), Format::Json)).expect("JSON");
        assert_eq!((&json[1]["by_n"], &json[1]["n"]), (&"".into(), &1.into()));
        assert!(json[1]["auroc"].is_null() && json[1]["auroc_low"].is_null());
    }

    #[test]
    fn segmentation_in_the_same_command() {
        let scores = Scores::Segmentation { dice: vec![0.5, 0.7, 0.9], iou: vec![0.3, 0.5, 0.8] };
        let columns = vec![Column { name: "patient".into(), values: vec!["a".into(), "a".into(), "b".into()] }];
        let predictions = Predictions::new(vec!["1".into(), "2".into(), "3".into()], scores, columns).expect("sound");
        let rows = rows(&predictions, None, &[], &quick()).expect("rows");
        let text = render(&rows, &quick(), Format::Table);
        assert!(text.contains("Dice") && text.contains("0.700 (0.6") && text.contains("by patient"), "{text}");
    }

    #[test]
    fn refuses_what_cannot_be_asked() {
        let refused = |by: &[&str], options| {
            let by: Vec<String> = by.iter().map(|name| name.to_string()).collect();
            rows(&predictions(), None, &by, &options).expect_err("refused").to_string()
        };
        let found = refused(&["sex"], quick());
        assert_eq!(found, "--by sex: no such column; columns for subgroups: model, task, tube, quartile");
        assert!(refused(&["tube", "tube"], quick()).contains("named twice"));
        assert!(refused(&[], BootstrapOptions { threshold: f64::NAN, ..quick() }).contains("--threshold"));
        assert!(refused(&[], BootstrapOptions { resamples: usize::MAX, ..quick() }).contains("--bootstrap"));
    }
}
