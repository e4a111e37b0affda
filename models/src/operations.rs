//! What an encoder's forward pass consists of, without a device: its launches by shape, with FLOPs and elements moved.
//!
//! An encoder lists them from its configuration ([`crate::EncoderConfig::operations`]); its FLOPs are their sum, and the
//! driver's analytic model of a GPU reads nothing else. Counts saturate.

use roentgen_kernels::attention::Sizes;
use roentgen_kernels::conv::Window;

/// An operation of a forward pass on a batch: one launch of one shape, and how often it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// What it is in the encoder: `qkv`, `attention`, `norm`.
    pub name: &'static str,
    /// What kind of kernel it is.
    pub kind: Kind,
    /// Runs in a forward pass, each one launch with parameters of its own.
    pub launches: u64,
    /// FLOPs of a run that an encoder's FLOPs count: two for each multiply-add of products, convolutions and attention.
    pub flops: u64,
    /// FLOPs of a run beside them: norms, softmax, activations, sums.
    pub other_flops: u64,
    /// Parameters that a run reads.
    pub parameters: u64,
    /// Elements that a run reads of what earlier operations wrote, each tensor once.
    pub reads: u64,
    /// Elements that a run writes for later operations.
    pub writes: u64,
    /// Elements that enter or leave the encoder in a run: pixels, the embedding.
    pub outside: u64,
}

/// What kind of kernel an operation is, with the sizes that its tiles are cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A matrix product or a convolution as one: `m` rows, `n` columns, depth `k`.
    Product([usize; 3]),
    /// Products of as many pairs of `matrices`, each of such sizes.
    Batched {
        /// Pairs.
        matrices: usize,
        /// `m`, `n` and `k` of one.
        sizes: [usize; 3],
    },
    /// Scaled dot-product attention; `batch` counts sequences.
    Attention(Sizes),
    /// A pass over elements or rows: norms, sums, pooling, depthwise windows. Never on tensor cores.
    Pass,
}

impl Operation {
    /// The product of activations `[m, k]` and parameters `[n, k]`.
    pub fn product(name: &'static str, launches: usize, [m, n, k]: [usize; 3]) -> Self {
        Self {
            flops: times(&[2, m, n, k]),
            parameters: times(&[n, k]),
            reads: times(&[m, k]),
            writes: times(&[m, n]),
            kind: Kind::Product([m, n, k]),
            ..Self::pass(name, launches)
        }
    }

    /// An attention. A softmax is five operations a score.
    pub fn attention(name: &'static str, launches: usize, sizes: Sizes) -> Self {
        let Sizes { batch, heads, queries, keys, head_dim } = sizes;
        Self {
            flops: times(&[4, batch, heads, queries, keys, head_dim]),
            other_flops: times(&[5, batch, heads, queries, keys]),
            reads: times(&[batch, heads, queries, head_dim]).saturating_add(times(&[2, batch, heads, keys, head_dim])),
            writes: times(&[batch, heads, queries, head_dim]),
            kind: Kind::Attention(sizes),
            ..Self::pass(name, launches)
        }
    }

    /// A layer norm of `rows` of `width`: eight operations an element.
    pub fn norm(name: &'static str, launches: usize, rows: usize, width: usize) -> Self {
        Self {
            other_flops: times(&[8, rows, width]),
            parameters: times(&[2, width]),
            reads: times(&[rows, width]),
            writes: times(&[rows, width]),
            ..Self::pass(name, launches)
        }
    }

    /// A convolution of a map `[batch, height, width, inputs]` to `outputs` channels, as a product.
    pub fn conv(
        name: &'static str,
        launches: usize,
        [batch, height, width, inputs]: [usize; 4],
        window: Window,
        outputs: usize,
    ) -> Self {
        let rows = [height, width].map(|edge| window.coarse(edge).unwrap_or(0));
        let depth = window.kernel * window.kernel * inputs;
        let rows = batch.saturating_mul(rows[0]).saturating_mul(rows[1]);
        Self { reads: times(&[batch, height, width, inputs]), ..Self::product(name, launches, [rows, outputs, depth]) }
    }

    /// A depthwise convolution of `rows` pixels of `width` channels by windows of side `kernel`.
    pub fn depthwise(name: &'static str, launches: usize, rows: usize, width: usize, kernel: usize) -> Self {
        Self {
            flops: times(&[2, rows, width, kernel, kernel]),
            parameters: times(&[width, kernel, kernel]),
            reads: times(&[rows, width]),
            writes: times(&[rows, width]),
            ..Self::pass(name, launches)
        }
    }

    /// Means of `rows` of `width` to `to` rows.
    pub fn mean(name: &'static str, launches: usize, rows: usize, to: usize, width: usize) -> Self {
        let reads = times(&[rows, width]);
        Self { other_flops: reads, reads, writes: times(&[to, width]), ..Self::pass(name, launches) }
    }

    /// A pass that does and moves nothing yet.
    pub fn pass(name: &'static str, launches: usize) -> Self {
        Self {
            name,
            kind: Kind::Pass,
            launches: launches as u64,
            flops: 0,
            other_flops: 0,
            parameters: 0,
            reads: 0,
            writes: 0,
            outside: 0,
        }
    }

    /// With a bias of `n`.
    pub fn biased(mut self, n: usize) -> Self {
        self.parameters = self.parameters.saturating_add(n as u64);
        self
    }

    /// With a layer norm, of `width`, of everything that it writes as a second answer: eight operations an element.
    pub fn normed(mut self, width: usize) -> Self {
        self.other_flops = self.other_flops.saturating_add(self.writes.saturating_mul(8));
        self.parameters = self.parameters.saturating_add(times(&[2, width]));
        self.writes = self.writes.saturating_mul(2);
        self
    }

    /// With an activation of everything that it writes: ten operations an element.
    pub fn activated(mut self) -> Self {
        self.other_flops = self.other_flops.saturating_add(self.writes.saturating_mul(10));
        self
    }

    /// Added onto a residual as large as what it writes, scaled by `scales` learned numbers.
    pub fn onto(mut self, scales: usize) -> Self {
        self.reads = self.reads.saturating_add(self.writes);
        self.parameters = self.parameters.saturating_add(scales as u64);
        self
    }

    /// Whose answer leaves the encoder.
    pub fn leaving(mut self) -> Self {
        self.outside = self.outside.saturating_add(self.writes);
        self.writes = 0;
        self
    }

    /// Whose activations come from outside the encoder.
    pub fn entering(mut self) -> Self {
        self.outside = self.outside.saturating_add(self.reads);
        self.reads = 0;
        self
    }
}

/// FLOPs of all runs.
pub fn flops(operations: &[Operation]) -> u64 {
    operations.iter().fold(0, |sum, o| sum.saturating_add(o.flops.saturating_mul(o.launches)))
}

/// FLOPs of the projections of tokens that `windows` of a side reach past a map of rows and columns for, in as many blocks of `width`
/// channels: to query, key and value, and of what was attended.
pub(crate) fn padding_flops(grid: [usize; 2], side: usize, blocks: usize, width: usize) -> u64 {
    let of = |[down, across]: [usize; 2]| times(&[2, 4, down, across, blocks, width, width]);
    of(grid.map(|edge| edge.next_multiple_of(side.max(1)))).saturating_sub(of(grid))
}

/// A product of counts.
pub(crate) fn times(factors: &[usize]) -> u64 {
    factors.iter().fold(1, |product: u64, factor| product.saturating_mul(*factor as u64))
}
