//! `mixed-heading-style`: headings that are marked in different ways.

use crate::lint::prelude::*;
use crate::markdown::headings::{self, Style};
use crate::markdown::syntax::{self, HeadingMarks};

pub(crate) struct MixedHeadingStyle {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How headings are marked; the styles that begin with `setext_with` have hashes from level 3 down, and
    /// `consistent` leaves the choice to the first.
    style: Wanted,
    /// Where `consistent` chose underlines: allow hashes from level 3 down, which has no underline.
    hashes_below_setext: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { style: Wanted::Consistent, hashes_below_setext: true }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    Atx,
    AtxClosed,
    Consistent,
    Setext,
    SetextWithAtx,
    SetextWithAtxClosed,
}

rule!(MixedHeadingStyle {
    options: Options,
    summary: Text { en: "headings marked in different ways", ja: "見出しの書き方が混ざっている" },
    aliases: &["MD003", "heading-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("hashes_below_setext = false")],
    fix: Some(Applicability::Safe),
});

impl Check for MixedHeadingStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut first = None;
        for heading in note.document.of_kind(Kind::Heading) {
            let Some(style) = headings::style(note.source, heading) else { continue };
            let first = *first.get_or_insert(style);
            let wanted = self.wanted(heading.level(), first, style);
            if style != wanted {
                report(note, heading, style, wanted, sink);
            }
        }
    }
}

impl MixedHeadingStyle {
    /// How a heading of `level` has to be marked where the first of the note is marked like `first`.
    fn wanted(&self, level: u32, first: Style, style: Style) -> Style {
        let deep = level > 2;
        match self.options.style {
            Wanted::Atx => Style::Atx,
            Wanted::AtxClosed => Style::AtxClosed,
            Wanted::SetextWithAtx if deep => Style::Atx,
            Wanted::SetextWithAtxClosed if deep => Style::AtxClosed,
            Wanted::Setext | Wanted::SetextWithAtx | Wanted::SetextWithAtxClosed => Style::Setext,
            Wanted::Consistent if deep && first == Style::Setext && self.options.hashes_below_setext => style,
            Wanted::Consistent => first,
        }
    }
}

fn name(style: Style) -> Text {
    match style {
        Style::Atx => Text { en: "hashes before it", ja: "前の `#`" },
        Style::AtxClosed => Text { en: "hashes on both sides", ja: "両側の `#`" },
        Style::Setext => Text { en: "a line below it", ja: "下線" },
    }
}

fn report(note: &Note<'_>, heading: Node<'_>, style: Style, wanted: Style, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    let (is, should) = (name(style), name(wanted));
    let (is_en, is_ja, should_en, should_ja) = (is.en, is.ja, should.en, should.ja);
    let report = sink.report(
        heading.span(),
        message!(
            "`{title}` is marked by {is_en}, not by {should_en}",
            "`{title}` の見出しの書き方が、{should_ja}ではなく{is_ja}"
        ),
    );
    if let Some(edits) = edits(note, heading, wanted) {
        let title = message!("mark it by {should_en}", "{should_ja}に揃える");
        report.fix(Applicability::Safe, Effect::Layout, title, edits);
    }
}

/// What marks `heading` like `wanted`; `None` where it can't be, or where a line below it has to be made.
fn edits(note: &Note<'_>, heading: Node<'_>, wanted: Style) -> Option<Vec<Edit>> {
    let lines = headings::content(note.source, heading);
    let [content] = lines[..] else { return None };
    let hashes = "#".repeat(heading.level() as usize);
    // The parser takes a form feed or a vertical tab at the end of a line for white space; they are text.
    let end = Span { start: content.end, end: heading.span().end.max(content.end) };
    match (syntax::heading_marks(heading)?, wanted) {
        (_, Style::Setext) => None,
        (HeadingMarks::Atx { .. }, Style::Atx) if end.is_empty() => None,
        (HeadingMarks::Atx { .. }, Style::Atx) => Some(vec![Edit::delete(end)]),
        (HeadingMarks::Atx { .. }, Style::AtxClosed) => {
            Some(vec![Edit::insert(content.end as usize, format!(" {hashes}"))])
        }
        (HeadingMarks::Setext { .. }, _) => {
            let closing = if wanted == Style::AtxClosed { format!(" {hashes}") } else { String::new() };
            let opening = Edit::insert(content.start as usize, format!("{hashes} "));
            Some(vec![opening, Edit::replace(end, closing)])
        }
    }
}
