//! Locks and tables shared by worker threads.

use std::borrow::Borrow;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

/// Locks `mutex`, even if a thread panicked while holding the lock.
///
/// A panic in a note is caught (see [`crate::lint::panics`]), so a poisoned lock must not end the run. The locks
/// protect tables whose entries are inserted whole, so a panic can't leave a partial entry.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A table of values that are computed at most once, on first use. The table is not locked during a computation, so
/// only threads that ask for the same key wait for each other.
pub(crate) struct Memo<K, V>(Mutex<FxHashMap<K, Arc<OnceLock<V>>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K, V> fmt::Debug for Memo<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").finish_non_exhaustive()
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    /// The value of `key`. `compute` is called on first use.
    pub(crate) fn get<Q>(&self, key: &Q, compute: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let known = lock(&self.0).get(key).cloned();
        let value = known.unwrap_or_else(|| lock(&self.0).entry(key.to_owned()).or_default().clone());
        value.get_or_init(compute).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_once_without_blocking_others() {
        let memo: Memo<String, usize> = Memo::default();
        // The table is not locked during a computation: even the same thread can ask for another key.
        assert_eq!(memo.get("a", || memo.get("b", || 2) + 1), 3);
        assert_eq!(memo.get("a", || unreachable!()), 3);
        assert_eq!(memo.get("b", || unreachable!()), 2);
    }

    #[test]
    fn a_panic_during_a_computation_leaves_the_table_usable() {
        let memo: Memo<String, usize> = Memo::default();
        let panicked = std::panic::catch_unwind(|| memo.get("a", || panic!("deliberate")));
        assert!(panicked.is_err());
        assert_eq!(memo.get("a", || 1), 1);
    }
}
