//! Moves files and folders, together with the links to them and the links out of the notes that move. The same for a part of a
//! note that is pasted into another one.
//!
//! A plan is edits of notes in memory; nothing is read or written. It is verified like fixes: the result is parsed, and only
//! destinations change.

mod habits;
mod names;
mod paste;
mod plan;
#[cfg(test)]
mod tests;

pub use crate::facts::moved_files::FileMove;
pub use names::moved_files;
pub use paste::{NoteText, paste};
pub use plan::{MoveObstacle, MoveObstacleReason, MovePlan, plan_moves};
