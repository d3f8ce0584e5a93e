//! `mixed-thematic-breaks`: thematic breaks written in different styles.

use crate::lint::options::ShortText;
use crate::lint::prelude::*;

pub(crate) struct MixedThematicBreaks {
    style: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Style of all thematic breaks, such as `---`. `consistent` uses that of the first one.
    style: ShortText,
}

impl Default for Options {
    fn default() -> Self {
        Self { style: ShortText::of("consistent") }
    }
}

rule!(MixedThematicBreaks {
    options: Options,
    new: |options| MixedThematicBreaks { style: options.style.unicode_trim().to_owned() },
    summary: Text {
        en: "thematic breaks written in different styles", ja: "区切り線の書き方が混ざっている"
    },
    aliases: &["MD035", "hr-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// Maximum length in bytes of a thematic break that the fix copies to others.
const MAX_LENGTH: usize = 200;

impl Check for MixedThematicBreaks {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut expected = (self.style != "consistent").then_some(&*self.style);
        for rule in note.document.of_kind(Kind::ThematicBreak) {
            let expected = *expected.get_or_insert(rule.source());
            if rule.source() == expected {
                continue;
            }
            let (found, as_wanted) = (excerpt(rule.source()), excerpt(expected));
            let report = sink.report(
                rule.span(),
                message!(
                    "thematic break is `{found}`; expected `{as_wanted}`",
                    "区切り線が `{as_wanted}` ではなく `{found}`"
                ),
            );
            // Do not copy a very long line, which would make the note grow without bound, or a tab, which `hard-tab` reports.
            if expected.len() <= MAX_LENGTH && !expected.contains('\t') {
                let title = message!("use `{as_wanted}`", "`{as_wanted}` に揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(rule.span(), expected)]);
            }
        }
    }
}
