//! What each encoder costs, and what it reaches for it.

use super::Named;
use super::charts::{self, Point};
use super::load::Study;
use super::sections::{figure, part, show};
use crate::commands::evaluate::Key;
use crate::commands::evaluate::summary::FoldMedian;
use crate::output::{Cell, Table};
use crate::study::models::EncoderCost;

/// The table of encoders; nothing where none was measured.
pub fn table(study: &Study, body: &mut String, tables: &mut Vec<Named>) {
    if study.costs.is_empty() {
        return;
    }
    let headers = [
        "model",
        "parameters",
        "image",
        "GFLOP an image",
        "batch",
        "type",
        "images/s",
        "GFLOP/s",
        "memory MiB",
        "device",
        "failure",
    ];
    let mut table = Table::new(headers);
    for cost in &study.costs {
        let number = |value: Option<f64>, decimals| value.map_or(Cell::Missing, |value| Cell::Number(value, decimals));
        let gflop = cost.flops as f64 / 1e9;
        table.push([
            Cell::from(cost.model.as_str()),
            cost.parameters.into(),
            format!("{}x{}", cost.image[0], cost.image[1]).into(),
            Cell::Number(gflop, 3),
            cost.batch.into(),
            cost.dtype.as_str().into(),
            number(cost.images_per_second, 1),
            number(cost.images_per_second.map(|rate| rate * gflop), 1),
            number(cost.peak_bytes.map(|bytes| bytes as f64 / f64::from(1 << 20)), 0),
            cost.device.as_str().into(),
            cost.reason.as_deref().into(),
        ]);
    }
    let note = "Forward passes on the study's first device before its cells ran: images a second by the median, memory as the device's pool \
                had reserved it.";
    let (name, heading) = ("encoders".to_string(), "Encoders".to_string());
    show(body, tables, Named { name, heading, note: note.into(), table, best: Vec::new() });
}

/// The figure of each system over its encoder's images a second.
pub fn against(costs: &[EncoderCost], figure_name: &str, constant: &Key, all: &[&FoldMedian], body: &mut String) {
    let of =
        |one: &FoldMedian, name: &str| part(&one.experiment, name).or(part(constant, name)).unwrap_or("").to_string();
    let point = |one: &&FoldMedian| {
        let model = of(one, "model");
        let rate = costs.iter().find(|cost| cost.model == model)?.images_per_second?;
        let group = format!("{} {}", of(one, "finding"), of(one, "regime"));
        Some(Point { x: rate, y: one.median.value, name: model, group })
    };
    let points: Vec<Point> = all.iter().filter_map(point).collect();
    if points.len() > 1 {
        figure(
            body,
            "",
            &charts::scatter(&format!("{figure_name} against cost"), "images a second, forward", figure_name, &points),
        );
    }
}
