//! Fixes: chosen, applied, verified and written.
//!
//! A round applies the fixes that do not overlap, structural ones first, and compares the result of each effect with
//! what that effect allows. A fix that does more than it declares is found by bisection and withheld; the others are
//! applied. Rounds are repeated until nothing is left to fix. If the fixes of some rules undo each other or never
//! converge, all of their fixes are left out for that note.
//!
//! A fix that would break a link to a heading is deferred. It is applied together with the edits of the links
//! ([`units`]), or withheld if a link can't be changed. When notelint only checks, it verifies fixes the same way
//! before it offers them ([`proof`]).

pub mod apply;
mod backlinks;
mod basis;
mod bisect;
pub mod conflicting_rules;
mod destinations;
mod fragments;
mod host_reading;
pub(crate) mod inert;
mod literal;
mod parts;
pub mod proof;
pub mod rendered_view;
mod rounds;
mod snapshot;
mod tables;
pub mod units;
pub mod verify;
#[cfg(feature = "cli")]
pub mod write;

#[cfg(test)]
mod tests;

pub use backlinks::Backlinks;
pub use basis::FixBasis;
pub use rounds::{FixOptions, FixedText, count_fixes, culprit, fix_source};
