//! How many bytes of tensors live on a device at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a device's living tensors, now and at most.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    live: AtomicU64,
    peak: AtomicU64,
}

impl Memory {
    /// Counts a buffer of `bytes` until what is returned is dropped.
    pub fn hold(self: &Arc<Self>, bytes: u64) -> Arc<Held> {
        let live = self.live.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.peak.fetch_max(live, Ordering::Relaxed);
        Arc::new(Held { bytes, memory: self.clone() })
    }

    /// Bytes now.
    pub fn live(&self) -> u64 {
        self.live.load(Ordering::Relaxed)
    }

    /// The most bytes at once since the last call, which starts anew from those of now.
    pub fn take_peak(&self) -> u64 {
        self.peak.swap(self.live(), Ordering::Relaxed)
    }
}

/// A buffer's share of its device's memory, which its tensors hold together.
#[derive(Debug)]
pub(crate) struct Held {
    bytes: u64,
    memory: Arc<Memory>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.memory.live.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_of_what_lived_at_once() {
        let memory = Arc::new(Memory::default());
        let first = memory.hold(5);
        let clone = first.clone();
        drop(first);
        drop(memory.hold(7));
        let third = memory.hold(1);
        assert_eq!((memory.live(), memory.take_peak()), (6, 12));
        drop(third);
        drop(clone);
        // Since the last call, the six bytes of then were the most.
        assert_eq!((memory.live(), memory.take_peak(), memory.take_peak()), (0, 6, 0));
    }
}
