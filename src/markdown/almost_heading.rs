//! Lines that were meant as headings but are not: there is no space or tab after the hashes (`CommonMark` 0.31 §4.2),
//! or the hashes are full-width.
//!
//! Lines can begin with a hash for many other reasons: tags (`#aws #s3`), issue numbers, colours, directives, comments
//! of scripts that were pasted without a fence. Two or more hashes are taken for a heading. After a single hash, the
//! text must be worded like a title and be where a title would be.

#![warn(clippy::string_slice, clippy::indexing_slicing)]

use memchr::memchr;

use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::syntax;
use crate::text::slice::Slice as _;
use crate::text::source::Span;
use crate::text::whitespace::{Whitespace as _, is_unicode_space};

/// A line of a paragraph that was probably meant as a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlmostHeading {
    /// The line, from its first hash on.
    pub line: Span,
    /// The opening hashes, half-width or full-width.
    pub hashes: Span,
    /// Number of opening hashes: 1 to 6.
    pub level: usize,
    /// Whether one of them is full-width.
    pub fullwidth: bool,
    /// The white space after the hashes; empty if there is none.
    pub gap: Span,
    /// Whether other meanings, such as a tag or a comment, are practically ruled out.
    pub sure: bool,
}

/// The lines of `document` that were probably meant as headings, in the order of the text.
pub fn almost_headings(document: &Document<'_>) -> Vec<AlmostHeading> {
    let mut found = Vec::new();
    let text = document.source().text();
    let fullwidth = document.present().has_any(&['＃'..='＃']);
    let has_hash = |text: &str| memchr(b'#', text.as_bytes()).is_some() || fullwidth && text.contains('＃');
    let mut outline = None;
    for paragraph in document.of_kind(Kind::Paragraph) {
        if !has_hash(paragraph.source()) {
            continue;
        }
        let lines = syntax::lines(paragraph);
        for (index, &line) in lines.iter().enumerate() {
            let Some(candidate) = HeadingCandidate::of(text, line) else { continue };
            let place = LinePosition { paragraph, lines: &lines, index };
            let outline = outline.get_or_insert_with(|| Outline::of(document));
            if let Some(sure) = candidate.evidence(text, place, outline) {
                found.push(AlmostHeading { sure, ..candidate.heading });
            }
        }
    }
    found
}

/// How the note uses real headings, as evidence for the lines that are not.
struct Outline {
    /// Number of headings per level.
    levels: [u32; 7],
    /// Whether a level 1 heading begins with a digit.
    numbered: bool,
}

impl Outline {
    fn of(document: &Document<'_>) -> Self {
        let mut outline = Self { levels: [0; 7], numbered: false };
        for heading in document.of_kind(Kind::Heading) {
            if let Some(count) = outline.levels.get_mut(heading.level() as usize) {
                *count += 1;
            }
            outline.numbered |= heading.level() == 1 && heading.text().starts_with(|char: char| char.is_ascii_digit());
        }
        outline
    }

    fn any(&self) -> bool {
        self.levels.iter().any(|&count| count > 0)
    }
}

/// A line of hashes followed by a title.
struct HeadingCandidate<'t> {
    heading: AlmostHeading,
    title: &'t str,
    /// Whether there are also hashes after the title.
    closed: bool,
}

/// The position of a line in its paragraph.
#[derive(Clone, Copy)]
struct LinePosition<'d, 'l> {
    paragraph: Node<'d>,
    lines: &'l [Span],
    index: usize,
}

fn is_hash(char: char) -> bool {
    matches!(char, '#' | '＃')
}

impl<'t> HeadingCandidate<'t> {
    fn of(text: &'t str, line: Span) -> Option<Self> {
        let (start, source) = (line.start as usize, text.part(line.range()));
        let after = source.trim_start_matches(is_hash);
        let level = source.head(source.len() - after.len()).chars().count();
        if !(1..=6).contains(&level) || text.head(start).ends_with('\\') {
            return None;
        }
        let hashes = Span::new(start, start + source.len() - after.len());
        let fullwidth = hashes.len() > level;
        let content = after.unicode_trim_start();
        // Half-width hashes and a space are not a heading only if they are indented too far, which is not handled here.
        if !fullwidth && after.starts_with([' ', '\t']) {
            return None;
        }
        let gap = Span::new(hashes.end as usize, hashes.end as usize + after.len() - content.len());
        let content = content.unicode_trim_end();
        let title = content.trim_end_matches(is_hash);
        let heading = AlmostHeading { line, hashes, level, fullwidth, gap, sure: false };
        is_title(title).then_some(Self { heading, title, closed: title.len() < content.len() })
    }

    /// `Some` if the line was probably meant as a heading, with whether that is certain.
    fn evidence(&self, text: &str, place: LinePosition<'_, '_>, outline: &Outline) -> Option<bool> {
        let around = place.paragraph.parent()?.kind();
        match (self.heading.level, place.index) {
            (1, 0) => self.single(place, around, outline),
            (1, _) => None,
            (_, 0) => matches!(around, Kind::Document | Kind::BlockQuote).then_some(true),
            // This may be a comment in a script that was pasted without a fence.
            (level, index) => {
                let before = text.part(place.lines.get(index - 1)?.range());
                let known = outline.levels.get(level).is_some_and(|count| *count > 0) && !before.starts_with(is_hash);
                let script = self.title.ends_with([';', '{', '}', ',', '\\']);
                (known && !script).then_some(false)
            }
        }
    }

    /// The evidence for a line with a single hash. It must be alone between blank lines, be where a title would be, and
    /// be worded like one.
    fn single(&self, place: LinePosition<'_, '_>, around: Kind, outline: &Outline) -> Option<bool> {
        let spaced = !self.heading.gap.is_empty();
        let first = place.paragraph.previous_sibling().is_none_or(|before| before.kind() == Kind::FrontMatter);
        let title_place = outline.levels[1] > 0 || first && outline.levels[2] > 0 || spaced && outline.any();
        let numbered = self.title.starts_with(|char: char| char.is_ascii_digit());
        let alone = around == Kind::Document && place.lines.len() == 1;
        if !alone || !title_place || is_sentence(self.title) || has_tags(self.title) || numbered && !outline.numbered {
            return None;
        }
        if spaced || self.closed {
            return Some(true);
        }
        (numbered || is_phrase(self.title)).then_some(false)
    }
}

/// Whether a title can begin like `title`: not for `#!`, `#[derive]`, `#{`, `##[group]`, `##vso[`.
fn is_title(title: &str) -> bool {
    match title.chars().next() {
        Some('[') => title.contains("](") || title.contains("][") || title.starts_with("[["),
        Some('「' | '『' | '【' | '《' | '（' | '(' | '"' | '“' | '`' | '*') => true,
        Some(char) => char.is_alphanumeric() && !title.starts_with("vso["),
        None => false,
    }
}

fn is_sentence(title: &str) -> bool {
    title.ends_with(['。', '．', '.', ';', ':', '：', ',', '、', '！', '!', '{', '\\']) || title.contains('=')
}

/// Whether `title` contains a tag after its first word: `#aws` in `memo #aws`.
fn has_tags(title: &str) -> bool {
    title.unicode_words().skip(1).any(|word| word.starts_with(is_hash))
}

/// Whether `title` is worded like a title and not like a tag, a directive or a setting that is commented out.
fn is_phrase(title: &str) -> bool {
    const PARTICLES: [&str; 5] = ["の", "とは", "について", "を", "による"];
    if !title.contains(is_unicode_space) {
        return PARTICLES.iter().any(|particle| title.find(particle).is_some_and(|at| at > 0));
    }
    let last = title.unicode_words().next_back().unwrap_or_default();
    let value = matches!(last, "yes" | "no" | "on" | "off" | "true" | "false") || last.parse::<f64>().is_ok();
    let reminder = ["TODO", "FIXME", "NOTE", "MEMO"].iter().any(|word| title.starts_with(word));
    !title.starts_with(char::is_lowercase) && !value && !reminder
}
