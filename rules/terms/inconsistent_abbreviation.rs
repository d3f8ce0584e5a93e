//! `inconsistent-abbreviation`: an abbreviation that the project spells out in two ways.

use crate::lint::prelude::*;

pub(crate) struct InconsistentAbbreviation;

rule!(InconsistentAbbreviation {
    summary: Text {
        en: "an abbreviation spelled out in two ways in the project",
        ja: "略語の正式名称がプロジェクト内で揺れている",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
});

impl Check for InconsistentAbbreviation {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        for expansion in &view.facts.expansions {
            let Some((usual, is_known)) = view.project.expansions().preferred_expansion(expansion) else { continue };
            let (short, written) = (&expansion.short, excerpt(&expansion.long));
            let message = if is_known {
                message!(
                    "`{short}` stands for `{usual}`, not `{written}`",
                    "`{short}` の正式名称は `{written}` ではなく `{usual}`"
                )
            } else {
                message!(
                    "`{short}` is spelled out as `{usual}` elsewhere, not `{written}`",
                    "`{short}` の正式名称は、ほかの箇所では `{written}` ではなく `{usual}` と書かれている"
                )
            };
            sink.report(expansion.span, message).note(message!(
                "one of the two is wrong, or they are different things",
                "どちらかが誤りか、別のものを指している"
            ));
        }
    }
}
