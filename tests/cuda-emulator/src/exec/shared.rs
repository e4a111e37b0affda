//! Shared memory, with a record for each granule of who wrote and who read it, and when.
//!
//! Time is a count of the events that order threads: barriers, warp barriers, arrivals. An access is ordered after another thread's
//! when one of these lies between that both took part in: a barrier of the block (the floor), a barrier of the warp, or a phase of
//! an mbarrier that the other arrived at and this one waited for (the view). Anything else is a race.

use super::fault::Trap;
use std::sync::Arc;

/// A record: time, whether the access was atomic, and the thread.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Stamp(u64);

const THREAD_BITS: u32 = 10;
const ATOMIC: u64 = 1 << THREAD_BITS;

/// Later than any time: the destination of an asynchronous copy that is under way.
const IN_FLIGHT: u64 = u64::MAX >> (THREAD_BITS + 1);

impl Stamp {
    fn new(time: u64, thread: u32, atomic: bool) -> Self {
        Self(time << (THREAD_BITS + 1) | if atomic { ATOMIC } else { 0 } | u64::from(thread))
    }

    fn time(self) -> u64 {
        self.0 >> (THREAD_BITS + 1)
    }

    fn thread(self) -> u32 {
        (self.0 & (ATOMIC - 1)) as u32
    }

    fn atomic(self) -> bool {
        self.0 & ATOMIC != 0
    }
}

/// Times of each thread up to which its accesses are ordered before something.
pub(super) type View = Arc<[u64]>;

pub(super) struct Shared {
    bytes: Vec<u8>,
    writers: Vec<Stamp>,
    /// The last reader, and the last one that was another thread.
    readers: Vec<[Stamp; 2]>,
    shift: u32,
    pub time: u64,
    /// When this block started: what was written before is another block's.
    start: u64,
    /// The last barrier of the whole block.
    floor: u64,
    /// The last barrier of each warp.
    warp_floors: Vec<u64>,
    /// What each thread knows from mbarriers.
    views: Vec<Option<View>>,
}

/// What an access is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
    /// Ordered among its like: atomics, volatile and relaxed accesses.
    StrongRead,
    StrongWrite,
}

impl Access {
    fn strong(self) -> bool {
        matches!(self, Access::StrongRead | Access::StrongWrite)
    }
}

impl Shared {
    pub fn new(bytes: u32, granule: u32, threads: u32) -> Self {
        let shift = granule.trailing_zeros();
        let granules = (bytes as usize).div_ceil(granule as usize);
        Self {
            bytes: vec![0; bytes as usize],
            writers: vec![Stamp::default(); granules],
            readers: vec![[Stamp::default(); 2]; granules],
            shift,
            time: 1,
            start: 0,
            floor: 0,
            warp_floors: vec![0; threads.div_ceil(32) as usize],
            views: vec![None; threads as usize],
        }
    }

    /// A new block: nothing is written.
    pub fn restart(&mut self) {
        self.start = self.time;
        self.floor = self.time;
        self.time += 1;
        self.views.fill(None);
    }

    /// Every thread of the block waited for every other.
    pub fn block_barrier(&mut self) {
        self.floor = self.time;
        self.time += 1;
    }

    /// Some threads waited for each other, and for others that went on.
    pub fn group_barrier(&mut self, waited: &[u32], arrived: &[u32]) {
        let mut view = vec![0; self.views.len()];
        for thread in waited.iter().chain(arrived) {
            if let Some(known) = &self.views[*thread as usize] {
                view.iter_mut().zip(known.iter()).for_each(|(v, k)| *v = (*v).max(*k));
            }
        }
        for thread in waited.iter().chain(arrived) {
            view[*thread as usize] = self.time;
        }
        let view: View = view.into();
        for thread in waited {
            self.learn(*thread, &view);
        }
        self.time += 1;
    }

    /// Events so far in this block that order threads.
    pub fn events(&self) -> u32 {
        (self.time - self.start) as u32
    }

    pub fn warp_barrier(&mut self, warp: usize) {
        self.warp_floors[warp] = self.time;
        self.time += 1;
    }

    /// What a thread's view is, for what it tells others.
    pub fn view(&self, thread: u32) -> Option<&View> {
        self.views[thread as usize].as_ref()
    }

    /// A thread learns that what others did up to these times is done.
    pub fn learn(&mut self, thread: u32, view: &View) {
        let known = &mut self.views[thread as usize];
        *known = Some(match known {
            Some(old) if !Arc::ptr_eq(old, view) && old.iter().zip(view.iter()).any(|(o, n)| o > n) => {
                old.iter().zip(view.iter()).map(|(o, n)| *o.max(n)).collect()
            }
            _ => view.clone(),
        });
    }

    /// Inside, and aligned to its size.
    #[inline(always)]
    pub fn check(&self, lane: usize, address: u64, len: usize) -> Result<(), Trap> {
        let total = self.bytes.len() as u64;
        if address >= total || total - address < len as u64 {
            return Err(out_of_bounds(lane, address, len, total));
        }
        if address & (len as u64 - 1) != 0 {
            return Err(Trap::lane(lane, format!("shared address {address:#x} is not aligned to {len} bytes")));
        }
        Ok(())
    }

    #[inline(always)]
    fn granules(&self, address: u64, len: usize) -> std::ops::Range<usize> {
        let first = address as usize >> self.shift;
        first..first + (len >> self.shift).max(1)
    }

    /// Whether a thread's access does not race with one on record.
    #[inline(always)]
    fn after(&self, stamp: Stamp, thread: u32, strong: bool) -> bool {
        stamp.time() <= self.floor || stamp.thread() == thread || self.after_otherwise(stamp, thread, strong)
    }

    fn after_otherwise(&self, stamp: Stamp, thread: u32, strong: bool) -> bool {
        if strong && stamp.atomic() {
            return true;
        }
        let other = stamp.thread();
        if other / 32 == thread / 32 && stamp.time() <= self.warp_floors[(thread / 32) as usize] {
            return true;
        }
        self.views[thread as usize].as_ref().is_some_and(|view| stamp.time() <= view[other as usize])
    }

    /// The bytes of an access that was checked to lie inside, after it is checked for races and unwritten memory.
    #[inline(always)]
    pub fn read(&mut self, lane: usize, thread: u32, address: u64, len: usize, access: Access) -> Result<&[u8], Trap> {
        let strong = access.strong();
        let now = Stamp::new(self.time, thread, strong);
        for granule in self.granules(address, len) {
            let writer = self.writers[granule];
            if writer.time() == IN_FLIGHT {
                return Err(race(lane, address, thread, writer, "reads what", "copies"));
            }
            if writer.time() <= self.start {
                return Err(Trap::lane(
                    lane,
                    format!("shared address {address:#x} is read before anything is written there"),
                ));
            }
            if !self.after(writer, thread, strong) {
                return Err(race(lane, address, thread, writer, "reads what", "wrote"));
            }
            let readers = &mut self.readers[granule];
            if readers[0].thread() != thread {
                readers[1] = readers[0];
            }
            readers[0] = now;
        }
        Ok(&self.bytes[address as usize..address as usize + len])
    }

    /// Checks and records a write of these bytes, and does it.
    #[inline(always)]
    pub fn write(&mut self, lane: usize, thread: u32, address: u64, bytes: &[u8], access: Access) -> Result<(), Trap> {
        let at = address as usize;
        self.claim(lane, thread, address, bytes.len(), access, Some(bytes))?;
        let now = Stamp::new(self.time, thread, access.strong());
        for granule in self.granules(address, bytes.len()) {
            self.writers[granule] = now;
        }
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }

    /// Checks that a thread may write here: all who wrote or read before are ordered before it. Two that write the same value do
    /// not race in effect.
    #[inline(always)]
    fn claim(
        &self,
        lane: usize,
        thread: u32,
        address: u64,
        len: usize,
        access: Access,
        value: Option<&[u8]>,
    ) -> Result<(), Trap> {
        let strong = access.strong();
        for granule in self.granules(address, len) {
            let writer = self.writers[granule];
            if writer.time() == IN_FLIGHT {
                return Err(race(lane, address, thread, writer, "writes what", "copies"));
            }
            if !self.after(writer, thread, strong) {
                let same = value.is_some_and(|v| self.bytes[address as usize..address as usize + len] == *v);
                if !same {
                    return Err(race(lane, address, thread, writer, "writes what", "wrote"));
                }
            }
            for reader in self.readers[granule] {
                if !self.after(reader, thread, strong) {
                    return Err(race(lane, address, thread, reader, "writes what", "read"));
                }
            }
        }
        Ok(())
    }

    /// Marks the destination of an asynchronous copy.
    pub fn start_copy(&mut self, lane: usize, thread: u32, address: u64, len: usize) -> Result<(), Trap> {
        self.claim(lane, thread, address, len, Access::Write, None)?;
        for granule in self.granules(address, len) {
            self.writers[granule] = Stamp::new(IN_FLIGHT, thread, false);
        }
        Ok(())
    }

    /// Delivers an asynchronous copy as a write of its thread at a time.
    pub fn finish_copy(&mut self, thread: u32, address: u64, bytes: &[u8], time: u64) {
        let at = address as usize;
        for granule in self.granules(address, bytes.len()) {
            self.writers[granule] = Stamp::new(time, thread, false);
        }
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }
}

#[cold]
fn out_of_bounds(lane: usize, address: u64, len: usize, total: u64) -> Trap {
    Trap::lane(lane, format!("{len} bytes at shared address {address:#x} are outside the block's {total} bytes"))
}

#[cold]
fn race(lane: usize, address: u64, thread: u32, other: Stamp, what: &str, did: &str) -> Trap {
    if other.time() == IN_FLIGHT {
        let whose = other.thread();
        return Trap::lane(
            lane,
            format!(
                "shared address {address:#x} is used while thread {whose}'s asynchronous copy there is not waited for"
            ),
        );
    }
    Trap::lane(
        lane,
        format!(
            "race on shared address {address:#x}: thread {thread} {what} thread {} {did}, with no barrier between",
            other.thread()
        ),
    )
}
