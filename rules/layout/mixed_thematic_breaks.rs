//! `mixed-thematic-breaks`: a thematic break written in another way than the first.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::{Applicability, Edit, Effect, Meta, Preset, Severity, Text, excerpt};
use crate::lint::engine::Note;
use crate::lint::options::ShortText;
use crate::lint::rule::{Check, Rule, Sink};
use crate::markdown::document::Kind;
use crate::message;
use crate::text::whitespace::Whitespace as _;

/// See the page.
pub struct MixedThematicBreaks {
    style: String,
}

/// Options of `mixed-thematic-breaks`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// How to write all of them, such as `---`; `consistent` leaves the choice to the first.
    style: ShortText,
}

impl Default for Options {
    fn default() -> Self {
        Self { style: ShortText::of("consistent") }
    }
}

impl Rule for MixedThematicBreaks {
    const META: Meta = Meta {
        name: "mixed-thematic-breaks",
        group: "layout",
        summary: Text {
            en: "a thematic break written in another way than the first",
            ja: "区切り線の書き方が混ざっている",
        },
        aliases: &["MD035", "hr-style"],
        severity: Severity::Warning,
        presets: &[Preset::Style.member(), Preset::Markdownlint.member()],
        fix: Some(Applicability::Safe),
        since: "0.1.0",
        page: include_str!("mixed_thematic_breaks.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(MixedThematicBreaks { style: options.style.unicode_trim().to_owned() })
    }
}

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
