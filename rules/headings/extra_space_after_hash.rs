//! `extra-space-after-hash`: several spaces, or another kind of space, after the `#` of a heading.

use crate::lint::prelude::*;
use crate::markdown::almost_heading::{AlmostHeading, almost_headings};
use crate::markdown::headings::{self, HeadingStyle};
use crate::markdown::syntax::{self, HeadingMarks};

pub(crate) struct ExtraSpaceAfterHash {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Check only spaces and tabs, and only in headings without closing `#`; include headings without text.
    ascii_only: bool,
}

rule!(ExtraSpaceAfterHash {
    options: Options,
    summary: Text {
        en: "more than one space, or a full-width space, after the `#` of a heading",
        ja: "見出しの `#` の後に余分な空白か全角スペースがある",
    },
    aliases: &["MD019", "no-multiple-space-atx"],
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("ascii_only = true")],
    fix: Some(Applicability::Safe),
});

impl Check for ExtraSpaceAfterHash {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        let Some(HeadingMarks::Atx { opening, space, closing }) = syntax::heading_marks(heading) else { return };
        if self.options.ascii_only {
            return ascii_gap(note, heading, sink);
        }
        let end = closing.map_or(heading.span().end, |closing| closing.start);
        let content = note.source.slice(Span { start: space.start, end });
        let gap = Span::new(space.start as usize, end as usize - content.unicode_trim_start().len());
        // `empty-heading` reports headings without text.
        if gap.end == end || note.source.slice(gap).chars().count() < 2 {
            return;
        }
        let report = report_gap(note, note.source.slice(opening), gap, sink);
        // Spaces and tabs are not shown, so readers do not see how many there are.
        if note.source.slice(gap).is_ascii() {
            report.at_most(Severity::Advice).about("spaces");
        }
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        // Where hashes need no space, the line is a heading, and white space around its text is not shown.
        if self.options.ascii_only || note.document.profile().bare_hashes {
            return;
        }
        for heading in almost_headings(note.document) {
            if !heading.fullwidth && !heading.gap.is_empty() {
                report_text(note, heading, sink);
            }
        }
    }
}

fn report_gap<'s>(note: &Note<'_>, hashes: &str, gap: Span, sink: &'s mut Sink<'_>) -> FindingBuilder<'s> {
    let Text { en, ja } = kind(note.source.slice(gap));
    let message = message!("{en} after `{hashes}`", "`{hashes}` の後に{ja}がある");
    sink.report(gap, message).fix(
        Applicability::Safe,
        Effect::Layout,
        message!("use a single space", "半角スペース 1 つにする"),
        vec![Edit::replace(gap, " ")],
    )
}

/// Reports several spaces or tabs after the opening `#` of a heading without closing `#`.
fn ascii_gap(note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
    if headings::style(note.source, heading) != Some(HeadingStyle::Atx) {
        return;
    }
    let Some(HeadingMarks::Atx { opening, .. }) = syntax::heading_marks(heading) else { return };
    let line_end = note.source.line_at(heading.span().start as usize).end as usize;
    let rest = &note.source.text()[opening.end as usize..line_end];
    let width = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if width > 1 {
        let gap = Span::new(opening.end as usize, opening.end as usize + width);
        report_gap(note, note.source.slice(opening), gap, sink);
    }
}

/// Describes what is wrong with the whitespace of `gap`, by its first character outside ASCII.
fn kind(gap: &str) -> Text {
    match gap.chars().find(|char| !char.is_ascii()) {
        Some('\u{3000}') => Text { en: "a full-width space", ja: "全角スペース" },
        Some('\u{a0}') => Text { en: "a no-break space", ja: "ノーブレークスペース" },
        Some(_) => Text { en: "an unusual space", ja: "特殊な空白" },
        None => Text { en: "more than one space", ja: "余分な空白" },
    }
}

/// Reports a line that is text because its `#` are followed by something other than a space or a tab.
fn report_text(note: &Note<'_>, heading: AlmostHeading, sink: &mut Sink<'_>) {
    let Text { en, ja } = kind(note.source.slice(heading.gap));
    let (line, hashes) = (excerpt(note.source.slice(heading.line)), note.source.slice(heading.hashes));
    let message = message!(
        "`{line}` is not a heading: `{hashes}` is followed by {en}",
        "`{line}` は見出しにならない。`{hashes}` の後が{ja}"
    );
    sink.report(heading.line, message)
        .note(message!(
            "it renders as text, including the `#`, and is missing from the outline",
            "`#` ごと本文として表示され、目次にも出ない"
        ))
        .fix(
            Applicability::Safe,
            Effect::Structure,
            message!("replace it with a space", "半角スペースに置き換える"),
            // The edit includes the `#`, because the fix turns them from text into a marker.
            vec![Edit::replace(Span { end: heading.gap.end, ..heading.hashes }, format!("{hashes} "))],
        );
}
