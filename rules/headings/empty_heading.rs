//! `empty-heading`: hashes without a title.

use crate::lint::prelude::*;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct EmptyHeading;

rule!(EmptyHeading {
    summary: Text { en: "a heading without a title", ja: "見出しの文字がない" },
    presets: &[Preset::Recommended.member()],
});

impl Check for EmptyHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, _note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        if heading.descendants().any(shows) {
            return;
        }
        let source = excerpt(heading.source());
        sink.report(heading.span(), message!("heading `{source}` has no title", "見出し `{source}` に文字がない"))
            .note(message!(
                "it shows as a gap, and as a line without words in the outline; write the title, or take the mark out",
                "空行のように見え、目次にも空の行ができる。文字を書くか、記号を消す"
            ));
    }
}

/// Whether a reader sees something of `node` itself.
fn shows(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Text => node.literal().chars().any(|char| !is_unicode_space(char) && !is_invisible(char)),
        // Anchors and comments show nothing; of other tags nobody knows.
        Kind::InlineHtml => !["<a", "</a", "<!--"].iter().any(|tag| node.source().starts_with(tag)),
        kind => matches!(
            kind,
            Kind::Code | Kind::Math | Kind::Image | Kind::Autolink | Kind::BareUrl | Kind::FootnoteReference
        ),
    }
}

/// Zero-width spaces and joiners, and the byte order mark.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
