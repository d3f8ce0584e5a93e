//! The text around a word, limited to its line and to a window, so that the cost stays bounded even on a line of 10 MB.

use crate::markdown::document::{Document, Kind};
use crate::text::whitespace::Whitespace as _;

/// The size of the window on each side, in bytes.
const WINDOW: usize = 240;

/// The text before byte `at`, within its line and the window.
pub(super) fn before(text: &str, at: usize) -> &str {
    let start = floor(text, at.saturating_sub(WINDOW));
    let window = &text[start..at];
    &window[window.rfind('\n').map_or(0, |line| line + 1)..]
}

/// The text from byte `at`, within its line and the window.
pub(super) fn after(text: &str, at: usize) -> &str {
    let window = &text[at..floor(text, at + WINDOW).max(at)];
    &window[..window.find('\n').unwrap_or(window.len())]
}

/// The line of the source around byte `at`, within the window.
pub(super) fn line_around<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    let text = document.source().text();
    let before = &text[floor(text, at.saturating_sub(WINDOW))..at];
    let after = &text[at..floor(text, at + WINDOW).max(at)];
    let start = at - before.len() + before.rfind('\n').map_or(0, |line| line + 1);
    &text[start..at + after.find('\n').unwrap_or(after.len())]
}

/// The lines of the source around byte `at`: its own, the one before, the one after, and the rest of the list if it is an
/// item of one, within the window on each side.
pub(super) fn lines_around<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    let text = document.source().text();
    let own = line_around(document, at);
    let is_item = |line: &str| {
        let line = line.md_trim_start();
        line.starts_with(['-', '*', '+', '|', '・']) || line.starts_with(|char: char| char.is_ascii_digit())
    };
    let listed = is_item(own);
    let from = floor(text, at.saturating_sub(WINDOW));
    let to = floor(text, at + WINDOW).max(at);
    let stays = |(index, line): &(usize, &str)| *index == 0 || listed && is_item(line);
    let size = |lines: &mut dyn Iterator<Item = (usize, &'d str)>| -> usize { lines.map(|(_, line)| line.len()).sum() };
    let start = from + text[from..at].rfind('\n').map_or(0, |line| line + 1);
    let end = at + text[at..to].find('\n').map_or(to - at, |line| line + 1);
    let before = size(&mut text[from..start].split_inclusive('\n').rev().enumerate().take_while(stays));
    let after = size(&mut text[end..to].split_inclusive('\n').enumerate().take_while(stays));
    &text[start - before..end + after]
}

/// What ends a sentence.
const ENDS: [&str; 6] = ["。", "！", "？", ". ", "! ", "? "];

/// The part of `before` that belongs to the sentence which continues after it.
pub(super) fn sentence_end(before: &str) -> &str {
    let begun = ENDS.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    &before[begun.unwrap_or(0)..]
}

/// The part of `after` that belongs to the sentence which began before it.
pub(super) fn sentence_start(after: &str) -> &str {
    &after[..ENDS.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len())]
}

/// The sentence after the one that continues at byte `at` of the prose, within the window: in the same block, or at the start of
/// the next one if that is not a heading.
pub(super) fn next_sentence<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    let prose = document.prose();
    let line = after(prose.text(), at);
    let rest = &line[sentence_start(line).len()..];
    let end = ENDS.iter().find(|end| rest.starts_with(**end)).map_or(0, |end| end.len());
    let rest = rest[end..].unicode_trim();
    if !rest.is_empty() {
        return sentence_start(rest);
    }
    let next = prose.blocks().get(prose.blocks().partition_point(|block| block.range.start <= at));
    let text = next.filter(|block| document.node(block.node).kind() != Kind::Heading);
    text.map_or("", |block| sentence_start(after(prose.text(), block.range.start)).unicode_trim())
}

/// How many nodes of a note may come before its title, so that the cost stays bounded.
const NODES: usize = 64;

/// The first heading of the note, if it is at its start.
pub(super) fn title<'d>(document: &'d Document<'_>) -> &'d str {
    document.nodes().take(NODES).find(|node| node.kind() == Kind::Heading).map_or("", |node| node.source())
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
