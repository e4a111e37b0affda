//! What a Swin Transformer's configuration says: sizes by stage, windows, version.

use std::path::Path;

use crate::config::{Family, FeatureMap, Reference, Stage, check_eps, check_parts, check_sizes, stage_maps};
use crate::error::{Error, Result};
use crate::operations::{Operation, padding_flops};
use crate::processor::{CropRounding, IMAGENET_MEAN, IMAGENET_STD, Processor, Resize};

/// Whose names and handling of sizes the checkpoint has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// transformers `swin` and `swinv2`.
    Transformers,
    /// timm `SwinTransformer` and `SwinTransformerV2`, and the original.
    Timm,
}

/// Which of the two papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Version {
    /// Swin: a table of position biases, norms before each branch.
    V1,
    /// SwinV2: cosine attention, biases from an MLP of positions, norms after each branch.
    V2 {
        /// The window that each stage's biases were pretrained for, where it was another; otherwise zero.
        pretrained_windows: Vec<usize>,
    },
}

/// A Swin Transformer.
#[derive(Clone, Debug, PartialEq)]
pub struct SwinConfig {
    /// Names and handling of sizes.
    pub layout: Layout,
    /// Swin or SwinV2.
    pub version: Version,
    /// Height and width in pixels that it was pretrained for.
    pub image_size: [usize; 2],
    /// Edge of a square patch in pixels.
    pub patch_size: usize,
    /// Channels of the first stage; each stage doubles them.
    pub width: usize,
    /// Blocks of each stage.
    pub depths: Vec<usize>,
    /// Attention heads of each stage.
    pub heads: Vec<usize>,
    /// Side of a window in tokens.
    pub window: usize,
    /// Channels between the MLP's two projections, as a multiple of the stage's.
    pub mlp_ratio: f64,
    /// Whether query and value (and key, but in SwinV2) have biases.
    pub qkv_bias: bool,
    /// Epsilon of the norms in blocks and of the last norm; those of patches and of merging have 1e-5.
    pub eps: f32,
}

/// PyTorch's default epsilon.
pub(super) const NORM_EPS: f32 = 1e-5;

/// Channels between the two projections of SwinV2's MLP of positions.
pub(super) const POSITION_MLP: usize = 512;

impl SwinConfig {
    /// Swin (arXiv 2103.14030) in transformers' layout: `width`, blocks of the third stage, `window`, `image` size.
    pub fn swin(width: usize, third: usize, window: usize, image: usize) -> Self {
        Self {
            layout: Layout::Transformers,
            version: Version::V1,
            image_size: [image; 2],
            patch_size: 4,
            width,
            depths: vec![2, 2, third, 2],
            // Heads of 32 channels.
            heads: [1, 2, 4, 8].map(|times| times * width / 32).to_vec(),
            window,
            mlp_ratio: 4.0,
            qkv_bias: true,
            eps: NORM_EPS,
        }
    }

    /// Whether it is SwinV2.
    pub fn is_v2(&self) -> bool {
        self.version != Version::V1
    }

    /// Channels of `stage`.
    pub fn width_of(&self, stage: usize) -> usize {
        self.width << stage
    }

    /// Channels between the MLP's two projections in `stage`.
    pub fn mlp_width(&self, stage: usize) -> usize {
        (self.width_of(stage) as f64 * self.mlp_ratio) as usize
    }

    /// Rows and columns of tokens in `stage` for an image of `[height, width]` pixels; edges are padded.
    pub fn grid(&self, image: [usize; 2], stage: usize) -> [usize; 2] {
        image.map(|edge| edge.div_ceil(self.patch_size.max(1)).div_ceil(1 << stage))
    }

    /// The smaller edge of the pretraining grid in `stage`, which limits a window where a model is built for its image.
    fn native(&self, stage: usize) -> usize {
        match self.layout {
            Layout::Transformers => (self.image_size[0] / self.patch_size.max(1)) >> stage,
            Layout::Timm => self.grid(self.image_size, stage).into_iter().min().unwrap_or(0),
        }
    }

    /// Side of the windows in `stage`, which its position biases were made for.
    pub fn side(&self, stage: usize) -> usize {
        match (self.layout, self.is_v2()) {
            (Layout::Transformers, false) => self.window,
            _ => self.window.min(self.native(stage)),
        }
    }

    /// How far the windows of every second block in `stage` are shifted, on a map of `grid` tokens: not at all where one
    /// window covers it.
    pub fn shift(&self, stage: usize, grid: [usize; 2]) -> usize {
        // transformers' SwinV2 decides when it is built, the others for the map at hand.
        let built = self.is_v2() && self.layout == Layout::Transformers;
        let edge = if built { self.native(stage) } else { grid[0].min(grid[1]) };
        if edge <= self.side(stage) { 0 } else { self.window / 2 }
    }
}

impl Family for SwinConfig {
    fn check_at(&self, path: &Path) -> Result<()> {
        let stages = self.depths.len();
        check_sizes(path, &[("stages (depths)", stages, 6)])?;
        if self.heads.len() != stages {
            let message = format!("num_heads has {} entries for {stages} stages", self.heads.len());
            return Err(Error::config(path, message));
        }
        check_sizes(
            path,
            &[
                ("image_size (height)", self.image_size[0], 1 << 15),
                ("image_size (width)", self.image_size[1], 1 << 15),
                ("patch_size", self.patch_size, 1 << 12),
                ("embed_dim", self.width, 1 << 12),
                ("window_size", self.window, 1 << 6),
            ],
        )?;
        if !(0.0..=1000.0).contains(&self.mlp_ratio) {
            return Err(Error::config(path, format!("mlp_ratio is {}, wanted 0 to 1000", self.mlp_ratio)));
        }
        for stage in 0..stages {
            let (width, heads) = (self.width_of(stage), self.heads[stage]);
            check_sizes(
                path,
                &[
                    ("depths", self.depths[stage], 1 << 10),
                    ("num_heads", heads, 1 << 12),
                    ("mlp width", self.mlp_width(stage), 1 << 18),
                    ("windows at this image_size", self.side(stage), 1 << 6),
                ],
            )?;
            check_parts(path, stage, width, heads, "heads")?;
        }
        if let Version::V2 { pretrained_windows } = &self.version
            && (pretrained_windows.len() < stages || pretrained_windows.iter().any(|w| *w == 1 || *w > 1 << 10))
        {
            let message = format!("pretrained_window_sizes is {pretrained_windows:?}, wanted {stages} sizes, or zeros");
            return Err(Error::config(path, message));
        }
        check_eps(path, self.eps)
    }

    fn check_image(&self, image: [usize; 2]) -> Result<()> {
        let refused = |why: String| {
            Err(Error::Unsupported(format!("an image of {}x{} pixels cannot be taken: {why}", image[0], image[1])))
        };
        let patch = self.patch_size;
        if self.layout == Layout::Timm && image.iter().any(|edge| !edge.is_multiple_of(patch)) {
            return refused(format!("timm wants whole patches of {patch}"));
        }
        for stage in 0..self.depths.len() {
            let (grid @ [rows, columns], side) = (self.grid(image, stage), self.side(stage));
            let at = format!("stage {} of {rows}x{columns} tokens with windows of {side}", stage + 1);
            match (self.layout, self.is_v2()) {
                // It would shrink the window, for which there are no biases.
                (Layout::Transformers, false) if rows.min(columns) < side => {
                    return refused(format!("{at} is smaller than a window"));
                }
                // timm builds a model for its image.
                (Layout::Timm, _) => {
                    if grid.iter().any(|edge| self.window.min(*edge) != side) {
                        return refused(format!("{at} would have windows of another size, and other biases"));
                    }
                    if (rows <= side) != (columns <= side) {
                        return refused(format!("{at} would be shifted along one axis only"));
                    }
                    // It shifts before it pads, so that a window would join the map's two edges.
                    if self.shift(stage, grid) > 0 && grid.iter().any(|edge| !edge.is_multiple_of(side)) {
                        return refused(format!("{at} is not divided by them, which timm's models are not made for"));
                    }
                }
                // SwinV2 pads a map that is smaller.
                (Layout::Transformers, _) => {}
            }
        }
        Ok(())
    }

    fn image_size(&self) -> [usize; 2] {
        self.image_size
    }

    fn embedding_width(&self) -> usize {
        self.width_of(self.depths.len() - 1)
    }

    fn last_shape(&self, image: [usize; 2]) -> Vec<usize> {
        let ([rows, columns], width) = (self.grid(image, self.depths.len() - 1), self.embedding_width());
        match self.layout {
            Layout::Transformers => vec![rows * columns, width],
            Layout::Timm => vec![rows, columns, width],
        }
    }

    fn maps(&self, image: [usize; 2]) -> Vec<FeatureMap> {
        let widths = (0..self.depths.len()).map(|stage| self.width_of(stage));
        stage_maps(widths, |stage| self.patch_size << stage, |stage| self.grid(image, stage))
    }

    fn stages(&self, image: [usize; 2]) -> Vec<Stage> {
        let of = |stage| {
            let ([rows, columns], width) = (self.grid(image, stage), self.width_of(stage));
            Stage { tokens: rows * columns, width, widest: self.mlp_width(stage).max(3 * width) }
        };
        (0..self.depths.len()).map(of).collect()
    }

    fn parameters(&self) -> u64 {
        let patch = (3 * self.patch_size * self.patch_size + 3) as u64 * self.width as u64;
        let last = 2 * self.embedding_width() as u64;
        (0..self.depths.len()).map(|stage| self.parameters_of(stage)).sum::<u64>() + patch + last
    }

    fn operations(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        self.launches(image, batch)
    }

    fn spared_flops(&self, image: [usize; 2]) -> u64 {
        let image = image.map(|edge| edge.min(1 << 20));
        let of = |(stage, depth): (usize, &usize)| {
            padding_flops(self.grid(image, stage), self.side(stage), *depth, self.width_of(stage))
        };
        self.depths.iter().enumerate().map(of).fold(0, u64::saturating_add)
    }

    fn reference(&self) -> Reference {
        match self.layout {
            Layout::Transformers => {
                Reference { hidden: "hidden_", skipped: 0, hidden_planes: false, out_planes: false }
            }
            Layout::Timm => Reference { hidden: "stage_", skipped: 1, hidden_planes: false, out_planes: false },
        }
    }

    fn facts(&self, image: [usize; 2]) -> Vec<(&'static str, String)> {
        let stages = 0..self.depths.len();
        let windows = |stage| {
            let grid = self.grid(image, stage);
            let (side, shift) = (self.side(stage), self.shift(stage, grid));
            format!("{side} on {}x{} shifted by {shift}", grid[0], grid[1])
        };
        vec![
            ("layout", format!("{} ({:?})", if self.is_v2() { "SwinV2" } else { "Swin" }, self.layout)),
            ("widths", format!("{:?}", stages.clone().map(|s| self.width_of(s)).collect::<Vec<_>>())),
            ("depths", format!("{:?}", self.depths)),
            ("heads", format!("{:?}", self.heads)),
            ("mlp", format!("{} times the width (Gelu)", self.mlp_ratio)),
            ("patch", self.patch_size.to_string()),
            ("windows", stages.map(windows).collect::<Vec<_>>().join(", ")),
            ("pooling", "mean of the last norm".to_string()),
            ("norm eps", format!("{:e}", self.eps)),
        ]
    }

    fn default_processor(&self) -> Processor {
        let size = self.image_size;
        let (mean, std) = (IMAGENET_MEAN, IMAGENET_STD);
        match self.layout {
            Layout::Transformers => Processor { mean, std, ..Processor::exact(size, "transformers' Swin") },
            Layout::Timm => {
                // timm's `_cfg`: a crop of 0.9 at 224, all at other sizes.
                let edge = if size == [224, 224] { 248 } else { size[0].min(size[1]) };
                let (resize, crop_rounding) = (Resize::ShortestEdge(edge), CropRounding::HalfEven);
                Processor { resize, mean, std, crop_rounding, ..Processor::cropped(size, "timm's Swin") }
            }
        }
    }
}

impl SwinConfig {
    /// Parameters of the patch merging that leads into `stage` and of its blocks.
    fn parameters_of(&self, stage: usize) -> u64 {
        let [width, mlp] = [self.width_of(stage), self.mlp_width(stage)].map(|n| n as u64);
        let (heads, side) = (self.heads[stage] as u64, self.side(stage) as u64);
        let biased = if self.is_v2() { 2 } else { 3 };
        let attention = 4 * width * width + width + if self.qkv_bias { biased * width } else { 0 };
        let positions = if self.is_v2() {
            heads + POSITION_MLP as u64 * (3 + heads)
        } else {
            (2 * side - 1) * (2 * side - 1) * heads
        };
        let block = 4 * width + attention + positions + 2 * width * mlp + mlp + width;
        // Four times half the width, to the width; the norm stands before it, in SwinV2 after.
        let norm = if self.is_v2() { 2 * width } else { 4 * width };
        let merge = if stage == 0 { 0 } else { 2 * width * width + norm };
        merge + self.depths[stage] as u64 * block
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
