//! Japanese prose.
//!
//! [`sentences`] takes a document's prose apart into sentences and knows how they end; [`habits`] counts what a note does where
//! both of two ways are right; [`names`] knows proper names with a case of their own. Nothing here is a rule.

pub mod habits;
pub mod names;
pub mod sentences;
