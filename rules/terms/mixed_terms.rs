//! `mixed-terms`: a name with several correct forms, more than one of which the project uses.

use crate::lint::consistency;
use crate::lint::options::TextList;
use crate::lint::prelude::*;

pub(crate) struct MixedTerms {
    options: Options,
}

/// Options of the rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Forms to use, such as `NGINX`. Other forms of these names are reported, however common they are.
    prefer: TextList,
}

rule!(MixedTerms {
    options: Options,
    summary: Text {
        en: "a name with several correct forms, more than one of which is used",
        ja: "正しい書き方が複数ある名称の表記がプロジェクト内で揺れている",
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
        consistency::report(view, true, &self.options.prefer, sink);
    }
}
