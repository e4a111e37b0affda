//! What stands on the page, section by section.

use super::load::{Run, Study};
use super::{Named, charts, costs, html_table, shortcut};
use crate::commands::evaluate::compare::{self, RISK};
use crate::commands::evaluate::summary::{self, FoldMedian};
use crate::commands::evaluate::{Key, estimate_cell, key_name, less_is_better, rows, table, with_subgroups};
use crate::error::{Error, Result};
use crate::metrics::predictions::EXPERIMENT_COLUMNS;
use crate::metrics::{BootstrapOptions, Estimate, Predictions, Scores, curves};
use crate::output::{Cell, Table};
use crate::study::index::State;
use crate::svg::escape;

const PUBLISHED: &str = include_str!("published.csv");
/// Sensitivity or Dice of the smallest quartile in arXiv 2511.09742, with and without a chest tube.
const PUBLISHED_SMALLEST: &str = include_str!("published_smallest.csv");

pub(super) fn show(body: &mut String, tables: &mut Vec<Named>, named: Named) {
    let Named { name, heading, note, .. } = &named;
    *body += &format!("<h3 id=\"{name}\">{}</h3>\n<p>{}</p>\n{}", escape(heading), escape(note), html_table(&named));
    tables.push(named);
}

/// Shows a long table that few readers need: its heading opens it.
pub(super) fn show_folded(body: &mut String, tables: &mut Vec<Named>, named: Named, open: bool) {
    *body += &folded(&named, open);
    tables.push(named);
}

fn folded(named: &Named, open: bool) -> String {
    let Named { name, heading, note, table, .. } = named;
    format!(
        "<details id=\"{name}\"{}><summary>{}, {} rows</summary>\n<p>{}</p>\n{}</details>\n",
        if open { " open" } else { "" },
        escape(heading),
        table.rows().len(),
        escape(note),
        html_table(named)
    )
}

/// Shows the rows of some figures only, folded, lest the page grow past what a mail takes; its files have all.
fn show_figures(body: &mut String, tables: &mut Vec<Named>, named: Named, figures: &[&str]) {
    let column = named.table.headers().iter().position(|header| header == "figure");
    let mut shown = Table::new(named.table.headers().iter().cloned());
    let is_shown = |cells: &&Vec<Cell>| {
        column.is_none_or(|column| matches!(&cells[column], Cell::Text(text) if figures.contains(&text.as_str())))
    };
    named.table.rows().iter().filter(is_shown).for_each(|cells| shown.push(cells.iter().cloned()));
    let mut only = figures.to_vec();
    only.dedup();
    let note =
        format!("{} Here {}; all figures are in report-tables/{}.csv.", named.note, only.join(" and "), named.name);
    let here = Named { name: named.name.clone(), heading: named.heading.clone(), note, table: shown, best: Vec::new() };
    *body += &folded(&here, false);
    tables.push(named);
}

pub(super) fn figure(body: &mut String, class: &str, svg: &str) {
    *body += &format!("<figure class=\"{class}\">{svg}</figure>\n");
}

/// How much of a study is there, for the top of the page; nothing of a folder that is no study's.
pub fn standing(study: &Study) -> String {
    let Some(index) = &study.index else { return String::new() };
    let count = |state: State| index.cells.iter().filter(|entry| entry.state == state).count();
    let [finished, failed, open] = [State::Finished, State::Failed, State::Open].map(count);
    let all = index.cells.len();
    let mut text = format!("<p>{all} cells: {finished} finished");
    if failed > 0 {
        text += &format!(", <b>{failed} failed</b> (<a href=\"#runs\">reasons</a>)");
    }
    if open > 0 {
        text += &format!(", {open} not run yet");
    }
    text + ".</p>\n"
}

/// Every run, and why one has no figures.
pub fn runs(study: &Study, body: &mut String, tables: &mut Vec<Named>) {
    let mut table = Table::new([
        "run",
        "failure",
        "model",
        "regime",
        "task",
        "finding",
        "fold",
        "device",
        "seed",
        "seconds",
        "memory MiB",
    ]);
    let entries = study.index.as_ref().map_or(&[][..], |index| &index.cells);
    let mut failed_first: Vec<&Run> = study.runs.iter().collect();
    failed_first.sort_by_key(|run| run.failure.is_none());
    for run in failed_first {
        let id = run.name.trim_start_matches("runs/").trim_end_matches(".failed");
        let entry = entries.iter().find(|entry| entry.id == id);
        let record = &run.record;
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::Null => Cell::Missing,
            serde_json::Value::String(text) => text.as_str().into(),
            other => other.to_string().into(),
        };
        let mut cells: Vec<Cell> = vec![run.name.as_str().into(), run.failure.as_deref().into()];
        cells.extend(["model", "regime", "task", "finding", "fold"].map(|name| text(&record[name])));
        let provenance = &record["provenance"];
        cells.extend([&provenance["device"]["name"], &record["recipe"]["seed"]].map(text));
        cells.push(entry.and_then(|entry| entry.seconds).map_or(Cell::Missing, |seconds| Cell::Number(seconds, 1)));
        cells.push(entry.and_then(|entry| entry.peak_bytes).map(|bytes| bytes >> 20).into());
        table.push(cells);
    }
    let failed = study.runs.iter().filter(|run| run.failure.is_some()).count();
    let note = format!(
        "{} runs or files, {failed} of them failed; a failed one has its reason here and no figures above.",
        study.runs.len()
    );
    let runs = Named { name: "runs".into(), heading: "Runs".into(), note, table, best: Vec::new() };
    show_folded(body, tables, runs, failed > 0);
}

/// Versions, devices, types and seeds of all runs, and the study's file as it stood.
pub fn setup(study: &Study, body: &mut String, tables: &mut Vec<Named>) {
    *body += "<h2>How it was made</h2>\n";
    let mut found: Vec<([String; 8], usize)> = Vec::new();
    for run in study.runs.iter().filter(|run| run.record["provenance"].is_object()) {
        let (provenance, recipe) = (&run.record["provenance"], &run.record["recipe"]);
        let device = &provenance["device"];
        let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), String::from);
        let row = [
            &provenance["version"],
            &provenance["commit"],
            &device["name"],
            &device["driver"],
            &device["api"],
            &provenance["dtype"],
            &provenance["tile"],
            &recipe["seed"],
        ]
        .map(text);
        match found.iter_mut().find(|(other, _)| *other == row) {
            Some((_, count)) => *count += 1,
            None => found.push((row, 1)),
        }
    }
    let mut table = Table::new(["version", "commit", "device", "driver", "API", "type", "tile", "seed", "runs"]);
    for (row, count) in found {
        table.push(row.into_iter().map(Cell::from).chain([Cell::from(count)]));
    }
    let note =
        "Every combination of program, device and seed among the runs; each run's own record stands below.".to_string();
    show(
        body,
        tables,
        Named { name: "setup".into(), heading: "Versions, devices, seeds".into(), note, table, best: Vec::new() },
    );
    if let Some(index) = &study.index {
        *body += &format!(
            "<details><summary>The study's file</summary><pre>{}</pre></details>\n",
            escape_lines(&index.configuration)
        );
    }
}

/// A record without its long lists of keys, which stand in the run's `run.json`.
fn shortened(record: &serde_json::Value) -> serde_json::Value {
    let mut record = record.clone();
    for value in record.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        if let Some(count) = value.as_array().map(Vec::len).filter(|count| *count > 8) {
            *value = format!("{count} of them, see run.json").into();
        }
    }
    record
}

/// The configuration of every run as it was written.
pub fn records(study: &Study, body: &mut String) {
    *body += "<h2>Configurations</h2>\n";
    for run in study.runs.iter().filter(|run| !run.record.is_null()) {
        *body += &format!(
            "<details><summary>{}</summary><pre>{}</pre></details>\n",
            escape(&run.name),
            escape_lines(&format!("{:#}", shortened(&run.record)))
        );
    }
}

fn escape_lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

pub(super) fn part<'a>(key: &'a Key, name: &str) -> Option<&'a str> {
    key.iter().find(|(column, _)| column == name).map(|(_, value)| value.as_str())
}

/// The published median for a system with its interval, where the study has it.
fn published(constant: &Key, experiment: &Key) -> Option<Estimate> {
    let of = |name| part(experiment, name).or(part(constant, name)).unwrap_or_default();
    // The authors resized their logits to the model's input and compared there.
    if of("resolution") == "original" {
        return None;
    }
    let wanted = ["finding", "task", "model", "regime"].map(of);
    PUBLISHED.lines().skip(1).find_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |at: usize| cells.get(at).and_then(|cell| cell.parse().ok());
        let value = number(4).filter(|_| cells[..4] == wanted)?;
        Some(Estimate { value, low: number(5), high: number(6) })
    })
}

/// All of one kind, classification or segmentation.
pub fn kind(
    study: &Study,
    predictions: &Predictions,
    by: &[String],
    body: &mut String,
    tables: &mut Vec<Named>,
) -> Result<()> {
    let (kind, main, judged) = match predictions.scores() {
        Scores::Classification { .. } => ("classification", "AUROC", "sensitivity"),
        Scores::Segmentation { .. } => ("segmentation", "Dice", "Dice"),
    };
    let predictions = with_subgroups(predictions.clone(), by)?;
    // With folds, the spread over them is the interval; without, the bootstrap's.
    let folds = predictions.column("fold").is_some_and(|values| values.iter().any(|value| *value != values[0]));
    let resamples = if folds { 0 } else { BootstrapOptions::default().resamples };
    let validation = study.validation.as_ref().filter(|_| main == "AUROC");
    let rows = rows(&predictions, validation, by, &BootstrapOptions { resamples, ..BootstrapOptions::default() })?;
    let medians = summary::folds(&rows)?;
    let same =
        |name: &&str| predictions.column(name).is_some_and(|values| values.iter().all(|value| *value == values[0]));
    let constant: Key = EXPERIMENT_COLUMNS
        .iter()
        .filter(|name| same(name))
        .filter_map(|name| Some((name.to_string(), predictions.column(name)?[0].clone())))
        .collect();
    *body += &format!(
        "<h2>{}</h2>\n<p>{}</p>\n",
        if main == "AUROC" { "Classification" } else { "Segmentation" },
        escape(&key_name(&constant))
    );
    let systems = systems_table(kind, folds, &medians, &constant);
    show(body, tables, systems);
    if let Some(first) = by.first() {
        shortcut::section((kind, judged, first), &medians, &rows, body, tables);
    }
    // Pictures are of the model's resolution; the tables have both.
    let drawn: Vec<FoldMedian> = medians
        .iter()
        .filter(|one| part(&one.experiment, "resolution") != Some("original"))
        .map(without_resolution)
        .collect();
    let all: Vec<&FoldMedian> = drawn.iter().filter(|one| one.subgroup.is_empty() && one.figure == main).collect();
    let mark = |one: &&FoldMedian| charts::Mark {
        name: system(&one.experiment),
        ours: one.median,
        published: published(&constant, &one.experiment).map(|published| published.value),
    };
    *body += "<div class=\"pictures\">\n";
    let marks: Vec<charts::Mark> = all.iter().map(mark).collect();
    let published = if marks.iter().any(|mark| mark.published.is_some()) { "; diamonds are published" } else { "" };
    figure(body, "full", &charts::forest(&format!("{main}, with its interval{published}"), &marks));
    costs::against(&study.costs, main, &constant, &all, body);
    if let Scores::Classification { labels, probabilities } = predictions.scores() {
        classifier_curves(&predictions, labels, probabilities, &all, body, tables);
    }
    let rankings = compare::rankings(&rows, "model");
    for ranking in rankings.iter().filter(|ranking| ranking.differs()) {
        let title = format!("{main}, mean ranks of models over folds {}", ranking.name());
        figure(body, "full", &charts::critical_difference(&title, ranking, RISK));
    }
    *body += "</div>\n";
    for words in rankings.iter().filter_map(|ranking| ranking.unsaid()) {
        *body += &format!("<p>{}</p>\n", escape(&words));
    }
    // For programs: what the page's medians, ranks and pictures are made of.
    for (what, table) in [("folds", table(&rows, true)), ("ranks", compare::rank_table(&rankings))] {
        let (name, heading) = (format!("{kind}_{what}"), what.to_string());
        tables.push(Named { name, heading, note: String::new(), table, best: Vec::new() });
    }
    if !by.is_empty() {
        subgroups(judged, &drawn, &constant, by, body);
        let note = "Best and worst subgroup, by the median over folds, among those with at least ten images of each class that the figure is made of.";
        let (name, heading) = (format!("{kind}_gaps"), "Gaps between subgroups".to_string());
        let table = summary::gap_table(&summary::gaps(&medians));
        let gaps = Named { name, heading, note: note.into(), table, best: Vec::new() };
        show_figures(body, tables, gaps, &[main, judged]);
        let note = "A star or a word says where a subgroup has fewer than ten images of a class: too few to judge.";
        let (name, heading) = (format!("{kind}_subgroups"), "Subgroups".to_string());
        let table = summary::table(&medians);
        let groups = Named { name, heading, note: note.into(), table, best: Vec::new() };
        show_figures(body, tables, groups, &[main, judged]);
    }
    let note = "Friedman and Nemenyi over folds; DeLong or Wilcoxon by image with Holm's correction; Mann-Whitney over folds between two subgroups.";
    let table = compare::table(&compare::tests(&predictions, &rows));
    let (name, heading) = (format!("{kind}_tests"), "Tests".to_string());
    show_folded(body, tables, Named { name, heading, note: note.into(), table, best: Vec::new() }, false);
    Ok(())
}

/// The same of an experiment that is not told by its resolution.
fn without_resolution(one: &FoldMedian) -> FoldMedian {
    let experiment = one.experiment.iter().filter(|(name, _)| name != "resolution").cloned().collect();
    FoldMedian { experiment, ..one.clone() }
}

pub(super) fn system(experiment: &Key) -> String {
    let values: Vec<&str> = experiment.iter().map(|(_, value)| value.as_str()).collect();
    if values.is_empty() { "all".into() } else { values.join(", ") }
}

/// A row for each system, a column for each figure, and the best of each finding and task marked.
fn systems_table(kind: &str, folds: bool, medians: &[FoldMedian], constant: &Key) -> Named {
    let all: Vec<&FoldMedian> = medians.iter().filter(|one| one.subgroup.is_empty()).collect();
    let (mut experiments, mut figures): (Vec<&Key>, Vec<&'static str>) = (Vec::new(), Vec::new());
    for one in &all {
        if !experiments.contains(&&one.experiment) {
            experiments.push(&one.experiment);
        }
        if !figures.contains(&one.figure) {
            figures.push(one.figure);
        }
    }
    let columns: Vec<String> =
        experiments.first().map(|key| key.iter().map(|(name, _)| name.clone()).collect()).unwrap_or_default();
    let theirs: Vec<Option<Estimate>> = experiments.iter().map(|key| published(constant, key)).collect();
    // Beside the main figure, where anything is published.
    let beside = if theirs.iter().any(Option::is_some) { vec!["published".to_string()] } else { Vec::new() };
    let mut headers = figures.iter().map(|name| name.to_string());
    let first = headers.next();
    let before = columns.iter().cloned().chain(["folds".into()]).chain(first).chain(beside.iter().cloned());
    let mut table = Table::new(before.chain(headers));
    let of = |key: &Key, figure: &str| all.iter().find(|one| one.experiment == *key && one.figure == figure);
    let mut best = Vec::new();
    for (row, key) in experiments.iter().enumerate() {
        let most = figures.iter().filter_map(|figure| of(key, figure)).map(|one| one.values.len()).max();
        let mut cells: Vec<Cell> = key.iter().map(|(_, value)| value.as_str().into()).collect();
        cells.push(most.into());
        cells.extend(figures.iter().map(|figure| estimate_cell(of(key, figure).map(|one| one.median))));
        if !beside.is_empty() {
            cells.insert(columns.len() + 2, estimate_cell(theirs[row]));
        }
        table.push(cells);
        for (at, figure) in figures.iter().enumerate() {
            let value = |key: &Key| of(key, figure).map(|one| one.median.value);
            let rivals = experiments.iter().filter(|other| {
                ["finding", "task", "resolution"].iter().all(|name| part(other, name) == part(key, name))
            });
            let better = |a: f64, b: f64| if less_is_better(figure) { a < b } else { a > b };
            let beaten =
                value(key).is_none_or(|own| rivals.filter_map(|other| value(other)).any(|other| better(other, own)));
            if !beaten {
                let shift = if at > 0 { beside.len() } else { 0 };
                best.push((row, columns.len() + 1 + at + shift));
            }
        }
    }
    let note = if folds {
        "Median over folds with its order-statistic interval; with up to five folds that is the least and the greatest. The best of \
         each finding, task and resolution is marked. Published: median of five folds in arXiv 2511.09742, with the least and the greatest."
    } else {
        "One fold: figures with 95 % bootstrap intervals. The best of each finding and task is marked. Published: arXiv 2511.09742."
    };
    Named { name: format!("{kind}_figures"), heading: "Systems".into(), note: note.into(), table, best }
}

fn classifier_curves(
    predictions: &Predictions,
    labels: &[bool],
    probabilities: &[f64],
    systems: &[&FoldMedian],
    body: &mut String,
    tables: &mut Vec<Named>,
) {
    let mut table = Table::new(["system", "curve", "x", "y"]);
    let (mut roc, mut precision, mut reliability) = (Vec::new(), Vec::new(), Vec::new());
    for one in systems {
        let same = |at: &usize| {
            one.experiment
                .iter()
                .all(|(name, value)| predictions.column(name).is_some_and(|values| values[*at] == *value))
        };
        let images: Vec<usize> = (0..predictions.len()).filter(same).collect();
        let labels: Vec<bool> = images.iter().map(|&at| labels[at]).collect();
        let probabilities: Vec<f64> = images.iter().map(|&at| probabilities[at]).collect();
        let bins = curves::reliability(&labels, &probabilities);
        let name = system(&one.experiment);
        for (curve, points, into) in [
            ("roc", curves::roc(&labels, &probabilities), &mut roc),
            ("precision-recall", curves::precision_recall(&labels, &probabilities), &mut precision),
            ("reliability", bins.iter().filter_map(|bin| bin.means()).collect(), &mut reliability),
        ] {
            for (x, y) in charts::thinned(&points) {
                table.push([name.as_str().into(), curve.into(), Cell::Number(x, 4), Cell::Number(y, 4)]);
            }
            into.push(charts::Curve { name: name.clone(), points });
        }
    }
    figure(body, "", &charts::curves("ROC, folds pooled", "1 - specificity", "sensitivity", &roc, true));
    figure(body, "", &charts::curves("Precision and recall, folds pooled", "recall", "precision", &precision, false));
    figure(
        body,
        "",
        &charts::curves("Reliability, folds pooled", "mean probability", "share of positives", &reliability, true),
    );
    let (name, heading) = ("classification_curves".to_string(), "Curves".to_string());
    tables.push(Named { name, heading, note: String::new(), table, best: Vec::new() });
}

/// The published median among the smallest pneumothoraces, with or without the tube.
fn published_smallest(constant: &Key, experiment: &Key, tube: &str) -> Option<f64> {
    let of = |name| part(experiment, name).or(part(constant, name)).unwrap_or_default();
    let wanted = [of("finding"), of("task"), of("model"), of("regime"), tube];
    PUBLISHED_SMALLEST.lines().skip(1).find_map(|line| {
        let (key, value) = line.rsplit_once(',')?;
        if key.split(',').eq(wanted) { value.parse().ok() } else { None }
    })
}

/// Heat map of all subgroups, and the confounder's view of the first two columns.
fn subgroups(judged: &str, medians: &[FoldMedian], constant: &Key, by: &[String], body: &mut String) {
    let judged_medians: Vec<&FoldMedian> = medians.iter().filter(|one| one.figure == judged).collect();
    let mut systems: Vec<&Key> = Vec::new();
    let mut groups: Vec<&Key> = Vec::new();
    for one in &judged_medians {
        if !systems.contains(&&one.experiment) {
            systems.push(&one.experiment);
        }
        if !groups.contains(&&one.subgroup) {
            groups.push(&one.subgroup);
        }
    }
    let of = |system: &Key, group: &Key| {
        judged_medians.iter().find(|one| one.experiment == *system && one.subgroup == *group)
    };
    let names: Vec<String> = systems.iter().map(|key| system(key)).collect();
    let group_names: Vec<String> =
        groups.iter().map(|key| if key.is_empty() { "all".into() } else { key_name(key) }).collect();
    *body += "<div class=\"pictures\">\n";
    let value =
        |row: usize, column: usize| of(systems[row], groups[column]).map(|one| (one.median.value, one.too_small));
    figure(
        body,
        "full",
        &charts::heat_map(&format!("{judged} by subgroup; * too small to judge"), &names, &group_names, value),
    );
    if let [first, second, ..] = by {
        let values = |column: &str| {
            let mut found: Vec<String> =
                groups.iter().filter_map(|key| part(key, column)).filter(|v| !v.is_empty()).map(String::from).collect();
            found.sort();
            found.dedup();
            found
        };
        let (sides, places) = (values(first), values(second));
        *body += &format!(
            "</div>\n<h3>{0} by {1}, for each {2}</h3>\n<div class=\"pictures\">\n",
            escape(judged),
            escape(second),
            escape(first)
        );
        for (key, name) in systems.iter().zip(&names) {
            let at = |side: &String, place: &String| -> Option<Estimate> {
                let crossed = vec![(first.clone(), side.clone()), (second.clone(), place.clone())];
                of(key, &crossed).map(|one| one.median)
            };
            // The study names its smallest quartile alone.
            let smallest = first == "tube" && places.first().is_some_and(|place| place == "Q1");
            let line = |side: &String| charts::Side {
                name: format!("{first}={side}"),
                estimates: places.iter().map(|place| at(side, place)).collect(),
                published: published_smallest(constant, key, side).filter(|_| smallest),
            };
            figure(body, "", &charts::confounder(name, &places, &sides.iter().map(line).collect::<Vec<_>>()));
        }
    }
    *body += "</div>\n";
}

/// Checks that every column of `by` is one of some predictions.
///
/// # Errors
/// [`Error::Usage`] naming the column and those that exist.
pub fn check(study: &Study, by: &[String]) -> Result<()> {
    for name in by {
        let column = name.rsplit_once(':').map_or(name.as_str(), |(column, _)| column);
        if let Some(lacking) = study.predictions.iter().find(|p| p.column(name).or(p.column(column)).is_none()) {
            let names: Vec<&str> = lacking.columns().iter().map(|column| column.name.as_str()).collect();
            return Err(Error::usage(format!("--by {name}: no such column; there are {}", names.join(", "))));
        }
    }
    Ok(())
}
