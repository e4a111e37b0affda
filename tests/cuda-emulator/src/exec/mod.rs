//! The interpreter of decoded kernels.

mod asynchronous;
mod atomic;
mod block;
mod collective;
mod convert;
mod fault;
mod float;
mod integer;
mod matrix;
mod memory;
mod number;
mod races;
mod registers;
mod shared;
mod step;
mod warp;

pub use fault::Fault;

use crate::memory::Memory;
use crate::ptx::Module;
use block::Worker;
use races::Races;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A kernel and what it is launched with. The driver has checked the configuration against the device's limits.
pub struct Launch<'a> {
    pub module: &'a Module,
    pub kernel: usize,
    pub grid: [u32; 3],
    pub block: [u32; 3],
    pub dynamic_shared: u32,
    /// The parameters, each at its offset.
    pub parameters: &'a [u8],
    /// Orders blocks and warps.
    pub seed: u64,
    /// Whether to look for races on global memory, too.
    pub global_races: bool,
}

/// What a launch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Instructions, each counted once for every lane that executed it.
    pub instructions: u64,
}

/// Runs a kernel on every core. The first fault ends it.
pub fn launch(launch: &Launch, memory: &Memory) -> Result<Counts, Fault> {
    let blocks: u64 = launch.grid.iter().map(|n| u64::from(*n)).product();
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(blocks as usize);
    let order = Order::new(blocks, launch.seed);
    let races = launch.global_races.then(|| Races::new(launch.module.code(launch.kernel).global_granule));
    let next = AtomicU64::new(0);
    let failed = AtomicBool::new(false);
    let outcome = Mutex::new((Counts::default(), None::<Box<Fault>>));
    let work = |core: u64| {
        let mut worker = Worker::new(launch, memory, races.as_ref(), Random::new(launch.seed.wrapping_add(core)));
        let mut fault = None;
        while !failed.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= blocks {
                break;
            }
            if let Err(found) = worker.run(place(launch.grid, order.at(at))) {
                failed.store(true, Ordering::Relaxed);
                fault = Some(found);
            }
        }
        let mut outcome = outcome.lock().unwrap_or_else(PoisonError::into_inner);
        outcome.0.instructions += worker.instructions();
        outcome.1 = outcome.1.take().or(fault);
    };
    if cores <= 1 {
        work(0);
    } else {
        std::thread::scope(|scope| {
            for core in 0..cores as u64 {
                let work = &work;
                scope.spawn(move || work(core));
            }
        });
    }
    let (counts, fault) = outcome.into_inner().unwrap_or_else(PoisonError::into_inner);
    match fault {
        Some(fault) => Err(*fault),
        None => Ok(counts),
    }
}

fn place([x, y, _]: [u32; 3], index: u64) -> [u32; 3] {
    let (x, y) = (u64::from(x), u64::from(y));
    [(index % x) as u32, (index / x % y) as u32, (index / x / y) as u32]
}

/// An order of blocks: each the same step, which shares no factor with their number, from the one before.
struct Order {
    start: u64,
    step: u64,
    count: u64,
}

impl Order {
    fn new(count: u64, seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0x5eed);
        let mut step = random.next() % count.max(1);
        while gcd(step, count) != 1 {
            step += 1;
        }
        Self { start: random.next() % count.max(1), step, count }
    }

    fn at(&self, index: u64) -> u64 {
        ((u128::from(index) * u128::from(self.step) + u128::from(self.start)) % u128::from(self.count)) as u64
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, limit: u32) -> u32 {
        (self.next() % u64::from(limit.max(1))) as u32
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            let other = self.below(at as u32 + 1) as usize;
            all.swap(at, other);
        }
    }
}
