//! `mixed-terms`: a name that has no single right form, written in several by one project.

use crate::lint::mixture;
use crate::lint::options::Texts;
use crate::lint::prelude::*;

pub(crate) struct MixedTerms {
    options: Options,
}

/// Options of the rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Forms that the project wants, such as `NGINX`: other forms of those names are reported, however many.
    prefer: Texts,
}

rule!(MixedTerms {
    options: Options,
    summary: Text {
        en: "a name with several right forms, written in more than one of them",
        ja: "正しい形が複数ある名称の書き方がプロジェクト内で揺れている",
    },
    severity: Severity::Advice,
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for MixedTerms {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        mixture::report(view, true, &self.options.prefer, sink);
    }
}
