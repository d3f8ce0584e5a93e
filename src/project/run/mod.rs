//! A run over a project. It analyzes every note for its facts and the selected notes for findings, then runs the rules
//! that need the whole project, then suppresses and sorts findings.

mod analyze;
mod catch_panics;
mod check;
mod checked_note;
mod fix_note;
mod heading_renames;
mod note_cache;
mod note_text;
mod notes;
mod options;
mod outcome;
#[cfg(feature = "cli")]
mod parallel;
#[cfg(not(feature = "cli"))]
#[path = "serial.rs"]
mod parallel;
mod passes;
mod planning;
mod project_findings;
#[cfg(feature = "lsp")]
mod session;
mod unread;
#[cfg(feature = "lsp")]
mod view;
#[cfg(feature = "cli")]
mod write;

pub use check::check;
pub use checked_note::CheckedNote;
pub use note_cache::{NoteCache, NoteId};
pub use notes::{NotePath, Project};
pub use options::{Filter, RunOptions};
pub use outcome::{Filtered, FixMode, FixReport, Outcome, spans_fit};
#[cfg(feature = "cli")]
pub(crate) use parallel::parallel;
pub use passes::fix_texts;
pub use planning::with_facts;
#[cfg(feature = "lsp")]
pub use session::Session;
#[cfg(feature = "lsp")]
pub use view::View;
#[cfg(feature = "cli")]
pub use write::fix;
