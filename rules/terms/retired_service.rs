//! `retired-service`: a service that is retired or closed to new customers.

use crate::links::heading_label::repeats_a_heading_elsewhere;
use crate::lint::prelude::*;
use crate::terms::dictionary::{Lifecycle, Rename};
use crate::terms::{TermHit, lifecycle};

pub(crate) struct RetiredService;

rule!(RetiredService {
    summary: Text {
        en: "a service that is retired or closed to new customers",
        ja: "提供または新規受付が終了したサービス",
    },
    severity: Severity::Advice,
    presets: &[Preset::Recommended.member()],
    kind: Some(FindingKind::Deprecated),
});

impl Check for RetiredService {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for uses in lifecycle::uses(note.terms, &[Lifecycle::Retired, Lifecycle::Closed]) {
            uses.hits
                .iter()
                .filter(|hit| !repeats_a_heading_elsewhere(note.document, hit.span))
                .for_each(|hit| report(note, uses.rename, hit, sink));
        }
    }
}

fn report(note: &Note<'_>, rename: &Rename, hit: &TermHit, sink: &mut Sink<'_>) {
    let written = excerpt(&note.document.prose().text()[hit.range.clone()]);
    let date = rename.date.as_deref().unwrap_or_default();
    // Compared with the day of the look-up, not with today: findings must not depend on the clock.
    let announced = rename.as_of.as_deref().is_some_and(|as_of| date > as_of);
    let message = match (rename.kind, announced) {
        (Lifecycle::Closed, false) => {
            message!("`{written}` is closed to new customers", "`{written}` は新規受付を終了している")
        }
        (Lifecycle::Closed, true) => {
            message!("`{written}` will be closed to new customers", "`{written}` は新規受付の終了が決まっている")
        }
        (_, false) => message!("`{written}` has been retired", "`{written}` は提供を終了している"),
        (_, true) => message!("`{written}` will be retired", "`{written}` は提供の終了が決まっている"),
    };
    facts(rename, announced, sink.report(hit.span, message).about(rename.id()));
}

/// Adds notes with the date, when it was checked, the alternative, and the page that announces it.
fn facts(rename: &Rename, announced: bool, mut report: FindingBuilder<'_>) {
    let as_of = rename.as_of.as_deref().unwrap_or_default();
    let (preposition, particle) = match (announced, rename.kind) {
        (false, _) => ("since", "から"),
        (true, Lifecycle::Closed) => ("from", "からの予定"),
        (true, _) => ("on", "の予定"),
    };
    let year = rename.year.map(|year| (year.to_string(), format!("{year} 年")));
    let date = rename.date.as_deref().map(|date| (date, date));
    let date = date.or_else(|| year.as_ref().map(|(en, ja)| (&**en, &**ja)));
    report = match (date, as_of) {
        (None, "") => report,
        (None, as_of) => report.note(message!("checked {as_of}", "{as_of} に確認")),
        (Some((en, ja)), "") => report.note(message!("{preposition} {en}", "{ja} {particle}")),
        (Some((en, ja)), as_of) => {
            report.note(message!("{preposition} {en} (checked {as_of})", "{ja} {particle}（{as_of} に確認）"))
        }
    };
    for step in rename.via.iter().filter(|_| rename.new.is_empty()) {
        let (name, until) = (&step.name, step.until.as_deref().unwrap_or_default());
        report = report.note(message!(
            "its successor {name} has not accepted new customers since {until}",
            "後継の {name} も {until} から新規受付を終了している"
        ));
    }
    if !rename.new.is_empty() {
        let new = &rename.new;
        report = report.note(message!("use {new} instead", "代わりに {new} を使う"));
    }
    if let Some(page) = &rename.page {
        report.note(message!("see {page}", "参照: {page}"));
    }
}
