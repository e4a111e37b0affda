//! One schematic radiograph, from back to front: body, lungs, vessels, pneumothorax, mediastinum, heart, bones, tube.
//!
//! Anatomy lives in coordinates from -1 to 1, x to the image's right (the patient's left), y down. Brightness runs from 0
//! (air) to 1 (bone).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

use super::Options;
use super::brush::{Layer, Point, Texture, View, bump, fall, repeat, rise};
use super::plan::{Case, between, stream};

/// A radiograph and its masks, each `[size, size]`, masks 0 and 255.
pub(super) struct Picture {
    pub pixels: Vec<u8>,
    pub heart: Vec<u8>,
    pub pneumothorax: Vec<u8>,
}

impl Picture {
    /// The pneumothorax mask's share of the image, in percent.
    pub fn ptx_percent(&self) -> f64 {
        let inside = self.pneumothorax.iter().filter(|&&value| value > 0).count();
        100.0 * inside as f64 / self.pneumothorax.len() as f64
    }
}

/// What a patient looks like in every image.
struct Anatomy {
    /// Half the thorax's inner width.
    thorax: f64,
    /// Half the width of a lung.
    lung_width: f64,
    /// Heights of the apex, of the widest point, and of the diaphragm on the image's left and right.
    apex: f64,
    waist: f64,
    base: [f64; 2],
    heart_centre: Point,
    heart_radii: Point,
    rib_spacing: f64,
    rib_phase: f64,
    /// For each vessel the control points of a quadratic Bezier curve, and the half width at its start.
    vessels: Vec<([Point; 3], f64)>,
}

/// A pneumothorax: `side` -1 or 1, its depth as a share of the lung's half width, and how far down it reaches.
struct Pneumothorax {
    side: f64,
    depth: f64,
    end: f64,
}

/// Draws the image of `case`.
pub(super) fn draw(options: &Options, case: &Case) -> Picture {
    // Stream 0 is the plan's; patients have the odd ones, images the even ones.
    let anatomy = Anatomy::draw(&mut stream(options.seed, 2 * case.patient as u64 + 1), case.heart_ratio);
    let mut rng = stream(options.seed, 2 * case.index as u64 + 2);
    let view = View::draw(&mut rng, options.size);
    let side = if rng.next_u64() & 1 == 0 { -1.0 } else { 1.0 };
    // Squared: small ones, which are hard to see, are the most frequent.
    let large = between(&mut rng, 0.0, 1.0);
    let mut pneumothorax = Pneumothorax { side, depth: 0.035 + 0.56 * large * large, end: -0.3 + 0.9 * large };
    // A stream of its own, from the other end: whatever is no tube is drawn as ever.
    let crossed = options.tube_either_side && stream(options.seed, u64::MAX - case.index as u64).next_u64() & 1 == 1;
    let tube = tube_curve(&mut rng, if crossed { -side } else { side });
    let mut ptx_mask = vec![0; options.size * options.size];
    if case.pneumothorax {
        // On a coarse grid of pixels the thinnest crescent may fall between them.
        for _ in 0..16 {
            ptx_mask = mask(&view, |point| anatomy.pneumothorax(point, &pneumothorax));
            if ptx_mask.iter().filter(|&&value| value > 0).count() >= 3 {
                break;
            }
            pneumothorax.depth *= 1.3;
        }
    }
    let heart = mask(&view, |point| anatomy.heart(point) < 1.0);
    let mut vessels = Layer::new(&view);
    for (curve, width) in &anatomy.vessels {
        vessels.stroke(&view, curve, |along| (width * (1.0 - 0.75 * along), 1.0 - 0.5 * along));
    }
    let mut devices = Layer::new(&view);
    let tube_half_width = 0.019f64.max(1.6 / view.half());
    if case.tube {
        devices.trace(&view, &tube, tube_half_width * 1.6);
    }
    let texture = Texture::draw(&mut rng);
    let finding = case.pneumothorax.then_some(&pneumothorax);
    let scene = Scene { anatomy: &anatomy, finding, texture: &texture, pixel: 1.0 / view.half() };
    let mut values = Vec::with_capacity(ptx_mask.len());
    for row in 0..options.size {
        for column in 0..options.size {
            let at = row * options.size + column;
            let mut value = scene.value(view.anatomy(column, row), vessels.strength[at]);
            let distance = devices.distance[at] / view.pixels(tube_half_width);
            // Two dense walls, and a lumen that hides a little of what lies behind.
            value += 0.17 * bump((distance - 1.0) / 0.55) + 0.06 * fall(distance, 0.9, 1.1);
            values.push(value);
        }
    }
    Picture { pixels: expose(&mut rng, &values, options.size), heart, pneumothorax: ptx_mask }
}

/// From brightness to 8 bits: exposure, contrast, uneven beam and noise.
fn expose(rng: &mut ChaCha8Rng, values: &[f64], size: usize) -> Vec<u8> {
    let contrast = between(rng, 0.82, 1.12);
    let brightness = between(rng, -0.06, 0.06);
    let tilt = (between(rng, -0.04, 0.04), between(rng, -0.04, 0.04));
    let noise = between(rng, 0.012, 0.03);
    let mut pixels = Vec::with_capacity(values.len());
    for (at, &value) in values.iter().enumerate() {
        let (x, y) = ((at % size) as f64 / size as f64 - 0.5, (at / size) as f64 / size as f64 - 0.5);
        // The sum of four uniform numbers is close to a normal one, and the same everywhere.
        let bits = rng.next_u64();
        let sum: f64 = (0..4).map(|part| ((bits >> (16 * part)) & 0xffff) as f64 / 65536.0).sum();
        let grain = noise * (sum - 2.0) * 1.732;
        let value = 0.45 + (value - 0.45) * contrast + brightness + tilt.0 * x + tilt.1 * y + grain;
        pixels.push((value * 255.0).round().clamp(0.0, 255.0) as u8);
    }
    pixels
}

/// From the flank, up between the ribs, towards the apex.
fn tube_curve(rng: &mut ChaCha8Rng, side: f64) -> [Point; 3] {
    let entry = (side * 1.02, between(rng, 0.05, 0.4));
    let bend = (side * between(rng, 0.34, 0.5), between(rng, 0.1, 0.35));
    let tip = (side * between(rng, 0.25, 0.42), between(rng, -0.62, -0.4));
    [entry, bend, tip]
}

impl Anatomy {
    fn draw(rng: &mut ChaCha8Rng, heart_ratio: f64) -> Self {
        let thorax = between(rng, 0.68, 0.78);
        let heart_half = heart_ratio * thorax;
        let waist = between(rng, -0.02, 0.08);
        let base = between(rng, 0.52, 0.66);
        let bases = [base - between(rng, 0.02, 0.06), base];
        let heart_height = heart_half * between(rng, 0.78, 0.92);
        let lung_width = thorax * 0.47;
        let vessels = Self::vessels(rng, thorax - lung_width);
        Self {
            thorax,
            lung_width,
            apex: between(rng, -0.8, -0.74),
            waist,
            base: bases,
            // The heart rests on the diaphragm, two thirds of it on the patient's left.
            heart_centre: (0.3 * heart_half, base - 0.1 - 0.72 * heart_height),
            heart_radii: (heart_half, heart_height),
            rib_spacing: between(rng, 0.15, 0.175),
            rib_phase: between(rng, 0.0, 1.0),
            vessels,
        }
    }

    /// Vessels leave the hilum of each lung in all directions and branch once.
    fn vessels(rng: &mut ChaCha8Rng, centre: f64) -> Vec<([Point; 3], f64)> {
        let mut vessels = Vec::new();
        for side in [-1.0, 1.0] {
            let hilum = (side * 0.17, between(rng, -0.16, -0.06));
            for branch in 0..9 {
                let spread = (f64::from(branch) - 4.0) / 4.0;
                let reach = (1.0 - 0.35 * spread * spread) * between(rng, 0.8, 1.1);
                let end = (side * (0.2 + (centre + 0.02) * reach), hilum.1 + spread * 0.58 + between(rng, -0.07, 0.07));
                let bend = (
                    (hilum.0 + end.0) / 2.0 + side * between(rng, -0.05, 0.05),
                    (hilum.1 + end.1) / 2.0 + between(rng, -0.06, 0.06),
                );
                let width = between(rng, 0.011, 0.019);
                vessels.push(([hilum, bend, end], width));
                for _ in 0..2 {
                    let tip =
                        (end.0 + side * between(rng, -0.06, 0.14), end.1 + spread * 0.1 + between(rng, -0.14, 0.14));
                    let middle = ((bend.0 + tip.0) / 2.0, (bend.1 + tip.1) / 2.0 + between(rng, -0.05, 0.05));
                    vessels.push(([bend, middle, tip], width * 0.6));
                }
            }
        }
        vessels
    }

    /// 0 in the middle of the lung on `side`, 1 at its apex and sides, and more outside.
    fn lung(&self, (x, y): Point, side: f64) -> f64 {
        let across = (x - side * (self.thorax - self.lung_width)) / self.lung_width;
        // Below its waist the lung narrows only a little.
        let height = if y < self.waist { self.waist - self.apex } else { 1.9 };
        let along = (y - self.waist) / height;
        (across * across + along * along).sqrt()
    }

    /// Height of the diaphragm below the point, a dome that falls off towards the flank.
    fn diaphragm(&self, x: f64) -> f64 {
        let side = if x < 0.0 { -1.0 } else { 1.0 };
        let across = (x - side * (self.thorax - 1.25 * self.lung_width)) / self.lung_width;
        let base = if side < 0.0 { self.base[0] } else { self.base[1] };
        base + 0.075 * across * across
    }

    /// Below 1 inside the heart. The widest extent is twice the horizontal radius.
    fn heart(&self, (x, y): Point) -> f64 {
        let down = (y - self.heart_centre.1) / self.heart_radii.1;
        // The apex points to the lower right of the image; a shear does not change the mean width.
        let across = (x - self.heart_centre.0) / self.heart_radii.0 - 0.18 * down;
        let across = across / (1.0 - 0.18 * 0.18f64).sqrt();
        across * across + down * down
    }

    /// How deep inside the outer margin of the lung the visceral pleura lies here, as a share of its half width.
    fn retraction(&self, (x, y): Point, finding: &Pneumothorax) -> f64 {
        let lateral = (x * finding.side - (self.thorax - self.lung_width)) / self.lung_width;
        finding.depth * rise(lateral, -0.75, 0.1) * fall(y, finding.end - 0.45, finding.end)
    }

    fn in_lung(&self, point: Point, side: f64) -> bool {
        point.0 * side > 0.1 && self.lung(point, side) < 1.0 && point.1 < self.diaphragm(point.0)
    }

    fn pneumothorax(&self, point: Point, finding: &Pneumothorax) -> bool {
        let retraction = self.retraction(point, finding);
        let lung = self.lung(point, finding.side);
        retraction > 0.0 && lung > 1.0 - retraction && self.in_lung(point, finding.side) && self.heart(point) >= 1.0
    }
}

struct Scene<'a> {
    anatomy: &'a Anatomy,
    finding: Option<&'a Pneumothorax>,
    texture: &'a Texture,
    /// Size of a pixel in anatomical units.
    pixel: f64,
}

impl Scene<'_> {
    /// Brightness at a point, before devices and exposure.
    fn value(&self, point: Point, vessel: f64) -> f64 {
        let anatomy = self.anatomy;
        let (x, y) = point;
        let side = if x < 0.0 { -1.0 } else { 1.0 };
        let wide = x.abs();
        // Neck, shoulders, trunk.
        let outline = 0.26 + 0.72 * rise(y, -1.02, -0.62) - 0.05 * rise(y, -0.6, 0.2);
        let body = fall(wide, outline - 0.03, outline + 0.03);
        let muscle = 0.05 * fall(y, -0.7, -0.3) + 0.06 * rise(y, 0.4, 0.9);
        let mut value = 0.56 + muscle + 0.05 * self.texture.at(x * 0.5, y * 0.5);
        let lung = anatomy.lung(point, side);
        let above = fall(y - anatomy.diaphragm(x), -0.015, 0.015);
        let inside = fall(lung, 0.96, 1.03) * above;
        let mut air = 0.235 + 0.05 * rise(y, -0.2, 0.5) + 0.06 * lung * lung;
        let mut tissue = 0.115 * vessel + 0.055 * self.texture.at(x, y);
        if let Some(finding) = self.finding.filter(|finding| finding.side == side) {
            let retraction = anatomy.retraction(point, finding);
            // Signed depth inside the pleural space, in anatomical units.
            let depth = (lung - (1.0 - retraction)) * anatomy.lung_width;
            let space = if retraction > 0.0 { rise(depth, 0.0, 2.0 * self.pixel) } else { 0.0 };
            let line_width = 0.008f64.max(0.9 * self.pixel);
            let line = if retraction > 0.004 { bump(depth / line_width) } else { 0.0 };
            // A lung that has lost volume is denser.
            air += 0.10 * finding.depth * (1.0 - space);
            air -= 0.075 * space;
            tissue = tissue * (1.0 - space) + 0.12 * line;
        }
        value += (air + tissue - value) * inside;
        // Mediastinum with the great vessels, and the heart in front of it.
        let waist = 0.115 + 0.05 * bump((y + 0.32) / 0.22) + 0.03 * rise(y, 0.0, 0.4) + 0.05 * fall(y, -0.85, -0.6);
        let mediastinum = fall(wide - 0.02 * side, waist - 0.03, waist + 0.03);
        value += (0.66 - value) * mediastinum;
        // Soft as a beating heart's edge; the margin of the mask is where it has half its brightness.
        let heart = fall(anatomy.heart(point), 0.82, 1.18);
        value += (0.67 - value).max(0.0) * heart;
        let abdomen = (1.0 - above) * fall(wide, 0.93 * outline - 0.1, outline);
        value += (0.73 - value).max(0.0) * abdomen * 0.85;
        value -= 0.12 * fall(wide, 0.03, 0.06) * fall(y, -0.3, -0.14);
        value += self.bones(point, lung, inside, heart);
        0.035 + (value - 0.035) * body
    }

    /// Spine, ribs and clavicles: what they add.
    fn bones(&self, (x, y): Point, lung: f64, inside: f64, heart: f64) -> f64 {
        let anatomy = self.anatomy;
        let wide = x.abs();
        let vertebra = repeat(y / 0.115 + anatomy.rib_phase);
        let spine = fall(wide, 0.055, 0.085) * (0.05 + 0.03 * rise((vertebra - 0.5).abs(), 0.3, 0.46));
        let cage = fall(lung, 1.0, 1.12) * fall(y, 0.55, 0.8) * rise(wide, 0.07, 0.13);
        // Posterior ribs fall towards the flank, anterior ones towards the sternum.
        let back = repeat((y - 0.34 * wide * wide + 0.1 * wide) / anatomy.rib_spacing + anatomy.rib_phase);
        let front = repeat((y + 0.42 * wide - 0.1 * wide * wide) / (anatomy.rib_spacing * 1.25) + anatomy.rib_phase);
        let rib = |position: f64, half: f64| {
            let off = (position - 0.5).abs();
            fall(off, half - 0.07, half + 0.05) * (0.65 + 0.5 * bump((off - half) / 0.1))
        };
        let seen = (0.35 + 0.65 * inside) * (1.0 - 0.75 * heart);
        let ribs = cage * seen * (0.085 * rib(back, 0.24) + 0.04 * rib(front, 0.26) * rise(wide, 0.2, 0.35));
        let clavicle = y - (-0.60 - 0.22 * (wide - 0.06) + 0.07 * bump((wide - 0.3) / 0.35));
        let along = rise(wide, 0.06, 0.09) * fall(wide, 0.68, 0.74);
        let off = clavicle.abs();
        spine + ribs + along * (0.09 * fall(off, 0.022, 0.034) + 0.05 * bump((off - 0.026) / 0.012))
    }
}

fn mask(view: &View, inside: impl Fn(Point) -> bool) -> Vec<u8> {
    let pixels = (0..view.size).flat_map(|row| (0..view.size).map(move |column| (column, row)));
    pixels.map(|(column, row)| if inside(view.anatomy(column, row)) { 255 } else { 0 }).collect()
}
