//! Links and link reference definitions.

use std::borrow::Cow;

use crate::text::source::Span;

/// The syntax of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSyntax {
    /// `[text](destination)`
    Inline,
    /// `[text][label]`
    Full,
    /// `[label][]`
    Collapsed,
    /// `[label]`
    Shortcut,
    /// `<destination>`
    Autolink,
    /// A URL in running text that the host turns into a link.
    Bare,
    /// A URL in running text, or a part of one, that the host does not turn into a link.
    Unlinked,
}

/// The destination and title of a link.
#[derive(Clone, Debug)]
pub struct Link<'s> {
    /// The syntax.
    pub form: LinkSyntax,
    /// The destination with entities and escapes decoded. Percent-encoding is kept.
    pub destination: Cow<'s, str>,
    /// The title.
    pub title: Cow<'s, str>,
    /// The label of a reference, as written.
    pub label: Cow<'s, str>,
}

/// A link reference definition (`CommonMark` 0.31 §4.7). Only the first for a label, which is the one that counts.
#[derive(Clone, Debug)]
pub struct Definition<'s> {
    /// The label, as written.
    pub label: Cow<'s, str>,
    /// The whole definition.
    pub span: Span,
    /// The destination, decoded.
    pub destination: Cow<'s, str>,
}

/// A reference whose label has no definition. It is literal text.
#[derive(Clone, Debug)]
pub struct Undefined<'s> {
    /// The syntax.
    pub form: LinkSyntax,
    /// The whole reference, brackets included.
    pub span: Span,
    /// The label, as written.
    pub label: Cow<'s, str>,
}
