//! `roentgen kernels`: the table of cases in its modes.

use crate::ceilings::{Measured, Share, Work};
use crate::cli::parse_device;
use crate::error::{Error, Result};
use crate::measure::{Document, Row, Summary, Timed};
use crate::output::{Cell, Format, Table, print};
use crate::provenance::Origin;
use regex::Regex;
use roentgen_kernels::table::{self, Entry, Report, Samples};
use roentgen_runtime::{AnyDevice, DType, Selector, list, open};
use serde::Serialize;
use std::time::{Duration, Instant};

/// The case table: list, test against f64, check gradients, time, or see what runs where.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    mode: Mode,
}

#[derive(Debug, Clone, clap::Subcommand)]
enum Mode {
    /// Every case with its FLOPs, bytes and tolerance
    List(Which),
    /// Every forward against the scalar reference in f64; exit 1 where one fails
    Test(Which),
    /// Every backward against finite differences of the f64 reference; exit 1 where one fails
    Grad(Which),
    /// Times of what has just passed, with its share of the measured ceiling
    Perf(PerfArgs),
    /// Which operation runs on which device, and why not
    Support(SupportArgs),
}

#[derive(Debug, Clone, clap::Args)]
struct Which {
    /// Operations whose name matches
    #[arg(long, value_name = "REGEX")]
    op: Option<Regex>,
    /// One case, as a failure or `list` prints it
    #[arg(long, value_name = "ID", conflicts_with = "op")]
    case: Option<String>,
    /// So many cases of each operation and type, chosen by the seed
    #[arg(long, value_name = "N", conflicts_with = "case", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,
    /// Leave out cases whose forward takes more operations, or moves more elements
    #[arg(long, value_name = "N", conflicts_with = "case")]
    max_cost: Option<u64>,
    /// auto, wgpu[:N] or cuda[:N]
    #[arg(long, value_name = "DEVICE", default_value = "auto", value_parser = parse_device)]
    device: Selector,
    /// Seed of the inputs; fresh ones where it is left out
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Clone, clap::Args)]
struct PerfArgs {
    #[command(flatten)]
    which: Which,
    /// Samples of each direction
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    samples: u32,
}

#[derive(Debug, Clone, clap::Args)]
struct SupportArgs {
    /// Operations whose name matches
    #[arg(long, value_name = "REGEX")]
    op: Option<Regex>,
    /// One device; all where it is left out
    #[arg(long, value_name = "DEVICE", value_parser = parse_device)]
    device: Option<Selector>,
    /// So many cases of each operation and type, chosen by the seed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    sample: Option<u32>,
    /// Seed of the inputs and of the sample
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Runs a mode.
///
/// # Errors
/// No such case, no such device, or a case that failed.
pub fn run(args: &Args) -> Result<()> {
    match &args.mode {
        Mode::List(which) => print(&listed(&which.entries(which.seed(), |_| true)?).render(which.format)),
        Mode::Test(which) => check(which, "test", |_| true, Entry::test),
        Mode::Grad(which) => check(which, "grad", Entry::has_backward, Entry::grad),
        Mode::Perf(args) => perf(args),
        Mode::Support(args) => support(args),
    }
}

impl Which {
    /// What is asked for, of what passes `with`.
    fn entries(&self, seed: u64, with: impl Fn(&Entry) -> bool) -> Result<Vec<Entry>> {
        let mut entries = select(self.op.as_ref(), self.case.as_deref())?;
        entries.retain(|e| with(e) && self.max_cost.is_none_or(|most| e.cost().0.max(e.elements()) <= most));
        Ok(match self.sample {
            Some(each) => table::sample(entries, each as usize, seed),
            None => entries,
        })
    }

    fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(table::fresh_seed)
    }
}

fn select(op: Option<&Regex>, case: Option<&str>) -> Result<Vec<Entry>> {
    let mut entries = table::all();
    entries.retain(|e| op.is_none_or(|op| op.is_match(e.operation())) && case.is_none_or(|case| e.id() == case));
    match (entries.is_empty(), op, case) {
        (true, _, Some(case)) => Err(Error::usage(format!("no case {case}; `roentgen kernels list` prints them"))),
        (true, Some(op), _) => {
            Err(Error::usage(format!("no operation matches {op}; `roentgen kernels list` prints them")))
        }
        _ => Ok(entries),
    }
}

fn listed(entries: &[Entry]) -> Table {
    let mut table = Table::new(["case", "FLOPs", "bytes", "tolerance", "backward"]);
    for entry in entries {
        let (flops, bytes) = entry.cost();
        table.push([
            Cell::from(entry.id()),
            Cell::from(flops),
            Cell::from(bytes),
            Cell::from(format!("{:.0e}", entry.tolerance())),
            Cell::from(if entry.has_backward() { "yes" } else { "no" }),
        ]);
    }
    table
}

/// A row of the summary: one operation.
#[derive(Default)]
struct Sum {
    cases: u64,
    failed: u64,
    refused: u64,
    nearest: f64,
    error: f64,
    seconds: f64,
}

fn check(
    which: &Which,
    mode: &str,
    with: impl Fn(&Entry) -> bool,
    check: impl Fn(&Entry, &AnyDevice, u64) -> Report,
) -> Result<()> {
    let device = open(which.device)?;
    let (info, seed) = (device.info(), which.seed());
    let entries = which.entries(seed, |e| with(e) && e.runs_on(info))?;
    eprintln!("{} {} ({}, {}), seed {seed}", info.selector, info.name, info.driver, info.api);
    let mut sums: Vec<(&str, Sum)> = Vec::new();
    for entry in &entries {
        if sums.last().is_none_or(|(name, _)| *name != entry.operation()) {
            sums.push((entry.operation(), Sum::default()));
        }
        let Some((_, sum)) = sums.last_mut() else { continue };
        let start = Instant::now();
        let report = check(entry, &device, seed);
        sum.seconds += start.elapsed().as_secs_f64();
        sum.cases += 1;
        if report.refused {
            sum.refused += 1;
            eprintln!("refused: {}: {}", report.id, report.failure.unwrap_or_default());
        } else if let Some(failure) = report.failure {
            sum.failed += 1;
            eprintln!("FAILED {}: {failure}", report.id);
            eprintln!("  roentgen kernels {mode} --device {} --seed {seed} --case '{}'", info.selector, report.id);
        } else {
            sum.error = sum.error.max(report.error);
            sum.nearest = sum.nearest.max(report.error / report.tolerance);
        }
    }
    let mut table =
        Table::new(["operation", "cases", "failed", "refused", "largest error", "share of tolerance", "seconds"]);
    for (name, sum) in &sums {
        table.push([
            Cell::from(*name),
            Cell::from(sum.cases),
            Cell::from(sum.failed),
            Cell::from(sum.refused),
            Cell::from(format!("{:.1e}", sum.error)),
            Cell::Number(sum.nearest, 2),
            Cell::Number(sum.seconds, 1),
        ]);
    }
    let facts = Origin::new(info).facts().into_iter().chain([("seed", Cell::from(seed))]);
    print(&table.render_with(which.format, facts))?;
    let total = |of: fn(&Sum) -> u64| sums.iter().map(|(_, sum)| of(sum)).sum::<u64>();
    let (cases, failed) = (total(|s| s.cases), total(|s| s.failed));
    if cases == 0 {
        return Err(Error::usage(format!(
            "nothing to do: {} has none of these types, or nothing a backward",
            info.name
        )));
    }
    if failed > 0 {
        return Err(Error::Failed(format!("{failed} of {cases} cases failed on {}", info.name)));
    }
    Ok(())
}

fn perf(args: &PerfArgs) -> Result<()> {
    let which = &args.which;
    let device = open(which.device)?;
    let (info, seed) = (device.info(), which.seed());
    let entries = which.entries(seed, |e| e.runs_on(info))?;
    eprintln!("{} {} ({}, {}), seed {seed}", info.selector, info.name, info.driver, info.api);
    let ceilings = Measured::get(info)?;
    eprintln!("{}", ceilings.line());
    let mut document: Document<Detail> = Document::new(info, seed, ceilings);
    let mut failed = 0;
    for entry in &entries {
        let mut reports = vec![entry.test(&device, seed)];
        if entry.has_backward() {
            reports.push(entry.grad(&device, seed));
        }
        if let Some(report) = reports.iter().find(|r| r.failure.is_some()) {
            failed += usize::from(!report.refused);
            document.refuse(report.id.clone(), report.failure.as_deref().unwrap_or_default());
            continue;
        }
        let timing = entry.perf(&device, seed, args.samples as usize)?;
        let directions = [("forward", Some(&timing.forward)), ("backward", timing.backward.as_ref())];
        for (direction, samples) in directions {
            match samples {
                // A cast to the type that there is, for one.
                Some(samples) if samples.launches == 0 || samples.times.iter().any(Duration::is_zero) => {
                    document.refuse(
                        format!("{}/{direction}", entry.id()),
                        "it launches nothing, or less than the clock resolves",
                    );
                }
                Some(samples) => document.rows.push(timed(entry, direction, samples, &document)?),
                None => {}
            }
        }
    }
    print(&match which.format {
        Format::Json => document.json()?,
        format => perf_table(&document, format == Format::Csv).render_with(format, document.facts()),
    })?;
    match failed {
        0 => Ok(()),
        failed => Err(Error::Failed(format!("{failed} cases failed and were not timed"))),
    }
}

/// What a row of `kernels perf` has beside its samples.
#[derive(Debug, Clone, Serialize)]
struct Detail {
    case: String,
    direction: &'static str,
    flops: u64,
    bytes: u64,
    launches: u64,
    /// Of the ceiling that binds it.
    share_of_ceiling: f64,
    bound_by: &'static str,
}

fn timed(
    entry: &Entry,
    direction: &'static str,
    samples: &Samples,
    document: &Document<Detail>,
) -> Result<Row<Detail>> {
    let seconds = samples.times.iter().map(Duration::as_secs_f64).collect();
    let timed = Timed { clock: samples.clock, seconds, settled: None, first: samples.first.as_secs_f64() };
    let summary = Summary::of(&timed.seconds);
    let work = Work { flops: samples.flops, bytes: samples.bytes, launches: samples.launches };
    let median = summary.map_or(f64::NAN, |summary| summary.median);
    let Share { share, bound } = Share::of(&document.ceilings, work, entry.dtype(), median);
    let detail = Detail {
        case: entry.id(),
        direction,
        flops: samples.flops,
        bytes: samples.bytes,
        launches: samples.launches,
        share_of_ceiling: share,
        bound_by: bound.name(),
    };
    Row::new(format!("{}/{direction}", entry.id()), &document.origin.device, entry.dtype(), timed, detail)
}

/// The rows; `whole` with where they come from in every one.
fn perf_table(document: &Document<Detail>, whole: bool) -> Table {
    let mut headers = vec![
        "case",
        "direction",
        "median ms",
        "p10 ms",
        "p90 ms",
        "GFLOP/s",
        "GB/s",
        "launches",
        "share of ceiling",
        "bound by",
        "first ms",
        "clock",
        "samples ms",
    ];
    if whole {
        headers.extend(["dtype", "accumulator", "tile", "ceiling flops", "ceiling bandwidth"]);
    }
    let mut table = Table::new(headers);
    for row in &document.rows {
        let (summary, detail) = (&row.summary, &row.detail);
        let samples: Vec<String> = row.seconds.iter().map(|t| format!("{:.4}", t * 1e3)).collect();
        let cells = [
            Cell::from(detail.case.as_str()),
            Cell::from(detail.direction),
            summary.cell(1e3, 3),
            Cell::Number(summary.p10 * 1e3, 3),
            Cell::Number(summary.p90 * 1e3, 3),
            Cell::Number(detail.flops as f64 / summary.median / 1e9, 2),
            Cell::Number(detail.bytes as f64 / summary.median / 1e9, 2),
            Cell::from(detail.launches),
            Cell::Number(detail.share_of_ceiling, 3),
            Cell::from(detail.bound_by),
            Cell::Number(row.first * 1e3, 1),
            Cell::from(row.clock.name()),
            Cell::from(samples.join(" ")),
            Cell::from(row.arithmetic.dtype.name()),
            Cell::from(row.arithmetic.accumulator.name()),
            Cell::from(row.arithmetic.tile.as_str()),
            Cell::Number(document.ceilings.flops(row.arithmetic.dtype), 0),
            Cell::Number(document.ceilings.bandwidth(), 0),
        ];
        table.push(cells);
    }
    table
}

fn support(args: &SupportArgs) -> Result<()> {
    let entries = select(args.op.as_ref(), None)?;
    let entries = match args.sample {
        Some(each) => table::sample(entries, each as usize, args.seed),
        None => entries,
    };
    let devices = match args.device {
        Some(selector) => vec![open(selector)?],
        None => {
            let found = list();
            let all = found.wgpu.into_iter().chain(found.cuda.unwrap_or_default());
            let opened: Vec<AnyDevice> = all
                .filter_map(|info| info.selector.parse().and_then(open).map_err(|e| eprintln!("{e}")).ok())
                .collect();
            if opened.is_empty() { vec![open(Selector::Auto)?] } else { opened }
        }
    };
    let names: Vec<String> = devices.iter().map(|d| format!("{} {}", d.info().selector, d.info().name)).collect();
    let mut table = Table::new(["operation".to_string(), "type".to_string()].into_iter().chain(names));
    let mut rows: Vec<(&str, DType)> = entries.iter().map(|e| (e.operation(), e.dtype())).collect();
    rows.sort_by_key(|(name, dtype)| (*name, dtype.name()));
    rows.dedup();
    for (name, dtype) in rows {
        let mut row = vec![Cell::from(name), Cell::from(dtype.name())];
        for device in &devices {
            let info = device.info();
            let cases = || entries.iter().filter(|e| e.operation() == name && e.dtype() == dtype && e.runs_on(info));
            if !device.info().types.contains(&dtype) {
                row.push(Cell::from(format!("no {}", dtype.name())));
                continue;
            }
            let failures: Vec<String> = cases()
                .filter_map(|e| e.support(device, args.seed).err().map(|error| format!("{}: {error}", e.id())))
                .collect();
            failures.iter().for_each(|failure| eprintln!("{}: {failure}", device.info().selector));
            row.push(Cell::from(format!("{} of {}", cases().count() - failures.len(), cases().count())));
        }
        table.push(row);
    }
    print(&table.render(args.format))
}
