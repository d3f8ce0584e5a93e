//! Runs work on one thread, for builds without threads.

use std::num::NonZeroUsize;

/// Calls `work` for each of `items` in order, whatever `threads` is.
pub(crate) fn parallel<T, R>(_threads: NonZeroUsize, items: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(work).collect()
}
