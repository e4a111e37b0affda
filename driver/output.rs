//! What commands leave: tables on standard output (text for people, Markdown, CSV and JSON), and folders.

use crate::error::{Error, Result};
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// How a command prints its results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Aligned text.
    #[default]
    Table,
    /// A list of objects, numbers unrounded.
    Json,
    /// Comma-separated, numbers unrounded.
    Csv,
    /// A Markdown table.
    Md,
}

impl Format {
    /// Whether programs read it.
    pub const fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Csv)
    }
}

/// One cell. People see numbers rounded, programs see all digits.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text, aligned left.
    Text(String),
    /// A whole number.
    Count(i128),
    /// A number, shown to people with so many decimals.
    Number(f64, usize),
    /// A figure with an interval: `0.951 (0.934-0.966)` for people, columns `x`, `x_low` and `x_high` for programs.
    Estimate {
        /// The figure.
        value: Option<f64>,
        /// Lower end of its interval.
        low: Option<f64>,
        /// Upper end of its interval.
        high: Option<f64>,
        /// Decimals shown to people.
        decimals: usize,
    },
    /// Nothing to say: `-`, null or an empty field.
    Missing,
}

/// Rows under headers. Programs get the headers in lower case with `_` between their words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    headers: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    pub fn new(headers: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { headers: headers.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; cells that are left out are missing, cells without a header are dropped.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = row.into_iter().collect();
        row.resize(self.headers.len(), Cell::Missing);
        self.rows.push(row);
    }

    /// The whole table; programs get these facts in every row as well, under headers that the table has not got, so that a row stands
    /// alone.
    pub fn render_with(self, format: Format, facts: impl IntoIterator<Item = (&'static str, Cell)>) -> String {
        if format.is_for_programs() { self.with(facts).render(format) } else { self.render(format) }
    }

    fn with(mut self, facts: impl IntoIterator<Item = (&'static str, Cell)>) -> Self {
        for (header, cell) in facts {
            if self.headers.iter().any(|own| own == header) {
                continue;
            }
            self.headers.push(header.to_string());
            self.rows.iter_mut().for_each(|row| row.push(cell.clone()));
        }
        self
    }

    /// The headers.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The rows, each as long as the headers.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The whole table, with a line break at its end.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Table => self.text(),
            Format::Md => self.markdown(),
            Format::Csv => self.csv(),
            Format::Json => self.json(),
        }
    }

    fn text(&self) -> String {
        let columns: Vec<Vec<String>> = (0..self.headers.len()).map(|column| self.aligned(column)).collect();
        let mut out = String::new();
        for line in 0..=self.rows.len() {
            let cells: Vec<&str> = columns.iter().map(|column| column[line].as_str()).collect();
            out.push_str(cells.join("  ").trim_end());
            out.push('\n');
        }
        out
    }

    /// A column's header and cells, padded to one width. Numbers end where the others' numbers end; intervals stand behind.
    fn aligned(&self, column: usize) -> Vec<String> {
        let cells: Vec<(String, String)> = self.rows.iter().map(|row| row[column].shown()).collect();
        let number = cells.iter().map(|(number, _)| width(number)).max().unwrap_or(0);
        let rest = cells.iter().map(|(_, rest)| width(rest)).max().unwrap_or(0);
        let header = plain(&self.headers[column]);
        let total = (number + rest).max(width(&header));
        let text = self.is_text(column);
        let pad = |text: &str, left: usize| {
            let right = total.saturating_sub(left + width(text));
            format!("{}{text}{}", " ".repeat(left), " ".repeat(right))
        };
        // Above numbers alone the header ends with them; above intervals it begins with them.
        let header_at = if text || rest > 0 { 0 } else { total - width(&header) };
        let mut lines = vec![pad(&header, header_at)];
        let spare = if rest > 0 { 0 } else { total - number };
        for (main, behind) in &cells {
            let left = if text { 0 } else { spare + number - width(main) };
            lines.push(pad(&format!("{main}{behind}"), left));
        }
        lines
    }

    fn markdown(&self) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let safe = |text: &str| plain(text).replace('\\', "\\\\").replace('|', "\\|");
        let mut out = line(self.headers.iter().map(|header| safe(header)).collect());
        let rule = |column| if self.is_text(column) { "---" } else { "---:" }.to_string();
        out += &line((0..self.headers.len()).map(rule).collect());
        for row in &self.rows {
            out += &line(row.iter().map(Cell::shown).map(|(main, behind)| safe(&(main + &behind))).collect());
        }
        out
    }

    fn csv(&self) -> String {
        let mut out = csv_line(self.machine_columns().iter().map(|(name, _, _)| name.clone()));
        for row in &self.rows {
            let fields = self.machine_columns().into_iter().map(|(_, column, part)| match row[column].part(part) {
                serde_json::Value::Null => String::new(),
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            });
            out += &csv_line(fields);
        }
        out
    }

    fn json(&self) -> String {
        let objects: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                // Written by hand because an object of serde_json sorts its keys.
                let fields: Vec<String> = self
                    .machine_columns()
                    .into_iter()
                    .map(|(name, column, part)| {
                        format!("{}: {}", serde_json::Value::String(name), row[column].part(part))
                    })
                    .collect();
                format!("  {{{}}}", fields.join(", "))
            })
            .collect();
        if objects.is_empty() { "[]\n".into() } else { format!("[\n{}\n]\n", objects.join(",\n")) }
    }

    fn is_text(&self, column: usize) -> bool {
        self.rows.iter().any(|row| matches!(row[column], Cell::Text(_)))
    }

    /// Name, column and part of each column that programs see.
    fn machine_columns(&self) -> Vec<(String, usize, Part)> {
        let mut columns: Vec<(String, usize, Part)> = Vec::new();
        for (column, header) in self.headers.iter().enumerate() {
            let mut name = machine_name(header);
            // Two keys of one name would hide a column from most readers.
            for copy in 2.. {
                if !columns.iter().any(|(earlier, _, _)| *earlier == name) {
                    break;
                }
                name = format!("{}_{copy}", machine_name(header));
            }
            let interval = self.rows.iter().any(|row| matches!(row[column], Cell::Estimate { .. }));
            columns.push((name.clone(), column, Part::Value));
            if interval {
                columns.push((format!("{name}_low"), column, Part::Low));
                columns.push((format!("{name}_high"), column, Part::High));
            }
        }
        columns
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Value,
    Low,
    High,
}

impl Cell {
    /// What people see.
    pub fn text(&self) -> String {
        let (main, behind) = self.shown();
        main + &behind
    }

    /// What a table on a page sorts by: all digits, or nothing.
    pub fn sort_key(&self) -> String {
        match self.part(Part::Value) {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// What people see: the number (or text), and what stands behind it.
    fn shown(&self) -> (String, String) {
        let missing = || ("-".to_string(), String::new());
        match self {
            Self::Text(text) => (plain(text), String::new()),
            Self::Count(count) => (count.to_string(), String::new()),
            Self::Number(value, decimals) if value.is_finite() => (format!("{value:.decimals$}"), String::new()),
            Self::Estimate { value: Some(value), low, high, decimals } if value.is_finite() => {
                let interval = low.zip(*high).map(|(low, high)| format!(" ({low:.decimals$}-{high:.decimals$})"));
                (format!("{value:.decimals$}"), interval.unwrap_or_default())
            }
            _ => missing(),
        }
    }

    /// What programs see; a number that is not finite is null.
    fn part(&self, part: Part) -> serde_json::Value {
        match (self, part) {
            (Self::Text(text), Part::Value) => text.clone().into(),
            (Self::Count(count), Part::Value) => serde_json::Number::from_i128(*count).into(),
            (Self::Number(value, _), Part::Value) => (*value).into(),
            (Self::Estimate { value, .. }, Part::Value) => (*value).into(),
            (Self::Estimate { low, .. }, Part::Low) => (*low).into(),
            (Self::Estimate { high, .. }, Part::High) => (*high).into(),
            _ => serde_json::Value::Null,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as i128)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count.into())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// Writes to standard output. A reader that has seen enough (`| head`) is no error.
///
/// # Errors
/// [`Error::Input`] if standard output cannot be written to, such as on a full disk.
pub fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::input("standard output", format!("cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// Makes the folder `path`: `write` fills one under a temporary name beside it, which is renamed once it is whole, so that a killed
/// run leaves no half of a result. An empty folder of that name gives way.
///
/// # Errors
/// What `write` returns; [`Error::Input`] where the folder cannot be made.
pub fn folder<T>(path: &Path, write: impl FnOnce(&Path) -> Result<T>) -> Result<T> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| Error::input(path, format!("cannot be written ({error})"));
    fs::create_dir_all(parent).map_err(failed)?;
    let temporary = tempfile::Builder::new().prefix(".roentgen-").tempdir_in(parent).map_err(failed)?;
    // A folder inside the temporary one, because the temporary one is closed to other users.
    let whole = temporary.path().join("whole");
    fs::create_dir(&whole).map_err(failed)?;
    let written = write(&whole)?;
    if path.exists() {
        fs::remove_dir(path).map_err(failed)?;
    }
    fs::rename(&whole, path).map_err(failed)?;
    Ok(written)
}

/// Text from a file must not break a line or steer a terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn machine_name(header: &str) -> String {
    let words = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

fn csv_line(fields: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = fields
        .map(|field| match field.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => field,
        })
        .collect();
    quoted.join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let mut table = Table::new(["Group", "n", "AUROC", "time (ms)"]);
        let estimate = |value, low, high| Cell::Estimate { value, low, high, decimals: 3 };
        table.push(["all".into(), 624usize.into(), estimate(Some(0.5), Some(0.25), Some(0.75)), Cell::Number(12.3, 1)]);
        table.push(["a|\"b\"".into(), 8usize.into(), estimate(None, None, None), Cell::Number(f64::NAN, 1)]);
        table
    }

    #[test]
    fn text_is_aligned() {
        let wanted = "Group    n  AUROC                time (ms)\n\
                      all    624  0.500 (0.250-0.750)       12.3\n\
                      a|\"b\"    8      -                        -\n";
        assert_eq!(sample().render(Format::Table), wanted);
    }

    #[test]
    fn markdown_escapes() {
        let text = sample().render(Format::Md);
        assert!(text.starts_with("| Group | n | AUROC | time (ms) |\n| --- | ---: | ---: | ---: |\n| all | 624 |"));
        assert!(text.contains("| a\\|\"b\" | 8 | - | - |"));
    }

    #[test]
    fn programs_get_parts_and_nulls() {
        let csv = sample().render(Format::Csv);
        assert_eq!(
            csv,
            "group,n,auroc,auroc_low,auroc_high,time_ms\nall,624,0.5,0.25,0.75,12.3\n\"a|\"\"b\"\"\",8,,,,\n"
        );
        let json: serde_json::Value = serde_json::from_str(&sample().render(Format::Json)).expect("JSON");
        assert_eq!(json[0]["auroc_high"], 0.75);
        assert_eq!(json[1]["group"], "a|\"b\"");
        assert!(json[1]["auroc"].is_null() && json[1]["time_ms"].is_null());
        assert_eq!(Table::new(["a"]).render(Format::Json), "[]\n");
        assert_eq!(Table::new(["Tube", "tube", "TUBE"]).render(Format::Csv), "tube,tube_2,tube_3\n");
    }

    #[test]
    fn rows_fit_the_headers() {
        let mut table = Table::new(["a", "b"]);
        table.push([Cell::from("x\ny")]);
        assert_eq!(table.render(Format::Table), "a    b\nx y  -\n");
    }
}
