//! Asynchronous copies, and the mbarriers that threads wait at. A copy's bytes arrive when something waits for them and not a moment
//! sooner: until then its destination cannot be used, and its source may not change.

use super::block::Block;
use super::fault::Trap;
use super::memory::{addresses, resolve};
use super::races::Use;
use super::registers::{LANES, Registers, lanes};
use super::shared::View;
use crate::ptx::instruction::{Address, Condition, Mbarrier, Row, Space};
use std::collections::VecDeque;

/// Most arrivals that a phase may wait for.
const MOST_ARRIVALS: u32 = (1 << 20) - 1;

/// A copy under way.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    to: u64,
    from: u64,
    /// What was read at the start: as many bytes as come from the source, then zeros.
    bytes: Vec<u8>,
    source_bytes: usize,
}

/// A thread's copies under way.
#[derive(Default)]
pub(super) struct Copies {
    open: Vec<Copy>,
    groups: VecDeque<Vec<Copy>>,
}

/// An mbarrier in shared memory.
pub(super) struct Phases {
    /// Phases that are complete.
    done: u64,
    expected: u32,
    pending: i64,
    bytes: i64,
    /// Threads whose arrival waits for their copies, and when they asked for it.
    later: Vec<(u32, u64, Vec<Copy>)>,
    /// What was done before the arrivals so far, and before those of the last complete phase.
    gathering: Vec<u64>,
    complete: Option<View>,
}

/// `cp.async`.
#[derive(Clone, Copy)]
pub(super) struct CopyAsync {
    pub bytes: u8,
    pub source_bytes: Option<Row>,
    pub ignore: Option<Condition>,
    pub to: Address,
    pub from: Address,
}

impl Block<'_> {
    pub(super) fn copy_async(&mut self, r: &Registers, mask: u32, first: u32, copy: CopyAsync) -> Result<(), Trap> {
        let (to, from) = (addresses(r, mask, copy.to)?, addresses(r, mask, copy.from)?);
        let bytes = usize::from(copy.bytes);
        self.copying = true;
        let sizes = match copy.source_bytes {
            Some(row) => r.read::<u32>(row, mask)?,
            None => [copy.bytes.into(); LANES],
        };
        let ignored = match copy.ignore {
            Some(condition) => r.condition(condition, mask)?,
            None => 0,
        };
        for lane in lanes(mask) {
            let source_bytes = if ignored >> lane & 1 == 1 { 0 } else { sizes[lane] as usize };
            if source_bytes > bytes {
                return Err(Trap::lane(lane, format!("{source_bytes} bytes are copied into {bytes}")));
            }
            self.shared.check(lane, to[lane], bytes)?;
            if from[lane] % bytes as u64 != 0 {
                let what = format!("global address {:#x} is not aligned to {bytes} bytes", from[lane]);
                return Err(Trap::lane(lane, what));
            }
            let mut snapshot = vec![0; bytes];
            if source_bytes > 0 {
                let allocation = self.allocation(lane, from[lane], source_bytes)?;
                if !allocation.written(from[lane], source_bytes) {
                    let what = format!("global address {:#x} is read before anything is written there", from[lane]);
                    return Err(Trap::lane(lane, what));
                }
                read_global(from[lane], &mut snapshot[..source_bytes]);
            }
            let thread = first + lane as u32;
            if source_bytes > 0 {
                let allocation = self.allocation(lane, from[lane], source_bytes)?;
                self.check_race((lane, thread), Use::Read, false, &allocation, (from[lane], source_bytes))?;
            }
            self.shared.start_copy(lane, thread, to[lane], bytes)?;
            let copy = Copy { to: to[lane], from: from[lane], bytes: snapshot, source_bytes };
            self.copies[thread as usize].open.push(copy);
        }
        Ok(())
    }

    pub(super) fn commit_group(&mut self, mask: u32, first: u32) {
        for lane in lanes(mask) {
            let copies = &mut self.copies[first as usize + lane];
            let group = std::mem::take(&mut copies.open);
            copies.groups.push_back(group);
        }
    }

    /// Waits until at most so many of each thread's groups are under way; with none given, for copies outside of groups too.
    pub(super) fn wait_group(&mut self, mask: u32, first: u32, pending: Option<u32>) -> Result<(), Trap> {
        for lane in lanes(mask) {
            let thread = first + lane as u32;
            let copies = &mut self.copies[thread as usize];
            let count = copies.groups.len().saturating_sub(pending.unwrap_or(0) as usize);
            let mut done: Vec<Copy> = copies.groups.drain(..count).flatten().collect();
            if pending.is_none() {
                done.append(&mut copies.open);
            }
            let now = self.shared.time;
            self.deliver(lane, thread, &done, now)?;
        }
        Ok(())
    }

    fn deliver(&mut self, lane: usize, thread: u32, copies: &[Copy], time: u64) -> Result<(), Trap> {
        for copy in copies {
            let mut now = vec![0; copy.source_bytes];
            if copy.source_bytes > 0 {
                read_global(copy.from, &mut now);
            }
            if now != copy.bytes[..copy.source_bytes] {
                let what = format!("global address {:#x} changed while an asynchronous copy read it", copy.from);
                return Err(Trap::lane(lane, what));
            }
            self.shared.finish_copy(thread, copy.to, &copy.bytes, time);
        }
        Ok(())
    }

    /// The shared address of each lane's mbarrier.
    fn barrier_addresses(
        &self,
        r: &Registers,
        mask: u32,
        space: Space,
        address: Address,
    ) -> Result<[u64; LANES], Trap> {
        let mut at = addresses(r, mask, address)?;
        for lane in lanes(mask) {
            if space == Space::Generic {
                match resolve(at[lane]) {
                    (Space::Shared, offset) => at[lane] = offset,
                    _ => return Err(Trap::lane(lane, "the barrier is not in shared memory")),
                }
            }
            self.shared.check(lane, at[lane], 8)?;
        }
        Ok(at)
    }

    fn phases(&mut self, lane: usize, address: u64) -> Result<&mut Phases, Trap> {
        let missing = || Trap::lane(lane, format!("there is no initialised mbarrier at shared address {address:#x}"));
        self.mbarriers.get_mut(&address).ok_or_else(missing)
    }

    pub(super) fn barrier_init(
        &mut self,
        r: &Registers,
        mask: u32,
        (space, address): (Space, Address),
        count: Row,
    ) -> Result<(), Trap> {
        let at = self.barrier_addresses(r, mask, space, address)?;
        let count = r.read::<u32>(count, mask)?;
        for lane in lanes(mask) {
            let expected = count[lane];
            if expected == 0 || expected > MOST_ARRIVALS {
                return Err(Trap::lane(lane, format!("an mbarrier cannot wait for {expected} arrivals")));
            }
            let threads = self.threads as usize;
            let fresh = Phases {
                done: 0,
                expected,
                pending: expected.into(),
                bytes: 0,
                later: Vec::new(),
                gathering: vec![0; threads],
                complete: None,
            };
            if self.mbarriers.insert(at[lane], fresh).is_some() {
                return Err(Trap::lane(lane, "an mbarrier is initialised that was not invalidated"));
            }
        }
        Ok(())
    }

    pub(super) fn barrier_invalidate(
        &mut self,
        r: &Registers,
        mask: u32,
        (space, address): (Space, Address),
    ) -> Result<(), Trap> {
        let at = self.barrier_addresses(r, mask, space, address)?;
        for lane in lanes(mask) {
            self.phases(lane, at[lane])?;
            self.mbarriers.remove(&at[lane]);
        }
        Ok(())
    }

    pub(super) fn barrier_arrive(
        &mut self,
        r: &mut Registers,
        (mask, first): (u32, u32),
        kind: Mbarrier,
        (space, address): (Space, Address),
        to: Option<Row>,
        count: Option<Row>,
    ) -> Result<(), Trap> {
        let at = self.barrier_addresses(r, mask, space, address)?;
        let counts = match count {
            Some(row) => r.read::<u32>(row, mask)?,
            None => [1; LANES],
        };
        let mut states = [0; LANES];
        for lane in lanes(mask) {
            let (thread, count) = (first + lane as u32, counts[lane]);
            let phases = self.phases(lane, at[lane])?;
            states[lane] = phases.done;
            match kind {
                Mbarrier::ExpectBytes => phases.bytes += i64::from(count),
                Mbarrier::CompleteBytes => phases.bytes -= i64::from(count),
                Mbarrier::Arrive { drop, expect, .. } => {
                    let arrivals = if expect { 1 } else { i64::from(count) };
                    if expect {
                        phases.bytes += i64::from(count);
                    }
                    if drop {
                        phases.expected = phases.expected.saturating_sub(arrivals as u32);
                    }
                    phases.pending -= arrivals;
                    self.gather(lane, thread, at[lane])?;
                }
            }
            let completed = self.complete(lane, at[lane])?;
            if completed && matches!(kind, Mbarrier::Arrive { complete: false, .. }) {
                return Err(Trap::lane(lane, "`noComplete` completes the phase"));
            }
        }
        self.shared.time += 1;
        if let Some(to) = to {
            r.write::<u64>(to, mask, &states);
        }
        Ok(())
    }

    /// What a thread did until now, and what it knows of others, is done before the phase.
    fn gather(&mut self, lane: usize, thread: u32, address: u64) -> Result<(), Trap> {
        let now = self.shared.time;
        let view = self.shared.view(thread).cloned();
        let gathering = &mut self.phases(lane, address)?.gathering;
        if let Some(view) = view {
            for (known, other) in gathering.iter_mut().zip(view.iter()) {
                *known = (*known).max(*other);
            }
        }
        gathering[thread as usize] = now;
        Ok(())
    }

    /// Ends the phase where nothing is awaited any more.
    fn complete(&mut self, lane: usize, address: u64) -> Result<bool, Trap> {
        let phases = self.phases(lane, address)?;
        if phases.pending < 0 {
            return Err(Trap::lane(lane, "more threads arrive at the mbarrier than it waits for"));
        }
        if phases.pending > 0 || phases.bytes != 0 {
            return Ok(false);
        }
        phases.done += 1;
        phases.pending = phases.expected.into();
        phases.complete = Some(phases.gathering.clone().into());
        self.progress = true;
        Ok(true)
    }

    pub(super) fn barrier_arrive_async(
        &mut self,
        r: &Registers,
        (mask, first): (u32, u32),
        increment: bool,
        (space, address): (Space, Address),
    ) -> Result<(), Trap> {
        let at = self.barrier_addresses(r, mask, space, address)?;
        let now = self.shared.time;
        for lane in lanes(mask) {
            let thread = first + lane as u32;
            let copies = &mut self.copies[thread as usize];
            let mut all: Vec<Copy> = copies.groups.drain(..).flatten().collect();
            all.append(&mut copies.open);
            let phases = self.phases(lane, at[lane])?;
            phases.pending += i64::from(increment);
            phases.later.push((thread, now, all));
        }
        self.shared.time += 1;
        Ok(())
    }

    /// Whether the phase that a state (or a parity) names is complete, for each lane. Copies that threads arrive with come in now,
    /// as late as they can.
    pub(super) fn barrier_test(
        &mut self,
        r: &Registers,
        (mask, first): (u32, u32),
        parity: bool,
        (space, address): (Space, Address),
        state: Row,
    ) -> Result<u32, Trap> {
        let at = self.barrier_addresses(r, mask, space, address)?;
        let states = if parity { r.read::<u32>(state, mask)?.map(u64::from) } else { r.read::<u64>(state, mask)? };
        let mut complete = 0;
        for lane in lanes(mask) {
            for (thread, time, copies) in std::mem::take(&mut self.phases(lane, at[lane])?.later) {
                self.deliver(lane, thread, &copies, time)?;
                let phases = self.phases(lane, at[lane])?;
                phases.pending -= 1;
                phases.gathering[thread as usize] = phases.gathering[thread as usize].max(time);
                self.complete(lane, at[lane])?;
            }
            let phases = self.phases(lane, at[lane])?;
            let over = if parity { phases.done & 1 != states[lane] & 1 } else { phases.done > states[lane] };
            if over {
                complete |= 1 << lane;
                if let Some(view) = phases.complete.clone() {
                    self.shared.learn(first + lane as u32, &view);
                }
            }
        }
        Ok(complete)
    }
}

/// Copies global memory that was found to lie in a live allocation.
fn read_global(from: u64, into: &mut [u8]) {
    for (offset, byte) in into.iter_mut().enumerate() {
        // SAFETY: as said above.
        *byte = unsafe { std::sync::atomic::AtomicU8::from_ptr((from + offset as u64) as *mut u8) }
            .load(std::sync::atomic::Ordering::Relaxed);
    }
}
