//! Links, and what references refer to.

use std::borrow::Cow;

use crate::text::source::Span;

/// How a link is written.
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
    /// An address in running text.
    Bare,
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub struct Link<'s> {
    /// How it is written.
    pub form: LinkSyntax,
    /// The destination, entities and escapes decoded, percent-encoding kept.
    pub destination: Cow<'s, str>,
    /// The title.
    pub title: Cow<'s, str>,
    /// The label of a reference, as written.
    pub label: Cow<'s, str>,
}

/// A link reference definition (`CommonMark` 0.31 §4.7); of several for one label only the first, which counts.
#[derive(Clone, Debug)]
pub struct Definition<'s> {
    /// The label, as written.
    pub label: Cow<'s, str>,
    /// The whole definition.
    pub span: Span,
    /// The destination, decoded.
    pub destination: Cow<'s, str>,
}

/// A reference to a label that nothing defines; it stays literal text.
#[derive(Clone, Debug)]
pub struct Undefined<'s> {
    /// How it is written.
    pub form: LinkSyntax,
    /// The whole reference, brackets included.
    pub span: Span,
    /// The label, as written.
    pub label: Cow<'s, str>,
}
