//! The confounder at a glance: the judged figure with and without the first attribute, a row for each system.

use super::Named;
use super::charts::{self, Pair};
use super::sections::{figure, part, show, system};
use crate::commands::evaluate::summary::FoldMedian;
use crate::commands::evaluate::{Key, Row, RowFigures, estimate_cell};
use crate::output::{Cell, Table};
use crate::svg::escape;

/// The section; nothing where the attribute has other than two values.
pub fn section(
    (kind, judged, attribute): (&str, &str, &str),
    medians: &[FoldMedian],
    rows: &[Row],
    body: &mut String,
    tables: &mut Vec<Named>,
) {
    let of_attribute: Vec<&FoldMedian> = medians
        .iter()
        .filter(|one| {
            one.figure == judged
                && one.subgroup.len() == 1
                && part(&one.subgroup, attribute).is_some_and(|v| !v.is_empty())
        })
        .collect();
    let (mut values, mut systems): (Vec<&str>, Vec<&Key>) = (Vec::new(), Vec::new());
    for one in &of_attribute {
        let value = part(&one.subgroup, attribute).unwrap_or_default();
        if !values.contains(&value) {
            values.push(value);
        }
        if !systems.contains(&&one.experiment) {
            systems.push(&one.experiment);
        }
    }
    values.sort_unstable();
    let [without, with] = values[..] else { return };
    let columns: Vec<String> =
        systems.iter().flat_map(|key| key.iter().map(|(name, _)| name.clone())).fold(Vec::new(), |mut names, name| {
            if !names.contains(&name) {
                names.push(name);
            }
            names
        });
    let sides = [format!("{attribute}={with}"), format!("{attribute}={without}")];
    let rest = sides
        .iter()
        .cloned()
        .chain(["difference".to_string()])
        .chain(sides.iter().map(|side| format!("fewest with {side}")));
    let mut table = Table::new(columns.iter().cloned().chain(rest));
    let mut pairs = Vec::new();
    for key in systems {
        let at = |value: &str| {
            of_attribute.iter().find(|one| one.experiment == *key && part(&one.subgroup, attribute) == Some(value))
        };
        let (a, b) = (at(with), at(without));
        let difference = a.zip(b).map(|(a, b)| a.median.value - b.median.value);
        let mut cells: Vec<Cell> = columns.iter().map(|name| part(key, name).into()).collect();
        cells.extend([a, b].map(|side| estimate_cell(side.map(|side| side.median))));
        cells.push(difference.map_or(Cell::Missing, |difference| Cell::Number(difference, 3)));
        cells.extend([with, without].map(|value| fewest(rows, key, attribute, value).into()));
        table.push(cells);
        if let (Some(a), Some(b)) = (a, b)
            && part(key, "resolution") != Some("original")
        {
            let drawn: Key = key.iter().filter(|(name, _)| name != "resolution").cloned().collect();
            pairs.push(Pair { name: system(&drawn), with: a.median.value, without: b.median.value });
        }
    }
    let title = format!("{judged} with and without {attribute}");
    *body += &format!("<h3>{}</h3>\n<div class=\"pictures\">\n", escape(&title));
    figure(body, "full", &charts::pairs(&title, &sides, &pairs));
    *body += "</div>\n";
    let note = format!(
        "Medians over folds with their intervals, and their difference: a large one means that the system leans on {attribute}, a shortcut. Fewest: images \
         (of a classification, positives) in the smallest fold."
    );
    let (name, heading) = (format!("{kind}_confounder"), format!("{judged} by {attribute}"));
    show(body, tables, Named { name, heading, note, table, best: Vec::new() });
}

/// Images that the figure is of, in the fold that has the fewest: of a classification those with the finding.
fn fewest(rows: &[Row], experiment: &Key, attribute: &str, value: &str) -> Option<usize> {
    let same = |row: &&Row| {
        row.subgroup.len() == 1
            && part(&row.subgroup, attribute) == Some(value)
            && experiment.iter().all(|(name, value)| part(&row.experiment, name) == Some(value))
    };
    let count = |row: &Row| match &row.figures {
        RowFigures::Classification(summary) => summary.positives,
        RowFigures::Segmentation(summary) => summary.n,
    };
    rows.iter().filter(same).map(count).min()
}
