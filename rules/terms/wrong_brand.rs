//! `wrong-brand`: a service of AWS behind the brand of another.

use crate::finding::{Applicability, Effect, Meta, Preset, Severity, Text, excerpt};
use crate::lint::engine::Note;
use crate::lint::rule::{Check, Needs, NoOptions, Rule, Sink};
use crate::message;
use crate::terms::{Meaning, grammar};

/// See the page.
pub struct WrongBrand;

impl Rule for WrongBrand {
    const META: Meta = Meta {
        name: "wrong-brand",
        group: "terms",
        summary: Text {
            en: "a service of AWS behind the brand of another",
            ja: "AWS のサービス名に付くブランド（AWS / Amazon）が違う",
        },
        aliases: &[],
        severity: Severity::Warning,
        presets: &[Preset::Recommended.member()],
        fix: Some(Applicability::Safe),
        since: "0.1.0",
        page: include_str!("wrong_brand.md"),
    };

    type Options = NoOptions;

    fn check(_options: NoOptions) -> Box<dyn Check> {
        Box::new(WrongBrand)
    }
}

impl Check for WrongBrand {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for hit in note.terms {
            let Meaning::WrongBrand { right } = &hit.meaning else { continue };
            let written = excerpt(&note.document.prose().text()[hit.range.clone()]);
            let report = sink
                .report(hit.span, message!("`{written}` is called `{right}`", "`{written}` の正式な名称は `{right}`"))
                .note(message!(
                    "a name begins with `AWS` or with `Amazon`, and the documentation has only the one",
                    "名称の先頭は `AWS` か `Amazon` のどちらかに決まっている"
                ));
            if let Some(edit) = hit.replacement(note.document.prose().text(), right) {
                let mut edits = vec![edit];
                edits.extend(grammar::article(note.document, &hit.range, right));
                let title = message!("write `{right}`", "`{right}` と書く");
                report.fix(Applicability::Safe, Effect::Text, title, edits);
            }
        }
    }
}
