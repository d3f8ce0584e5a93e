//! Fixes as data, and the way they reach a note: choose, apply, verify, write.
//!
//! A round takes the fixes that don't overlap, the structural ones first, and holds the outcome of each kind against
//! what that kind declares. A fix that breaks its word is found by halving and withheld; the rest goes ahead. Rounds
//! follow until nothing is left to fix. Rules whose fixes undo each other, or never come to an end, are left out for the
//! note: nothing is kept of what they did.
//!
//! A fix that would break a link to a heading is not part of that: it is deferred, and made together with the edits of the
//! links ([`units`]), or withheld where a link can't be changed. What a check says of fixes is proven the same way
//! ([`proof`]).

pub mod apply;
mod backlinks;
mod bisect;
pub mod conflicting_rules;
mod destinations;
pub mod proof;
mod rounds;
mod tables;
pub mod units;
pub mod verify;
#[cfg(feature = "cli")]
pub mod write;

#[cfg(test)]
mod tests;

pub use backlinks::Backlinks;
pub use rounds::{FixOptions, FixedText, count_fixes, culprit, fix_source};
