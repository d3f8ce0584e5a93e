//! Work on one thread, for a build without more.

use std::num::NonZeroUsize;

/// `work` over `items`, one after the other, however many `threads` are asked for.
pub(crate) fn parallel<T, R>(_threads: NonZeroUsize, items: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(work).collect()
}
