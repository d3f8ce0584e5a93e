//! The names of the clouds: dictionaries, and what they find in a note's prose.
//!
//! [`search`] goes over [`Prose::text`](crate::markdown::prose::Prose::text) once, however many entries there are: it
//! looks up names at the beginnings of words ([`index`]), and Japanese words anywhere ([`kana`]). Then it asks whether
//! what it found is a name there, or part of an identifier, a command or a quotation ([`guards`]), and whether the author
//! knows that a former name is one ([`history`]). Words that are only similar to a name are looked up apart
//! ([`typos`]).

pub mod abbreviations;
pub mod brackets;
mod compiled;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
pub mod fates;
pub mod grammar;
mod guards;
mod history;
mod hit;
mod index;
mod kana;
#[cfg(feature = "cli")]
pub(crate) mod lookup;
mod matching;
mod meaning;
pub(crate) mod named;
pub(crate) mod own;
mod packed;
mod patterns;
pub(crate) mod places;
pub mod prh;
mod records;
mod replacement;
mod search;
mod sentence;
mod spacing;
pub mod spelling;
mod typos;
mod window;

pub use hit::TermHit;
pub use meaning::{Known, Meaning};
pub use search::Terms;
pub use spelling::{SpellingTotals, Usage};
