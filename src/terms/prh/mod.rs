//! prh's dictionaries, as they are: which wording a project prefers, as patterns and what to write in their place.
//!
//! What they mean is what prh 5.4.4 makes of them ([`pattern`], [`changes`]); what they are read against is the prose,
//! block by block, not the source. A pattern runs only where a text stands that it requires ([`literals`]).

pub(super) mod changes;
mod entry;
mod guards;
mod literals;
pub mod load;
mod matcher;
mod parser;
mod pattern;
mod settled;
mod syntax;
mod translate;

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, BuildError};

use crate::markdown::document::Document;
use crate::markdown::prose::{Block, is_wide};
use crate::text::whitespace::is_unicode_space;

use super::brackets::has_japanese;
use super::places::Places;
use super::{Meaning, TermHit};
pub use changes::Change;
pub use entry::Preference;
use settled::Standing;

/// The prh dictionaries of a project, merged in the order in which they are named.
#[derive(Debug)]
pub struct Prh {
    rules: Vec<Arc<Preference>>,
    /// Texts that matches hold.
    texts: AhoCorasick,
    /// The rules that require each of the texts.
    owners: Vec<Vec<usize>>,
    /// The rules that may match anywhere.
    always: Vec<usize>,
    /// The wordings that a rule leaves alone.
    standing: Vec<Standing>,
}

/// What the rules make of a text.
#[derive(Debug, Default)]
pub struct Changes {
    /// In the order of the text, none within another.
    pub changes: Vec<Change>,
    /// The rules whose patterns took too many steps in it.
    pub given_up: Vec<Arc<Preference>>,
}

impl Prh {
    /// Of two rules for the same text the first counts.
    ///
    /// # Errors
    /// Where the automaton would be too large.
    pub fn new(rules: Vec<Arc<Preference>>) -> Result<Self, BuildError> {
        let (mut texts, mut owners, mut always) = (Vec::<&str>::new(), Vec::<Vec<usize>>::new(), Vec::new());
        let mut known = rustc_hash::FxHashMap::default();
        for (index, rule) in rules.iter().enumerate() {
            for text in rule.required.iter().flatten() {
                let at = *known.entry(&**text).or_insert_with(|| {
                    texts.push(text);
                    owners.push(Vec::new());
                    texts.len() - 1
                });
                owners[at].push(index);
            }
            if rule.required.is_none() {
                always.push(index);
            }
        }
        let texts = AhoCorasick::new(&texts)?;
        let mut prh = Self { rules, texts, owners, always, standing: Vec::new() };
        prh.standing = prh.standing();
        Ok(prh)
    }

    /// The rules, in the order in which they count.
    pub fn rules(&self) -> &[Arc<Preference>] {
        &self.rules
    }

    /// What the rules make of `text`: what prh makes of it, but that a wording stands which they would change without
    /// end.
    pub fn changes(&self, text: &str) -> Changes {
        let folded: String = text.chars().map(literals::fold).collect();
        let mut rules = self.always.clone();
        for found in self.texts.find_overlapping_iter(&folded) {
            rules.extend(&self.owners[found.pattern().as_usize()]);
        }
        rules.sort_unstable();
        rules.dedup();
        let mut all = Changes::default();
        for (index, rule) in rules.into_iter().map(|index| (index, &self.rules[index])) {
            match changes::of_rule(rule, text) {
                Ok(mut changes) => {
                    let standing = self.standing.iter().filter(|standing| standing.rule == index);
                    standing.for_each(|standing| changes::leave(&mut changes, text, &standing.wording));
                    all.changes.extend(changes);
                }
                Err(matcher::GaveUp) => all.given_up.push(rule.clone()),
            }
        }
        changes::settle(&mut all.changes);
        all
    }

    /// What the rules have to say of `document`, in the order of the text; not of what is quoted, nor of identifiers.
    pub(super) fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let prose = document.prose();
        let mut places = Places::of(document);
        let mut hits = Vec::new();
        let note_is_japanese = LazyCell::new(|| prose.is_japanese());
        for block in prose.blocks() {
            let text = prose.block_text(block);
            let Changes { changes, given_up } = self.changes(text);
            for rule in given_up {
                let range = block.range.clone();
                let span = prose.span(range.clone());
                let meaning = Meaning::Unchecked { rule };
                hits.push(TermHit { span, range, editable: None, heading: false, meaning });
            }
            // A dictionary of Japanese words is none for a sentence in English or Chinese.
            let japanese = LazyCell::new(|| has_japanese(text, || *note_is_japanese));
            let changes = changes.iter().filter(|change| !change.right.chars().any(is_wide) || *japanese);
            hits.extend(changes.filter_map(|change| hit(document, &mut places, block, change)));
        }
        hits
    }
}

/// What there is to say of `change` in `block`, if it is to be said.
fn hit(document: &Document<'_>, places: &mut Places<'_>, block: &Block, change: &Change) -> Option<TermHit> {
    let prose = document.prose();
    let text = prose.block_text(block);
    let at = |range: &Range<usize>| block.range.start + range.start..block.range.start + range.end;
    let (words, right) = change.words(text);
    let (core, core_right) = change.core();
    let in_pieces = prose.verbatim(at(&words)).is_none() && prose.verbatim(at(&core)).is_some();
    let (words, right) = if in_pieces { (core, core_right) } else { (words, right) };
    let range = at(&words);
    let span = prose.span(range.clone());
    let is_no_fault = text[words.clone()] == *right
        || places.in_quotation(span)
        || guards::is_no_prose(document, &range)
        || guards::splits_katakana(text, &words, right);
    if is_no_fault {
        return None;
    }
    let heading = places.in_heading(span);
    let editable = prose.verbatim(range.clone()).filter(|_| !places.in_label(span));
    let same = is_same_name(&text[words.clone()], right) && !guards::is_part_of_word(text, &words);
    let meaning = Meaning::Unpreferred { rule: change.rule.clone(), right: right.into(), same };
    Some(TermHit { span, range, editable, heading, meaning })
}

/// Whether `written` differs from `right` in width, case, spaces and hyphens alone. Plain words in lower case may be no
/// name at all: `config`, `direct connect`.
fn is_same_name(written: &str, right: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().map(literals::fold).filter(|char| !is_unicode_space(*char) && *char != '-').collect()
    };
    let plain = |char: char| char.is_ascii_lowercase() || char == ' ' || char == '-';
    bare(written) == bare(right) && !written.chars().all(plain)
}
