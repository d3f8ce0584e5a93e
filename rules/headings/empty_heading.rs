//! `empty-heading`: a heading without text.

use crate::lint::prelude::*;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct EmptyHeading;

rule!(EmptyHeading {
    summary: Text { en: "a heading without text", ja: "見出しに文字がない" },
    presets: &[Preset::Recommended.member()],
});

impl Check for EmptyHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        // A program of the project may replace comments.
        let replaced = || note.document.profile().preprocessed && heading.source().contains("<!--");
        if heading.descendants().any(is_visible) || replaced() {
            return;
        }
        let source = excerpt(heading.source());
        sink.report(heading.span(), message!("heading `{source}` has no text", "見出し `{source}` に文字がない")).note(
            message!(
                "it renders as a blank heading; add text or remove it",
                "空の見出しとして表示される。文字を書くか、見出しを消す"
            ),
        );
    }
}

/// Whether `node` itself, without its children, renders something visible.
fn is_visible(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Text => node.literal().chars().any(|char| !is_unicode_space(char) && !is_invisible(char)),
        // Anchors and comments are invisible. Other tags may not be.
        Kind::InlineHtml => !["<a", "</a", "<!--"].iter().any(|tag| node.source().starts_with(tag)),
        kind => matches!(
            kind,
            Kind::Code | Kind::Math | Kind::Image | Kind::Autolink | Kind::BareUrl | Kind::FootnoteReference
        ),
    }
}

/// Whether `char` is a zero-width space, a zero-width joiner or a byte order mark.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
