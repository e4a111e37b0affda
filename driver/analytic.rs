//! An analytic model of a GPU: how long an encoder's operations take at least. Never a measurement.
//!
//! Two times for each operation, both lower bounds. The floor holds for any program that runs the operations one after another:
//! `max(products / tensor cores' peak, other FLOPs / vector units' peak, bytes / bandwidth)`, where only parameters, pixels and the
//! embedding cross memory, once a batch. The kernels' time holds for ours: whole tiles, dealt to the multiprocessors in whole cubes;
//! what of an operation's activations exceeds the L2 cache crosses memory; every launch has a gap. docs/analytic.md explains both.

use crate::cards::Card;
use roentgen_kernels::tile::Footprint;
use roentgen_kernels::{attention, matmul};
use roentgen_models::operations::{Kind, Operation};
use roentgen_runtime::DType;

/// Seconds from a kernel's end to the next one's start in a stream that is never empty: 3.8 us a kernel of 2.9 us in NVIDIA's
/// "Getting Started with CUDA Graphs" (2019; V100, CUDA 10.1).
pub const GAP: f64 = 0.9e-6;

/// What a time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Arithmetic.
    Compute,
    /// Device memory.
    Bandwidth,
    /// The gap before a launch.
    Launch,
}

impl Bound {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Compute, Self::Bandwidth, Self::Launch];

    /// In one word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compute => "compute",
            Self::Bandwidth => "bandwidth",
            Self::Launch => "launch",
        }
    }
}

/// The least that all runs of an operation take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Bytes that cross device memory.
    pub bytes: f64,
    /// Seconds.
    pub seconds: f64,
    /// What they come from.
    pub bound: Bound,
}

/// How a launch fills a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waves {
    /// Cubes of the launch.
    pub cubes: usize,
    /// Cubes over those that the card holds at once.
    pub waves: f64,
}

/// The floor of an operation whose numbers are stored as `dtype`.
pub fn floor(operation: &Operation, card: &Card, dtype: DType) -> Estimate {
    let tensor_cores = operation.kind != Kind::Pass && dtype != DType::F32;
    let rate = if tensor_cores { card.tensor_flops } else { card.vector_flops };
    let compute = compute(operation, card, operation.flops as f64 / rate, tensor_cores);
    all_runs(operation, card, crossing(operation, dtype), compute, 0.0)
}

/// The least that our kernels take for an operation whose numbers are stored as `dtype`, and how tiled ones fill the card.
pub fn kernels(operation: &Operation, card: &Card, dtype: DType) -> (Estimate, Option<Waves>) {
    let device = card.device();
    let footprint = match operation.kind {
        Kind::Product(sizes) => Some(matmul::footprint(&device, dtype, sizes, 1)),
        Kind::Batched { matrices, sizes } => Some(matmul::footprint(&device, dtype, sizes, matrices)),
        Kind::Attention(sizes) => Some(attention::footprint(&device, dtype, sizes)),
        Kind::Pass => None,
    };
    let tensor_cores = footprint.is_some_and(|f| f.tensor_cores);
    let rate = if tensor_cores { card.tensor_flops * card.mma_share } else { card.vector_flops };
    // Cubes are dealt whole: the multiprocessor that has most of them ends last.
    let flops = footprint.map_or(operation.flops as f64, |f| {
        (f.cubes as u64).next_multiple_of(card.multiprocessors) as f64 * f.flops as f64
    });
    let size = dtype.bytes() as u64;
    let beyond_l2 = |elements: u64| elements.saturating_mul(size).saturating_sub(card.l2_bytes) as f64;
    let bytes = crossing(operation, dtype) + beyond_l2(operation.reads) + beyond_l2(operation.writes);
    let compute = compute(operation, card, flops / rate, tensor_cores);
    (all_runs(operation, card, bytes, compute, GAP), footprint.map(|f| waves(&f, card)))
}

/// Bytes of one run that cross memory whatever is fused: parameters, and what enters or leaves the encoder.
fn crossing(operation: &Operation, dtype: DType) -> f64 {
    operation.parameters.saturating_add(operation.outside) as f64 * dtype.bytes() as f64
}

/// Seconds of arithmetic of one run whose products take `products`. Tensor cores and vector units work side by side.
fn compute(operation: &Operation, card: &Card, products: f64, tensor_cores: bool) -> f64 {
    let other = operation.other_flops as f64 / card.vector_flops;
    if tensor_cores { products.max(other) } else { products + other }
}

fn all_runs(operation: &Operation, card: &Card, bytes: f64, compute: f64, gap: f64) -> Estimate {
    let memory = bytes / card.bandwidth;
    let busy = compute.max(memory);
    let bound = if gap > busy {
        Bound::Launch
    } else if memory > compute {
        Bound::Bandwidth
    } else {
        Bound::Compute
    };
    let runs = operation.launches as f64;
    Estimate { bytes: bytes * runs, seconds: (busy + gap) * runs, bound }
}

fn waves(footprint: &Footprint, card: &Card) -> Waves {
    let held = card.multiprocessors * card.resident(footprint.units, footprint.shared_bytes);
    Waves { cubes: footprint.cubes, waves: footprint.cubes as f64 / held as f64 }
}

/// Estimates of operations that run one after another; the bound is the one that most of the time comes from.
pub fn total(estimates: &[Estimate]) -> Estimate {
    let of = |bound: Bound| estimates.iter().filter(|e| e.bound == bound).map(|e| e.seconds).sum::<f64>();
    let largest = Bound::ALL.into_iter().max_by(|a, b| of(*a).total_cmp(&of(*b)));
    Estimate {
        bytes: estimates.iter().map(|e| e.bytes).sum(),
        seconds: estimates.iter().map(|e| e.seconds).sum(),
        bound: largest.unwrap_or(Bound::Compute),
    }
}
