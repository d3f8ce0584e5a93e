//! A run over a project: lint every note for its Facts, the selected ones for their findings too; then the rules that
//! need the whole project; then suppression and order.

mod check;
mod finish;
mod gather;
mod guard;
mod mend;
mod note_cache;
mod notes;
mod options;
mod outcome;
#[cfg(feature = "cli")]
mod parallel;
#[cfg(not(feature = "cli"))]
#[path = "serial.rs"]
mod parallel;
mod passes;
mod renames;
#[cfg(feature = "cli")]
mod write;

pub use check::check;
pub use note_cache::NoteCache;
pub use notes::{NotePath, Project};
pub use options::{Filter, Options};
pub use outcome::{HeldBack, Mended, Mended as Fixes, Mending, Outcome, point_into};
pub(crate) use parallel::parallel;
pub use passes::fix_texts;
#[cfg(feature = "cli")]
pub use write::fix;
