//! The names of the clouds: dictionaries, and what they find in a note's prose.
//!
//! [`search`] goes over [`Prose::text`](crate::markdown::prose::Prose::text) once, however many entries there are: it
//! looks up names at the beginnings of words ([`index`]), and Japanese words anywhere ([`kana`]). Then it asks whether
//! what it found is a name there, or part of an identifier, a command or a quotation ([`context`]), and whether the author
//! knows that a former name is one ([`history`]). Words that are only similar to a name are looked up apart
//! ([`typos`]).

pub mod abbreviations;
pub(crate) mod accepted;
pub mod brackets;
mod compiled;
mod context;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
pub mod grammar;
mod history;
mod hit;
mod index;
mod kana;
pub mod lifecycle;
#[cfg(feature = "cli")]
pub(crate) mod lookup;
mod matching;
mod meaning;
pub(crate) mod named_dictionary;
mod packed;
mod patterns;
pub mod prh;
mod records;
mod replacement;
mod search;
mod sentence;
mod spacing;
pub mod spelling;
mod typos;
mod window;
pub(crate) mod word_context;

pub use hit::TermHit;
pub use meaning::{AuthorAwareness, Meaning};
pub use search::Terms;
pub use spelling::{SpellingTotals, SpellingUsage};
