//! Device memory. It is host memory, and the device address is the host's pointer; each allocation has a bitmap beside
//! it that knows which bytes were ever written.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Bytes behind each allocation that belong to none, so that a small step past an end does not land in the next one.
const GAP: usize = 64 << 10;

/// What host copies deliver for bytes that nothing has written: a NaN in every float type.
const UNWRITTEN: u8 = 0xff;

/// One live allocation. A copy is a view: it must not outlive the allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Address of the first byte.
    pub base: u64,
    /// Bytes asked for; an access past them is out of bounds.
    pub len: usize,
    shadow: *const AtomicU64,
}

// SAFETY: the pointers are to memory that the registry owns; the shadow is atomic, and the bytes are the device's, on
// which kernels race as they would on hardware.
unsafe impl Send for Allocation {}
// SAFETY: as above.
unsafe impl Sync for Allocation {}

impl Allocation {
    /// Whether all of `[address, address + len)` lies inside.
    #[inline]
    pub fn contains(&self, address: u64, len: usize) -> bool {
        let offset = address.wrapping_sub(self.base);
        offset <= self.len as u64 && len as u64 <= self.len as u64 - offset
    }

    /// The bytes at `address`, which is inside.
    #[inline]
    pub fn pointer(&self, address: u64) -> *mut u8 {
        debug_assert!(self.contains(address, 0));
        address as *mut u8
    }

    /// Whether every byte of a range inside was written.
    #[inline]
    pub fn written(&self, address: u64, len: usize) -> bool {
        self.words(address, len).all(|(word, mask)| word.load(Ordering::Relaxed) & mask == mask)
    }

    /// Marks a range inside as written.
    #[inline]
    pub fn mark_written(&self, address: u64, len: usize) {
        for (word, mask) in self.words(address, len) {
            // The load is cheap and usually enough; the locked operation is not.
            if word.load(Ordering::Relaxed) & mask != mask {
                word.fetch_or(mask, Ordering::Relaxed);
            }
        }
    }

    /// The bitmap's words that hold a range inside, each with the range's bits.
    #[inline]
    fn words(&self, address: u64, len: usize) -> impl Iterator<Item = (&AtomicU64, u64)> {
        debug_assert!(self.contains(address, len));
        let start = (address - self.base) as usize;
        let end = start + len;
        (start / 64..end.div_ceil(64)).map(move |index| {
            let low = start.max(index * 64) - index * 64;
            let count = end.min(index * 64 + 64) - index * 64 - low;
            let mask = if count == 64 { u64::MAX } else { ((1 << count) - 1) << low };
            // SAFETY: the bitmap has a bit for each of `len` bytes, and the range is inside.
            (unsafe { &*self.shadow.add(index) }, mask)
        })
    }
}

/// Every allocation of a device, up to its capacity.
#[derive(Debug)]
pub struct Memory {
    capacity: usize,
    live: RwLock<BTreeMap<u64, Allocation>>,
}

impl Memory {
    /// A device's memory of so many bytes. Pages exist once they are touched.
    pub fn new(capacity: usize) -> Self {
        Self { capacity, live: RwLock::default() }
    }

    /// Bytes of the whole device.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// Bytes that are not allocated.
    pub fn available(&self) -> usize {
        self.capacity - self.live().values().map(|allocation| allocation.len).sum::<usize>().min(self.capacity)
    }

    /// Allocates, and answers with the address; `None` for no bytes at all and when the device is full.
    pub fn allocate(&self, bytes: usize) -> Option<u64> {
        let mut live = self.live.write().unwrap_or_else(PoisonError::into_inner);
        let used: usize = live.values().map(|allocation| allocation.len).sum();
        if bytes == 0 || bytes > self.capacity - used {
            return None;
        }
        let base = map(bytes + GAP)?;
        let Some(shadow) = map(shadow_bytes(bytes)) else {
            unmap(base, bytes + GAP);
            return None;
        };
        live.insert(base, Allocation { base, len: bytes, shadow: shadow as *const AtomicU64 });
        Some(base)
    }

    /// Frees the allocation that starts at `address`; `false` where none does.
    pub fn free(&self, address: u64) -> bool {
        let Some(allocation) = self.live.write().unwrap_or_else(PoisonError::into_inner).remove(&address) else {
            return false;
        };
        unmap(allocation.base, allocation.len + GAP);
        unmap(allocation.shadow as u64, shadow_bytes(allocation.len));
        true
    }

    /// The live allocation that holds `[address, address + len)`.
    pub fn find(&self, address: u64, len: usize) -> Option<Allocation> {
        let (_, allocation) = self.live().range(..=address).next_back().map(|(base, found)| (*base, *found))?;
        allocation.contains(address, len).then_some(allocation)
    }

    /// Copies host bytes to the device; `false` where they do not fit into one allocation.
    pub fn write(&self, address: u64, bytes: &[u8]) -> bool {
        let Some(allocation) = self.find(address, bytes.len()) else { return false };
        // SAFETY: the range is inside the allocation, which no Rust reference points into.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), allocation.pointer(address), bytes.len()) };
        allocation.mark_written(address, bytes.len());
        true
    }

    /// Copies device bytes to the host; `false` where they are not all of one allocation. Bytes that nothing has
    /// written come out as NaN, so that no test passes by the zeros of a fresh page.
    pub fn read(&self, address: u64, bytes: &mut [u8]) -> bool {
        let Some(allocation) = self.find(address, bytes.len()) else { return false };
        // SAFETY: as in `write`.
        unsafe { std::ptr::copy_nonoverlapping(allocation.pointer(address), bytes.as_mut_ptr(), bytes.len()) };
        for start in (0..bytes.len()).step_by(64) {
            let end = bytes.len().min(start + 64);
            if !allocation.written(address + start as u64, end - start) {
                for (offset, byte) in bytes[start..end].iter_mut().enumerate() {
                    if !allocation.written(address + (start + offset) as u64, 1) {
                        *byte = UNWRITTEN;
                    }
                }
            }
        }
        true
    }

    /// Sets every byte of a range; `false` where it is not in one allocation.
    pub fn fill(&self, address: u64, value: u8, len: usize) -> bool {
        let Some(allocation) = self.find(address, len) else { return false };
        // SAFETY: as in `write`.
        unsafe { std::ptr::write_bytes(allocation.pointer(address), value, len) };
        allocation.mark_written(address, len);
        true
    }

    /// Copies inside the device, what was never written as such; `false` where either range is not in one allocation,
    /// or where they overlap, which CUDA leaves undefined.
    pub fn copy(&self, to: u64, from: u64, len: usize) -> bool {
        let (Some(target), Some(source)) = (self.find(to, len), self.find(from, len)) else { return false };
        if to.abs_diff(from) < len as u64 {
            return false;
        }
        // SAFETY: both ranges are inside allocations, and apart.
        unsafe { std::ptr::copy_nonoverlapping(source.pointer(from), target.pointer(to), len) };
        for start in (0..len as u64).step_by(64) {
            let count = (len as u64 - start).min(64);
            if source.written(from + start, count as usize) {
                target.mark_written(to + start, count as usize);
                continue;
            }
            for offset in start..start + count {
                if source.written(from + offset, 1) {
                    target.mark_written(to + offset, 1);
                }
            }
        }
        true
    }

    fn live(&self) -> RwLockReadGuard<'_, BTreeMap<u64, Allocation>> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let addresses: Vec<u64> = self.live().keys().copied().collect();
        for address in addresses {
            self.free(address);
        }
    }
}

fn shadow_bytes(bytes: usize) -> usize {
    bytes.div_ceil(64) * size_of::<AtomicU64>()
}

/// Pages that are zero and take no memory until they are touched.
fn map(bytes: usize) -> Option<u64> {
    // SAFETY: a fresh private mapping of no file.
    let base = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    (base != libc::MAP_FAILED).then_some(base as u64)
}

fn unmap(base: u64, bytes: usize) {
    // SAFETY: `map` made this mapping, and nothing refers to it any more.
    unsafe { libc::munmap(base as *mut libc::c_void, bytes) };
}
