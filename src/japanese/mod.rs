//! Japanese prose.
//!
//! [`sentences`] takes a document's prose apart into sentences and knows how they end; [`conventions`] counts what a note does where
//! both of two ways are right; [`proper_names`] knows proper names with a case of their own. Nothing here is a rule.

pub mod conventions;
pub mod proper_names;
pub mod sentences;
