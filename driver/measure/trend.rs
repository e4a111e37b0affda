//! The history file that `compare --append` keeps, a line of JSON for each run, and its picture.

use super::Summary;
use super::read::Measurements;
use crate::error::{Error, Result};
use crate::svg::escape;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A run in the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// When it was measured, where that is known.
    pub date: Option<String>,
    /// The commit, likewise.
    pub commit: Option<String>,
    /// The device, likewise.
    pub device: Option<String>,
    /// Seconds by key: median, and its interval's ends.
    pub rows: BTreeMap<String, Times>,
}

/// Seconds of a row.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Times {
    /// The median.
    pub median: f64,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl From<&Measurements> for Point {
    fn from(run: &Measurements) -> Self {
        let times = |s: &Summary| Times { median: s.median, low: s.low, high: s.high };
        let rows = run.rows.iter().map(|(key, row)| (key.clone(), times(&row.summary))).collect();
        Self { date: run.date.clone(), commit: run.commit.clone(), device: run.device.clone(), rows }
    }
}

/// Every run of a history file; none where it does not exist yet.
///
/// # Errors
/// [`Error::Input`] naming a line that is not one of a history.
pub fn read(path: &Path) -> Result<Vec<Point>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::input(path, format!("cannot be read: {error}"))),
    };
    let line = |(n, line): (usize, &str)| -> Result<Point> {
        let point: Point = serde_json::from_str(line)
            .map_err(|e| Error::input(path, format!("line {}: {e}; it is no history", n + 1)))?;
        if point.rows.values().all(|times| times.median > 0.0) {
            return Ok(point);
        }
        Err(Error::input(path, format!("line {}: a median is not a positive number", n + 1)))
    };
    text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(line).collect()
}

/// Adds a run to a history file and draws it anew beside it, with the extension `svg`. Both appear whole or not at all.
///
/// # Errors
/// What [`read`] returns; [`Error::Input`] where a file cannot be written.
pub fn append(path: &Path, run: &Measurements) -> Result<()> {
    let mut history = read(path)?;
    history.push(run.into());
    let lines: Vec<String> = history.iter().map(|point| serde_json::json!(point).to_string()).collect();
    write(path, &(lines.join("\n") + "\n"))?;
    write(&path.with_extension("svg"), &picture(&history))
}

fn write(path: &Path, text: &str) -> Result<()> {
    let failed = |error: std::io::Error| Error::input(path, format!("cannot be written: {error}"));
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

const WIDTH: f64 = 900.0;
/// Left edge and width of a row's curve, and the row's height.
const CURVE: (f64, f64, f64) = (440.0, 330.0, 48.0);
const TOP: f64 = 70.0;

/// A row for each key of the last run: its medians over the runs of the history, with their intervals.
fn picture(history: &[Point]) -> String {
    let Some(last) = history.last() else { return String::new() };
    let height = TOP + CURVE.2 * last.rows.len() as f64 + 16.0;
    let commit = last.commit.as_deref().unwrap_or("unknown");
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\">\n\
         <style>text{{font:13px system-ui,sans-serif;fill:#1f2937}}.note{{fill:#596273}}.end{{text-anchor:end}}\
         path{{fill:none;stroke:#1d5fa8;stroke-width:1.5}}.bar{{stroke:#9bbbe0;stroke-width:3}}circle{{fill:#1d5fa8}}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"28\" style=\"font-size:17px;font-weight:600\">Median time, {} runs</text>\n\
         <text x=\"20\" y=\"50\" class=\"note\">last: {} {}; each row on its own scale, least to most; bars are 95 % intervals</text>\n",
        history.len(),
        escape(last.date.as_deref().unwrap_or("")),
        escape(commit),
    );
    for (row, key) in last.rows.keys().enumerate() {
        curve(&mut svg, TOP + CURVE.2 * row as f64, key, history);
    }
    svg + "</svg>\n"
}

fn curve(svg: &mut String, top: f64, key: &str, history: &[Point]) {
    let points: Vec<(usize, Times)> =
        history.iter().enumerate().filter_map(|(n, point)| point.rows.get(key).map(|times| (n, *times))).collect();
    let ends = |t: &Times| [t.low.unwrap_or(t.median), t.high.unwrap_or(t.median)];
    let least = points.iter().map(|(_, t)| ends(t)[0]).fold(f64::INFINITY, f64::min);
    let most = points.iter().map(|(_, t)| ends(t)[1]).fold(0.0, f64::max);
    // At least a tenth of the time from bottom to top, so that noise alone looks small.
    let span = (most - least).max(0.1 * most);
    let x = |n: usize| CURVE.0 + CURVE.1 * n as f64 / (history.len() - 1).max(1) as f64;
    let y = |seconds: f64| top + 6.0 + (CURVE.2 - 12.0) * (1.0 - (seconds - least) / span);
    // Writing to a string cannot fail.
    let _ = writeln!(svg, "<text x=\"20\" y=\"{:.1}\">{}</text>", top + 28.0, escape(key));
    let mut path = String::new();
    for (n, times) in &points {
        let [low, high] = ends(times);
        let (x, at) = (x(*n), y(times.median));
        let _ = writeln!(svg, "<path class=\"bar\" d=\"M{x:.1} {:.1}V{:.1}\"/>", y(low), y(high));
        let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{at:.1}\" r=\"2.5\"/>");
        let _ = write!(path, "{}{x:.1} {at:.1}", if path.is_empty() { "M" } else { "L" });
    }
    let _ = writeln!(svg, "<path d=\"{path}\"/>");
    if let Some((_, times)) = points.last() {
        let milliseconds = times.median * 1e3;
        let _ = writeln!(
            svg,
            "<text class=\"end\" x=\"{}\" y=\"{:.1}\">{milliseconds:.3} ms</text>",
            WIDTH - 20.0,
            top + 28.0
        );
    }
}
