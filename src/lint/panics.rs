//! Panics, caught: a bug in a rule, in the parser or in a report must not cost the user the rest of the run.
//!
//! [`catch`] stands around the work on each note. While it does, the panic hook prints nothing and takes down where the panic
//! began, which is what a bug report needs. The panic's own message is dropped: it may quote the note.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::sync::Once;

use crate::finding::Lang;
use crate::message;

/// What notelint was doing with a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Parsing it and running the rules.
    Check,
    /// Making fixes and verifying them.
    Fix,
    /// Writing its part of a report.
    Report,
}

/// A panic that was caught.
#[derive(Clone, Debug)]
pub struct Panic {
    /// What was being done.
    pub task: Task,
    /// The name of the rule at work, where that is known.
    pub rule: Option<&'static str>,
    /// Where the panic began, such as `rules/lists/pseudo_bullet.rs:12:5`.
    pub place: Option<String>,
}

impl Panic {
    /// The same, in the rule called `rule`, unless it is known to be in another.
    #[must_use]
    pub fn in_rule(mut self, rule: &'static str) -> Self {
        self.rule.get_or_insert(rule);
        self
    }

    /// The same, during `task`.
    #[must_use]
    pub fn during(mut self, task: Task) -> Self {
        self.task = task;
        self
    }

    /// What to tell of it where no note is to blame, in the language `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let (repository, version) = (env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"));
        let place = self.place.as_deref().unwrap_or("?");
        message!(
            "internal error (notelint {version}, {place}); please report it at {repository}/issues",
            "内部エラー (notelint {version}, {place})。{repository}/issues に報告してほしい"
        )
        .text(lang)
    }

    /// Lets it go on, to the next [`catch`] around this one.
    pub fn resume(self) -> ! {
        resume_unwind(Box::new(self))
    }
}

thread_local! {
    /// How many [`catch`]es are around what this thread does.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Where the last panic of this thread began.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does `work`, and catches its panic. A value that `work` was changing may be left half changed: share only what is
/// changed in one step, or not used after a panic.
///
/// # Errors
/// The panic, if there was one.
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
                // Dropping what was thrown may throw again.
                std::mem::forget(payload);
                Self { task: Task::Check, rule: None, place: PLACE.take() }
            }
        }
    }
}

/// Counts one [`catch`] more for as long as it lives.
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

/// Sets a panic hook that is silent where [`catch`] is at work, and does elsewhere what the one before did.
fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // A thread that is ending has no variables of its own any more.
            if DEPTH.try_with(|depth| depth.get() > 0).unwrap_or(false) {
                PLACE.set(panic.location().map(shown));
            } else {
                before(panic);
            }
        }));
    });
}

/// A place in the source, without the folders of the machine that notelint was built on.
fn shown(location: &Location<'_>) -> String {
    let file = relative(location.file());
    format!("{file}:{}:{}", location.line(), location.column())
}

/// `file` from the folder of its crate on: `src/lint/engine.rs`, `globset-0.4.16/src/lib.rs`, `library/core/src/str/mod.rs`.
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
    fn a_panic_is_caught_with_its_place_and_its_rule() {
        let panic = catch(|| panic!("the text of a note")).map_err(|panic| panic.in_rule("a-rule")).unwrap_err();
        assert_eq!(panic.rule, Some("a-rule"));
        assert!(panic.place.is_some_and(|place| place.starts_with("src/lint/panics.rs:")));
    }

    #[test]
    fn what_goes_on_keeps_where_it_began() {
        let inner = catch(|| panic!("deliberate")).map_err(|panic| panic.in_rule("inner")).unwrap_err();
        let place = inner.place.clone();
        let outer = catch(|| inner.resume()).map_err(|panic: Panic| panic.in_rule("outer"));
        let outer = outer.unwrap_err();
        assert_eq!((outer.rule, outer.place), (Some("inner"), place));
    }

    #[test]
    fn a_place_names_no_folder_of_the_machine() {
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
