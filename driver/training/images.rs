//! Images, masks and labels on their way to the device: decoded on threads ahead of it, kept decoded as far as a bound allows.

use super::augment::Change;
use super::bounded::Bounded;
use super::run::Kind;
use crate::data::manifest::Manifest;
use crate::data::{self, Image, Intensity, rle};
use crate::error::{Error, Result};
use roentgen_models::processor::{Geometry, Processor};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What is to be learned of each image.
#[derive(Debug, Clone)]
pub enum Target {
    /// Whether it has the label.
    Label(bool),
    /// Where its mask is.
    Mask(Mask),
    /// Nothing: it is only predicted.
    Unknown,
}

/// Where a mask is.
#[derive(Debug, Clone)]
pub enum Mask {
    /// A file.
    File(PathBuf),
    /// A run-length code, and the place of its cell for messages.
    Code(String, PathBuf),
}

/// One image, named.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its row in the manifest.
    pub row: usize,
    /// Its file.
    pub path: PathBuf,
    /// What is to be learned of it.
    pub target: Target,
}

/// One image, decoded.
#[derive(Debug)]
pub struct Decoded {
    /// Its pixels.
    pub image: Image,
    /// Its mask's pixels, where it has one: above 127 is inside.
    pub mask: Option<Image>,
}

impl Decoded {
    fn bytes(&self) -> usize {
        self.image.pixels.len() + self.mask.as_ref().map_or(0, |mask| mask.pixels.len())
    }
}

/// The images of a data set.
#[derive(Debug)]
pub struct Images {
    /// What they are.
    pub items: Vec<Item>,
    intensity: Intensity,
    decoded: Bounded<usize, Decoded>,
    /// Decoded ahead, past the bound: gone once taken.
    ahead: Mutex<HashMap<usize, Arc<Decoded>>>,
}

impl Images {
    /// Of these items; at most `bound` bytes of them are kept decoded.
    pub fn new(items: Vec<Item>, intensity: Intensity, bound: usize) -> Self {
        Self { items, intensity, decoded: Bounded::new(bound), ahead: Mutex::default() }
    }

    /// Decodes items on other threads, to be there when [`Images::get`] asks. An error is told then.
    pub fn decode_ahead(self: &Arc<Self>, items: &[usize]) {
        for &item in items {
            let images = self.clone();
            rayon::spawn(move || {
                if images.decoded.get(&item).is_none()
                    && !images.ahead().contains_key(&item)
                    && let Ok(decoded) = images.decode(item)
                {
                    let decoded = Arc::new(decoded);
                    if !images.decoded.insert(item, decoded.clone(), decoded.bytes()) {
                        images.ahead().insert(item, decoded);
                    }
                }
            });
        }
    }

    /// An item, decoded.
    ///
    /// # Errors
    /// An image or mask that cannot be read, or a mask of another shape than its image.
    pub fn get(&self, item: usize) -> Result<Arc<Decoded>> {
        let taken = self.decoded.get(&item).or_else(|| self.ahead().remove(&item));
        if let Some(decoded) = taken {
            return Ok(decoded);
        }
        let decoded = Arc::new(self.decode(item)?);
        self.decoded.insert(item, decoded.clone(), decoded.bytes());
        Ok(decoded)
    }

    fn ahead(&self) -> std::sync::MutexGuard<'_, HashMap<usize, Arc<Decoded>>> {
        self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decode(&self, item: usize) -> Result<Decoded> {
        let image = data::read(&self.items[item].path, self.intensity)?;
        let mask = self.mask(item, [image.height, image.width])?;
        Ok(Decoded { image, mask })
    }

    /// The mask of an item whose image has `height` and `width`, where it has one.
    ///
    /// # Errors
    /// A mask that cannot be read, or of another shape than its image.
    pub fn mask(&self, item: usize, [height, width]: [usize; 2]) -> Result<Option<Image>> {
        let Item { path, target, .. } = &self.items[item];
        let mask = match target {
            Target::Label(_) | Target::Unknown => return Ok(None),
            Target::Mask(Mask::File(path)) => data::read_mask(path)?,
            Target::Mask(Mask::Code(code, at)) => rle::decode(code).map_err(|e| Error::input(at, e))?,
        };
        // Another size is only another resolution; another shape is another image's mask.
        let (a, b) = (mask.width * height, mask.height * width);
        if a.abs_diff(b) * 100 > a.max(b) {
            let (wide, high) = (mask.width, mask.height);
            let message = format!("its mask is {wide} x {high}, which is no resolution of {width} x {height}");
            return Err(Error::input(path, message));
        }
        Ok(Some(mask))
    }
}

/// What a column holds for each row to learn; of an empty cell, nothing.
///
/// # Errors
/// No such column, or one that holds something else.
pub fn targets(manifest: &Manifest, column: &str, kind: Kind) -> Result<Vec<Option<Target>>> {
    Ok(match kind {
        Kind::Classify => manifest.label(column)?.into_iter().map(|label| label.map(Target::Label)).collect(),
        Kind::Segment => masks(manifest, column)?.into_iter().map(|mask| mask.map(Target::Mask)).collect(),
    })
}

/// The cells of a mask column, as masks.
fn masks(manifest: &Manifest, column: &str) -> Result<Vec<Option<Mask>>> {
    let folder = manifest.path.parent().unwrap_or(Path::new(""));
    let mask = |(row, cell): (&data::manifest::Row, &str)| match cell {
        "" => None,
        code if rle::is_code(code) => {
            let at = format!("{}, line {}: column `{column}`", manifest.path.display(), row.line);
            Some(Mask::Code(code.to_string(), PathBuf::from(at)))
        }
        path => Some(Mask::File(folder.join(path))),
    };
    Ok(manifest.rows.iter().zip(manifest.column(column)?).map(mask).collect())
}

/// The image and the mask, changed alike.
pub fn changed(decoded: &Decoded, change: Option<&Change>) -> Decoded {
    let apply = |image: &Image, nearest| change.map_or_else(|| image.clone(), |change| change.apply(image, nearest));
    Decoded { image: apply(&decoded.image, false), mask: decoded.mask.as_ref().map(|mask| apply(mask, true)) }
}

/// A mask through the geometry of its image: nearest pixel, 1 inside, 0 outside and in the padding, row by row.
pub fn target(mask: &Image, processor: &Processor) -> Vec<f32> {
    let Geometry { resized, crop_origin, output } = processor.geometry(mask.height, mask.width);
    let place = |at: usize, axis: usize, edge: usize| {
        let at = at as i64 + crop_origin[axis];
        let inside = (0..resized[axis] as i64).contains(&at);
        // The pixel that the new one's centre lies in.
        inside.then(|| ((at as usize * 2 + 1) * edge / (resized[axis] * 2)).min(edge - 1))
    };
    let columns: Vec<_> = (0..output[1]).map(|x| place(x, 1, mask.width)).collect();
    let mut target = Vec::with_capacity(output[0] * output[1]);
    for y in 0..output[0] {
        let row = place(y, 0, mask.height);
        target.extend(columns.iter().map(|column| match (row, column) {
            (Some(row), Some(column)) if mask.pixels[(row * mask.width + column) * mask.channels] > 127 => 1.0,
            _ => 0.0,
        }));
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use roentgen_models::processor::Resize;

    #[test]
    fn a_mask_goes_through_its_images_geometry() {
        let pixels = (0..16).map(|i| if i % 4 >= 2 { 255 } else { 0 }).collect();
        let mask = Image { width: 4, height: 4, channels: 1, pixels };
        let config = roentgen_models::EncoderConfig::read_arch("vit_tiny_patch16_224").unwrap();
        let processor = Processor { resize: Resize::Exact([2, 8]), crop: None, ..Processor::default_for(&config) };
        assert_eq!(target(&mask, &processor), [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0].repeat(2));
        let cropped = Processor { resize: Resize::Exact([4, 4]), crop: Some([2, 6]), ..processor };
        assert_eq!(target(&mask, &cropped), [0.0, 0.0, 0.0, 1.0, 1.0, 0.0].repeat(2));
    }
}
