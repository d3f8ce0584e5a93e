//! Which headings a fragment may have meant that names none.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Anchor, Facts};
use crate::links::keys::fold;
use crate::links::nearest;
use crate::markdown::slug::slug;

/// The anchors of one note, and by what they become when case, normalization and marks don't count.
#[derive(Debug)]
pub struct Candidates<'a> {
    facts: &'a Facts,
    folded: OnceCell<FxHashMap<String, Vec<&'a Anchor>>>,
    letters: OnceCell<FxHashMap<String, Vec<&'a Anchor>>>,
    /// The anchors that headings have without a number to tell them apart.
    literal: OnceCell<FxHashSet<String>>,
}

/// What a fragment may have meant.
#[derive(Debug, Default)]
pub struct LikelyAnchors<'a> {
    /// In the order of the text.
    pub anchors: Vec<&'a Anchor>,
    /// Whether the names are only near to the fragment.
    pub is_guess: bool,
}

impl<'a> Candidates<'a> {
    /// Those of the note that has `facts`.
    pub fn new(facts: &'a Facts) -> Self {
        Self { facts, folded: OnceCell::new(), letters: OnceCell::new(), literal: OnceCell::new() }
    }

    fn by(&self, key: impl Fn(&str) -> String) -> FxHashMap<String, Vec<&'a Anchor>> {
        let mut map: FxHashMap<String, Vec<&'a Anchor>> = FxHashMap::default();
        for anchor in &self.facts.anchors {
            map.entry(key(&anchor.name)).or_default().push(anchor);
        }
        map
    }

    /// The anchors that are the same as `fragment` but for case and Unicode normalization.
    pub fn folded(&self, fragment: &str) -> &[&'a Anchor] {
        self.folded.get_or_init(|| self.by(fold)).get(&fold(fragment)).map_or(&[], Vec::as_slice)
    }

    /// The anchors that may have been meant, in the order of the text: of the same letters and digits, or else, if `costly`
    /// is fine, some few characters away, which is a guess. Where several headings have the same text, and so `x`, `x-1`, `x-2` for anchors,
    /// `x` may mean each of them; `x-1` says which.
    pub fn of(&self, fragment: &str, costly: bool) -> LikelyAnchors<'a> {
        let letters_of_fragment = nearest::letters(fragment);
        let letters =
            || self.letters.get_or_init(|| self.by(nearest::letters)).get(&letters_of_fragment).map(Vec::as_slice);
        // The heading's text in the place of its slug, as some editors write links.
        let slug = self.facts.anchor(&slug(fragment)).map(|anchor| vec![anchor]);
        let same = slug.as_deref().or_else(letters).filter(|_| !letters_of_fragment.is_empty());
        let is_guess = same.is_none();
        let mut found = match same {
            Some([only]) if number(fragment).is_some() => vec![*only],
            Some([only]) => self.with_same_text(only),
            Some(several) => several.to_vec(),
            None if costly => match nearest::anchors(fragment, self.names())[..] {
                [only] => self.facts.anchor(only).map(|only| self.with_same_text(only)).unwrap_or_default(),
                ref several => several.iter().filter_map(|name| self.facts.anchor(name)).collect(),
            },
            None => Vec::new(),
        };
        found.sort_by_key(|anchor| anchor.span);
        // A heading that names its own id has several anchors.
        found.dedup_by_key(|anchor| anchor.span);
        LikelyAnchors { anchors: found, is_guess }
    }

    fn names(&self) -> impl Iterator<Item = &'a str> {
        self.facts.anchors.iter().map(|anchor| &*anchor.name)
    }

    /// The anchors of all headings with the text of the one that has `anchor`.
    fn with_same_text(&self, anchor: &'a Anchor) -> Vec<&'a Anchor> {
        let literal = self.literal.get_or_init(|| self.facts.headings.iter().map(|heading| slug(heading)).collect());
        let base = |name: &'a str| {
            let (base, _) = number(name).filter(|_| !literal.contains(name))?;
            self.facts.anchor(base).map(|_| base)
        };
        let of = base(&anchor.name).unwrap_or(&anchor.name);
        let alike = |other: &&Anchor| *other.name == *of || number(&other.name).is_some_and(|(name, _)| name == of);
        self.facts
            .anchors
            .iter()
            .filter(alike)
            .filter(|other| *other.name == *of || base(&other.name) == Some(of))
            .collect()
    }
}

/// What `name` is without the number at its end, and the number.
fn number(name: &str) -> Option<(&str, &str)> {
    let (base, number) = name.rsplit_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((base, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{anchors, wikilink};
    use crate::markdown::document::Document;
    use crate::text::source::Source;

    fn candidates(text: &str, fragment: &str) -> Vec<String> {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let facts =
            Facts { anchors: anchors::anchors(&document), headings: wikilink::headings(&document), ..Facts::default() };
        Candidates::new(&facts).of(fragment, true).anchors.iter().map(|anchor| anchor.name.to_string()).collect()
    }

    #[test]
    fn of_headings_with_the_same_text_each_may_be_meant() {
        let text = "# Neo\n\n## How is it used?\n\n# Kendra\n\n## How is it used?\n";
        assert_eq!(candidates(text, "how-is-it-used?"), ["how-is-it-used", "how-is-it-used-1"]);
        assert_eq!(candidates(text, "how-is-it-usd"), ["how-is-it-used", "how-is-it-used-1"]);
        assert_eq!(candidates(text, "how-is-it-used?-1"), ["how-is-it-used-1"]);
        assert_eq!(candidates(text, "neo?"), ["neo"]);
    }

    #[test]
    fn a_heading_that_ends_in_a_number_is_no_second_one() {
        let text = "# Step\n\n# Step 1\n\n# Step 2\n";
        assert_eq!(candidates(text, "step?"), ["step"]);
        assert_eq!(candidates(text, "step:1"), ["step-1"]);
        assert_eq!(candidates(text, "step-3"), [""; 0]);
    }

    #[test]
    fn names_that_are_equally_near_are_all_candidates() {
        assert_eq!(candidates("# Price\n\n# Prize\n", "prixe"), ["price", "prize"]);
        assert_eq!(candidates("# A-B\n\n# AB\n", "a_b"), ["a-b", "ab"]);
        assert_eq!(candidates("# A-B\n\n# AB\n", "a'b"), ["ab"], "its slug");
        assert_eq!(candidates("# 使い方 {#usage}\n", "使い方?"), ["使い方"]);
    }
}
