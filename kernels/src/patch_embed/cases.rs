//! Cases of the patch embedding's kernels.

use super::{reference, tokens, unfold};
use crate::Result;
use crate::case::{Case, Check, Inputs, tensor};
use cubecl::prelude::Runtime;
use roentgen_runtime::Device;

/// An image, a patch and a prefix.
#[derive(Debug, Clone)]
pub struct PatchCase {
    /// `[batch, height, width, channels]`.
    pub image: [usize; 4],
    /// Side of a patch.
    pub patch: usize,
    /// Prefix tokens.
    pub prefix: usize,
}

/// The table.
pub fn cases() -> Vec<PatchCase> {
    let case = |image, patch, prefix| PatchCase { image, patch, prefix };
    vec![
        case([1, 1, 1, 1], 1, 0),
        case([2, 7, 5, 3], 3, 1),
        case([1, 35, 42, 3], 7, 5),
        case([2, 32, 48, 3], 8, 4),
        case([1, 30, 45, 3], 14, 0),
        case([2, 224, 224, 3], 16, 1),
        case([1, 518, 518, 3], 14, 1),
    ]
}

impl Case for PatchCase {
    const OPERATION: &'static str = "patch_embed";

    fn id(&self) -> String {
        let [n, h, w, c] = self.image;
        format!("{n}x{h}x{w}x{c},patch{},prefix{}", self.patch, self.prefix)
    }

    fn flops(&self) -> u64 {
        0
    }

    fn bytes(&self) -> u64 {
        16 * self.image.iter().map(|d| *d as u64).product::<u64>()
    }

    fn run<R: Runtime>(&self, device: &Device<R>, inputs: &mut Inputs) -> Result<Vec<Check>> {
        let [_, height, width, channels] = self.image;
        let image = inputs.uniform(self.image.iter().product());
        let rows = (height / self.patch) * (width / self.patch);
        let columns = channels * self.patch * self.patch;
        let (prefix, positions) = (inputs.uniform(self.prefix * columns), inputs.uniform(rows * columns));
        let patches = unfold(&tensor(device, &self.image, &image)?, self.patch)?;
        let want = reference::unfold(&image, self.image, self.patch);
        let unfolded: Vec<f32> = want.iter().map(|v| *v as f32).collect();
        let prefix_tensor =
            if self.prefix == 0 { None } else { Some(tensor(device, &[self.prefix, columns], &prefix)?) };
        let position_tensor = tensor(device, &[rows, columns], &positions)?;
        let got = tokens(&patches, prefix_tensor.as_ref(), &position_tensor)?;
        let sequence = reference::tokens(&unfolded, &prefix, &positions);
        Ok(vec![Check::new("unfold", &patches, want)?, Check::new("tokens", &got, sequence)?])
    }
}
