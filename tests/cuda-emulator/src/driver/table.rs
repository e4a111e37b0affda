//! Handles: numbers that no pointer has, each standing for a value.

use super::Handle;
use super::status::Status;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The values behind one kind of handle.
pub(super) struct Table<T> {
    inner: Mutex<(usize, HashMap<usize, Arc<T>>)>,
}

/// Handles of different kinds differ in the digits below this, so that one kind is never taken for another.
const STEP: usize = 0x1_0000;

impl<T> Table<T> {
    /// `kind` is below [`STEP`] and differs from that of every other table.
    pub fn new(kind: usize) -> Self {
        Self { inner: Mutex::new((kind, HashMap::new())) }
    }

    fn inner(&self) -> MutexGuard<'_, (usize, HashMap<usize, Arc<T>>)> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new handle.
    pub fn insert(&self, value: T) -> Handle {
        let mut inner = self.inner();
        inner.0 += STEP;
        let handle = inner.0;
        inner.1.insert(handle, Arc::new(value));
        handle as Handle
    }

    /// The value of a handle.
    pub fn get(&self, handle: Handle) -> Result<Arc<T>, Status> {
        self.inner().1.get(&(handle as usize)).cloned().ok_or(Status::INVALID_HANDLE)
    }

    /// The value of a handle that is one no longer.
    pub fn remove(&self, handle: Handle) -> Result<Arc<T>, Status> {
        self.inner().1.remove(&(handle as usize)).ok_or(Status::INVALID_HANDLE)
    }

    /// Drops every handle whose value does not satisfy `keep`.
    pub fn retain(&self, keep: impl Fn(&T) -> bool) {
        self.inner().1.retain(|_, value| keep(value));
    }
}
