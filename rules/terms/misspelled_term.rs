//! `misspelled-term`: the name of a product or service, spelled as its owner does not.

use crate::lint::prelude::*;
use crate::terms::Meaning;

pub(crate) struct MisspelledTerm;

rule!(MisspelledTerm {
    summary: Text {
        en: "a product name with the wrong capitals, spaces or hyphens",
        ja: "製品名の大文字・小文字や区切りが正しくない",
    },
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
    other_fix: Some(Applicability::Safe),
});

impl Check for MisspelledTerm {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for hit in note.terms {
            let Meaning::Misspelled { right, near } = &hit.meaning else { continue };
            let written = excerpt(&note.document.prose().text()[hit.range.clone()]);
            let report = sink
                .report(hit.span, message!("`{written}` is spelled `{right}`", "`{written}` の正しい表記は `{right}`"))
                .note(message!(
                    "a search for the real name does not find it here",
                    "正式な表記で検索しても、ここは見つからない"
                ));
            if let Some(edit) = hit.replacement(note.document.prose().text(), right) {
                // Nearly the name is a guess: it may be the name of something else.
                let applicability = if *near { Applicability::Unsafe } else { Applicability::Safe };
                report.fix(applicability, Effect::Text, message!("write `{right}`", "`{right}` と書く"), vec![edit]);
            }
        }
    }
}
