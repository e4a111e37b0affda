//! Agreement of two masks: overlap, and distances between their surfaces.

/// A mask, row-major.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// `[height, width]`.
    pub pixels: Vec<bool>,
}

/// Dice and intersection over union, from 0 to 1. Both are undefined where both masks are empty.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Overlap {
    /// `2 |A and B| / (|A| + |B|)`.
    pub dice: f64,
    /// `|A and B| / |A or B|`.
    pub iou: f64,
}

/// Distances between surfaces, in the spacing's unit.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct SurfaceDistance {
    /// The greater of the two directed 95th percentiles (Metrics Reloaded, Maier-Hein et al. 2024).
    pub hausdorff_95: f64,
    /// Mean over both surfaces of the distance to the other.
    pub average: f64,
}

/// Overlap of two masks of one size; `None` where both are empty or the sizes differ.
pub fn overlap(a: &Mask, b: &Mask) -> Option<Overlap> {
    let count = |pick: fn(bool, bool) -> bool| a.pixels.iter().zip(&b.pixels).filter(|(a, b)| pick(**a, **b)).count();
    let (both, either) = (count(|a, b| a && b) as f64, count(|a, b| a || b) as f64);
    (either > 0.0 && same_size(a, b)).then(|| Overlap { dice: 2.0 * both / (both + either), iou: both / either })
}

/// Distances between the surfaces of two masks of one size; `None` where either is empty or the sizes differ.
///
/// A surface is the mask's pixels with a background pixel among their four neighbours; outside the image is background.
/// `spacing` is the height and width of a pixel.
pub fn surface_distance(a: &Mask, b: &Mask, spacing: [f64; 2]) -> Option<SurfaceDistance> {
    if !same_size(a, b) {
        return None;
    }
    let (from_a, from_b) = (a.surface(), b.surface());
    let directed = |from: &[bool], to: &[bool]| -> Vec<f64> {
        let squared = squared_distances(to, a.height, a.width, spacing);
        let mut distances: Vec<f64> =
            from.iter().zip(squared).filter(|(surface, _)| **surface).map(|(_, squared)| squared.sqrt()).collect();
        distances.sort_by(f64::total_cmp);
        distances
    };
    if !from_a.contains(&true) || !from_b.contains(&true) {
        return None;
    }
    let (to_b, to_a) = (directed(&from_a, &from_b), directed(&from_b, &from_a));
    let percentile = |distances: &[f64]| super::bootstrap::quantile(distances, 0.95);
    let sum: f64 = to_b.iter().chain(&to_a).sum();
    Some(SurfaceDistance {
        hausdorff_95: percentile(&to_b)?.max(percentile(&to_a)?),
        average: sum / (to_b.len() + to_a.len()) as f64,
    })
}

fn same_size(a: &Mask, b: &Mask) -> bool {
    let whole = |mask: &Mask| mask.pixels.len() == mask.height * mask.width;
    (a.height, a.width) == (b.height, b.width) && whole(a) && whole(b)
}

impl Mask {
    fn surface(&self) -> Vec<bool> {
        let (height, width) = (self.height, self.width);
        let filled = |row: usize, column: usize| self.pixels[row * width + column];
        let inner = |row: usize, column: usize| {
            row > 0
                && column > 0
                && row + 1 < height
                && column + 1 < width
                && filled(row - 1, column)
                && filled(row + 1, column)
                && filled(row, column - 1)
                && filled(row, column + 1)
        };
        (0..height * width).map(|at| self.pixels[at] && !inner(at / width, at % width)).collect()
    }
}

/// Squared distance of each pixel to the nearest one that is set: exact, in two passes of one-dimensional transforms
/// (Felzenszwalb and Huttenlocher 2012).
fn squared_distances(set: &[bool], height: usize, width: usize, spacing: [f64; 2]) -> Vec<f64> {
    let mut field: Vec<f64> = set.iter().map(|&set| if set { 0.0 } else { f64::INFINITY }).collect();
    for column in 0..width {
        let line: Vec<f64> = (0..height).map(|row| field[row * width + column]).collect();
        for (row, value) in transform(&line, spacing[0]).into_iter().enumerate() {
            field[row * width + column] = value;
        }
    }
    field.chunks(width).flat_map(|line| transform(line, spacing[1])).collect()
}

/// The lower envelope of the parabolas over a line's finite values.
fn transform(line: &[f64], spacing: f64) -> Vec<f64> {
    let at = |index: usize| index as f64 * spacing;
    // Places of the envelope's parabolas, and where each begins to be the lowest.
    let mut envelope: Vec<(usize, f64)> = Vec::new();
    for (index, &value) in line.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        let begin = loop {
            let Some(&(last, start)) = envelope.last() else { break f64::NEG_INFINITY };
            let crossing =
                ((value + at(index).powi(2)) - (line[last] + at(last).powi(2))) / (2.0 * (at(index) - at(last)));
            if crossing > start {
                break crossing;
            }
            envelope.pop();
        };
        envelope.push((index, begin));
    }
    if envelope.is_empty() {
        return line.to_vec();
    }
    let mut lowest = 0;
    (0..line.len())
        .map(|index| {
            while envelope.get(lowest + 1).is_some_and(|(_, begin)| *begin < at(index)) {
                lowest += 1;
            }
            let place = envelope[lowest].0;
            (at(index) - at(place)).powi(2) + line[place]
        })
        .collect()
}
