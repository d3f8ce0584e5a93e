//! Blank lines: which lines count as blank, and the blank line to insert between two blocks.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use crate::markdown::lines;
use crate::text::slice::Slice as _;
use crate::text::source::Source;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// Whether `line` (from 0) of `source` is blank to the parser. A line of a flavour's syntax is.
pub fn is_blank_line(source: &Source, line: usize) -> bool {
    looks_blank_to_reader(lines::parsed(source, line))
}

/// Whether `line` shows nothing: only white space, block quote markers and comments. Of a comment that begins or ends
/// on another line, the part on this line counts.
///
/// This is what a reader sees as a blank line, and what markdownlint counts as one, so it uses Unicode white space. For
/// Markdown's blank line see [`Whitespace::is_blank`](crate::text::whitespace::Whitespace::is_blank).
pub fn looks_blank_to_reader(line: &str) -> bool {
    let mut rest = line;
    loop {
        let open = rest.find("<!--");
        let (shown, after) = match (open, rest.find("-->")) {
            // The end of a comment that began on an earlier line.
            (_, Some(close)) if open.is_none_or(|open| close < open) => ("", rest.tail(close + 3)),
            (Some(open), _) => {
                let close = rest.tail(open + 4).find("-->");
                (rest.head(open), close.map_or("", |close| rest.tail(open + 4 + close + 3)))
            }
            (None, _) => (rest, ""),
        };
        if !shown.chars().all(|char| char == '>' || is_unicode_space(char)) {
            return false;
        }
        if after.is_empty() {
            return true;
        }
        rest = after;
    }
}

/// The blank line to insert between the block that begins at byte `start` of its line and the adjacent line `next`
/// (from 0). It has the markers of the block quotes that contain both, and the note's line ending.
pub fn line_between(source: &Source, start: usize, next: usize) -> String {
    let (text, lines) = (source.text(), source.lines());
    let line = source.line_at(start);
    let quotes = |prefix: &str| {
        prefix.chars().take_while(|char| matches!(char, '>' | ' ' | '\t')).filter(|char| *char == '>').count()
    };
    let other = lines.span(text, next);
    let mut left = quotes(source.slice(other));
    let mut blank = String::new();
    let above = other.start < line.start;
    for char in text.part(line.start as usize..start).chars() {
        if left == 0 {
            break;
        }
        match char {
            '>' => {
                blank.push('>');
                left -= 1;
            }
            ' ' | '\t' => blank.push(char),
            // The marker of an item that begins on this line.
            _ if above => break,
            _ => blank.push(' '),
        }
    }
    blank.truncate(blank.md_trim_end().len());
    blank.push_str(ending(text, line.start as usize));
    blank
}

/// The line ending before byte `start` of `text`, or else the one after it.
fn ending(text: &str, start: usize) -> &'static str {
    let before = text.head(start);
    let after = || text.tail(start).find('\n').is_some_and(|at| text.head(start + at).ends_with('\r'));
    if before.ends_with("\r\n") || before.is_empty() && after() { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines() {
        for line in [
            "",
            " \t",
            "\u{3000}",
            "> >",
            "<!-- a --> <!-- b -->",
            "a -->",
            "<!-- a",
            "a --> <!-- b",
            " > <!-- a --> >",
        ] {
            assert!(looks_blank_to_reader(line), "{line}");
        }
        for line in ["a", "> a", "a <!-- b -->", "<!-- a --> b", "a --> b", "&nbsp;"] {
            assert!(!looks_blank_to_reader(line), "{line}");
        }
    }

    #[test]
    fn a_line_between_two_blocks_is_in_the_quotes_of_both() {
        let source = Source::new("> # a\n> b\nc\n> - # d\n>   e\r\n# f\n".to_owned()).unwrap();
        let between = |at: &str, next| line_between(&source, source.text().find(at).unwrap(), next);
        assert_eq!(between("# a", 1), ">\n");
        assert_eq!(between("# d", 2), "\n");
        assert_eq!(between("# d", 4), ">\n");
        assert_eq!(between("# f", 4), "\r\n");
    }
}
