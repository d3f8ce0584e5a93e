//! `former-name`: something called by a name that it no longer has.

use crate::lint::prelude::*;
use crate::terms::dictionary::{Fate, Rename};
use crate::terms::{Meaning, TermHit, fates, grammar};

pub(crate) struct FormerName;

rule!(FormerName {
    summary: Text {
        en: "something called by a name that it no longer has", ja: "サービスや製品が旧称で書かれている"
    },
    other_severity: Some(Severity::Advice),
    presets: &[Preset::Recommended.member()],
    fix: Some(Applicability::Unsafe),
});

impl Check for FormerName {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        for uses in fates::uses(note.terms, &[Fate::FormerName]) {
            // A heading names what is below it: each is told. Running text is told once.
            let (headings, rest): (Vec<&TermHit>, Vec<&TermHit>) = uses.hits.iter().partition(|hit| hit.heading);
            for heading in headings {
                tell(note, uses.rename, &[heading], sink);
            }
            tell(note, uses.rename, &rest, sink);
        }
    }
}

/// Reports the first of `hits`, with a fix for all of them.
fn tell(note: &Note<'_>, rename: &Rename, hits: &[&TermHit], sink: &mut Sink<'_>) {
    let [first, ..] = hits else { return };
    let written = excerpt(&note.document.prose().text()[first.range.clone()]);
    let new = present_name(rename, first);
    let message = message!("`{written}` is now called `{new}`", "`{written}` は現在 `{new}` という名称");
    let mut report = sink.report(first.span, message);
    if rename.advice {
        report = report.at_most(Severity::Advice);
    }
    let page = rename.page.as_deref().unwrap_or_default();
    report = match (rename.year, page) {
        (None, "") => report,
        (Some(year), "") => report.note(message!("renamed in {year}", "{year} 年に名称変更")),
        (None, page) => report.note(message!("see {page}", "参照: {page}")),
        (Some(year), page) => {
            report.note(message!("renamed in {year}; see {page}", "{year} 年に名称変更（参照: {page}）"))
        }
    };
    let mut edits = Vec::new();
    let mut places = 0;
    let text = note.document.prose().text();
    for (index, hit) in hits.iter().enumerate() {
        // `Azure Active Directory (Azure AD)`: behind the present name, the other one says what it was called.
        if index > 0 && is_beside(text, hits[index - 1], hit) {
            continue;
        }
        let new = present_name(rename, hit);
        if let Some(edit) = hit.replacement(text, new) {
            places += 1;
            edits.push(edit);
            edits.extend(grammar::article(note.document, &hit.range, new));
        }
    }
    if first.editable.is_none() {
        return;
    }
    if places > 1 {
        let title = message!("write `{new}` ({places} places)", "`{new}` と書く（{places} か所）");
        report.fix(Applicability::Unsafe, Effect::Text, title, edits);
    } else {
        let title = message!("write `{new}`", "`{new}` と書く");
        report.fix(Applicability::Unsafe, Effect::Text, title, edits);
    }
}

/// Whether `second` stands in brackets behind `first`.
fn is_beside(text: &str, first: &TermHit, second: &TermHit) -> bool {
    let between = text.get(first.range.end..second.range.start).map(str::unicode_trim_start);
    let behind = text[second.range.end..].starts_with([')', '）']);
    behind && matches!(between, Some("(" | "（"))
}

fn present_name<'a>(rename: &'a Rename, hit: &TermHit) -> &'a str {
    match (&hit.meaning, &rename.before_noun) {
        (Meaning::Former { before_noun: true, .. }, Some(name)) => name,
        _ => &rename.new,
    }
}
