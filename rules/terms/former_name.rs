//! `former-name`: a service or product called by its former name.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use crate::links::heading_label::repeats_a_heading_elsewhere;
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
    kind: Some(FindingKind::Deprecated),
});

impl Check for FormerName {
    fn needs(&self) -> Needs {
        Needs::TERMS
    }

    fn note(&self, note: &Note<'_>, sink: &mut Sink<'_>) {
        let headings = HeadingTexts::new(Box::new(|| note.document.of_kind(Kind::Heading).map(Node::text).collect()));
        for uses in lifecycle::uses(note.terms, &[Lifecycle::FormerName]) {
            uses.hits
                .iter()
                .filter(|hit| !explains_another(note, hit) && !repeats_a_heading_elsewhere(note.document, hit.span))
                .for_each(|hit| report(note, &headings, uses.rename, hit, sink));
        }
    }
}

/// The texts of the headings of a note, collected when a heading has a former name.
type HeadingTexts<'n> = LazyCell<FxHashSet<String>, Box<dyn FnOnce() -> FxHashSet<String> + 'n>>;

fn report(note: &Note<'_>, headings: &HeadingTexts<'_>, rename: &Rename, hit: &TermHit, sink: &mut Sink<'_>) {
    let text = note.document.prose().text();
    let written = excerpt(&text[hit.range.clone()]);
    let new = present_name(rename, hit);
    let message = message!("`{written}` is now called `{new}`", "`{written}` は `{new}` に改称された");
    let mut report = sink.report(hit.span, message).about(rename.id());
    if rename.advice {
        report = report.at_most(Severity::Advice);
    }
    report = renamed(rename, report);
    if let Some(edit) =
        hit.replacement(text, new).filter(|_| !shares_prefix(note, hit) && !repeats_heading(headings, hit, new))
    {
        let mut edits = vec![edit];
        edits.extend(grammar::article(note.document, &hit.range, new));
        let title = message!("replace with `{new}`", "`{new}` に置き換える");
        report.fix(Applicability::Unsafe, Effect::Text, title, edits);
    }
}

/// Adds a note with the years in which the name changed, and the page about it.
fn renamed<'s>(rename: &Rename, report: FindingBuilder<'s>) -> FindingBuilder<'s> {
    let years: Vec<_> = rename.years().map(|year| year.to_string()).collect();
    let (years, years_ja) = (years.join(" and "), years.join(" 年と "));
    match (&*years, rename.page.as_deref().unwrap_or_default()) {
        ("", "") => report,
        (years, "") => report.note(message!("renamed in {years}", "{years_ja} 年に改称")),
        ("", page) => report.note(message!("see {page}", "参照: {page}")),
        (years, page) => report.note(message!("renamed in {years}; see {page}", "{years_ja} 年に改称。参照: {page}")),
    }
}

/// Whether `hit` is in brackets after another former name: `Azure Active Directory (Azure AD)`. Only the first one changes; the
/// second then gives the former name.
fn explains_another(note: &Note<'_>, hit: &TermHit) -> bool {
    let text = note.document.prose().text();
    let is_named_before = |other: &TermHit| {
        let between = text.get(other.range.end..hit.range.start).map(str::unicode_trim_start);
        between.is_some_and(is_definition) && matches!(other.meaning, Meaning::Former { .. })
    };
    let closed = text[hit.range.end..].starts_with([')', '）']);
    let at = note.terms.partition_point(|other| other.range.start < hit.range.start);
    // The name before is the last hit, or the last but one if a shorter name is in it.
    closed && note.terms[..at].iter().rev().take(2).any(is_named_before)
}

/// Whether `text` is what is between a name and its abbreviation: `(`, `（以下、`.
fn is_definition(text: &str) -> bool {
    let inside = text.strip_prefix(['(', '（']).map(|inside| inside.trim_matches([' ', '、', ',', '「', '"']));
    inside.is_some_and(|inside| matches!(inside, "" | "以下" | "以降" | "通称" | "略称" | "hereinafter"))
}

/// Whether `hit` is in a heading and another heading has the new name: the fix would make two sections of one name.
fn repeats_heading(headings: &HeadingTexts<'_>, hit: &TermHit, new: &str) -> bool {
    hit.heading && headings.contains(new)
}

/// Whether another name begins with the same words, and only its last one is written: `Azure AD B2B / B2C`. What replaces the
/// first name is not what the second one begins with.
fn shares_prefix(note: &Note<'_>, hit: &TermHit) -> bool {
    let text = note.document.prose().text();
    let Some((prefix, _)) = text[hit.range.clone()].rsplit_once(' ') else { return false };
    let after = text[hit.range.end..].trim_start_matches(' ');
    let Some(rest) = ["/", "／", "・", "&", "and "].iter().find_map(|sign| after.strip_prefix(sign)) else {
        return false;
    };
    let rest = rest.trim_start_matches(' ');
    let word = &rest[..rest.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    !word.is_empty() && note.dictionaries.is_some_and(|terms| terms.has_name(&format!("{prefix} {word}")))
}

/// The name to write at `hit`. Before a noun it can differ: `Microsoft Entra tenant`, but `Microsoft Entra ID`.
fn present_name<'a>(rename: &'a Rename, hit: &TermHit) -> &'a str {
    match (&hit.meaning, &rename.before_noun) {
        (Meaning::Former { before_noun: true, .. }, Some(name)) => name,
        _ => &rename.new,
    }
}
