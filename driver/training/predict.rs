//! What a network predicts of images, and how good it is.

use super::task::Task;
use crate::data::manifest::{Manifest, is_split};
use crate::error::Result;
use crate::metrics::predictions::Column;
use crate::metrics::{Predictions, Scores};
use cubecl::prelude::Runtime;
use indicatif::ProgressBar;
use roentgen_models::processor::Geometry;

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

impl Prediction {
    /// Dice and intersection over union of the pixels above a half and the wanted ones, at the input's resolution; both one where
    /// there is nothing in either.
    pub fn overlap(&self) -> [f64; 2] {
        let (mut both, mut found, mut wanted) = (0.0, 0.0, 0.0);
        for (probability, target) in self.probabilities.iter().zip(&self.targets) {
            let (is, should) = (*probability > 0.5, *target > 0.5);
            found += f64::from(u8::from(is));
            wanted += f64::from(u8::from(should));
            both += f64::from(u8::from(is && should));
        }
        if found + wanted == 0.0 {
            return [1.0; 2];
        }
        [2.0 * both / (found + wanted), both / (found + wanted - both)]
    }
}

/// Scores of predictions, to evaluate.
pub fn scores(predictions: &[Prediction], segmented: bool) -> Scores {
    if segmented {
        let (dice, iou) = predictions.iter().map(Prediction::overlap).map(|[dice, iou]| (dice, iou)).unzip();
        return Scores::Segmentation { dice, iou };
    }
    let first = |values: &[f32]| values.first().copied().unwrap_or(0.0);
    Scores::Classification {
        labels: predictions.iter().map(|p| first(&p.targets) > 0.5).collect(),
        probabilities: predictions.iter().map(|p| f64::from(first(&p.probabilities))).collect(),
    }
}

/// Predictions of some of a manifest's rows, for `roentgen evaluate`: `named` are the columns that say which experiment they are of,
/// and the manifest's own follow, but for its splits and those that predictions have themselves.
///
/// # Errors
/// As [`Predictions::new`].
pub fn predictions(manifest: &Manifest, rows: &[usize], named: &[(&str, &str)], scores: Scores) -> Result<Predictions> {
    let constant = |(name, value): &(&str, &str)| Column {
        name: (*name).to_string(),
        values: vec![(*value).to_string(); rows.len()],
    };
    let mut columns: Vec<Column> = named.iter().map(constant).collect();
    let taken = ["image", "label", "probability", "dice", "iou", "model", "regime", "task", "finding", "fold"];
    for (index, name) in manifest.columns.iter().enumerate() {
        if !taken.contains(&name.as_str()) && !is_split(name) {
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
    fn overlap_counts_pixels() {
        let of = |probabilities: &[f32], targets: &[f32]| {
            Prediction { probabilities: probabilities.to_vec(), targets: targets.to_vec() }.overlap()
        };
        assert_eq!(of(&[0.9, 0.6, 0.2, 0.1], &[1.0, 0.0, 1.0, 0.0]), [0.5, 1.0 / 3.0]);
        assert_eq!(of(&[0.1, 0.2], &[0.0, 0.0]), [1.0, 1.0]);
        assert_eq!(of(&[0.9, 0.2], &[0.0, 0.0]), [0.0, 0.0]);
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
