//! Catches panics, so that a bug in a rule, in the parser or in a report does not abort the whole run.
//!
//! [`catch`] wraps the work on each note. Meanwhile, the panic hook prints nothing but records where the panic started,
//! for the bug report. The message of the panic is dropped, because it may quote the note.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::sync::Once;

use crate::finding::Lang;
use crate::message;

/// What notelint was doing with a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Parsing the note and running the rules.
    Check,
    /// Applying and verifying fixes.
    Fix,
    /// Writing the note's part of a report.
    Report,
}

/// A panic that was caught.
#[derive(Clone, Debug)]
pub struct Panic {
    /// What notelint was doing.
    pub task: Task,
    /// The name of the running rule, if known.
    pub rule: Option<&'static str>,
    /// The source location of the panic, such as `rules/lists/pseudo_bullet.rs:12:5`.
    pub place: Option<String>,
}

impl Panic {
    /// Sets the rule, unless it is already set.
    #[must_use]
    pub fn in_rule(mut self, rule: &'static str) -> Self {
        self.rule.get_or_insert(rule);
        self
    }

    /// Sets the task.
    #[must_use]
    pub fn during(mut self, task: Task) -> Self {
        self.task = task;
        self
    }

    /// The message for a panic that does not belong to a note, in the language `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let (issues, version) = (concat!(env!("CARGO_PKG_REPOSITORY"), "/issues"), env!("CARGO_PKG_VERSION"));
        let place = self.place.as_deref().unwrap_or("?");
        message!(
            "internal error (notelint {version}, {place}); please report it at {issues}",
            "内部エラー（notelint {version}、{place}）。{issues} に報告してほしい"
        )
        .text(lang)
    }

    /// Continues the panic, up to the next enclosing [`catch`].
    pub fn resume(self) -> ! {
        resume_unwind(Box::new(self))
    }
}

thread_local! {
    /// The number of [`catch`] calls that this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Where the last panic of this thread started.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work` and catches a panic. A value that `work` was changing may be left in an inconsistent state, so it must
/// not share values that are changed in several steps and used after a panic.
///
/// # Errors
/// The panic.
pub fn catch<R>(work: impl FnOnce() -> R) -> Result<R, Panic> {
    install_hook();
    let done = {
        let _within = Within::enter();
        catch_unwind(AssertUnwindSafe(work))
    };
    done.map_err(Panic::of)
}

impl Panic {
    fn of(payload: Box<dyn Any + Send>) -> Self {
        match payload.downcast::<Panic>() {
            Ok(panic) => *panic,
            Err(payload) => {
                // Dropping the payload may panic again.
                std::mem::forget(payload);
                Self { task: Task::Check, rule: None, place: PLACE.take() }
            }
        }
    }
}

/// Increments the number of enclosing [`catch`] calls as long as it exists.
struct Within;

impl Within {
    fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self
    }
}

impl Drop for Within {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Installs a panic hook that prints nothing inside [`catch`] and calls the previous hook elsewhere.
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // The thread-local variables of a thread that is ending may be gone.
            if DEPTH.try_with(|depth| depth.get() > 0).unwrap_or(false) {
                PLACE.set(panic.location().map(shown));
            } else {
                before(panic);
            }
        }));
    });
}

/// The source location, without folders of the machine on which notelint was built.
fn shown(location: &Location<'_>) -> String {
    let file = relative(location.file());
    format!("{file}:{}:{}", location.line(), location.column())
}

/// `file` relative to its crate: `src/lint/engine.rs`, `globset-0.4.16/src/lib.rs`, `library/core/src/str/mod.rs`.
fn relative(file: &str) -> String {
    let file = file.replace('\\', "/").replace("src/../", "");
    if let Some((_, below)) = file.split_once("/registry/src/") {
        return below.split_once('/').map_or(below, |(_, below)| below).to_owned();
    }
    match file.find("/library/") {
        Some(at) if file.contains("/rustc/") || file.contains("/rustlib/") => file[at + 1..].to_owned(),
        _ => file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_its_location_and_rule() {
        let panic = catch(|| panic!("the text of a note")).map_err(|panic| panic.in_rule("a-rule")).unwrap_err();
        assert_eq!(panic.rule, Some("a-rule"));
        assert!(panic.place.is_some_and(|place| place.starts_with("src/lint/panics.rs:")));
    }

    #[test]
    fn a_resumed_panic_keeps_its_location() {
        let inner = catch(|| panic!("deliberate")).map_err(|panic| panic.in_rule("inner")).unwrap_err();
        let place = inner.place.clone();
        let outer = catch(|| inner.resume()).map_err(|panic: Panic| panic.in_rule("outer"));
        let outer = outer.unwrap_err();
        assert_eq!((outer.rule, outer.place), (Some("inner"), place));
    }

    #[test]
    fn locations_have_no_folder_of_the_build_machine() {
        assert_eq!(relative("src/lint/engine.rs"), "src/lint/engine.rs");
        assert_eq!(relative("src/../rules/lists/x.rs"), "rules/lists/x.rs");
        assert_eq!(
            relative("/home/me/.cargo/registry/src/index.crates.io-6f17/globset-0.4.1/src/lib.rs"),
            "globset-0.4.1/src/lib.rs"
        );
        assert_eq!(
            relative(r"C:\u\.cargo\registry\src\index.crates.io-6f17\globset-0.4.1\src\lib.rs"),
            "globset-0.4.1/src/lib.rs"
        );
        assert_eq!(relative("/rustc/59807616e1fa2540/library/core/src/str/mod.rs"), "library/core/src/str/mod.rs");
    }
}
