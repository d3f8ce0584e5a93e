//! Abbreviations that a note spells out.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// An abbreviation that a note spells out: `Elastic Load Balancing (ELB)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expansion {
    /// The abbreviation: `ELB`.
    pub short: Box<str>,
    /// The words as written: `Elastic Load Balancing`.
    pub long: Box<str>,
    /// The position of the words.
    pub span: Span,
    /// The expansion in the dictionaries; empty if they do not have the abbreviation.
    pub right: Box<str>,
}
