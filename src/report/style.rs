//! How a report looks.

use crate::finding::Lang;

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language of the report. Messages, notes and fix titles are in it already.
    pub lang: Lang,
    /// Whether to use ANSI colours.
    pub color: bool,
    /// Whether lines and marks may use more than ASCII.
    pub unicode: bool,
    /// The terminal's width in columns.
    pub width: usize,
    /// Whether rule names link to their pages, and places to their files (OSC 8).
    pub links: bool,
}

impl Style {
    /// Without a terminal: no colours, 100 columns.
    pub const fn plain(lang: Lang) -> Self {
        Self { lang, color: false, unicode: true, width: 100, links: false }
    }
}
