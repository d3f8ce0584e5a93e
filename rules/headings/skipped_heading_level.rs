//! `skipped-heading-level`: a heading more than one level deeper than the one before it.

use crate::lint::prelude::*;
use crate::markdown::front_matter::TitleIn;
use crate::markdown::skipped_levels::{LevelSkip, SizedOutline, SkipSearch, skips};

pub(crate) struct SkippedHeadingLevel {
    options: Options,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every skip, including those at the start of an HTML element such as `<details>` and those into or out of a
    /// quote or list item. By default, a note's skips between the same two levels are reported once.
    every: bool,
    /// Front matter key that holds the title, or a regular expression for its line, such as `^\s*title\s*[:=]`. A title
    /// found there counts as the first heading, of level 1. Empty: ignore the front matter.
    #[schemars(with = "String")]
    front_matter_title: TitleIn,
}

impl Default for Options {
    fn default() -> Self {
        Self { every: false, front_matter_title: TitleIn::Nowhere }
    }
}

rule!(SkippedHeadingLevel {
    options: Options,
    summary: Text { en: "a heading that skips a level", ja: "見出しのレベルが飛んでいる" },
    aliases: &["MD001", "heading-increment"],
    other_severity: Some(Severity::Advice),
    presets: &[
        Preset::Recommended.member(),
        Preset::Markdownlint.with("every = true\nfront_matter_title = '^\\s*\"?title\"?\\s*[:=]'"),
    ],
    yields_to: Some("accidental-heading"),
});

/// In this many notes of a project, outlines without the same level are its way of writing.
const SOME: usize = 5;

impl Check for SkippedHeadingLevel {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        if !self.options.every && SizedOutline::of(note.document).is_some() {
            return;
        }
        let titled = self.options.front_matter_title.has_title(note.source.text());
        for LevelSkip { heading, from, more } in skips(note.document, SkipSearch { every: self.options.every, titled })
        {
            let (to, title) = (heading.level(), excerpt(&heading.text()));
            let report = sink.report(
                heading.span(),
                message!(
                    "heading level jumps from {from} to {to} at `{title}`",
                    "`{title}` で見出しレベルが {from} から {to} に飛んでいる"
                ),
            );
            explain(report, from + 1, more);
        }
    }

    /// Reports a note whose author chose the levels by how they look. What many notes of a project do is told once.
    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        let Some(outline) = view.facts.sized_outline.as_ref().filter(|_| !self.options.every) else { return };
        let habit = view.project.sized_outlines(outline.levels).filter(|same| same.notes >= SOME);
        if habit.is_some_and(|same| *same.first != *view.path) {
            return;
        }
        let ((from, to), title) = (outline.levels, excerpt(&outline.title));
        let others = habit.map_or(0, |same| same.notes - 1);
        let message = match others {
            1.. => message!(
                "heading level jumps from {from} to {to} at `{title}`, as in {others} other notes",
                "`{title}` で見出しレベルが {from} から {to} に飛んでいる（ほかのノート {others} 件も同じ）"
            ),
            0 => message!(
                "heading level jumps from {from} to {to} at `{title}`",
                "`{title}` で見出しレベルが {from} から {to} に飛んでいる"
            ),
        };
        explain(sink.report(outline.heading, message), u32::from(from) + 1, outline.more).at_most(Severity::Advice);
    }
}

/// Adds that readers miss the level `between`, and how many `more` skips there are in the note.
fn explain(report: FindingBuilder<'_>, between: u32, more: usize) -> FindingBuilder<'_> {
    let report = report.note(message!(
        "outlines and screen readers show a gap at level {between}",
        "目次やスクリーンリーダーでは、レベル {between} が抜けたように見える"
    ));
    if more > 0 {
        report.note(message!("{more} more in this note", "このノートにはほかに {more} か所ある"))
    } else {
        report
    }
}
