//! Names of cloud services: the dictionaries, and matching them against the prose of a note.
//!
//! [`search`] scans [`Prose::text`](crate::markdown::prose::Prose::text) once, whatever the number of entries. It looks
//! up names at the start of each word ([`index`]) and Japanese words anywhere ([`kana`]). It then checks that a match
//! is a name and not part of an identifier, a command or a quotation ([`context`]), and whether the author knows that a
//! former name is one ([`history`]). Typos of names are looked up separately ([`typos`], [`part_typos`]).

pub mod abbreviations;
pub(crate) mod accepted;
mod alike;
pub mod brackets;
mod command;
mod compiled;
mod compound;
mod context;
pub(crate) mod contradictions;
pub mod dictionary;
pub(crate) mod entries;
pub mod grammar;
mod history;
mod hit;
mod identifier;
mod index;
mod kana;
mod language;
pub mod lifecycle;
pub(crate) mod lookup;
mod maker;
mod matching;
mod meaning;
mod mention;
pub mod name_facts;
#[cfg(feature = "lsp")]
pub(crate) mod name_index;
pub(crate) mod named_dictionary;
mod near_hits;
mod near_words;
mod outline;
mod output;
mod packed;
mod part_typos;
mod patterns;
pub mod prh;
mod records;
mod replacement;
mod search;
mod sentence;
mod service_list;
mod spacing;
pub mod spelling;
mod title_list;
mod typos;
mod values;
mod window;
pub(crate) mod word_context;

pub use hit::TermHit;
pub use meaning::{AuthorAwareness, Meaning};
pub use search::Terms;
pub use spelling::{SpellingTotals, SpellingUsage};
