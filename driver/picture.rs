//! The demo's picture: ROC curves beside example images, as one SVG file that needs nothing else.

use crate::data::{self, Intensity};
use crate::error::{Error, Result};
use crate::metrics::classification::auroc;
use base64::Engine;
use std::fmt::Write;
use std::io::Cursor;
use std::path::Path;

/// One row of predictions with what the picture needs.
pub struct Example<'a> {
    /// The image's file.
    pub image: &'a Path,
    /// What is true.
    pub label: bool,
    /// What the model says.
    pub probability: f64,
    /// The attribute, where there is one.
    pub tube: Option<bool>,
}

/// Side of the square of curves, in SVG units.
const PLOT: f64 = 300.0;
/// Side of a thumbnail.
const THUMB: u32 = 128;

/// ROC curves for all images and, for positives with and without the attribute, against the same negatives: the curves
/// then differ by the positives alone, which shows a shortcut. Beside them the most confident right and wrong images.
///
/// # Errors
/// An image that cannot be read.
pub fn demo(title: &str, subtitle: &str, attribute: &str, examples: &[Example<'_>]) -> Result<String> {
    let mut svg = String::new();
    let (width, height) = (920, 440);
    // Writing into a string cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"13\" fill=\"#1d2733\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fbfcfd\"/>\n\
         <text x=\"24\" y=\"32\" font-size=\"19\" font-weight=\"bold\">{}</text>\n\
         <text x=\"24\" y=\"54\" fill=\"#5a6775\">{}</text>\n",
        escape(title),
        escape(subtitle)
    );
    curves(&mut svg, attribute, examples);
    strip(&mut svg, examples)?;
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn curves(svg: &mut String, attribute: &str, examples: &[Example<'_>]) {
    let (left, top) = (64.0, 80.0);
    let _ = write!(
        svg,
        "<g transform=\"translate({left} {top})\"><rect width=\"{PLOT}\" height=\"{PLOT}\" fill=\"none\" stroke=\"#c5ced8\"/>\n\
         <line x1=\"0\" y1=\"{PLOT}\" x2=\"{PLOT}\" y2=\"0\" stroke=\"#c5ced8\" stroke-dasharray=\"4 4\"/>\n"
    );
    for tick in [0.0, 0.5, 1.0] {
        let at = tick * PLOT;
        let _ = writeln!(
            svg,
            "<text x=\"{at}\" y=\"{}\" text-anchor=\"middle\" fill=\"#5a6775\">{tick}</text>\
             <text x=\"-8\" y=\"{}\" text-anchor=\"end\" fill=\"#5a6775\">{tick}</text>",
            PLOT + 18.0,
            PLOT - at + 4.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">1 - specificity</text>\
         <text transform=\"translate(-36 {}) rotate(-90)\" text-anchor=\"middle\">sensitivity</text>",
        PLOT / 2.0,
        PLOT + 36.0,
        PLOT / 2.0
    );
    let attributed = examples.iter().any(|e| e.tube.is_some());
    let groups: &[(Option<bool>, &str, String)] = &[
        (None, "#1d2733", "all".to_string()),
        (Some(true), "#c2571a", format!("positives with {attribute}")),
        (Some(false), "#1668a7", format!("positives without {attribute}")),
    ];
    for (row, (tube, colour, name)) in groups.iter().take(if attributed { 3 } else { 1 }).enumerate() {
        let of_group = |e: &&Example<'_>| tube.is_none() || !e.label || e.tube == *tube;
        let (labels, probabilities): (Vec<bool>, Vec<f64>) =
            examples.iter().filter(of_group).map(|e| (e.label, e.probability)).unzip();
        let points: Vec<String> = roc(&labels, &probabilities)
            .into_iter()
            .map(|(x, y)| format!("{:.1},{:.1}", x * PLOT, (1.0 - y) * PLOT))
            .collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.2\"/>",
            points.join(" ")
        );
        let figure = auroc(&labels, &probabilities).map_or("-".to_string(), |a| format!("{a:.3}"));
        let positives = labels.iter().filter(|l| **l).count();
        let y = PLOT - 14.0 - 19.0 * (2 - row) as f64;
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{y}\" text-anchor=\"end\" fill=\"{colour}\">{}: AUROC {figure} (n+ {positives})</text>",
            PLOT - 10.0,
            escape(name)
        );
    }
    svg.push_str("</g>\n");
}

/// Points of the ROC curve, ties in one step.
fn roc(labels: &[bool], probabilities: &[f64]) -> Vec<(f64, f64)> {
    let positives = labels.iter().filter(|l| **l).count().max(1) as f64;
    let negatives = labels.iter().filter(|l| !**l).count().max(1) as f64;
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]));
    let (mut hits, mut alarms) = (0.0, 0.0);
    let mut points = vec![(0.0, 0.0)];
    for (i, at) in order.iter().enumerate() {
        if labels[*at] {
            hits += 1.0
        } else {
            alarms += 1.0
        }
        if order.get(i + 1).is_none_or(|next| probabilities[*next] != probabilities[*at]) {
            points.push((alarms / negatives, hits / positives));
        }
    }
    points
}

fn strip(svg: &mut String, examples: &[Example<'_>]) -> Result<()> {
    // Sure and right first, sure and wrong below.
    let mut order: Vec<&Example<'_>> = examples.iter().collect();
    let error = |e: &Example<'_>| if e.label { 1.0 - e.probability } else { e.probability };
    order.sort_by(|a, b| error(a).total_cmp(&error(b)));
    let rows = [
        ("surest and right", order.iter().take(4).collect::<Vec<_>>()),
        ("surest and wrong", order.iter().rev().take(4).collect()),
    ];
    for (row, (name, picked)) in rows.iter().enumerate() {
        let y = 84 + row as u32 * (THUMB + 46);
        let _ = writeln!(svg, "<text x=\"410\" y=\"{}\" fill=\"#5a6775\">{name}</text>", y - 6);
        for (column, example) in picked.iter().enumerate() {
            let wrong = (example.probability >= 0.5) != example.label;
            let x = 410 + column as u32 * (THUMB - 4);
            let _ = writeln!(
                svg,
                "<image x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" href=\"data:image/png;base64,{}\"/>\
                 <text x=\"{x}\" y=\"{}\" fill=\"{}\">{} p={:.2}</text>",
                thumbnail(example.image)?,
                y + THUMB + 10,
                if wrong { "#b3261e" } else { "#1d2733" },
                if example.label { "sick" } else { "well" },
                example.probability,
                side = THUMB - 8
            );
        }
    }
    Ok(())
}

fn thumbnail(path: &Path) -> Result<String> {
    let picture = data::read(path, Intensity::Auto)?;
    let (width, height) = (picture.width as u32, picture.height as u32);
    let color = if picture.channels == 1 { image::ColorType::L8 } else { image::ColorType::Rgb8 };
    let whole = match picture.channels {
        1 => image::GrayImage::from_raw(width, height, picture.pixels).map(image::DynamicImage::ImageLuma8),
        _ => image::RgbImage::from_raw(width, height, picture.pixels).map(image::DynamicImage::ImageRgb8),
    };
    let small =
        whole.ok_or_else(|| Error::input(path, format!("its pixels are not {width} x {height} of {color:?}")))?;
    let small = small.thumbnail(THUMB, THUMB);
    let mut png = Cursor::new(Vec::new());
    small.write_to(&mut png, image::ImageFormat::Png).map_err(|e| Error::input(path, e))?;
    Ok(base64::engine::general_purpose::STANDARD.encode(png.into_inner()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_what_it_is_given() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.png");
        image::GrayImage::from_fn(40, 30, |x, y| image::Luma([(x * 5 + y) as u8])).save(&path).unwrap();
        let example = |label, probability, tube| Example { image: &path, label, probability, tube };
        let examples =
            [example(true, 0.9, Some(true)), example(true, 0.2, Some(false)), example(false, 0.4, Some(false))];
        let svg = demo("a <b> & c", "d", "tube", &examples).unwrap();
        assert!(svg.contains("a &lt;b&gt; &amp; c"));
        for line in ["all: AUROC 0.500 (n+ 2)", "with tube: AUROC 1.000 (n+ 1)", "without tube: AUROC 0.000 (n+ 1)"] {
            assert!(svg.contains(line), "{line}: {svg}");
        }
        assert_eq!(roc(&[true, false], &[0.5, 0.5]), [(0.0, 0.0), (1.0, 1.0)]);
        assert!(demo("", "", "", &[example(true, 0.5, None)]).unwrap().contains("href=\"data:image/png;base64,"));
    }
}
