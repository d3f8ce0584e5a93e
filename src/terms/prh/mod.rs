//! prh dictionaries: the wording that a project prefers, as patterns and replacements.
//!
//! They mean the same as in prh 5.4.4 ([`pattern`], [`changes`]), but they apply to the prose block by block instead of
//! to the source. A pattern runs only on a text that contains what it requires ([`literals`]).

pub(super) mod changes;
mod context;
mod cycles;
mod entry;
mod hits;
mod literals;
pub mod load;
mod matcher;
mod parser;
mod pattern;
mod preference;
mod rules;
mod syntax;
mod translate;

pub use changes::PrhChange;
pub use preference::Preference;
pub use rules::{Prh, PrhChanges};
