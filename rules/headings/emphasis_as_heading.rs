//! `emphasis-as-heading`: a line in bold or italics that stands where a heading would.

use unicode_width::UnicodeWidthStr;

use crate::lint::options::{Count, ShortText};
use crate::lint::prelude::*;

pub(crate) struct EmphasisAsHeading {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// A line that ends in one of these characters is a sentence.
    punctuation: ShortText,
    /// The widest that a heading is, in columns (a full-width character takes two); what is wider is a sentence. `0`:
    /// no limit.
    widest: Count,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            punctuation: ShortText::of(".,;:!?。、，．；：！？｡､…」』）)"), widest: Count::of::<40>()
        }
    }
}

rule!(EmphasisAsHeading {
    options: Options,
    summary: Text { en: "emphasis in the place of a heading", ja: "見出しの代わりに強調を使っている" },
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
        // A space at the end is a habit of those who break lines: a line to them, no heading.
        let spaced = note.source.text()[paragraph.span().end as usize..].starts_with([' ', '\t']);
        let wide = self.options.widest.or_zero() > 0 && text.width() > self.options.widest.or_zero();
        let sentence = wide || text.ends_with(|last| self.options.punctuation.contains(last));
        if spaced || sentence || !is_plain(emphasis) {
            return;
        }
        let title = excerpt(&text);
        sink.report(
            paragraph.span(),
            message!("`{title}` is emphasised, not a heading", "`{title}` が見出しではなく強調になっている"),
        )
        .note(message!("it is missing from the outline, and no link can lead to it", "目次に出ず、リンクもできない"));
    }
}

/// The emphasis that is all there is in `paragraph`, tags aside, where that stands in the body of the note.
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

/// Whether `emphasis` holds words and nothing else, on one line: no link, no code, nothing that is more than words to one
/// renderer or another.
fn is_plain(emphasis: Node<'_>) -> bool {
    let source = emphasis.source();
    let escape = |pair: &[u8]| pair[0] == b'\\' && pair[1].is_ascii_punctuation();
    let words = |node: Node<'_>| match node.kind() {
        Kind::Text => node.literal() == node.source(),
        kind => kind == Kind::Strikethrough,
    };
    let math = source.matches('$').nth(1).is_some();
    emphasis.descendants().all(words)
        && !source.contains('[')
        && !math
        && !has_directive(source)
        && !source.as_bytes().windows(2).any(escape)
}

/// Whether `text` has a text directive: `:name`.
fn has_directive(text: &str) -> bool {
    let mut before = "";
    text.split(':').enumerate().any(|(index, piece)| {
        let behind = piece.trim_start_matches(|char: char| char.is_alphanumeric() || matches!(char, '-' | '_'));
        let name = &piece[..piece.len() - behind.len()];
        let first = index == 1 || index > 1 && !before.is_empty();
        before = piece;
        first && name.starts_with(char::is_alphanumeric) && !name.ends_with(['-', '_'])
    })
}
