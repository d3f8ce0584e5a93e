//! Abbreviations as a note spells them out.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// An abbreviation that a note spells out: `Elastic Load Balancing (ELB)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// The abbreviation.
    pub short: Box<str>,
    /// The words, as they are written.
    pub long: Box<str>,
    /// The words.
    pub span: Span,
    /// What the dictionaries have it stand for; empty where they do not know it.
    pub right: Box<str>,
}
