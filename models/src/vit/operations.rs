//! The launches of a vision transformer's forward pass, in the order of [`super::Vit::forward`].

use super::{Activation, Pooling, Position, VitConfig};
use crate::operations::{Operation, times};
use roentgen_kernels::attention::Sizes;

impl VitConfig {
    /// The forward pass on `batch` images of `[height, width]` pixels. Operations of one shape stand once.
    pub(super) fn launches(&self, image: [usize; 2], batch: usize) -> Vec<Operation> {
        // Edges beyond any image are cut, so that nothing below overflows.
        let image = image.map(|edge| edge.min(1 << 20));
        let (width, depth) = (self.width, self.depth);
        let patches = self.tokens(image) - self.prefix_tokens();
        let tokens = self.tokens(image);
        let rows = batch.saturating_mul(tokens);
        let scales = if self.layer_scale { width } else { 0 };
        let values = 3 * self.patch_size * self.patch_size;
        let patch_bias = if self.pre_norm { 0 } else { width };
        let embedding = Operation::product("patch embedding", 1, [batch.saturating_mul(patches), width, values]);
        let mut all = vec![embedding.biased(patch_bias).entering()];

        // The table of positions is as large as the grid, or resized along both axes, four taps each; a single zero where
        // positions are rotary.
        let grid = self.grid(image);
        let table = match self.position {
            Position::Table { .. } => self.grid(self.image_size),
            Position::Rotary { .. } => [1, 1],
        };
        let size = |[down, across]: [usize; 2]| times(&[down, across, width]);
        let (resized, unread) = if grid == table { (0, size(grid)) } else { (size(grid), 0) };
        let across = size([table[0], grid[1]]);
        let pass =
            |name, to: u64| Operation { other_flops: to.saturating_mul(8), writes: to, ..Operation::pass(name, 1) };
        if grid[1] != table[1] {
            all.push(Operation { parameters: size(table), ..pass("positions across", across) });
        }
        if grid[0] != table[0] {
            let (parameters, reads) = if grid[1] == table[1] { (size(table), 0) } else { (0, across) };
            all.push(Operation { parameters, reads, ..pass("positions down", resized) });
        }
        let [inputs, sequence] = [patches, tokens].map(|n| times(&[batch, n, width]));
        all.push(Operation {
            other_flops: sequence,
            parameters: times(&[self.prefix_tokens(), width]).saturating_add(unread),
            reads: inputs.saturating_add(resized),
            writes: sequence,
            ..Operation::pass("tokens", 1)
        });

        let final_norm = !matches!(self.pooling, Pooling::ClsPostNorm | Pooling::Mean { .. });
        let norms = 2 * depth + usize::from(self.pre_norm) + usize::from(final_norm);
        let sizes = |queries, keys| Sizes { batch, heads: self.heads, queries, keys, head_dim: width / self.heads };
        let qkv_bias = self.qkv_bias.iter().filter(|biased| **biased).count() * width;
        all.push(Operation::norm("norm", norms, rows, width));
        all.push(Operation::product("qkv", depth, [rows, 3 * width, width]).biased(qkv_bias));
        all.push(Operation::attention("attention", depth, sizes(tokens, tokens)));
        all.push(Operation::product("projection", depth, [rows, width, width]).biased(width).onto(scales));
        let fc1 = Operation::product("mlp in", depth, [rows, self.mlp_in_width(), width]).biased(self.mlp_in_width());
        if self.activation == Activation::SiluGated {
            let hidden = times(&[rows, self.mlp_width]);
            all.push(fc1);
            all.push(Operation {
                other_flops: hidden.saturating_mul(8),
                reads: hidden.saturating_mul(2),
                writes: hidden,
                ..Operation::pass("mlp gate", depth)
            });
        } else {
            all.push(fc1.activated());
        }
        all.push(Operation::product("mlp out", depth, [rows, width, self.mlp_width]).biased(width).onto(scales));
        all.extend(self.head(batch, tokens, sizes(1, tokens)));
        all
    }

    /// What makes the embedding.
    fn head(&self, batch: usize, tokens: usize, sizes: Sizes) -> Vec<Operation> {
        let width = self.width;
        let rows = batch.saturating_mul(tokens);
        let mean_of = |tokens: usize| {
            let reads = times(&[batch, tokens, width]);
            Operation { other_flops: reads, reads, writes: times(&[batch, width]), ..Operation::pass("pooling", 1) }
        };
        let linear = |name, inputs, outputs| Operation::product(name, 1, [batch, outputs, inputs]);
        match self.pooling {
            Pooling::None => vec![],
            Pooling::ClsNorm => vec![mean_of(1).leaving()],
            Pooling::ClsTanh => {
                let dense = linear("head", width, self.embedding_width).biased(self.embedding_width).activated();
                vec![mean_of(1), dense.leaving()]
            }
            Pooling::ClsProjection(out) => vec![mean_of(1), linear("head", width, out).leaving()],
            Pooling::ClsPostNorm => vec![mean_of(1), Operation::norm("head norm", 1, batch, width).leaving()],
            Pooling::Mean { prefix } => {
                vec![mean_of(tokens.saturating_sub(prefix)), Operation::norm("head norm", 1, batch, width).leaving()]
            }
            // The probe's query is made once for all images; keys and values of every token.
            Pooling::Attention => vec![
                Operation::product("head query", 1, [1, width, width]).biased(width),
                Operation::product("head key, value", 1, [rows, 2 * width, width]).biased(2 * width),
                Operation::attention("head attention", 1, sizes),
                linear("head projection", width, width).biased(width),
                Operation::norm("head norm", 1, batch, width),
                linear("head mlp in", width, self.mlp_width).biased(self.mlp_width).activated(),
                linear("head mlp out", self.mlp_width, width).biased(width).onto(0).leaving(),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Family;
    use crate::operations::{Kind, flops};

    fn config(name: &str) -> VitConfig {
        match crate::config::EncoderConfig::read_arch(name).unwrap() {
            crate::config::EncoderConfig::Vit(config) => config,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn launches(operations: &[Operation]) -> u64 {
        operations.iter().map(|o| o.launches).sum()
    }

    /// ViT-S/16 at 224: 196 patches and a class token, width 384, 12 blocks. timm's tables say 4.61 GMACs, norms included.
    #[test]
    fn vit_s_16_by_hand() {
        let operations = config("vit_small_patch16_224").launches([224; 2], 1);
        let of = |name: &str| *operations.iter().find(|o| o.name == name).unwrap();
        let block =
            [("qkv", 87_146_496), ("projection", 29_048_832), ("mlp in", 116_195_328), ("mlp out", 116_195_328)];
        for (name, multiply_adds) in block {
            assert_eq!((of(name).flops, of(name).launches), (2 * multiply_adds, 12), "{name}");
        }
        // Two products of 197 x 197 x 64 in each of 6 heads.
        assert_eq!(of("attention").flops, 2 * 2 * 6 * 197 * 197 * 64);
        assert_eq!(of("patch embedding").flops, 2 * 196 * 768 * 384);
        assert_eq!(flops(&operations), 2 * 4_598_498_304);
        // Patch embedding, tokens, twelve blocks of seven, norm, pooling.
        assert_eq!(launches(&operations), 4 + 7 * 12);
        // The qkv of a block reads 197 x 384 and 1152 x 385, and writes 197 x 1152.
        assert_eq!((of("qkv").reads, of("qkv").parameters, of("qkv").writes), (75_648, 443_520, 226_944));
        // The projection also reads its residual; only pixels and the embedding come from and go outside.
        assert_eq!((of("projection").reads, of("projection").writes), (2 * 75_648, 75_648));
        assert_eq!(operations.iter().map(|o| o.outside).sum::<u64>(), 224 * 224 * 3 + 384);
    }

    /// ViT-B/14 at 518: 37 x 37 patches and a class token, width 768, 12 blocks. timm's tables say 151.71 GMACs.
    #[test]
    fn vit_b_14_by_hand() {
        let operations = config("vit_base_patch14_dinov2").launches([518; 2], 1);
        let (tokens, width) = (1370, 768);
        let block = tokens * 12 * width * width + 2 * width * tokens * tokens;
        assert_eq!(flops(&operations), 2 * (1369 * 588 * width + 12 * block));
        // Another grid takes two more launches for its positions.
        assert_eq!(launches(&config("vit_base_patch14_dinov2").launches([224; 2], 1)), launches(&operations) + 2);
    }

    #[test]
    fn parameters_are_read_once_and_activations_grow_with_the_batch() {
        for name in [
            "vit_tiny_patch16_224",
            "vit_large_patch14_reg4_dinov2",
            "vit_giant_patch14_dinov2",
            "chexagent",
            "biomedclip",
        ] {
            let config = config(name);
            let image = config.image_size;
            let (one, four) = (config.launches(image, 1), config.launches(image, 4));
            let read: u64 = one.iter().map(|o| o.parameters * o.launches).sum();
            // The prefix's own positions are added when the model is loaded, SigLIP's probe is an activation here.
            let width = config.width;
            let Position::Table { prefix, .. } = config.position else { panic!("{name} has no table of positions") };
            let mut unread = prefix * width;
            unread += if config.pooling == Pooling::Attention { width } else { 0 };
            assert_eq!(read + unread as u64, config.parameters(), "{name}");
            for (one, four) in one.iter().zip(&four) {
                assert_eq!(one.parameters, four.parameters, "{name} {}", one.name);
                // The probe's query is one for all images.
                let of_batch = if one.name == "head query" { 1 } else { 4 };
                assert_eq!(of_batch * one.flops, four.flops, "{name} {}", one.name);
                assert_eq!(of_batch * (one.writes + one.outside), four.writes + four.outside, "{name} {}", one.name);
            }
        }
    }

    #[test]
    fn a_gated_mlp_takes_a_launch_more() {
        let operations = config("vit_giant_patch14_dinov2").launches([518; 2], 2);
        assert_eq!(launches(&operations), 4 + 8 * 40);
        let wide = operations.iter().find(|o| o.name == "mlp in").unwrap();
        assert_eq!(wide.kind, Kind::Product([2 * 1370, 2 * 4096, 1536]));
    }
}
