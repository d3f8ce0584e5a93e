//! `emphasis-as-heading`: a paragraph in bold or italics that is used as a heading.

use unicode_width::UnicodeWidthStr;

use crate::lint::options::{Maximum, ShortText};
use crate::lint::prelude::*;

pub(crate) struct EmphasisAsHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Text that ends with one of these characters is a sentence, not a heading.
    punctuation: ShortText,
    /// Maximum width of a heading in columns; a full-width character counts as two. Wider text is a sentence. `0`: no
    /// limit.
    widest: Maximum,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            punctuation: ShortText::of(".,;:!?。、，．；：！？｡､…」』）)"), widest: Maximum::of::<40>()
        }
    }
}

rule!(EmphasisAsHeading {
    options: Options,
    summary: Text { en: "emphasis used as a heading", ja: "見出しの代わりに強調を使っている" },
    aliases: &["MD036", "no-emphasis-as-heading"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("punctuation = \".,;:!?。，；：！？\"\nwidest = 0"),],
});

impl Check for EmphasisAsHeading {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Paragraph])
    }

    fn node(&self, note: &Note<'_>, paragraph: Node<'_>, sink: &mut Sink<'_>) {
        let Some(emphasis) = only_emphasis(paragraph) else { return };
        let text = emphasis.text();
        // Trailing whitespace is typical of a line that was meant to break, not of a heading.
        let spaced = note.source.text()[paragraph.span().end as usize..].starts_with([' ', '\t']);
        let wide = self.options.widest.or_zero() > 0 && text.width() > self.options.widest.or_zero();
        let sentence = wide || text.ends_with(|last| self.options.punctuation.contains(last));
        // markdownlint, which has no limit on the width, reports text such as `12:30` too.
        let directive = self.options.widest.or_zero() > 0 && has_directive(emphasis.source());
        if spaced || sentence || directive || !is_plain(emphasis) {
            return;
        }
        let title = excerpt(&text);
        sink.report(
            paragraph.span(),
            message!("`{title}` is emphasis used as a heading", "`{title}` が見出しではなく強調になっている"),
        )
        .note(message!(
            "it is missing from the outline and has no anchor to link to",
            "目次に出ず、アンカーがないのでリンクもできない"
        ));
    }
}

/// The emphasis or strong emphasis that makes up all of `paragraph`, HTML tags aside. `None` if there is other content, or
/// if the paragraph is inside another block.
fn only_emphasis(paragraph: Node<'_>) -> Option<Node<'_>> {
    if paragraph.parent()?.kind() != Kind::Document {
        return None;
    }
    let blank = |node: &Node<'_>| match node.kind() {
        Kind::InlineHtml => true,
        Kind::Text => node.source().unicode_trim().is_empty(),
        _ => false,
    };
    let mut inlines = paragraph.children().filter(|node| !blank(node));
    let emphasis = inlines.next().filter(|_| inlines.next().is_none())?;
    matches!(emphasis.kind(), Kind::Emphasis | Kind::Strong).then_some(emphasis)
}

/// Whether `emphasis` is one line of plain words: no link, code, escape or math, including math that only some renderers support.
fn is_plain(emphasis: Node<'_>) -> bool {
    let source = emphasis.source();
    let escape = |pair: &[u8]| pair[0] == b'\\' && pair[1].is_ascii_punctuation();
    let words = |node: Node<'_>| match node.kind() {
        Kind::Text => node.literal() == node.source(),
        kind => kind == Kind::Strikethrough,
    };
    let math = source.matches('$').nth(1).is_some();
    emphasis.descendants().all(words) && !source.contains('[') && !math && !source.as_bytes().windows(2).any(escape)
}

/// Whether `text` contains a text directive, such as `:name`.
fn has_directive(text: &str) -> bool {
    let mut before = "";
    text.split(':').enumerate().any(|(index, piece)| {
        let rest = piece.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '-' | '_'));
        let name = &piece[..piece.len() - rest.len()];
        let first = index == 1 || index > 1 && !before.is_empty();
        before = piece;
        first && name.starts_with(char::is_alphanumeric) && !name.ends_with(['-', '_'])
    })
}
