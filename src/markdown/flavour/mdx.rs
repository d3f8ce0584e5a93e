//! MDX: modules, components and expressions in a note (Docusaurus).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::marks::{Marks, pattern};

use crate::text::whitespace::Whitespace as _;

mod patterns {
    use super::{LazyLock, Regex, pattern};

    /// `import …` and `export …`, up to a blank line.
    pub(super) static MODULE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r#"(?m)^((?:import[ \t]+(?:[*{"']|type[ \t]|[\w$]+(?:[ \t]*,|[ \t]+from\b))|export[ \t]+(?:const|let|var|function|default|class|async|\{|\*))[^\r\n]*(?:\r?\n[^\r\n]*\S[^\r\n]*)*)"#,
        )
    });
    /// `{/* … */}`
    pub(super) static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)(\{/\*.*?\*/\})"));
    /// The beginning of a tag of a component, or of any tag.
    pub(super) static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(</?[A-Za-z][\w.-]*|<>|</>)"));
    /// `{#id}`
    pub(super) static ID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\{#[\w.-]+\})"));
    /// The beginning of an expression.
    pub(super) static BRACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\{)"));
}

/// Bytes of a tag or an expression at most.
const MAX_LENGTH: usize = 16 * 1024;

/// Marks what is MDX's.
pub(super) fn read(marks: &mut Marks<'_>) {
    marks.each(&patterns::COMMENT, |marks, found| {
        let comment = found.get(1)?.range();
        // `## Title {/* #id */}` names the heading: what reads anchors knows it.
        let line = marks.line(comment.start);
        if marks.text()[line].md_trim_start().starts_with('#') {
            marks.keep(comment.clone());
        } else {
            marks.blank(comment.clone());
        }
        marks.close(comment);
        None
    });
    marks.each(&patterns::MODULE, |marks, found| {
        let module = found.get(1)?.range();
        marks.blank(module.clone());
        marks.close(module);
        None
    });
    marks.each(&patterns::ID, |marks, found| {
        let id = found.get(1)?.range();
        marks.keep(id.clone());
        marks.close(id);
        None
    });
    marks.each(&patterns::TAG, |marks, found| {
        let start = found.get(1)?.start();
        let Some(length) = end_of_tag(&marks.text()[start..]) else {
            return Some(end_of_paragraph(marks.text(), start));
        };
        let end = start + length;
        let tag = &marks.text()[start..end];
        let component =
            tag.trim_start_matches(['<', '/']).starts_with(|char: char| char.is_ascii_uppercase() || char == '>');
        if component {
            marks.object(start..end);
        } else {
            quote_expressions(marks, &(start..end));
        }
        marks.close(start..end);
        Some(end)
    });
    marks.each(&patterns::BRACE, |marks, found| {
        let start = found.get(1)?.start();
        if marks.text()[..start].ends_with('\\') {
            return None;
        }
        let Some(length) = end_of_braces(&marks.text()[start..]) else {
            return Some(end_of_paragraph(marks.text(), start));
        };
        let end = start + length;
        marks.object(start..end);
        Some(end)
    });
}

/// The expressions in the tag at `range` are values in quotes to the parser.
fn quote_expressions(marks: &mut Marks<'_>, range: &Range<usize>) {
    let mut at = range.start;
    while let Some(open) = marks.text()[at..range.end].find("={").map(|open| at + open + 1) {
        let Some(length) = end_of_braces(&marks.text()[open..range.end]) else { return };
        marks.blank(open..open + length);
        marks.put(open, b"\"");
        marks.put(open + length - 1, b"\"");
        at = open + length;
    }
}

/// Where the paragraph at byte `at` ends: MDX can't read one with a tag or an expression that nothing closes.
fn end_of_paragraph(text: &str, at: usize) -> usize {
    text[at..].find("\n\n").map_or(text.len(), |end| at + end)
}

/// As much of `text` as a tag or an expression may take.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_LENGTH)]
}

/// Where the braces end that `text` begins with; strings in there may hold any. A blank line does not.
fn end_of_braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, char) in near(text).char_indices() {
        match (quote, char) {
            (Some(open), _) if char == open => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(char),
            (Some('\'' | '"'), '\n') => quote = None,
            (None, '{') => depth += 1,
            (None, '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the tag ends that `text` begins with: its attributes may hold expressions, with `>` in them.
fn end_of_tag(text: &str) -> Option<usize> {
    let text = near(text);
    let mut at = 1;
    let mut quote: Option<char> = None;
    while let Some(char) = text[at..].chars().next() {
        match (quote, char) {
            (Some(open), _) if char == open => quote = None,
            (None, '"' | '\'') => quote = Some(char),
            (None, '{') => {
                at += end_of_braces(&text[at..])?;
                continue;
            }
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (Some(_) | None, _) => {}
        }
        at += char.len_utf8();
    }
    None
}
