//! The report: one HTML page that needs no other file and no network, and its tables as CSV and JSON beside it.

pub mod charts;
mod costs;
mod examples;
pub mod load;
mod sections;
mod shortcut;

use crate::error::{Error, Result};
use crate::output::{Cell, Format, Table};
use crate::svg::escape;
use std::fs;
use std::path::Path;

/// The folder beside the page that holds the tables.
pub const TABLES: &str = "report-tables";

/// A table of the report, by its file's name.
pub struct Named {
    /// Name of its files, without extension.
    pub name: String,
    /// Heading on the page.
    pub heading: String,
    /// What a reader has to know.
    pub note: String,
    /// The table.
    pub table: Table,
    /// Row and column of each cell to mark as the best.
    pub best: Vec<(usize, usize)>,
}

/// The page and the tables it shows.
pub struct Report {
    /// The whole page.
    pub html: String,
    /// Its tables.
    pub tables: Vec<Named>,
}

/// Makes a report; `by` are the columns of subgroups, of which the first two make the confounder's view.
///
/// # Errors
/// A column that no predictions have; what the figures refuse.
pub fn report(title: &str, study: &load::Study, by: &[String]) -> Result<Report> {
    sections::check(study, by)?;
    let mut body = sections::standing(study);
    let mut tables = Vec::new();
    for predictions in &study.predictions {
        sections::kind(study, predictions, by, &mut body, &mut tables)?;
    }
    examples::section(study, &mut body, &mut tables)?;
    sections::setup(study, &mut body, &mut tables);
    costs::table(study, &mut body, &mut tables);
    sections::runs(study, &mut body, &mut tables);
    sections::records(study, &mut body);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>{0}</title>\n<style>{1}</style>\
         </head>\n<body><h1>{0}</h1>\n<p>Made by roentgen {2}. Not for diagnosis.</p>\n{body}<script>{3}</script></body></html>\n",
        escape(title),
        include_str!("page.css"),
        env!("CARGO_PKG_VERSION"),
        include_str!("sort.js"),
    );
    Ok(Report { html, tables })
}

impl Report {
    /// Every table in one JSON object, by name.
    pub fn json(&self) -> String {
        let part = |named: &Named| format!("\"{}\": {}", named.name, named.table.render(Format::Json).trim_end());
        format!("{{\n{}\n}}\n", self.tables.iter().map(part).collect::<Vec<_>>().join(",\n"))
    }
}

/// Writes the report of a folder into it: `report.html`, `report.json` and the folder of CSV tables. A study's index there says its
/// title and its columns of subgroups where `by` is empty.
///
/// # Errors
/// What [`load::read`] and [`report`] return; a folder that cannot be written.
pub fn write(dir: &Path, by: &[String]) -> Result<()> {
    let study = load::read(dir)?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let (title, own) = match &study.index {
        Some(index) => (index.title.clone(), index.by.clone()),
        None => (format!("Study {name}"), Vec::new()),
    };
    let report = report(&title, &study, if by.is_empty() { &own } else { by })?;
    let failed = |error: std::io::Error| Error::input(dir, format!("cannot be written: {error}"));
    // The page comes last: where it stands, its tables do.
    let tables = dir.join(TABLES);
    fs::create_dir_all(&tables).map_err(failed)?;
    for named in &report.tables {
        fs::write(tables.join(format!("{}.csv", named.name)), named.table.render(Format::Csv)).map_err(failed)?;
    }
    fs::write(dir.join("report.json"), report.json()).map_err(failed)?;
    let temporary = dir.join(".report.html.tmp");
    fs::write(&temporary, &report.html).map_err(failed)?;
    fs::rename(&temporary, dir.join("report.html")).map_err(failed)?;
    eprintln!("report: {}", dir.join("report.html").display());
    Ok(())
}

/// A table for the page: headers sort, numbers stand right.
fn html_table(named: &Named) -> String {
    let Named { table, best, .. } = named;
    let number = |column: usize| table.rows().iter().all(|row| !matches!(row[column], Cell::Text(_)));
    let class = |column: usize| if number(column) { "n" } else { "" };
    let mut html = String::from("<div class=\"wide\"><table><thead><tr>");
    for (column, header) in table.headers().iter().enumerate() {
        html += &format!("<th class=\"{}\"><button>{}</button></th>", class(column), escape(header));
    }
    html += "</tr></thead><tbody>\n";
    for (row, cells) in table.rows().iter().enumerate() {
        html += "<tr>";
        for (column, cell) in cells.iter().enumerate() {
            let bad = if table.headers()[column] == "failure" { " bad" } else { "" };
            let best = if best.contains(&(row, column)) { " best" } else { "" };
            let (shown, key) = (cell.text(), cell.sort_key());
            html += &format!(
                "<td class=\"{}{best}{bad}\" data-value=\"{}\">{}</td>",
                class(column),
                escape(&key),
                escape(&shown)
            );
        }
        html += "</tr>\n";
    }
    html + "</tbody></table></div>\n"
}
