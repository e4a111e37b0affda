//! Schematic chest radiographs with the study's confounder: most pneumothorax cases carry a chest tube.
//!
//! A classifier may find the tube instead of the disease; as the pneumothoraces range from tiny to large, a study on
//! these images shows the same gap as one on real ones. The pictures follow from the options alone: random numbers come
//! from ChaCha8 with a stream of its own for each patient and image, and drawing uses no function whose last bit differs
//! between platforms (only `+ - * /` and `sqrt`).

mod brush;
mod picture;
mod plan;

use std::path::{Path, PathBuf};

use image::ExtendedColorType;
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::output::folder;
use picture::Picture;
use plan::Case;

/// What to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Number of images, from 10 to 100,000.
    pub count: usize,
    /// Width and height in pixels, from 32 to 4096.
    pub size: usize,
    /// Seed of everything random.
    pub seed: u64,
    /// Share of the pneumothorax cases that carry a chest tube, 0 to 1.
    pub tube_share: f64,
    /// Share of the other cases that carry one, 0 to 1.
    pub tube_share_negative: f64,
    /// Whether a tube lies on either side, whatever side the pneumothorax is on: then it tells that there is one, and not where.
    pub tube_either_side: bool,
    /// Share of images with a pneumothorax, 0 to 1.
    pub prevalence: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            count: 300,
            size: 224,
            seed: 5656,
            tube_share: 0.7,
            tube_share_negative: 0.05,
            tube_either_side: false,
            prevalence: 0.5,
        }
    }
}

/// Writes the data set into the folder `dir` and returns the path of its `manifest.csv`.
///
/// The folder holds `images/0000.png` (8-bit grey), `masks/0000-heart.png`, `masks/0000-pneumothorax.png` (0 and 255;
/// only where there is one) and the manifest with the columns `image`, `split` (60/20/20 within each group of finding and
/// tube, no patient in two), `patient`, `pneumothorax`, `cardiomegaly` (heart wider than half the thorax), `tube`,
/// `ptx_volume` (the mask's share of the image, percent), `ptx_quartile` (`Q1` to `Q4` among the positive), `heart_mask`,
/// `pneumothorax_mask`, and `fold_0` to `fold_4` (splits of five folds by patient, each with its share of every group). It is written next to `dir` under a temporary name and renamed.
///
/// # Errors
/// [`Error::Usage`] if an option is out of range; [`Error::Input`] if `dir` exists and is not an empty folder, or cannot
/// be written.
pub fn write(options: &Options, dir: &Path) -> Result<PathBuf> {
    options.check()?;
    check_target(dir)?;
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| Error::input(path, format!("cannot be written ({error})"))
    };
    folder(dir, |root| {
        for name in ["images", "masks"] {
            let folder = root.join(name);
            std::fs::create_dir_all(&folder).map_err(failed(&folder))?;
        }
        let cases = plan::cases(options);
        let draw = |case: &Case| -> Result<f64> {
            let picture = picture::draw(options, case);
            save(&picture, case, options.size, root)?;
            Ok(picture.ptx_percent())
        };
        let volumes = cases.par_iter().map(draw).collect::<Result<Vec<f64>>>()?;
        let manifest = root.join("manifest.csv");
        std::fs::write(&manifest, plan::manifest(&cases, &volumes, options.seed)).map_err(failed(&manifest))
    })?;
    Ok(dir.join("manifest.csv"))
}

impl Options {
    fn check(&self) -> Result<()> {
        if !(10..=100_000).contains(&self.count) {
            return Err(Error::usage(format!("{} images: ask for 10 to 100000", self.count)));
        }
        if !(32..=4096).contains(&self.size) {
            return Err(Error::usage(format!("a size of {} pixels: ask for 32 to 4096", self.size)));
        }
        let shares = [
            ("prevalence", self.prevalence),
            ("tube share", self.tube_share),
            ("tube share of the negative", self.tube_share_negative),
        ];
        match shares.iter().find(|(_, share)| !(0.0..=1.0).contains(share)) {
            Some((name, share)) => Err(Error::usage(format!("a {name} of {share}: ask for 0 to 1"))),
            None => Ok(()),
        }
    }
}

fn check_target(dir: &Path) -> Result<()> {
    let refuse = |message: &str| Err(Error::input(dir, message));
    match std::fs::read_dir(dir).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => refuse("the folder exists and is not empty; name a new one"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match dir.file_name() {
            Some(_) => Ok(()),
            None => refuse("does not name a folder; name a new one"),
        },
        Err(error) => refuse(&format!("is no folder that can be written to ({error}); name a new one")),
    }
}

fn save(picture: &Picture, case: &Case, size: usize, root: &Path) -> Result<()> {
    let mut files = vec![(case.image_name(), &picture.pixels), (case.heart_name(), &picture.heart)];
    if case.pneumothorax {
        files.push((case.pneumothorax_name(), &picture.pneumothorax));
    }
    for (name, pixels) in files {
        let path = root.join(name);
        let side = size as u32;
        image::save_buffer_with_format(&path, pixels, side, side, ExtendedColorType::L8, image::ImageFormat::Png)
            .map_err(|error| Error::input(&path, format!("cannot be written ({error})")))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::manifest::Manifest;
    use crate::data::{Intensity, read, read_mask};

    fn small() -> Options {
        Options { count: 24, size: 48, ..Options::default() }
    }

    #[test]
    fn the_folder_holds_what_the_manifest_says() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = Manifest::read(write(&small(), &folder.path().join("set")).unwrap()).unwrap();
        manifest.check_patients().unwrap();
        let root = manifest.path.parent().unwrap();
        let column = |name: &str| manifest.column(name).unwrap();
        let (masks, hearts) = (column("pneumothorax_mask"), column("heart_mask"));
        let volumes = column("ptx_volume");
        for (at, positive) in manifest.label("pneumothorax").unwrap().into_iter().enumerate() {
            let image = read(&manifest.rows[at].path, Intensity::Auto).unwrap();
            assert_eq!((image.width, image.height, image.channels), (48, 48, 1));
            assert!(read_mask(&root.join(hearts[at])).unwrap().pixels.contains(&255));
            assert_eq!(positive, Some(!masks[at].is_empty()));
            if positive == Some(true) {
                let mask = read_mask(&root.join(masks[at])).unwrap().pixels;
                let inside = mask.iter().filter(|&&value| value == 255).count();
                assert!(inside >= 3);
                assert_eq!(volumes[at], format!("{:.4}", 100.0 * inside as f64 / mask.len() as f64));
            }
        }
        let positive = manifest.label("pneumothorax").unwrap().iter().filter(|&&label| label == Some(true)).count();
        let quartile = |name: &str| column("ptx_quartile").iter().filter(|&&cell| cell == name).count();
        assert_eq!((positive, quartile("Q1"), quartile("Q4"), quartile("")), (12, 3, 3, 12));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing temporary stays");
    }

    #[test]
    fn the_shares_are_met() {
        let cases = plan::cases(&Options::default());
        let count = |wanted: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| wanted(case)).count();
        assert_eq!(count(&|case| case.pneumothorax), 150);
        assert_eq!(count(&|case| case.pneumothorax && case.tube), 105);
        assert_eq!(count(&|case| !case.pneumothorax && case.tube), 8);
        assert_eq!(count(&|case| case.split == "test" && case.pneumothorax && !case.tube), 9);
    }

    #[test]
    fn the_drawing_is_fixed_by_its_options() {
        let case = &plan::cases(&small())[0];
        let picture = picture::draw(&small(), case);
        let hash = |pixels: &[u8]| {
            pixels
                .iter()
                .fold(0xcbf2_9ce4_8422_2325u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
        };
        // Another number here means other images for everyone: results on them are no longer comparable.
        assert_eq!(hash(&picture.pixels), 18_127_820_329_151_340_461);
        let other = picture::draw(&Options { seed: 1, ..small() }, case);
        assert_ne!(picture.pixels, other.pixels);
    }

    #[test]
    fn tubes_on_either_side_change_nothing_but_tubes() {
        let either = Options { tube_either_side: true, ..small() };
        let (mut moved, mut kept) = (0, 0);
        for case in plan::cases(&small()) {
            let pictures = [small(), either.clone()].map(|options| picture::draw(&options, &case));
            let same = pictures[0].pixels == pictures[1].pixels;
            assert!(same || case.tube);
            assert_eq!(pictures[0].pneumothorax, pictures[1].pneumothorax);
            moved += usize::from(case.tube && !same);
            kept += usize::from(case.tube && same);
        }
        assert!(moved > 0 && kept > 0, "{moved} moved, {kept} kept");
    }

    #[test]
    fn bad_options_and_full_folders_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a/b");
        for options in [
            Options { count: 3, ..small() },
            Options { size: 0, ..small() },
            Options { prevalence: f64::NAN, ..small() },
            Options { tube_share: 1.5, ..small() },
        ] {
            assert!(matches!(write(&options, &target), Err(Error::Usage(_))), "{options:?}");
        }
        write(&Options { prevalence: 0.0, ..small() }, &target).unwrap();
        let message = write(&small(), &target).unwrap_err().to_string();
        assert!(message.contains("exists and is not empty"), "{message}");
        let message = write(&small(), &target.join("manifest.csv")).unwrap_err().to_string();
        assert!(message.contains("is no folder"), "{message}");
        std::fs::create_dir(folder.path().join("empty")).unwrap();
        write(&Options { prevalence: 1.0, ..small() }, &folder.path().join("empty")).unwrap();
    }
}
