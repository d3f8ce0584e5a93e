//! `pseudo-heading`: a heading marked with `■` or `【】` instead of `#`.

use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use crate::lint::prelude::*;

pub(crate) struct PseudoHeading;

rule!(PseudoHeading {
    summary: Text {
        en: "a heading marked with ■ or 【】 instead of `#`",
        ja: "`#` の代わりに「■」や「【】」で書かれた見出し",
    },
    presets: &[Preset::Japanese.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

/// Maximum width of a sure title in columns. Anything wider may be a sentence.
const MAX_WIDTH: usize = 50;

/// Maximum width of other titles, in notes that write their headings this way.
const MAX_OTHER_WIDTH: usize = 60;

/// From this number of titles with one mark on, none of them has to be a sure one.
const MANY: usize = 3;

/// A line that looks like a title.
struct Title<'d> {
    /// The line.
    line: Span,
    text: &'d str,
    mark: char,
    /// The mark and the space after it.
    opening: Span,
    /// The closing `】`.
    closing: Option<Span>,
    /// What is after the line in its paragraph and would be shown at the end of the heading: a backslash.
    trailing: Option<Span>,
    /// Level of the heading it would become.
    level: usize,
    /// Whether it is surely a title. Others are titles if the note has several sure ones with this mark.
    sure: bool,
}

/// The numbers of titles with one mark.
#[derive(Clone, Copy, Default)]
struct Counts {
    sure: usize,
    all: usize,
}

impl Counts {
    /// Whether the note writes its headings with `mark`. A single one may be anything, and `●` and `【】` often are
    /// something else.
    fn are_headings(self, mark: char) -> bool {
        self.sure > 1 || self.all >= MANY && !matches!(mark, '●' | '【')
    }
}

impl Check for PseudoHeading {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut titles = Vec::new();
        let mut level = 1;
        for node in note.document.root().children() {
            if node.kind() == Kind::Heading {
                level = node.level() as usize;
            }
            titles.extend(title(node, level));
        }
        let mut counts: FxHashMap<char, Counts> = FxHashMap::default();
        for title in &titles {
            let found = counts.entry(title.mark).or_default();
            found.sure += usize::from(title.sure);
            found.all += 1;
        }
        for title in titles {
            if counts.get(&title.mark).is_some_and(|counts| counts.are_headings(title.mark)) {
                report(note, &title, sink);
            }
        }
    }
}

/// The first line of `node` as a title below a heading of `level`, if it starts with a mark and has content below it.
fn title(node: Node<'_>, level: usize) -> Option<Title<'_>> {
    const BELOW: Kinds =
        Kinds::of(&[Kind::Paragraph, Kind::List, Kind::Table, Kind::CodeBlock, Kind::BlockQuote, Kind::HtmlBlock]);
    let first = node.first_child().filter(|child| node.kind() == Kind::Paragraph && child.kind() == Kind::Text)?;
    let mark = first.source().chars().next().filter(|char| matches!(char, '■' | '□' | '◆' | '◇' | '●' | '【'))?;
    let end = node.children().find(|child| matches!(child.kind(), Kind::SoftBreak | Kind::HardBreak));
    let (start, stop) = (node.span().start as usize, end.map_or(node.span().end, |end| end.span().start) as usize);
    let text = node.source().get(..stop - start)?.md_trim_end();
    let rest = text[mark.len_utf8()..].trim_start_matches([' ', '\u{3000}']);
    let (words, closing) = if mark == '【' {
        let words = rest.strip_suffix('】').filter(|words| !words.contains(['】', '【']))?;
        (words, Some('】'.len_utf8()))
    } else {
        (rest, None)
    };
    // Next to another line with the same mark it is an item of a list.
    let inside =
        end.is_some_and(|_| node.source()[text.len()..].md_lines().any(|line| line.md_trim_start().starts_with(mark)));
    let below = node.next_sibling().filter(|next| BELOW.contains(next.kind()));
    let above = node.previous_sibling().filter(|above| !above.source().contains(['\n', '\r']));
    let beside = [below.filter(|_| end.is_none()), above];
    let again = beside.into_iter().flatten().any(|other| other.source().starts_with(mark));
    let sentence = words.ends_with(['。', '．', '、', '，']) || words.contains('。');
    if words.is_empty()
        || inside
        || again
        || sentence
        || text.width() > MAX_OTHER_WIDTH
        || below.is_none() && end.is_none()
    {
        return None;
    }
    let plain = first.literal() == text && end.is_none();
    let phrase = words.starts_with(char::is_alphanumeric) && !words.ends_with(['.', '：', ':', '！', '？', '!', '?']);
    let close = start + text.len();
    let trailing = end.filter(|end| end.source().starts_with('\\'));
    Some(Title {
        line: Span::new(start, close),
        text,
        mark,
        opening: Span::new(start, start + text.len() - rest.len()),
        closing: closing.map(|length| Span::new(close - length, close)),
        trailing: trailing.map(|end| Span::new(end.span().start as usize, end.span().start as usize + 1)),
        level: (level + 1).min(6),
        sure: plain
            && phrase
            && text.width() <= MAX_WIDTH
            && below.is_some_and(|below| below.kind() != Kind::HtmlBlock),
    })
}

fn report(note: &Note<'_>, title: &Title<'_>, sink: &mut Sink<'_>) {
    let text = excerpt(title.text);
    let hashes = "#".repeat(title.level);
    let mut edits = vec![Edit::replace(title.opening, format!("{hashes} "))];
    edits.extend(title.closing.map(Edit::delete));
    edits.extend(title.trailing.map(Edit::delete));
    let (mark, others) = (
        note.source.slice(title.opening).unicode_trim_end(),
        message!("it is missing from the outline, and links cannot point to it", "目次に出ず、リンクもできない"),
    );
    // The habit of a note is one finding, as long as the fix is the same.
    sink.report(
        title.line,
        message!(
            "`{text}` is not a heading: `{mark}` is plain text in Markdown",
            "`{text}` が見出しにならない（`{mark}` は Markdown の記号ではない）"
        ),
    )
    .about(&format!("{mark} {hashes}"))
    .note(others)
    .fix(
        Applicability::Unsafe,
        Effect::Structure,
        message!("turn it into a `{hashes}` heading", "`{hashes}` の見出しにする"),
        edits,
    );
}
