//! `accidental-heading`: a line of `-` or `=` that makes the text above it a heading.

use unicode_width::UnicodeWidthStr;

use crate::lint::prelude::*;
use crate::markdown::blank_line::{is_blank_line, line_between};
use crate::markdown::syntax::{self, HeadingMarks};
use crate::text::profile::BlockParser;
use crate::text::source::Source;

pub(crate) struct AccidentalHeading;

rule!(AccidentalHeading {
    summary: Text {
        en: "a `-`, `---` or `=` that makes the text above it a heading",
        ja: "上の文を見出しにしてしまう `-`、`---`、`=`",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    about_text: true,
});

/// The most that a title is wide, in columns. Anything wider that ends with a full stop is a sentence.
const MAX_TITLE: usize = 40;

/// A heading with a line of `-` or `=` below its text.
#[derive(Clone, Copy)]
struct Underlined<'d> {
    heading: Node<'d>,
    text: &'d str,
    underline: Span,
}

/// How the note writes its headings.
#[derive(Clone, Copy, Default)]
struct Outline {
    /// The number of headings with `#`.
    atx: usize,
    /// The number of underlined headings that look like titles.
    titles: usize,
}

impl Check for AccidentalHeading {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut outline = Outline::default();
        let mut underlined = Vec::new();
        for heading in note.document.of_kind(Kind::Heading) {
            match syntax::heading_marks(heading) {
                Some(HeadingMarks::Setext { underline }) => underlined.extend(Underlined::of(heading, underline)),
                _ => outline.atx += 1,
            }
        }
        outline.titles = underlined.iter().filter(|found| found.underline.len() > 2 && !found.is_text()).count();
        let follows_commonmark = note.document.profile().blocks == BlockParser::CommonMark;
        for found in underlined {
            // Other parsers make no heading of several lines, and none within a list.
            let plain = !found.has_lines() && found.heading.parent().is_some_and(|node| node.kind() == Kind::Document);
            if (follows_commonmark || plain) && found.is_accidental(outline) {
                report(note.source, found, sink);
            }
        }
    }
}

impl<'d> Underlined<'d> {
    fn of(heading: Node<'d>, underline: Span) -> Option<Self> {
        let length = heading.children().last()?.span().end - heading.span().start;
        Some(Self { heading, text: heading.source().get(..length as usize)?, underline })
    }

    /// Whether the underline was surely not meant to make a heading.
    fn is_accidental(self, outline: Outline) -> bool {
        if self.underline.len() <= 2 {
            let others = outline.atx > 0 && outline.titles == 0;
            return others || self.is_text() || self.heading.within(Kinds::of(&[Kind::Item])) || self.is_beside_items();
        }
        let several = self.has_lines() && (outline.atx > 0 || self.ends_sentence());
        // A line that looks like the header of a table, and metadata that lacks its opening `---`.
        let other = self.text.contains('|') || self.is_metadata();
        outline.titles == 0 && (several || outline.atx > 0 && self.is_text()) && !other
    }

    fn has_lines(self) -> bool {
        self.text.contains(['\n', '\r'])
    }

    /// Whether it is not worded like a title: it has several lines, or is a sentence, an image or a URL.
    fn is_text(self) -> bool {
        self.has_lines() || self.ends_sentence() || self.is_embedded()
    }

    fn ends_sentence(self) -> bool {
        let wide = self.text.width() > MAX_TITLE;
        self.text.ends_with(['。', '．', '、']) || wide && self.text.ends_with(['.', ',', ':', '：'])
    }

    /// Whether it consists of images and URLs alone.
    fn is_embedded(self) -> bool {
        let mut children = self.heading.children();
        self.text.starts_with("![[") && self.text.ends_with("]]")
            || children.all(|child| match child.kind() {
                Kind::Image | Kind::BareUrl | Kind::Autolink | Kind::SoftBreak => true,
                Kind::InlineHtml => child.source().starts_with("<img"),
                Kind::Text => child.source().is_blank(),
                _ => false,
            })
    }

    /// Whether it is at the start of the note and all lines are `key: value`.
    fn is_metadata(self) -> bool {
        let first = self
            .heading
            .previous_sibling()
            .is_none_or(|before| matches!(before.kind(), Kind::FrontMatter | Kind::ThematicBreak));
        let pair = |line: &str| {
            let key = line.md_trim().split_once(':').map(|(key, _)| key);
            key.is_some_and(|key| {
                !key.is_empty() && key.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
            })
        };
        first && self.text.md_lines().all(pair)
    }

    /// Whether items with the same mark are right below the line.
    fn is_beside_items(self) -> bool {
        let next = self.heading.next_sibling().filter(|next| next.kind() == Kind::List);
        let marker = next.and_then(Node::first_child).and_then(syntax::item_marker);
        marker.is_some_and(|marker| self.heading.source().ends_with(marker.char))
    }
}

fn report(source: &Source, found: Underlined<'_>, sink: &mut Sink<'_>) {
    let (text, mark) = (excerpt(found.text), source.slice(found.underline));
    let report = sink.report(
        found.heading.span(),
        message!("`{mark}` makes `{text}` a heading", "`{mark}` のために、上の `{text}` が見出しになる"),
    );
    let report = report.note(message!(
        "a line of `-` or `=` right below a text makes the text a heading",
        "文のすぐ下に `-` や `=` だけの行があると、その文は見出しとして扱われる"
    ));
    if found.underline.len() <= 2 {
        let title = message!("remove the `{mark}`", "`{mark}` を削除する");
        report.fix(Applicability::Unsafe, Effect::Structure, title, vec![removal(source, found)]);
    } else if mark.starts_with('-') {
        let start = found.underline.start as usize;
        let line = source.lines().line(start);
        let blank = line_between(source, start, line.saturating_sub(1));
        report.fix(
            Applicability::Unsafe,
            Effect::Structure,
            message!("add a blank line above it, which makes it a thematic break", "前に空行を入れて水平線にする"),
            vec![Edit::insert(source.lines().start(line), blank)],
        );
    }
}

/// Removes the line of the underline, or makes it blank where the line below would be joined to the text above.
fn removal(source: &Source, found: Underlined<'_>) -> Edit {
    let underline = found.underline;
    let line = source.lines().line(underline.start as usize);
    let span = source.lines().span(source.text(), line);
    if line + 1 >= source.lines().count() {
        return Edit::delete(span);
    }
    let mut around = std::iter::once(found.heading).chain(found.heading.ancestors());
    let next = around.find_map(Node::next_sibling);
    let begins = next.is_some_and(|next| {
        let bullets = next.kind() == Kind::List && next.list_start().is_none();
        let block =
            bullets || next.kind() == Kind::Item || next.kind() == Kind::Heading && next.source().starts_with('#');
        block && source.lines().line(next.span().start as usize) == line + 1
    });
    if begins || is_blank_line(source, line + 1) {
        return Edit::delete(Span::new(span.start as usize, source.lines().start(line + 1)));
    }
    let before = source.slice(Span { start: span.start, end: underline.start });
    Edit::replace(span, before.md_trim_end().to_owned())
}
