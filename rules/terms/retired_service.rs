//! `retired-service`: a service that has come to an end.

use crate::lint::prelude::*;
use crate::terms::dictionary::{Fate, Rename};
use crate::terms::fates;

pub(crate) struct RetiredService;

rule!(RetiredService {
    summary: Text {
        en: "a service that has come to an end", ja: "提供が終了した、または新規受付を終えたサービス"
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
});

impl Check for RetiredService {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for uses in fates::uses(note.terms, &[Fate::Retired, Fate::Closed]) {
            let Some(first) = uses.hits.first() else { continue };
            let written = excerpt(&note.document.prose().text()[first.range.clone()]);
            let date = uses.rename.date.as_deref().unwrap_or_default();
            // Against the day of the look-up, not today: what is found does not hang on the clock.
            let ahead = uses.rename.as_of.as_deref().is_some_and(|as_of| date > as_of);
            let message = match (uses.rename.kind, ahead) {
                (Fate::Closed, false) => {
                    message!("`{written}` takes no new customers", "`{written}` は新規受付を終了している")
                }
                (Fate::Closed, true) => {
                    message!("`{written}` will take no new customers", "`{written}` は新規受付の終了が決まっている")
                }
                (_, false) => message!("`{written}` has been retired", "`{written}` は提供を終了している"),
                (_, true) => message!("`{written}` is going to be retired", "`{written}` は提供の終了が決まっている"),
            };
            facts(uses.rename, sink.report(first.span, message));
        }
    }
}

/// Says since when, as of when, and what takes its place.
fn facts(rename: &Rename, mut report: Report<'_>) {
    let as_of = rename.as_of.as_deref().unwrap_or_default();
    let year = rename.year.map(|year| year.to_string());
    report = match (rename.date.as_deref().or(year.as_deref()), as_of) {
        (None, "") => report,
        (None, as_of) => report.note(message!("as of {as_of}", "{as_of} 時点の情報")),
        (Some(date), "") => report.note(message!("from {date} on", "{date} から")),
        (Some(date), as_of) => {
            report.note(message!("from {date} on, as of {as_of}", "{date} から（{as_of} 時点の情報）"))
        }
    };
    if !rename.new.is_empty() {
        let new = &rename.new;
        report = report.note(message!("in its place: {new}", "代わりになるもの: {new}"));
    }
    if let Some(page) = &rename.page {
        report.note(message!("see {page}", "参照: {page}"));
    }
}
