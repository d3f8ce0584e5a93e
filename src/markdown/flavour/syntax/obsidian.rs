//! Obsidian: callouts, comments, highlights, tags, block ids, links and embeds.

use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

use crate::text::whitespace::Whitespace as _;

mod patterns {
    use super::{LazyLock, Regex, pattern};

    /// `%%…%%`, which may span lines.
    pub(super) static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)(%%.*?%%)"));
    /// `> [!note]-` and the title.
    pub(super) static CALLOUT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)^[ \t]*(?:[-*+][ \t]+)?>[ \t>]*(\[![A-Za-z][\w|-]*\][+-]?)([^\r\n]*)"));
    /// `==…==`
    pub(super) static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(==)[^\s=](?:[^\r\n=]*[^\s=])?(==)"));
    /// `[[Note#Heading|` and `]]`, `![[image.png|300]]`
    pub(super) static LINK: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(!?\[\[)([^\[\]|\r\n]*)(\\?\|)?([^\[\]\r\n]*)(\]\])"));
    /// `#tag`. A tag can't consist of digits only.
    pub(super) static TAG: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?m)(?:^|[\s>,、。，])(#[\p{L}\p{N}_/\p{So}\u{200d}\u{fe0f}-]+)"));
    /// `^id` at the end of a line.
    pub(super) static BLOCK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)(?:^|[ \t])(\^[A-Za-z0-9-]+)[ \t]*\r?$"));
}

/// Marks the syntax of Obsidian.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>) {
    comments(marks);
    callouts(marks);
    marks.each(&patterns::LINK, |marks, found| {
        let (whole, open, close) = (found.get(0)?, found.get(1)?, found.get(5)?);
        if open.as_str().starts_with('!') {
            marks.object(whole.range());
        } else if let Some(bar) = found.get(3) {
            marks.keep(open.start()..bar.end());
            marks.keep(close.range());
        } else {
            marks.keep(whole.range());
        }
        marks.close(whole.range());
        None
    });
    marks.each(&patterns::MARK, |marks, found| {
        for mark in [found.get(1)?, found.get(2)?] {
            // The parser reads it as strikethrough, which also has two-character delimiters around text.
            marks.put(mark.start(), b"~~");
            marks.keep(mark.range());
        }
        None
    });
    marks.each(&patterns::TAG, |marks, found| {
        let tag = found.get(1)?;
        if tag.as_str().contains(|char: char| !char.is_numeric() && char != '#') {
            marks.keep(tag.range());
        }
        Some(tag.end())
    });
    marks.each(&patterns::BLOCK, |marks, found| {
        marks.blank(found.get(1)?.range());
        None
    });
}

fn comments(marks: &mut Marks<'_>) {
    marks.each(&patterns::COMMENT, |marks, found| {
        let comment = found.get(1)?;
        let line = marks.line(comment.start());
        let alone = marks.text()[line].trim_matches([' ', '\t', '>']) == comment.as_str();
        if alone || comment.as_str().contains('\n') {
            // A comment shows nothing, not even an empty block.
            marks.blank(comment.range());
        } else {
            marks.object(comment.range());
        }
        marks.close(comment.range());
        None
    });
}

/// Marks callouts and alerts. The title is a separate line above the content.
pub(in crate::markdown::flavour) fn callouts(marks: &mut Marks<'_>) {
    marks.each(&patterns::CALLOUT, |marks, found| {
        let (kind, title) = (found.get(1)?, found.get(2)?);
        // Keeps the blank line above it, which separates two callouts.
        let line = marks.line(kind.start());
        let above = marks.line(line.start.saturating_sub(1));
        if above.end < line.start && marks.text()[above.clone()].is_blank() {
            marks.keep(above.start..line.start);
        }
        if title.as_str().is_blank() {
            marks.blank(kind.range());
        } else {
            marks.object(kind.range());
            marks.end_line(kind.start());
        }
        None
    });
}
