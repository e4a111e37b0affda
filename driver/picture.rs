//! The demo's picture: ROC curves beside example images, as one SVG that needs no other file.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::data::{self, Image, Intensity};
use crate::error::{Error, Result};
use crate::metrics::auroc;
use crate::metrics::curves::roc;
use crate::svg::{escape, line, shorten, text};

/// One row of predictions with what the picture needs.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// The image's file.
    pub image: &'a Path,
    /// Whether the image is a positive.
    pub label: bool,
    /// The predicted probability of a positive, 0 to 1.
    pub probability: f64,
    /// The attribute's value, where there is one.
    pub tube: Option<bool>,
}

/// A test image with the mask that was found in it.
#[derive(Debug, Clone)]
pub struct Masked {
    /// The picture of both.
    pub overlay: PathBuf,
    /// How well it covers the true mask, 0 to 1.
    pub dice: f64,
}

/// Longer side of an embedded thumbnail, in pixels; smaller images are embedded as they are.
const THUMBNAIL: u32 = 128;
/// Example images in a row of the picture.
const ROW: usize = 4;
/// From here on a probability calls an image positive, as everywhere else.
const THRESHOLD: f64 = 0.5;
const WIDTH: f64 = 1080.0;
const HEIGHT: f64 = 574.0;
/// Height of the row of masks below.
const MASKS: f64 = 208.0;
/// Most masks in it.
const SHOWN: usize = 7;
/// Left, top and side of the curves' square.
const PLOT: (f64, f64, f64) = (105.0, 112.0, 318.0);
/// Left edge of the images, and their column and row pitch.
const STRIP: (f64, f64, f64) = (506.0, 138.0, 206.0);

const STYLE: &str = "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif;\
fill:#1f2937}.title{font-size:21px;font-weight:600}.note{font-size:13px;fill:#596273}.small{font-size:12px}\
.head{font-size:14px;font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}\
.wrong{fill:#a3231f;font-weight:600}.right{fill:#17653a;font-weight:600}";

/// One curve: which positives it takes, how it looks, and what the legend says.
struct Curve {
    name: String,
    colour: &'static str,
    dash: &'static str,
    labels: Vec<bool>,
    probabilities: Vec<f64>,
}

impl Curve {
    /// The positives that `keep` takes, against all negatives.
    fn new(
        name: &str,
        (colour, dash): (&'static str, &'static str),
        examples: &[Example<'_>],
        keep: impl Fn(&Example<'_>) -> bool,
    ) -> Self {
        let (labels, probabilities) =
            examples.iter().filter(|e| !e.label || keep(e)).map(|e| (e.label, e.probability)).unzip();
        Self { name: name.to_string(), colour, dash, labels, probabilities }
    }

    fn positives(&self) -> usize {
        self.labels.iter().filter(|&&label| label).count()
    }
}

/// Draws ROC curves beside a strip of example images: the most confident right ones, and the worst wrong ones.
///
/// Where examples carry the attribute, three curves are drawn: all positives, those with the attribute and those without
/// it, each against the same negatives (all of them), so that the curves differ by their positives alone. `attribute`
/// names it; an empty name draws one curve. Below stand `masks`, best first, thinned evenly to those that there is room for; none,
/// and the row is not there. The picture brings its own background, so it reads on light and dark pages.
///
/// # Errors
/// What [`data::read`] returns for one of the images shown.
pub fn demo(
    title: &str,
    subtitle: &str,
    attribute: &str,
    examples: &[Example<'_>],
    masks: &[Masked],
) -> Result<String> {
    let mut svg = String::new();
    let height = HEIGHT + if masks.is_empty() { 0.0 } else { MASKS };
    svg.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\">\n<title>{}</title>\n<style>{STYLE}</style>\n",
        escape(title)
    ));
    line(&mut svg, format_args!(r##"<rect width="{WIDTH}" height="{height}" rx="10" fill="#ffffff"/>"##));
    text(&mut svg, 32.0, 42.0, "title", &shorten(title, 88));
    text(&mut svg, 32.0, 66.0, "note", &shorten(subtitle, 150));
    draw_curves(&mut svg, &curves(attribute, examples));
    let (right, wrong) = choose(examples);
    let (left, _, pitch) = STRIP;
    for (row, (heading, chosen)) in [("Right, most confident", right), ("Wrong, worst first", wrong)].iter().enumerate()
    {
        let top = 98.0 + row as f64 * pitch;
        text(&mut svg, left, top, "head", heading);
        if chosen.is_empty() {
            text(&mut svg, left, top + 30.0, "note", "none");
        }
        for (column, example) in chosen.iter().enumerate() {
            draw_example(&mut svg, (left + column as f64 * STRIP.1, top + 12.0), attribute, example)?;
        }
    }
    text(
        &mut svg,
        left,
        HEIGHT - 36.0,
        "note",
        "1 is a positive, 0 a negative; right means that the probability is on",
    );
    text(&mut svg, left, HEIGHT - 19.0, "note", &format!("the label's side of {THRESHOLD}. Not for diagnosis."));
    draw_masks(&mut svg, masks)?;
    svg.push_str("</svg>\n");
    Ok(svg)
}

fn draw_masks(svg: &mut String, masks: &[Masked]) -> Result<()> {
    let mut ranked: Vec<&Masked> = masks.iter().collect();
    ranked.sort_by(|a, b| b.dice.total_cmp(&a.dice));
    let shown = ranked.len().min(SHOWN);
    if shown == 0 {
        return Ok(());
    }
    let heading =
        format!("Hearts found by fine-tuning: the best, the worst and those between, of {} test images", masks.len());
    text(svg, 32.0, HEIGHT + 18.0, "head", &heading);
    text(svg, WIDTH - 32.0, HEIGHT + 18.0, "note end", "orange: found, blue: missed");
    let side = f64::from(THUMBNAIL);
    for column in 0..shown {
        let masked = ranked[if shown == 1 { 0 } else { column * (ranked.len() - 1) / (shown - 1) }];
        let (left, top) = (32.0 + column as f64 * (side + 19.0), HEIGHT + 32.0);
        draw_image(svg, (left, top), &masked.overlay)?;
        text(svg, left, top + side + 18.0, "small", &format!("Dice {:.3}", masked.dice));
    }
    Ok(())
}

fn curves(attribute: &str, examples: &[Example<'_>]) -> Vec<Curve> {
    let mut curves = vec![Curve::new("all", ("#1f2937", ""), examples, |_| true)];
    if !attribute.is_empty() && examples.iter().any(|e| e.label && e.tube.is_some()) {
        let name = shorten(attribute, 14);
        curves.push(Curve::new(&format!("with {name}"), ("#c2500a", "9 4"), examples, |example| {
            example.tube == Some(true)
        }));
        curves.push(Curve::new(&format!("without {name}"), ("#0b6fb8", "2.5 3.5"), examples, |example| {
            example.tube == Some(false)
        }));
    }
    curves
}

fn draw_curves(svg: &mut String, curves: &[Curve]) {
    let (left, top, side) = PLOT;
    let (x, y) = (|rate: f64| left + rate * side, |rate: f64| top + (1.0 - rate) * side);
    line(svg, format_args!(r##"<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="#f7f8fa"/>"##));
    for step in 0..=5 {
        let rate = f64::from(step) / 5.0;
        line(
            svg,
            format_args!(
                r##"<path d="M{left} {0:.1}H{1:.1}M{2:.1} {top}V{3:.1}" stroke="#dde1e7" fill="none"/>"##,
                y(rate),
                left + side,
                x(rate),
                top + side
            ),
        );
        text(svg, left - 8.0, y(rate) + 4.0, "small end", &format!("{rate:.1}"));
        text(svg, x(rate), top + side + 18.0, "small middle", &format!("{rate:.1}"));
    }
    line(
        svg,
        format_args!(
            r##"<path d="M{:.1} {:.1}L{:.1} {:.1}" stroke="#9aa3b0" stroke-dasharray="1 4" fill="none"/>"##,
            x(0.0),
            y(0.0),
            x(1.0),
            y(1.0)
        ),
    );
    text(svg, 32.0, top - 14.0, "head", "Sensitivity");
    text(svg, left + side / 2.0, top + side + 36.0, "small middle", "1 − specificity");
    // Drawn in this order so that the two partial curves lie over the one of all positives.
    for curve in curves {
        let points: Vec<String> = roc(&curve.labels, &curve.probabilities)
            .iter()
            .map(|&(false_rate, true_rate)| format!("{:.1},{:.1}", x(false_rate), y(true_rate)))
            .collect();
        if !points.is_empty() {
            line(
                svg,
                format_args!(
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2.4\" \
                     stroke-linejoin=\"round\" stroke-dasharray=\"{}\"/>",
                    points.join(" "),
                    curve.colour,
                    if curve.dash.is_empty() { "none" } else { curve.dash },
                ),
            );
        }
    }
    draw_legend(svg, curves);
}

/// The legend stands below the plot: inside it, there is no corner that a curve near chance would leave free.
fn draw_legend(svg: &mut String, curves: &[Curve]) {
    let (width, pitch) = (372.0, 19.0);
    let height = pitch * curves.len() as f64 + 27.0;
    let (left, top) = (PLOT.0 + (PLOT.2 - width) / 2.0, PLOT.1 + PLOT.2 + 46.0);
    line(
        svg,
        format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"none\" \
             stroke=\"#dde1e7\"/>"
        ),
    );
    let negatives = curves.first().map_or(0, |curve| curve.labels.len() - curve.positives());
    let note = match curves.len() {
        1 => format!("{negatives} negatives"),
        _ => format!("against the same {negatives} negatives"),
    };
    text(svg, left + 10.0, top + 18.0, "small", &note);
    text(svg, left + width - 82.0, top + 18.0, "small end", "AUROC");
    text(svg, left + width - 10.0, top + 18.0, "small end", "positives");
    for (row, curve) in curves.iter().enumerate() {
        let base = top + 37.0 + row as f64 * pitch;
        line(
            svg,
            format_args!(
                "<path d=\"M{:.1} {:.1}h26\" stroke=\"{}\" stroke-width=\"2.4\" stroke-dasharray=\"{}\"/>",
                left + 10.0,
                base - 4.0,
                curve.colour,
                if curve.dash.is_empty() { "none" } else { curve.dash },
            ),
        );
        let area = auroc(&curve.labels, &curve.probabilities).map_or("–".to_string(), |area| format!("{area:.3}"));
        text(svg, left + 42.0, base, "small", &curve.name);
        text(svg, left + width - 82.0, base, "small end", &area);
        text(svg, left + width - 10.0, base, "small end", &curve.positives().to_string());
    }
}

/// The right and the wrong examples to show, at most [`ROW`] each, farthest from the threshold first.
///
/// Half of the right ones are positives and half negatives where there are enough, or one class might fill the row.
fn choose<'e, 'a>(examples: &'e [Example<'a>]) -> (Vec<&'e Example<'a>>, Vec<&'e Example<'a>>) {
    let mut ranked: Vec<&Example<'a>> = examples.iter().collect();
    ranked.sort_by(|a, b| (b.probability - THRESHOLD).abs().total_cmp(&(a.probability - THRESHOLD).abs()));
    let (right, mut wrong): (Vec<&'e Example<'a>>, Vec<&'e Example<'a>>) =
        ranked.into_iter().partition(|example| is_right(example));
    let (mut positives, mut negatives): (Vec<&'e Example<'a>>, Vec<&'e Example<'a>>) =
        right.into_iter().partition(|example| example.label);
    let kept = (ROW / 2).max(ROW.saturating_sub(negatives.len()));
    positives.truncate(kept);
    negatives.truncate(ROW - positives.len());
    positives.append(&mut negatives);
    wrong.truncate(ROW);
    (positives, wrong)
}

fn is_right(example: &Example<'_>) -> bool {
    (example.probability >= THRESHOLD) == example.label
}

fn draw_example(svg: &mut String, (left, top): (f64, f64), attribute: &str, example: &Example<'_>) -> Result<()> {
    draw_image(svg, (left, top), example.image)?;
    let side = f64::from(THUMBNAIL);
    let caption = format!("label {} · {:.3}", u8::from(example.label), example.probability);
    text(svg, left, top + side + 18.0, if is_right(example) { "small right" } else { "small wrong" }, &caption);
    if let (false, Some(value)) = (attribute.is_empty(), example.tube) {
        let caption = format!("{} {}", if value { "with" } else { "without" }, shorten(attribute, 14));
        text(svg, left, top + side + 34.0, "small", &caption);
    }
    Ok(())
}

fn draw_image(svg: &mut String, (left, top): (f64, f64), path: &Path) -> Result<()> {
    let image = data::read(path, Intensity::Auto)?;
    let side = f64::from(THUMBNAIL);
    line(svg, format_args!(r##"<rect x="{left}" y="{top}" width="{side}" height="{side}" rx="3" fill="#10141b"/>"##));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    line(
        svg,
        format_args!(
            "<image x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" \
             href=\"data:image/png;base64,{}\"><title>{}</title></image>",
            thumbnail(&image).map_err(|error| Error::input(path, error))?,
            escape(&name)
        ),
    );
    Ok(())
}

/// The image as base64 of a PNG whose longer side is at most [`THUMBNAIL`].
fn thumbnail(image: &Image) -> std::result::Result<String, String> {
    let (width, height) = (image.width as u32, image.height as u32);
    let pixels = image.pixels.clone();
    let whole = match image.channels {
        1 => image::GrayImage::from_raw(width, height, pixels).map(image::DynamicImage::ImageLuma8),
        _ => image::RgbImage::from_raw(width, height, pixels).map(image::DynamicImage::ImageRgb8),
    };
    let whole = whole.ok_or("has fewer pixels than its size says; convert it")?;
    let small = if width.max(height) > THUMBNAIL { whole.thumbnail(THUMBNAIL, THUMBNAIL) } else { whole };
    let mut png = Cursor::new(Vec::new());
    small
        .write_to(&mut png, image::ImageFormat::Png)
        .map_err(|error| format!("its thumbnail cannot be encoded ({error}); convert the image"))?;
    Ok(STANDARD.encode(png.into_inner()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grey ramps, `count` of them, each `width` x `height`.
    fn ramps(folder: &Path, count: usize, (width, height): (u32, u32)) -> Vec<PathBuf> {
        let write = |i: usize| {
            let path = folder.join(format!("{i}.png"));
            let ramp = image::GrayImage::from_fn(width, height, |x, y| image::Luma([(x + y + i as u32) as u8]));
            ramp.save(&path).unwrap();
            path
        };
        (0..count).map(write).collect()
    }

    fn examples<'a>(paths: &'a [PathBuf], rows: &[(bool, f64, Option<bool>)]) -> Vec<Example<'a>> {
        let example = |(path, &(label, probability, tube)): (&'a PathBuf, &(bool, f64, Option<bool>))| Example {
            image: path,
            label,
            probability,
            tube,
        };
        paths.iter().zip(rows).map(example).collect()
    }

    const ROWS: [(bool, f64, Option<bool>); 8] = [
        (true, 0.9, Some(true)),
        (true, 0.8, Some(true)),
        (true, 0.35, Some(false)),
        (true, 0.25, Some(false)),
        (false, 0.7, Some(false)),
        (false, 0.3, Some(false)),
        (false, 0.2, Some(false)),
        (false, 0.1, Some(true)),
    ];

    #[test]
    fn shows_curves_legend_and_images() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ramps(folder.path(), 8, (4, 3));
        let svg = demo("a <b> & \"c\"", "under\u{1}", "tube", &examples(&paths, &ROWS), &[]).unwrap();
        assert!(svg.contains("a &lt;b&gt; &amp; &quot;c&quot;") && svg.contains("under\u{fffd}"));
        assert_eq!(svg.matches("<polyline").count(), 3);
        // With the tube both positives stand above every negative; without it one beats three, the other two of four.
        for words in ["with tube", "without tube", ">1.000<", ">0.625<", ">0.812<", "same 4 negatives"] {
            assert!(svg.contains(words), "{words}");
        }
        // Right: two positives, two negatives. Wrong: one negative, two positives.
        assert_eq!(svg.matches("<image ").count(), 7);
        assert_eq!(svg.matches("small wrong").count(), 3);
        assert_eq!(svg.matches("label 0 · 0.700").count(), 1);
        for tag in ["svg", "text", "title", "image", "style"] {
            let open = svg.matches(&format!("<{tag} ")).count() + svg.matches(&format!("<{tag}>")).count();
            assert_eq!(open, svg.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        assert_eq!(svg, demo("a <b> & \"c\"", "under\u{1}", "tube", &examples(&paths, &ROWS), &[]).unwrap());
    }

    #[test]
    fn without_an_attribute_there_is_one_curve() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ramps(folder.path(), 8, (4, 3));
        let svg = demo("t", "s", "", &examples(&paths, &ROWS), &[]).unwrap();
        assert_eq!(svg.matches("<polyline").count(), 1);
        assert!(!svg.contains("tube"));
    }

    #[test]
    fn masks_stand_below_from_the_best_to_the_worst() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ramps(folder.path(), 20, (4, 3));
        let masks = |count: usize| -> Vec<Masked> {
            let of = |(overlay, i): (&PathBuf, usize)| Masked { overlay: overlay.clone(), dice: 0.5 + 0.02 * i as f64 };
            paths.iter().zip(0..count).map(of).collect()
        };
        let draw = |count| demo("t", "s", "", &examples(&paths, &ROWS), &masks(count)).unwrap();
        let all = draw(20);
        assert_eq!(all.matches("Dice ").count(), SHOWN);
        assert!(all.contains("Dice 0.880") && all.contains("Dice 0.500") && all.contains("of 20 test images"));
        assert_eq!((draw(1).matches("Dice ").count(), draw(0).matches("Dice ").count()), (1, 0));
    }

    #[test]
    fn one_class_and_nothing_at_all_have_no_curve() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ramps(folder.path(), 4, (4, 3));
        for rows in [&ROWS[..4], &ROWS[4..], &[]] {
            let svg = demo("t", "s", "tube", &examples(&paths, rows), &[]).unwrap();
            assert!(!svg.contains("<polyline") && !svg.contains("NaN"));
            assert!(svg.contains(">–<"));
        }
    }

    #[test]
    fn thumbnails_keep_their_shape_and_small_images_their_pixels() {
        let folder = tempfile::tempdir().unwrap();
        for (size, wanted) in [((512, 256), (128, 64)), ((5, 9), (5, 9)), ((600, 1), (128, 1))] {
            let path = ramps(folder.path(), 1, size).remove(0);
            let encoded = thumbnail(&data::read(&path, Intensity::Auto).unwrap()).unwrap();
            let decoded = image::load_from_memory(&STANDARD.decode(encoded).unwrap()).unwrap();
            assert_eq!((decoded.width(), decoded.height()), wanted);
        }
    }

    #[test]
    fn a_missing_image_is_named() {
        let missing = [PathBuf::from("/nowhere/at/all.png")];
        let error = demo("t", "s", "", &examples(&missing, &ROWS), &[]).unwrap_err().to_string();
        assert!(error.contains("/nowhere/at/all.png"), "{error}");
    }

    #[test]
    fn the_curve_joins_ties_and_its_area_is_the_auroc() {
        let labels = [true, false, true, false, false];
        let probabilities = [0.9, 0.5, 0.5, 0.5, 0.1];
        let points = roc(&labels, &probabilities);
        assert_eq!(points.len(), 4);
        let area: f64 = points.windows(2).map(|pair| (pair[1].0 - pair[0].0) * (pair[0].1 + pair[1].1) / 2.0).sum();
        assert!((area - auroc(&labels, &probabilities).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn a_class_with_few_right_ones_leaves_its_place_to_the_other() {
        let path = PathBuf::from("a.png");
        let rows = [(true, 0.9), (true, 0.8), (true, 0.7), (true, 0.6), (true, 0.55), (false, 0.1)];
        let all = rows.map(|(label, probability)| Example { image: &path, label, probability, tube: None });
        let (right, wrong) = choose(&all);
        assert_eq!(right.iter().map(|e| e.probability).collect::<Vec<_>>(), [0.9, 0.8, 0.7, 0.1]);
        assert!(wrong.is_empty());
    }
}
