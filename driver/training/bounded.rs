//! Values kept in memory as far as a bound allows; what comes later is not kept.

use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Values by their keys, of at most so many bytes together.
pub struct Bounded<K, V> {
    bound: usize,
    kept: Mutex<Kept<K, V>>,
}

struct Kept<K, V> {
    values: HashMap<K, Arc<V>>,
    bytes: usize,
}

impl<K, V> fmt::Debug for Bounded<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bounded({} bytes)", self.bound)
    }
}

impl<K: Eq + Hash, V> Bounded<K, V> {
    /// At most `bound` bytes.
    pub fn new(bound: usize) -> Self {
        Self { bound, kept: Mutex::new(Kept { values: HashMap::new(), bytes: 0 }) }
    }

    /// The value of a key, where it was kept.
    pub fn get(&self, key: &K) -> Option<Arc<V>> {
        self.lock().values.get(key).cloned()
    }

    /// Keeps a value of so many bytes, and says whether there was room.
    pub fn insert(&self, key: K, value: Arc<V>, bytes: usize) -> bool {
        let mut kept = self.lock();
        let fits = kept.bytes + bytes <= self.bound;
        if fits && kept.values.insert(key, value).is_none() {
            kept.bytes += bytes;
        }
        fits
    }

    fn lock(&self) -> MutexGuard<'_, Kept<K, V>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_not_kept() {
        let kept = Bounded::new(10);
        assert!(
            kept.insert("a", Arc::new(1), 6) && !kept.insert("b", Arc::new(2), 6) && kept.insert("c", Arc::new(3), 4)
        );
        assert_eq!(
            [kept.get(&"a"), kept.get(&"b"), kept.get(&"c")].map(|value| value.map(|v| *v)),
            [Some(1), None, Some(3)]
        );
    }
}
