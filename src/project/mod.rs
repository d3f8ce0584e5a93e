//! A project as a whole: a run over its notes, and what is remembered of them. With the feature `cli`: which notes there are
//! on the disk, and what git knows.

#[cfg(feature = "cli")]
pub mod baseline;
#[cfg(feature = "cli")]
pub mod cache;
#[cfg(feature = "cli")]
pub mod disk;
#[cfg(feature = "cli")]
pub mod file_moves;
#[cfg(feature = "cli")]
pub mod git;
pub mod linter;
#[cfg(feature = "cli")]
pub mod root;
pub mod run;
#[cfg(feature = "cli")]
pub mod walk;
