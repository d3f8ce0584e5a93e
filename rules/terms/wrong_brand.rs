//! `wrong-brand`: a service of AWS behind the brand of another.

use crate::lint::prelude::*;
use crate::terms::{Meaning, grammar};

pub(crate) struct WrongBrand;

rule!(WrongBrand {
    summary: Text {
        en: "a service of AWS behind the brand of another",
        ja: "AWS のサービス名に付くブランド（AWS / Amazon）が違う",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Safe),
});

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
