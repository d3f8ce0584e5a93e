//! `textDocument/selectionRange`: the word, the inline element, the block, the section and the note around a position.

use lsp_types::{SelectionRange, SelectionRangeParams};

use crate::japanese::sentences::letters::{is_hiragana, is_kanji, is_katakana};
use crate::lsp::client::Client;
use crate::lsp::views::Views;
use crate::markdown::document::{Document, Kind};
use crate::markdown::outline::{Section, sections};
use crate::text::slice::Slice as _;
use crate::text::source::{Source, Span};

/// The most ranges of one position. Nested block quotes can have thousands.
const MOST: usize = 64;

/// Answers `textDocument/selectionRange`.
pub(in crate::lsp) fn list(
    client: &Client,
    views: &Views<'_>,
    params: &SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    let note = views.note(&params.text_document.uri).filter(|_| client.settings().symbols)?;
    let document = Document::parse(&note.source);
    let sections = sections(&document);
    let range = |span: Span| client.encoding.range(&note.source, span);
    let selection = |position: &lsp_types::Position| {
        let spans = around(&document, &sections, client.encoding.offset(&note.source, *position));
        let outer = |inner: Option<Box<SelectionRange>>, span: &Span| {
            Some(Box::new(SelectionRange { range: range(*span), parent: inner }))
        };
        spans.iter().rev().fold(None, outer).map_or_else(SelectionRange::default, |innermost| *innermost)
    };
    Some(params.positions.iter().map(selection).collect())
}

/// The spans around byte `offset`, the innermost first. Each is within the next, and longer than the one before.
fn around(document: &Document<'_>, sections: &[Section<'_>], offset: usize) -> Vec<Span> {
    let source = document.source();
    let text = Span::new(0, source.text().len());
    let position = Span::at(offset);
    let mut spans: Vec<Span> = word(source, offset).into_iter().collect();
    // At the end of a line, the text before the position is meant.
    let is_end = source.line_at(offset).end as usize == offset;
    let before = source.text().head(offset).char_indices().next_back().map_or(0, |(at, _)| at);
    let node = document.node_at(if is_end { before } else { offset });
    for node in std::iter::once(node).chain(node.ancestors()).filter(|node| node.kind() != Kind::Document) {
        let inside = node.first_child().zip(node.children().last());
        spans.extend(inside.map(|(first, last)| Span { start: first.span().start, end: last.span().end }));
        spans.push(node.span());
    }
    spans.extend(sections.iter().map(|section| section.span));
    spans.push(text);
    spans.retain(|span| span.covers(position) && span.start < span.end);
    spans.sort_by_key(|span| span.len());
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        if nested.last().is_none_or(|inner| span.covers(*inner) && span != *inner) && nested.len() < MOST {
            nested.push(span);
        }
    }
    if nested.last() != Some(&text) {
        nested.push(text);
    }
    nested
}

/// The run of characters of one script that touches byte `offset`. In Japanese, that is close to a word.
fn word(source: &Source, offset: usize) -> Option<Span> {
    let line = source.line_at(offset);
    let before = source.text().part(line.start as usize..offset.max(line.start as usize));
    let after = source.text().part(offset..(line.end as usize).max(offset));
    let script =
        |chars: &mut dyn Iterator<Item = char>| chars.map(Script::of).find(|script| *script != Some(Script::Mark));
    let script =
        script(&mut after.chars().take(1)).flatten().or_else(|| script(&mut before.chars().rev()).flatten())?;
    let is_same = |char: char| matches!(Script::of(char), Some(own) if own == script || own == Script::Mark);
    let start = offset - (before.len() - before.trim_end_matches(is_same).len());
    let end = offset + (after.len() - after.trim_start_matches(is_same).len());
    (start < end).then(|| Span::new(start, end))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Kanji,
    Other,
    /// A combining mark, such as U+3099 in `か゛`. It belongs to the character before it.
    Mark,
}

impl Script {
    fn of(char: char) -> Option<Self> {
        match char {
            '\u{3099}' | '\u{309a}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => Some(Self::Mark),
            _ if is_hiragana(char) => Some(Self::Hiragana),
            _ if is_katakana(char) => Some(Self::Katakana),
            _ if is_kanji(char) => Some(Self::Kanji),
            _ => (char.is_alphanumeric() || char == '_').then_some(Self::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts around the first `|` of `text`, which is removed.
    fn found(text: &str) -> Vec<String> {
        let offset = text.find('|').unwrap();
        let source = Source::new(text.replacen('|', "", 1)).unwrap();
        let document = Document::parse(&source);
        let spans = around(&document, &sections(&document), offset);
        spans.iter().map(|span| source.slice(*span).to_owned()).collect()
    }

    #[test]
    fn from_the_word_to_the_note() {
        let text = "# a\n\n## b\n\nx **two w|ords** y\n\n- z\n\n## c\n";
        let expected = [
            "words",
            "two words",
            "**two words**",
            "x **two words** y",
            "## b\n\nx **two words** y\n\n- z",
            "# a\n\n## b\n\nx **two words** y\n\n- z\n\n## c",
            "# a\n\n## b\n\nx **two words** y\n\n- z\n\n## c\n",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn japanese_words_are_runs_of_a_script() {
        assert_eq!(found("東京リー|ジョンの料金\n")[0], "リージョン");
        assert_eq!(found("料金は|\n")[0], "は");
        assert_eq!(found("か\u{3099}|く\n")[0], "か\u{3099}く");
        assert_eq!(found("|😀\n")[0], "😀");
        assert_eq!(found("|"), [""]);
    }

    #[test]
    fn links_and_lists() {
        let spans = found("- a [b| c](d.md)\n- e\n");
        let expected = ["b", "b c", "[b c](d.md)", "a [b c](d.md)", "- a [b c](d.md)", "- a [b c](d.md)\n- e"];
        assert_eq!(spans[..6], expected);
    }
}
