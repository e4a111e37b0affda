//! What `bench` prints.

use super::Case;
use super::run::Detail;
use crate::measure::{Document, Row, Summary};
use crate::output::{Cell, Table};

/// The cases, without running any.
pub(super) fn listed(cases: &[Case<'_>]) -> Table {
    let mut table = Table::new(["key", "GFLOP", "MiB at least", "weights"]);
    for case in cases {
        let weights = case.source.weights.as_ref().map_or("drawn".to_string(), |path| path.display().to_string());
        table.push([
            Cell::from(case.key()),
            Cell::Number(case.flops() as f64 / 1e9, 3),
            Cell::from(case.need().of(case.batch) >> 20),
            Cell::from(weights),
        ]);
    }
    table
}

/// For people.
pub(super) fn summary(document: &Document<Detail>) -> Table {
    let mut table = Table::new([
        "model",
        "mode",
        "image",
        "type",
        "batch",
        "cache",
        "images/s",
        "ms",
        "p10",
        "p90",
        "device ms",
        "submit ms",
        "GFLOP/s",
        "share of ceiling",
        "bound by",
        "MiB",
        "compile ms",
        "samples",
        "settled",
    ]);
    for row in &document.rows {
        let Detail { model, mode, batch, image: [height, width], .. } = &row.detail;
        let milliseconds = |seconds: f64| Cell::Number(seconds * 1e3, 2);
        let median = |samples: &[f64]| Summary::of(samples).map_or(Cell::Missing, |s| milliseconds(s.median));
        let busy = row.detail.device_median().unwrap_or(row.summary.median);
        table.push([
            Cell::from(model.as_str()),
            Cell::from(*mode),
            Cell::from(format!("{height}x{width}")),
            Cell::from(row.arithmetic.dtype.name()),
            Cell::from(*batch),
            Cell::from(row.detail.cache),
            Cell::Number(row.detail.images_per_second, 2),
            row.summary.cell(1e3, 2),
            milliseconds(row.summary.p10),
            milliseconds(row.summary.p90),
            median(&row.detail.device_seconds),
            median(&row.detail.submit_seconds),
            Cell::Number(row.detail.flops as f64 / busy / 1e9, 2),
            row.detail.share_of_ceiling.map_or(Cell::Missing, |share| Cell::Number(share, 3)),
            row.detail.bound_by.map_or(Cell::Missing, Cell::from),
            Cell::from(row.detail.peak_bytes >> 20),
            milliseconds(row.detail.compile),
            Cell::from(row.seconds.len()),
            Cell::from(settled(row)),
        ]);
    }
    table
}

/// Everything, flat: each row with what all share.
pub(super) fn whole(document: &Document<Detail>) -> Table {
    let own = [
        "key",
        "model",
        "weights",
        "mode",
        "batch",
        "cache",
        "height",
        "width",
        "dtype",
        "accumulator",
        "tile",
        "clock",
        "median s",
        "p10 s",
        "p90 s",
        "images per second",
        "flops",
        "share of ceiling",
        "bound by",
        "peak bytes",
        "first s",
        "compile s",
        "warmup",
        "settled",
        "samples s",
        "device samples s",
        "device clock",
        "submit samples s",
        "ceiling flops",
        "ceiling bandwidth",
    ];
    let mut table = Table::new(own);
    let list = |samples: &[f64]| Cell::from(samples.iter().map(f64::to_string).collect::<Vec<_>>().join(" "));
    for row in &document.rows {
        let Detail { model, weights, mode, batch, image: [height, width], .. } = &row.detail;
        let cells = [
            Cell::from(row.key.as_str()),
            Cell::from(model.as_str()),
            Cell::from(weights.as_str()),
            Cell::from(*mode),
            Cell::from(*batch),
            Cell::from(row.detail.cache),
            Cell::from(*height),
            Cell::from(*width),
            Cell::from(row.arithmetic.dtype.name()),
            Cell::from(row.arithmetic.accumulator.name()),
            Cell::from(row.arithmetic.tile.as_str()),
            Cell::from(row.clock.name()),
            row.summary.cell(1.0, 6),
            Cell::Number(row.summary.p10, 6),
            Cell::Number(row.summary.p90, 6),
            Cell::Number(row.detail.images_per_second, 3),
            Cell::from(row.detail.flops),
            row.detail.share_of_ceiling.map_or(Cell::Missing, |share| Cell::Number(share, 3)),
            row.detail.bound_by.map_or(Cell::Missing, Cell::from),
            Cell::from(row.detail.peak_bytes),
            Cell::Number(row.first, 6),
            Cell::Number(row.detail.compile, 6),
            Cell::from(row.detail.warmup),
            Cell::from(settled(row)),
            list(&row.seconds),
            list(&row.detail.device_seconds),
            row.detail.device_clock.map_or(Cell::Missing, |clock| Cell::from(clock.name())),
            list(&row.detail.submit_seconds),
            Cell::Number(document.ceilings.flops(row.arithmetic.dtype), 0),
            Cell::Number(document.ceilings.bandwidth(), 0),
        ];
        table.push(cells);
    }
    table
}

fn settled(row: &Row<Detail>) -> &'static str {
    if row.settled == Some(true) { "yes" } else { "no" }
}
