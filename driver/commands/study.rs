//! `roentgen study`: the whole matrix of a study, and its report.

use crate::ceilings::Measured;
use crate::error::{Error, Result};
use crate::output::{Cell as Shown, Format, Table, print};
use crate::report;
use crate::study::check::{Checked, check};
use crate::study::estimate::{Cost, SHARE, duration};
use crate::study::index::{Index, State, entries};
use crate::study::run::Study;
use crate::study::{Cell, Config, cells};
use roentgen_runtime::{DType, Selector};
use std::fs;
use std::path::PathBuf;

/// Run a study: encoders x tasks x regimes x folds, and the report of it; start it again to go on.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// The study's file (docs/study.md)
    #[arg(value_name = "STUDY.toml")]
    pub file: PathBuf,
    /// The folder to write, or to go on with
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Only check everything and list the cells with their estimated time and memory
    #[arg(long)]
    pub dry_run: bool,
    /// auto, wgpu[:N] or cuda[:N]; cells are spread over several
    #[arg(long, value_name = "DEVICE,..", value_delimiter = ',', default_value = "auto", value_parser = device)]
    pub device: Vec<(String, Selector)>,
    /// No progress bars
    #[arg(long)]
    pub quiet: bool,
    /// How to print the cells of --dry-run
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

fn device(text: &str) -> std::result::Result<(String, Selector), String> {
    Ok((text.to_string(), crate::cli::parse_device(text)?))
}

/// Runs a study, or says what it would run.
///
/// # Errors
/// A study's file, model, manifest, image or folder that is wrong, before anything runs; [`Error::Failed`] where cells failed.
pub fn run(args: &Args) -> Result<()> {
    let config = Config::read(&args.file)?;
    let cells = cells(&config)?;
    devices(args, &cells)?;
    let (sources, checked) = check(&config, &cells)?;
    let costs: Vec<Cost> = cells
        .iter()
        .zip(&checked)
        .map(|(cell, checked)| Cost::of(cell, checked, &sources[cell.encoder].config))
        .collect();
    let flops: Vec<f64> = costs.iter().map(Cost::most).collect();
    let mut index = Index {
        title: config.title.clone(),
        by: config.by.clone(),
        configuration: config.text.clone(),
        cells: entries(&cells, &sources, &args.out, &flops)?,
        others: Vec::new(),
    };
    if args.dry_run {
        return dry_run(args, &cells, &checked, &costs, index);
    }
    fs::create_dir_all(&args.out).map_err(|error| Error::input(&args.out, format!("cannot be written: {error}")))?;
    let file = fs::File::create(args.out.join(".lock"))
        .map_err(|error| Error::input(&args.out, format!("cannot be written: {error}")))?;
    if file.try_lock().is_err() {
        return Err(Error::input(&args.out, "is in use by a study that runs; wait for it, or end it"));
    }
    for useless in index.take_over(&args.out)? {
        fs::remove_dir_all(&useless).map_err(|error| Error::input(&useless, format!("cannot be removed: {error}")))?;
    }
    let finished = index.cells.iter().filter(|entry| entry.state == State::Finished).count();
    eprintln!("{} cells, {finished} of them finished before", cells.len());
    let study = Study {
        config: &config,
        cells: &cells,
        checked: &checked,
        costs: &costs,
        sources: &sources,
        out: &args.out,
        quiet: args.quiet,
    };
    let failed = study.run(index, &args.device)?;
    report::write(&args.out, &[])?;
    if failed > 0 {
        let message = format!(
            "{failed} of {} cells failed; the report has the reasons, and starting the study again tries them again",
            cells.len()
        );
        return Err(Error::Failed(message));
    }
    Ok(())
}

/// Refuses a device that is named twice, is not there or lacks the type of a cell.
fn devices(args: &Args, cells: &[Cell]) -> Result<()> {
    for (at, (name, selector)) in args.device.iter().enumerate() {
        if args.device[..at].iter().any(|(_, other)| other == selector) {
            return Err(Error::usage(format!("--device {name}: named twice")));
        }
        let device = roentgen_runtime::open(*selector)?;
        let types = &device.info().types;
        for cell in cells {
            let Some(dtype) = cell.option("dtype") else { continue };
            if !types.iter().any(|known| known.name() == dtype) {
                let message = format!("cell {}: {} has no {dtype}", cell.id(), device.info().name);
                return Err(Error::input(&args.file, message));
            }
        }
    }
    Ok(())
}

/// Lists the cells with what they would take.
fn dry_run(args: &Args, cells: &[Cell], checked: &[Checked], costs: &[Cost], mut index: Index) -> Result<()> {
    index.take_over(&args.out)?;
    let [(_, selector), ..] = args.device[..] else { return Ok(()) };
    let device = roentgen_runtime::open(selector)?;
    let (rate, from) = match index.reached() {
        Some(rate) => (rate, "what the finished cells reached".to_string()),
        None => {
            let ceilings = Measured::get(device.info())?.ceilings;
            (
                SHARE * ceilings.flops(DType::F32),
                format!("{:.0} % of the measured f32 ceiling, a guess until cells have finished", 100.0 * SHARE),
            )
        }
    };
    let mut table = Table::new(["cell", "state", "train", "val", "test", "seconds an epoch", "seconds", "MiB"]);
    let mut left = 0.0;
    for (((cell, checked), cost), entry) in cells.iter().zip(checked).zip(costs).zip(&index.cells) {
        let state = match entry.state {
            State::Open => "open",
            State::Finished => "finished",
            State::Failed => "failed",
        };
        if entry.state != State::Finished {
            left += cost.most() / rate;
        }
        let [train, val, test] = checked.images;
        table.push([
            Shown::from(cell.id().as_str()),
            state.into(),
            train.into(),
            val.into(),
            test.into(),
            Shown::Number(cost.epoch / rate, 1),
            Shown::Number(cost.most() / rate, 1),
            (cost.bytes >> 20).into(),
        ]);
    }
    print(&table.render(args.format))?;
    let devices = args.device.len();
    eprintln!(
        "{} cells; about {} on {devices} device{} like {}, if no epoch is spared, at {:.2} GFLOP/s: {from}",
        cells.len(),
        duration(left / devices as f64),
        if devices == 1 { "" } else { "s" },
        device.info().name,
        rate / 1e9
    );
    Ok(())
}
