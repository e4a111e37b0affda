//! Loads, stores and atomics in every state space.

use super::block::Block;
use super::fault::Trap;
use super::races::{Use, User};
use super::registers::{LANES, Registers, lanes};
use super::shared::Access;
use crate::memory::Allocation;
use crate::ptx::instruction::{Address, Base, Element, Row, Semantics, Space};
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// Where the windows of the block's own spaces lie among generic addresses: no host has memory there.
pub(super) const SHARED_WINDOW: u64 = 1 << 56;
pub(super) const LOCAL_WINDOW: u64 = 2 << 56;
pub(super) const PARAMETER_WINDOW: u64 = 3 << 56;

/// The space of a generic address, and the address in it.
pub(super) fn resolve(address: u64) -> (Space, u64) {
    match address >> 56 {
        1 => (Space::Shared, address & 0xff_ffff_ffff_ffff),
        2 => (Space::Local, address & 0xff_ffff_ffff_ffff),
        3 => (Space::Parameter, address & 0xff_ffff_ffff_ffff),
        _ => (Space::Global, address),
    }
}

pub(super) fn window(space: Space) -> u64 {
    match space {
        Space::Shared => SHARED_WINDOW,
        Space::Local => LOCAL_WINDOW,
        Space::Parameter => PARAMETER_WINDOW,
        Space::Global | Space::Generic => 0,
    }
}

/// A lane's bytes, up to 32 of them, as words.
type Words = [u64; 4];

/// The words of 1, 2, 4, 8, 16 or 32 bytes.
#[inline(always)]
fn to_words(bytes: &[u8]) -> Words {
    let mut words = [0; 4];
    match bytes {
        [a] => words[0] = (*a).into(),
        [a, b] => words[0] = u16::from_le_bytes([*a, *b]).into(),
        [a, b, c, d] => words[0] = u32::from_le_bytes([*a, *b, *c, *d]).into(),
        longer => {
            for (word, bytes) in words.iter_mut().zip(longer.as_chunks::<8>().0) {
                *word = u64::from_le_bytes(*bytes);
            }
        }
    }
    words
}

fn to_bytes(words: Words) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, word) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(words) {
        *to = word.to_le_bytes();
    }
    bytes
}

/// The address of each lane.
#[inline(always)]
pub(super) fn addresses(r: &Registers, mask: u32, address: Address) -> Result<[u64; LANES], Trap> {
    let offset = address.offset as u64;
    let mut at = [offset; LANES];
    match address.base {
        Base::None => (),
        Base::Wide(row) => {
            at.iter_mut().zip(r.read::<u64>(row, mask)?).for_each(|(at, base)| *at = at.wrapping_add(base))
        }
        Base::Narrow(row) => {
            at.iter_mut().zip(r.read::<u32>(row, mask)?).for_each(|(at, base)| *at = at.wrapping_add(base.into()));
        }
    }
    Ok(at)
}

/// The allocations that a worker's accesses met lately, most recent first. Nothing is freed during a launch.
#[derive(Default)]
pub(super) struct Cache(Vec<Allocation>);

impl Block<'_> {
    /// The allocation that holds all of these bytes.
    #[inline(always)]
    pub(super) fn allocation(&mut self, lane: usize, address: u64, len: usize) -> Result<Allocation, Trap> {
        match self.cache.0.first() {
            Some(first) if first.contains(address, len) => Ok(*first),
            _ => self.other_allocation(lane, address, len),
        }
    }

    fn other_allocation(&mut self, lane: usize, address: u64, len: usize) -> Result<Allocation, Trap> {
        if let Some(at) = self.cache.0.iter().position(|a| a.contains(address, len)) {
            self.cache.0.swap(0, at);
            return Ok(self.cache.0[0]);
        }
        match self.memory.find(address, len) {
            Some(found) => {
                self.cache.0.insert(0, found);
                Ok(found)
            }
            None => Err(self.outside(lane, address, len)),
        }
    }

    #[cold]
    fn outside(&self, lane: usize, address: u64, len: usize) -> Trap {
        let near = |step: u64| {
            let around = [address.wrapping_sub(step), address.wrapping_add(step)];
            around.into_iter().find_map(|address| self.memory.find(address, 1))
        };
        let what = match (0..4096).find_map(near) {
            Some(near) => format!(
                "{len} bytes at global address {address:#x} are outside the allocation of {} bytes at {:#x}",
                near.len, near.base
            ),
            None => format!("{len} bytes at global address {address:#x} are in no allocation"),
        };
        Trap::lane(lane, what)
    }

    /// Checks bounds and alignment of every lane's access, and finds the one allocation of them all where there is one.
    #[inline(always)]
    fn span(&mut self, mask: u32, at: &[u64; LANES], len: usize) -> Result<Option<(Allocation, u64, usize)>, Trap> {
        let (mut low, mut high, mut bits) = (u64::MAX, 0, 0);
        for (lane, at) in at.iter().enumerate() {
            if mask >> lane & 1 == 1 {
                low = low.min(*at);
                high = high.max(*at);
                bits |= at;
            }
        }
        if bits & (len as u64 - 1) != 0 {
            let lane = lanes(mask).find(|lane| at[*lane] & (len as u64 - 1) != 0).unwrap_or(0);
            return Err(Trap::lane(lane, format!("global address {:#x} is not aligned to {len} bytes", at[lane])));
        }
        let bytes = (high - low) as usize + len;
        if let Some(found) = self.cache.0.iter().position(|a| a.contains(low, bytes)) {
            self.cache.0.swap(0, found);
            return Ok(Some((self.cache.0[0], low, bytes)));
        }
        for lane in lanes(mask) {
            self.allocation(lane, at[lane], len)?;
        }
        Ok(self.cache.0.iter().find(|a| a.contains(low, bytes)).map(|a| (*a, low, bytes)))
    }

    fn check_written(&mut self, mask: u32, at: &[u64; LANES], len: usize) -> Result<(), Trap> {
        for lane in lanes(mask) {
            if !self.allocation(lane, at[lane], len)?.written(at[lane], len) {
                let what = format!("global address {:#x} is read before anything is written there", at[lane]);
                return Err(Trap::lane(lane, what));
            }
        }
        Ok(())
    }

    /// Looks for races with what other threads do there, where that is asked for.
    #[inline(always)]
    fn check_races(
        &mut self,
        (mask, first): (u32, u32),
        what: Use,
        semantics: Semantics,
        at: &[u64; LANES],
        len: usize,
    ) -> Result<(), Trap> {
        if self.races.is_none() {
            return Ok(());
        }
        let what = if semantics == Semantics::Constant { Use::ReadConstant } else { what };
        for lane in lanes(mask) {
            let allocation = self.allocation(lane, at[lane], len)?;
            let strong = semantics == Semantics::Strong;
            self.check_race((lane, first + lane as u32), what, strong, &allocation, (at[lane], len))?;
        }
        Ok(())
    }

    pub(super) fn check_race(
        &self,
        (lane, thread): (usize, u32),
        what: Use,
        atomic: bool,
        allocation: &Allocation,
        bytes: (u64, usize),
    ) -> Result<(), Trap> {
        match self.races {
            None => Ok(()),
            Some(races) => {
                let user = User { block: self.number, epoch: self.shared.events(), thread, atomic };
                races.check(lane, user, what, allocation, bytes)
            }
        }
    }

    fn mark_written(&mut self, mask: u32, at: &[u64; LANES], len: usize) -> Result<(), Trap> {
        for lane in lanes(mask) {
            self.allocation(lane, at[lane], len)?.mark_written(at[lane], len);
        }
        Ok(())
    }

    pub(super) fn load(
        &mut self,
        r: &mut Registers,
        mask: u32,
        first_thread: u32,
        (space, element, semantics): (Space, Element, Semantics),
        to: &[Option<Row>],
        address: Address,
    ) -> Result<(), Trap> {
        if space == Space::Parameter && address.base == Base::None {
            return self.load_parameter(r, mask, element, to, address.offset as u64);
        }
        let at = addresses(r, mask, address)?;
        let bytes = usize::from(element.bytes);
        let len = bytes * to.len();
        let mut raw = [[0u64; LANES]; 4];
        if space == Space::Global {
            self.load_global((mask, first_thread), semantics, &at, len, &mut raw)?;
        } else {
            for lane in lanes(mask) {
                let (space, address) = if space == Space::Generic { resolve(at[lane]) } else { (space, at[lane]) };
                let words = self.read_lane(lane, first_thread + lane as u32, space, address, semantics, len)?;
                for (raw, word) in raw.iter_mut().zip(words).take(len.div_ceil(8)) {
                    raw[lane] = word;
                }
            }
        }
        for (index, to) in to.iter().enumerate() {
            let Some(to) = to else { continue };
            let bit = index * bytes * 8;
            put(r, mask, element, *to, &raw[bit / 64], (bit % 64) as u32);
        }
        Ok(())
    }

    fn load_global(
        &mut self,
        (mask, first): (u32, u32),
        semantics: Semantics,
        at: &[u64; LANES],
        len: usize,
        raw: &mut [[u64; LANES]; 4],
    ) -> Result<(), Trap> {
        let span = self.span(mask, at, len)?;
        let whole =
            span.is_some_and(|(allocation, low, bytes)| bytes <= 2 * LANES * len && allocation.written(low, bytes));
        if !whole {
            self.check_written(mask, at, len)?;
        }
        self.check_races((mask, first), Use::Read, semantics, at, len)?;
        for lane in lanes(mask) {
            // SAFETY: every lane's bytes were found to lie in a live allocation, aligned to their size.
            unsafe {
                let p = at[lane] as *mut u8;
                match len {
                    1 => raw[0][lane] = AtomicU8::from_ptr(p).load(Ordering::Relaxed).into(),
                    2 => raw[0][lane] = AtomicU16::from_ptr(p.cast()).load(Ordering::Relaxed).into(),
                    4 => raw[0][lane] = AtomicU32::from_ptr(p.cast()).load(Ordering::Relaxed).into(),
                    _ => {
                        for (word, raw) in raw.iter_mut().enumerate().take(len / 8) {
                            raw[lane] = AtomicU64::from_ptr(p.cast::<u64>().add(word)).load(Ordering::Relaxed);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn load_parameter(
        &mut self,
        r: &mut Registers,
        mask: u32,
        element: Element,
        to: &[Option<Row>],
        offset: u64,
    ) -> Result<(), Trap> {
        let bytes = usize::from(element.bytes);
        for (index, to) in to.iter().enumerate() {
            let Some(to) = to else { continue };
            let mut whole = [0u8; 8];
            let at = offset as usize + index * bytes;
            let Some(part) = self.launch.parameters.get(at..at + bytes) else {
                return Err(Trap::at(mask, format!("parameter byte {at} is outside the parameters")));
            };
            whole[..bytes].copy_from_slice(part);
            put(r, mask, element, *to, &[u64::from_le_bytes(whole); LANES], 0);
        }
        Ok(())
    }

    /// Reads a lane's element at an address of a space, or a generic one.
    pub(super) fn read_element(
        &mut self,
        lane: usize,
        thread: u32,
        space: Space,
        address: u64,
        len: usize,
    ) -> Result<u64, Trap> {
        let (space, address) = if space == Space::Generic { resolve(address) } else { (space, address) };
        self.read_lane(lane, thread, space, address, Semantics::Weak, len).map(|words| words[0])
    }

    /// Writes a lane's element.
    pub(super) fn write_element(
        &mut self,
        lane: usize,
        thread: u32,
        space: Space,
        address: u64,
        (value, len): (u64, usize),
    ) -> Result<(), Trap> {
        let (space, address) = if space == Space::Generic { resolve(address) } else { (space, address) };
        self.write_lane(lane, thread, space, address, Semantics::Weak, ([value, 0, 0, 0], len))
    }

    /// Reads a lane's bytes in one space.
    #[inline(always)]
    fn read_lane(
        &mut self,
        lane: usize,
        thread: u32,
        space: Space,
        address: u64,
        semantics: Semantics,
        len: usize,
    ) -> Result<Words, Trap> {
        if space != Space::Shared {
            return self.read_lane_elsewhere(lane, thread, space, address, semantics, len);
        }
        self.shared.check(lane, address, len)?;
        let access = if semantics == Semantics::Strong { Access::StrongRead } else { Access::Read };
        self.shared.read(lane, thread, address, len, access).map(to_words)
    }

    fn read_lane_elsewhere(
        &mut self,
        lane: usize,
        thread: u32,
        space: Space,
        address: u64,
        semantics: Semantics,
        len: usize,
    ) -> Result<Words, Trap> {
        match space {
            Space::Local => self.local.read(lane, thread, address, len).map(to_words),
            Space::Parameter => match self.launch.parameters.get(address as usize..address as usize + len) {
                Some(bytes) if address.is_multiple_of(len as u64) => Ok(to_words(bytes)),
                _ => {
                    let what = format!("{len} bytes at parameter address {address:#x} are not there");
                    Err(Trap::lane(lane, what))
                }
            },
            _ => {
                let mut raw = [[0u64; LANES]; 4];
                self.load_global((1 << lane, thread - lane as u32), semantics, &[address; LANES], len, &mut raw)?;
                Ok(raw.map(|word| word[lane]))
            }
        }
    }

    pub(super) fn store(
        &mut self,
        r: &mut Registers,
        mask: u32,
        first_thread: u32,
        (space, element, semantics): (Space, Element, Semantics),
        from: &[Row],
        address: Address,
    ) -> Result<(), Trap> {
        let at = addresses(r, mask, address)?;
        let bytes = usize::from(element.bytes);
        let len = bytes * from.len();
        let mut raw = [[0u64; LANES]; 4];
        for (index, from) in from.iter().enumerate() {
            let bit = index * bytes * 8;
            let word = &mut raw[bit / 64];
            let keep = if bytes == 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 };
            if element.wide {
                let values = r.read::<u64>(*from, mask)?;
                for lane in 0..LANES {
                    word[lane] |= (values[lane] & keep) << (bit % 64);
                }
            } else {
                let values = r.read::<u32>(*from, mask)?;
                for lane in 0..LANES {
                    word[lane] |= (u64::from(values[lane]) & keep) << (bit % 64);
                }
            }
        }
        if space == Space::Global {
            return self.store_global((mask, first_thread), semantics, &at, len, &raw);
        }
        for lane in lanes(mask) {
            let (space, address) = if space == Space::Generic { resolve(at[lane]) } else { (space, at[lane]) };
            let words = raw.map(|word| word[lane]);
            self.write_lane(lane, first_thread + lane as u32, space, address, semantics, (words, len))?;
        }
        Ok(())
    }

    /// Writes a lane's bytes in one space.
    #[inline(always)]
    fn write_lane(
        &mut self,
        lane: usize,
        thread: u32,
        space: Space,
        address: u64,
        semantics: Semantics,
        (words, len): (Words, usize),
    ) -> Result<(), Trap> {
        let bytes = to_bytes(words);
        match space {
            Space::Shared => {
                self.shared.check(lane, address, len)?;
                let access = if semantics == Semantics::Strong { Access::StrongWrite } else { Access::Write };
                self.shared.write(lane, thread, address, &bytes[..len], access)
            }
            Space::Local => self.local.write(lane, thread, address, &bytes[..len]),
            Space::Parameter => Err(Trap::lane(lane, "a parameter is written")),
            Space::Global | Space::Generic => {
                let raw = words.map(|word| [word; LANES]);
                self.store_global((1 << lane, thread - lane as u32), semantics, &[address; LANES], len, &raw)
            }
        }
    }

    fn store_global(
        &mut self,
        (mask, first): (u32, u32),
        semantics: Semantics,
        at: &[u64; LANES],
        len: usize,
        raw: &[[u64; LANES]; 4],
    ) -> Result<(), Trap> {
        let span = self.span(mask, at, len)?;
        self.check_races((mask, first), Use::Write, semantics, at, len)?;
        for lane in lanes(mask) {
            // SAFETY: every lane's bytes were found to lie in a live allocation, aligned to their size.
            unsafe {
                let p = at[lane] as *mut u8;
                match len {
                    1 => AtomicU8::from_ptr(p).store(raw[0][lane] as u8, Ordering::Relaxed),
                    2 => AtomicU16::from_ptr(p.cast()).store(raw[0][lane] as u16, Ordering::Relaxed),
                    4 => AtomicU32::from_ptr(p.cast()).store(raw[0][lane] as u32, Ordering::Relaxed),
                    _ => {
                        for (word, raw) in raw.iter().enumerate().take(len / 8) {
                            AtomicU64::from_ptr(p.cast::<u64>().add(word)).store(raw[lane], Ordering::Relaxed);
                        }
                    }
                }
            }
        }
        match span {
            // Lanes side by side write all of the span.
            Some((allocation, low, bytes))
                if bytes == mask.count_ones() as usize * len && distinct(mask, at, low, len) =>
            {
                allocation.mark_written(low, bytes);
                Ok(())
            }
            _ => self.mark_written(mask, at, len),
        }
    }
}

/// Whether every lane's access is one of its own in a row of them.
fn distinct(mask: u32, at: &[u64; LANES], low: u64, len: usize) -> bool {
    let seen = lanes(mask).fold(0u64, |seen, lane| seen | 1 << ((at[lane] - low) / len as u64).min(63));
    seen.count_ones() == mask.count_ones()
}

/// An element of the loaded words to its register.
#[inline(always)]
fn put(r: &mut Registers, mask: u32, element: Element, to: Row, words: &[u64; LANES], bit: u32) {
    let bits = u32::from(element.bytes) * 8;
    // Shifted to the top and back down: extended by its sign or by zeros.
    let (up, down) = (64 - bits, 64 - bits);
    let extend = |word: u64| {
        let top = word >> bit << up;
        if element.signed { ((top as i64) >> down) as u64 } else { top >> down }
    };
    if element.wide {
        let mut out = [0; LANES];
        out.iter_mut().zip(words).for_each(|(out, word)| *out = extend(*word));
        r.write::<u64>(to, mask, &out);
    } else {
        let keep = if element.register >= 32 { u32::MAX } else { (1 << element.register) - 1 };
        let mut out = [0; LANES];
        out.iter_mut().zip(words).for_each(|(out, word)| *out = extend(*word) as u32 & keep);
        r.write::<u32>(to, mask, &out);
    }
}

/// Local memory of a block's threads.
pub(super) struct Local {
    bytes: Vec<u8>,
    written: Vec<bool>,
    each: usize,
}

impl Local {
    pub fn new(each: u32, threads: u32) -> Self {
        let total = each as usize * threads as usize;
        Self { bytes: vec![0; total], written: vec![false; total], each: each as usize }
    }

    pub fn restart(&mut self) {
        self.written.fill(false);
    }

    fn range(&self, lane: usize, thread: u32, address: u64, len: usize) -> Result<std::ops::Range<usize>, Trap> {
        if address >= self.each as u64 || self.each as u64 - address < len as u64 {
            let what =
                format!("{len} bytes at local address {address:#x} are outside the thread's {} bytes", self.each);
            return Err(Trap::lane(lane, what));
        }
        if address & (len as u64 - 1) != 0 {
            return Err(Trap::lane(lane, format!("local address {address:#x} is not aligned to {len} bytes")));
        }
        let start = thread as usize * self.each + address as usize;
        Ok(start..start + len)
    }

    fn read(&self, lane: usize, thread: u32, address: u64, len: usize) -> Result<&[u8], Trap> {
        let range = self.range(lane, thread, address, len)?;
        if self.written[range.clone()].contains(&false) {
            return Err(Trap::lane(
                lane,
                format!("local address {address:#x} is read before anything is written there"),
            ));
        }
        Ok(&self.bytes[range])
    }

    fn write(&mut self, lane: usize, thread: u32, address: u64, bytes: &[u8]) -> Result<(), Trap> {
        let range = self.range(lane, thread, address, bytes.len())?;
        self.written[range.clone()].fill(true);
        self.bytes[range].copy_from_slice(bytes);
        Ok(())
    }
}
