//! `roentgen report`: one page of everything that a folder of predictions and runs holds.

use crate::error::{Error, Result};
use crate::output::Format;
use crate::report::{TABLES, load, report};
use std::fs;
use std::path::PathBuf;

/// Make one self-contained HTML page from predictions and runs, and its tables as CSV and JSON.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// A folder with predictions (CSV) and run folders, at any depth; the report is written into it
    pub dir: PathBuf,
    /// Columns to form subgroups by; the first two make the confounder's view. COLUMN:N cuts numbers into N quantiles
    #[arg(long, value_name = "COLUMN[:N],...", value_delimiter = ',')]
    pub by: Vec<String>,
}

/// Writes `report.html`, `report.json` and the folder of CSV tables.
///
/// # Errors
/// What [`load::read`] and [`report`] return; a folder that cannot be written.
pub fn run(args: &Args) -> Result<()> {
    let study = load::read(&args.dir)?;
    let name = args.dir.file_name().unwrap_or_default().to_string_lossy();
    let report = report(&format!("Study {name}"), &study, &args.by)?;
    let failed = |error: std::io::Error| Error::input(&args.dir, format!("cannot be written: {error}"));
    // The page comes last: where it stands, its tables do.
    let tables = args.dir.join(TABLES);
    fs::create_dir_all(&tables).map_err(failed)?;
    for named in &report.tables {
        fs::write(tables.join(format!("{}.csv", named.name)), named.table.render(Format::Csv)).map_err(failed)?;
    }
    fs::write(args.dir.join("report.json"), report.json()).map_err(failed)?;
    let temporary = args.dir.join(".report.html.tmp");
    fs::write(&temporary, &report.html).map_err(failed)?;
    fs::rename(&temporary, args.dir.join("report.html")).map_err(failed)?;
    eprintln!("report: {}", args.dir.join("report.html").display());
    Ok(())
}
