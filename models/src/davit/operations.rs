//! The launches of a DaViT's forward pass, in the order of [`super::Davit::forward`].

use super::config::KERNEL;
use super::{DavitConfig, Pooling};
use crate::operations::{Kind, Operation, times};
use roentgen_kernels::attention::Sizes;
use roentgen_kernels::{channel_attention, reduce};

impl DavitConfig {
    /// The forward pass on `batch` images of `[height, width]` pixels. Operations of one shape stand once.
    pub(super) fn launches(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        // Edges beyond any image are cut, so that nothing below overflows.
        let image = image.map(|edge| edge.min(1 << 20));
        let mut all = Vec::new();
        let mut rows = 0;
        for stage in 0..self.depths.len() {
            let (width, mlp, inputs) = (self.widths[stage], self.mlp_width(stage), self.inputs(stage));
            let [high, wide] = if stage == 0 { image } else { self.grid(image, stage - 1) };
            let grid = self.grid(image, stage);
            let tokens = grid[0].saturating_mul(grid[1]);
            rows = batch.saturating_mul(tokens);
            let patches =
                Operation::conv("patch embedding", 1, [batch, high, wide, inputs], self.patches(stage), width);
            all.push(if stage == 0 { patches.biased(width).entering() } else { patches.biased(width) });
            all.push(match self.prenorm[stage] {
                true => Operation::norm("patch norm", 1, batch.saturating_mul(high).saturating_mul(wide), inputs),
                false => Operation::norm("patch norm", 1, rows, width),
            });
            let (pairs, blocks) = (self.depths[stage], 2 * self.depths[stage]);
            all.push(Operation::depthwise("positions", 2 * blocks, rows, width, KERNEL).biased(width).normed(width));
            let qkv_bias = if self.qkv_bias { 3 * width } else { 0 };
            all.push(Operation::product("qkv", blocks, [rows, 3 * width, width]).biased(qkv_bias));
            let [down, across] = grid.map(|edge| edge.div_ceil(self.window));
            let (heads, side) = (self.heads[stage], self.window * self.window);
            let windows = batch.saturating_mul(down).saturating_mul(across);
            let sizes = Sizes { batch: windows, heads, queries: side, keys: side, head_dim: width / heads };
            all.push(Operation::attention("window attention", pairs, sizes));
            all.extend(self.channels(stage, pairs, batch, tokens));
            all.push(Operation::product("projection", blocks, [rows, width, width]).biased(width).onto(0));
            all.push(Operation::product("mlp in", blocks, [rows, mlp, width]).biased(mlp).activated());
            all.push(Operation::product("mlp out", blocks, [rows, width, mlp]).biased(width).onto(0));
        }
        let last = self.widths[self.widths.len() - 1];
        let pooled = Operation::mean("pooling", 1, rows, batch, last);
        match self.pooling {
            Pooling::Mean => all.push(pooled.leaving()),
            Pooling::Projection(width) => {
                all.push(pooled);
                all.push(Operation::norm("head norm", 1, batch, last));
                all.push(Operation::product("head projection", 1, [batch, width, last]));
                let embedding = times(&[batch, width]);
                let length = Operation {
                    other_flops: embedding.saturating_mul(3),
                    reads: embedding,
                    writes: embedding,
                    ..Operation::pass("head length", 1)
                };
                all.push(length.leaving());
            }
        }
        all
    }

    /// Attention between the channels of a group: scores over all tokens, by runs and then in sum, their softmax, and the values mixed
    /// by it.
    fn channels(&self, stage: usize, pairs: usize, batch: usize, tokens: usize) -> Vec<Operation> {
        let (width, groups, runs) = (self.widths[stage], self.groups[stage], channel_attention::runs(tokens));
        let dim = width / groups;
        let (activations, scores) = (times(&[batch, tokens, width]), times(&[batch, width, dim]));
        let product = |name, matrices: usize, sizes| Operation {
            kind: Kind::Batched { matrices: matrices.saturating_mul(groups), sizes },
            flops: times(&[2, batch, tokens, width, dim]),
            ..Operation::pass(name, pairs)
        };
        let partial = scores.saturating_mul(runs as u64);
        let mut all = vec![Operation {
            reads: activations.saturating_mul(2),
            writes: partial,
            ..product("channel scores", batch.saturating_mul(runs), [dim, dim, tokens / runs])
        }];
        if runs > 1 {
            // As many again for later stages of the sum, which move less.
            let stages = reduce::launches(runs, width * dim);
            let reads = partial / stages as u64;
            let sum = Operation {
                other_flops: reads,
                reads,
                writes: scores,
                ..Operation::pass("channel sums", pairs * stages)
            };
            all.push(sum);
        }
        all.extend([
            Operation {
                other_flops: scores.saturating_mul(5),
                reads: scores,
                writes: scores,
                ..Operation::pass("channel softmax", pairs)
            },
            Operation {
                reads: activations.saturating_add(scores),
                writes: activations,
                ..product("channel values", batch, [tokens, dim, dim])
            },
        ]);
        all
    }
}
