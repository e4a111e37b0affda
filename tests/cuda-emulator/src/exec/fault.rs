//! What goes wrong in a kernel.

use std::fmt;

/// What went wrong, before it is known where.
#[derive(Debug)]
pub(super) struct Trap(Box<TrapInner>);

#[derive(Debug)]
struct TrapInner {
    lanes: u32,
    what: String,
}

impl Trap {
    /// In these lanes of the executing warp.
    #[cold]
    pub fn at(lanes: u32, what: impl Into<String>) -> Self {
        Self(Box::new(TrapInner { lanes, what: what.into() }))
    }

    /// In one lane.
    #[cold]
    pub fn lane(lane: usize, what: impl Into<String>) -> Self {
        Self::at(1 << lane, what)
    }

    /// The first lane it is about.
    pub fn first(&self) -> u32 {
        self.0.lanes.trailing_zeros().min(31)
    }

    pub fn what(&self) -> &str {
        &self.0.what
    }
}

/// A kernel did what hardware leaves undefined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kernel's name.
    pub kernel: String,
    /// Block and thread.
    pub block: [u32; 3],
    pub thread: [u32; 3],
    /// The PTX line, counted from one, and the instruction as it stands there.
    pub line: u32,
    pub instruction: String,
    /// What it did.
    pub what: String,
    /// The seed that ordered blocks and warps.
    pub seed: u64,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([a, b, c], [x, y, z]) = (self.block, self.thread);
        write!(
            f,
            "kernel {}, block ({a},{b},{c}), thread ({x},{y},{z}), PTX line {}: `{}`: {} (seed {})",
            self.kernel, self.line, self.instruction, self.what, self.seed
        )
    }
}

impl std::error::Error for Fault {}
