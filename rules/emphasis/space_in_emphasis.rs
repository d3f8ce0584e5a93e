//! `space-in-emphasis`: whitespace between emphasis markers and their text.

use crate::lint::prelude::*;
use crate::markdown::emphasis::spaced::{self, SpacedPair};

pub(crate) struct SpaceInEmphasis {
    options: Options,
}

/// Options of `space-in-emphasis`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every pair of markers, as markdownlint does, not only those clearly meant as emphasis. All fixes are then
    /// unsafe.
    all: bool,
}

rule!(SpaceInEmphasis {
    options: Options,
    summary: Text {
        en: "whitespace inside emphasis markers, which turns them into plain text",
        ja: "強調の記号の内側に空白があり、強調にならない",
    },
    aliases: &["MD037", "no-space-in-emphasis"],
    presets: &[Preset::Recommended.member(), Preset::Markdownlint.with("all = true")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for SpaceInEmphasis {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for pair in spaced::pairs(note.document, self.options.all) {
            if self.options.all || pair.is_sure() {
                // With `all`, some pairs are not meant as emphasis, and the fix would change how they render.
                let sure = !self.options.all && pair.is_sure() && pair.is_alone;
                let applicability = if sure { Applicability::Safe } else { Applicability::Unsafe };
                report(note, &pair, applicability, sink);
            }
        }
    }
}

fn report(note: &Note<'_>, pair: &SpacedPair, applicability: Applicability, sink: &mut Sink<'_>) {
    let whole = pair.span();
    let shown = excerpt(note.source.slice(whole));
    let line = |at: u32| note.source.lines().line(at as usize);
    let end = if line(pair.opening.start) == line(pair.closing.start) { whole } else { pair.closing };
    let ends = [(pair.leading, whole), (pair.trailing, end)];
    let mut fixed = pair.fixed(note.source.text());
    let mut before = None;
    for (_, place) in ends.into_iter().filter(|(spaces, _)| !spaces.is_empty()) {
        if before.replace(line(place.start)) == Some(line(place.start)) {
            continue;
        }
        let report = sink
            .report(
                place,
                message!("`{shown}` has whitespace inside its markers", "`{shown}` の記号の内側に空白がある"),
            )
            .note(message!(
                "the markers are shown as plain text and have no effect",
                "強調にならず、記号がそのまま表示される"
            ));
        if let Some(fixed) = fixed.take() {
            report.fix(
                applicability,
                Effect::Structure,
                message!("remove the whitespace inside the markers", "記号の内側の空白を取り除く"),
                vec![Edit::replace(whole, fixed)],
            );
        }
    }
}
