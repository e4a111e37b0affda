//! `roentgen report`: one page of everything that a folder of predictions and runs holds.

use crate::error::Result;
use crate::report;
use std::path::PathBuf;

/// Make one self-contained HTML page from predictions and runs, and its tables as CSV and JSON.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// A folder with predictions (CSV) and run folders, at any depth; the report is written into it
    pub dir: PathBuf,
    /// Columns to form subgroups by; the first two make the confounder's view. COLUMN:N cuts numbers into N quantiles
    /// [default: a study's own]
    #[arg(long, value_name = "COLUMN[:N],...", value_delimiter = ',')]
    pub by: Vec<String>,
}

/// Writes `report.html`, `report.json` and the folder of CSV tables.
///
/// # Errors
/// As [`report::write`].
pub fn run(args: &Args) -> Result<()> {
    report::write(&args.dir, &args.by)
}
