//! How anatomy gets onto pixels: the view, strokes along curves, texture, and soft edges.

use rand_chacha::ChaCha8Rng;

use super::plan::between;

/// An anatomical point, x to the image's right, y down.
pub(super) type Point = (f64, f64);

/// From anatomy to pixels: turned, scaled and shifted a little, as patients stand.
pub(super) struct View {
    pub size: usize,
    cos: f64,
    sin: f64,
    scale: f64,
    shift: Point,
}

impl View {
    pub fn draw(rng: &mut ChaCha8Rng, size: usize) -> Self {
        let sin = between(rng, -0.06, 0.06);
        let scale = between(rng, 0.93, 1.05);
        let shift = (between(rng, -0.04, 0.04), between(rng, -0.03, 0.03));
        Self { size, cos: (1.0 - sin * sin).sqrt(), sin, scale, shift }
    }

    pub fn half(&self) -> f64 {
        self.size as f64 / 2.0
    }

    /// The anatomical point at the centre of a pixel.
    pub fn anatomy(&self, column: usize, row: usize) -> Point {
        let x = (column as f64 + 0.5) / self.half() - 1.0 - self.shift.0;
        let y = (row as f64 + 0.5) / self.half() - 1.0 - self.shift.1;
        ((self.cos * x + self.sin * y) / self.scale, (self.cos * y - self.sin * x) / self.scale)
    }

    /// The position of an anatomical point, in pixels.
    pub fn pixel(&self, (x, y): Point) -> Point {
        let turned = (self.cos * x - self.sin * y, self.sin * x + self.cos * y);
        let place = |value: f64, shift: f64| (value * self.scale + shift + 1.0) * self.half() - 0.5;
        (place(turned.0, self.shift.0), place(turned.1, self.shift.1))
    }

    /// The length of an anatomical distance, in pixels.
    pub fn pixels(&self, distance: f64) -> f64 {
        distance * self.scale * self.half()
    }
}

/// What strokes leave on the pixels.
pub(super) struct Layer {
    size: usize,
    /// Strength of the strongest stroke at each pixel, 0 to 1.
    pub strength: Vec<f64>,
    /// Distance to the nearest traced curve, in pixels; large where none is near.
    pub distance: Vec<f64>,
}

impl Layer {
    pub fn new(view: &View) -> Self {
        let pixels = view.size * view.size;
        Self { size: view.size, strength: vec![0.0; pixels], distance: vec![1e9; pixels] }
    }

    /// Draws a curve; `brush` gives its half width (anatomical) and strength by the share of the way.
    pub fn stroke(&mut self, view: &View, curve: &[Point; 3], brush: impl Fn(f64) -> (f64, f64)) {
        const STEPS: usize = 12;
        for step in 0..STEPS {
            let (half_width, strength) = brush(step as f64 / STEPS as f64);
            let half_width = view.pixels(half_width).max(0.4);
            self.near(view, curve, (step, STEPS), half_width * 2.0, |layer, at, distance| {
                let value = strength * fall(distance, half_width * 0.4, half_width * 1.8 + 0.2);
                layer.strength[at] = layer.strength[at].max(value);
            });
        }
    }

    /// Records the distance to a curve up to `reach` (anatomical).
    pub fn trace(&mut self, view: &View, curve: &[Point; 3], reach: f64) {
        const STEPS: usize = 40;
        for step in 0..STEPS {
            self.near(view, curve, (step, STEPS), view.pixels(reach), |layer, at, distance| {
                layer.distance[at] = layer.distance[at].min(distance);
            });
        }
    }

    /// Visits the pixels around one step of a quadratic Bezier curve, with their distance from it in pixels.
    fn near(
        &mut self,
        view: &View,
        curve: &[Point; 3],
        (step, steps): (usize, usize),
        reach: f64,
        mut visit: impl FnMut(&mut Self, usize, f64),
    ) {
        let at = |step: usize| {
            let t = step as f64 / steps as f64;
            let mix = |a: f64, b: f64, c: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            view.pixel((mix(curve[0].0, curve[1].0, curve[2].0), mix(curve[0].1, curve[1].1, curve[2].1)))
        };
        let (start, end) = (at(step), at(step + 1));
        let span = |a: f64, b: f64| {
            let low = (a.min(b) - reach - 1.0).clamp(0.0, self.size as f64) as usize;
            let high = (a.max(b) + reach + 2.0).clamp(0.0, self.size as f64) as usize;
            low..high
        };
        let (columns, rows) = (span(start.0, end.0), span(start.1, end.1));
        let along = (end.0 - start.0, end.1 - start.1);
        let length = (along.0 * along.0 + along.1 * along.1).max(1e-12);
        for row in rows {
            for column in columns.clone() {
                let from = (column as f64 - start.0, row as f64 - start.1);
                let share = ((from.0 * along.0 + from.1 * along.1) / length).clamp(0.0, 1.0);
                let off = (from.0 - share * along.0, from.1 - share * along.1);
                let distance = (off.0 * off.0 + off.1 * off.1).sqrt();
                visit(self, row * self.size + column, distance);
            }
        }
    }
}

/// Smooth random values from -1 to 1, in two octaves.
pub(super) struct Texture {
    values: Vec<f64>,
}

impl Texture {
    const SIDE: usize = 64;

    pub fn draw(rng: &mut ChaCha8Rng) -> Self {
        Self { values: (0..Self::SIDE * Self::SIDE).map(|_| between(rng, -1.0, 1.0)).collect() }
    }

    pub fn at(&self, x: f64, y: f64) -> f64 {
        0.6 * self.octave((x + 1.5) * 11.0, (y + 1.5) * 11.0) + 0.4 * self.octave((x + 1.5) * 20.0, (y + 1.5) * 20.0)
    }

    fn octave(&self, x: f64, y: f64) -> f64 {
        let (left, top) = (x.floor(), y.floor());
        let (right, down) = (smooth(x - left), smooth(y - top));
        let (left, top) = (left as i64 as usize, top as i64 as usize);
        let value = |column: usize, row: usize| self.values[(row % Self::SIDE) * Self::SIDE + column % Self::SIDE];
        let mix = |a: f64, b: f64, share: f64| a + (b - a) * share;
        mix(
            mix(value(left, top), value(left.wrapping_add(1), top), right),
            mix(value(left, top.wrapping_add(1)), value(left.wrapping_add(1), top.wrapping_add(1)), right),
            down,
        )
    }
}

/// 0 to 1 with level ends, for a share from 0 to 1.
fn smooth(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

/// 0 up to `low`, 1 from `high`.
pub(super) fn rise(value: f64, low: f64, high: f64) -> f64 {
    smooth((value - low) / (high - low))
}

/// 1 up to `low`, 0 from `high`.
pub(super) fn fall(value: f64, low: f64, high: f64) -> f64 {
    1.0 - rise(value, low, high)
}

/// 1 at 0, 0 from -1 down and from 1 up.
pub(super) fn bump(value: f64) -> f64 {
    1.0 - smooth(value.abs())
}

/// The position within its period of length 1.
pub(super) fn repeat(value: f64) -> f64 {
    value - value.floor()
}
