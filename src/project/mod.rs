//! Projects: runs over their notes, the cache and the baseline. With the feature `cli`, also finding the notes on the
//! disk, and git.

#[cfg(feature = "cli")]
pub mod baseline;
#[cfg(feature = "cli")]
pub mod cache;
#[cfg(feature = "cli")]
pub mod disk;
#[cfg(feature = "cli")]
pub mod edit_notes;
#[cfg(feature = "cli")]
pub mod file_moves;
#[cfg(feature = "cli")]
pub mod git;
pub mod linter;
pub mod name_lookup;
#[cfg(feature = "cli")]
pub mod path_mentions;
#[cfg(feature = "cli")]
pub mod root;
pub mod run;
#[cfg(feature = "cli")]
pub mod walk;
