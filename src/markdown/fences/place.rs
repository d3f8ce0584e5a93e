//! Where code ends and text goes on.

use super::container::Container;
use crate::markdown::emphasis::flanking::is_cjk;
use crate::text::whitespace::{Whitespace as _, is_space};

/// How sure it is that a line is text and not code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// It may be code.
    No,
    /// It may be the output of a program.
    Likely,
    /// It has Markdown in it, or ends like a sentence.
    Yes,
}

/// The last line (from 0) of the code in the lines `first..end`, before the paragraphs of text that end there. `None` if
/// all of them may be text.
pub(super) fn before(container: &Container<'_>, first: usize, end: usize) -> Option<usize> {
    last_code_line(container, first, end).map(|(line, _)| line)
}

/// Like [`before`], but only if text surely follows.
pub(super) fn of_text(container: &Container<'_>, first: usize, end: usize) -> Option<usize> {
    last_code_line(container, first, end).filter(|(_, text)| *text == Certainty::Yes).map(|(line, _)| line)
}

/// Whether the paragraph that begins at the line `first` (from 0), before `end`, is surely text.
pub(super) fn starts_with_text(container: &Container<'_>, first: usize, end: usize) -> bool {
    of_paragraph(container, first, end) == Certainty::Yes
}

/// Whether the paragraph that begins at the line `first` (from 0), before `end`, may be text.
pub(super) fn may_start_with_text(container: &Container<'_>, first: usize, end: usize) -> bool {
    first < end && of_paragraph(container, first, end) != Certainty::No
}

fn of_paragraph(container: &Container<'_>, first: usize, end: usize) -> Certainty {
    let alone = first + 1 == end || container.text(first + 1).is_blank();
    certainty(container.text(first), alone)
}

/// Whether a paragraph in the lines `first..end` is surely text.
pub(super) fn has_text(container: &Container<'_>, first: usize, end: usize) -> bool {
    let starts =
        |line: &usize| !container.text(*line).is_blank() && (*line == first || container.text(line - 1).is_blank());
    (first..end).filter(starts).any(|line| of_paragraph(container, line, end) == Certainty::Yes)
}

/// The line, and how sure it is that text follows.
fn last_code_line(container: &Container<'_>, first: usize, end: usize) -> Option<(usize, Certainty)> {
    let is_blank = |line: usize| container.text(line).is_blank();
    if let Some(found) = after_indented_code(container, first, end) {
        return Some(found);
    }
    let (mut line, mut text) = (end, Certainty::No);
    loop {
        let last = (first..line).rev().find(|line| !is_blank(*line))?;
        let start = (first..last).rev().find(|line| is_blank(*line)).map_or(first, |blank| blank + 1);
        let certainty = certainty(container.text(start), start == last);
        // A paragraph directly below the fence is code.
        if certainty == Certainty::No || start == first {
            return Some((last, text));
        }
        text = text.max(certainty);
        line = start;
    }
}

/// The last line of code that is indented as a whole, if the first line after it that is not indented is that of a paragraph
/// that may be text.
fn after_indented_code(container: &Container<'_>, first: usize, end: usize) -> Option<(usize, Certainty)> {
    let filled = |line: &usize| !container.text(*line).is_blank();
    let text = (first..end).filter(filled).find(|line| !container.text(*line).starts_with([' ', '\t']))?;
    let last = (first..text).rev().find(filled)?;
    if last + 1 == text || of_paragraph(container, text, end) == Certainty::No {
        return None;
    }
    Some((last, if has_text(container, text, end) { Certainty::Yes } else { Certainty::Likely }))
}

/// How sure it is that a paragraph is text if `line` is its first one. `alone`: it has no other.
fn certainty(line: &str, alone: bool) -> Certainty {
    let text = line.unicode_trim();
    let hashes = text.len() - text.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&hashes) && text.trim_start_matches('#').starts_with(is_space);
    if line.starts_with([' ', '\t']) {
        return Certainty::No;
    }
    if is_heading {
        // In many languages, a hash begins a comment.
        return if hashes > 1 || alone { Certainty::Yes } else { Certainty::No };
    }
    let japanese = text.chars().any(is_cjk);
    let link = text.contains("](");
    if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|marker| text.strip_prefix(marker)) {
        return if link || item.chars().any(is_cjk) || item.contains("://") { Certainty::Yes } else { Certainty::No };
    }
    if link && text.starts_with(['[', '!']) {
        return Certainty::Yes;
    }
    if japanese {
        let comments = ["//", "/*", "#", "--", ";", "%", "'", "\"", "<", "{", "$", ">", "REM"];
        let is_code = comments.iter().any(|start| text.starts_with(start)) || text.contains(['=', '{', '}', ';']);
        let ends = text.ends_with(['。', '：', ':', '？']);
        return match (is_code, ends || text.starts_with(['■', '●', '※'])) {
            (true, _) => Certainty::No,
            (false, true) => Certainty::Yes,
            (false, false) => Certainty::Likely,
        };
    }
    if is_english_sentence(text) { Certainty::Yes } else { Certainty::No }
}

/// Whether `text` begins with a capital letter, has some words, and ends like a sentence.
fn is_english_sentence(text: &str) -> bool {
    let is_word =
        |word: &&str| word.chars().all(|char| char.is_alphabetic() || matches!(char, ',' | '.' | '\'' | '-' | ':'));
    let (words, all) = (text.unicode_words().filter(is_word).count(), text.unicode_words().count());
    text.starts_with(|char: char| char.is_ascii_uppercase())
        && text.ends_with(['.', ':', '?', '!'])
        && words >= 4
        && words + 2 >= all
}
