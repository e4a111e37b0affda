//! What a profile leaves in a folder: its document, a roofline, a trace for Perfetto and a flame view.

use super::roof;
use crate::error::{Error, Result};
use crate::measure::spans::{Profile, Row};
use crate::svg::{escape, line, shorten, text};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// Writes all of them, each whole or not at all.
pub(super) fn write(folder: &Path, profile: &Profile, operations: &[Row], layers: &[Row]) -> Result<()> {
    fs::create_dir_all(folder).map_err(|e| Error::input(folder, format!("cannot be made: {e}")))?;
    let files = [
        ("profile.json", json(profile)?),
        ("roofline.svg", roofline(profile, operations)),
        ("trace.json", trace(profile)),
        ("flame.html", flame(profile, operations, layers)),
    ];
    for (name, content) in files {
        let path = folder.join(name);
        let failed = |error: std::io::Error| Error::input(&path, format!("cannot be written: {error}"));
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        file.write_all(content.as_bytes()).map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
    }
    Ok(())
}

/// The document, with a line break at its end.
pub(super) fn json(profile: &Profile) -> Result<String> {
    let text = serde_json::to_string_pretty(profile);
    Ok(text.map_err(|e| Error::usage(format!("the profile cannot be written as JSON: {e}")))? + "\n")
}

/// A trace in Chrome's format: the pieces end to end by the device's clock, under their layers.
fn trace(profile: &Profile) -> String {
    let named = |thread: u32, name: &str| json!({"ph": "M", "pid": 1, "tid": thread, "name": "thread_name", "args": {"name": name}});
    let process = json!({"ph": "M", "pid": 1, "name": "process_name", "args": {"name": profile.origin.device_line()}});
    let mut events = vec![process, named(1, "layers"), named(2, "operations")];
    let event = |thread: u32, name: &str, start: f64, seconds: f64, args: serde_json::Value| json!({"ph": "X", "pid": 1, "tid": thread, "name": name, "cat": "device", "ts": start * 1e6, "dur": seconds * 1e6, "args": args});
    let mut at = 0.0;
    for run in profile.spans.chunk_by(|a, b| (&a.layer, &a.direction) == (&b.layer, &b.direction)) {
        let seconds: f64 = run.iter().map(|piece| piece.median).sum();
        events.push(event(1, &run[0].layer, at, seconds, json!({"direction": run[0].direction})));
        for piece in run {
            let args = json!({
                "direction": piece.direction, "launches": piece.launches, "flops": piece.flops, "bytes": piece.bytes,
                "GFLOP/s": piece.flops as f64 / piece.median / 1e9, "GB/s": piece.bytes as f64 / piece.median / 1e9,
            });
            events.push(event(2, &format!("{} {}", piece.operation, piece.direction), at, piece.median, args));
            at += piece.median;
        }
    }
    let subject = json!(profile.subject);
    json!({"traceEvents": events, "displayTimeUnit": "ms", "otherData": {"subject": subject, "date": profile.origin.program.date}})
        .to_string()
        + "\n"
}

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 560.0;
/// Left, top, right and bottom of the plot.
const PLOT: [f64; 4] = [80.0, 70.0, 640.0, 500.0];

/// Operations by their intensity and rate, both axes logarithmic, under the measured roof.
fn roofline(profile: &Profile, operations: &[Row]) -> String {
    let dtype = profile.arithmetic.dtype;
    let points: Vec<(&Row, f64, f64)> = operations
        .iter()
        .filter(|row| row.work.flops > 0 && row.work.bytes > 0 && row.seconds > 0.0)
        .map(|row| (row, row.work.flops as f64 / row.work.bytes as f64, row.work.flops as f64 / row.seconds))
        .collect();
    let ridge = profile.ceilings.flops(dtype) / profile.ceilings.bandwidth();
    let most = |of: fn(&(&Row, f64, f64)) -> f64, start: f64| points.iter().map(of).fold(start, f64::max);
    let least = |of: fn(&(&Row, f64, f64)) -> f64, start: f64| points.iter().map(of).fold(start, f64::min);
    // Whole decades.
    let across = [least(|p| p.1, ridge / 10.0).log10().floor(), most(|p| p.1, ridge * 10.0).log10().ceil()];
    let peak = profile.ceilings.flops(dtype);
    let up = [least(|p| p.2, peak / 100.0).log10().floor(), most(|p| p.2, peak).log10().ceil()];
    let x = |v: f64| PLOT[0] + (PLOT[2] - PLOT[0]) * (v.log10() - across[0]) / (across[1] - across[0]);
    let y = |v: f64| PLOT[3] - (PLOT[3] - PLOT[1]) * (v.max(1.0).log10() - up[0]) / (up[1] - up[0]);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\n\
         <style>text{{font:13px system-ui,sans-serif;fill:#1f2937}}.h{{font-size:17px;font-weight:600}}.note{{fill:#596273}}\
         .end{{text-anchor:end}}.mid{{text-anchor:middle}}.grid{{stroke:#e5e7eb}}.roof{{fill:none;stroke:#b4232c;stroke-width:2}}\
         .forward{{fill:#1d5fa8}}.backward{{fill:#b45f06}}.update{{fill:#3f7d3f}}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    );
    let subject = &profile.subject;
    let title = format!("{}, {}, batch {}, {}", subject.model, subject.mode, subject.batch, dtype.name());
    text(&mut svg, 20.0, 28.0, "h", &title);
    text(
        &mut svg,
        20.0,
        50.0,
        "note",
        &format!("{}; roof measured {}", profile.origin.device_line(), profile.ceilings_date),
    );
    for decade in across[0] as i32..=across[1] as i32 {
        let at = x(10f64.powi(decade));
        line(&mut svg, format_args!(r#"<path class="grid" d="M{at:.1} {}V{}"/>"#, PLOT[1], PLOT[3]));
        text(&mut svg, at, PLOT[3] + 18.0, "mid", &format!("{}", 10f64.powi(decade)));
    }
    for decade in up[0] as i32..=up[1] as i32 {
        let at = y(10f64.powi(decade));
        line(&mut svg, format_args!(r#"<path class="grid" d="M{} {at:.1}H{}"/>"#, PLOT[0], PLOT[2]));
        text(&mut svg, PLOT[0] - 8.0, at + 4.0, "end", &format!("{}", 10f64.powi(decade - 9)));
    }
    text(&mut svg, (PLOT[0] + PLOT[2]) / 2.0, PLOT[3] + 42.0, "mid", "FLOP a byte");
    text(&mut svg, PLOT[0], PLOT[1] - 6.0, "note", "GFLOP/s");
    let ends = across.map(|decade| 10f64.powf(decade));
    let corner = ridge.clamp(ends[0], ends[1]);
    let at = |intensity: f64| (x(intensity), y(roof(&profile.ceilings, dtype, intensity)));
    let [(x0, y0), (x1, y1), (x2, y2)] = [at(ends[0]), at(corner), at(ends[1])];
    line(&mut svg, format_args!(r#"<path class="roof" d="M{x0:.1} {y0:.1}L{x1:.1} {y1:.1}L{x2:.1} {y2:.1}"/>"#));
    // Larger where more time goes; numbered, because names would cover each other.
    for (n, (row, intensity, rate)) in points.iter().enumerate() {
        let [name, direction] = &row.name;
        let share = row.seconds / profile.total;
        let (cx, cy, r) = (x(*intensity), y(*rate), 4.0 + 14.0 * share.sqrt());
        let tip = escape(&format!("{name} {direction}: {:.1} % of the time", 100.0 * share));
        line(
            &mut svg,
            format_args!(
                r#"<circle class="{direction}" cx="{cx:.1}" cy="{cy:.1}" r="{r:.1}" fill-opacity="0.6"><title>{tip}</title></circle>"#
            ),
        );
        text(&mut svg, cx + r + 2.0, cy + 4.0, "", &format!("{}", n + 1));
        let words = format!("{} {name} {direction} {:.1} %", n + 1, 100.0 * share);
        text(&mut svg, PLOT[2] + 16.0, PLOT[1] + 10.0 + 18.0 * n as f64, direction, &shorten(&words, 34));
    }
    svg + "</svg>\n"
}

/// Seconds of each operation of a layer.
type Seconds<'a> = Vec<(&'a str, f64)>;

/// A page: direction, layer, operation below each other, each as wide as its time.
fn flame(profile: &Profile, operations: &[Row], layers: &[Row]) -> String {
    let subject = &profile.subject;
    let title = format!("{}, {}, batch {}", subject.model, subject.mode, subject.batch);
    let mut tree: BTreeMap<&str, Vec<(&str, Seconds<'_>)>> = BTreeMap::new();
    for piece in &profile.spans {
        let under = tree.entry(&piece.direction).or_default();
        let at = under.iter().position(|(layer, _)| *layer == piece.layer).unwrap_or_else(|| {
            under.push((&piece.layer, Vec::new()));
            under.len() - 1
        });
        match under[at].1.iter_mut().find(|(name, _)| *name == piece.operation) {
            Some((_, seconds)) => *seconds += piece.median,
            None => under[at].1.push((&piece.operation, piece.median)),
        }
    }
    let cell = |left: f64, row: usize, seconds: f64, name: &str, hue: usize| {
        let (left, width) = (100.0 * left / profile.sum, 100.0 * seconds / profile.sum);
        let tip = escape(&format!("{name}: {:.3} ms, {width:.2} %", seconds * 1e3));
        format!(
            "<div style=\"left:{left:.4}%;width:{width:.4}%;top:{}px;background:hsl({hue} 60% 80%)\" title=\"{tip}\">{}</div>\n",
            row * 26,
            escape(name)
        )
    };
    let hue =
        |name: &str| name.bytes().fold(7usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) % 360;
    let (mut cells, mut at) = (cell(0.0, 0, profile.sum, &title, 210), 0.0);
    for (direction, under) in &tree {
        let seconds: f64 = under.iter().flat_map(|(_, pieces)| pieces).map(|(_, s)| s).sum();
        cells += &cell(at, 1, seconds, direction, hue(direction));
        for (layer, pieces) in under {
            cells += &cell(at, 2, pieces.iter().map(|(_, s)| s).sum(), layer, hue(layer));
            for (name, seconds) in pieces {
                cells += &cell(at, 3, *seconds, name, hue(name));
                at += seconds;
            }
        }
    }
    let rows = |rows: &[Row]| -> String {
        let row = |row: &Row| {
            let [name, direction] = row.name.each_ref().map(|name| escape(name));
            let share = 100.0 * row.seconds / profile.total;
            let (ms, of, by) = (row.seconds * 1e3, row.share.share, row.share.bound.name());
            format!("<tr><td>{name}<td>{direction}<td>{ms:.3}<td>{share:.1}<td>{of:.3}<td>{by}\n")
        };
        rows.iter().map(row).collect()
    };
    let head =
        |first: &str| format!("<tr><th>{first}<th>direction<th>ms<th>% of total<th>share of ceiling<th>bound by\n");
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>body{{font:14px system-ui,sans-serif;margin:1.5em;color:#1f2937}}\
         .flame{{position:relative;height:110px}}.flame div{{position:absolute;height:24px;overflow:hidden;white-space:nowrap;\
         font-size:12px;line-height:24px;box-sizing:border-box;border:1px solid #fff;padding-left:2px}}\
         table{{border-collapse:collapse;margin-top:1.5em}}td,th{{padding:.15em .7em;text-align:left}}\
         td:nth-child(n+3):not(:last-child){{text-align:right}}</style>\n\
         <h1>{title}</h1>\n<p>{} at {}, seed {}. Device time of every piece alone; total {:.3} ms, sum {:.3} ms, unexplained {:.3} ms.</p>\n\
         <div class=\"flame\">\n{cells}</div>\n<table>\n{}{}</table>\n<table>\n{}{}</table>\n</html>\n",
        escape(&profile.origin.device_line()),
        escape(&profile.origin.program.date),
        profile.seed,
        profile.total * 1e3,
        profile.sum * 1e3,
        profile.unexplained * 1e3,
        head("operation"),
        rows(operations),
        head("layer"),
        rows(layers),
        title = escape(&title),
    )
}
