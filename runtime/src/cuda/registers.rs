//! What a kernel says of its registers, and how NVIDIA's compiler is told.
//!
//! A multiprocessor shares its registers among the blocks on it. How many a thread may take is the kernel's plan: it says
//! so with [`at_most_registers`]. CubeCL writes a kernel's `__launch_bounds__` with its threads alone, and `ptxas` then
//! picks a number of blocks by itself and spills a few registers to memory to reach it. Told a number it spills nothing:
//! mostly even at the one that it had picked, elsewhere at one that leaves more registers (measured: docs/cuda.md).

use cubecl::prelude::*;

/// Begins the comment that carries a plan from a kernel to [`bounded`].
const PLAN: &str = "registers a thread: ";

/// Says, once in a kernel, how many registers a thread may take on CUDA; a comment everywhere else.
///
/// The compiler then fits as many blocks on a multiprocessor as so many registers allow, and may use what they leave.
#[cube]
#[expect(unused_variables, reason = "its expansion alone reads it")]
pub fn at_most_registers(#[comptime] most: u32) {
    intrinsic!(|scope| cube_comment::expand(scope, &format!("{PLAN}{most}")))
}

/// What a multiprocessor has for the blocks on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Multiprocessor {
    /// 32-bit registers.
    pub registers: u32,
    /// Threads that may be on it at once.
    pub threads: u32,
    /// Blocks that may be on it at once.
    pub blocks: u32,
}

impl Multiprocessor {
    /// Blocks of so many threads that fit, each thread with so many registers: whole warps of 32, registers by the eight,
    /// from the quarter of them that a warp's scheduler has.
    fn fits(self, threads: u32, registers: u32) -> u32 {
        let warps = threads.div_ceil(32);
        let by_registers = self.registers / 4 / (32 * registers.max(1).next_multiple_of(8)) * 4 / warps;
        by_registers.min(self.threads / 32 / warps).clamp(1, self.blocks)
    }
}

/// A kernel's CUDA source with its plan, if it says one, in its launch bounds.
pub(super) fn bounded(source: String, threads: u32, multiprocessor: Multiprocessor) -> String {
    let Some((_, rest)) = source.split_once(PLAN) else { return source };
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let Ok(registers) = digits.parse::<u32>() else { return source };
    let blocks = multiprocessor.fits(threads, registers);
    let bounds = format!("__launch_bounds__({threads})");
    debug_assert!(source.contains(&bounds), "CubeCL writes launch bounds otherwise");
    source.replacen(&bounds, &format!("__launch_bounds__({threads}, {blocks})"), 1)
}

#[cfg(test)]
mod tests {
    use super::{Multiprocessor, PLAN, bounded};

    const A100: Multiprocessor = Multiprocessor { registers: 65536, threads: 2048, blocks: 32 };
    const RTX_4090: Multiprocessor = Multiprocessor { registers: 65536, threads: 1536, blocks: 24 };

    #[test]
    fn a_plan_becomes_blocks_on_a_multiprocessor() {
        assert_eq!(A100.fits(128, 128), 4);
        assert_eq!(A100.fits(256, 72), 3);
        assert_eq!(A100.fits(100, 121), 4, "whole warps, registers by the eight");
        assert_eq!(A100.fits(256, 32), 8);
        assert_eq!(A100.fits(32, 96), 20, "five warps for each of four schedulers");
        assert_eq!(RTX_4090.fits(256, 32), 6, "no more threads than fit");
        assert_eq!(RTX_4090.fits(32, 32), 24, "no more blocks than fit");
        assert_eq!(A100.fits(1024, 255), 1, "a block is always there");
    }

    #[test]
    fn a_source_with_a_plan_alone_is_changed() {
        let source = |bounds: &str, plan: &str| format!("void __launch_bounds__({bounds}) k() {{\n{plan}\n}}");
        let plan = format!("// {PLAN}128");
        assert_eq!(bounded(source("128", &plan), 128, A100), source("128, 4", &plan));
        assert_eq!(bounded(source("128", "// other"), 128, A100), source("128", "// other"));
    }
}
