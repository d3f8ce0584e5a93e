//! `space-in-emphasis`: white space between the marks of emphasis and its text.

use crate::lint::prelude::*;
use crate::markdown::emphasis::spaced::{self, Pair};

pub(crate) struct SpaceInEmphasis {
    options: Options,
}

/// Options of `space-in-emphasis`, under markdownlint's names.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Report every pair of marks, not only those that are surely meant as emphasis (as markdownlint does); every fix
    /// then asks to be agreed on.
    all: bool,
}

rule!(SpaceInEmphasis {
    options: Options,
    summary: Text {
        en: "white space inside the marks of emphasis, which makes them plain text",
        ja: "強調の記号の内側に空白があり、強調にならない",
    },
    aliases: &["MD037", "no-space-in-emphasis"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.with("all = true")],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for SpaceInEmphasis {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for pair in spaced::pairs(note.document) {
            if self.options.all || pair.is_sure() {
                // Who has every pair reported has not asked to have what is shown changed.
                let sure = !self.options.all && pair.is_sure() && pair.is_alone;
                let applicability = if sure { Applicability::Safe } else { Applicability::Unsafe };
                report(note, &pair, applicability, sink);
            }
        }
    }
}

fn report(note: &Note<'_>, pair: &Pair, applicability: Applicability, sink: &mut Sink<'_>) {
    let whole = pair.whole();
    let shown = excerpt(note.source.slice(whole));
    let line = |at: u32| note.source.lines().line(at as usize);
    let end = if line(pair.opening.start) == line(pair.closing.start) { whole } else { pair.closing };
    let ends = [(pair.leading, whole), (pair.trailing, end)];
    let mut mended = pair.mended(note.source.text());
    let mut before = None;
    for (_, place) in ends.into_iter().filter(|(spaces, _)| !spaces.is_empty()) {
        if before.replace(line(place.start)) == Some(line(place.start)) {
            continue;
        }
        let report = sink
            .report(place, message!("`{shown}` has white space inside its marks", "`{shown}` の記号の内側に空白がある"))
            .note(message!(
                "marks with white space on their inner side are shown as they are",
                "内側に空白がある記号は、強調にならずそのまま表示される"
            ));
        if let Some(mended) = mended.take() {
            report.fix(
                applicability,
                Effect::Structure,
                message!("take the white space out", "空白を記号の外に出す"),
                vec![Edit::replace(whole, mended)],
            );
        }
    }
}
