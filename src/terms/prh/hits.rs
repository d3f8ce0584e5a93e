//! Matches prh dictionaries against a note.

use std::cell::LazyCell;
use std::ops::Range;

use crate::markdown::document::Document;
use crate::markdown::prose::{Block, is_wide};
use crate::terms::brackets::has_japanese;
use crate::terms::hit::TermHit;
use crate::terms::meaning::Meaning;
use crate::terms::word_context::WordContext;
use crate::text::whitespace::is_unicode_space;

use super::changes::PrhChange;
use super::rules::{Prh, PrhChanges};
use super::{context, literals};

impl Prh {
    /// The changes of the rules to the prose of `document` as hits, in text order. Quotations and identifiers are left
    /// out.
    pub(in crate::terms) fn find(&self, document: &Document<'_>) -> Vec<TermHit> {
        let prose = document.prose();
        let mut places = WordContext::of(document);
        let mut hits = Vec::new();
        let note_is_japanese = LazyCell::new(|| prose.is_japanese());
        for block in prose.blocks() {
            let text = prose.block_text(block);
            let PrhChanges { changes, given_up } = self.changes(text);
            for rule in given_up {
                let range = block.range.clone();
                let span = prose.span(range.clone());
                let meaning = Meaning::Unchecked { rule };
                hits.push(TermHit { span, range, editable: None, heading: false, meaning });
            }
            // Rules for Japanese text do not apply to text in English or Chinese.
            let japanese = LazyCell::new(|| has_japanese(text, || *note_is_japanese));
            let changes = changes.iter().filter(|change| !change.right.chars().any(is_wide) || *japanese);
            hits.extend(changes.filter_map(|change| hit(document, &mut places, block, change)));
        }
        hits
    }
}

/// The hit for `change` in `block`. `None` if there is nothing to report.
fn hit(document: &Document<'_>, places: &mut WordContext<'_>, block: &Block, change: &PrhChange) -> Option<TermHit> {
    let prose = document.prose();
    let text = prose.block_text(block);
    let at = |range: &Range<usize>| block.range.start + range.start..block.range.start + range.end;
    let (words, right) = change.words(text);
    let (core, core_right) = change.core();
    let in_pieces = prose.verbatim(at(&words)).is_none() && prose.verbatim(at(&core)).is_some();
    let (words, right) = if in_pieces { (core, core_right) } else { (words, right) };
    let range = at(&words);
    let span = prose.span(range.clone());
    let is_acceptable = text[words.clone()] == *right
        || places.in_quotation(span)
        || context::is_no_prose(document, &range)
        || context::splits_katakana(text, &words, right);
    if is_acceptable {
        return None;
    }
    let heading = places.in_heading(span);
    let editable = prose.verbatim(range.clone()).filter(|_| !places.in_label(span));
    let same = is_same_name(&text[words.clone()], right) && !context::is_part_of_word(text, &words);
    let meaning = Meaning::Unpreferred { rule: change.rule.clone(), right: right.into(), same };
    Some(TermHit { span, range, editable, heading, meaning })
}

/// Whether `written` differs from `right` only in width, case, spaces and hyphens. False for plain lower-case words,
/// which may not be the name: `config`, `direct connect`.
fn is_same_name(written: &str, right: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().map(literals::fold).filter(|char| !is_unicode_space(*char) && *char != '-').collect()
    };
    let plain = |char: char| char.is_ascii_lowercase() || char == ' ' || char == '-';
    bare(written) == bare(right) && !written.chars().all(plain)
}
