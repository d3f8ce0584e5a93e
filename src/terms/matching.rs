//! Decides whether words that the index found are a name, and what to report about them.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::markdown::document::Document;

use super::alike::Alike;
use super::context::NameEvidence;
use super::dictionary::{BRANDS, Group, Lifecycle, Rename, Term};
use super::meaning::{AuthorAwareness, Meaning};
use super::patterns::{PatternEntry, PatternTarget, Patterns};
use super::{
    alike, compound, context, grammar, history, identifier, language, maker, mention, outline, sentence, service_list,
    title_list, window,
};

/// Matches the dictionaries against one document.
pub(super) struct Matcher<'d> {
    pub(super) patterns: &'d Patterns,
    pub(super) document: &'d Document<'d>,
    pub(super) text: &'d str,
    /// Whether the prose contains a word, for the words searched so far.
    has: FxHashMap<Box<str>, bool>,
    /// Whether the note defines an abbreviation itself, for those searched so far.
    defined: FxHashMap<Box<str>, bool>,
    /// Whether words that are run together are entities of a model in the note, for those searched so far.
    entities: FxHashMap<Box<str>, bool>,
    /// How often the prose has some words, for those counted so far.
    pub(super) counts: FxHashMap<Box<str>, usize>,
    /// Whether the note is in a language whose words resemble names.
    pub(super) foreign: OnceCell<bool>,
    /// Where the outline of an exam begins, if there is one.
    outline: OnceCell<Option<u32>>,
}

/// The result for words with the letters of a name.
pub(super) enum MatchResult {
    /// There is something to report.
    Hit(RawHit),
    /// They are the name in a right spelling.
    Right,
    /// They are not the name.
    Nothing,
}

/// A range of the prose in bytes, and what to report about it.
pub(super) type RawHit = (Range<usize>, Meaning);

/// The accepted spelling of `term` that differs from `written` only in hyphens: `Auto Scaling Group` for `Auto-Scaling Group`.
/// Otherwise `right`.
fn nearest_form<'t>(term: &'t Term, right: &'t str, written: &str) -> &'t str {
    if term.also.is_empty() || !written.contains('-') {
        return right;
    }
    let parted = |text: &str| text.replace('-', " ");
    let own = parted(written);
    let mut near = term.also.iter().map(|form| &**form).filter(|form| *form != written && parted(form) == own);
    if parted(right) == own { right } else { near.next().unwrap_or(right) }
}

/// Whether `before` ends with words whose first letters are `short`.
fn spells(before: &str, short: &str) -> bool {
    let words: Vec<&str> =
        before.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let from = words.len().checked_sub(short.len());
    let mut initials =
        from.map_or(&[][..], |from| &words[from..]).iter().map(|word| word.as_bytes()[0].to_ascii_uppercase());
    from.is_some() && short.bytes().all(|letter| initials.next() == Some(letter))
}

impl<'d> Matcher<'d> {
    pub(super) fn of(document: &'d Document<'d>, patterns: &'d Patterns) -> Self {
        Self {
            patterns,
            document,
            text: document.prose().text(),
            has: FxHashMap::default(),
            defined: FxHashMap::default(),
            entities: FxHashMap::default(),
            counts: FxHashMap::default(),
            foreign: OnceCell::new(),
            outline: OnceCell::new(),
        }
    }

    /// The result for the words at `range`, which have the letters of `entries`.
    pub(super) fn outcome(&mut self, entries: &[PatternEntry], range: &Range<usize>) -> MatchResult {
        let mut right = false;
        for entry in entries {
            let Some(end) = entry.end(self.text, range) else { continue };
            let range = range.start..end;
            match self.meaning(&entry.pattern, &range) {
                Some(hit) => return MatchResult::Hit(hit),
                None => right |= self.patterns.is_right(&entry.pattern, &self.text[range]),
            }
        }
        if right { MatchResult::Right } else { MatchResult::Nothing }
    }

    fn meaning(&mut self, pattern: &PatternTarget, range: &Range<usize>) -> Option<RawHit> {
        let Patterns { terms, renames, groups, .. } = self.patterns;
        match pattern {
            PatternTarget::Term(term, right) => {
                let term = terms.get(*term)?;
                self.term(term, right.as_deref().unwrap_or(&term.canonical), range)
            }
            PatternTarget::Branded(term) => self.branded(terms.get(*term)?, range),
            PatternTarget::Former(rename) => {
                let rename = renames.get(*rename)?;
                let is = context::is_former_name(rename, &self.text[range.clone()]);
                is.then(|| self.former(rename, range)).flatten()
            }
            PatternTarget::Form(group, form) => self.form(groups.get(*group)?, *form, range),
            PatternTarget::Latin(group) => self.latin(groups.get(*group)?, range),
        }
    }

    fn form(&self, group: &Arc<Group>, form: u16, range: &Range<usize>) -> Option<RawHit> {
        let word = compound::around(self.text, range)?;
        let found = context::is_whole_word(self.text, range)
            && !context::is_company(self.text, &word)
            && !context::is_next_to(self.text, range, &group.not_preceded_by, &group.not_followed_by);
        if !found {
            return None;
        }
        let (before, after) = (&self.text[word.start..range.start], &self.text[range.end..word.end]);
        let group = if word == *range { group.clone() } else { compound::group(group, before, after) };
        let others = group.forms.iter().enumerate().filter(|(other, _)| *other != usize::from(form));
        let mentioned = mention::is_mentioned(self.document, &word, others.map(|(_, other)| &**other));
        (!mentioned).then_some((word, Meaning::Form { group, form }))
    }

    /// The hit for a name that has several right spellings, distinguished by their capitals.
    fn latin(&mut self, group: &Arc<Group>, range: &Range<usize>) -> Option<RawHit> {
        let written = &self.text[range.clone()];
        let form = group.forms.iter().position(|form| **form == *written)?;
        let form = u16::try_from(form).ok()?;
        let found = context::is_whole_token(self.text, range)
            && !sentence::has_capital_by_rights(self.text, range)
            && !context::is_next_to(self.text, range, &group.not_preceded_by, &group.not_followed_by)
            && !context::is_literal(self.document, range)
            && !context::is_cell(self.document, range)
            && !self.is_type(written, range)
            && !self.is_defined(written);
        found.then(|| (range.clone(), Meaning::Form { group: group.clone(), form }))
    }

    /// Whether `written`, a name with a capital, is a type of a program that the line shows.
    fn is_type(&self, written: &str, range: &Range<usize>) -> bool {
        let start = || self.document.prose().span(range.clone()).start as usize;
        written.starts_with(char::is_uppercase)
            && identifier::is_part_of_code(window::line_around(self.document, start()), written)
    }

    /// Whether the note gives `written`, in capitals, as the abbreviation of other words: `NGINX Proxy Manager (NPM)`.
    fn is_defined(&mut self, written: &str) -> bool {
        if !written.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        let text = self.text;
        *self.defined.entry(written.into()).or_insert_with(|| {
            let definitions = ["(", "（"].map(|open| format!("{open}{written}"));
            let mut places = definitions.iter().flat_map(|definition| text.match_indices(&**definition));
            places.any(|(at, _)| spells(window::before(text, at), written))
        })
    }

    fn term(&mut self, term: &Term, right: &str, range: &Range<usize>) -> Option<RawHit> {
        let written = &self.text[range.clone()];
        let right = nearest_form(term, right, written);
        let brand = term.brand.as_ref().and_then(|_| context::brand_before(self.text, range.start));
        let misspelled = *written != *right && self.is_wrong_spelling(term, brand.is_some(), range);
        let wrong_brand = brand.filter(|brand| term.brand.as_deref() != Some(brand));
        match wrong_brand.filter(|_| misspelled || *written == *right) {
            Some(brand) => self.wrong_brand(term, range.start - brand.len() - 1..range.end),
            None if misspelled && self.is_meant(term, range) && !self.is_meant_so(right, range) => {
                Some(self.or_former(right, range, |right| Meaning::Misspelled { right, near: false }))
            }
            None => None,
        }
    }

    /// The hit for the word at `range`, which is one of `entries` in full-width letters; `word` is the same in half-width
    /// ones.
    pub(super) fn full_width(&self, entries: &[PatternEntry], word: &str, range: &Range<usize>) -> Option<RawHit> {
        let beside = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        let (before, after) = (self.text[..range.start].chars().next_back(), self.text[range.end..].chars().next());
        let is_name = |entry: &&PatternEntry| {
            matches!(entry.pattern, PatternTarget::Term(..)) && self.patterns.is_right(&entry.pattern, word)
        };
        let found = !beside(before) && !beside(after) && entries.iter().any(|entry| is_name(&entry));
        let right = || std::iter::once(word);
        (found && !mention::is_mentioned(self.document, range, right()))
            .then(|| (range.clone(), Meaning::Misspelled { right: word.into(), near: false }))
    }

    /// Whether the words at `range` are to be written as they are, although they should be `right` as a name.
    fn is_meant_so(&mut self, right: &str, range: &Range<usize>) -> bool {
        identifier::is_one(self.text, range, right)
            || self.is_alike(range)
            || language::is_foreign_word(self.text, range)
            || mention::is_mentioned(self.document, range, std::iter::once(right))
    }

    /// Whether the word at `range` is written like others of its kind, here or, if it is an entity, elsewhere in the note.
    fn is_alike(&mut self, range: &Range<usize>) -> bool {
        let (document, patterns, text) = (self.document, self.patterns, self.text);
        let written = &text[range.clone()];
        let alike = |range: &Range<usize>| alike::is_one(document, range, |word| patterns.has(word));
        if alike(range) != Alike::No {
            return true;
        }
        let is_word = alike::is_run_together(written);
        is_word
            && *self.entities.entry(written.into()).or_insert_with(|| {
                let mut places = text.match_indices(written).map(|(at, _)| at..at + written.len());
                places.any(|place| alike(&place) == Alike::InNote)
            })
    }

    /// Whether the words at `range`, which differ from the right spelling of `term`, are a misspelling of it.
    fn is_wrong_spelling(&mut self, term: &Term, branded: bool, range: &Range<usize>) -> bool {
        let by_note = || !term.meant_in_file.is_empty() && !context::is_cell(self.document, range);
        let shown = match branded {
            true => NameEvidence::ByBrand,
            false if self.has_neighbouring_evidence(term, range) => NameEvidence::ByNote,
            false if service_list::is_item(self.document, range, term) => NameEvidence::ByNote,
            false if by_note() && self.has_one_of(&term.meant_in_file) => NameEvidence::ByNote,
            false => NameEvidence::Nowhere,
        };
        let in_prose = || term.lower_in_prose && sentence::uses_as_name(self.text, range, term);
        context::is_wrong_spelling(term, &self.text[range.clone()], shown, in_prose)
    }

    /// Whether the text next to the words at `range` shows that they are the name of `term`.
    fn has_neighbouring_evidence(&self, term: &Term, range: &Range<usize>) -> bool {
        context::is_next_to(self.text, range, &term.meant_preceded_by, &term.meant_followed_by)
    }

    /// The hit for a brand and a name at `range` that do not belong together.
    fn wrong_brand(&mut self, term: &Term, range: Range<usize>) -> Option<RawHit> {
        if context::begins_quotation(self.text, &range)
            || identifier::precedes_type(self.document, &range)
            || maker::is_one_of_several(self.text, &range)
            || !self.is_meant(term, &range)
        {
            return None;
        }
        let right = format!("{} {}", term.brand.as_deref().unwrap_or_default(), term.canonical);
        Some(self.or_former(&right, &range, |right| Meaning::WrongBrand { right }))
    }

    /// The hit for words at `range` that should be `right`. If `right` is itself a former name, the hit is about that
    /// rename, so that one fix leads to the current name.
    pub(super) fn or_former(
        &mut self,
        right: &str,
        range: &Range<usize>,
        wrong: impl FnOnce(Arc<str>) -> Meaning,
    ) -> RawHit {
        let brand = context::brand_before(self.text, range.start);
        let branded = brand.and_then(|brand| self.patterns.former(&format!("{brand} {right}")));
        let former = branded.or_else(|| self.patterns.former(right)).cloned();
        let former = former.and_then(|rename| self.unaware_use(&rename, range));
        former.unwrap_or_else(|| (range.clone(), wrong(right.into())))
    }

    /// Returns `hit`, which is about a misspelled name, or instead the hit for one of the `longer` former names that
    /// start with the same words. The misspelling shows that the words are a name although they are in lower case.
    pub(super) fn or_longer<'p>(
        &mut self,
        hit: RawHit,
        longer: impl Iterator<Item = (&'p [PatternEntry], Range<usize>)>,
    ) -> RawHit {
        if !matches!(hit.1, Meaning::Misspelled { near: false, .. }) {
            return hit;
        }
        for (entries, range) in longer {
            for entry in entries.iter().filter(|entry| entry.end(self.text, &range) == Some(range.end)) {
                if let PatternTarget::Former(rename) = &entry.pattern
                    && let Some(rename) = self.patterns.renames.get(*rename)
                    && rename.kind == Lifecycle::FormerName
                    && !rename.exact
                    && let Some(former) = self.unaware_use(rename, &range)
                {
                    return former;
                }
            }
        }
        hit
    }

    /// The hit for the former name of `rename` at `range`, including any brand before it. `None` if the author knows
    /// about the rename: then the former name may still be corrected in spelling.
    fn unaware_use(&mut self, rename: &Arc<Rename>, range: &Range<usize>) -> Option<RawHit> {
        let brand = context::brand_width(self.text, range.start);
        let former = self.former(rename, &(range.start - brand..range.end));
        former.filter(|(_, meaning)| matches!(meaning, Meaning::Former { known: AuthorAwareness::No, .. }))
    }

    /// The hit for a brand and a word that is a name only after a brand.
    fn branded(&mut self, term: &Term, range: &Range<usize>) -> Option<RawHit> {
        let written = &self.text[range.clone()];
        let (brand, name) = written.split_once(' ')?;
        if !BRANDS.contains(&brand) {
            return None;
        }
        if term.brand.as_deref() != Some(brand) {
            return if *name == *term.canonical { self.wrong_brand(term, range.clone()) } else { None };
        }
        let misspelled =
            *name != *term.canonical && context::is_wrong_spelling(term, name, NameEvidence::ByBrand, || false);
        let place = range.start + brand.len() + 1..range.end;
        (misspelled && self.is_meant(term, range))
            .then(|| (place, Meaning::Misspelled { right: (*term.canonical).into(), near: false }))
    }

    /// Whether the words at `range` are the name and not part of something else.
    pub(super) fn is_meant(&mut self, term: &Term, range: &Range<usize>) -> bool {
        let text = self.text;
        (if text[range.clone()].is_ascii() {
            context::is_whole_token(text, range)
        } else {
            context::is_whole_word(text, range)
        }) && !context::is_next_to(text, range, &term.not_preceded_by, &term.not_followed_by)
            && !context::is_literal(self.document, range)
            && self.has_one_of(&term.requires_in_file)
    }

    /// The hit for the former name of `rename` at `range`, in any spelling.
    fn former(&mut self, rename: &Arc<Rename>, range: &Range<usize>) -> Option<RawHit> {
        let (text, document) = (self.text, self.document);
        let found = context::is_whole_token(text, range)
            && !context::in_square_brackets(text, range.start)
            && !context::is_in_title(text, range)
            && (text[range.clone()].is_ascii() || context::is_whole_word(text, range))
            && !context::is_next_to(text, range, &rename.not_preceded_by, &rename.not_followed_by)
            && !context::is_literal(document, range)
            && !self.is_in_outline(range)
            && !title_list::is_listed(document, range)
            && self.has_one_of(&rename.requires_in_file)
            && (rename.not_in_file.is_empty() || !self.has_one_of(&rename.not_in_file));
        if !found {
            return None;
        }
        let start = document.prose().span(range.clone()).start as usize;
        let line = || window::line_around(document, start);
        if !rename.not_in_line.is_empty() && rename.not_in_line.iter().any(|other| line().contains(&**other)) {
            return None;
        }
        let meaning = Meaning::Former {
            rename: rename.clone(),
            known: history::known(rename, document, range),
            before_noun: rename.before_noun.is_some() && grammar::is_before_noun(text, range),
        };
        Some((self.with_maker(range), meaning))
    }

    /// Whether the words at `range` are in the outline of an exam, which keeps the words of its time.
    fn is_in_outline(&self, range: &Range<usize>) -> bool {
        let start = self.outline.get_or_init(|| outline::start(self.document));
        let at = || self.document.prose().span(range.clone()).start;
        start.is_some_and(|start| start < at()) && outline::is_objective(self.document, range)
    }

    /// `range` with the maker's name before it, which is part of the former name: `Microsoft Azure Sentinel` became
    /// `Microsoft Sentinel`.
    fn with_maker(&self, range: &Range<usize>) -> Range<usize> {
        let width = maker::width(self.text, range.start);
        let whole = range.start - width..range.end;
        // Not if markup is between them: an edit could not replace both.
        if self.document.prose().verbatim(whole.clone()).is_some() { whole } else { range.clone() }
    }

    /// Whether the prose contains one of `words`. True if there are none. The result of each search is remembered.
    fn has_one_of(&mut self, words: &[Box<str>]) -> bool {
        words.is_empty() || words.iter().any(|word| self.has(word))
    }

    fn has(&mut self, word: &str) -> bool {
        if let Some(known) = self.has.get(word) {
            return *known;
        }
        let has = memchr::memmem::find(self.text.as_bytes(), word.as_bytes()).is_some();
        self.has.insert(word.into(), has);
        has
    }
}
