//! What is to be completed, and the bytes that a completion replaces.

use super::line::Line;
use crate::text::source::Span;

/// What is to be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// What it is.
    pub(super) kind: Kind,
    /// The bytes that a completion replaces. They include the position.
    pub(super) span: Span,
    /// What has to follow a completion because it is missing in the note: closing brackets.
    pub(super) close: &'static str,
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part of the path in the destination of a link.
    Path(Written),
    /// The fragment in the destination of a link.
    Anchor(Written),
    /// The label of a reference.
    Label {
        /// Whether it is after the text of a link (`[text][label]`).
        full: bool,
    },
    /// The label of a footnote.
    Footnote,
    /// The name of a note in a wikilink.
    WikiNote {
        /// Whether the file is embedded (`![[…]]`).
        embedded: bool,
    },
    /// A heading in a wikilink to the note of this name; empty for the note itself.
    WikiHeading(String),
    /// The kind of an alert or callout.
    Callout,
    /// The language of a fenced code block.
    Language,
    /// A key of the front matter.
    FrontMatterKey,
    /// What a suppression comment does.
    Directive,
    /// A rule in a suppression comment.
    Rule,
    /// Words of prose, which may be the start of a name.
    Prose,
}

/// The destination of a link, as far as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// The text before the position.
    pub(super) text: String,
    /// Whether spaces may be in it: it is in angle brackets or an attribute.
    pub(super) spaces: bool,
    /// Whether it is that of an image.
    pub(super) image: bool,
}

impl Context {
    /// The context `kind` that replaces the text of `line` from byte `from` of it to byte `to`.
    pub(super) fn new(line: &Line<'_>, kind: Kind, from: usize, to: usize) -> Self {
        Self { kind, span: Span::new(line.start + from, line.start + to.max(line.before.len())), close: "" }
    }

    /// The same, followed by `close` as far as the note does not have it.
    pub(super) fn closed(self, line: &Line<'_>, close: &'static str) -> Self {
        let after = line.rest(self.span.end as usize);
        let missing = (0..close.len()).find(|missing| after.starts_with(&close[*missing..]));
        Self { close: &close[..missing.unwrap_or(close.len())], ..self }
    }
}
