//! The few lines around a finding, prepared for a terminal. Drawing a [`Window`] takes a time that depends on the terminal's
//! width only, not on the length of the note.

use std::borrow::Cow;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use super::line_column::{BOM, LineColumn};
use crate::text::sanitize::replacement_for;
use crate::text::secrets;
use crate::text::source::{Source, Span};
use crate::text::whitespace::Whitespace as _;

/// How many lines of a finding are shown. For a longer one, the number of its last line is shown instead of the rest.
const LINES: usize = 4;

/// Columns between tab stops.
pub(crate) const TAB: usize = 4;

/// Bytes around what is shown of a line in which credentials are looked for.
const CREDENTIAL: usize = 300;

/// The least number of columns for text, however narrow the terminal is.
const NARROWEST: usize = 20;

/// How much of a note is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Width of the terminal in columns.
    pub(crate) columns: usize,
    /// Whether it shows more than ASCII.
    pub(crate) unicode: bool,
    /// Which lines are shown besides those of the finding.
    pub(crate) neighbours: Neighbours,
}

/// Lines that are shown besides those of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Neighbours {
    /// The one before and the one after.
    Both,
    /// The one before, or the one after if that is blank; none if both are blank.
    One,
}

impl Frame {
    /// What replaces the text that was cut off; each of its characters is one column wide.
    fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// Columns for the text of lines up to number `last` (from 1), without line number, bar and bracket.
    fn room(self, last: usize, bracket: bool) -> usize {
        let number = last.to_string().len() + 4;
        self.columns.saturating_sub(number + if bracket { 4 } else { 0 }).max(NARROWEST)
    }
}

/// The lines of one finding, and their neighbours.
#[derive(Debug)]
pub(crate) struct Window {
    name: String,
    place: LineColumn,
    /// Sanitised lines, each with a line feed, so that a label at the end of the text has a position.
    text: String,
    /// Number of the first of them, from 0.
    first: usize,
    span: Range<usize>,
    continues: Option<usize>,
}

impl Window {
    /// The window around `span` of `source`. `name` has to be sanitised.
    pub(crate) fn new(name: String, source: &Source, span: Span, frame: Frame) -> Self {
        let lines = source.lines();
        let place = LineColumn::new(source, span.start as usize);
        let own = lines.line(span.start as usize)..lines.line(shown_end(source, span)) + 1;
        let continues = (own.len() > LINES).then_some(own.end);
        let own = own.start..own.end.min(own.start + LINES);
        let has_next = continues.is_none() && own.end < lines.count() && lines.start(own.end) < source.text().len();
        let says = |line: usize| !source.text()[lines.span(source.text(), line).range()].is_blank();
        let (before, after) = match frame.neighbours {
            Neighbours::Both => (own.start > 0, has_next),
            Neighbours::One if own.start > 0 && says(own.start - 1) => (true, false),
            Neighbours::One => (false, has_next && says(own.end)),
        };
        let shown = own.start - usize::from(before)..own.end + usize::from(after);
        let room = frame.room(shown.end, own.len() > 1);
        let mut window = Self { name, place, text: String::new(), first: shown.start, span: 0..0, continues };
        for line in shown {
            let focus = (line == own.start).then_some(span);
            window.push_line(source, line, focus, room, frame.ellipsis());
            if own.len() > 1 && line + 1 == own.end {
                // A bracket marks whole lines: it has to reach the last one even if that is empty.
                window.span.end = window.text.len();
            }
        }
        // The lines of a private key can be told from others only together.
        if let Some(masked) = secrets::masked(&window.text) {
            window.text = masked;
        }
        window
    }

    /// A window for a file whose text can't be read.
    pub(crate) fn without_text(name: String) -> Self {
        Self { name, place: LineColumn::START, text: String::new(), first: 0, span: 0..0, continues: None }
    }

    /// What the label marks.
    pub(crate) fn label(&self) -> SourceSpan {
        self.span.clone().into()
    }

    /// The lines, without their line feeds; still masked (see [`unmask`]).
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split_terminator('\n')
    }

    /// The text before the label, the labelled text, and the text after it; still masked (see [`unmask`]).
    pub(super) fn parts(&self) -> [&str; 3] {
        let Range { start, end } = self.span;
        [&self.text[..start], &self.text[start..end], &self.text[end..]]
    }

    /// Number of the first line that is shown, from 1.
    pub(super) fn first_line(&self) -> usize {
        self.first + 1
    }

    /// The last line of the finding, from 1, if it is not shown.
    pub(super) fn continues(&self) -> Option<usize> {
        self.continues
    }

    /// Appends `line` (from 0), cut to `room` columns around the start of `focus`, or from its own start without `focus`.
    fn push_line(&mut self, source: &Source, line: usize, focus: Option<Span>, room: usize, ellipsis: &str) {
        let text = source.text();
        let mut line = source.lines().span(text, line).range();
        if line.start == 0 && text.starts_with(BOM) {
            line.start = BOM.len_utf8();
        }
        let clamp = |offset: u32| (offset as usize).clamp(line.start, line.end);
        let inside = focus.map_or(line.start..line.start, |span| clamp(span.start)..clamp(span.end));
        let cut = cut(text, &line, &inside, room, ellipsis.chars().count());
        if cut.start > line.start {
            self.text.push_str(ellipsis);
        }
        // Credentials are masked before they are cut, which would make them unrecognisable.
        let near = text.floor_char_boundary(cut.start.saturating_sub(CREDENTIAL).max(line.start))
            ..text.ceil_char_boundary((cut.end + CREDENTIAL).min(line.end));
        let masked = secrets::masked(&text[near.clone()]);
        let shown = |part: Range<usize>| match &masked {
            Some(masked) => &masked[part.start - near.start..part.end - near.start],
            None => &text[part],
        };
        push(&mut self.text, shown(cut.start..inside.start));
        let start = self.text.len();
        push(&mut self.text, shown(inside.start..inside.end.min(cut.end)));
        let mut end = self.text.len();
        push(&mut self.text, shown(inside.end.min(cut.end)..cut.end));
        if cut.end < line.end {
            self.text.push_str(ellipsis);
        }
        if inside.end > cut.end {
            end = self.text.len();
        }
        self.text.push('\n');
        if focus.is_some() {
            self.span = start..end;
        }
    }
}

/// The end of `span` without a final line ending, which would count as one more line.
fn shown_end(source: &Source, span: Span) -> usize {
    let text = source.slice(span);
    let trimmed = text.strip_suffix("\r\n").or_else(|| text.strip_suffix(['\n', '\r']));
    span.start as usize + trimmed.unwrap_or(text).len()
}

/// The part of `line` to show in `room` columns: the whole line, or the text around the start of `inside`, with `margin` columns
/// reserved at both ends. Reads no more characters than there are columns, however long the line is.
fn cut(text: &str, line: &Range<usize>, inside: &Range<usize>, room: usize, margin: usize) -> Range<usize> {
    if fill(text[line.clone()].chars(), room).0 == line.len() {
        return line.clone();
    }
    let room = room - 2 * margin;
    let label = fill(text[inside.clone()].chars(), room * 3 / 4).1;
    let after = fill(text[inside.end..line.end].chars(), (room - label) / 2).1;
    let (bytes, columns) = fill(text[line.start..inside.start].chars().rev(), room - label - after);
    let end = inside.start + fill(text[inside.start..line.end].chars(), room - columns).0;
    inside.start - bytes..end
}

/// Bytes and columns of the longest run of the first `chars` that fits into `room` columns.
fn fill(chars: impl Iterator<Item = char>, room: usize) -> (usize, usize) {
    let (mut bytes, mut columns) = (0, 0);
    for char in chars {
        let cost = match char {
            ' '..='~' => 1,
            '\t' => TAB,
            // Characters without width are counted too: a line may have a million of them.
            char => char.width().unwrap_or(1).max(1),
        };
        if columns + cost > room {
            break;
        }
        columns += cost;
        bytes += char.len_utf8();
    }
    (bytes, columns)
}

/// Appends `text`, with visible replacements for what a terminal can't show.
fn push(out: &mut String, text: &str) {
    for char in text.chars() {
        if !joins(char, out.chars().next_back()) {
            out.push(shown(char));
        }
    }
}

/// The half-width voiced sound marks are one column wide on a screen, but have no width for miette and `unicode-width`. Until the
/// label is drawn they are replaced by these noncharacters. No text contains these, because [`replacement_for`] replaces them.
const MASKED_MARKS: [(char, char); 2] = [('ﾞ', '\u{FDD0}'), ('ﾟ', '\u{FDD1}')];

/// What is shown for `char` in a window. Tabs stay: they are expanded when the window is drawn.
fn shown(char: char) -> char {
    match char {
        ' '..='~' | '\t' => char,
        // A soft hyphen: it has no width for miette, and most screens show a hyphen.
        '\u{AD}' => '-',
        _ => match MASKED_MARKS.iter().find(|(mark, _)| *mark == char) {
            Some((_, mask)) => *mask,
            None => replacement_for(char).unwrap_or(char),
        },
    }
}

/// Whether `char` is a mask, which is one column wide.
pub(super) fn is_masked(char: char) -> bool {
    MASKED_MARKS.iter().any(|(_, mask)| *mask == char)
}

/// A line of a drawn window, as it is written to the terminal.
pub(crate) fn unmask(line: &str) -> Cow<'_, str> {
    let mark = |char| MASKED_MARKS.iter().find(|(_, mask)| *mask == char).map(|(mark, _)| *mark);
    if !line.is_ascii() && line.chars().any(|char| mark(char).is_some()) {
        Cow::Owned(line.chars().map(|char| mark(char).unwrap_or(char)).collect())
    } else {
        Cow::Borrowed(line)
    }
}

/// Whether `char` joins its neighbours into one emoji. Terminals disagree on the width of such sequences, which would
/// misplace the label, but agree on the width of the parts.
fn joins(char: char, before: Option<char>) -> bool {
    match char {
        '\u{FE0F}' => true,
        '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}' => before.and_then(UnicodeWidthChar::width) == Some(2),
        _ => false,
    }
}

impl SourceCode for Window {
    /// The place of the label if no context is asked for, otherwise the whole window: miette's handler asks for these two.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let name = self.name.clone();
        Ok(Box::new(if before + after == 0 {
            MietteSpanContents::new_named(name, &[], *span, self.place.line - 1, self.place.column - 1, 1)
        } else {
            let all = (0, self.text.len()).into();
            MietteSpanContents::new_named(name, self.text.as_bytes(), all, self.first, 0, LINES)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { columns: 80, unicode: true, neighbours: Neighbours::Both };

    fn window(text: &str, span: Range<usize>, frame: Frame) -> Window {
        let source = Source::new(text.into()).unwrap();
        Window::new("n.md".into(), &source, Span::new(span.start, span.end), frame)
    }

    /// First line number, text, and the marked part of the text.
    fn shown(text: &str, span: Range<usize>) -> (usize, String, String) {
        let window = window(text, span, FRAME);
        (window.first + 1, window.text.clone(), window.text[window.span.clone()].to_owned())
    }

    #[test]
    fn one_line_is_shown_before_and_one_after_for_any_line_ending() {
        let expected = (2, "二\n三\n四\n".to_owned(), "三".to_owned());
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["一", "二", "三", "四", "五", ""].join(ending);
            let at = text.find('三').unwrap();
            assert_eq!(shown(&text, at..at + 3), expected, "{ending:?}");
            assert_eq!(shown(&text, at..at + 3 + ending.len()), expected, "the ending is not a second line");
        }
    }

    #[test]
    fn the_end_of_a_file_can_be_marked() {
        assert_eq!(shown("", 0..0), (1, "\n".into(), String::new()));
        assert_eq!(shown("a", 1..1), (1, "a\n".into(), String::new()));
        assert_eq!(shown("a\n", 0..1), (1, "a\n".into(), "a".into()), "no empty line 2 below");
        assert_eq!(shown("a\n", 2..2), (1, "a\n\n".into(), String::new()));
        assert_eq!(window("a\n", 2..2, FRAME).span, 2..2);
    }

    #[test]
    fn a_byte_order_mark_is_not_shown_and_not_counted() {
        let text = "\u{FEFF}# a";
        assert_eq!(shown(text, 3..4), (1, "# a\n".into(), "#".into()));
        assert_eq!(shown(text, 0..4), (1, "# a\n".into(), "#".into()));
        assert_eq!(window(text, 3..4, FRAME).place, LineColumn { line: 1, column: 1 });
        assert_eq!(window(text, 0..4, FRAME).place, LineColumn { line: 1, column: 1 });
        assert_eq!(window("\u{FEFF}a\nb", 5..6, FRAME).place, LineColumn { line: 2, column: 1 });
    }

    #[test]
    fn a_long_finding_is_truncated_with_its_last_line() {
        let text = "a\nb\nc\nd\ne\nf\n";
        let window = window(text, 0..text.len(), FRAME);
        assert_eq!((window.text.as_str(), window.continues()), ("a\nb\nc\nd\n", Some(6)));
        let window = self::window(text, 2..9, FRAME);
        assert_eq!((window.text.as_str(), window.continues()), ("a\nb\nc\nd\ne\nf\n", None));
        assert_eq!(&window.text[window.span], "b\nc\nd\ne\n");
    }

    #[test]
    fn a_long_line_is_cut_around_its_label() {
        let text = format!("{}ここ{}", "前".repeat(500), "後".repeat(500));
        let (_, line, marked) = shown(&text, 1500..1506);
        assert_eq!(marked, "ここ");
        assert!(line.starts_with("…前") && line.ends_with("後…\n"), "{line}");
        let width: usize = line.trim_end().chars().filter_map(UnicodeWidthChar::width).sum();
        assert!((72..=75).contains(&width), "of 75 columns beside ` 1 │ `: {width}");
    }

    #[test]
    fn a_label_wider_than_the_terminal_shows_its_start() {
        let text = format!("前{}", "長".repeat(500));
        let (_, line, marked) = shown(&text, 3..text.len());
        assert!(line.starts_with("前長"), "{line}");
        assert!(marked.starts_with('長') && marked.ends_with('…'), "{marked}");
    }

    #[test]
    fn the_marked_text_is_the_text_of_the_span() {
        let text = "\u{FEFF}a\tあ\x1b[0m\u{202e}\r\n⚠\u{FE0F} ｶﾞ\u{AD}か\u{3099}\r\r\n\n👍\u{1F3FD}x\u{2028}\0 後";
        let offsets = (0..=text.len()).filter(|&at| text.is_char_boundary(at));
        let spans = offsets.clone().flat_map(|start| offsets.clone().map(move |end| start..end));
        for span in spans.filter(|span| span.start <= span.end) {
            let window =
                window(text, span.clone(), Frame { columns: 30, unicode: false, neighbours: Neighbours::Both });
            assert!(
                !window.text.contains(|char: char| replacement_for(char).is_some() && !"\t\n\u{FDD0}".contains(char))
            );
            let visible = text[span.clone()].replace(['\u{FEFF}', '\u{FE0F}', '\u{1F3FD}'], "");
            if !visible.contains(['\r', '\n']) {
                let expected: String = visible.chars().map(super::shown).collect();
                assert_eq!(&window.text[window.span], expected, "{span:?}");
            }
        }
    }
}
