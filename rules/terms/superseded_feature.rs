//! `superseded-feature`: a feature or term that its vendor has replaced.

use crate::lint::prelude::*;
use crate::terms::dictionary::Lifecycle;
use crate::terms::lifecycle;

pub(crate) struct SupersededFeature;

rule!(SupersededFeature {
    summary: Text {
        en: "a feature or term that its vendor has replaced",
        ja: "後継のある機能、または提供元が変更した用語",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
});

impl Check for SupersededFeature {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for uses in lifecycle::uses(note.terms, &[Lifecycle::Superseded, Lifecycle::TermChange]) {
            let Some(first) = uses.hits.first() else { continue };
            let written = excerpt(&note.document.prose().text()[first.range.clone()]);
            let new = &uses.rename.new;
            let message = if uses.rename.kind == Lifecycle::TermChange {
                message!("`{written}` is now called `{new}`", "`{written}` は現在 `{new}` と呼ばれている")
            } else {
                message!("`{written}` was replaced by `{new}`", "`{written}` は `{new}` に置き換えられた")
            };
            let mut report = sink.report(first.span, message);
            if let Some(date) = &uses.rename.date {
                report = report.note(message!("since {date}", "{date} から"));
            }
            if let Some(page) = &uses.rename.page {
                report.note(message!("see {page}", "参照: {page}"));
            }
        }
    }
}
