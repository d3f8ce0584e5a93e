//! Finds contradictions in dictionaries: what one entry requires, another entry reports, so that no spelling satisfies
//! both.

use rustc_hash::FxHashMap;

use crate::finding::config_error::{ConfigError, FileText};
use crate::finding::{Lang, Message};
use crate::message;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;
use crate::text::whitespace::is_unicode_space;

use super::context::NameEvidence;
use super::dictionary::{Lifecycle, Term};
use super::entries::{EntryRef, GROUP, RENAME, TERM};
use super::named_dictionary::NamedDictionary;
use super::prh::Prh;
use super::{context, spacing};

/// What an entry says about a text, in any case.
#[derive(Clone, Copy)]
struct Claim<'a> {
    entry: EntryRef,
    right: &'a str,
    /// The text.
    of: &'a str,
    /// Whether the claim includes other spacings of the text.
    spaced: bool,
    /// The term whose spelling the text is. `None` for a former name.
    term: Option<&'a Term>,
}

impl Claim<'_> {
    /// Whether the claim is about `text`.
    fn is_of(&self, text: &str) -> bool {
        self.of.to_lowercase() == text.to_lowercase() || self.spaced && spacing::is_spacing_of(self.of, text)
    }
}

/// All claims of the dictionaries: about spellings by [`key`], about former names by the text in lower case.
#[derive(Default)]
struct Claims<'a> {
    spellings: FxHashMap<String, Vec<Claim<'a>>>,
    former: FxHashMap<String, Vec<Claim<'a>>>,
    forms: FxHashMap<&'a str, (EntryRef, &'a [Box<str>])>,
}

/// Two entries that contradict each other, and the text on which they disagree.
struct Contradiction(EntryRef, EntryRef, String);

/// Checks the dictionaries of a project.
///
/// # Errors
/// The first incomplete entry or the first contradiction, with the position of both entries, in the language `lang`.
pub(crate) fn check(named: &[NamedDictionary], prh: Option<&Prh>, lang: Lang) -> Result<(), ConfigError> {
    let own = |entry: &EntryRef| named.get(entry.dictionary).is_some_and(|named| !named.embedded);
    let entries = || named.iter().enumerate();
    if let Some((dictionary, entry)) = entries().find_map(|(index, named)| Some((named, hollow(named, index)?))) {
        let message = message!(
            "this entry is missing a spelling or repeats one",
            "この項目は表記が足りないか、同じ表記が重複している"
        );
        let label = message!("this entry", "この項目").text(lang);
        return Err(ConfigError::new(message.text(lang)).at(&dictionary.text, entry.span(dictionary), label));
    }
    // A test checks that the built-in dictionaries agree.
    if named.iter().any(|named| !named.embedded) {
        let claims = Claims::of(named);
        let contradiction = |contradiction: &Contradiction| own(&contradiction.0) || own(&contradiction.1);
        if let Some(Contradiction(a, b, text)) = claims.contradiction(named).into_iter().find(contradiction) {
            // Point at an entry that the user can change.
            let (here, other) = if own(&b) { (b, a) } else { (a, b) };
            return Err(error(&text, spot(named, here), spot(named, other), built_in(named, other), lang));
        }
    }
    let Some(prh) = prh else { return Ok(()) };
    if let Some((a, b)) = prh.contradiction() {
        let (here, other) = ((&*b.place.0, b.place.1), (&*a.place.0, a.place.1));
        return Err(error(&b.expected, here, other, None, lang));
    }
    match against_prh(named, prh) {
        Some((entry, rule, text)) => {
            let (here, other) = ((&*rule.place.0, rule.place.1), spot(named, entry));
            Err(error(&text, here, other, built_in(named, entry), lang))
        }
        None => Ok(()),
    }
}

/// The error for a contradiction about `text`. `built_in` is the name of the built-in dictionary with the other entry,
/// if it is built in.
fn error(
    text: &str,
    here: (&FileText, Span),
    (file, span): (&FileText, Span),
    built_in: Option<&str>,
    lang: Lang,
) -> ConfigError {
    let (file, line) = (&file.name, file.line(span.start as usize));
    let localized = |message: &Message<'_>| message.text(lang);
    let message = localized(&message!(
        "this entry and line {line} of `{file}` disagree on how to write `{text}`",
        "この項目と `{file}` の {line} 行目とで `{text}` の表記が食い違う"
    ));
    let help = match built_in {
        Some(name) => localized(&message!(
            "remove this entry, or leave `{name}` out of `dictionaries`",
            "この項目を削除するか、`dictionaries` から `{name}` を外す"
        )),
        None => localized(&message!("remove one of the two", "どちらかを削除する")),
    };
    ConfigError::new(message).at(here.0, here.1, localized(&message!("this entry", "この項目"))).help(help)
}

/// The name of the built-in dictionary that contains `entry`, or `None` for a project's own dictionary.
fn built_in(named: &[NamedDictionary], entry: EntryRef) -> Option<&str> {
    let named = named.get(entry.dictionary).filter(|named| named.embedded)?;
    Some(named.text.name.strip_suffix(".toml").unwrap_or(&named.text.name))
}

fn spot(named: &[NamedDictionary], entry: EntryRef) -> (&FileText, Span) {
    let named = &named[entry.dictionary];
    (&named.text, entry.span(named))
}

/// The first entry of `named_dictionary` that has an empty name or repeats one.
fn hollow(named: &NamedDictionary, dictionary: usize) -> Option<EntryRef> {
    let blank = |text: &str| text.unicode_trim().is_empty();
    let entries = &named.dictionary;
    let terms = entries.terms.iter().position(|term| {
        blank(&term.canonical) || term.aliases.iter().any(|alias| blank(&alias.text) || alias.text == term.canonical)
    });
    let renames = entries.renames.iter().position(|rename| {
        let nameless = blank(&rename.new) && matches!(rename.kind, Lifecycle::FormerName | Lifecycle::TermChange);
        nameless || rename.old.is_empty() || rename.old.iter().any(|old| blank(old) || *old == rename.new)
    });
    let groups = entries.groups.iter().position(|group| {
        let twice = |at: usize| group.forms[..at].contains(&group.forms[at]);
        blank(&group.id)
            || group.forms.len() < 2
            || (0..group.forms.len()).any(|at| blank(&group.forms[at]) || twice(at))
    });
    let found = [(terms, TERM), (renames, RENAME), (groups, GROUP)];
    found.into_iter().find_map(|(index, kind)| Some(EntryRef { dictionary, kind, index: index? }))
}

impl<'a> Claims<'a> {
    fn of(named: &'a [NamedDictionary]) -> Self {
        let mut claims = Self::default();
        for (dictionary, named) in named.iter().enumerate() {
            let entry = |kind, index| EntryRef { dictionary, kind, index };
            for (index, term) in named.dictionary.terms.iter().enumerate() {
                claims.term(entry(TERM, index), term);
            }
            for (index, rename) in named.dictionary.renames.iter().enumerate() {
                for old in &rename.old {
                    let entry = entry(RENAME, index);
                    let claim = Claim { entry, right: &rename.new, of: old, spaced: false, term: None };
                    claims.former.entry(old.to_lowercase()).or_default().push(claim);
                }
            }
            for (index, group) in named.dictionary.groups.iter().enumerate() {
                for form in &group.forms {
                    claims.forms.entry(form).or_insert((entry(GROUP, index), &group.forms));
                }
            }
        }
        claims
    }

    fn term(&mut self, entry: EntryRef, term: &'a Term) {
        let mut add_claim = |of: &'a str, right: &'a str, spaced: bool| {
            let claim = Claim { entry, right, of, spaced, term: Some(term) };
            self.spellings.entry(key(of)).or_default().push(claim);
        };
        add_claim(&term.canonical, &term.canonical, term.spacing);
        for alias in &term.aliases {
            add_claim(&alias.text, alias.right.as_deref().unwrap_or(&term.canonical), false);
        }
    }

    /// The claims about `text` as the spelling of a name.
    fn spelled(&self, text: &str) -> impl Iterator<Item = &Claim<'a>> {
        let claims = self.spellings.get(&key(text)).map(Vec::as_slice).unwrap_or_default();
        claims.iter().filter(move |claim| claim.is_of(text))
    }

    /// The claims about `text` as a former name.
    fn renamed<'s>(&'s self, text: &str) -> std::slice::Iter<'s, Claim<'a>> {
        self.former.get(&text.to_lowercase()).map(Vec::as_slice).unwrap_or_default().iter()
    }

    /// The entry that reports `text` as wrong although it is right for `entry`.
    fn wrong(&self, text: &str, entry: EntryRef) -> Option<EntryRef> {
        let calls_wrong = |claim: &&Claim<'_>| {
            claim.entry != entry
                && claim.right != text
                && claim
                    .term
                    .is_some_and(|term| context::is_wrong_spelling(term, text, NameEvidence::Nowhere, || false))
        };
        self.spelled(text).find(calls_wrong).map(|claim| claim.entry)
    }

    fn contradiction(&self, named: &'a [NamedDictionary]) -> Vec<Contradiction> {
        let mut contradiction = Vec::new();
        for (dictionary, named) in named.iter().enumerate() {
            let entry = |kind, index| EntryRef { dictionary, kind, index };
            for (index, term) in named.dictionary.terms.iter().enumerate() {
                let this = entry(TERM, index);
                let rights = std::iter::once(&term.canonical).chain(&term.also);
                contradiction.extend(
                    rights.filter_map(|text| Some(Contradiction(this, self.wrong(text, this)?, text.to_string()))),
                );
                contradiction.extend(term.aliases.iter().filter_map(|alias| {
                    let right = alias.right.as_deref().unwrap_or(&term.canonical);
                    let other = self.spelled(&alias.text).find(|claim| claim.entry != this && claim.right != right)?;
                    Some(Contradiction(this, other.entry, alias.text.to_string()))
                }));
            }
            for (index, rename) in named.dictionary.renames.iter().enumerate() {
                contradiction.extend(self.rename_contradiction(entry(RENAME, index), &rename.old, &rename.new));
            }
            for (index, group) in named.dictionary.groups.iter().enumerate() {
                let this = entry(GROUP, index);
                contradiction.extend(group.forms.iter().filter_map(|form| {
                    let (first, forms) = self.forms.get(&**form)?;
                    let elsewhere = (*first != this && *forms != &*group.forms).then_some(*first);
                    Some(Contradiction(this, elsewhere.or_else(|| self.wrong(form, this))?, form.to_string()))
                }));
            }
        }
        contradiction
    }

    /// The entry that renames one of `old` to something else, or that renames `new` back to one of `old`.
    fn rename_contradiction(&self, this: EntryRef, old: &[Box<str>], new: &str) -> Option<Contradiction> {
        let others = |text: &str| self.renamed(text).filter(move |claim| claim.entry != this);
        let renamed_otherwise = old.iter().find_map(|old| {
            let other = others(old).find(|claim| claim.right != new)?;
            Some(Contradiction(this, other.entry, old.to_string()))
        });
        renamed_otherwise.or_else(|| {
            let back = others(new).find(|claim| old.iter().any(|old| **old == *claim.right))?;
            Some(Contradiction(this, back.entry, new.to_owned()))
        })
    }
}

/// A name that `prh` rewrites to a text that the entry of that name reports.
fn against_prh<'p>(named: &[NamedDictionary], prh: &'p Prh) -> Option<(EntryRef, &'p super::prh::Preference, String)> {
    let claims = Claims::of(named);
    for (dictionary, named) in named.iter().enumerate() {
        let terms = named.dictionary.terms.iter().map(|term| &term.canonical).enumerate();
        let renames = named.dictionary.renames.iter().map(|rename| &rename.new).enumerate();
        let all = terms.map(|(index, text)| (TERM, index, text));
        for (kind, index, right) in all.chain(renames.map(|(index, text)| (RENAME, index, text))) {
            let entry = EntryRef { dictionary, kind, index };
            let Some((rule, other)) = prh.rewrite(right) else { continue };
            let back = |claim: &Claim<'_>| {
                claim.entry == entry
                    && claim
                        .term
                        .is_none_or(|term| context::is_wrong_spelling(term, &other, NameEvidence::Nowhere, || false))
            };
            if claims.spelled(&other).chain(claims.renamed(&other)).any(back) {
                return Some((entry, rule, right.to_string()));
            }
        }
    }
    None
}

/// `name` without case, spaces and `-`, `.`, `/`, `_`: equal for all spellings of a name. Example: `cloudwatchlogs`.
pub(super) fn key(name: &str) -> String {
    let joined = name.chars().filter(|char| !is_unicode_space(*char) && !matches!(char, '-' | '.' | '/' | '_'));
    joined.flat_map(char::to_lowercase).collect()
}
