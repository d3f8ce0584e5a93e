//! Code and comments in a text that has not been parsed yet.

use std::ops::Range;

use crate::text::whitespace::Whitespace as _;

/// The fenced code, code spans and HTML comments in `text` from byte `body` on, in order and without overlaps.
///
/// This is an approximation: a fence is recognized at the start of any line, after quote and list markers, and a code
/// span ends within its paragraph.
pub(in crate::markdown::flavour) fn ranges(text: &str, body: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut fence: Option<OpenFence> = None;
    // Start of the current run of lines that are neither blank nor fenced.
    let mut paragraph: Option<usize> = None;
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if let Some(open) = &fence {
            let ends = open.closes(line);
            // A fence ends at the end of the quote around it.
            let left = open.quoted && !line.md_trim_start().starts_with('>');
            if !ends && !left {
                continue;
            }
            ranges.push(open.start..if ends { at } else { start });
            fence = None;
            if ends {
                continue;
            }
        }
        let opens = OpenFence::opening(line, start);
        if opens.is_some() || line.trim_matches(['>', ' ', '\t', '\r', '\n']).is_empty() {
            spans(text, paragraph.take().unwrap_or(start)..start, &mut ranges);
            fence = opens;
        } else {
            let content = line.trim_start_matches([' ', '\t', '>']);
            if content.starts_with('#') || after_marks(line).len() < content.len() {
                // A heading or an item is not part of the paragraph above.
                spans(text, paragraph.take().unwrap_or(start)..start, &mut ranges);
            }
            paragraph = paragraph.or(Some(start));
        }
    }
    match fence {
        Some(open) => ranges.push(open.start..text.len()),
        None => spans(text, paragraph.unwrap_or(text.len())..text.len(), &mut ranges),
    }
    ranges
}

/// An open fence.
struct OpenFence {
    start: usize,
    char: char,
    length: usize,
    quoted: bool,
}

impl OpenFence {
    /// The fence that `line`, which starts at byte `start`, opens.
    fn opening(line: &str, start: usize) -> Option<Self> {
        let content = after_marks(line);
        let char = content.chars().next().filter(|char| matches!(char, '`' | '~'))?;
        let after = content.trim_start_matches(char);
        let length = content.len() - after.len();
        // The info string after backticks can't contain a backtick (`CommonMark` 0.31 §4.5).
        let opens = length >= 3 && !(char == '`' && after.contains('`'));
        opens.then(|| Self { start, char, length, quoted: line.md_trim_start().starts_with('>') })
    }

    fn closes(&self, line: &str) -> bool {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let after = content.trim_start_matches(self.char);
        content.len() - after.len() >= self.length && after.is_blank()
    }
}

/// `line` without leading white space, quote markers and list markers.
pub(in crate::markdown::flavour) fn after_marks(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    loop {
        let digits = rest.trim_start_matches(|char: char| char.is_ascii_digit());
        let number = digits.len() < rest.len();
        let after = if number { digits.strip_prefix(['.', ')']) } else { rest.strip_prefix(['-', '*', '+']) };
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => rest = after.trim_start_matches([' ', '\t', '>']),
            None => return rest,
        }
    }
}

/// Adds the code spans and comments in a run of lines.
fn spans(text: &str, lines: Range<usize>, ranges: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    // A comment from earlier lines may extend into these.
    let mut at = ranges.last().map_or(lines.start, |last| last.end.max(lines.start));
    while let Some(found) = text.get(at..lines.end).and_then(|rest| rest.find(['`', '<'])) {
        let start = at + found;
        at = start + 1;
        if text[start..].starts_with("<!--") {
            // A comment may extend over blank lines.
            let end = text[start + 4..].find("-->").map_or(text.len(), |end| start + 4 + end + 3);
            ranges.push(start..end);
            at = end;
        } else if bytes[start] == b'`' {
            let length = bytes[start..lines.end].iter().take_while(|byte| **byte == b'`').count();
            at = start + length;
            if let Some(end) = closing(&text[at..lines.end], length) {
                ranges.push(start..at + end);
                at += end;
            }
        }
    }
}

/// The end of the first run of `length` backticks in `text`.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let run = text[at + found..].bytes().take_while(|byte| *byte == b'`').count();
        at += found + run;
        if run == length {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_comments() {
        let text = "a `b` c\n```x\n`d\n```\n> ~~~\n> e\nf ``g`h`` `i\n\n`j <!-- k\n\nl -->\n- ```\n  m\n";
        let found: Vec<_> = ranges(text, 0).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["`b`", "```x\n`d\n```\n", "> ~~~\n> e\n", "``g`h``", "<!-- k\n\nl -->", "- ```\n  m\n"]);
    }
}
