//! The labels of alerts and callouts: `[!NOTE]` at the start of a quote.

use serde::{Deserialize, Serialize};

use crate::markdown::document::{Document, Kind, Kinds, Node};
use crate::text::boxes::Alerts;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// The label of an alert or callout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertLabel {
    /// From `[` to `]`, and a `-` or `+` after it.
    pub span: Span,
    /// What is between `[!` and `]`.
    pub kind: Box<str>,
    /// Whether text follows the label in the same line.
    pub titled: bool,
    /// Whether readers can fold it: `[!note]-`.
    pub folded: bool,
    /// Whether it is in a list item or another quote.
    pub nested: bool,
}

impl AlertLabel {
    /// Whether `alerts` has its kind.
    pub fn is_known(&self, alerts: &Alerts) -> bool {
        alerts.kinds.unwrap_or_default().iter().any(|known| known.eq_ignore_ascii_case(&self.kind))
    }

    /// Whether a host with `alerts` shows it as a box.
    pub fn works(&self, alerts: &Alerts) -> bool {
        self.is_known(alerts) && (alerts.titles || !self.titled) && (alerts.nest || !self.nested)
    }
}

/// The labels in `document`, in the order of the text.
pub fn labels(document: &Document<'_>) -> Vec<AlertLabel> {
    let quotes = document.of_kind(Kind::BlockQuote).filter(|quote| quote.is_callout());
    quotes.filter_map(|quote| label(document, quote)).collect()
}

/// The label at the start of `quote`.
fn label(document: &Document<'_>, quote: Node<'_>) -> Option<AlertLabel> {
    let source = document.source();
    let line = source.line_at(quote.span().start as usize);
    let start = quote.span().start as usize + quote.source().find("[!")?;
    let text = source.slice(Span::new(start, line.end as usize));
    let end = text.find(']')?;
    let kind = &text[2..end];
    let letters = kind.starts_with(|char: char| char.is_ascii_alphabetic())
        && kind.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'));
    let after = &text[end + 1..];
    // A link or a definition can begin in the same way.
    if !letters || after.starts_with(['(', '[', ':']) {
        return None;
    }
    let folded = after.starts_with(['-', '+']);
    Some(AlertLabel {
        span: Span::new(start, start + end + 1 + usize::from(folded)),
        kind: kind.into(),
        titled: !after.unicode_trim().is_empty(),
        folded,
        nested: quote.within(Kinds::of(&[Kind::Item, Kind::BlockQuote, Kind::FootnoteDefinition])),
    })
}
