//! What a network predicts of images, and how good it is.

use super::images::{Decoded, Images, Target};
use super::task::Task;
use crate::data::manifest::{Manifest, is_split};
use crate::data::{Image, rle};
use crate::error::Result;
use crate::metrics::masks::{self, Mask, Overlap, SurfaceDistance};
use crate::metrics::predictions::{Column, DISTANCE_COLUMNS, EXPERIMENT_COLUMNS, RESOLUTION_COLUMN};
use crate::metrics::{Predictions, Scores};
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use roentgen_models::processor::{Geometry, Processor};

/// Of each image: its probability, or the probabilities of its pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// `[1]`, or the pixels of the input, row by row.
    pub probabilities: Vec<f32>,
    /// What was wanted of them, 0 or 1.
    pub targets: Vec<f32>,
}

/// Predicts `items` and hands each to `take`, in order.
///
/// # Errors
/// An item that cannot be read; what the device or `take` reports.
pub fn predict<R: Runtime, T: Task<R>>(
    task: &T,
    items: &[usize],
    bar: &ProgressBar,
    mut take: impl FnMut(usize, Prediction) -> Result<()>,
) -> Result<()> {
    let passes: Vec<&[usize]> = items.chunks(task.batch()).collect();
    for (index, pass) in passes.iter().enumerate() {
        if let Some(next) = passes.get(index + 1) {
            task.prepare(next);
        }
        let (logits, targets) = task.logits(pass, None, None)?;
        let values = logits.to_f32()?;
        let probability = |logit: f32| 1.0 / (1.0 + (-logit).exp());
        let probabilities: Vec<f32> = match logits.shape() {
            // Of two classes, the second against the first.
            &[_, _, _, 2] => values.as_chunks::<2>().0.iter().map(|[out, inside]| probability(inside - out)).collect(),
            _ => values.into_iter().map(probability).collect(),
        };
        let each = probabilities.len() / pass.len();
        for ((item, probabilities), targets) in pass.iter().zip(probabilities.chunks(each)).zip(targets.chunks(each)) {
            take(*item, Prediction { probabilities: probabilities.to_vec(), targets: targets.to_vec() })?;
        }
        bar.inc(pass.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}

/// The resolutions that masks are compared at: that of the model's input, and that of the image as it was read.
pub const RESOLUTIONS: [&str; 2] = ["model", "original"];

/// How good a prediction is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Score {
    /// Of an image.
    Class {
        /// Whether it has the label.
        label: bool,
        /// That it has.
        probability: f64,
    },
    /// Of a mask, at each of [`RESOLUTIONS`].
    Mask([Agreement; 2]),
}

/// How well the mask found agrees with the one wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Both one where there is nothing in either mask.
    pub overlap: Overlap,
    /// In pixels; none where a mask is empty.
    pub distance: Option<SurfaceDistance>,
}

impl Agreement {
    /// Of two masks of one size.
    pub fn of(found: &Mask, wanted: &Mask) -> Self {
        let overlap = masks::overlap(found, wanted).unwrap_or(Overlap { dice: 1.0, iou: 1.0 });
        Self { overlap, distance: masks::surface_distance(found, wanted, [1.0; 2]) }
    }
}

impl Prediction {
    /// As the score of a classification.
    pub fn class(&self) -> Score {
        let first = |values: &[f32]| values.first().copied().unwrap_or(0.0);
        Score::Class { label: first(&self.targets) > 0.5, probability: f64::from(first(&self.probabilities)) }
    }

    /// As the score of a segmentation: a pixel is inside above a half. `size` is that of the model's input, `decoded` the image
    /// with its mask as they were read.
    pub fn mask(&self, size: [usize; 2], decoded: &Decoded, processor: &Processor) -> Score {
        let at_input = |values: &[f32]| mask(size, values);
        let at_model = Agreement::of(&at_input(&self.probabilities), &at_input(&self.targets));
        let Image { height, width, .. } = decoded.image;
        let back = restored(&self.probabilities, &processor.geometry(height, width), [height, width]);
        let truth = |at: usize| decoded.mask.as_ref().is_some_and(|truth| inside(truth, [height, width], at));
        let wanted = Mask { height, width, pixels: (0..height * width).map(truth).collect() };
        Score::Mask([at_model, Agreement::of(&mask([height, width], &back), &wanted)])
    }
}

fn mask([height, width]: [usize; 2], probabilities: &[f32]) -> Mask {
    Mask { height, width, pixels: probabilities.iter().map(|value| *value > 0.5).collect() }
}

/// Whether a mask of any size has the pixel `at` of an image of `height` x `width` inside: nearest neighbour.
pub fn inside(mask: &Image, [height, width]: [usize; 2], at: usize) -> bool {
    let (y, x) = (at / width * mask.height / height, at % width * mask.width / width);
    mask.pixels[(y * mask.width + x) * mask.channels] > 127
}

impl Score {
    /// Of an item of `images` whose input was of `size`.
    ///
    /// # Errors
    /// An item that cannot be read.
    pub fn of(
        prediction: &Prediction,
        images: &Images,
        item: usize,
        processor: &Processor,
        size: [usize; 2],
    ) -> Result<Self> {
        match images.items[item].target {
            Target::Label(_) => Ok(prediction.class()),
            _ => Ok(prediction.mask(size, &*images.get(item)?, processor)),
        }
    }
}

/// Predictions of some of a manifest's rows, for `roentgen evaluate`: `named` are the columns that say which experiment they are of,
/// and the manifest's own follow, but for its splits, masks as codes, and those that predictions have themselves. A segmentation has
/// two rows an image, one for each of [`RESOLUTIONS`].
///
/// # Errors
/// As [`Predictions::new`].
pub fn predictions(
    manifest: &Manifest,
    rows: &[usize],
    named: &[(&str, &str)],
    scores: &[Score],
) -> Result<Predictions> {
    let classified: Option<(Vec<bool>, Vec<f64>)> = scores
        .iter()
        .map(|score| match score {
            Score::Class { label, probability } => Some((*label, *probability)),
            Score::Mask(_) => None,
        })
        .collect();
    if let Some((labels, probabilities)) = classified {
        return with_columns(manifest, rows, named, Vec::new(), Scores::Classification { labels, probabilities });
    }
    let (mut twice, mut dice, mut iou, mut resolutions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut distances = [Vec::new(), Vec::new()];
    for (row, score) in rows.iter().zip(scores) {
        let Score::Mask(agreements) = score else { continue };
        for (agreement, resolution) in agreements.iter().zip(RESOLUTIONS) {
            twice.push(*row);
            resolutions.push(resolution.to_string());
            dice.push(agreement.overlap.dice);
            iou.push(agreement.overlap.iou);
            let found = agreement.distance.map(|distance| [distance.hausdorff_95, distance.average]);
            for (at, values) in distances.iter_mut().enumerate() {
                values.push(found.map(|found| format!("{:.4}", found[at])).unwrap_or_default());
            }
        }
    }
    let mut further = vec![Column { name: RESOLUTION_COLUMN.to_string(), values: resolutions }];
    let distances = DISTANCE_COLUMNS.into_iter().zip(distances);
    further.extend(distances.map(|(name, values)| Column { name: name.to_string(), values }));
    with_columns(manifest, &twice, named, further, Scores::Segmentation { dice, iou })
}

fn with_columns(
    manifest: &Manifest,
    rows: &[usize],
    named: &[(&str, &str)],
    further: Vec<Column>,
    scores: Scores,
) -> Result<Predictions> {
    let constant = |(name, value): &(&str, &str)| Column {
        name: (*name).to_string(),
        values: vec![(*value).to_string(); rows.len()],
    };
    let mut columns: Vec<Column> = named.iter().map(constant).chain(further).collect();
    let own = ["image", "label", "probability", "dice", "iou"];
    let own = |name: &str| [&own[..], &EXPERIMENT_COLUMNS, &DISTANCE_COLUMNS].concat().contains(&name);
    for (index, name) in manifest.columns.iter().enumerate() {
        let codes = manifest.rows.iter().any(|row| rle::is_code(&row.values[index]) && row.values[index] != "-1");
        if !own(name) && !is_split(name) && !codes {
            let values = rows.iter().map(|row| manifest.rows[*row].values[index].clone()).collect();
            columns.push(Column { name: name.clone(), values });
        }
    }
    let images = rows.iter().map(|row| manifest.rows[*row].image.clone()).collect();
    Predictions::new(images, scores, columns)
}

/// Probabilities of an input's pixels back at those of its image of `height` x `width`: bilinear between the input's; zero where
/// the crop left the image out.
pub fn restored(probabilities: &[f32], geometry: &Geometry, [height, width]: [usize; 2]) -> Vec<f32> {
    let Geometry { resized, crop_origin, output } = *geometry;
    // Where an image's row or column lies among the input's, `None` outside.
    let place = |at: usize, axis: usize, edge: usize| {
        let at = (at as f64 + 0.5) * resized[axis] as f64 / edge as f64 - crop_origin[axis] as f64;
        (at >= 0.0 && at <= output[axis] as f64).then(|| (at - 0.5).clamp(0.0, output[axis] as f64 - 1.0))
    };
    let columns: Vec<_> = (0..width).map(|x| place(x, 1, width)).collect();
    let at = |y: usize, x: usize| f64::from(probabilities[y.min(output[0] - 1) * output[1] + x.min(output[1] - 1)]);
    let value = |y: Option<f64>, x: Option<f64>| {
        let (Some(y), Some(x)) = (y, x) else { return 0.0 };
        let (top, left, dy, dx) = (y as usize, x as usize, y.fract(), x.fract());
        let line = |y: usize| at(y, left) * (1.0 - dx) + at(y, left + 1) * dx;
        (line(top) * (1.0 - dy) + line(top + 1) * dy) as f32
    };
    let rows = (0..height).map(|y| place(y, 0, height));
    rows.flat_map(|y| columns.iter().map(move |x| (y, *x))).map(|(y, x)| value(y, x)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_scored_at_both_resolutions() {
        use roentgen_models::processor::Resize;
        let config = roentgen_models::EncoderConfig::read_arch("vit_tiny_patch16_224").unwrap();
        let processor = Processor { resize: Resize::Exact([2, 2]), crop: None, ..Processor::default_for(&config) };
        let image = |pixels: Vec<u8>| Image { width: 4, height: 4, channels: 1, pixels };
        // The left half and one pixel more.
        let truth: Vec<u8> = (0..16).map(|at| if at % 4 < 2 || at == 2 { 255 } else { 0 }).collect();
        let decoded = Decoded { image: image(vec![0; 16]), mask: Some(image(truth)) };
        let half = Prediction { probabilities: vec![0.9, 0.1, 0.9, 0.1], targets: vec![1.0, 0.0, 1.0, 0.0] };
        let Score::Mask([model, original]) = half.mask([2, 2], &decoded, &processor) else { panic!("a mask") };
        assert_eq!((model.overlap.dice, model.overlap.iou), (1.0, 1.0));
        assert_eq!((original.overlap.dice, original.overlap.iou), (16.0 / 17.0, 8.0 / 9.0));
        let distance = original.distance.unwrap();
        assert!(distance.average > 0.0 && distance.average < 0.2 && distance.hausdorff_95 <= 1.0, "{distance:?}");
        // Nothing where nothing is, and something where nothing is.
        let none = Mask { height: 1, width: 2, pixels: vec![false; 2] };
        let some = Mask { height: 1, width: 2, pixels: vec![true, false] };
        assert_eq!(Agreement::of(&none, &none).overlap.dice, 1.0);
        assert_eq!((Agreement::of(&some, &none).overlap.dice, Agreement::of(&some, &none).distance), (0.0, None));
    }

    #[test]
    fn probabilities_go_back_to_the_images_pixels() {
        // Doubled, then the middle half of the columns.
        let geometry = Geometry { resized: [2, 8], crop_origin: [0, 2], output: [2, 4] };
        let back = restored(&[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0], &geometry, [1, 4]);
        assert_eq!(back, [0.0, 0.0, 1.0, 0.0]);
        let same = Geometry { resized: [2, 2], crop_origin: [0, 0], output: [2, 2] };
        assert_eq!(restored(&[0.1, 0.2, 0.3, 0.4], &same, [2, 2]), [0.1, 0.2, 0.3, 0.4]);
    }
}
