//! `extra-space-in-closed-atx`: more than one space before the closing `#` of a heading.

use crate::lint::prelude::*;
use crate::markdown::headings::{self, HeadingStyle};
use crate::markdown::syntax::{self, HeadingMarks};

pub(crate) struct ExtraSpaceInClosedAtx {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Check the space after the opening `#` too.
    both_sides: bool,
}

rule!(ExtraSpaceInClosedAtx {
    options: Options,
    summary: Text {
        en: "more than one space before the closing `#` of a heading",
        ja: "見出しを閉じる `#` の前に余分な空白がある",
    },
    aliases: &["MD021", "no-multiple-space-closed-atx"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("both_sides = true")],
    fix: Some(Applicability::Safe),
});

impl Check for ExtraSpaceInClosedAtx {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Heading])
    }

    fn node(&self, note: &Note<'_>, heading: Node<'_>, sink: &mut Sink<'_>) {
        if headings::style(note.source, heading) != Some(HeadingStyle::AtxClosed) {
            return;
        }
        let Some(HeadingMarks::Atx { opening, closing: Some(closing), .. }) = syntax::heading_marks(heading) else {
            return;
        };
        let [content] = headings::content(note.source, heading)[..] else { return };
        let title = excerpt(note.source.slice(content));
        let before_closing = Span { start: content.end, end: closing.start };
        if content.is_empty() {
            // Without text there is only one gap.
            let gap = Span { start: opening.end, end: closing.start };
            if self.options.both_sides && gap.len() > 1 {
                let message = message!(
                    "more than one space between opening and closing `#`",
                    "開始と終了の `#` の間に余分な空白がある"
                );
                report(gap, message, sink);
            }
            return;
        }
        let after_opening = Span { start: opening.end, end: content.start };
        if self.options.both_sides && after_opening.len() > 1 {
            let message = message!("more than one space before `{title}`", "`{title}` の前に余分な空白がある");
            report(after_opening, message, sink);
        }
        if before_closing.len() > 1 {
            let message = message!("more than one space after `{title}`", "`{title}` の後に余分な空白がある");
            report(before_closing, message, sink);
        }
    }
}

fn report(gap: Span, message: crate::finding::Message<'_>, sink: &mut Sink<'_>) {
    let title = message!("use a single space", "半角スペース 1 つにする");
    sink.report(gap, message).fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(gap, " ")]);
}
