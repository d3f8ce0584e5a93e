//! Notes on a machine: which there are, what git and the disk know, a run over them, what is remembered.

pub mod baseline;
pub mod cache;
pub mod disk;
pub mod git;
pub mod moves;
pub mod root;
pub mod run;
pub mod walk;
