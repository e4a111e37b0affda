//! Races on global memory within a launch, looked for where `CUDA_EMULATOR_GLOBAL_RACES` asks for it: two threads use the same place,
//! one of them writes, and they are of two blocks, or of one block with no barrier between. Blocks that order themselves by atomics and
//! fences are not known to be in order.

use super::fault::Trap;
use crate::memory::Allocation;
use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Who used a place: the block, what of its barriers were behind it, the thread, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct User {
    pub block: u32,
    pub epoch: u32,
    pub thread: u32,
    pub atomic: bool,
}

const THREAD_BITS: u32 = 10;
const EPOCH_BITS: u32 = 20;
const MOST_EPOCHS: u32 = (1 << EPOCH_BITS) - 1;

impl User {
    /// Never zero, which stands for nobody.
    fn bits(self) -> u64 {
        let epoch = u64::from(self.epoch.min(MOST_EPOCHS));
        let low = u64::from(self.thread) | epoch << THREAD_BITS | u64::from(self.atomic) << (THREAD_BITS + EPOCH_BITS);
        1 << 63 | u64::from(self.block & 0x7fff_ffff) << 32 | low
    }

    fn of(bits: u64) -> Option<Self> {
        (bits != 0).then_some(Self {
            block: (bits >> 32) as u32 & 0x7fff_ffff,
            epoch: (bits >> THREAD_BITS) as u32 & MOST_EPOCHS,
            thread: bits as u32 & ((1 << THREAD_BITS) - 1),
            atomic: bits >> (THREAD_BITS + EPOCH_BITS) & 1 == 1,
        })
    }

    /// Whether this use and an earlier one are in no order.
    fn races(self, earlier: Self) -> bool {
        if self.atomic && earlier.atomic {
            return false;
        }
        if self.block != earlier.block {
            return true;
        }
        self.thread != earlier.thread && earlier.epoch >= self.epoch.min(MOST_EPOCHS) && self.epoch < MOST_EPOCHS
    }
}

/// The last writer and the last reader of each granule of an allocation.
struct Record {
    base: u64,
    users: Vec<AtomicU64>,
}

/// The records of a launch.
pub(super) struct Races {
    shift: u32,
    records: RwLock<HashMap<u64, Arc<Record>>>,
}

/// What a thread does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    /// Through the path for memory that no thread of the launch writes (`ld.global.nc`).
    ReadConstant,
    Write,
}

impl Races {
    pub fn new(granule: u32) -> Self {
        Self { shift: granule.trailing_zeros(), records: RwLock::default() }
    }

    fn record(&self, allocation: &Allocation) -> Arc<Record> {
        let known = self.records.read().unwrap_or_else(PoisonError::into_inner).get(&allocation.base).cloned();
        known.unwrap_or_else(|| {
            let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
            let count = 2 * ((allocation.len >> self.shift) + 1);
            let make = || Arc::new(Record { base: allocation.base, users: nobody(count) });
            records.entry(allocation.base).or_insert_with(make).clone()
        })
    }

    /// Checks and records what a thread does with bytes that lie in an allocation.
    pub fn check(
        &self,
        lane: usize,
        user: User,
        what: Use,
        allocation: &Allocation,
        (address, len): (u64, usize),
    ) -> Result<(), Trap> {
        let record = self.record(allocation);
        let first = (address - record.base) as usize >> self.shift;
        for granule in first..first + (len >> self.shift).max(1) {
            let (writer, reader) = (&record.users[2 * granule], &record.users[2 * granule + 1]);
            let wrote = User::of(writer.load(Ordering::Relaxed));
            if let Some(wrote) = wrote.filter(|wrote| user.races(*wrote)) {
                return Err(race(lane, address, user, wrote, what, "wrote"));
            }
            if what == Use::ReadConstant && wrote.is_some() {
                let what = format!("global address {address:#x} is read as constant, and written by the same launch");
                return Err(Trap::lane(lane, what));
            }
            if what == Use::Write {
                let read = User::of(reader.load(Ordering::Relaxed));
                if let Some(read) = read.filter(|read| user.races(*read)) {
                    return Err(race(lane, address, user, read, what, "read"));
                }
                writer.store(user.bits(), Ordering::Relaxed);
            } else {
                reader.store(user.bits(), Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

/// So many zeros, whose pages exist once they are touched.
fn nobody(count: usize) -> Vec<AtomicU64> {
    let mut zeros = ManuallyDrop::new(vec![0u64; count]);
    // SAFETY: the vector's parts, of a type with the same layout; the old one is not dropped.
    unsafe { Vec::from_raw_parts(zeros.as_mut_ptr().cast(), zeros.len(), zeros.capacity()) }
}

#[cold]
fn race(lane: usize, address: u64, user: User, other: User, what: Use, did: &str) -> Trap {
    let does = if what == Use::Write { "writes" } else { "reads" };
    let whose = if user.block == other.block {
        format!("thread {} of the same block {did}, with no barrier between", other.thread)
    } else {
        format!("thread {} of the grid's block {} {did}", other.thread, other.block)
    };
    Trap::lane(lane, format!("race on global address {address:#x}: thread {} {does} what {whose}", user.thread))
}
