//! `mixed-thematic-breaks`: a thematic break written in another way than the first.

use crate::lint::options::ShortText;
use crate::lint::prelude::*;

pub(crate) struct MixedThematicBreaks {
    style: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// How to write all of them, such as `---`; `consistent` leaves the choice to the first.
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
        en: "a thematic break written in another way than the first",
        ja: "区切り線の書き方が混ざっている",
    },
    aliases: &["MD035", "hr-style"],
    presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

/// How long, in bytes, a thematic break may be that others are made to look like.
const LONGEST: usize = 200;

impl Check for MixedThematicBreaks {
    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let mut wanted = (self.style != "consistent").then_some(&*self.style);
        for rule in note.document.of_kind(Kind::ThematicBreak) {
            let wanted = *wanted.get_or_insert(rule.source());
            if rule.source() == wanted {
                continue;
            }
            let (found, as_wanted) = (excerpt(rule.source()), excerpt(wanted));
            let report = sink.report(
                rule.span(),
                message!(
                    "a thematic break written `{found}`, not `{as_wanted}`",
                    "区切り線が `{as_wanted}` ではなく `{found}`"
                ),
            );
            // A line of a megabyte is not copied into each of the others, nor is a tab, which is a fault of its own.
            if wanted.len() <= LONGEST && !wanted.contains('\t') {
                let title = message!("write `{as_wanted}`", "`{as_wanted}` に揃える");
                report.fix(Applicability::Safe, Effect::Layout, title, vec![Edit::replace(rule.span(), wanted)]);
            }
        }
    }
}
