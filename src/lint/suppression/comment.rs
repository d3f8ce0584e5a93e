//! A suppression comment.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// What a comment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directive {
    /// From here on.
    Disable,
    /// Ends a `disable`; markdownlint's switches on what its configuration left off, too.
    Enable,
    /// On the comment's line.
    DisableLine,
    /// On the line behind the comment.
    DisableNextLine,
    /// In the whole file.
    DisableFile,
    /// Ends a `disable-file`.
    EnableFile,
    /// Keeps what is on and off, for `restore`.
    Capture,
    /// Makes it so again; without a `capture` as it is without comments.
    Restore,
}

impl Directive {
    const ALL: [(&'static str, Directive); 8] = [
        ("disable", Self::Disable),
        ("enable", Self::Enable),
        ("disable-line", Self::DisableLine),
        ("disable-next-line", Self::DisableNextLine),
        ("disable-file", Self::DisableFile),
        ("enable-file", Self::EnableFile),
        ("capture", Self::Capture),
        ("restore", Self::Restore),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, directive)| *directive)
    }

    pub(super) fn disables(self) -> bool {
        matches!(self, Self::Disable | Self::DisableLine | Self::DisableNextLine | Self::DisableFile)
    }
}

/// A suppression comment, and the bytes it rules over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suppression {
    /// What it says.
    pub directive: Directive,
    /// The comment.
    pub span: Span,
    /// The rules it names, each with its bytes; empty for all rules.
    pub rules: Vec<(String, Span)>,
    /// Written for notelint, not for markdownlint.
    pub own: bool,
    /// Stands in code: markdownlint obeys it all the same.
    pub(super) in_code: bool,
    /// Findings that begin in here, or right behind it, are meant; but for the switches, that end where others begin.
    pub(super) reach: Span,
}

/// A `markdownlint-configure-file` comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Configure {
    /// The comment.
    pub span: Span,
    /// Its settings: the text after the word.
    pub text: String,
}

/// Something wrong with a `configure-file` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It can't be read, and has no effect. The parser's words.
    Unreadable(String),
    /// One of its values has the wrong type or is out of bounds, and has no effect.
    BadOption {
        /// The option.
        option: String,
        /// The rule.
        rule: &'static str,
        /// The parser's words.
        wrong: String,
    },
}
