//! Runs work on several threads.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::lint::panics::{Panic, catch};

/// The maximum number of threads. More would not help with notes.
const MAX_THREADS: usize = 256;

/// Calls `work` for each of `items` on up to `threads` threads, including the current one. Results are in the order of
/// the items. If the system allows fewer threads, those that started do all the work.
///
/// # Panics
/// If `work` panics, after the other threads have finished.
pub(crate) fn parallel<T: Sync, R: Send>(threads: NonZeroUsize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let helpers = threads.get().min(MAX_THREADS).min(items.len()).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        let start = |_| thread::Builder::new().spawn_scoped(scope, || catch(worker)).ok();
        let helpers: Vec<_> = (0..helpers).map_while(start).collect();
        let mut done = worker();
        for helper in helpers {
            match helper.join() {
                Ok(Ok(more)) => done.extend(more),
                Ok(Err(panic)) => Panic::resume(panic),
                Err(payload) => std::panic::resume_unwind(payload),
            }
        }
        done
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items_for_any_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for threads in [1, 3, 100_000] {
            let doubled = parallel(NonZeroUsize::new(threads).unwrap(), &items, |item| item * 2);
            assert!(doubled.iter().enumerate().all(|(index, doubled)| *doubled == index * 2));
        }
        assert_eq!(parallel(NonZeroUsize::MIN, &[0; 0], |item| *item), [0; 0]);
    }

    #[test]
    fn a_panic_on_any_thread_is_passed_on_with_its_location() {
        let items: Vec<usize> = (0..100).collect();
        let threads = NonZeroUsize::new(4).unwrap();
        let panic = catch(|| parallel(threads, &items, |item| assert!(*item != 50, "deliberate"))).unwrap_err();
        assert!(panic.place.is_some_and(|place| place.starts_with("src/project/run/parallel.rs:")));
    }
}
