//! Which input samples make an output sample, and with what weight.

/// A resampling filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// The nearest sample, centres aligned (Pillow's, and PyTorch's `nearest-exact`).
    Nearest,
    /// Linear.
    Bilinear,
    /// Cubic convolution (Keys); `a` is the library's, see [`Sampling`].
    Bicubic,
    /// Windowed sinc over six samples.
    Lanczos,
    /// The mean of the samples an output sample covers in part or whole (PyTorch's adaptive average pooling).
    Adaptive,
}

/// How a filter is laid over the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sampling {
    /// Stretched by the scale when shrinking, cut off and normalised at edges: Pillow, torchvision with antialias.
    Antialias,
    /// Not stretched, edges repeated, pixel centres at halves: `interpolate(align_corners=False)`.
    HalfPixel,
    /// Not stretched, edges repeated, corner pixels' centres aligned: `interpolate(align_corners=True)`.
    AlignCorners,
}

/// For each output sample, the first input sample and `count` weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Taps {
    /// `[out]`: the first input sample of each output sample.
    pub starts: Vec<usize>,
    /// `[out, count]`, zero past an output sample's last tap.
    pub weights: Vec<f32>,
    /// Taps of each output sample.
    pub count: usize,
}

impl Filter {
    /// Half the filter's width in samples.
    fn support(self) -> f64 {
        match self {
            Filter::Nearest | Filter::Adaptive => 0.5,
            Filter::Bilinear => 1.0,
            Filter::Bicubic => 2.0,
            Filter::Lanczos => 3.0,
        }
    }

    /// The weight at a distance of `x` samples; `a` is the cubic's parameter.
    fn weight(self, x: f64, a: f64) -> f64 {
        let x = x.abs();
        match self {
            Filter::Nearest | Filter::Adaptive => f64::from(u8::from(x <= 0.5)),
            Filter::Bilinear => (1.0 - x).max(0.0),
            Filter::Bicubic if x < 1.0 => ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0,
            Filter::Bicubic if x < 2.0 => (((x - 5.0) * x + 8.0) * x - 4.0) * a,
            Filter::Bicubic => 0.0,
            Filter::Lanczos if x < 3.0 => {
                let sinc =
                    |x: f64| if x == 0.0 { 1.0 } else { (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x) };
                sinc(x) * sinc(x / 3.0)
            }
            Filter::Lanczos => 0.0,
        }
    }
}

impl Taps {
    /// The taps that take `from` samples to `to`.
    pub fn new(from: usize, to: usize, filter: Filter, sampling: Sampling) -> Self {
        let scale = from as f64 / to as f64;
        // Pillow steps from sample to sample; where a centre falls between two pixels, its rounding decides.
        let mut centre = 0.5 * scale;
        let rows: Vec<(usize, Vec<f64>)> = (0..to)
            .map(|o| match (filter, sampling) {
                (Filter::Nearest, _) => {
                    let nearest = (centre as usize).min(from - 1);
                    centre += scale;
                    (nearest, vec![1.0])
                }
                (Filter::Adaptive, _) => {
                    let (first, last) = (o * from / to, ((o + 1) * from).div_ceil(to));
                    (first, vec![1.0 / (last - first) as f64; last - first])
                }
                (_, Sampling::Antialias) => stretched(o, from, scale, filter),
                _ => fixed(o, from, to, scale, filter, sampling),
            })
            .collect();
        let rows = rows.into_iter().map(|(start, row)| (start, row.iter().map(|w| *w as f32).collect()));
        Self::padded(rows.collect(), from)
    }

    /// Rows of taps over `from` samples, made equally long.
    fn padded(rows: Vec<(usize, Vec<f32>)>, from: usize) -> Self {
        let count = rows.iter().map(|row| row.1.len()).max().unwrap_or(1);
        let mut weights = Vec::with_capacity(rows.len() * count);
        for (_, row) in &rows {
            weights.extend(row);
            weights.extend(std::iter::repeat_n(0.0, count - row.len()));
        }
        // A row of fewer taps may end at the axis' end: it starts earlier, so that the zero weights stay inside.
        let mut starts = Vec::with_capacity(rows.len());
        for (o, (start, _)) in rows.iter().enumerate() {
            let shift = (start + count).saturating_sub(from).min(*start);
            weights[o * count..(o + 1) * count].rotate_right(shift);
            starts.push(start - shift);
        }
        Self { starts, weights, count }
    }

    /// The taps of the transposed pass, from these taps' output to their input of `from` samples.
    pub fn transposed(&self, from: usize) -> Self {
        let rows: Vec<(usize, Vec<f32>)> = (0..from)
            .map(|i| {
                // Starts never decrease, so the outputs that read sample `i` are neighbours.
                let first = self.starts.partition_point(|start| start + self.count <= i);
                let last = self.starts.partition_point(|start| *start <= i);
                (first, (first..last).map(|o| self.weights[o * self.count + i - self.starts[o]]).collect())
            })
            .collect();
        Self::padded(rows, self.starts.len())
    }

    /// Whether every output sample is its own input sample.
    pub fn is_identity(&self, from: usize) -> bool {
        from == self.starts.len()
            && (0..from).all(|o| {
                let row = &self.weights[o * self.count..(o + 1) * self.count];
                row.iter().enumerate().all(|(t, w)| *w == f32::from(u8::from(self.starts[o] + t == o)))
            })
    }
}

/// Pillow's `precompute_coeffs`: the filter as wide as the scale, normalised over the samples inside.
fn stretched(o: usize, from: usize, scale: f64, filter: Filter) -> (usize, Vec<f64>) {
    let stretch = scale.max(1.0);
    let support = filter.support() * stretch;
    let centre = (o as f64 + 0.5) * scale;
    let first = (centre - support + 0.5).max(0.0) as usize;
    let last = ((centre + support + 0.5) as usize).min(from);
    let weights: Vec<f64> = (first..last).map(|i| filter.weight((i as f64 - centre + 0.5) / stretch, -0.5)).collect();
    let total: f64 = weights.iter().sum();
    (first, weights.iter().map(|w| w / total).collect())
}

/// PyTorch's `upsample_*` kernels: a fixed number of taps, those past the edge fall on the edge sample.
fn fixed(o: usize, from: usize, to: usize, scale: f64, filter: Filter, sampling: Sampling) -> (usize, Vec<f64>) {
    let mut at = match sampling {
        Sampling::AlignCorners if to > 1 => o as f64 * (from - 1) as f64 / (to - 1) as f64,
        Sampling::AlignCorners => 0.0,
        _ => (o as f64 + 0.5) * scale - 0.5,
    };
    if filter == Filter::Bilinear {
        at = at.max(0.0);
    }
    let reach = filter.support() as i64;
    let base = at.floor() as i64;
    let clamp = |i: i64| i.clamp(0, from as i64 - 1) as usize;
    let (first, last) = (clamp(base + 1 - reach), clamp(base + reach));
    let mut weights = vec![0.0; last - first + 1];
    for i in base + 1 - reach..=base + reach {
        weights[clamp(i) - first] += filter.weight(i as f64 - at, -0.75);
    }
    (first, weights)
}
