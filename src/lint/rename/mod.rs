//! Renames headings, labels of link reference definitions, and footnotes, together with the links to them.
//!
//! The plans are edits of notes in memory; nothing is read or written. They are verified like fixes: the result is
//! parsed, every link leads where it led before, and nothing else changes.

mod heading;
mod label;
mod link_texts;
mod plan;
mod structure;
#[cfg(test)]
mod tests;
mod title;

pub use heading::rename_heading;
pub use label::{Label, LabelKind, LabelRename, label_at, labels, linked_places, rename_label};
pub use plan::{RenameObstacle, RenamePlan, RenameScope};
pub use title::{HeadingTitle, heading_title_at, heading_titles};
