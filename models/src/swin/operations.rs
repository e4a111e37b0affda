//! The launches of a Swin Transformer's forward pass, in the order of [`super::Swin::forward`].

use super::SwinConfig;
use super::config::POSITION_MLP;
use crate::config::Family;
use crate::operations::{Operation, times};
use roentgen_kernels::attention::Sizes;

impl SwinConfig {
    /// The forward pass on `batch` images of `[height, width]` pixels. Operations of one shape stand once.
    pub(super) fn launches(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        // Edges beyond any image are cut, so that nothing below overflows.
        let image = image.map(|edge| edge.min(1 << 20));
        let tokens = |stage| self.grid(image, stage).into_iter().product::<usize>();
        let rows = |stage| batch.saturating_mul(tokens(stage));
        let mut all = self.padding(image, batch);
        let values = 3 * self.patch_size * self.patch_size;
        let embedding = Operation::product("patch embedding", 1, [rows(0), self.width, values]).biased(self.width);
        all.push(if all.is_empty() { embedding.entering() } else { embedding });
        all.push(Operation::norm("patch norm", 1, rows(0), self.width));
        for (stage, depth) in self.depths.iter().copied().enumerate() {
            let (rows, width, mlp) = (rows(stage), self.width_of(stage), self.mlp_width(stage));
            if stage > 0 {
                let merged = times(&[rows, 2 * width]);
                all.push(Operation { reads: merged, writes: merged, ..Operation::pass("patch merge", 1) });
                // Before the projection, in SwinV2 behind it.
                all.push(Operation::norm("merge norm", 1, rows, if self.is_v2() { width } else { 2 * width }));
                all.push(Operation::product("merge", 1, [rows, width, 2 * width]));
            }
            let biased = match (self.qkv_bias, self.is_v2()) {
                (false, _) => 0,
                (true, false) => 3 * width,
                (true, true) => 2 * width,
            };
            all.push(Operation::norm("norm", 2 * depth, rows, width));
            all.push(Operation::product("qkv", depth, [rows, 3 * width, width]).biased(biased));
            if self.is_v2() {
                let qkv = times(&[rows, 3 * width]);
                let other_flops = times(&[3, rows, 2 * width]);
                let normed = Operation { other_flops, reads: qkv, writes: qkv, ..Operation::pass("qk length", depth) };
                all.push(normed);
            }
            all.push(self.attention(stage, image, batch));
            let (projection, out) = (
                Operation::product("projection", depth, [rows, width, width]).biased(width),
                Operation::product("mlp out", depth, [rows, width, mlp]).biased(width),
            );
            all.push(Operation::product("mlp in", depth, [rows, mlp, width]).biased(mlp).activated());
            if self.is_v2() {
                let stream = times(&[rows, width]);
                let sum = Operation {
                    other_flops: stream,
                    reads: stream,
                    writes: stream,
                    ..Operation::pass("residual", 2 * depth)
                };
                all.extend([projection, out, sum.onto(0)]);
            } else {
                all.extend([projection.onto(0), out.onto(0)]);
            }
        }
        let last = self.depths.len() - 1;
        all.push(Operation::norm("last norm", 1, rows(last), self.embedding_width()));
        all.push(Operation::mean("pooling", 1, rows(last), batch, self.embedding_width()).leaving());
        all
    }

    /// What makes whole patches of an image: columns, then rows of zeros, each joined by two launches.
    fn padding(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        let whole = image.map(|edge| edge.next_multiple_of(self.patch_size));
        let mut all = Vec::new();
        let mut add = |joined: [usize; 2], from: [usize; 2]| {
            let zeros = joined[0] * joined[1] - from[0] * from[1];
            for pixels in [from[0] * from[1], zeros] {
                let moved = times(&[batch, pixels, 3]);
                let pass = Operation { reads: moved, writes: moved, ..Operation::pass("padding", 1) };
                all.push(if all.is_empty() { pass.entering() } else { pass });
            }
        };
        let wide = [image[0], whole[1]];
        if whole[1] > image[1] {
            add(wide, image);
        }
        if whole[0] > image[0] {
            add(whole, wide);
        }
        all
    }

    /// Attention within the windows of `stage`, which reach past the map's edge, with what its position biases are made of.
    fn attention(&self, stage: usize, image: [usize; 2], batch: usize) -> Operation {
        let (heads, side) = (self.heads[stage], self.side(stage).max(1));
        let [down, across] = self.grid(image, stage).map(|edge| edge.div_ceil(side));
        let windows = batch.saturating_mul(down).saturating_mul(across);
        let (queries, head_dim) = (side * side, self.width_of(stage) / heads);
        let positions = match self.is_v2() {
            true => heads + POSITION_MLP * (3 + heads),
            false => (2 * side - 1) * (2 * side - 1) * heads,
        };
        let sizes = Sizes { batch: windows, heads, queries, keys: queries, head_dim };
        Operation::attention("attention", self.depths[stage], sizes).biased(positions)
    }
}
