//! `mixed-heading-style`: headings written in different styles.

use crate::lint::prelude::*;
use crate::markdown::headings::{self, HeadingStyle};
use crate::markdown::syntax::{self, HeadingMarks};

pub(crate) struct MixedHeadingStyle {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Style of all headings. `consistent` uses that of the first heading. The `setext_with_…` styles use `#` from level
    /// 3, for which there is no underline.
    style: StyleOption,
    /// With `style = "consistent"` and an underlined first heading: allow `#` from level 3, for which there is no
    /// underline.
    hashes_below_setext: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { style: StyleOption::Consistent, hashes_below_setext: true }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum StyleOption {
    Atx,
    AtxClosed,
    Consistent,
    Setext,
    SetextWithAtx,
    SetextWithAtxClosed,
}

rule!(MixedHeadingStyle {
    options: Options,
    summary: Text { en: "headings written in different styles", ja: "見出しの書き方が混ざっている" },
    aliases: &["MD003", "heading-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("hashes_below_setext = false")],
    fix: Some(Applicability::Safe),
    yields_to: Some("accidental-heading"),
});

impl Check for MixedHeadingStyle {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut first = None;
        for heading in note.document.of_kind(Kind::Heading) {
            let Some(style) = headings::style(note.source, heading) else { continue };
            let first = *first.get_or_insert(style);
            let expected = self.expected(heading.level(), first, style);
            if style != expected {
                report(note, heading, style, expected, sink);
            }
        }
    }
}

impl MixedHeadingStyle {
    /// The style required of a heading of `level` that is written in `style`, in a note whose first heading is in `first`.
    fn expected(&self, level: u32, first: HeadingStyle, style: HeadingStyle) -> HeadingStyle {
        let deep = level > 2;
        match self.options.style {
            StyleOption::Atx => HeadingStyle::Atx,
            StyleOption::AtxClosed => HeadingStyle::AtxClosed,
            StyleOption::SetextWithAtx if deep => HeadingStyle::Atx,
            StyleOption::SetextWithAtxClosed if deep => HeadingStyle::AtxClosed,
            StyleOption::Setext | StyleOption::SetextWithAtx | StyleOption::SetextWithAtxClosed => HeadingStyle::Setext,
            StyleOption::Consistent if deep && first == HeadingStyle::Setext && self.options.hashes_below_setext => {
                style
            }
            StyleOption::Consistent => first,
        }
    }
}

fn name(style: HeadingStyle) -> Text {
    match style {
        HeadingStyle::Atx => Text { en: "`#` before the text", ja: "先頭に `#` を付ける形式" },
        HeadingStyle::AtxClosed => Text { en: "`#` on both sides", ja: "両側に `#` を付ける形式" },
        HeadingStyle::Setext => Text { en: "an underline", ja: "下線を引く形式" },
    }
}

fn report(note: &Note<'_>, heading: Node<'_>, style: HeadingStyle, expected: HeadingStyle, sink: &mut Sink<'_>) {
    let title = excerpt(&heading.text());
    let (is, should) = (name(style), name(expected));
    let (is_en, is_ja, should_en, should_ja) = (is.en, is.ja, should.en, should.ja);
    let report = sink.report(
        heading.span(),
        message!(
            "heading `{title}` uses {is_en}, not {should_en}",
            "見出し `{title}` が、{should_ja}ではなく{is_ja}になっている"
        ),
    );
    if let Some(edits) = edits(note, heading, expected) {
        let title = message!("use {should_en}", "{should_ja}に揃える");
        report.fix(Applicability::Safe, Effect::Layout, title, edits);
    }
}

/// Edits that rewrite `heading` in the style `expected`. `None` for an underline, which would need a new line, and for a heading
/// of several lines.
fn edits(note: &Note<'_>, heading: Node<'_>, expected: HeadingStyle) -> Option<Vec<Edit>> {
    let lines = headings::content(note.source, heading);
    let [content] = lines[..] else { return None };
    let hashes = "#".repeat(heading.level() as usize);
    // The parser treats a form feed or vertical tab at the end of a line as whitespace, but they are text.
    let end = Span { start: content.end, end: heading.span().end.max(content.end) };
    match (syntax::heading_marks(heading)?, expected) {
        (_, HeadingStyle::Setext) => None,
        (HeadingMarks::Atx { .. }, HeadingStyle::Atx) if end.is_empty() => None,
        (HeadingMarks::Atx { .. }, HeadingStyle::Atx) => Some(vec![Edit::delete(end)]),
        (HeadingMarks::Atx { .. }, HeadingStyle::AtxClosed) => {
            Some(vec![Edit::insert(content.end as usize, format!(" {hashes}"))])
        }
        (HeadingMarks::Setext { .. }, _) => {
            let closing = if expected == HeadingStyle::AtxClosed { format!(" {hashes}") } else { String::new() };
            let opening = Edit::insert(content.start as usize, format!("{hashes} "));
            Some(vec![opening, Edit::replace(end, closing)])
        }
    }
}
