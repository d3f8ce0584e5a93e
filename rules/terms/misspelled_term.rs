//! `misspelled-term`: a product or service name that is not spelled the way its owner spells it.

use crate::lint::prelude::*;
use crate::terms::Meaning;

pub(crate) struct MisspelledTerm;

rule!(MisspelledTerm {
    summary: Text {
        en: "a product name with wrong capitals, spaces or hyphens",
        ja: "製品名の大文字・小文字や区切りが正しくない",
    },
    other_severity: Some(Severity::Advice),
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
            // Most searches ignore case, so a difference in case alone does not hide the word from them.
            let same_letters = written.to_lowercase() == right.to_lowercase();
            let why = if same_letters {
                message!("its owner capitalizes the name this way", "大文字・小文字は提供元の表記に合わせる")
            } else {
                message!("a search for the correct name does not find it", "正しい名称で検索しても見つからない")
            };
            let report = sink
                .report(hit.span, message!("`{written}` should be `{right}`", "`{written}` の正しい表記は `{right}`"))
                .about(right)
                .note(why);
            // A habit, not a mistake: readers know the name, and nobody takes `lambda` for another one.
            let report = if same_letters && !written.bytes().any(|byte| byte.is_ascii_uppercase()) {
                report.at_most(Severity::Advice)
            } else {
                report
            };
            if let Some(edit) = hit.replacement(note.document.prose().text(), right) {
                // A word that is only similar to the name may be something else.
                let applicability = if *near { Applicability::Unsafe } else { Applicability::Safe };
                let title = message!("replace with `{right}`", "`{right}` に置き換える");
                report.fix(applicability, Effect::Text, title, vec![edit]);
            }
        }
    }
}
