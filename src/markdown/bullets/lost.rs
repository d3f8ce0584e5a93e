//! Lines that begin with a list marker and a space but are text, because no list can begin there: they are indented by
//! four columns or more, or their number is not 1 (`CommonMark` 0.31 §5.2 and §5.3).

use super::BulletLine;
use super::gap::Gap;
use super::numbers::{self, NumberedLines};
use super::plan::quote_prefix;
use super::{Mark, MarkClass, is_own_text};
use crate::markdown::document::{Kind, Node};
use crate::markdown::syntax;
use crate::text::source::Source;
use crate::text::whitespace::Whitespace as _;

/// A line within a paragraph that begins with a list marker and a space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LostMark {
    /// `-`, `*`, `+`, or `.` or `)` after a number.
    pub(crate) char: char,
    /// Byte offset of the marker.
    pub(crate) start: usize,
    /// Byte offset of the text after it.
    pub(crate) content: usize,
}

/// Consecutive lines of a paragraph that are indented so far that they are text.
#[derive(Debug)]
pub(crate) struct LostLines {
    /// Index of the first line in the paragraph.
    pub(crate) first: usize,
    pub(crate) marks: Vec<LostMark>,
}

/// Whether a line of `text` after the first begins with a list marker and a space. Cheap.
pub(crate) fn has_marks(text: &str) -> bool {
    let several = memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some();
    several && text.md_lines().skip(1).any(|line| of(line.trim_start_matches([' ', '\t', '>']), 0).is_some())
}

/// The mark at the start of `text`, which begins at byte `at`.
fn of(text: &str, at: usize) -> Option<LostMark> {
    let digits = text.len() - text.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let is_mark = |char: &char| if digits > 0 { matches!(char, '.' | ')') } else { matches!(char, '-' | '*' | '+') };
    let char = text[digits..].chars().next().filter(is_mark)?;
    let (gap, length) = Gap::of(&text[digits + 1..]);
    let content = digits + 1 + length;
    // Four spaces or more: a manual page.
    let near = text[digits + 1..content].len() < 4;
    (gap == Gap::Plain && near && digits <= 9 && content < text.len()).then_some(LostMark {
        char,
        start: at,
        content: at + content,
    })
}

/// The column (from 0) where the text of the block around `paragraph` begins.
pub(crate) fn floor(source: &Source, paragraph: Node<'_>) -> usize {
    let item = paragraph.parent().filter(|parent| parent.kind() == Kind::Item);
    match item.and_then(syntax::item_marker) {
        Some(marker) => syntax::column(source, marker.content),
        None => quote_prefix(source, paragraph.span().start as usize).1,
    }
}

/// The runs of lines among `lines`, the lines of `paragraph`, that were meant as items but are indented too far.
pub(crate) fn indented(source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> Vec<LostLines> {
    let mut runs: Vec<LostLines> = Vec::new();
    let floor = floor(source, paragraph);
    for (index, line) in lines.iter().enumerate().skip(1) {
        let found = of(&source.text()[line.start..line.end], line.start);
        let Some(mark) = found.filter(|mark| syntax::column(source, mark.start) >= floor + 4) else { continue };
        match runs.last_mut() {
            Some(run) if run.first + run.marks.len() == index => run.marks.push(mark),
            _ => runs.push(LostLines { first: index, marks: vec![mark] }),
        }
    }
    if runs.is_empty() || is_code(source, lines) {
        return Vec::new();
    }
    let marks: usize = runs.iter().map(|run| run.marks.len()).sum();
    runs.retain(|run| run.is_meant(source, paragraph, lines, marks > 1));
    runs
}

impl LostLines {
    /// Whether the lines were meant as items. `repeated` is whether the paragraph has several lines like them.
    fn is_meant(&self, source: &Source, paragraph: Node<'_>, lines: &[BulletLine], repeated: bool) -> bool {
        let text = |index: usize| source.text()[lines[index].start..lines[index].end].md_trim_end();
        let has = |char: char| self.marks.iter().any(|mark| mark.char == char);
        let introduced = is_own_text(paragraph) || text(self.first - 1).ends_with([':', '：']);
        // `- 3 a`: a term of a formula.
        let worded = |mark: &LostMark| {
            let first = source.text()[mark.content..].chars().next();
            first.is_some_and(|char| !matches!(char, '0'..='9' | '(' | '=' | '+' | '-'))
        };
        let enough = repeated && self.marks.iter().any(worded) || introduced && self.marks.iter().all(worded);
        enough && !(has('-') && has('+'))
    }

    /// Whether all of its lines begin with a bullet.
    pub(crate) fn are_bullets(&self) -> bool {
        self.marks.iter().all(|mark| matches!(mark.char, '-' | '*' | '+'))
    }

    /// Puts the marks into `lines`, so that a [`super::plan::ListPlan`] turns them into items.
    pub(crate) fn accept(&self, lines: &mut [BulletLine]) {
        for (mark, line) in self.marks.iter().zip(&mut lines[self.first..]) {
            let LostMark { char, start, content } = *mark;
            line.mark = Some(Mark { char, class: MarkClass::Dot, start, content });
            line.accepted = true;
        }
    }
}

/// Whether the paragraph is code without a fence: YAML, or the output of a program.
fn is_code(source: &Source, lines: &[BulletLine]) -> bool {
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    lines.iter().any(|line| {
        let text = &source.text()[line.start..line.end];
        let text = of(text, 0).map_or(text, |mark| &text[mark.content..]);
        let key = &text[..text.find(|char| !is_name(char)).unwrap_or(text.len())];
        let pair = text[key.len()..].strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let pair = pair && key.starts_with(|char: char| char.is_ascii_lowercase());
        pair || text.ends_with(['{', '\\']) || is_statement(text)
    })
}

/// Whether `text` ends with a semicolon and is a statement of a program. In Portuguese and Spanish, the items of a list end with
/// one, too.
fn is_statement(text: &str) -> bool {
    let Some(words) = text.strip_suffix(';') else { return false };
    let words = without_tags(words);
    let calls = words.match_indices('(').any(|(at, _)| words[..at].ends_with(|char: char| char.is_alphanumeric()));
    let is_word = |word: &str| word.chars().filter(|char| char.is_alphabetic()).nth(1).is_some();
    calls
        || words.contains(['=', '{', '}', '$', '_'])
        || ["//", "/*", "*/", "::", "->"].iter().any(|mark| words.contains(mark))
        || !words.split(' ').any(is_word)
}

/// `text` without HTML tags, whose attributes look like code.
fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let before = parts.next().unwrap_or_default();
    let after = parts.map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    std::iter::once(before).chain(after).collect()
}

/// The runs of numbered lines with a space, among `lines`, that are text because their first number is not 1.
pub(crate) fn numbered(source: &Source, paragraph: Node<'_>, lines: &[BulletLine]) -> Vec<NumberedLines> {
    let floor = floor(source, paragraph);
    let mut runs = numbers::runs(source, paragraph, lines);
    runs.retain(|run| {
        let near = |index: usize| syntax::column(source, lines[index].start) < floor + 4;
        let all = run.numbers.iter().enumerate().all(|(at, number)| number.gap == Gap::Plain && near(run.first + at));
        let enough = run.numbers.len() > 1 || run.is_beside_items(source, paragraph, lines);
        all && enough && run.first > 0 && run.numbers[0].value != 1
    });
    runs
}
