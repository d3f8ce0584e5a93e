//! Japanese prose.
//!
//! [`sentences`] splits the prose of a document into sentences and classifies their endings, [`conventions`] counts
//! which of two correct forms a note uses, and [`proper_names`] finds proper names in the wrong case. There are no
//! rules here.

pub mod conventions;
pub mod proper_names;
pub mod sentences;
