//! `extra-space-in-closed-atx`: more than a space before the hashes that end a heading.

use crate::lint::prelude::*;
use crate::markdown::headings::{self, Style};
use crate::markdown::syntax::{self, HeadingMarks};

pub(crate) struct ExtraSpaceInClosedAtx {
    options: Options,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Look behind the opening hashes too.
    both_sides: bool,
}

rule!(ExtraSpaceInClosedAtx {
    options: Options,
    summary: Text {
        en: "more than a space before the hashes that end a heading",
        ja: "見出しを閉じる `#` の前の空白が多い",
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
        if headings::style(note.source, heading) != Some(Style::AtxClosed) {
            return;
        }
        let Some(HeadingMarks::Atx { opening, closing: Some(closing), .. }) = syntax::heading_marks(heading) else {
            return;
        };
        let [content] = headings::content(note.source, heading)[..] else { return };
        let title = excerpt(note.source.slice(content));
        let before = Span { start: content.end, end: closing.start };
        if content.is_empty() {
            // There are no two sides.
            let gap = Span { start: opening.end, end: closing.start };
            if self.options.both_sides && gap.len() > 1 {
                let message = message!("more than one space between the hashes", "`#` の間の空白が多い");
                report(gap, message, sink);
            }
            return;
        }
        let behind = Span { start: opening.end, end: content.start };
        if self.options.both_sides && behind.len() > 1 {
            let message = message!("more than one space before `{title}`", "`{title}` の前の空白が多い");
            report(behind, message, sink);
        }
        if before.len() > 1 {
            let message = message!("more than one space behind `{title}`", "`{title}` の後の空白が多い");
            report(before, message, sink);
        }
    }
}

fn report(gap: Span, message: crate::finding::Message<'_>, sink: &mut Sink<'_>) {
    let title = message!("leave a single space", "半角スペース 1 つにする");
    sink.report(gap, message).fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(gap, " ")]);
}
