//! Augmentation: the same affine change of an image and its mask, and another brightness. Off by default, as in the study.

use crate::data::Image;
use crate::error::{Error, Result};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Serialize;

/// What may change of an image, drawn anew for each image and epoch.
#[derive(Debug, Clone, clap::Args, Serialize)]
pub struct Augment {
    /// Mirror every second image, left and right
    #[arg(long)]
    pub flip: bool,
    /// Turn by up to so many degrees either way
    #[arg(long, value_name = "DEGREES", default_value_t = 0.0)]
    pub rotate: f64,
    /// Enlarge or shrink by up to this share
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub scale: f64,
    /// Cut a window of down to this share of each edge, anywhere in the image
    #[arg(long, value_name = "SHARE", default_value_t = 1.0)]
    pub crop: f64,
    /// Lighten or darken by up to this share
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    pub brightness: f64,
}

impl Default for Augment {
    /// Nothing changes.
    fn default() -> Self {
        Self { flip: false, rotate: 0.0, scale: 0.0, crop: 1.0, brightness: 0.0 }
    }
}

/// One image's change: where in the image each of its new pixels comes from, and what its values are times.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// From the new place to the old one, both in pixels from the centre: `[[yy, yx], [xy, xx]]`.
    matrix: [[f64; 2]; 2],
    /// The old place of the new centre, from the old centre in shares of the edges.
    shift: [f64; 2],
    brightness: f64,
}

impl Augment {
    /// Refuses what is out of range.
    ///
    /// # Errors
    /// The option, and what it may be.
    pub fn check(&self) -> Result<()> {
        let within = |name: &str, value: f64, [low, high]: [f64; 2]| match value >= low && value <= high {
            true => Ok(()),
            false => Err(Error::usage(format!("--{name} {value}: give a number from {low} to {high}"))),
        };
        within("rotate", self.rotate, [0.0, 180.0])?;
        within("scale", self.scale, [0.0, 0.9])?;
        within("crop", self.crop, [0.1, 1.0])?;
        within("brightness", self.brightness, [0.0, 1.0])
    }

    /// The change of image `item` in `epoch`; `None` where nothing may change.
    pub fn draw(&self, seed: u64, epoch: u32, item: usize) -> Option<Change> {
        let Self { flip, rotate, scale, crop, brightness } = *self;
        if !flip && rotate == 0.0 && scale == 0.0 && crop == 1.0 && brightness == 0.0 {
            return None;
        }
        // A stream for each image and epoch: a change does not depend on what was drawn before.
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream((u64::from(epoch) << 40) | item as u64);
        let mut within = |range: f64| if range > 0.0 { random.random_range(-range..=range) } else { 0.0 };
        let (angle, scale, brightness) =
            (within(self.rotate).to_radians(), within(self.scale), within(self.brightness));
        let crop = if self.crop < 1.0 { random.random_range(self.crop..=1.0) } else { 1.0 };
        let spare = (1.0 - crop) / 2.0;
        let shift = [(); 2].map(|()| if spare > 0.0 { random.random_range(-spare..=spare) } else { 0.0 });
        let mirror = if self.flip && random.random_bool(0.5) { -1.0 } else { 1.0 };
        let size = crop / (1.0 + scale);
        let (sin, cos) = (angle.sin() * size, angle.cos() * size);
        Some(Change { matrix: [[cos, sin * mirror], [-sin, cos * mirror]], shift, brightness: 1.0 + brightness })
    }
}

impl Change {
    /// The changed image, of the same size; what comes from outside is black. Images are sampled bilinearly, masks (`nearest`) at
    /// the nearest pixel and not lightened.
    pub fn apply(&self, image: &Image, nearest: bool) -> Image {
        let &Image { width, height, channels, .. } = image;
        let mut pixels = Vec::with_capacity(image.pixels.len());
        let at = |y: i64, x: i64, channel: usize| {
            let inside = (0..height as i64).contains(&y) && (0..width as i64).contains(&x);
            if inside { f64::from(image.pixels[(y as usize * width + x as usize) * channels + channel]) } else { 0.0 }
        };
        let centre = [height as f64 / 2.0, width as f64 / 2.0];
        for row in 0..height {
            for column in 0..width {
                let from = [row as f64 + 0.5 - centre[0], column as f64 + 0.5 - centre[1]];
                let [y, x] = [0, 1].map(|axis| {
                    let edge = 2.0 * centre[axis];
                    let [a, b] = self.matrix[axis];
                    a * from[0] + b * from[1] + centre[axis] + self.shift[axis] * edge - 0.5
                });
                for channel in 0..channels {
                    let value = if nearest {
                        at(y.round() as i64, x.round() as i64, channel)
                    } else {
                        let ([top, left], [dy, dx]) = ([y.floor(), x.floor()], [y - y.floor(), x - x.floor()]);
                        let line =
                            |y: i64| at(y, left as i64, channel) * (1.0 - dx) + at(y, left as i64 + 1, channel) * dx;
                        (line(top as i64) * (1.0 - dy) + line(top as i64 + 1) * dy) * self.brightness
                    };
                    pixels.push(value.round().clamp(0.0, 255.0) as u8);
                }
            }
        }
        Image { pixels, ..*image }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(height: usize, width: usize) -> Image {
        Image { width, height, channels: 1, pixels: (0..height * width).map(|i| i as u8).collect() }
    }

    #[test]
    fn nothing_changes_by_default() {
        assert_eq!(Augment::default().draw(1, 2, 3), None);
        let still = Change { matrix: [[1.0, 0.0], [0.0, 1.0]], shift: [0.0; 2], brightness: 1.0 };
        assert_eq!(still.apply(&ramp(5, 7), false), ramp(5, 7));
        assert_eq!(still.apply(&ramp(5, 7), true), ramp(5, 7));
    }

    #[test]
    fn a_mirror_and_a_quarter_turn_move_pixels_whole() {
        let mirror = Change { matrix: [[1.0, 0.0], [0.0, -1.0]], shift: [0.0; 2], brightness: 1.0 };
        for nearest in [false, true] {
            assert_eq!(mirror.apply(&ramp(2, 3), nearest).pixels, [2, 1, 0, 5, 4, 3]);
        }
        let turn = Change { matrix: [[0.0, 1.0], [-1.0, 0.0]], shift: [0.0; 2], brightness: 1.0 };
        assert_eq!(turn.apply(&ramp(3, 3), false).pixels, [2, 5, 8, 1, 4, 7, 0, 3, 6]);
    }

    #[test]
    fn a_change_follows_from_seed_epoch_and_image() {
        let all = Augment { flip: true, rotate: 10.0, scale: 0.1, crop: 0.8, brightness: 0.2 };
        all.check().unwrap();
        assert_eq!(all.draw(1, 2, 3), all.draw(1, 2, 3));
        assert_ne!(all.draw(1, 2, 3), all.draw(1, 3, 3));
        assert_ne!(all.draw(1, 2, 3), all.draw(1, 2, 4));
        let message = Augment { crop: 0.0, ..all }.check().unwrap_err().to_string();
        assert!(message.contains("--crop 0: give a number from 0.1 to 1"), "{message}");
    }
}
