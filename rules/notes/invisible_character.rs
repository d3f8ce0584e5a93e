//! `invisible-character`: zero-width characters, control characters and other invisible ones.

use std::ops::{Range, RangeInclusive};

use crate::lint::prelude::*;
use crate::markdown::prose::{Block, is_wide};
use crate::text::characters::invisible::{
    is_direction, is_invisible, is_joiner, is_right_to_left, is_separator, is_zero_width, name, needs_no_joiner,
};
use crate::text::characters::{around, code_points, runs};
use crate::text::whitespace::is_unicode_space;
use crate::words;

pub(crate) struct InvisibleCharacter;

rule!(InvisibleCharacter {
    summary: Text { en: "an invisible character", ja: "見えない文字" },
    presets: &[Preset::Recommended.member(), Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

/// What shells say of a program that they can't run.
const SHELL_ERRORS: &[&str] = words!("../words/code.txt", "shell errors");

/// The rule is skipped for notes that have none of these.
const TRIGGERS: &[RangeInclusive<char>] = &[
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
        TRIGGERS
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
            // One finding per line: its fix removes all of them.
            let found = runs(line, 0..line.len(), is_zero_width);
            let spans: Vec<Span> = found.iter().map(|run| Span::new(at + run.start, at + run.end)).collect();
            let is_harmless =
                |run| is_of_a_pattern(line, run) || is_after_ellipsis(line, run) || is_in_error_message(line, run);
            if let Some(first) = spans.first().filter(|_| !found.iter().any(is_harmless)) {
                let edits = spans.iter().copied().map(Edit::delete).collect();
                report(note, *first, sink)
                    .note(message!(
                        "code that is copied from here fails for no visible reason",
                        "コピーしたコードが、原因の分からないエラーになる"
                    ))
                    .fix(Applicability::Unsafe, Effect::Code, message!("remove it", "取り除く"), edits);
            }
            at += line.len();
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let prose = note.document.prose();
        for block in prose.blocks() {
            let text = prose.block_text(block);
            // A paragraph of nothing else is used as vertical space.
            if text.contains(is_invisible) && !text.chars().all(|char| is_invisible(char) || is_unicode_space(char)) {
                in_block(note, block, sink);
            }
        }
    }
}

/// Whether the character is part of a pattern that searches for it. Example: `[\u{200b}-\u{200f}]`.
fn is_of_a_pattern(line: &str, run: &Range<usize>) -> bool {
    matches!(around(line, run), (Some('[' | '-'), _) | (_, Some('-')))
}

/// Whether the character is after an ellipsis, where the manual pages of git have one: `<file>…\u{200b}`. Such a line shows how
/// to write a command, and can't be run as it is.
fn is_after_ellipsis(line: &str, run: &Range<usize>) -> bool {
    matches!(around(line, run), (Some('…'), _))
}

/// Whether the character is in the message of a shell that could not run what begins with it: `sh: line 1: \u{feff}#!/bin/sh: No such
/// file or directory`.
fn is_in_error_message(line: &str, run: &Range<usize>) -> bool {
    let (before, after) = (&line[..run.start], &line[run.end..]);
    before.ends_with(": ") && SHELL_ERRORS.iter().any(|error| after.contains(error))
}

fn in_block(note: &Note<'_>, block: &Block, sink: &mut Sink<'_>) {
    let prose = note.document.prose();
    let right_to_left = is_right_to_left(prose.block_text(block));
    for run in runs(prose.text(), block.range.clone(), is_invisible) {
        let (before, after) = around(prose.text(), &run);
        // As an entity it is visible in the source, so its author wants it.
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
            .note(message!("searches for the surrounding text miss it", "前後の文字列を検索しても見つからない"))
            .fix(
                Applicability::Safe,
                Effect::Text,
                message!("remove it", "取り除く"),
                vec![Edit::replace(with_indent(note, span), new)],
            );
    }
}

/// `span` with the spaces after it, if it begins its line: they would make the line code without it. Some editors indent
/// paragraphs so.
fn with_indent(note: &Note<'_>, span: Span) -> Span {
    let text = note.source.text();
    let line = note.source.line_at(span.start as usize);
    let before = &text[line.start as usize..span.start as usize];
    let after = &text[span.end as usize..line.end as usize];
    let begins = before.trim_matches([' ', '\t', '>']).is_empty();
    let spaces = after.len() - after.trim_start_matches(' ').len();
    if begins { Span { end: span.end + u32::try_from(spaces).unwrap_or_default(), ..span } } else { span }
}

/// What replaces the run: a space for a line separator between two words, otherwise nothing.
fn replacement(text: &str, run: &Range<usize>, before: Option<char>, after: Option<char>) -> &'static str {
    let word = |char: Option<char>| char.is_some_and(|char| !is_unicode_space(char) && !is_wide(char));
    if text[run.clone()].contains(is_separator) && word(before) && word(after) { " " } else { "" }
}

/// Whether the character is next to an emphasis marker, where some authors put it on purpose to make the marker work.
/// Example: `**「a」**\u{200b}b`.
fn parts_marks(note: &Note<'_>, span: Span) -> bool {
    let (before, after) = around(note.source.text(), &span.range());
    [before, after].into_iter().flatten().any(|char| matches!(char, '*' | '_' | '~'))
}

fn report<'s>(note: &Note<'_>, span: Span, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let text = note.source.slice(span);
    let points = code_points(text);
    let (en, ja) = text.chars().next().map_or(("", ""), name);
    sink.report(span, message!("invisible character `{points}` ({en})", "見えない文字 `{points}`（{ja}）が入っている"))
}
