//! How a report looks.

use crate::finding::Lang;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of all but the findings' own texts, which are in it already.
    pub lang: Lang,
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Whether lines and marks may be other than ASCII.
    pub unicode: bool,
    /// The terminal's width in columns.
    pub width: usize,
    /// Whether rule names link to their pages and places to their files (OSC 8).
    pub links: bool,
}

impl Style {
    /// For reading without a terminal: no colours, lines of 100 columns.
    pub const fn plain(lang: Lang) -> Self {
        Self { lang, color: false, unicode: true, width: 100, links: false }
    }
}
