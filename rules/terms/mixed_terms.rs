//! `mixed-terms`: a name that has no single right form, written in several by one project.

use schemars::JsonSchema;
use serde::Deserialize;

use super::mixture;
use crate::finding::{Applicability, Meta, Preset, Severity, Text};
use crate::lint::engine::ProjectView;
use crate::lint::options::Texts;
use crate::lint::rule::{Check, Needs, Rule, Sink};

/// See the page.
pub struct MixedTerms {
    options: Options,
}

/// Options of the rule.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Forms that the project wants, such as `NGINX`: other forms of those names are reported, however many.
    prefer: Texts,
}

impl Rule for MixedTerms {
    const META: Meta = Meta {
        name: "mixed-terms",
        group: "terms",
        summary: Text {
            en: "a name with several right forms, written in more than one of them",
            ja: "正しい形が複数ある名称の書き方がプロジェクト内で揺れている",
        },
        aliases: &[],
        severity: Severity::Advice,
        presets: &[Preset::Recommended.member()],
        fix: Some(Applicability::Unsafe),
        since: "0.1.0",
        page: include_str!("mixed_terms.md"),
    };

    type Options = Options;

    fn check(options: Options) -> Box<dyn Check> {
        Box::new(MixedTerms { options })
    }
}

impl Check for MixedTerms {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn project(&self, view: &ProjectView<'_>, sink: &mut Sink<'_>) {
        mixture::report(view, true, &self.options.prefer, sink);
    }
}
