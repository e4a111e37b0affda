//! The report's pictures. Colours are classes of the page's style sheet, so that they follow light and dark.

use crate::commands::evaluate::compare::Ranking;
use crate::metrics::Estimate;
use crate::svg::{escape, line, shorten, text};

/// Colours of the style sheet, `c0` to `c8`; more systems begin anew with dashes.
const COLOURS: usize = 9;
/// Most corners of a curve that are drawn; a screen shows no more.
const CORNERS: usize = 200;

/// A picture shrinks to three quarters on a phone; beyond that it scrolls, or its text could not be read.
fn open(title: &str, width: f64, height: f64) -> String {
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" style=\"max-width:{width}px;min-width:{}px\"><title>{}</title>\n",
        0.75 * width,
        escape(title)
    )
}

/// Room for names before a picture's rows, of at most so many letters.
fn margin<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> f64 {
    let longest = names.map(|name| name.chars().count().min(most)).max().unwrap_or(0);
    26.0 + 6.4 * longest as f64
}

/// Round values from `low` to `high`, at most seven.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    let steps = [0.01, 0.02, 0.05, 0.1, 0.2];
    let step = steps.into_iter().find(|step| (high - low) / step <= 6.0 + 1e-9).unwrap_or(0.2);
    let first = (low / step - 1e-9).ceil() as i64;
    (first..).map(|n| n as f64 * step).take_while(|value| *value <= high + 1e-9).collect()
}

/// A named curve in the unit square.
pub struct Curve {
    /// What the legend says.
    pub name: String,
    /// Corners, from 0 to 1 on both axes.
    pub points: Vec<(f64, f64)>,
}

/// Every so many corners, the last one always.
pub fn thinned(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let step = points.len().div_ceil(CORNERS).max(1);
    let mut kept: Vec<(f64, f64)> = points.iter().copied().step_by(step).collect();
    kept.extend(points.last().filter(|last| kept.last() != Some(last)));
    kept
}

/// Curves in the unit square, with a legend below.
pub fn curves(title: &str, x_name: &str, y_name: &str, curves: &[Curve], diagonal: bool) -> String {
    let (left, top, side) = (46.0, 30.0, 300.0);
    let mut svg = open(title, 370.0, top + side + 46.0 + 17.0 * curves.len() as f64);
    text(&mut svg, 4.0, 16.0, "head", title);
    for step in 0..=5 {
        let share = f64::from(step) / 5.0;
        let (x, y) = (left + share * side, top + share * side);
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{left} {y:.1}h{side}M{x:.1} {top}v{side}\"/>"));
        text(&mut svg, left - 6.0, y + 4.0, "end", &format!("{:.1}", 1.0 - share));
        text(&mut svg, x, top + side + 16.0, "middle", &format!("{share:.1}"));
    }
    if diagonal {
        line(
            &mut svg,
            format_args!("<path class=\"chance\" d=\"M{left} {:.1}L{:.1} {top}\"/>", top + side, left + side),
        );
    }
    text(&mut svg, left + side / 2.0, top + side + 32.0, "middle", x_name);
    line(
        &mut svg,
        format_args!(
            "<text class=\"middle\" transform=\"translate(13 {:.1}) rotate(-90)\">{}</text>",
            top + side / 2.0,
            escape(y_name)
        ),
    );
    for (at, curve) in curves.iter().enumerate() {
        let points: Vec<String> = thinned(&curve.points)
            .iter()
            .map(|(x, y)| format!("{:.1},{:.1}", left + x * side, top + (1.0 - y) * side))
            .collect();
        let class = colour(at);
        line(&mut svg, format_args!("<polyline class=\"curve {class}\" points=\"{}\"/>", points.join(" ")));
        let y = top + side + 46.0 + 17.0 * at as f64;
        line(&mut svg, format_args!("<path class=\"curve {class}\" d=\"M{left} {y:.1}h22\"/>"));
        text(&mut svg, left + 30.0, y + 4.0, "", &shorten(&curve.name, 42));
    }
    svg + "</svg>\n"
}

fn colour(at: usize) -> String {
    format!("c{}{}", at % COLOURS, if at >= COLOURS { " dashed" } else { "" })
}

/// A row of a forest plot.
pub struct Mark {
    /// The system.
    pub name: String,
    /// Our figure.
    pub ours: Estimate,
    /// The published one.
    pub published: Option<f64>,
}

/// Figures with their intervals, a row each; hollow diamonds are published.
pub fn forest(title: &str, marks: &[Mark]) -> String {
    let (left, width, pitch) = (margin(marks.iter().map(|mark| mark.name.as_str()), 36), 350.0, 24.0);
    let values = marks.iter().flat_map(|m| [Some(m.ours.value), m.ours.low, m.ours.high, m.published]).flatten();
    let (low, high) = values.fold((1.0f64, 0.0f64), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = ((low * 20.0).floor() / 20.0, ((high * 20.0).ceil() / 20.0).max(low + 0.05));
    let x = |value: f64| left + (value - low) / (high - low) * width;
    let bottom = 30.0 + pitch * marks.len() as f64;
    let mut svg = open(title, left + width + 80.0, bottom + 26.0);
    text(&mut svg, 4.0, 16.0, "head", title);
    for value in ticks(low, high) {
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{:.1} 26V{bottom:.1}\"/>", x(value)));
        text(&mut svg, x(value), bottom + 16.0, "middle", &format!("{value:.2}"));
    }
    for (row, mark) in marks.iter().enumerate() {
        let y = 42.0 + pitch * row as f64;
        text(&mut svg, left - 12.0, y + 4.0, "end", &shorten(&mark.name, 36));
        if let (Some(low), Some(high)) = (mark.ours.low, mark.ours.high) {
            line(&mut svg, format_args!("<path class=\"bar\" d=\"M{:.1} {y:.1}H{:.1}\"/>", x(low), x(high)));
        }
        line(&mut svg, format_args!("<circle class=\"dot\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"4\"/>", x(mark.ours.value)));
        if let Some(published) = mark.published {
            line(
                &mut svg,
                format_args!("<path class=\"hollow\" d=\"M{:.1} {y:.1}l5 -5l5 5l-5 5z\"/>", x(published) - 5.0),
            );
        }
        text(&mut svg, left + width + 14.0, y + 4.0, "", &format!("{:.3}", mark.ours.value));
    }
    svg + "</svg>\n"
}

/// A point of a scatter plot.
pub struct Point {
    /// Along the logarithmic axis, above zero.
    pub x: f64,
    /// A figure from 0 to 1.
    pub y: f64,
    /// What stands beside it.
    pub name: String,
    /// What its colour says.
    pub group: String,
}

/// Points over a logarithmic axis, a colour for each group; a name stands once, above its highest point.
pub fn scatter(title: &str, x_name: &str, y_name: &str, points: &[Point]) -> String {
    let (left, top, width, height) = (58.0, 30.0, 300.0, 240.0);
    let mut groups: Vec<&str> = Vec::new();
    for point in points {
        if !groups.contains(&point.group.as_str()) {
            groups.push(&point.group);
        }
    }
    let range = |pick: fn(&Point) -> f64| {
        points.iter().map(pick).fold((f64::INFINITY, 0.0f64), |(low, high), value| (low.min(value), high.max(value)))
    };
    let ((least, most), (low, high)) = (range(|point| point.x), range(|point| point.y));
    let (least, most) = (least.log10() - 0.15, most.log10() + 0.15);
    // A step more than the highest point, for its name.
    let (low, high) = ((low * 20.0).floor() / 20.0, (high * 20.0).ceil() / 20.0 + 0.05);
    let x = |value: f64| left + (value.log10() - least) / (most - least) * width;
    let y = |value: f64| top + (high - value) / (high - low) * height;
    let mut svg = open(title, 370.0, top + height + 46.0 + 17.0 * groups.len() as f64);
    text(&mut svg, 4.0, 16.0, "head", title);
    for value in ticks(low, high) {
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{left} {:.1}h{width}\"/>", y(value)));
        text(&mut svg, left - 6.0, y(value) + 4.0, "end", &format!("{value:.2}"));
    }
    for step in 0..=4 {
        let value = 10f64.powf(least + (0.1 + 0.2 * f64::from(step)) * (most - least));
        let shown = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{:.1} {top}v{height}\"/>", x(value)));
        text(&mut svg, x(value), top + height + 16.0, "middle", &shown);
    }
    text(&mut svg, left + width / 2.0, top + height + 32.0, "middle", x_name);
    line(
        &mut svg,
        format_args!(
            "<text class=\"middle\" transform=\"translate(13 {:.1}) rotate(-90)\">{}</text>",
            top + height / 2.0,
            escape(y_name)
        ),
    );
    for point in points {
        let group = groups.iter().position(|group| *group == point.group).unwrap_or(0);
        let (x, y) = (x(point.x), y(point.y));
        line(&mut svg, format_args!("<circle class=\"ring {}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>", colour(group)));
    }
    let mut named: Vec<(f64, f64, &str)> = Vec::new();
    for point in points {
        match named.iter_mut().find(|(_, _, name)| *name == point.name) {
            Some((_, highest, _)) => *highest = highest.max(point.y),
            None => named.push((point.x, point.y, &point.name)),
        }
    }
    // Where two encoders are as fast as each other, the later name stands a line higher.
    named.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for (rate, highest, name) in named {
        let (at_x, mut at_y) = (x(rate), y(highest) - 9.0);
        while taken.iter().any(|(other_x, other_y)| (other_x - at_x).abs() < 72.0 && (other_y - at_y).abs() < 12.0) {
            at_y -= 12.0;
        }
        taken.push((at_x, at_y));
        text(&mut svg, at_x, at_y, "middle", &shorten(name, 14));
    }
    for (at, group) in groups.iter().enumerate() {
        let y = top + height + 46.0 + 17.0 * at as f64;
        line(
            &mut svg,
            format_args!("<circle class=\"ring {}\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"4\"/>", colour(at), left + 11.0),
        );
        text(&mut svg, left + 30.0, y + 4.0, "", &shorten(group, 42));
    }
    svg + "</svg>\n"
}

/// A row of [`pairs`].
pub struct Pair {
    /// The system.
    pub name: String,
    /// Its figure with the attribute.
    pub with: f64,
    /// Its figure without it.
    pub without: f64,
}

/// Two figures a row, joined: a long line is a gap.
pub fn pairs(title: &str, sides: &[String; 2], pairs: &[Pair]) -> String {
    let (left, width, pitch) = (margin(pairs.iter().map(|pair| pair.name.as_str()), 38), 340.0, 22.0);
    let x = |value: f64| left + value.clamp(0.0, 1.0) * width;
    let bottom = 50.0 + pitch * pairs.len() as f64;
    let mut svg = open(title, left + width + 90.0, bottom + 24.0);
    text(&mut svg, 4.0, 16.0, "head", title);
    for (at, side) in sides.iter().enumerate() {
        let at_x = left + 170.0 * at as f64;
        line(&mut svg, format_args!("<circle class=\"ring c{}\" cx=\"{at_x:.1}\" cy=\"34\" r=\"5\"/>", 1 - at));
        text(&mut svg, at_x + 12.0, 38.0, "", &shorten(side, 24));
    }
    for step in 0..=5 {
        let value = f64::from(step) / 5.0;
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{:.1} 46V{bottom:.1}\"/>", x(value)));
        text(&mut svg, x(value), bottom + 16.0, "middle", &format!("{value:.1}"));
    }
    for (row, pair) in pairs.iter().enumerate() {
        let y = 60.0 + pitch * row as f64;
        text(&mut svg, left - 12.0, y + 4.0, "end", &shorten(&pair.name, 38));
        line(&mut svg, format_args!("<path class=\"axis\" d=\"M{:.1} {y:.1}H{:.1}\"/>", x(pair.without), x(pair.with)));
        line(&mut svg, format_args!("<circle class=\"ring c0\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\"/>", x(pair.without)));
        line(&mut svg, format_args!("<circle class=\"ring c1\" cx=\"{:.1}\" cy=\"{y:.1}\" r=\"5\"/>", x(pair.with)));
        text(&mut svg, left + width + 12.0, y + 4.0, "", &format!("{:+.3}", pair.with - pair.without));
    }
    svg + "</svg>\n"
}

/// A figure by system (rows) and subgroup (columns); groups that are too small carry a star.
pub fn heat_map(
    title: &str,
    systems: &[String],
    groups: &[String],
    value: impl Fn(usize, usize) -> Option<(f64, bool)>,
) -> String {
    let (left, cell, top) = (margin(systems.iter().map(String::as_str), 34), (58.0, 26.0), 150.0);
    let mut svg = open(title, left + cell.0 * groups.len() as f64 + 110.0, top + cell.1 * systems.len() as f64 + 8.0);
    text(&mut svg, 4.0, 16.0, "head", title);
    for (column, group) in groups.iter().enumerate() {
        let x = left + cell.0 * (column as f64 + 0.5);
        line(
            &mut svg,
            format_args!(
                "<text transform=\"translate({x:.1} {:.1}) rotate(-40)\">{}</text>",
                top - 8.0,
                escape(&shorten(group, 26))
            ),
        );
    }
    for (row, system) in systems.iter().enumerate() {
        let y = top + cell.1 * row as f64;
        text(&mut svg, left - 8.0, y + 17.0, "end", &shorten(system, 34));
        for column in 0..groups.len() {
            let Some((value, small)) = value(row, column) else { continue };
            let x = left + cell.0 * column as f64;
            line(
                &mut svg,
                format_args!(
                    "<rect class=\"heat\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{}\" height=\"{}\" style=\"fill-opacity:{:.2}\"/>",
                    cell.0 - 2.0,
                    cell.1 - 2.0,
                    0.75 * value.clamp(0.0, 1.0)
                ),
            );
            text(
                &mut svg,
                x + cell.0 / 2.0,
                y + 17.0,
                "middle",
                &format!("{value:.2}{}", if small { "*" } else { "" }),
            );
        }
    }
    svg + "</svg>\n"
}

/// A line of [`confounder`].
pub struct Side {
    /// What the legend says.
    pub name: String,
    /// One for each value.
    pub estimates: Vec<Option<Estimate>>,
    /// What is published of the first.
    pub published: Option<f64>,
}

/// The confounder at a glance: the figure over the second attribute's values, a line for each value of the first; diamonds are
/// published.
pub fn confounder(title: &str, values: &[String], sides: &[Side]) -> String {
    let (left, top, width, height) = (40.0, 46.0, 230.0, 160.0);
    let mut svg = open(title, 290.0, top + height + 30.0 + 17.0 * sides.len() as f64);
    text(&mut svg, 4.0, 16.0, "head", &shorten(title, 40));
    for step in 0..=4 {
        let share = f64::from(step) / 4.0;
        let y = top + share * height;
        line(&mut svg, format_args!("<path class=\"grid\" d=\"M{left} {y:.1}h{width}\"/>"));
        text(&mut svg, left - 6.0, y + 4.0, "end", &format!("{:.2}", 1.0 - share));
    }
    let pitch = width / values.len().max(1) as f64;
    for (at, value) in values.iter().enumerate() {
        text(&mut svg, left + pitch * (at as f64 + 0.5), top + height + 16.0, "middle", &shorten(value, 8));
    }
    for (side, Side { name, estimates, published }) in sides.iter().enumerate() {
        let class = colour(side);
        let mut path = String::new();
        for (at, estimate) in estimates.iter().enumerate() {
            let Some(estimate) = estimate else { continue };
            let x = left + pitch * (at as f64 + 0.5) + 5.0 * side as f64;
            let y = |value: f64| top + (1.0 - value) * height;
            path += &format!("{}{x:.1} {:.1}", if path.is_empty() { "M" } else { "L" }, y(estimate.value));
            if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
                line(
                    &mut svg,
                    format_args!("<path class=\"curve thin {class}\" d=\"M{x:.1} {:.1}V{:.1}\"/>", y(low), y(high)),
                );
            }
        }
        line(&mut svg, format_args!("<path class=\"curve {class}\" d=\"{path}\"/>"));
        let mut legend = shorten(name, 30);
        if let Some(published) = published {
            let (x, y) = (left + pitch * 0.5 + 5.0 * side as f64 - 6.0, top + (1.0 - published) * height);
            line(&mut svg, format_args!("<path class=\"curve {class}\" d=\"M{x:.1} {y:.1}l6 -6l6 6l-6 6z\"/>"));
            legend += &format!("; published {published:.3}");
        }
        let y = top + height + 34.0 + 17.0 * side as f64;
        line(&mut svg, format_args!("<path class=\"curve {class}\" d=\"M{left} {y:.1}h22\"/>"));
        text(&mut svg, left + 30.0, y + 4.0, "", &legend);
    }
    svg + "</svg>\n"
}

/// Demšar's diagram: systems at their mean ranks, best at the left; bars join those that Nemenyi's comparison cannot tell apart.
pub fn critical_difference(title: &str, ranking: &Ranking, alpha: f64) -> String {
    let Ok(friedman) = &ranking.friedman else { return String::new() };
    let (left, width, axis) = (230.0, 320.0, 70.0);
    let k = ranking.systems.len();
    let difference = friedman.critical_difference(alpha);
    let x = |rank: f64| left + (rank - 1.0) / (k as f64 - 1.0) * width;
    let mut order: Vec<(f64, &str)> =
        friedman.mean_ranks.iter().copied().zip(ranking.systems.iter().map(String::as_str)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The longest runs of neighbours within the critical difference.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for start in 0..k {
        let end = (start..k).take_while(|&at| order[at].0 - order[start].0 <= difference).last().unwrap_or(start);
        if end > start && runs.last().is_none_or(|&(_, before)| end > before) {
            runs.push((start, end));
        }
    }
    let below = axis + 16.0 + 9.0 * runs.len() as f64;
    let mut svg = open(title, 780.0, below + 20.0 * k.div_ceil(2) as f64 + 16.0);
    text(&mut svg, 4.0, 16.0, "head", title);
    line(
        &mut svg,
        format_args!(
            "<path class=\"bar\" d=\"M{left} 40H{:.1}\"/>",
            (left + difference / (k as f64 - 1.0) * width).min(770.0)
        ),
    );
    text(&mut svg, left - 8.0, 44.0, "end", &format!("critical difference {difference:.2}"));
    line(&mut svg, format_args!("<path class=\"axis\" d=\"M{left} {axis}h{width}\"/>"));
    for rank in 1..=k {
        line(&mut svg, format_args!("<path class=\"axis\" d=\"M{:.1} {axis}v-5\"/>", x(rank as f64)));
        text(&mut svg, x(rank as f64), axis - 9.0, "middle", &rank.to_string());
    }
    for (at, (start, end)) in runs.iter().enumerate() {
        let y = axis + 10.0 + 9.0 * at as f64;
        line(
            &mut svg,
            format_args!(
                "<path class=\"bar\" d=\"M{:.1} {y:.1}H{:.1}\"/>",
                x(order[*start].0) - 3.0,
                x(order[*end].0) + 3.0
            ),
        );
    }
    for (at, (rank, name)) in order.iter().enumerate() {
        let first_half = at < k.div_ceil(2);
        let y = below + 20.0 * if first_half { at } else { k - 1 - at } as f64 + 10.0;
        let (end, class, place) =
            if first_half { (left - 6.0, "end", left - 10.0) } else { (left + width + 6.0, "", left + width + 10.0) };
        line(&mut svg, format_args!("<path class=\"axis\" d=\"M{:.1} {axis}V{y:.1}H{end:.1}\"/>", x(*rank)));
        text(&mut svg, place, y + 4.0, class, &format!("{} ({rank:.2})", shorten(name, 30)));
    }
    svg + "</svg>\n"
}
