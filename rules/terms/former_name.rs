//! `former-name`: a service or product called by its former name.

use crate::lint::prelude::*;
use crate::terms::dictionary::{Lifecycle, Rename};
use crate::terms::{Meaning, TermHit, grammar, lifecycle};

pub(crate) struct FormerName;

rule!(FormerName {
    summary: Text {
        en: "a service or product called by its former name", ja: "サービスや製品が旧名称で書かれている"
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
        for uses in lifecycle::uses(note.terms, &[Lifecycle::FormerName]) {
            // Each heading names its own section, so each is reported. In the rest of the note one finding is enough.
            let (headings, rest): (Vec<&TermHit>, Vec<&TermHit>) = uses.hits.iter().partition(|hit| hit.heading);
            for heading in headings {
                report(note, uses.rename, &[heading], sink);
            }
            report(note, uses.rename, &rest, sink);
        }
    }
}

/// Reports the first of `hits`, with a fix for all of them.
fn report(note: &Note<'_>, rename: &Rename, hits: &[&TermHit], sink: &mut Sink<'_>) {
    let [first, ..] = hits else { return };
    let written = excerpt(&note.document.prose().text()[first.range.clone()]);
    let new = present_name(rename, first);
    let message = message!("`{written}` is now called `{new}`", "`{written}` は `{new}` に改称された");
    let mut report = sink.report(first.span, message);
    if rename.advice {
        report = report.at_most(Severity::Advice);
    }
    let page = rename.page.as_deref().unwrap_or_default();
    report = match (rename.year, page) {
        (None, "") => report,
        (Some(year), "") => report.note(message!("renamed in {year}", "{year} 年に改称")),
        (None, page) => report.note(message!("see {page}", "参照: {page}")),
        (Some(year), page) => report.note(message!("renamed in {year}; see {page}", "{year} 年に改称。参照: {page}")),
    };
    let mut edits = Vec::new();
    let mut places = 0;
    let text = note.document.prose().text();
    for (index, hit) in hits.iter().enumerate() {
        // `Azure Active Directory (Azure AD)`: only the first name changes. The second then tells the former name.
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
        let title = message!("replace with `{new}` in {places} places", "`{new}` に置き換える（{places} か所）");
        report.fix(Applicability::Unsafe, Effect::Text, title, edits);
    } else {
        let title = message!("replace with `{new}`", "`{new}` に置き換える");
        report.fix(Applicability::Unsafe, Effect::Text, title, edits);
    }
}

/// Whether `second` directly follows `first` in brackets: `Azure Active Directory (Azure AD)`.
fn is_beside(text: &str, first: &TermHit, second: &TermHit) -> bool {
    let between = text.get(first.range.end..second.range.start).map(str::unicode_trim_start);
    let closed = text[second.range.end..].starts_with([')', '）']);
    closed && matches!(between, Some("(" | "（"))
}

/// The name to write at `hit`. Before a noun it can differ: `Microsoft Entra tenant`, but `Microsoft Entra ID`.
fn present_name<'a>(rename: &'a Rename, hit: &TermHit) -> &'a str {
    match (&hit.meaning, &rename.before_noun) {
        (Meaning::Former { before_noun: true, .. }, Some(name)) => name,
        _ => &rename.new,
    }
}
