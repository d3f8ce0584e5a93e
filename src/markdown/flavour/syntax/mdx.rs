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
    /// The start of a tag.
    pub(super) static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(</?[A-Za-z][\w.-]*|<>|</>)"));
    /// `{#id}`
    pub(super) static ID: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\{#[\w.-]+\})"));
    /// The start of an expression.
    pub(super) static BRACE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\{)"));
}

/// Maximum length of a tag or an expression, in bytes.
const MAX_LENGTH: usize = 16 * 1024;

/// Marks the syntax of MDX.
pub(in crate::markdown::flavour) fn read(marks: &mut Marks<'_>) {
    marks.each(&patterns::COMMENT, |marks, found| {
        let comment = found.get(1)?.range();
        // `## Title {/* #id */}` sets the heading's id; the code for anchors reads it.
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

/// Replaces the expressions in the tag at `range` with quoted blanks for the parser.
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

/// The end of the paragraph at byte `at`. MDX can't parse a paragraph with an unclosed tag or expression.
fn end_of_paragraph(text: &str, at: usize) -> usize {
    text[at..].find("\n\n").map_or(text.len(), |end| at + end)
}

/// The start of `text`, up to the maximum length of a tag or an expression.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_LENGTH)]
}

/// The end of the braces at the start of `text`. Strings in them may contain braces. A blank line does not end
/// them.
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

/// The end of the tag at the start of `text`. Its attributes may contain expressions with `>`.
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
