//! The launches of a ConvNeXt's forward pass, in the order of [`super::ConvNext::forward`].

use super::config::KERNEL;
use super::{ConvNextConfig, Layout};
use crate::config::Family;
use crate::operations::{Operation, times};
use roentgen_kernels::conv::Window;
use roentgen_kernels::reduce;

impl ConvNextConfig {
    /// The forward pass on `batch` images of `[height, width]` pixels. Operations of one shape stand once.
    pub(super) fn launches(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        // Edges beyond any image are cut, so that nothing below overflows.
        let image = image.map(|edge| edge.min(1 << 20));
        let pixels = |stage| self.grid(image, stage).into_iter().product::<usize>();
        let rows = |stage| batch.saturating_mul(pixels(stage));
        let mut all = Vec::new();
        for (stage, (width, depth)) in self.widths.iter().copied().zip(self.depths.iter().copied()).enumerate() {
            let rows_here = rows(stage);
            if stage == 0 {
                let side = self.patch_size;
                let window = Window { kernel: side, stride: side, padding: 0 };
                let patches = Operation::conv("patch embedding", 1, [batch, image[0], image[1], 3], window, width);
                all.push(patches.biased(width).entering());
                all.push(Operation::norm("patch norm", 1, rows_here, width));
            } else {
                let (before, [high, wide]) = (self.widths[stage - 1], self.grid(image, stage - 1));
                let window = Window { kernel: 2, stride: 2, padding: 0 };
                all.push(Operation::norm("downsample norm", 1, rows(stage - 1), before));
                all.push(Operation::conv("downsample", 1, [batch, high, wide, before], window, width).biased(width));
            }
            all.push(Operation::depthwise("depthwise", depth, rows_here, width, KERNEL).biased(width));
            all.push(Operation::norm("norm", depth, rows_here, width));
            all.push(Operation::product("mlp in", depth, [rows_here, 4 * width, width]).biased(4 * width).activated());
            if self.response_norm {
                all.extend(response(depth, [batch, pixels(stage), 4 * width]));
            }
            let scales = if self.layer_scale { width } else { 0 };
            all.push(Operation::product("mlp out", depth, [rows_here, width, 4 * width]).biased(width).onto(scales));
        }
        let (last, width) = (self.depths.len() - 1, self.embedding_width());
        all.push(Operation::mean("pooling", 1, rows(last), batch, width));
        if self.layout != Layout::Dinov3 {
            all.push(Operation::norm("last norm", 1, batch, width).leaving());
            return all;
        }
        // The mean and the patches side by side, a launch each; behind the norm the mean's place is the embedding.
        for joined in [batch, rows(last)].map(|rows| times(&[rows, width])) {
            all.push(Operation { reads: joined, writes: joined, ..Operation::pass("tokens", 1) });
        }
        all.push(Operation::norm("last norm", 1, batch.saturating_add(rows(last)), width));
        all.push(Operation::mean("embedding", 1, batch, batch, width).leaving());
        all
    }
}

/// ConvNeXt V2's response norm of maps `[batch, pixels, channels]`: each channel's root of the sum of squares, those over their mean,
/// and the answer.
fn response(depth: usize, [batch, pixels, channels]: [usize; 3]) -> [Operation; 4] {
    let (whole, norms) = (times(&[batch, pixels, channels]), times(&[batch, channels]));
    // Later stages of a sum move a 64th of the first and less: a stage's share is counted for each.
    let sum = |name, length, inner, elements: u64, flops| {
        let stages = reduce::launches(length, inner);
        let share = elements / stages as u64;
        let (other_flops, writes) = (share.saturating_mul(flops), share / 64);
        Operation { other_flops, reads: share, writes, ..Operation::pass(name, depth * stages) }
    };
    let roots =
        Operation { other_flops: norms, reads: norms, writes: norms, ..Operation::pass("response roots", depth) };
    let answer = Operation {
        other_flops: whole.saturating_mul(4),
        parameters: times(&[2, channels]),
        reads: whole.saturating_add(norms),
        writes: whole,
        ..Operation::pass("response norm", depth)
    };
    [sum("response squares", pixels, channels, whole, 2), roots, sum("response totals", channels, 1, norms, 1), answer]
}
