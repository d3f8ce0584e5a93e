//! Round brackets around Japanese words: full-width `（）`, half-width `()`, and mismatched pairs.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::Arc;

use crate::markdown::document::Document;

use super::dictionary::Group;
use super::word_context::WordContext;
use crate::facts::spelling::Spelling;

/// The id of the spelling group for brackets.
pub const GROUP: &str = "brackets";

/// A pair of round brackets in the prose that contains no other bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BracketPair {
    /// The range of the pair, including both brackets, in bytes of the prose.
    pub range: Range<usize>,
    /// Whether the opening bracket is full-width.
    pub opens_wide: bool,
    /// Whether the closing bracket is full-width.
    pub closes_wide: bool,
}

impl BracketPair {
    /// The range of the opening bracket.
    pub fn opening(&self) -> Range<usize> {
        self.range.start..self.range.start + if self.opens_wide { '（'.len_utf8() } else { 1 }
    }

    /// The range of the closing bracket.
    pub fn closing(&self) -> Range<usize> {
        self.range.end - if self.closes_wide { '）'.len_utf8() } else { 1 }..self.range.end
    }

    /// The range between the brackets.
    pub fn inner(&self) -> Range<usize> {
        self.opening().end..self.closing().start
    }
}

/// The innermost pairs of round brackets in `text`. A pair is on one line; unmatched brackets are ignored.
pub fn pairs(text: &str) -> impl Iterator<Item = BracketPair> {
    let bytes = text.as_bytes();
    let mut open: Option<(usize, bool)> = None;
    // In UTF-8 the full-width brackets are EF BC 88 and EF BC 89.
    memchr::memchr3_iter(b'(', b')', 0xEF, bytes).filter_map(move |at| {
        let (opens, wide) = match bytes[at..] {
            [b'(', ..] => (true, false),
            [b')', ..] => (false, false),
            [0xEF, 0xBC, 0x88, ..] => (true, true),
            [0xEF, 0xBC, 0x89, ..] => (false, true),
            _ => return None,
        };
        if opens {
            open = Some((at, wide));
            return None;
        }
        let (start, opens_wide) = open.take().filter(|(start, _)| !bytes[*start..at].contains(&b'\n'))?;
        let range = start..at + if wide { '）'.len_utf8() } else { 1 };
        Some(BracketPair { range, opens_wide, closes_wide: wide })
    })
}

/// Whether `document` contains an opening bracket.
pub(super) fn any(document: &Document<'_>) -> bool {
    document.present().has_any(&['('..='(', '（'..='（'])
}

/// The spelling group for brackets.
pub(super) fn group() -> Arc<Group> {
    let form = |text: &str| text.into();
    Arc::new(Group {
        id: form(GROUP),
        forms: vec![form("（）"), form("()")],
        latin: false,
        optional: false,
        not_followed_by: Vec::new(),
        not_preceded_by: Vec::new(),
        settles: false,
        source: form("JTF style guide 4.3.1"),
    })
}

/// The pairs in `document` that `expected` accepts and that are not in a quotation.
pub fn own_pairs(
    document: &Document<'_>,
    expected: impl Fn(&BracketPair) -> bool,
) -> impl Iterator<Item = BracketPair> {
    let prose = document.prose();
    let mut places = WordContext::of(document);
    let text = if any(document) { prose.text() } else { "" };
    pairs(text).filter(expected).filter(move |pair| !places.in_quotation(prose.span(pair.range.clone())))
}

/// The matched pairs in `document` that contain Japanese text and are not in a quotation.
fn japanese_pairs(document: &Document<'_>) -> impl Iterator<Item = BracketPair> {
    let prose = document.prose();
    // Chinese uses the same brackets with other conventions.
    let note_is_japanese = LazyCell::new(|| prose.is_japanese());
    own_pairs(document, move |pair| {
        let text = &prose.text()[pair.range.clone()];
        pair.opens_wide == pair.closes_wide && has_japanese(text, || *note_is_japanese)
    })
}

/// Whether most pairs around Japanese text in `document` are half-width.
pub fn are_mostly_half_width(document: &Document<'_>) -> bool {
    let (wide, half): (Vec<_>, Vec<_>) = japanese_pairs(document).partition(|pair| pair.opens_wide);
    half.len() > wide.len()
}

/// The pairs in `document` that contain Japanese text, as spellings. Mismatched pairs are left out.
pub(super) fn spellings(document: &Document<'_>, group: &Arc<Group>) -> Vec<Spelling> {
    let prose = document.prose();
    let spelling = |pair: BracketPair| Spelling {
        span: prose.span(pair.range),
        group: group.clone(),
        form: u16::from(!pair.opens_wide),
        editable: false,
    };
    japanese_pairs(document).map(spelling).collect()
}

/// Whether `text` contains Japanese words: kana, or kanji if `note_is_japanese`.
pub(super) fn has_japanese(text: &str, note_is_japanese: impl FnOnce() -> bool) -> bool {
    has_kana(text) || text.chars().any(|char| matches!(char, '\u{3400}'..='\u{9fff}')) && note_is_japanese()
}

fn has_kana(text: &str) -> bool {
    text.chars().any(|char| matches!(char, 'ぁ'..='ゖ' | 'ァ'..='ヺ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_innermost_and_matched() {
        let found: Vec<_> =
            pairs("1) a（b) (c（d）e)\n(f").map(|pair| (pair.range, pair.opens_wide, pair.closes_wide)).collect();
        let text = "1) a（b) (c（d）e)\n(f";
        let shown: Vec<_> = found.iter().map(|(range, ..)| &text[range.clone()]).collect();
        assert_eq!(shown, ["（b)", "（d）"]);
        assert_eq!((found[0].1, found[0].2), (true, false));
    }
}
