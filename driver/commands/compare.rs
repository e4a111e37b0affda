//! `roentgen compare`: what became faster or slower from one file of measurements to another, and what only looks so.

use crate::error::{Error, Result};
use crate::measure::read::{Measured, Measurements};
use crate::measure::trend;
use crate::measure::verdict::{Ratio, Verdict};
use crate::output::{Cell, Format, Table, print};
use crate::provenance::Program;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Compare two runs of `bench`, of `kernels perf` or of criterion; exit 1 where a row became slower.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// Before: a file of `bench` or `kernels perf` with --format json, or criterion's folder
    #[arg(value_name = "A.json")]
    pub before: PathBuf,
    /// After
    #[arg(value_name = "B.json")]
    pub after: PathBuf,
    /// A change of the median by less than so many percent does not matter
    #[arg(long, value_name = "PERCENT", default_value_t = 3.0, value_parser = parse_percent)]
    pub effect: f64,
    /// Add B to this history, a line for each run, and draw it beside it as an SVG
    #[arg(long, value_name = "HISTORY.jsonl")]
    pub append: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

fn parse_percent(text: &str) -> std::result::Result<f64, String> {
    let percent = text.parse().ok().filter(|percent| (0.1..=100.0).contains(percent));
    percent.ok_or_else(|| "a percentage is a number from 0.1 to 100".to_string())
}

/// Prints the verdicts.
///
/// # Errors
/// A file that cannot be read or written; [`Error::Failed`] where a row became slower.
pub fn run(args: &Args) -> Result<()> {
    let (before, after) = (Measurements::read(&args.before)?, Measurements::read(&args.after)?);
    if before.device != after.device {
        let name = |run: &Measurements| run.device.clone().unwrap_or_else(|| "unknown".to_string());
        eprintln!("warning: other device or driver: {}, then {}", name(&before), name(&after));
    } else if before.device.is_none() {
        eprintln!("warning: neither side says what device it is from, as criterion's folders do not");
    }
    let types =
        |run: &Measurements| -> BTreeSet<String> { run.rows.values().filter_map(|row| row.dtype.clone()).collect() };
    let (first, second) = (types(&before), types(&after));
    if !first.is_empty() && !second.is_empty() && first.is_disjoint(&second) {
        let names = |types: &BTreeSet<String>| types.iter().cloned().collect::<Vec<_>>().join(", ");
        eprintln!("warning: other type: {}, then {}", names(&first), names(&second));
    }
    let keys: BTreeSet<&String> = before.rows.keys().chain(after.rows.keys()).collect();
    let mut table = Table::new(["key", "before ms", "after ms", "change %", "verdict"]);
    let mut counts = [0usize; Verdict::ALL.len()];
    for key in keys {
        let (verdict, row) = compared(key, before.rows.get(key), after.rows.get(key), args.effect / 100.0);
        counts[Verdict::ALL.iter().position(|v| *v == verdict).unwrap_or_default()] += 1;
        table.push(row);
    }
    // The history first: a slower run belongs into it, too.
    if let Some(history) = &args.append {
        trend::append(history, &after)?;
    }
    let rows = table.rows().len();
    print(&table.render_with(args.format, Program::now().facts()))?;
    let said = Verdict::ALL.iter().zip(counts).filter(|(_, n)| *n > 0);
    eprintln!("{}", said.map(|(verdict, n)| format!("{n} {}", verdict.name())).collect::<Vec<_>>().join(", "));
    match counts[0] {
        0 => Ok(()),
        n => Err(Error::Failed(format!("{n} of {rows} rows became slower by {} % or more", args.effect))),
    }
}

/// The verdict on a row, and the row.
fn compared(key: &str, before: Option<&Measured>, after: Option<&Measured>, effect: f64) -> (Verdict, Vec<Cell>) {
    let time = |row: Option<&Measured>| row.map_or(Cell::Missing, |row| row.summary.cell(1e3, 3));
    let (verdict, change) = match (before, after) {
        (Some(before), Some(after)) => {
            for (what, a, b) in [("type", &before.dtype, &after.dtype), ("clock", &before.clock, &after.clock)] {
                if let (Some(a), Some(b)) = (a, b)
                    && a != b
                {
                    eprintln!("warning: {key}: other {what}: {a}, then {b}");
                }
            }
            let ratio = Ratio::new(&before.summary, &after.summary);
            let percent = |ratio: f64| 100.0 * (ratio - 1.0);
            let [low, high] = [0, 1].map(|end| ratio.interval.map(|ends| percent(ends[end])));
            (ratio.verdict(effect), Cell::Estimate { value: Some(percent(ratio.median)), low, high, decimals: 1 })
        }
        (None, _) => (Verdict::New, Cell::Missing),
        (_, None) => (Verdict::Gone, Cell::Missing),
    };
    (verdict, vec![key.into(), time(before), time(after), change, verdict.name().into()])
}
