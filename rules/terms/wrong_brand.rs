//! `wrong-brand`: an AWS service name with the wrong brand in front (`AWS` or `Amazon`).

use crate::lint::prelude::*;
use crate::terms::{Meaning, grammar};

pub(crate) struct WrongBrand;

rule!(WrongBrand {
    summary: Text {
        en: "an AWS service name with the wrong brand (AWS or Amazon)",
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
                .report(hit.span, message!("`{written}` should be `{right}`", "`{written}` の正式名称は `{right}`"))
                .about(right)
                .note(message!(
                    "each AWS service has one official brand, `AWS` or `Amazon`",
                    "名称の先頭は、サービスごとに `AWS` か `Amazon` のどちらかに決まっている"
                ));
            if let Some(edit) = hit.replacement(note.document.prose().text(), right) {
                let mut edits = vec![edit];
                edits.extend(grammar::article(note.document, &hit.range, right));
                let title = message!("replace with `{right}`", "`{right}` に置き換える");
                report.fix(Applicability::Safe, Effect::Text, title, edits);
            }
        }
    }
}
