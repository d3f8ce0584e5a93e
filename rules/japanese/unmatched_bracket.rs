//! `unmatched-bracket`: a bracket or quotation mark without a matching one.

use std::ops::Range;

use crate::japanese::sentences::letters::is_japanese;
use crate::lint::prelude::*;
use crate::markdown::document::Document;

pub(crate) struct UnmatchedBracket;

rule!(UnmatchedBracket {
    summary: Text { en: "a bracket without a matching one", ja: "対応するかっこがない" },
    aliases: &["no-unmatched-pair"],
});

/// Opening and closing brackets. Round ones of different widths match too: `inconsistent-spelling` reports those.
const PAIRS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('［', '］'),
    ('〔', '〕'),
    ('〈', '〉'),
    ('《', '》'),
];

/// How many of the open brackets before a closing one are searched for its match.
const MAX_OPEN: usize = 64;

impl Check for UnmatchedBracket {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        if !prose.is_japanese() {
            return;
        }
        for (range, char) in unmatched(note.document) {
            if !is_intentional(prose.text(), &range, char) {
                let opens = PAIRS.iter().any(|(open, _)| *open == char);
                let message = if opens {
                    message!("`{char}` is never closed", "`{char}` が閉じられていない")
                } else {
                    message!("`{char}` has no opening bracket", "`{char}` に対応する開きかっこがない")
                };
                let span: Span = prose.span(range);
                sink.report(span, message);
            }
        }
    }
}

/// The unmatched brackets of `document`. A pair may span several paragraphs of one container.
fn unmatched(document: &Document<'_>) -> Vec<(Range<usize>, char)> {
    let prose = document.prose();
    let mut left: Vec<(Range<usize>, char)> = Vec::new();
    // Parent of the previous paragraph: a quotation may continue in its next sibling.
    let mut previous_parent: Option<Node<'_>> = None;
    for block in prose.blocks() {
        // In `$1（約$2）` GitHub reads the bracket as part of a formula.
        if document.node(block.node).descendants().any(|node| node.kind() == Kind::Math) {
            continue;
        }
        let first = left.len();
        let parent = document.node(block.node).parent().filter(|_| document.node(block.node).kind() == Kind::Paragraph);
        let continues = parent.is_some() && parent == previous_parent;
        previous_parent = parent;
        for (at, char) in prose.block_text(block).char_indices() {
            let at = block.range.start + at;
            if let Some((open, _)) = PAIRS.iter().find(|(_, close)| *close == char) {
                let round = "(（".contains(*open);
                let fits = |(index, (_, left)): &(usize, &(Range<usize>, char))| {
                    (left == open || round && "(（".contains(*left)) && (*index >= first || continues)
                };
                match left.iter().enumerate().rev().take(MAX_OPEN).find(fits).map(|(index, _)| index) {
                    Some(index) => drop(left.remove(index)),
                    None => left.push((at..at + char.len_utf8(), char)),
                }
            } else if PAIRS.iter().any(|(open, _)| *open == char) {
                left.push((at..at + char.len_utf8(), char));
            }
        }
        // Half-width ones also occur in code, in emoticons and after numbers.
        let (index, text) = (left.len().min(first), prose.text());
        let kept: Vec<_> = left
            .drain(index..)
            .filter(|(range, char)| !matches!(char, '(' | ')') || in_japanese(text, range))
            .collect();
        left.extend(kept);
    }
    left
}

/// Whether Japanese text is before `range`, and Japanese or ASCII text after it.
fn in_japanese(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    before.is_some_and(is_japanese) && after.is_some_and(|char| is_japanese(char) || char.is_ascii_alphanumeric())
}

/// Whether the bracket belongs to a number (`１）`, `a）`) or is quoted by itself (`「（」`).
fn is_intentional(text: &str, range: &Range<usize>, char: char) -> bool {
    let line = &text[..range.start];
    let mut before = line.chars().rev();
    let (last, second) = (before.next(), before.next());
    let letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphabetic());
    let numbered = last.is_none_or(|char| char.is_numeric() || char == '\n') || letter(last) && !letter(second);
    let cited =
        line.ends_with(['「', '『', '\u{fffc}', '"']) || text[range.end..].starts_with(['」', '』', '\u{fffc}', '"']);
    matches!(char, '）' | ')') && numbered || cited
}
