//! `superseded-feature`: a feature or term that its vendor has replaced.

use crate::links::heading_label::repeats_a_heading_elsewhere;
use crate::lint::prelude::*;
use crate::terms::dictionary::{Lifecycle, Rename};
use crate::terms::{TermHit, lifecycle};

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
            uses.hits
                .iter()
                .filter(|hit| !repeats_a_heading_elsewhere(note.document, hit.span))
                .for_each(|hit| report(note, uses.rename, hit, sink));
        }
    }
}

fn report(note: &Note<'_>, rename: &Rename, hit: &TermHit, sink: &mut Sink<'_>) {
    let written = excerpt(&note.document.prose().text()[hit.range.clone()]);
    let new = &rename.new;
    let message = if rename.kind == Lifecycle::TermChange {
        message!("`{written}` is now called `{new}`", "`{written}` は現在 `{new}` と呼ばれている")
    } else {
        message!("`{written}` was replaced by `{new}`", "`{written}` は `{new}` に置き換えられた")
    };
    let mut report = sink.report(hit.span, message).about(rename.id());
    if let Some(date) = &rename.date {
        report = report.note(message!("since {date}", "{date} から"));
    }
    if let Some(page) = &rename.page {
        report.note(message!("see {page}", "参照: {page}"));
    }
}
