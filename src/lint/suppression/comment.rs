//! A suppression comment.

use serde::{Deserialize, Serialize};

use crate::text::source::Span;

/// What a comment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Directive {
    /// Suppresses rules from this line on.
    Disable,
    /// Ends a `disable`. markdownlint's comment also enables rules that are off in the configuration.
    Enable,
    /// Suppresses rules on the line of the comment.
    DisableLine,
    /// Suppresses rules on the line after the comment.
    DisableNextLine,
    /// Suppresses rules in the whole file.
    DisableFile,
    /// Ends a `disable-file`.
    EnableFile,
    /// Saves which rules are on and off, for `restore`.
    Capture,
    /// Restores the captured state; without a `capture`, the state without comments.
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

    /// The names of the directives, as they follow `notelint-`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, directive)| *directive)
    }

    pub(super) fn disables(self) -> bool {
        matches!(self, Self::Disable | Self::DisableLine | Self::DisableNextLine | Self::DisableFile)
    }
}

/// A suppression comment, and the bytes it applies to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Suppression {
    /// What the comment does.
    pub directive: Directive,
    /// The comment.
    pub span: Span,
    /// The rules it names, each with the bytes of the name; empty for all rules.
    pub rules: Vec<(String, Span)>,
    /// Whether it has notelint's prefix rather than markdownlint's.
    pub own: bool,
    /// Whether it is in code. markdownlint applies such comments too.
    pub(super) in_code: bool,
    /// The range it applies to: findings that start in it or at its end. For `disable` and the like, the next comment
    /// may end it earlier.
    pub(super) reach: Span,
}

/// A `markdownlint-configure-file` comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Configure {
    /// The comment.
    pub span: Span,
    /// The settings: the text after `configure-file`.
    pub text: String,
}

/// An error in a `configure-file` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It can't be parsed, and has no effect. Contains the parser's message.
    Unreadable(String),
    /// A value has the wrong type or is out of range, and has no effect.
    BadOption {
        /// The option.
        option: String,
        /// The rule.
        rule: &'static str,
        /// The parser's message.
        wrong: String,
    },
}
