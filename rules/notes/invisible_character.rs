//! `invisible-character`: zero-width characters, control characters and the like.

use std::ops::{Range, RangeInclusive};

use crate::lint::prelude::*;
use crate::markdown::prose::{Block, is_wide};
use crate::text::characters::invisible::{
    is_direction, is_invisible, is_joiner, is_right_to_left, is_separator, is_zero_width, name, needs_no_joiner,
};
use crate::text::characters::{around, code_points, runs};
use crate::text::whitespace::is_unicode_space;

pub(crate) struct InvisibleCharacter;

rule!(InvisibleCharacter {
    summary: Text { en: "a character that can't be seen", ja: "見えない文字" },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// Without one of these there is nothing to find.
const LOOKED_FOR: &[RangeInclusive<char>] = &[
    '\0'..='\u{8}',
    '\u{b}'..='\u{c}',
    '\u{e}'..='\u{1f}',
    '\u{7f}'..='\u{9f}',
    '\u{ad}'..='\u{ad}',
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{2060}',
    '\u{2066}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
];

impl Check for InvisibleCharacter {
    fn looks_for(&self) -> &[RangeInclusive<char>] {
        LOOKED_FOR
    }

    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Code, Kind::CodeBlock])
    }

    fn node(&self, note: &Note<'_>, code: Node<'_>, sink: &mut Sink<'_>) {
        let source = code.source();
        if !source.contains(is_zero_width) {
            return;
        }
        let mut at = code.span().start as usize;
        for line in source.split_inclusive('\n') {
            // One for each line: what is wrong with one is wrong with all.
            let found = runs(line, 0..line.len(), is_zero_width);
            let spans: Vec<Span> = found.iter().map(|run| Span::new(at + run.start, at + run.end)).collect();
            if let Some(first) = spans.first().filter(|_| !found.iter().any(|run| is_of_a_pattern(line, run))) {
                let edits = spans.iter().copied().map(Edit::delete).collect();
                report(note, *first, sink)
                    .note(message!(
                        "a program stumbles over it, and nobody sees why",
                        "コピーして実行すると、原因の見えないエラーになる"
                    ))
                    .fix(Applicability::Unsafe, Effect::Code, message!("take it out", "取り除く"), edits);
            }
            at += line.len();
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            let text = prose.block_text(block);
            // A paragraph of nothing else keeps a distance.
            if text.contains(is_invisible) && !text.chars().all(|char| is_invisible(char) || is_unicode_space(char)) {
                in_block(note, block, sink);
            }
        }
    }
}

/// Whether `line` looks for it, as `[\u{200b}-\u{200f}]` does.
fn is_of_a_pattern(line: &str, run: &Range<usize>) -> bool {
    matches!(around(line, run), (Some('[' | '-'), _) | (_, Some('-')))
}

fn in_block(note: &Note<'_>, block: &Block, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let right_to_left = is_right_to_left(prose.block_text(block));
    for run in runs(prose.text(), block.range.clone(), is_invisible) {
        let (before, after) = around(prose.text(), &run);
        // An entity can be seen where it is written: its author wants it.
        let Some(span) = prose.verbatim(run.clone()) else { continue };
        let text = &prose.text()[run.clone()];
        let joins = text.chars().all(is_joiner) && !(needs_no_joiner(before) && needs_no_joiner(after));
        if joins
            || right_to_left && text.chars().all(|char| is_direction(char) || is_joiner(char))
            || parts_marks(note, span)
        {
            continue;
        }
        let new = replacement(prose.text(), &run, before, after);
        report(note, span, sink)
            .note(message!("a search for the words around it finds nothing", "前後の語を検索しても見つからない"))
            .fix(
                Applicability::Safe,
                Effect::Text,
                message!("take it out", "取り除く"),
                vec![Edit::replace(span, new)],
            );
    }
}

/// A space in the place of what ended a line between words, else nothing.
fn replacement(text: &str, run: &Range<usize>, before: Option<char>, after: Option<char>) -> &'static str {
    let word = |char: Option<char>| char.is_some_and(|char| !is_unicode_space(char) && !is_wide(char));
    if text[run.clone()].contains(is_separator) && word(before) && word(after) { " " } else { "" }
}

/// Whether it parts marks of emphasis from what is beside them, which some do on purpose.
fn parts_marks(note: &Note<'_>, span: Span) -> bool {
    let (before, after) = around(note.source.text(), &span.range());
    [before, after].into_iter().flatten().any(|char| matches!(char, '*' | '_' | '~'))
}

fn report<'s>(note: &Note<'_>, span: Span, sink: &'s mut Sink<'_>) -> Report<'s> {
    let text = note.source.slice(span);
    let points = code_points(text);
    let (en, ja) = text.chars().next().map_or(("", ""), name);
    sink.report(span, message!("`{points}`, a {en} that can't be seen", "見えない文字 `{points}`（{ja}）が入っている"))
}
