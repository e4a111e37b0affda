//! The launches of a SegFormer's forward pass, in the order of [`super::SegFormer::forward`], without its decoder.

use super::SegFormerConfig;
use super::config::KERNEL;
use crate::config::Family;
use crate::operations::Operation;
use roentgen_kernels::attention::Sizes;
use roentgen_kernels::conv::Window;

impl SegFormerConfig {
    /// The forward pass on `batch` images of `[height, width]` pixels. Operations of one shape stand once.
    pub(super) fn launches(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        // Edges beyond any image are cut, so that nothing below overflows.
        let image = image.map(|edge| edge.min(1 << 20));
        let mut all = Vec::new();
        let mut rows = 0;
        for stage in 0..self.depths.len() {
            let (width, depth, mlp) = (self.widths[stage], self.depths[stage], self.mlp_width(stage));
            let of_map = |grid: [usize; 2]| grid[0].saturating_mul(grid[1]);
            let (tokens, keys) = (of_map(self.grid(image, stage)), of_map(self.reduced(image, stage)));
            rows = batch.saturating_mul(tokens);
            let reduced = batch.saturating_mul(keys);
            let (window, before) = (self.window(stage), if stage == 0 { image } else { self.grid(image, stage - 1) });
            let inputs = if stage == 0 { 3 } else { self.widths[stage - 1] };
            let patches = Operation::conv("patch embedding", 1, [batch, before[0], before[1], inputs], window, width);
            all.push(if stage == 0 { patches.biased(width).entering() } else { patches.biased(width) });
            // Of the patches, twice a block, and at the end of the stage.
            all.push(Operation::norm("norm", 2 * depth + 2, rows, width));
            if self.reductions[stage] > 1 {
                let side = self.reductions[stage];
                let [high, wide] = self.grid(image, stage);
                let window = Window { kernel: side, stride: side, padding: 0 };
                all.push(Operation::product("query", depth, [rows, width, width]).biased(width));
                all.push(Operation::conv("reduction", depth, [batch, high, wide, width], window, width).biased(width));
                all.push(Operation::norm("reduction norm", depth, reduced, width));
                all.push(Operation::product("key, value", depth, [reduced, 2 * width, width]).biased(2 * width));
            } else {
                all.push(Operation::product("qkv", depth, [rows, 3 * width, width]).biased(3 * width));
            }
            let heads = self.heads[stage];
            let sizes = Sizes { batch, heads, queries: tokens, keys, head_dim: width / heads };
            all.push(Operation::attention("attention", depth, sizes));
            all.push(Operation::product("projection", depth, [rows, width, width]).biased(width).onto(0));
            all.push(Operation::product("mlp in", depth, [rows, mlp, width]).biased(mlp));
            all.push(Operation::depthwise("mlp depthwise", depth, rows, mlp, KERNEL).biased(mlp).activated());
            all.push(Operation::product("mlp out", depth, [rows, width, mlp]).biased(width).onto(0));
        }
        let width = self.embedding_width();
        all.push(Operation::mean("pooling", 1, rows, batch, width).leaving());
        all
    }
}
